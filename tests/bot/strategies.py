"""Any answer that the type allows, with a taste for what Discord could choke on."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.answering.answer import Answer, Citation, Disagreement, Position
from bot.answering.blocks import Choice, Completeness, Item, Listing, Quote, Statement

NASTY = [
    "@everyone", "@here", "<@123456789012345678>", "<@!123456789012345678>", "<@&123456789012345678>",
    "<#123456789012345678>", "</ask:123456789012345678>", "<t:1700000000:R>", "<:x:123456789012345678>",
    "<a:x:123456789012345678>", "[bank](https://evil.example/login)", "[x](<https://evil.example>)",
    "https://evil.example/a_b*c`d", "discord.gg/abcdef", "discord.com/invite/abc", "www.evil.example",
    "```js\nboom```", "`", "``", "||spoiler||", "**", "__", "~~", "# big", "-# small", "> quote",
    ">>> all", "- item", "1. item", "\u202eevil\u202c", "\u2066x\u2069", "\u200b", "\ufeff", "\u00ad",
    "\x00", "\x1b[31m", "e" + "\u0301" * 50, "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f600" * 50, "\ud800", "\r\n", "\n\n\n", " ", "", "\\", "](", "\U000e0041",
    "javascript:alert(1)", "[1]", "W" * 3000, "a b " * 800, "{}", "{title}", "%s",
]  # fmt: skip

texts = st.one_of(
    st.text(st.characters(), max_size=200),
    st.lists(st.sampled_from(NASTY), max_size=12).map(" ".join),
    st.lists(st.sampled_from(NASTY), max_size=6).map("".join),
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=30)), max_size=60).map("\n".join),
    st.integers(1, 9000).map(lambda n: "\U0001f600" * n),
    st.integers(1, 9000).map(lambda n: "`" * n),
    st.integers(1, 9000).map(lambda n: "<@" * n),
)
urls = st.one_of(
    st.none(),
    texts,
    st.sampled_from(["https://example.org/a(b)_c", "http://ex\u00e4mple.org", "https://a@b.org"]),
)


@st.composite
def citations(draw: st.DrawFn, number: int = 1) -> Citation:
    kind = draw(st.sampled_from(["passage", "record"]))
    return Citation(
        number=number,
        id=draw(st.one_of(st.just("c-1a2b3c4d-0-9z"), texts)),
        kind=kind,
        document=draw(texts),
        version=draw(st.integers(1, 10**9)),
        title=draw(texts),
        author=draw(st.one_of(st.none(), texts)),
        url=draw(urls),
        start=draw(st.integers(0, 10**6)),
        end=draw(st.integers(0, 10**6)),
        quote=draw(texts),
        record=draw(st.one_of(st.none(), texts)) if kind == "record" else None,
        heading=draw(st.one_of(st.none(), texts)),
        lead=draw(st.one_of(st.none(), texts)),
        is_part=draw(st.booleans()),
    )


disagreements = st.builds(
    Disagreement,
    about=texts,
    statements=st.lists(st.builds(Position, text=texts, citation=st.integers(1, 9)), max_size=8).map(tuple),
)
places = st.builds(
    lambda a, b: f"{a}, {b}", texts, st.sampled_from(["Russia", "Japan", "Mexico", "\u202e", ""])
)
values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts,
    st.lists(st.one_of(places, texts), max_size=60),
    st.integers(1, 3000).map(lambda n: [f"Town {i}, Land {i % 7}" for i in range(n)]),
)  # fmt: skip

numbers = st.lists(st.integers(1, 12), max_size=5).map(tuple)
items = st.builds(Item, label=texts, note=texts, citations=numbers, group=st.one_of(st.just("Japan"), texts))
towns = st.integers(1, 400).map(
    lambda n: [Item(f"Town {i}, Land {i % 7}", "since 1990", (i + 1,), f"Land {i % 7}") for i in range(n)]
)
blocks = st.one_of(
    st.builds(Statement, text=texts, citations=numbers),
    st.builds(
        Listing,
        lead=texts,
        items=st.one_of(st.lists(items, max_size=20), towns).map(tuple),
        more=st.integers(0, 9999),
    ),
    st.builds(
        Quote,
        lead=st.one_of(st.just(""), texts),
        text=texts,
        citation=st.integers(1, 9),
        near=st.booleans(),
        under=st.one_of(st.just(""), texts),
    ),
    st.builds(Completeness, text=texts, complete=st.sampled_from([None, True, False])),
    st.builds(Choice, text=texts, options=st.lists(texts, max_size=30).map(tuple)),
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    found = [draw(citations(n + 1)) for n in range(draw(st.integers(0, 9)))]
    abstained = draw(st.booleans())
    return Answer(
        id=draw(texts),
        question=draw(texts),
        answer=draw(texts),
        abstained=abstained,
        confidence=draw(st.floats(0, 1)),
        citations=() if abstained else tuple(found),
        disagreements=tuple(draw(st.lists(disagreements, max_size=5))),
        has_values=draw(st.booleans()),
        values=draw(values),
        complete=draw(st.sampled_from([None, True, False])),
        nearest=tuple(found) if abstained else (),
        choices=tuple(draw(st.lists(texts, max_size=40))),
        follow_ups=tuple(draw(st.lists(texts, max_size=6))),
        blocks=tuple(draw(st.lists(blocks, max_size=5))),
        elapsed_ms=draw(st.floats(0, 10**6)),
    )
