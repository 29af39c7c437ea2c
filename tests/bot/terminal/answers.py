"""Answers for the tests of what the terminal shows."""

from __future__ import annotations

from bot.answering.answer import Answer, Citation, Disagreement, Position

TEXT = "First paragraph.\n\nBefore it. The quote itself. And after.\n\nLast paragraph."
START = TEXT.index("The quote")
QUOTE = "The quote itself."


def citation(
    number: int = 1, quote: str = QUOTE, title: str = "Sister Cities", record: str | None = None
) -> Citation:
    return Citation(
        number=number,
        id=f"c-abcdefgh-{number}-9",
        kind="record" if record else "passage",
        document=record or "essay",
        version=1,
        title=title,
        author=None if record else "Alisha Rao",
        url="https://example.org/source" if record else None,
        start=START,
        end=START + len(QUOTE),
        quote=quote,
        record=record,
    )


def answered(text: str = "It says so. [1]", **fields: object) -> Answer:
    given: dict[str, object] = {"confidence": 0.93, "citations": (citation(),)} | fields
    return Answer(id="", question="What does it say?", answer=text, abstained=False, **given)  # type: ignore[arg-type]


def disagreeing() -> Answer:
    sides = (Position("Venezuela", 1), Position("Nicaragua", 2))
    return answered(
        "Sources differ. [1][2]",
        citations=(citation(), citation(2, record="P00001")),
        disagreements=(Disagreement("country of Puerto Cabezas", sides),),
    )


def abstained() -> Answer:
    return Answer(
        id="",
        question="What is the capital of France?",
        answer="The corpus does not hold that.",
        abstained=True,
        confidence=0.1,
        nearest=(citation(),),
    )
