"""A double of Discord on the loopback, with a scripted human client. See README.md in this folder."""

from __future__ import annotations

from .client import Person
from .connect import connector, make_certificate, point_discord_py_at
from .errors import JudgeError, NoResponseError, NothingHappenedError, ScriptError
from .messages import Attachment, Message
from .reply import Reply
from .server import DoubleDiscord
from .world import Channel, Guild, Role, User

__all__ = [
    "Attachment",
    "Channel",
    "DoubleDiscord",
    "Guild",
    "JudgeError",
    "Message",
    "NoResponseError",
    "NothingHappenedError",
    "Person",
    "Reply",
    "Role",
    "ScriptError",
    "User",
    "connector",
    "make_certificate",
    "point_discord_py_at",
]
