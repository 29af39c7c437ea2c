"""Pick a text's title among the lines it opens with: not a banner, a page number, a code or a by-line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.described import LONGEST
from corpus.readers.fields import is_field
from corpus.readers.lines import BYLINE
from corpus.readers.papers import is_named
from corpus.text import Block, is_page_number

LONGEST_TITLE = 200
_LOOKED_AT = 12  # blocks at the beginning among which the title is
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_NAME = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_ENDED = re.compile(r"[.!?…;,。！？]$")
_ASIDE = re.compile(r"\(.*\)|\[.*\]")
_LABEL = re.compile(r"[:：][-–—]?$")
_GLUED = re.compile(r"[^\W\d_A-Z][A-Z][^\W\d_A-Z]")  # menus of pages that were copied: HomeMy WebLinkAbout
_MOST_LINES = 40  # lines that are looked at
_CAPITALS = re.compile(r"(?:(?<=\s)|(?<=\d)|^)[^\W\d_a-zß-öø-ÿ][^\sa-zß-öø-ÿ]*(?: [^\sa-zß-öø-ÿ]+)+(?!\S)")
_AT_TOP = 200  # characters within which words in capitals begin that are a title
_AND = " – "
_NEXT = 3  # blocks, and lines below a title, among which one may say which paper it is
_SAID = re.compile(r"[^:]{1,30}:\s*\S")  # "Reports to: the board"
_FURTHER = 30  # blocks among which a title may stand below banners
_LONG = 800  # characters of prose from which on a text goes on about its title
_OFTEN = 2  # times that words of a title come again where half of them do not
_SHORT = 120  # characters of a title that no sign marks as one
_MANY_WORDS = 3  # longer ones that a title has which no sign marks as one
_FURNITURE = re.compile(
    r"""\b(?:ad-?blocke?r?s?|facebook|instagram|cookies?|javascript|browser|skip\sto|main\scontent|loading|log\s?in|sign\s(?:in|up)|subscribe
    |advertisement|anzeige|werbung|zum\sinhalt|anmelden|abonnieren|aller\sau\scontenu|se\sconnecter|abonnez|publicit[ée]
    |publicidad|ir\sal\scontenido|inici[ae]r?\ssesi[óo]n|suscr[íi]b\w+|vai\sal\scontenuto|accedi|abbonati|pubblicit[àa]
    |publicidade|ir\spara\so\sconte[úu]do|assine|naar\sinhoud|inloggen|advertentie|reklama|zaloguj|реклама|войти)\b
    |ログイン|広告|本文へ|登录|广告""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a web page says to its visitors and not in its text."""

_STEM = 5  # letters
_TITLE_LEVEL = 2  # the lowest level of headings that are titles
_MADE = re.compile(
    r"""^Microsoft\s\w+\s-\s|\.[a-z]{2,4}\d?$|://|[\\/]\S+[\\/]|^\S*[_\d]\S*$
    |^(?:untitled|unbenannt|sans\stitre|sin\st[íi]tulo|senza\stitolo|sem\st[íi]tulo|naamloos|bez\snazwy|без\sназвания
    |无标题|名称未設定|無題|powerpoint\s\S+|(?:document|dokument|documento|presentation|template|slide|folie|layout|page
    |seite|print|title)(?:\s?\d+)?)$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What programs write for a title: the name of a file or of a template, a place in a folder, a number."""

_BODY = 20_000  # characters of the text in which a title's words are looked for


def title_of(blocks: Sequence[Block]) -> str | None:
    """Return what a text is called by the lines it opens with."""
    return _with_paper(_title_of(blocks), blocks)


def _with_paper(title: str | None, blocks: Sequence[Block]) -> str | None:
    """Return a title, with the line below it that says which paper it is where the title is whose it is.

    "City of Riverton", and below it "Minutes of …": one that has others of its level below it heads a part.
    Whose it is stays: that is often the only place where a text names its town.
    """
    if title is None or is_named(title):
        return title
    place = next((at for at, one in enumerate(blocks[:_LOOKED_AT]) if title in one.text.split("\n")), None)
    if place is None:
        return title
    levels = Counter(one.level for one in blocks[place + 1 :] if one.kind == "heading")
    lines: list[str] = []
    for block in blocks[place : place + _NEXT]:
        is_part = block is not blocks[place] and block.level > 1 and levels[block.level] > 1
        if block.kind not in ("heading", "paragraph") or is_part or _is_prose(block):
            break
        lines += map(str.strip, block.text.split("\n"))
    below = lines[lines.index(title) + 1 :][:_NEXT] if title in lines else []
    paper = next((line for line in below if _names_paper(line)), None)
    if paper is None or title.casefold() in paper.casefold():
        return paper or title
    return f"{title}{_AND}{paper}"


def _names_paper(line: str) -> bool:
    """Tell whether a line says which paper a text is, in several words: "Agenda" heads a part as well."""
    is_said = is_named(line) and " " in line and not _SAID.match(line)
    return is_said and _is_candidate(line, is_first=False)


def _title_of(blocks: Sequence[Block]) -> str | None:
    """Return the first of the opening lines whose words the text takes up again, else the first heading.

    A banner, an advertisement or a menu says nothing that the text goes on about; a title does, to its end.
    Between banners and the text, a title need not stand at the top.
    """
    body = _Body(blocks)
    prose = next((at for at, block in enumerate(blocks[:_LOOKED_AT]) if _is_prose(block)), _LOOKED_AT)
    first = next((at for at, block in enumerate(blocks) if not is_page_number(block.text)), 0)
    above = [
        one
        for one in islice(_openings(blocks[:prose], first), _MOST_LINES)
        if not _FURNITURE.search(one.text)
    ]
    tops = [one for one in above if one.is_heading or one.at == first]
    said = [one for one in above if one.is_alone]
    if any(map(_FURNITURE.search, (block.text for block in blocks[:prose] if block.kind == "heading"))):
        further = [one for one in islice(_openings(blocks[:_FURTHER], first), _MOST_LINES) if one.is_alone]
        said += [one for one in further if one.at >= prose and not _FURNITURE.search(one.text)]
    said = [one for one in said if len(one.text) <= _SHORT and len(_WORD.findall(one.text)) >= _MANY_WORDS]
    if above and above[0].at == first and above[0].text.endswith(("?", "？")):
        return above[0].text
    named = [one for one in tops if one.is_heading]
    is_banner = bool(named) and not any(map(body.shared, named))
    # one word that comes again is little, where it does not stand first: "Officers" heads a part
    strong = [one for one in tops if one.at == first or len(_stems(one.text)) > 1]
    ways = (
        (one for one in strong if body.goes_on_about(one)),
        (one for one in said if body.goes_on_about(one)),
        (one for one in strong if body.takes_up(one.text, one.at)),
        (one for one in said if is_banner and body.shared(one) >= _MANY_WORDS),
        sorted(named, key=lambda one: -body.below(one.text, one.at)),
        _unmarked(blocks, body),
    )
    taken = next((one for way in ways for one in way), None)
    return taken.text.rstrip(" :：") if taken else None


def _unmarked(blocks: Sequence[Block], body: _Body) -> Iterator[_Opening]:
    """Yield what may be the title of a text that sets none apart, by its capitals and by its place.

    A copied page joins its title to other lines; a headline may end as a sentence does.
    """
    yield from _in_capitals(blocks)
    top = blocks[0].text if blocks else ""
    if 2 * len(top) <= len(blocks[1].text if blocks[1:] else "") and "\n" not in top and len(top) <= _SHORT:
        one = _Opening(top.rstrip("."), 0, is_heading=False, is_alone=True)
        if body.shared(one) and body.goes_on_about(one):
            yield one


def _in_capitals(blocks: Sequence[Block]) -> Iterator[_Opening]:
    """Yield the words in capitals near a text's beginning that it takes up again."""
    text = " ".join("\n".join(block.text[:_BODY] for block in blocks[:_LOOKED_AT])[:_BODY].split())
    for run in _CAPITALS.finditer(text, 0, _AT_TOP + LONGEST_TITLE):
        words = run[0].split()
        if words[-1].endswith((",", ";", ":")):
            words.pop()  # it begins the sentence after them, as WHEREAS does
        said, below = _stems(" ".join(words)), _stems(text[run.end() :])
        found = sum(word in below for word in said)
        if run.start() < _AT_TOP and found >= _MANY_WORDS and found * 2 >= len(said):
            yield _Opening(" ".join(words), 0, is_heading=False, is_alone=False)


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that a text opens with, and the place of its block."""

    text: str
    at: int
    is_heading: bool
    is_alone: bool


def _openings(blocks: Sequence[Block], first: int) -> Iterator[_Opening]:
    """Yield the lines that could be a title; only a text's first block may end as a question does."""
    for at, block in enumerate(blocks):
        is_alone = "\n" not in block.text and block.kind in ("heading", "paragraph")
        for line in map(str.strip, block.text[:_BODY].split("\n")):
            if _is_candidate(line, is_first=at == first and is_alone):
                yield _Opening(line, at, block.kind == "heading", is_alone)


