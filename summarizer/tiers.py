"""How a run asks: live, in the provider's flex tier or in batches; what that costs, how long it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from summarizer.batching import Desk, Ledger, Limits, Part, read
from summarizer.batching.taking import Paid
from summarizer.errors import UsageError
from summarizer.llm.batches import Batch, BatchEndpoint
from summarizer.llm.caching import ReplyCache
from summarizer.llm.ladder import Ladder
from summarizer.llm.metering import Meter
from summarizer.llm.prices import Price, parse_price, price
from summarizer.settings import Settings

FLEX_TIMEOUT, BATCH_TIMEOUT = 900.0, 3_600.0  # seconds: flex is slow, and files of batches are large


def mode(settings: Settings) -> Literal["live", "batch", "flex"]:
    """How is asked."""
    return "batch" if settings.batch else "flex" if settings.flex else "live"


def listed(settings: Settings) -> Price | None:
    """What a token may cost: in the flex tier as much as live, for it may have no room. None if unknown.

    Raises UsageError where a limit is set that cannot be kept.
    """
    override = parse_price(settings.price) if settings.price else None
    found = price(settings.model_name, settings.base_url, override, "batch" if settings.batch else "live")
    if settings.max_cost is not None and found is None:
        raise UsageError(
            f"--max-cost needs a price, and none is known of {settings.model_name} at {settings.base_url}.",
            "Give it with --price IN,OUT (USD per million tokens).",
        )
    return found


def tiers(settings: Settings) -> dict[str, Price]:
    """What replies cost that name their service tier."""
    if not settings.flex:
        return {}
    override = parse_price(settings.price) if settings.price else None
    found = price(settings.model_name, settings.base_url, override, "flex")
    return {"flex": found} if found else {}


def timeout(settings: Settings) -> float:
    """The deadline of a request, in seconds: in the flex tier a longer one, unless one was chosen."""
    chosen = "timeout" in settings.model_fields_set
    return settings.timeout if chosen or not settings.flex else FLEX_TIMEOUT


def deadline(settings: Settings) -> float:
    """The time that a request may take with all its retries, in seconds."""
    return max(300.0, 2 * timeout(settings)) if settings.flex else 300.0


def desk(
    settings: Settings,
    out: Path,
    ladder: Ladder,
    cache: ReplyCache | None,
    meter: Meter,
    rates: Price | None,
    paid: Paid,
) -> Desk:
    """Where questions are handed in. Raises UsageError for settings that do not go with batches."""
    if settings.flex or settings.record or settings.replay or cache is None:
        raise UsageError(
            "--batch does not go together with --flex, --no-cache, --record or --replay.",
            "The answers of batches come back through the cache, at the price of --flex.",
        )
    return Desk(
        Ledger(out, settings.base_url),
        _endpoint(settings, ladder),
        cache,
        ladder,
        meter,
        price=rates,
        max_cost=settings.max_cost,
        limits=Limits(settings.batch_requests, round(settings.batch_mb * 1_000_000)),
        paid=paid,
    )


async def look(settings: Settings, out: Path) -> list[tuple[Part, Batch]]:
    """How the batches stand that an output folder has handed in. Changes nothing."""
    endpoint = _endpoint(settings, Ladder())
    try:
        return [
            (part, await endpoint.retrieve(part.batch))
            for part in read(out).open_parts
            if part.batch and part.endpoint == settings.base_url
        ]
    finally:
        await endpoint.aclose()


def _endpoint(settings: Settings, ladder: Ladder) -> BatchEndpoint:
    key = settings.api_key.get_secret_value()
    return BatchEndpoint(settings.base_url, key, timeout=BATCH_TIMEOUT, modes=ladder)
