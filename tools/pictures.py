"""Make pictures of ten answers, or of thirty messages: python -m tools.pictures [--thirty]."""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from pathlib import Path

from tests.pictures.camera import MISSING, chromium, photograph
from tests.pictures.page import page
from tests.pictures.stories import ten, thirty


def main() -> int:
    """Run the stories and write page.html, messages.json and a picture of each message."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("data/pictures"), help="where to write")
    parser.add_argument("--state", type=Path, help="a state folder to answer from (default: a fresh one)")
    parser.add_argument("--thirty", action="store_true", help="twenty answers and ten views of moderators")
    given = parser.parse_args()
    out: Path = given.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as fresh:
        stories = thirty if given.thirty else ten
        pictures = asyncio.run(stories(given.state or Path(fresh)))
    (out / "page.html").write_text(page(pictures), encoding="utf-8")
    bodies = {picture.name: picture.body for picture in pictures}
    (out / "messages.json").write_text(json.dumps(bodies, indent=1, ensure_ascii=False), encoding="utf-8")
    print(out / "page.html")
    if chromium() is None:
        print(MISSING)
        return 0
    photograph(page(pictures), out / "page.png")
    for picture in pictures:
        height = photograph(page([picture]), out / f"{picture.name}.png", scale=2)
        print(f"{height:5} px  {picture.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
