"""Requests to an endpoint that takes 1,200 a minute and says so in its headers; the user does not say it.

    python bench/faults/limit.py                     the call stack alone, 2,000 requests
    python bench/faults/limit.py --documents 800     the whole program, on an otherwise idle machine

After ten seconds at least 95 % of the limit must be used, and at most one request of a hundred refused.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from driving import Simulated, Verdict, place, simulated

from summarizer import wiring
from summarizer.llm.calls import Message, Request
from summarizer.settings import Settings

OUT = "out"
RPM = 1200
SETTLED = 10.0  # seconds
NEARLY_ALL = 0.85  # of all answers: the last documents are not enough to keep the endpoint busy
LOOK = 0.2  # seconds between two looks at the endpoint

Seen = list[tuple[float, int]]  # when, and how many answers there were by then


def look(model: Simulated, seen: Seen) -> None:
    """Note how many answers there are."""
    stats = model.stats()
    if stats["first_request"]:
        seen.append((time.monotonic(), stats["answered"]))


def summarized(model: Simulated, documents: int, concurrency: int) -> Seen:
    """The whole program over so many documents."""
    seen: Seen = []
    with place(documents) as folder:
        process = folder.start(model, OUT, "--concurrency", str(concurrency))
        while process.poll() is None:
            look(model, seen)
            time.sleep(LOOK)
        process.communicate()
    return seen


def called(model: Simulated, requests: int, concurrency: int) -> Seen:
    """So many requests through everything that stands between a question and the wire."""
    seen: Seen = []

    async def ask(settings: Settings) -> None:
        machine = wiring.machine(settings, warn=print)
        form = {"type": "object", "properties": {"answer": {"type": "string"}}}
        texts = (f"第{number}号文件说了什么？" for number in range(requests))
        asked = (Request("other", "simulated", (Message("user", text),), "other", form) for text in texts)
        asking = asyncio.gather(*(machine.asker.complete(request) for request in asked))
        while not asking.done():
            await asyncio.to_thread(look, model, seen)
            await asyncio.sleep(LOOK)
        await asking
        await machine.aclose()

    with TemporaryDirectory() as cache:
        settings = Settings(
            base_url=model.url, model="simulated", cache_dir=Path(cache), concurrency=concurrency
        )
        asyncio.run(ask(settings))
    return seen


def main() -> None:
    """Send, and look five times a second."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--latency", type=float, default=2.0)
    parser.add_argument("--concurrency", type=int, default=64)
    options = parser.parse_args()
    act: Callable[[Simulated, int, int], Seen] = summarized if options.documents else called
    with simulated("--latency", str(options.latency), "--rpm", str(RPM)) as model:
        seen = act(model, options.documents or options.requests, options.concurrency)
        stats = model.stats()
    verdict = Verdict()
    begin = next(at for at in seen if at[0] - seen[0][0] >= SETTLED + options.latency)
    end = next(at for at in seen if at[1] >= stats["answered"] * NEARLY_ALL)
    share = (end[1] - begin[1]) / (end[0] - begin[0]) * 60 / RPM
    told = f"{share:.1%} over {end[0] - begin[0]:.0f} s"
    verdict.say("of the limit, at least 95 %", told, kept=share >= 0.95)
    refused = stats["statuses"].get("429", 0)
    told = f"{refused} of {stats['requests']} ({refused / stats['requests']:.2%})"
    verdict.say("refused, at most 1 %", told, kept=refused <= 0.01 * stats["requests"])
    verdict.end()


if __name__ == "__main__":
    main()
