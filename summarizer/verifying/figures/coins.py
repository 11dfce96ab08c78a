"""Figures that are told in two units: 一毛二分 is 0.12 yuan, 一元两角 is 1.2, 39秒41 is 39.41 seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from summarizer.numerals import Figure
from summarizer.numerals.figure import Value, han_value

_ONE = "[1-9一二三四五六七八九两]"
_COINS = re.compile(
    rf"(?:(?P<yuan>\d{{1,6}}+|[一二三四五六七八九两十百]{{1,6}}+)[元块])?(?P<jiao>{_ONE})[毛角](?![发利])"
    rf"(?:(?P<fen>{_ONE})分?)?"
)


# 一块五 is 1.5 yuan, where nothing is counted by the five; 五分钱 is 0.05
_SHORT = re.compile(
    rf"(?P<yuan>\d{{1,6}}+|[一二三四五六七八九两十百]{{1,6}}+)块(?P<jiao>{_ONE})(?=钱|一[斤把个碗瓶份张袋盒包只条杯]|[，。、；！？）)的涨降跌升到至调提]|\Z)"
    rf"|(?<![\d一二三四五六七八九十百角毛])(?P<fen>{_ONE})分(?=钱)"
)
# 一米八, 1米75, 三尺三; but 6尺10 is six feet and ten inches
_TALL = re.compile(
    r"(?<![\d.百十千])([1-9一二两三四五])(?:米|(?<!\d)尺)([一二三四五六七八九]{1,2}|\d{1,2})(?![\d.十百千万米厘个寸])"
)
_RACE = re.compile(r"(?<![\d.])(\d{1,3})秒(\d{1,2})(?![\d.])")


@dataclass(frozen=True, slots=True)
class Change:
    """An amount with coins (or a time): where it stands, and what it is in yuan (in seconds)."""

    start: int
    end: int
    yuan: Value


def changes(zh: str) -> Iterator[Change]:
    """The amounts of a Chinese text that are told in coins, and the times of races."""
    for race in _RACE.finditer(zh) if "秒" in zh else ():
        yield Change(*race.span(), Fraction(f"{race[1]}.{race[2]}"))
    for height in _TALL.finditer(zh) if "米" in zh or "尺" in zh else ():
        yield Change(*height.span(), _value(height[1]) + Fraction(_value(height[2]), 10 ** len(height[2])))
    if "块" in zh or "分钱" in zh:
        yield from map(_change, _SHORT.finditer(zh))
    if "毛" not in zh and "角" not in zh:
        return
    yield from map(_change, _COINS.finditer(zh))


def _change(found: re.Match[str]) -> Change:
    yuan = _value(found["yuan"]) + Fraction(_value(found["jiao"]), 10) + Fraction(_value(found["fen"]), 100)
    return Change(*found.span(), yuan)


_JIAO, _FEN = re.compile(r"\b(?:jiao|mao|dimes?)\b"), re.compile(r"\b(?:fen|cents?)\b")


def factors(en: str) -> tuple[int, ...]:
    """What an amount in yuan may be multiplied by in an English text: by 10 if it speaks of jiao."""
    return (1, *([10] if _JIAO.search(en) else ()), *([100] if _FEN.search(en) else ()))


def in_coins(figure: Figure, known: list[Change]) -> tuple[Figure, Value | None]:
    """The figure, and the amount in yuan that it begins; the rest of such an amount asks for nothing."""
    for change in known:
        if figure.start == change.start:
            return figure._replace(unit="角" if not figure.unit else figure.unit), change.yuan
        if change.start < figure.start < change.end:
            return figure._replace(soft=True), None
    return figure, None


def _value(written: str | None) -> Value:
    if not written:
        return 0
    return int(written) if written.isdecimal() else han_value(written)
