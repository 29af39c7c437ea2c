"""Cut text into sentences, windows and passages; only spans, so that every quote is verbatim."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.abbreviations import (
    ANY,
    BEFORE_NUMBER,
    BEFORE_NUMBER_LOWER,
    NEVER_LAST,
    RARELY_LAST,
    RARELY_LAST_CAPITAL,
    STARTERS,
)
from corpus.clauses import clauses, is_leader, items
from corpus.enumerations import introduces, leads
from corpus.languages import guess, is_abbreviation, starters
from corpus.late import LatePattern
from corpus.model import Span
from corpus.text import WIDE, Canonical, Section, is_line

RULES = 5
"""Changes when passages are cut otherwise: those in the database are then cut anew, see `store.renewal`."""

MAX_PASSAGE_TOKENS = 240  # the default model reads 256; the estimate is a twelfth too high on average
MAX_SENTENCE = 900  # characters; beyond, it is data, or has lost its full stops
_ROW_TOKENS = 120  # of lines in a row that are one passage
_FEW_TOKENS = 25  # a passage of fewer says too little to be told from others
_LONGEST_LEAD_IN = 200  # characters of a paragraph with a colon that opens the passage of the list below it
MAX_UNIT = 400  # characters; a longer sentence is cut between its clauses, where it has some
_LONGEST_BRACKET = 400  # characters in which a bracket must close to be taken for one
_TRIES = 8  # numbers of like parts tried before passages are simply filled
_AHEAD = 60  # characters looked at to see how the next sentence begins

_STOP = LatePattern(r"\.(?: \.)+|[.!?…。！？؟۔।॥]+")  # ". . ." is one, an ellipsis
_CLOSERS = LatePattern(
    r"(?:[\"'”’»›)\]}*_」』）】》]|\s?\[(?:\d+|note \d+|citation needed)\]|:\d+(?:[–-]\d+)?(?=\s))*"
)
_OPENERS = "\"'“‘„«‹([{¿¡*_—–-•"
_WIDE = "。！？"
_LINE = LatePattern(r"[^\n]+")
_MARKER = LatePattern(r"(?:- |\d{1,3}[.)] |[a-z]\) )(?=\S)")
_BEFORE_WORD = frozenset(" \t\n\u00a0\"“‘'([—–/")
_ACRONYM = LatePattern(r"(?:[^\W\d_]{1,2}\.)*[^\W\d_]{1,2}")
_SPACED = LatePattern(r"[^\W\d_a-z]\.|[^\W\d_]\.\s")
_NO_VOWEL = LatePattern(r"[b-df-hj-np-tv-zżźćńśłßбвгджзйклмнпрстфхцчшщ]{2,5}", re.IGNORECASE)
_BRACKETS = ("()", "[]", "（）")
_QUOTES = ("「」", "『』", "“”")
"""What stands in these is part of the sentence that quotes it, where the language closes none in them."""

_TITLES = frozenset(
    ("m", "mm", "mme", "sr", "sra", "dr", "dra", "d", "sig", "dott", "prof", "mevr", "dhr", "av")
)
_NUMBER_NEXT = LatePattern(r"\.\s?\d")
_NEXT_WORD = LatePattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TOKENS = LatePattern(r"[^\W_]+|[^\w\s]")
_SOFT_CUTS = (LatePattern(r"[;:]\s+"), LatePattern(r",\s+"), LatePattern(r"\s+"))


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage before it is stored: its span in the canonical text, its sentences', what stands above it.

    The first `headings` of its sentences are headings; `heading`, `lead` and `page` are its section's.
    """

    span: Span
    sentences: tuple[Span, ...]
    heading: str | None
    lead: str | None = None
    page: int | None = None
    headings: int = 0


def passages(canonical: Canonical) -> list[Cut]:
    """Return the passages of a document: a paragraph each, a very long one cut between sentences.

    A heading, a line that introduces a list, and a paragraph of a few words open the passage of what
    follows them, without which they say little. So every letter lies in a passage.
    """
    language = guess(canonical.text)
    cuts: list[Cut] = []
    above: list[Section] = []
    size = 0
    stands_above = leads(canonical)
    following: list[Section | None] = [*canonical.sections[1:], None]
    for section, after, lead in zip(canonical.sections, following, stands_above, strict=True):
        size += token_estimate(canonical.text[section.span.start : section.span.end])
        if after is not None and _opens(canonical, section, after, size):
            above.append(section)
            continue
        cuts += _cuts(canonical.text, above, replace(section, lead=lead), language)
        above, size = [], 0
    return cuts


def _opens(canonical: Canonical, section: Section, following: Section, size: int) -> bool:
    """Tell whether a section, with those it goes on from `size` tokens long, is part of what follows it."""
    text = canonical.text
    if section.kind == "heading":
        return True
    if section.kind not in ("paragraph", "list") or following.kind == "heading":
        return False
    is_lead = (following.lead is not None and section.kind == "paragraph") or introduces(canonical, section)
    if is_lead and section.span.end - section.span.start <= _LONGEST_LEAD_IN:
        return True
    if section.kind == "list":
        return False
    if size < _FEW_TOKENS and not _is_prose(text, section.span):
        return True
    # Lines in a row are a list, such as one of officers, though blank lines stand between them.
    return size < _ROW_TOKENS and _is_line(text, section) and _is_line(text, following)


def _is_line(text: str, section: Section) -> bool:
    return section.kind == "paragraph" and is_line(text[section.span.start : section.span.end])


def _is_prose(text: str, span: Span) -> bool:
    """Tell a short paragraph of several sentences, which stands for itself, from a line or two."""
    return "\n" not in text[span.start : span.end] and len(sentences(text, span)) > 1


def _cuts(text: str, above: Sequence[Section], section: Section, language: str) -> Iterator[Cut]:
    """Yield the passages of a section, and of the headings and lead-ins above it that it goes on from."""
    parts = [*above, section]
    spans = [span for part in parts for span in _units(text, part, language)]
    titles = sum(len(_units(text, part, language)) for part in parts if part.kind == "heading")
    place = parts[0].heading if all(part.kind == "heading" for part in parts) else section.heading
    start = parts[0].span.start
    for group in _groups(text, spans):
        end = group[-1].end
        headings = min(titles, len(group))
        titles -= headings
        yield Cut(Span(start, end), tuple(group), place, section.lead, parts[0].page, headings)
        start = _next_start(text, end, section.span.end)


def _units(text: str, section: Section, language: str) -> list[Span]:
    """Return what of a section is quoted: a heading as a whole, else its sentences."""
    is_whole = section.kind == "heading" and section.span.end - section.span.start <= _LONGEST_LEAD_IN
    if is_whole:
        return [section.span]
    return sentences(text, section.span, guess(text[section.span.start : section.span.end], language))


def _next_start(text: str, position: int, end: int) -> int:
    """Return where the next passage begins: after blank space, a list's mark belonging to it."""
    while position < end and text[position].isspace():
        position += 1
    return position


def sentences(text: str, span: Span | None = None, language: str = "en") -> list[Span]:
    """Return the sentences of text[span] in order; between them is only blank space or a list's mark."""
    start, end = (span.start, span.end) if span else (0, len(text))
    found: list[Span] = []
    for line in _LINE.finditer(text, start, end):
        marker = _MARKER.match(text, line.start(), line.end())
        numbered = items(text, line.start(), line.end())
        begin = marker.end() if marker else line.start()
        found.extend(_sentences_of_line(text, begin, line.end(), numbered, language))
    return found


def windows(spans: Sequence[Span]) -> list[Span]:
    """Return the windows of two sentences that follow each other; none for a single sentence."""
    return [Span(a.start, b.end) for a, b in pairwise(spans)]


def token_estimate(text: str) -> int:
    """Estimate how many word pieces a text is: long words are several, ideographs one each."""
    total = 0
    for token in _TOKENS.findall(text):
        total += 1 + (len(token) - 1) // 7 if token.isascii() else 1 + (len(token) - 1) // 2
    return total


def _sentences_of_line(text: str, start: int, end: int, numbered: list[int], language: str) -> Iterator[Span]:
    position = start
    ends = [at for at in _boundaries(text, start, end, language) if not _is_mark(text, at, numbered)]
    for boundary in [*sorted({*ends, *numbered}), end]:
        first, last = position, boundary
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield from _cut_overlong(text, Span(first, last))
        position = boundary


def _is_mark(text: str, boundary: int, numbered: list[int]) -> bool:
    """Tell whether the stop before `boundary` is that of an item's number."""
    place = bisect_right(numbered, boundary) - 1
    return place >= 0 and boundary - numbered[place] <= 9 and " " not in text[numbered[place] : boundary]


def _boundaries(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """Yield the offsets within one line at which a sentence has just ended."""
    closed_until = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < closed_until:
            continue
        after = _CLOSERS.match(text, stop.end(), end)
        boundary = after.end() if after else stop.end()
        if boundary >= end:
            return
        if not text[boundary].isspace() and stop[0][-1] not in _WIDE:
            continue
        if (bracket := _open_bracket(text, start, stop.start(), end, language)) is not None:
            closed_until = bracket
            continue
        if not is_leader(text, stop) and _is_end(text, start, stop, boundary, end=end, language=language):
            yield boundary
            start = boundary


def _is_end(text: str, start: int, stop: re.Match[str], boundary: int, *, end: int, language: str) -> bool:
    bare = text[boundary : min(end, boundary + _AHEAD)].lstrip().lstrip(_OPENERS)
    if not bare:
        return True
    if bare[0].islower():
        return False  # "Yes!" she said; 1.7 m. wide; a sentence that begins with a name in lower case is rare
    if stop[0].startswith("..") and text[stop.start() - 1 : stop.start()] in _OPENERS:
        return False  # "...and the rest": an ellipsis that opens a quotation
    if stop[0] != ".":  # 「…。」と言った: a quotation that the sentence goes on from
        return stop[0][-1] not in _WIDE or boundary == stop.end() or not text[boundary].isalnum()
    word = _last_word(text, start, stop.start())
    is_first = _is_blank(text, start, stop.start() - len(word))
    if word and (_is_cut_short(word, bare) or not _ends_in(language, word, bare)):
        return False
    return not word or _ends_after(word, bare, is_first=is_first, closed=boundary > stop.end())


def _is_cut_short(word: str, following: str) -> bool:
    """Tell an abbreviation of any language: "e. V.", and "Abs. 2", a word without a vowel and a number."""
    if len(word) == 1 and word.islower() and _SPACED.match(following):
        return True
    return following[0].isdigit() and bool(_NO_VOWEL.fullmatch(word))


def _ends_in(language: str, word: str, following: str) -> bool:
    """Tell whether the full stop after `word` can end a sentence in a language other than English."""
    if language == "en":
        return True
    next_word = _NEXT_WORD.match(following)
    if next_word is not None and next_word[0] in starters(language):
        return word.casefold() not in _TITLES or language not in ("fr", "es", "pt", "it", "nl")
    is_short = len(word) <= 4 and following[0].isdigit()
    is_ordinal = word.isdigit() and len(word) <= 2 and language in ("de", "pl")
    is_letter = len(word) == 1 and word.isalpha()
    has_dots = "." in word and len(word) <= 8
    is_known = is_abbreviation(word, language) or bool(_NO_VOWEL.fullmatch(word))
    return not (is_short or is_ordinal or is_letter or has_dots or is_known)


def _ends_after(word: str, following: str, *, is_first: bool, closed: bool) -> bool:
    """Tell whether the full stop after `word` ends a sentence, by what follows it."""
    folded = word.casefold()
    next_word = _NEXT_WORD.match(following)
    if folded in NEVER_LAST or _goes_before(word, following):
        return False
    if following[0].isdigit() and (folded in BEFORE_NUMBER or word in BEFORE_NUMBER_LOWER):
        return False  # "No. 5", "pp. 3", "c. 1850"
    if is_first and word.isdigit():
        return False  # "1. The first point" at the start of a line
    if folded in RARELY_LAST or word in RARELY_LAST_CAPITAL or _is_initials(word):
        starts_anew = next_word is not None and next_word[0] in STARTERS
        return starts_anew or (closed and not next_word)
    return True


def _goes_before(word: str, following: str) -> bool:
    """Tell whether an abbreviation stands before another: "Hon. Sec. Mr.", "Main St. No. 5"."""
    other = _NEXT_WORD.match(following)
    if other is None or word.casefold() not in ANY or word.islower():
        return False
    rest = following[other.end() : other.end() + 3]
    is_short = other[0].casefold() in NEVER_LAST and rest.startswith(".")
    return is_short or (other[0].casefold() in BEFORE_NUMBER and bool(_NUMBER_NEXT.match(rest)))


def _is_blank(text: str, start: int, end: int) -> bool:
    # Without the first test, a line of a million characters would be copied at each of its full stops.
    return end - start < 8 and not text[start:end].strip()


def _last_word(text: str, start: int, end: int) -> str:
    """Return the word before `end`: a stepped search, since a pattern would look from `start` each time."""
    first = end
    while first > start and end - first < 40 and not _stands_before_word(text[first - 1]):
        first -= 1
    return text[first:end]


def _stands_before_word(character: str) -> bool:
    """Tell whether a word begins after this: among ideographs, one of Latin letters needs no space."""
    return character in _BEFORE_WORD or WIDE.match(character) is not None


def _is_initials(word: str) -> bool:
    """Tell "J", "U.S", "Ph.D" from words; a lone letter in lower case or a digit is none."""
    return bool(_ACRONYM.fullmatch(word)) and (("." in word) or (len(word) == 1 and word.isupper()))


def _open_bracket(text: str, start: int, position: int, end: int, language: str) -> int | None:
    """Return where the bracket closes that opened in mid-sentence and is open at `position`, if one is."""
    for opener, closer in (*_BRACKETS, *(_QUOTES if language in ("ja", "zh") else ())):
        opened = text.rfind(opener, max(start, position - _LONGEST_BRACKET), position)
        if opened < 0 or text.find(closer, opened, position) >= 0:
            continue
        closes = text.find(closer, position, min(end, opened + _LONGEST_BRACKET))
        if closes >= 0 and (opener in "「『“" or not _is_blank(text, start, opened)):
            return closes
    return None


def _cut_overlong(text: str, span: Span) -> Iterator[Span]:
    """Yield a sentence, or its pieces where it is longer than any sentence should be."""
    start = span.start
    if span.end - start > MAX_UNIT:
        for cut in clauses(text, start, span.end, MAX_UNIT):
            yield from _cut_hard(text, _trimmed(text, start, cut))
            start = cut
    yield from _cut_hard(text, Span(start, span.end))


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _cut_hard(text: str, span: Span) -> Iterator[Span]:
    """Yield what has no clauses in pieces of at most MAX_SENTENCE characters."""
    start = span.start
    while span.end - start > MAX_SENTENCE:
        cut = _soft_cut(text, start)
        last = cut
        while last > start and text[last - 1].isspace():
            last -= 1
        yield Span(start, last)
        start = cut
    if start < span.end:
        yield Span(start, span.end)


def _soft_cut(text: str, start: int) -> int:
    """Return where to cut: after the last semicolon, else comma, else space, in the second half."""
    for pattern in _SOFT_CUTS:
        ends = [m.end() for m in pattern.finditer(text, start + MAX_SENTENCE // 2, start + MAX_SENTENCE)]
        if ends:
            return ends[-1]
    return start + MAX_SENTENCE


def _groups(text: str, spans: list[Span]) -> list[list[Span]]:
    """Return the sentences of each passage: all of them, or groups of about the same length."""
    sizes = [token_estimate(text[s.start : s.end]) for s in spans]
    fewest = max(1, -(-sum(sizes) // MAX_PASSAGE_TOKENS))
    for count in range(fewest, min(fewest + _TRIES, len(spans) + 1)):
        groups = _shares(sizes, count)
        if max(sum(sizes[i] for i in group) for group in groups) <= MAX_PASSAGE_TOKENS:
            return [[spans[i] for i in group] for group in groups]
    return _filled(spans, sizes)


def _filled(spans: list[Span], sizes: list[int]) -> list[list[Span]]:
    """Deal sentences out in order, each passage filled before the next is begun."""
    groups: list[list[Span]] = []
    room = 0
    for span, size in zip(spans, sizes, strict=True):
        if size > room:
            groups.append([])
            room = MAX_PASSAGE_TOKENS
        groups[-1].append(span)
        room -= size
    return groups


def _shares(sizes: list[int], count: int) -> list[list[int]]:
    """Deal sentences out in order, each to the share in which its middle lies; no share is empty."""
    whole = sum(sizes)
    shares: list[list[int]] = [[] for _ in range(count)]
    before = 0
    for index, size in enumerate(sizes):
        shares[int((before + size / 2) * count / whole)].append(index)
        before += size
    return [share for share in shares if share]
