"""Fit what decides about answers: bot/answering/passages/classifier.json and forest.npz.

    python -m bench.fit --squad QUESTIONS.jsonl DOCUMENTS

Learns from question sets in the format that `eval` reads. A set of documents is asked as a whole, and each
document alone some questions of its own and some of others; the bundled corpus is asked the questions in
bench/questions/, and so are the civic documents beside it: of those the half that may be looked at. Our own
papers that the reading model has not seen are asked what was written for them. Every figure printed is from
documents that the weights in question have not seen (cross-fitting by document); the models that are written
have seen all.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import pickle
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from bench.cases import WEIGHT, Case, gather
from bench.fitting import FOLDS, cross, fit_forest, fit_probability, standardise
from bot.answering.passages import classifier
from bot.answering.passages.classifier import FOREST, WEIGHTS, Classifier, Features, together
from bot.answering.passages.exclusions import RULES, excluded
from bot.answering.passages.features import DECIDING, RANKING, RERANKING, Candidate, FeatureMismatchError
from bot.answering.passages.models import Forest, Linear
from bot.answering.passages.query import Floats
from bot.answering.passages.quote_selection import Quote, choose
from bot.answering.passages.reading import of_first

ANSWERED = 0.95
"""The share of answerable questions that the threshold lets through, on documents not seen."""

OUT = Path("bot/answering/passages")
STRENGTH = 0.003
"""Of the weights for being answerable (sklearn's C); the forest beside them finds what is not a sum."""


def fit_ranking(cases: Sequence[Case]) -> Linear:
    """Fit how sentences are ranked before any passage is read."""
    return _fit_softmax([(_rows(case), case.labels, WEIGHT[case.setting]) for case in cases])


def fit_reranking(cases: Sequence[Case], features: Features, ranking: Linear) -> Linear:
    """Fit how sentences are ranked once the best passages, by `ranking`, were read."""
    data = []
    for case in cases:
        ranked, scores, order = first_ranked(ranking, case)
        data.append((features.reread(ranked, scores), case.labels[order], WEIGHT[case.setting]))
    return _fit_softmax(data)


def first_ranked(ranking: Linear, case: Case) -> tuple[list[Candidate], Floats, NDArray[np.intp]]:
    """Return a case's candidates as they are ranked and read, their scores, and their order."""
    scores = ranking.score(_rows(case))
    order = np.argsort(-scores, kind="stable")
    return of_first([case.candidates[place] for place in order]), scores[order], order


def _rows(case: Case) -> Floats:
    return np.stack([candidate.features for candidate in case.candidates])


def _fit_softmax(questions: Sequence[tuple[Floats, Floats, float]], penalty: float = 1.0) -> Linear:
    """Fit a softmax over each question's sentences: the likelihood of one that holds the answer.

    A question is its rows of features, (sentences, features), which of them hold the answer, and its weight.
    """
    base = standardise(np.concatenate([rows for rows, _, _ in questions]))
    data = [
        (np.clip((rows - base.mean) / base.scale, -4, 4), labels, weight)
        for rows, labels, weight in questions
        if labels.any()
    ]

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


def rank(
    features: Features, ranking: Linear, reranking: Linear, case: Case
) -> tuple[Floats, bool, Candidate]:
    """Return a case's deciding features, whether its first quote is right, and its best sentence."""
    first, first_scores, _ = first_ranked(ranking, case)
    scores = reranking.score(features.reread(first, first_scores))
    order = np.argsort(-scores, kind="stable")
    ranked = [first[place] for place in order]
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
    parser.add_argument("--unread", action="store_true", help="only print what is reached without reading")
    args = parser.parse_args()
    features = make_loadable()
    cases = _examined(args)
    if args.unread:
        for case in cases:
            case.candidates = of_first(case.candidates, 0)
        fit_all(cases, features)
        return
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
        cases = asyncio.run(gather(args.squad or [], Path(work)))
    if args.cases:
        args.cases.write_bytes(pickle.dumps(cases))
    return cases


def make_loadable(folder: Path = OUT) -> Features:
    """Return today's features; write models of zeros where those in `folder` are not for them.

    Examining needs some models. The order is that of the models there, where they fit, and the ranking stays
    where it fits: around the sentence that it likes best, long passages are read.
    """
    try:
        return classifier.read(folder).features
    except (FeatureMismatchError, OSError, KeyError):
        features = Features.of(RANKING, RERANKING, DECIDING)
    blank = untrained(features)
    with contextlib.suppress(FeatureMismatchError, OSError, KeyError):
        row = json.loads((folder / WEIGHTS).read_text("utf-8"))["ranking"]
        ranks = RANKING.select(row["features"], WEIGHTS)
        features = replace(features, ranking=ranks)
        blank = replace(untrained(features), ranking=Linear.from_json(row, features.ranking_names))
    write(blank, "nothing but the ranking of before: other weights are zero", folder)
    return features


def untrained(features: Features) -> Classifier:
    """Return a classifier whose weights are all zero."""
    ranking = standardise(np.eye(len(features.ranking_names)))
    reranking = standardise(np.eye(len(features.reranking_names)))
    deciding = standardise(np.eye(len(features.deciding_names)))
    leaf, even = np.zeros(1, np.int32), np.ones(1, np.float32)
    forest = Forest(leaf, leaf.astype(np.uint8), even, leaf, leaf, even, depth=0)
    return Classifier(features, ranking, reranking, deciding, forest, deciding, 0.5)


def write(trained: Classifier, made_from: str, folder: Path = OUT) -> None:
    """Write both files that `classifier.read` reads."""
    names = trained.features.deciding_names
    row = {
        "made_by": "python -m bench.fit",
        "made_from": made_from,
        "threshold": round(trained.threshold, 4),
        "ranking": trained.ranking.to_json(trained.features.ranking_names),
        "reranking": trained.reranking.to_json(trained.features.reranking_names),
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
        some = [cases[n] for n in seen]
        ranking = fit_ranking(some)
        reranking = fit_reranking(some, features, ranking)
        return lambda number: rank(features, ranking, reranking, cases[number])

    ranked = cross(groups, fit_fold)
    rows = np.stack([features for features, _, _ in ranked])
    right = np.array([float(hit) for _, hit, _ in ranked])
    tops = [top for _, _, top in ranked]
    answerable = np.array([float(case.answerable) for case in cases])
    weights = np.array([WEIGHT[case.setting] for case in cases])

    # What the bundled corpus is asked is what people ask: its confidence counts for more.
    sureness = weights * np.array([3.0 if case.setting == "bundled" else 1.0 for case in cases])

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
    ranking = fit_ranking(cases)
    return Classifier(
        features=features,
        ranking=ranking,
        reranking=fit_reranking(cases, features, ranking),
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
