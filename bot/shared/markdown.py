"""An answer as a Markdown page: its blocks, what sources disagree about, a footnote for each citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answering.answer import Answer, Citation
from bot.answering.blocks import (
    Block,
    Choice,
    Completeness,
    Listing,
    Quote,
    Statement,
    before_stop,
    led_in,
    more,
)
from bot.answering.language import dated, phrases
from corpus.validity import has_passed

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~]")


def as_markdown(answer: Answer, title: str) -> str:
    """Write the page; what documents say is escaped, so that it stands as it is."""
    parts = [f"# {_plain(title)}", *_paragraphs(answer.laid_out)]
    if answer.disagreements:
        parts.append(f"## {phrases()('page.disagree')}")
    for item in answer.disagreements:
        sides = [f"{_plain(text)}{_notes(cited)}" for text, cited in item.sides]
        parts.append(f"- {_plain(item.about)}: {phrases()('page.or').join(sides)}")
    parts += [_footnote(citation) for citation in answer.citations]
    return "\n\n".join(parts) + "\n"


def _paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    sentences: list[str] = []
    for block in blocks:
        if isinstance(block, Statement):
            sentences.append(before_stop(_plain(block.text), _notes(block.citations)))
            continue
        if sentences:
            yield " ".join(sentences)
            sentences = []
        yield _paragraph(block)
    if sentences:
        yield " ".join(sentences)


def _paragraph(block: Block) -> str:
    if isinstance(block, Listing):
        rows = [
            f"- {_plain(item.label)}{f' ({_plain(item.note)})' if item.note else ''}{_notes(item.citations)}"
            for item in block.items
        ]
        rest = [f"-{more(block.more)}"] if block.more else []
        return "\n".join([f"{_plain(led_in(block))}\n", *rows, *rest])
    if isinstance(block, Quote):
        under = f"{_plain(block.under)}: " if block.under else ""
        return f"> {under}{_plain(block.text)}{_notes((block.citation,))}"
    if isinstance(block, Choice):
        return "\n".join([f"{_plain(block.text)}\n", *(f"- {_plain(option)}" for option in block.options)])
    assert isinstance(block, Completeness | Statement)
    return f"*{_plain(block.text)}*"


def _footnote(citation: Citation) -> str:
    say = phrases()
    by = say("page.by", author=_plain(citation.author)) if citation.author else ""
    link = f", <{citation.url}>" if citation.url and not re.search(r"[<>\s]", citation.url) else ""
    at = [say("page.under", above=_plain(citation.above))] if citation.above else []
    at += [say("page.number", page=citation.page)] if citation.page else []
    holds = "".join(f", {one}" for one in (*at, *_holding(citation)))
    return (
        f"[^{citation.number}]: {_plain(citation.title)}{by}{link}{holds}: “{_plain(citation.quote)}” "
        f"(`{citation.id}`)"
    )


def _holding(citation: Citation) -> list[str]:
    """Say whose state a source tells and until when it holds, or held."""
    say = phrases()
    said = [say("page.as-of", date=dated(citation.as_of))] if citation.as_of else []
    if citation.valid_until:
        key = "page.was-valid" if has_passed(citation.valid_until) else "page.valid"
        said.append(say(key, date=dated(citation.valid_until)))
    return said


def _notes(numbers: Sequence[int]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
