"""A wrong key costs one request, and nobody waits long for the first answer."""

from __future__ import annotations

import asyncio

import pytest

from summarizer.errors import ProviderError, WireError
from summarizer.llm.calls import Message, Reply, Request
from summarizer.llm.leading import led

LONG = 60.0  # seconds: never waited for


def request(number: int) -> Request:
    return Request("t", "m", (Message("user", str(number)),), "a", {})


class Endpoint:
    """Answers or fails after a turn of the loop, and counts."""

    def __init__(self, *errors: Exception) -> None:
        self.errors, self.count, self.held = list(errors), 0, asyncio.Event()
        self.held.set()
        self.nine = asyncio.Event()

    async def __call__(self, request: Request) -> Reply:
        self.count += 1
        if self.count == 9:
            self.nine.set()
        await self.held.wait()
        await asyncio.sleep(0)
        if self.errors:
            raise self.errors.pop(0)
        return Reply(text=request.messages[0].content)


async def test_an_endpoint_that_refuses_everybody_is_asked_once() -> None:
    endpoint = Endpoint(*[ProviderError("The key is refused.", "Check it.") for _ in range(20)])
    complete = led(endpoint, head_start=LONG)
    ended = await asyncio.gather(*(complete(request(n)) for n in range(20)), return_exceptions=True)
    assert {str(error) for error in ended if isinstance(error, ProviderError)} == {str(ended[0])}
    assert len([error for error in ended if isinstance(error, ProviderError)]) == 20
    assert endpoint.count == 1


async def test_who_comes_later_is_not_held_to_an_old_refusal() -> None:
    now = [0.0]
    endpoint = Endpoint(ProviderError("The key is refused."))
    complete = led(endpoint, clock=lambda: now[0])
    for _ in range(2):
        with pytest.raises(ProviderError):
            await complete(request(1))
    assert endpoint.count == 1
    now[0] = 60.0
    assert (await complete(request(1))).text == "1"


async def test_after_an_answer_a_refusal_is_that_request_s_alone() -> None:
    endpoint = Endpoint()
    complete = led(endpoint)
    await complete(request(1))
    endpoint.errors.append(ProviderError("Not this one."))
    with pytest.raises(ProviderError):
        await complete(request(2))
    assert (await complete(request(3))).text == "3"


@pytest.mark.parametrize("errors", [(), (WireError("The connection broke."),)], ids=["answered", "failed"])
async def test_the_others_go_as_soon_as_the_first_is_through(errors: tuple[Exception, ...]) -> None:
    endpoint = Endpoint(*errors)
    complete = led(endpoint, head_start=LONG)
    async with asyncio.timeout(5):
        await asyncio.gather(*(complete(request(n)) for n in range(9)), return_exceptions=True)
    assert endpoint.count == 9


async def test_a_slow_first_answer_is_not_waited_for() -> None:
    endpoint = Endpoint()
    endpoint.held.clear()
    complete = led(endpoint, head_start=0.001)
    tasks = [asyncio.create_task(complete(request(n))) for n in range(9)]
    async with asyncio.timeout(5):
        await endpoint.nine.wait()
    endpoint.held.set()
    await asyncio.gather(*tasks)


async def test_who_is_cancelled_while_waiting_takes_nobody_along() -> None:
    endpoint = Endpoint()
    endpoint.held.clear()
    complete = led(endpoint, head_start=LONG)
    first, second, third = [asyncio.create_task(complete(request(n))) for n in range(3)]
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    endpoint.held.set()
    assert [(await task).text for task in (first, third)] == ["0", "2"]
