"""A quote in its paragraph with the cited sentence marked, and what `/verify` says about it."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.answering.answer import Citation, Disagreement
from bot.answering.language import speaking
from bot.phrases.members import Phrases
from bot.render.answer import ANSWERED, BLANK_NAME, add_rows, fit
from bot.render.limits import ABOVE, FIELD_NAME, TITLE, clip
from bot.render.sources import disagreement_rows
from bot.render.text import BLANK, code, link, shown
from bot.render.validity import validity
from bot.shared.citations import FoundCitation, Quoted
from corpus.model import CitedState as State

_AROUND = 700
"""Units of the paragraph shown on each side of a quote."""

_QUOTE = 1600

_DISAGREEMENTS = 12


def source_page(
    citation: Citation,
    found: Quoted | None,
    p: Phrases,
    *,
    number: int,
    count: int,
    disagreements: Sequence[Disagreement] = (),
) -> discord.Embed:
    """Show one citation: its quote marked in its paragraph, its source, its id, its version.

    Below stands what sources disagree about, side by side.
    """
    title = p.source_of.format(number=citation.number, title="{}")
    if found is not None and found.state == "withdrawn":
        return _withdrawn(title.format(p.withdrawn), p)
    embed = discord.Embed(
        title=title.format(shown(citation.title, TITLE - len(title))),
        description=marked(found) if found else f"> {shown(citation.quote, _QUOTE)}",
        colour=ANSWERED,
    )
    details = []
    if citation.author:
        details.append(p.by.format(author=shown(citation.author, 120)))
    if citation.kind == "record":
        details.append(p.record.format(record=shown(citation.record or citation.document, 40)))
    state = f" ({state_word(found.state, p)})" if found else ""
    version = p.version.format(version=citation.version) + state
    at = [shown(citation.above, ABOVE)] if citation.above else []
    at += [p.on_page.format(page=citation.page)] if citation.page else []
    holds = " · ".join([*at, *validity(citation, p)])
    lines = [version, holds, link(citation.url), code(citation.id[:100])]
    if not found or not found.checked:
        lines.append(f"-# {p.quote_unchecked}")
    name = clip(" · ".join(details), FIELD_NAME) if details else BLANK_NAME
    embed.add_field(name=name, value="\n".join(row for row in lines if row), inline=False)
    with speaking(p.language):
        add_rows(embed, p.disagree, disagreement_rows(disagreements, p, most=_DISAGREEMENTS))
    if count > 1:
        embed.set_footer(text=p.page.format(page=number, pages=count))
    return fit(embed)


def _withdrawn(title: str, p: Phrases) -> discord.Embed:
    return discord.Embed(title=title[:TITLE], description=p.verify_withdrawn, colour=ANSWERED)


def marked(found: Quoted) -> str:
    """Write a paragraph with the quote in bold between arrows, the far ends cut off; alone, it is quoted."""
    before, after = found.before, found.after
    if not before.strip() and not after.strip():
        return f"> {_cut(found.quote, _QUOTE)}"
    left = "" if not before.strip() else _tail(before) + " "
    right = "" if not after.strip() else " " + _cut(after)
    return f"{left}**▸ {_cut(found.quote, _QUOTE)} ◂**{right}"


def verified(found: FoundCitation, p: Phrases) -> discord.Embed:
    """Show what a citation id stands for: the quote in its paragraph, document, version, current or not."""
    cited, quoted = found.cited, found.quoted
    if quoted.state == "withdrawn":
        return _withdrawn(p.withdrawn, p)
    embed = discord.Embed(title=shown(cited.title, TITLE), description=marked(quoted), colour=ANSWERED)
    where = p.verify_record if cited.kind == "record" else p.verify_where
    text = where.format(
        document=code(cited.source[:100]).strip("`") or BLANK,
        version=cited.version,
        state=state_word(quoted.state, p),
        start=found.start,
        end=found.end,
    )
    at = [p.on_page.format(page=found.page)] if found.page else []
    embed.add_field(name=p.verified, value="\n".join([text, *at, *validity(cited, p)]), inline=False)
    return fit(embed)


def state_word(state: State, p: Phrases) -> str:
    """Say whether a version is the current one, an earlier one or withdrawn."""
    return {"current": p.current, "superseded": p.superseded, "withdrawn": p.withdrawn}[state]


def _cut(text: str, most: int = _AROUND) -> str:
    return shown(text, most)


def _tail(text: str) -> str:
    # the end of what stands before the quote matters, so the cut is made at the front
    bare = text.strip()
    return shown(bare, _AROUND) if len(bare) <= _AROUND // 2 else "… " + shown(bare[-_AROUND // 2 :], _AROUND)
