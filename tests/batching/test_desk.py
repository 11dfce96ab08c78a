"""The desk: what is asked is handed in once, what comes back is taken in once, wherever a kill falls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from batch_server import Provider, providing
from support import Question, ScriptedModel, cut_off, fails, refuses, says

from summarizer import batching
from summarizer.batching import Desk, Ledger, Limits, Plan
from summarizer.batching import desk as desks
from summarizer.errors import (
    MoneyError,
    ProviderError,
    SummarizerError,
    UsageError,
    Waiting,
    WireError,
)
from summarizer.llm import retrying
from summarizer.llm.batches import BatchEndpoint
from summarizer.llm.caching import ReplyCache
from summarizer.llm.calls import Message, Reply, Request
from summarizer.llm.ladder import Ladder
from summarizer.llm.metering import Meter
from summarizer.llm.prices import Price

PRICE = Price(Decimal(1), Decimal(2), Decimal(1))
SCHEMA = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(retrying, "LONGEST", 0.0)


def question(number: int, **changes: Any) -> Request:
    fields: dict[str, Any] = {
        "task": "digest",
        "model": "m",
        "messages": (Message("system", "Answer."), Message("user", f"问题{number}。")),
        "schema_name": "digest",
        "schema": SCHEMA,
        "max_tokens": 1000,
        "temperature": 0.5,
        "document": f"{number}.txt",
        "prompt": "p",
        "cause": "first",
    }
    return Request(**(fields | changes))


class Killed(BaseException):
    """In place of SIGKILL: nothing of ours catches it."""


@dataclass
class Office:
    """Passes over one folder, each at a desk of its own, as a new process would have it."""

    provider: Provider
    folder: Path
    limits: Limits = field(default_factory=Limits)
    max_cost: Decimal | None = None
    plan: Plan = field(default_factory=lambda: Plan(("pages",), "/", "", {}))
    paid: dict[str, Any] = field(default_factory=dict)
    desk: Desk | None = None

    async def turn(self, *requests: Request, ladder: Ladder | None = None) -> list[Reply | Exception | None]:
        """One pass that asks these: replies, errors, and None for what waits."""
        ladder = ladder or Ladder()
        with ReplyCache.open(self.folder / "cache") as cache:
            self.desk = desk = Desk(
                Ledger(self.folder / "out", self.provider.url),
                BatchEndpoint(self.provider.url, "", modes=ladder),
                cache,
                ladder,
                Meter(lambda _request: PRICE),
                price=PRICE,
                max_cost=self.max_cost,
                limits=self.limits,
                paid=self.paid.__setitem__,
            )
            try:
                desk.begin(self.plan)
                await desk.take_in()
                found = [await asked(desk, request) for request in requests]
                await desk.hand_in()
                desk.end(waiting=None in found)
                return found
            finally:
                await desk.aclose()

    async def through(self, *requests: Request) -> list[Reply | Exception | None]:
        """Passes until nothing waits."""
        for _ in range(20):
            found = await self.turn(*requests)
            if None not in found:
                return found
            self.provider.run()
        raise AssertionError("still waiting")

    @property
    def state(self) -> batching.State:
        return batching.read(self.folder / "out")


async def asked(desk: Desk, request: Request) -> Reply | Exception | None:
    try:
        return await desk.complete(request)
    except Waiting:
        return None
    except SummarizerError as error:
        return error


@pytest.fixture
def office(provider: Provider, tmp_path: Path) -> Office:
    return Office(provider, tmp_path)


def written(folder: Path) -> str:
    """All that was written, as one text."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file()).decode("latin-1")


def texts(found: list[Reply | Exception | None]) -> list[str]:
    return [one.text if isinstance(one, Reply) else repr(one) for one in found]


ANSWER = '{"answer": "你好"}'
FIVE = [question(number) for number in range(5)]


