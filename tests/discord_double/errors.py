"""What can go wrong, on which side.

ApiError        an error reply of Discord, raised inside a handler
ScriptError     the scenario asked for something no Discord client would do (AssertionError)
├── NoResponseError        "The application did not respond": 3 s of the clock without acknowledgement
└── NothingHappenedError   waited (real time) for the bot and it did not come
JudgeError      requests or replies that Discord's API description refuses (AssertionError, at the end)
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status}/{code} {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def body(self) -> Json:
        body: Json = {"code": self.code, "message": self.message}
        return body | {"errors": self.errors} if self.errors else body


class ScriptError(AssertionError):
    pass


class NoResponseError(ScriptError):
    pass


class NothingHappenedError(ScriptError):
    pass


class JudgeError(AssertionError):
    pass


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def unknown_channel() -> ApiError:
    return ApiError(404, 10003, "Unknown Channel")


def unknown_guild() -> ApiError:
    return ApiError(404, 10004, "Unknown Guild")


def unknown_member() -> ApiError:
    return ApiError(404, 10007, "Unknown Member")


def unknown_message() -> ApiError:
    return ApiError(404, 10008, "Unknown Message")


def unknown_user() -> ApiError:
    return ApiError(404, 10013, "Unknown User")


def unknown_webhook() -> ApiError:
    return ApiError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> ApiError:
    return ApiError(404, 10062, "Unknown interaction")


def already_acknowledged() -> ApiError:
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def too_large() -> ApiError:
    return ApiError(413, 40005, "Request entity too large")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def empty_message() -> ApiError:
    return ApiError(400, 50006, "Cannot send an empty message")


def dms_closed() -> ApiError:
    return ApiError(403, 50007, "Cannot send messages to this user")


def not_the_author() -> ApiError:
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def invalid_token() -> ApiError:
    return ApiError(401, 50027, "Invalid Webhook Token")


def invalid_form(problems: list[tuple[str, str]]) -> ApiError:
    """Return 400/50035 with each (dotted path, message) where discord.py looks for it."""
    tree: Json = {}
    for path, message in problems:
        node = tree
        for step in filter(None, path.split(".")):
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": 50035, "message": message})
    return ApiError(400, 50035, "Invalid Form Body", tree)
