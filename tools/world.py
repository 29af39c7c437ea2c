"""Make the bundled world out of lists of partnerships: `python -m tools.world FOLDER`.

FOLDER holds `wikipedia-2026.csv` (Hekman/twincities), `germany-2015.csv` (muenchdo/TwinTowns), both in our
columns, and `sistercity-info-pairs.csv` (pnadelofficial/sis-cities), which is only asked in which state a
partner's city is. Writes corpus/bundled/world.csv.xz and, beside it, a report of what was left out and why.
"""

from __future__ import annotations

import csv
import io
import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from corpus import countries, records, wording
from corpus.atlas import Entry, atlas, loose, region_in
from corpus.bundled import BUNDLED, WORLD
from corpus.countries import fold
from corpus.model import Place, Statement
from corpus.partnerships import Records
from corpus.places import kilometres

WIKIPEDIA = "Wikipedia's lists of twin towns, read 2026 (Hekman/twincities)"
GERMANY = "List of German municipal partnerships, 2015 (muenchdo/TwinTowns)"
REPORT = BUNDLED / "world.md"
CLUB = 20
"""Partners that two places have in common from which their own partnership is a club's.

Two capitals may have 17 in common, as Ankara and Beijing do; members of a club have 21 or more."""

WITH_REGIONS = ("United States", "Canada", "Australia")
"""Countries whose people name a city together with its state."""


@dataclass
class Made:
    """What is made: rows, and what was left out by reason."""

    rows: list[Statement] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Write the world and its report."""
    folder = Path(sys.argv[1])
    made = Made()
    listed = _read(folder / "wikipedia-2026.csv", made)
    dated = _read(folder / "germany-2015.csv", made)
    states = _states(folder / "sistercity-info-pairs.csv")
    ground = Ground()
    rows = [_mended(row, states, ground, made) for row in listed]
    rows = _without_clubs(_without_selves(rows, made), made)
    kept = [_named_anew(row, WIKIPEDIA, "2026-02") for row in rows]
    years = _known_pairs([_mended(row, states, ground, made) for row in dated], kept, made)
    made.rows = _distinct([*kept, *(_named_anew(row, GERMANY, "2015") for row in years)])
    _write(made)


def _read(path: Path, made: Made) -> list[Statement]:
    found = records.read_csv(path.read_bytes(), name=path.name)
    for problem in found.problems:
        made.left_out[f"refused rows of {path.name}"].append(str(problem))
    return list(found.statements)


# Which state


def _states(path: Path) -> dict[str, dict[str, set[str]]]:
    """Return by a city's name the partners that sistercity.info gives to it in each state."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    full = {fold(name): name for name in countries.US_STATES.values()}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for one, other in ((row["city"], row["partner"]), (row["partner"], row["city"])):
                city, _, state = one.rpartition(", ")
                if city and fold(state) in full:
                    found[loose(city)][full[fold(state)]].add(loose(other.split(", ")[0]))
    return found


def _state(place: Place, partner: Place, states: dict[str, dict[str, set[str]]]) -> str | None:
    """Return the state of an American city, by who its partner is; None where that is not known."""
    known = states.get(loose(place.name), {})
    called = _names(partner)
    by_partner = [state for state, partners in known.items() if partners & called]
    if len(by_partner) == 1:
        return by_partner[0]
    called = atlas().entries(place.name, place.country)
    entries = [entry for entry in called if fold(entry.name) == fold(place.name)]
    if len(entries) == 1:
        return entries[0].region
    near = [entry for entry in entries if _apart(place, entry) < 30]
    if not near:
        return None
    others = set(known) - {near[0].region}
    # Some list runs namesakes together: where another one has partners too, this may be one of them.
    return None if others else near[0].region


def _names(place: Place) -> set[str]:
    return {loose(place.name)} | {loose(entry.name) for entry in atlas().entries(place.name, place.country)}


def _apart(place: Place, entry: Entry) -> float:
    if place.latitude is None or place.longitude is None:
        return float("inf")
    return kilometres(place.latitude, place.longitude, entry.latitude, entry.longitude)


# Coordinates


