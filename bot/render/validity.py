"""What a source says of when it holds, as members read it."""

from __future__ import annotations

from bot.answering.answer import Citation
from bot.answering.language import dated, speaking
from bot.phrases.members import Phrases
from corpus.model import Cited, Document
from corpus.validity import has_passed


def validity(source: Citation | Cited | Document, p: Phrases) -> list[str]:
    """Say whose state a source tells and until when it holds, or held; nothing where it does not say."""
    with speaking(p.language):
        said = [p.as_of.format(date=dated(source.as_of))] if source.as_of else []
        if source.valid_until:
            phrase = p.was_valid if has_passed(source.valid_until) else p.valid_until
            said.append(phrase.format(date=dated(source.valid_until)))
        return said