async def test_what_is_asked_is_handed_in_and_comes_back(office: Office, provider: Provider) -> None:
    assert await office.turn(*FIVE, FIVE[0]) == [None] * 6
    assert provider.requests() == [request.key for request in FIVE], "each once, under its key"
    provider.run()
    found = await office.turn(*FIVE)
    assert texts(found) == [ANSWER] * 5
    assert not office.state.is_open
    assert set(office.paid) == {request.key for request in FIVE}
    assert {account["document"] for account in office.paid.values()} == {f"{n}.txt" for n in range(5)}
    assert provider.files == {}
    assert not (office.folder / "out" / "batch").exists()


@pytest.mark.parametrize("mode", ["json_schema", "json_object", "tool", "text"])
async def test_a_stored_answer_is_that_of_a_live_call(office: Office, provider: Provider, mode: str) -> None:
    await office.turn(FIVE[0], ladder=Ladder(mode))
    provider.run()
    await office.turn(FIVE[0], ladder=Ladder(mode))
    with ReplyCache.open(office.folder / "cache") as cache:
        stored = cache.why(FIVE[0].key)
        assert stored
        assert cache.put("0" * 64, FIVE[0], Reply("{}", mode=mode))
        live = cache.why("0" * 64)
    assert live
    named = ("task", "model", "endpoint", "prompt", "messages", "mode", "finish")
    assert [getattr(stored, name) for name in named] == [getattr(live, name) for name in named]


async def test_the_body_of_a_request_is_that_of_a_live_call(office: Office, provider: Provider) -> None:
    await office.turn(FIVE[0])
    (line,) = [row for batch in provider.batches.values() for row in provider._lines(batch)]
    assert line["method"] == "POST"
    assert line["url"] == "/v1/chat/completions"
    assert line["body"] == Ladder().body(FIVE[0], "json_schema")


async def test_half_a_character_does_not_stop_a_batch(office: Office, provider: Provider) -> None:
    odd = question(1, messages=(Message("user", "\ud83d 一半"),))
    assert texts(await office.through(odd)) == [ANSWER]


# -------------------------------------------------------------------------------------------------- kills


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("event", ["part", "uploading", "uploaded", "creating", "created", "taken", "closed"])
async def test_a_kill_at_any_moment_makes_nothing_twice(
    office: Office, provider: Provider, monkeypatch: pytest.MonkeyPatch, event: str, late: bool
) -> None:
    note = Ledger.note

    def dying(self: Ledger, noted: str, /, **data: Any) -> None:
        if noted == event and not late:
            raise Killed
        note(self, noted, **data)
        if noted == event:
            raise Killed

    office.limits = Limits(requests=2)
    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(Ledger, "note", dying)
            if event in ("taken", "closed"):
                await office.turn(*FIVE) if not provider.created else None
                provider.run()
            with pytest.raises(Killed):
                await office.turn(*FIVE)
    found = await office.through(*FIVE)

    assert texts(found) == [ANSWER] * 5
    assert len(provider.billed) == len(set(provider.billed)) == 5
    assert len(provider.created) == len(set(provider.created)) == 3
    assert len(provider.uploads) == len(set(provider.uploads))
    assert len(office.paid) == 5


