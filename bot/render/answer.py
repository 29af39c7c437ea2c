"""An answer as pages: each page one embed, within Discord's limits whatever the answer holds."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.answering.answer import Answer, sureness
from bot.answering.blocks import Choice
from bot.answering.language import speaking
from bot.phrases.members import Phrases
from bot.render.blocks import page_texts
from bot.render.limits import EMBED_TOTAL, FIELD_VALUE, FIELDS, TITLE, length
from bot.render.lists import is_long, untold
from bot.render.sources import carrying, disagreement_rows, disputing, nearest_rows, rows_needed, source_rows
from bot.render.text import shown

ANSWERED = 0x2F6FB7
UNSURE = 0xC98A1B
ABSTAINED = 0x7A7F87

BLANK_NAME = "\u2800"
"""The name of a field that has none; Discord takes no empty one."""

_SOURCES_SHOWN = 6
_SOURCES_OF_A_LIST = 3
"""Rows of sources; below a list fewer, so that it is whole at a glance: any other is one choice away."""

_DISAGREEMENTS_SHOWN = 6
_NEAREST_SHOWN = 2


def pages(answer: Answer, p: Phrases, *, question: str | None = None) -> list[discord.Embed]:
    """Return the answer's pages, at least one, under the question; it replaces the answer's own, if given.

    With an empty one there is no title: a reply to the question need not repeat it.
    Sources, disagreements and the nearest passages stand on the first page.
    """
    with speaking(p.language):
        return _pages(answer, p, question)


def _pages(answer: Answer, p: Phrases, question: str | None) -> list[discord.Embed]:
    texts = page_texts(answer, p)
    said = answer.question if question is None else question
    title = shown(said, TITLE) if said else None
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


def as_many(lines: Sequence[str], most: int, more: str, *, beyond: int = 0, joint: str = "\n") -> str:
    """Join the first lines, as many as `most` units hold, and say by `more` how many there are besides.

    `beyond` are those that are not among the lines. What `more` makes of the count has to fit by itself.
    """
    whole = joint.join(lines)
    if not beyond and length(whole) <= most:
        return whole
    room = most - length(more.format(count=len(lines) + beyond))
    kept: list[str] = []
    for row in lines:
        room -= length(row) + length(joint)
        if room < 0:
            break
        kept.append(row)
    return joint.join([*kept, more.format(count=len(lines) - len(kept) + beyond)])


def _add_fields(embed: discord.Embed, answer: Answer, p: Phrases) -> None:
    apart = untold(answer)
    within = len(apart) < len(answer.disagreements)
    add_rows(embed, p.disagree, disagreement_rows(apart, p, most=_DISAGREEMENTS_SHOWN))
    needed = carrying(answer)
    limit = _SOURCES_SHOWN
    if within:
        limit = disputing(answer, apart) if apart else 0
    elif any(map(is_long, answer.blocks)):
        limit = min(limit, max(_SOURCES_OF_A_LIST, disputing(answer, apart)))
    most = min(rows_needed(answer, needed, most=limit), limit)
    rows, left = source_rows(answer.citations, p, needed=needed, most=most, fold=within)
    if left:
        phrase = p.all_disputed if within else p.more_sources
        rows.append(f"-# {phrase.format(count=len(answer.citations) if within else left)}")
    add_rows(embed, p.disagree if within and not apart else p.sources, rows)
    if answer.abstained:
        add_rows(embed, p.nearest, nearest_rows(answer.nearest, p, most=_NEAREST_SHOWN), joint="\n\n")


def add_rows(embed: discord.Embed, name: str, rows: Sequence[str], *, joint: str = "\n") -> None:
    """Add a field of rows, and more fields where they need them; none of no rows."""
    for number, block in enumerate(pack(rows, FIELD_VALUE, joint)):
        embed.add_field(name=name if number == 0 else BLANK_NAME, value=block, inline=False)


def _footer(answer: Answer, p: Phrases, number: int, count: int) -> str:
    if answer.choices:
        asks = any(isinstance(block, Choice) for block in answer.blocks)
        word = "" if asks else p.which
    elif answer.abstained:
        word = p.not_answered
    else:
        # what is looked up, and not searched for, needs no such word
        looked_up = answer.confidence >= 1
        word = "" if looked_up else p.confidence.format(word=confidence_word(answer.confidence, p))
    page = p.page.format(page=number, pages=count) if count > 1 else ""
    return " · ".join(part for part in (word, page) if part)
