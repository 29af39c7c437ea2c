from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy.engine import Connection

from corpus.citation_id import citation_id, version_key
from corpus.errors import RefusedError
from corpus.model import SHARED, Document, NewDocument, Purged
from corpus.records import read_csv
from corpus.store import Store, kept_queries, purge, queries, sqlite
from corpus.store.community import DAY, Community
from corpus.store.people import KeptAnswer, new_key
from corpus.store.statements import remove_statement
from tests.engines import Engine

HEADER = "id,city_a,country_a,city_b,country_b,source_title,note\n"
FILLER = "\n\n".join(f"Paragraph {n} is about something else, and it has two sentences." for n in range(60))
WORDS = ("Quibblefax", "Zornwhistle", "Marblenook")  # of title, text and author
TEXT = f"Zornwhistle was opened in 1911.\n\n{FILLER}\n\nIt is said that Zornwhistle closed in 1974."


async def add(store: Store, text: str = TEXT, name: str = "plan.txt", **told: str) -> Document:
    new = NewDocument(name, text.encode(), title="On Quibblefax", author="Marblenook", **told)
    return (await store.add_document(new, by="terminal")).document


async def document(store: Store, identity: str, version: int | None = None) -> Purged:
    return await store.change(purge.purge_document, identity, scope=SHARED, by="terminal", version=version)


def answer(community: Community, text: str, document: Document, quote: str) -> KeptAnswer:
    key = version_key(document.id, quote)
    citation = {"id": citation_id(key, 0, 9), "document": document.id, "version": document.version}
    body = {"answer": text, "citations": [citation | {"quote": quote}], "nearest": []}
    now = community.now()
    return KeptAnswer(
        new_key(), SHARED, "x" * 32, json.dumps(body), False, now, now + 30 * DAY, channel=5, message=6
    )


async def test_nothing_of_a_purged_document_is_left_while_the_process_runs(
    engine: Engine, store: Store, folder: Path
) -> None:
    community = await Community.open(store.database)
    old = await add(store)
    await add(store, TEXT + " Zornwhistle again.")
    held = await store.versions(old.id, [SHARED])
    await community.keep(answer(community, "“Zornwhistle was opened” [1]", held[0], "Zornwhistle was opened"))
    await community.keep(answer(community, "It covers 1 document (“On Quibblefax”).", held[1], "Zornwhistle"))
    assert engine.holding(folder, *WORDS)
    done = await document(store, old.id)
    assert await store.scrub()
    assert engine.holding(folder, *WORDS) == []  # with both still open
    assert (done.versions, done.answers, done.messages) == ((1, 2), 2, ((5, 6), (5, 6)))
    (job,) = await community.servers.jobs("unsend")
    assert job.payload == {"messages": [[5, 6], [5, 6]]}
    assert await store.problems() == []
    await community.close()


async def kept_keys(community: Community, *answers: KeptAnswer) -> list[bool]:
    """Tell of answers whether each is still kept."""
    return [await community.answer(one.key) is not None for one in answers]


async def test_the_answers_of_other_servers_stay_where_one_server_purges(store: Store) -> None:
    community = await Community.open(store.database)
    added = await store.add_document(NewDocument("a.txt", b"One text.", title="a"), scope="guild:1")
    await store.add_document(NewDocument("b.txt", b"Another text.", title="b"))
    other = added.document
    foreign = replace(other, id="b")
    said = "It covers 1 document (“a”)."
    ours = [
        replace(answer(community, text, one, "One text."), scope="guild:1")
        for text, one in ((said, foreign), ("“One text.” [1]", other))
    ]
    plain = replace(answer(community, "That is a word in any answer.", foreign, "One text."), scope="guild:1")
    theirs = replace(answer(community, said, foreign, "One text."), scope="guild:2")
    for one in (*ours, plain, theirs):
        await community.keep(one)
    done = await store.change(purge.purge_document, other.id, scope="guild:1", by=None)
    assert done.answers == 2
    assert await kept_keys(community, *ours, plain, theirs) == [False, False, True, True]
    await community.close()


async def test_a_record_that_two_servers_have_is_purged_of_the_answers_of_one(store: Store) -> None:
    community = await Community.open(store.database)
    rows = read_csv(f"{HEADER}P1,Paris,France,Oslo,Norway,A list,a\n".encode(), name="x.csv").rows
    for scope in ("guild:1", "guild:2"):
        await store.import_statements(rows, scope=scope, by=None)
    record = replace((await add(store)), id="P1")
    ours, theirs = (
        replace(answer(community, "They are. [1]", record, "They are."), scope=scope)
        for scope in ("guild:1", "guild:2")
    )
    for one in (ours, theirs):
        await community.keep(one)
    await store.change(purge.purge_statement, "P1", scope="guild:1", by=None)
    assert await kept_keys(community, ours, theirs) == [False, True]
    await community.close()


