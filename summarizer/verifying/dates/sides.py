"""One of two texts whose dates are compared, and what it is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from summarizer.dates import DateMention, Day
from summarizer.dates.index import NOTHING, DayIndex
from summarizer.dates.mention import REPUBLIC, WEEKDAYS
from summarizer.dates.spoken import spoken_days
from summarizer.numerals.english_words import ONES
from summarizer.numerals.figure import fold
from summarizer.numerals.readings import han_of
from summarizer.scripts import is_traditional

_LATE, _EARLY = 25, 7
_FIRST_MONTHS = re.compile(r"[前头首]([2-9]|1[01]|[二两三四五六七八九]|十一?)个?月")
_BARE_DAY = re.compile(r"(?:(?<=每月)|(?<![\d.月]))([12]\d|3[01]|[1-9])日")
_WEEKDAYS = frozenset(name.lower() for name in WEEKDAYS.values())
_IN_BRACKETS = re.compile(r"[昨今前明当][日天晚]?[(（](\d{1,2})[日)）][日)）]")
_MONTH_BEFORE, _MONTH_AFTER = re.compile("前一个?月|上个?月|前月"), re.compile("[次翌]月|下个?月|后一个月")


class Side:
    """A text with its dates."""

    def __init__(self, text: str, mentions: Sequence[DateMention]) -> None:
        self.text = text
        self._mentions = mentions
        self.stated = [mention for mention in mentions if mention.kind != "relative"]
        self.plans = {mention.year for mention in self.stated if mention.kind == "plan"}
        self.parts = {mention.part for mention in self.stated if mention.part}

    @cached_property
    def relative(self) -> list[str]:
        """The relative dates in small letters."""
        return [mention.surface.lower() for mention in self._mentions if mention.kind == "relative"]

    @cached_property
    def names_weekday(self) -> bool:
        """Whether a day is told by its name: on Wednesday."""
        return any(surface in _WEEKDAYS for surface in self.relative)

    @cached_property
    def index(self) -> DayIndex:
        """The dates that are not relative, to be looked up."""
        return DayIndex(self.stated)

    def is_same_as(self, other: Side) -> bool:
        """Whether both state the same days and the same parts of them, as most pairs of texts do."""
        if self.plans or other.plans or self.parts != other.parts:
            return False
        days = {day for mention in self.stated for day in mention.days}
        return days == {day for mention in other.stated for day in mention.days}

    def has_number(self, number: int | None) -> bool:
        """Whether the number stands in the text, as a number or an ordinal in digits."""
        return str(number) in self._numbers

    def has_ordinal(self, number: int | None) -> bool:
        """Whether a day stands in an English text as an ordinal: on the 30th."""
        return re.search(rf"(?<!\d){number}(?:st|nd|rd|th)\b", self.text) is not None

    def counts_from_1912(self, year: int | None) -> bool:
        """Whether a year stands in the text as one of the Republic of China: 114年."""
        short = (year or 0) - REPUBLIC
        if 0 < short < 50 and "民" in self.text:  # 民国三十三年……三十四年
            text = fold(self.text)
            return "民国" in text and f"{han_of(short)}年" in text
        return 80 <= short < 140 and f"{short}年" in self.text and is_traditional(self.text)

    @cached_property
    def bracketed(self) -> set[int]:
        """The days of 昨（2）日 and 今天（4日）."""
        return {int(number) for number in _IN_BRACKETS.findall(fold(self.text))}

    @cached_property
    def bare_days(self) -> set[int]:
        """The days without a month: 25日, and of speech 14号."""
        stated = {day[2] for mention in self.stated for day in mention.days if day[2] and not day[1]}
        text = fold(self.text)
        # what is no date in Chinese for the word in front of it may be one: 王超22日, of a man of that name
        return stated | spoken_days(text) | {int(number) for number in _BARE_DAY.findall(text)}

    @cached_property
    def later_days(self) -> set[tuple[int, int]]:
        """Month and day of bare days after a named month: 1月7日……8日 is January 8.

        After the last days of a month, the first days are those of the next one.
        """
        found: set[tuple[int, int]] = set()
        last: Day = NOTHING
        for mention in self.stated:
            if mention.month:
                last = mention.days[-1]
            elif last[1]:
                for number in {day[2] for day in mention.days if day[2]}:
                    turned = (last[2] or 0) >= _LATE and number <= _EARLY
                    found.add((last[1] % 12 + 1 if turned else last[1], number))
        return found

    @cached_property
    def _numbers(self) -> set[str]:
        return set(re.findall(r"\d++", fold(self.text)))

    def counts(self, number: int | None, unit: str) -> bool:
        """Whether an English text counts so many days or months: for three days, a 12-month period."""
        words = ONES[number] if number is not None and number < len(ONES) else str(number)
        return re.search(rf"\b(?:{number}|{words})[ -]{unit}s?\b", self.text, re.IGNORECASE) is not None

    def ends_first_months(self, month: int | None) -> bool:
        """Whether a month is an end of those that a Chinese text counts: 前11个月 is January to November."""
        counted = {found[1] for found in _FIRST_MONTHS.finditer(fold(self.text))}
        return bool(counted) and (month == 1 or not counted.isdisjoint({str(month), han_of(month or 0)}))

    def has_rank(self, number: int | None) -> bool:
        """Whether a Chinese text counts up to a number: 第二十 is "the 20th"."""
        return number is not None and re.search(f"第(?:{number}|{han_of(number)})", self.text) is not None

    def opens_with(self, number: int | None) -> bool:
        """Whether a day without a month stands before all named months: 十二日电……五月辞职."""
        first = next((mention.start for mention in self.stated if mention.month), None)
        bare = (mention for mention in self.stated if mention.day == number and not mention.month)
        return any(first is not None and mention.start < first for mention in bare)

    def tells_next_to_a_month(self, month: int | None) -> bool:
        """Whether a Chinese text tells a month as the one before or after one it states: 12月……前一个月."""
        months, month = self.index.months, month or 0
        before, after = month % 12 + 1 in months, (month - 2) % 12 + 1 in months
        return (before and _MONTH_BEFORE.search(self.text) is not None) or (
            after and _MONTH_AFTER.search(self.text) is not None
        )
