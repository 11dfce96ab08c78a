"""What a token costs, from the user's word or a bundled list. An unknown price is None, never 0.

A price is looked up by the endpoint that will send the bill: only a host the list knows has list prices. A
server on this machine or a gateway in a company network may serve something called `gpt-4o` and bill nothing
or something else, so it has no price unless the user says one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Literal
from urllib.parse import urlsplit

from summarizer.errors import UsageError
from summarizer.llm.calls import Usage

OPENAI = "https://api.openai.com/v1"
_MILLION = Decimal(1_000_000)
_CONTEXTS: dict[str, Any] = {"batch": {"processing": "batch"}, "flex": {"service_tier": "flex"}}


@dataclass(frozen=True, slots=True)
class Price:
    """USD per million tokens. `cached_input` is for the part of a prompt that the provider had in its cache.

    `cache_write` is what some providers bill for prompt tokens that they put into their cache, 0 where they
    cost what others do. Few say how many those were: it counts where they do, and for the worst case.
    """

    input: Decimal
    output: Decimal
    cached_input: Decimal
    cache_write: Decimal = Decimal(0)

    def worst(self, prompt: int, completion: int) -> Decimal:
        """USD that a request of at most so many tokens can cost at the most."""
        dearest = max(self.input, self.cache_write, self.cached_input)
        return (prompt * dearest + completion * self.output) / _MILLION


def price(
    model: str,
    endpoint: str,
    override: tuple[Decimal, Decimal] | None = None,
    mode: Literal["live", "batch", "flex"] = "live",
) -> Price | None:
    """The price of `model` at `endpoint` (a base URL, "" for OpenAI), or None where nobody knows it.

    `override` is (input, output) in USD per million tokens and wins, whatever the `mode`. Where a provider
    charges by the hour of the day, the dearest hour counts; where long prompts cost more, the price of short
    ones does.
    """
    if override is not None:
        return Price(input=override[0], output=override[1], cached_input=override[0])
    url = endpoint or OPENAI
    if not _is_public(url):
        return None
    now = datetime.now(UTC)
    listed = [_listed(model, url, now + timedelta(hours=hour), mode) for hour in range(0, 24, 2)]
    return max(
        (found for found in listed if found), key=lambda found: found.input + found.output, default=None
    )


def cost(usage: Usage | None, price: Price | None) -> Decimal | None:
    """USD for these tokens; None without usage or without a price."""
    if usage is None or price is None:
        return None
    prompt, completion = max(0, usage.prompt), max(0, usage.completion)
    cached = min(max(0, usage.cached), prompt)
    written = min(max(0, usage.written), prompt - cached)
    fresh = prompt - cached - written
    kept = written * (price.cache_write or price.input)
    return (fresh * price.input + cached * price.cached_input + kept + completion * price.output) / _MILLION


def parse_price(text: str) -> tuple[Decimal, Decimal]:
    """Read `IN,OUT` (USD per million tokens), e.g. "0.15,0.6". Raises UsageError for anything else."""
    parts = text.replace("，", ",").split(",")
    try:
        amounts = [Decimal(part.strip()) for part in parts]
    except InvalidOperation:
        amounts = []
    if len(amounts) != 2 or not all(amount.is_finite() and amount >= 0 for amount in amounts):
        raise UsageError(
            f"{text!r} is not a price.",
            "Give two amounts in USD per million tokens, for input and output: --price 0.15,0.6",
        )
    return amounts[0], amounts[1]


def _is_public(url: str) -> bool:
    """Whether a URL can be the one of a provider with list prices: https, and a host with a real domain."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    top_level = host.rpartition(".")[2]
    return parts.scheme == "https" and "." in host and top_level.isalpha() and top_level != "localhost"


def _listed(model: str, url: str, when: datetime, mode: str) -> Price | None:
    """The list price at one moment. The list is part of the installed package: nothing is fetched."""
    from genai_prices import Usage as Tokens  # noqa: PLC0415 - 0.3 s, and `--help` must not pay for it
    from genai_prices import calc_price  # noqa: PLC0415

    try:
        found = calc_price(
            Tokens(input_tokens=0),
            model,
            provider_api_url=url,
            genai_request_timestamp=when,
            price_context=_CONTEXTS.get(mode),
        )
    except (LookupError, ValueError):
        return None
    rates = found.model_price
    paid, written = _rate(rates.input_mtok), _rate(rates.output_mtok)
    if paid is None or written is None:
        return None
    cached, kept = _rate(rates.cache_read_mtok), _rate(rates.cache_write_mtok)
    return Price(
        input=paid,
        output=written,
        cached_input=paid if cached is None else cached,
        cache_write=Decimal(0) if kept is None else kept,
    )


def _rate(rate: Any) -> Decimal | None:
    """The price of short prompts, where the list has tiers."""
    amount = getattr(rate, "base", rate)
    return None if amount is None else Decimal(amount)
