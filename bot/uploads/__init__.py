"""From what a moderator sends to what is stored: fetched, read in its own process, offered, confirmed."""