async def test_a_title_with_letters_beyond_ascii_is_found_in_what_names_it(store: Store) -> None:
    community = await Community.open(store.database)
    new = NewDocument("plan.txt", TEXT.encode(), title="Die „Brücke“ (2019)")
    held = (await store.add_document(new)).document
    foreign = replace(held, id="other")
    naming = answer(community, "Im Bestand ist ein Dokument („Die „Brücke“ (2019)“).", foreign, "Ein Satz.")
    await community.keep(naming)
    await document(store, held.id)
    assert await kept_keys(community, naming) == [False]
    await community.close()


async def test_the_spans_that_were_quoted_of_it_are_forgotten(store: Store) -> None:
    held = await add(store)
    key = version_key(held.id, await store.text(held.id, 1))
    community = await Community.open(store.database)
    kept = answer(community, "“Zornwhistle was opened” [1]", held, "Zornwhistle was opened")
    cited = {"id": citation_id(key, 0, 9), "document": held.id, "version": 1, "quote": "Zornwhist"}
    body = json.dumps({"answer": "", "citations": [cited], "nearest": []})
    await community.keep(replace(kept, body=body))
    await community.close()
    assert await store.ask(kept_queries.was_cited(key, 0, 9), tuple)
    await document(store, held.id)
    assert not await store.ask(kept_queries.was_cited(key, 0, 9), tuple)


async def test_uploads_of_it_that_wait_go_with_it(store: Store) -> None:
    held = await add(store)
    community = await Community.open(store.database)

    async def keep(data: bytes) -> str:
        given = {"scope": SHARED, "asker": "x", "kind": "document", "name": "plan.txt", "about": {}}
        kept = await community.additions.keep(**given, data=data, reading=b"", seconds=DAY, most=5)
        assert kept is not None
        return kept

    same, other = await keep(TEXT.encode()), await keep(b"Another text.")
    await document(store, held.id)
    assert await community.additions.get(same) is None
    assert await community.additions.get(other) is not None
    await community.close()


async def test_of_what_is_to_be_told_only_what_tells_of_it_goes_with_it(store: Store) -> None:
    held = (await store.add_document(NewDocument("plan.txt", TEXT.encode(), title="a"))).document
    community = await Community.open(store.database)
    told = {
        f"✅ Added “a” as `{held.id}`.": {"title": "plan.txt"},
        "✅ Done.": {"title": "a"},
        "✅ It was added as a text.": {"title": "b"},
    }
    found = []
    for text, about in told.items():
        given = {"scope": SHARED, "asker": "x", "kind": "document", "name": "x", "about": about}
        kept = await community.additions.keep(**given, data=b"1", reading=b"", seconds=DAY, most=5)
        assert kept is not None
        await community.additions.stored(kept, about | {"told": text})
        found.append(kept)
    await document(store, held.id)
    assert [await community.additions.get(one) is not None for one in found] == [False, False, True]
    await community.close()


async def test_deleting_alone_leaves_it_in_the_log(engine: Engine, store: Store, folder: Path) -> None:
    # what makes the test above worth something
    await document(store, (await add(store)).id)
    assert engine.holding(folder, *WORDS)


async def test_each_way_of_leaving_no_trace_is_taken(tmp_path: Path) -> None:
    # One hides that the other is missing: what is deleted is overwritten, and the file is written anew.
    async with await Store.open(tmp_path / "state", write=True) as store:
        added = await add(store, "\n\n".join(f"Zornwhistle {n} was opened." for n in range(2_000)))
        await document(store, added.id)
        assert free_pages(tmp_path / "state") > 0
        assert await store.scrub()
        assert free_pages(tmp_path / "state") == 0
        assert await store.change(overwrites) == 1
    # Some builds of SQLite overwrite unasked, others have to be told.
    told = Mock()
    sqlite._settings(write=True)(told, None)
    told.cursor().execute.assert_any_call("PRAGMA secure_delete = ON")


def overwrites(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA secure_delete").scalar_one())


def free_pages(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "footbridge.db")) as connection:
        return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


async def test_what_is_purged_leaves_who_when_which_and_a_hash(store: Store) -> None:
    added = await add(store)
    await document(store, added.id)
    events = await store.history(added.id, [SHARED])
    assert [event.action for event in events] == ["add", "purge document"]
    assert (events[0].detail, events[0].after) == (None, None)
    assert events[1].by == "terminal"
    assert events[1].after is not None and events[1].after["sha256"] == [added.sha256]
    with pytest.raises(RefusedError, match="no document"):
        await document(store, added.id)


