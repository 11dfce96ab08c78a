"""Patterns of which a program has many and meets few: to compile them all takes a good part of its start."""

from __future__ import annotations

import re
from functools import cache


@cache
def when_met(written: str) -> re.Pattern[str]:
    """A pattern as it is written, compiled when somebody first looks for it."""
    return re.compile(written)
