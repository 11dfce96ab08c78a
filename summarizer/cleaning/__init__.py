"""Document -> Article: which lines are the title, the publication's particulars, the body, or noise.

The lines are measured (`shapes`, `context`) and scored by small additive models (`model`, `levels`); of the
ranges that the scores propose one becomes the body (`spans`, `ranges`, `choosing`), and the lines in and
around it get their roles (`roles`, `articles`). An article's `confidence` is the probability that its body
is right (F1 of its characters at least 0.95), estimated on sites that the models had not seen (`doubting`);
below `UNSURE` it is worth asking somebody which lines are the article (`proposals`).
"""

from __future__ import annotations

from summarizer.cleaning.articles import article, nothing
from summarizer.cleaning.choosing import UNSURE, choose
from summarizer.cleaning.context import survey
from summarizer.cleaning.levels import relate
from summarizer.cleaning.model import Model, shipped
from summarizer.cleaning.proposals import Proposal, propose, within
from summarizer.text import Article, Document

__all__ = ["UNSURE", "Proposal", "clean", "explain", "propose", "within"]


def clean(document: Document, model: Model | None = None) -> Article:
    """Give every line of `document` its role. Never fails; an unsure answer has a low `confidence`.

    The body is one range of lines, scraps inside it excepted, and is empty only if every line is blank.
    Where a format (not HTML, where that is guessed) says that all is main content, nothing is noise.
    `model` is the shipped one if not given.
    """
    sheet = survey(document)
    if not sheet.texts:
        return nothing(document)
    choice = choose(sheet, model or shipped(), document.title, in_order=False)
    body = choice.start, choice.stop
    return article(document, sheet, body, choice.headline, choice.confidence, framed=choice.framed)


def explain(document: Document) -> list[dict[str, float]]:
    """For each line of `document`, what each feature adds to the log-odds of being body; {} if blank.

    Names with the prefix "line:" are of the first model, those with "page:" of the one that corrects it.
    """
    sheet = survey(document)
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
