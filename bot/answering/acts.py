"""What people did, in families of words: a sentence without a word of the family does not tell of the act.

"Who founded the college?" is not answered by who spoke there, however well all other words match. The
list is ours: acts that people ask for and that sentences name with few other words, one a line, the
verbs that ask for it first. It favours precision over completeness.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from index.terms import stem

_FAMILIES = """
invent devise: inventor invention pioneer originate originator conceive create creator develop developer
    introduce design designer coin father
found: founder establish create creator start begin form launch build set organize organise institute open
    charter formation
write author: pen compose composer publish book letter novel poem draft text
discover: discoverer discovery find detect identify observe
study graduate attend enroll: student degree educate education learn major scholar research course school
    alumnus alumni
marry: wife husband wed spouse marriage married
born: birth birthplace native
die: death dead kill murder assassinate perish execute deceased
kill murder assassinate: assassin shoot stab execute die death massacre
win: winner victory victor victorious defeat beat conquer triumph champion award receive gain capture
beat defeat: win victory victorious conquer overcome lose loss rout
pay cost: price fund dollar spend money expensive fee charge salary earn euro pound
vote: elect election ballot voter
teach: teacher professor instructor lecture tutor faculty taught
paint: painter painting artist draw portrait
sing: singer song album
visit: visitor travel trip tour journey go went come came arrive
end: cease stop finish terminate close dissolve abolish cancel conclude expire suspend over fall last until
sign: signature signatory treaty ratify
"""
_LIFETIME = re.compile(r"\(\D{0,20}\d{3,4}\s?[-–—]\s?\D{0,20}\d{3,4}\)")  # (1277–1347)
_LIFE = frozenset(map(stem, ("born", "die")))


def untold(verb: str, stems: Collection[str], text: str) -> bool:
    """Tell whether a question's verb asks for an act that a text, whose stems are given, does not tell of."""
    act = stem(verb.casefold())
    family = _families().get(act)
    if family is None or not family.isdisjoint(stems):
        return False
    return not (act in _LIFE and _LIFETIME.search(text))


@cache
def _families() -> Mapping[str, frozenset[str]]:
    families: dict[str, frozenset[str]] = {}
    for line in re.split(r"\n(?!\s)", _FAMILIES.strip()):
        verbs, _, others = line.partition(":")
        family = frozenset(map(stem, (*verbs.split(), *others.split())))
        families |= {stem(verb): family for verb in verbs.split()}
    return families
