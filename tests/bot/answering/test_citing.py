"""Citations name what is stored now."""

from __future__ import annotations

from pathlib import Path

from bot.answering.citing import Citer
from bot.answering.passages.quote_selection import Quote
from corpus.model import NewDocument
from corpus.store import Store


async def test_what_a_returning_server_adds_is_quoted_as_it_is_now(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        citer, scope = Citer(store), "guild:6"
        for title, text in (("Old", b"The bridge is old."), ("New", b"# Bridges\n\nThe bridge is new.")):
            await store.add_document(NewDocument("bridge.md", text, title=title), scope=scope)
            passage = (await store.passages(scope))[-1]
            quote = Quote(passage, passage.start, passage.end)
            (citation,) = await citer.quotes([quote], [scope])
            assert (citation.title, citation.version, citation.quote) == (title, 1, passage.text)
            (document,) = await store.documents([scope])
            assert (await citer.opening(document, passage.text, 1)).quote == passage.text
            await store.purge(scope)


async def test_a_quote_is_left_out_where_its_scope_is_not_asked(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.add_document(NewDocument("bridge.md", b"The bridge is old."), scope="guild:6")
        (passage,) = await store.passages("guild:6")
        quote = Quote(passage, passage.start, passage.end)
        citer = Citer(store)
        assert await citer.quotes([quote], ["guild:6"])
        assert await citer.quotes([quote], ["guild:7"]) == []
