"""Notes in the journal what goes out and what comes of it: what a kill leaves open, and what was paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from summarizer.errors import SummarizerError
from summarizer.journal import Journal
from summarizer.llm.calls import Complete, Reply, Request


def sending(complete: Complete, journal: Journal) -> Complete:
    """`complete`, with a line in the journal before each request: what a kill leaves open can be named."""

    async def noted(request: Request) -> Reply:
        journal.append("sent", key=request.key, document=request.document, task=request.task)
        return await complete(request)

    return noted


def answering(
    complete: Complete, journal: Journal, account: Callable[[Request], Mapping[str, Any]] = lambda _: {}
) -> Complete:
    """`complete`, with a line in the journal once the reply is stored, or certain not to come. `account` says
    what the request took; it is part of the line.
    """

    async def noted(request: Request) -> Reply:
        try:
            reply = await complete(request)
        except SummarizerError:
            journal.append("answered", key=request.key, **account(request))
            raise
        if not reply.from_cache:
            journal.append("answered", key=request.key, **account(request))
        return reply

    return noted
