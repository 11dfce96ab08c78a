"""Whether matched figures mean the same unit: 亿元 is no dollar amount, 0.3个百分点 are no 0.3 percent.

Only units that are surely told in both languages are compared, and only where the values are equal: what was
converted (亩 to hectares, 年 to months) has another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from summarizer.numerals import Figure
from summarizer.numerals.figure import fold
from summarizer.scripts import is_traditional
from summarizer.verifying.figures import compared, mixed, ranked
from summarizer.verifying.figures.senses import in_another_sense, is_below
from summarizer.verifying.problem import Problem
from summarizer.verifying.vocabulary import FALLING, FALLS, GROWS_BY, RISES, RISING, chinese

CURRENCIES: dict[str, tuple[str, str]] = {
    # Chinese ending: what it is, and how English says so
    "美元": ("USD", r"US ?\$|(?<!HK)(?<![A-Z])\$|USD|(?:US |U\.S\. |American )?dollars?"),
    "欧元": ("EUR", r"€|EUR|euros?"),
    "英镑": ("GBP", r"£|GBP|pounds?(?: sterling)?"),
    "日元": ("JPY", r"JPY|yen"),
    "港元": ("HKD", r"HK ?\$|HKD|Hong Kong dollars?"),
    "港币": ("HKD", r"HK ?\$|HKD|Hong Kong dollars?"),
    "韩元": ("KRW", r"₩|KRW|won"),
    "卢布": ("RUB", r"₽|RUB|roubles?|rubles?"),
    "新元": ("SGD", r"S ?\$|SGD|Singapore(?:an)? (?:dollars?|yuan)"),
    "加元": ("CAD", r"C ?\$|CAD|Canadian dollars?"),
    "澳元": ("AUD", r"A ?\$|AUD|Australian dollars?"),
    "日圆": ("JPY", r"JPY|yen"),
    "韩圆": ("KRW", r"₩|KRW|won"),
    "台币": ("TWD", r"NT ?\$|TWD|NTD|(?:New )?Taiwan(?:ese)? dollars?"),
    "人民币": ("CNY", r"RMB|CNY|yuan|renminbi"),
    "元": ("CNY", r"RMB|CNY|yuan|renminbi"),
    "角": ("CNY", r"RMB|CNY|yuan|renminbi"),
}
ENDINGS = tuple(CURRENCIES)
_SAID = dict(reversed(CURRENCIES.values()))
_BEFORE = {name: re.compile(rf"(?:{pattern}) ?\Z") for name, pattern in _SAID.items()}
_AFTER = {name: re.compile(rf"[ -]?(?:in )?(?:{pattern})(?![A-Za-z])") for name, pattern in _SAID.items()}

# Units of one dimension each: Chinese units, and the words of English that say them.
DIMENSIONS: tuple[tuple[tuple[frozenset[str], str], ...], ...] = (
    (
        (frozenset({"年", "个年头", "岁", "周岁"}), r"years?"),
        (frozenset({"个月", "月", "个多月"}), r"months?"),
        (frozenset({"周", "个星期", "星期"}), r"weeks?"),
        (frozenset({"天", "日", "个工作日", "工作日"}), r"(?:working |business |calendar )?days?"),
        (frozenset({"小时", "个小时"}), r"hours?"),
        (frozenset({"分钟"}), r"minutes?|mins?"),
        (frozenset({"秒", "秒钟"}), r"seconds?"),
    ),
    (
        (frozenset({"公里", "千米"}), r"km|kilomet(?:re|er)s?"),
        (frozenset({"米"}), r"m|met(?:re|er)s?"),
        (frozenset({"厘米"}), r"cm|centimet(?:re|er)s?"),
        (frozenset({"毫米"}), r"mm|millimet(?:re|er)s?"),
        (frozenset({"英里"}), r"miles?"),
    ),
    (
        (frozenset({"亩"}), r"mu"),
        (frozenset({"公顷"}), r"ha|hectares?"),
        (frozenset({"平方公里", "平方千米"}), r"sq(?:uare)?[ -](?:km|kilomet(?:re|er)s?)|km2|km²"),
        (frozenset({"平方米"}), r"sq(?:uare)?[ -](?:m|met(?:re|er)s?)|m2|m²|sqm"),
        (frozenset({"英亩"}), r"acres?"),
    ),
    (
        (frozenset({"吨"}), r"t|tons?|tonnes?|metric tons?"),
        (frozenset({"公斤", "千克"}), r"kg|kilos?|kilogram(?:me)?s?"),
        (frozenset({"克"}), r"g|gram(?:me)?s?"),
        (frozenset({"斤"}), r"jin|catt(?:y|ies)"),
    ),
)  # fmt: skip
_WORDS_OF = {
    unit: [re.compile(rf"[ -]?(?:{words})(?![A-Za-z])") for _, words in dimension]
    for dimension in DIMENSIONS
    for units, _ in dimension
    for unit in units
}
_PLACE_OF = {
    unit: place for dimension in DIMENSIONS for place, (units, _) in enumerate(dimension) for unit in units
}
_ROSE = f"{RISES} 上浮 高出 增产 增收 多出 涨幅 升幅 增幅 高开 上修 成长率 增持 增加 净增 调升"
_FELL = f"{FALLS} 下浮 减产 跌幅 低开 下修 缩量 减持 净减 调降 缩小 压降 压减"
_UP, _DOWN = chinese(_ROSE, more=GROWS_BY), chinese(_FELL)
# Where a text has none of these, no figure of it goes up or down.
_TURNING = chinese(_ROSE, _FELL, "走高 走低", more=GROWS_BY)
_CLAUSE_ZH = re.compile(r"[，,；;。]")
_CLAUSE = re.compile(r"[,;.]| and | while ")
_AFTER_WORDS = re.compile(
    # "a fall of 8.3 percent and a rise of 2.1": what follows "and" is of another figure
    r"(?:(?! and | but | while | from | than | after )[a-z% ]){0,20}"
    r"\b(?:higher|lower|more|less|fewer|increase|decrease|rise|fall|drop|growth)\b"
)
# growth was 0.4 points slower: what comes behind a figure says which way it went
_COMPARED = re.compile(
    r"[a-z% ]{0,20}?\b(?:(higher|faster|stronger|quicker|larger|wider|steeper|sharper|deeper)"
    r"|(lower|slower|weaker|smaller|narrower|shallower|fewer|less))\b"
)
_TO_LAST_DIGIT = re.compile(r".*\d")
_POINTS = re.compile(r"\bpoints?\b|\bpp(?:ts?|s)?\b|‱", re.IGNORECASE)


def changed(matched: Sequence[tuple[Figure, Figure]], written: str, zh: str, en: str) -> Iterator[Problem]:
    """Currencies, units, percentage points and directions that the English changed, for matched figures.

    `zh` is what is `written`, folded.
    """
    turning = bool(matched) and _TURNING.search(zh) is not None
    comparing = "more" in en or "less" in en or "fewer" in en
    for figure, rendering in matched:
        wrong = _of_unit(figure, rendering, written, zh, en)
        wrong = wrong or in_another_sense(figure, rendering, written, en)
        if turning and not wrong and not is_below(figure, written):
            wrong = _direction(figure, rendering, zh, en)
        if comparing and not wrong:
            wrong = compared.turned(figure, rendering, zh, en, matched)
        if wrong:
            yield Problem(
                "unit", "error", f"{figure.surface} -> {rendering.surface}: {wrong}", figure.surface, "zh"
            )
    yield from mixed.made_dollars(matched, zh, en)
    yield from ranked.exchanged(matched, zh, en)


def may_be_changed(figure: Figure, zh: str) -> bool:
    """Whether `changed` may find anything wrong with a figure, whatever renders it."""
    return _measure(figure.unit) != "other" or figure.unit == "里" or _TURNING.search(zh) is not None


@lru_cache(maxsize=256)
def _measure(unit: str) -> Literal["money", "dimension", "share", "other"]:
    """What a Chinese unit measures; most figures count what has no unit."""
    if unit in _PLACE_OF:
        return "dimension"
    if unit.endswith(ENDINGS):
        return "money"
    return "share" if unit.endswith(("%", "百分点")) else "other"


def _of_unit(figure: Figure, rendering: Figure, written: str, zh: str, en: str) -> str:
    """What the English did to the unit of a figure, or nothing."""
    measure = _measure(figure.unit)
    if measure == "other":
        return ""
    if measure == "money":
        return _currency(figure, rendering, written, en)
    return _unit(figure, rendering, en) if measure == "dimension" else _points(figure, rendering, zh, en)


def _currency(figure: Figure, rendering: Figure, zh: str, en: str) -> str:
    ending, start, at = _ending_of(figure.unit), figure.start, rendering.end
    taiwanese = ending in _OWN and zh[start - 1 : start] in _COINAGE and _is_taiwanese(zh, start)
    wanted = "TWD" if taiwanese else CURRENCIES[ending][0]
    if _AFTER[wanted].match(en, at):
        return ""
    before = en[max(0, rendering.start - 18) : rendering.start]
    if _BEFORE[wanted].search(before):
        return ""
    said = {name for name, told in _BEFORE.items() if told.search(before)}
    said |= {name for name, told in _AFTER.items() if told.match(en, at)}
    near = f"{before}|{en[at : at + 12]}"
    plain_dollars = wanted not in ("CNY", "TWD") and "USD" in said and "dollar" in en
    if not said or (plain_dollars and not _AMERICAN.search(near)):
        return ""
    other = next(iter(sorted(said)))
    own = ending in _OWN and "人民币" not in fold(zh[max(0, start - 5) : start])
    if own and _may_be(other, near, zh, taiwanese=taiwanese):
        return ""
    return f"{wanted} has become {other}"


_COINAGE = frozenset("币幣")


def _is_taiwanese(zh: str, start: int) -> bool:
    """Whether 新台币 stands before an amount of 元."""
    before = fold(zh[max(0, start - 5) : start])
    return before[-2:] == "台币" and "人民币" not in before


@lru_cache(maxsize=256)
def _ending_of(unit: str) -> str:
    return next((ending for ending in CURRENCIES if unit.endswith(ending)), "元")


def _may_be(currency: str, near: str, zh: str, *, taiwanese: bool) -> bool:
    """Whether a currency may be what 元 alone stands for, or is named elsewhere in the Chinese."""
    if currency == "CNY":
        return not taiwanese
    if _foreign(currency, fold(zh)) or (currency == "TWD" and "人民" not in zh):
        return True
    dollars = currency in _DOLLARS[taiwanese] and not _AMERICAN.search(near)
    return dollars and (taiwanese or is_traditional(zh))


_OWN = ("元", "角")
# What 元 may be in a text in Traditional characters that says no more, and what 新台幣 may be called.
_DOLLARS = {False: ("USD", "HKD", "TWD", "JPY"), True: ("USD", "TWD")}
_AMERICAN = re.compile(r"\bUS|U\.S\.|American")


# 元 may be a dollar of Hong Kong or Taiwan; American ones are called 美元 where a text speaks of both
_CHANGED = re.compile(r"CNY has become (?P<other>HKD|TWD)\Z")


_DOLLARS_IN_FULL = {"HKD": ("港元", "港币", "港幣"), "TWD": ("台币", "台幣", "臺幣")}


def dollars_named(text: str) -> frozenset[str]:
    """The currencies that 元 may be because a text names them in full: HKD for 港元."""
    return frozenset(
        currency for currency, names in _DOLLARS_IN_FULL.items() if any(name in text for name in names)
    )


def is_named_elsewhere(message: str, named: frozenset[str]) -> bool:
    """Whether a problem is 元 told as one of the currencies that are `named` elsewhere."""
    found = _CHANGED.search(message)
    return found is not None and found["other"] in named


def _foreign(currency: str, zh: str) -> bool:
    """Whether the Chinese names the other currency elsewhere ("亿元，单位：美元")."""
    return any(name == currency and ending in zh for ending, (name, _) in CURRENCIES.items())


def _unit(figure: Figure, rendering: Figure, en: str) -> str:
    if rendering.value not in figure.values or rendering.kind not in {"count", "fraction"}:
        return ""
    if figure.soft or (figure.upper is not None and rendering.value == figure.value):
        return ""  # 6月龄至5周岁: the unit is that of the last
    at = rendering.end
    if rendering.surface[-1:].isalpha() and rendering.digits:  # 15km
        at -= len(_TO_LAST_DIGIT.sub("", rendering.surface))
    words, place = _WORDS_OF[figure.unit], _PLACE_OF[figure.unit]
    if words[place].match(en, at) or not any(each.match(en, at) for each in words):
        return ""
    return f"{figure.unit} has become another unit"


def _points(figure: Figure, rendering: Figure, zh: str, en: str) -> str:
    if figure.unit == "%" == rendering.surface[-1]:
        return ""
    if rendering.kind != "percentage":
        points = figure.unit.endswith("百分点") and not _POINTS.search(en[rendering.end : rendering.end + 40])
        return "percentage points have become a number" if points else ""
    pointed = bool(_POINTS.search(rendering.surface))
    if figure.unit.endswith("百分点"):
        near = en[rendering.start : rendering.end + 60]
        return "" if pointed or _POINTS.search(near) else "percentage points have become percent"
    if figure.unit == "%" and pointed and f"{figure.surface.rstrip('%％')}个百分点" not in zh:
        return "percent has become percentage points"
    return ""


def _direction(figure: Figure, rendering: Figure, zh: str, en: str) -> str:
    """What rose by so much in the Chinese and fell by it in the English, or the reverse."""
    before = zh[max(0, figure.start - 7) : figure.start]
    up, down = (_UP.search(before), _DOWN.search(before)) if _TURNING.search(before) else (None, None)
    if not (up or down):
        return _direction_after(figure, rendering, zh, en)
    clause = _CLAUSE_ZH.split(before)[-1]
    if clause != before:
        up, down = _UP.search(clause), _DOWN.search(clause)
    if bool(up) == bool(down) or clause.endswith(("从", "由")):
        return ""  # 增长率从3%降至2.3%: what stands before names what turns
    after = en[rendering.end : rendering.end + 40].lower()
    compared = _COMPARED.match(after)
    if compared and bool(compared[1]) == bool(up):
        return ""
    near = en[max(0, rendering.start - 60) : rendering.start].lower()
    near = _DIGITS.sub("", _CLAUSE.split(near)[-1]) + " " + (_AFTER_WORDS.match(after) or [""])[0]
    rising = [(found.end(), found[0]) for found in RISING.finditer(near)]
    falling = [(found.end(), found[0]) for found in FALLING.finditer(near)]
    if not rising and not falling:
        return ""
    rose = max(rising, default=(0, "")) > max(falling, default=(0, ""))  # the nearer one counts
    if bool(up) == rose or _is_of_what_turns(figure, rendering, zh, en, up=bool(up)):
        return ""
    return f"“{(up or down or [''])[0]}” has become “{max(rising if rose else falling)[1]}”"


_DIGITS = re.compile(r"\bdouble[ -](?:digits?|figures?)\b")  # from double digits to 4.7 percent: no rise
# 增速预期下调至: what goes down is the forecast, "growth" is what it is of; so with a fall in the growth.
_GROWTH_ZH = re.compile("[增涨升成]长?[速幅量长值率势]|通胀|涨价|扩张")
_DECLINE_ZH = re.compile("[降跌减][速幅量率]|下[降跌滑]|减[少产]|萎缩|收缩|衰退|赤字|亏损")
_CLAUSE_WITHIN = 30  # characters before a figure in Chinese, three times as many in English


def _is_of_what_turns(figure: Figure, rendering: Figure, zh: str, en: str, *, up: bool) -> bool:
    """Whether the word nearest to a figure only tells what it is that turns, as another one says."""
    said = _CLAUSE_ZH.split(zh[max(0, figure.start - _CLAUSE_WITHIN) : figure.start])[-1]
    if not (_DECLINE_ZH if up else _GROWTH_ZH).search(said):
        return False
    told = _CLAUSE.split(en[max(0, rendering.start - 3 * _CLAUSE_WITHIN) : rendering.start].lower())[-1]
    return (RISING if up else FALLING).search(told) is not None


# 逾3100只个股上涨: what so many of something do
_DO_ZH = re.compile(r"[^，。；、！？\d]{1,5}?(?:(上涨|上升|增长|走高)|(下跌|下降|减少|走低))")
_DO = re.compile(r"(?: [a-z]+){1,2} (?:(rose|advanced|gained|grew|climbed)|(fell|declined|dropped|lost))\b")


def _direction_after(figure: Figure, rendering: Figure, zh: str, en: str) -> str:
    """What so many things do: 3100只个股上涨, "3,100 stocks fell"."""
    ours = _DO_ZH.match(zh, figure.end)
    theirs = _DO.match(en, rendering.end) if ours else None
    if not (ours and theirs) or bool(ours[1]) == bool(theirs[1]):
        return ""
    return f"“{ours[1] or ours[2]}” has become “{theirs[1] or theirs[2]}”"
