"""Write bot/answering/records/words/ordinary.txt, English words that small places bear as their name too.

    python -m tools.ordinary [WORDS]

WORDS is a list of English words in which names are written with a capital letter, a word a line: that of
SCOWL as Debian's package wamerican has it. A word is listed where the bundled records know a place by it in
lower case, unless it is the name that they write for a city of 100,000 inhabitants: "time" is a town in
Norway, "cologne" mostly means the city. A large city's other name is listed: "canton" is part of Switzerland
far more often than Guangzhou.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bot.answering.question.linking import LARGE
from bot.answering.records.lexicon import known
from bot.shared.knowledge_base import KnowledgeBase
from corpus.places import Gazetteer

OUT = Path(__file__).resolve().parent.parent / "bot" / "answering" / "records" / "words" / "ordinary.txt"
WORDS = Path("/usr/share/dict/american-english")
_SHORTEST = 3


async def found(state: Path, words: Iterable[str]) -> list[str]:
    """Return those words of a list that are to be listed, by the records of a state folder."""
    kb = await KnowledgeBase.open(state, write=True)
    try:
        gazetteer = (await kb.knowledge()).records.gazetteer
    finally:
        await kb.close()
    return [word for word in sorted(set(words)) if is_listed(word, gazetteer)]


def is_listed(word: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a word is an ordinary one although it is a place's name or other name."""
    if not (word.islower() and word.isalpha() and len(word) >= _SHORTEST) or known(word):
        return False
    place = gazetteer.look_up(word)
    if place is None:
        return False
    largest = max((gazetteer.population(number) or 0 for number in place.places), default=0)
    return place.how != "exact" or largest < LARGE


def main() -> None:
    """Look every word up and write those that are listed."""
    words = Path(sys.argv[1]) if len(sys.argv) > 1 else WORDS
    with tempfile.TemporaryDirectory() as folder:
        listed = asyncio.run(found(Path(folder), words.read_text("utf-8").split()))
    OUT.write_text("\n".join(listed) + "\n", "utf-8")
    print(f"{len(listed)} words")


if __name__ == "__main__":
    main()
