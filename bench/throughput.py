"""What a document costs the client, and how much of the provider's speed is used: this project and others.

    python bench/throughput.py                        everything, in some ten minutes
    python bench/throughput.py cpu --documents 1000   one part; --json for figures only

Every contender is a process of its own against one simulated model (`simulated.py`) on loopback, and they
take turns, because machines are shared and noisy: read the ratios. The *floor* is the plain loop that anybody
would write: AsyncOpenAI, a semaphore, `json_schema`, pydantic; no cache, no limits, no files. *Stack* is this
project's stack of calls with the same requests (cache, limiter, retries, bill, validation). *Summarize* and
*translate* are whole runs from a folder of files to a folder of results. Instructor and langchain run where
they are installed.

    cpu     CPU of the client for a request or document, without latency; start-up and a first hundred aside
    share   requests x latency / concurrency, over the time from the first request to the last answer
    again   documents a second from the cache alone, and where nothing is to be done
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import documents  # noqa: E402
from pydantic import BaseModel  # noqa: E402

MODEL = "simulated"
AT_ONCE = 64
WARM = 100  # documents that each contender does before it is measured
SYSTEM = (
    "You read a Chinese news text and record what it says. Use only what the text says; figures, dates and "
    "names exactly as they are written there. Give the headline, a summary of three sentences in Chinese, "
    "the same in English, three key points in Chinese, and the date of publication as YYYY-MM-DD. Answer "
    "with one JSON object that follows the schema, and nothing else."
)


class Digest(BaseModel):
    """What the calls of the floor and the stack ask for."""

    title: str
    summary_zh: str
    summary_en: str
    key_points: list[str]
    publication_date: str


@dataclass(frozen=True)
class Work:
    """What a contender has to do, in its own process."""

    url: str
    first: int
    count: int
    at_once: int
    folder: Path

    def texts(self, count: int | None = None) -> list[str]:
        return [
            documents.text(n)
            for n in range(self.first, self.first + (self.count if count is None else count))
        ]


# -------------------------------------------------------------------------------------------- contenders

Ask = Callable[[str], Awaitable[Digest]]


async def in_parallel(ask: Ask, texts: Sequence[str], at_once: int) -> None:
    """Ask about all texts, so many at once."""
    gate = asyncio.Semaphore(at_once)

    async def one(text: str) -> None:
        async with gate:
            await ask(text)

    await asyncio.gather(*(one(text) for text in texts))


def _messages(text: str) -> list[dict[str, str]]:
    return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": text}]


@asynccontextmanager
async def floor(work: Work) -> AsyncIterator[Ask]:
    """The plain loop."""
    import httpx2  # noqa: PLC0415
    import openai  # noqa: PLC0415

    form = {"type": "json_schema", "json_schema": {"name": "digest", "strict": True, "schema": _schema()}}
    # A busy machine needs more than the usual 5 seconds for hundreds of connections at once.
    patience = httpx2.Timeout(600, connect=60)
    async with openai.AsyncOpenAI(api_key="none", base_url=work.url, timeout=patience) as client:

        async def ask(text: str) -> Digest:
            said = await client.chat.completions.create(
                model=MODEL, messages=_messages(text), response_format=form
            )
            return Digest.model_validate_json(said.choices[0].message.content or "")

        yield ask


def _schema() -> dict[str, Any]:
    from summarizer.llm.ladder import portable_schema  # noqa: PLC0415

    return portable_schema(Digest)


@asynccontextmanager
async def stack(work: Work) -> AsyncIterator[Ask]:
    """This project's stack of calls, with its validation."""
    from summarizer import settings, wiring  # noqa: PLC0415
    from summarizer.llm.answers import parse_json  # noqa: PLC0415
    from summarizer.llm.calls import Message, Request  # noqa: PLC0415

    options = {
        "base_url": work.url,
        "model": MODEL,
        "concurrency": work.at_once,
        "cache_dir": work.folder / "cache",
    }
    machine = wiring.machine(settings.load(options, environ={}, dotenv=None), warn=print)
    schema = _schema()

    async def ask(text: str) -> Digest:
        messages = (Message("system", SYSTEM), Message("user", text))
        request = Request("bench", MODEL, messages, "digest", schema, endpoint=work.url, prompt="bench")
        reply = await machine.asker.complete(request)
        return Digest.model_validate(parse_json(reply.text)[0])

    try:
        yield ask
    finally:
        await machine.aclose()


