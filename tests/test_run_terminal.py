"""What a person at a terminal sees: colours, a conversation, arrow keys."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import RUN, environment, footbridge

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"
UP, ENTER, END_OF_INPUT = "\x1b[A", "\r", "\x04"


class Terminal:
    """A command on a terminal of its own: type into it, and wait for what it shows."""

    def __init__(self, *arguments: str, data: Path) -> None:
        here, there = pty.openpty()
        # The answer of a terminal to "where is the cursor?" comes from nobody here, so it is not asked.
        extra = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self._process = subprocess.Popen(
            [*RUN, *arguments],
            stdin=there,
            stdout=there,
            stderr=there,
            env=environment(data, extra),
            close_fds=True,
        )
        os.close(there)
        self._screen = here
        self.seen = ""

    def type(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def wait_for(self, text: str, seconds: float = 60) -> str:
        """Return what was shown up to and with a text, and forget it; fails when it does not come."""
        until = time.monotonic() + seconds
        while text not in self.seen:
            ready, _, _ = select.select([self._screen], [], [], max(0, until - time.monotonic()))
            try:
                data = os.read(self._screen, 65536) if ready else b""
            except OSError:  # the other side has closed
                data = b""
            assert data, f"{text!r} was not shown; this was: {self.seen!r}"
            self.seen += data.decode(errors="replace")
        shown, _, self.seen = self.seen.partition(text)
        return shown + text

    def end(self) -> int:
        try:
            return self._process.wait(30)
        finally:
            self._process.kill()
            os.close(self._screen)


@pytest.fixture
def chat(state: Path) -> Iterator[Terminal]:
    terminal = Terminal("chat", data=state)
    terminal.wait_for("help, quit")
    terminal.wait_for(">")
    yield terminal


def test_an_answer_on_a_terminal_is_coloured(prepared_state: Path) -> None:
    terminal = Terminal("ask", CHURCHILL, data=prepared_state)
    assert "\x1b[1m" in terminal.wait_for("Sources")
    terminal.wait_for("Confidence")
    assert terminal.end() == 0


def test_a_conversation_with_sources_and_an_earlier_question_by_arrow_key(chat: Terminal) -> None:
    chat.type(CHURCHILL + ENTER)
    chat.wait_for("Confidence")
    chat.type("sources" + ENTER)
    chat.wait_for(">> ")
    chat.wait_for("Westminster College")
    chat.type(UP + UP + ENTER)
    chat.wait_for("Confidence")
    chat.wait_for("\x1b[?2004h")  # the prompt reads again; what is typed before may be lost
    chat.type(END_OF_INPUT)
    assert chat.end() == 0


def test_ctrl_c_drops_the_line_and_the_conversation_goes_on(chat: Terminal) -> None:
    chat.type("half a quest\x03")
    chat.type("quit" + ENTER)
    assert chat.end() == 0


def test_a_conversation_through_a_pipe(prepared_state: Path) -> None:
    asked = ("sources", "Who gave the Iron Curtain Speech?", "And where did he give it?", "sources 1")
    then = ("new", "sources", "x" * 5_000, "help", "sources 9", "sources ²", "quit", "never asked")
    given = "\n".join([*asked, *then])
    done = footbridge("chat", data=prepared_state, given=given)
    assert done.returncode == 0
    assert done.stdout.count("There is no answer yet") == 3
    assert ">> " in done.stdout
    assert "Westminster College" in done.stdout
    assert "A new conversation." in done.stdout
    assert "(or Ctrl-D)" in done.stdout
    assert done.stderr.count("\n") == 1  # the long question was refused, and the conversation went on


def test_the_first_question_ever_says_what_it_prepares(tmp_path: Path, prepared_state: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "models").symlink_to(prepared_state / "models")
    done = footbridge("ask", CHURCHILL, data=fresh)
    assert done.returncode == 0
    assert "footbridge: " in done.stderr
    assert "Westminster College" in done.stdout
    assert footbridge("ask", CHURCHILL, data=fresh).stderr == ""


HOSTS = (
    "# Hosts\n\nAda Lund takes two guests; ring 555-0142 after six.\n\n"
    "# House\n\nThe house stands by the harbour, and its door is never locked while guests are there.\n"
)


def adding(state: Path, folder: Path) -> Terminal:
    file = folder / "hosts.md"
    file.write_text(HOSTS, "utf-8")
    terminal = Terminal("corpus", "add", str(file), data=state)
    seen = terminal.wait_for("[y/N/m: with the details masked]")
    assert "begins: Hosts Ada Lund" in seen
    assert "ends: House The house stands" in seen
    assert "555-0142" in seen
    return terminal


def kept(state: Path) -> str:
    return footbridge("corpus", "show", "hosts", data=state).stdout


def test_a_file_is_shown_before_it_counts_and_left_out_on_a_no(state: Path, tmp_path: Path) -> None:
    terminal = adding(state, tmp_path)
    terminal.type("n\r")
    terminal.wait_for("left out, as you said")
    assert terminal.end() == 0
    assert footbridge("corpus", "show", "hosts", data=state).returncode == 1


def test_details_are_masked_on_wish_and_it_is_shown_again(state: Path, tmp_path: Path) -> None:
    terminal = adding(state, tmp_path)
    terminal.type("m\r")
    again = terminal.wait_for("Add it? [y/N] ")
    assert "[phone]" in again
    terminal.type("y\r")
    terminal.wait_for("hosts: ")
    assert terminal.end() == 0
    assert "[phone]" in kept(state)
    assert "555-0142" not in kept(state)


def test_where_nobody_is_asked_it_is_added_and_said(state: Path, tmp_path: Path) -> None:
    file = tmp_path / "hosts.md"
    file.write_text(HOSTS, "utf-8")
    added = footbridge("corpus", "add", file, data=state)
    assert added.returncode == 0
    assert "555-0142" in added.stderr
    assert "555-0142" in kept(state)
    masked = footbridge("corpus", "add", file, "--mask", data=state)
    assert masked.returncode == 0
    assert "version 2" in masked.stdout
    assert "555-0142" not in kept(state)
