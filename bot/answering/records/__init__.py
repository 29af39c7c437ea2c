"""Answer questions exactly from partnership records, or say that they are not for the records.

Pure logic: a question, earlier questions and `Records` in, a `RecordAnswer` or None out. None means
that the records cannot answer this, so the passages are asked.
"""

from __future__ import annotations

from bot.answering.records.draft import Dispute, RecordAnswer
from bot.answering.records.interpreter import Interpreter
from corpus.partnerships import Records

__all__ = ["Dispute", "Interpreter", "RecordAnswer", "Records"]
