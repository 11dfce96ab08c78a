"""Roles around the body: which line is the headline, which are about the publication."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.cleaning.context import Sheet
from summarizer.text import Role

_LOOK_BACK = 16
_ENOUGH = 1.2


@dataclass(frozen=True, slots=True)
class Headline:
    """A unit that may be the headline of a range, what speaks for it, and its overlap with the range's text."""

    unit: int
    worth: float
    overlap: float


def assign(sheet: Sheet, start: int, stop: int, known_title: str = "") -> list[Role]:
    """The role of each unit of `sheet` when the body is the units `start` to `stop`."""
    roles: list[Role] = ["noise"] * len(sheet.texts)
    roles[start:stop] = ["body"] * (stop - start)
    found = headline(sheet, start, stop, known_title)
    title = found.unit if found and found.worth > _ENOUGH else None
    if title is not None:
        roles[title] = "title"
        for k in range(max(0, start - _LOOK_BACK), min(len(roles), stop)):
            if sheet.texts[k] == sheet.texts[title]:
                roles[k] = "title"
    first = min(start, start if title is None else title)
    for k in (
        *range(max(0, first - 2), min(start + 3, stop)),
        *range(max(start + 1, stop - 3), min(len(roles), stop + 3)),
    ):
        if roles[k] != "title" and _is_meta(sheet, k):
            roles[k] = "meta"
    return roles


def tidy(sheet: Sheet, start: int, stop: int) -> tuple[int, int]:
    """The range `start` to `stop` without what is certainly no body at its ends; never empty."""
    low, high = start, stop
    for k in range(start, min(start + 4, stop - 1)):
        if sheet.columns["prose"][k] or sheet.shapes[k].ends:
            break
        if _is_meta(sheet, k) or _is_scrap(sheet, k):
            low = k + 1
    while high - 1 > low and (_is_meta(sheet, high - 1) or _is_scrap(sheet, high - 1)):
        high -= 1
    return low, high


def _is_scrap(sheet: Sheet, k: int) -> bool:
    """Whether a unit is a control, a number or a rule of the site, whatever surrounds it."""
    shape = sheet.shapes[k]
    if shape.size <= 2 or shape.digits == 10:
        return True
    return (shape.nav >= 4 and shape.size <= 24) or (
        shape.legal >= 2 and shape.nav + shape.legal >= 3 and shape.size <= 90
    )


def _is_meta(sheet: Sheet, k: int) -> bool:
    shape = sheet.shapes[k]
    if shape.size > 70 or shape.last in (1, 2) or (shape.ends and shape.size > 30):
        return False
    return (
        (shape.date >= 2 or shape.meta >= 2 or (shape.meta and shape.size < 40))
        and shape.legal < 3
        and shape.nav < 4
    )


def headline(sheet: Sheet, start: int, stop: int, known: str = "") -> Headline | None:
    """The likeliest headline of the units `start` to `stop`, near or at their beginning."""
    body = _pairs("".join(sheet.texts[start : min(stop, start + 12)])[:1500])
    wanted = _pairs(known)
    options = [
        option
        for k in range(max(0, start - _LOOK_BACK), min(stop, start + 2))
        if (option := _weigh(sheet, k, (start, stop), body, wanted))
    ]
    return max(options, key=lambda option: option.worth, default=None)


def _weigh(sheet: Sheet, k: int, span: tuple[int, int], body: set[str], wanted: set[str]) -> Headline | None:
    shape, (start, stop) = sheet.shapes[k], span
    if not 4 <= shape.size <= 60 or (
        k >= start and (shape.last == 1 or shape.size > 40 or stop - start == 1)
    ):
        return None
    if _is_meta(sheet, k) or shape.date == 3 or shape.legal >= 3 or shape.nav >= 4:
        return None
    own = _pairs(sheet.texts[k])
    if not own:
        return None
    overlap = len(own & body) / len(own)
    worth = 2.5 * overlap + 0.04 * min(shape.size, 20) - 0.06 * max(0, start - k)
    if wanted:
        worth += 2.0 * len(own & wanted) / len(own | wanted)
    if any(_is_meta(sheet, j) for j in range(k + 1, min(k + 4, len(sheet.texts)))):
        worth += 0.7
    if shape.first == 1 or shape.pipes:
        worth -= 0.6
    if shape.last in (1, 2, 4):
        worth -= 0.3
    return Headline(k, worth, overlap)


def _pairs(text: str) -> set[str]:
    letters = "".join(filter(str.isalnum, text))
    return {letters[i : i + 2] for i in range(len(letters) - 1)}
