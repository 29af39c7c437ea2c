"""Decisions about questions to the records are each there for a question: the short form of tools.mutants."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.command import ROOT, environment

SAMPLE = (
    "_asks._asks_deed: 'do' not in kept -> False",
    "_asks._asks_when: signs >= {'long', 'how'} -> False",
    "_asks.asks: ('until', _asks_end(order, signs, has_years=has_years)) -> False",
    "asides._lead: at < asking -> True",
    "follow._choice: narrowed -> True",
    "follow._with_cities: not points -> False",
    "follow.merge_all: read.cities -> False",
    "interpreter._explained: mention.mismatch -> False",
    "kind.Kind.takes: 'YEAR' not in reading.signs -> False",
    "kinds.all._claims_once: subject or predicate -> True",
    "kinds.any.answer: without -> False",
    "kinds.between.answer: reading.asks == 'count' -> False",
    "kinds.chain.fits: reading.has('chain', 'via') -> False",
    "kinds.common.answer: shared -> False",
    "kinds.compare: needs 1 (compare least less more most)",
    "kinds.edge.fits: reading.has('latest') -> True",
    "kinds.edge_of_all: needs 0 (friendship partner rel)",
    "kinds.inside.fits: _inside(reading) -> True",
    "kinds.located: fits",
    "kinds.most_places._proof: found.keys() & {one.a, one.b} -> False",
    "kinds.most_places.answer: reading.asks == 'count' -> False",
    "kinds.partners: allows every",
    "kinds.several: asks yes-no",
    "tally.as_asked: reading.asks == 'count' -> True",
    "kinds.status_when.answer: bond.status == asked -> False",
    "kinds.twinned.fits: reading.asks == 'yes-no' -> False",
    "kinds.widest: fits",
    "reading._Builder._phrased: sign in ('it', 'they') -> True",
    "reading._Builder.read: area -> True",
    "reading._as_area: mention.places -> False",
)


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.mutants", "--words", *options]
    return subprocess.run(
        command, check=False, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300
    )


def test_a_sample_of_decisions_cannot_be_taken_out_unnoticed() -> None:
    done = run(*SAMPLE)  # whether each check passes to begin with is the business of the checks' own files
    *_, last = done.stdout.splitlines()
    told = re.match(r"(\d+) taken out, 0 survive;", last)
    assert told and int(told[1]) > 0.8 * len(SAMPLE), done.stdout + done.stderr


def test_what_no_question_is_there_for_is_told() -> None:
    unreached = run("likeness.Likeness.signs")  # it takes the model
    assert unreached.returncode == 1 and "(never reached)" in unreached.stdout
