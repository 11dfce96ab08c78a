"""Many clients of the service at once, on the simulated model; optionally with a `kill -9` in the middle.

    python bench/service.py                               50 clients with 20 documents each
    python bench/service.py --kill                        the same; the server is killed and started again
    python bench/service.py --clients 10 --documents 5 --workers 2

Every client is a user of its own: it sends a job, asks for it every second until it has ended, and fetches
its results. Shown are how the jobs ended, statuses, and how long `GET /v1/jobs/{id}` took meanwhile.
With --kill, also how many requests went out again although their reply was on the disk: that must be none.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import documents  # noqa: E402
import httpx  # noqa: E402

from summarizer.llm.caching import ReplyCache  # noqa: E402
from summarizer.service.database import Database  # noqa: E402
from summarizer.service.tokens import Tokens  # noqa: E402

POLL = 1.0  # seconds between two looks of a client at its job
GOAL = 0.1  # seconds for 95 of 100 of these


@dataclass
class Seen:
    """What the clients saw."""

    statuses: Counter[int] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    lost: int = 0
    results: int = 0


@dataclass(frozen=True)
class Place:
    """Where everything is."""

    folder: Path
    url: str
    port: int
    workers: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"


@asynccontextmanager
async def simulated(latency: float) -> AsyncIterator[str]:
    """The simulated model, as a process."""
    command = [sys.executable, str(HERE / "simulated.py"), "--latency", str(latency)]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    try:
        yield next(word for word in line.split() if word.startswith("http")).rstrip("/,.")
    finally:
        process.terminate()
        await process.wait()


async def started(place: Place) -> subprocess.Popen[bytes]:
    """The server, once it answers."""
    environment = os.environ | {
        "OPENAI_BASE_URL": f"{place.url.removesuffix('/v1')}/v1",
        "SUMMARIZER_MODEL": "simulated",
        "SUMMARIZER_CACHE_DIR": str(place.cache),
        "SUMMARIZER_CONCURRENCY": "32",
    }
    command = [
        sys.executable,
        "-m",
        "summarizer",
        "serve",
        "--port",
        str(place.port),
        "--data",
        str(place.data),
    ]
    command += ["--workers", str(place.workers)]
    log = (place.folder / "log").open("ab")
    process = subprocess.Popen(  # noqa: ASYNC220 - nothing is waited for
        command, env=environment, cwd=place.folder, stderr=log, stdout=log
    )
    async with httpx.AsyncClient(base_url=place.base) as client:
        for _ in range(600):
            with suppress(httpx.TransportError):
                if (await client.get("/readyz")).status_code == 200:
                    return process
            await asyncio.sleep(0.05)
    raise SystemExit((place.folder / "log").read_text())


async def used(place: Place, token: str, texts: list[str], seen: Seen) -> None:
    """What one client does."""
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": token[-20:]}
    async with httpx.AsyncClient(base_url=place.base, headers=headers, timeout=60) as client:
        files = [("files", (f"{number:03}.txt", text.encode())) for number, text in enumerate(texts)]
        job = None
        while job is None:
            job = await asked(client, "POST", "/v1/jobs", seen, files=files)
        path = f"/v1/jobs/{job['id']}"
        while job is None or job["state"] in ("queued", "running"):
            await asyncio.sleep(POLL)
            before = time.perf_counter()
            job = await asked(client, "GET", path, seen)
            if job is not None:
                seen.seconds.append(time.perf_counter() - before)
        seen.states[job["state"]] += 1
        seen.counts.update(job["documents"])
        answer = await client.get(f"{path}/results")
        seen.statuses[answer.status_code] += 1
        seen.results += len(answer.text.splitlines())


async def asked(client: httpx.AsyncClient, method: str, path: str, seen: Seen, **more: Any) -> Any:
    """The answer to a request; None while there is no server."""
    try:
        answer = await client.request(method, path, **more)
    except httpx.TransportError:
        seen.lost += 1
        await asyncio.sleep(POLL)
        return None
    seen.statuses[answer.status_code] += 1
    return answer.json()


def sent(place: Place, after: float = 0.0) -> list[str]:
    """The keys of all requests that journals say were sent after a time."""
    found = []
    for journal in place.data.glob("jobs/*/out/journal.jsonl"):
        for line in journal.read_bytes().splitlines():
            with suppress(ValueError):
                entry = json.loads(line)
                if entry["event"] == "sent" and datetime.fromisoformat(entry["at"]).timestamp() >= after:
                    found.append(entry["key"])
    return found


def durable(place: Place) -> set[str]:
    """Of the requests that were sent, those whose replies are on the disk."""
    cache = ReplyCache.open(place.cache, warn=print)
    try:
        return {key for key in sent(place) if cache.get(key) is not None}
    finally:
        cache.close()


async def measured(options: argparse.Namespace, folder: Path) -> None:
    """Do it all, and print what came of it."""
    async with simulated(options.latency) as url:
        place = Place(folder, url, options.port, options.workers)
        database = Database(place.data)
        tokens = [Tokens(database).add(f"user{number}") for number in range(options.clients)]
        database.close()
        server = await started(place)
        seen, begun = Seen(), time.monotonic()
        each = options.documents
        clients = [
            asyncio.create_task(
                used(place, token, [documents.text(n) for n in range(at * each, (at + 1) * each)], seen)
            )
            for at, token in enumerate(tokens)
        ]
        again: list[str] | None = None
        if options.kill:
            while len(sent(place)) < options.clients * each:  # noqa: ASYNC110 - of about three times as many
                await asyncio.sleep(0.5)
            server.send_signal(signal.SIGKILL)
            server.wait()
            await asyncio.sleep(2)  # the workers see that they are alone
            kept, at = durable(place), time.time()
            print(f"killed with {len(kept)} replies on the disk, after {time.monotonic() - begun:.0f} s")
            server = await started(place)
        await asyncio.gather(*clients)
        if options.kill:
            again = [key for key in sent(place, at) if key in kept]
        server.send_signal(signal.SIGTERM)
        server.wait()
        told(seen, time.monotonic() - begun, again, options, place)


def served(place: Place) -> float:
    """The milliseconds that the server says it took for 95 of 100 of these."""
    lines = (place.folder / "log").read_text().splitlines()
    rows = [json.loads(line) for line in lines if line.startswith("{") and '"/v1/jobs/{job}"' in line]
    return float(quantiles([row["ms"] for row in rows if row["method"] == "GET"], n=100)[94])


def told(
    seen: Seen, seconds: float, again: list[str] | None, options: argparse.Namespace, place: Place
) -> None:
    """Print the figures; leaves with 1 where they are not what they should be."""
    cuts = quantiles(seen.seconds, n=100)
    total = options.clients * options.documents
    wrong = sum(count for status, count in seen.statuses.items() if status >= 500)
    print(f"{options.clients} clients, {total} documents, {options.workers} workers: {seconds:.0f} s")
    print(f"jobs: {dict(seen.states)}; documents: {dict(seen.counts)}; lines of results: {seen.results}")
    print(f"statuses: {dict(sorted(seen.statuses.items()))}; without a server: {seen.lost}")
    print(
        f"GET /v1/jobs/{{id}}: {len(seen.seconds)} times, median {cuts[49] * 1000:.1f} ms, "
        f"p95 {cuts[94] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms"
    )
    print(f"of that in the server: p95 {served(place):.1f} ms")
    good = seen.states == {"done": options.clients} and seen.results == total and not wrong
    if again is not None:
        print(f"requests sent again although their reply was on the disk: {len(again)}")
    sys.exit(not (good and cuts[94] < GOAL and not again))


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--documents", type=int, default=20, help="of each client")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--latency", type=float, default=0.05, help="seconds of the simulated model")
    parser.add_argument("--port", type=int, default=8788)
    parser.add_argument("--kill", action="store_true", help="kill -9 the server in the middle")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        asyncio.run(measured(options, Path(folder)))


if __name__ == "__main__":
    main()
