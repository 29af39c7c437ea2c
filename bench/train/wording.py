"""How well the wording of a question alone tells whether its text answers it: reading must do better.

Who writes questions that a text answers and ones that it does not words them differently without meaning
to. A model that is trained on them learns some of that besides to read, and a measure on them counts it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from bench.train.texts import Text

_FOLDS = 5


def auroc(texts: Sequence[Text]) -> float:
    """Return the AUROC of a model of words, on documents whose questions it has not seen; of two at least."""
    rows = [(ask.text, ask.span is not None, text.group) for text in texts for ask in text.asks]
    questions, answered, groups = map(list, zip(*rows, strict=True))
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\w+|\?")
    model = make_pipeline(words, LogisticRegression(max_iter=500))
    folds = GroupKFold(min(_FOLDS, len(set(groups))))
    told = cross_val_predict(model, questions, answered, groups=groups, cv=folds, method="decision_function")
    return float(roc_auc_score(answered, told))
