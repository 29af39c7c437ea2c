"""Asking in Discord: `/ask`, mentions, replies, direct messages, and every button under an answer."""
