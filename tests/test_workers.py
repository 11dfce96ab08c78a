"""Verification in other processes: the same verdicts, whatever becomes of these."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from summarizer import workers
from summarizer.results import Result, Summary
from summarizer.text import Term
from summarizer.verdicts import Verification
from summarizer.workers import AHEAD, LINE, Workers, verification

SHORT = 100  # characters
CODE = "the-same-code"
# Stand-ins for a worker, which start faster than one: they say which code they run, then ...
ANSWERS = """
import sys
print({code!r}, flush=True)
for _ in sys.stdin:
    sys.stdin.readline()
    print({answer!r}, flush=True)
"""
DIES = """
import sys
print({code!r}, flush=True)
sys.stdin.readline()
"""
NOTHING = '{"checks":["none"],"findings":[]}'
FOUND = Verification(("none",), ())


_NUMBERS = count()


def result(zh: str = "三月五日开工", en: str = "Work began on 15 April", path: str = "") -> Result:
    """Of a document of its own, unless it is told which."""
    path = path or f"{next(_NUMBERS)}.txt"
    return Result.model_validate({"title": {"zh": zh, "en": en}, "document": {"path": path}})


@pytest.fixture
def hired(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[str]]:
    """Has workers started with the first result; returns what is told. Without a program, real ones."""

    def hire(program: str = "", **about: str) -> list[str]:
        monkeypatch.setattr(workers, "AFTER", 1)
        monkeypatch.setattr(workers, "PAYS", 0.0)
        monkeypatch.setattr(workers, "BOUND", 0.0)
        if program:
            (tmp_path / "worker.py").write_text(program.format(**{"code": CODE, **about}))
            monkeypatch.setattr(workers, "_PROGRAM", tmp_path / "worker.py")
            monkeypatch.setattr(workers, "code", lambda: CODE)
        return []

    return hire


async def ready(crew: Workers) -> None:
    """Until a worker can be asked, which begins with the first result."""
    await crew.verify(result(), (), SHORT)
    while not crew._workers:  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.005)


async def test_a_worker_finds_what_this_process_finds(
    hired: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = [Term("云岭县", "Yunling County", kind="place")]
    results = [result(), result("云岭县开工", "Work began in Cloud Ridge"), result("开工", "Work began")]
    here = [verification(one, terms) for one in results]
    assert here[0].findings
    assert here[0] != here[1] != here[2]
    crew = Workers(1, tell=hired().append)
    await ready(crew)
    monkeypatch.setattr(workers, "verification", lambda *_: pytest.fail("it was done here"))
    assert await asyncio.gather(*(crew.verify(one, terms, SHORT) for one in results)) == here
    await crew.aclose()


async def test_what_a_lost_worker_had_is_done_here_and_told_once(hired: Callable[..., list[str]]) -> None:
    told = hired(DIES)
    crew = Workers(2, tell=told.append)
    await ready(crew)
    here = verification(result())
    while not all(task.done() for task in crew._employed):
        found = await asyncio.gather(*(crew.verify(result(), (), SHORT) for _ in range(2 * AHEAD)))
        assert found == [here] * 2 * AHEAD
    await crew.aclose()
    assert told == ["A worker process has ended (0). Its work is done without it, on one core."]


async def test_what_is_too_much_for_a_worker_is_done_here(hired: Callable[..., list[str]]) -> None:
    hired(ANSWERS, answer=NOTHING)
    crew = Workers(1)
    await ready(crew)
    found = await asyncio.gather(*(crew.verify(result(), (), SHORT) for _ in range(AHEAD + LINE + 3)))
    assert found.count(FOUND) >= AHEAD + LINE
    assert verification(result()) in found
    await crew.aclose()


async def test_an_answer_that_is_none_is_found_out_here(hired: Callable[..., list[str]]) -> None:
    hired(ANSWERS, answer="")
    crew = Workers(1)
    await ready(crew)
    assert await crew.verify(result(), (), SHORT) == verification(result())
    await crew.aclose()


async def test_half_a_character_is_verified_here(hired: Callable[..., list[str]]) -> None:
    hired(ANSWERS, answer=NOTHING)
    crew = Workers(1)
    await ready(crew)
    half = result("三月五日\ud800", "April")
    found = await asyncio.gather(*(crew.verify(one, (), SHORT) for one in (half, result())))
    assert found == [verification(half), FOUND]  # and nobody behind it waits
    await crew.aclose()


async def test_a_worker_that_runs_other_code_is_not_asked(hired: Callable[..., list[str]]) -> None:
    told = hired(ANSWERS, code="older", answer=NOTHING)
    crew = Workers(1, tell=told.append)
    await crew.verify(result(), (), SHORT)
    await asyncio.gather(*crew._employed)
    assert await crew.verify(result(), (), SHORT) == verification(result())
    assert len(told) == 1
    await crew.aclose()


async def test_a_worker_that_was_stopped_holds_nobody_up(
    hired: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hired("print({code!r}, flush=True)\nimport sys\nsys.stdin.read()")
    monkeypatch.setattr(workers, "PATIENCE", 0.02)
    told = list[str]()
    crew = Workers(1, tell=told.append)
    await ready(crew)
    assert await crew.verify(result(), (), SHORT) == verification(result())
    await asyncio.gather(*crew._employed)
    assert len(told) == 1
    await crew.aclose()


async def test_a_worker_that_answers_is_not_let_go_however_long_its_line_is(
    hired: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = hired(
        "import time\n" + ANSWERS.replace("    print(", "    time.sleep(0.1)\n    print("), answer=NOTHING
    )
    monkeypatch.setattr(workers, "PATIENCE", 0.5)
    crew = Workers(1, tell=told.append)
    await ready(crew)
    assert await asyncio.gather(*(crew.verify(result(), (), SHORT) for _ in range(8))) == [FOUND] * 8
    assert not told
    await crew.aclose()


async def test_a_run_without_workers_goes_on(
    hired: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = hired()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    crew = Workers(1, tell=told.append)
    for _ in range(2):
        assert await crew.verify(result(), (), SHORT) == verification(result())
    await asyncio.gather(*crew._employed)
    assert len(told) == 1
    assert "cannot be started" in told[0]


@pytest.mark.parametrize(("most", "left", "employed"), [(0, 10, 0), (1, 9, 0), (1, 10, 1), (2, 10, 2)])
async def test_workers_are_started_where_they_were_asked_for_and_much_is_left(
    hired: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, most: int, left: int, employed: int
) -> None:
    hired(ANSWERS, answer=NOTHING)
    clock = iter((0.0, 1.0, 1.0, 8.0, 8.0, 8.0))  # a draft takes a second, the whole result seven
    monkeypatch.setattr(workers.time, "thread_time", lambda: next(clock))
    monkeypatch.setattr(workers, "PAYS", 80.0)
    crew = Workers(most, lambda: left)
    await crew.verify(result(), (), SHORT)
    await crew.verify(result().model_copy(update={"summary": Summary(en="Work began.")}), (), SHORT)
    assert not crew._employed
    await crew.verify(result(), (), SHORT)
    assert len(crew._employed) == employed
    await crew.aclose()


@pytest.mark.parametrize(("share", "employed"), [(0.6, 0), (0.8, 1)])
async def test_a_run_that_waits_for_the_model_starts_no_worker(
    hired: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, share: float, employed: int
) -> None:
    hired(ANSWERS, answer=NOTHING)
    monkeypatch.setattr(workers, "BOUND", 0.7)
    monkeypatch.setattr(workers, "_occupied", lambda: share * time.monotonic())
    crew = Workers(1)
    await crew.verify(result(), (), SHORT)
    assert len(crew._employed) == employed
    await crew.aclose()


def test_a_process_that_waits_for_a_core_is_occupied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "schedstat").write_text("3000000000 4500000000 17\n")
    monkeypatch.setattr(workers, "_SCHEDULED", tmp_path / "schedstat")
    assert workers._occupied() == 7.5
    monkeypatch.setattr(workers, "_SCHEDULED", tmp_path / "none")
    assert 0 < workers._occupied() <= time.process_time()


def test_a_system_that_counts_no_time_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "schedstat").write_text("0 0 0\n")
    monkeypatch.setattr(workers, "_SCHEDULED", tmp_path / "schedstat")
    assert 0 < workers._occupied() <= time.process_time()


async def test_a_whole_result_goes_to_who_verified_its_draft(
    hired: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hired(ANSWERS, answer=NOTHING)
    crew = Workers(1)
    early, late = (result("开工", path=path) for path in ("early.txt", "late.txt"))
    here = await crew.verify(early, (), SHORT)
    while not crew._workers:  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.005)
    assert await crew.verify(late, (), SHORT) == FOUND
    monkeypatch.setattr(workers, "LINE", -1)  # whoever may take anything
    assert await asyncio.gather(*(crew.verify(one, (), SHORT) for one in (early, late))) == [here, FOUND]
    await crew.aclose()


async def test_what_comes_in_meanwhile_waits_for_one_verification_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done, heard = list[int](), list[int]()

    def verify(*_: object) -> Verification:
        done.append(1)
        return FOUND

    monkeypatch.setattr(workers, "verification", verify)

    async def hear() -> None:
        while len(done) < 5:
            heard.append(len(done))
            await asyncio.sleep(0)

    crew = Workers()
    await asyncio.gather(hear(), *(crew.verify(result(), (), SHORT) for _ in range(5)))
    assert {0, 1, 2, 3, 4} == set(heard)


async def test_who_stops_waiting_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "verification", lambda *_: pytest.fail("nobody wants to know"))
    crew = Workers()
    waiting = asyncio.create_task(crew.verify(result(), (), SHORT))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await asyncio.sleep(0)
    assert not crew._waiting


def test_a_worker_ends_when_nobody_asks_any_more() -> None:
    program = [sys.executable, "-P", str(workers._PROGRAM), json.dumps(sys.path)]
    done = subprocess.run(program, input=b"", capture_output=True, timeout=60, check=True)
    assert len(done.stdout.splitlines()) == 1  # which code it runs
    assert not done.stderr
