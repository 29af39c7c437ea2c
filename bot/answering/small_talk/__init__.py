"""Greetings, thanks, and questions about the bot itself: a short helpful answer, with what could be asked."""
