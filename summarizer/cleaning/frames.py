"""Whether a site stands around a text: a file that somebody wrote or pasted has no menus, and loses no line.

The models have learnt what articles of sites look like, and take the short lines of minutes, lists and poems
for a site's. But a site betrays itself: of 346 labelled renderings of pages (whole, as a browser's text, in
fragments, as HTML), none is without a sign of it.
"""

from __future__ import annotations

from summarizer.cleaning import continuing, endings
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.furniture import is_scrap

CERTAIN = 0.95  # confidence in a text without a sign: none of those labelled was wrong, which excludes less
_HEAD = 5  # units among which a date is that of the text
_WORDS = 30  # size of a line whose words of navigation count
_TEASER = 8  # size from which three dots cut a line short
_STORIES = 3  # lines like headlines that are a list of other stories
_COLON = 4  # class of a line's last character; see `shapes`
_FOREIGN = 8  # tenths of Latin letters in a line of another language, whose signs are not known


def is_framed(sheet: Sheet) -> bool:
    """Whether any unit of `sheet` is a sign of a site."""
    units = range(len(sheet.texts))
    return _has_stories_below(sheet) or any(_is_sign(sheet, k) for k in units)


def _has_stories_below(sheet: Sheet) -> bool:
    """Whether lines like headlines stand below the prose, set apart, and nothing there announces a list."""
    last = max((k for k, size in enumerate(sheet.columns["prose"]) if size), default=len(sheet.texts))
    first = next((k for k in range(last + 1, len(sheet.texts)) if _is_headline(sheet, k)), len(sheet.texts))
    run = 0
    while first + run < len(sheet.texts) and _is_headline(sheet, first + run):
        run += 1
    if run < _STORIES:
        return False
    above = sheet.texts[first - 1]
    apart = sheet.columns["gap_before"][first] > 0
    return apart and sheet.shapes[first - 1].last != _COLON and not endings.is_attachment(above)


def _is_headline(sheet: Sheet, k: int) -> bool:
    shape = sheet.shapes[k]
    if shape.ends or not _TEASER <= shape.size <= _WORDS or ":" in sheet.texts[k]:
        return False
    return not (endings.is_date(sheet, k) or endings.is_issuer(sheet.texts[k]) or continuing.is_row(sheet, k))


def _is_sign(sheet: Sheet, k: int) -> bool:
    shape = sheet.shapes[k]
    if endings.is_disclaimer(sheet.texts[k]) or endings.is_turn(sheet, k):
        return True
    if sheet.columns["prose"][k] and shape.last == 1:
        return False
    return _has_words(sheet, k) or _is_stamped(sheet, k) or is_scrap(sheet, k) or shape.latin >= _FOREIGN


def _has_words(sheet: Sheet, k: int) -> bool:
    """Whether a unit has vocabulary or marks of menus, footers and teasers."""
    shape = sheet.shapes[k]
    if (shape.nav and shape.size <= _WORDS) or shape.legal:
        return not shape.ends or shape.rules > 1
    cut = shape.last == 2 and shape.size > _TEASER
    return cut or (shape.pipes > 1 and not continuing.is_row(sheet, k))


def _is_stamped(sheet: Sheet, k: int) -> bool:
    """Whether a unit has a date as the items of lists have one, rather than a label or a signature."""
    shape = sheet.shapes[k]
    alone = shape.date >= 2 and not shape.ends and k >= _HEAD
    return alone and not (endings.is_date(sheet, k) or continuing.is_labelled(sheet, k))