class _Body:
    """The words of a text below its title; of a long one those of its later part, where no banner goes on."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        prose = "\n".join(block.text for block in blocks if _is_prose(block))[: 3 * _BODY]
        self._later = _stems(prose[len(prose) // 3 :]) if len(prose) > _LONG else None

    def takes_up(self, line: str, at: int) -> bool:
        """Tell whether at least half of a line's longer words come again below the block at `at`.

        In a long text the items of lists are not looked at: menus repeat what stands above them.
        """
        words = _stems(line)
        found = self.below(line, at)
        return found * 2 >= len(words) and found > (len(words) > 1)

    def below(self, line: str, at: int) -> int:
        """Count the longer words of a line that come again below the block at `at`."""
        blocks = [one for one in self._blocks[at + 1 :] if self._later is None or one.kind != "list"]
        below = _stems("\n".join(block.text[:_BODY] for block in blocks)[:_BODY])
        return sum(word in below for word in _stems(line))

    def goes_on_about(self, one: _Opening) -> bool:
        """Tell whether they come again in the text's later part: several, if no sign marks the line."""
        if self._later is None:
            return self.takes_up(one.text, one.at)
        words = set(_stems(one.text))
        is_half = bool(words) and self.shared(one) * 2 >= len(words)
        if not one.is_heading:
            return is_half and self.shared(one) >= _MANY_WORDS
        return self.times(one) > _OFTEN or (is_half and self.times(one) > 1)

    def times(self, one: _Opening) -> int:
        """Count how often the longer words of a line come again in the text's later part."""
        return sum(map(self._later.__getitem__, set(_stems(one.text)))) if self._later else 0

    def shared(self, one: _Opening) -> int:
        """Count the longer words of a line that come again in the text's later part."""
        return sum(word in self._later for word in _stems(one.text)) if self._later else 0


