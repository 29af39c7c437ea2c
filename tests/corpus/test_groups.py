"""Groups of countries that questions name as one."""

from __future__ import annotations

import pytest

from corpus import countries, groups


def test_members_are_countries_of_the_table() -> None:
    members = {member for one in groups.groups().values() for member in one.members}
    assert members <= set(countries.table())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Scandinavia", "Scandinavia"), ("the EU", "European Union"), ("E.U.", "European Union"),
        ("Lateinamerika", "Latin America"), ("les pays baltes", "Baltic states"), ("los Balcanes", "Balkans"),
        ("southeast Asia", "South-East Asia"), ("中東", "Middle East"),
        ("Benelux", "Benelux"), ("the Commonwealth", "Commonwealth"), ("Ближний Восток", "Middle East"),
        ("Sudostasien", "South-East Asia"),
    ],
)  # fmt: skip
def test_names_in_several_languages(text: str, name: str) -> None:
    found = groups.group(text)
    assert found is not None
    assert found.name == name


def test_what_is_no_group_is_none() -> None:
    assert groups.group("Germany") is None
    assert groups.group("the") is None


def test_groups_within_groups() -> None:
    nordic = groups.groups()["Nordic countries"].members
    assert groups.groups()["Scandinavia"].members < nordic
    assert groups.groups()["Central Africa"].members < groups.groups()["Sub-Saharan Africa"].members


def test_adjectives() -> None:
    assert [groups.group_of_adjective(word).name for word in ("Scandinavian", "latin american")] == [  # type: ignore[union-attr]
        "Scandinavia",
        "Latin America",
    ]


def test_no_group_has_the_name_of_a_country() -> None:
    shared = {name for one in groups.groups().values() for name in one.names if countries.named(name)}
    assert shared == set()
