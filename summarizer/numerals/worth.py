"""What one surface form is worth: the value and the unit of what somebody gave as a figure.

A reader of running text has to be careful (三思 counts nothing, and 五柄 may be a name); whoever gives a
surface form says that it is a figure. So the sign counts here, and a Han numeral at the beginning whatever
it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.numerals.chinese import figures_of_folded
from summarizer.numerals.chinese_patterns import HAN
from summarizer.numerals.chinese_values import number_of, value_in
from summarizer.numerals.figure import Figure, Value, fold, plain

# A month, with what may stand around it in a date; 3个月 is a period and is none.
_DATE = re.compile(
    r"(?:[\d〇零一二三四五六七八九]{2,4}年)?[\d０-９一二三四五六七八九十]{1,3}月(?:[\d０-９一二三四五六七八九十]{1,3}[日号])?"
    r"(?:[上中下]旬|上午|下午|底前?|初|份|前)?(?:[至到—~～-].{1,12})?"
)


@lru_cache(maxsize=4096)
def value_of(surface: str) -> tuple[str, str]:
    """The plain decimal value and the unit of the first figure of a Chinese surface form.

    ("120000000", "元") for 1.2亿元, ("30", "%") for 三成, ("3-5", "年") for 3至5年, ("-5", "℃") for 零下5℃.
    The value is "" where no finite decimal is exact (三分之一), and for a ratio (1:18), of which a decimal
    or a range would say something else; ("", "") where the surface states no figure, or a date.
    """
    if _DATE.fullmatch(surface.strip()):
        return "", ""
    folded = fold(surface)
    figures = figures_of_folded(folded)
    stated = [figure for figure in figures if figure.kind not in {"label", "idiom", "time"}]
    numeral = _numeral(folded)
    if numeral and any(figure.start < numeral.end() for figure in figures):
        numeral = None
    # Of 三季度增长4.9% the figure comes later; of 二十四尊木偶、3个 two are listed.
    if numeral and not (stated and not _LISTED.search(folded, numeral.end(), stated[0].start)):
        return _of_numeral(numeral, surface)
    if not stated:
        return "", ""
    figure = next((figure for figure in stated if figure.kind != "date-part"), stated[0])
    if figure.kind == "ratio" or _RATIO.match(folded, figure.end) or _GOES_ON.match(folded, figure.end):
        return "", ""
    return _joined(_values(figure, stated, folded)), _unit(figure, folded, surface)


_LISTED = re.compile("[、，；,;]")
_RATIO = re.compile(r" ?比 ?\d")
_GOES_ON = re.compile(r" ?(?:又 ?\d|[×*] ?10|[½¼¾])")  # 2又3分之1, 1.5×10^8


def _joined(values: Sequence[Value]) -> str:
    """Values as decimals; "" where one has none that is exact."""
    written = list(map(plain, values))
    return "" if any("/" in one for one in written) else "-".join(written)


# ------------------------------------------------------------------------------------ Han numerals

_AHEAD = "(?:共计?|总共|一共|约|大约|近|将近|超过?|逾|达到?|全|仅|至少|最多|不足|不到)?"
_NUMERAL = re.compile(
    rf" *{_AHEAD}(?P<number>俩|仨|[{HAN}]{{1,24}}(?:点[零〇一二三四五六七八九]{{1,12}})?[余多来]?[万亿]?)"
)
_PEOPLE = re.compile(r"(?<!伎)(?P<number>[俩仨])(?=人? *\Z)")  # 兄弟俩
# Words that begin with 一 and count nothing, beside those that are set phrases.
_NO_ONE = re.compile(
    "一(?:共|下|时|再|连|早|概|齐|味|旁|心|经|由|准|举|向|些|直|定|般|样|切|旦|律|贯|并|度|起|致)"
)
_MIXED = re.compile(f" ?[又零] ?[0-9{HAN}]{{1,8}}分之")  # 一又二分之一
_SIDE_BY_SIDE = re.compile("[一二三四五六七八九]{2,}")  # 五一, 九一八: days, and no figures


def _numeral(folded: str) -> re.Match[str] | None:
    """The Han numeral at the beginning of a surface form, or that of 兄弟俩."""
    found = _NUMERAL.match(folded)
    if found is None:
        return _PEOPLE.search(folded)
    number = found["number"]
    if number in ("零", "〇") or "十十" in number or _NO_ONE.match(folded, found.start("number")):
        return None
    a_day = _SIDE_BY_SIDE.fullmatch(number) and number_of(number)[1] is None
    return None if a_day or _MIXED.match(folded, found.end()) else found


def _of_numeral(found: re.Match[str], surface: str) -> tuple[str, str]:
    number, after = found["number"], surface[found.end() :].strip()
    head, liang, tail = number.rpartition("两")
    if head and number != "一两" and tail[:1] not in _POWERS:  # 二两, 五千两白银
        return (_joined([number_of(head)[0]]), liang) if not tail and number_of(head)[1] is None else ("", "")
    if _NO_UNIT.match(after):
        return "", ""
    low, high = (_OF_PEOPLE[number], None) if number in _OF_PEOPLE else number_of(number)
    return _joined([low] if high is None else [low, high]), _rest(after)


_POWERS = ("百", "千", "万", "亿")
_NO_UNIT = re.compile("[到至分上而月、·~～—-]")  # 三到五, 三分之, 成千上万, 三十而立
_OF_PEOPLE = {"俩": 2, "仨": 3}

# ------------------------------------------------------------------------------------------- signs

_CURRENCY = r"(?:[￥¥$€£]|人民币|US\$)? ?"
# 正负3%, 担负3项: no sign of the figure
_SIGN = re.compile(
    rf"(?:(?P<dash>[-﹣])|零下|(?<![正胜自欠抱肩担背身辜])负(?:增长)?率?[为约]?) ?{_CURRENCY}\Z"
)
_BETWEEN = re.compile(rf" ?(?:-|至|到) ?(?P<sign>[-﹣]|零下|负)? ?{_CURRENCY}\Z")
_WHOLE = re.compile(rf"([0-9]{{1,6}}|[{HAN}]{{1,6}}) ?又 ?\Z")
_NUMBER_ONLY = re.compile(rf"[\d.,{HAN}]+ ?(?:-|至|到) ?[\d{HAN}]")


def _values(figure: Figure, stated: Sequence[Figure], folded: str) -> list[Value]:
    """The value, or the ends of a range, with their signs."""
    if whole := _WHOLE.search(folded, max(0, figure.start - 8), figure.start):
        return [value_in(whole[1]) + figure.value]
    sign = _sign_before(figure, stated, folded)
    first = -figure.value if sign else figure.value
    if figure.upper is not None:
        below = sign and (_is_below_too(figure, sign) or _has_two_dashes(figure))
        return [first, -figure.upper if below else figure.upper]
    after = next((other for other in stated if other.start > figure.start), None)
    if after is None or after.upper is not None or after.kind != figure.kind or after.unit != figure.unit:
        return [first]
    if folded[figure.end : after.start] == "以上" and folded.startswith(("以下", "以内"), after.end):
        return [first, after.value]  # 1万元以上5万元以下
    between = _BETWEEN.fullmatch(folded, figure.end, after.start)
    return [first, -after.value if between["sign"] else after.value] if between else [first]


def _sign_before(figure: Figure, stated: Sequence[Figure], folded: str) -> str:
    """What says that a figure is below nought: -3.2%, 零下5度, 负3.2%; "" where nothing does.

    A dash behind another figure, a letter or a dash is none.
    """
    found = _SIGN.search(folded, max(0, figure.start - 8), figure.start)
    if found is None:
        return ""
    before = folded[max(0, found.start() - 1) : found.start()]
    joins = before == "-" or (before.isascii() and before.isalnum())
    if found["dash"] and (joins or any(other.end == found.start() for other in stated)):
        return ""
    return found[0]


def _is_below_too(figure: Figure, sign: str) -> bool:
    """零下5至8度: both are below; of -5至8度 and 零下5度至8度 only the first is."""
    return sign.startswith("零下") and _NUMBER_ONLY.match(figure.surface) is not None


def _has_two_dashes(figure: Figure) -> bool:
    """-5~-2℃: of two dashes between the numbers the second is a sign."""
    return "--" in fold(figure.surface)


# ------------------------------------------------------------------------------------------- units

_SQUARED = re.compile("[\u3300-\u33ff℃℉°²³]|[A-Za-zµμ]{1,5}[²³]?(?:/[A-Za-z]{1,4}[²³]?)?(?![A-Za-z])")
_MORE = re.compile("(?:以上|以下|以内|之内|左右|上下|前后|有余|开外|[余多许来])+")
_UNLISTED = 2  # characters: longer, it is what is counted


def _unit(figure: Figure, folded: str, surface: str) -> str:
    if not figure.unit:
        return _rest(surface[figure.end :]) if figure.kind in {"count", "amount"} else ""
    power = surface[figure.end : figure.end + 1]
    return _as_written(figure.unit, folded, surface) + (power if power and power in "²³" else "")


def _rest(after: str) -> str:
    """What follows a number as its unit, where no list has it: 尊, 标箱, ㎡."""
    after = after.strip()
    symbol = _SQUARED.match(after)
    if symbol:
        return symbol[0]
    after = _MORE.sub("", after)
    return after if len(after) <= _UNLISTED and after.isalpha() else ""


def _as_written(unit: str, folded: str, surface: str) -> str:
    """A unit with the characters of the surface form: 公頃 where it says 300公頃."""
    at = folded.rfind(unit)
    return surface[at : at + len(unit)] if at >= 0 else unit
