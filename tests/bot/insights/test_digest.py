"""The weekly digest, on the running bot, by a clock that the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from discord import Permissions

from bot.ask.stored_answers import unpack
from bot.insights.digest import PATIENCE, Digests
from bot.phrases.moderators import ENGLISH
from bot.shared.weekly import next_after, week_before, zones
from corpus.store.people import Digest, Server
from tests.bot.discord_story import Running, bot_on
from tests.bot.insights.test_insights import asked
from tests.bot.moderating_story import LANTERNS, Moderated
from tests.discord_double import DoubleDiscord, Message
from tests.discord_double.faults import SEND

FESTIVAL = "Who founded the lantern festival of Burlington and Yaroslavl?"
FERRY = "What does the ferry to Ayr cost?"
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""09:00 in Berlin."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.now = at.timestamp()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 26, 12, 0, tzinfo=UTC))


@pytest.fixture
async def bot(scene: Moderated, state: Path, clock: Clock) -> AsyncIterator[Running]:
    async with bot_on(scene.double, state, clock=clock) as running:
        yield running


async def choose(scene: Moderated) -> None:
    said = await scene.command("settings digest", channel=scene.general, day=0, hour=9, zone="Europe/Berlin")
    assert f"<t:{int(MONDAY.timestamp())}:F>" in said.text


def told_in(scene: Moderated) -> list[Message]:
    """Return the messages of the bot that members see in the channel and that are no answers."""
    shown = scene.general.visible_to(scene.mo)
    return [one for one in shown if not one.ephemeral and one.interaction is None]


async def look(bot: Running) -> None:
    assert bot.client is not None
    await bot.client.housekeeping.run("digests")


async def test_a_week_is_told_once_at_its_hour_and_not_again_after_a_restart(
    scene: Moderated, state: Path, clock: Clock
) -> None:
    async with bot_on(scene.double, state, clock=clock) as bot:
        await choose(scene)
        await asked(bot, scene.scope, FESTIVAL, "By whom was the lantern festival founded?")
        await asked(bot, scene.scope, FERRY, reason="nobody knows")
        await asked(bot, f"guild:{scene.elsewhere.id}", "Which secret did the other server ask?")
        await scene.ask("Since when are Burlington and Puerto Cabezas twinned?")
        await scene.until_stored(bot, questions=5)
        clock.now = MONDAY.timestamp() - 1
        await look(bot)
        assert not told_in(scene), "it is not yet time"
        clock.now = MONDAY.timestamp() + 1
        other = Digests(bot.client, bot.services, unpack)  # type: ignore[arg-type]
        await asyncio.gather(look(bot), other.send())
        (told,) = told_in(scene)
        assert ENGLISH.digest_counts.format(asked=4, unanswered=3) in told.text
        assert "lantern festival" in told.text and "2×" in told.text and "ferry to Ayr" in told.text
        assert "nobody knows" in told.text and "other server" not in told.text and not told.pings
        form = await scene.mo.click(told, "1")
        assert form.modal is not None
        refused = await scene.alice.click(told, "1")
        assert "Only moderators" in refused.content
    async with bot_on(scene.double, state, clock=clock) as bot:
        await look(bot)
        assert len(told_in(scene)) == 1
        clock.now += 7 * 24 * 3600
        await look(bot)
        assert len(told_in(scene)) == 1, "nothing is said of a week in which nothing was asked"


async def test_what_sources_disagree_about_is_told(bot: Running, scene: Moderated, clock: Clock) -> None:
    await choose(scene)
    answer = await scene.ask("Who are Burlington's sister cities?")
    assert "Sources disagree" in answer.text
    await scene.until_stored(bot, answers=1)
    clock.now = MONDAY.timestamp()
    await look(bot)
    (told,) = told_in(scene)
    assert [field["name"] for field in told.embeds[0]["fields"]] == [ENGLISH.digest_disagree]
    assert "Puerto Cabezas" in told.embeds[0]["fields"][0]["value"]


async def test_a_question_whose_document_came_back_leaves_the_list(
    bot: Running, scene: Moderated, clock: Clock
) -> None:
    await choose(scene)
    await scene.add("lanterns.md", LANTERNS)
    listed = await scene.command("corpus list")
    assert "Lantern Festival" in listed.text
    document = next(one.id for one in await documents(bot, scene) if one.scope == scene.scope)
    await scene.command("corpus remove", document=document)
    assert (await scene.ask(FESTIVAL)).embeds[0]["footer"]["text"] == "not answered"
    await asked(bot, scene.scope, FERRY)
    await scene.until_stored(bot, questions=2)
    assert "lantern festival" in (await scene.command("insights")).text
    await scene.command("corpus restore", document=document)
    shown = (await scene.command("insights")).embeds[0]["fields"][0]["value"]
    assert "ferry to Ayr" in shown and "lantern festival" not in shown
    clock.now = MONDAY.timestamp()
    await look(bot)
    told = told_in(scene)[-1]
    assert "ferry to Ayr" in told.text and "lantern festival" not in told.text


async def documents(bot: Running, scene: Moderated) -> list:  # type: ignore[type-arg]
    return list(await bot.services.worker.run(lambda kb: kb.store.documents((scene.scope,))))


async def test_a_process_that_dies_while_it_sends_leaves_it_to_the_next(
    bot: Running, scene: Moderated, clock: Clock
) -> None:
    await choose(scene)
    await asked(bot, scene.scope, FERRY)
    clock.now = MONDAY.timestamp()
    fault = scene.double.faults.status(SEND, 503, times=None)
    sending = asyncio.create_task(look(bot))
    await scene.double.until(lambda: fault.hits > 0, "it is being sent")
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    scene.double.faults.clear()
    await look(bot)
    assert told_in(scene) == [], "another may still be at it"
    clock.now += PATIENCE
    await look(bot)
    await look(bot)
    assert len(told_in(scene)) == 1


async def test_where_it_may_not_be_posted_the_owner_is_told(
    bot: Running, scene: Moderated, clock: Clock
) -> None:
    await choose(scene)
    await asked(bot, scene.scope, FERRY)
    scene.general.overwrite(scene.guild.everyone, deny=Permissions(send_messages=True))
    clock.now = MONDAY.timestamp()
    await look(bot)
    await look(bot)
    (told,) = scene.double.dm_channel(scene.guild.owner).from_bot()
    assert told.content == ENGLISH.digest_unsent.format(channel=scene.general, server=scene.guild.name)


async def test_a_digest_is_set_whole_or_not_at_all(bot: Running, scene: Moderated) -> None:
    assert ENGLISH.settings_digest_how in (await scene.command("settings digest", day=0)).text
    wrong = await scene.command("settings digest", channel=scene.general, day=0, hour=9, zone="Berlin")
    assert ENGLISH.settings_digest_zone.format(zone="Berlin") in wrong.text
    found = await scene.mo.autocomplete(scene.general, "settings digest", zone="new york")
    assert [one["value"] for one in found] == ["America/New_York"]
    await choose(scene)
    saved = await scene.command("settings digest")
    assert ENGLISH.settings_digest_none in saved.text
    assert bot.services.server(scene.guild.id) == Server(scene.guild.id)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"])
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 23])
def test_there_is_one_digest_a_week_whatever_clocks_do(zone: str, hour: int) -> None:
    wanted = Digest(1, 6, hour, zone, 0)  # clocks are changed on Sundays
    start = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    weeks = [week_before(now, wanted) for now in range(start, start + 366 * 24 * 3600, 1800)]
    days = list(dict.fromkeys(week.day for week in weeks))
    assert len({week.day: week for week in weeks}) == len(set(weeks)) == len(days) == len(sorted(days))
    assert days == sorted(days) and len(days) in (53, 54)
    of_day = {week.day: week for week in weeks}
    for before, after in pairwise(days):
        assert of_day[before].end == of_day[after].start, "no question is left out or told twice"
        assert next_after(of_day[before].end, wanted) == of_day[after].end
    assert zone in zones()
