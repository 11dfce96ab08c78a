"""What a call of the command line left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    def says(self, *texts: str) -> None:
        """It ended with a message that has these texts, without a traceback."""
        assert "Traceback" not in self.err + self.out
        for text in texts:
            assert text in self.err, self.err


Cli = Callable[..., Ended]
