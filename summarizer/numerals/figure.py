"""What a figure is, in either language, and exact values of numerals written in digits or Han characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from summarizer.scripts import TO_SIMPLIFIED

FigureKind = Literal[
    "count", "amount", "percentage", "fraction", "ratio", "multiple", "ordinal", "time", "date-part", "label",
    "idiom",
]  # fmt: skip
Qualifier = Literal["", "about", "over", "nearly", "at_least", "under", "at_most"]
# An exact value: a whole number as an integer (made, compared and looked up faster by far), any other as a
# fraction. It is never divided by "/", which makes floats of integers.
Value = int | Fraction


class Figure(NamedTuple):
    """A figure with its span: `text[start:end] == surface`.

    `value` (and `upper`, of a range) is exact and in the unit as written, multipliers such as 万 and
    "million" worked out: 12% is 12, 三成 is 30 with unit "%", a time of day is in minutes.
    `digits` says that it was written in digits; `vague` that only an order of magnitude was stated
    (数十, dozens); `soft` that it need not reappear in a translation (一 before a measure word, "one").
    A document has hundreds, and a named tuple is made in a third of the time of a frozen dataclass.
    """

    surface: str
    start: int
    end: int
    value: Value
    upper: Value | None = None
    unit: str = ""
    kind: FigureKind = "count"
    qualifier: Qualifier = ""
    digits: bool = False
    vague: bool = False
    soft: bool = False

    @property
    def values(self) -> tuple[Value, ...]:
        """The value, and the upper bound of a range."""
        return (self.value,) if self.upper is None else (self.value, self.upper)


def any_of(words: Iterable[str], *, ahead: bool = False) -> str:
    """A pattern for the longest of some words, grouped by first characters, which are refused fast.

    With `ahead` it takes only the first character of a word, with the rest behind it.
    """
    heads: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        heads.setdefault(word[0], []).append(re.escape(word[1:]))
    opening = "(?=" if ahead else "(?:"
    return "|".join(f"{re.escape(head)}{opening}{'|'.join(tails)})" for head, tails in heads.items())


# Full-width forms to half-width ones, one character to one, so that spans stay those of the source.
_FOLD: dict[int, int | str] = {full: full - 0xFEE0 for full in range(0xFF10, 0xFF1A)}
_FOLD |= {full: full - 0xFEE0 for full in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_FOLD |= {
    ord("．"): ".",
    ord("％"): "%",
    ord("："): ":",
    ord("／"): "/",
    ord("＋"): "+",
}
_FOLD |= {ord(dash): "-" for dash in "－‐‑‒–—―─−~～〜"}
_FOLD |= {ord(space): " " for space in "\u00a0\u2002\u2003\u2009\u202f\u3000\t\r\n"}
_FOLD |= {ord("○"): "〇"}
_FOLD |= TO_SIMPLIFIED
# What is folded, and what belongs to the sign of a ratio or to the numerals of contracts (see below).
_FOLDABLE = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}∶佰仟拾圆式整]")
_INTO = {chr(one): other if isinstance(other, str) else chr(other) for one, other in _FOLD.items()}
_FEW = 100  # different characters of a text that are exchanged one after the other, which is faster by far
# 二00七年, 九O年代: a nought of another script within Han digits.
_NOUGHTS = re.compile(r"[0O](?<=[零〇一二三四五六七八九].)[0O]{0,2}+(?![0-9A-Za-z.,:%-])")
# 伍仟圆, 叁拾贰万元, 一式肆份: numerals of contracts and banknotes, which are names and words elsewhere.
_CAPITALS = re.compile(
    "[壹贰叁肆伍陆柒捌玖拾][壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{1,24}+(?=[元圆角份整])"
    "|[壹贰叁肆伍陆柒捌玖拾](?=份|圆|元整)"
)
_IN_SMALL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_FULL_WIDTH_GROUPS = re.compile(r"[０-９]{1,3}(?:，[０-９]{3})++(?![０-９])")


# The sign of a ratio where it can only be that of a time: 24∶00, 8∶30. 21∶10 may be a score.
_SHARP = re.compile(r"(?:(?<=(?<!\d)\d)|(?<=(?<!\d)[01]\d)|(?<=(?<!\d)2[0-4]))∶(?=(?:00|30)(?!\d))")


def fold(text: str) -> str:
    """`text` with full-width digits, letters, dashes and spaces in their plain forms; the length stays.

    A full-width comma is a thousands separator between full-width groups of three digits only.
    """
    if text.isascii() and text.isprintable() and "~" not in text:
        return text
    if odd := _FOLDABLE.findall(text):
        text = _exchanged(text, set(odd))
    if ("0" in text or "O" in text) and _NOUGHTS.search(text):
        return _NOUGHTS.sub(lambda found: "〇" * len(found[0]), text)
    return text


def _exchanged(text: str, odd: set[str]) -> str:
    """A text that has some odd characters with what they are exchanged for."""
    if "，" in text:
        text = _FULL_WIDTH_GROUPS.sub(lambda found: found[0].replace("，", ","), text)
    if len(odd) > _FEW:
        text = text.translate(_FOLD)
    else:
        for char in odd:
            if into := _INTO.get(char):
                text = text.replace(char, into)
    if "∶" in text:
        text = _SHARP.sub(":", text)
    if "佰" in text or "仟" in text or "拾" in text or "圆" in text or "一式" in text or "元整" in text:
        text = _CAPITALS.sub(lambda found: found[0].translate(_IN_SMALL), text)
    return text


def small(text: str) -> str:
    """`text` in small letters; the length stays."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(char if len(char.lower()) > 1 else char.lower() for char in text)


