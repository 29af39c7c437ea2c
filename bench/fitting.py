"""Fit the kinds of model that decide about answers, and try them on what they have not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression

from bot.answering.passages.models import Forest, Linear
from bot.answering.passages.query import Floats

FOLDS = 6
"""Into how many parts documents are put, of which each in turn is not seen."""

TREES, LEAF = 120, 8
"""How many trees, and how many questions a leaf of one holds at least."""


def standardise(rows: Floats) -> Linear:
    """Return mean and scale of features, with weights of zero."""
    scale = rows.std(0)
    return Linear(rows.mean(0), np.where(scale < 1e-6, 1.0, scale), np.zeros(rows.shape[1]))


def fit_probability(rows: Floats, labels: Floats, weights: Floats, strength: float) -> Linear:
    """Fit a logistic regression on standardised features; `strength` is sklearn's C."""
    base = standardise(rows)
    standard = np.clip((rows - base.mean) / base.scale, -4, 4)
    model = LogisticRegression(C=strength, max_iter=5000).fit(standard, labels, sample_weight=weights)
    return Linear(base.mean, base.scale, model.coef_[0], float(model.intercept_[0]))


def fit_forest(rows: Floats, labels: Floats, weights: Floats) -> Forest:
    """Fit extremely randomised trees (Geurts, Ernst, Wehenkel 2006) and lay their nodes in one row."""
    model = ExtraTreesClassifier(TREES, min_samples_leaf=LEAF, max_features=0.3, random_state=0)
    trees = [found.tree_ for found in model.fit(rows, labels, sample_weight=weights).estimators_]
    roots = np.cumsum([0, *(tree.node_count for tree in trees[:-1])])

    def joined(of: Callable[[Any, int], Floats]) -> Floats:
        return np.concatenate([of(tree, int(root)) for tree, root in zip(trees, roots, strict=True)])

    def child(tree: Any, root: int, side: str) -> Floats:
        to = getattr(tree, side)
        return root + np.where(to < 0, np.arange(tree.node_count), to)

    def right(tree: Any, _: int) -> Floats:
        found: Floats = tree.value[:, 0, 1] / tree.value[:, 0].sum(1)
        return found

    return Forest(
        roots=roots.astype(np.int32),
        feature=joined(lambda tree, _: np.maximum(tree.feature, 0)).astype(np.uint8),
        threshold=joined(lambda tree, _: tree.threshold).astype(np.float32),
        left=joined(lambda tree, root: child(tree, root, "children_left")).astype(np.int32),
        right=joined(lambda tree, root: child(tree, root, "children_right")).astype(np.int32),
        value=joined(right).astype(np.float32),
        depth=max(tree.max_depth for tree in trees),
    )


def cross(groups: Sequence[int], fit: Callable[[list[int]], Callable[[int], Any]]) -> list[Any]:
    """Return for each case what a fit that has not seen its group says of it."""
    found: list[Any] = [None] * len(groups)
    for held_out in range(FOLDS):
        apply = fit([n for n, group in enumerate(groups) if group != held_out])
        for number, group in enumerate(groups):
            if group == held_out:
                found[number] = apply(number)
    return found
