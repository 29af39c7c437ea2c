"""Records among the uploads: offered as they were read, the good rows stored."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import discord

from bot.core.access import ModeratorContext, recorded_as
from bot.core.services import Services
from bot.phrases.moderators import ModeratorPhrases
from bot.records.offer import PROBLEMS, problem_list, records_offer
from bot.render.text import line
from bot.shared.reading import findings
from bot.shared.reading.findings import RecordsFound
from bot.uploads.additions import Additions
from bot.uploads.offers import choice
from corpus.records import COLUMNS
from corpus.store.pending import Pending

KIND = "records"


class RecordAdditions:
    """Offers records and stores those that were confirmed; one object a process."""

    def __init__(self, services: Services, additions: Additions) -> None:
        self._services = services
        self._additions = additions
        additions.kinds[KIND] = self

    async def offer(self, context: ModeratorContext, name: str, data: bytes) -> None:
        """Read a CSV file of records and ask whether to import its good rows; raises RefusedError."""
        scopes = context.scopes
        found = await self._additions.read(context, name, lambda reader: reader.records(name, data, scopes))
        if found.rows:
            await self._additions.offer(context, KIND, name, data, found, {"title": name})
        else:
            await _show(context, found, None, content=context.p.no_good_rows)

    @staticmethod
    def read(data: bytes) -> RecordsFound:
        """Read back what was found in an upload; raises ValueError."""
        return findings.read_records(data)

    async def show(
        self,
        context: ModeratorContext,
        identity: str,
        about: Mapping[str, Any],
        found: RecordsFound,
        *,
        content: str | None = None,
    ) -> None:
        """Show records that were read, and ask whether to import the good ones."""
        p = context.p
        label = p.button_take_good.format(count=len(found.rows)) if found.problems else p.button_import
        await _show(context, found, choice(identity, label, p), content=content)

    async def store(
        self, pending: Pending, data: bytes, found: RecordsFound, p: ModeratorPhrases, *, again: bool
    ) -> str:
        """Store the good rows; those that are known already are not stored twice."""
        by = recorded_as(pending.asker)
        done = await self._services.worker.run(
            lambda kb: kb.store.import_statements(found.rows, scope=pending.scope, by=by)
        )
        await self._services.make_searchable()
        text = p.imported.format(new=len(done.new), changed=len(done.changed), same=done.same)
        return f"{text} {p.added_found}"


async def _show(
    context: ModeratorContext, found: RecordsFound, view: discord.ui.View | None, *, content: str | None
) -> None:
    problems = problem_list(found) if len(found.problems) > PROBLEMS else b""

    def files() -> list[discord.File]:
        return [discord.File(io.BytesIO(problems), "refused-rows.txt")] if problems else []

    await context.show(records_offer(found, context.p), view, content=content, files=files)


def row_of(given: Mapping[str, str | None]) -> bytes:
    """Write one record as a CSV file, as docs/records.md describes it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    # a cell is one line: a line end inside would only confuse the line numbers of its problems
    writer.writerow({name: line(value) for name, value in given.items() if value})
    return out.getvalue().encode(errors="replace")
