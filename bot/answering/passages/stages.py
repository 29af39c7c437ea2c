"""The stages of answering from passages that can be switched off, so that each one's gain can be measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stages:
    """What is done; every stage is, but where it is measured what one is worth.

    `named`: documents that do not say what the question names are left out where others do. `context`: a
    sentence is judged with the title and headings above it. `wide`: twenty passages are read, not six.
    `reading`: the reading model reads the best few. `rules`: exclusion rules are asked. `decision`: the
    classifier may say that nothing answers.
    """

    named: bool = True
    context: bool = True
    wide: bool = True
    reading: bool = True
    rules: bool = True
    decision: bool = True
