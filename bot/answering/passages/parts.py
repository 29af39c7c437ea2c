"""Tell a quote that is a part of something, such as an item of a list, from one that stands for itself."""

from __future__ import annotations

import re

from bot.answering.passages.quote_selection import Quote
from corpus.late import LatePattern
from corpus.marks import POINTS
from corpus.text import CELLS, CLOSERS, WIDE

_SHORT = 40
"""Letters, an ideograph two of them, up to which a sentence says too little by itself: "No.", "Hotels."."""

_ITEM = LatePattern(
    rf"\s*(?:[{POINTS}]\s|[(\[]?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[^\W\d_]|[ivx]{{2,5}}|[IVX]{{2,5}})[.)\]:][ºª°]?\s|\d{{1,3}}(?:\.\d{{1,3}})+\s)"
)
_ENDED = LatePattern(rf"[.!?…。！？؟।]\s*[{re.escape(CLOSERS)}）」』]*$")


def is_part(quote: Quote) -> bool:
    """Tell whether a quote is an item, a row, a line without an end, or begins with a few words alone.

    "Business-class travel." says nothing of whether it is paid; only what it stands under does.
    """
    passage = quote.passage
    begins = passage.text.rfind("\n", 0, quote.start - passage.start) + 1
    held = [one for one in passage.sentences if quote.start <= one.start and one.end <= quote.end]
    first = passage.text[held[0].start - passage.start : held[0].end - passage.start] if held else quote.text
    return (
        _ITEM.match(passage.text, begins) is not None
        or CELLS.strip() in quote.text
        or _ENDED.search(quote.text) is None
        or len(first) + len(WIDE.findall(first)) <= _SHORT
    )
