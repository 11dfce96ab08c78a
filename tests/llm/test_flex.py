"""The flex tier: half the price where it has room, the standard tier where not, the same questions."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from server import Behaviour, Server, completion, responds
from support import ScriptedModel, folder_of, run_over, speaks

from summarizer import tiers
from summarizer.errors import MoneyError
from summarizer.llm import prices
from summarizer.llm.budgeting import Budget
from summarizer.llm.calls import Message, Reply, Request, Usage
from summarizer.llm.failures import Transient
from summarizer.llm.ladder import Ladder
from summarizer.llm.metering import Meter
from summarizer.llm.openai import Endpoint
from summarizer.llm.prices import Price
from summarizer.settings import OPENAI, Settings

SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
REQUEST = Request("digest", "m", (Message("user", "问"),), "digest", SCHEMA)


def answered(tier: str) -> Behaviour:
    return responds(json.dumps(completion('{"a": 1}', service_tier=tier)).encode())


def refused(status: int, message: str, code: str = "", **error: Any) -> Behaviour:
    body = {"error": {"message": message, "code": code, "type": code, **error}}
    return responds(json.dumps(body).encode(), status)


async def asked(server: Server, times: int = 1) -> list[Reply]:
    endpoint = Endpoint(server.url, "", modes=Ladder(), service_tier="flex")
    try:
        return [await endpoint.complete(REQUEST) for _ in range(times)]
    finally:
        await endpoint.aclose()


def tiers_asked(server: Server) -> list[str | None]:
    return [seen.json.get("service_tier") for seen in server.seen]


async def test_a_request_goes_to_the_flex_tier_with_the_body_of_any_other() -> None:
    with Server(answered("flex")) as server:
        (reply,) = await asked(server)
    body = server.seen[0].json
    assert body.pop("service_tier") == "flex"
    assert body == Ladder().body(REQUEST, "json_schema")
    assert reply.extra["service_tier"] == "flex"


async def test_without_it_no_tier_is_named() -> None:
    with Server(answered("default")) as server:
        endpoint = Endpoint(server.url, "", modes=Ladder())
        await endpoint.complete(REQUEST)
        await endpoint.aclose()
    assert tiers_asked(server) == [None]


@pytest.mark.parametrize("code", ["resource_unavailable", ""])
async def test_where_the_tier_has_no_room_the_standard_one_is_asked(code: str) -> None:
    full = refused(429, "Resource Unavailable: flex has no room.", code)
    with Server(full, answered("default"), answered("flex")) as server:
        replies = await asked(server, times=2)
    assert tiers_asked(server) == ["flex", None, "flex"], "the next request tries the tier again"
    assert replies[0].extra["requests"] == 2


async def test_a_limit_of_requests_is_no_lack_of_room() -> None:
    with (
        Server(refused(429, "Rate limit reached for requests", "rate_limit_exceeded")) as server,
        pytest.raises(Transient),
    ):
        await asked(server)
    assert tiers_asked(server) == ["flex"]


@pytest.mark.parametrize(
    ("message", "extra"),
    [
        ("Unsupported value: 'flex' is not supported with this model.", {"param": "service_tier"}),
        ("Invalid service_tier argument", {}),
        ("Unrecognized request argument supplied: service_tier", {}),
    ],
)
async def test_a_model_without_the_tier_is_asked_without_it_from_then_on(
    message: str, extra: dict[str, Any]
) -> None:
    with Server(refused(400, message, "invalid_request_error", **extra), answered("default")) as server:
        await asked(server, times=3)
    assert tiers_asked(server) == ["flex", None, None, None]


async def test_flex_and_live_runs_share_their_answers(tmp_path: Path) -> None:
    pages = folder_of(tmp_path, 1)
    with Server(speaks(ScriptedModel())) as server:
        flex = await run_over(server, pages, out=tmp_path / "flex", flex=True)
        live = await run_over(server, pages, out=tmp_path / "live")
    assert set(tiers_asked(server)) == {"flex"}
    assert (flex.tally["requests"], live.tally["requests"]) == (3, 0)
    result = json.loads((tmp_path / "flex/documents/001.txt.json").read_text("utf-8"))
    assert result["provenance"]["mode"] == "flex"


# -------------------------------------------------------------------------------------------------- money

FULL, HALF = Price(Decimal(2), Decimal(8), Decimal(1)), Price(Decimal(1), Decimal(4), Decimal("0.5"))
USAGE = Usage(1_000_000, 500_000)


@pytest.mark.parametrize(("tier", "cost"), [("flex", 3), ("default", 6), ("", 6)])
def test_a_reply_costs_what_the_tier_costs_that_answered_it(tier: str, cost: int) -> None:
    meter = Meter(lambda _request: FULL)
    meter.tiers = {"flex": HALF}
    reply = Reply("{}", usage=USAGE, extra={"service_tier": tier} if tier else {})
    assert meter.answered(REQUEST, reply, 0.0, 0.0).cost == cost
    assert Budget(Decimal(100), FULL, {"flex": HALF}).charge(USAGE, tier or None) == cost


@pytest.mark.parametrize("mode", ["batch", "flex"])
def test_the_list_knows_that_batches_and_flex_cost_half(mode: Any) -> None:
    live, half = (prices.price("gpt-5-mini", OPENAI, mode=one) for one in ("live", mode))
    assert live
    assert half
    assert (half.input * 2, half.output * 2) == (live.input, live.output)


def test_what_the_user_says_a_token_costs_counts_in_every_mode() -> None:
    said = (Decimal(1), Decimal(2))
    assert prices.price("m", OPENAI, said, "batch") == prices.price("m", OPENAI, said)


def test_money_is_reserved_at_the_full_price_because_flex_may_have_no_room() -> None:
    settings = Settings(flex=True, model="gpt-5-mini")
    assert tiers.listed(settings) == prices.price("gpt-5-mini", OPENAI)
    assert tiers.tiers(settings) == {"flex": prices.price("gpt-5-mini", OPENAI, mode="flex")}
    assert tiers.listed(Settings(batch=True, model="gpt-5-mini")) == prices.price(
        "gpt-5-mini", OPENAI, mode="batch"
    )


def test_a_slow_tier_is_waited_for_unless_the_user_says_how_long() -> None:
    assert tiers.timeout(Settings(flex=True)) == 900
    assert tiers.timeout(Settings(flex=True, timeout=20)) == 20
    assert tiers.timeout(Settings()) == 180
    assert tiers.deadline(Settings(flex=True)) > 900


async def test_max_cost_holds_in_the_flex_tier(tmp_path: Path) -> None:
    with Server(speaks(ScriptedModel())) as server:
        ran = await run_over(
            server, folder_of(tmp_path, 2), out=tmp_path / "out", flex=True, price="1,2", max_cost="0.03"
        )
    assert isinstance(ran.error, MoneyError)
    assert ran.tally["cost_usd"] <= 0.03
