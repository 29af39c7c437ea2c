from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from corpus.citation_id import version_key
from corpus.errors import RefusedError
from corpus.model import SHARED, Alias, Coverage, Place
from corpus.records import build
from corpus.store import Store
from corpus.store.statements import import_together

BURLINGTON = Place("Burlington", "Vermont", "United States", 44.48, -73.21)
YAROSLAVL = Place("Yaroslavl", None, "Russia")
ARAD = Place("Arad", None, "Israel")
FIRST = build("P00001", BURLINGTON, YAROSLAVL, source_title="City list", relation="twin", since="1988")
FIRST_THERE = replace(FIRST, scope="guild:1")
SECOND = build("P00002", BURLINGTON, ARAD, source_title="City list", relation="twin")


async def test_statements_come_out_as_they_went_in(store: Store) -> None:
    imported = await store.import_statements([FIRST, SECOND], scope=SHARED, by="me")
    assert (imported.new, imported.changed, imported.same) == (("P00001", "P00002"), (), 0)
    assert await store.statements([SHARED]) == [FIRST, SECOND]
    assert await store.statements(["guild:1"]) == []
    assert await store.statement_ids(SHARED) == ["P00001", "P00002"]


async def test_a_record_is_a_passage_of_one_sentence(store: Store) -> None:
    await store.import_statements([FIRST], scope=SHARED, by=None)
    (passage,) = await store.passages(SHARED)
    assert (passage.kind, passage.source, passage.version, passage.text) == (
        "record",
        "P00001",
        1,
        FIRST.words,
    )
    assert [(s.start, s.end) for s in passage.sentences] == [(0, len(FIRST.words))]
    found = await store.find_version(version_key("P00001", FIRST.words), [SHARED])
    assert found is not None
    assert (found.kind, found.title, found.text, found.current) == ("record", "City list", FIRST.words, True)


async def test_the_same_again_changes_nothing(store: Store) -> None:
    await store.import_statements([FIRST, SECOND], scope=SHARED, by=None)
    revision = await store.revision()
    imported = await store.import_statements([SECOND, FIRST], scope=SHARED, by=None)
    assert (imported.new, imported.changed, imported.same) == ((), (), 2)
    assert await store.revision() == revision


async def test_changed_content_is_a_new_version_and_the_old_one_is_kept(store: Store) -> None:
    await store.import_statements([FIRST, SECOND], scope=SHARED, by=None)
    before = await store.revision()
    changed = build("P00001", BURLINGTON, YAROSLAVL, source_title="City list", relation="twin", since="1989")
    imported = await store.import_statements([changed, SECOND], scope=SHARED, by=None)
    assert (imported.changed, imported.same) == (("P00001",), 1)
    assert (await store.statements([SHARED]))[0] == replace(changed, version=2)
    assert await store.removed_passages(SHARED, before) == [1]
    assert [p.text for p in await store.passages(SHARED, after_revision=before)] == [changed.words]
    old = await store.find_version(version_key("P00001", FIRST.words), [SHARED])
    assert old is not None
    assert not old.current
    assert [event.action for event in await store.history("P00001", [SHARED])] == ["update"]


async def test_another_file_that_counts_alike_takes_nothing_away(store: Store) -> None:
    await store.import_statements([FIRST], scope=SHARED, by=None)
    foreign = build("P00001", Place("Lyon", None, "France"), ARAD, source_title="Other list", relation="twin")
    imported = await store.import_statements([foreign], scope=SHARED, by=None)
    assert imported.changed == ()
    assert imported.new[0] != "P00001"
    assert FIRST in await store.statements([SHARED])


async def test_a_correction_takes_the_place_of_what_was_wrong(store: Store) -> None:
    wrong = build("X1", Place("Springfeild", None, "Germany"), ARAD, source_title="City list")
    right = build("X1", Place("Springfield", None, "Germany"), ARAD, source_title="City list, 2nd edition")
    await store.import_statements([FIRST, wrong], scope="guild:1", by="me")
    city = replace(right, source_title=wrong.source_title)
    assert (await store.import_statements([city], scope="guild:1", by="me")).changed == ("X1",)
    assert (await store.import_statements([right], scope="guild:1", by="me")).changed == ("X1",)
    assert await store.statements(["guild:1"]) == [FIRST_THERE, replace(right, scope="guild:1", version=3)]
    assert [p.text for p in await store.passages("guild:1")] == [FIRST.words, right.words]


