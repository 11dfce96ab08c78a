"""Whether a Chinese text and its English rendering state the same figures, each as often.

Every value of either side is an item with the keys it answers to; items are paired by key, and what
stays alone is a problem, unless the other side says it in another shape (in a date, a name, an idiom).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from summarizer.dates.masking import Quantities, quantities_en, quantities_zh
from summarizer.dates.mention import Day
from summarizer.dates.nicknames import day_of, day_of_han, days_of_span, month_of, names_day
from summarizer.dates.reigns import years_implied
from summarizer.numerals import Figure, plain
from summarizer.numerals.figure import Value, fold
from summarizer.numerals.readings import Traces, token
from summarizer.text import Severity
from summarizer.verifying.figures.clock import made_exact
from summarizer.verifying.figures.coins import changes, factors
from summarizer.verifying.figures.echoes import is_echoed
from summarizer.verifying.figures.implied import implied, is_gloss, is_in_brackets, is_of_a_series
from summarizer.verifying.figures.in_words import is_in_words
from summarizer.verifying.figures.items import NEAR, Item, matched
from summarizer.verifying.figures.literal import is_literal
from summarizer.verifying.figures.moved import in_other_places
from summarizer.verifying.figures.naming import is_transliterated, lists_in, words_of
from summarizer.verifying.figures.otherwise import is_in_title, told_in_other_forms
from summarizer.verifying.figures.plainly import matched_plainly
from summarizer.verifying.figures.qualifiers import lost
from summarizer.verifying.figures.reached import moved_otherwise
from summarizer.verifying.figures.splits import told_apart
from summarizer.verifying.figures.surely import is_of_a_provision
from summarizer.verifying.figures.units import changed
from summarizer.verifying.figures.unsaid import (
    is_all,
    is_heading_number,
    is_of_era,
    is_of_others,
    is_one,
    is_rounded,
    is_whole_day,
    is_year,
    must_be_repeated,
    resumes,
    sums_up,
)
from summarizer.verifying.problem import Problem


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
    written, zh = zh, ours.folded
    plainly = matched_plainly(ours.figures, theirs.figures, zh, names)
    if plainly is not None:
        return [
            *_of_rendered(plainly, theirs.figures, written, zh, en),
            *in_other_places(plainly, ours, theirs, en),
        ]
    wanted, offered = matched(ours, theirs, zh, en, names)
    missing = [item for item in _missing(wanted, ours, theirs, en) if not is_literal(item.figure, zh, en)]
    added = [item for item in _added(offered, ours, theirs) if not is_literal(item.figure, zh, en)]
    problems = _of_lone(missing, added, (wanted, offered), ours, theirs, en) if missing or added else []
    rendered = [(item.figure, item.partner.figure) for item in wanted if item.partner]
    problems += _of_rendered(rendered, theirs.figures, written, zh, en)
    severe = any(problem.severity == "error" for problem in problems)
    return problems if severe else [*problems, *in_other_places(rendered, ours, theirs, en)]


def _of_lone(
    missing: Sequence[Item],
    added: Sequence[Item],
    items: tuple[Sequence[Item], Sequence[Item]],
    ours: Quantities,
    theirs: Quantities,
    en: str,
) -> list[Problem]:
    """What is wrong with figures that one text has and the other has not; the `items` are those of both."""
    (wanted, offered), zh = items, ours.folded
    told = _told(zh, en) if added else set()
    added = [item for item in added if item.value not in told and not is_of_a_series(item.figure, en)]
    missing, added = told_apart(missing, added, wanted, ours.rest, en)
    missing, added = told_in_other_forms(missing, added, zh, en, theirs.years)
    converted = {key for item in wanted if item.partner for key in item.keys[1:]}
    missing = [item for item in missing if not _is_told_otherwise(item.figure, theirs.years, zh)]
    apart = [item for item in added if converted.isdisjoint(item.keys)]
    problems = list(_disagreements(missing, apart, zh, en))
    problems += _absences([item for item in missing if item.partner is None], offered, zh, en)
    problems += _additions([item for item in added if item.partner is None], wanted, en)
    return problems


def _of_rendered(
    rendered: Sequence[tuple[Figure, Figure]], renderings: Sequence[Figure], written: str, zh: str, en: str
) -> list[Problem]:
    """What is wrong with figures that are rendered; `zh` is what is `written`, folded."""
    problems = [*changed(rendered, written, zh, en), *made_exact(rendered, zh, en)]
    problems += moved_otherwise(rendered, zh, en)
    if not any(figure.qualifier or rendering.qualifier for figure, rendering in rendered):
        return problems
    paired: dict[int, tuple[Figure, Figure]] = {}
    for pair in rendered:  # of a range the value that is qualified: about 3 to 5
        known = paired.get(pair[0].start)
        if _may_be_qualified(*pair) and not (known and known[1].qualifier):
            paired[pair[0].start] = pair
    qualified = [pair for pair in paired.values() if pair[1].digits or pair[0].qualifier]
    return [*problems, *lost(qualified, zh, en, renderings)]


def _may_be_qualified(figure: Figure, rendering: Figure) -> bool:
    otherwise = (
        rendering.surface.endswith(("ies", "0s", "0'", "0’")) or rendering.kind == "time"
    )  # in their twenties
    return not (figure.vague or otherwise) and figure.kind not in {"time", "ratio", "label"}


_THREE_QUARTERS = re.compile("前[三3]个?季|[一1][至到-]第?[三3]季")


def _told(zh: str, en: str) -> set[Value]:
    """What a text states in words of its own: coins, the six months of 上半年, the nine of 前三季度."""
    told = {coin.yuan * factor for coin in changes(zh) for factor in factors(en)}
    months = {6} if "半年" in zh else set()
    if _THREE_QUARTERS.search(zh):
        months.add(9)
    return told | years_implied(zh) | implied(zh) | months


def _is_told_otherwise(figure: Figure, years: frozenset[int], zh: str) -> bool:
    return resumes(figure, zh) or is_whole_day(figure, zh) or is_of_era(figure, zh, years)


# ------------------------------------------------------------------------- what stays alone


def _missing(wanted: Sequence[Item], ours: Quantities, theirs: Quantities, en: str) -> list[Item]:
    """The Chinese items that English does not state in any shape."""
    alone = [item for item in wanted if item.partner is None and not item.figure.soft]
    if not alone:
        return []
    text, years = token(en), theirs.years
    if theirs.dates:
        unsaid, days = years - ours.years, {day for mention in theirs.dates for day in mention.days}
        alone = [item for item in alone if not _is_in_a_date(item.figure, unsaid, days, ours.folded)]
    quarters = {mention.part for mention in theirs.dates}
    # 第2季: in the second quarter; Q3
    alone = [i for i in alone if f"Q{i.value}" not in quarters and i.figure.surface.upper() not in quarters]
    named = _parts_of_events(ours, theirs)
    alone = [item for item in alone if item.value not in named]
    labels = [figure.surface for figure in theirs.figures if figure.kind == "label"]
    in_labels = {digits for label in labels for digits in _DIGITS.findall(label)}
    words = "" if all(item.figure.digits for item in alone) else words_of(en)
    return [item for item in alone if not _excused(item, years, in_labels, text, words)]


def _parts_of_events(ours: Quantities, theirs: Quantities) -> set[int]:
    """The numbers of a day that an event is called by in both texts: 911, "9/11", "September 11"."""
    called = {day_of(figure.surface) for figure in theirs.figures if figure.digits}
    days = {(day[1], day[2]) for mention in theirs.dates for day in mention.days if day[1] and day[2]}
    events = [event for event in called | days if event and names_day(*event, ours.masked)]
    return {part for month, day in events for part in (month, day, 100 * month + day)}


def _is_in_a_date(figure: Figure, years: frozenset[int], days: set[Day], zh: str) -> bool:
    """Whether English has a figure as a date: 三十号, 98年, 九一一, and 第二十对 in "the 20th and 21st"."""
    if figure.unit in _DAYS and any(figure.value == day[2] for day in days):
        return True
    if figure.kind == "ordinal" and any(figure.value == day[2] for day in days if not day[1]):
        return True
    if figure.unit == "个月" and any(figure.value == day[1] and not day[2] for day in days):
        return True  # 前11个月: January to November
    if (month := month_of(figure.surface)) and any(month == ((day[0] or 0) % 100, day[1]) for day in days):
        return True  # “23.7”: in July 2023
    if (span := days_of_span(figure.surface)) and all(any(each == day[1:] for day in days) for each in span):
        return True
    event = day_of(figure.surface) or day_of_han(figure.surface)
    return (event is not None and any(event == day[1:] for day in days)) or is_year(figure, years, zh)


_DAYS = frozenset("号日")
_DIGITS = re.compile(r"\d{1,18}")
_CLOCK = re.compile("247|roundtheclock")  # in a text without blanks: 24 hours a day


def _excused(item: Item, years: frozenset[int], in_labels: set[str], text: str, words: str) -> bool:
    if item.figure.kind == "label":
        label = token(item.figure.surface)
        return label.lstrip("0") in text or _spelt_out(label) in text  # 010-6513…: 86-10-6513…
    if item.key[0] == "n" and (item.value in years or (item.value in (7, 24) and _CLOCK.search(text))):
        return True
    if is_in_words(item.figure, item.value, item.keys, text):
        return True
    if not item.figure.digits and is_transliterated(item.figure.surface, words):
        return True
    return plain(item.value) in in_labels


def _spelt_out(label: str) -> str:
    """A grade as it is written in English: 3A, "AAA"."""
    return label[1] * int(label[0]) if len(label) == 2 and label[0] in "23" and label[1] == "a" else label


def _added(offered: Sequence[Item], ours: Quantities, theirs: Quantities) -> list[Item]:
    """The English items that the Chinese does not state in any shape."""
    alone = [item for item in offered if item.partner is None and not item.figure.soft]
    if not alone:
        return []
    said = {day[1:] for mention in theirs.dates for day in mention.days}
    days = [day for mention in ours.dates for day in mention.days]
    # years, months and days of Chinese dates that no English date states: English may count them
    unsaid = {part for day in days for part in day if part and (part == day[0] or day[1:] not in said)}
    ordinals = {day[2] for day in days if day[2] and not day[1]}  # "on the 9th" once more, read as a rank
    alone = [item for item in alone if item.figure.kind != "ordinal" or item.value not in ordinals]
    written = {each for mention in ours.dates for each in _MONTH_IN_DIGITS.findall(mention.surface)}
    alone = [item for item in alone if item.figure.surface not in written]  # 2015.12 in a table
    traces, many = Traces(ours.masked), bool(_MANY.search(ours.rest))
    alone = [item for item in alone if not _explained(item.figure, unsaid, traces, many=many)]
    return [item for item in alone if not is_echoed(item.figure, ours.masked)]


_MONTH_IN_DIGITS = re.compile(r"\d{4}\.\d{1,2}")
_MANY = re.compile(r"[十百千万亿数几多众]")


def _explained(figure: Figure, unsaid: set[int], traces: Traces, *, many: bool) -> bool:
    if figure.kind == "label":
        parts = [int(part) for part in _DIGITS.findall(figure.surface)[:4]]
        said = token(figure.surface) in traces.token or all(traces.holds(part, loose=True) for part in parts)
        return said or (figure.surface.lower().startswith(("covid", "cov-2")) and traces.speaks_of_covid)
    if figure.vague or figure.kind == "time":
        return figure.vague and many
    lettered = figure.surface[-1:].isalpha() and figure.digits  # 128K in both
    if (
        figure.value in unsaid
        or (lettered and token(figure.surface) in traces.token)
        or not traces.shares.isdisjoint(figure.values)  # 按七三比例: 70:30
    ):
        return True
    if figure.kind == "percentage":
        return figure.value.denominator == 1 and traces.aims_at(int(figure.value))
    return figure.kind != "multiple" and traces.holds(figure.value, loose=not figure.digits)


# ------------------------------------------------------------------------------------- problems


def _disagreements(missing: Sequence[Item], added: Sequence[Item], zh: str, en: str) -> Iterator[Problem]:
    """Pair what is missing with what was added: one wrong figure is one problem."""
    queue = deque(item for item in added if item.strict and item.figure.kind != "label")
    for item in missing:
        if not item.strict or item.figure.kind == "label":
            continue
        other = _likely(item, list(islice(queue, NEAR * 4)))
        if other is None:
            continue
        item.partner, other.partner = other, item
        queue.remove(other)
        if is_of_others(item.figure, other.figure, zh, en):
            continue
        message = f"{item.figure.surface} -> {other.figure.surface}{_power_of_ten(item, other)}"
        severity: Severity = "warning" if is_rounded(item.figure, other.figure) else "error"
        yield Problem("number", severity, message, item.figure.surface, "zh")


def _likely(item: Item, candidates: Sequence[Item]) -> Item | None:
    """The English figure that was most likely meant for this Chinese one."""
    alike = [other for other in candidates if (other.figure.kind == "time") == (item.figure.kind == "time")]
    if not alike:
        return None
    return max(alike, key=lambda other: (bool(_power_of_ten(item, other)), other.key[0] == item.key[0]))


def _power_of_ten(item: Item, other: Item) -> str:
    """The factor, as a tail of the message, where the two differ by a power of ten."""
    if not (item.value and other.value) or item.key[0] != other.key[0]:
        return ""
    ratio = Fraction(other.value, item.value)
    digits = str(max(ratio.numerator, ratio.denominator))
    if min(ratio.numerator, ratio.denominator) != 1 or digits.rstrip("0") != "1" or ratio == 1:
        return ""
    return f", x{int(digits):,}" if ratio > 1 else f", x1/{int(digits):,}"


# 江城、云河两地: the English names them and need not count them
_LIST = re.compile(r"[、和与及跟同]")
# 两国关系: Sino-French relations, their relations
_BOTH = re.compile("两[国市地岸军党校院家江省州港湖区县村镇企者]")


def _absences(missing: Sequence[Item], offered: Sequence[Item], zh: str, en: str) -> Iterator[Problem]:
    if not missing:
        return
    counted = lists_in(en)
    said = {key for item in offered for key in item.keys}
    others = [item for item in offered if item.partner is None]
    scales = [item for item in offered if item.partner is None and item.key[0] == "n" and item.value >= 100]
    fewer: dict[Value, list[Item]] = {}  # 等六部门: and five others
    for item in offered:
        fewer.setdefault(item.value + 1, []).append(item)
    for item in missing:
        figure = item.figure
        other = next((each for each in scales if figure.vague and _power_of_ten(item, each)), None)
        if other is not None:
            message = f"{figure.surface} -> {other.figure.surface}{_power_of_ten(item, other)}"
            # 上万 is ten thousand and more: "thousands upon thousands" is not quite it
            near = figure.surface[0] in "上成" and other.value * 10 >= item.value >= other.value
            yield Problem("number", "warning" if near else "error", message, figure.surface, "zh")
            continue
        if not figure.digits and item.value in counted:
            continue  # 苏锡常三市: Suzhou, Wuxi and Changzhou
        repeated = not said.isdisjoint(item.keys)
        excused = (
            (_need_not_be_said(item, others, zh) and not is_of_a_provision(figure, en))
            or is_all(figure, en)
            or is_heading_number(figure, zh, en)
            or sums_up(figure, zh, en)
            or is_one(figure, zh, en)
            or is_in_title(figure, zh)
            or any(is_of_others(figure, other.figure, zh, en) for other in fewer.get(item.value, ()))
        )
        severe = item.strict and not excused and (not repeated or must_be_repeated(figure, zh))
        message = f"{figure.surface} is {'stated less often' if repeated else 'not'} in the English"
        yield Problem("number_missing", "error" if severe else "warning", message, figure.surface, "zh")


def _need_not_be_said(item: Item, others: Sequence[Item], zh: str) -> bool:
    """Whether a small count in Han numerals may be left out, as nothing of the English contradicts it.

    It may count what is listed beside it, or resume what was named before.
    """
    figure = item.figure
    if (
        figure.digits
        or item.value not in range(_SMALL + 1)  # 一年半 is no year
        or figure.kind in ("percentage", "multiple", "amount", "fraction")
    ):
        return False
    near = zh[max(0, figure.start - 24) : figure.end + 24]
    if item.value <= 5 and (_LIST.search(near) or _BOTH.fullmatch(fold(figure.surface))):
        return True
    return not any(other.value <= _SMALL and other.value != 1 for other in others)


_SMALL = 10


def _additions(added: Sequence[Item], wanted: Sequence[Item], en: str) -> Iterator[Problem]:
    said = {key for item in wanted for key in item.keys} if added else set()
    plain_keys = {item.key for item in wanted} if added else set()
    labelled = any(item.figure.kind == "label" and item.partner is None for item in wanted)
    for item in added:
        figure = item.figure
        repeated = not said.isdisjoint(item.keys)
        if repeated and is_in_brackets(figure, en) and item.key not in plain_keys:
            continue  # 30亩: 30 mu (2 hectares)
        # a brand may have a digit of its own (Zhibo8), where no label of the Chinese is another one
        brand = figure.kind == "label" and not labelled
        severe = not (repeated or figure.vague or brand or is_gloss(figure, en)) and (
            figure.digits or figure.value > 3
        )
        message = f"{figure.surface} is {'stated less often' if repeated else 'not'} in the Chinese"
        yield Problem("number_added", "error" if severe else "warning", message, figure.surface, "en")
