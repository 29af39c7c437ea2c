"""Fetching what a moderator attached: only what can be read, only so much, only what was promised."""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath

import aiohttp
import discord

from bot.core.errors import SaidError
from bot.phrases.moderators import ModeratorPhrases
from bot.render.text import line, shown
from corpus.readers import supported_endings
from corpus.readers.registry import MAX_BYTES

_SECONDS = 20
_TRIES = 3
_PAUSE = 0.3


def file_name(given: str, otherwise: str = "document.txt") -> str:
    """Return a plain file name of at most 100 characters: no folders, nothing invisible."""
    name = PurePosixPath(line(given).replace("\\", "/")).name.strip(" .")
    if not name:
        return otherwise
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: 95 - len(ending)]}.{ending}" if dot and stem and len(ending) < 12 else name[:100]


def check_document(attachment: discord.Attachment, p: ModeratorPhrases) -> str:
    """Return the name of an attached document, before fetching it; raises RefusedError."""
    name = file_name(attachment.filename)
    if not readable(name):
        endings = ", ".join(supported_endings())
        raise SaidError(p.kind_unread.format(name=shown(name, 100), endings=endings))
    return name


def check_records(attachment: discord.Attachment, p: ModeratorPhrases) -> str:
    """Return the name of an attached CSV file, before fetching it; raises RefusedError."""
    name = file_name(attachment.filename)
    if not name.lower().endswith(".csv"):
        raise SaidError(p.kind_no_csv.format(name=shown(name, 100)))
    return name


def readable(name: str) -> bool:
    """Tell whether a file of this name can be read as a document."""
    return PurePosixPath(name).suffix.lower() in supported_endings()


async def fetch(client: discord.Client, attachment: discord.Attachment, p: ModeratorPhrases) -> bytes:
    """Fetch an attachment of at most MAX_BYTES that is as long as Discord said; raises RefusedError."""
    name = shown(file_name(attachment.filename), 100)
    _check_size(name, attachment.size, p)
    why = "it is gone"
    for attempt in range(_TRIES):
        if attempt:
            await asyncio.sleep(_PAUSE * attempt)
        try:
            data = await _get(client, attachment.url)
        except aiohttp.ClientResponseError as error:
            why = str(error.status)
            if error.status < 500 and error.status != 429:
                break
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            why = type(error).__name__
        else:
            _check_size(name, len(data), p)
            if len(data) != attachment.size:
                raise SaidError(p.size_lied.format(name=name, got=len(data), said=attachment.size))
            return data
    raise SaidError(p.not_fetched.format(name=name, why=why))


def _check_size(name: str, size: int, p: ModeratorPhrases) -> None:
    if size > MAX_BYTES:
        limit = MAX_BYTES >> 20
        raise SaidError(p.too_big.format(name=name, size=f"{size / (1 << 20):.1f}", limit=limit))


async def _get(client: discord.Client, url: str) -> bytes:
    # the library's own connector, so that a resolver or certificate of the settings counts here too
    async with (
        aiohttp.ClientSession(connector=client.http.connector, connector_owner=False) as session,
        session.get(
            url, timeout=aiohttp.ClientTimeout(total=_SECONDS), allow_redirects=False, raise_for_status=True
        ) as response,
    ):
        if response.status != 200:
            raise aiohttp.ClientResponseError(response.request_info, response.history, status=response.status)
        got = bytearray()
        async for chunk in response.content.iter_chunked(1 << 16):
            got += chunk
            if len(got) > MAX_BYTES:
                break  # one chunk more than the limit is enough for it to be refused
        return bytes(got)
