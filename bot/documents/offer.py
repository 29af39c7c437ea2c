"""What was understood of a document, for a moderator to confirm or drop; text of strangers, made harmless."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.phrases.members import ENGLISH as _WORDS
from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import add_rows
from bot.render.limits import TITLE
from bot.render.text import link, shown
from bot.shared.reading.findings import DocumentFound
from bot.uploads.offers import WARNINGS, clash_lines, finished, first_few
from corpus.readers import Reading

_BEGINS = 600
_ENDS = 300
_FEW = 3


def document_offer(
    found: DocumentFound, about: Mapping[str, Any], title: str, p: ModeratorPhrases
) -> discord.Embed:
    """Show a document that was read: title, passages, how it begins, and what stands against it."""
    reading, told = found.reading, about["new"]
    known = shown(about["known"], 120) if about["known"] else ""
    replaced = about.get("replaced")
    if replaced is not None:
        head = p.offer_replaces.format(title=shown(replaced, 120))
    elif about["back"]:
        head = p.offer_back.format(version=about["version"], title=known)
    elif known:
        head = p.offer_version.format(version=about["version"], title=known)
    else:
        head = p.offer
    lines = [f"**{shown(title, 300)}**"]
    author, url = told["author"] or reading.author, told["url"] or reading.url
    credit = [_WORDS.by.format(author=shown(author, 120))] if author else []
    credit += [link(url)] if url else []
    lines += [" · ".join(credit)] if credit else []
    language = told["language"] or reading.language or found.language
    lines += [p.edit_row.format(name=p.fact_language, value=shown(language, 20))]
    lines += told_dates(told, reading, p)
    size = f"{len(reading.canonical.text):,}"
    lines.append(p.read_as.format(passages=len(found.cuts), characters=size))
    if tables := found.tables():
        lines.append(p.tables.format(count=len(tables), columns=shown(tables[0], 120)))
    if replaced is not None:
        lines.append(p.replaces.format(title=shown(replaced, 120), document=told["replaces"]))
    text = reading.canonical.text
    first = text[found.cuts[0].span.start : found.cuts[0].span.end] if found.cuts else text[:_BEGINS]
    embed = discord.Embed(title=head[:TITLE], description="\n".join(lines))
    embed.add_field(name=p.begins, value="> " + shown(first, _BEGINS), inline=False)
    if len(found.cuts) > 1:
        embed.add_field(name=p.ends, value="> " + shown(found.last(), _ENDS), inline=False)
    warnings = [f"⚠️ {shown(one, 250)}" for one in reading.warnings[:WARNINGS]]
    if found.repeated:
        where = ", ".join(f"`{one}`" for one in found.repeated_in[:_FEW])
        warnings.append(p.repeated.format(count=found.repeated) + (f" ({where})" if where else ""))
    warnings += near_lines(found, p) + scrutiny_lines(found, p)
    if found.clashes is None:
        warnings.append(p.clashes_unknown)
    add_rows(embed, p.attention, warnings)
    add_rows(embed, p.clashes, clash_lines(found.clashes or (), p))
    return finished(embed, p, calm=not warnings and not found.clashes)


def told_dates(told: Mapping[str, Any], reading: Reading, p: ModeratorPhrases) -> list[str]:
    """Say in a line which dates a document has, as a moderator or else its file says."""
    dates = (
        (p.fact_date, told.get("date") or reading.published),
        (p.fact_as_of, told.get("as_of") or reading.as_of),
        (p.fact_valid_until, told.get("valid_until") or reading.valid_until),
    )
    said = [p.edit_row.format(name=name, value=shown(value, 20)) for name, value in dates if value]
    return [" · ".join(said)] if said else []


def near_lines(found: DocumentFound, p: ModeratorPhrases) -> list[str]:
    """Say which passages nearly stand in the corpus already, the first few."""
    lines = [
        p.nearly.format(share=round(one.share * 100), begins=shown(one.begins, 60), document=one.document)
        for one in found.near
    ]
    return first_few(lines, _FEW, p)


def scrutiny_lines(found: DocumentFound, p: ModeratorPhrases) -> list[str]:
    """Say what a text tells of people, and what of it speaks to machines."""
    kinds = {"e-mail": p.emails, "phone": p.phones, "address": p.addresses}
    told = [
        kinds[kind].format(some=", ".join(shown(one, 40) for one in some[:_FEW]) + " …" * (len(some) > _FEW))
        for kind, some in found.details().items()
    ]
    lines = ["✉️ " + p.personal.format(details=", ".join(told))] if told else []
    orders = ["🤖 " + p.orders.format(sentence=shown(one, 200)) for one in found.orders]
    return lines + first_few(orders, _FEW, p)
