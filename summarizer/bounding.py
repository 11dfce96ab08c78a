"""Ask where an article begins and ends, for the few pages on which code is unsure.

The model is shown the places where the article may begin and end, not the page: about a tenth of what a
digest reads. An answer that cannot be had, or that cannot be right, leaves what code found. A page without
an article ends there: a digest of its menus would be paid for, and would look like one of an article.
"""

from __future__ import annotations

import asyncio
from typing import Any

from summarizer.answers import BoundsAnswer
from summarizer.asking import Asker
from summarizer.cleaning import UNSURE, propose, within
from summarizer.errors import DocumentError, NoArticle
from summarizer.text import Article


def is_unsure(article: Article) -> bool:
    """Whether a model would be asked for the bounds of `article`."""
    return article.confidence < UNSURE and bool(article.body)


def question(article: Article) -> dict[str, Any]:
    """What the template `bounds` is filled in with."""
    proposal = propose(article)
    begin, end = proposal.candidates[0]
    return {"title": proposal.title, "outline": proposal.outline, "begin": begin, "end": end}


async def bound(article: Article, asker: Asker) -> Article:
    """`article`, with its body between the lines that a model chose.

    Without a usable answer the article stays as it is.

    Raises:
        NoArticle: the model says that there is none.
    """
    last = len(article.lines)
    variables = await asyncio.to_thread(question, article)
    try:
        answer = await asker.ask(
            "bounds",
            BoundsAnswer,
            document=article.document.path,
            check=lambda said: _complaint(said, last),
            **variables,
        )
    except DocumentError:
        return article
    if answer.guess == "none":
        raise NoArticle
    if answer.guess == "right":
        return article
    return await asyncio.to_thread(within, article, answer.begin, answer.end)


def _complaint(answer: BoundsAnswer, last: int) -> str:
    """What is wrong with an answer, given the page's last line; "" if nothing."""
    if answer.guess != "wrong" or 1 <= answer.begin <= answer.end <= last:
        return ""
    return f"`begin` and `end` must be numbers of lines from 1 to {last}, `begin` not after `end`."
