"""Maps: what is drawn is what the answer's records say, wherever on the globe that lies."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.shared.knowledge_base import KnowledgeBase
from bot.shared.maps import Spot, Ties, draw, ties_of
from bot.shared.maps.drawing import WIDTH

BURLINGTON = Spot("Burlington", "Burlington, Vermont, United States", 44.48, -73.21)
HOME, PARTNER = (192, 57, 43), (31, 78, 134)


def image(ties: Ties) -> Image.Image:
    drawn = Image.open(io.BytesIO(draw(ties)))
    assert drawn.format == "PNG"
    return drawn.convert("RGB")


def count(drawn: Image.Image, colour: tuple[int, int, int]) -> int:
    """Count the pixels of about this colour: where lines meet, they are mixed."""
    return int(near(drawn, colour).sum())


def near(drawn: Image.Image, colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (np.abs(np.asarray(drawn, np.int16) - colour) < 40).all(2)
    return found


async def test_a_list_of_partners_is_drawn_around_their_city(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Who are Burlington's sister cities?")
    ties = await ties_of(kb, answer)
    assert [home.label for home in ties.homes] == ["Burlington, Vermont, United States"]
    drawn = {partner.label for _, partner in ties.pairs}
    assert set(answer.values) <= drawn | set(ties.missing)  # type: ignore[arg-type]
    assert ties.title == f"Burlington, Vermont, United States and {len(ties.pairs)} partners"


async def test_an_answer_from_passages_has_no_map(kb: KnowledgeBase) -> None:
    answer = await kb.answer("Where did Churchill give his Iron Curtain Speech?")
    assert answer.citations
    ties = await ties_of(kb, answer)
    assert ties.pairs == ()
    with pytest.raises(ValueError, match="no cited record"):
        draw(ties)


def test_home_and_partners_are_marked() -> None:
    partners = [Spot("Honfleur", "Honfleur, France", 49.4, 0.2), Spot("Arad", "Arad, Israel", 31.3, 35.2)]
    drawn = image(Ties(tuple((BURLINGTON, partner) for partner in partners)))
    assert drawn.width == WIDTH
    assert count(drawn, HOME) > 50
    assert count(drawn, PARTNER) > 2 * 30


def test_a_tie_across_the_pacific_is_drawn_across_it() -> None:
    auckland = Spot("Auckland", "Auckland, New Zealand", -36.85, 174.76)
    angeles = Spot("Los Angeles", "Los Angeles, California, United States", 34.05, -118.24)
    drawn = image(Ties(((auckland, angeles),)))
    red, blue = (np.flatnonzero(near(drawn, colour).any(0)) for colour in (HOME, PARTNER))
    assert len(red) and len(blue)
    assert np.median(red) < np.median(blue), "the partner lies to the east"


places = st.builds(
    Spot,
    st.text(max_size=30),
    st.just("somewhere"),
    st.floats(-90, 90),
    st.floats(-180, 180),
)


@settings(max_examples=25)
@given(st.lists(st.tuples(places, places), min_size=1, max_size=12))
def test_any_places_can_be_drawn(pairs: list[tuple[Spot, Spot]]) -> None:
    drawn = image(Ties(tuple(pairs)))
    assert drawn.width == WIDTH
    assert 0.4 * WIDTH < drawn.height < 1.2 * WIDTH


def test_names_in_other_letters_are_written() -> None:
    plain = image(Ties(((BURLINGTON, Spot("", "x", 45.4, 28.0)),)))
    named = image(Ties(((BURLINGTON, Spot("Galați Huế Київ Łódź", "x", 45.4, 28.0)),)))
    assert count(named, (34, 38, 43)) > count(plain, (34, 38, 43)) + 100