@asynccontextmanager
async def instructor(work: Work) -> AsyncIterator[Ask]:
    """instructor over the same client."""
    import instructor as library  # noqa: PLC0415
    import openai  # noqa: PLC0415

    client = library.from_openai(
        openai.AsyncOpenAI(api_key="none", base_url=work.url), mode=library.Mode.JSON_SCHEMA
    )

    async def ask(text: str) -> Digest:
        found: Digest = await client.chat.completions.create(
            model=MODEL, messages=_messages(text), response_model=Digest
        )
        return found

    yield ask


@asynccontextmanager
async def langchain(work: Work) -> AsyncIterator[Ask]:
    """langchain's chat model with structured output."""
    from langchain_openai import ChatOpenAI  # noqa: PLC0415

    model = ChatOpenAI(model=MODEL, api_key="none", base_url=work.url)
    chain = model.with_structured_output(Digest, method="json_schema")

    async def ask(text: str) -> Digest:
        found: Digest = await chain.ainvoke([("system", SYSTEM), ("human", text)])
        return found

    yield ask


CALLERS: dict[str, Callable[[Work], AbstractAsyncContextManager[Ask]]] = {
    "floor": floor,
    "stack": stack,
    "instructor": instructor,
    "langchain": langchain,
}
NEEDS = {"instructor": "instructor", "langchain": "langchain_openai"}
COMMANDS = ("summarize", "translate")


async def calls(name: str, work: Work) -> dict[str, float]:
    """CPU and wall seconds of a contender that only calls."""
    async with CALLERS[name](work) as ask:
        await in_parallel(
            ask, [documents.text(10**6 + n) for n in range(min(WARM, work.count))], work.at_once
        )
        texts = work.texts()
        reset(work.url)
        return await measured(in_parallel(ask, texts, work.at_once))


async def runs(command: str, work: Work) -> dict[str, float]:
    """CPU and wall seconds of a whole run over a folder of files, as the command line does it."""
    from summarizer.cli.collecting import seldom  # noqa: PLC0415
    from summarizer.running import Run  # noqa: PLC0415
    from summarizer.settings import load  # noqa: PLC0415
    from summarizer.workers import suited  # noqa: PLC0415

    options = {
        "base_url": work.url,
        "model": MODEL,
        "concurrency": work.at_once,
        "cache_dir": work.folder / "cache",
    }
    chosen = load(options, environ={}, dotenv=None)
    language = "en" if command == "translate" else ""

    async def over(pages: Path, out: Path) -> None:
        run = Run(chosen, [pages], out, language, None, print)
        run.workers = suited()
        with seldom():
            async for outcome in run:
                if outcome.status == "failed":
                    raise SystemExit(f"{outcome.path} failed: {outcome.error}")

    if not (work.folder / "warm").is_dir():
        await over(
            documents.folder(work.folder / "warm", min(WARM, work.count), first=10**6),
            work.folder / "warm-out",
        )
    reset(work.url)
    return await measured(over(work.folder / "pages", work.folder / "out"))


async def measured(work: Awaitable[None]) -> dict[str, float]:
    """The CPU seconds (children included) and wall seconds of some work."""
    cpu, wall = _cpu(), time.monotonic()
    await work
    return {"cpu": _cpu() - cpu, "wall": time.monotonic() - wall}


def _cpu() -> float:
    times = os.times()  # of the children only: it counts in ticks of 10 ms
    return time.process_time() + times.children_user + times.children_system


# ------------------------------------------------------------------------------------------ measurements


def told(url: str, path: str, body: Any = None) -> dict[str, Any]:
    """What the simulated model says at one of its own addresses."""
    data = None if path == "stats" else json.dumps(body or {}).encode()
    request = urllib.request.Request(f"{url.removesuffix('/v1')}/{path}", data=data)
    with urllib.request.urlopen(request, timeout=10) as response:
        found: dict[str, Any] = json.loads(response.read())
    return found


def reset(url: str) -> None:
    """Let it count anew."""
    told(url, "reset")


