"""What the patterns of Chinese figures have matched, read as figures: a small reader for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from summarizer.numerals.chinese_patterns import HOUR_BEFORE
from summarizer.numerals.chinese_ranges import goes_to, is_scaled, shared_scale
from summarizer.numerals.chinese_values import figure_of, kind_of, number_of, qualifier_of, value_in
from summarizer.numerals.figure import (
    Figure,
    FigureKind,
    Qualifier,
    Value,
    digit_value,
    han_range,
    is_hour,
    multiplier,
)


def _skip(match: re.Match[str], text: str) -> None:
    """Web and e-mail addresses: nothing to count."""


def _idiom(match: re.Match[str], text: str) -> Figure:
    return figure_of(match, text, 0, kind="idiom", soft=True)


def _decade(match: re.Match[str], text: str) -> Figure:
    century, tens = (value_in(match["century"]) - 1) * 100, match["tens"]
    low, high = (value_in(tens), None) if tens[0].isdigit() else han_range(tens)
    upper = None if high is None else century + high
    return figure_of(match, text, century + low, upper=upper, unit="年代", kind="date-part")


def _cohort(match: re.Match[str], text: str) -> Figure:
    """90后: those born in the 1990s, or the post-90s generation."""
    return figure_of(match, text, int(match["cohort_of"]), unit="年代", kind="date-part", soft=True)


def _label(match: re.Match[str], text: str) -> Figure:
    return figure_of(match, text, 0, kind="label", digits=True)


def _metric(match: re.Match[str], text: str) -> Figure:
    unit = match["metric_unit"]
    kind = "percentage" if unit.lower() in _BASIS_POINTS else "count"
    return figure_of(match, text, digit_value(match["metric_value"]), unit=unit, kind=kind, digits=True)


_BASIS_POINTS = frozenset({"bp", "bps"})


def _clock(match: re.Match[str], text: str) -> Figure | None:
    hour, minute = int(match["hour"]), match["minute"]
    told = HOUR_BEFORE.search(text, max(0, match.start() - 12), match.start()) is not None
    if minute and match[0][0].isdigit() and not is_hour(match["hour"], minute, told):
        return _pair(match, text, hour, int(minute))
    minutes = int(minute or match["minute_zh"] or _part_of_hour(match["half_hour"], match["quarters"]))
    return figure_of(match, text, hour % 12 * 60 + minutes, kind="time", digits=True)


def _part_of_hour(half: str | None, quarters: str | None) -> int:
    """The minutes that 半, 一刻 or 三刻 add to an hour."""
    return 30 if half else 15 * int(value_in(quarters)) if quarters else 0


def _clock_zh(match: re.Match[str], text: str) -> Figure:
    parts = _part_of_hour(match["clock_half"], match["clock_quarters"])
    minutes = value_in(match["clock_minute"]) if match["clock_minute"] else parts
    return figure_of(match, text, value_in(match["clock_hour"]) % 12 * 60 + minutes, kind="time", digits=True)


def _pair(match: re.Match[str], text: str, first: Value, second: Value) -> Figure:
    return figure_of(match, text, first, upper=second, kind="ratio", digits=match[0][0].isdigit())


def _ratio(match: re.Match[str], text: str) -> Figure:
    return _pair(
        match,
        text,
        value_in(match["ratio_a"] or match["ratio_c"]),
        value_in(match["ratio_b"] or match["ratio_d"]),
    )


def _percent(match: re.Match[str], text: str) -> Figure:
    if match["percent_a"] is None:
        return figure_of(match, text, 100, unit="%", kind="percentage", soft=True)
    unit = {"千分之": "‰", "万分之": "‱"}.get(match["per_thousand"] or "", "%")
    low, high = (
        han_range(match["percent_a"])
        if not match["percent_a"][0].isdigit()
        else (value_in(match["percent_a"]), None)
    )
    if match["percent_b"]:
        high = value_in(match["percent_b"])
    soft = text.startswith("点几", match.end())
    return figure_of(match, text, low, upper=high, unit=unit, kind="percentage", digits=True, soft=soft)


# 八分之一和四分之一决赛
_OF_ROUNDS = re.compile(r"(?:(?:[、和及与至到]|以及)[二四八十\d]{1,3}分之一){0,3}决赛")


def _fraction(match: re.Match[str], text: str) -> Figure | None:
    below = value_in(match["below"] or match["parts"] or match["of_parts"])
    above = value_in(match["above"] or match["taken"] or match["of_taken"])
    return (
        figure_of(
            match, text, Fraction(above, below), kind="fraction", digits=True,
            soft=_OF_ROUNDS.match(text, match.end()) is not None,
        )
        if below
        else None
    )  # fmt: skip


def _neighbours(match: re.Match[str], text: str) -> Figure:
    """4、5万 and 四百多五百万: from one of two neighbours to the next."""
    low, high, unit = match["one_of"], match["next_one"], match["unit_of_both"] or ""
    factor = multiplier(match["of_both"])
    if low is None:
        low, high, unit = match["odd"], match["odd_next"], match["odd_unit"] or ""
        factor = multiplier(match["odd_scale"]) * multiplier(match["odd_myriad"])
    figure = figure_of(
        match, text, value_in(low) * factor, upper=value_in(high) * factor, unit=unit, kind=kind_of(unit),
        digits=low[0].isdigit(),
    )  # fmt: skip
    return figure._replace(qualifier="") if match["odd"] else figure


def _slash(match: re.Match[str], text: str) -> Figure:
    share = Fraction(int(match["slash_a"]), int(match["slash_b"]))
    soft = text.startswith("决赛", match.end())
    return figure_of(match, text, share, kind="fraction", digits=True, soft=soft)


def _aged(match: re.Match[str], text: str) -> Figure:
    """八十有六 is 86; 八旬 is 80 or in the eighties, and need not be told."""
    if match["tens_of_years"]:
        return figure_of(match, text, value_in(match["tens_of_years"]) * 10, soft=True)
    return figure_of(match, text, value_in(match[0].replace("有", "")))


def _refund(match: re.Match[str], text: str) -> Figure:
    """退一赔三: what was paid, and three times as much."""
    return figure_of(match, text, value_in(match["refunded"]), unit="倍", kind="multiple", soft=True)


def _ordinal(match: re.Match[str], text: str) -> Figure:
    written, last = match["ordinal_value"], match["ordinal_to"]
    if last is None and len(written) > 1 and written in _IN_A_ROW:
        written, last = written[0], written[-1]  # 第一二三产业
    value, upper = value_in(written), value_in(last) if last else None
    return figure_of(
        match, text, value, upper=upper, unit=match["ordinal_unit"] or "", kind="ordinal",
        digits=written[0].isdigit(), soft=value == 1 and upper is None,
    )  # fmt: skip


_IN_A_ROW = "一二三四五六七八九"


def _fold_over(match: re.Match[str], text: str) -> Figure:
    if match["times"] is None:
        once, soft = 1, match[0] == "成倍"  # 成倍: by times, nobody says how many
        return figure_of(
            match, text, once, unit="番" if "番" in match[0] else "倍", kind="multiple", soft=soft
        )
    return figure_of(match, text, value_in(match["times"]), unit="番", kind="multiple")


def _tenths(match: re.Match[str], text: str) -> Figure:
    written = match["tenths_value"]
    low, high = (
        (Fraction(1, 2), None)
        if written == "半"
        else (value_in(written), None)
        if written[0].isdigit()
        else han_range(written)
    )
    if match["tenths_from"]:
        low, high = value_in(match["tenths_from"]), low
    more = 5 if match["tenths_half"] else value_in(match["tenths_more"] or "零")
    return figure_of(
        match,
        text,
        low * 10 + more,
        upper=None if high is None else high * 10,
        unit="%",
        kind="percentage",
        digits=True,
    )


def _discount(match: re.Match[str], text: str) -> Figure:
    last = _tenths_off(match["discount_value"])
    if not match["discount_from"]:
        return figure_of(match, text, last, unit="折", kind="percentage")
    first = _tenths_off(match["discount_from"])
    return figure_of(match, text, first, upper=last, unit="折", kind="percentage")


def _tenths_off(written: str) -> Value:
    """What 八 and 八五 are of ten: 8 and 8.5."""
    value = value_in(written)
    return Fraction(value, 10) if value > _TEN else value


_TEN = 10


def _half(match: re.Match[str], text: str) -> Figure:
    qualifier: Qualifier = "nearly" if match[0][0] == "近" else "over" if match[0][0] in "过超逾" else ""
    return figure_of(
        match, text, Fraction(1, 2), unit=match["half_unit"] or "", kind="fraction", qualifier=qualifier,
        soft=text.startswith(("年度", "年报"), match.end() - 1),
    )  # fmt: skip


def _vague(match: re.Match[str], text: str) -> Figure:
    value = multiplier(match["vague_value"] or "十" + (match["teens_mult"] or "")) * multiplier(
        match["vague_mult"]
    )
    unit = match["vague_unit"] or match["teens_unit"] or ""
    return figure_of(match, text, value, unit=unit, kind=kind_of(unit), vague=True, qualifier="over")


def _range(match: re.Match[str], text: str) -> Figure | None:
    first, last = match["from"], match["to"]
    unit = (match["to_unit"] or match["from_unit"] or "").strip()
    digits = last[0].isdigit()
    if not (digits or unit or is_scaled(first, last)) or _is_of_two_kinds(match):
        return None
    if not digits and goes_to(first, match["from_unit"], match["to_unit"]):
        return None
    low, high = number_of(first)[0], number_of(last)[1] or number_of(last)[0]
    factor = shared_scale(first, last)
    if factor > 1 and match["from_unit"] is None and low * factor < high:
        low *= factor
    if years := _years_each(unit, text, match.end()):
        low, high = low * years, high * years
    return figure_of(match, text, low, upper=high, unit=unit, kind=_span_kind(low, high, unit), digits=digits)


_OF_HUNDRED, _POINTS = frozenset({"", "%", "‰"}), frozenset({"百分点", "基点"})


def _is_of_two_kinds(match: re.Match[str]) -> bool:
    """Whether the units of its ends cannot be those of one range: 25个基点至4%, 3%到10人."""
    first, last = match["from_unit"] or "", (match["to_unit"] or "").strip()
    bare = last.removeprefix("个")
    if first == "%":
        return last not in _OF_HUNDRED and bare.lower() not in _BASIS_POINTS
    return first.removeprefix("个") in _POINTS and bare != first.removeprefix("个")


_SPAN_OF_YEARS = re.compile("多?(?:(?P<century>世[纪紀])|年代)")


def _years_each(unit: str, text: str, end: int) -> int:
    """How many years one of what is counted has, if any: 三个世纪 is 300, as "three centuries" are."""
    found = _SPAN_OF_YEARS.match(text, end) if unit == "个" else None
    return 0 if found is None else 100 if found["century"] else 10


def _span_kind(low: Value, high: Value, unit: str) -> FigureKind:
    years = unit in {"", "年"} and all(
        value.denominator == 1 and 1600 <= value < 2200 for value in (low, high)
    )
    return "date-part" if years else kind_of(unit)


_DAYS_OF_WEEK = frozenset("二三四五六七八九")
_ZERO_OF = frozenset({"度", "元", "岁", "分", "摄氏度", "个百分点"})
_NOT_BEFORE_HAN = "统周期拜初高老第点零〇一二三四五六七八九十"


def _plain(match: re.Match[str], text: str) -> Figure | None:
    surface, number, unit, half = match.group(0, "number", "unit", "after_half")
    start, end = match.span()
    unit = unit.strip() if unit else ""
    digits = number[0].isdigit()
    if not digits:
        alone = number[-1] == "两" and number[-2:-1] in _DAYS_OF_WEEK  # 周六两场
        if alone:
            surface, number, start = surface[len(number) - 1 :], "两", start + len(number) - 1
        if not _counts(number, unit, text, 0 if alone else start):
            return None
    low, high = (int(number), None) if number.isdecimal() else number_of(number)
    if half and unit:
        low += Fraction(1, 2)
    kind = _in_a_date(number, unit, low, text[end : end + 1]) if unit in _OF_DATES else kind_of(unit)
    qualifier = qualifier_of(text, start, end, surface)
    counts = half and unit in _HALVED and text[end : end + 1] not in _SAYINGS  # 一年半 is no 一年
    soft = (
        not digits
        and not counts
        and (_is_soft(number, unit, qualifier) or _is_of_parts(number, unit, text, end))
    )
    if "个多" in unit:
        unit = unit.replace("个多", "个")
    if years := _years_each(unit, text, end):
        low, high = low * years, None if high is None else high * years
    return Figure(surface, start, end, low, high, unit, kind, qualifier, digits, soft=soft)


_HALVED = frozenset({"年", "月", "天", "倍", "米", "公里", "里", "斤", "公斤", "岁", "小时", "亩", "元"})
_SAYINGS = frozenset("载点刻会晌")  # 一年半载

_COLLOQUIAL = re.compile("[一二三四五六七八九两][千万亿][二三四五六七八九]")  # 四万三


def _counts(number: str, unit: str, text: str, start: int) -> bool:
    """Whether a Han numeral counts something: a measure word follows, or it can be nothing but a number."""
    before = text[start - 1 : start] if start else ""
    if (number in "零〇" and unit not in _ZERO_OF) or "十十" in number:
        return False  # 零部件, 零件; 十十十二 is a slip of the tongue
    if (before == "不" and number == "二") or (before == "年" and _YEARS_END.match(text, max(0, start - 2))):
        return False  # 不二人选; 大年三十晚
    if unit:
        lasting = text[max(0, start - 2) : start] in _TERMS
        return lasting or not (before and before in _NOT_BEFORE_HAN)
    return (
        len(number) > 1
        and (number[-1] in "万亿余多" or "点" in number or _COLLOQUIAL.fullmatch(number) is not None)
        and bool(number.strip(_POWERS))
    )


# What lasts some time, and is no day of the week: 有效期三年.
_TERMS = frozenset({"为期", "工期", "效期", "任期", "刑期", "聘期", "租期", "保期", "同期", "缓期"})
_YEARS_END = re.compile(
    "(?<![〇零一二三四五六七八九十百千万])[^\\d〇零一二三四五六七八九十百千万每多余]年(?:三十|卅|廿[八九])"
)

_ONES, _POWERS = "一二三四五六七八九", "百千万亿"


def _is_soft(number: str, unit: str, qualifier: Qualifier) -> bool:
    """A lone 一 (not 一倍), and a bare 百, 千 or 万 that nothing qualifies, need leave no trace."""
    if len(number) > 1 and not number.strip(_ONES):
        if unit == "年级":
            return True  # 一二三年级: Grades 1 to 3
        if unit not in _READ_OUT and han_range(number)[1] is None:
            return True  # 四六级, 九三科技: digits side by side, which count nothing
    return (number == "一" and unit != "倍") or not (qualifier or number.strip(_POWERS))


# 二元论, 三元锂电池, 五角战略, 八角笼: so many parts or corners, and no money
_OF_PARTS = {
    "元": re.compile(
        "[论化性的对结悖体思世关系函方期经格划模选酸醇材锂正电催杂股社观数母合推分与和]|制(?![作造])"
    ),
    "角": re.compile("[形星钢亭楼笼塔柱螺场枫大战体恋关帽粽恐镇阵]"),
}


def _is_of_parts(number: str, unit: str, text: str, end: int) -> bool:
    """Whether what may be an amount tells how many parts or corners something has."""
    if unit not in _OF_PARTS or (unit == "元" and number not in _FEW_PARTS):
        return False
    return _OF_PARTS[unit].match(text, end) is not None


_FEW_PARTS = frozenset("一二三四")


_READ_OUT = frozenset({"年", "届", "名", "人", "元"})
_INSIDE = frozenset("内以之")  # 5日内 is a period


_OF_DATES = frozenset({"年", "日"})


def _in_a_date(number: str, unit: str, value: Value, after: str) -> FigureKind:
    """Whether years and days are those of a date, or are counted."""
    if unit == "年":
        is_part = len(number) == 4 and 1600 <= value < 2200 and number[-1] not in "万亿余多"
    else:
        is_part = value <= 31 and number.isdecimal() and after not in _INSIDE
    return "date-part" if is_part else kind_of(unit)


READERS: dict[str, Callable[[re.Match[str], str], Figure | None]] = {
    "skip": _skip, "idiom": _idiom, "decade": _decade, "cohort": _cohort, "phone": _label, "label": _label,
    "metric": _metric, "clock": _clock, "clock_zh": _clock_zh, "ratio": _ratio, "percent": _percent,
    "fraction": _fraction, "slash": _slash, "ordinal": _ordinal, "fold": _fold_over, "tenths": _tenths,
    "aged": _aged, "refund": _refund, "discount": _discount, "half": _half, "vague": _vague,
    "range": _range, "plain": _plain, "neighbours": _neighbours,
}  # fmt: skip
