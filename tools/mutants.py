"""Switch off each decision about questions to the records, and see that a test notices.

    python -m tools.mutants [--list] [--words] [--sample N] [NAME …]

Every condition of the deciding modules (`tools.switches`), and every need, sign, limit and wanted answer of
every kind is taken out, one at a time, in this process. The tests of `tests/bot/answering/records` and all
examples and counter-examples of the kinds are run against each; what none of them notices is printed with
its place, and the exit code is 1. NAME picks those whose name contains it. `--words` leaves the embedding
model out, `--sample` takes only so many.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import inspect
import itertools
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tools.remembering import Remembering, remember
from tools.switches import Switchboard, wire

if TYPE_CHECKING:
    from bot.answering.records.interpreter import Interpreter
    from bot.answering.records.kind import Kind
    from bot.answering.records.reading import Reading

ROOT = Path(__file__).resolve().parent.parent
ROOM = "bot.answering.records"
DECIDING = (
    "_asks", "amounts", "asides", "deciding", "described", "follow", "inclusion", "interpreter", "kind",
    "likeness", "reading", "tally", "unsettled",
)  # fmt: skip
TESTS = (
    "test_questions", "test_left_to_passages", "test_follow", "test_deciding", "test_ranks_and_gaps",
    "test_described", "test_sorts", "test_languages_more",
)  # fmt: skip
JOBS = 2


@dataclass(frozen=True, slots=True)
class Check:
    """One test with its parameters, or one example; `run` raises where it fails."""

    name: str
    run: Callable[[], object]
    model: bool = False


@dataclass(frozen=True, slots=True)
class Mutant:
    """One decision that is taken out while `without` is open; `reached` are the checks that it may change."""

    name: str
    place: str
    without: Callable[[], contextlib.AbstractContextManager[object]]
    reached: tuple[int, ...]


@dataclass
class Bench:
    """What the checks run on, and what is known of them."""

    board: Switchboard
    embedder: Remembering | None
    checks: list[Check] = field(default_factory=list)
    passed: list[set[int]] = field(default_factory=list)
    readings: list[list[Reading]] = field(default_factory=list)
    made: set[int] = field(default_factory=set)
    failing: set[str] = field(default_factory=set)
    liking: Interpreter | None = None

    def likened(self, kinds: Sequence[Kind] = ()) -> Interpreter:
        """Return an interpreter that compares with all examples, made anew."""
        from bot.answering.records.interpreter import Interpreter  # noqa: PLC0415
        from bot.answering.records.kinds import kinds as known  # noqa: PLC0415
        from bot.answering.records.likeness import Likeness  # noqa: PLC0415

        assert self.embedder is not None
        return Interpreter(Likeness(self.embedder, known()), kinds)


def deciding(module: str) -> bool:
    """Tell whether a module decides which questions are answered, and as what."""
    rest = module.removeprefix(f"{ROOM}.")
    return rest != module and (rest in DECIDING or rest.startswith("kinds."))


def collected(module: ModuleType, records: object) -> Iterator[Check]:
    """Yield the tests of a module that need nothing but the records of the small network."""
    for name, test in vars(module).items():
        if not name.startswith("test_"):
            continue
        rows = [_rows(mark.args) for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
        for number, row in enumerate(itertools.product(*rows)):
            given = {key: value for part in row for key, value in part.items()}
            wanted = inspect.signature(test).parameters
            if "records" in wanted:
                given["records"] = records
            if set(wanted) == set(given):
                yield Check(f"{name}[{number}]", lambda test=test, given=given: test(**given))


def _rows(arguments: Sequence[Any]) -> list[dict[str, Any]]:
    names = arguments[0]
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    return [dict(zip(keys, row if len(keys) > 1 else (row,), strict=True)) for row in arguments[1]]


def exampled(bench: Bench, records: Any) -> Iterator[Check]:
    """Yield a check for each example, which is of its kind, and each counter-example, which is of none."""
    from bot.answering.records.kinds import kinds  # noqa: PLC0415
    from bot.answering.records.likeness import elsewhere  # noqa: PLC0415
    from tests.bot.answering.records.test_kinds import kind_of, spoken  # noqa: PLC0415

    def check(example: str, wanted: str | None) -> Check:
        def run() -> None:
            assert bench.liking is not None
            assert kind_of(bench.liking, records, spoken(example)) == wanted

        return Check(example, run, model=True)

    for kind in kinds():
        yield from (check(example, kind.name) for example in kind.examples)
        yield from (check(example, None) for example in kind.counter_examples)
    yield from (check(example, None) for example in elsewhere())


def holds(check: Check) -> bool:
    """Tell whether a check passes."""
    try:
        check.run()
    except KeyboardInterrupt:
        raise
    except BaseException:
        return False
    return True


def prepared(board: Switchboard, state: Path | None) -> Bench:
    """Run every check once and note what each passes by, and which fail with everything in place."""
    from tests.bot.answering.records.network import network  # noqa: PLC0415

    bench, records = Bench(board, Remembering(state) if state else None), network()
    remember(records.gazetteer)
    for name in TESTS:
        bench.checks += collected(importlib.import_module(f"tests.{ROOM}.{name}"), records)
    if bench.embedder:
        board.passed.clear()
        bench.liking = bench.likened()
        bench.liking.ask("Which cities does Chicago possess?", records)
        bench.made = set(board.passed)
        bench.checks += exampled(bench, records)
    for check in bench.checks:
        if not _noted(bench, check):
            bench.failing.add(check.name)
    return bench


def _noted(bench: Bench, check: Check) -> bool:
    """Run a check and note the switches and readings that it passes by."""
    from bot.answering.records.kind import Kind  # noqa: PLC0415

    seen: dict[int, Reading] = {}
    takes, has_slots = Kind.takes, Kind.has_slots

    def noting(ask: Callable[[Kind, Reading], bool]) -> Callable[[Kind, Reading], bool]:
        def noted(kind: Kind, reading: Reading) -> bool:
            seen[id(reading)] = reading
            return ask(kind, reading)

        return noted

    bench.board.passed.clear()
    with _set(Kind, "takes", noting(takes)), _set(Kind, "has_slots", noting(has_slots)):
        passes = holds(check)
    bench.passed.append(set(bench.board.passed))
    bench.readings.append(list(seen.values()))
    return passes


@contextlib.contextmanager
def _set(owner: object, name: str, value: object) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


def conditions(bench: Bench) -> Iterator[Mutant]:
    """Yield a mutant for each condition of the deciding modules."""
    checks_of: dict[int, list[int]] = {}
    for number, passed in enumerate(bench.passed):
        for switch in passed:
            checks_of.setdefault(switch, []).append(number)
    liked = tuple(number for number, check in enumerate(bench.checks) if check.model)
    for number, switch in enumerate(bench.board.switches):
        place = f"{switch.module.replace('.', '/')}.py:{switch.line}"
        making = number in bench.made
        reached = (*checks_of.get(number, ()), *(liked if making else ()))
        yield Mutant(switch.name, place, lambda n=number, m=making: _off(bench, n, m), reached)


@contextlib.contextmanager
def _off(bench: Bench, number: int, making: bool) -> Iterator[None]:
    with _set(bench.board, "active", number), contextlib.ExitStack() as stack:
        if making and bench.embedder:  # the reference is made with the decision taken out
            stack.enter_context(_set(bench, "liking", bench.likened()))
        yield


def parts(bench: Bench) -> Iterator[Mutant]:
    """Yield a mutant for each part of each kind, and each entry of the tables that decide."""
    from bot.answering.records.kinds import kinds  # noqa: PLC0415

    for kind in kinds():
        file = f"{ROOM}.kinds".replace(".", "/") + f"/{_module_of(kind)}.py"
        for what, changed in _weakened(kind):
            reached = tuple(
                number
                for number, readings in enumerate(bench.readings)
                if any(_differ(kind, changed, reading) for reading in readings)
            )
            name = f"kinds.{_module_of(kind)}: {what}"
            yield Mutant(
                name, f"{file}:{_line(file, what)}", lambda k=kind, c=changed: _as(bench, k, c), reached
            )
    yield from _tables(bench)


def _module_of(kind: Kind) -> str:
    return kind.answer.__module__.rpartition(".")[2]


def _line(file: str, what: str) -> int:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    start = next(at for at, line in enumerate(lines, 1) if line.startswith("KIND = "))
    wanted = f"    {what.split(maxsplit=1)[0]}="
    return next((at for at, line in enumerate(lines, 1) if at > start and line.startswith(wanted)), start)


def _weakened(kind: Kind) -> Iterator[tuple[str, Kind]]:
    """Yield the kind without each of its parts."""
    from bot.answering.records.kind import FILTERS, Kind  # noqa: PLC0415

    plain = Kind("", kind.answer, asks=())
    for at, group in enumerate(kind.needs):
        yield f"needs {at} ({' '.join(sorted(group))})", replace(kind, needs=_but(kind.needs, at))
    for sign in sorted(kind.allows - (FILTERS if kind.allows > FILTERS else frozenset())):
        yield f"allows {sign}", replace(kind, allows=kind.allows - {sign})
    for at, wanted in enumerate(kind.asks):
        yield f"asks {wanted}", replace(kind, asks=_but(kind.asks, at))
    for name in ("fits", "years", "areas", "settles"):
        if getattr(kind, name) != getattr(plain, name):
            yield name, replace(kind, **{name: getattr(plain, name)})


def _but(items: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return (*items[:at], *items[at + 1 :])


def _differ(kind: Kind, changed: Kind, reading: Reading) -> bool:
    if changed.settles != kind.settles:
        return kind.takes(reading) or kind.has_slots(reading)
    try:
        taken = changed.takes(reading)
    except (
        LookupError,
        ValueError,
        StopIteration,
    ):  # it looks for what it needs, which is there no more for sure
        return True
    return kind.takes(reading) != taken or kind.has_slots(reading) != changed.has_slots(reading)


@contextlib.contextmanager
def _as(bench: Bench, kind: Kind, changed: Kind) -> Iterator[None]:
    from bot.answering.records.interpreter import Interpreter  # noqa: PLC0415
    from bot.answering.records.kinds import kinds  # noqa: PLC0415
    from tests.bot.answering.records import network  # noqa: PLC0415

    known = tuple(changed if one is kind else one for one in kinds())
    with contextlib.ExitStack() as stack:
        stack.enter_context(_set(network, "_INTERPRETER", Interpreter(known=known)))
        if bench.liking is not None:
            stack.enter_context(_set(bench.liking.decider, "kinds", known))
        yield


def _tables(bench: Bench) -> Iterator[Mutant]:
    """Yield a mutant for each entry of the tables that decide."""
    every = tuple(range(len(bench.checks)))
    for module, table in (("idioms", "TOGETHER"), ("kind", "TURNING")):
        owner = importlib.import_module(f"{ROOM}.{module}")
        entries = getattr(owner, table)
        lines = inspect.getsource(owner).splitlines()
        line = next(at for at, text in enumerate(lines, 1) if text.startswith(table))
        for entry in sorted(entries, key=repr):
            left = type(entries)(one for one in entries if one != entry)
            place = f"{owner.__name__.replace('.', '/')}.py:{line}"
            turned = tuple(n for n in every if any(entry in reading.signs for reading in bench.readings[n]))
            reached = turned if table == "TURNING" else every
            yield Mutant(
                f"{module}.{table}: {entry}", place, lambda o=owner, t=table, x=left: _set(o, t, x), reached
            )


_SHARED: tuple[Bench, list[Mutant]] | None = None
"""What the processes that are forked work on."""


def _killed(number: int) -> tuple[int, str | None]:
    """Return the check that notices that a mutant is not what it was, None when none does."""
    assert _SHARED is not None
    bench, mutants = _SHARED
    mutant = mutants[number]
    # Few of many checks are alike, and what the first of them miss the last may notice: take them by turns.
    step = max(1, len(mutant.reached) // 37)
    turns = [at for start in range(step) for at in mutant.reached[start::step]]
    turns = [at for at in turns if bench.checks[at].name not in bench.failing]
    turns.sort(key=lambda at: bench.checks[at].model)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(mutant.without())
        except Exception as error:  # without it not even the model of the examples can be made
            return number, f"{type(error).__name__} before any check"
        return number, next((bench.checks[at].name for at in turns if not holds(bench.checks[at])), None)


def survivors(bench: Bench, mutants: list[Mutant]) -> Iterator[Mutant]:
    """Yield the mutants that no check notices."""
    global _SHARED  # noqa: PLW0603 - handed to forked processes, as it cannot be pickled
    _SHARED = (bench, mutants)
    with multiprocessing.get_context("fork").Pool(JOBS) as pool:
        for number, noticed in pool.imap(_killed, range(len(mutants)), chunksize=4):
            if noticed is None:
                yield mutants[number]


def main(arguments: Sequence[str]) -> int:
    """Take out what was asked for and print what survives."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--list", action="store_true", help="print the names and do nothing else")
    parser.add_argument("--words", action="store_true", help="leave the embedding model out")
    parser.add_argument("--sample", type=int, metavar="N", help="take only so many, evenly")
    parser.add_argument("--models", type=Path, default=ROOT / "state", help="folder with the exported model")
    parser.add_argument("names", nargs="*", metavar="NAME")
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    bench = prepared(wire(deciding), None if asked.words else asked.models)
    print(f"{len(bench.checks):,} checks in {time.monotonic() - began:.0f} s", file=sys.stderr)
    for name in sorted(bench.failing):
        print(f"Fails with everything in place, so it notices nothing: {name}")
    mutants = [*parts(bench), *conditions(bench)]
    if asked.names:
        mutants = [one for one in mutants if any(name in one.name for name in asked.names)]
    if asked.sample:
        reached = sorted((one for one in mutants if one.reached), key=lambda one: one.name)
        mutants = reached[:: max(1, len(reached) // asked.sample)][: asked.sample]
    if asked.list:
        print("\n".join(one.name for one in mutants))
        return 0
    alive = 0
    for mutant in survivors(bench, mutants):
        alive += 1
        print(f"{mutant.place}: {mutant.name}{'' if mutant.reached else ' (never reached)'}", flush=True)
    took = time.monotonic() - began
    print(f"{len(mutants)} taken out, {alive} survive; {len(bench.checks):,} checks, {took:.0f} s")
    return 1 if alive or bench.failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
