"""A short text without markup that only a few lines of a site stand around, at its top and its end.

Menus, the way to other stories and who owns the rights are told by what they say; what is left between them
is one text then, if it has no list of stories in it. The models, which have learnt from articles in prose,
take the lines of a notice for a site's own: so they are only followed where they are sure.
"""

from __future__ import annotations

from itertools import pairwise

from summarizer.cleaning import frames
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.headlines import Headline
from summarizer.cleaning.shapes import Shape
from summarizer.cleaning.spans import Span

SURE, HARDLY = 0.9, 0.3  # confidence from which the models are followed, and below which they say nothing
_LONGEST = 60  # units of a notice
_MENU, _ENTRY = 12, 40  # lines of a menu or a list of stories beside those that betray a site, and their size
_STORIES = 3  # lines like headlines that are a list of other stories
_HEADING = 6  # size of what a list of stories is called
_TOP, _TITLE = 3, 40  # units among which a title stands, and its size
_FEWEST, _HINTS = 3, 2  # units of a text, and of those how many may look like a site's
_SENTENCES = 1  # units in prose
_DATED = 2  # what a date makes of a line; see `shapes`
_PROSE = 120  # size from which a unit is a paragraph: an article, which the models know


def between(sheet: Sheet) -> Span | None:
    """The units between the lines of a site, if these are few."""
    count = len(sheet.texts)
    if any(sheet.votes) or any(sheet.main) or count > _LONGEST:
        return None
    signs = [k for k in range(count) if _parts(sheet, k)]
    runs = [(one + 1, other) for one, other in pairwise((-1, *signs, count)) if one + 1 < other]
    inner = max(runs, key=lambda run: _size(sheet, run), default=(0, 0))
    rest = [k for run in runs if run != inner for k in range(*run)]
    apart = len(rest) > _MENU or any(sheet.shapes[k].size > _ENTRY or sheet.shapes[k].ends for k in rest)
    inner = _trimmed(sheet, inner)
    if apart or inner[1] - inner[0] < _FEWEST or _begins_as_a_menu(sheet, inner) or _has_others(sheet, inner):
        return None
    return inner


def _begins_as_a_menu(sheet: Sheet, run: Span) -> bool:
    """Whether the first of some units may be entries of a menu, behind one that is; 岗位：司机2名 is none."""
    first = range(run[0], min(run[0] + 2, run[1]))
    return run[0] > 0 and all(_is_entry(sheet, k) for k in first)


def _is_entry(sheet: Sheet, k: int) -> bool:
    shape = sheet.shapes[k]
    return shape.size <= _HEADING and shape.last == 0 and ":" not in sheet.texts[k]


def _parts(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a site's, or what it calls a list of stories: 相关阅读."""
    shape = sheet.shapes[k]
    return frames.is_sign(sheet, k, shape) or (shape.size <= _HEADING and frames.is_hint(sheet, k, shape))


def _trimmed(sheet: Sheet, run: Span) -> Span:
    """Some units without those at their ends that look like a site's."""
    start, stop = run
    while start < stop and frames.is_hint(sheet, start, sheet.shapes[start]):
        start += 1
    while start < stop and frames.is_hint(sheet, stop - 1, sheet.shapes[stop - 1]):
        stop -= 1
    stories = stop
    while start < stories and frames.is_headline(sheet, stories - 1):
        stories -= 1
    return start, stories if stop - stories >= _STORIES else stop


def _size(sheet: Sheet, run: Span) -> int:
    return sum(shape.size for shape in sheet.shapes[slice(*run)])


def _has_others(sheet: Sheet, run: Span) -> bool:
    """Whether paragraphs, much that looks like a site's, or headlines in a row stand among some units."""
    inner = range(*run)
    hints = [k for k in inner if frames.is_hint(sheet, k, sheet.shapes[k])]
    prose = [k for k in inner if sheet.columns["prose"][k]]
    if len(hints) > _HINTS or len(prose) > _SENTENCES or any(sheet.shapes[k].size > _PROSE for k in inner):
        return True
    like = [frames.is_headline(sheet, k) for k in inner][1:]
    return any(all(like[k : k + _STORIES]) for k in range(len(like) - _STORIES + 1))


def titled(sheet: Sheet, run: Span, headline: Headline | None) -> tuple[int, Headline | None]:
    """Where the body of a text begins, below its title, and this: its first line, if it may be one."""
    first = run[0]
    if run[1] - first > 1 and _is_titular(sheet.shapes[first]):
        return first + 1, Headline(first, 0.0, 0)
    if headline and first <= headline.unit < min(first + _TOP, run[1] - 1):
        return headline.unit + 1, headline
    return first, None


def _is_titular(shape: Shape) -> bool:
    """Whether a line is short, no sentence and no date."""
    return shape.size <= _TITLE and shape.last in (0, 3) and not shape.ends and shape.date < _DATED