class Ground:
    """Which country a point lies in, by the nearest place of the atlas."""

    def __init__(self) -> None:
        entries = [atlas().entry(number) for number in range(len(atlas()))]
        self._countries = [entry.country for entry in entries]
        points = _on_sphere(np.array([(entry.latitude, entry.longitude) for entry in entries]))
        self._tree = cKDTree(points)
        self._known: dict[tuple[float, float], set[str]] = {}

    def countries(self, north: float, east: float) -> set[str]:
        """Return the countries of the nearest places, 40 kilometres further than the nearest one at most."""
        key = north, east
        if key not in self._known:
            point = _on_sphere(np.array([key]))[0]
            nearest, _ = self._tree.query(point)
            within = self._tree.query_ball_point(
                point, nearest + 40 / 6371
            )  # chords, of a sphere of radius 1
            self._known[key] = {self._countries[at] for at in within}
        return self._known[key]


def _on_sphere(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    north, east = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1)


_TOGETHER = (
    {"Palestine", "Israel", "West Bank"}, {"Cyprus", "Northern Cyprus"}, {"Ukraine", "Russia"},
    {"Serbia", "Kosovo"}, {"Armenia", "Azerbaijan"}, {"Morocco", "Western Sahara"}, {"Georgia", "Russia"},
    {"China", "Hong Kong", "Macau", "Taiwan"}, {"Syria", "Israel"}, {"India", "Pakistan"},
)  # fmt: skip


def _lies_there(place: Place, ground: Ground) -> bool:
    if place.latitude is None or place.longitude is None:
        return True
    there = ground.countries(place.latitude, place.longitude)
    if place.country in there:
        return True
    return any(place.country in pair and there & pair for pair in _TOGETHER) or _of_overseas(
        place.country, there
    )


def _of_overseas(country: str, there: set[str]) -> bool:
    overseas = {
        "France": {"Réunion", "Guadeloupe", "Martinique", "French Guiana", "Mayotte", "New Caledonia",
                   "French Polynesia", "Saint Pierre and Miquelon", "Saint Martin"},
        "United States": {"Puerto Rico", "Guam", "Northern Mariana Islands", "American Samoa"},
        "Denmark": {"Greenland", "Faroe Islands"}, "Finland": {"Åland Islands"},
        "United Kingdom": {"Jersey", "Guernsey", "Isle of Man", "Gibraltar"}, "Norway": {"Svalbard"},
    }  # fmt: skip
    return bool(there & overseas.get(country, set()))


def _mended(row: Statement, states: dict[str, dict[str, set[str]]], ground: Ground, made: Made) -> Statement:
    """Return a row with the states of its American cities, and without coordinates that are elsewhere."""
    a = _placed(row.a, row.b, states, ground, made)
    return replace(row, a=a, b=_placed(row.b, row.a, states, ground, made))


def _placed(
    place: Place, partner: Place, states: dict[str, dict[str, set[str]]], ground: Ground, made: Made
) -> Place:
    name, _, inside = place.name.partition(" (")
    if place.region in ("#VALUE!", "N.Y."):
        place = replace(place, region=None)
    if not _lies_there(place, ground):
        made.left_out["coordinates in another country"].append(
            f"{place.label}: {place.latitude}, {place.longitude}"
        )
        place = replace(place, latitude=None, longitude=None)
    if place.country != "United States" or place.region:
        return place
    if inside and region_in(place.country, inside.rstrip(")")):
        return Place(name, inside.rstrip(")"), place.country, place.latitude, place.longitude)
    state = _state(place, partner, states)
    if state is None:
        made.notes["American cities whose state is not said"] += 1
        several = len(states.get(loose(place.name), {})) > 1
        return Place(place.name, None, place.country) if several else place
    there = [entry for entry in atlas().entries(place.name, place.country) if entry.region == state]
    if there and _apart(place, there[0]) > 50:
        made.notes["American cities set apart from a namesake"] += 1
        return Place(
            place.name, state, place.country, round(there[0].latitude, 4), round(there[0].longitude, 4)
        )
    return replace(place, region=state)


# What is left out


