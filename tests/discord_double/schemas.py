"""Discord's API description as jsonschema validators, compiled on first use and kept.

Two changes make the judge stricter and its answers readable: objects of a request refuse unknown keys, and a
choice among schemas that fix `type` (components, callbacks) is decided by `type` alone, so a mistake is
reported where it is instead of "matches none of eleven schemas".
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped]

Json = dict[str, Any]
_BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "discord" / "openapi.json"
# discord.py 2.7.1 sends these whether or not the endpoint knows them; by a property that tells the object
_TOLERATED_WITH = {
    "embeds": ("tts", "flags"),
    "fields": ("flags",),
    "default_member_permissions": ("nsfw",),
    "waveform": ("content_type", "proxy_url", "size", "spoiler", "url"),  # of an attachment kept by an edit
}


def description_path() -> Path:
    return Path(os.environ.get("DISCORD_OPENAPI", _BESIDE))


def unjudged() -> str:
    """Say what no test checks where the description is not there, and how to get it; "" where it is."""
    path = description_path()
    if path.is_file():
        return ""
    return (
        f"Discord's API description is not at {path}, so NOT CHECKED by it is any request of the bot, any "
        "reply or event of the double, in all tests with the double: only the rules of limits.py are. Name a "
        "copy of specs/openapi.json of github.com/discord/discord-api-spec in DISCORD_OPENAPI."
    )


@cache
def _document(path: Path) -> Json | None:
    if not path.is_file():
        return None
    loaded: Json = json.loads(path.read_text("utf-8"))
    return loaded


def document() -> Json | None:
    return _document(description_path())


_formats = FormatChecker(formats=())


def _is_uri(value: object) -> bool:
    return (
        not isinstance(value, str)
        or re.fullmatch(r"(https?|attachment|discord)://\S+|wss?://\S+", value) is not None
    )


def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value) is not None


def _is_int32(value: object) -> bool:
    return not isinstance(value, int) or -(2**31) <= value < 2**31


def _is_int64(value: object) -> bool:
    return not isinstance(value, int) or -(2**63) <= value < 2**63


_formats.checks("uri")(_is_uri)
_formats.checks("date-time", raises=ValueError)(_is_date_time)
_formats.checks("int32")(_is_int32)
_formats.checks("int64")(_is_int64)


def _types(branch: Any) -> list[int] | None:
    if not isinstance(branch, dict):
        return None
    fixed = branch.get("properties", {}).get("type", {})
    return fixed.get("enum") if isinstance(fixed, dict) else None


def _choose(
    validator: Any, branches: list[Any], instance: Any, schema: Json
) -> Iterator[ValidationError] | None:
    """Return the errors of the branch that `type` selects, None when `type` does not decide."""
    if not (isinstance(instance, dict) and "type" in instance):
        return None
    fixed = [(branch, _types(branch)) for branch in branches]
    if not any(types for _, types in fixed):
        return None
    chosen = [branch for branch, types in fixed if types and instance["type"] in types]
    if len(chosen) != 1:
        return None
    errors: Iterator[ValidationError] = validator.descend(instance, chosen[0])
    return errors


def _one_of(validator: Any, branches: list[Any], instance: Any, schema: Json) -> Iterator[ValidationError]:
    chosen = _choose(validator, branches, instance, schema)
    if chosen is not None:
        yield from chosen
        return
    collected = []
    for branch in branches:
        errors = list(validator.descend(instance, branch))
        if (
            not errors
        ):  # which of several match does not matter to Discord: its document says oneOf for unions
            return
        collected.append(errors)
    # the branch with the fewest complaints was meant; {"type": "null"} never is
    meant = min(collected, key=len)
    objects = [c for c, b in zip(collected, branches, strict=True) if b.get("type") != "null"]
    yield from objects[0] if len(objects) == 1 else meant


_Validator = extend(Draft202012Validator, {"oneOf": _one_of, "anyOf": _one_of})


class _Inliner:
    """Replace every `$ref` by the schema itself (shared objects, so cycles are fine)."""

    def __init__(self, schemas: Json, *, closed: bool) -> None:
        self._schemas, self._closed = schemas, closed
        self._done: dict[str, Json] = {}

    def inline(self, schema: Any) -> Any:
        if isinstance(schema, list):
            return [self.inline(item) for item in schema]
        if not isinstance(schema, dict):
            return schema
        if "$ref" in schema:
            return self._named(schema["$ref"].rsplit("/", 1)[-1])
        return self._close({key: self._value(key, value) for key, value in schema.items()})

    def _value(self, key: str, value: Any) -> Any:
        if key == "properties":
            return {name: self.inline(child) for name, child in value.items()}
        return value if key in ("enum", "const", "required", "description") else self.inline(value)

    def _named(self, name: str) -> Json:
        if name not in self._done:
            self._done[name] = made = {}
            made.update(self.inline(self._schemas[name]))
            if name == "SnowflakeType" and self._closed:
                made["type"] = ["string", "integer"]
                made["minimum"] = 0
        return self._done[name]

    def _close(self, schema: Json) -> Json:
        properties = schema.get("properties")
        if not self._closed or not isinstance(properties, dict) or "additionalProperties" in schema:
            return schema
        for sign, tolerated in _TOLERATED_WITH.items():
            if sign in properties:
                for key in tolerated:
                    properties.setdefault(key, {})
        return schema | {"additionalProperties": False}


@cache
def _inliner(path: Path, closed: bool) -> _Inliner | None:
    loaded = _document(path)
    return None if loaded is None else _Inliner(loaded["components"]["schemas"], closed=closed)


def _schema_of(method: str, template: str, status: int | None, content_type: str) -> Any:
    loaded = document()
    operation = {} if loaded is None else loaded["paths"].get(template, {}).get(method.lower())
    if operation is None:
        return None
    if status is None:
        content = operation.get("requestBody", {}).get("content", {})
    else:
        answers = operation.get("responses", {})
        answer = answers.get(str(status)) or answers.get(f"{status // 100}XX") or {}
        if "$ref" in answer and loaded is not None:
            answer = loaded["components"]["responses"][answer["$ref"].rsplit("/", 1)[-1]]
        content = answer.get("content", {})
    schema = content.get(content_type, {}).get("schema")
    if content_type == "multipart/form-data" and schema and "allOf" in schema:
        schema = schema["allOf"][0]  # the second part describes the files, which are not in payload_json
    return schema


@cache
def validator(path: Path, method: str, template: str, status: int | None, content_type: str) -> Any:
    """Return the validator of a request body (`status` None) or of a reply, None when there is none."""
    inliner = _inliner(path, status is None)
    schema = _schema_of(method, template, status, content_type)
    if inliner is None or schema is None:
        return None
    return _Validator(inliner.inline(schema), format_checker=_formats)


@cache
def named_validator(path: Path, name: str) -> Any:
    """Return the validator of one named schema, open to further keys (gateway events have some)."""
    inliner = _inliner(path, False)
    return None if inliner is None else _Validator(inliner._named(name), format_checker=_formats)


def _told(error: ValidationError) -> str:
    message = str(error.message)
    return message if len(message) <= 200 else f"{error.validator}: …{message[-150:]}"


def problems(checker: Any, instance: Any) -> list[tuple[str, str]]:
    """Return (dotted path, message) of everything a validator refuses, at most ten."""
    found = []
    for error in checker.iter_errors(instance):
        found.append((".".join(str(step) for step in error.absolute_path), _told(error)))
        if len(found) == 10:
            break
    return found


def knows(method: str, template: str) -> bool:
    loaded = document()
    return loaded is None or method.lower() in loaded["paths"].get(template, {})