@pytest.mark.parametrize("what", ["POST /v1/files", "POST /v1/batches", "GET /v1/batches"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_broken_wire_makes_nothing_twice(
    office: Office, provider: Provider, what: str, when: str
) -> None:
    provider.broken[what] = [(503, when), (500, when)]
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5
    assert len(provider.created) == 1
    assert len(provider.billed) == 5


async def test_a_wire_that_stays_broken_is_told_and_gone_on_from(office: Office, provider: Provider) -> None:
    provider.broken["POST /v1/batches"] = [(500, "before")] * 6
    with pytest.raises(WireError, match=r"Batch API .* keeps failing .*HTTP 500"):
        await office.turn(*FIVE)
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5
    assert len(provider.uploads) == 1


async def test_a_provider_that_lists_no_files_is_sent_a_file_once_more_but_no_batch(
    office: Office, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.unlisted = True
    note = Ledger.note

    def dying(self: Ledger, noted: str, /, **data: Any) -> None:
        if noted == "uploaded":
            raise Killed
        note(self, noted, **data)

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "note", dying)
        with pytest.raises(Killed):
            await office.turn(*FIVE)
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5
    assert (len(provider.uploads), len(provider.created)) == (2, 1)


# --------------------------------------------------------------------------------- what is not answered


@pytest.mark.parametrize(
    "ending", [{"only": 3, "status": "expired"}, {"lost": 2}, {"only": 0, "status": "expired"}]
)
async def test_what_was_not_answered_is_asked_again_and_nothing_else(
    office: Office, provider: Provider, ending: dict[str, Any]
) -> None:
    await office.turn(*FIVE)
    provider.run(**ending)
    found = await office.turn(*FIVE)
    assert provider.requests()[5:] == [
        request.key for request, one in zip(FIVE, found, strict=True) if one is None
    ]
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5
    assert len(provider.billed) == len(set(provider.billed)) == 5


@pytest.mark.parametrize("status", [408, 429, 500, 503])
async def test_a_request_that_failed_is_in_the_next_batch(
    office: Office, provider: Provider, status: int
) -> None:
    provider.model.once("other", fails(status, "server_error"))
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5
    assert len(provider.requests()) == 6


async def test_a_request_that_always_fails_is_given_up(office: Office, provider: Provider) -> None:
    provider.model.always("other", fails(500, "server_error", "Out of order"), having="问题3")
    found = await office.through(*FIVE)
    assert isinstance(found[3], WireError)
    assert "5 batches" in found[3].message
    assert "Out of order" in found[3].message
    assert "without --batch" in found[3].hint
    assert texts([*found[:3], found[4]]) == [ANSWER] * 4


async def test_a_batch_that_always_expires_is_given_up(office: Office, provider: Provider) -> None:
    for _ in range(5):
        assert await office.turn(FIVE[0]) == [None]
        provider.run(only=0, status="expired")
    (found,) = await office.turn(FIVE[0])
    assert isinstance(found, WireError)


async def test_a_line_that_is_not_accepted_holds_the_others_up_and_no_more(
    office: Office, provider: Provider
) -> None:
    provider.faulty["问题2"] = ("invalid_value", "The value is out of range.")
    found = await office.through(*FIVE)
    assert isinstance(found[2], WireError)
    assert "out of range" in found[2].message
    assert texts(found[:2] + found[3:]) == [ANSWER] * 4
    assert len(provider.billed) == len(set(provider.billed)) == 4


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (fails(400, "content_filter", "No."), "refused"),
        (fails(400, "context_length_exceeded", "too many tokens"), "context"),
    ],
)
async def test_what_is_refused_for_good_is_an_error_at_once(
    office: Office, provider: Provider, said: Any, code: str
) -> None:
    provider.model.always("other", said, having="问题1")
    found = await office.through(FIVE[0], question(1, max_tokens=None))
    assert isinstance(found[1], SummarizerError)
    assert getattr(found[1], "code", "") == code
    assert len(provider.requests()) == 2


@pytest.mark.parametrize("said", [refuses(), cut_off(), says("")])
async def test_a_reply_that_is_no_answer_is_passed_on_and_not_asked_for_again(
    office: Office, provider: Provider, said: Any
) -> None:
    provider.model.always("other", said)
    (reply,) = await office.through(FIVE[0])
    assert isinstance(reply, Reply)
    assert (reply.text, reply.finish, reply.refusal) == (said.content, said.finish, said.refusal or "")
    assert len(provider.requests()) == 1
    await office.through(FIVE[0])
    assert len(provider.requests()) == 2, "the next run asks anew, as a live one would"


