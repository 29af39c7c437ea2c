"""Whether something tells of an act, by families of words: without a word of the family it does not.

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
invent devise coin: inventor invention pioneer originate originator conceive create creator develop developer
    introduce design designer father
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
invite: invitation invitee guest host welcome ask summon call
criticise criticize condemn: critic criticism critique oppose opponent resist denounce challenge blame attack
    accuse object objection dispute reject
report cover: reporter report news newspaper press media journalist article story coverage broadcast headline
translate: translation translator interpreter language version
copy imitate: imitation follow model adopt example inspire
collect raise: collection donation donate donor gather fund money campaign charity
fund finance: funding donor donate money budget grant pay sponsor subsidy subsidise cost financial
apologise apologize: apology sorry forgive regret
cancel dissolve suspend: cancellation dissolution suspension end stop cease terminate withdraw break cut annul
choose pick select: choice selection prefer preference decide decision opt settle favour favor
regret: sorry apology apologise apologize remorse mistake lament rue
hate dislike despise detest: hatred dislike contempt oppose enemy hostile resent loathe
resign retire: resignation retirement quit leave left step stepped withdraw
arrest imprison jail: arrest prison prisoner jail detain custody captive sentence
sue: lawsuit court plaintiff litigation suit
buy purchase: buyer bought purchase acquire acquisition sell sold pay price
sell: seller sold sale buy bought market trade export
meet: met meeting encounter visit conference summit talk
own: owner ownership property possess belong
live reside: resident residence inhabitant home house household dwell population people live citizen
    native settle community city town village
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
