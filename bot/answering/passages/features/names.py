"""Which of the names in the question are said."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from bot.answering.passages.answer_type import has_new_name
from bot.answering.passages.features.comparison import DECIDING, RANKING, Column, Comparison, Decision
from index.terms import stem, words

_ALIKE = 84.0  # of 100, from which on a name is another spelling of a word
_SHORT = 4  # letters up to which a name has no other spelling


@RANKING.feature("names")
def names(seen: Comparison) -> Column:
    """Return the share of the names that each sentence says; 1 where there are none."""
    stems = seen.query.name_stems
    held = np.zeros(seen.count)
    for name in stems:
        held[list(seen.view.where.get(name, ()))] += 1
    return held / len(stems) if stems else held + 1.0


@RANKING.feature("passage_names")
def passage_names(seen: Comparison) -> Column:
    """Return the share of the names that the passage says; 1 where there are none."""
    stems = seen.query.name_stems
    return sum(name in seen.view.where for name in stems) / len(stems) if stems else 1.0


@DECIDING.feature("name_missing")
def name_missing(seen: Decision) -> float:
    """Return the share of the names that the sentence does not say."""
    return missing(seen.question.names, seen.sentence.text)


@DECIDING.feature("name_missing_nearby")
def name_missing_nearby(seen: Decision) -> float:
    """Return the share of the names that the sentence and its neighbours do not say."""
    return missing(seen.question.names, seen.nearby_text)


@DECIDING.feature("name_missing_in_passage")
def name_missing_in_passage(seen: Decision) -> float:
    """Return the share of the names that the passage does not say."""
    return missing(seen.question.names, seen.view.passage.text)


@DECIDING.feature("any_name_missing_nearby")
def any_name_missing_nearby(seen: Decision) -> float:
    """Tell whether the sentence and its neighbours leave out a name."""
    return float(missing(seen.question.names, seen.nearby_text) > 0)


@DECIDING.feature("any_name_missing_in_passage")
def any_name_missing_in_passage(seen: Decision) -> float:
    """Tell whether the passage leaves out a name."""
    return float(missing(seen.question.names, seen.view.passage.text) > 0)


@DECIDING.feature("has_name")
def has_name(seen: Decision) -> float:
    """Tell whether the question names anything."""
    return float(bool(seen.question.names))


@DECIDING.feature("name_unknown")
def name_unknown(seen: Decision) -> float:
    """Tell whether no passage at all says one of the names."""
    return float(seen.query.unknown_names > 0)


@DECIDING.feature("name_weight_missing")
def name_weight_missing(seen: Decision) -> float:
    """Return the part of the question's weight that names which the passage does not say have."""
    weights, held = seen.query.weights, seen.view.where
    return sum(weights.get(name, 0.0) for name in set(seen.query.name_stems) if name not in held) / (
        seen.query.total
    )


@DECIDING.feature("name_gap")
def name_gap(seen: Decision) -> float:
    """Return how far the worst-matched token of a name is from anything in the passage."""
    rows = seen.query.name_rows
    return float((1 - seen.top.similar[rows].max(1)).max()) if len(rows) else 0.0


@DECIDING.feature("new_name_nearby")
def new_name_nearby(seen: Decision) -> float:
    """Tell whether the sentence or a neighbour names what the question does not."""
    return float(has_new_name(seen.question, seen.nearby))


def missing(wanted: Sequence[str], text: str) -> float:
    """Return the share of the names that a text does not hold, spelling mistakes forgiven."""
    if not wanted:
        return 0.0
    held = set(words(text))
    stems = {stem(word) for word in held}
    return sum(not _is_held(name, held, stems) for name in wanted) / len(wanted)


def _is_held(name: str, held: Collection[str], stems: Collection[str]) -> bool:
    folded = (words(name) or [name.casefold()])[0]
    if folded in held or stem(folded) in stems:
        return True
    if len(folded) <= _SHORT:
        return False
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for names that are missing

    return process.extractOne(folded, held, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None
