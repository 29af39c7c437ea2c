"""The small immutable records that travel between the rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

SHARED = "shared"
"""The scope of the bundled corpus and of what the operator adds; every search may name it."""

HEADINGS = " › "
"""Stands between a heading and the one below it."""

PassageKind = Literal["passage", "record"]
CitedState = Literal["current", "superseded", "withdrawn"]
"""A cited text is in use; a later one took its place; or it was removed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a version's canonical text: code points [start, end)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its current version describes it.

    `sha256` is of the original bytes, hexadecimal; `characters` counts code points of the canonical
    text; `added_at` and `removed_at` are ISO 8601 in UTC, `removed_at` None while it is live. `date` is
    the document's own: YYYY, YYYY-MM or YYYY-MM-DD; so are `as_of`, the day whose state it tells, and
    `valid_until`, the last day for which it holds. `replaced_by` is the document that took its place.
    """

    id: str
    scope: str
    version: int
    title: str
    author: str | None
    url: str | None
    language: str | None
    note: str | None
    sha256: str
    characters: int
    passages: int
    added_at: str
    added_by: str | None
    removed_at: str | None
    date: str | None = None
    replaced_by: str | None = None
    as_of: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be added: a file name (its ending picks the reader) and the bytes.

    `replaces` is the id of a document whose place it takes.
    """

    name: str
    data: bytes
    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None
    id: str | None = None
    date: str | None = None
    replaces: str | None = None
    as_of: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a document did.

    `duplicate_of` names the document that already holds this text (then nothing was stored);
    `changed` is true when something was stored.
    """

    document: Document
    passages: int
    duplicate_of: str | None
    warnings: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document version, or a partnership record put in words.

    `number` is its permanent row number; `source` the document's or the statement's id; `start` and
    `end` its span in the version's canonical text (a record's text is its words, from 0);
    `sentences` are spans in that same text, the first `headings` of them headings; `heading` is the
    heading it stands under, outermost first with ` › ` between, None where there is none or only the
    document's title. `lead` introduces it beside that: the names of a table's columns, with ` | ` between,
    or the line before a list. `page` is where it begins, from 1, in a file that has pages.

    `context` is what a reader knows who comes to it: the document's title, `heading` and `lead`, with
    ` › ` between; empty for a record. It is searched and shown with the passage, and never quoted.
    """

    number: int
    kind: PassageKind
    scope: str
    source: str
    version: int
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]
    heading: str | None = None
    lead: str | None = None
    page: int | None = None
    headings: int = 0
    context: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A town, city or region as a record names it; coordinates in degrees, when known."""

    name: str
    region: str | None
    country: str
    latitude: float | None = None
    longitude: float | None = None

    @property
    def label(self) -> str:
        """Write the place as people read it: `City, Region, Country`."""
        return ", ".join(part for part in (self.name, self.region, self.country) if part)

    @property
    def key(self) -> str:
        """Return the identity of the place, the same however its letters are cased."""
        return "|".join((self.name, self.region or "", self.country)).casefold()


@dataclass(frozen=True, slots=True)
class Statement:
    """One source's statement about an unordered pair of places (one row of a records file).

    `since`, `until`, `status_date` and `checked_on` are YYYY, YYYY-MM or YYYY-MM-DD, None when
    unknown; `words` is the record as a sentence, which is what a citation quotes.
    """

    id: str
    scope: str
    version: int
    a: Place
    b: Place
    relation: str
    since: str | None
    until: str | None
    status: str
    status_date: str | None
    source_title: str
    source_url: str | None
    checked_on: str | None
    note: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """What all live statements about one unordered pair of places say together."""

    a: Place
    b: Place
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a place: `kind` is exonym, former or short."""

    name: str
    city: str
    region: str | None
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the records claim to hold every partnership of a place."""

    place: Place
    complete: bool
    as_of: str | None
    source_title: str
    source_url: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing rows did: ids of the new and the changed ones, and how many were there already."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the audit: at `revision` of the corpus, `by` did `action` to `subject`.

    `at` is ISO 8601 in UTC; `action` is add, update, restore, remove, import or another word;
    `subject` the id of a document or statement, or None; `detail` is for people; `before` and `after`
    name what changed, None where nothing did or it has been purged.
    """

    revision: int
    at: str
    by: str | None
    action: str
    scope: str
    subject: str | None
    version: int | None
    detail: str | None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """The text that a citation id's key names: a version of a document, or a record in words.

    `title`, `author` and `url` are the document's, or those of the record's source; `current` is
    false when it has been removed or a later version has taken its place; `state` says which, and
    `replaced_by` names the other document that took the place of this one.
    """

    kind: PassageKind
    scope: str
    source: str
    version: int
    title: str
    author: str | None
    url: str | None
    text: str
    current: bool
    state: CitedState = "current"
    replaced_by: str | None = None
    as_of: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge deleted for good.

    `versions` are those of the document or record `id`; `passages` and `answers` count what went with
    them; `messages` are those of the bot (channel, message) that quoted them; `digests` the SHA-256 of
    the original bytes, or of a record's words, one a version.
    """

    id: str
    versions: tuple[int, ...]
    passages: int
    answers: int
    messages: tuple[tuple[int, int], ...]
    digests: tuple[str, ...]
