"""Names and descriptions of commands in the languages that Discord's clients are set to."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot.phrases.languages import TRANSLATED, pick, translation

_NAMES = frozenset({Where.command_name, Where.group_name, Where.parameter_name})


class CommandTranslator(app_commands.Translator):
    """Looks commands' texts up by the English ones; what is not there stays English."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return a text in a client's language, None where there is none."""
        language = pick({"en": "", **{one: one for one in TRANSLATED}}, str(locale))
        if not language:
            return None
        table = translation(language)
        texts = table.names if context.location in _NAMES else table.descriptions
        return texts.get(string.message)
