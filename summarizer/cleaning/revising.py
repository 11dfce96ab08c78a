"""An article again, now that it is known which of its lines recur in other stories.

Recurrence is evidence, not a verdict: notices end "特此公告。" and begin with those they are for. So only an
article with recurring lines in its *body* is looked at again. Where they make up much of it, the wrong part
of the page was taken, and the page is cleaned without them; unless no site stands around the text, for then
they are the form in which such texts are written. Else they go from the ends of the body, and from its inside
where they do not look like the text's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.cleaning import clean
from summarizer.cleaning.context import tabulate
from summarizer.cleaning.frames import is_framed
from summarizer.cleaning.recurring import Recurring
from summarizer.cleaning.shapes import Shape
from summarizer.text import Article, Line, Role

_MUCH = 0.4  # share of a body that recurs, from which it is taken for the wrong part of the page
_HEADING = 40  # letters that a heading, a table's row or a salutation has at most
_FORMULAS = ("特此", "专此", "此复", "此布", "此令", "(此件")
_DATED = re.compile(r"[^\d〇零○一二三四五六七八九]{0,30}[\d〇零○一二三四五六七八九]{4}年.{1,3}月.{1,3}日\)?")
_NUMBERED = re.compile(r"第?[一二三四五六七八九十百\d]{1,4}[、.章节条部编]|\([一二三四五六七八九十\d]{1,3}\)")


def revise(article: Article, recurring: Recurring) -> Article:
    """`article` without what `recurring` knows to be noise; never without a body."""
    if not recurring.known or _is_whole(article):
        return article
    body = article.body
    hits = recurring.marks(article.document, [line.text for line in body])
    if not any(hits) or _is_form(article, hits):
        return article
    marks = _all_marks(article, recurring)
    again = article
    if _share(article, marks) >= _MUCH:
        again = _without(article, marks)
    revised = _trimmed(again, marks)
    return revised if revised.body and revised.lines != article.lines else article


def _is_whole(article: Article) -> bool:
    """Whether the document is of a format that has no noise."""
    return article.document.main is not None and not article.noise


def _is_form(article: Article, hits: Sequence[bool]) -> bool:
    """Whether much of a body recurs that no site stands around: notices and reports made from one form."""
    sizes = [len(line.text) for line in article.body]
    recurs = sum(size for size, hit in zip(sizes, hits, strict=True) if hit)
    return recurs >= _MUCH * sum(sizes) and not is_framed(tabulate(article.document.texts))


def _all_marks(article: Article, recurring: Recurring) -> list[bool]:
    """Which lines recur; what is about the publication may."""
    marks = recurring.marks(article.document)
    about = [line.role in ("title", "meta") for line in article.lines]
    return [mark and not own for mark, own in zip(marks, about, strict=True)]


def _share(article: Article, marks: Sequence[bool]) -> float:
    """How much of the body recurs and does not look like the text's own."""
    sizes = [(len(line.text), marks[line.n - 1] and not _is_own(line.text)) for line in article.body]
    return sum(size for size, mark in sizes if mark) / sum(size for size, _ in sizes)


def _without(article: Article, marks: Sequence[bool]) -> Article:
    """The article as it is cleaned when the marked lines are not there; they become noise."""
    document = article.document
    kept = [index for index, mark in enumerate(marks) if not mark]
    places = {index + 1: place for place, index in enumerate(kept, 1)}
    texts = tuple(document.texts[index] for index in kept)
    main, bare = _moved(document.main, places), _moved(document.bare, places) or frozenset()
    votes = tuple(replace(vote, lines=_moved(vote.lines, places)) for vote in document.votes)
    again = clean(replace(document, texts=texts, main=main, bare=bare, votes=votes))
    roles: list[Role] = ["noise"] * len(marks)
    for index, line in zip(kept, again.lines, strict=True):
        roles[index] = line.role
    bodies = [index for index, role in enumerate(roles) if role == "body"]
    if bodies:  # what was left out inside the body is judged like any other line there
        for index in range(bodies[0], bodies[-1]):
            roles[index] = "body" if marks[index] else roles[index]
    return Article(document, _lines(document.texts, roles), again.confidence)


def _moved(lines: frozenset[int] | None, places: Mapping[int, int]) -> frozenset[int] | None:
    """Numbers of lines where some have been left out."""
    return lines and frozenset(places[n] for n in lines if n in places)


def _trimmed(article: Article, marks: Sequence[bool]) -> Article:
    """The article without marked lines of its body: those at its ends, and those that look like a site's."""
    roles: list[Role] = [line.role for line in article.lines]
    body = [line.n - 1 for line in article.body]
    firm = [k for k, index in enumerate(body) if not marks[index]]
    if not firm:
        return article
    texts = article.document.texts
    first, last = firm[0], firm[-1]
    top, bottom = _opens(article, body[0]), _closes(article, body[-1])
    for k, index in enumerate(body):
        text, inside = texts[index], (k > first or top) and (k < last or bottom)
        if not marks[index]:
            continue
        own = _is_own(text) if inside else _is_formula(text) and k > last
        if not own:
            roles[index] = "noise"
    _blank_ends(roles, texts)
    return Article(article.document, _lines(texts, roles), article.confidence)


def _blank_ends(roles: list[Role], texts: Sequence[str]) -> None:
    """Blank lines are body only between lines of the body."""
    previous: Role = "noise"
    blanks: list[int] = []
    for index, text in enumerate(texts):
        if not text.strip():
            blanks.append(index)
            continue
        if not (previous == roles[index] == "body"):
            for blank in blanks:
                roles[blank] = "noise"
        previous, blanks = roles[index], []
    for blank in blanks:
        roles[blank] = "noise"


def _opens(article: Article, index: int) -> bool:
    """Whether the title stands above a line, or only particulars between: it may be whom the text is for."""
    above = (line for line in reversed(article.lines[:index]) if line.text.strip() and line.role != "meta")
    nearest = next(above, None)
    return nearest is not None and nearest.role == "title"


def _closes(article: Article, index: int) -> bool:
    """Whether the signature stands right below a line: what is above it may be how the document ends."""
    below = [line.text for line in article.lines[index + 1 : index + 12] if line.text.strip()][:5]
    return any(_DATED.fullmatch(_folded(text).replace(" ", "")) for text in below)


def _is_own(text: str) -> bool:
    """Whether a recurring line inside a body looks like the text's own: heading, row or plain sentence."""
    sheet = tabulate((text,))
    shape, folded = sheet.shapes[0], sheet.texts[0]
    if folded.startswith(_FORMULAS) or _NUMBERED.match(folded):
        return True
    return not _is_of_site(shape) and (shape.size <= _HEADING or (shape.ends > 0 and shape.last in (1, 3)))


def _is_of_site(shape: Shape) -> bool:
    """Whether a line has words of menus, rights or credits, or the form of a list's item."""
    worded = shape.nav + shape.legal + shape.meta > 0
    return worded or shape.first == 1 or shape.last == 2 or shape.date >= 2 or shape.pipes > 1


def _is_formula(text: str) -> bool:
    return _folded(text).startswith(_FORMULAS)


def _folded(text: str) -> str:
    return "".join(tabulate((text,)).texts)


def _lines(texts: Sequence[str], roles: Sequence[Role]) -> tuple[Line, ...]:
    return tuple(Line(n, text, role) for n, (text, role) in enumerate(zip(texts, roles, strict=True), 1))