def _without_selves(rows: Sequence[Statement], made: Made) -> list[Statement]:
    found = Records(rows)
    number = found.gazetteer.number
    kept = []
    for row in rows:
        if number(row.a) == number(row.b):
            made.left_out["a place twinned with itself"].append(f"{row.a.label} – {row.b.label}")
        else:
            kept.append(row)
    return kept


def _without_clubs(rows: Sequence[Statement], made: Made) -> list[Statement]:
    """Return the rows but for pairs that many common partners show to be of one club of towns."""
    number = Records(rows).gazetteer.number
    partners: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        partners[number(row.a)].add(number(row.b))
        partners[number(row.b)].add(number(row.a))
    kept = []
    for row in rows:
        if len(partners[number(row.a)] & partners[number(row.b)]) >= CLUB:
            made.left_out["two members of one club of towns"].append(f"{row.a.label} – {row.b.label}")
        else:
            kept.append(row)
    return kept


def _known_pairs(dated: Sequence[Statement], kept: Sequence[Statement], made: Made) -> list[Statement]:
    """Return the older list's statements with a year, about pairs that the newer lists still have."""
    number = Records([*kept, *dated]).gazetteer.number
    pairs = {frozenset((number(row.a), number(row.b))) for row in kept}
    found = []
    for row in dated:
        if frozenset((number(row.a), number(row.b))) not in pairs:
            made.left_out["only in the list of 2015, which cannot say that it is so still"].append(
                f"{row.a.label} – {row.b.label}"
            )
        elif not row.since:
            made.notes["of the list of 2015, without a year"] += 1
        else:
            found.append(row)
    return found


# Writing


def _plainly(place: Place) -> Place:
    """Return a place without the region that the list of 2015 gives to each, and coordinates say too."""
    if place.country in WITH_REGIONS or place.latitude is None:
        return place
    return replace(place, region=None)


def _named_anew(row: Statement, title: str, read: str) -> Statement:
    a, b = (_plainly(row.a), _plainly(row.b)) if title == GERMANY else (row.a, row.b)
    said = wording.words(
        a,
        b,
        relation=row.relation,
        since=row.since,
        until=None,
        status="unknown",
        status_date=None,
    )
    row = replace(row, a=a, b=b, source_title=title, checked_on=read, note=None, words=said, source_url=None)
    return replace(row, id="W" + records.content_id(row)[1:])


def _distinct(rows: Iterable[Statement]) -> list[Statement]:
    """Return the rows, one a pair, source and start."""
    kept: dict[str, Statement] = {}
    for row in rows:
        held = kept.get(row.id)
        if held is None:
            kept[row.id] = row
        elif (held.relation, held.since) != (row.relation, row.since):  # the list says two things
            other = replace(row, id="W" + records.content_id(row, whole=True)[1:])
            kept.setdefault(other.id, other)
    return sorted(kept.values(), key=lambda row: (row.a.label, row.b.label, row.source_title))


def _write(made: Made) -> None:
    text = records.write_csv(made.rows)
    WORLD.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    places = Records(made.rows).gazetteer
    out = io.StringIO()
    out.write("# What the bundled world holds, and what was left out\n\n")
    out.write(
        "Made by `tools/world.py`, which says how; the facts and their sources are named in `NOTICE`.\n\n"
    )
    by_title = Counter(row.source_title for row in made.rows)
    for title, count in by_title.items():
        out.write(f"- {count:,} statements: {title}\n")
    known = sum(places.geonames_id(number) is not None for number in range(len(places.places)))
    out.write(f"- {len(places.places):,} places, {known:,} of them in the atlas\n")
    for note, count in sorted(made.notes.items()):
        out.write(f"- {count:,} {note}\n")
    for reason, entries in sorted(made.left_out.items()):
        seen = sorted(set(entries))
        out.write(f"\n## Left out: {reason} ({len(entries):,})\n\n")
        out.write("; ".join(seen[:60]) + ("; …" if len(seen) > 60 else "") + "\n")
    REPORT.write_text(out.getvalue(), encoding="utf-8")
    print(out.getvalue()[:1200])
    print(f"{WORLD.stat().st_size / 1e6:.2f} MB in {WORLD}")


if __name__ == "__main__":
    main()
