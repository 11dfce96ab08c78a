from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from leaping import leaping, now

from summarizer.llm.calls import Complete, Message, Reply, Request
from summarizer.llm.claiming import LONGEST_LOOK, NAME, PATIENCE, Claims, claimed
from summarizer.llm.failures import Transient

ROOT = Path(__file__).parents[2]


def asked(text: str = "甲") -> Request:
    return Request("digest", "m", (Message("user", text),), "digest", {"type": "object"})


class Shared:
    """A model and the replies that all processes have stored."""

    def __init__(self, seconds: float = 5.0) -> None:
        self.seconds, self.calls, self.stored = seconds, 0, dict[str, Reply]()
        self.failures: list[Exception] = []

    async def __call__(self, request: Request) -> Reply:
        self.calls += 1
        await asyncio.sleep(self.seconds)
        if self.failures:
            raise self.failures.pop()
        self.stored[request.key] = Reply("{}", from_cache=True)
        return Reply("{}")


def process(folder: Path, shared: Shared) -> tuple[Claims, Complete]:
    """What one process with this cache folder has."""
    claims = Claims(folder)
    clock = asyncio.get_running_loop().time
    return claims, claimed(shared, claims, shared.stored.get, clock=clock)


def test_equal_requests_of_two_processes_are_one_call(tmp_path: Path) -> None:
    async def main() -> None:
        shared = Shared()
        ((one, first), (other, second)) = (process(tmp_path, shared) for _ in range(2))
        replies = await asyncio.gather(first(asked()), second(asked()))
        assert shared.calls == 1
        assert sorted(reply.from_cache for reply in replies) == [False, True]
        assert now() <= shared.seconds + LONGEST_LOOK
        one.close()
        other.close()

    leaping(main())


def test_different_requests_wait_for_nobody(tmp_path: Path) -> None:
    async def main() -> None:
        shared = Shared()
        ((one, first), (other, second)) = (process(tmp_path, shared) for _ in range(2))
        texts = [str(number) for number in range(50)]
        await asyncio.gather(
            *(first(asked(f"甲{text}")) for text in texts), *(second(asked(text)) for text in texts)
        )
        assert (shared.calls, now()) == (100, shared.seconds)
        one.close()
        other.close()

    leaping(main())


def test_what_another_has_stored_just_now_is_not_asked_again(tmp_path: Path) -> None:
    async def main() -> None:
        shared = Shared()
        claims, complete = process(tmp_path, shared)
        shared.stored[asked().key] = Reply("[]", from_cache=True)
        assert (await complete(asked())).text == "[]"
        assert shared.calls == 0
        assert claims.take(asked().key), "the claim is given up again"
        claims.close()

    leaping(main())


def test_when_the_owner_fails_the_waiter_asks_itself(tmp_path: Path) -> None:
    async def main() -> None:
        shared = Shared()
        shared.failures = [Transient("500")]
        ((one, first), (other, second)) = (process(tmp_path, shared) for _ in range(2))
        outcomes = await asyncio.gather(first(asked()), second(asked()), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [Transient, Reply]
        assert shared.calls == 2
        one.close()
        other.close()

    leaping(main())


def test_a_cancelled_owner_and_a_cancelled_waiter_leave_no_claim_behind(tmp_path: Path) -> None:
    async def main() -> None:
        shared = Shared()
        ((one, first), (other, second)) = (process(tmp_path, shared) for _ in range(2))
        owner, waiter = asyncio.ensure_future(first(asked())), asyncio.ensure_future(second(asked()))
        await asyncio.sleep(1)
        waiter.cancel()
        await asyncio.wait([waiter])
        assert not other.take(asked().key)
        owner.cancel()
        await asyncio.wait([owner])
        assert other.take(asked().key)
        one.close()
        other.close()

    leaping(main())


def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    async def main() -> None:
        shared, stuck = Shared(), Claims(tmp_path)
        stuck.take(asked().key)
        claims, complete = process(tmp_path, shared)
        await complete(asked())
        assert PATIENCE <= now() <= PATIENCE + shared.seconds + 1
        assert not claims.take(asked().key), "what was never ours is not given up"
        stuck.close()
        claims.close()

    leaping(main())


def no_locks(_file: int, _place: int) -> None:
    raise OSError(37, "No locks available")


@pytest.mark.parametrize("fault", ["locking", "opening"])
def test_where_locks_do_not_work_it_is_asked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    async def main() -> None:
        shared, told = Shared(), list[tuple[str, str]]()
        if fault == "opening":
            (tmp_path / NAME).symlink_to(tmp_path / "elsewhere")  # not followed
        else:
            monkeypatch.setattr("summarizer.llm.claiming._lock", no_locks)
        claims = Claims(tmp_path, lambda *about: told.append(about))
        await claimed(shared, claims, shared.stored.get)(asked())
        assert shared.calls == 1
        assert "may pay for the same answers" in told[0][1]
        claims.close()

    leaping(main())


def test_a_claim_costs_next_to_nothing_and_the_file_stays_small(tmp_path: Path) -> None:
    claims, begun = Claims(tmp_path), time.process_time()
    keys = [asked(str(number)).key for number in range(500)]
    for key in keys:
        claims.take(key)
    for key in keys:
        claims.release(key)
    assert (time.process_time() - begun) / 500 < 0.0005
    assert (tmp_path / NAME).stat().st_size == 0
    assert (tmp_path / NAME).stat().st_mode & 0o77 == 0
    claims.close()
    claims.close()


def test_the_claim_of_a_killed_process_is_free_at_once(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from summarizer.llm.claiming import Claims\n"
        "claims = Claims(Path(sys.argv[1])); print(claims.take(sys.argv[2]), flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path), asked().key]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "True\n"
        claims = Claims(tmp_path)
        assert not claims.take(asked().key)
        owner.send_signal(signal.SIGKILL)
        owner.wait()
    assert claims.take(asked().key)
    claims.close()
