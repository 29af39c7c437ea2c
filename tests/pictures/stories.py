"""Things that people do with the bot on the double, and the very JSON with which it answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from discord import Permissions

from tests.bot.discord_story import Scene, bot_on
from tests.bot.moderating_story import LANTERNS, Moderated
from tests.discord_double import DoubleDiscord, Message, Person, Reply
from tests.pictures.page import Picture

ASKED = (
    ("passage", "Where did Churchill give his Iron Curtain Speech?"),
    ("list", "Who are Burlington, Vermont's sister cities?"),
    ("since-when", "Since when are Burlington and Bethlehem twinned?"),
    ("nicaragua", "In which country is Puerto Cabezas?"),
    ("yes-or-no", "Is Yaroslavl a sister city of Burlington, Vermont?"),
    ("which-one", "Who are Portland's sister cities?"),
    ("not-known", "Who is the current mayor of Burlington?"),
)
FURTHER = (
    ("hello", "hello"),
    ("help", "What can you do?"),
    ("abroad", "Which sister cities does Burlington, Vermont have abroad?"),
    ("common", "Which partners do Burlington and Bethlehem have in common?"),
    ("distance", "How far is Burlington from Yaroslavl?"),
    ("most", "Which countries have the most partnerships?"),
    ("suspended", "Which partnerships are suspended?"),
    ("summary", "What is the essay about?"),
    ("several", "Since when are Burlington and Arad twinned? And who is the mayor of Bethlehem?"),
    ("author", "Who wrote the essay?"),
)
CITY = "Burlington, Vermont, United States"


async def ten(state: Path) -> list[Picture]:
    """Run the ten stories on a state folder; return what the bot sent in each."""
    async with DoubleDiscord() as double:
        scene = Scene(double)
        mo = scene.guild.member("mo", permissions=Permissions(manage_guild=True))
        made = []
        async with bot_on(double, state):
            for name, question in ASKED:
                reply = await _slash(scene, scene.alice, "ask", question=question)
                made.append(Picture(name, f"alice: /ask {question}", sent(double, reply)))
                if name == "since-when":
                    disputed = reply
            city = await _slash(scene, scene.alice, "city", name=CITY)
            made.append(Picture("city", f"alice: /city {CITY}", sent(double, city)))
            page = await (await scene.bob.click(disputed, "Sources")).final()
            made.append(Picture("sources", "bob presses “Sources”", sent(double, page)))
            index = await (await mo.slash(scene.general, "index status")).final()
            made.append(Picture("index", "mo: /index status", sent(double, index)))
        return made


async def thirty(state: Path) -> list[Picture]:
    """Run the ten stories, ten further answers, and ten views of moderators."""
    made = await ten(state)
    async with DoubleDiscord() as double:
        scene = Moderated(double)
        async with bot_on(double, state):
            for name, question in FURTHER:
                reply = await _slash(scene, scene.alice, "ask", question=question)
                made.append(Picture(name, f"alice: /ask {question}", sent(double, reply)))
            german = scene.guild.member("greta")
            german.user.locale = "de"
            listed = await _slash(scene, german, "ask", question=ASKED[1][1])
            made.append(Picture("german", f"greta (de): /ask {ASKED[1][1]}", sent(double, listed)))
            made += await _moderating(scene, double)
    return made


async def _moderating(scene: Moderated, double: DoubleDiscord) -> list[Picture]:
    made = []

    def keep(name: str, did: str, reply: Reply) -> None:
        made.append(Picture(name, f"mo: {did}", sent(double, reply)))

    offered = await scene.offer("lanterns.md", LANTERNS)
    keep("offer", "/corpus add lanterns.md", offered)
    await scene.mo.click(offered, "Add")
    await offered.shows("✅ Added")
    keep("added", "presses “Add”", offered)
    for number in range(3):
        await scene.ask(f"What does the ferry to Ayr cost in {2020 + number}?")
    scene.guild.channel("rules").overwrite(scene.guild.everyone, deny=Permissions(embed_links=True))
    await scene.command("settings posts", channel=scene.guild.channel("help"), answered="sure")
    for name in ("corpus list", "insights", "settings show", "index verify"):
        keep(name.replace(" ", "-"), f"/{name}", await scene.command(name))
    for name in ("show", "history", "affected"):
        keep(
            f"corpus-{name}", f"/corpus {name} essay", await scene.command(f"corpus {name}", document="essay")
        )
    scene.mo.user.locale = "ja"
    keep("settings-ja", "(ja) /settings show", await scene.command("settings show"))
    return made


def sent(double: DoubleDiscord, shown: Reply | Message) -> dict[str, Any]:
    """Return the body of the request that gave the response its last form."""
    assert isinstance(shown, Reply)
    token = shown.interaction.token
    edits = [call for call in double.calls("PATCH /webhooks/*") if token in call.path]
    if edits:
        return dict(edits[-1].body)
    (first,) = [call for call in double.calls("POST /interactions/*/callback") if token in call.path]
    return dict(first.body["data"])


async def _slash(scene: Scene, who: Person, command: str, **options: Any) -> Reply:
    reply = await who.slash(scene.general, command, **options)
    return await reply.final(edits=1, within=120)
