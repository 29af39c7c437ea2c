"""How far confidence is from what was right, and how far it is by chance alone."""

from __future__ import annotations

import pytest

from bench.calibration import calibration_error, error_by_chance


def test_the_error_of_confidence_is_weighed_by_how_many_answers_have_it() -> None:
    assert calibration_error([(0.95, True)] * 5 + [(0.95, False)] * 5) == pytest.approx(0.45)
    assert calibration_error([(0.95, True)] * 19 + [(0.95, False)]) == pytest.approx(0)
    assert calibration_error([]) == 0


def test_few_answers_have_an_error_by_chance_and_many_have_less() -> None:
    few, many = error_by_chance([0.5] * 10), error_by_chance([0.5] * 1000, draws=100)
    assert few == pytest.approx(0.125, abs=0.02)  # the mean deviation of ten tosses of a coin
    assert many < 0.02
    assert error_by_chance([1.0] * 10) == 0
