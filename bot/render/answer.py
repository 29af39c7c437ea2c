"""An answer as pages: each page one embed, within Discord's limits whatever the answer holds."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.answering.answer import Answer, Citation, Disagreement
from bot.phrases import Phrases
from bot.render.limits import (
    EMBED_TOTAL,
    FIELD_NAME,
    FIELD_VALUE,
    FIELDS,
    PAGE,
    PAGES,
    TITLE,
    length,
)
from bot.render.lists import LONG, SHORT, bullets, find_list, plain_list
from bot.render.text import link, plain, shown, split

ANSWERED = 0x2F6FB7
UNSURE = 0xC98A1B
ABSTAINED = 0x7A7F87

_SOURCES_SHOWN = 5
_DISAGREEMENTS_SHOWN = 4
_NEAREST_SHOWN = 3
_HIGH, _FAIR = 0.85, 0.6


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
        embed.set_footer(text=_footer(answer, p, number, len(texts)))
        made.append(fit(embed))
    return made


def colour(answer: Answer) -> int:
    """Pick the colour of the embed's edge: answered, unsure or not answered."""
    if answer.abstained or answer.choices:
        return ABSTAINED
    return ANSWERED if answer.confidence >= _FAIR else UNSURE


def confidence_word(confidence: float, p: Phrases) -> str:
    """Say a calibrated probability in one plain word."""
    if confidence >= _HIGH:
        return p.high
    return p.fair if confidence >= _FAIR else p.low


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


def source_line(citation: Citation, p: Phrases) -> str:
    """Write the line of one source: number, title, author, what kind it is and where it can be read."""
    parts = [shown(citation.title, 160)]
    if citation.author:
        parts.append(p.by.format(author=shown(citation.author, 80)))
    if citation.kind == "record":
        parts.append(p.record.format(record=shown(citation.record or citation.document, 40)))
    address = link(citation.url)
    if address:
        parts.append(address)
    return f"**[{citation.number}]** " + " · ".join(parts)


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
        return pack(split(text, PAGE), PAGE, "\n\n")[:PAGES]
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
    for item in answer.disagreements[:_DISAGREEMENTS_SHOWN]:
        _add_disagreement(embed, item, answer, p)
    if answer.citations:
        lines = [source_line(citation, p) for citation in answer.citations[:_SOURCES_SHOWN]]
        more = len(answer.citations) - _SOURCES_SHOWN
        if more > 0:
            lines.append(f"-# {p.more_sources.format(count=more)}")
        for number, block in enumerate(pack([_within(row) for row in lines], FIELD_VALUE)):
            embed.add_field(name=p.sources if number == 0 else "\u2800", value=block, inline=False)
    if answer.abstained and answer.nearest:
        lines = [_near_line(citation, p) for citation in answer.nearest[:_NEAREST_SHOWN]]
        for number, block in enumerate(pack(lines, FIELD_VALUE, "\n\n")):
            embed.add_field(name=p.nearest if number == 0 else "\u2800", value=block, inline=False)


def _add_disagreement(embed: discord.Embed, item: Disagreement, answer: Answer, p: Phrases) -> None:
    titles = {citation.number: citation.title for citation in answer.citations}
    lines = [
        f"**{shown(side.text, 160)}** [{side.citation}]"
        + (f" · {shown(titles[side.citation], 80)}" if side.citation in titles else "")
        for side in item.statements[:6]
    ]
    blocks = pack(lines, FIELD_VALUE)
    if blocks:
        name = p.disagree.format(about=shown(item.about, 120))
        embed.add_field(name=name[:FIELD_NAME], value=blocks[0], inline=False)


def _near_line(citation: Citation, p: Phrases) -> str:
    source = p.from_whole.format(title=shown(citation.title, 80))
    return f"> {shown(citation.quote, 240)}\n-# {source}"


def _within(row: str) -> str:
    # a source line is at most 160 + 80 + 40 + 400 units and its joints; this is the belt to those braces
    return row if length(row) <= FIELD_VALUE else row[: FIELD_VALUE // 2]


def _footer(answer: Answer, p: Phrases, number: int, count: int) -> str:
    if answer.choices:
        word = p.which
    elif answer.abstained:
        word = p.not_answered
    else:
        word = p.confidence.format(word=confidence_word(answer.confidence, p))
    return f"{word} · {p.page.format(page=number, pages=count)}" if count > 1 else word
