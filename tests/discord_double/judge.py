from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from . import limits, schemas
from .errors import JudgeError

Problem = tuple[str, str]
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
_MESSAGES = {
    ("POST", "/channels/{channel_id}/messages"),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}"),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}"),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"),
}
# what a gateway event carries, by the schema of the same object over REST
_EVENTS = {
    "MESSAGE_CREATE": "MessageResponse",
    "MESSAGE_UPDATE": "MessageResponse",
    "GUILD_CREATE": "GuildResponse",
    "CHANNEL_CREATE": "GuildChannelResponse",
    "CHANNEL_UPDATE": "GuildChannelResponse",
    "THREAD_CREATE": "ThreadResponse",
}
_PARTS = {"message": "MessageResponse", "user": "UserResponse", "member": "GuildMemberResponse"}


@dataclass(frozen=True, slots=True)
class Violation:
    """One refused request, reply or event: what it was, and (dotted path, message) pairs."""

    what: str
    problems: tuple[Problem, ...]
    body: Any

    def __str__(self) -> str:
        told = "; ".join(f"{path or 'body'}: {message}" for path, message in self.problems)
        return f"{self.what}: {told}\n    {str(self.body)[:400]}"


class Judge:
    """Judge the bot's requests and the double's replies and events, and remember what was refused."""

    def __init__(self) -> None:
        self.violations: list[Violation] = []
        self.requests = 0
        self._path = schemas.description_path()
        self._seen: set[tuple[str, Any]] = set()

    def request(
        self,
        method: str,
        template: str,
        content_type: str,
        body: Any,
        uploads: Mapping[int, str] | None = None,
    ) -> list[Problem]:
        """Return what is wrong with a request body, and remember it as a violation."""
        self.requests += 1
        found: list[Problem] = []
        checker = schemas.validator(self._path, method, template, None, content_type)
        if checker is not None:
            found += schemas.problems(checker, body)
        elif body is not None and schemas.document() is not None:
            found.append(("", f"no {content_type} body is described for this endpoint"))
        if not found:  # the rules below may rely on the shape
            found += _limits(method, template, body, uploads or {})
        if found:
            self.violations.append(Violation(f"{method} {template}", tuple(found), body))
        return found

    def reply(self, method: str, template: str, status: int, body: Any) -> None:
        """Judge the double's own reply, one of each shape (its texts do not matter)."""
        key = (f"{method} {template} {status}", shape(body))
        if key in self._seen:
            return
        self._seen.add(key)
        checker = schemas.validator(self._path, method, template, status, "application/json")
        found = schemas.problems(checker, body) if checker is not None else []
        if found:
            self.violations.append(
                Violation(f"the double's reply {status} to {method} {template}", tuple(found), body)
            )

    def event(self, name: str, data: Any) -> None:
        """Judge a gateway event by the schema of the same object over REST, where there is one."""
        key = (name, shape(data))
        if key in self._seen:
            return
        self._seen.add(key)
        found: list[Problem] = []
        parts = {"": (_EVENTS.get(name), data)}
        if name == "INTERACTION_CREATE":
            parts = {part: (schema, data.get(part)) for part, schema in _PARTS.items()}
        for part, (schema, value) in parts.items():
            checker = schemas.named_validator(self._path, schema) if schema else None
            if checker is not None and value is not None:
                found += [
                    (f"{part}.{path}".strip("."), told) for path, told in schemas.problems(checker, value)
                ]
        if found:
            self.violations.append(Violation(f"the double's event {name}", tuple(found), data))

    def complain(self, what: str, problem: str, body: Any = None) -> None:
        self.violations.append(Violation(what, (("", problem),), body))

    def verdict(self) -> None:
        """Raise JudgeError with everything that was refused."""
        if self.violations:
            told = "\n".join(f"- {violation}" for violation in self.violations[:20])
            raise JudgeError(f"{len(self.violations)} refused by Discord's API description:\n{told}")

    @contextmanager
    def expects(self, text: str = "") -> Iterator[list[Violation]]:
        """Expect at least one violation (whose text contains `text`) within the block, and forgive those."""
        before, caught = len(self.violations), list[Violation]()
        yield caught
        caught += [v for v in self.violations[before:] if text in str(v)]
        if not caught:
            raise JudgeError(
                f"no violation with {text!r}; there were {[str(v) for v in self.violations[before:]]}"
            )
        self.violations[before:] = [v for v in self.violations[before:] if v not in caught]


def _limits(method: str, template: str, body: Any, uploads: Mapping[int, str]) -> list[Problem]:
    if (method, template) in _MESSAGES:
        return list(limits.message(body or {}, uploads))
    if template == CALLBACK:
        data = body.get("data") or {}
        if body["type"] in (4, 5, 6, 7):
            return list(limits.message(data, uploads, "data."))
        return list(limits.modal(data)) if body["type"] == 9 else []
    if method == "PUT" and template.endswith("/commands"):
        return list(limits.commands(body or []))
    return []


def shape(value: Any) -> Any:
    """Return the keys and types of a JSON value, and the value of `type` (it selects schemas)."""
    if isinstance(value, dict):
        return tuple(
            (k, v if k == "type" and isinstance(v, int) else shape(v)) for k, v in sorted(value.items())
        )
    if isinstance(value, list):
        return ("list", *dict.fromkeys(shape(item) for item in value))
    return type(value).__name__
