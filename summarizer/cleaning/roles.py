"""Roles around the body: which lines are about the publication, and what is no body at a range's ends."""

from __future__ import annotations

import re

from summarizer.cleaning import continuing, endings, heads, wrapping
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.furniture import bare, is_furniture, is_scrap
from summarizer.cleaning.headlines import Headline
from summarizer.cleaning.shapes import measure
from summarizer.text import Role

_SHORT, _LONG = 2, 40  # sizes of a first line that is a title
_TOP = 4  # units among which the title of a text without a site around it stands
_DATED = 3  # a line that is little else than a date
_LISTED = 1  # the class of first characters that mark an item of a list
_LABEL = 4  # characters of a label
_ALL = 4  # votes of a unit that all extractors name; see `context.Sheet`
_LIST = 5  # units without any mark that make a list of headlines
_CROSSES = ("×", "x", "X")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
_ADVERTS = ("广告:", "推广:", "赞助:", "赞助内容:", "商业推广:")
_CAPTIONS = ("(credit:", "(photo:", "(图源", "(图片来源")
_WRITERS = ("(执笔", "(撰稿", "(整理", "(统稿", "(供图", "(绘图")
_STAMP = re.compile(
    r"(?:发布|发表|创建|发文|成文|印发|刊发|上传)(?:时间|日期)[:：]?\s*+\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*+[\d:：]{4,8})?"
)
_HAN = re.compile("[\u3400-\u9fff]")
_WRAP = 16  # least size of the lines of a paragraph that was wrapped at a fixed width
_LIKELY = -1.5  # log-odds from which a line is taken for the headline


def assign(sheet: Sheet, start: int, stop: int, headline: Headline | None, known: str = "") -> list[Role]:
    """The role of each unit of `sheet` when the body is the units `start` to `stop`.

    `known` is the title of the metadata, perhaps with the name of the site.
    """
    roles: list[Role] = ["noise"] * len(sheet.texts)
    roles[start:stop] = ["body"] * (stop - start)
    first = start
    if span := wrapping.wrapped(sheet, start, known):
        headline = Headline(span[0], 0.0, 0)
    if headline and headline.worth > _LIKELY and stop - start > (headline.unit >= start):
        first = min(start, headline.unit)
        text = sheet.texts[headline.unit]
        titles = [k for k in range(first, stop) if sheet.texts[k] == text]
        for k in [*range(*span), *wrapping.whole(sheet, span, start)] if span else titles:
            roles[k] = "title"
        _mark(roles, heads.head(sheet, headline.unit, start))
    above, below = (
        range(max(0, first - 2), start + 2),
        range(max(start, stop - 3), _end_of_credits(sheet, stop)),
    )
    for k in (*above, *below):
        if (
            k < len(roles)
            and roles[k] != "title"
            and (is_meta(sheet, k) or _is_dated(sheet, k, first, start))
            and not (start <= k < stop and _is_told(sheet, k, first))
        ):
            roles[k] = "meta"
    for k in range(start + 1, stop - 1):
        if roles[k] == "body" and _is_interruption(sheet, k):
            roles[k] = "noise"
    for k, role in endings.closing(sheet, start, stop).items():
        if role == "meta" or k >= stop:
            roles[k] = role
    _mark(roles, heads.credits_below(sheet, stop))
    _add_stamp(sheet, roles)
    return _with_a_body(roles, start, stop)


def _mark(roles: list[Role], units: list[int]) -> None:
    """Show `units` as particulars, unless they are something already."""
    for k in units:
        if roles[k] == "noise":
            roles[k] = "meta"


def _add_stamp(sheet: Sheet, roles: list[Role]) -> None:
    """A page whose article has no dated line may state the day elsewhere, once, under a label of its own."""
    dated = any(role in ("meta", "title") and sheet.shapes[k].date for k, role in enumerate(roles))
    stamps = [k for k, text in enumerate(sheet.texts) if roles[k] == "noise" and _STAMP.fullmatch(text)]
    if not dated and len(stamps) == 1:
        roles[stamps[0]] = "meta"


