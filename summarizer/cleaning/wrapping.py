"""Headlines that a page sets on several lines, as official documents do: centred, broken after a phrase.

No line of such a headline looks like one. What shows that the lines are one headline is another place that
has it whole (the window's title, the row "Title" of an index), or its form: "on ..., a notice", right above
the number of the document or the salutation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.cleaning import endings
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.headlines import letters
from summarizer.cleaning.spans import Span
from summarizer.text import TITLE_LABEL

_MOST = 4  # lines of a headline
_LEAST = 8  # letters of one that is set on several lines
_WIDEST = 60  # size of each line
_ABOVE = 12  # units above a body among which such a headline stands
_COLON = 4  # class of a line's last character; see `shapes`
_FORM = re.compile(
    r"(?!关于).{2,60}?关于.{4,160}的(?:通知|通报|批复|决定|意见|指导意见|实施意见|答复|复函|函|公告|通告|报告|请示|办法|公示|规定)"
    r"(?:\(.{1,20}\))?"
)


def wrapped(sheet: Sheet, start: int, known: str = "") -> Span | None:
    """The units, two to four, of a headline above the body that begins with unit `start`; None if it is not
    on several lines. `known` is the title of the metadata, perhaps with the name of the site.
    """
    low = max(0, start - _ABOVE)
    stop = min(len(sheet.texts), start + _MOST)
    runs = [span for span in _runs(low, stop) if span[0] <= start and _is_plain(sheet, span)]
    if not runs:
        return None
    whole = _whole_titles(sheet, low, known)
    said = (span for span in runs if _letters(sheet, span) in whole)
    return next(said, None) or next((span for span in runs if _has_form(sheet, span)), None)


def whole(sheet: Sheet, span: Span, start: int) -> list[int]:
    """The units above `start` that have the headline `span` whole on one line."""
    text = _letters(sheet, span)
    return [k for k in range(max(0, start - 2 * _ABOVE), start) if _title_letters(sheet.texts[k]) == text]


def _runs(low: int, stop: int) -> Iterator[Span]:
    """Runs of adjacent units, the longer ones first."""
    for length in range(_MOST, 1, -1):
        yield from ((first, first + length) for first in range(low, stop - length + 1))


def _is_plain(sheet: Sheet, span: Span) -> bool:
    """Whether every unit may be a part of a headline: short, no sentence, no label."""
    return all(
        shape.size <= _WIDEST and shape.last != _COLON and not shape.ends
        for shape in sheet.shapes[slice(*span)]
    ) and not any(map(_is_another, sheet.texts[slice(*span)]))


def _is_another(text: str) -> bool:
    """Whether a line is about the document, or a rule, and no part of its headline."""
    way = "|" in text or ">" in text or text.endswith("首页")  # 首页 > 通知公告
    return way or not any(map(str.isalnum, text)) or endings.is_reference(text)


def _whole_titles(sheet: Sheet, low: int, known: str) -> set[str]:
    """The letters of what may have the headline whole: the title of the page and its parts, and the units."""
    titles = {_title_letters(text) for text in sheet.texts[max(0, low - _ABOVE) : low + 2 * _ABOVE]}
    return {text for text in titles | set(_parts(known)) if len(text) >= _LEAST}


def _parts(known: str) -> Iterator[str]:
    """The letters of a title of metadata up to each place where the name of the site may begin."""
    yield letters(known)
    yield from (letters(known[: found.start()]) for found in re.finditer(r"[_|—–(（-]", known))


def _title_letters(text: str) -> str:
    return letters(TITLE_LABEL.sub("", text, count=1))


def _letters(sheet: Sheet, span: Span) -> str:
    return letters("".join(sheet.texts[slice(*span)]))


def _has_form(sheet: Sheet, span: Span) -> bool:
    """Whether a run reads as the headline of an official document, stands right above its number or the
    salutation, and no part of it does so alone.
    """
    first, stop = span
    below = sheet.texts[stop : stop + 1]
    addressed = bool(below) and sheet.shapes[stop].last == _COLON and sheet.shapes[stop].size <= _WIDEST
    if not below or not (endings.is_reference(below[0]) or addressed):
        return False
    texts = [text.replace(" ", "") for text in sheet.texts[first:stop]]
    return bool(_FORM.fullmatch("".join(texts))) and not _FORM.fullmatch("".join(texts[1:]))
