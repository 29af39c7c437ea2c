"""Citations name what is stored now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.answer import Answer
from bot.answering.blocks import Quote as Told
from bot.answering.blocks import from_json, to_json, written
from bot.answering.citing import Citer
from bot.answering.composing import quoted
from bot.answering.passages.quote_selection import Quote
from bot.phrases.members import ENGLISH
from bot.render.blocks import page_texts
from bot.terminal.layout import answer_lines, source_line
from corpus.model import SHARED, NewDocument
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
        await store.add_document(NewDocument("lake.md", b"The lake is new."), scope="guild:7")
        assert await citer.quotes([quote], ["guild:6", "guild:7"])  # kept under the revision of guild:7
        assert await citer.quotes([quote], ["guild:7"]) == []


async def test_a_quote_that_is_not_the_stored_text_is_left_out(tmp_path: Path) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.add_document(NewDocument("bridge.md", b"The bridge is old."))
        (passage,) = await store.passages(SHARED)
        other = replace(passage, text="The bridge is new.")
        assert await Citer(store).quotes([Quote(other, other.start, other.end)], [SHARED]) == []


TABLE = b"""# Quays

The quays are old.

## By town

| town | opened |
|---|---|
| Tarnby | 1931 |
| Ulvsund |

The officers are:

- Maja Orrin
- Ana Ruiz
"""


@pytest.mark.parametrize(
    ("said", "heading", "lead", "answer"),
    [
        ("Ulvsund |", "By town", "town | opened", "“Quays” says (By town › town | opened): “Ulvsund |” [1]"),
        (
            "town | opened\nTarnby | 1931",
            "By town",
            None,
            "“Quays” says (By town): “town | opened Tarnby | 1931” [1]",
        ),
        ("By town\n\ntown | opened\nTarnby | 1931", None, None, None),
        (
            "Ana Ruiz",
            "By town",
            "The officers are:",
            "“Quays” says (By town › The officers are): “Ana Ruiz” [1]",
        ),
    ],
)
async def test_a_quote_is_shown_with_the_columns_and_headings_that_it_does_not_say(
    tmp_path: Path, said: str, heading: str | None, lead: str | None, answer: str | None
) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.add_document(NewDocument("quays.md", TABLE))
        (passage,) = [one for one in await store.passages(SHARED) if said in one.text]
        start = passage.start + passage.text.index(said)
        (citation,) = await Citer(store).quotes([Quote(passage, start, start + len(said))], [SHARED])
    assert (citation.quote, citation.heading, citation.lead) == (said, heading, lead)
    told = citation.to_json()
    assert (told.get("heading"), told.get("lead")) == (heading, lead)
    assert citation.above in source_line(citation)
    assert answer is None or written(quoted([citation])) == answer


RULES = """# Travel money

## Money that is there for coaches

Coaches are paid for by the town, whatever the season and however many people travel in them.
The coach goes.

## What the town does not pay for

- Taxis from the airport to the hotel, however late it is.
- Minibars

2.1 Whatever is bought on the journey for people who have stayed at home.

Hotels of five stars.

旅行中の食事代。

## May one drive?

No. The insurance of the town pays for nobody who drives a car on such a journey.
"""

NOT = "What the town does not pay for"


@pytest.mark.parametrize(
    ("said", "under"),
    [
        ("Taxis from the airport to the hotel, however late it is.", NOT),
        ("Minibars", NOT),
        ("2.1 Whatever is bought on the journey for people who have stayed at home.", NOT),
        ("Hotels of five stars.", NOT),
        ("旅行中の食事代。", NOT),
        (
            "No. The insurance of the town pays for nobody who drives a car on such a journey.",
            "May one drive?",
        ),
        ("The insurance of the town pays for nobody who drives a car on such a journey.", ""),
        ("Coaches are paid for by the town, whatever the season and however many people travel in them.", ""),
    ],
)
async def test_what_is_no_sentence_of_its_own_is_told_with_the_heading_it_stands_under(
    tmp_path: Path, said: str, under: str
) -> None:
    async with await Store.open(tmp_path, write=True) as store:
        await store.add_document(NewDocument("travel.md", RULES.encode()))
        (passage,) = [one for one in await store.passages(SHARED) if said in one.text]
        start = passage.start + passage.text.index(said)
        (citation,) = await Citer(store).quotes([Quote(passage, start, start + len(said))], [SHARED])
        text = await store.text("travel", 1)
    (block,) = quoted([citation])
    assert isinstance(block, Told)
    assert (block.text, block.under) == (said, under)
    assert text[citation.start : citation.end] == citation.quote == said
    assert written([block]) == f"“Travel money” says{f' ({under})' * bool(under)}: “{said}” [1]"
    assert from_json(to_json(block)) == block and to_json(block).get("under", "") == under
    answer = Answer.of([block], confidence=0.9, citations=[citation])
    assert next(one.text for one in answer_lines(answer)) == written([block])
    (page,) = page_texts(answer, ENGLISH)
    assert page == f"> {f'{under}: ' * bool(under)}“{said}” [1]"
