"""Fields of the user's own, held against the article: figures, dates, names and addresses.

What the fields mean only the user and the model know, so that there are values which no line states and
which are right all the same: what was counted, reckoned or judged. A finding is an error where nothing of
the kind can be meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.fields import NewsFields
from summarizer.numerals.figure import fold
from summarizer.text import Finding
from summarizer.verifying.dates.calendar import Calendar
from summarizer.verifying.figures.surfaces import is_cut
from summarizer.verifying.own.days import Almanac, days_of
from summarizer.verifying.own.leaves import Leaf, leaves
from summarizer.verifying.own.naming import misnamed
from summarizer.verifying.own.problem import Ill
from summarizer.verifying.own.stock import Stock
from summarizer.verifying.own.texts import figures_in, is_address, is_none, misaddressed, number_in, unworded
from summarizer.verifying.page import Page

_CATEGORIES = {"date": "accuracy/mistranslation", "date_inferred": "accuracy/mistranslation"}


def check(page: Page) -> Iterator[Finding]:
    """Findings `evidence`, `figure`, `date` and `date_inferred`, errors and warnings."""
    fields = page.result.fields
    if isinstance(fields, NewsFields) or not page.is_chinese:
        return
    stock, almanac = Stock(page), Almanac(Calendar(page))
    for leaf in leaves(fields, page.result.fields_lines):
        for ill in dict.fromkeys(_ills(leaf, page, stock, almanac)):
            yield _finding(ill, leaf)


def _finding(ill: Ill, leaf: Leaf) -> Finding:
    where = f"fields.{leaf.path}" + (".zh" if isinstance(leaf.value, str) else "")
    category = _CATEGORIES.get(ill.code, "accuracy/addition")
    return Finding(ill.code, category, ill.severity, where, ill.message, leaf.lines, str(leaf.value))


def _ills(leaf: Leaf, page: Page, stock: Stock, almanac: Almanac) -> Iterator[Ill]:
    lost = [n for n in leaf.lines if n not in page.lines]
    if lost:
        yield Ill("evidence", "error", f"This cites line {lost[0]}, which does not exist.")
    if not isinstance(leaf.value, str):
        yield from _number(leaf, leaf.value, stock, almanac)
    elif (number := number_in(leaf.value)) is not None:
        yield from _number(leaf, number, stock, almanac)
    elif leaf.value.strip() and not is_none(leaf.value):
        yield from _text(leaf, leaf.value, page, stock, almanac)


def _number(leaf: Leaf, number: float | str, stock: Stock, almanac: Almanac) -> Iterator[Ill]:
    day = days_of(str(number))
    if day and len(str(number)) == 8:  # 20240620
        yield from almanac.unstated(str(number))
    else:
        yield from stock.unstated(number, leaf.key)


def _text(leaf: Leaf, text: str, page: Page, stock: Stock, almanac: Almanac) -> Iterator[Ill]:
    if page.occurs(text):
        if is_cut(fold(text.strip()), stock.lines) and not stock.states(text):
            yield Ill("figure", "error", f"“{text}” is cut out of a longer figure of the article")
        return
    if is_address(text):
        yield from misaddressed(text, page)
        return
    yield from almanac.unstated(text)
    yield from figures_in(text, leaf.key, stock)
    invented = list(misnamed(text, leaf, page))
    yield from invented or unworded(text, page)
