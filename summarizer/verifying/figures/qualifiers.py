"""Whether nearly, about, over and the like survive translation: 近百 is not 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.numerals import Figure, Qualifier
from summarizer.text import Severity
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
more_than over exceed* above excess surpass* tops topped topping top beyond past plus upward upwards
odd several most at_least greater higher broke broken cross* larger passed passes passing breach*
outstrip* eclips* extra better
"""
_NEARLY = """
nearly almost close_to approach* near just_under just_short virtually some about around
approximately roughly shy_of verg* nudg* not_far just_over
"""
_ABOUT = """
approximate* estimate* or_so circa in_the_region thereabouts odd in_the_order on_the_order
of_the_order close ca just_over just_under more_or_less
"""
_AT_LEAST = """
no_fewer no_less not_less not_fewer minimum or_more or_above or_higher or_over or_older or_longer
or_up or_better or_greater or_larger or_later and_more and_above and_higher and_over and_older
and_up and_upwards not_below from starting
"""
_UNDER = """
less_than fewer_than under below short_of not_yet lower_than not_quite within insufficient up_to
smaller_than not_even barely inside only no_more_than shy_of
"""
_AT_MOST = """
no_more_than not_more_than at_most exceed* maximum or_less or_fewer or_below or_lower and_under
and_below cap capped caps limit* no_longer no_later no_higher not_longer not_later not_higher
ceiling keep* kept control* held hold contain* before
"""
_PATTERNS: dict[Qualifier, str] = {
    "over": _words(_OVER) + r"|\+",
    "nearly": _words(_NEARLY),
    "about": _words(_NEARLY, _ABOUT) + "|~",
    "at_least": _words(_OVER, _AT_LEAST) + r"|\+",
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
_PERIODS = frozenset("year years month months day days week weeks hour hours decade decades".split())  # noqa: SIM905
_NEAR = 60  # characters around a figure within which its qualifier stands
_AHEAD = 20  # so much before another figure is about that one
_ANY_ZH = re.compile(r"[超逾近约余多过破上达高]|以下|不足|不到|至少|不低于|不少于|左右|开外")


_PASSED = ("突破", "突破了")  # may also be said by "reached ... for the first time"


def lost(matched: Sequence[tuple[Figure, Figure]], zh: str, en: str) -> Iterator[Problem]:
    """The qualifiers of matched Chinese figures that English lost or changed, and those it added.

    A rendering away from its figure counts too, if it is nearer to it than to another figure.
    """
    concerned = [pair for pair in matched if pair[0].qualifier or pair[1].qualifier]
    if not concerned:
        return
    others = [rendering for _, rendering in matched]
    spoken_of = bool(_ANY_ZH.search(zh))
    for figure, rendering in concerned:
        wanted, found = figure.qualifier, rendering.qualifier
        if _DENIED.get(wanted) == found and _is_denied(rendering, en):
            continue  # "no one may apply more than three times"
        if found in _OPPOSITE[wanted or _implied(figure, zh)]:
            yield _problem(LOST, f"{figure.surface} has become “{_NAMES[found]}” in English", figure)
        elif wanted and found not in _RENDERINGS[wanted]:
            if _TRACES[wanted].search(_near(rendering, others, en)) or _is_bounded(figure, rendering, zh, en):
                continue
            if wanted == "at_most" and _is_inside(figure, rendering, zh, en):
                continue
            severity = "warning" if zh[: figure.start].endswith(_PASSED) else LOST
            yield _problem(severity, f'"{_NAMES[wanted]}" of {figure.surface} is lost in English', figure)
        elif not wanted and found in _ADDED and not spoken_of and rendering.unit not in _PERIODS:
            yield _problem("warning", f'"{_NAMES[found]}" is added to {figure.surface} in English', figure)


_NAMES: dict[Qualifier, str] = {
    "over": "more than", "nearly": "nearly", "about": "about", "at_least": "at least", "under": "less than",
    "at_most": "at most",
}  # fmt: skip


_DENYING = re.compile(
    r"\b(?:no|not|never|nobody|none|neither|nor|cannot)\b(?! (?:less|fewer|more|later|lower|higher|only)\b)"
)
_BETWEEN = re.compile(r"\bbetween\b[^.;]{0,40}\Z|\bfrom\b[^.;]{0,20}\Z", re.IGNORECASE)
_BOUNDS_ZH = re.compile(r"以上[^，。；]{0,12}以下")


def _is_denied(rendering: Figure, en: str) -> bool:
    """Whether the sentence of an English figure is negative before it."""
    before = en[max(0, rendering.start - 120) : rendering.start]
    return _DENYING.search(re.split(r"[.;] ", before)[-1].lower()) is not None


def _is_bounded(figure: Figure, rendering: Figure, zh: str, en: str) -> bool:
    """Whether two bounds are told as one: 五百元以上一千元以下, "between 500 and 1,000 yuan"."""
    near = zh[max(0, figure.start - 16) : figure.end + 20]
    before = en[max(0, rendering.start - 60) : rendering.start]
    return bool(_BOUNDS_ZH.search(near) and _BETWEEN.search(before))


_INSIDE_ZH, _INSIDE = (
    re.compile(r"[之以]?内"),
    re.compile(r"\b(?:in|over|during)(?: (?:a|an|just|only))? ?\Z"),
)


def _is_inside(figure: Figure, rendering: Figure, zh: str, en: str) -> bool:
    """Whether a lone period is told as its inside in both: 一夜之内, "in a single night"."""
    before = en[max(0, rendering.start - 12) : rendering.start].lower()
    lone = figure.value == 1 and not figure.digits
    return bool(lone and _INSIDE_ZH.match(zh, figure.end) and _INSIDE.search(before))


def _near(rendering: Figure, others: Sequence[Figure], en: str) -> str:
    """The text around a figure as far as it is not about another one."""
    start = max([0, rendering.start - _NEAR, *(o.end for o in others if o.end <= rendering.start)])
    after = [o.start - _AHEAD for o in others if o.start > rendering.start]
    return en[start : max(rendering.end, min([rendering.end + _NEAR, *after]))]


def _implied(figure: Figure, zh: str) -> Qualifier:
    """A bound that English need not say, but must not turn around."""
    before = zh[max(0, figure.start - 6) : figure.start]
    return "at_most" if "最高" in before else "at_least" if "最低" in before else ""


def _problem(severity: Severity, message: str, figure: Figure) -> Problem:
    return Problem("qualifier", severity, message, figure.surface, "zh")
