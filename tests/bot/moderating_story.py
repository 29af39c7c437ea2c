"""What the moderators' scenarios share: a moderator, and the few things that all of them do."""

from __future__ import annotations

from discord import Permissions

from tests.bot.discord_story import Scene
from tests.discord_double import DoubleDiscord, Message, Person, Reply

FESTIVAL = "Who founded the lantern festival of Burlington and Yaroslavl?"
LANTERNS = (
    b"# The Lantern Festival of Burlington\n\n"
    b"The lantern festival of Burlington and Yaroslavl was founded in 2019 by the choir of the harbour "
    b"school. It is held every September on the waterfront.\n"
)
CHOIR = "choir of the harbour school"


class Moderated(Scene):
    """The scene with two moderators, and another server with a moderator of its own."""

    def __init__(self, double: DoubleDiscord) -> None:
        super().__init__(double)
        manage = Permissions(manage_guild=True)
        self.mo = self.guild.member("mo", permissions=manage)
        self.max = self.guild.member("max", permissions=manage)
        self.elsewhere = double.guild("Elsewhere")
        self.lobby = self.elsewhere.channel("lobby")
        self.olga = self.elsewhere.member("olga", permissions=manage)
        self.scope = f"guild:{self.guild.id}"

    async def offer(self, name: str, data: bytes, who: Person | None = None, **more: str) -> Reply:
        """Send a file with `/corpus add` and wait for what was understood."""
        file = self.file(name, data)
        reply = await (who or self.mo).slash(self.general, "corpus add", file=file, **more)
        return await reply.final()

    async def add(self, name: str = "lanterns.md", data: bytes = LANTERNS, **more: str) -> Reply:
        """Add a file and confirm it."""
        shown = await self.offer(name, data, **more)
        await self.mo.click(shown, "Add")
        return await shown.shows("✅ Added")

    async def command(self, name: str, who: Person | None = None, **options: object) -> Reply:
        """Use a moderator's command and wait for its answer."""
        reply = await (who or self.mo).slash(self.general, name, **options)
        return await reply.final()

    async def ask(self, question: str, who: Person | None = None) -> Reply:
        """Ask, and wait for the answer."""
        person = who or self.alice
        channel = self.lobby if person is self.olga else self.general
        return await (await person.slash(channel, "ask", question=question)).final(edits=1)

    async def forced(self, who: Person, on: Reply | Message, custom_id: str) -> Reply:
        """Press a button that a client would not let this person press."""
        return await (await who.click(on, custom_id=custom_id, forced_=True)).final()


def custom_id(reply: Reply, label: str) -> str:
    """Return the custom id of a button."""
    return str(reply.message.button(label)["custom_id"])
