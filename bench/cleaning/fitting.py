"""Fit an additive model (logistic regression on stepped features) and give it its JSON form."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

# Columns whose values are classes without an order.
CLASSES = ("last", "first")
STEPS = 8


def is_class(name: str) -> bool:
    return name.rstrip("-+12") in CLASSES


def steps(names: list[str], rows: np.ndarray) -> list[list[int]]:
    """For each column the values at which its worth may change; the first is always 0."""
    out = []
    for j, name in enumerate(names):
        values = np.unique(rows[:, j])
        if is_class(name) or len(values) <= STEPS + 1:
            cuts = {int(v) for v in values}
            if is_class(name):
                cuts |= {v + 1 for v in cuts}
        else:
            cuts = {int(q) for q in np.quantile(rows[:, j], np.linspace(0, 1, STEPS + 1)[1:-1])}
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


def fit(names: list[str], rows: np.ndarray, target: np.ndarray, weight: np.ndarray, strength: float) -> dict[str, Any]:
    """The JSON form of the model fitted to `rows`; `strength` is the inverse of the regularisation."""
    cuts = steps(names, rows)
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(encode(names, cuts, rows), target, sample_weight=weight)
    weights = iter(model.coef_[0])
    intercept = float(model.intercept_[0])
    features = {}
    for j, name in enumerate(names):
        own = [next(weights) for _ in cuts[j]]
        worth = np.array([0.0, *own]) if is_class(name) else np.cumsum([0.0, *own])
        starts = [0, *cuts[j]]
        shift = float(worth[np.searchsorted(starts, rows[:, j], side="right") - 1].mean())
        intercept += shift
        features[name] = {"from": starts, "worth": [round(float(w) - shift, 3) for w in worth]}
    return {"intercept": round(intercept, 3), "features": features}
