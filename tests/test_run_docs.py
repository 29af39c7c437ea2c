"""The documentation names every command and option, and the README's commands exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import run
from bot.shared.operator_settings import variables

ROOT = Path(__file__).parent.parent
WRITTEN = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/cli.md"))


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
        assert re.search(rf"`[^`]*{option}\b", WRITTEN), (
            f"{name} {option} is in neither README.md nor docs/cli.md"
        )


def test_the_commands_of_the_contract_are_there() -> None:
    corpus = {"add", "import-partnerships", "list", "show", "remove", "restore", "history", "export"}
    corpus |= {"affected", "edit", "import", "import-wikidata", "purge"}  # which the contract does not name
    expected = {"ask", "chat", "bot", "eval", "index status", "index rebuild", "index verify"}
    expected |= {"backup", "index rollback", "migrate"}
    assert set(COMMANDS) == expected | {f"corpus {name}" for name in corpus}


def test_what_the_readme_tells_to_type_exists() -> None:
    typed = re.findall(r"python run\.py ((?:corpus |index )?[a-z-]+)", WRITTEN)
    assert typed
    assert set(typed) <= set(COMMANDS)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", re.sub(r"`make`", "", WRITTEN))) <= targets | {"chat"}


def test_every_setting_of_the_bot_is_in_the_readme() -> None:
    for variable, _ in variables():
        assert f"`{variable}`" in WRITTEN


def test_links_to_files_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{name} links to {target}"
