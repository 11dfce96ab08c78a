"""What verification says of a result; apart from the checks, whose hundreds of patterns take long to load."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from summarizer.text import Finding


class HasSeverity(Protocol):
    """A finding, as made by a check or as read from a result."""

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        ...


@dataclass(frozen=True, slots=True)
class Verification:
    """The names of the checks that ran, and what they found."""

    checks: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def status(self) -> Literal["verified", "flagged"]:
        """See `status_of`."""
        return status_of(self.findings)


def status_of(findings: Iterable[HasSeverity]) -> Literal["verified", "flagged"]:
    """`flagged` if there is an error among the findings, else `verified`."""
    return "flagged" if any(finding.severity == "error" for finding in findings) else "verified"