async def test_a_form_that_is_not_known_is_asked_in_another(office: Office, provider: Provider) -> None:
    def refused(asked: Question) -> Any:
        if "temperature" in asked.body:
            return fails(400, "unsupported_value", "temperature is not supported")
        if asked.body.get("response_format", {}).get("type") == "json_schema":
            return fails(400, "invalid_request_error", "response_format json_schema is not supported")
        return None

    provider.model._rules.append(refused)
    assert texts(await office.through(FIVE[0], FIVE[1])) == [ANSWER] * 2
    assert len(provider.requests()) == 6
    await office.turn(FIVE[0], FIVE[1], FIVE[2])
    assert await office.turn(FIVE[2]) == [None]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (fails(429, "insufficient_quota", "You exceeded your current quota"), MoneyError),
        (fails(401, "invalid_api_key", "Incorrect API key"), ProviderError),
        (fails(404, "model_not_found", "The model `m` does not exist"), ProviderError),
    ],
)
async def test_what_is_wrong_with_every_request_stops_the_run_when_the_rest_is_safe(
    office: Office, provider: Provider, said: Any, error: type[Exception]
) -> None:
    await office.turn(*FIVE)
    provider.model.once("other", said)
    provider.run()
    with pytest.raises(error):
        await office.turn(*FIVE)
    assert len(provider.uploads) == 1
    assert len(office.paid) == 4
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5
    assert len(provider.requests()) == 6


async def test_a_batch_that_fails_as_a_whole_for_money_stops_the_run(
    office: Office, provider: Provider
) -> None:
    provider.faulty["问题2"] = ("billing_hard_limit_reached", "Billing hard limit has been reached.")
    await office.turn(*FIVE)
    for batch in provider.batches.values():
        batch["errors"]["data"][0]["line"] = None
    with pytest.raises(MoneyError):
        await office.turn(*FIVE)


# -------------------------------------------------------------------------------------------------- limits


async def test_files_keep_to_the_limits(office: Office, provider: Provider) -> None:
    office.limits = Limits(requests=2)
    await office.turn(*FIVE)
    assert [len(provider._lines(batch)) for batch in provider.batches.values()] == [2, 2, 1]
    assert office.state.rounds == 1


async def test_a_file_never_exceeds_its_size(office: Office, provider: Provider) -> None:
    office.limits = Limits(size=1500)
    await office.turn(*FIVE)
    sizes = [len(content) for _, content in provider.files.values()]
    assert len(sizes) > 1
    assert max(sizes) <= 1500


@pytest.mark.parametrize("each", [2, 5])
async def test_a_full_queue_is_waited_for_with_smaller_batches(
    office: Office, provider: Provider, each: int
) -> None:
    provider.room, office.limits = 3, Limits(requests=each)
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5
    assert len(provider.billed) == len(set(provider.billed)) == 5


async def test_max_cost_holds_questions_back_until_it_is_known_what_the_others_cost(
    office: Office, provider: Provider
) -> None:
    office.max_cost = Decimal("0.009")  # one question may cost 0.0028 USD and costs less
    await office.turn(*FIVE)
    assert 0 < len(provider.requests()) < 5
    assert office.desk
    assert office.desk.passed.withheld == 5 - len(provider.requests())
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5
    assert office.state.cost
    assert office.state.cost <= office.max_cost


async def test_max_cost_that_leaves_nothing_stops_the_run(office: Office, provider: Provider) -> None:
    office.max_cost = Decimal("0.0001")
    with pytest.raises(MoneyError, match=r"--max-cost 0\.0001"):
        await office.turn(*FIVE)
    assert provider.uploads == []


async def test_rounds_have_an_end(
    office: Office, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "ROUNDS", 1)
    await office.turn(FIVE[0])
    provider.run()
    with pytest.raises(WireError, match="After 1 rounds 1 requests") as caught:
        await office.turn(FIVE[1])
    assert "without --batch" in caught.value.hint
    assert len(provider.uploads) == 1


# ------------------------------------------------------------------------------------------------- changes