@contextmanager
def simulated() -> Iterator[str]:
    """The simulated model in a process of its own; its base URL."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "simulated.py")], stdout=subprocess.PIPE, text=True
    )
    try:
        yield (process.stdout.readline() if process.stdout else "").strip()
    finally:
        process.terminate()
        process.wait()


def contender(name: str, work: Work) -> dict[str, float]:
    """Run one in a process of its own; its CPU and wall seconds, and what the server saw of it."""
    command = [
        sys.executable, str(HERE / "throughput.py"), "contender", "--name", name, "--url", work.url,
        "--first", str(work.first), "--documents", str(work.count), "--at-once", str(work.at_once),
        "--folder", str(work.folder),
    ]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed")
    seen = told(work.url, "stats")
    took = json.loads(done.stdout.splitlines()[-1])
    span = (seen["last_answer"] or 0.0) - (seen["first_request"] or 0.0)
    return {**took, "requests": seen["requests"], "span": span, "most": seen["most_in_flight"]}


def installed(name: str) -> bool:
    """Whether a contender can run here."""
    return name not in NEEDS or importlib.util.find_spec(NEEDS[name]) is not None


def cpu(url: str, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """CPU for a request and for a document, contenders in turns."""
    told(url, "configure", {"latency": 0.0})
    names = [name for name in (*CALLERS, *COMMANDS) if installed(name)]
    took: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(options.rounds):
        for name in names:
            with home(name, options.documents) as folder:
                work = Work(url, 1, options.documents, AT_ONCE, folder)
                took[name].append(1000 * contender(name, work)["cpu"] / options.documents)
    for name, times in took.items():
        yield {
            "what": "CPU for a request" if name in CALLERS else "CPU for a document",
            "who": name,
            "ms": median(times),
            "x floor": median(mine / base for mine, base in zip(times, took["floor"], strict=True)),
        }


def share(url: str, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Shares of the ideal throughput."""
    plans = [
        *(("floor", 0.2, 64), ("stack", 0.2, 64), ("floor", 2.0, 256), ("stack", 2.0, 256)),
        *(("summarize", 2.0, 64), ("translate", 1.0, 64)),
    ]
    for name, latency, at_once in plans:
        told(url, "configure", {"latency": latency})
        count = options.documents if name in COMMANDS else options.requests
        with home(name, count) as folder:
            got = contender(name, Work(url, 1, count, at_once, folder))
        ideal = got["requests"] * latency / at_once
        yield {
            "what": f"share of the ideal, {latency:g} s, {at_once} at once",
            "who": name,
            "share": ideal / got["span"],
            "requests": got["requests"],
            "seconds": got["span"],
            "cpu seconds": got["cpu"],
            "most at once": got["most"],
        }


def again(url: str, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Documents a second without the model: a fresh output folder, and an untouched one."""
    told(url, "configure", {"latency": 0.0})
    count = 2 * options.documents
    with home("summarize", count) as folder:
        work = Work(url, 1, count, AT_ONCE, folder)
        contender("summarize", work)
        for what, out in (("from the cache alone", folder / "out"), ("an untouched folder", folder / "none")):
            if out.is_dir():
                out.rename(folder / "before")
            took = contender("summarize", work)
            yield {
                "what": what,
                "who": "summarize",
                "documents a second": count / took["wall"],
                "documents a CPU second": count / took["cpu"],
                "requests": took["requests"],
            }


@contextmanager
def home(name: str, count: int) -> Iterator[Path]:
    """A folder for one contender, with its documents where it reads files."""
    with tempfile.TemporaryDirectory(prefix="throughput-") as folder:
        if name in COMMANDS:
            documents.folder(Path(folder, "pages"), count)
        yield Path(folder)


PARTS: dict[str, Callable[[str, argparse.Namespace], Iterator[dict[str, Any]]]] = {
    "cpu": cpu,
    "share": share,
    "again": again,
}


def shown(row: dict[str, Any]) -> str:
    """A row as a line of a table."""
    figures = "  ".join(
        f"{name} {value:.1%}" if name == "share" else f"{name} {value:,.2f}".replace(".00", "")
        for name, value in row.items()
        if name not in ("what", "who")
    )
    return f"{row['what']:42}{row['who']:12}{figures}"


def main() -> None:
    """Measure and print; or, in a process of its own, be one contender."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="?", choices=[*PARTS, "all", "contender"], default="all")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=5000, help="of the shares of floor and stack")
    parser.add_argument("--rounds", type=int, default=3, help="of the CPU figures, contenders in turns")
    parser.add_argument("--json", action="store_true")
    for hidden, kind in (("name", str), ("url", str), ("first", int), ("at-once", int), ("folder", Path)):
        parser.add_argument(f"--{hidden}", type=kind, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part == "contender":
        work = Work(options.url, options.first, options.documents, options.at_once, options.folder)
        took = asyncio.run((runs if options.name in COMMANDS else calls)(options.name, work))
        print(json.dumps(took))
        return
    with simulated() as url:
        rows: list[dict[str, Any]] = []
        for name in PARTS if options.part == "all" else [options.part]:
            for row in PARTS[name](url, options):
                rows.append(row)
                if not options.json:
                    print(shown(row), flush=True)
    if options.json:
        print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
