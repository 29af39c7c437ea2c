"""What a person at a terminal sees of a file before it counts, and is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.terminal.layout import BLANK, Line, shown
from bot.terminal.paint import YES, asked

if TYPE_CHECKING:
    from bot.shared.reading.findings import DocumentFound
    from corpus.model import NewDocument

Said = Literal["yes", "no", "mask"]

_FEW = 5
_BEGINS = 300
_KINDS = {"e-mail": "e-mail address", "phone": "phone number", "address": "address"}


def seen(file: Path, new: NewDocument, found: DocumentFound) -> Iterator[Line]:
    """Lay out what was understood: title, what is known of it, how it begins and ends, what stands out."""
    reading, text = found.reading, found.reading.canonical.text
    yield BLANK
    yield Line("heading", shown(f"{new.title or reading.title or new.name} ({file})"))
    facts = {
        "author": new.author or reading.author,
        "date": new.date or reading.published,
        "as of": new.as_of or reading.as_of,
        "valid until": new.valid_until or reading.valid_until,
        "language": new.language or reading.language or f"{found.language} (by its words)",
        "link": new.url or reading.url,
        "size": f"{_counted(len(found.cuts), 'passage')}, {len(text):,} characters",
        "tables": "; ".join(found.tables()[:_FEW]) + (" …" if found.tables()[_FEW:] else ""),
    }
    yield from (Line("source", f"{name}: {shown(str(value))}", 2) for name, value in facts.items() if value)
    if found.cuts:
        spans = [found.cuts[0].span, found.cuts[-1].span][: len(found.cuts)]
        for name, span in zip(("begins", "ends"), spans, strict=False):
            yield Line("quote", f"{name}: {shown(text[span.start : span.end])[:_BEGINS]}", 2)
    yield from (Line("warning", shown(one), 2) for one in (*reading.warnings, *stands_out(found)))


def stands_out(found: DocumentFound) -> list[str]:
    """Return, a line each, what a person should look at."""
    lines = [
        f"it contains contact details: {_counted(len(some), _KINDS[kind])} ({_first(some)}); "
        "--mask masks them"
        for kind, some in found.details().items()
    ]
    lines += [
        f"this sentence looks addressed to an AI, not to readers: “{one}”" for one in found.orders[:_FEW]
    ]
    if found.repeated:
        where = f" ({_first(list(found.repeated_in))})" if found.repeated_in else ""
        lines.append(f"{found.repeated} of its passages are in the corpus already, word for word{where}")
    lines += [
        f"{one.share:.0%} of “{one.begins[:60]}” is in {one.document} already" for one in found.near[:_FEW]
    ]
    lines += [
        f"{one.about}: here “{one.said}”, recorded “{one.recorded}” ({one.source})"
        for one in (found.clashes or ())[:_FEW]
    ]
    return lines


def _counted(count: int, what: str) -> str:
    plural = f"{what}es" if what.endswith("s") else f"{what}s"
    return f"{count} {what if count == 1 else plural}"


def _first(some: list[str]) -> str:
    return ", ".join(shown(one) for one in some[:_FEW]) + (" …" if some[_FEW:] else "")


def ask(question: str, *, mask: bool) -> Said:
    """Ask on the terminal; an empty answer, and the end of what is typed, is no."""
    said = asked(f"{question} [y/N{'/m: with the details masked' if mask else ''}]")
    if said in YES:
        return "yes"
    return "mask" if mask and said in ("m", "mask") else "no"
