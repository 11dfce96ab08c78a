"""English figures that the Chinese has in another shape, or as a time where the other language has a ratio.

"9/11" is 九一一, "the 1970s" 七十年代, "00:00" 零点, "the 2 parties" 双方.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.dates.nicknames import day_of, names_day
from summarizer.numerals import Figure
from summarizer.numerals.figure import Value

_MIDNIGHT = re.compile(r"[零0][点时]|0:00|午夜|子夜|半夜|正午|中午")
_HAN_TENS = "〇一二三四五六七八九"
_NEW_CENTURY = re.compile(r"世纪之?[初以]|[本新]世纪|21世纪|二十一世纪|千禧|跨世纪")
_TWO = re.compile("[两俩双]")
_ENCIRCLED = {str(number): chr(0x245F + number) for number in range(1, 21)}
_LATIN = re.compile(r"[A-Za-z]{3}")


def is_echoed(figure: Figure, zh: str) -> bool:
    """Whether a folded Chinese text has an English figure in another shape."""
    surface = figure.surface
    if figure.kind == "time":
        return figure.value % 720 == 0 and _MIDNIGHT.search(zh) is not None
    if ((event := day_of(surface)) and names_day(*event, zh)) or _is_daily_limit(figure, zh):
        return True
    if figure.digits and surface.endswith("s"):
        return _is_decade(int(figure.value), zh)
    if figure.digits and surface in _ENCIRCLED and _ENCIRCLED[surface] in zh:
        return True  # ①: (1)
    if figure.digits:
        return ("/" in surface and surface in zh) or (figure.value == 2 and _TWO.search(zh) is not None)
    # the Four Corners, Twenty One Pilots: a name in Latin letters in both
    return (
        _LATIN.search(zh) is not None
        and re.search(rf"\b{re.escape(surface)}\b", zh, re.IGNORECASE | re.ASCII) is not None
    )


def _is_daily_limit(figure: Figure, zh: str) -> bool:
    """Whether a percentage is that by which a share may rise in a day, in the slang of traders: 20cm涨停."""
    return figure.kind == "percentage" and "停" in zh and f"{figure.value}cm" in zh


def _is_decade(first: int, zh: str) -> bool:
    tens = first // 10 % 10
    if not tens:
        return _NEW_CENTURY.search(zh) is not None
    said = rf"(?:{_HAN_TENS[tens]}|(?<!\d){tens})(?:[、和及与至到][〇一二三四五六七八九\d])?(?:十|[零〇0])"
    return "年代" in zh and re.search(said, zh) is not None


_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


def told_as_times(figures: Sequence[Figure], others: Sequence[Figure]) -> Sequence[Figure]:
    """The figures of a text, what may be a ratio or a decimal as the time that the other text tells.

    1:30 alone may be either: for 1点30分 it is a time.
    """
    times = {other.value % 720 for other in others if other.kind == "time"}
    if not times:
        return figures
    return [_as_time(figure, times) if figure.digits else figure for figure in figures]


def _as_time(figure: Figure, times: set[Value]) -> Figure:
    written = _CLOCK.fullmatch(figure.surface) if figure.kind in ("ratio", "count") else None
    if not written or int(written[1]) > _HOURS:
        return figure
    minutes = int(written[1]) % 12 * 60 + int(written[2])
    return figure._replace(value=minutes, upper=None, kind="time") if minutes in times else figure


_HOURS = 24
_COLON = re.compile(r"(\d{1,2})[:：](\d{2})")


def told_as_scores(figures: Sequence[Figure], others: Sequence[Figure], en: str) -> Sequence[Figure]:
    """The Chinese figures, what may be a time as the score that the English tells: 10:12, "10-12"."""
    if not any(figure.kind == "time" for figure in figures):
        return figures
    times = {other.value % 720 for other in others if other.kind == "time"}
    return [_as_score(figure, times, en) if figure.kind == "time" else figure for figure in figures]


def _as_score(figure: Figure, times: set[Value], en: str) -> Figure:
    written = _COLON.fullmatch(figure.surface)
    if written is None or figure.value % 720 in times:
        return figure
    first, second = int(written[1]), int(written[2])
    if re.search(rf"(?<![\d.]){first}[-–]{second}(?!\d|[.:]\d|-)", en) is None:
        return figure
    return figure._replace(value=first, upper=second, kind="ratio")
