"""What reading an upload found, and how it is written down between processes and in the database."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from corpus.languages import guess
from corpus.model import NewDocument, Span, Statement
from corpus.readers import Reading
from corpus.scrutiny import Personal, masked, personal, without_details
from corpus.segment import Cut
from corpus.tables import Problem

if TYPE_CHECKING:
    from corpus.store.documents import Prepared

T = TypeVar("T")

Kind = Literal["document", "records"]

MOST_UNPACKED = 96 * 1024 * 1024
"""Bytes of a finding written down; two million characters with all their spans stay below."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction: what is new says one thing, a record by `source`, or the document `source`, another.

    `quote` is the sentence.
    """

    about: str
    said: str
    recorded: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class NearFound:
    """A passage that nearly repeats one of the corpus: how it begins, that document, the share repeated."""

    begins: str
    document: str
    share: float


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A document that was read: its text and passages, and what stands against it.

    `personal` are details of people in its text, `orders` sentences that speak to a machine. `repeated`
    counts passages that the corpus holds already, in the documents
    `repeated_in`, `near` are those that it nearly holds; `clashes` is None
    when they were not looked for, because that took too long.
    """

    reading: Reading
    cuts: tuple[Cut, ...]
    sha256: str
    text_sha256: str
    personal: tuple[Personal, ...] = ()
    orders: tuple[str, ...] = ()
    repeated: int = 0
    repeated_in: tuple[str, ...] = ()
    near: tuple[NearFound, ...] = ()
    clashes: tuple[Clash, ...] | None = None

    @property
    def language(self) -> str:
        """Return the language that its words are of, as far as they tell."""
        return guess(self.reading.canonical.text)

    def tables(self) -> list[str]:
        """Return the columns of each of its tables; of one that names none, its first row."""
        text = self.reading.canonical.text
        found = [one for one in self.reading.canonical.sections if one.kind == "table"]
        return [one.lead or text[one.span.start : one.span.end].partition("\n")[0] for one in found]

    def last(self) -> str:
        """Return its last passage."""
        span = self.cuts[-1].span
        return self.reading.canonical.text[span.start : span.end]

    def details(self) -> dict[str, list[str]]:
        """Return the details of people in its text, by kind, in the text's words and each once."""
        told: dict[str, list[str]] = {}
        for one in self.personal:
            words = self.reading.canonical.text[one.start : one.end]
            if words not in told.setdefault(one.kind, []):
                told[one.kind].append(words)
        return told

    def masked(self, new: NewDocument) -> NewDocument:
        """Return `new`, of which this was read, without people's details; its file may have another name."""
        reading = self.reading
        name, data = without_details(new.name, new.data, reading.canonical.text, self.personal)
        if name == new.name:
            return replace(new, data=data)
        title, author = new.title or reading.title, new.author or reading.author
        return replace(  # the text alone would not tell them any more
            new, name=name, data=data,
            title=masked(title, personal(title)) if title else None,
            author=masked(author, personal(author)) if author else None,
            url=new.url or reading.url, language=new.language or reading.language,
            date=new.date or reading.published, as_of=new.as_of or reading.as_of,
            valid_until=new.valid_until or reading.valid_until,
        )  # fmt: skip

    def prepared(self, new: NewDocument) -> Prepared:
        """Return it ready to be stored; raises RefusedError where `new` describes it wrongly."""
        from corpus.store.documents import Prepared, checked_new  # noqa: PLC0415  (reading does without SQL)

        return Prepared(checked_new(new), self.reading, self.cuts, self.sha256, self.text_sha256)


@dataclass(frozen=True, slots=True)
class RecordsFound:
    """A file of records that was read: good rows, problems of the others, warnings, contradictions."""

    rows: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    clashes: tuple[Clash, ...] = ()


_DOCUMENT: TypeAdapter[DocumentFound] = TypeAdapter(DocumentFound)
_RECORDS: TypeAdapter[RecordsFound] = TypeAdapter(RecordsFound)


def write(found: DocumentFound | RecordsFound) -> bytes:
    """Write a finding down as JSON."""
    if isinstance(found, DocumentFound):
        return _DOCUMENT.dump_json(found)
    return _RECORDS.dump_json(found)


def read_document(data: bytes) -> DocumentFound:
    """Read a finding back; raises ValueError where it is none, or where its spans leave its text."""
    found = _checked(_DOCUMENT, data)
    size = len(found.reading.canonical.text)
    spans = [span for cut in found.cuts for span in (cut.span, *cut.sentences)]
    spans += [Span(one.start, one.end) for one in found.personal]
    if any(not 0 <= span.start < span.end <= size for span in spans):
        raise ValueError("a span leaves the text")
    return found


def read_records(data: bytes) -> RecordsFound:
    """Read a finding back; raises ValueError where it is none."""
    return _checked(_RECORDS, data)


def pack(data: bytes) -> bytes:
    """Make a finding small for the database."""
    return zlib.compress(data, 6)


def unpack(data: bytes) -> bytes:
    """Undo `pack`, up to the most that a finding may have."""
    return zlib.decompressobj().decompress(data, MOST_UNPACKED)


def _checked(adapter: TypeAdapter[T], data: bytes) -> T:
    try:
        return adapter.validate_json(data)
    except ValidationError as error:
        raise ValueError(str(error)) from None
