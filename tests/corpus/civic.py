"""Texts in the style of what sister-city people keep, made from parts: for tests of how they are read."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ("Maja Orrin", "Tove Lindqvist", "J. K. Abernathy", "Юрий Седов", "山田 花子", "Ana Ruiz")
PLACES = ("Vellmar", "Port Ansley", "Brandvik", "São Mateus", "松川市", "Заречье")
ROLES = ("Chair", "Hon. Treasurer", "Secretary", "Vorsitzende", "Trésorière", "会長", "Председатель")
SENTENCES = (
    "The committee met in the old library.",
    "Members pay twelve pounds a year, due on the first of May.",
    "Der Verein wurde am 3. Mai 1984 gegründet.",
    "Le comité se réunit au moins deux fois par an.",
    "市民は毎年訪問します。",
    "Город стал побратимом в 1991 году.",
    "Guests travel by coach and stay with families; meals are provided by the hosts.",
)
TITLES = (
    "Friends of Vellmar", "BYLAWS", "Minutes of the annual meeting", "Satzung", "Compte rendu", "会則",
    "Устав",
)  # fmt: skip

officers = st.lists(
    st.tuples(st.sampled_from(ROLES), st.sampled_from(NAMES)).map(" ".join), min_size=1, max_size=6
)
prose = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
heading = st.one_of(
    st.sampled_from(("Membership", "Finanzen", "Les échanges", "活動", "Отчёт")),
    st.builds("{}. {}".format, st.integers(1, 20), st.sampled_from(("Name", "Aims", "Fees"))),
    st.builds("ARTICLE {}".format, st.sampled_from(("I", "II", "IV"))),
)
prices = st.lists(
    st.builds("{} € pour {}".format, st.integers(5, 90), st.sampled_from(("un couple", "une famille"))),
    min_size=1, max_size=4,
)  # fmt: skip
partners = st.lists(st.builds("Partnered {}".format, st.integers(1950, 2020)), min_size=1, max_size=4)
items = st.lists(st.sampled_from(SENTENCES + NAMES), min_size=1, max_size=4)

block = st.one_of(
    prose,
    heading,
    officers.map("\n\n".join),
    officers.map("\n".join),
    prices.map("\n\n".join),
    partners.map("\n\n".join),
    items.map(lambda found: "\n".join(f"- {one}" for one in found)),
    items.map(lambda found: "\n".join(f"({mark}) {one}" for mark, one in zip("abcd", found, strict=False))),
    st.lists(st.sampled_from(PLACES), min_size=2, max_size=4).map(
        lambda rows: "Town\tSince\tNote\n" + "\n".join(f"{row}\t\tactive" for row in rows)
    ),
)
documents = st.builds(
    lambda title, blocks: "\n\n".join([*title, *blocks]) + "\n",
    st.lists(st.sampled_from(TITLES), max_size=2),
    st.lists(block, min_size=1, max_size=10),
)
