from __future__ import annotations

import io
from typing import Any

import discord as library
import pytest
from discord import Permissions

from .calls import described
from .conftest import Rest, Town
from .judge import CALLBACK
from .schemas import unjudged
from .server import ROUTES
from .small_bot import SmallBot


def _code(answer: tuple[int, Any]) -> tuple[int, int]:
    return answer[0], answer[1]["code"]


async def test_every_route_is_one_of_discord() -> None:
    assert any(CALLBACK in route for route in ROUTES)
    if missing := unjudged():
        pytest.skip(missing)
    assert described(ROUTES) == []
    assert described({"GET /nonsense": lambda call: None}) == ["GET /nonsense"]


async def test_headers_that_discord_py_needs(town: Town) -> None:
    import aiohttp

    headers = {"Authorization": f"Bot {town.discord.token}"}
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{town.discord.api_url}/users/@me", headers=headers) as reply:
            assert reply.headers["Content-Type"] == "application/json"
            assert reply.headers["Via"] and int(reply.headers["X-RateLimit-Remaining"]) > 1000
        async with session.get(f"{town.discord.api_url}/users/@me") as reply:
            assert reply.status == 401


async def test_who_the_bot_is(town: Town, rest: Rest) -> None:
    assert (await rest("GET", "/users/@me"))[1]["bot"] is True
    for path in ("/oauth2/applications/@me", "/applications/@me"):
        assert (await rest("GET", path))[1]["id"] == str(town.discord.application_id)
    assert (await rest("GET", "/gateway"))[1]["url"] == town.discord.gateway_url
    assert (await rest("GET", "/gateway/bot"))[1]["shards"] == 1


async def test_commands_keep_their_ids(town: Town, rest: Rest) -> None:
    path = f"/applications/{town.discord.application_id}/commands"
    command = {"name": "ask", "description": "Ask", "type": 1, "nsfw": False}
    first = (await rest("PUT", path, [command]))[1]
    second = (await rest("PUT", path, [command | {"description": "Ask me"}]))[1]
    assert first[0]["id"] == second[0]["id"] and first[0]["version"] != second[0]["version"]
    assert (await rest("GET", path))[1] == second
    inside = f"/applications/{town.discord.application_id}/guilds/{town.guild.id}/commands"
    assert (await rest("PUT", inside, [command | {"name": "local"}]))[1][0]["guild_id"] == str(town.guild.id)
    assert town.discord.commands.find("local", 1, town.guild)["name"] == "local"
    assert town.discord.commands.syncs == 3
    assert _code(await rest("PUT", "/applications/1/commands", [])) == (403, 50001)


async def test_guilds_channels_roles_and_members(town: Town, rest: Rest) -> None:
    guild = f"/guilds/{town.guild.id}"
    assert (await rest("GET", guild))[1]["name"] == "Twin Towns"
    assert (await rest("GET", guild + "?with_counts=1"))[1]["approximate_member_count"] == 5
    assert [c["name"] for c in (await rest("GET", guild + "/channels"))[1]] == ["general"]
    assert {r["name"] for r in (await rest("GET", guild + "/roles"))[1]} >= {"@everyone", "Footbridge"}
    assert (await rest("GET", f"{guild}/members/{town.mod.id}"))[1]["user"]["username"] == "mo"
    assert _code(await rest("GET", guild + "/members/1")) == (404, 10007)
    assert _code(await rest("GET", "/guilds/1")) == (404, 10004)
    assert _code(await rest("GET", guild + "/members?limit=10")) == (403, 50001)
    assert (await rest("GET", f"/users/{town.alice.id}"))[1]["username"] == "alice"
    assert _code(await rest("GET", "/users/1")) == (404, 10013)
    assert (await rest("GET", f"/channels/{town.general.id}"))[1]["type"] == 0
    assert _code(await rest("GET", "/channels/nonsense")) == (400, 50035)
    assert (await rest("GET", guild + "/threads/active"))[1] == {
        "threads": [],
        "members": [],
        "has_more": False,
    }


