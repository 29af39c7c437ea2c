"""Put an answer into sentences of our own around verbatim quotes; every sentence ends with its markers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import Citation
from corpus.model import Document

_OURS = re.compile(r"\s+")


def quoted(citations: Sequence[Citation]) -> str:
    """Say what the citations say: the first one's source is named, then what it or another adds."""
    lines: list[str] = []
    previous: Citation | None = None
    for citation in citations:
        lines.append(_line(citation, previous))
        previous = citation
    return "\n\n".join(lines)


def _line(citation: Citation, previous: Citation | None) -> str:
    if citation.kind == "record":
        return f"{_flat(citation.quote)} [{citation.number}]"
    if previous is not None and (previous.document, previous.version) == (
        citation.document,
        citation.version,
    ):
        lead = "The same text also says"
    elif previous is None:
        lead = f"{_source(citation)} says"
    else:
        lead = f"{_source(citation)} adds"
    return f"{lead}: “{_flat(citation.quote)}” [{citation.number}]"


def _source(citation: Citation) -> str:
    title = f"“{citation.title}”"
    return f"{title} by {citation.author}" if citation.author else title


def bylines(documents: Sequence[Document]) -> str:
    """Say title and author of each document."""
    return "\n\n".join(
        f"The document “{one.title}” "
        + (f"is by {one.author}." if one.author else "names no author.")
        + f" [{number}]"
        for number, one in enumerate(documents, 1)
    )


def _flat(quote: str) -> str:
    """Return a quote on one line; its words stay as they are, and the citation holds it untouched."""
    return _OURS.sub(" ", quote).strip()


def covers(documents: Sequence[Document], records: int, places: int) -> str:
    """Say what the corpus covers, for an answer that cannot be given."""
    parts = []
    if documents:
        names = ", ".join(f"“{document.title}”" for document in documents[:3])
        more = f" and {len(documents) - 3} more" if len(documents) > 3 else ""
        parts.append(f"{_count(len(documents), 'document')} ({names}{more})")
    if records:
        parts.append(f"{_count(records, 'partnership record')} about {_count(places, 'place')}")
    return f"It covers {' and '.join(parts)}." if parts else "It is empty so far: add a document first."


def abstention(coverage: str, *, nearest: bool) -> str:
    """Say that the corpus does not answer, and what it covers."""
    end = " The nearest passages are listed; they do not answer it." if nearest else ""
    return f"The corpus does not answer this. {coverage}{end}"


def unknown(text: str, coverage: str) -> str:
    """Say `text`, whose subject are the records, and then what the corpus covers."""
    return f"{text} The corpus {coverage.removeprefix('It ')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
