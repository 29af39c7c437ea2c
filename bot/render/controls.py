"""Which buttons and menus stand under an answer, as data; `ask/views.py` makes Discord's out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering.answer import Answer, Citation
from bot.phrases.members import Phrases
from bot.render.limits import BUTTON_LABEL, OPTION, OPTIONS, clip
from bot.render.lists import is_long
from bot.render.text import line

Action = Literal["src", "turn", "page", "own", "up", "down", "share", "map", "tell", "ask", "pick"]
"""What a press does: `turn` and `own` turn pages of somebody's own copy, `ask` asks a suggested question."""

FOLLOW_UPS = 3


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `number` is the page or the suggestion that its custom id carries, `row` 0 to 4."""

    action: Action
    label: str | None
    emoji: str | None
    row: int
    number: int | None = None
    style: Literal["primary", "secondary"] = "secondary"
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of (label, description or None); the value of each is its position, unless `numbers` says."""

    action: Action
    placeholder: str
    options: tuple[tuple[str, str | None], ...]
    row: int
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Controls:
    """Everything that can be pressed under one message."""

    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None


def answer_controls(
    answer: Answer, p: Phrases, *, pages: int, page: int = 0, private: bool = False, shared: bool = False
) -> Controls:
    """Choose the controls of an answer; `private` offers to share it, `page` counts from 0."""
    menu = None
    if answer.choices:
        rows = [_option(choice) for choice in answer.choices[:OPTIONS]]
        menu = Menu("pick", p.pick, tuple(rows), 0)
    buttons = list(page_buttons("page", p, pages=pages, page=page, row=1))
    has_quotes = bool(answer.citations or answer.nearest)
    if has_quotes:
        label = p.button_sources if answer.citations else p.button_nearest
        buttons.append(Button("src", label, "📖", 2, 0, "primary"))
    if not answer.choices:
        buttons.append(Button("up", None, "👍", 2))
        buttons.append(Button("down", None, "👎", 2))
    if answer.abstained and not answer.choices:
        buttons.append(Button("tell", p.button_notify, "🔔", 2))
    if private and not answer.choices:
        buttons.append(Button("share", p.button_share, "📣", 2, disabled=shared))
    if any(citation.record for citation in answer.citations):
        buttons.append(Button("map", p.button_map, "🗺️", 2))
    long = any(map(is_long, answer.blocks))
    most = FOLLOW_UPS - long - (long and bool(answer.disagreements))
    for number, question in enumerate(answer.follow_ups[:most]):
        if line(question):
            buttons.append(Button("ask", clip(line(question), BUTTON_LABEL), None, 3, number))
    return Controls(tuple(buttons), menu)


def jump_menu(citations: Sequence[Citation], p: Phrases) -> Menu | None:
    """Return the menu that leads to any citation at once; of many, to the first of each source."""
    places = list(range(len(citations)))
    if len(places) > OPTIONS:
        firsts: dict[tuple[str, str | None], int] = {}
        for at, citation in enumerate(citations):
            firsts.setdefault((citation.title, citation.url), at)
        places = list(firsts.values())[:OPTIONS]
    if len(citations) < 3 or not places:
        return None
    options = tuple(
        (clip(f"[{citations[at].number}] {line(citations[at].title)}", OPTION), _said(citations[at]))
        for at in places
    )
    return Menu("turn", p.jump, options, 1, tuple(places))


def _said(citation: Citation) -> str | None:
    return clip(line(citation.quote), OPTION) or None


def page_buttons(action: Action, p: Phrases, *, pages: int, page: int, row: int) -> tuple[Button, ...]:
    """Return the two buttons that turn pages, none when there is one page."""
    if pages < 2:
        return ()
    return (
        Button(action, p.previous_page, "◀️", row, max(0, page - 1), disabled=page <= 0),
        Button(action, p.next_page, "▶️", row, min(pages - 1, page + 1), disabled=page >= pages - 1),
    )


def _option(choice: str) -> tuple[str, str | None]:
    name, _, rest = line(choice).partition(", ")
    return clip(name, OPTION) or "?", clip(rest, OPTION) or None
