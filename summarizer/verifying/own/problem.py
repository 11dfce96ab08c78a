"""What is wrong with a value of the user's own fields, before it has an address."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.text import Severity


class Ill(NamedTuple):
    """A complaint about one value."""

    code: str
    severity: Severity
    message: str
