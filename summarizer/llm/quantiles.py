"""How long things took, without remembering each of them: quantiles of a stream in memory that stays flat."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

_GROWTH = math.log(1.04)  # a bucket is 4 % wide: a quantile is at most 2 % beside the truth
_LEAST = 1e-4  # whatever is shorter counts as so long


@dataclass(slots=True)
class Quantiles:
    """Durations in seconds, counted in buckets that grow geometrically: some 400 from 0.1 ms to an hour."""

    count: int = 0
    total: float = 0.0
    longest: float = 0.0
    _buckets: Counter[int] = field(default_factory=Counter)

    def add(self, seconds: float) -> None:
        """Count one duration."""
        self.count += 1
        self.total += seconds
        self.longest = max(self.longest, seconds)
        self._buckets[math.ceil(math.log(max(seconds, _LEAST) / _LEAST) / _GROWTH)] += 1

    def at(self, share: float) -> float:
        """The duration that a `share` (0 to 1) of all do not exceed, within 2 %; 0 where there is none."""
        rank, seen = math.ceil(share * self.count), 0
        for bucket in sorted(self._buckets):
            seen += self._buckets[bucket]
            if seen >= rank:
                return min(_LEAST * math.exp((bucket - 0.5) * _GROWTH), self.longest)
        return 0.0

    def as_json(self) -> dict[str, float | int]:
        """`count`, and in seconds `p50`, `p90`, `p99` and `max`."""
        shown = {f"p{share}": round(self.at(share / 100), 4) for share in (50, 90, 99)}
        return {"count": self.count, **shown, "max": round(self.longest, 4)}
