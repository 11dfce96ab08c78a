"""Whether a Chinese text and its English rendering state the same figures, each as often.

Every value of either side is an item with the keys it answers to; items are paired by key, and what
stays alone is a problem, unless the other side says it in another shape (in a date, a name, an idiom).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from summarizer.dates.masking import Quantities, quantities_en, quantities_zh
from summarizer.dates.mention import REPUBLIC
from summarizer.numerals import Figure, plain
from summarizer.numerals.figure import fold
from summarizer.numerals.readings import Conversions, Key, Traces, keys_en, keys_zh, token
from summarizer.verifying.figures.coins import Change, changes, factors, in_coins
from summarizer.verifying.figures.durations import outside, told_with_colons
from summarizer.verifying.figures.in_words import is_in_words
from summarizer.verifying.figures.naming import is_transliterated, lists_in, softened, words_of
from summarizer.verifying.figures.qualifiers import lost
from summarizer.verifying.figures.units import changed
from summarizer.verifying.problem import Problem


@dataclass(eq=False, slots=True)
class _Item:
    """One value of a figure on its way to be matched. A strict one must not stay alone."""

    figure: Figure
    value: Fraction
    keys: tuple[Key, ...]
    strict: bool
    partner: _Item | None = None


def compare(zh: str, en: str, names: re.Pattern[str] | None = None) -> list[Problem]:
    """The figures that a Chinese text and its English rendering do not share, and lost qualifiers.

    `names` finds names with a numeral in them, which English reads and does not translate.
    Codes: "number" (another value, a wrong power of ten named as such), "number_missing" (English lacks
    it), "number_added" (Chinese lacks it), "unit" (another currency or unit, percent for percentage points),
    "qualifier" (nearly, over, about lost or changed).
    """
    if len(zh) + len(en) < _LONG:
        return list(_remembered(zh, en, names))
    return compared(quantities_zh(zh), quantities_en(en), zh, en, names)


REMEMBERED = 2048  # pairs: a result is verified more than once on its way
_LONG = 8000  # characters: longer texts are compared anew


@lru_cache(maxsize=REMEMBERED)
def _remembered(zh: str, en: str, names: re.Pattern[str] | None) -> tuple[Problem, ...]:
    return tuple(compared(quantities_zh(zh), quantities_en(en), zh, en, names))


def compared(
    ours: Quantities, theirs: Quantities, zh: str, en: str, names: re.Pattern[str] | None = None
) -> list[Problem]:
    """`compare` for texts whose figures and dates are known."""
    if not (ours.figures or theirs.figures):
        return []
    wanted, offered = _matched(ours, theirs, zh, en, names)
    written, zh = zh, fold(zh)
    missing = _missing(wanted, theirs, en)
    added = _added(offered, ours, theirs)
    told = _told(zh, en) if added else set()
    added = [item for item in added if item.value not in told]
    converted = {key for item in wanted if item.partner for key in item.keys[1:]}
    problems = list(_disagreements(missing, [item for item in added if converted.isdisjoint(item.keys)]))
    problems += _absences([item for item in missing if item.partner is None], offered, zh, en)
    problems += _additions([item for item in added if item.partner is None], wanted)
    matched = [(item.figure, item.partner.figure) for item in wanted if item.partner]
    problems += changed(matched, written, en)
    paired = {item.figure.start: item for item in wanted if item.partner and _may_be_qualified(item)}
    qualified = [(item.figure, item.partner.figure) for item in paired.values() if item.partner]
    return problems + list(lost([pair for pair in qualified if pair[1].digits or pair[0].qualifier], zh, en))


def matches(ours: Quantities, theirs: Quantities, zh: str, en: str) -> list[tuple[Figure, Figure]]:
    """The Chinese figures with the English ones that render them."""
    wanted, _ = _matched(ours, theirs, zh, en, None)
    return [(item.figure, item.partner.figure) for item in wanted if item.partner]


def _matched(
    ours: Quantities, theirs: Quantities, zh: str, en: str, names: re.Pattern[str] | None
) -> tuple[list[_Item], list[_Item]]:
    units = Conversions(en)
    figures, zh = softened(ours.figures, zh, names), fold(zh)
    renderings = theirs.figures
    in_zh, in_en = told_with_colons(zh, en)
    if in_zh:
        figures, renderings = outside(figures, in_zh), tuple(outside(renderings, in_en))
    wanted = [item for figure in figures for item in _wanted(figure, zh, units)]
    if coins := list(changes(zh)):
        many = factors(en)
        wanted = [_of_coins(item, coins, many) for item in wanted]
        wanted += _unseen(coins, figures, zh, many)
    offered = [item for figure in renderings for item in _offered(figure)]
    _match(wanted, offered)
    return wanted, offered


def _may_be_qualified(item: _Item) -> bool:
    in_thirties = item.partner is not None and item.partner.figure.surface.endswith("ies")
    return not (item.figure.vague or in_thirties) and item.figure.kind not in {"time", "ratio", "label"}


# ---------------------------------------------------------------------------------------- items


def _wanted(figure: Figure, zh: str, units: Conversions) -> Iterator[_Item]:
    if figure.kind == "idiom":
        return
    if figure.kind == "label":
        yield _label(figure)
        return
    strict = not (figure.soft or figure.vague or (figure.kind == "ratio" and not figure.digits))
    before = zh[max(0, figure.start - 8) : figure.start]
    if figure.unit == "个" and _POINTS_FOLLOW.match(zh, figure.end):
        figure = replace(figure, unit="个百分点", kind="percentage")
    for value in figure.values:
        keys = tuple(keys_zh(figure, value, before, units))
        if len(keys) > 1:
            keys = tuple(dict.fromkeys(keys))
        if value in (10, 20, 30) and figure.qualifier == "over":  # 十余家: over a dozen
            keys += (("n", value * 12 / 10),)
        yield _Item(figure, value, keys, strict)


# 0.3个和0.5个百分点
_POINTS_FOLLOW = re.compile(r"(?:[、和及至到-]\d{1,3}+(?:\.\d{1,3}+)?个?){1,4}+百分点")


def _told(zh: str, en: str) -> set[Fraction]:
    """What a text states in words of its own: coins, and the six months of 上半年."""
    told = {coin.yuan * factor for coin in changes(zh) for factor in factors(en)}
    return told | {Fraction(6)} if "半年" in zh else told


def _of_coins(item: _Item, coins: list[Change], many: Sequence[int]) -> _Item:
    figure, yuan = in_coins(item.figure, coins)
    keys = item.keys if yuan is None else tuple(("n", yuan * factor) for factor in many)
    return _Item(figure, item.value if yuan is None else yuan, keys, strict=item.strict and not figure.soft)


def _unseen(coins: list[Change], figures: list[Figure], zh: str, many: Sequence[int]) -> Iterator[_Item]:
    """Amounts in coins that are no figure otherwise: 五毛钱 (三毛 may be a name)."""
    seen = {at for figure in figures for at in range(figure.start, figure.end)}
    for coin in coins:
        if zh.startswith("钱", coin.end) and seen.isdisjoint(range(coin.start, coin.end)):
            surface = zh[coin.start : coin.end + 1]
            figure = Figure(surface, coin.start, coin.end, coin.yuan, unit="角", kind="amount")
            yield _Item(figure, coin.yuan, tuple(("n", coin.yuan * factor) for factor in many), strict=True)


def _offered(figure: Figure) -> Iterator[_Item]:
    if figure.kind == "label":
        yield _label(figure)
    elif figure.kind == "ratio":
        for key in keys_en(figure):
            yield _Item(figure, Fraction(key[1]), (key,), strict=True)
    else:
        yield _Item(figure, figure.value, keys_en(figure), strict=not figure.soft)


def _label(figure: Figure) -> _Item:
    return _Item(figure, Fraction(), ((f"label {token(figure.surface)}", Fraction()),), strict=True)


def _match(wanted: Sequence[_Item], offered: Sequence[_Item]) -> None:
    """Pair the items: strict Chinese ones by plain value, then by other readings; soft ones last."""
    by_key: dict[Key, deque[_Item]] = {}
    for item in offered:
        for key in item.keys:
            by_key.setdefault(key, deque()).append(item)
    for strict in (True, False):
        for depth in (1, None):
            for item in wanted:
                if item.strict is strict and item.partner is None:
                    _take(item, item.keys[:depth], by_key)


_NEAR = 8  # so many candidates are looked at, which keeps the matching linear


def _take(item: _Item, keys: Sequence[Key], by_key: dict[Key, deque[_Item]]) -> None:
    for key in keys:
        queue = by_key.get(key, deque())
        while queue and queue[0].partner is not None:
            queue.popleft()
        free = [other for other in islice(queue, _NEAR) if other.partner is None]
        if free:
            # digits prefer digits; a lone 一 takes what nothing else asks for
            other = max(
                free,
                key=lambda found: (found.figure.digits == item.figure.digits, found.strict is item.strict),
            )
            item.partner, other.partner = other, item
            return


# ------------------------------------------------------------------------- what stays alone


def _missing(wanted: Sequence[_Item], theirs: Quantities, en: str) -> list[_Item]:
    """The Chinese items that English does not state in any shape."""
    alone = [item for item in wanted if item.partner is None and not item.figure.soft]
    if not alone:
        return []
    text, years = token(en), theirs.years
    labels = [figure.surface for figure in theirs.figures if figure.kind == "label"]
    in_labels = {digits for label in labels for digits in re.findall(r"\d+", label)}
    words = words_of(en)
    return [item for item in alone if not _excused(item, years, in_labels, text, words)]


_CLOCK = re.compile("247|roundtheclock")  # in a text without blanks: 24 hours a day


def _excused(item: _Item, years: frozenset[int], in_labels: set[str], text: str, words: str) -> bool:
    if item.figure.kind == "label":
        return token(item.figure.surface) in text
    if item.figure.unit == "年" and 80 <= item.value < 140 and item.value + REPUBLIC in years:
        return True  # 114年, of the Republic of China
    if item.keys[0][0] == "n" and (item.value in years or (item.value in (7, 24) and _CLOCK.search(text))):
        return True
    if is_in_words(item.figure, item.value, item.keys, text):
        return True
    if not item.figure.digits and is_transliterated(item.figure.surface, words):
        return True
    return plain(item.value) in in_labels


def _added(offered: Sequence[_Item], ours: Quantities, theirs: Quantities) -> list[_Item]:
    """The English items that the Chinese does not state in any shape."""
    alone = [item for item in offered if item.partner is None and not item.figure.soft]
    if not alone:
        return []
    said = {day[1:] for mention in theirs.dates for day in mention.days}
    days = [day for mention in ours.dates for day in mention.days]
    # years, months and days of Chinese dates that no English date states: English may count them
    unsaid = {part for day in days for part in day if part and (part == day[0] or day[1:] not in said)}
    traces, many = Traces(ours.rest), bool(_MANY.search(ours.rest))
    return [item for item in alone if not _explained(item.figure, unsaid, traces, many=many)]


_MANY = re.compile(r"[十百千万亿数几多众]")


def _explained(figure: Figure, unsaid: set[int], traces: Traces, *, many: bool) -> bool:
    if figure.kind == "label":
        parts = [Fraction(part) for part in re.findall(r"\d+", figure.surface)[:4]]
        return token(figure.surface) in traces.token or all(traces.holds(part, loose=True) for part in parts)
    if figure.vague:
        return many
    if figure.kind == "time":
        return False
    if figure.value in unsaid:
        return True
    if figure.kind == "percentage":
        return figure.value.denominator == 1 and traces.aims_at(int(figure.value))
    return figure.kind != "multiple" and traces.holds(figure.value, loose=not figure.digits)


# ------------------------------------------------------------------------------------- problems


def _disagreements(missing: Sequence[_Item], added: Sequence[_Item]) -> Iterator[Problem]:
    """Pair what is missing with what was added: one wrong figure is one problem."""
    queue = deque(item for item in added if item.strict and item.figure.kind != "label")
    for item in missing:
        if not item.strict or item.figure.kind == "label":
            continue
        other = _likely(item, list(islice(queue, _NEAR * 4)))
        if other is None:
            continue
        item.partner, other.partner = other, item
        queue.remove(other)
        message = f"{item.figure.surface} -> {other.figure.surface}{_power_of_ten(item, other)}"
        yield Problem("number", "error", message, item.figure.surface, "zh")


def _likely(item: _Item, candidates: Sequence[_Item]) -> _Item | None:
    """The English figure that was most likely meant for this Chinese one."""
    alike = [other for other in candidates if (other.figure.kind == "time") == (item.figure.kind == "time")]
    if not alike:
        return None
    return max(
        alike, key=lambda other: (bool(_power_of_ten(item, other)), other.keys[0][0] == item.keys[0][0])
    )


def _power_of_ten(item: _Item, other: _Item) -> str:
    """The factor, as a tail of the message, where the two differ by a power of ten."""
    if not (item.value and other.value) or item.keys[0][0] != other.keys[0][0]:
        return ""
    ratio = other.value / item.value
    digits = str(max(ratio.numerator, ratio.denominator))
    if min(ratio.numerator, ratio.denominator) != 1 or digits.rstrip("0") != "1" or ratio == 1:
        return ""
    return f", x{int(digits):,}" if ratio > 1 else f", x1/{int(digits):,}"


# 江城、云河两地: the English names them and need not count them
_LIST = re.compile(r"[、和与及跟同]")


def _absences(missing: Sequence[_Item], offered: Sequence[_Item], zh: str, en: str) -> Iterator[Problem]:
    if not missing:
        return
    counted = lists_in(en)
    said = {key for item in offered for key in item.keys}
    scales = [
        item for item in offered if item.partner is None and item.keys[0][0] == "n" and item.value >= 100
    ]
    for item in missing:
        figure = item.figure
        other = next((each for each in scales if figure.vague and _power_of_ten(item, each)), None)
        if other is not None:
            message = f"{figure.surface} -> {other.figure.surface}{_power_of_ten(item, other)}"
            yield Problem("number", "error", message, figure.surface, "zh")
            continue
        if not figure.digits and item.value in counted:
            continue  # 苏锡常三市: Suzhou, Wuxi and Changzhou
        repeated = not said.isdisjoint(item.keys)
        near = zh[max(0, figure.start - 24) : figure.end + 24]
        listed = not figure.digits and item.value <= 5 and bool(_LIST.search(near))
        severe = item.strict and not listed and (figure.digits or not repeated) and not _is_all(figure, en)
        message = f"{figure.surface} is {'stated less often' if repeated else 'not'} in the English"
        yield Problem("number_missing", "error" if severe else "warning", message, figure.surface, "zh")


_ALL = re.compile(r"\b(?:all|every|entire(?:ly)?|full(?:y)?|complete(?:ly)?|whol(?:e|ly))\b", re.IGNORECASE)


def _is_all(figure: Figure, en: str) -> bool:
    """Whether English may have said 100% as "all": 停车位应当100%建设充电设施."""
    return figure.unit == "%" and figure.value == 100 and figure.upper is None and _says_all(en)


@lru_cache(maxsize=8)  # many figures of a text ask the same
def _says_all(en: str) -> bool:
    return _ALL.search(en) is not None


def _additions(added: Sequence[_Item], wanted: Sequence[_Item]) -> Iterator[Problem]:
    said = {key for item in wanted for key in item.keys} if added else set()
    for item in added:
        figure = item.figure
        repeated = not said.isdisjoint(item.keys)
        severe = not (repeated or figure.vague) and (figure.digits or figure.value > 2)
        message = f"{figure.surface} is {'stated less often' if repeated else 'not'} in the Chinese"
        yield Problem("number_added", "error" if severe else "warning", message, figure.surface, "en")
