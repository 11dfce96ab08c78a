from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from leaping import leaping, now

from summarizer.errors import ProviderError
from summarizer.llm.circuit import FIRST_PROBE, IMPATIENCE, LONGEST_PROBE, PATIENCE, RECOVERY, STREAK, Circuit
from summarizer.llm.failures import Transient

DOWN = Transient("503", words="out for lunch")


def new(told: list[str] | None = None, *, answered: bool = True) -> Circuit:
    clock = asyncio.get_running_loop().time
    circuit = Circuit("api.example.com", clock=clock, tell=(told if told is not None else []).append)
    if answered:
        circuit.success()
    return circuit


def break_down(circuit: Circuit, failures: int = STREAK) -> None:
    for _ in range(failures):
        circuit.failure(DOWN)


async def send(circuit: Circuit, is_up: Callable[[], bool], sent: list[tuple[float, bool]]) -> None:
    """A request that is sent until it is answered."""
    while True:
        async with circuit.passage() as probing:
            sent.append((now(), probing))
            await asyncio.sleep(0.5)
            if is_up():
                circuit.success()
                return
            circuit.failure(DOWN)
        await asyncio.sleep(0.1)


def test_a_stumbling_endpoint_is_not_a_broken_one() -> None:
    async def main() -> None:
        told = list[str]()
        circuit = new(told)
        for _ in range(50):
            break_down(circuit, STREAK - 1)
            circuit.success()
        assert not circuit.is_open
        assert told == []

    leaping(main())


def test_an_open_circuit_says_so_and_lets_one_request_at_a_time_look() -> None:
    async def main() -> None:
        told, sent = list[str](), list[tuple[float, bool]]()
        circuit = new(told)
        break_down(circuit)
        assert "api.example.com does not answer (HTTP 503: out for lunch)" in told[0]
        assert f"for {PATIENCE:.0f} s at most" in told[0]
        await asyncio.gather(*(send(circuit, lambda: now() > 60, sent) for _ in range(40)))
        probes = [at for at, probing in sent if probing]
        assert sent[: len(probes)] == [(at, True) for at in probes], "nothing else goes out before it is back"
        assert len(sent) == len(probes) + 39, "and then everything at once"
        gaps = [later - sooner for sooner, later in zip([0.0, *probes], probes, strict=False)]
        assert gaps[0] == pytest.approx(FIRST_PROBE)
        assert gaps == sorted(gaps)
        assert max(gaps) <= LONGEST_PROBE + 0.5
        assert told[1:] == ["The endpoint api.example.com answers again."]

    leaping(main())


@pytest.mark.parametrize(("answered", "patience"), [(True, PATIENCE), (False, IMPATIENCE)])
def test_an_endpoint_that_stays_down_is_gone(answered: bool, patience: float) -> None:
    async def main() -> None:
        sent = list[tuple[float, bool]]()
        circuit = new(answered=answered)
        break_down(circuit)
        sending = (send(circuit, lambda: False, sent) for _ in range(20))
        outcomes = await asyncio.gather(*sending, return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {ProviderError}
        assert "api.example.com is unreachable (HTTP 503: out for lunch)" in str(outcomes[0])
        assert len(sent) <= 10
        assert patience <= now() <= patience + LONGEST_PROBE + 1

    leaping(main())


def test_an_endpoint_that_was_gone_may_be_asked_again_later() -> None:
    async def main() -> None:
        circuit = new()
        circuit.give_up(DOWN)
        with pytest.raises(ProviderError):
            circuit.check()
        await asyncio.sleep(RECOVERY)
        async with circuit.passage() as probing:
            assert not probing

    leaping(main())


def test_who_was_out_when_it_opened_can_close_it() -> None:
    async def main() -> None:
        circuit = new()
        break_down(circuit)
        sent = list[tuple[float, bool]]()
        waiting = asyncio.create_task(send(circuit, lambda: True, sent))
        await asyncio.sleep(0.5)
        circuit.success()
        await waiting
        ((at, probing),) = sent
        assert at == pytest.approx(FIRST_PROBE)
        assert not probing, "the look that was due is an ordinary request"

    leaping(main())


@pytest.mark.parametrize("victim", range(3))
@pytest.mark.parametrize("moment", [0.0, 1.0, 2.2, 3.0])
def test_whoever_is_cancelled_leaves_the_look_to_another(victim: int, moment: float) -> None:
    async def main() -> None:
        sent = list[tuple[float, bool]]()
        circuit = new()
        break_down(circuit)
        tasks = [asyncio.create_task(send(circuit, lambda: now() > 9, sent)) for _ in range(3)]
        await asyncio.sleep(moment)
        tasks[victim].cancel()
        await asyncio.wait(tasks)
        assert sum(not task.cancelled() for task in tasks) == 2
        assert not circuit.is_open

    leaping(main())


def test_a_waiter_that_is_woken_and_cancelled_in_one_tick_wakes_the_next() -> None:
    async def main() -> None:
        sent = list[tuple[float, bool]]()
        circuit = new()
        break_down(circuit)
        tasks = [asyncio.create_task(send(circuit, lambda: True, sent)) for _ in range(3)]
        await asyncio.sleep(0.1)
        tasks[0].cancel()  # it was to look; its end wakes the second ...
        await asyncio.sleep(0)
        tasks[1].cancel()  # ... which is cancelled in the same tick
        await asyncio.wait(tasks)
        assert [task.cancelled() for task in tasks] == [True, True, False]

    leaping(main())
