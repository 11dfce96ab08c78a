"""Where a body goes on because most of those who know the markup of its page say so.

A short notice has hardly any prose: headings, lines of label and value, the items of a list, a table, whom to
ask. The models of lines take them for a site's own, and keep the one full sentence. The extractors see that
they stand in the same element; on articles in prose they take credits and adverts along, so that they are
only followed where what they add is not little, and never past what only a site says, nor past a signature.
"""

from __future__ import annotations

from summarizer.cleaning import continuing, endings, frames, heads, leftovers
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.furniture import is_scrap
from summarizer.cleaning.headlines import Headline
from summarizer.cleaning.spans import Span

_ONE, _MOST = 2, 3  # votes of a unit that one extractor names, or most of them; see `context.Sheet`
_WIDGET = 3  # units of a site between two paragraphs, and one more
_GAP = 6  # units in a row that nobody names: cells and items too short to be found in what was extracted
_ABOVE, _BELOW = 6, 20  # what is added counts from this part of the body: above it particulars stand, too


def reach(sheet: Sheet, start: int, stop: int, headline: Headline | None) -> Span:
    """The body `start` to `stop`, or up to its headline and down to where extractors agree that it ends."""
    if not any(sheet.votes):
        return start, stop
    top = headline.unit if headline and headline.unit < start else start - 1
    start, stop = _kept(sheet, start, stop, top)
    low = _reached(sheet, range(start - 1, _head(sheet, top, start), -1), top, start)
    end = stop if endings.signed(sheet, start, stop) else len(sheet.texts)
    high = _reached(sheet, range(stop, end), top, stop - 1) + 1
    above, below, own = (_size(sheet, *span) for span in ((low, start), (stop, high), (start, stop)))
    return low if above * _ABOVE >= own else start, high if (above + below) * _BELOW >= own else stop


def _kept(sheet: Sheet, start: int, stop: int, top: int) -> Span:
    """The body without the site's lines at its end that nobody names; or where nobody names any of it, what
    most name below its headline, unit `top`.
    """
    named = [k for k in range(start, stop) if sheet.votes[k] >= _MOST]
    if named:
        ends = (k for k in range(named[-1] + 1, stop) if _is_sites(sheet, k))
        return start, next(ends, stop)
    below = range(top + 1, start)
    found = [k for k in below if sheet.votes[k] >= _MOST and not _is_particular(sheet, k, top)]
    return (found[0], found[-1] + 1) if found else (start, stop)


def _head(sheet: Sheet, top: int, start: int) -> int:
    """The last unit of what stands above a body: its headline, unit `top`, or its particulars."""
    return next((k for k in range(start - 1, top, -1) if _is_particular(sheet, k, top)), top)


def _size(sheet: Sheet, start: int, stop: int) -> int:
    return sum(shape.size for shape in sheet.shapes[start:stop])


def _reached(sheet: Sheet, units: range, top: int, last: int) -> int:
    """The last of the `units` that most extractors name before a site begins; `last` if there is none."""
    gap = 0
    for k in units:
        votes = sheet.votes[k]
        gap = 0 if votes >= _ONE else gap + 1
        if gap > _GAP:
            break
        if _is_sites(sheet, k):
            if _resumes(sheet, k, units):
                continue
            break
        if votes >= _MOST and not _is_particular(sheet, k, top):
            last = k
        if _is_signed(sheet, k):
            break
    return last


def _resumes(sheet: Sheet, k: int, units: range) -> bool:
    """Whether a paragraph that most extractors name stands right below what only a site says, in unit `k`: an
    advert, a video or a way to other pages may stand between two paragraphs. What ends an article does not.
    """
    near = range(k + 1, min(k + _WIDGET, len(sheet.texts)))
    below = next((n for n in near if not _is_sites(sheet, n)), k)
    if below not in units or below == k or _ends(sheet, k):
        return False
    return sheet.votes[below] >= _MOST and sheet.columns["solid"][below] > 0


def _ends(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` turns from the article to the site: a disclaimer, "related stories", rights."""
    return bool(endings.is_disclaimer(sheet.texts[k]) or endings.is_turn(sheet, k) or sheet.shapes[k].legal)


def _is_sites(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is what only a site says, or the row of a table that may list other stories."""
    text = sheet.texts[k]
    said = frames.is_sign(sheet, k, sheet.shapes[k]) or leftovers.is_leftover(text) or is_scrap(sheet, k)
    return said or continuing.may_list(sheet, k)


def _is_signed(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is the day of issue below the name of who issues a document, which ends with it."""
    return k > 0 and endings.is_date(sheet, k) and endings.is_issuer(sheet.texts[k - 1])


def _is_particular(sheet: Sheet, k: int, headline: int) -> bool:
    """Whether unit `k` says when and where the text was published, or who wrote or edited it."""
    shape = sheet.shapes[k]
    stated = shape.meta > 1 and shape.date > 1 and not heads.is_told(sheet, k, headline)
    return stated or heads.is_credit(sheet, k)
