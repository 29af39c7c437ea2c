"""What an operator can set, by environment variable or a `.env` file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.shared.shards import Shards, dealt, numbers
from corpus import environment
from corpus.errors import UsageError
from corpus.store.database import SETTING as DATABASE
from corpus.store.people import SETTING as PEOPLE_KEY


class Settings(BaseSettings):
    """The operator's settings; every field names its environment variable.

    Rates are questions a minute, `ask_seconds` and `answer_days` what their names say;
    `metrics_port` None turns metrics off, 0 takes any free port. The four `discord_…` fields are for
    tests and for networks that reach Discord by a gateway of their own.
    """

    model_config = SettingsConfigDict(
        env_file=environment.FILE,
        env_ignore_empty=True,
        case_sensitive=True,
        extra="ignore",
        populate_by_name=True,
        frozen=True,
    )

    token: SecretStr | None = Field(None, validation_alias="DISCORD_TOKEN")
    data: Path = Field(Path("data"), validation_alias="FOOTBRIDGE_DATA")
    database: SecretStr | None = Field(None, validation_alias=DATABASE)
    people_key: SecretStr | None = Field(None, validation_alias=PEOPLE_KEY)
    vectors: environment.Searched = Field(environment.PLACES[0], validation_alias=environment.VECTORS)
    model: str | None = Field(None, validation_alias="FOOTBRIDGE_MODEL")
    world: bool = Field(True, validation_alias="FOOTBRIDGE_WORLD")
    metrics_host: str = Field("127.0.0.1", validation_alias="FOOTBRIDGE_METRICS_HOST")
    metrics_port: int | None = Field(9464, ge=0, le=65535, validation_alias="FOOTBRIDGE_METRICS_PORT")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", validation_alias="FOOTBRIDGE_LOG_LEVEL"
    )
    log_format: Literal["text", "json"] = Field("text", validation_alias="FOOTBRIDGE_LOG_FORMAT")
    user_rate: int = Field(10, ge=1, le=1000, validation_alias="FOOTBRIDGE_USER_RATE")
    guild_rate: int = Field(60, ge=1, le=10000, validation_alias="FOOTBRIDGE_GUILD_RATE")
    queue: int = Field(100, ge=1, le=10000, validation_alias="FOOTBRIDGE_QUEUE")
    concurrent: int = Field(4, ge=1, le=64, validation_alias="FOOTBRIDGE_CONCURRENT")
    ask_seconds: float = Field(60.0, gt=0, validation_alias="FOOTBRIDGE_ASK_SECONDS")
    question_days: int = Field(90, ge=1, le=3650, validation_alias="FOOTBRIDGE_QUESTION_DAYS")
    answer_days: int = Field(30, ge=1, le=3650, validation_alias="FOOTBRIDGE_ANSWER_DAYS")
    message_content: bool = Field(False, validation_alias="FOOTBRIDGE_MESSAGE_CONTENT")
    shard_count: int | None = Field(None, ge=1, le=100_000, validation_alias="FOOTBRIDGE_SHARD_COUNT")
    shards: str | None = Field(None, validation_alias="FOOTBRIDGE_SHARDS")
    process: str | None = Field(None, validation_alias="FOOTBRIDGE_PROCESS")
    processes: int | None = Field(None, ge=1, le=10_000, validation_alias="FOOTBRIDGE_PROCESSES")
    discord_api: str | None = Field(None, validation_alias="FOOTBRIDGE_DISCORD_API")
    discord_gateway: str | None = Field(None, validation_alias="FOOTBRIDGE_DISCORD_GATEWAY")
    discord_address: str | None = Field(None, validation_alias="FOOTBRIDGE_DISCORD_ADDRESS")
    discord_ca: Path | None = Field(None, validation_alias="FOOTBRIDGE_DISCORD_CA")

    @field_validator("metrics_port", mode="before")
    @classmethod
    def _off(cls, value: Any) -> Any:
        return None if isinstance(value, str) and value.strip().casefold() == "off" else value

    @field_validator("world", "message_content", mode="before")
    @classmethod
    def _switch(cls, value: Any) -> Any:
        return environment.switch(value) if isinstance(value, str) else value

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _casefold(cls, value: Any) -> Any:
        return value.casefold() if isinstance(value, str) else value

    @field_validator("discord_address")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None:
            host, _, port = value.rpartition(":")
            if not host or not (port.isdecimal() and port.isascii()):
                raise ValueError("write it as host:port, for example 127.0.0.1:8443")
        return value

    @model_validator(mode="after")
    def _vectors_of_a_database(self) -> Self:
        if self.vectors == "database" and self.database is None:
            raise ValueError(f"{environment.VECTORS}=database needs {DATABASE}=postgresql://…")
        return self

    @model_validator(mode="after")
    def _shards_of_a_count(self) -> Self:
        if self.shards is not None:
            if self.shard_count is None:
                raise ValueError("FOOTBRIDGE_SHARDS needs FOOTBRIDGE_SHARD_COUNT: how many there are in all")
            with _naming("shards"):
                numbers(self.shards, self.shard_count)
        return self

    @model_validator(mode="after")
    def _process_of_a_number(self) -> Self:
        if self.process is None and self.processes is None:
            return self
        if self.process is None or self.processes is None or self.shard_count is None:
            raise ValueError(
                "FOOTBRIDGE_PROCESS, FOOTBRIDGE_PROCESSES and FOOTBRIDGE_SHARD_COUNT go together"
            )
        if self.shards is not None:
            raise ValueError("FOOTBRIDGE_SHARDS and FOOTBRIDGE_PROCESS both say which shards; leave one out")
        if self.processes > self.shard_count:
            raise ValueError(f"there are {self.processes} processes for {self.shard_count} shards")
        with _naming("process"):
            dealt(self.process, self.processes, self.shard_count)
        return self

    @property
    def sharding(self) -> Shards:
        """Return the shards that this process runs."""
        if self.shard_count is None:
            return Shards()
        if self.process is not None and self.processes is not None:
            ids = dealt(self.process, self.processes, self.shard_count)
        else:
            ids = (
                frozenset(range(self.shard_count))
                if self.shards is None
                else numbers(self.shards, self.shard_count)
            )
        return Shards(ids, self.shard_count)


@contextmanager
def _naming(field: str) -> Iterator[None]:
    """Name the variable of a field before what a validator of several says of it."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{Settings.model_fields[field].validation_alias}: {error}") from None


