"""An answer as pages: each page one embed, within Discord's limits whatever the answer holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

import discord

from bot.answering.answer import Answer, sureness
from bot.phrases.members import Phrases
from bot.render.limits import (
    EMBED_TOTAL,
    FIELD_VALUE,
    FIELDS,
    PAGE,
    PAGES,
    TITLE,
    length,
)
from bot.render.lists import LONG, SHORT, bullets, find_list, plain_list
from bot.render.sources import disagreement_rows, nearest_rows, source_rows
from bot.render.text import plain, shown, split

ANSWERED = 0x2F6FB7
UNSURE = 0xC98A1B
ABSTAINED = 0x7A7F87

BLANK_NAME = "\u2800"
"""The name of a field that has none; Discord takes no empty one."""

_SOURCES_SHOWN = 6
_DISAGREEMENTS_SHOWN = 6
_NEAREST_SHOWN = 3
_BROUGHT = re.compile(r"[^“”\n]{0,40}(?:“[^\n]{1,400}?”[^“”\n]{0,200})?: “(?P<quote>.+)” (?P<marker>\[\d+\])")


def pages(answer: Answer, p: Phrases, *, question: str | None = None) -> list[discord.Embed]:
    """Return the answer's pages, at least one; `question` replaces the answer's own where that is kept empty.

    Sources, disagreements and the nearest passages stand on the first page.
    """
    texts = _texts(answer, p)
    title = shown(question or answer.question or p.untitled, TITLE)
    made = []
    for number, text in enumerate(texts, 1):
        embed = discord.Embed(title=title, description=text, colour=colour(answer))
        if number == 1:
            _add_fields(embed, answer, p)
        if footer := _footer(answer, p, number, len(texts)):
            embed.set_footer(text=footer)
        made.append(fit(embed))
    return made


def colour(answer: Answer) -> int:
    """Pick the colour of the embed's edge: answered, unsure or not answered."""
    if answer.abstained or answer.choices:
        return ABSTAINED
    return UNSURE if sureness(answer.confidence) == "low" else ANSWERED


def confidence_word(confidence: float, p: Phrases) -> str:
    """Say a calibrated probability in one plain word."""
    return {"high": p.high, "fair": p.fair, "low": p.low}[sureness(confidence)]


def fit(embed: discord.Embed) -> discord.Embed:
    """Drop trailing fields until the embed is within Discord's limits for one message."""
    while len(embed.fields) > FIELDS or (total(embed) > EMBED_TOTAL and embed.fields):
        embed.remove_field(len(embed.fields) - 1)
    return embed


def total(embed: discord.Embed) -> int:
    """Count what Discord counts of an embed, in UTF-16 units."""
    parts = [embed.title, embed.description, embed.footer.text, embed.author.name]
    for field in embed.fields:
        parts += [field.name, field.value]
    return sum(length(part) for part in parts if part)


def pack(lines: Sequence[str], most: int, joint: str = "\n") -> list[str]:
    """Fill blocks of at most `most` units with lines, each of which fits one block."""
    blocks: list[str] = []
    for row in lines:
        if blocks and length(blocks[-1]) + length(joint) + length(row) <= most:
            blocks[-1] += joint + row
        else:
            blocks.append(row)
    return blocks


def _texts(answer: Answer, p: Phrases) -> list[str]:
    text = _without_disagreements(plain(answer.answer), answer)
    if not isinstance(answer.values, list) or len(answer.values) <= SHORT:
        return pack(_paragraphs(text, answer), PAGE, "\n\n")[:PAGES]
    listed = find_list(text, [plain(value) for value in answer.values])
    if listed is None:
        lines = split(text, PAGE)
        if len(answer.values) > LONG and any(value not in answer.answer for value in answer.values):
            lines += plain_list(answer.values)
        return pack(lines, PAGE)[:PAGES]
    lines = [*split(listed.head, PAGE), *bullets(listed)]
    if listed.rest:
        lines += ["\n" + piece for piece in split(listed.rest, PAGE - 1)]
    return pack(lines, PAGE)[:PAGES]


def _paragraphs(text: str, answer: Answer) -> list[str]:
    """Return escaped pieces; a paragraph that only brings a citation's quote becomes a block quote.

    Who says it stands under “Sources”, so the words that lead in to it go.
    """
    quotes = {f"[{one.number}]": _flat(plain(one.quote)) for one in answer.citations if one.kind == "passage"}
    if not quotes:
        return split(text, PAGE)
    pieces: list[str] = []
    for paragraph in text.split("\n\n"):
        match = _BROUGHT.fullmatch(paragraph)
        if match is not None and quotes.get(match["marker"]) == _flat(match["quote"]):
            whole = f"“{_flat(match['quote'])}” {match['marker']}"
            pieces += [f"> {piece}" for piece in split(whole, PAGE - 2)]
        elif paragraph.strip():
            pieces += split(paragraph, PAGE)
    return pieces or split(text, PAGE)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _without_disagreements(text: str, answer: Answer) -> str:
    # what has a field of its own need not be said twice
    abouts = [plain(item.about) for item in answer.disagreements[:_DISAGREEMENTS_SHOWN]]
    kept = [
        paragraph
        for paragraph in text.split("\n\n")
        if not (paragraph.startswith("Sources disagree") and any(about in paragraph for about in abouts))
    ]
    return "\n\n".join(kept) or text


def _add_fields(embed: discord.Embed, answer: Answer, p: Phrases) -> None:
    told = disagreement_rows(answer.disagreements, p, most=_DISAGREEMENTS_SHOWN)
    _add_rows(embed, p.disagree, told)
    needed = {side.citation for item in answer.disagreements for side in item.statements}
    rows, left = source_rows(answer.citations, p, needed=needed, most=_SOURCES_SHOWN)
    if left:
        rows.append(f"-# {p.more_sources.format(count=left)}")
    _add_rows(embed, p.sources, rows)
    if answer.abstained:
        _add_rows(embed, p.nearest, nearest_rows(answer.nearest, p, most=_NEAREST_SHOWN), joint="\n\n")


def _add_rows(embed: discord.Embed, name: str, rows: Sequence[str], *, joint: str = "\n") -> None:
    for number, block in enumerate(pack(rows, FIELD_VALUE, joint)):
        embed.add_field(name=name if number == 0 else BLANK_NAME, value=block, inline=False)


def _footer(answer: Answer, p: Phrases, number: int, count: int) -> str:
    if answer.choices:
        word = "" if p.which in answer.answer else p.which
    elif answer.abstained:
        word = p.not_answered
    else:
        # what is looked up, and not searched for, needs no such word
        looked_up = answer.confidence >= 1
        word = "" if looked_up else p.confidence.format(word=confidence_word(answer.confidence, p))
    page = p.page.format(page=number, pages=count) if count > 1 else ""
    return " · ".join(part for part in (word, page) if part)
