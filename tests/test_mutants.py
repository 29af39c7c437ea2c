"""Decisions about questions to the records are each there for a question: the short form of tools.mutants."""

from __future__ import annotations

import subprocess
import sys

from tests.command import ROOT, environment

SAMPLE = (
    "_asks._asks_deed: 'do' not in kept -> False",
    "_asks.asks: 'how' in signs -> False",
    "_asks.opening: sign not in _POLITE -> True",
    "follow._elliptical: len(reading.order) <= _BRIEF -> False",
    "follow.merge: reading.cities -> False",
    "interpreter._corrected: fold(mismatch) not in records.gazetteer.regions -> True",
    "kind.Kind.has_slots: self.years is None or self.years == (reading.years is not None) -> True",
    "kinds.all._claims_once: sign not in ('every', 'me') -> True",
    "kinds.any.fits: not (reading.has('country') and (not reading.areas)) -> True",
    "kinds.between.answer: 'WHERE' in reading.order[reading.order.index('place'):] -> True",
    "kinds.by_distance.answer: reading.has('close') -> True",
    "kinds.chain: asks path",
    "kinds.compare._value: reading.asks == 'count' -> False",
    "kinds.count: needs 0 (friendship partner rel)",
    "kinds.edge.answer: latest -> False",
    "kinds.edge_of_all: needs 0 (friendship partner rel)",
    "kinds.inside.answer: reading.asks == 'yes-no' -> True",
    "kinds.main_country.answer: not groups -> False",
    "kinds.most_countries: allows NUMBER",
    "kinds.most_places._proof: there is None or other in there -> True",
    "kinds.pair: asks list",
    "kinds.since._about_the_town: reading.has('found') -> False",
    "kinds.since_each: allows still",
    "kinds.status: areas",
    "kinds.status_when.answer: bond.status == asked -> True",
    "kinds.twinned._now: bond.status == 'ended' -> True",
    "likeness.Likeness._known: self._reference is None -> False",
    "likeness.word_vector: a >= start -> True",
    "reading._Builder._phrased: tuple(before[len(before) - len(said):]) == said -> True",
    "reading._as_area: other is not mention -> True",
)


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.mutants", "--words", *options]
    return subprocess.run(
        command, check=False, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300
    )


def test_a_sample_of_decisions_cannot_be_taken_out_unnoticed() -> None:
    done = run(*SAMPLE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{len(SAMPLE)} taken out, 0 survive;")


def test_what_no_question_is_there_for_is_told() -> None:
    unreached = run("likeness.Likeness.signs")  # it takes the model
    assert unreached.returncode == 1 and "(never reached)" in unreached.stdout
