"""Keep what is the same for every mutant of `tools.mutants`: what the model reads, and names in texts."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.places import Gazetteer


class Remembering:
    """An embedder that remembers what it has read, and loads the model anew in each process."""

    def __init__(self, state: Path) -> None:
        self._state, self._process = state, 0
        self._model: Any = None
        self._known: dict[tuple[str, str], Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loaded(), name)

    def _loaded(self) -> Any:
        if self._process != os.getpid():  # threads of a model do not outlive a fork
            from index.embedding import load  # noqa: PLC0415

            self._model, self._process = load(None, self._state), os.getpid()
        return self._model

    def _read(self, how: str, texts: Sequence[str]) -> list[Any]:
        fresh = [text for text in dict.fromkeys(texts) if (how, text) not in self._known]
        if fresh:
            found = getattr(self._loaded(), how)(fresh)
            self._known.update({(how, text): one for text, one in zip(fresh, found, strict=True)})
        return [self._known[how, text] for text in texts]

    def tokens(self, texts: Sequence[str]) -> list[Any]:
        """Return each text's tokens."""
        return self._read("tokens", texts)

    def states(self, text: str) -> Any:
        """Return what the lower layers say of a text."""
        if ("states", text) not in self._known:
            self._known["states", text] = self._loaded().states(text)
        return self._known["states", text]

    def embed(self, texts: Sequence[str]) -> Any:
        """Return the vectors of texts."""
        import numpy as np  # noqa: PLC0415

        return np.stack(self._read("embed", texts))


def remember(gazetteer: Gazetteer) -> None:
    """Keep what no mutant changes: the names in a text and the language of words."""
    from bot.answering.question.linking import Linked, Linker  # noqa: PLC0415
    from bot.answering.records import lexicon  # noqa: PLC0415

    link, language_of = Linker.link, functools.cache(lexicon.language_of)
    known: dict[tuple[object, str], Linked] = {}

    def linked(linker: Linker, text: str) -> Linked:
        if linker._gazetteer is not gazetteer:
            return link(linker, text)
        key = (tuple(cell.cell_contents.code for cell in linker._known.__closure__ or ()), text)
        if key not in known:
            known[key] = link(linker, text)
        return known[key]

    Linker.link = linked  # type: ignore[method-assign]
    lexicon.language_of = lambda words: language_of(tuple(words))  # type: ignore[arg-type]
