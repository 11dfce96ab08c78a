"""What a comparison of a Chinese text with its English finds, before it has an address in a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.text import Severity

Side = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A disagreement about one figure or date; `side` is the text that `surface` stands in."""

    code: str
    severity: Severity
    message: str
    surface: str
    side: Side
