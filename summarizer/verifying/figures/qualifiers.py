"""Whether nearly, about, over and the like survive translation: 近百 is not 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from summarizer.numerals import Figure, Qualifier
from summarizer.numerals.english_words import CARDINALS
from summarizer.numerals.figure import any_of
from summarizer.text import Severity
from summarizer.verifying.figures.qualified import PERIODS, is_surely_added
from summarizer.verifying.problem import Problem

# 近百 is not 100: to lose a qualifier makes a figure wrong.
LOST: Severity = "error"


_RENDERINGS: dict[Qualifier, frozenset[Qualifier]] = {
    "over": frozenset({"over", "at_least", "about"}),
    "nearly": frozenset({"nearly", "about", "under"}),
    "about": frozenset({"about", "nearly"}),
    "at_least": frozenset({"at_least", "over"}),
    "under": frozenset({"under", "nearly", "at_most"}),
    "at_most": frozenset({"at_most", "under"}),
}


def _words(*lists: str) -> str:
    """A pattern for whole words: `_` is a blank, `*` any ending."""
    words = " ".join(lists).split()
    forms = (re.escape(word).replace(r"\*", r"\w*").replace("_", " ") for word in words)
    return rf"\b(?:{'|'.join(forms)})\b"


_OVER = """
more_than exceed* above excess surpass* tops topped topping top beyond plus upward upwards
odd at_least greater_than higher_than broke broken crossed crosses larger_than bigger_than
pass passed passes passing
breach* outstrip* eclips* extra better_than
"""
_NEARLY = """
nearly almost close_to approach* near nears nearing neared just_under just_short virtually some about around
approximately roughly shy_of verg* nudg* not_far just_over
"""
_ABOUT = """
approximate* estimate* or_so circa in_the_region thereabouts odd in_the_order on_the_order
of_the_order close ca just_over just_under more_or_less
"""
_AT_LEAST = """
no_fewer no_less not_less not_fewer minimum or_more or_above or_higher or_over or_older or_longer
or_up or_better or_greater or_larger or_later and_more and_above and_higher and_over and_older
and_up and_upwards and_stronger and_larger and_bigger or_stronger or_bigger not_below from starting
"""
_UNDER = """
less_than fewer_than under below short_of fell_through not_yet lower_than not_quite within insufficient up_to
not_reached not_attained not_turned smaller_than not_even barely inside only no_more_than shy_of
"""
_AT_MOST = """
no_more_than not_more_than at_most exceed* maximum or_less or_fewer or_below or_lower and_under
and_below and_lower and_fewer
cap capped caps limit* no_longer no_later no_higher not_longer not_later not_higher
ceiling keep* kept control* held hold contain* before
"""
_OVER_ONE = r"\bover\b(?=[^.;,\d]{0,12}\d)"  # not "over the year"
_PATTERNS: dict[Qualifier, str] = {
    "over": _words(_OVER) + r"|\+|" + _OVER_ONE,
    "nearly": _words(_NEARLY),
    "about": _words(_NEARLY, _ABOUT) + r"|(?<!\d)~",
    "at_least": _words(_OVER, _AT_LEAST) + r"|\+|" + _OVER_ONE,
    "under": _words(_UNDER),
    "at_most": _words(_UNDER, _AT_MOST),
}
_TRACES = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()}
_OPPOSITE: dict[Qualifier, tuple[Qualifier, ...]] = {
    "": (),
    "about": (),
    "over": ("under", "at_most"),
    "at_least": ("under", "at_most"),
    "nearly": ("over",),
    "under": ("over", "at_least"),
    "at_most": ("over", "at_least"),
}
# What a negative sentence makes of a bound: nobody may apply more than so many times, which is at most.
_DENIED: dict[Qualifier, Qualifier] = {"at_most": "over", "at_least": "under"}
_ADDED: tuple[Qualifier, ...] = ("nearly", "over")
_NEAR = 60  # characters around a figure within which its qualifier stands
_AHEAD = 20  # so much before another figure is about that one
_ANY_ZH = re.compile(r"[超逾近约余多过破上达高]|以下|不足|不到|至少|不低于|不少于|左右|开外")


# 突破 may also be said by "reached ... for the first time", 估计 by "is expected to".
_PASSED, _GUESSED = ("破", "破了"), ("估计", "预计")
_REACHED = re.compile(
    r"\b(?:reach\w*|hit\w*|first|mark|record|milestone|(?:a|new|year) high|through)\b", re.IGNORECASE
)
_EXPECTED = re.compile(r"\b(?:expect|project|estimat|forecast|predict|likely)\w*", re.IGNORECASE)


def lost(
    matched: Sequence[tuple[Figure, Figure]], zh: str, en: str, figures: Sequence[Figure] = ()
) -> Iterator[Problem]:
    """The qualifiers of matched Chinese figures that English lost or changed, and those it added.

    A rendering away from its figure counts too, if it is nearer to it than to another English figure.
    """
    qualified = (pair for pair in matched if pair[0].qualifier or pair[1].qualifier)
    concerned = [pair for pair in qualified if not (_is_a_dozen(*pair) or _is_time_before(pair[0], zh))]
    if not concerned:
        return
    others = [figure for figure in figures if not figure.soft] or [rendering for _, rendering in matched]
    for pair in concerned:
        figure, rendering = pair
        wanted, found = figure.qualifier, rendering.qualifier
        if _DENIED.get(wanted) == found and _is_denied(rendering, en):
            continue  # "no one may apply more than three times"
        if (
            _is_denied_in_both(figure, rendering, zh, en)
            or found in _of_second(figure, zh)
            or (_is_told_beside(figure, rendering, figures) and not _is_once_short(pair, matched, figures))
        ):
            continue
        if found in _OPPOSITE[wanted or _implied(figure, zh)] or _is_turned(figure, rendering, zh, en):
            yield _problem(LOST, f"{figure.surface} has become “{_NAMES[found]}” in English", figure)
        elif wanted and found not in _RENDERINGS[wanted]:
            near = _near(figure, rendering, others, en)
            if not (
                _TRACES[wanted].search(near)
                or (
                    _is_elsewhere(figure, rendering, figures, en)
                    and not _is_once_short(pair, matched, figures)
                )
                or _is_otherwise(figure, rendering, zh, en)
                or (zh[: figure.start].endswith(_GUESSED) and _EXPECTED.search(near))
            ):
                reached = zh[: figure.start].endswith(_PASSED) and _REACHED.search(near)
                message = f'"{_NAMES[wanted]}" of {figure.surface} is lost in English'
                yield _problem("warning" if reached else LOST, message, figure)
        elif not wanted and found:
            yield from _added(pair, figures, zh, en)


def _added(pair: tuple[Figure, Figure], figures: Sequence[Figure], zh: str, en: str) -> Iterator[Problem]:
    """A qualifier that the Chinese has not: a warning where something else may have told it."""
    figure, rendering = pair
    message = f'"{_NAMES[rendering.qualifier]}" is added to {figure.surface} in English'
    if is_surely_added(pair, figures, zh, en):
        yield _problem(LOST, message, figure)
        return
    over_the = en[max(0, rendering.start - 9) : rendering.start].lower() == "over the "  # 42 km of the race
    lasting = rendering.unit in PERIODS
    if rendering.qualifier in _ADDED and not (lasting or over_the or _ANY_ZH.search(zh)):
        yield _problem("warning", message, figure)


def _is_told_beside(figure: Figure, rendering: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a bound is turned, and another figure of the English has the value as it is bounded.

    超过六个月的……，不满六个月的……: in English either may be paired with either.
    """
    return rendering.qualifier in _OPPOSITE[figure.qualifier] and any(
        other is not rendering
        and other.value == figure.value
        and other.qualifier in _RENDERINGS[figure.qualifier]
        for other in figures
    )