async def test_messages_of_a_channel(town: Town, rest: Rest) -> None:
    path = f"/channels/{town.general.id}/messages"
    said = await town.alice.says(town.general, "hello all")
    sent = (await rest("POST", path, {"content": "hi", "message_reference": {"message_id": str(said.id)}}))[1]
    assert sent["type"] == 19 and sent["referenced_message"]["id"] == str(said.id)
    assert sent["referenced_message"]["content"] == "", "without intent or mention"
    edited = (await rest("PATCH", f"{path}/{sent['id']}", {"content": "hi there"}))[1]
    assert edited["edited_timestamp"] and edited["content"] == "hi there"
    assert [m["id"] for m in (await rest("GET", path))[1]] == [sent["id"], str(said.id)]
    assert [m["id"] for m in (await rest("GET", f"{path}?before={sent['id']}"))[1]] == [str(said.id)]
    assert [m["id"] for m in (await rest("GET", f"{path}?after={said.id}&limit=1"))[1]] == [sent["id"]]
    assert (await rest("GET", f"{path}/{said.id}"))[1]["content"] == "", "without intent or mention"
    assert _code(await rest("PATCH", f"{path}/{said.id}", {"content": "x"})) == (403, 50005)
    assert _code(await rest("DELETE", f"{path}/{said.id}")) == (403, 50013)
    assert await rest("DELETE", f"{path}/{sent['id']}") == (204, None)
    assert _code(await rest("PATCH", f"{path}/{sent['id']}", {"content": "x"})) == (404, 10008)
    assert _code(await rest("POST", path, {"content": "  "})) == (400, 50006)
    gone: dict[str, Any] = {"content": "x", "message_reference": {"message_id": sent["id"]}}
    assert _code(await rest("POST", path, gone)) == (400, 50035)
    gone["message_reference"]["fail_if_not_exists"] = False
    assert (await rest("POST", path, gone))[1]["type"] == 0
    assert await rest("POST", f"/channels/{town.general.id}/typing") == (204, None)
    town.general.delete()
    assert _code(await rest("POST", path, {"content": "x"})) == (404, 10003)


async def test_the_same_nonce_is_the_same_message(town: Town, rest: Rest) -> None:
    path, body = (
        f"/channels/{town.general.id}/messages",
        {"content": "x", "nonce": "7", "enforce_nonce": True},
    )
    first, second = (await rest("POST", path, body))[1], (await rest("POST", path, body))[1]
    assert first["id"] == second["id"] and len(town.general.messages) == 1


async def test_permissions_of_the_bot_in_a_channel(town: Town, rest: Rest) -> None:
    path = f"/channels/{town.general.id}/messages"
    town.general.overwrite(town.discord.bot, deny=Permissions(embed_links=True, add_reactions=True))
    said = await town.alice.says(town.general, "x")
    assert (await rest("POST", path, {"content": "x", "embeds": [{"title": "t"}]}))[1]["embeds"] == []
    assert _code(await rest("PUT", f"{path}/{said.id}/reactions/%F0%9F%91%8D/@me")) == (403, 50013)
    town.general.overwrite(town.discord.bot, deny=Permissions(read_message_history=True))
    refers = {"content": "x", "message_reference": {"message_id": str(said.id)}}
    assert _code(await rest("POST", path, refers)) == (400, 160002)
    town.general.overwrite(town.discord.bot, deny=Permissions(send_messages=True))
    assert _code(await rest("POST", path, {"content": "x"})) == (403, 50013)
    town.general.overwrite(town.guild.everyone, deny=Permissions(view_channel=True))
    assert _code(await rest("POST", path, {"content": "x"})) == (403, 50001)
    town.general.overwrite(town.guild.bot_role, allow=Permissions(view_channel=True))
    assert _code(await rest("POST", path, {"content": "x"})) == (403, 50013), "the own overwrite still denies"
    assert town.general.visible_to(town.alice) == []


async def test_direct_messages(town: Town, rest: Rest) -> None:
    opened = (await rest("POST", "/users/@me/channels", {"recipient_id": str(town.alice.id)}))[1]
    assert opened["type"] == 1 and opened["id"] == str(town.alice.dm_channel.id)
    path = f"/channels/{opened['id']}/messages"
    assert (await rest("POST", path, {"content": "hello"}))[0] == 200
    assert [m.content for m in town.alice.dms] == ["hello"] and town.alice.dm_channel.visible_to(
        town.bob
    ) == []
    town.alice.user.accepts_dms = False
    assert _code(await rest("POST", path, {"content": "x"})) == (403, 50007)
    assert _code(await rest("POST", "/users/@me/channels", {"recipient_id": "1"})) == (404, 10013)


