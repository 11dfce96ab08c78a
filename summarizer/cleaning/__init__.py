"""Document -> Article: which lines are the title, the publication's particulars, the body, or noise.

The lines are measured (`shapes`, `context`), scored by a small additive model (`model`), the best
contiguous range becomes the body (`ranges`), and the lines around it get their roles (`roles`).
"""

from __future__ import annotations

from math import exp

from summarizer.cleaning import model, roles, spans
from summarizer.cleaning.context import Sheet, tabulate
from summarizer.text import Article, Document, Line, Role


def clean(document: Document) -> Article:
    """Give every line of `document` its role. Never fails; an unsure answer has a low `confidence`.

    The body is one range of lines (publication lines inside it excepted) and is empty only if the
    document has no line that is not blank.
    """
    sheet = tabulate(document.texts)
    if not sheet.texts:
        return Article(document, _lines(document.texts, ["noise"] * len(document.texts)), 0.0)
    scores = _scores(document, sheet)
    values = spans.gains(scores, sheet.columns["size"])
    start, stop = spans.best(values)
    total = sum(values[start:stop])
    units = roles.assign(sheet, start, stop, document.title)
    return Article(
        document, _lines(document.texts, _spread(sheet, units, len(document.texts))), _confidence(total)
    )


def explain(document: Document) -> list[dict[str, float]]:
    """For each line of `document`, what each feature adds to the log-odds of being body; {} if blank."""
    sheet = tabulate(document.texts)
    out: list[dict[str, float]] = [{} for _ in document.texts]
    if sheet.texts:
        for (start, stop), worth in zip(sheet.spans, model.load("lines").explain(sheet.columns), strict=True):
            out[start:stop] = [worth] * (stop - start)
    return out


def _scores(document: Document, sheet: Sheet) -> list[float]:
    scores = model.load("lines").score(sheet.columns)
    if document.main is None:
        return scores
    main = document.main
    return [
        score + (2.0 if any(n + 1 in main for n in range(*span)) else -3.0)
        for score, span in zip(scores, sheet.spans, strict=True)
    ]


def _confidence(total: float) -> float:
    return 1 / (1 + exp(-max(-20.0, min(20.0, total / 10))))


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