async def test_nobody_corrects_what_another_has_imported(store: Store) -> None:
    await store.import_statements([FIRST], scope=SHARED, by="the bundle")
    mine = build("P00001", BURLINGTON, YAROSLAVL, source_title="My own list", relation="twin")
    assert (await store.import_statements([mine], scope=SHARED, by="me")).changed == ()
    assert FIRST in await store.statements([SHARED])
    mended = build("P00001", BURLINGTON, YAROSLAVL, source_title="City list, 2022", relation="twin")
    assert (await store.import_statements([mended], scope=SHARED, by="the bundle")).changed == ("P00001",)


async def test_one_id_on_two_rows_is_refused_whole(store: Store) -> None:
    with pytest.raises(RefusedError, match="P00002 stands on more than one row"):
        await store.import_statements([FIRST, SECOND, replace(SECOND, since="1990")], scope=SHARED, by=None)
    assert await store.statements([SHARED]) == []
    assert await store.revision() == 0


async def test_a_removed_statement_stays_known_and_can_be_imported_again(store: Store) -> None:
    await store.import_statements([FIRST], scope=SHARED, by=None)
    await store.remove_statement("P00001", scope=SHARED, by=None)
    assert await store.statements([SHARED]) == []
    assert await store.passages(SHARED) == []
    with pytest.raises(RefusedError, match="no record"):
        await store.remove_statement("P00001", scope=SHARED, by=None)
    await store.import_statements([FIRST], scope=SHARED, by=None)
    assert [statement.version for statement in await store.statements([SHARED])] == [2]


async def test_scopes_have_statements_of_their_own(store: Store) -> None:
    await store.import_statements([FIRST], scope=SHARED, by=None)
    await store.import_statements([SECOND, FIRST], scope="guild:1", by=None)
    await store.remove_statement("P00001", scope="guild:1", by=None)
    assert [s.id for s in await store.statements([SHARED])] == ["P00001"]
    assert [s.id for s in await store.statements(["guild:1"])] == ["P00002"]
    assert len(await store.passages(SHARED)) == 1


async def test_many_rows_are_taken_at_once(store: Store) -> None:
    rows = [
        build(
            f"P{n:05d}", BURLINGTON, Place(f"Town {n}", None, "France"), source_title="List", relation="twin"
        )
        for n in range(1_500)
    ]
    assert len((await store.import_statements(rows, scope=SHARED, by=None)).new) == 1_500
    assert (await store.import_statements(rows, scope=SHARED, by=None)).same == 1_500
    assert len(await store.passages(SHARED)) == 1_500
    assert len(await store.passage_rows(range(1, 1_501))) == 1_500


async def test_aliases_and_coverage_are_kept_by_place(store: Store) -> None:
    alias = Alias("Bilwi", "Puerto Cabezas", None, "Nicaragua", "exonym")
    assert (await store.import_aliases([alias], scope=SHARED, by=None)).new == ("Bilwi",)
    assert (await store.import_aliases([alias], scope=SHARED, by=None)).same == 1
    changed = replace(alias, kind="former")
    assert (await store.import_aliases([changed], scope=SHARED, by=None)).changed == ("Bilwi",)
    assert await store.aliases([SHARED]) == [changed]
    claim = Coverage(Place("Chicago", "Illinois", "United States"), True, "2022", "List", None, None)
    await store.import_coverage([claim], scope=SHARED, by=None)
    later = replace(claim, complete=False)
    assert (await store.import_coverage([later], scope=SHARED, by=None)).changed == ("Chicago",)
    assert await store.coverage([SHARED]) == [later]


async def test_records_names_and_coverage_are_imported_together_or_not_at_all(store: Store) -> None:
    names = [Alias("Tilsit", "Kiel", None, "Germany", "former")]
    claim = Coverage(Place("Kiel", None, "Germany"), True, None, "Hall", None, None)
    broken = replace(claim, source_title=None)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError):
        await store.change(import_together, [FIRST], names, [broken], scope=SHARED, by=None)
    assert await store.statements([SHARED]) == [] and await store.aliases([SHARED]) == []
    done = await store.change(import_together, [FIRST], names, [claim], scope=SHARED, by=None)
    assert {what: len(one.new) for what, one in done.items()} == {"records": 1, "aliases": 1, "coverage": 1}
