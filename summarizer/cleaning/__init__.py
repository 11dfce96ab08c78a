"""Document -> Article: which lines are the title, the publication's particulars, the body, or noise.

The lines are measured (`shapes`, `context`) and scored by small additive models (`model`, `levels`); of the
ranges that the scores propose one becomes the body (`spans`, `ranges`, `choosing`), and the lines in and
around it get their roles (`roles`).
"""

from __future__ import annotations

from summarizer.cleaning.choosing import choose
from summarizer.cleaning.context import Sheet, tabulate
from summarizer.cleaning.levels import relate
from summarizer.cleaning.model import Model, shipped
from summarizer.cleaning.roles import assign
from summarizer.text import Article, Document, Line, Role

__all__ = ["clean", "explain"]


def clean(document: Document, model: Model | None = None) -> Article:
    """Give every line of `document` its role. Never fails; an unsure answer has a low `confidence`.

    The body is one range of lines, scraps inside it excepted, and is empty only if every line is blank.
    Where a format (not HTML, where that is guessed) says that all is main content, nothing is noise.
    `model` is the shipped one if not given.
    """
    sheet = tabulate(document.texts, document.main)
    if not sheet.texts:
        return Article(document, _lines(document.texts, ["noise"] * len(document.texts)), 0.0)
    choice = choose(sheet, model or shipped(), document.title)
    units = assign(sheet, choice.start, choice.stop, choice.headline)
    whole = document.media_type != "text/html" and all(value == 2 for value in sheet.main)
    if whole:
        units = ["body" if role == "noise" else role for role in units]
    lines = _lines(document.texts, _spread(sheet, units, len(document.texts)))
    return Article(document, lines, 1.0 if whole else choice.confidence)


def explain(document: Document) -> list[dict[str, float]]:
    """For each line of `document`, what each feature adds to the log-odds of being body; {} if blank.

    Names with the prefix "line:" are of the first model, those with "page:" of the one that corrects it.
    """
    sheet = tabulate(document.texts, document.main)
    out: list[dict[str, float]] = [{} for _ in document.texts]
    if not sheet.texts:
        return out
    model = shipped()
    first = model.lines.explain(sheet.columns)
    second = model.levels.explain(relate(sheet, model.lines.score(sheet.columns)))
    for (start, stop), line, page in zip(sheet.spans, first, second, strict=True):
        worth = {f"line:{name}": value for name, value in line.items()}
        worth |= {f"page:{name}": value for name, value in page.items()}
        out[start:stop] = [worth] * (stop - start)
    return out


def _spread(sheet: Sheet, units: list[Role], height: int) -> list[Role]:
    """Roles of units -> roles of lines; a blank line is body only between two body lines."""
    lines: list[Role] = ["noise"] * height
    before = 0
    for k, (start, stop) in enumerate(sheet.spans):
        lines[start:stop] = [units[k]] * (stop - start)
        if k and units[k] == units[k - 1] == "body":
            lines[before:start] = ["body"] * (start - before)
        before = stop
    return lines


def _lines(texts: tuple[str, ...], kinds: list[Role]) -> tuple[Line, ...]:
    return tuple(Line(n, text, role) for n, (text, role) in enumerate(zip(texts, kinds, strict=True), 1))
