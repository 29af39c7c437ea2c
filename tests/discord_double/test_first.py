from __future__ import annotations

from discord import Permissions

from . import Attachment, DoubleDiscord
from .small_bot import running


async def test_a_story() -> None:
    async with DoubleDiscord() as discord:
        guild = discord.guild("Twin Towns")
        general = guild.channel("general")
        alice, bob = guild.member("alice"), guild.member("bob")
        mod = guild.member("mo", permissions=Permissions(manage_guild=True))
        async with running(discord) as bot:
            reply = await (await alice.slash(general, "ask", question="why?", private=True)).final()
            assert reply.ephemeral and reply.embeds[0]["title"] == "why?"
            assert general.visible_to(bob) == [] and len(general.visible_to(alice)) == 1
            page = await alice.click(reply, label="Sources")
            assert page.content == "the sources"
            assert (await alice.click(reply, "Next")).message is reply.message
            form = await alice.click(reply, "Why")
            assert (await alice.submit(form, reason="x")).content == "because x"
            picked = await (await alice.select(reply, "Ayr")).final(edits=2)
            assert picked.content == "picked A"
            m = await alice.says(general, f"{discord.bot} who")
            r = await discord.wait_for_reply(m)
            assert "who" in r.content
            d = await alice.dm("hey", files=[Attachment("a.txt", b"12345")])
            r = await discord.wait_for_reply(d)
            assert "[5]" in r.content
            assert await alice.autocomplete(general, "city", name="Burl") == [
                {"name": "Burlington", "value": "v1"}
            ]
            asked = await alice.message_menu(m, "Ask this")
            assert asked.content.endswith("who")
            added = await mod.slash(general, "corpus add", file=Attachment("notes.md", b"abc"))
            assert added.content.startswith("notes.md: 3 of 3")
            assert bot.seen
