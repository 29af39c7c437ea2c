"""What countries call their first-level regions: states, provinces, prefectures (ISO 3166-2)."""

from __future__ import annotations

from functools import cache

from corpus.countries import country


@cache
def lands_with(word: str) -> frozenset[str]:
    """Return the countries whose parts directly below the country are called so: "prefecture", "states"."""
    import pycountry  # noqa: PLC0415 - a tenth of a second, and only for questions of such regions

    wanted = {word.casefold(), word.casefold().removesuffix("s")}
    codes = {
        row.country_code
        for row in pycountry.subdivisions
        if row.parent_code is None and row.type.casefold() in wanted
    }
    found = {pycountry.countries.get(alpha_2=code) for code in codes}
    return frozenset(name for row in found if row and (name := country(row.name)))
