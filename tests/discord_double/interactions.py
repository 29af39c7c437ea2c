"""An interaction is born, acknowledged, or expired; its token lives 15 minutes.

born ──callback within 3 s──> acknowledged ──15 min──> token invalid (401/50027)
  └──3 s without callback───> expired (404/10062 for the callback, 404/10015 for everything else)
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from . import errors
from .errors import Json
from .messages import Message
from .payloads import user_json

if TYPE_CHECKING:
    from .client import Person
    from .server import DoubleDiscord
    from .world import Channel

DEADLINE, TOKEN_LIFE = 3.0, 15 * 60.0
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
# callback types: which kinds of interaction allow them
ALLOWED = {4: (2, 3, 5), 5: (2, 3, 5), 6: (3, 5), 7: (3, 5), 8: (4,), 9: (2, 3)}


@dataclass(slots=True, eq=False, repr=False)
class Interaction:
    id: int
    token: str
    kind: int
    person: Person
    channel: Channel
    data: Json
    born: float
    name: str = ""
    source: Message | None = None
    parent: Interaction | None = None
    acknowledged: bool = False
    callback: int = 0
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None
    payload: Json = field(default_factory=dict)
    dispatched_at: float = 0.0
    acknowledged_at: float = 0.0
    attempts: int = 0

    @property
    def invalid_token(self) -> bool:
        return self._age > TOKEN_LIFE

    @property
    def missed(self) -> bool:
        return not self.acknowledged and self._age > DEADLINE

    @property
    def _age(self) -> float:
        return self.channel.discord.clock.now() - self.born

    @property
    def state(self) -> Literal["born", "acknowledged", "expired"]:
        return "acknowledged" if self.acknowledged else "expired" if self.missed else "born"


class Interactions:
    """Every interaction of this double, by id and by token."""

    def __init__(self, discord: DoubleDiscord) -> None:
        self._discord = discord
        self.by_id: dict[int, Interaction] = {}
        self.by_token: dict[str, Interaction] = {}

    def make(
        self,
        kind: int,
        person: Person,
        channel: Channel,
        data: Json,
        *,
        name: str = "",
        source: Message | None = None,
        parent: Interaction | None = None,
    ) -> Interaction:
        made = Interaction(
            self._discord.ids.next(),
            secrets.token_urlsafe(32),
            kind,
            person,
            channel,
            data,
            self._discord.clock.now(),
            name,
            source,
            parent,
        )
        self.by_id[made.id] = self.by_token[made.token] = made
        return made

    def for_callback(self, identity: int, token: str) -> Interaction:
        """Return the interaction that may be acknowledged now, else raise what Discord answers."""
        found = self.by_id.get(identity)
        if found is None or found.token != token:
            raise errors.unknown_interaction()
        found.attempts += 1
        if found.acknowledged:
            raise errors.already_acknowledged()
        if found.missed:
            raise errors.unknown_interaction()
        return found

    def for_webhook(self, application: int, token: str) -> Interaction:
        """Return the interaction whose token allows edits and follow-ups, else raise what Discord answers."""
        found = self.by_token.get(token)
        if found is None or application != self._discord.application_id:
            raise errors.unknown_webhook()
        if found.invalid_token:
            raise errors.invalid_token()
        if not found.acknowledged:
            raise errors.unknown_webhook()
        return found

    def dispatch(self, interaction: Interaction, payload: Json) -> None:
        interaction.payload = payload
        interaction.dispatched_at = time.perf_counter()
        guild = interaction.channel.guild
        faults = self._discord.faults
        times = 2 if faults.duplicate_interactions else 1
        faults.duplicate_interactions = max(0, faults.duplicate_interactions - 1)
        for _ in range(times):
            self._discord.gateway.dispatch("INTERACTION_CREATE", payload, guild=guild.id if guild else None)

    def describe(self, interaction: Interaction, body: Json) -> None:
        """Add to a message object what it says about the interaction that made it."""
        user = user_json(interaction.person.user)
        body["application_id"] = body["webhook_id"] = str(self._discord.application_id)
        body["interaction_metadata"] = self._metadata(interaction)
        if interaction.kind == COMMAND:
            body["interaction"] = {
                "id": str(interaction.id),
                "type": 2,
                "name": interaction.name,
                "user": user,
            }

    def _metadata(self, interaction: Interaction) -> Json:
        guild = interaction.channel.guild
        body: Json = {
            "id": str(interaction.id),
            "type": interaction.kind,
            "user": user_json(interaction.person.user),
            "authorizing_integration_owners": {"0": str(guild.id if guild else 0)},
        }
        if interaction.kind == COMPONENT and interaction.source is not None:
            body["interacted_message_id"] = str(interaction.source.id)
        if interaction.kind == MODAL and interaction.parent is not None:
            body["triggering_interaction_metadata"] = self._metadata(interaction.parent)
        return body
