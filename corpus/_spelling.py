"""Other ways in which one name is written: shorter forms, brackets, abbreviations, words before it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import countries
from corpus.countries import fold
from corpus.late import LatePattern

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SPELT_OUT = (
    (LatePattern(r"\bst\b"), "saint"),
    (LatePattern(r"\bste\b"), "sainte"),
    (LatePattern(r"\bsta\b"), "santa"),
    (LatePattern(r"\bsto\b"), "santo"),
    (LatePattern(r"\bft\b"), "fort"),
    (LatePattern(r"\bmt\b"), "mount"),
    (LatePattern(r"\bpt\b"), "port"),
    (LatePattern(r"\bsaint\b"), "st"),
    (LatePattern(r"\bsainte\b"), "ste"),
    (LatePattern(r"\bsaint\b"), "sankt"),
    (LatePattern(r"\ba ?m\b"), "am main"),
    (LatePattern(r"\ba ?d ?o\b"), "an der oder"),
    (LatePattern(r"\ba ?d\b"), "an der"),
    (LatePattern(r"\bo ?d ?t\b"), "ob der tauber"),
    (LatePattern(r" ?/ ?"), " an der "),
    (LatePattern(r" ?/ ?"), " am "),
    (LatePattern(r" upon "), " "),
    (LatePattern(r"^(?:the )?(?:city|town|municipality|commune|borough|village) of (?:the )?"), ""),
    (LatePattern(r"^(?:ville|commune) (?:de la |de l'|de |d'|du |des )"), ""),
    (LatePattern(r"^(?:die |der )?(?:stadt|gemeinde|hansestadt|landeshauptstadt) "), ""),
    (LatePattern(r"^(?:ciudad|ayuntamiento|comune|cidade|città|miasto|gmina|město|obec|gemeente|kommun) "
                r"(?:de la |de |di |do |da )?"), ""),
    (LatePattern(r" (?:city|town|stadt|shi|kommune|kommun)$"), ""),
    (LatePattern(r"-shi$"), ""),
    (LatePattern(r"^(?:the|la|le|el|los|las|les|il|lo|al|a|o|den|de) "), ""),
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
