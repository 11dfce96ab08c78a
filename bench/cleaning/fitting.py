"""Fit an additive model (logistic regression on stepped features) and give it its JSON form."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

# Columns whose values are classes without an order.
CLASSES = ("last", "first", "relation")
# Columns that are 0 where nothing is known, which is most pages: their steps go by the others.
OFTEN_UNKNOWN = ("main_", "votes_")
STEPS = 8


def is_class(name: str) -> bool:
    return name.rstrip("-+12") in CLASSES


def steps(names: list[str], rows: np.ndarray) -> list[list[int]]:
    """For each column the values at which its worth may change; the first is always 0."""
    out = []
    for j, name in enumerate(names):
        known = rows[rows[:, j] > 0, j] if name.startswith(OFTEN_UNKNOWN) else rows[:, j]
        values = np.unique(rows[:, j])
        if is_class(name) or len(values) <= STEPS + 1:
            cuts = {int(v) for v in values}
            if is_class(name):
                cuts |= {v + 1 for v in cuts}
        else:
            cuts = {int(q) for q in np.quantile(known, np.linspace(0, 1, STEPS + 1)[1:-1])}
        out.append(sorted(cuts - {0}))
    return out


def encode(names: list[str], cuts: list[list[int]], rows: np.ndarray) -> sp.csr_matrix:
    """Indicator columns: `value >= cut` for ordered columns, `value == cut` for classes."""
    columns = [
        (rows[:, j] == cut) if is_class(name) else (rows[:, j] >= cut)
        for j, name in enumerate(names)
        for cut in cuts[j]
    ]
    return sp.csr_matrix(np.array(columns, dtype=np.float32).T)


def _json(
    names: list[str], cuts: list[list[int]], rows: np.ndarray, coefficients: np.ndarray, intercept: float
) -> dict[str, Any]:
    """Sum the steps up to a worth of each interval, centred on the rows."""
    weights = iter(coefficients)
    features = {}
    for j, name in enumerate(names):
        own = [next(weights) for _ in cuts[j]]
        worth = np.array([0.0, *own]) if is_class(name) else np.cumsum([0.0, *own])
        starts = [0, *cuts[j]]
        shift = float(worth[np.searchsorted(starts, rows[:, j], side="right") - 1].mean())
        intercept += shift
        features[name] = {"from": starts, "worth": [round(float(w) - shift, 3) for w in worth]}
    return {"intercept": round(intercept, 3), "features": features}


def fit(
    names: list[str], rows: np.ndarray, target: np.ndarray, weight: np.ndarray, strength: float
) -> dict[str, Any]:
    """The JSON form of the model fitted to `rows`; `strength` is the inverse of the regularisation."""
    cuts = steps(names, rows)
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(encode(names, cuts, rows), target, sample_weight=weight)
    return _json(names, cuts, rows, model.coef_[0], float(model.intercept_[0]))


def fit_pairs(
    names: list[str], rows: np.ndarray, pairs: list[tuple[np.ndarray, np.ndarray, float]], strength: float
) -> dict[str, Any]:
    """The JSON form of a model by which the first of each pair (better, worse, weight) scores higher."""
    cuts = steps(names, rows)
    better = encode(names, cuts, np.array([pair[0] for pair in pairs]))
    worse = encode(names, cuts, np.array([pair[1] for pair in pairs]))
    weight = np.array([pair[2] for pair in pairs])
    ahead = better - worse
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=400)
    model.fit(
        sp.vstack([ahead, -ahead]),
        np.repeat([1, 0], len(pairs)),
        sample_weight=np.concatenate([weight, weight]),
    )
    return _json(names, cuts, rows, model.coef_[0], 0.0)


def fit_sureness(facts: list[dict[str, float]], good: list[bool], weight: list[float]) -> dict[str, float]:
    """Weights for plain facts, and "" for the intercept, of the probability of being good."""
    names = list(facts[0])
    rows = np.array([[fact[name] for name in names] for fact in facts])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=400).fit((rows - mean) / spread, good, weight)
    weights = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - (weights * mean).sum())
    return {"": round(intercept, 4), **{n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}}
