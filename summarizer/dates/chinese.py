"""Dates in Chinese text: partial ones, ranges, 旬, 季度, 学年, five-year plans and relative ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from summarizer.dates.mention import (
    DateMention,
    Day,
    Precision,
    exists,
    fits,
    iso_days,
    plan_years,
    precision_of,
)
from summarizer.numerals.figure import fold, han_value

_YEAR = r"(?:(?:1[6-9]|2[01])\d{2}|[一二][〇零一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?"
    r"|[一二三四五六七八九])"
)
_PART = r"(?P<part{n}>上旬|中旬|下旬|初|中(?![学国小央旬心外医])|底|末)"
_DASH = r" ?(?:-{1,2}+|至|到) ?"
_RELATIVE = """
近日 日前 近期 昨日 昨天 昨晚 昨 今日 今天 今晚 今早 明日 明天 前天 前日 后天 当日 当天 当晚 同日
次日 翌日 本月 上月 下月 上个月 下个月 这个月 本周 上周 下周 今年 去年 明年 前年 后年 本年度 上年度
本年 上年 次年 翌年 当年 同年 同月 当月 年内 年底 年初 年中 年末 月底 月初 月末 新学期 本学期
上学期 下学期 本学年 上学年 近年来 近年 近几年 日后 不久前 周末 周一 周二 周三 周四 周五 周六 周日
星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天
"""

_ATOM = re.compile(
    "|".join(
        (
            r"(?P<skip>(?:https?://|www\.)[!-~]++|[\w.+-]++@[\w-]++\.[\w.-]++)",
            (
                rf"(?P<school>(?<!\d)(?P<school_a>{_YEAR}) ?年?(?:{_DASH}(?P<school_b>{_YEAR}"
                rf"|\d\d) ?年?)? ?学年度?)"
            ),
            (
                r"(?P<plan>[“\"'‘「]?(?P<plan_n>十[一二三四五六七])五[”\"'’」]?(?:规划|计划|时期|期间)?"
                r"|[“\"'‘「](?P<plan_m>[六七八九十])五[”\"'’」](?=规划|计划|时期|期间|末|以来))"
            ),
            (
                rf"(?P<iso>(?<![\d./-])(?P<iso_y>{_YEAR})(?P<sep>[-/.])(?P<iso_m>1[0-2]|0?[1-9])(?P=sep)"
                r"(?P<iso_d>3[01]|[12]\d|0?[1-9])(?![\d./-]))"
            ),
            rf"(?P<iso_month>(?<![\d./-])(?P<ism_y>{_YEAR})[-/.](?P<ism_m>1[0-2]|0[1-9])(?![\d./%-]))",
            (
                rf"(?P<ymd>(?<!\d)(?P<y>{_YEAR}) ?年(?!的?历史|左右|以上"
                rf"|[多余前])度? ?(?:{_PART.format(n=1)}|(?P<m>{_MONTH}) ?月份? ?"
                rf"(?:(?P<d>{_DAY}) ?[日号]|{_PART.format(n=2)})?)?)"
            ),
            (
                rf"(?P<years>(?<![\d.,])(?P<ys_a>{_YEAR}){_DASH}(?P<ys_b>{_YEAR}"
                rf"|(?<=-)\d\d(?=年)) ?(?P<ys_unit>年)?(?![\d.,%万亿]))"
            ),
            (
                rf"(?P<md>(?<![\d个.,/历])(?P<md_m>{_MONTH}) ?月份? ?(?:(?P<md_d>{_DAY})"
                rf"(?: ?[日号]|(?={_DASH}{_DAY} ?[日号])|(?=[、和及]{_DAY} ?[日号]))|{_PART.format(n=3)})?)"
            ),
            rf"(?P<months>(?<![\d.,/])(?P<ms_a>{_MONTH}){_DASH}(?P<ms_b>{_MONTH}) ?月份?(?! ?\d))",
            r"(?P<quarter>(?P<q_first>前)?第?(?P<q>[一二三四1-4]) ?季度|(?P<h>[上下])半年)",
            (
                rf"(?P<d_only>(?<![\d.,/月第])(?<![一二三四五六七八九十百千万])(?P<do_d>{_DAY}) ?日"
                rf"(?![内后元均常益本历记志期程子]|以[上内下后]|之[内后]|游|租|薪))"
            ),
            (
                r"(?P<year>(?<![\dA-Za-z.,/:+-])(?P<year_n>(?:1[89]|20|21)\d{2})(?![\dA-Za-z%]"
                r"|[.,/:]\d)(?! ?[-个名人家万亿千百元所项余多%‰倍亩吨公米平台套件条次级位]))"
            ),
            rf"(?P<relative>(?<![\d半一二两三四五六七八九十几多个])(?:{'|'.join(_RELATIVE.split())}))",
        ),
    ),
)
_MAY_HOLD = re.compile(r"[0-9０-９年月日号周期昨今明前近季]|[一二三四五六七八九十]五")
_PARTS = {
    "上旬": "early",
    "初": "early",
    "中旬": "mid",
    "中": "mid",
    "下旬": "late",
    "底": "late",
    "末": "late",
}
_TO = re.compile(r" ?(?:-{1,2}+|至|到) ?\Z")
_LIST = re.compile(r"[、和及与,，]\Z")


def dates_zh(text: str) -> list[DateMention]:
    """Every date of a Chinese text, in order; ranges are one mention. What cannot exist is no date."""
    if not _MAY_HOLD.search(text):
        return []
    folded = fold(text)
    joined: list[DateMention] = []
    for mention in _atoms(folded):
        if joined and _continues(joined, mention, folded):
            continue
        joined.append(mention)
    return [replace(mention, surface=text[mention.start : mention.end]) for mention in joined]


def _continues(joined: list[DateMention], mention: DateMention, text: str) -> bool:
    """Join a range (5月30日至6月2日) into one mention; let 3日、5日 inherit the month before them."""
    last = joined[-1]
    gap = text[last.end : mention.start]
    if len(gap) > 4 or last.kind != "date" or mention.kind != "date" or mention.part[:1] in {"Q", "H"}:
        return _attach_part(joined, mention, gap)
    if _TO.match(gap) and last.end_date is None:
        end = _inherit((mention.year, mention.month, mention.day), (last.year, last.month, last.day))
        joined[-1] = replace(last, end=mention.end, end_date=end, precision="range", part="")
        return True
    if _LIST.match(gap) and mention.year is None:
        day = _inherit((None, mention.month, mention.day), last.days[-1])
        joined.append(replace(mention, year=day[0], month=day[1], day=day[2]))
        return True
    return False


def _attach_part(joined: list[DateMention], mention: DateMention, gap: str) -> bool:
    """2024年上半年 is one mention."""
    last = joined[-1]
    if (
        gap
        or last.precision != "year"
        or last.kind != "date"
        or mention.part[:1] not in {"Q", "H"}
        or last.part
    ):
        return False
    joined[-1] = replace(last, end=mention.end, part=mention.part, precision="range")
    return True


def _inherit(day: Day, from_day: Day) -> Day:
    year, month, number = day
    if month is None and number is not None:
        month = from_day[1]
    if year is None and month is not None:
        year = from_day[0]
    return year, month, number


# --------------------------------------------------------------------------------------- atoms


def _int(text: str | None) -> int | None:
    if not text:
        return None
    if text == "元":
        return 1
    return int(text) if text[0].isdigit() else int(han_value(text))


def _atoms(text: str) -> Iterator[DateMention]:
    for match in _ATOM.finditer(text):
        mention = _mention(match)
        if mention is not None:
            yield mention


def _mention(match: re.Match[str]) -> DateMention | None:
    name, start, end = match.lastgroup, match.start(), match.end()
    if name == "relative":
        return DateMention(match[0], start, end, kind="relative")
    if name == "plan":
        first, last = plan_years(_int(match["plan_n"] or match["plan_m"]) or 0)
        return DateMention(
            match[0], start, end, first, end_date=(last, None, None), precision="range", kind="plan"
        )
    if name == "quarter":
        return DateMention(match[0], start, end, precision="range", part=_quarter(match))
    if name in {"school", "years", "months"}:
        return _span(match)
    return _single(match)


def _quarter(match: re.Match[str]) -> str:
    if match["h"]:
        return "H1" if match["h"] == "上" else "H2"
    number = _int(match["q"])
    return f"Q1-{number}" if match["q_first"] else f"Q{number}"


def _span(match: re.Match[str]) -> DateMention:
    start, end = match.start(), match.end()
    if match.lastgroup == "months":
        last: Day = (None, _int(match["ms_b"]), None)
        return DateMention(match[0], start, end, None, _int(match["ms_a"]), end_date=last, precision="range")
    first_year, text = (
        (match["school_a"], match["school_b"]) if match["school_a"] else (match["ys_a"], match["ys_b"])
    )
    first, second = _int(first_year) or 0, _int(text)
    if second is not None and second < 100:
        second += first // 100 * 100
    if match["school_a"]:
        return DateMention(
            match[0],
            start,
            end,
            first,
            end_date=(second or first + 1, None, None),
            precision="range",
            kind="academic_year",
        )
    return DateMention(
        match[0],
        start,
        end,
        first,
        end_date=(second, None, None),
        precision="range",
        bare=not match["ys_unit"],
    )


def _single(match: re.Match[str]) -> DateMention | None:
    year, month, day = {
        "iso": (match["iso_y"], match["iso_m"], match["iso_d"]),
        "iso_month": (match["ism_y"], match["ism_m"], None),
        "ymd": (match["y"], match["m"], match["d"]),
        "md": (None, match["md_m"], match["md_d"]),
        "d_only": (None, None, match["do_d"]),
        "year": (match["year_n"], None, None),
    }.get(match.lastgroup or "", (None, None, None))
    numbers = _int(year), _int(month), _int(day)
    if numbers == (None, None, None) or not exists(*numbers):
        return None
    part = _PARTS.get(match["part1"] or match["part2"] or match["part3"] or "", "")
    return DateMention(
        match[0], match.start(), match.end(), *numbers, precision=precision_of(*numbers), part=part,
        bare=match.lastgroup == "year",
    )  # fmt: skip


# ----------------------------------------------------------------------------------- ISO forms


def iso_of(surface: str, *, year: int | None = None) -> tuple[str, Precision]:
    """The ISO form of the first date a surface form states, as far as it is stated, and its precision.

    "2024-05-31", "2024-05" or "2024"; a range is "2024-05-30/2024-06-02". `year` completes a date that states
    none. Where no year is known the answer is ("", "unknown").
    """
    mention = next((found for found in dates_zh(surface) if found.kind != "relative"), None)
    if mention is None:
        return "", "unknown"
    forms = [_iso(day, year) for day in mention.days]
    if not all(forms):
        return "", "unknown"
    if len(forms) > 1:
        return "/".join(forms), "range"
    first_year, month, day = mention.days[0]
    return forms[0], precision_of(first_year or year, month, day)


def _iso(day: Day, year: int | None) -> str:
    stated = day[0] or year
    if stated is None or (day[1] is None and day[2] is not None) or not exists(stated, day[1], day[2]):
        return ""
    return "-".join([f"{stated:04}", *(f"{number:02}" for number in day[1:] if number is not None)])


def agrees(surface: str, iso: str) -> bool:
    """Whether an ISO date (or partial one, or range) does not contradict what a Chinese surface form states.

    What either side leaves open cannot disagree; a surface form without a date agrees with everything.
    """
    found = iso_days(iso)
    stated = [day for mention in dates_zh(surface) if mention.kind != "relative" for day in mention.days]
    if not found or not stated:
        return True
    return all(any(fits(day, other) for other in stated) for day in found)
