"""Figures: those of the Chinese summary stand in the article, the English states the same ones, and the
values of the number fields are those of their surface forms.

`compare` (pairs) and `unsupported` (supply) are pure functions over texts; `check` runs them over a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from summarizer.dates.masking import quantities_en
from summarizer.numerals import Figure, value_of
from summarizer.numerals.figure import fold
from summarizer.results import Number
from summarizer.text import Finding, Term
from summarizer.verifying.figures.enumerated import is_counted
from summarizer.verifying.figures.kinds import miscalled
from summarizer.verifying.figures.naming import HAS_NUMERAL, names_with_numerals
from summarizer.verifying.figures.pairs import REMEMBERED, compare, compared
from summarizer.verifying.figures.ranged import may_be_turned, turned
from summarizer.verifying.figures.supply import Supply, stated, unsupported
from summarizer.verifying.figures.surfaces import misgiven
from summarizer.verifying.figures.units import dollars_named, is_named_elsewhere
from summarizer.verifying.figures.unsaid import counts_a_list
from summarizer.verifying.figures.worth import is_part, is_worth
from summarizer.verifying.page import BREAK, Page, Pair
from summarizer.verifying.problem import Problem

__all__ = ["Problem", "check", "compare", "unsupported"]

_CATEGORIES = {"number_missing": "accuracy/omission", "number_added": "accuracy/addition"}
_NAMED = ("person", "organisation", "place")


def check(page: Page, terms: Sequence[Term] = ()) -> Iterator[Finding]:
    """Check every claim, the translation, and the values of the number fields.

    Codes: "figure" (no line of the article states it), "figure_line" (no line that is cited), those of
    `compare`, and "value" (not that of the surface form).
    """
    shown = Supply([*page.quantities.values(), *page.seams])
    cited = _Cited(page)
    for pair in page.claims:
        if pair.kind in ("sentence", "point"):
            yield from page.once("figures", pair, partial(_grounded, pair, page, shown, cited))
    names = names_with_numerals(_names(page, terms))
    texts = (pair for pair in page.pairs if pair.zh and pair.en)
    if problems := [(pair, problem) for pair in texts for problem in _compared(pair, page, names)]:
        dollars = dollars_named(BREAK.join([line.text for line in page.lines.values()]))
        yield from (_rendered(pair, problem, dollars) for pair, problem in problems)
    for pair in (pair for pair in page.pairs if may_be_turned(pair.zh)):
        folded = page.quantifier.folded(pair.zh)
        yield from (_rendered(pair, problem, frozenset()) for problem in turned(folded, pair.en))
    yield from _number_fields(page)


def _names(page: Page, terms: Sequence[Term]) -> Iterator[str]:
    """Names of people, places and organisations, and the terms whose English was decided on."""
    yield from (pair.zh for pair in page.claims if pair.kind in _NAMED)
    counted = (term for term in terms if HAS_NUMERAL.search(term.zh))
    yield from (term.zh for term in counted if term.kind in _NAMED or compare(term.zh, term.en))


def _rendered(pair: Pair, problem: Problem, dollars: frozenset[str]) -> Finding:
    category = _CATEGORIES.get(problem.code, "accuracy/mistranslation")
    severe = problem.severity == "error" and not is_named_elsewhere(problem.message, dollars)
    if severe and problem.code == "number_added" and _sums_up(problem.surface, pair.zh):
        severe = False
    make = pair.error if severe else pair.warning
    return make(problem.code, category, problem.message, "en", problem.surface)


_CLAUSES, _LISTED = re.compile("[，。；：！？]"), re.compile("[、和与與及]")
_MOST = 12


def _sums_up(surface: str, zh: str) -> bool:
    """Whether an English count is that of what a Chinese clause lists: 甲、乙和丙, "the three"."""
    counted = {figure.value for figure in quantities_en(surface).figures if 1 < figure.value <= _MOST}
    return bool(counted) and any(len(_LISTED.split(clause)) in counted for clause in _CLAUSES.split(zh))


class _Cited:
    """The figures of the lines that are cited, with those of the titles and of what goes on between lines."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._titles = {n for n in page.quantities if page.role(n) == "title"}
        self._known: dict[tuple[int, ...], Supply] = {}

    def by(self, numbers: tuple[int, ...]) -> Supply:
        """Those of the lines of these numbers."""
        if numbers not in self._known:
            known = self._page.quantities
            lines = (known[n] for n in sorted(self._titles.union(numbers)) if n in known)
            self._known[numbers] = Supply([*lines, *self._page.seams])
        return self._known[numbers]


