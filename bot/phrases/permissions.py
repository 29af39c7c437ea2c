"""What Discord's settings call the permissions that the bot needs, by discord.py's names for them."""

from __future__ import annotations

from typing import Final

NAMES: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
