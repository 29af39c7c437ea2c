"""Read an e-mail message by the standard library: subject, sender, date, and the text of its body."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from corpus.errors import RefusedError
from corpus.readers.html import read_html
from corpus.readers.plain import read_plain
from corpus.readers.registry import check_length
from corpus.readers.signature import readable
from corpus.readers.source import Source


def read_eml(name: str, data: bytes) -> Source:
    """Read a message; attachments are named in a warning, and added as files of their own."""
    with readable(name):
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if not message.keys():
            raise RefusedError(f"{name} was not added: it is no e-mail message.")
        body = message.get_body(("plain", "html"))
        if body is None:
            raise RefusedError(f"{name} was not added: the message has no text.")
        try:
            content = str(body.get_content())
        except (LookupError, ValueError, KeyError):
            raise RefusedError(f"{name} was not added: its text cannot be decoded.") from None
        attached = [part.get_filename() for part in message.iter_attachments() if part.get_filename()]
        is_page = body.get_content_subtype() == "html"
    warnings = check_length(name, content)
    source = read_html(name, content.encode()) if is_page else read_plain(content)
    if attached:
        warnings.append(f"what is attached to it was not read: {', '.join(map(str, attached))[:300]}")
    sender = parseaddr(_said(message, "From"))[0] or None
    found = replace(source, title=_said(message, "Subject") or source.title, author=sender, url=None)
    return replace(found, published=_date(message), warnings=tuple(warnings))


def _said(message: EmailMessage, header: str) -> str:
    """Return what a header says, nothing where the library fails over how it is written."""
    try:
        return str(message.get(header, ""))
    except (AttributeError, IndexError, ValueError, TypeError):
        return ""


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_said(message, "Date")).date().isoformat()
    except (TypeError, ValueError):
        return None
