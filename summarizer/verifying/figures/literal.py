"""Numbers that stand in both languages as they are, however either text is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.numerals import Figure

_NUMBER = re.compile(r"\d[\d.,:]*\d|\d")
_SCALED = re.compile(
    r"[万亿千百兆]|[ -]?(?:hundred|thousand|million|billion|trillion|[kmb]n?\b)", re.IGNORECASE
)
_NOT_WITHIN, _NOT_GOING_ON = re.compile(r"(?<![\d.,:])"), re.compile(r"(?![\d%％:]|[.,]\d)")


def is_literal(figure: Figure, zh: str, en: str) -> bool:
    """Whether a number in digits stands as it is in both texts, as often; they are only read otherwise."""
    written = _NUMBER.findall(figure.surface) if figure.digits and figure.kind != "percentage" else []
    if len(written) != 1 or (written[0].isdecimal() and (len(written[0]) == 1 or figure.kind == "time")):
        return False
    if written[0] not in zh or written[0] not in en:
        return False
    ours, theirs = (list(_ends_of(written[0], text)) for text in (zh, en))
    scaled = any(_SCALED.match(text, end) for text, ends in ((zh, ours), (en, theirs)) for end in ends)
    return bool(ours) and len(ours) == len(theirs) and not scaled


def _ends_of(number: str, text: str) -> Iterator[int]:
    """Where a number ends that stands in a text and is no part of another one."""
    at = text.find(number)
    while at >= 0:
        end = at + len(number)
        if _NOT_WITHIN.match(text, at) and _NOT_GOING_ON.match(text, end):
            yield end
        at = text.find(number, at + 1)
