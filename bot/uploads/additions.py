"""From an upload to a stored document or records: read, offered, confirmed by who sent it, stored.

What was confirmed is marked so before it is stored, marked again when it is stored, and taken from the table
of pending additions when that has been told; `finish` does what a crash left undone. Where a crash comes
between storing and its mark, storing again does nothing: the text is known then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from bot.core.delivery import UndeliverableError
from bot.core.errors import SaidError, text_of
from bot.core.log import logger
from bot.core.moderating import Acting
from bot.core.replies import TokenReply
from bot.core.worker import ClosedError
from bot.phrases.moderators import Moderating, moderating
from bot.render.text import shown
from bot.uploads import findings as form
from bot.uploads.findings import DocumentFound, RecordsFound
from bot.uploads.offering import show_document, show_records
from bot.uploads.offers import HOURS
from bot.uploads.reader import Intake, UnreadableError
from corpus.errors import FootbridgeError, RefusedError
from corpus.model import SHARED, Added, NewDocument
from corpus.store.pending import CONFIRMED, WAITING, Pending
from corpus.store.people import server_of

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from bot.core.client import Footbridge
    from bot.core.services import App
    from corpus.store.documents import Foreseen, Prepared

log = logger(__name__)

MOST_WAITING = 5
"""Additions of one moderator that wait for their word at a time."""

_MOST_READING = 6
_TOKEN_SECONDS = 14 * 60


class _OtherwiseError(Exception):
    """Adding would not do what was shown, since others have added meanwhile; nothing was stored."""

    def __init__(self, foreseen: Foreseen) -> None:
        super().__init__()
        self.foreseen = foreseen


class Adding:
    """Offers uploads and stores what was confirmed; one object a process."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.intake = Intake(app.settings.data)
        self._reading = 0
        self._storing: set[str] = set()
        self._background: set[asyncio.Task[None]] = set()

    # offering

    async def offer_document(self, acting: Acting, new: NewDocument) -> None:
        """Read a document and ask whether to add it; raises RefusedError."""
        found: DocumentFound = await self._read(acting, new.name, new.data, "document")
        foreseen, everywhere = await self._foresee(new, found, acting.scope)
        title = new.title or found.reading.title or new.name
        there = foreseen.same or everywhere.same
        if there is not None:
            text = acting.p.already if foreseen.same else acting.p.already_shared
            await acting.say(text.format(title=shown(there.title, 200), document=there.id))
            return
        told = {key: value for key, value in asdict(new).items() if key not in ("data", "name", "id")}
        about = {"new": told, "title": title[:300], **_foretold(foreseen)}
        reading = await asyncio.to_thread(lambda: form.pack(form.write(found)))
        identity = await self._keep(acting, "document", new.name, new.data, reading, about)
        await show_document(acting, identity, found, about)

    async def offer_records(self, acting: Acting, name: str, data: bytes) -> None:
        """Read a CSV file of records and ask whether to import its good rows; raises RefusedError."""
        found: RecordsFound = await self._read(acting, name, data, "records")
        if not found.rows:
            await show_records(acting, None, found)
            return
        reading = await asyncio.to_thread(lambda: form.pack(form.write(found)))
        identity = await self._keep(acting, "records", name, data, reading, {"title": name})
        await show_records(acting, identity, found)

    async def show_again(self, acting: Acting, pending: Pending) -> None:
        """Show an offer anew, as it was made."""
        _, packed = await self._app.community.additions.content(pending.id)
        if pending.kind == "document":
            found = await asyncio.to_thread(lambda: form.read_document(form.unpack(packed)))
            await show_document(acting, pending.id, found, pending.about)
        else:
            rows = await asyncio.to_thread(lambda: form.read_records(form.unpack(packed)))
            await show_records(acting, pending.id, rows)

    # confirming

    async def mine(self, acting: Acting) -> Pending | None:
        """Return what a press is about; None, the reason said, where this person may not decide on it."""
        pending = await self._app.community.additions.get(acting.key)
        if pending is None or pending.scope != acting.scope or pending.state != WAITING:
            await acting.say(acting.p.gone)
            return None
        if pending.asker != acting.asker:
            await acting.say(acting.p.not_yours)
            return None
        return pending

    async def confirm(self, acting: Acting) -> None:
        """Store what the presser confirms, and say what became of it."""
        pending = await self.mine(acting)
        if pending is None:
            return
        about = pending.about | {
            "reply": acting.token(), "at": self._app.community.now(), "locale": str(acting.interaction.locale)
        }  # fmt: skip
        pending = replace(pending, about=about)
        self._storing.add(pending.id)
        try:
            if not await self._app.community.additions.confirm(pending.id, about):
                await acting.say(acting.p.gone)
                return
            try:
                text = await self.store(pending, acting.p)
            except _OtherwiseError as otherwise:
                await self._ask_again(acting, pending, otherwise.foreseen)
                return
            except FootbridgeError as error:
                await acting.show(None, content=acting.p.kept_for_later.format(why=text_of(error)))
                return
            acting.client.housekeeping.corpus_changed()
            await self._told(pending, acting.show(None, content=text))
        finally:
            self._storing.discard(pending.id)

    async def _ask_again(self, acting: Acting, pending: Pending, foreseen: Foreseen) -> None:
        """Show what adding would do by now, which is not what was confirmed, and wait for a word again."""
        additions = self._app.community.additions
        about = pending.about | _foretold(foreseen)
        _, packed = await additions.content(pending.id)
        await additions.ask_again(pending.id, about)
        found = await asyncio.to_thread(lambda: form.read_document(form.unpack(packed)))
        await show_document(acting, pending.id, found, about, content=acting.p.otherwise)

    async def finish(self, client: Footbridge) -> None:
        """Store what was confirmed and is not stored; say of all that is stored what became of it.

        What cannot be stored or told now stays for the next time, and holds up nothing else.
        """
        for pending in await self._app.community.additions.confirmed():
            try:
                await self._finish(client, pending.id)
            except ClosedError:
                raise
            except Exception as error:
                self._app.incident("adding", error)

    async def _finish(self, client: Footbridge, identity: str) -> None:
        if identity in self._storing:
            return
        pending = await self._app.community.additions.get(identity)
        if pending is None:  # the press that was storing it has ended meanwhile
            return
        p = moderating(self._app.server(server_of(pending.scope)).language or pending.about.get("locale"))
        if pending.state == CONFIRMED:
            text = await self.store(pending, p, again=True)
            log.info("stored what had been confirmed before", kind=pending.kind)
            client.housekeeping.corpus_changed()
        else:
            text = pending.about["told"]
        reply = pending.about.get("reply")
        if reply and self._app.community.now() - pending.about["at"] < _TOKEN_SECONDS:
            way = TokenReply(client, self._app.metrics, reply)
            await self._told(pending, way.say(f"{text}\n-# {p.finished}"[:2000]))
        else:
            await self._app.community.additions.told(pending.id)

    async def _told(self, pending: Pending, telling: Awaitable[object]) -> None:
        """Say what became of an addition, then forget it; unsaid yet, `finish` says it, a minute later."""
        try:
            await telling
        except UndeliverableError as error:
            log.info("an addition's end could not be told", reason=str(error))
            if not error.final:
                return
        await self._app.community.additions.told(pending.id)

    async def store(self, pending: Pending, p: Moderating, *, again: bool = False) -> str:
        """Store a confirmed addition; return what to say. It stays, marked, until that has been said.

        Raises _OtherwiseError where adding would now do something else than was shown; not with `again`, when
        nobody is there to be asked, and every version is kept.
        """
        additions = self._app.community.additions
        data, packed = await additions.content(pending.id)
        try:
            if pending.kind == "document":
                text = await self._store_document(pending, data, packed, p, again=again)
            else:
                text = await self._store_records(pending, packed, p)
        except RefusedError as error:  # it would be refused for ever
            text = text_of(error)
        await additions.stored(pending.id, pending.about | {"told": text})
        return text

    async def searchable(self) -> bool:
        """Bring the index up to the corpus; false when that has to wait for a rebuild."""
        if self._app.rebuilds.running is None:
            await self._refresh()
            return True
        task = asyncio.create_task(self._refresh())
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        return False

    # the steps

    async def _store_document(
        self, pending: Pending, data: bytes, packed: bytes, p: Moderating, *, again: bool
    ) -> str:
        found = await asyncio.to_thread(lambda: form.read_document(form.unpack(packed)))
        new = NewDocument(pending.name, data, **pending.about["new"])
        by = f"discord:{pending.asker}"
        added = await self._app.worker.run(
            lambda desk: desk.store.change(
                _add_as_shown,
                found.prepared(new),
                scope=pending.scope,
                by=by,
                said=None if again else pending.about,
            )
        )
        document = added.document
        found_now = await self.searchable()
        if not added.changed and not again:
            return p.already.format(title=shown(document.title, 200), document=document.id)
        text = p.added.format(
            title=shown(document.title, 200), document=document.id, version=document.version,
            passages=document.passages,
        )  # fmt: skip
        return f"{text} {p.added_found if found_now else p.added_later}"

    async def _store_records(self, pending: Pending, packed: bytes, p: Moderating) -> str:
        found = await asyncio.to_thread(lambda: form.read_records(form.unpack(packed)))
        by = f"discord:{pending.asker}"
        done = await self._app.worker.run(
            lambda desk: desk.store.import_statements(found.rows, scope=pending.scope, by=by)
        )
        found_now = await self.searchable()
        text = p.imported.format(new=len(done.new), changed=len(done.changed), same=done.same)
        return f"{text} {p.added_found if found_now else p.added_later}"

    async def _read(self, acting: Acting, name: str, data: bytes, kind: form.Kind) -> Any:
        p = acting.p
        if self._reading >= _MOST_READING:
            raise SaidError(p.reading_busy)
        self._reading += 1
        try:
            read = self.intake.document if kind == "document" else self.intake.records
            return await read(name, data, acting.scopes)
        except UnreadableError as error:
            texts = {"slow": p.slow, "large": p.large, "broken": p.broken}
            seconds = round(self.intake.bounds.seconds)
            raise SaidError(texts[error.why].format(name=shown(name, 100), seconds=seconds)) from error
        finally:
            self._reading -= 1

    async def _foresee(self, new: NewDocument, found: DocumentFound, scope: str) -> tuple[Foreseen, Foreseen]:
        from corpus.store import documents  # noqa: PLC0415

        prepared = found.prepared(new)
        return (
            await self._app.worker.run(
                lambda desk: desk.store.change(documents.foresee, prepared, scope=scope)
            ),
            await self._app.worker.run(
                lambda desk: desk.store.change(documents.foresee, prepared, scope=SHARED)
            ),
        )

    async def _keep(  # noqa: PLR0917
        self, acting: Acting, kind: str, name: str, data: bytes, reading: bytes, about: dict[str, Any]
    ) -> str:
        identity = await self._app.community.additions.keep(
            scope=acting.scope, asker=acting.asker, kind=kind, name=name, data=data, reading=reading,
            about=about, seconds=HOURS * 3600, most=MOST_WAITING,
        )  # fmt: skip
        if identity is None:
            raise SaidError(acting.p.too_many_waiting.format(most=MOST_WAITING))
        return identity

    async def _refresh(self) -> None:
        try:
            await self._app.worker.run(lambda desk: desk.index.refresh())
            await self._app.refresh_revision()
        except FootbridgeError as error:  # it is stored; the next refresh finds it
            self._app.incident("refresh", error)


def _foretold(foreseen: Foreseen) -> dict[str, Any]:
    """Return what an offer says of what adding would do."""
    known = foreseen.known
    return {
        "version": foreseen.version,
        "known": known.title if known else None,
        "back": bool(known and foreseen.version <= known.version),
    }


def _add_as_shown(
    connection: Connection, prepared: Prepared, *, scope: str, by: str, said: Mapping[str, Any] | None
) -> Added:
    """Add a document if that does what was `said` it would (None: whatever it does); else raise."""
    from corpus.store import documents  # noqa: PLC0415  (SQLAlchemy, which the desk has loaded)

    if said is not None:
        foreseen = documents.foresee(connection, prepared, scope=scope)
        # where the very text is there by now, nothing is added, and that is said
        if foreseen.same is None and not _foretold(foreseen).items() <= said.items():
            raise _OtherwiseError(foreseen)
    return documents.add(connection, prepared, scope=scope, by=by)
