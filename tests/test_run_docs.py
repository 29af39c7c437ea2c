"""The documentation names every command and option, and the README's commands exist."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import run
from bot.shared.operator_settings import variables
from tests.command import footbridge

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "index", "corpus", "bench", "tools", "tests")
PAGES = ("README.md", *(f"docs/{name}.md" for name in ("cli", "operators", "records", "models")))
WRITTEN = "".join((ROOT / name).read_text(encoding="utf-8") for name in PAGES)


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Give (name as typed, command) for every command that does something."""
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))
    if not hasattr(command, "commands"):
        yield " ".join(path), command


COMMANDS = dict(commands(typer.main.get_command(run.app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    assert f"`{name}" in WRITTEN
    options = [
        option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")
    ]
    for option in options:
        assert re.search(rf"`[^`]*{option}\b", WRITTEN), f"{name} {option} is in none of {', '.join(PAGES)}"


def test_the_commands_that_scripts_rely_on_are_there() -> None:
    corpus = {"add", "import-partnerships", "list", "show", "remove", "restore", "history", "export"}
    corpus |= {"affected", "edit", "import", "import-wikidata", "purge"}
    expected = {"ask", "chat", "bot", "eval", "index status", "index rebuild", "index verify"}
    expected |= {"backup", "brief", "index rollback", "migrate"}
    assert set(COMMANDS) == expected | {f"corpus {name}" for name in corpus}


def test_what_the_readme_tells_to_type_exists() -> None:
    typed = re.findall(r"python run\.py ((?:corpus |index )?[a-z-]+)", WRITTEN)
    assert typed
    assert set(typed) <= set(COMMANDS)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", re.sub(r"`make`", "", WRITTEN))) <= targets


def test_every_setting_is_documented() -> None:
    for variable, _ in variables():
        assert f"`{variable}`" in WRITTEN


def test_links_to_files_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text) + re.findall(r'src="([^"]+)"', text):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_files_and_modules_that_pages_name_exist() -> None:
    ours = [*ROOT.glob("*.py"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
    files = {f"/{path.relative_to(ROOT).as_posix()}" for path in ours}
    pages = [*ROOT.glob("*.md"), *(path for room in (*ROOMS, "docs") for path in (ROOT / room).rglob("*.md"))]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for path in re.findall(r"`([\w./-]+/[\w-]+\.py)`", text):
            assert any(file.endswith(f"/{path}") for file in files), f"{page.name} names {path}"
        for name in re.findall(r"python -m ((?:bench|tools|index)[\w.]*)", text):
            path = f"/{name.replace('.', '/')}"
            assert {f"{path}.py", f"{path}/__main__.py"} & files, f"{page.name} names {name}"


def test_pages_that_the_code_points_to_exist() -> None:
    for path in [*ROOT.glob("*.py"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]:
        for page in re.findall(r"\bdocs/[\w-]+\.md\b", path.read_text(encoding="utf-8")):
            assert (ROOT / page).exists(), f"{path.name} names {page}"


def test_make_without_a_question_shows_an_example_before_anything_is_set_up() -> None:
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    done = subprocess.run(["make", "-n", "ask"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make ask Q=" in done.stdout and "run.py" not in done.stdout and "setup.sh" not in done.stdout
    asked = subprocess.run(
        ["make", "-n", "ask", "Q=Where is (it), $(x)?"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "run.py ask" in asked.stdout


def test_the_readme_is_short_and_says_first_what_it_does_and_what_it_cannot() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 150
    does, cannot = lines.index("What it does:"), lines.index("What it cannot do:")
    assert does < cannot < lines.index("## Two commands")
    linked = set(re.findall(r"\]\(docs/([a-z]+)\.md\)", "\n".join(lines)))
    assert {"members", "moderating", "operators", "records", "models", "measured", "cli"} <= linked


def test_the_commands_of_the_readme_run(state: Path, tmp_path: Path) -> None:
    (tmp_path / "our-visit.md").write_text(
        "# Our visit\n\nThe visit to Yaroslavl was led by the head gardener of Burlington in May 2019.\n",
        encoding="utf-8",
    )
    (tmp_path / "partners.csv").write_text(
        "city_a,country_a,city_b,country_b,source_title\nLinz,Austria,Tampere,Finland,A list of partners\n",
        encoding="utf-8",
    )
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    typed = [shlex.split(line) for line in re.findall(r"^    python run\.py (.+)$", readme, re.MULTILINE)]
    assert len(typed) > 5
    for arguments in typed:
        done = footbridge(*arguments, data=state, cwd=tmp_path)
        assert done.returncode == 0, (arguments, done.stderr)
        assert done.stdout, arguments
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    led = next(arguments for arguments in typed if "Who led the visit to Yaroslavl?" in arguments)
    assert "head gardener" in footbridge(*led, data=state, cwd=tmp_path).stdout
