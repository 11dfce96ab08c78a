"""The contiguous range with the largest sum, and what a unit adds to a sum."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]  # half-open

_CLIP = 4.0
_MOST = 120


def weigh(sizes: Sequence[int]) -> list[float]:
    """How much units of these sizes count: longer ones more, up to a limit."""
    return [0.5 + (min(_MOST, size)) / 40 for size in sizes]


def gains(scores: Sequence[float], weights: Sequence[float], shift: float = 0.0) -> list[float]:
    """What keeping each unit is worth: its log-odds plus `shift` within bounds, times its weight."""
    low, high = -_CLIP - shift, _CLIP - shift
    return [
        ((low if score < low else high if score > high else score) + shift) * weight  # noqa: FURB136 (speed)
        for score, weight in zip(scores, weights, strict=True)
    ]


def best(values: Sequence[float]) -> Span:
    """The half-open range of `values` with the largest sum; at least one value long."""
    top, choice = float("-inf"), (0, min(1, len(values)))
    run, start = 0.0, 0
    for k, value in enumerate(values):
        if run <= 0:
            run, start = 0.0, k
        run += value
        if run > top:
            top, choice = run, (start, k + 1)
    return choice
