# ruff: noqa: S608 (what is put into the texts are numbers of places; values go by parameters)
"""What a search asks of the tables, as texts for one place each."""

from __future__ import annotations

KNOWN = """
SELECT generation.number AS generation, generation.base, generation.revision, generation.together,
    generation.changed, generation.purged, generation.stale, generation.created, part.number, part.scope,
    part.kind, part.place, part.passages, part.length, part.units
FROM index_generations AS generation
LEFT JOIN index_parts AS part ON part.generation = generation.number AND part.scope = ANY($1)
WHERE {which} ORDER BY part.scope, part.kind
"""
"""The generation, and the parts of some scopes, a row each; one without a part where they have none."""

_WORDS = "SELECT part, number, spans, length, counts FROM index_words_{place} WHERE "
"""Passages, and how often each holds which terms, see `codec.counts`."""


def words(place: int) -> str:
    """Return the passages of parts ($1)."""
    return _WORDS.format(place=place) + "part = ANY($1) ORDER BY part, number"


def chosen_words(place: int) -> str:
    """Return those of one part ($1) that have some numbers ($2)."""
    return _WORDS.format(place=place) + "part = $1 AND number = ANY($2) ORDER BY number"


def matching(place: int, limit: int) -> str:
    """Return passages of a place apart that hold any of some terms ($1): the first that stand there."""
    return _WORDS.format(place=place) + f"terms && $1::integer[] LIMIT {limit}"


def cosines(place: int) -> str:
    """Return the cosines of a question ($1) with all vectors of parts ($2), by part, kind and passage."""
    return f"""
SELECT part, kind, array_agg(number) AS numbers, array_agg(cosine) AS cosines FROM (
    SELECT part, kind, number, (-(at::vector <#> $1::vector))::real AS cosine FROM index_units_{place}
    WHERE part = ANY($2) ORDER BY part, kind, number, place
) AS each GROUP BY part, kind ORDER BY part, kind
"""


def chosen_cosines(place: int) -> str:
    """Return the same of one part ($2), for passages that have some numbers ($3)."""
    return f"""
SELECT kind, array_agg(number) AS numbers, array_agg(cosine) AS cosines FROM (
    SELECT kind, number, (-(at::vector <#> $1::vector))::real AS cosine FROM index_units_{place}
    WHERE part = $2 AND kind = ANY('{{0,1,2}}') AND number = ANY($3) ORDER BY kind, number, place
) AS each GROUP BY kind ORDER BY kind
"""


def frequencies(place: int) -> str:
    """Return how many passages of a place apart hold each key ($1)."""
    return f"SELECT key, passages FROM index_terms_{place} WHERE key = ANY($1)"


def nearest(place: int, limit: int) -> str:
    """Return to which passages the vectors belong that are nearest to a question ($1), some of each kind.

    The limit stands in the text: the server uses its graphs where it knows how few are wanted.
    """
    return " UNION ALL ".join(
        f"(SELECT number FROM index_units_{place} WHERE kind = {kind} "
        f"ORDER BY at <#> $1::halfvec LIMIT {limit})"
        for kind in range(3)
    )


def sums(place: int) -> str:
    """Return sum and sum of squares of a question's cosines with all vectors of a place apart, by kind.

    The question is $1, and $2 as an array. Of the moments, line 0 is the sum of the vectors x, the others
    are those of the sum of x xᵀ.
    """
    return f"""
SELECT kind, sum(-(at <#> $1::vector)) FILTER (WHERE line = 0) AS total,
    sum(-(at <#> $1::vector) * ($2::float8[])[line]) FILTER (WHERE line > 0) AS square
FROM index_moments_{place} GROUP BY kind
"""
