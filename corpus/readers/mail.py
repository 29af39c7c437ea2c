"""Read an e-mail message by the standard library: subject, sender, date, and the text of its body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from corpus.errors import RefusedError
from corpus.readers.html import read_page
from corpus.readers.lines import squeeze
from corpus.readers.plain import read_plain
from corpus.readers.registry import check_length
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.text import Block

_DEEPEST = 20  # messages and groups of parts in each other
_BARE = 0.5  # of a page's letters that its plain form has at least where it is not only a hint at the page


@dataclass(slots=True)
class _Parts:
    """What a message holds: texts to be read, and what is attached and is not."""

    texts: list[Source] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)


def read_eml(name: str, data: bytes) -> Source:
    """Read a message; attachments are named in a warning, and added as files of their own."""
    with readable(name):
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if not message.keys():
            raise RefusedError(f"{name} was not added: it is no e-mail message.")
        parts = _Parts()
        _collect(name, message, parts, 0)
    if not parts.texts:
        raise RefusedError(f"{name} was not added: the message has no text.")
    warnings = [line for source in parts.texts for line in source.warnings]
    if parts.attached:
        warnings.append(f"what is attached to it was not read: {', '.join(parts.attached)[:300]}")
    blocks = tuple(block for source in parts.texts for block in source.blocks)
    sender = parseaddr(_said(message, "From"))[0] or None
    title = _said(message, "Subject") or parts.texts[0].title
    return Source(blocks, title, sender, published=_date(message), warnings=tuple(warnings))


def _collect(name: str, part: EmailMessage, parts: _Parts, depth: int) -> None:
    """Collect the texts of a part and of those in it, in order; of alternatives one."""
    kind = part.get_content_type()
    if depth > _DEEPEST or part.get_content_disposition() == "attachment" or part.get_filename():
        parts.attached.append(squeeze(str(part.get_filename() or kind)))
    elif kind == "message/rfc822":
        for inner in _inner(part):
            parts.texts.append(Source(tuple(_heading(inner))))
            _collect(name, inner, parts, depth + 1)
    elif kind == "multipart/alternative":
        tried = []
        for one in _inner(part):
            tried.append(_Parts())
            _collect(name, one, tried[-1], depth + 1)
        best = _best([one for one in tried if one.texts])
        parts.texts += best.texts
        parts.attached += best.attached
    elif part.is_multipart():
        for one in _inner(part):
            _collect(name, one, parts, depth + 1)
    elif part.get_content_maintype() == "text":
        parts.texts.append(_read(name, part, is_page=kind == "text/html"))
    else:
        parts.attached.append(kind)


def _inner(part: EmailMessage) -> list[EmailMessage]:
    inside = part.get_payload()
    return [one for one in inside if isinstance(one, EmailMessage)] if isinstance(inside, list) else []


def _best(tried: Sequence[_Parts]) -> _Parts:
    """Return the first of several forms of a text, unless it only hints at one that says much more."""
    sizes = [sum(len(block.text) for source in one.texts for block in source.blocks) for one in tried]
    for one, size in zip(tried, sizes, strict=True):
        if size >= _BARE * max(sizes):
            return one
    return _Parts()


def _read(name: str, part: EmailMessage, *, is_page: bool) -> Source:
    try:
        content = str(part.get_content())
    except (LookupError, ValueError, KeyError):
        raise RefusedError(f"{name} was not added: its text cannot be decoded.") from None
    if is_page:
        return read_page(name, content)
    return replace(read_plain(content), warnings=tuple(check_length(name, content)))


def _heading(message: EmailMessage) -> Iterator[Block]:
    """Yield what stands above a message that another one holds: its subject, and who sent it when."""
    if subject := squeeze(_said(message, "Subject")):
        yield Block("heading", subject, level=2)
    told = [parseaddr(_said(message, "From"))[0], _date(message)]
    if line := ", ".join(one for one in told if one):
        yield Block("paragraph", line)


def _said(message: EmailMessage, header: str) -> str:
    """Return what a header says, nothing where the library fails over how it is written."""
    try:
        return str(message.get(header, ""))
    except (AttributeError, IndexError, ValueError, TypeError, ArithmeticError):
        return ""


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_said(message, "Date")).date().isoformat()
    except (TypeError, ValueError, ArithmeticError):
        return None
