"""Words whose full stop does not end a sentence, and words that begin one."""

from __future__ import annotations

# All are written without their last full stop, and compared without case unless said otherwise.


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words(
    """
    dr mr mrs ms mx messrs mme mlle prof gen sen rep gov lt col capt cmdr adm maj sgt cpl pvt rev fr hon
    pres supt vs v cf e.g i.e viz approx ca ed eds trans mt ft sta op esp incl resp lit orig abbr subsp spp
    """
)
"""Something always follows these: a name, a number, an example."""

BEFORE_NUMBER = _words("no nos nr vol vols pp fig figs ch chap sec art para ver")
"""These end no sentence where a number follows."""

BEFORE_NUMBER_LOWER = _words("p c b d r")
"""The same, in lower case only: a capital letter is somebody's initial."""

RARELY_LAST = _words(
    """
    st ste ave blvd rd jr sr esq inc ltd co corp llc plc bros etc al u.s u.k u.n e.u d.c a.m p.m a.d b.c
    b.c.e c.e ph.d m.d b.a m.a n.b u.s.a u.s.s.r
    """
)
"""These end a sentence where a word follows that mostly begins one."""

ANY = NEVER_LAST | BEFORE_NUMBER | RARELY_LAST

RARELY_LAST_CAPITAL = _words(
    """
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Conn Calif Pa Va Vt Wis Minn Mich Tenn Tex Ala Ariz
    Colo Fla Ind Ky Md Mont Neb Nev Okla Wyo Univ Dept Assn Est Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    """
)
"""The same, only as written here: some are words in lower case."""

STARTERS = _words(
    """
    The A An This That These Those It Its It's It’s He She They We You I His Her Their Our My Your There
    Here In On At By For From With Without Within Of To As If When While Where Why How Who What Which
    Although Though However Moreover Furthermore Therefore Thus Hence Meanwhile Nevertheless Instead Since
    Because Before After During Until Unless Once Under Over Between Among Through Throughout Despite
    Besides Both Each Every All Some Many Most Several Few Other Others Another Such No Not None Neither
    Either Only Even Also But And Or Nor So Yet Then Now Today Later Soon Recently Currently Finally First
    Second Third Next According Based Like Unlike Is Are Was Were Do Does Did Has Have Had Can Could Will
    Would Should May Might Must Let One Two Three Following
    """
)
