"""Other ways in which one name is written: shorter forms, brackets, abbreviations, words before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import countries
from corpus.countries import fold

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SPELT_OUT = (
    (re.compile(r"\bst\b"), "saint"),
    (re.compile(r"\bste\b"), "sainte"),
    (re.compile(r"\bsta\b"), "santa"),
    (re.compile(r"\bsto\b"), "santo"),
    (re.compile(r"\bft\b"), "fort"),
    (re.compile(r"\bmt\b"), "mount"),
    (re.compile(r"\bpt\b"), "port"),
    (re.compile(r"\bsaint\b"), "st"),
    (re.compile(r"\bsainte\b"), "ste"),
    (re.compile(r"\bsaint\b"), "sankt"),
    (re.compile(r"\ba ?m\b"), "am main"),
    (re.compile(r"\ba ?d ?o\b"), "an der oder"),
    (re.compile(r"\ba ?d\b"), "an der"),
    (re.compile(r"\bo ?d ?t\b"), "ob der tauber"),
    (re.compile(r" ?/ ?"), " an der "),
    (re.compile(r" ?/ ?"), " am "),
    (re.compile(r" upon "), " "),
    (re.compile(r"^(?:the )?(?:city|town|municipality|commune|borough|village) of (?:the )?"), ""),
    (re.compile(r"^(?:ville|commune) (?:de la |de l'|de |d'|du |des )"), ""),
    (re.compile(r"^(?:die |der )?(?:stadt|gemeinde|hansestadt|landeshauptstadt) "), ""),
    (re.compile(r"^(?:ciudad|ayuntamiento|comune|cidade|città|miasto|gmina|město|obec|gemeente|kommun) "
                r"(?:de la |de |di |do |da )?"), ""),
    (re.compile(r" (?:city|town|stadt|shi|kommune|kommun)$"), ""),
    (re.compile(r"-shi$"), ""),
    (re.compile(r"^(?:the|la|le|el|los|las|les|il|lo|al|a|o|den|de) "), ""),
)  # fmt: skip


def parts(name: str) -> list[str]:
    """Return shorter names that a long one holds: "Adachi (Tokyo)", "Laudio/Llodio", "Jilin City"."""
    found = []
    if name.endswith(")") and " (" in name:
        found.append(name.split(" (", 1)[0])
    if "/" in name:
        found += [part.strip() for part in name.split("/")]
    for suffix in (" City", " (city)"):
        short = name.removesuffix(suffix)
        state = fold(short) in countries.states() and short != "New York"
        if short != name and not state and countries.named(short) is None:
            found.append(short)
    if name.startswith(("Saint ", "Sainte ")):
        found.append("St. " + name.split(" ", 1)[1])
    elif name.startswith(("St. ", "St ")):
        found.append("Saint " + name.split(" ", 1)[1])
    return [part for part in found if len(part) > 1]


def spelt_out(name: str) -> str:
    """Return a folded name with German umlauts and their like in two letters each."""
    return name.translate(_UMLAUTS)


def forms(name: str) -> Iterator[str]:
    """Yield other ways to write a name, likelier ones first: "St Louis", "Frankfurt a.M.", "City of Bath"."""
    low = fold(name)
    seen = {low}
    for pattern, instead in _SPELT_OUT:
        other = " ".join(pattern.sub(instead, low).split())
        if other not in seen and len(other) > 2:
            seen.add(other)
            yield other
