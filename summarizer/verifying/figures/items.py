"""The values of figures on either side, and which of them render each other.

Every value is an item with the keys that it answers to; items are paired by key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from summarizer.dates.masking import Quantities
from summarizer.numerals import Figure
from summarizer.numerals.figure import Value
from summarizer.numerals.readings import (
    Conversions,
    Key,
    has_number,
    is_plain_number,
    keys_en,
    keys_zh,
    token,
)
from summarizer.verifying.figures.coins import Change, changes, factors, in_coins
from summarizer.verifying.figures.durations import outside, told_in_one, told_with_colons
from summarizer.verifying.figures.echoes import told_as_scores, told_as_times
from summarizer.verifying.figures.in_words import is_of_period
from summarizer.verifying.figures.naming import softened


@dataclass(eq=False, slots=True)
class Item:
    """One value of a figure on its way to be matched. A strict one must not stay alone.

    `key` is the plain one of the keys that it answers to; most find their partner by it, so that the others
    are worked out (`find`) only where somebody asks.
    """

    figure: Figure
    value: Value
    key: Key
    strict: bool
    find: Callable[[], tuple[Key, ...]] | None = None
    partner: Item | None = None
    known: tuple[Key, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """All keys, the plain one first."""
        if not self.known:
            self.known = self.find() if self.find else (self.key,)
        return self.known


def matched(
    ours: Quantities, theirs: Quantities, zh: str, en: str, names: re.Pattern[str] | None
) -> tuple[list[Item], list[Item]]:
    """The items of either side; those that render each other are partners. `zh` is folded."""
    units = Conversions(en)
    figures = softened(ours.figures, zh, names)
    renderings = told_as_times(theirs.figures, figures)
    figures = list(told_as_times(figures, renderings))
    figures = list(told_as_scores(figures, renderings, en))
    in_zh, in_en = told_with_colons(zh, en)
    for ours_, theirs_ in told_in_one(figures, renderings, zh):
        in_zh.append(ours_)
        in_en.append(theirs_)
    if in_zh:
        figures, renderings = outside(figures, in_zh), tuple(outside(renderings, in_en))
    wanted = [item for figure in figures for item in _wanted(figure, zh, units)]
    if coins := list(changes(zh)):
        many = factors(en)
        wanted = [_of_coins(item, coins, many) for item in wanted]
        wanted += _unseen(coins, figures, zh, many)
    offered = [item for figure in renderings for item in _offered(figure)]
    _match(wanted, offered)
    _part(wanted, en)
    return wanted, offered


_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
# of a million, the hundred: what may be told without a number
_ALONE = re.compile(
    r"(?:\b(?:an?|the|per|every|each|half|several|many|few|some|another|one|first|last|next|hundred|thousand)"
    r"|[$¥€£]|-) ?\Z",
    re.IGNORECASE,
)


def _part(wanted: Sequence[Item], en: str) -> None:
    """Part digits from a word for their scale that has lost its number: "invested billion yuan"."""
    for item in wanted:
        partner = item.partner
        if partner is None or not (item.figure.digits and partner.figure.soft):
            continue
        start, end = partner.figure.start, partner.figure.end
        alone = partner.figure.surface.lower() in _SCALES and not en.startswith("-", end)
        if alone and not _ALONE.search(en, max(0, start - 9), start):
            partner.partner = item.partner = None


def _wanted(figure: Figure, zh: str, units: Conversions) -> Iterator[Item]:
    if figure.kind == "idiom" or (figure.surface == "成千" and zh.startswith(("上万", "成万"), figure.end)):
        return
    if figure.kind == "label":
        yield _label(figure)
        return
    strict = _is_strict(figure, zh)
    if figure.unit in _BEFORE_POINTS and figure.kind == "count" and "点" in zh:
        points = _POINTS_FOLLOW.match(zh, figure.end)
        figure = figure._replace(unit=points[1], kind="percentage") if points else figure
    for value in figure.values:
        find = partial(_keys_of, figure, value, zh, units)
        if has_number(figure):
            yield Item(figure, value, ("n", value), strict, find)
        else:
            keys = find()
            yield Item(figure, value, keys[0], strict, known=keys)


def _keys_of(figure: Figure, value: Value, zh: str, units: Conversions) -> tuple[Key, ...]:
    """All keys that render a value of a Chinese figure, the plain one first."""
    before = zh[max(0, figure.start - 8) : figure.start]
    keys = tuple(dict.fromkeys(keys_zh(figure, value, before, units)))
    if figure.qualifier == "over" and value in (10, 20, 30):  # 十余家: over a dozen
        keys += (("n", Fraction(value * 12, 10)),)
    if figure.unit in _TEN_THOUSANDS:  # 10W: watts, or as people write 10万
        keys += (("n", value * 10**4), ("n", Fraction(value, 100)))
    if "像素" in zh[max(0, figure.start - 4) : figure.end + 2]:
        keys += (("n", Fraction(value, 10**6)),)
    if "兆" in figure.surface and figure.unit in _BANDS and not zh.startswith("元", figure.end):
        keys += tuple(("n", value * scale) for scale in _BITS)  # 100兆: 100 Mbps, 100M, 0.1 Gbps
    if _INTEREST.match(zh, figure.end):
        keys += (("p", Fraction(value, 100)), ("p", Fraction(value, 1000)))
    if figure.unit == "度" and "酒" in zh[max(0, figure.start - 6) : figure.end + 6]:
        keys += (("p", Fraction(value, 100)),)  # 52度白酒
    if figure.vague and zh.startswith("成千", figure.start - 2):  # 成千上万: thousands of
        keys += (("n", 1000),)
    return keys


_BEFORE_POINTS = frozenset({"个", ""})


def _is_strict(figure: Figure, zh: str) -> bool:
    """Whether a Chinese figure must not stay alone."""
    if figure.soft or figure.vague or (figure.kind == "ratio" and not figure.digits):
        return False
    start, end = figure.start, figure.end
    if figure.value == 1 and figure.upper is None and "每" in zh[max(0, start - 8) : start]:
        return False  # 每提高1个单位: for every unit
    if (figure.unit == "强" and zh.startswith("赛", end)) or zh.startswith("字头", end):
        return False  # 八强赛; 3字头: thirties
    if zh.startswith("双", start - 1) and figure.value in (11, 12):
        return False  # 双11: Singles' Day
    return not (figure.digits and "·" in zh and "·" in (zh[start - 1 : start], zh[end : end + 1]))


_BANDS, _BITS = frozenset({"", "带"}), tuple(Fraction(1, 10**power) for power in (12, 6, 15))
_TEN_THOUSANDS = frozenset({"W", "w"})
# 加息0.25厘: of a hundred in Hong Kong, of a thousand elsewhere
_INTEREST = re.compile("厘(?![米升克泊])")
# 0.3个和0.5个百分点, 0和25个基点
_POINTS_FOLLOW = re.compile(r"(?:[、和及至到-]\d{1,3}+(?:\.\d{1,3}+)?个?){1,4}+(百分点|基点)")


def _of_coins(item: Item, coins: list[Change], many: Sequence[int]) -> Item:
    figure, yuan = in_coins(item.figure, coins)
    strict = item.strict and not figure.soft
    if yuan is None:
        return Item(figure, item.value, item.key, strict, item.find, known=item.known)
    return _amount(figure, yuan, many, strict=strict)


def _amount(figure: Figure, yuan: Value, many: Sequence[int], *, strict: bool) -> Item:
    keys = tuple(("n", yuan * factor) for factor in many)
    return Item(figure, yuan, keys[0], strict, known=keys)


def _unseen(coins: list[Change], figures: list[Figure], zh: str, many: Sequence[int]) -> Iterator[Item]:
    """Amounts in coins that are no figure otherwise: 五毛钱 (三毛 may be a name)."""
    seen = {at for figure in figures for at in range(figure.start, figure.end)}
    for coin in coins:
        if zh.startswith("钱", coin.end) and seen.isdisjoint(range(coin.start, coin.end)):
            surface = zh[coin.start : coin.end + 1]
            figure = Figure(surface, coin.start, coin.end, coin.yuan, unit="角", kind="amount")
            yield _amount(figure, coin.yuan, many, strict=surface[0] != "一")  # not a cent


def _offered(figure: Figure) -> Iterator[Item]:
    if figure.kind == "label":
        yield _label(figure)
    elif figure.kind == "ratio":
        for key in keys_en(figure):
            yield Item(figure, key[1], key, strict=True)
    elif is_plain_number(figure):
        yield Item(figure, figure.value, ("n", figure.value), not figure.soft)
    else:
        keys = keys_en(figure)
        yield Item(figure, figure.value, keys[0], not figure.soft, known=keys)


def _label(figure: Figure) -> Item:
    key: Key = (f"label {token(figure.surface)}", 0)
    if (thousands := _THOUSANDS.fullmatch(figure.surface)) is None:
        return Item(figure, 0, key, strict=True)
    return Item(figure, 0, key, strict=True, known=(key, ("n", 1000 * int(thousands[1]))))


_THOUSANDS = re.compile(r"(\d{1,3})[kK]")  # 5k: 5,000


def _match(wanted: Sequence[Item], offered: Sequence[Item]) -> None:
    """Pair the items: strict Chinese ones by plain value, then by other readings; soft ones last."""
    by_key: dict[Key, list[Item]] = {}  # the first one last
    for item in reversed(offered):
        for key in item.keys:
            if (stack := by_key.get(key)) is None:
                by_key[key] = [item]
            else:
                stack.append(item)
    for strict in (True, False):
        some = [item for item in wanted if item.strict is strict]
        for item in some:
            _take(item, item.key, by_key)
        for item in some:
            if item.partner is None:
                any(_take(item, key, by_key) for key in item.keys)


NEAR = 8  # so many candidates are looked at, which keeps the matching linear


def _take(item: Item, key: Key, by_key: dict[Key, list[Item]]) -> bool:
    """Pair an item with one that answers to a key, if there is one that is free."""
    stack = by_key.get(key)
    while stack and stack[-1].partner is not None:
        stack.pop()
    if not stack:
        return False
    other = stack[-1]
    if len(stack) > 1:
        free = [each for each in stack[: -NEAR - 1 : -1] if each.partner is None]
        other = free[0] if len(free) == 1 else _likest(item, free)
    item.partner, other.partner = other, item
    return True


def _likest(item: Item, free: Sequence[Item]) -> Item:
    """Digits prefer digits; a lone 一 takes what nothing else asks for."""
    return max(
        free,
        key=lambda found: (
            found.figure.digits == item.figure.digits,
            found.strict is item.strict,
            is_of_period(item.figure, found.figure),  # "one hour", not "once"
        ),
    )
