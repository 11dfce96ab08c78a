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

from summarizer.llm.calls import Request, Usage

# Tokens per character: the middle of what current vocabularies (o200k, Qwen, DeepSeek) do with news prose.
_HAN, _WIDE, _LETTER, _DIGIT, _OTHER = 0.75, 0.9, 0.25, 0.5, 0.6
_NOT_HAN = re.compile(r"[^\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]++")
_NOT_WIDE = re.compile(r"[^\u2010-\u2027\u3000-\u303f\uff01-\uff65]++")
_NOT_LETTER = re.compile(r"[^A-Za-z ]++")
_NOT_DIGIT = re.compile(r"[^0-9]++")

_PER_MESSAGE = 4  # the role and the markers around a message
_MARKERS = 16  # a bound for the same: chat templates spell roles and markers out
_WORDING = 512  # a bound for "answer with one JSON object that follows this schema" in any wording of ours


def estimate(text: str) -> float:
    """The probable number of tokens of `text`, within some 25 % for Chinese or English prose."""
    letters = len(_NOT_LETTER.sub("", text))
    digits = len(_NOT_DIGIT.sub("", text))
    if text.isascii():
        return _LETTER * letters + _DIGIT * digits + _OTHER * (len(text) - letters - digits)
    han = len(_NOT_HAN.sub("", text))
    wide = len(_NOT_WIDE.sub("", text))
    other = len(text) - letters - digits - han - wide
    return _HAN * han + _WIDE * wide + _LETTER * letters + _DIGIT * digits + _OTHER * other


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
    """`estimate`, corrected for each model by the prompt tokens its provider reported."""

    def __init__(self) -> None:
        self._ratios: dict[str, float] = {}
        self._samples: dict[str, int] = {}

    def ratio(self, model: str) -> float:
        """Billed tokens for one estimated token; 1.0 for a model never heard of."""
        return self._ratios.get(model, 1.0)

    def prompt(self, request: Request) -> int:
        """Estimated prompt tokens of a request, at least 1."""
        return max(1, math.ceil(request_estimate(request) * self.ratio(request.model)))

    def total(self, request: Request, *, completion: int = 512) -> int:
        """Estimated tokens of prompt and answer together; `completion` bounds the guess about the answer."""
        return self.prompt(request) + min(request.max_tokens or completion, completion)

    def learn(self, request: Request, usage: Usage | None) -> None:
        """Correct the ratio of the request's model by what it really cost; nonsense and None are ignored."""
        guess = request_estimate(request)
        if usage is None or usage.prompt <= 0 or guess < 1:
            return
        seen = self._samples[request.model] = self._samples.get(request.model, 0) + 1
        sample = min(
            4.0, max(0.25, usage.prompt / guess)
        )  # beyond that it is a cut prompt or a wrong counter
        weight = max(1 / (seen + 1), 0.1)  # quick at first, then an average over about the last ten
        self._ratios[request.model] = self.ratio(request.model) * (1 - weight) + sample * weight
