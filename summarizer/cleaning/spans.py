"""The contiguous range with the largest sum, and what a unit adds to a sum."""

from __future__ import annotations

from collections.abc import Sequence

_CLIP = 4.0


def gains(scores: Sequence[float], sizes: Sequence[int], shift: float = 0.0) -> list[float]:
    """What keeping each unit is worth: its log-odds plus `shift`, heavier for longer units."""
    return [
        max(-_CLIP, min(_CLIP, score + shift)) * (0.5 + min(size, 120) / 40)
        for score, size in zip(scores, sizes, strict=True)
    ]


def best(values: Sequence[float]) -> tuple[int, int]:
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
