"""Words that say the opposite of each other, by stem.

A sentence that holds the opposite of a question's word, and not the word, rarely answers the question
("After X, how many …?" against "Before X, about twenty …"). The list is ours: everyday pairs, a line a
pair of senses; it favours precision over completeness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache

from index.terms import stem

_PAIRS = """
before prior preceding earlier | after following subsequent later since
first initial earliest oldest | last final latest newest youngest second third
increase rise rose grow grew growth gain expand raise boost | decrease decline fell shrink reduce drop lose
more greater most higher larger bigger highest largest | less fewer least lower smaller lowest smallest
majority | minority
win won victory victorious succeed success successful | lost fail failure unsuccessful
begin began start found establish create open | end finish stop close abolish dissolve destroy cease
support favor favour endorse promote encourage advocate supporter held | oppose opposition against detractor
support favor endorse promote encourage supporter held | reject criticize discourage opponent critic
allow permit enable legal | forbid forbidden prohibit ban prevent illegal disallow
accept approve agree include adopt | reject refuse deny disagree exclude
strong stronger powerful strength strengthen | weak weaker weakness weaken powerless
old ancient older traditional | new modern recent young younger
north northern northeast northwest | south southern southeast southwest
east eastern | west western
rich wealthy wealth | poor poverty
public | private
major main important primary significant | minor unimportant secondary insignificant
high tall top upper | low short bottom lower
large big huge | small tiny little
long | short brief
fast quick quickly rapid | slow slowly
hot warm | cold cool
male man men king | female woman women queen
internal inside inner within indoor | external outside outer outdoor
import | export
attack invade offensive | defend defense defence defensive retreat
friend ally allies friendly | enemy enemies foe hostile adversary
active activate | inactive passive deactivate inhibit suppress
positive good best better advantage benefit | negative bad worst worse disadvantage harm drawback
always every everyone | never none nobody
common usual typical frequent often | rare unusual uncommon rarely seldom
buy bought purchase | sell sold
send sent | receive received
arrive enter join | leave left depart exit quit withdraw
build built construct | destroy demolish dismantle
love like | hate dislike
simple easy easier | complex complicated difficult harder
same similar alike identical | different differ dissimilar distinct
dependent depend rely | independent independently
possible able capable | impossible unable incapable cannot
maximum maximize peak | minimum minimize trough
lawful | unlawful
employ hire | fire dismiss
remember | forget forgot
peace peaceful | war violent violence
urban | rural
single alone individual | multiple several together collective
full complete whole | empty partial incomplete
visible seen | invisible hidden
life live birth born survive | dead death die died kill
day daytime | night nighttime
civilian | military
natural | artificial synthetic
winner | loser
maternal | paternal
liberal | conservative
centralize | decentralize distribute
heavy | light
wet | dry
summer | winter
above over | below under beneath
ignore neglect unaware | notice recognize recognise aware
formal | informal
wall walls | bridge bridges
"""


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    pairs: defaultdict[str, set[str]] = defaultdict(set)
    for line in _PAIRS.strip().splitlines():
        left, right = ({stem(word) for word in side.split()} for side in line.split("|"))
        for word in left:
            pairs[word] |= right - left
        for word in right:
            pairs[word] |= left - right
    return {word: frozenset(others) for word, others in pairs.items()}


def contradicts(question: Collection[str], sentence: Collection[str]) -> bool:
    """Tell whether a sentence holds the opposite of a word that only the question holds; stems."""
    table = _opposites()
    asked, said = frozenset(question), frozenset(sentence)
    return any(word in table and word not in said and table[word] & (said - asked) for word in asked)


_PREFIXES = ("non", "un", "in", "im", "dis", "de", "anti", "ir", "il", "mis")


def negates_by_prefix(question: Collection[str], sentence: Collection[str]) -> bool:
    """Tell whether one side denies by its prefix what the other says ("non-native" against "native").

    Both are words in lower case, compounds whole ("non-native").
    """
    asked, said = frozenset(question), frozenset(sentence)
    return _denies(asked, said) or _denies(said, asked)


def _denies(denying: frozenset[str], plain: frozenset[str]) -> bool:
    for word in denying - plain:
        for prefix in _PREFIXES:
            base = word[len(prefix) :].lstrip("-")
            if word.startswith(prefix) and len(base) > 3 and base in plain:
                return True
    return False
