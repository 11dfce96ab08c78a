"""A folder of Chinese documents in, verified Chinese and English digests out.

    from summarizer import Summarizer

    with Summarizer() as summarizer:
        result = summarizer.summarize("……")
        print(result.summary.en)

The names below are loaded when they are first used: importing the package reads no file, opens no
connection, and costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.api import AsyncSummarizer, Summarizer
    from summarizer.course import Outcome
    from summarizer.errors import (
        AnswerError,
        ContentRefused,
        DocumentError,
        MoneyError,
        ProviderError,
        SummarizerError,
        UnreadableDocument,
        UsageError,
        WireError,
    )
    from summarizer.results import Result
    from summarizer.settings import Settings

__all__ = [
    "AnswerError",
    "AsyncSummarizer",
    "ContentRefused",
    "DocumentError",
    "MoneyError",
    "Outcome",
    "ProviderError",
    "Result",
    "Settings",
    "Summarizer",
    "SummarizerError",
    "UnreadableDocument",
    "UsageError",
    "WireError",
]

_HOMES = {
    "AsyncSummarizer": "api",
    "Summarizer": "api",
    "Outcome": "course",
    "Result": "results",
    "Settings": "settings",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'errors')}"), name)


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