async def test_another_plan_drops_what_was_not_sent(
    office: Office, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(BatchEndpoint, "upload", None)
        with pytest.raises(TypeError):
            await office.turn(*FIVE)
    (part,) = office.state.open_parts
    part.step = "sealed"
    (office.folder / "out" / batching.JOURNAL).write_text(
        "".join(
            line
            for line in (office.folder / "out" / batching.JOURNAL).read_text().splitlines(keepends=True)
            if '"uploading"' not in line
        )
    )
    office.plan = Plan(("other",), "/", "", {})
    assert await office.turn(FIVE[0]) == [None]
    assert provider.requests() == [FIVE[0].key]


async def test_what_another_plan_has_under_way_still_goes_to_the_cache(
    office: Office, provider: Provider
) -> None:
    await office.turn(*FIVE)
    other = [question(number, model="other") for number in range(5)]
    office.plan = Plan(("pages",), "/", "", {"model": "other"})
    assert texts(await office.through(*other)) == [ANSWER] * 5
    assert len(provider.requests()) == 10
    office.plan = Plan(("pages",), "/", "", {})
    assert texts(await office.turn(*FIVE)) == [ANSWER] * 5
    assert len(provider.requests()) == 10


async def test_answers_that_did_not_fit_are_forgotten_at_the_end_and_not_before(
    office: Office, provider: Provider
) -> None:
    await office.turn(*FIVE)
    provider.run()
    with pytest.MonkeyPatch.context() as patch:
        begin = Desk.begin

        def begun(desk: Desk, plan: Plan) -> None:
            begin(desk, plan)
            desk.forgotten.append(FIVE[0].key)

        patch.setattr(Desk, "begin", begun)
        assert await office.turn(question(9)) == [None]
        assert texts(await office.turn(FIVE[0], question(9)))[0] == ANSWER
        provider.run()
        await office.turn(question(9))
    assert await office.turn(FIVE[0]) == [None]


async def test_another_endpoint_is_not_asked_about_batches_of_the_first(
    office: Office, provider: Provider
) -> None:
    await office.turn(*FIVE)
    with providing() as second:
        other = Office(second, office.folder)
        assert texts(await other.through(*FIVE)) == [ANSWER] * 5
    provider.run()
    await office.turn()
    assert office.state.open_parts == [], "and the first one's are still there for who comes back"


async def test_cancelled_batches_are_taken_as_far_as_they_got(office: Office, provider: Provider) -> None:
    await office.turn(*FIVE)
    with ReplyCache.open(office.folder / "cache") as cache:
        desk = Desk(
            Ledger(office.folder / "out", provider.url),
            BatchEndpoint(provider.url, "", modes=Ladder()),
            cache,
            Ladder(),
            Meter(lambda _request: PRICE),
        )
        (batch,) = await desk.cancel()
        await desk.aclose()
    assert batch.status == "cancelling"
    assert not office.state.is_open
    provider.run(only=2)
    assert texts(await office.through(*FIVE)) == [ANSWER] * 5, "who begins again goes on from there"
    assert len(provider.billed) == len(set(provider.billed)) == 5


async def test_a_file_of_questions_that_is_gone_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(*_: object) -> str:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(BatchEndpoint, "upload", die)
        with pytest.raises(Killed):
            await office.turn(*FIVE)
    for file in (office.folder / "out" / "batch").glob("*.jsonl"):
        file.unlink()
    with pytest.raises(UsageError, match=r"not there any more"):
        await office.turn(*FIVE)


def test_a_damaged_ledger_is_read_as_far_as_it_makes_sense(tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_bytes(
        b'{"event":"begin","campaign":"c"}\n\xff\xfe\n[]\n{"event":"part","name":"p"}\n{"event":"taken","na'
    )
    state = batching.read(tmp_path)
    assert (state.campaign, state.is_open, state.parts) == ("c", True, {})


async def test_nothing_that_is_written_has_the_key(provider: Provider, tmp_path: Path) -> None:
    key = "sk-CANARY-0123456789abcdef"
    provider.model.once("other", fails(500, "server_error", f"Wrong: {key}"))
    with ReplyCache.open(tmp_path / "cache") as cache:
        for _ in range(3):
            desk = Desk(
                Ledger(tmp_path / "out", provider.url),
                BatchEndpoint(provider.url, key, modes=Ladder()),
                cache,
                Ladder(),
                Meter(lambda _request: None),
            )
            desk.begin(Plan(("pages",), "/", "", {}))
            await desk.take_in()
            await asked(desk, FIVE[0])
            await desk.hand_in()
            await desk.aclose()
            provider.run()
    assert key not in written(tmp_path)
    assert "batch_1" in written(tmp_path)


def test_a_scripted_model_answers_what_is_none_of_our_prompts() -> None:
    assert ScriptedModel().say({"messages": [{"role": "user", "content": "?"}]}).content == ANSWER