async def test_one_version_is_purged_and_the_others_stay(engine: Engine, store: Store, folder: Path) -> None:
    first = await add(store, "Zornwhistle was opened.", name="plan.txt")
    await store.add_document(NewDocument("plan.txt", b"The hall was opened.", title="The hall"))
    with pytest.raises(RefusedError, match="current one"):
        await document(store, first.id, 2)
    with pytest.raises(RefusedError, match="no version 7"):
        await document(store, first.id, 7)
    await document(store, first.id, 1)
    assert await store.scrub()
    assert engine.holding(folder, *WORDS) == []
    assert [version.version for version in await store.versions(first.id, [SHARED])] == [2]
    with pytest.raises(RefusedError, match="has no version 1"):
        await store.restore_document(first.id, scope=SHARED, by=None, version=1)
    passages = await store.passages(SHARED)
    assert [passage.text for passage in passages] == ["The hall was opened."]


async def test_the_only_version_there_is_goes_with_the_whole_alone(store: Store) -> None:
    added = await add(store)
    with pytest.raises(RefusedError, match="current one"):
        await document(store, added.id, 1)
    await store.remove_document(added.id, scope=SHARED, by=None)
    with pytest.raises(RefusedError, match="current one"):
        await document(store, added.id, 1)
    assert await store.text(added.id, 1) == TEXT
    rows = read_csv(f"{HEADER}P1,Paris,France,Oslo,Norway,A list,\n".encode(), name="x.csv").rows
    await store.import_statements(rows, scope=SHARED, by=None)
    for _ in range(2):
        with pytest.raises(RefusedError, match="current one"):
            await store.change(purge.purge_statement, "P1", scope=SHARED, by=None, version=1)
        await store.change(remove_if_there)
    assert await store.statement_ids(SHARED) == ["P1"]


def remove_if_there(connection: Connection) -> None:
    with suppress(RefusedError):
        remove_statement(connection, "P1", scope=SHARED, by=None)


async def test_what_the_history_says_of_other_versions_stays(store: Store) -> None:
    first = await add(store, "Text 1.")
    for number in range(2, 13):
        await add(store, f"Text {number}.")
    await store.restore_document(first.id, scope=SHARED, by=None, version=11)
    await document(store, first.id, 1)
    events = await store.history(first.id, [SHARED])
    (restored,) = [event for event in events if event.action == "restore"]
    assert restored.before is not None and restored.before["version"] == 12
    by_version = {event.version: event.before for event in events if event.action == "update"}
    assert by_version[2] is None, "it says what version 1 was"
    assert by_version[11] is not None and by_version[12] is not None


async def test_a_purged_version_s_number_is_not_given_again(store: Store) -> None:
    added = await add(store, "The first text.")
    await store.add_document(NewDocument("plan.txt", b"The second text."))
    await store.restore_document(added.id, scope=SHARED, by=None, version=1)
    await document(store, added.id, 2)
    again = await store.add_document(NewDocument("plan.txt", b"The third text."))
    assert again.document.version == 3


async def test_nothing_of_a_purged_record_is_left(engine: Engine, store: Store, folder: Path) -> None:
    rows = read_csv(
        f"{HEADER}P1,Zornwhistle,France,Oslo,Norway,On Quibblefax,Marblenook\n".encode(), name="x.csv"
    ).rows
    await store.import_statements(rows, scope=SHARED, by="terminal")
    (store.database.derived / "known").mkdir()  # as `corpus.known` keeps what the records say together
    (store.database.derived / "known" / "shared.bin").write_bytes(b"Zornwhistle")
    done = await store.change(purge.purge_statement, "P1", scope=SHARED, by="terminal")
    assert await store.scrub()
    assert (done.versions, done.passages) == ((1,), 1)
    assert engine.holding(folder, *WORDS) == []
    assert await store.statement_ids(SHARED) == []


async def test_what_a_killed_process_left_is_scrubbed_at_the_next_opening(
    engine: Engine, store: Store, folder: Path
) -> None:
    await document(store, (await add(store)).id)
    assert await store.fact(queries.SCRUB)
    await store.close()
    async with await Store.open(folder, write=True) as again:
        assert await again.fact(queries.SCRUB) is None
        assert engine.holding(folder, *WORDS) == []


async def test_another_scope_s_document_is_not_purged(store: Store) -> None:
    added = await add(store)
    with pytest.raises(RefusedError):
        await store.change(purge.purge_document, added.id, scope="guild:1", by=None)
    assert await store.text(added.id, 1) == TEXT
