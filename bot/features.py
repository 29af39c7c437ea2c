"""The commands, one cog a domain. To add one, write its module and name its class in `ALL`.

What a cog may rely on (`bot` is the `Footbridge` client handed to it):

- `bot.app` (`bot/core/services.py`) outlives the client: `app.worker.run(lambda desk: …)` runs on the desk
  (its store and index) on the desk's own thread and loop, the only place where they may be touched;
  `app.community` holds the people's tables (questions, ratings, notes) and `app.community.servers` those of
  servers (settings, jobs that survive a restart, departures); `app.server(guild_id)` and
  `app.save_server(…)` are a server's settings; `app.scopes(guild_id)` what may be searched there.
- Acknowledge first (`bot.delivery.acknowledge`), then work, then `bot.delivery.deliver` the result: both know
  which of Discord's refusals mean success. Errors of the project's own tree may be raised: the tree's
  handler shows their line. `bot.say(interaction, text)` says one sentence in any state.
- Who moderates is `bot.core.access.require_moderator(interaction)`, called in every command, press and form.
- After documents changed: `bot.housekeeping.corpus_changed()` tells who waits for an answer.
- Work that must survive a restart is a job: `servers.add_job(kind, …)`, picked up in `cog_load`/`on_ready`.
- Buttons are `discord.ui.DynamicItem`s with a prefix of their own (`fb:` is taken), registered in `cog_load`
  by `bot.add_dynamic_items`, and let a press through once by `bot.app.seen.first(interaction.id)`.
- Sentences stand in `bot/phrases`; text of strangers passes `bot.render.text.shown` or `split`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.about.commands import About
from bot.ask.commands import Ask
from bot.documents.commands import Corpus
from bot.insights.commands import Insights
from bot.lookup.city import City
from bot.lookup.verify import Verify
from bot.rebuild.commands import Index
from bot.settings.commands import Settings

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.core.client import Footbridge

ALL: tuple[Callable[[Footbridge], commands.Cog], ...] = (
    Ask, City, Verify, About, Corpus, Index, Insights, Settings
)  # fmt: skip