_SECOND = re.compile(
    r"(?P<about>左右|上下|前后)|(?P<over>多|余)|(?P<at_least>及?以上)|(?P<at_most>及?以[下内])"
)


def _of_second(figure: Figure, zh: str) -> frozenset[Qualifier]:
    """What renders the second of two qualifiers: 控制在5.5%左右 may be "around", 最多700多种 "more than"."""
    inside = "over" if "多" in figure.surface or "余" in figure.surface else ""
    behind = _SECOND.match(zh, figure.end)
    named = behind.lastgroup if behind else inside
    return _RENDERINGS[cast("Qualifier", named)] if named and named != figure.qualifier else frozenset()


def _is_a_dozen(figure: Figure, rendering: Figure) -> bool:
    """Whether a value says by itself that it is more: 十多个, "a dozen"."""
    more = rendering.value > figure.value and figure.upper is None
    return more and figure.qualifier == "over" and not rendering.qualifier


_THAN, _AGO = ("高于", "低于", "多于", "少于", "大于", "小于", "超过"), re.compile("[之以]?前的?")


def _is_time_before(figure: Figure, zh: str) -> bool:
    """Whether something is compared with what it was so long ago: 高于四年前."""
    return zh[: figure.start].endswith(_THAN) and _AGO.match(zh, figure.end) is not None


