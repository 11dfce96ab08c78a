"""Whether work grows with its input: told by the processor times of two sizes, both measured side by side."""

from __future__ import annotations

import time
from collections.abc import Callable


def is_linear(run: Callable[[int], object], small: int, large: int) -> bool:
    """Whether the work grows at most about as fast as the size; quadratic work is far from it.

    The small size is cheap and is timed often, for its true time makes the demand a strict one. The large one
    is timed until it keeps to what it is allowed, in eight turns at most: a machine may stutter.
    """
    allowed = 3 * large / small  # quadratic: large / small times as much
    least = min(seconds(run, small) for _ in range(4))
    for _ in range(8):
        if seconds(run, large) < allowed * max(least, 1e-5):
            return True
        least = min(least, seconds(run, small))
    return False


def seconds(run: Callable[[int], object], size: int) -> float:
    """Processor time of `run(size)`."""
    begun = time.process_time()
    run(size)
    return time.process_time() - begun
