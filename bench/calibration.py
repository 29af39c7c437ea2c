"""How far the confidence of answers is from how often they are right."""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence


def calibration_error(sure: Sequence[tuple[float, float]], bins: int = 10) -> float:
    """Return the expected calibration error of answers: confidence against the share right, by bin."""
    error = 0.0
    for number in range(bins):
        some = [row for row in sure if min(int(row[0] * bins), bins - 1) == number]
        error += abs(sum(said for said, _ in some) - sum(right for _, right in some))
    return round(error / max(1, len(sure)), 3)


def error_by_chance(said: Sequence[float], draws: int = 1000) -> float:
    """Return the mean calibration error of answers of such confidence that are right as often as it says."""
    chance = random.Random(0)
    drawn = ([(one, chance.random() < one) for one in said] for _ in range(draws))
    return round(statistics.mean(map(calibration_error, drawn)), 3)