def _is_elsewhere(figure: Figure, rendering: Figure, figures: Sequence[Figure], en: str) -> bool:
    """Whether the qualifier may be that of another figure of the same value.

    There are several halves, or "Hundred" in the name of a programme and "over a hundred".
    """
    if figure.kind == "fraction" or figure.soft:
        return _TRACES[figure.qualifier].search(en) is not None
    accepted = _RENDERINGS[figure.qualifier]
    alike = [other for other in figures if other.value == rendering.value]
    # 百亿斤基地……突破百亿斤: the second one is qualified
    if len(alike) < 2:
        return False
    if any(other.qualifier in accepted for other in alike):
        return True
    # 二级及以上, "at or above Level 2", where "Double" was taken for the two
    near = (_near(figure, other, figures, en) for other in alike if other.digits)
    return not (figure.digits or rendering.digits) and any(_TRACES[figure.qualifier].search(n) for n in near)


def _is_once_short(
    pair: tuple[Figure, Figure], matched: Sequence[tuple[Figure, Figure]], figures: Sequence[Figure]
) -> bool:
    """Whether a value is qualified wherever the Chinese has it, and not wherever the English does."""
    figure, rendering = pair
    if not rendering.digits:
        return False
    alike = [ours for ours, _ in matched if ours.value == figure.value]
    told = [
        other.qualifier in _RENDERINGS[figure.qualifier] for other in figures if other.value == figure.value
    ]
    return len(told) == len(alike) > sum(told) and all(ours.qualifier == figure.qualifier for ours in alike)


def _is_otherwise(figure: Figure, rendering: Figure, zh: str, en: str) -> bool:
    """Whether a bound is told in another way: as a range, as what it is inside of, as "up to"."""
    if _is_bounded(figure, rendering, zh, en):
        return True
    if figure.surface in _PAST_HALF and _GONE.match(en, rendering.end):
        return True  # 赛程过半: half over, with half of the season gone
    if figure.qualifier in ("over", "at_least") and _is_past(figure, rendering, en):
        return True  # 超过30天未取的: not collected after 30 days
    if figure.qualifier == "about" and figure.upper is not None and not figure.digits:
        return True  # 大概五六小时: five or six hours
    if rendering.qualifier in ("at_most", "under") and _implied(figure, zh) == "at_most":
        return True  # 最高2毫米左右: up to 2 mm
    # 控制在150至200毫升 is a range
    inside = figure.upper is not None or _is_inside(figure, rendering, zh, en)
    return figure.qualifier == "at_most" and inside


_PAST_HALF = frozenset({"过半", "超半", "逾半"})
_GONE = re.compile(
    r"(?:[ -]\w+){0,5}?[ -](?:over|gone|through|passed|elapsed|done|complete\w*|behind|spent|finished)\b"
)