def _with_a_body(roles: list[Role], start: int, stop: int) -> list[Role]:
    """Roles with at least one unit of body."""
    if "body" not in roles:
        roles[start:stop] = ["body"] * (stop - start)
    return roles


def tidy(sheet: Sheet, start: int, stop: int) -> tuple[int, int]:
    """The range `start` to `stop` without what is certainly no body at its ends; never empty."""
    low, high = start, stop
    for k in range(start, min(start + 4, stop - 1)):
        if sheet.columns["prose"][k] or sheet.shapes[k].ends:
            break
        shape = sheet.shapes[k]
        dated = shape.date >= 2 and shape.size <= 40 and shape.first != _LISTED  # "- Group A: 18 June, 8.30"
        if dated or is_meta(sheet, k) or is_scrap(sheet, k):
            low = k + 1
    for k in range(max(low + 1, high - 4), high):
        if endings.is_disclaimer(sheet.texts[k]):
            high = k
            break
    while high - 1 > low and (is_meta(sheet, high - 1) or is_scrap(sheet, high - 1)):
        high -= 1
    return low, high


def is_meta(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` looks like a line about source, date, author or editor, or is a document's number."""
    shape, text = sheet.shapes[k], sheet.texts[k]
    if (shape.digits or shape.first == 6) and heads.is_byline(text):
        return True
    if shape.size <= 90 and (shape.nav or shape.meta) and (rest := bare(text)) != text:
        if not rest:
            return False
        shape, text = measure(rest), rest
    if text.startswith(_WRITERS) and shape.last == 3 and shape.size <= 40:
        return True
    if shape.size > 70 or shape.last in (1, 2) or (shape.ends and shape.size > 30):
        return False
    if endings.is_reference(text) or endings.is_source(text):
        return True
    labelled = shape.date >= 1 or ":" in text or "/" in text
    telling = shape.date == 3 or shape.meta >= 3 or (shape.meta > 0 and labelled and shape.size < 60)
    listed = shape.first == _LISTED and not text.startswith("**")  # which is emphasis, not a list
    return telling and not listed and shape.legal < 3 and shape.nav < 4


def unframed_title(sheet: Sheet, headline: Headline | None) -> Headline | None:
    """The title of a text that no site stands around: the likely `headline` at its top, else its first line
    if that is short and no sentence.
    """
    likely = headline and headline.worth > _LIKELY and headline.unit < min(_TOP, len(sheet.texts) - 1)
    if headline and likely and _is_titular(sheet, headline.unit):
        return headline
    shape = sheet.shapes[0]
    marked = shape.ends or shape.commas or shape.date == _DATED or is_meta(sheet, 0) or shape.first == 1
    named = len(sheet.texts) > 1 and _SHORT <= shape.size <= _LONG and shape.last in (0, 3) and not marked
    named = named and not _is_wrapped(sheet, 0)
    return Headline(0, 0.0, 0) if named else None


def _is_titular(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` may be a title: no salutation, no label with its value, nothing of a table of contents
    or below an ordinal, no line of a paragraph, and no English below Chinese.
    """
    if any(map(continuing.ordinal, sheet.texts[:k])) or _is_wrapped(sheet, k):
        return False
    text, shape = sheet.texts[k], sheet.shapes[k]
    if not _HAN.search(text) and any(map(_HAN.search, sheet.texts[:k])):
        return False
    label, colon, value = text.partition(":")
    labelled = bool(colon) and len(label) <= _LABEL and k > 0 and not value.startswith("//")
    return shape.last not in (4, 5) and "……" not in text and not text.endswith("。") and not labelled


def _is_wrapped(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` begins a paragraph that was wrapped at a fixed width: as wide as the line below, which
    follows at once and goes on.
    """
    if k + 1 >= len(sheet.texts) or sheet.shapes[k].size < _WRAP or sheet.spans[k][1] < sheet.spans[k + 1][0]:
        return False
    if k and sheet.shapes[k].size > _LONG and sheet.shapes[k].commas:  # some of its lines are joined already
        return True
    (text, below), (shape, other) = sheet.texts[k : k + 2], sheet.shapes[k : k + 2]
    as_wide = min(abs(len(text) - len(below)), abs(shape.size - other.size)) <= 1
    return as_wide and bool(other.commas or other.ends)


def widened(sheet: Sheet, start: int, stop: int, headline: Headline | None) -> tuple[int, int]:
    """The range up to the first or the last unit where nothing in between looks like a site's: a text that
    was pasted without noise stays whole, its short lines too.
    """
    top = headline.unit + 1 if headline and headline.worth > _LIKELY and headline.unit < start else 0
    if not any(_is_suspicious(sheet, k) for k in range(start)):
        start = top
    if not any(_is_suspicious(sheet, k) for k in range(stop, len(sheet.texts))):
        end = max((k + 1 for k, shape in enumerate(sheet.shapes) if shape.last == 1), default=stop)
        stop = continuing.end(sheet, max(stop, end))
    start, stop = tidy(sheet, start, stop)
    stop = endings.trimmed(sheet, start, stop)
    start, stop = tidy(sheet, continuing.above(sheet, start), stop)
    return start, continuing.below(sheet, start, stop)


def _is_suspicious(sheet: Sheet, k: int) -> bool:
    shape, columns = sheet.shapes[k], sheet.columns
    words = shape.nav or shape.legal or (shape.pipes > 1 and not continuing.is_row(sheet, k))
    dated = shape.date >= 2 and not shape.ends and not endings.is_date(sheet, k)
    form = (shape.first == 1 and shape.last != 1) or shape.last == 2 or is_scrap(sheet, k)
    listed = columns["repeats"][k] or columns["bare_run"][k] > _LIST
    return bool(words or form or listed or (dated and not continuing.is_labelled(sheet, k)))


def _is_told(sheet: Sheet, k: int, headline: int) -> bool:
    """Whether unit `k`, in a body, is the text's own: it announces a list, or has a label of a notice."""
    announces = sheet.texts[k][-1] == ":" and not heads.is_credit(sheet, k)
    return announces or heads.is_told(sheet, k, headline)


def _end_of_credits(sheet: Sheet, stop: int) -> int:
    """Where the lines about the publication end that follow a body directly."""
    limit = min(len(sheet.texts), stop + 3)
    while stop < limit and is_meta(sheet, stop):
        stop += 1
    return stop


def _is_dated(sheet: Sheet, k: int, first: int, start: int) -> bool:
    """Whether unit `k` is a short line with a date between the headline and the body."""
    shape = sheet.shapes[k]
    return first < k < start and shape.date > 0 and shape.size <= 60 and not shape.ends


def _is_interruption(sheet: Sheet, k: int) -> bool:
    """Whether unit `k`, inside a body, is an advert, a control, the name of a picture's file, or a stamp."""
    shape, text = sheet.shapes[k], sheet.texts[k]
    if text.lower().startswith((*_ADVERTS, *_CAPTIONS)) and shape.size <= 60 and not shape.ends:
        return True
    if shape.size > 12 or shape.ends:
        return False
    stamp = sheet.columns["repeats"][k] >= 2 and shape.size <= 8 and not shape.digits and shape.last == 0
    stamp = stamp and sheet.votes[k] < _ALL  # a cell of a table: all extractors name it
    return (
        shape.nav >= 5 or stamp or is_furniture(text) or text in _CROSSES or text.lower().endswith(_PICTURES)
    )


def extends(sheet: Sheet, k: int) -> bool:
    """Whether unit `k`, next to a body, is a full sentence without anything of a site in it.

    A sentence may speak of publishing: such words count only where they make up a tenth of it.
    """
    shape = sheet.shapes[k]
    plain = not (shape.nav or shape.legal or shape.meta > 1 or shape.date > 1)
    return (
        plain
        and shape.ends > 0
        and shape.last == 1
        and 16 <= shape.size <= 400
        and shape.first not in (1, 2, 5)
    )
