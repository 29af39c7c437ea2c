"""Write corpus/bundled/country_names.tsv, countries and continents by their names in other languages.

    python -m tools.country_names

The names are those of Unicode's CLDR, by way of the package Babel, which nothing else here needs.
"""

from __future__ import annotations

from pathlib import Path

from corpus import countries
from corpus.countries import fold

OUT = Path(__file__).resolve().parent.parent / "corpus" / "bundled" / "country_names.tsv"
LANGUAGES = ("de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru")
_CONTINENTS = {"002": "AF", "142": "AS", "150": "EU", "003": "NA", "005": "SA", "009": "OC"}


def main() -> None:
    """Read the names and write those that the table of countries lacks."""
    import pycountry  # noqa: PLC0415
    from babel import Locale  # noqa: PLC0415

    codes = {row.alpha_2: countries.country(row.name) for row in pycountry.countries}
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            meant = _CONTINENTS.get(code) or codes.get(code)
            if meant and countries.named(name) is None and fold(name) not in countries.CONTINENTS:
                found.setdefault(fold(name), meant)
    OUT.write_text("".join(f"{name}\t{meant}\n" for name, meant in sorted(found.items())), "utf-8")
    print(f"{len(found)} names, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