def load(**given: Any) -> Settings:
    """Read the settings; what is given here wins over the environment, that over `.env`.

    Raises UsageError with one line that names each variable that cannot be used, and why.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        lines = [": ".join([*map(str, problem["loc"]), _in_words(problem)]) for problem in error.errors()]
        raise UsageError("These settings cannot be used: " + "; ".join(lines)) from None


_WORDS = {
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "literal_error": "must be {expected}",
    "value_error": "{error}",
}
"""What is said of a setting that cannot be used, by pydantic's name for the reason."""


def _in_words(problem: ErrorDetails) -> str:
    given = str(problem["input"])
    said = _WORDS.get(problem["type"])
    if said is None:
        return problem["msg"]
    about = dict(problem.get("ctx", {}))
    if "expected" in about:
        about["expected"] = str(about["expected"]).replace("'", "")
    told = said.format(**about)
    return told if problem["type"] == "value_error" else f"{told}, not {given}"


def misspelt() -> list[str]:
    """Return a sentence for each `FOOTBRIDGE_…` name that is set but is not a setting."""
    return environment.misspelt([name for name, _ in variables()])


def variables() -> list[tuple[str, str]]:
    """List (environment variable, default in words), in the order of `Settings`."""
    rows = []
    for field in Settings.model_fields.values():
        default = field.default
        rows.append((str(field.validation_alias), in_words(default)))
    return rows


def table(chosen: Settings) -> list[tuple[str, str, str]]:
    """List (environment variable, default, value) in words; a secret shows as stars, no port as off."""
    rows = []
    for (variable, default), name in zip(variables(), Settings.model_fields, strict=True):
        value = getattr(chosen, name)
        off = name == "metrics_port" and value is None
        rows.append((variable, default, "off" if off else in_words(value)))
    return rows


def in_words(value: object) -> str:
    """Write a setting's value as it is set; a secret shows as stars."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return "not set" if value is None else str(value)