async def test_reactions_and_threads(town: Town, bot: SmallBot) -> None:
    channel = bot.get_channel(town.general.id)
    assert isinstance(channel, library.TextChannel)
    message = await channel.send("look")
    await message.add_reaction("👍")
    assert town.general.messages[message.id].reactions["👍"] == [town.discord.bot]
    assert bot.user is not None
    fetched = await channel.fetch_message(message.id)
    assert [user.id async for user in fetched.reactions[0].users()] == [bot.user.id]
    await message.remove_reaction("👍", bot.user)
    thread = await message.create_thread(name="more")
    await thread.send("inside")
    assert [m.content for m in town.general.messages[message.id].thread.from_bot()] == ["inside"]  # type: ignore[union-attr]
    with pytest.raises(library.HTTPException, match="160004"):
        await message.create_thread(name="again")
    await thread.edit(name="less")
    assert town.discord.channels[thread.id].name == "less"
    loose = await channel.create_thread(name="loose", type=library.ChannelType.public_thread)
    assert loose.parent_id == channel.id


async def test_files_of_the_bot(town: Town, bot: SmallBot) -> None:
    channel = bot.get_channel(town.general.id)
    assert isinstance(channel, library.TextChannel)
    files = [library.File(io.BytesIO(data), name) for data, name in ((b"one", "1.txt"), (b"two", "2.png"))]
    embed = library.Embed(title="t").set_image(url="attachment://2.png")
    message = await channel.send("x", files=files, embed=embed)
    assert [a.filename for a in message.attachments] == ["1.txt", "2.png"]
    assert await message.attachments[1].read() == b"two"
    edited = await message.edit(attachments=[message.attachments[0]])
    assert [a.filename for a in edited.attachments] == ["1.txt"]
    with town.discord.judge.expects("10 MiB"), pytest.raises(library.HTTPException) as refused:
        await channel.send(file=library.File(io.BytesIO(bytes(10 * 2**20 + 1)), "big.bin"))
    assert (refused.value.status, refused.value.code) == (413, 40005)


async def test_what_is_not_served_is_a_violation(town: Town, rest: Rest) -> None:
    with town.discord.judge.expects("no such endpoint"):
        assert (await rest("GET", "/nonsense"))[0] == 404


async def test_moderation_of_messages_threads_and_guilds(town: Town, rest: Rest) -> None:
    path = f"/channels/{town.general.id}"
    said = [await town.alice.says(town.general, str(number)) for number in range(3)]
    ids = [str(message.id) for message in said]
    assert _code(await rest("POST", f"{path}/messages/bulk-delete", {"messages": ids[:2]})) == (403, 50013)
    thread = (await rest("POST", f"{path}/threads", {"name": "t", "type": 11}))[1]
    assert await rest("PUT", f"/channels/{thread['id']}/thread-members/@me") == (204, None)
    assert _code(await rest("DELETE", f"/channels/{thread['id']}")) == (403, 50013)
    assert _code(await rest("PATCH", path, {"name": "new"})) == (403, 50013)
    allowed = Permissions(manage_messages=True, manage_threads=True, manage_channels=True)
    town.general.overwrite(town.discord.bot, allow=allowed)
    await town.alice.reacts(said[2], "👎")
    reaction = f"{path}/messages/{ids[2]}/reactions/%F0%9F%91%8E"
    assert await rest("DELETE", f"{reaction}/{town.alice.id}") == (204, None)
    assert _code(await rest("DELETE", f"{reaction}/@me")) == (400, 10014)
    assert await rest("POST", f"{path}/messages/bulk-delete", {"messages": ids[:2]}) == (204, None)
    assert town.general.visible_to(town.alice) == [said[2]]
    assert (await rest("DELETE", f"/channels/{thread['id']}"))[0] == 200
    assert _code(await rest("GET", f"/channels/{thread['id']}")) == (404, 10003)
    assert (await rest("PATCH", path, {"name": "new"}))[1]["name"] == "new"
    assert await rest("DELETE", f"/users/@me/guilds/{town.guild.id}") == (204, None)
    assert _code(await rest("GET", f"/guilds/{town.guild.id}")) == (403, 50001)
    assert _code(await rest("GET", path)) == (403, 50001)
    town.guild.return_bot()
    assert (await rest("GET", path))[0] == 200
