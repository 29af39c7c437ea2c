"""What one version of a text changes of another, in a few words."""

from __future__ import annotations

from collections import Counter


def changes(old: str, new: str) -> str:
    """Count the paragraphs that are new, gone and unchanged: `2 paragraphs new, 1 gone, 40 unchanged`."""
    before, after = _paragraphs(old), _paragraphs(new)
    same = (before & after).total()
    added, gone = after.total() - same, before.total() - same
    return f"{added} paragraph{'' if added == 1 else 's'} new, {gone} gone, {same} unchanged"


def _paragraphs(text: str) -> Counter[str]:
    return Counter(line for line in text.split("\n") if line)
