"""What to ask where the cleaning is unsure: a page's candidate ranges, outlined; and the answer taken in.

Pages that go wrong do so because the wrong block was chosen; a reader sees from the lines at the blocks'
borders which one the title belongs to. So only these lines are shown, and the answer is two line numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice

from summarizer.cleaning.articles import article, nothing
from summarizer.cleaning.choosing import Choice, choose
from summarizer.cleaning.context import Sheet, survey
from summarizer.cleaning.doubting import overlap
from summarizer.cleaning.endings import trimmed
from summarizer.cleaning.headlines import Headlines
from summarizer.cleaning.model import Model, shipped
from summarizer.cleaning.roles import tidy
from summarizer.cleaning.spans import Span
from summarizer.text import Article, Document

_MOST = 6  # candidates
_SAME = 0.97  # overlap from which two candidates are not worth a question
_LEAST = 40  # size of a candidate that is worth a question
_ROOM = 1500  # characters of an outline
# How many units are shown inside each border, how many outside, and how much of each: less until it fits.
_VIEWS = ((2, 2, 40), (2, 1, 32), (1, 1, 32), (1, 1, 20), (1, 1, 12))
_FRAME = 52  # characters that one more line adds at most, besides its text
_SHORT = 16  # size below which a line is called short


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reader needs to say where the article of a page is.

    `title` is the likeliest headline or "". `candidates` are pairs of the numbers of the first and the last
    line (both inclusive), distinct, best first, the first being what `clean` took; one only if the page
    leaves no choice. `outline` shows the lines at their borders as `12| text`, others collapsed.
    """

    title: str
    candidates: tuple[tuple[int, int], ...]
    outline: str


def propose(page: Document | Article, model: Model | None = None) -> Proposal:
    """The candidate boundaries of the article of `page`; none and "" if every line is blank."""
    document = _document(page)
    sheet = survey(document)
    if not sheet.texts:
        return Proposal("", (), "")
    choice = choose(sheet, model or shipped(), document.title)
    spans = _distinct(sheet, choice)
    found = article(document, sheet, (choice.start, choice.stop), choice.headline, choice.confidence)
    numbers = tuple((sheet.spans[a][0] + 1, sheet.spans[b - 1][1]) for a, b in spans)
    return Proposal(found.title, numbers, _outline(_as_it_stands(document, sheet), spans, choice))


def within(page: Document | Article, start: int, stop: int, model: Model | None = None) -> Article:
    """The article of `page` whose body is the lines `start` to `stop` (inclusive), as a reader chose them.

    Roles inside and around are those that `clean` gives: scraps at the ends and inside are no body, the title
    and particulars above are found. Never fails: numbers outside the page mean its ends, reversed ones are
    put in order, and if no chosen line has text, the article is that of `clean`.
    """
    document = _document(page)
    sheet = survey(document)
    if not sheet.texts:
        return nothing(document)
    model = model or shipped()
    low, high = _units(sheet, min(start, stop), max(start, stop))
    if low >= high:
        choice = choose(sheet, model, document.title)
        body = choice.start, choice.stop
        return article(document, sheet, body, choice.headline, choice.confidence, framed=choice.framed)
    low, high = tidy(sheet, low, high)
    body = tidy(sheet, low, trimmed(sheet, low, high))
    headline = Headlines(sheet, model.headlines, document.title).named(body[0])
    return article(document, sheet, body, headline, 1.0)


def _document(page: Document | Article) -> Document:
    return page.document if isinstance(page, Article) else page


def _units(sheet: Sheet, start: int, stop: int) -> Span:
    """The units that have a line among the lines `start` to `stop`, numbers from 1."""
    return (
        bisect_left(sheet.spans, start, key=lambda span: span[1]),
        bisect_left(sheet.spans, stop, key=lambda span: span[0]),
    )


def _distinct(sheet: Sheet, choice: Choice) -> list[Span]:
    """The choice, and the best candidates that differ from it and from each other; else the whole page."""
    sums = list(accumulate((shape.size for shape in sheet.shapes), initial=0))
    spans = [(choice.start, choice.stop)]
    page = (0, len(sheet.texts))
    for span in (*choice.candidates, page):
        fresh = all(overlap(sums, span, other) < _SAME for other in spans)
        if fresh and sums[span[1]] - sums[span[0]] >= _LEAST and (span != page or len(spans) == 1):
            spans.append(span)
    return spans[:_MOST]


def _as_it_stands(document: Document, sheet: Sheet) -> Sheet:
    """The sheet with the units' texts as they are on the page, which were folded for measuring."""
    texts = ("".join(document.texts[n].strip() for n in range(*span)) for span in sheet.spans)
    return replace(sheet, texts=tuple(text.replace("\n", " ") for text in texts))


def _outline(sheet: Sheet, spans: Sequence[Span], choice: Choice) -> str:
    """The most telling view of a page that fits."""
    text = ""
    for inside, outside, width in _VIEWS:
        shown = _borders(sheet, spans, inside, outside)
        if choice.headline:
            shown.add(choice.headline.unit)
        text = _view(sheet, shown, width)
        if len(text) <= _ROOM:
            return _filled(sheet, shown, width, _ROOM - len(text))
    return text


def _borders(sheet: Sheet, spans: Sequence[Span], inside: int, outside: int) -> set[int]:
    """The units at the borders of `spans`."""
    shown: set[int] = set()
    for start, stop in spans:
        shown.update(range(max(0, start - outside), min(stop, start + inside)))
        shown.update(range(max(start, stop - inside), min(len(sheet.texts), stop + outside)))
    return shown


def _filled(sheet: Sheet, shown: set[int], width: int, room: int) -> str:
    """The view of `shown` and of the ends of other runs of prose, as far as there is `room`."""
    limit = room // (width + _FRAME)
    return _view(sheet, shown | set(islice(_landmarks(sheet, shown), limit)), width)


def _landmarks(sheet: Sheet, shown: set[int]) -> Iterator[int]:
    """Units with prose that begin or end a run, longest first."""
    prose = sheet.columns["prose"]
    ends = [
        k
        for k, value in enumerate(prose)
        if value and k not in shown and not all(prose[max(0, k - 1) : k + 2])
    ]
    yield from sorted(ends, key=lambda k: -sheet.shapes[k].size)


def _view(sheet: Sheet, shown: set[int], width: int) -> str:
    """The units `shown`, each with the number of its first line, and what is between them in a word."""
    rows, done = [], 0
    for k in sorted(shown):
        rows += _gap(sheet, done, k)
        text = sheet.texts[k]
        rows.append(f"{sheet.spans[k][0] + 1}| {text if len(text) <= width else text[:width] + '…'}")
        done = k + 1
    return "\n".join([*rows, *_gap(sheet, done, len(sheet.texts))])


def _gap(sheet: Sheet, start: int, stop: int) -> list[str]:
    if start >= stop:
        return []
    sizes = [shape.size for shape in sheet.shapes[start:stop]]
    kind = "short lines" if max(sizes) < _SHORT else f"lines, {sum(sizes)} characters"
    return [f"... {stop - start} {kind} ..."]