_NAMES: dict[Qualifier, str] = {
    "over": "more than", "nearly": "nearly", "about": "about", "at_least": "at least", "under": "less than",
    "at_most": "at most",
}  # fmt: skip


_DENYING = re.compile(
    r"\b(?:no|not|never|nobody|none|neither|nor|cannot)\b(?! (?:less|fewer|more|later|lower|higher|only)\b)"
)
_DENIED_AFTER = re.compile(r"[^，。；！？\d]{0,8}[不未没]")


def _is_denied_in_both(figure: Figure, rendering: Figure, zh: str, en: str) -> bool:
    """Whether what lasts longer without something is told by what does not happen within it.

    超过15分钟不缓解, "does not ease within 15 minutes".
    """
    turned = figure.qualifier in ("over", "at_least") and rendering.qualifier in ("under", "at_most")
    return turned and _DENIED_AFTER.match(zh, figure.end) is not None and _is_denied(rendering, en)


_NO_LESS = re.compile(r"(?:\b(?:not|never|cannot)|n['’]t)(?: \w+){1,3} (?:less|fewer) than\Z", re.IGNORECASE)


def _is_turned(figure: Figure, rendering: Figure, zh: str, en: str) -> bool:
    """Whether a limit is told as what must not be undercut: 不得超过, "may not work less than"."""
    if figure.qualifier != "at_most" or rendering.qualifier != "under" or _DENIED_AFTER.match(zh, figure.end):
        return False
    return _NO_LESS.search(en[max(0, rendering.start - _NEAR) : rendering.start].rstrip()) is not None


_BETWEEN = re.compile(r"\bbetween\b[^.;]{0,40}\Z|\bfrom\b[^.;]{0,20}\Z", re.IGNORECASE)
_BOUNDS_ZH = re.compile(
    "(?:以上|已满|不[低少]于|超过)[^，。；]{0,12}(?:以下|[不未]满|不足|不[高多]于|不超过|不得超过)"
)


def _is_denied(rendering: Figure, en: str) -> bool:
    """Whether the sentence of an English figure is negative before it."""
    before = en[max(0, rendering.start - 120) : rendering.start]
    return _DENYING.search(re.split(r"[.;] ", before)[-1].lower()) is not None


def _is_bounded(figure: Figure, rendering: Figure, zh: str, en: str) -> bool:
    """Whether two bounds are told as one: 五百元以上一千元以下, "between 500 and 1,000 yuan"."""
    near = zh[max(0, figure.start - 16) : figure.end + 20]
    before = en[max(0, rendering.start - 60) : rendering.start]
    ranged = _TO_ANOTHER.match(en, rendering.end) or _FROM_ANOTHER.search(before)
    return bool(_BOUNDS_ZH.search(near) and (_BETWEEN.search(before) or ranged))


# 50,000 to 100,000 yuan, three to seven years
_IN_WORDS = rf"(?:{any_of(CARDINALS)})"
_TO_ANOTHER = re.compile(rf"(?: [a-z]+)? ?(?:to|-|–) ?(?:[A-Z]{{0,3}}[$¥€£]?\d|{_IN_WORDS}\b)")
_FROM_ANOTHER = re.compile(
    rf"(?:\d|\b{_IN_WORDS})(?: [a-z]+)? ?(?:to|-|–) ?(?:[A-Z]{{0,3}} ?[$¥€£]?)?\Z", re.IGNORECASE
)


_INSIDE_ZH, _INSIDE = (
    re.compile(r"[之以]?内"),
    re.compile(r"\b(?:in|over|during)(?: (?:a|an|just|only))? ?\Z"),
)


def _is_inside(figure: Figure, rendering: Figure, zh: str, en: str) -> bool:
    """Whether a period is told as its inside in both.

    一夜之内, "in a single night"; 三天之内, "during the three-day visit".
    """
    before = en[max(0, rendering.start - 12) : rendering.start].lower()
    lone = figure.value == 1 and not figure.digits
    inside = (lone and _INSIDE.search(before)) or (
        figure.unit.removeprefix("个") in _LASTING and _DURING.search(before)
    )
    return bool(inside and _INSIDE_ZH.match(zh, figure.end))


