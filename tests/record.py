"""`python -m tests.record`: which recordings of the samples no longer match what the program asks.

The demo's job is run over the samples; what a recording answers is answered from there. What is missing is
recorded from the endpoint that is configured (`OPENAI_BASE_URL`, `OPENAI_API_KEY`, `SUMMARIZER_MODEL`, or
`.env`), and recordings that nothing asks for any more are removed. Without an endpoint both are only listed.

Exit codes: 0 all match (now), 1 something is missing, else that of the error which stopped the run.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import httpx2

from summarizer import wiring
from summarizer.api import AsyncSummarizer
from summarizer.errors import SummarizerError
from summarizer.llm import replaying
from summarizer.llm.transports import network
from summarizer.memory import Passing
from summarizer.settings import OPENAI, Settings, load

SAMPLES = Path(__file__).parents[1] / "samples"
Answer = Callable[[httpx2.Request], Any]


@dataclass
class Wire(httpx2.AsyncBaseTransport):
    """Answers from the recordings; what they lack goes to `beyond`. Notes what was asked and missing."""

    player: httpx2.AsyncBaseTransport | None
    beyond: httpx2.AsyncBaseTransport
    whole: frozenset[str] = frozenset()
    used: set[str] = field(default_factory=set)
    missing: list[tuple[str, str]] = field(default_factory=list)
    declined: list[frozenset[str]] = field(default_factory=list)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        body = await request.aread()
        asked = replaying._asked(request.method, request.url.path, body)
        ending = replaying._file_name(asked).rpartition("-")[2]
        self.used.add(ending)
        if self.player is not None and ending in self.whole:
            return await self.player.handle_async_request(request)
        rows = frozenset(line.rstrip(",") for line in block(asked["body"] or {}))
        if not any(rows < earlier for earlier in self.declined):  # else a part of what was declined before
            self.missing.append((replaying._task(asked), about(asked["body"] or {})))
        self.declined.append(rows)
        return await self.beyond.handle_async_request(request)

    async def aclose(self) -> None:
        await self.beyond.aclose()


class Nowhere(httpx2.AsyncBaseTransport):
    """In the place of an endpoint: declines everything, so that a run goes on with the next document."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        message = {"role": "assistant", "content": None, "refusal": "nothing is recorded for this"}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        body = {"id": "none", "object": "chat.completion", "model": "none", "choices": [choice]}
        return httpx2.Response(200, json=body, request=request)


def block(body: dict[str, Any]) -> list[str]:
    """The lines of a request's data."""
    text = str(body.get("messages", [{}])[-1].get("content", ""))
    _, _, rest = text.partition("===== BEGIN ")
    return [line for line in rest.splitlines()[1:] if line.strip() not in ("", "[", "]")]


def about(body: dict[str, Any]) -> str:
    """What a request is about, for people: the first line of its data."""
    return "".join(block(body)[:1])[:70]


def main(samples: Path = SAMPLES) -> int:
    """See the module."""
    folder = samples / "recordings"
    configured = load()
    live = bool(configured.api_key.get_secret_value()) or configured.base_url != OPENAI
    model = configured.model or replaying.recorded_model(folder) or configured.model_name
    settings = Settings(
        base_url=configured.base_url,
        api_key=configured.api_key if live else "nothing-is-sent",
        model=model,
        glossary=(samples / "glossary.csv",),
        timeout=configured.timeout,
        concurrency=configured.concurrency,
        no_cache=True,
    )
    wire = _wire(folder, settings, live=live)
    try:
        failed = asyncio.run(_run(samples, settings, wire))
    except SummarizerError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_code
    return _told(folder, wire, failed, live=live)


def _wire(folder: Path, settings: Settings, *, live: bool) -> Wire:
    # A recording that ends in an error was broken off: it answers nothing.
    whole = [file for file in folder.glob("*.json") if replaying._read(file).responses[-1]["status"] == 200]
    beyond: httpx2.AsyncBaseTransport = Nowhere()
    if live:
        beyond = replaying.recorder(
            replaying.Tapes(folder), network(settings.base_url, concurrency=settings.concurrency)
        )
    endings = frozenset(file.name.rpartition("-")[2] for file in whole)
    return Wire(replaying.player(folder) if whole else None, beyond, endings)


async def _run(samples: Path, settings: Settings, wire: Wire) -> list[str]:
    """The demo's job; returns the documents that failed."""
    with (
        tempfile.TemporaryDirectory() as out,
        mock.patch.object(wiring, "_transport", return_value=wire),
        mock.patch.object(wiring, "_segments", return_value=Passing()),  # as a replay has it
    ):
        async with AsyncSummarizer(settings) as summarizer:
            outcomes = summarizer.run(samples / "documents", out=Path(out) / "out")
            return [f"{one.path}: {one.error}" async for one in outcomes if one.status == "failed"]


def _told(folder: Path, wire: Wire, failed: list[str], *, live: bool) -> int:
    """Say what was found, remove what is not needed any more; returns the exit code."""
    settled = not any(task == "settle" for task, _ in wire.missing)
    # Without its names, a document asks for another translation: that it is missing says nothing.
    missing = [(task, what) for task, what in wire.missing if live or settled or task != "translate"]
    unused = [file for file in sorted(folder.glob("*.json")) if file.name.rpartition("-")[2] not in wire.used]
    for task, what in missing:
        sys.stdout.write(f"{'recorded' if live else 'missing'}  {task:<10} {what}\n")
    complete = not missing and not failed if not live else not failed
    for file in unused:
        request = json.loads(file.read_text(encoding="utf-8")).get("request", {})
        verb = "removed" if live and complete else "unused" if complete else "not reached"
        sys.stdout.write(f"{verb:<8}  {file.name:<32} {about(request.get('body') or {})}\n")
        if live and complete:
            file.unlink()
    if live or not missing:
        for line in failed:
            sys.stdout.write(f"failed    {line}\n")
    have = len(list(folder.glob("*.json")))
    sys.stdout.write(f"{have} recordings, {len(missing)} {'recorded' if live else 'missing'}\n")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
