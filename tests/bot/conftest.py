from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # discord.py imports the standard library's audioop, which says at every import that it will leave
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord  # noqa: F401