def _grounded(pair: Pair, page: Page, shown: Supply, cited: _Cited) -> Iterator[Finding]:
    """The figures of what the model wrote stand in the article, and in the lines that it cites."""
    for figure in stated(pair.zh):
        if pair.lines and cited.by(pair.lines).has(figure):
            continue  # with most: then no other line has to be read
        if not shown.has(figure):
            if not is_counted(figure, pair.lines, _listed(page)):
                yield _unsupported(figure, page, pair)
        elif pair.lines:
            make = pair.error if figure.digits else pair.warning
            message = f"{figure.surface} stands in the article, not in the lines that this sentence cites"
            yield make("figure_line", "accuracy/addition", message, "zh", figure.surface)


def _listed(page: Page) -> dict[int, str]:
    """The lines of the article below its title."""
    return {n: page.lines[n].text for n in page.plain if page.role(n) == "body"}


def _compared(pair: Pair, page: Page, names: re.Pattern[str] | None) -> list[Problem]:
    if len(page.pairs) < REMEMBERED:
        return compare(pair.zh, pair.en, names)
    ours, theirs = page.quantifier.zh(pair.zh), page.quantifier.en(pair.en)
    return compared(ours, theirs, pair.zh, pair.en, names)


# An article that names two towns and never says "two" may still be summed up as 两地.
_COUNTED_BY_THE_READER = re.compile(
    r"[方地校市省国县区者点大家个项类种条座所人名位处起款件份副幅首篇组]|方面|部门|领域"
)


def _unsupported(figure: Figure, page: Page, pair: Pair) -> Finding:
    small = not figure.digits and figure.value <= 5 and bool(_COUNTED_BY_THE_READER.fullmatch(figure.unit))
    place = (
        "only in the page's noise"
        if Supply([page.noise_quantities]).has(figure)
        else "nowhere in the article"
    )
    message = f"{figure.surface} stands {place}"
    make = pair.warning if small or counts_a_list(figure, pair.zh) else pair.error
    return make("figure", "accuracy/addition", message, "zh", figure.surface)


def _number_fields(page: Page) -> Iterator[Finding]:
    for at, number in page.numbers.items():
        value, unit = value_of(number.surface)
        if value and unit and number.unit_zh.strip() and _is_another(number.unit_zh, unit, number.surface):
            message = f"the unit of {number.surface} is {unit}, not {number.unit_zh.strip()}"
            yield _wrong(f"{at}.unit_zh", message, number)
        elif value and not unit and _is_of_nothing(number.unit_zh, number.surface):
            message = f"{number.surface} has no unit {number.unit_zh.strip()}"
            yield _wrong(f"{at}.unit_zh", message, number)
        if value and number.value != value and not is_worth(number, value):
            message = f"{number.surface} is {value}, not {number.value or 'nothing'}"
            yield _wrong(f"{at}.value", message, number)
        elif not value and number.value.strip() and not is_part(number):
            yield _wrong(f"{at}.value", f"{number.surface} is not {number.value}", number)
        if what := miscalled(number):
            yield _wrong(f"{at}.kind", f"{number.surface} is {what}, not “{number.kind}”", number)
        cited = (page.lines[n].text for n in number.lines if n in page.lines)
        for message in misgiven(number, [page.quantifier.folded(text) for text in cited]):
            yield _wrong(f"{at}.surface", message, number)


def _is_another(given: str, unit: str, surface: str) -> bool:
    """Whether a unit is not the one that a surface form states, in either script."""
    given = given.strip()
    if given == unit and _FOREIGN.isdisjoint(surface):
        return False
    given, unit, surface = fold(given), fold(unit), fold(surface)
    foreign = {*_OF_COUNTRY.findall(given)} != {*_OF_COUNTRY.findall(surface + unit)}
    written = given in surface and _POWERS.isdisjoint(given)  # 三大门类: 门类; 三成: 成
    return foreign or not (unit in given or given in unit or written)


_POWERS = frozenset("十百千万亿")
_FOREIGN = frozenset("美欧歐日港英韩韓")
_OF_COUNTRY = re.compile("[美欧日港英韩](?=[元圆币镑里亩尺寸])")  # 110万桶/日 is of no country
_COUNTED = re.compile(r"[\d.,，\s零〇一二三四五六七八九十百千万亿两余多约近超逾第每]+")


def _is_of_nothing(given: str, surface: str) -> bool:
    """Whether a unit has nothing in common with what follows the number of a surface form: 486例 and 元."""
    given, rest = fold(given.strip()), _COUNTED.sub("", fold(surface))
    return bool(given and rest) and set(given).isdisjoint(rest)


def _wrong(where: str, message: str, number: Number) -> Finding:
    return Finding(
        "value", "accuracy/mistranslation", "error", where, message, tuple(number.lines), number.surface
    )
