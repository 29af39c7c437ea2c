"""Fit what decides about answers: bot/answering/passages/classifier.json and forest.npz.

    python -m bench.fit --squad QUESTIONS.jsonl DOCUMENTS

Learns from question sets in the format that `eval` reads. A set of documents is asked as a whole, and
each document alone some questions of its own and some of others; the
bundled corpus is asked the questions in bench/questions/, and so are the civic documents beside it: of those
the half that may be looked at. Every figure printed is from documents that the weights in
question have not seen (cross-fitting by document); the models that are written have seen all.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import pickle
import random
import re
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from bench.fitting import FOLDS, cross, fit_forest, fit_probability, standardise
from bot.answering.passages import classifier
from bot.answering.passages.answerer import Examined
from bot.answering.passages.classifier import FOREST, WEIGHTS, Classifier, Features, together
from bot.answering.passages.exclusions import RULES, excluded
from bot.answering.passages.features import DECIDING, RANKING, Candidate, FeatureMismatchError
from bot.answering.passages.models import Forest, Linear
from bot.answering.passages.query import Floats
from bot.answering.passages.quote_selection import Quote, choose
from bot.shared.evaluation import folded as fold
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import NewDocument

CIVIC = Path("bench/civic/documents")
ANSWERED = 0.95
"""The share of answerable questions that the threshold lets through, on documents not seen."""

OUT = Path("bot/answering/passages")
WEIGHT = {"all": 1.0, "alone": 1.0, "bundled": 2.0, "civic": 2.0}
"""What a question of each setting counts: people ask as in the last two."""
STRENGTH = 0.003
"""Of the weights for being answerable (sklearn's C); the forest beside them finds what is not a sum."""
Asking = Callable[[str, Sequence[str]], Awaitable[Examined]]
REFUSED_KINDS = frozenset(("abstain", "impossible", "outside"))


@dataclass(slots=True)
class Case:
    """A question as it was examined; `labels` tells of each candidate whether it holds the answer."""

    kind: str
    group: str
    setting: str
    examined: Examined
    candidates: list[Candidate]
    labels: Floats

    @property
    def answerable(self) -> bool:
        """Tell whether the corpus answers it."""
        return self.kind not in REFUSED_KINDS


def holds(question: dict[str, Any], text: str) -> bool:
    """Tell whether a sentence carries the expected answer."""
    if question.get("answers"):
        return any(fold(answer) in fold(text) for answer in question["answers"])
    wanted = [question["quote"]] if question.get("quote") else question.get("gold", [])
    return bool(wanted) and all(re.search(pattern, text, re.IGNORECASE) for pattern in wanted)


def label(question: dict[str, Any], candidate: Candidate) -> bool:
    """Tell whether a sentence carries the expected answer, or a part of it that goes on over others."""
    if question["kind"] in REFUSED_KINDS:
        return False
    if question.get("answers") or not question.get("quote"):
        return holds(question, candidate.sentence.text)
    passage = candidate.view.passage
    span = passage.sentences[candidate.place]
    start, end = span.start - passage.start, span.end - passage.start
    found = re.finditer(question["quote"], passage.text, re.IGNORECASE)
    return any(match.start() < end and start < match.end() for match in found)


async def examine(asking: Asking, questions: Sequence[dict[str, Any]], setting: str) -> list[Case]:
    """Examine questions on one corpus; `asking` examines one, given with the earlier ones."""
    cases = []
    for question in questions:
        examined = await asking(question["question"], question.get("history", []))
        if not examined.ranked:
            continue
        labels = np.array([label(question, one) for one in examined.ranked], np.float64)
        group = question.get("document") or question["id"]
        cases.append(Case(question["kind"], group, setting, examined, examined.ranked, labels))
    return cases


async def gather(args: argparse.Namespace, work: Path) -> list[Case]:
    """Examine every question set in every setting."""
    cases: list[Case] = []
    for number, (file, folder) in enumerate(args.squad or []):
        questions = _lines(Path(file))
        documents = sorted(Path(folder).glob("*.md"))  # noqa: ASYNC240 - nothing else runs
        cases += await _on(work / f"all-{number}", documents, questions, "all")
        for document in documents:
            asked = _of_one(document, questions)
            if asked:
                cases += await _on(work / f"{number}-{document.stem}", [document], asked, "alone")
    essay = [q for q in _lines(Path("bench/questions/essay.jsonl")) if q["kind"] in ("abstain", *_ASKED)]
    unknown = [q for q in _lines(Path("bench/questions/records.jsonl")) if q["kind"] == "abstain"]
    cases += await _on(work / "bundled", None, [*essay, *unknown], "bundled")
    civic = [q for q in _lines(Path("bench/questions/civic.jsonl")) if q["half"] == "fit"]
    cases += await _on(work / "civic", sorted(CIVIC.iterdir()), civic, "civic")  # noqa: ASYNC240
    return cases


def _of_one(document: Path, questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a document is asked when it is alone: a third of its own questions, as many of others."""
    own = [q for q in questions if q["document"] == document.stem and q["kind"] != "outside"]
    others = [q for q in questions if q["document"] != document.stem]
    some, chance = len(own) // 3, random.Random(document.stem)
    strangers = [q | {"kind": "outside"} for q in chance.sample(others, min(some, len(others)))]
    return chance.sample(own, some) + strangers


_ASKED = ("fact", "followup", "paraphrase", "reason", "typo")


async def _on(
    state: Path, documents: Sequence[Path] | None, questions: Sequence[dict[str, Any]], setting: str
) -> list[Case]:
    models = state.parent / "models"
    models.mkdir(parents=True, exist_ok=True)
    state.mkdir(parents=True)  # noqa: ASYNC240 - nothing else runs
    (state / "models").symlink_to(models, target_is_directory=True)
    kb = await KnowledgeBase.open(state, write=True, empty=setting in ("all", "alone"))
    try:
        for document in documents or []:
            await kb.store.add_document(NewDocument(document.name, document.read_bytes()))
        await kb.index.refresh()
        cases = await examine(
            lambda question, history: kb.examine(question, history=history), questions, setting
        )
    finally:
        await kb.close()
    print(f"{setting:8s} {state.name:32s} {len(cases)} questions", flush=True)
    return cases


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def fit_ranking(cases: Sequence[Case], penalty: float = 1.0) -> Linear:
    """Fit a softmax over each question's sentences: the likelihood of one that holds the answer."""
    base = standardise(np.concatenate([np.stack([c.features for c in case.candidates]) for case in cases]))
    data = [(_standard(base, case), case.labels, WEIGHT[case.setting]) for case in cases if case.labels.any()]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = penalty * float(weights @ weights), 2 * penalty * weights
        for rows, labels, weight in data:
            scores = rows @ weights
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            right = float(odds @ labels)
            total -= weight * np.log(right + 1e-12)
            slope = slope - weight * rows.T @ (odds * labels / (right + 1e-12) - odds)
        return total, slope

    found = minimize(loss, np.zeros(len(base.mean)), jac=True, method="L-BFGS-B")
    return Linear(base.mean, base.scale, found.x)


def _standard(base: Linear, case: Case) -> Floats:
    rows = np.stack([candidate.features for candidate in case.candidates])
    result: Floats = np.clip((rows - base.mean) / base.scale, -4, 4)
    return result


def rank(features: Features, ranking: Linear, case: Case) -> tuple[Floats, bool, Candidate]:
    """Return a case's deciding features, whether its first quote is right, and its best sentence."""
    scores = ranking.score(np.stack([c.features for c in case.candidates]))
    order = np.argsort(-scores, kind="stable")
    ranked = [case.candidates[place] for place in order]
    row = features.decision(case.examined.query, ranked, scores[order])
    quote = choose(ranked, scores[order], case.examined.query.question.text)[0]
    return row, _carried(case, quote), ranked[0]


def _carried(case: Case, quote: Quote) -> bool:
    """Tell whether a quote holds a sentence that carries the answer."""
    spans = (
        (one.view.passage.sentences[one.place], label)
        for one, label in zip(case.candidates, case.labels, strict=True)
        if one.view.passage.number == quote.passage.number
    )
    return any(label and quote.start <= span.start and span.end <= quote.end for span, label in spans)


def main() -> None:
    """Gather, fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", nargs=2, action="append", metavar=("QUESTIONS", "DOCUMENTS"))
    parser.add_argument("--models", type=Path, help="a state folder's models/, so that none is exported anew")
    parser.add_argument("--cases", type=Path, help="keep what was examined here; examined before, read it")
    args = parser.parse_args()
    features = make_loadable()
    cases = _examined(args)
    made_from = f"{len(cases)} questions: SQuAD 2.0 dev (CC BY-SA 4.0) and bench/questions"
    write(fit_all(cases, features), made_from)
    print(f"written to {OUT / WEIGHTS} and {OUT / FOREST}")


def _examined(args: argparse.Namespace) -> list[Case]:
    """Examine every question, or read what was examined before."""
    if args.cases and args.cases.exists():
        kept: list[Case] = pickle.loads(args.cases.read_bytes())
        return kept
    with tempfile.TemporaryDirectory() as work:
        if args.models:
            (Path(work) / "models").symlink_to(args.models.resolve(), target_is_directory=True)
        cases = asyncio.run(gather(args, Path(work)))
    if args.cases:
        args.cases.write_bytes(pickle.dumps(cases))
    return cases


def make_loadable(folder: Path = OUT) -> Features:
    """Return today's features; write models of zeros where those in `folder` are not for them.

    Examining needs some models. The order is that of the models there, where they fit.
    """
    try:
        return classifier.read(folder).features
    except (FeatureMismatchError, OSError, KeyError):
        features = Features.of(RANKING, DECIDING)
        write(untrained(features), "nothing: all weights are zero", folder)
        return features


def untrained(features: Features) -> Classifier:
    """Return a classifier whose weights are all zero."""
    ranking = standardise(np.eye(len(features.ranking_names)))
    deciding = standardise(np.eye(len(features.deciding_names)))
    leaf, even = np.zeros(1, np.int32), np.ones(1, np.float32)
    forest = Forest(leaf, leaf.astype(np.uint8), even, leaf, leaf, even, depth=0)
    return Classifier(features, ranking, deciding, forest, deciding, 0.5)


def write(trained: Classifier, made_from: str, folder: Path = OUT) -> None:
    """Write both files that `classifier.read` reads."""
    names = trained.features.deciding_names
    row = {
        "made_by": "python -m bench.fit",
        "made_from": made_from,
        "threshold": round(trained.threshold, 4),
        "ranking": trained.ranking.to_json(trained.features.ranking_names),
        "answerable": trained.answerable.to_json(names),
        "right": trained.right.to_json(names),
    }
    (folder / WEIGHTS).write_text(json.dumps(row, indent=1) + "\n", "utf-8")
    arrays: dict[str, Any] = trained.forest.to_arrays(names)
    np.savez_compressed(folder / FOREST, **arrays)


def fit_all(cases: list[Case], features: Features) -> Classifier:
    """Fit everything, and print what it does on documents not seen."""
    names = sorted({case.group for case in cases})
    groups = [
        random.Random(case.group).randrange(FOLDS)
        if case.setting == "bundled"
        else names.index(case.group) % FOLDS
        for case in cases
    ]

    def fit_fold(seen: list[int]) -> Callable[[int], tuple[Floats, bool, Candidate]]:
        ranking = fit_ranking([cases[n] for n in seen])
        return lambda number: rank(features, ranking, cases[number])

    ranked = cross(groups, fit_fold)
    rows = np.stack([features for features, _, _ in ranked])
    right = np.array([float(hit) for _, hit, _ in ranked])
    tops = [top for _, _, top in ranked]
    answerable = np.array([float(case.answerable) for case in cases])
    weights = np.array([WEIGHT[case.setting] for case in cases])

    # What the bundled corpus is asked is what people ask: its confidence counts for more.
    sureness = weights * np.array([1.5 if case.setting == "bundled" else 1.0 for case in cases])

    def fit_answerable(seen: list[int]) -> Callable[[int], float]:
        linear = fit_probability(rows[seen], answerable[seen], weights[seen], STRENGTH)
        forest = fit_forest(rows[seen], answerable[seen], weights[seen])
        return lambda number: together(linear.probability(rows[number]), forest.probability(rows[number]))

    ruled = np.array([excluded(case.examined.query, top) for case, top in zip(cases, tops, strict=True)])
    chance = np.where(ruled, 0.0, np.array(cross(groups, fit_answerable)))
    whole = np.array([case.setting == "all" for case in cases])
    threshold = float(np.quantile(chance[whole & (answerable == 1)], 1 - ANSWERED))
    # Confidence is said of answers that are given, so it is learned from those.
    given = chance >= threshold

    def fit_right(seen: Sequence[int]) -> Linear:
        some = [n for n in seen if given[n]]
        return fit_probability(rows[some], right[some], sureness[some], 0.01)

    def held_out_right(seen: list[int]) -> Callable[[int], float]:
        model = fit_right(seen)
        return lambda number: model.probability(rows[number])

    sure = np.array(cross(groups, held_out_right))
    report(cases, right, chance, sure, threshold)
    report_rules(cases, tops, right)
    print(f"threshold {threshold:.4f}")
    return Classifier(
        features=features,
        ranking=fit_ranking(cases),
        answerable=fit_probability(rows, answerable, weights, STRENGTH),
        forest=fit_forest(rows, answerable, weights),
        right=fit_right(range(len(cases))),
        threshold=threshold,
    )


def report_rules(cases: Sequence[Case], tops: Sequence[Candidate], right: Floats) -> None:
    """Print how often each rule held, and over how many right answers: those are its price."""
    for name, rule in RULES.items():
        held = np.array([rule(case.examined.query, top) for case, top in zip(cases, tops, strict=True)])
        counts = Counter(case.kind for case, hold in zip(cases, held, strict=True) if hold)
        print(f"rule: {name:24s} over right answers {int((held * right).sum())}; {dict(counts)}")


def report(cases: Sequence[Case], right: Floats, chance: Floats, sure: Floats, threshold: float) -> None:
    """Print what held-out fits do, by setting and kind, and how well their confidence is calibrated."""
    for setting in WEIGHT:
        there = np.array([case.setting == setting for case in cases])
        for kind in sorted({case.kind for case in cases if case.setting == setting}):
            some = there & np.array([case.kind == kind for case in cases])
            answered = chance[some] >= threshold
            print(
                f"{setting:8s} {kind:12s} n {some.sum():4d}  answered {answered.mean():.3f}  "
                f"first quote right {right[some].mean():.3f}, "
                f"right and answered {(right[some] * answered).mean():.3f}"
            )
        good = there & np.array([case.answerable for case in cases])
        if good.any() and (there & ~good).any():
            print(f"{setting:8s} AUROC {roc_auc_score(good[there], chance[there]):.3f}")
    answered = chance >= threshold
    for low in np.arange(0, 1, 0.2):
        some = answered & (sure >= low) & (sure < low + 0.2)
        if some.any():
            print(
                f"confidence {low:.1f}–{low + 0.2:.1f}: said {sure[some].mean():.2f}, "
                f"was {right[some].mean():.2f} (n {some.sum()})"
            )


if __name__ == "__main__":
    main()
