from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Literal

from .errors import ApiError

if TYPE_CHECKING:
    from .server import DoubleDiscord

# patterns over "METHOD template" (`*` crosses slashes); anything of that form may be given instead
EVERYTHING = "*"
CALLBACK = "POST /interactions/*/callback"
FOLLOWUP = "POST /webhooks/*"
EDIT_ORIGINAL = "PATCH /webhooks/*/messages/@original"
EDIT_FOLLOWUP = "PATCH /webhooks/*/messages/{message_id}"
SEND = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
TYPING = "POST /channels/{channel_id}/typing"
OPEN_DM = "POST /users/@me/channels"
SYNC = "PUT /applications/*/commands"
GATEWAY_BOT = "GET /gateway/bot"
LOGIN = "GET /users/@me"
CDN = "GET /attachments/*"

Damage = Literal["missing", "truncated", "wrong size", "wrong type"]
Kind = Literal["429", "error", "bare", "reset", "lost", "slow", "cdn"]


@dataclass(slots=True, eq=False)
class Fault:
    """One fault waiting for its route; `hits` counts how often it struck, `times` None means always."""

    kind: Kind
    pattern: str
    times: int | None = 1
    error: ApiError | None = None
    status: int = 0
    seconds: float = 0.0
    everywhere: bool = False
    via: bool = True
    damage: str = ""
    hits: int = 0

    @property
    def spent(self) -> bool:
        return self.times is not None and self.hits >= self.times


@dataclass(slots=True)
class Faults:
    """What goes wrong next. Each call arms one fault and returns it; `clear()` disarms all."""

    discord: DoubleDiscord
    armed: list[Fault] = field(default_factory=list)
    duplicate_interactions: int = 0

    def strike(self, route: str, kinds: tuple[Kind, ...]) -> Fault | None:
        """Return the fault that hits this request now, counting it."""
        for fault in self.armed:
            if fault.kind in kinds and not fault.spent and fnmatchcase(route, fault.pattern):
                fault.hits += 1
                return fault
        return None

    def _arm(self, fault: Fault) -> Fault:
        self.armed.append(fault)
        return fault

    def clear(self) -> None:
        self.armed.clear()
        self.duplicate_interactions = 0
        self.discord.gateway.deaf = False
        self.discord.gateway.refuse_connects = self.discord.gateway.mute_connects = 0

    def rate_limited(
        self,
        pattern: str,
        *,
        retry_after: float = 0.05,
        everywhere: bool = False,
        via: bool = True,
        times: int | None = 1,
    ) -> Fault:
        """Answer 429: of the bucket, global (`everywhere`), or by the edge (`via=False`) (a ban)."""
        return self._arm(Fault("429", pattern, times, seconds=retry_after, everywhere=everywhere, via=via))

    def status(self, pattern: str, status: int, *, times: int | None = 1) -> Fault:
        """Answer a bare 500, 502, 503 or 504, as the edge does: text, no JSON; nothing is done."""
        return self._arm(Fault("bare", pattern, times, status=status))

    def error(self, pattern: str, error: ApiError, *, times: int | None = 1) -> Fault:
        """Answer an API error, such as errors.unknown_channel() or errors.missing_permissions()."""
        return self._arm(Fault("error", pattern, times, error=error))

    def reset(self, pattern: str, *, times: int | None = 1) -> Fault:
        """Cut the connection before the request is looked at."""
        return self._arm(Fault("reset", pattern, times))

    def lose_reply(self, pattern: str, *, times: int | None = 1) -> Fault:
        """Do what was asked, then cut the connection instead of replying."""
        return self._arm(Fault("lost", pattern, times))

    def slow(self, pattern: str, seconds: float, *, times: int | None = 1) -> Fault:
        """Do what was asked at once and reply after `seconds` of real time."""
        return self._arm(Fault("slow", pattern, times, seconds=seconds))

    def cdn(
        self,
        damage: Damage,
        *,
        pattern: str = CDN,
        times: int | None = 1,
    ) -> Fault:
        """Serve an attachment wrongly: 404, cut in the middle, other bytes than promised, an HTML page."""
        return self._arm(Fault("cdn", pattern, times, damage=damage))

    def duplicate_interaction(self, times: int = 1) -> None:
        """Dispatch each of the next interactions twice."""
        self.duplicate_interactions += times

    def no_heartbeat_acks(self, silent: bool = True) -> None:
        self.discord.gateway.deaf = silent

    def refuse_connect(self, times: int = 1) -> None:
        """Cut the next websocket connections before the handshake."""
        self.discord.gateway.refuse_connects += times

    def mute_connect(self, times: int = 1) -> None:
        """Take the next websocket connections and say nothing on them."""
        self.discord.gateway.mute_connects += times

    def refuse_reconnect(self) -> None:
        """Cut every websocket and the first attempt to connect again."""
        self.refuse_connect()
        self.abort()

    def op7(self) -> None:
        self.discord.gateway.reconnect()

    def op9(self, *, resumable: bool) -> None:
        self.discord.gateway.invalidate(resumable=resumable)

    def abort(self) -> None:
        """Cut every websocket at TCP level."""
        self.discord.gateway.abort()

    def malformed_dispatch(self, event: str = "MESSAGE_CREATE", data: Any = None) -> None:
        """Send an event that lacks what discord.py needs (its client ends, unless that is kept out)."""
        self.discord.gateway.raw(event, {"broken": True} if data is None else data)

    def all_of(self) -> dict[str, Callable[[], Any]]:
        """Return every fault under a name, armed once each on its likeliest route (for random sequences)."""
        from . import errors

        return {
            "429 bucket": lambda: self.rate_limited(SEND),
            "429 global": lambda: self.rate_limited(EVERYTHING, everywhere=True),
            "429 without Via": lambda: self.rate_limited(SEND, via=False),
            "500": lambda: self.status(EDIT_ORIGINAL, 500),
            "502": lambda: self.status(SEND, 502),
            "503": lambda: self.status(SEND, 503),
            "reset": lambda: self.reset(EDIT_ORIGINAL),
            "reply lost": lambda: self.lose_reply(CALLBACK),
            "slow reply": lambda: self.slow(CALLBACK, 0.3),
            "duplicate interaction": self.duplicate_interaction,
            "op 7": self.op7,
            "op 9 resumable": lambda: self.op9(resumable=True),
            "op 9": lambda: self.op9(resumable=False),
            "TCP abort": self.abort,
            "connect refused": self.refuse_reconnect,
            "malformed dispatch": self.malformed_dispatch,
            "channel gone": lambda: self.error(SEND, errors.unknown_channel()),
            "message gone": lambda: self.error(EDIT_ORIGINAL, errors.unknown_message()),
            "missing permission": lambda: self.error(SEND, errors.missing_permissions()),
            "no heartbeat acks": self.no_heartbeat_acks,
            "cdn missing": lambda: self.cdn("missing"),
            "cdn truncated": lambda: self.cdn("truncated"),
            "cdn wrong size": lambda: self.cdn("wrong size"),
            "cdn wrong type": lambda: self.cdn("wrong type"),
        }
