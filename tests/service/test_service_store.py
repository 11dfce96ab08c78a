"""What the service remembers: turns, tokens, money, deaths. It survives whatever ends the process."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import UsageError
from summarizer.service.bell import Bell
from summarizer.service.database import NAME, Database
from summarizer.service.jobs import NANO, Job
from summarizer.service.limits import Limits
from summarizer.service.money import Money
from summarizer.service.store import Store, new_id
from summarizer.service.tokens import Tokens

MAY = datetime(2026, 5, 31, 23, 0, tzinfo=UTC).timestamp()


class Clock:
    def __init__(self) -> None:
        self.now = MAY

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(tmp_path)
    yield found
    found.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database: Database, clock: Clock) -> Store:
    return Store(database, clock)


def job(store: Store, user: str, state: Any = "queued", **options: Any) -> Job:
    return store.add(new_id(), user, "x", {"task": "summarize", **options}, [], state=state)


def begun(store: Store, one: Job, reserved: int = 0) -> Job:
    found = store.begin(one.id, reserved)
    assert found is not None
    return found


# ------------------------------------------------------------------------------------------------------ turns


def test_users_take_turns_whoever_sent_more(store: Store) -> None:
    many = [job(store, "mei") for _ in range(3)]
    one = job(store, "jun")
    order = []
    while found := store.next():
        order.append(found.id)
        begun(store, found)
        store.end(found.id, "done")
    assert order == [many[0].id, one.id, many[1].id, many[2].id]


def test_who_has_less_under_way_comes_first(store: Store) -> None:
    first = job(store, "mei")
    job(store, "mei")
    begun(store, first)
    one = job(store, "jun")
    found = store.next()
    assert found is not None
    assert found.id == one.id


def test_what_was_under_way_when_the_process_ended_waits_in_its_old_place(
    tmp_path: Path, store: Store
) -> None:
    first, second = job(store, "mei"), job(store, "mei")
    begun(store, first)
    again = Database(tmp_path)
    other = Store(again)
    assert other.recover() == [first.id]
    found = other.next()
    assert found is not None
    assert found.id == first.id
    assert other.position(other.known(second.id)) == 2
    again.close()


def test_a_job_is_started_once_and_withdrawn_only_while_it_waits(store: Store) -> None:
    one = job(store, "mei")
    begun(store, one)
    assert store.begin(one.id) is None
    assert not store.withdraw(one.id)
    other = job(store, "mei")
    assert store.withdraw(other.id)
    assert store.begin(other.id) is None


def test_a_database_of_a_newer_version_is_not_touched(tmp_path: Path, database: Database) -> None:
    database.close()
    with sqlite3.connect(tmp_path / NAME) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(UsageError, match="newer version"):
        Database(tmp_path)


def test_a_disk_that_fills_up_is_told_and_nothing_is_half_written(store: Store, database: Database) -> None:
    one = job(store, "mei")
    database._writer.execute(
        f"PRAGMA max_page_count = {database._writer.execute('PRAGMA page_count').fetchone()[0]}"
    )
    with pytest.raises(OSError, match="full") as caught:
        store.note(one.id, [("document", {"text": "x" * 100_000})])
    assert caught.value.errno == errno.ENOSPC
    assert [event.kind for event in store.events(one.id)] == ["state"]


def test_a_document_that_was_told_is_known_to_be(store: Store) -> None:
    one = job(store, "mei")
    rows = [{"path": "a", "status": "verified"}, {"path": "b", "status": "failed"}]
    store.note(one.id, [("document", row) for row in rows])
    assert store.told(one.id) == ["a"]


async def test_a_ring_between_two_looks_is_not_missed() -> None:
    bell = Bell()
    before = bell.count("a")
    bell.ring("a")
    assert await bell.wait("a", 10, before)
    assert not await bell.wait("a", 0.001, bell.count("a"))
    bell.close()
    assert await bell.wait("b", 10)


def test_a_folder_that_cannot_be_used_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="data folder"):
        Database(tmp_path / "file")


# ----------------------------------------------------------------------------------------------------- tokens


def test_a_token_is_kept_as_a_hash_and_nobody_else_can_read_the_file(
    tmp_path: Path, database: Database
) -> None:
    token = Tokens(database).add("mei")
    stored = b"".join(file.read_bytes() for file in tmp_path.glob(f"{NAME}*"))
    assert token[-20:].encode() not in stored  # its random part may have any sign, "_" too
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_a_token_is_good_until_it_is_revoked(database: Database, clock: Clock) -> None:
    tokens = Tokens(database, clock)
    assert not tokens.exist()
    token = tokens.add("mei")
    assert (tokens.user(token), tokens.user(token[:-1]), tokens.user(f"{token[:-2]}--")) == (
        "mei",
        None,
        None,
    )
    assert tokens.listed()[0].used_at > 0
    session = tokens.open_session(token, 60)
    assert session is not None
    assert tokens.session_user(session) == "mei"
    with pytest.raises(UsageError, match="already"):
        tokens.add("mei")
    tokens.revoke("mei")
    assert (tokens.user(token), tokens.session_user(session), tokens.exist()) == (None, None, False)
    with pytest.raises(UsageError, match="no token"):
        tokens.revoke("mei")


def test_a_session_ends(database: Database, clock: Clock) -> None:
    tokens = Tokens(database, clock)
    session = tokens.open_session(tokens.add("mei"), 60)
    assert session is not None
    clock.now += 60
    assert tokens.session_user(session) is None


@pytest.mark.parametrize("name", ["", "a b", "x" * 65, "梅", "a\n"])
def test_a_name_that_cannot_be_one_is_refused(database: Database, name: str) -> None:
    with pytest.raises(UsageError, match="name of a user"):
        Tokens(database).add(name)


@pytest.mark.parametrize("token", ["", "sum_", "sum_0_0", "x" * 10_000, "sum_" + "\udcff" * 12])
def test_what_is_no_token_is_nobody(database: Database, token: str) -> None:
    assert Tokens(database).user(token) is None


# ------------------------------------------------------------------------------------------------------ money


def money(store: Store, clock: Clock, **limits: str) -> Money:
    given = {name: Decimal(value) for name, value in limits.items()}
    return Money(store, replace(Limits(), **given), clock)  # type: ignore[arg-type]


def test_without_a_budget_only_the_bound_of_the_job_counts(store: Store, clock: Clock) -> None:
    purse = money(store, clock)
    assert purse.share(job(store, "mei")).nanodollars is None
    bounded = begun(store, job(store, "mei", max_cost="2.5"))
    store.progress(bounded.id, {}, NANO)
    assert purse.share(bounded).nanodollars == 1.5 * NANO
    assert purse.left("mei") is None


def test_jobs_at_once_never_have_more_than_the_budget_together(store: Store, clock: Clock) -> None:
    purse = money(store, clock, budget="8", user_budget="6")
    held = 0
    for user in ("mei", "mei", "jun", "jun", "ana"):
        one = job(store, user)
        share = purse.share(one)
        assert share.nanodollars is not None
        held += share.nanodollars
        begun(store, one, share.nanodollars)
    assert held < 8 * NANO


def test_what_a_job_has_spent_is_not_held_twice(store: Store, clock: Clock) -> None:
    purse = money(store, clock, budget="8")
    one = begun(store, job(store, "mei"), 4 * NANO)
    store.progress(one.id, {}, 3 * NANO)
    assert purse.share(job(store, "jun")).nanodollars == 2 * NANO
    assert purse.left("jun") == 5 * NANO


def test_a_budget_that_is_used_up_is_full_again_next_month(store: Store, clock: Clock) -> None:
    purse = money(store, clock, user_budget="1")
    one = begun(store, job(store, "mei"), NANO)
    store.progress(one.id, {}, NANO)
    store.end(one.id, "done")
    store.remove(one.id)
    assert purse.share(job(store, "mei")).is_used_up
    assert not purse.share(job(store, "jun")).is_used_up
    assert 0 < purse.until_next_month() < 3600
    clock.now += 3600
    assert not purse.share(job(store, "mei")).is_used_up


def test_a_job_that_needs_all_waits_for_the_others(store: Store, clock: Clock) -> None:
    purse = money(store, clock, budget="8")
    other = begun(store, job(store, "jun"), 4 * NANO)
    one = begun(store, job(store, "mei"), 2 * NANO)
    assert not purse.is_out(one)
    store.again(one.id, short=True)
    assert purse.share(store.known(one.id)).must_wait
    store.end(other.id, "done")
    share = purse.share(store.known(one.id))
    assert share.nanodollars == 8 * NANO
    assert purse.is_out(store.known(one.id))


# ----------------------------------------------------------------------------------------------------- deaths


def test_deaths_are_counted_for_each_document_and_forgiven_when_it_ends(store: Store) -> None:
    one = job(store, "mei")
    store.died(one.id, ["a", "b"])
    store.died(one.id, ["b"])
    assert (store.suspects(one.id), store.known(one.id).deaths) == ({"a": 1, "b": 2}, 2)
    store.cleared(one.id, "a")
    store.died(one.id, ["b"])
    store.cleared(one.id, "b")
    assert store.suspects(one.id) == {"b": 3}
