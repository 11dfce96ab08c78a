"""A line of a batch's output -> a reply in the very form of a live one, or why there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from summarizer.batching.ledger import Refusal
from summarizer.errors import SummarizerError
from summarizer.llm.answers import read_reply
from summarizer.llm.calls import Reply
from summarizer.llm.failures import Transient, cleaned, heard, heard_inside, judge

# Codes of what was not begun: nothing is wrong with the question.
_UNTOUCHED = frozenset({"batch_expired", "batch_cancelled"})
_KEPT = 2_000  # characters of what the provider says


@dataclass(frozen=True)
class Outcome:
    """What became of a question: a reply, or an error and how the provider put it. `billed` tells replies
    that are no answer, but cost as much.
    """

    reply: Reply | None = None
    error: Exception | None = None
    status: int = 0
    body: str = ""

    @property
    def is_untouched(self) -> bool:
        """Whether it was not even tried."""
        return isinstance(self.error, Transient) and self.error.cause in _UNTOUCHED


def outcome(row: Mapping[str, Any], mode: str, *, host: str, secret: str) -> Outcome:
    """What a line of an output or error file says. Raises nothing."""
    response, error = row.get("response"), row.get("error")
    if isinstance(response, dict):
        return _responded(response, mode, host, secret)
    code = str(error.get("code") or "") if isinstance(error, dict) else ""
    if code in _UNTOUCHED or not error:
        return Outcome(error=Transient(code or "empty"))
    return _failed(0, json.dumps(error, ensure_ascii=False), host, secret)


def again(refusal: Refusal, *, host: str) -> Exception:
    """The error that a refusal of earlier means."""
    return _error(refusal.status, refusal.body, host)


def _responded(response: Mapping[str, Any], mode: str, host: str, secret: str) -> Outcome:
    status, text = response.get("status_code"), json.dumps(response.get("body"), ensure_ascii=True)
    if status != 200:
        return _failed(status if isinstance(status, int) else 500, text, host, secret)
    ident = response.get("request_id")
    ident = ident if isinstance(ident, str) else ""
    try:
        reply = read_reply(text.encode(), mode=mode, request_id=ident, host=host, secret=secret)
    except (SummarizerError, Transient) as error:
        return Outcome(error=error, status=200, body=cleaned(text, secret, _KEPT))
    return Outcome(reply)


def _failed(status: int, text: str, host: str, secret: str) -> Outcome:
    body = cleaned(text, secret, _KEPT)
    return Outcome(error=_error(status, body, host), status=status, body=body)


def _error(status: int, body: str, host: str) -> Exception:
    """Status 0: an error beside the response. 200: one inside it."""
    if status not in (0, 200):
        return judge(heard(status, {}, body.encode(), host=host))
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = {"message": body}
    inside = said.get("error") or said if isinstance(said, dict) else said
    return judge(heard_inside(inside, host=host))