_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_TWENTIES = str.maketrans({"廿": "二十", "卅": "三十"})


@lru_cache(maxsize=4096)
def han_value(numeral: str) -> Value:
    """The value of Han numerals without ranges: 一百二十三, 二〇二四, 三万五, 三点五."""
    if len(numeral) == 1 and numeral in _DIGIT:
        return _DIGIT[numeral]
    integer, point, decimals = numeral.translate(_TWENTIES).partition("点")
    if not point:
        return _han_integer(integer)
    digits = decimals.rstrip("万亿")
    written = _han_integer(integer) * 10 ** len(digits) + _positional(digits)
    return ratio(written * multiplier(decimals[len(digits) :]), 10 ** len(digits))


def _positional(digits: str) -> int:
    return int("".join(str(_DIGIT[char]) for char in digits))


def _han_integer(numeral: str) -> int:
    if all(char in _DIGIT for char in numeral):
        return _positional(numeral)
    head, trillions, rest = numeral.partition("兆")
    if trillions:
        return _han_integer(head) * _LARGE["兆"] + (_han_integer(rest) if rest else 0)
    total = section = number = unit = 0
    for index, char in enumerate(numeral):
        if char in _DIGIT:
            # 三万五 is 35,000: a last digit right after a unit counts tenths of that unit
            tenth = index + 1 == len(numeral) and unit > 10 and numeral[index - 1] not in "零〇"
            number = _DIGIT[char] * (unit // 10 if tenth else 1)
        elif char in _SMALL:
            unit = _SMALL[char]
            section += (number or 1) * unit
            number = 0
        else:
            unit = _LARGE[char]
            total = (
                (total + section + number or 1) * unit
                if unit > 10**4
                else total + (section + number or 1) * unit
            )
            section = number = 0
    return total + section + number


def multiplier(chars: str | None) -> int:
    """What 十, 百, 千, 万, 亿 and 兆 in a row multiply by: 10^7 for 千万, 1 for nothing."""
    product = 1
    for char in chars or "":
        product *= _SMALL.get(char) or _LARGE.get(char, 1)
    return product


_NEIGHBOURS = re.compile(
    r"(?<![零〇一二三四五六七八九两])([一二三四五六七八九两])([二两三四五六七八九])(?![零〇一二三四五六七八九两])"
)


@lru_cache(maxsize=4096)
def han_range(numeral: str) -> tuple[Value, Value | None]:
    """The value of Han numerals, and the upper bound where two neighbours make a range (两三百, 十七八)."""
    pair = _NEIGHBOURS.search(numeral) if len(numeral) > 1 else None
    if pair:
        low, high = _DIGIT[pair[1]], _DIGIT[pair[2]]
        if high == low + 1 or (low, high) == (3, 5):
            before, after = numeral[: pair.start()], numeral[pair.end() :]
            return han_value(before + pair[1] + after), han_value(before + pair[2] + after)
    return han_value(numeral), None


def with_surface(figure: Figure, text: str) -> Figure:
    """The figure with its surface as in `text`, of which a folded form was read."""
    surface = text[figure.start : figure.end]
    return figure if surface == figure.surface else figure._replace(surface=surface)


_MIXED = frozenset({" ", "-", " and "})


def with_fractions(figures: Iterable[Figure], text: str) -> list[Figure]:
    """The figures of a text, a number and the fraction that goes on from it as one: 4 1/2."""
    result: list[Figure] = []
    for figure in figures:
        last = result[-1] if result else None
        part = figure.kind == "fraction" and "/" in figure.surface and figure.value < 1
        if last and part and last.surface.isdecimal() and text[last.end : figure.start] in _MIXED:
            surface, value = text[last.start : figure.end], last.value + figure.value
            result[-1] = last._replace(surface=surface, end=figure.end, value=value)
        else:
            result.append(figure)
    return result


def is_hour(written: str, minute: str = "", told: bool = False) -> bool:
    """Whether the number before a colon is an hour of the day: 9:30, 05:30 and 6:00 are times, 1:18 is none.

    `told` says that the words before it speak of a time of day.
    """
    return int(written) < 25 and (told or minute == "00" or len(written) > 1 or int(written) > 6)


@lru_cache(maxsize=4096)
def digit_value(numeral: str, factor: int = 1) -> Value:
    """The value of ASCII digits with thousands separators and a decimal point, so many times."""
    integer, _, decimals = numeral.replace(",", "").partition(".")
    return ratio(int(integer + decimals) * factor, 10 ** len(decimals)) if decimals else int(integer) * factor


def ratio(number: int, by: int) -> Value:
    """One integer divided by another, exactly."""
    whole, rest = divmod(number, by)
    return Fraction(number, by) if rest else whole


def product(one: Value, other: Value) -> Value:
    """Two values multiplied, as an integer where that is whole: 4.5 billion."""
    return ratio(one.numerator * other.numerator, one.denominator * other.denominator)


def plain(value: Value) -> str:
    """A value as a plain decimal ("120000000", "0.5"); "1/3" where no finite decimal exists."""
    if value.denominator == 1:
        return str(value.numerator)
    places, rest = 0, value.denominator
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    scaled = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{scaled[:-places]}.{scaled[-places:]}".rstrip("0").rstrip(".")
