"""The bill of a folder is complete, exact, and the same however it is split."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ScriptedModel, fails, folder_of, run_over, says, serving

from summarizer.billing import Bill, read
from summarizer.errors import UsageError
from summarizer.journal import Journal


def answered(key: str, document: str = "a.txt", **changes: Any) -> dict[str, Any]:
    tokens = {"prompt": 100, "completion": 10, "cached": 40}
    entry = {
        "key": key, "document": document, "task": "digest", "cause": "first", "requests": 1,
        "maybe_billed": 0, "estimated": 0, "tokens": tokens, "cost": 0.25, "seconds": 1.0,
    }  # fmt: skip
    return entry | changes


def written(out: Path, *events: tuple[str, dict[str, Any]]) -> Bill:
    out.mkdir(exist_ok=True)
    with Journal.open(out / "journal.jsonl") as journal:
        for event, entry in events:
            journal.append(event, **entry)
    return read(out)


async def test_the_bill_of_a_run_is_what_the_run_said(tmp_path: Path) -> None:
    model, folder = ScriptedModel(), folder_of(tmp_path, 3)
    model.once("digest", says("not JSON"))
    model.once("translate", fails(500))
    with serving(model) as server:
        ran = await run_over(server, folder, out=tmp_path / "out", price="0.25,2")
    bill = read(tmp_path / "out")
    total = bill.total.as_json()
    assert total["tokens"] == ran.tally["tokens"]
    assert (total["requests"], bill.documents) == (ran.tally["requests"], 3)
    assert total["cost_usd"] == pytest.approx(ran.tally["cost_usd"], rel=1e-12)
    causes = {name: amount.requests for name, amount in bill.by(1).items()}
    assert causes["reask"] == 1
    assert bill.runs[0].retries == {"500": 1}
    assert bill.runs[0].why == "done"
    stages = {name: rows["requests"] for name, rows in ran.tally["stages"].items()}
    assert stages == {name: amount.requests for name, amount in bill.by(0).items()}


async def test_a_second_run_adds_what_the_cache_saved_and_nothing_else(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, 2), tmp_path / "out"
    with serving() as server:
        first = await run_over(server, folder, out=out, price="0.25,2")
        await run_over(server, folder, out=out, price="0.25,2", fresh=True)
    bill = read(out)
    assert [run.total.requests for run in bill.runs] == [first.tally["requests"], 0]
    replies, saved, known = bill.saved("cache")
    assert (replies > 0, saved > 0, known) == (True, True, True)


AMOUNTS = st.lists(
    st.tuples(
        st.sampled_from(["a.txt", "b.txt", "新\udcff.txt", ""]),
        st.sampled_from(["digest", "translate"]),
        st.sampled_from(["first", "reask", "retry"]),
        st.integers(0, 10**7),
    ),
    min_size=1,
    max_size=20,
)


@given(AMOUNTS)
def test_however_it_is_split_it_adds_up_exactly(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, int]]
) -> None:
    out = tmp_path_factory.mktemp("out")
    costs = [Decimal(units).scaleb(-9) for *_, units in rows]
    events = [
        ("answered", answered(str(n), document, task=task, cause=cause, cost=float(cost)))
        for n, ((document, task, cause, _), cost) in enumerate(zip(rows, costs, strict=True))
    ]
    bill = written(out, ("run", {"version": "1"}), *events)
    assert bill.total.cost == sum(costs)
    for part in (0, 1):
        assert sum(amount.cost for amount in bill.by(part).values()) == sum(costs)
    of_documents = sum(
        (cost for (document, *_), cost in zip(rows, costs, strict=True) if document), Decimal(0)
    )
    assert sum((amount.cost for _, amount in bill.dearest), Decimal(0)) == of_documents
    assert [amount.cost for _, amount in bill.dearest] == sorted(
        (amount.cost for _, amount in bill.dearest), reverse=True
    )


def test_a_killed_run_is_billed_for_what_it_paid_and_the_rest_is_in_doubt(tmp_path: Path) -> None:
    sent = {"document": "a.txt", "task": "digest"}
    bill = written(
        tmp_path / "out",
        ("run", {"version": "1"}),
        ("sent", {"key": "k1", **sent}),
        ("sent", {"key": "k2", **sent}),
        ("answered", answered("k1")),
        ("run", {"version": "1"}),
        ("answered", answered("k3", cause="doubt")),
        ("stopped", {"why": "done", "retries": {}, "saved": {}}),
    )
    assert [run.why for run in bill.runs] == ["", "done"]
    assert (bill.total.cost, bill.in_doubt) == (Decimal("0.5"), 1)
    assert set(bill.by(1)) == {"first", "doubt"}


def test_an_unknown_price_is_unknown_and_the_known_rest_is_shown(tmp_path: Path) -> None:
    bill = written(
        tmp_path / "out", ("run", {}), ("answered", answered("1")), ("answered", answered("2", cost=None))
    )
    shown = bill.as_json()
    assert (shown["cost_usd"], shown["known_usd"], shown["unpriced"]) == (None, 0.25, 1)
    assert shown["cached_share"] == 0.4


def test_a_request_that_failed_for_good_costs_nothing_and_may_have_been_billed(tmp_path: Path) -> None:
    nothing = {"prompt": 0, "completion": 0, "cached": 0}
    failed = answered("1", requests=3, maybe_billed=2, tokens=nothing, cost=0.0)
    total = written(tmp_path / "out", ("run", {}), ("answered", failed)).total
    assert (total.requests, total.maybe_billed, total.unpriced) == (3, 2, 0)
    assert total.cost == 0


def test_journals_that_have_accounts_of_documents_alone_are_understood(tmp_path: Path) -> None:
    document = {"path": "a.txt", "name": "a.txt", "requests": 2, "tokens": {"prompt": 9, "completion": 1}}
    bill = written(tmp_path / "out", ("run", {}), ("document", {**document, "cost": 0.5}))
    assert (bill.total.cost, bill.total.requests, list(bill.by(0))) == (Decimal("0.5"), 2, ["unknown"])
    assert bill.dearest[0][0] == "a.txt"


@pytest.mark.parametrize(
    "line",
    [b"", b"null", b"[]", b'{"event":"answered","key":"k","tokens":3}', b'{"event":"stopped","saved":4}'],
)
def test_lines_that_make_no_sense_cost_nothing(tmp_path: Path, line: bytes) -> None:
    out = tmp_path / "out"
    written(out, ("run", {}), ("answered", answered("1")))
    with (out / "journal.jsonl").open("ab") as file:
        file.write(line + b"\n" + b'{"event":"answered","key":"torn')
    assert read(out).total.cost == Decimal("0.25")


def test_a_folder_without_a_journal_has_no_bill(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no journal"):
        read(tmp_path)


def test_only_as_many_documents_are_named_as_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out"
    events = [("answered", answered(str(n), f"{n:02}.txt", cost=n / 8)) for n in range(30)]
    written(out, ("run", {}), *events)
    assert [path for path, _ in read(out, top=3).dearest] == ["29.txt", "28.txt", "27.txt"]
    assert read(out, top=0).documents == 30
    assert json.loads(json.dumps(read(out).as_json()))["documents"] == 30