_AFTER = re.compile(r"\bafter(?: (?:a|an|the|another|a further))? ?\Z")
_PASSED_BY = re.compile(r"[ -](?:\w+ ){1,3}(?:ago|after|later|on\b|ha(?:s|ve|d) (?:passed|elapsed|gone by))")


def _is_past(figure: Figure, rendering: Figure, en: str) -> bool:
    """Whether a period is told as what is over: "after 30 days", "when 30 days have passed"."""
    before = en[max(0, rendering.start - 16) : rendering.start].lower()
    over = _AFTER.search(before) or _PASSED_BY.match(en, rendering.end)
    return bool(over) and figure.unit.removeprefix("个") in _LASTING


_DURING = re.compile(r"\b(?:over|during)(?: (?:a|an|the|its|their|these|those))? ?\Z")
_LASTING = frozenset(
    {"年", "月", "周", "星期", "天", "日", "工作日", "小时", "分钟", "秒", "夜", "季度", "学期"}
)


def _near(figure: Figure, rendering: Figure, others: Sequence[Figure], en: str) -> str:
    """The text around a figure as far as it is not about another one."""
    ended = [o.end for o in others if o.end <= rendering.start]
    if figure.upper is not None:  # about 3 to 5
        ended = [end for end in ended if not _RANGE.fullmatch(en[end : rendering.start])]
    start = max([0, rendering.start - _NEAR, *ended])
    after = [_ends_before(rendering.end, o.start, en) for o in others if o.start > rendering.start]
    end = max(rendering.end, min([rendering.end + _NEAR, *after]))
    before = _ANOTHER.split(en[start : rendering.start])[-1]
    behind = _CLAUSE_END.split(en[rendering.end : end])[0]
    return _NO_TRACE.sub(" ", before + en[rendering.start : rendering.end] + behind)


def _ends_before(start: int, following: int, en: str) -> int:
    """Where the words about a figure end that another one follows: 6 killed at least and 8 injured."""
    if following - start > _NEAR:
        return following - _AHEAD
    cut = max(
        (found.start() for found in _BETWEEN_TWO.finditer(en, start, following)), default=following - _AHEAD
    )
    return max(cut, following - _AHEAD)


_BETWEEN_TWO = re.compile(r"[.;,] | and ")
_CLAUSE_END = re.compile(
    r"[,.;:] (?!(?:and|or) (?:above|below|over|under|lower|higher|older|younger|more)\b)"
)
_RANGE = re.compile(r"(?: [a-z%]+)? ?(?:to|and|[-–—~]) ?[A-Z]{0,3}[$¥€£]?")
# What begins another statement, and words that qualify no figure.
_ANOTHER = re.compile(r"[.;] |(?<!bout)(?<!ately): |, (?:and|while|with|but|which|of which) ")
_NO_TRACE = re.compile(
    r"\babove (?:sea level|ground|(?:the )?designated size)\b"
    r"|\b(?:more|higher|less|fewer|lower|better) than"
    r"(?= (?:last|in|before|planned|expected|that|those|the (?:previous|year|same|first|national|average))\b)"
    r"|\bnear[ -](?:future|term)\b|\btop (?:floors?|of|levels?|officials?|leaders?|prizes?|experts?)\b"
    r"|\bwithin (?:a|the|its) (?:prescribed |specified |given )?(?:time|period)\b",
    re.IGNORECASE,
)


def _implied(figure: Figure, zh: str) -> Qualifier:
    """A bound that English need not say, but must not turn around."""
    before = zh[max(0, figure.start - 6) : figure.start]
    return "at_most" if _MOST.search(before) else "at_least" if _LEAST.search(before) else ""


_MOST, _LEAST = re.compile("最[高长大快]|可达|上限"), re.compile("最[低短小]|下限")


def _problem(severity: Severity, message: str, figure: Figure) -> Problem:
    return Problem("qualifier", severity, message, figure.surface, "zh")
