"""Features of ranking and of deciding: modules by what they look at; importing this registers all of them."""

from bot.answering.passages.features import (
    answer_types,
    context,
    names,
    negation,
    numbers,
    ranks,
    reading,
    search,
    tokens,
    words,
)
from bot.answering.passages.features.comparison import (
    DECIDING,
    RANKING,
    RERANKING,
    Candidate,
    Column,
    Comparison,
    Decision,
    Ranked,
    Reading,
)
from bot.answering.passages.features.registry import Feature, FeatureMismatchError, Registry

__all__ = [
    "DECIDING",
    "RANKING",
    "RERANKING",
    "Candidate",
    "Column",
    "Comparison",
    "Decision",
    "Feature",
    "FeatureMismatchError",
    "Ranked",
    "Reading",
    "Registry",
    "answer_types",
    "context",
    "names",
    "negation",
    "numbers",
    "ranks",
    "reading",
    "search",
    "tokens",
    "words",
]
