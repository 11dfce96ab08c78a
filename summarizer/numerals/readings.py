"""What an English figure may be for a Chinese one to be rendered by it.

A figure is compared by *keys*: ("n", number), ("p", share: 12% is 3/25), ("m", became so many times as
much: doubled) and ("t", so many times). A Chinese figure accepts several keys: 增长两倍 is "tripled",
"up 200 percent" and "up two times"; 半年 is "half a year" and "six months".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from summarizer.numerals.english_words import CARDINALS
from summarizer.numerals.figure import Figure, Value, fold

Key = tuple[str, Value]

_SHARES = {
    "%": 100,
    "‰": 1000,
    "‱": 10000,
    "基点": 10000,
    "个基点": 10000,
    "个基本点": 10000,
    "基本点": 10000,
    **dict.fromkeys(("bp", "bps", "BP", "BPS", "个BP", "个bp"), 10000),
}
_POINTS = ("百分点", "基点", "bp", "bps", "BP", "BPS", "‱")
_HALF, _RARE = Fraction(1, 2), Fraction(1, 1000)


def keys_en(figure: Figure) -> tuple[Key, ...]:
    """The keys an English figure can answer to, the plain one first."""
    value = figure.value
    if figure.kind == "time":
        return (("time", value % 720),)
    if figure.kind == "percentage":
        share: Key = ("p", Fraction(value, _SHARES.get(figure.unit, 100)))
        # "up 90.09 or 0.9%": the first has its percent from the second, and may have none
        return (share, ("n", value)) if figure.surface[-1].isdecimal() else (share,)
    if figure.kind == "fraction":
        # the next two quarters; four in ten: 10个里有4个
        cardinal = figure.surface.isdecimal() or figure.surface.lower() in CARDINALS
        times = 4 if figure.surface.endswith("quarters") else 10 if cardinal else 0
        more = (("n", value * times),) if times else ()
        return (("p", value), ("n", value), *more) if value < 1 else (("n", value), *more)
    if figure.kind == "multiple":
        # grew tenfold: by nine times, or loosely by ten
        kinds = "tm" if figure.surface.endswith("fold") else "t" if figure.unit == "times" else "m"
        return (*((kind, value) for kind in kinds), ("n", value))
    if is_plain_number(figure):
        return (("n", value),)
    keys: list[Key] = [("n", each) for each in figure.values]
    if figure.kind == "ordinal" and value > 2 and not figure.digits:  # a third, and no 3rd
        keys.append(("p", Fraction(1, value)))
    if figure.unit == "m":  # metres, read as millions
        keys.append(("n", Fraction(value, 10**6)))
    return tuple(keys)


def is_plain_number(figure: Figure) -> bool:
    """Whether an English figure answers to nothing but its number; most do."""
    return figure.kind == "count" and figure.upper is None and figure.unit != "m"


def keys_zh(figure: Figure, value: Value, before: str, units: Conversions) -> Iterator[Key]:
    """The keys that render one value of a Chinese figure, the plain one first.

    `before` is the text in front of the figure (growth by or to), `units` what the English converted.
    """
    if figure.kind == "time":
        yield "time", value % 720
        if value % 60 == 0 and units.tells_the_time:
            yield "n", Fraction(value, 60) or 12
    elif figure.kind == "multiple":
        yield from _multiple(figure, value, before, compared=units.compares)
    elif figure.unit == "折":
        yield from (("p", Fraction(value, 10)), ("p", 1 - Fraction(value, 10)), ("n", value))
    elif figure.kind == "percentage":
        share = Fraction(value, _SHARES.get(figure.unit, 100))
        yield "p", share
        if figure.unit.endswith(_POINTS):
            yield "n", value  # "0.3 points", 25 bps, three in ten thousand
        if share >= 1:
            yield from (("m", share + 1), ("t", share), ("n", share))
    elif figure.kind == "fraction":
        yield from _share(figure.unit, value)
    else:
        yield "n", value
        if "点" in figure.surface or "點" in figure.surface:
            yield from _point(figure.unit, value)
        yield from _time(figure.unit, value)
        yield from units.of(figure.unit, value)


def _share(unit: str, value: Value) -> Iterator[Key]:
    yield from (("p", value), ("n", value))
    if value < _RARE:  # 百万分之6.3: 6.3 per million
        yield from (("n", value * scale) for scale in (10**6, 10**5, 10**4))
    yield from _time(unit, value)


def _point(unit: str, value: Value) -> Iterator[Key]:
    if unit == "点" and value <= 24:
        yield "time", value * 60 % 720  # 7点: seven o'clock
    elif not unit:
        yield "p", Fraction(value, 100)  # 争六点五: of what, the English may say


_NOT_PLAIN = frozenset({"time", "multiple", "percentage", "fraction"})


def has_number(figure: Figure) -> bool:
    """Whether the first key of a Chinese figure is its number (see `keys_zh`): that of most is."""
    return figure.kind not in _NOT_PLAIN and figure.unit != "折"


def key_of(figure: Figure, value: Value) -> Key:
    """The key under which equal Chinese figures meet: 三成 and 30%, 一半 and 50%, 翻番 and 翻一番."""
    if has_number(figure):
        return "n", value
    kind, plain_value = next(keys_zh(figure, value, "", _AS_WRITTEN))
    return ("n" if kind in "mt" else kind), plain_value


_GROWTH = re.compile(
    r"[增提扩上翻][长加高大升幅速多涨了]?(?:了|近|约|超过|超)*\Z|(?:高出|[贵多高快大长重好强])(?:了|近|约|出)*\Z"
)


def _multiple(figure: Figure, value: Value, before: str, *, compared: bool) -> Iterator[Key]:
    if figure.unit == "番" or figure.surface.startswith("翻"):
        times = 2 ** min(int(value), 64)  # nothing doubles more often
        yield from (("m", times), ("t", times), ("n", times), ("p", times - 1))
    elif _GROWTH.search(before[-8:]):
        yield from (("t", value), ("m", value + 1), ("p", value))
        if value == 1:
            yield "n", 2  # twice as many
        if compared:
            yield "t", value + 1
    else:
        yield from (("t", value), ("m", value), ("n", value), ("p", value), ("p", value - 1))
        if value == 1:
            yield from (("m", 2), ("n", 2))


def _time(unit: str, value: Value) -> Iterator[Key]:
    """Half a year is six months, a week seven days."""
    if unit == "年":
        if value.denominator != 1 or value <= 5:
            yield "n", value * 12
    elif unit in {"月", "个月"}:
        yield from ([("n", 15), ("n", 2)] if value == _HALF else [("n", Fraction(value, 12))])
    elif unit in {"周", "星期", "个星期"}:
        yield "n", value * 7
    elif unit in {"小时", "个小时"} and value < 4:
        yield "n", value * 60
    elif unit == "分钟":
        yield "n", Fraction(value, 60)
    elif unit in {"天", "日"} and value % 7 == 0:
        yield "n", Fraction(value, 7)
    elif unit == "世纪":
        yield "n", value * 100
    elif unit == "年代":
        yield from (("n", value + 1900), ("n", value + 2000), ("n", value % 100))


_OF_CENTS = ("美元", "欧元", "港元", "港币", "加元", "澳元", "新元")
_IN_HUNDREDTHS = {"元", "英镑", *_OF_CENTS}
# Units that are often converted: what must occur in the English, and the factors tried.
_CONVERSIONS: dict[str, tuple[re.Pattern[str], tuple[Fraction, ...]]] = {
    "千瓦": (re.compile(r"\b[MG]W|mega|giga", re.IGNORECASE), (Fraction(1, 10**3), Fraction(1, 10**6))),
    "千瓦时": (
        re.compile(r"\b[MGT]Wh|mega|giga|tera", re.IGNORECASE),
        (Fraction(1, 10**3), Fraction(1, 10**6), Fraction(1, 10**9)),
    ),
    "米": (
        re.compile(r"(?<![a-z])[kc]m\b|kilomet|centimet", re.IGNORECASE),
        (Fraction(1, 1000), Fraction(100)),
    ),
    "里": (re.compile(r"(?<![a-z])km\b|kilomet", re.IGNORECASE), (_HALF,)),
    "斤": (
        re.compile(r"(?<![a-z])kg\b|kilo|tonne|metric ton|\bgram", re.IGNORECASE),
        (_HALF, Fraction(1, 2000), Fraction(500)),
    ),
    "克": (re.compile(r"(?<![a-z])kg\b|kilo", re.IGNORECASE), (Fraction(1, 1000),)),
    "元": (re.compile(r"\bcents?\b|\bfen\b", re.IGNORECASE), (Fraction(100),)),
    **dict.fromkeys(_OF_CENTS, (re.compile(r"\bcents?\b", re.IGNORECASE), (Fraction(100),))),
    "英镑": (re.compile(r"\d ?p\b|\bpence\b", re.IGNORECASE), (Fraction(100),)),
    "亩": (re.compile(r"hectare|(?<![a-z])ha\b", re.IGNORECASE), (Fraction(1, 15),)),
    "平方米": (re.compile(r"hectare|(?<![a-z])ha\b", re.IGNORECASE), (Fraction(1, 10**4),)),
    "吨": (re.compile(r"kiloton|\bkt\b", re.IGNORECASE), (Fraction(1, 1000),)),
}


_BY_WORDS = re.compile(
    r"in the (?:small hours|morning|afternoon|evening)|at night|after midnight"
    r"|(?:that|this|same|each|every|yesterday|tomorrow|last|previous|next|following|[a-z]{3,6}day)"
    r" (?:morning|afternoon|evening|night)|tonight|the (?:night|evening) before",
    re.IGNORECASE,
)


_TIMES_AS = re.compile(r"(?:times|fold) (?:as|the|what|that|those|its|their|last)\b")


class Conversions:
    """The units that an English text may have converted Chinese ones to, and how it tells the time."""

    def __init__(self, en: str) -> None:
        self._en = en
        self._found: dict[str, tuple[Fraction, ...]] = {}

    @cached_property
    def tells_the_time(self) -> bool:
        """Whether it says "at two in the morning"."""
        return _BY_WORDS.search(self._en) is not None

    @cached_property
    def compares(self) -> bool:
        """Whether it says "four times as many", of what grew by three times."""
        return _TIMES_AS.search(self._en) is not None

    def of(self, unit: str, value: Value) -> Iterator[Key]:
        """The keys of a value in converted units, exact and rounded."""
        if unit not in _CONVERSIONS or (value >= 1 and unit in _IN_HUNDREDTHS):
            return
        if unit not in self._found:
            pattern, factors = _CONVERSIONS[unit]
            self._found[unit] = factors if pattern.search(self._en) else ()
        for factor in self._found[unit]:
            if factor > 1 and value >= _SPLIT:
                continue  # nobody tells 20 m in centimetres
            converted = value * factor
            yield from (
                ("n", converted),
                ("n", round(converted)),
                ("n", Fraction(round(converted * 10), 10)),
                ("n", _to_two_digits(converted)),
            )


def _to_two_digits(value: Value) -> int:
    """A value as it is told roughly: 6,667 hectares are "about 6,700"."""
    whole = round(value)
    return round(whole, 2 - len(str(whole)))


_SPLIT = 3
_AS_WRITTEN = Conversions("")
# What labels are compared without: blanks of every kind and what joins their parts.
_BLANKS = (code for code in range(0x3001) if chr(code).isspace())
_SEPARATORS = dict.fromkeys([*_BLANKS, *map(ord, "-–—.,_/()（）")])


def token(text: str) -> str:
    """A text without blanks, hyphens and brackets, in lower case: how labels are looked up."""
    return fold(text).translate(_SEPARATORS).lower()


_TWOS = re.compile("二(?=[百千万亿])")
_HAN = "零一二三四五六七八九"
_TWO_OFF = ("亚军", "前天", "后天", "前日", "前年", "后年")
_SYNONYMS: dict[int, str | tuple[str, ...]] = {
    0: "零〇无", 1: "一首单独唯先头初", 2: (*"二两双俩对乙再次半倍翻秒", *_TWO_OFF),
    3: ("三", "叁", "季军", "再次", "再者", "最后"),
    4: ("四", "末节"), 5: "五", 6: "六", 7: "七", 8: "八", 9: "九",
    10: ("十", "少一人", "少打一人", "罚下"), 12: "打", 100: "百",
    1000: "千", 10000: "万",
}  # fmt: skip


_AGES = {
    24: ("全天候", "日夜", "昼夜"),
    30: ("而立之年", "三秩"), 40: ("不惑之年", "四秩"), 50: ("年过半百", "年逾半百", "五秩"),
    60: ("花甲", "六秩"), 70: ("古稀", "七秩"), 80: ("耄耋", "八秩"), 90: ("耄耋", "九秩"), 100: ("期颐",),
}  # fmt: skip


_COVID = re.compile("新冠|新型冠|疫|肺炎|病毒|核酸|隔离|[确確][诊診]|患者")
_DIGITS = re.compile(r"\d++")
_ROMAN = "\u216b"  # the last of the characters ⅠⅡⅢ...


_SHARED = re.compile(
    r"([一二三四五六七八九])([一二三四五六七八九])(?=开|分成|分账|分担|分[，。、；”’]|比例|的比例)"
)


# 三〇一 is read out as 三零一
_AS_USUAL = {ord("〇"): "零", ord("廿"): "二十", ord("卅"): "三十"}


class Traces:
    """A folded Chinese text that is asked which values it holds anywhere, be it in an idiom or a name."""

    def __init__(self, zh: str) -> None:
        self._text = zh.translate(_AS_USUAL)

    @cached_property
    def token(self) -> str:
        """The text as labels are looked up in it."""
        return token(self._text)

    @cached_property
    def speaks_of_covid(self) -> bool:
        """Whether it may mean COVID-19: 新冠, 疫情."""
        return _COVID.search(self._text) is not None

    @cached_property
    def _numbers(self) -> set[str]:
        return set(_DIGITS.findall(self._text))

    def holds(self, value: Value, *, loose: bool) -> bool:
        """Whether the value stands in the text in digits or in Han numerals.

        `loose` lets words speak for small numbers too (双方 for "the two sides").
        """
        if value.denominator != 1 or value < 0:
            return "半" in self._text or "分之" in self._text
        number = int(value)
        words = (*_AGES.get(number, ()), *(_SYNONYMS.get(number, "") if loose else ""))
        if any(word in self._text for word in words):
            return True
        if str(number) in self._numbers:
            return True
        if 0 < number <= 12 and chr(ord(_ROMAN) - 12 + number) in self._text:
            return True  # Ⅱ级
        if number >= 10**13:
            return False
        han = han_of(number).removeprefix("一" if number > 99 else "")
        read_out = number > 99 and _read_out(number) in self._text  # 三三零
        return read_out or han in self._text or ("二" in han and _TWOS.sub("两", han) in self._text)

    @cached_property
    def shares(self) -> frozenset[int]:
        """The shares of a hundred that stand side by side as tenths: 七三开, 六四分成."""
        if not ("开" in self._text or "分" in self._text or "比例" in self._text):
            return frozenset()
        pairs = ([_HAN.index(char) for char in found.groups()] for found in _SHARED.finditer(self._text))
        return frozenset(tenth * 10 for pair in pairs if sum(pair) == 10 for tenth in pair)

    def aims_at(self, percent: int) -> bool:
        """Whether a slogan aims at so many percent without saying what of (保六争七)."""
        return 0 < percent < 100 and re.search(f"[保争破超冲达]{han_of(percent)}", self._text) is not None


def _read_out(number: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(number))


def han_of(number: int) -> str:
    """A non-negative integer below 10^12 in Han numerals: 123 is 一百二十三."""
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            rest = number % size
            gap = "零" if 0 < rest < size // 10 else ""
            return han_of(number // size) + name + (gap + han_of(rest) if rest else "")
    text, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if zero and text else "") + _HAN[digit] + name
        zero = not digit
    return (text.removeprefix("一") if 10 <= number < 20 else text) or "零"
