"""Faults, each alone and in random order: the bot is back soon, nothing is lost, nothing comes twice."""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.bot.discord_story import Running, bot_on
from tests.bot.moderating_story import Moderated
from tests.discord_double import DoubleDiscord, Message, Reply
from tests.discord_double.errors import NoResponseError, NothingHappenedError, ScriptError

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"
BACK = 30.0
"""Seconds within which the bot answers again."""

UNHEARD = (NoResponseError, NothingHappenedError, ScriptError)
"""What a person meets whose event or its answer a fault has swallowed."""

ON_THE_WAY = (
    "429 global", "429 bucket", "429 without Via", "502", "503", "slow reply", "reply lost",
    "duplicate interaction", "channel gone", "message gone", "missing permission",
    "cdn missing", "cdn truncated", "cdn wrong size", "cdn wrong type",
)  # fmt: skip


@pytest.fixture
async def double() -> AsyncIterator[DoubleDiscord]:
    async with DoubleDiscord(heartbeat_interval=0.5) as made:
        yield made


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


class Life:
    """What people do while things go wrong; afterwards, whether anything was lost or came twice."""

    def __init__(self, scene: Moderated, bot: Running) -> None:
        self.scene = scene
        self.bot = bot
        self.asked: list[Message] = []
        self.slashed: list[Reply] = []
        self.confirmed: list[str] = []

    async def slash(self) -> None:
        scene = self.scene
        with suppress(*UNHEARD):
            self.slashed.append(await scene.alice.slash(scene.general, "ask", question=CHURCHILL, within_=3))

    async def mention(self) -> None:
        scene = self.scene
        self.asked.append(await scene.bob.says(scene.general, f"{scene.double.bot} {CHURCHILL}"))
        with suppress(*UNHEARD):
            await scene.double.wait_for_reply(self.asked[-1], within=3)

    async def add(self) -> None:
        """Add a document; it counts as confirmed when the press was acknowledged."""
        scene, name = self.scene, f"note-{len(self.confirmed)}-{random.getrandbits(32):08x}"
        text = f"The {name} bridge of Burlington was painted green by {name} volunteers in the year 1999."
        file = scene.file(f"{name}.txt", text.encode())
        with suppress(*UNHEARD):
            shown = await scene.mo.slash(scene.general, "corpus add", file=file, within_=3, id=name)
            await shown.final(within=5)
            await scene.mo.click(shown, "Add", within_=3)
            self.confirmed.append(name)

    async def is_back(self) -> None:
        """Ask until it is answered, within the time that a return may take."""
        scene, loop = self.scene, asyncio.get_running_loop()
        end = loop.time() + BACK
        while True:
            await scene.double.ready(max(0.1, end - loop.time()))
            try:
                reply = await scene.alice.slash(scene.general, "ask", question=CHURCHILL, within_=5)
                await reply.final(edits=1, within=max(1.0, end - loop.time()))
            except UNHEARD:
                assert loop.time() < end, "the bot is not back"
                continue
            assert "Westminster College" in reply.embeds[0]["description"]
            return

    async def nothing_lost_or_doubled(self) -> None:
        await self._stored()
        scene = self.scene
        answered = Counter(m.replies_to for m in scene.general.from_bot() if m.replies_to is not None)
        assert all(answered[asked.id] <= 1 for asked in self.asked), "a mention was answered twice"
        shown = Counter(
            m.interaction.id
            for m in (*scene.general.from_bot(), *scene.lobby.from_bot())
            if m.interaction is not None
        )
        assert all(count == 1 for count in shown.values()), "an interaction was answered twice"
        for reply in self.slashed:
            assert len(reply.followups) == 0, "an answer was sent beside the response"

    async def _stored(self) -> None:
        end = asyncio.get_running_loop().time() + BACK
        while True:
            documents = await self.bot.services.worker.run(lambda kb: kb.store.documents([self.scene.scope]))
            titles = Counter(document.id for document in documents)
            missing = [name for name in self.confirmed if not titles[name]]
            if not missing:
                break
            assert asyncio.get_running_loop().time() < end, f"confirmed and lost: {missing}"
            await asyncio.sleep(0.05)
        assert all(count == 1 for count in titles.values())


async def test_each_fault_alone_costs_no_change_and_doubles_nothing(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        life = Life(scene, bot)
        for name in ON_THE_WAY:
            scene.double.faults.all_of()[name]()
            for act in (life.add,) if name.startswith("cdn") else (life.mention, life.slash):
                await act()
            scene.double.faults.clear()
            await life.is_back()
        await life.nothing_lost_or_doubled()


async def test_a_gateway_that_no_longer_answers_is_left(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state, options={"heartbeat_timeout": 2.0}) as bot:
        connections = set(scene.double.gateway.sessions.values())
        first = {session.connection for session in connections}
        scene.double.faults.no_heartbeat_acks()
        await scene.double.until(
            lambda: any(
                s.connection not in first for s in scene.double.gateway.sessions.values() if s.connection
            ),
            "another connection",
            BACK,
        )
        scene.double.faults.clear()
        life = Life(scene, bot)
        await life.is_back()
        await life.nothing_lost_or_doubled()


async def through(scene: Moderated, state: Path, number: int, count: int) -> None:
    """Live through so many random faults, then be back."""
    print(f"faults of FOOTBRIDGE_FAULT_SEED={number}")  # noqa: T201
    chance = random.Random(number)
    async with bot_on(scene.double, state, options={"heartbeat_timeout": 2.0}) as bot:
        life = Life(scene, bot)
        names = sorted(scene.double.faults.all_of())
        for _ in range(count):
            name = chance.choice(names)
            print(name)  # noqa: T201
            scene.double.faults.all_of()[name]()
            await chance.choice((life.slash, life.mention, life.add))()
            scene.double.faults.no_heartbeat_acks(silent=False)
        scene.double.faults.clear()
        await life.is_back()
        await life.nothing_lost_or_doubled()
        done = len(life.slashed), len(life.asked), len(life.confirmed)
        print("slashed, asked, confirmed:", done)  # noqa: T201
        assert any(done)


def seed() -> int:
    return int(os.environ.get("FOOTBRIDGE_FAULT_SEED") or random.SystemRandom().getrandbits(32))


@pytest.mark.parametrize("sequence", range(3))
async def test_eight_random_faults(scene: Moderated, state: Path, sequence: int) -> None:
    await through(scene, state, seed(), 8)


@pytest.mark.soak
@pytest.mark.parametrize("sequence", range(50))
async def test_twenty_random_faults(scene: Moderated, state: Path, sequence: int) -> None:
    await through(scene, state, seed(), 20)
