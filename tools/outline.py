"""Write corpus/bundled/outline.npz, the countries' outlines that maps are drawn on.

    python tools/outline.py naturalearth_lowres.shp

The file is Natural Earth's map of countries at 1:110 million (public domain), as the package geopandas 0.14
has it in `geopandas/datasets/naturalearth_lowres`. It is read by pyshp, which nothing else here needs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parent.parent / "corpus/bundled/outline.npz"


def main(file: str) -> None:
    """Read the rings of all countries and write them, in hundredths of a degree."""
    import shapefile  # noqa: PLC0415

    points: list[tuple[int, int]] = []
    starts = []
    for shape in shapefile.Reader(file).shapes():
        for first, last in zip(shape.parts, [*shape.parts[1:], len(shape.points)], strict=True):
            starts.append(len(points))
            points += [(round(x * 100), round(y * 100)) for x, y in shape.points[first:last]]
    np.savez_compressed(OUT, points=np.array(points, np.int16), starts=np.array(starts, np.int32))
    print(f"{len(starts)} rings, {len(points)} points, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
