from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import words
from index.terms import terms
from index.words import Counts, Words, WordsWriter, bm25, inverse_frequency, key

WORD = st.sampled_from(["ship", "bell", "choir", "1911", "harbour", "the", "ships"])
TEXTS = st.lists(st.lists(WORD, max_size=12).map(" ".join), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_on_disk_and_in_memory_find_and_count_the_same(texts: list[str]) -> None:
    wanted = ["ship", "bell", "1911", "ship_bell", "missing"]
    analysed = [terms(text) for text in texts]
    memory = Words.few(Counts.of(analysed))
    with TemporaryDirectory() as folder:
        writing = WordsWriter(Path(folder) / "words")
        for some in (analysed[:5], analysed[5:]):
            writing.add(some, Counts.of(some))
        writing.close()
        disk = Words.open(Path(folder) / "words")
        single = [term for term in wanted if "_" not in term]  # what a search looks for
        assert disk.matching(single, 1000).tolist() == memory.matching(single, 1000).tolist()
        assert disk.frequencies(wanted).tolist() == memory.frequencies(wanted).tolist()
        rows, keys = np.arange(len(texts)), list(map(key, wanted))
        assert (disk.counts.table(rows, keys) == memory.counts.table(rows, keys)).all()


@pytest.mark.parametrize("together", [1, 3, 1000])
def test_how_many_rows_hold_a_term_is_counted_however_keys_are_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    monkeypatch.setattr(words, "_SORTED_TOGETHER", together)
    analysed = [["ship", "bell"], ["bell"], ["choir", "ship", "ship"], []]
    writing = WordsWriter(tmp_path / "words")
    writing.add(analysed, Counts.of(analysed))
    writing.close()
    opened = Words.open(tmp_path / "words")
    asked = ["ship", "bell", "choir", "ship_bell", "ship_ship", "missing"]
    assert opened.frequencies(asked).tolist() == [2, 2, 1, 1, 1, 0]


def test_terms_and_pairs_are_counted() -> None:
    counts = Counts.of([["ship", "ship", "bell"], [], ["bell", "ship"]])
    wanted = [key("ship"), key("bell"), key("ship_bell")]
    assert counts.table(np.array([0, 1, 2]), wanted).tolist() == [[2, 1, 1], [0, 0, 0], [1, 1, 0]]
    assert counts.table(np.array([2]), wanted).tolist() == [[1, 1, 0]]
    assert counts.lengths.tolist() == [3, 0, 2]


def test_bm25_is_the_formula() -> None:
    idf = inverse_frequency(10, np.array([2]))
    assert idf[0] == pytest.approx(math.log(1 + (10 - 2 + 0.5) / 2.5))
    found = bm25(np.array([[3.0]], np.float32), np.array([8], np.int32), 4.0, idf, k1=0.6, b=0.75)
    assert found[0] == pytest.approx(idf[0] * 3 * 1.6 / (3 + 0.6 * (0.25 + 0.75 * 2)))


def test_no_words_find_nothing(tmp_path: Path) -> None:
    writing = WordsWriter(tmp_path / "words")
    writing.add([["ship"]], Counts.of([["ship"]]))
    writing.close()
    assert Words.open(tmp_path / "words").matching([], 10).tolist() == []