def _stems(text: str) -> Counter[str]:
    """Count a text's longer words by how they begin: a title's words come again with other endings."""
    return Counter(word[:_STEM] for word in _WORD.findall(text.casefold()))


def told_title(told: str | None, blocks: Sequence[Block]) -> str | None:
    """Return the title that a file names of itself where its text bears that out, else that of its text.

    Programs write their own there, the name of a file or that of a template; the text speaks of none of
    these. Where it has no title itself, any that could be one is taken.
    """
    said = " ".join((told or "").split())
    if _MADE.search(said) or not _NAME.search(said) or is_page_number(said):
        said = ""
    if said and (len(said) > LONGEST["title"] or 2 * _Body(blocks).below(said, -1) >= len(_stems(said))):
        return said  # one that is too long is left out later, and told
    return title_of(blocks) or said or None


def leading_title(blocks: Sequence[Block]) -> str | None:
    """Return the title of a text whose headings are marked as such: of the highest that it opens with.

    Of several it is the first whose words the text takes up again; without any, as of any text.
    """
    ends = (at for at, one in enumerate(blocks) if one.kind == "paragraph" and _ENDED.search(one.text))
    end = next(ends, _LOOKED_AT)
    if not end:
        return None
    opening = [(at, block) for at, block in enumerate(blocks[:end]) if block.kind == "heading"]
    highest = min((block.level for _, block in opening), default=0)
    tops = [(at, block.text) for at, block in opening if block.level == highest <= _TITLE_LEVEL]
    tops = [(at, text) for at, text in tops if _NAME.search(text) and not is_page_number(text)]
    body = _Body(blocks)
    for at, text in tops:
        if body.takes_up(text, at):
            return _with_paper(text, blocks)
    return _with_paper(tops[0][1], blocks) if tops else title_of(blocks)


def _is_prose(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) > 60 and bool(_ENDED.search(block.text[-3:]))


def _is_candidate(line: str, *, is_first: bool) -> bool:
    ended = _ENDED.search(line)
    if not is_first and _LABEL.search(line):
        return False
    if not 0 < len(line) <= LONGEST_TITLE or (ended and not (is_first and ended[0] in "?？!")):
        return False
    if any(line.count(opener) != line.count(closer) for opener, closer in ("()", "[]", "{}")):
        return False
    is_of_document = (
        _ASIDE.fullmatch(line) or BYLINE.fullmatch(line) or is_field(line) or "://" in line or "@" in line
    )
    is_glued = len(_GLUED.findall(line)) > 1
    return bool(_NAME.search(line)) and not is_page_number(line) and not is_of_document and not is_glued
