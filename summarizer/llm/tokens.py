"""How many tokens a text is: an estimate, an estimate that learns, and a bound that is never too low.

There is no tokeniser for the models of an unknown endpoint, so three numbers are kept apart:

- `estimate`: what a text probably costs, from the kinds of its characters. Deterministic, so it may decide
  what goes into a request.
- `TokenEstimator`: the same, corrected by what the provider billed so far. It depends on the order of
  replies, so it may only decide when a request goes out and what a dry run says, never what it says.
- `ceiling`: what a text costs at the very most. Only this one may guard money.
"""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache

from summarizer.llm.calls import Request, Usage

# Tokens per character: the middle of what current vocabularies (o200k, Qwen, DeepSeek) do with news prose.
_HAN, _WIDE, _LETTER, _DIGIT, _OTHER = 0.75, 0.9, 0.25, 0.5, 0.6
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]++")
_WIDE_RUN = re.compile(r"[\u2010-\u2027\u3000-\u303f\uff01-\uff65]++")
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz "
_DIGITS = b"0123456789"

_PER_MESSAGE = 4  # the role and the markers around a message
_MARKERS = 16  # a bound for the same: chat templates spell roles and markers out
_LATEST = 0.1  # weight of the latest sample: an average over about the last ten
_COMMON = 64  # texts that are remembered
_WORDING = 512  # a bound for "answer with one JSON object that follows this schema" in any wording of ours


def estimate(text: str) -> float:
    """The probable number of tokens of `text`, within some 25 % for Chinese or English prose."""
    data = text.encode("utf-8", "surrogatepass")  # all other characters are bytes that are neither
    letters = len(data) - len(data.translate(None, _LETTERS))
    digits = len(data) - len(data.translate(None, _DIGITS))
    if text.isascii():
        return _LETTER * letters + _DIGIT * digits + _OTHER * (len(text) - letters - digits)
    han = sum(map(len, _HAN_RUN.findall(text)))
    wide = sum(map(len, _WIDE_RUN.findall(text)))
    other = len(text) - letters - digits - han - wide
    return _HAN * han + _WIDE * wide + _LETTER * letters + _DIGIT * digits + _OTHER * other


def most(text: str) -> float:
    """A number that `estimate` does not exceed, at once."""
    return _WIDE * len(text)


@lru_cache(maxsize=128)
def remembered_estimate(text: str) -> float:
    """`estimate` of what was sent: asked for more than once within moments, or common to many requests."""
    return estimate(text)


def ceiling(text: str) -> int:
    """A number of tokens that `text` cannot exceed: its length in UTF-8 bytes.

    Byte-level BPE (GPT, Qwen, DeepSeek, Llama 3) and SentencePiece with byte fallback (Llama 2, Gemma,
    Mistral) never make more tokens than bytes, and rare characters really cost one for each of their three
    bytes. Anything tighter (two for a Chinese character, one for two ASCII characters) holds for prose and
    breaks for names in rare characters, digits and hostile input. A server that counts a third of the bytes
    of the request stays below it too, also where JSON escapes make six bytes of a character.
    """
    return len(text.encode("utf-8", "surrogatepass"))


def request_estimate(request: Request) -> float:
    """The probable prompt tokens of a request, its schema included."""
    messages = sum(estimate(message.content) + _PER_MESSAGE for message in request.messages)
    return messages + (estimate(_schema(request)) if request.schema else 0.0)


def request_ceiling(request: Request) -> int:
    """Prompt tokens that a request cannot exceed, its schema sent as a parameter or as text."""
    messages = sum(ceiling(message.content) + _MARKERS for message in request.messages)
    return messages + ceiling(_schema(request)) + len(request.schema_name) + _WORDING


def _schema(request: Request) -> str:
    return json.dumps(dict(request.schema), ensure_ascii=False)


class TokenEstimator:
    """`estimate`, corrected by what the provider reported: prompts for each model, answers for each task.

    What requests have in common (system messages, schemas) is counted once.
    """

    def __init__(self) -> None:
        self._ratios: dict[str, float] = {}
        self._samples: dict[str, int] = {}
        self._answers: dict[tuple[str, str], float] = {}
        self._common: dict[str | int, tuple[object, float]] = {}

    def ratio(self, model: str) -> float:
        """Billed tokens for one estimated token; 1.0 for a model never heard of."""
        return self._ratios.get(model, 1.0)

    def prompt(self, request: Request) -> int:
        """Estimated prompt tokens of a request, at least 1."""
        return max(1, math.ceil(self._guess(request) * self.ratio(request.model)))

    def completion(self, request: Request, first: int = 512) -> int:
        """Estimated tokens of the answer: like the last ones of its task; `first` where there was none."""
        expected = math.ceil(self._answers.get((request.model, request.task), first))
        return min(request.max_tokens or expected, expected)

    def total(self, request: Request) -> int:
        """Estimated tokens of prompt and answer together."""
        return self.prompt(request) + self.completion(request)

    def learn(self, request: Request, usage: Usage | None) -> None:
        """Correct both by what the request really cost; nonsense and None are ignored."""
        guess = self._guess(request)
        if usage is None or usage.prompt <= 0 or guess < 1:
            return
        seen = self._samples[request.model] = self._samples.get(request.model, 0) + 1
        # Beyond these bounds it is a cut prompt or a wrong counter.
        sample = min(4.0, max(0.25, usage.prompt / guess))
        weight = max(1 / (seen + 1), _LATEST)
        self._ratios[request.model] = _moved(self.ratio(request.model), sample, weight)
        if usage.completion > 0:
            task = (request.model, request.task)
            before = self._answers.get(task)
            known = usage.completion if before is None else _moved(before, usage.completion, _LATEST)
            self._answers[task] = known

    def _guess(self, request: Request) -> float:
        """`request_estimate`, the common parts from memory."""
        tokens = self._once(id(request.schema), request.schema, request) if request.schema else 0.0
        for message in request.messages:
            common = message.role == "system"
            content = message.content
            tokens += self._once(content, None, request) if common else remembered_estimate(content)
            tokens += _PER_MESSAGE
        return tokens

    def _once(self, name: str | int, kept: object, request: Request) -> float:
        """The estimate of a system message, or of the schema with this id (kept, so that it stays its id)."""
        found = self._common.get(name)
        if found is None:
            if len(self._common) >= _COMMON:
                self._common.clear()
            found = kept, estimate(name if isinstance(name, str) else _schema(request))
            self._common[name] = found
        return found[1]


def _moved(before: float, sample: float, weight: float) -> float:
    return before * (1 - weight) + sample * weight
