"""`/corpus` for partnership records: importing a file of them, adding one."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.access import begin
from bot.core.client import Footbridge
from bot.phrases import moderator_commands as words
from bot.records.additions import RecordAdditions, row_of
from bot.uploads.fetch import check_records, fetch

Short = app_commands.Range[str, 1, 200]
Long = app_commands.Range[str, 1, 500]


def _choices(*values: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=value, value=value) for value in values]


class RecordCommands(commands.Cog):
    """The partnership records of a server: the subcommands of `/corpus` for them."""

    def __init__(self, client: Footbridge, records: RecordAdditions) -> None:
        self.client = client
        self.records = records

    @app_commands.command(name="import", description=words.IMPORT)
    @app_commands.describe(file=words.IMPORT_FILE)
    async def import_(self, interaction: discord.Interaction[Footbridge], file: discord.Attachment) -> None:
        """Read a CSV file of records and ask whether to import it."""
        context = await begin(interaction)
        name = check_records(file, context.p)
        data = await fetch(self.client, file, context.p)
        await self.records.offer(context, name, data)

    @app_commands.command(name="add-partnership", description=words.ADD_PARTNERSHIP)
    @app_commands.describe(
        city_a=words.CITY_A, country_a=words.COUNTRY_A, region_a=words.REGION_A,
        city_b=words.CITY_B, country_b=words.COUNTRY_B, region_b=words.REGION_B,
        source_title=words.SOURCE, source_url=words.SOURCE_URL, relation=words.RELATION,
        since=words.SINCE, until=words.UNTIL, status=words.STATUS, note=words.NOTE,
    )  # fmt: skip
    @app_commands.choices(
        relation=_choices("twin", "friendship", "contact", "club"),
        status=_choices("active", "suspended", "ended", "unknown"),
    )
    async def add_partnership(  # noqa: PLR0917
        self,
        interaction: discord.Interaction[Footbridge],
        city_a: Short,
        country_a: Short,
        city_b: Short,
        country_b: Short,
        source_title: Short,
        region_a: Short | None = None,
        region_b: Short | None = None,
        relation: str | None = None,
        since: Short | None = None,
        until: Short | None = None,
        status: str | None = None,
        source_url: Long | None = None,
        note: Long | None = None,
    ) -> None:
        """Check one record and ask whether to add it."""
        given: dict[str, Any] = {
            "city_a": city_a, "country_a": country_a, "region_a": region_a, "city_b": city_b,
            "country_b": country_b, "region_b": region_b, "source_title": source_title,
            "source_url": source_url, "relation": relation, "since": since, "until": until,
            "status": status, "note": note,
        }  # fmt: skip
        context = await begin(interaction)
        await self.records.offer(context, "record.csv", row_of(given))
