"""Figures that English says and a Chinese text implies by other words: 双非, 殿军, 高三, 六分饱, 朝九晚五.

Asked only about what no Chinese figure explains. A value that is told here is one that the Chinese stands
for; any other one is still found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from summarizer.numerals import Figure
from summarizer.numerals.figure import Value, han_range, han_value

_ONES = "一二三四五六七八九"
# What is called by words, with the numbers that these are known by.
_KNOWN_BY: dict[str, tuple[Value, ...]] = {
    "千万工程": (1000, 10_000, 11_000), "百千万工程": (100, 1000, 10_000),
    "双非": (985, 211), "双一流": (985, 211), "殿军": (4,), "大四喜": (4,), "三八线": (38,),
    "颗粒物": (2, 10),
    "双十一": (Fraction(1111, 100),), "双11": (Fraction(1111, 100),), "双十二": (12, Fraction(1212, 100)),
    "万兆": (10, 10_000), "千兆": (1, 1000), "百兆": (100,),
    "双百": (100,), "满分": (100,), "满堂红": (100,), "半百": (50,), "知天命": (50,), "弱冠": (20,),
    "本世纪": (21,), "新世纪": (21,), "上世纪": (20,), "上个世纪": (20,),
    "三胞胎": (3,), "全覆盖": (100,), "全资": (100,), "纯棉": (100,), "全力": (100,), "全额": (100,),
    "半决赛": (4,), "加时": (120, 30), "决胜局": (3, 5), "决胜盘": (3, 5), "抢七": (7,), "抢五": (5,),
    "上将": (4,), "春夏秋冬": (4,), "东西南北": (4,), "东南西北": (4,), "大洲": (5, 7),
    "琴棋书画": (4,), "梅兰竹菊": (4,), "单休": (6,), "大小周": (5, 6), "黄金周": (7,), "对半": (50,),
    "二八定律": (4, 80, 20), "口诀": (9,),
    **dict.fromkeys(("旬间", "旬报", "旬末", "每旬", "逐旬", "按旬"), (10,)),
    "重阳": (9,), "重九": (9,), "端午": (5,), "端阳": (5,), "中秋": (8, 15),
    "元宵": (15,), "腊八": (8, 12), "腊月": (12,),
    **dict.fromkeys(("真善美", "福禄寿", "松竹梅", "魏蜀吴", "老中青", "海陆空", "贪嗔痴"), (3,)),
    **dict.fromkeys(
        (
            "望闻问切", "笔墨纸砚", "唱念做打", "说学逗唱", "酸甜苦辣", "生旦净丑", "衣食住行", "礼义廉耻",
            "生老病死", "喜怒哀乐", "士农工商", "经史子集", "甲乙丙丁", "煎炒烹炸", "鳏寡孤独", "坎离震兑",
            "起承转合", "诗书画印", "真草隶篆", "加减乘除", "青龙白虎",
        ),
        (4,),
    ),
    **dict.fromkeys(
        ("仁义礼智信", "金木水火土", "德智体美劳", "宫商角徵羽", "温良恭俭让", "心肝脾肺肾"), (5,)
    ),
    "柴米油盐": (7,), "喜怒忧思悲恐惊": (7,),
}  # fmt: skip
# The years of school are counted from the first one: 初一 is Grade 7, 高三 is Grade 12.
_SCHOOL = re.compile(r"(?P<stage>[初高])(?P<year>[一二三123])(?![十百千万\d])")
_BEFORE = {"初": 6, "高": 9}
# 五六十, 七八百, 三五百, 十七八: two neighbours and what they count, even where nothing tells what that is
_NEAR = re.compile(rf"(?:[{_ONES}]?十)?[{_ONES}两][{_ONES}两][十百千万亿]{{0,3}}+")
# 八分饱, 九成品相, 七分熟; 百分二百
_TENTHS = re.compile(rf"(?P<tenths>[{_ONES}]{{1,2}}|\d)(?:分(?=[饱醉熟满])|成|品)")
_PERCENT = re.compile(rf"百分(?!之)(?P<percent>[{_ONES}]?[百十][{_ONES}十]{{0,3}})")
# 早八晚十, 朝九晚六: hours of the day; 996: from nine to nine on six days
_HOURS = re.compile(rf"[朝早晚](?P<hour>1[0-2]|[1-9]|十[一二]?|[{_ONES}])(?![十百\d年月日])")
_WORKING_WEEK = re.compile(r"(?<!\d)([789]|1[0-2])(\1|5|6)([5-7])(?!\d)")
# 一个半小时: 90 minutes; 一个半月: six weeks
_AND_A_HALF = re.compile(rf"(?P<count>[{_ONES}两]|\d{{1,2}})个半(?:(?P<hour>小时|钟头)|月)")
# 1/8决赛: the round of 16, the eighth-finals
_ROUND = re.compile(r"(?:1/)?(?P<number>\d{1,2}|[二四八]|十六)(?:分之一)?决赛")
_QUARTERS = re.compile(r"(?P<quarters>[一两二三123])刻钟")


# 六连优, 五连胜, 十连增: so many in a row (三连 alone is a company of soldiers)
_IN_A_ROW = re.compile(rf"(?P<times>十?[{_ONES}]|十|\d{{1,2}})连(?![长队级线])")
# The forms of contracts and games: 《天下贰》
_FORMAL = {"壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_IN_FORM = re.compile("[壹贰叁肆柒捌玖]|[伍陆](?=[》〉”])")
# 一百五, 两千三, 万八: the last one counts tenths of the unit before it
_AND_TENTHS = re.compile(
    rf"(?<![{_ONES}十百千万亿两])(?P<count>[{_ONES}两]?)(?P<unit>[百千万])(?P<tenths>[{_ONES}])(?![{_ONES}十百千万亿])"
)
_UNITS = {"百": 100, "千": 1000, "万": 10_000}
# 3字头: in one's thirties, of 30,000 and more
_BEGINS = re.compile(rf"(?P<first>[{_ONES}]|[1-9]\d?)[”\"’]?字头")


# 前八月, 头11个月: of a month that is read as a date
_FIRST_MONTHS = re.compile(rf"[前头首](?P<months>[2-9]|1[01]|十一?|[{_ONES}两])月")
# 10点45分: a quarter to eleven
_QUARTER_TO = re.compile(rf"(?P<hour>\d{{1,2}}|十[一二]?|[{_ONES}两])(?:[点时](?:(?:45|四十五)分|三刻)|:45)")


# 20CM涨停: at the limit of 20 percent
_DAILY_LIMIT = re.compile("(?P<percent>[123]0)(?:[Cc][Mm]|厘米)(?=[涨跌首]|连板)")
# 三厘半, 四厘三: of a hundred, in Hong Kong; 1毫半: 15 cents
_INTEREST = re.compile(rf"(?P<count>\d|[{_ONES}两])厘(?P<part>半|[{_ONES}]|\d{{1,2}}(?![\d.]))")
_CENTS = re.compile(rf"(?P<count>\d|[{_ONES}两])毫(?P<half>半?)(?![米克升安瓦秒不无])")


def implied(zh: str) -> set[Value]:
    """The numbers that a folded Chinese text tells without a numeral that is read as a figure."""
    return set(_implied(zh))


def _implied(zh: str) -> Iterator[Value]:
    for word, numbers in _KNOWN_BY.items():
        if word in zh:
            yield from numbers
    yield from _approximated(zh)
    yield from _worked_out(zh)
    yield from _hours(zh)
    if "厘" in zh or "毫" in zh:
        yield from _of_hundredths(zh)


def _approximated(zh: str) -> Iterator[Value]:
    for near in _NEAR.finditer(zh):
        low, high = han_range(near[0])
        if high is not None:
            yield from (low, high)
    for found in _TENTHS.finditer(zh):
        yield from _of_tenths(found["tenths"])
    for found in _PERCENT.finditer(zh):
        yield han_value(found["percent"])


def _worked_out(zh: str) -> Iterator[Value]:
    for found in _SCHOOL.finditer(zh):
        yield _BEFORE[found["stage"]] + _number(found["year"])
    for found in _AND_A_HALF.finditer(zh):
        yield (_number(found["count"]) + Fraction(1, 2)) * (60 if found["hour"] else 4)
    for found in _ROUND.finditer(zh):
        eighths = _number(found["number"])
        yield from (eighths, 2 * eighths)
    for told in _IN_A_ROW.findall(zh):
        yield _number(told)
    for found in _IN_FORM.finditer(zh):
        yield _FORMAL[found[0]]
    for found in _AND_TENTHS.finditer(zh):
        unit = _UNITS[found["unit"]]
        yield _number(found["count"] or "一") * unit + _number(found["tenths"]) * unit // 10
    for found in _BEGINS.finditer(zh):
        first = _number(found["first"])
        yield from (each * scale for scale in (10, 100, 1000, 10_000) for each in (first, first + 1))
    for told in (*_FIRST_MONTHS.findall(zh), *_DAILY_LIMIT.findall(zh)):
        yield _number(told)
    for found in _QUARTERS.finditer(zh):
        yield 15 * _number(found["quarters"])


def _of_hundredths(zh: str) -> Iterator[Value]:
    for found in _INTEREST.finditer(zh):
        part = found["part"]
        tenths = Fraction(1, 2) if part == "半" else Fraction(_number(part), 10 ** len(part))
        yield _number(found["count"]) + tenths
    for found in _CENTS.finditer(zh):
        yield 10 * _number(found["count"]) + (5 if found["half"] else 0)


def _of_tenths(written: str) -> Iterator[Value]:
    """八分 is 80 of a hundred, 七八分 70 to 80, and 九五 of a discount or a grade 95."""
    if len(written) == 1:
        yield _number(written) * 10
        return
    yield han_value(written)
    yield from (_number(tenth) * 10 for tenth in written)


def _hours(zh: str) -> Iterator[Value]:
    """Hours as minutes of a half day, as times of day are told."""
    for found in _QUARTER_TO.finditer(zh):
        yield _number(found["hour"]) % 12 + 1
    told = [_number(found["hour"]) for found in _HOURS.finditer(zh)]
    for week in _WORKING_WEEK.finditer(zh):
        told += [int(week[1]), int(week[2]), int(week[3])]
    for hour in told:
        yield from (hour, hour % 12 * 60)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else int(han_value(written))


# Leagues and channels that Chinese tells by words (法甲, 英乙, 德乙, 中甲), English by their number.
_SERIES_BEFORE = re.compile(
    r"\b(?:League|Ligue|Liga|Serie|Formula|Division|Channel|Bundesliga|Tier|Super \w+)[ -]\Z"
)
_SERIES_AFTER = re.compile(r"\. (?:Bundesliga|Liga|Lig|Division)\b")


def is_of_a_series(figure: Figure, en: str) -> bool:
    """Whether an English figure is a part of a name: Ligue 1, 2. Bundesliga, Formula 1."""
    if figure.value > _SERIES or figure.kind not in {"count", "ordinal"}:
        return False
    before = en[max(0, figure.start - 16) : figure.start]
    return bool(_SERIES_BEFORE.search(before) or _SERIES_AFTER.match(en, figure.end))


_SERIES = 5

# What a Chinese unit is, as in "per jin (500 grams)"; and the months of the moon.
_DEFINED = frozenset(map(Fraction, ("500", "0.5", "667", "666.7", "666.67", "0.067", "0.0667", "0.07")))
_LUNAR = re.compile(r" (?:day of the )?(?:\w+ )?lunar\b")


def is_gloss(figure: Figure, en: str) -> bool:
    """Whether an English figure only says in brackets what a unit is, or counts the months of the moon."""
    in_brackets = is_in_brackets(figure, en)
    return (in_brackets and figure.value in _DEFINED) or _LUNAR.match(en, figure.end) is not None


def is_in_brackets(figure: Figure, en: str) -> bool:
    """Whether an English figure begins what is said in brackets."""
    return en[max(0, figure.start - 7) : figure.start].endswith(("(", "(about ", "(or ", "(= "))
