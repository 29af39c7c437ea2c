"""Draw places and the ties between them on a map, as a PNG, with Pillow and the outline of Natural Earth.

The map is centred on the place that most ties share, so a tie across the Pacific is drawn across it; ties are
great circles, the shortest way. It shows as much of the world as is needed.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.answering.language import phrases
from bot.shared.maps.ties import Spot, Ties
from corpus.characters import one_line

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH = 1_200
"""Pixels across; the height follows from what is shown."""

_SMOOTH = 2  # drawn so many times larger, then made small: lines without steps
_MARGIN = 0.12  # of what is shown, on each side
_NARROWEST = 10.0  # degrees across, so that a map of two neighbours shows where they are
_SHAPES = (0.46, 0.72)  # height by width, least and most
_TOP, _BOTTOM = 84.0, -58.0  # degrees beyond which nobody lives; a map shows them only where it must
_STEPS = 48  # straight pieces of a great circle
_WATER, _LAND, _BORDER = "#dfe9f1", "#f7f4ec", "#c3bcae"
_TIE, _PARTNER, _HOME, _INK, _FAINT, _HALO = "#4a7fb5", "#1f4e86", "#c0392b", "#22262b", "#5a626b", "#f7f4ec"
_MOST_LABELS = 60
_LONGEST = 40  # characters of a name

Pixels = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _View:
    """What part of the world is shown: degrees east of `centre` and north, and pixels of a degree."""

    centre: float
    west: float
    north: float
    scale: float
    squeeze: float
    size: tuple[int, int]

    def pixels(self, east: float, north: float) -> Pixels:
        """Return where a place lies; `east` is counted from the centre."""
        return (east - self.west) * self.scale * self.squeeze, (self.north - north) * self.scale

    def turned(self, east: float) -> float:
        """Return how far east of the centre something lies, -180 to 180."""
        return _turned(east, self.centre)


def _turned(east: float, centre: float) -> float:
    return (east - centre + 180) % 360 - 180


@cache
def _outline() -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    with files("corpus").joinpath("bundled/outline.npz").open("rb") as file, np.load(file) as kept:
        return kept["points"] / 100.0, kept["starts"]


def draw(ties: Ties) -> bytes:
    """Return a map of the ties as a PNG; raises ValueError where there is nothing to draw."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  (loaded where a map is asked for)

    if not ties.pairs:
        raise ValueError("no cited record says where its places lie")
    view = _view(ties)
    image = Image.new("RGB", view.size, _WATER)
    pen = ImageDraw.Draw(image)
    for ring in _rings(view):
        pen.polygon(ring, fill=_LAND)
        pen.line([*ring, ring[0]], fill=_BORDER, width=_SMOOTH)
    for home, partner in ties.pairs:
        for piece in _great_circle(view, home, partner):
            pen.line(piece, fill=_TIE, width=round(1.6 * _SMOOTH), joint="curve")
    _mark(pen, view, ties)
    _write_title(pen, view, one_line(ties.title))
    small = image.resize((view.size[0] // _SMOOTH, view.size[1] // _SMOOTH), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def _view(ties: Ties) -> _View:
    homes = ties.homes
    centre = homes[0].east
    spots = _spots(ties)
    easts = [_turned(spot.east, centre) for spot in spots]
    norths = [spot.north for spot in spots]
    west, east, south, north = min(easts), max(easts), min(norths), max(norths)
    middle = (south + north) / 2
    squeeze = max(0.5, math.cos(math.radians(middle)))
    across = max(_NARROWEST, (east - west) * (1 + 2 * _MARGIN)) * squeeze
    up = max(_NARROWEST * _SHAPES[0], (north - south) * (1 + 2 * _MARGIN))
    across, up = max(across, up / _SHAPES[1]), max(up, across * _SHAPES[0])
    scale = WIDTH * _SMOOTH / across
    top = min(max(_TOP, north), max(middle + up / 2, min(_BOTTOM, south) + up))
    size = (WIDTH * _SMOOTH, round(up * scale) // _SMOOTH * _SMOOTH)
    return _View(centre, (west + east) / 2 - across / squeeze / 2, top, scale, squeeze, size)


def _spots(ties: Ties) -> list[Spot]:
    return list(dict.fromkeys(spot for pair in ties.pairs for spot in pair))


def _rings(view: _View) -> Iterator[list[Pixels]]:
    """Yield the outlines; one that the edge of the turned world cuts is drawn on both sides."""
    points, starts = _outline()
    for first, last in zip(starts, [*starts[1:], len(points)], strict=True):
        ring = points[first:last]
        if ring[:, 1].max() < _BOTTOM:  # Antarctica, which no map of towns needs
            continue
        degrees = np.degrees(np.unwrap(np.radians(ring[:, 0] - view.centre)))
        degrees -= 360 * np.round(degrees.mean() / 360)
        for turn in (-360, 0, 360):
            if degrees.min() + turn < 200 and degrees.max() + turn > -200:
                easts = (degrees + turn).tolist()
                yield [view.pixels(*point) for point in zip(easts, ring[:, 1].tolist(), strict=True)]


def _great_circle(view: _View, one: Spot, other: Spot) -> Iterator[list[Pixels]]:
    """Yield the shortest way between two places, in pieces where it leaves the map on one side."""
    a, b = _vector(one), _vector(other)
    angle = math.acos(max(-1.0, min(1.0, float(a @ b))))
    parts = np.linspace(0, 1, _STEPS + 1)
    if angle < 1e-6:
        return
    if math.pi - angle < 1e-3:  # on the other side of the globe every way is the shortest: by the north
        way = np.array([_vector(Spot("", "", one.north + (90 - one.north) * 2 * p, one.east)) for p in parts])
    else:
        way = np.outer(np.sin((1 - parts) * angle), a) + np.outer(np.sin(parts * angle), b)
    norths = np.degrees(np.arcsin(np.clip(way[:, 2] / np.linalg.norm(way, axis=1), -1, 1)))
    easts = [view.turned(east) for east in np.degrees(np.arctan2(way[:, 1], way[:, 0])).tolist()]
    piece = [view.pixels(easts[0], float(norths[0]))]
    for (before, east), north in zip(pairwise(easts), norths[1:].tolist(), strict=True):
        if abs(east - before) > 180:
            yield piece
            piece = []
        piece.append(view.pixels(east, north))
    yield piece


def _vector(spot: Spot) -> NDArray[np.float64]:
    north, east = math.radians(spot.north), math.radians(spot.east)
    return np.array([math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)])


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    font = files("font_source_sans_pro").joinpath("files/SourceSansPro-Regular.ttf")
    with as_file(font) as path:
        # the plain way to lay text out: the other one fails on what some records have in names
        return ImageFont.truetype(str(path), size * _SMOOTH, layout_engine=ImageFont.Layout.BASIC)


def _mark(pen: ImageDraw, view: _View, ties: Ties) -> None:
    """Mark every place, and name as many as have room."""
    homes = ties.homes
    spots = _spots(ties)
    radius = 4.5 * _SMOOTH
    centres = {spot: view.pixels(view.turned(spot.east), spot.north) for spot in spots}
    taken: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for x, y in centres.values()]
    taken.append((0, 0, view.size[0], 46 * _SMOOTH))  # the title
    several = len(homes) > 1
    for spot in spots:
        x, y = centres[spot]
        size = radius * (1.5 if spot in homes and not several else 1)
        colour = _HOME if spot in homes else _PARTNER
        pen.ellipse((x - size, y - size, x + size, y + size), fill=colour, outline=_HALO, width=_SMOOTH)
    font = _font(17)
    for spot in [*homes, *(one for one in spots if one not in homes)][:_MOST_LABELS]:
        name = _written(spot.name)
        place = _room(pen, font, name, centres[spot], taken, view.size)
        if place is not None:
            pen.text(
                place[:2], name, font=font, fill=_HOME if spot in homes else _INK,
                stroke_width=round(1.5 * _SMOOTH), stroke_fill=_HALO,
            )  # fmt: skip
            taken.append(place)


def _written(text: str) -> str:
    """Return a name in one line, and not too long."""
    told = one_line(text)
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"


def _room(  # noqa: PLR0917
    pen: ImageDraw,
    font: FreeTypeFont,
    text: str,
    at: Pixels,
    taken: Sequence[Box],
    size: tuple[int, int],
) -> Box | None:
    """Return where a name has room beside its place, None where it has none."""
    left, top, right, bottom = pen.textbbox((0, 0), text, font=font)
    wide, high = right - left, bottom - top
    x, y, gap = *at, 7 * _SMOOTH
    corners = (
        (x + gap, y - high / 2), (x - gap - wide, y - high / 2), (x - wide / 2, y - gap - high),
        (x - wide / 2, y + gap), (x + gap, y - gap - high), (x + gap, y + gap),
        (x - gap - wide, y - gap - high), (x - gap - wide, y + gap),
    )  # fmt: skip
    for one, other in corners:
        box = (one - left, other - top, one - left + right, other - top + bottom)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]
        if inside and not any(_touch(box, held) for held in taken):
            return box
    return None


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write_title(pen: ImageDraw, view: _View, title: str) -> None:
    edge = 14 * _SMOOTH
    font = _font(25)
    while pen.textlength(title, font=font) > view.size[0] - 2 * edge and len(title) > 20:
        title = title[:-2].rstrip(" …,") + "…"
    halo, width = _WATER, 3 * _SMOOTH
    pen.text((edge, edge), title, font=font, fill=_INK, stroke_width=width, stroke_fill=halo)
    foot = (edge, view.size[1] - edge - 13 * _SMOOTH)
    note = phrases()("map.note")
    pen.text(foot, note, font=_font(13), fill=_FAINT, stroke_width=width, stroke_fill=halo)
