"""Until when something is to be done, held against what is copied for it.

“9月30日前开展宣传” has its day: another one beside it belongs to another task of the same line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.dates.mention import Day, fits
from summarizer.fields import DateValue, Deadline, Decision, Target, Task, Text, items_of
from summarizer.matching import plain
from summarizer.text import Finding
from summarizer.verifying.page import Page

_SENTENCE = re.compile("[。；;！？]")
_OF_ALL = re.compile("以上|上述|各项|全部|所有|一律|均")


def check(page: Page) -> Iterator[Finding]:
    """Finding `date_line`, errors."""
    if not page.is_chinese:
        return
    items = [(where, item) for where, item in items_of(page.news) if _dates_of(item)]
    for where, item in items:
        for key, value in _dates_of(item):
            if value.zh.strip() and (told := _contrary(item, value, items, page)):
                message = f"{value.zh} is not the date of this: {told}"
                lines = tuple(dict.fromkeys((*item.lines, *value.lines)))
                place, category = f"{where}.{key}.zh", "accuracy/mistranslation"
                yield Finding("date_line", category, "error", place, message, lines, value.zh)


def _dates_of(item: Text) -> tuple[tuple[str, DateValue], ...]:
    match item:
        case Task():
            return (("deadline", item.deadline),)
        case Decision():
            return (("due", item.due),)
        case Target():
            return (("by", item.by),)
        case Deadline():
            return (("start", item.start), ("date", item.date))
    return ()


def _contrary(item: Text, value: DateValue, items: list[tuple[str, Text]], page: Page) -> str:
    """What tells another date: the item itself, or another item that has this one; "" if nothing."""
    said = _days(value.zh, page)
    if not said or plain(value.zh) in plain(item.zh):
        return ""
    told = _days(item.zh, page)
    if told:
        return "" if any(fits(day, other) for day in said for other in told) else item.zh
    wanted = plain(value.zh)
    other = next((one.zh for _, one in items if one is not item and wanted in plain(one.zh)), "")
    return other if other and not _stands_beside(item, wanted, page) else ""


def _stands_beside(item: Text, wanted: str, page: Page) -> bool:
    """Whether a date stands in a sentence of its lines with what is copied, or in one about all of them."""
    zh = plain(item.zh)
    for number in item.lines:
        line = page.lines[number].text if number in page.lines else ""
        for sentence in map(plain, _SENTENCE.split(line)):
            if wanted in sentence and (zh in sentence or _OF_ALL.search(sentence)):
                return True
    return False


def _days(zh: str, page: Page) -> list[Day]:
    """The dates of a text; none where one of them is relative."""
    mentions = page.quantifier.zh(zh).dates
    if any(mention.kind in ("relative", "plan") for mention in mentions):
        return []
    return [day for mention in mentions for day in mention.days if any(day)]
