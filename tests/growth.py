"""Whether work grows with its input: told by the ratio of two sizes, both measured side by side.

Processor time of the best of several turns; what another process does to the machine hits both sizes alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable


def ratio(run: Callable[[int], object], small: int, large: int, turns: int = 4) -> float:
    """How many times as long `run(large)` takes as `run(small)`."""
    best = {small: 9e9, large: 9e9}
    for _ in range(turns):
        for size in (small, large):
            begun = time.process_time()
            run(size)
            best[size] = min(best[size], time.process_time() - begun)
    return best[large] / max(best[small], 1e-5)


def is_linear(run: Callable[[int], object], small: int, large: int) -> bool:
    """Whether the work grows at most about as fast as the size; quadratic work is far from it.

    A second look is taken where the first says no: a machine may stutter.
    """
    allowed = 3 * large / small  # quadratic: large / small times as much
    return ratio(run, small, large) < allowed or ratio(run, small, large, turns=8) < allowed
