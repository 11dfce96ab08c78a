"""Chinese figures that a good English text has in another shape or need not have at all.

98年 is 1998; 三十号 is a day; 9日、10日两天 counts what it has just listed; 江大等3校 is
"Jiangda and two others".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache

from summarizer.dates.mention import REPUBLIC
from summarizer.dates.reigns import years_implied
from summarizer.numerals import Figure
from summarizer.verifying.figures.surely import counts_other_things

_TO_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")
_TWO_DIGITS = re.compile(r"\d\d")
_OF_A_YEAR = frozenset({"年", "款", "届", "级", "版", "本"})
_OF_CLASS = ("硕", "博", "专")  # 24硕: a master's student who enrolled in 2024
_CENTURIES, _EARLIEST, _LATEST = (1900, 2000), 1920, 2040


def years_of(figure: Figure) -> list[int]:
    """The years that two digits may stand for: 98年, 九八年, 05款, 08奥运; 25年 may be a count as well."""
    if figure.unit not in _OF_A_YEAR and figure.surface[0] not in "0零〇":
        return []
    written = figure.surface.removesuffix(figure.unit).strip().translate(_TO_DIGITS)
    if not _TWO_DIGITS.fullmatch(written):
        return []
    years = (century + int(written) for century in _CENTURIES)
    return [year for year in years if _EARLIEST <= year <= _LATEST]


def is_year(figure: Figure, added: Collection[int], zh: str) -> bool:
    """Whether a figure is one of the years that the English states and no Chinese date does."""
    if figure.unit == "年" and 80 <= figure.value < 140 and figure.value + REPUBLIC in added:
        return True  # 114年, of the Republic of China
    if not added or figure.vague:
        return False
    if not figure.unit and zh.startswith(_OF_CLASS, figure.end):
        figure = figure._replace(unit="级")
    return any(year in added for year in years_of(figure))


def is_of_era(figure: Figure, zh: str, years: Collection[int]) -> bool:
    """Whether a count of years in Han numerals is one of an era: 光绪三十一年, "1905"."""
    if figure.digits or figure.unit != "年" or not years:
        return False
    republican = "民国" in zh and figure.value + REPUBLIC in years
    return republican or not years_implied(zh).isdisjoint(years)


# 9日、10日两天, 昨今两日: the days are named
_DAY_BEFORE = re.compile(
    r"(?:\d ?[日号]|\d[、和及]\d{1,2} ?|[一二三四五六七八九十][日号]|周[一二三四五六日]|[昨今明]天?"
    r"|初[一二三四五六七八九十])\Z"
)
# 中法两国, 父母二人: who they are is said
_PAIR_BEFORE = re.compile(
    r"(?:[中美俄日英法德欧韩朝印巴越泰澳加埃哈蒙港台沪苏浙粤京津冀川渝鲁豫鄂湘赣皖闽]{2}|[、和与及跟同]\w{2,8})\Z"
    r"|(?:父母|夫妻|夫妇|母子|母女|父子|父女|兄弟|姐妹|姐弟|兄妹|师徒|爷孙|祖孙)\Z"
)
_COUNTED = frozenset("国岸地市省县区州校院党军方家人名位口者")


def resumes(figure: Figure, zh: str) -> bool:
    """Whether a small count in Han numerals only sums up what stands right before it."""
    if figure.digits or figure.value > 5 or figure.qualifier:
        return False
    before = zh[max(0, figure.start - 10) : figure.start]
    if figure.unit in {"天", "日"}:
        return _DAY_BEFORE.search(before) is not None
    return figure.value == 2 and figure.unit in _COUNTED and _PAIR_BEFORE.search(before) is not None


_OF_EACH_ZH = re.compile("[皆均都全]")
_OF_EACH = re.compile(r"\b(?:none|neither|nobody|no one|all|both|each|every\w*)\b", re.IGNORECASE)
_RESUMED = ("以上", "上述", "前述", "等以上")
_PER, _MEASURED = re.compile(r"\b(?:per|each|every)\b"), frozenset("亩吨斤株头户人天年月")


def sums_up(figure: Figure, zh: str, en: str) -> bool:
    """Whether a count may be left out as it only sums up what is listed: 甲校、乙校、丙校3所高校, 以上4人.

    Or what is said of one of a kind: 1亩, "per mu"; or of all of them, or of none: 三人皆非, "none".
    """
    if figure.value == 1 and figure.unit in _MEASURED:
        return _PER.search(en) is not None
    if not 1 < figure.value <= 12 or figure.qualifier or figure.upper is not None:
        return False
    before = zh[: figure.start]
    if not figure.digits and _OF_EACH_ZH.match(zh, figure.end):
        return _OF_EACH.search(en) is not None
    return before.endswith(_RESUMED) or counts_a_list(figure, zh) or _counts_levels(figure, before)


def counts_a_list(figure: Figure, zh: str) -> bool:
    """Whether as many things are listed right before a count as it says: 甲国、乙国、丙国三国."""
    before = zh[max(0, figure.start - 120) : figure.start]
    return figure.value > 1 and _CLAUSE.split(before)[-1].count("、") + 1 == figure.value


# 省市县三级, 京津冀三地, 水陆空三类, 老中青三代: as many characters as are counted, each for one of them
_SHORT = frozenset(
    "国省市州盟县区旗乡镇村街社组户京津冀沪苏浙皖粤港澳台川渝云贵鲁豫晋陕甘宁青新藏蒙辽吉黑闽赣湘鄂琼桂"
    "中美俄日韩英法德印欧水陆空海天老中青少幼农工商学兵产研用政企银校院家师生党团队男女"
)


def _counts_levels(figure: Figure, before: str) -> bool:
    count = int(figure.value) if figure.value.denominator == 1 and not figure.digits else 0
    listed = before[-count:]
    return 1 < count <= _LEVELS and len(listed) == count == len(set(listed)) and _SHORT.issuperset(listed)


_LEVELS = 5
_CLAUSE = re.compile(r"[，。；：！？]")
_WHOLE_DAY = re.compile(r"(?<!\d)0?0(?:时|点|:00)? ?(?:-|至|到) ?24(?:时|点|:00)")


def is_whole_day(figure: Figure, zh: str) -> bool:
    """Whether a time is an end of 0时至24时, which is the day itself."""
    found = _WHOLE_DAY.search(zh, max(0, figure.start - 8), figure.end + 8) if "24" in zh else None
    return found is not None and found.start() <= figure.start < found.end()


_ARTICLE = re.compile(r"\b(?:an?|another)\b", re.IGNORECASE)
_PIECES = frozenset("个名位人家架辆艘只条起所座件项次张份部台栋枚支对只")
_RATE, _PER_ONE = (
    ("兑", "对", "=", "约合", "可兑", "等于", "折合", "合"),
    re.compile(r"\b(?:per|each|every|(?:to|against|for) (?:the|an?|one|each))\b|/"),
)


_PERIODS = frozenset({"年", "个月", "周", "个星期", "天", "个小时", "小时"})
_PAST = re.compile(
    r"\b(?:past|last|previous|recent|coming|next) (?:year|month|week|day|hour)\b", re.IGNORECASE
)


def is_one(figure: Figure, zh: str, en: str) -> bool:
    """Whether English may say a 1 by an article: 1名学生, "a student"; 1美元兑7元, "7 yuan to the dollar"."""
    if figure.value != 1 or figure.upper is not None:
        return False
    if figure.unit in _PERIODS:
        return _PAST.search(en) is not None  # 近1个月: in the past month
    if figure.unit in _PIECES and not figure.qualifier:
        return _ARTICLE.search(en) is not None
    return figure.kind == "amount" and zh.startswith(_RATE, figure.end) and _PER_ONE.search(en) is not None


_AMONG = re.compile(r"等[^，。；：、\d]{0,4}\Z")  # 南非等六国, 南非等非洲六国
_OTHERS = re.compile(r"(?:\w+ )?(?:others?|more)\b", re.IGNORECASE)
# and five of her classmates, with three fellow students, together with five member units
_REST = re.compile(
    r"[^.;:\d]{0,48}\b(?:others?|more|additional|fellow|of (?:his|her|its|their))\b", re.IGNORECASE
)


def is_of_others(figure: Figure, other: Figure, zh: str, en: str) -> bool:
    """Whether the English counts what is not named: 耶鲁等3所, "Yale and two others"."""
    fewer = other.value < figure.value
    if not (fewer and _AMONG.search(zh, max(0, figure.start - 5), figure.start)):
        return False
    if other.value == figure.value - 1 and _REST.match(en, other.end):
        return True
    return _OTHERS.match(en[other.end + 1 : other.end + 24]) is not None


_BACK = ("这", "该", "此", "上述", "那", "含", "(", "（")


def must_be_repeated(figure: Figure, zh: str) -> bool:
    """Whether a figure that was told before is told again in English, as it is in digits and points not back.

    People and things that are few, and 这50张, are "they" the second time; （含50张） is "inclusive".
    """
    told = figure.digits and figure.value > _FEW and figure.kind not in {"label", "ordinal", "time", "ratio"}
    return (told and not zh.endswith(_BACK, 0, figure.start)) or counts_other_things(figure, zh)


_FEW = 10


def is_heading_number(figure: Figure, zh: str, en: str) -> bool:
    """Whether a number only numbers what it stands in front of: 01 使用说明.

    It may be glued to a number of what is named: 21.5+2模式, "21. The 5+2 model".
    """
    if figure.start == 0 and (glued := _GLUED.match(figure.surface)):
        return re.match(rf"{glued[1]}\. (?:[A-Za-z]+ ){{0,3}}[\"“']?{glued[2]}(?!\d)", en) is not None
    return (
        figure.start == 0 and figure.digits and not figure.unit and zh[figure.end : figure.end + 1] in _BEHIND
    )


_GLUED = re.compile(r"(\d{1,2})\.(\d{1,2})(?![\d.])")
_DECIMAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SIGNIFICANT = 3  # fewer digits than these are another figure, not a rounded one


def is_rounded(figure: Figure, other: Figure) -> bool:
    """Whether the English gives the same value to fewer digits: 1993.03万, "19.93 million"."""
    written, said = (_DECIMAL.search(each.surface) for each in (figure, other))
    alike = (figure.kind == "percentage") is (other.kind == "percentage")
    if not (written and said and alike) or other.value < 1:
        return False
    ours, theirs = (each[0].replace(",", "").replace(".", "").lstrip("0") for each in (written, said))
    if not _SIGNIFICANT <= len(theirs) < len(ours):
        return False
    last = Fraction(10) ** (len(str(int(other.value))) - len(theirs))  # what its last digit counts
    return bool(2 * abs(Fraction(figure.value - other.value)) <= last)


_BEHIND = frozenset(" 、.．)）\t")


_ALL = re.compile(
    r"\b(?:all|every|entire(?:ly)?|full(?:y)?|complete(?:ly)?|whol(?:e|ly)|absolute(?:ly)?|totally|utter(?:ly)?|perfect(?:ly)?)\b",
    re.IGNORECASE,
)


def is_all(figure: Figure, en: str) -> bool:
    """Whether English may have said 100% as "all": 停车位应当100%建设充电设施."""
    return figure.unit == "%" and figure.value == 100 and figure.upper is None and _says_all(en)


@lru_cache(maxsize=8)  # many figures of a text ask the same
def _says_all(en: str) -> bool:
    return _ALL.search(en) is not None
