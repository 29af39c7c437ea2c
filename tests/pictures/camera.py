"""Take a picture of a page with Chromium, as high as the page is."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.pictures.page import WIDTH

MISSING = "chromium is not installed, so no picture is taken: apt-get install chromium"
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
_LEAST = 200  # pixels: of lower windows Chromium shows only a part
_MEASURE = (
    "<script>addEventListener('load', () => "
    "{ document.title = 'h=' + document.documentElement.offsetHeight })</script>"
)


def chromium() -> str | None:
    """Return where Chromium is, None where it is not installed."""
    return shutil.which("chromium")


def photograph(html: str, picture: Path, *, width: int = WIDTH, scale: int = 1) -> int:
    """Write the picture (PNG) of a page that fetches nothing, `scale` dots a pixel; return its height.

    Raises RuntimeError.
    """
    browser = chromium()
    if browser is None:
        raise RuntimeError(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(html + _MEASURE, encoding="utf-8")
        dump = _run(browser, folder, [f"--window-size={width},600", "--dump-dom", source.as_uri()])
        found = re.search(r"<title>h=(\d+)", dump)
        height = int(found[1]) if found else 2000
        _run(
            browser, folder,
            [f"--window-size={width},{max(height, _LEAST)}", f"--force-device-scale-factor={scale}",
             f"--screenshot={picture}", source.as_uri()],
        )  # fmt: skip
    if not picture.exists():
        raise RuntimeError("Chromium ended without a picture.")
    return height


def _run(browser: str, folder: str, arguments: list[str]) -> str:
    done = subprocess.run(
        [browser, *_FLAGS, f"--user-data-dir={folder}/profile", *arguments],
        capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"Chromium ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout
