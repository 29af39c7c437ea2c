"""The words that questions about partnership records are made of, and what each is a sign of.

A question that holds any other word asks for something that the records cannot know ("Who is the
mayor of Burlington?"), and is left to the passages. So a word belongs here only when it asks for
nothing beyond what the kinds of question in `_decide` can answer.
"""

from __future__ import annotations

from functools import cache

_WORDS = {
    "rel": """sister sisters twin twins twinned twinning twinnings twintown twintowns sistercity sistercities
        städtepartner städtepartnerschaft städtepartnerschaften partnerstadt partnerstädte
        jumelage jumelages jumelée jumelées jumelé jumelés""",
    "partner": """partner partners partnered partnering partnership partnerships paired pair pairs pairing
        pairings linked link links tie ties tied relation relations relationship relationships bond bonds
        counterpart counterparts agreement agreements treaty treaties pact pacts""",
    "friendship": "friendship friendships friend friends",
    "place": """city cities town towns municipality municipalities place places village villages
        community communities stadt städte ville villes""",
    "which": "which what whats what's welche welchen quelles quels quelle",
    "who": "wer who whom whos who's whose",
    "where": "where where's wheres",
    "how": "how",
    "many": "many number count total amount",
    "when": "when wann year years date dates",
    "since": "since seit",
    "long": "long old",
    "start": """start starts started starting begin begins began begun established formed signed became
        become becoming joined made entered concluded""",
    "found": "found founded created born",
    "until": "until till",
    "stop": """stopped stop stops terminated terminate dissolved dissolve expired expire finish finished
        cancelled canceled cancel end ends""",
    "ended": "ended former past inactive defunct broken",
    "suspended": "suspended suspend paused frozen dormant",
    "status": "status",
    "active": "active ongoing valid alive exist exists existed existing force",
    "still": "still currently current now today nowadays presently present actually moment",
    "most": "most largest biggest highest maximum greatest",
    "least": "fewest least smallest lowest minimum",
    "top": "top",
    "two": "two",
    "first": "first oldest earliest original",
    "latest": "latest newest recent recently youngest last",
    "longest": "longest",
    "far": "far distance distant apart away",
    "unit": "km kilometre kilometres kilometer kilometers miles mile",
    "farthest": "farthest furthest remotest",
    "near": "nearest closest",
    "close": "close",
    "common": "common share shared shares mutual mutually same",
    "both": "both",
    "via": "through via",
    "chain": "chain path route shortest steps step hops hop separation degrees",
    "connected": "connected connect connects connection connections",
    "country": "country countries nation nations",
    "foreign": "foreign international abroad overseas",
    "be": "sind ist sont est is are was were be been being isn't aren't",
    "do": "do does did",
    "have": "have has hat had having got get gets gotten hold holds maintain maintains maintained",
    "it": "it its it's",
    "they": "they their them theirs these those",
    "ask": "list name names show tell give find enumerate display",
    "me": "me please pls plz you i let hi hello hey thanks thx",
    "records": "records record database corpus footbridge recorded know",
    "in": "in within from located",
    "with": "with mit avec",
    "to": "to",
    "between": "between",
    "of": "of von de des du",
    "and": "and & plus und et",
    "about": "about",
    "article": "the a an die der das den les la le",
    "every": "all every each",
    "filler": """any some one ones other others another as by on for that there this
        so then also too just exactly altogether complete full officially official together
        world worldwide globally internationally called standing
        during
        ever lasted lasting running at going been""",
    "before": "before",
    "after": "after",
    "negated": "not no never without except besides nor or neither more less than only",
    "why": "why",
    "essay": "essay text article document author says say according",
    "put": "put puts lie lies situated locate locates",
    "tag": "isnt isn't right correct true",
}

_CORE = (
    "sister", "sisters", "twinned", "twinning", "twins", "partner", "partners", "partnership", "partnerships",
    "cities", "paired", "linked", "friendship", "suspended", "distance", "relationship", "kilometers",
)  # fmt: skip
"""Words long and plain enough that a misspelt one is still recognised."""

_MISSPELT = {
    "ctiy": "place", "citys": "place", "citie": "place", "cites": "place", "towm": "place", "twined": "rel",
    "sistr": "rel", "siter": "rel", "wich": "which", "wat": "which", "whitch": "which",
    "hwo": "how", "mnay": "many", "sinse": "since", "wen": "when",
}  # fmt: skip

_OTHER_WORDS = frozenset(("founder", "twine", "lined", "liked", "pained", "spouse", "parter"))
"""Words of their own that are one letter from a core word."""

COMMON_WORDS = frozenset(
    """nice bath reading mobile orange split bar die hat eye bend hope cork hull sale deal ware wells rugby
    best enough call cook dole apt hard horn hole fife hut gap bury berg bran kept man male van vale well
    worth central union liberty independence normal surprise hell rum law media much nature novel oil page
    peace police port post price queen rain red rice rose sand school sea signal snow song sport sun trade
    tours
    travel victory visit war water white wood work young people person mayor population capital benefit
    benefits aid help send sent choose chose culture students exchange money cost history language food
    famous most date same""".split()  # noqa: SIM905 - as a list it would fill two screens
)
"""Words of the language that are names of places too; in lower case they are taken as words."""


@cache
def _tags() -> dict[str, str]:
    return {word: tag for tag, words in _WORDS.items() for word in words.split()} | _MISSPELT


def tag(word: str) -> str | None:
    """Return the tag of a word, lower case; None when it asks for what records do not hold."""
    word = word.replace("’", "'")
    found = _tags().get(word)
    if found or len(word) < 5 or word in _OTHER_WORDS:
        return found
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only for words that are unknown

    for core in _CORE:
        if core[0] == word[0] and OSA.distance(word, core, score_cutoff=1) <= 1:
            return _tags()[core]
    return None


def known(word: str) -> bool:
    """Tell whether a word, lower case, belongs to such questions."""
    return word.replace("’", "'") in _tags()


def common(word: str) -> bool:
    """Tell whether a word, lower case, is a word of the language besides a name."""
    return word in COMMON_WORDS
