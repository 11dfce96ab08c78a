"""A time of day that is about: 18时许 that became "at 18:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.numerals import Figure
from summarizer.verifying.problem import Problem

_BEHIND = re.compile(r"许(?![可多愿])|左右|上下(?![车机班])|前后")
_BEFORE = re.compile(r"(?:大约|约|大概|大致)(?:在|于|是)?\Z")
_NEAR = 32  # letters around a time
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx|roughly|circa|some|nearly|almost|just|shortly|soon|or so|ish|odd"
    r"|towards?|estimated)\b|~",
    re.IGNORECASE,
)


def made_exact(rendered: Sequence[tuple[Figure, Figure]], zh: str, en: str) -> Iterator[Problem]:
    """The times of day that the Chinese gives roughly and the English exactly; `zh` is folded."""
    for figure, rendering in rendered:
        if figure.kind != "time" or not _is_rough(figure, zh):
            continue
        if not _ABOUT.search(en[max(0, rendering.start - _NEAR) : rendering.end + _NEAR]):
            yield Problem(
                "qualifier", "error", f'"about" of {figure.surface} is lost in English', figure.surface, "zh"
            )


def _is_rough(figure: Figure, zh: str) -> bool:
    before = zh[max(0, figure.start - 4) : figure.start]
    return _BEHIND.match(zh, figure.end) is not None or _BEFORE.search(before) is not None
