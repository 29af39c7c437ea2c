"""Documents among the uploads: offered as they were read, stored as they were shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.core.access import ModeratorContext, recorded_as
from bot.core.components import Components, Pressed, moderator_button
from bot.core.errors import SaidError
from bot.core.services import Services
from bot.documents.browse import own_document
from bot.documents.offer import document_offer
from bot.phrases.moderators import ModeratorPhrases
from bot.render.text import code, shown
from bot.shared.reading import findings
from bot.shared.reading.findings import DocumentFound
from bot.uploads.additions import Additions, ChangedError
from bot.uploads.offers import choice
from corpus.model import SHARED, Added, NewDocument
from corpus.store.pending import Pending

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from corpus.store.documents import Foreseen, Prepared

KIND = "document"


class DocumentAdditions:
    """Offers documents and stores those that were confirmed; one object a process."""

    def __init__(self, services: Services, additions: Additions) -> None:
        self._services = services
        self._additions = additions
        additions.kinds[KIND] = self

    def register(self, components: Components) -> None:
        """Say what the button below an offer of a document does that others do not have."""
        components.for_moderators("mask", self._mask)

    async def _mask(self, context: ModeratorContext, pressed: Pressed) -> None:
        """Offer the document anew, without the details of people that were found in it."""
        await context.defer()
        pending = await self._additions.mine(context, pressed.key)
        if pending is None:
            return
        data, found = await self._additions.content(pending)
        if not found.personal:
            await context.say(context.p.masked_none)
            return
        await self.offer(context, found.masked(_described(pending, data)))
        await self._services.community.additions.drop(pending.id)

    async def offer(self, context: ModeratorContext, new: NewDocument) -> None:
        """Read a document and ask whether to add it; raises RefusedError."""
        scopes, p = context.scopes, context.p
        found = await self._additions.read(
            context, new.name, lambda reader: reader.document(new.name, new.data, scopes)
        )
        foreseen, everywhere = await self._foresee(new, found, context.scope)
        replaced = await own_document(context, new.replaces) if new.replaces else None
        if new.replaces and replaced is None:
            raise SaidError(p.unknown.format(document=code(new.replaces[:80])))
        there = foreseen.same or everywhere.same
        if there is not None and (replaced is None or there.scope == SHARED):
            text = p.already if foreseen.same else p.already_shared
            await context.say(text.format(title=shown(there.title, 200), document=there.id))
            return
        title = new.title or found.reading.title or new.name
        told = {key: value for key, value in asdict(new).items() if key not in ("data", "name", "id")}
        about = {"new": told, "title": title[:300], **_foretold(foreseen)}
        about["replaced"] = replaced.title if replaced else None
        await self._additions.offer(context, KIND, new.name, new.data, found, about)

    @staticmethod
    def read(data: bytes) -> DocumentFound:
        """Read back what was found in an upload; raises ValueError."""
        return findings.read_document(data)

    async def show(
        self,
        context: ModeratorContext,
        identity: str,
        about: Mapping[str, Any],
        found: DocumentFound,
        *,
        content: str | None = None,
    ) -> None:
        """Show a document that was read, and ask whether to add it."""
        embed = document_offer(found, about, about["title"], context.p)
        p = context.p
        mask = [moderator_button("mask", identity, p.button_mask)] if found.personal else []
        await context.show(embed, choice(identity, p.button_add, p, *mask), content=content)

    async def store(
        self, pending: Pending, data: bytes, found: DocumentFound, p: ModeratorPhrases, *, again: bool
    ) -> str:
        """Store a document; raises ChangedError where that is not what was shown, unless `again`."""
        prepared = found.prepared(_described(pending, data))
        said, by = None if again else pending.about, recorded_as(pending.asker)
        added = await self._services.worker.run(
            lambda kb: kb.store.change(_add_as_shown, prepared, scope=pending.scope, by=by, said=said)
        )
        document = added.document
        await self._services.make_searchable()
        if not added.changed and not again:
            return p.already.format(title=shown(document.title, 200), document=document.id)
        text = p.added.format(
            title=shown(document.title, 200), document=document.id, version=document.version,
            passages=document.passages,
        )  # fmt: skip
        return f"{text} {p.added_found}"

    async def _foresee(self, new: NewDocument, found: DocumentFound, scope: str) -> tuple[Foreseen, Foreseen]:
        from corpus.store import documents  # noqa: PLC0415  (SQLAlchemy, which the knowledge base has loaded)

        prepared, run = found.prepared(new), self._services.worker.run
        return (
            await run(lambda kb: kb.store.change(documents.foresee, prepared, scope=scope)),
            await run(lambda kb: kb.store.change(documents.foresee, prepared, scope=SHARED)),
        )


def _described(pending: Pending, data: bytes) -> NewDocument:
    """Return what waits, with what its moderator said of it."""
    return NewDocument(pending.name, data, **pending.about["new"])


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
    from corpus.store import documents  # noqa: PLC0415  (SQLAlchemy, which the knowledge base has loaded)

    if said is not None:
        foreseen = documents.foresee(connection, prepared, scope=scope)
        # where the very text is there by now, nothing is added, and that is said
        if foreseen.same is None and not _foretold(foreseen).items() <= said.items():
            raise ChangedError(_foretold(foreseen))
    return documents.add(connection, prepared, scope=scope, by=by)
