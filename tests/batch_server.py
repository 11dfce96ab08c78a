"""A provider with a Batch API on loopback: files and batches in memory, answered by the scripted model.

    with providing(model) as provider:
        ...                                        # upload, create
        provider.run()                             # all batches that are there are completed
        provider.run(only=3, status="expired")     # the first three lines are, the rest is expired

Behaves as the real one does where that matters: listings by page, results out of order, requests that failed
in a file of their own, batches that fail as a whole because of a line, a queue that can be full.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from server import Seen, Server
from support import Said, ScriptedModel, speaks

PAGE = 2  # rows of a page of a list: few, so that paging is met in every test


@dataclass
class Provider:
    """What the provider has, and what it was asked to do."""

    model: ScriptedModel
    url: str = ""
    server: Server | None = None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    uploads: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    billed: list[str] = field(default_factory=list)
    live: int = 0
    at_once: bool = False  # complete every batch as soon as it is looked at
    room: int = 10**9  # requests that the queue takes at once
    faulty: dict[str, tuple[str, str]] = field(default_factory=dict)  # what stands in a line -> code, message
    broken: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # path -> statuses to fail with
    unlisted: bool = False
    _lock: threading.RLock = field(default_factory=threading.RLock)

    # --------------------------------------------------------------------------------- what a test says

    def run(self, *, only: int | None = None, status: str = "completed", lost: int = 0) -> None:
        """End all batches: `only` the first so many lines are answered, of which the last `lost` get lost."""
        with self._lock:
            for batch in self.batches.values():
                if batch["status"] in ("validating", "in_progress", "finalizing", "cancelling"):
                    self._end(batch, only, "cancelled" if batch["status"] == "cancelling" else status, lost)

    def requests(self) -> list[str]:
        """The keys of all requests in all batches that were made and not refused as a whole."""
        made = [batch for batch in self.batches.values() if batch["status"] != "failed"]
        return [row["custom_id"] for batch in made for row in self._lines(batch)]

    # -------------------------------------------------------------------------------------- over the wire

    async def __call__(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        path, _, query = seen.path.partition("?")
        parts = path.removeprefix("/v1/").split("/")
        for name, failures in self.broken.items():
            if name in f"{seen.method} {path}" and failures:
                status, kind = failures.pop(0)
                if kind == "after":  # the work is done, and nobody hears of it
                    self._handled(seen, parts, dict(re.findall(r"(\w+)=([^&]*)", query)))
                await _reply(writer, status, {"error": {"message": "broken", "code": "broken"}})
                return
        if parts[0] not in ("files", "batches"):
            self.live += seen.method == "POST"
            await speaks(self.model)(seen, writer)
            return
        with self._lock:
            status, body = self._handled(seen, parts, dict(re.findall(r"(\w+)=([^&]*)", query)))
        await _reply(writer, status, body)

    def _handled(self, seen: Seen, parts: list[str], query: Mapping[str, str]) -> tuple[int, Any]:
        match (seen.method, *parts):
            case ("POST", "files"):
                return 200, self._file(self._uploaded(seen))
            case ("GET", "files") if not self.unlisted:
                return 200, _page([self._file(ident) for ident in reversed(self.files)], query)
            case ("GET", "files", ident, "content") if ident in self.files:
                return 200, self.files[ident][1]
            case ("DELETE", "files", ident) if ident in self.files:
                self.deleted.append(ident)
                return 200, {"id": ident, "deleted": bool(self.files.pop(ident))}
            case ("POST", "batches"):
                return self._made(seen.json)
            case ("GET", "batches"):
                return 200, _page([_shown(one) for one in reversed(self.batches.values())], query)
            case ("GET", "batches", ident) if ident in self.batches:
                if self.at_once:
                    self.run()
                return 200, _shown(self.batches[ident])
            case ("POST", "batches", ident, "cancel") if ident in self.batches:
                self.batches[ident]["status"] = "cancelling"
                return 200, _shown(self.batches[ident])
        return 404, {"error": {"message": f"no such thing: {seen.path}", "code": "not_found"}}

    def _uploaded(self, seen: Seen) -> str:
        boundary = re.search(r'boundary="?([^";]+)', seen.headers["content-type"])
        assert boundary, seen.headers
        for part in seen.body.split(b"--" + boundary[1].encode()):
            if name := re.search(rb'filename="([^"]+)"', part):
                content = part.split(b"\r\n\r\n", 1)[1].rsplit(b"\r\n", 1)[0]
                self.uploads.append(name[1].decode())
                return self._kept(name[1].decode(), content)
        raise AssertionError("an upload without a file")

    def _kept(self, name: str, content: bytes) -> str:
        ident = f"file-{len(self.files) + len(self.deleted) + 1}"
        self.files[ident] = (name, content)
        return ident

    def _file(self, ident: str) -> dict[str, Any]:
        name, content = self.files[ident]
        return {"id": ident, "object": "file", "filename": name, "bytes": len(content), "purpose": "batch"}

    def _made(self, asked: Mapping[str, Any]) -> tuple[int, Any]:
        assert asked["endpoint"] == "/v1/chat/completions"
        assert asked["completion_window"] == "24h"
        ident = f"batch_{len(self.batches) + 1}"
        batch = {
            "id": ident,
            "object": "batch",
            "status": "in_progress",
            "input_file_id": asked["input_file_id"],
            "metadata": asked["metadata"],
            "errors": None,
            "output_file_id": None,
            "error_file_id": None,
            "expires_at": int(time.time()) + 86_400,
        }
        self.batches[ident] = batch
        self.created.append(asked["metadata"]["summarizer"])
        lines = self._lines(batch)
        queued = sum(
            one["request_counts"]["total"]
            for one in self.batches.values()
            if one is not batch and one["status"] == "in_progress"
        )
        batch["request_counts"] = {"total": len(lines), "completed": 0, "failed": 0}
        if queued + len(lines) > self.room:
            message = "Enqueued token limit reached for m. Please try again once some batches are done."
            self._failed(batch, "token_limit_exceeded", message, None)
        for number, line in enumerate(lines, start=1):
            for text, (code, message) in self.faulty.items():
                if text in json.dumps(line, ensure_ascii=False):
                    self._failed(batch, code, message, number)
        return 200, batch

    def _failed(self, batch: dict[str, Any], code: str, message: str, line: int | None) -> None:
        batch["status"] = "failed"
        faults = (batch["errors"] or {"data": []})["data"]
        batch["errors"] = {
            "object": "list",
            "data": [*faults, {"code": code, "message": message, "line": line}],
        }

    def _lines(self, batch: Mapping[str, Any]) -> list[dict[str, Any]]:
        _, content = self.files.get(batch["input_file_id"], ("", b""))
        return [json.loads(line) for line in content.splitlines()] or batch.get("lines", [])

    def _end(self, batch: dict[str, Any], only: int | None, status: str, lost: int) -> None:
        lines = self._lines(batch)
        batch["lines"] = lines
        served = lines if only is None else lines[:only]
        good: list[dict[str, Any]] = []
        bad: list[dict[str, Any]] = []
        for line in served[: len(served) - lost]:
            said = self.model.say(line["body"])
            (good if said.error is None else bad).append(_row(line["custom_id"], said))
            self.billed.append(line["custom_id"])
        if status != "completed":
            code = {"expired": "batch_expired", "cancelled": "batch_cancelled"}[status]
            for line in lines[len(served) :]:
                error = {"code": code, "message": "not done"}
                bad.append({"id": "r", "custom_id": line["custom_id"], "response": None, "error": error})
        for name, rows in (("output_file_id", good[::-1]), ("error_file_id", bad)):
            if rows:
                content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
                batch[name] = self._kept(name, content.encode())
        batch["status"] = status
        batch["request_counts"] |= {"completed": len(good), "failed": len(bad)}


def _shown(batch: Mapping[str, Any]) -> dict[str, Any]:
    """A batch as it is told."""
    return {name: value for name, value in batch.items() if name != "lines"}


def _row(key: str, said: Said) -> dict[str, Any]:
    response = {"status_code": said.status, "request_id": "req", "body": said.body}
    return {"id": "r", "custom_id": key, "response": response, "error": None}


def _page(rows: list[dict[str, Any]], query: Mapping[str, str]) -> dict[str, Any]:
    start = next((at + 1 for at, row in enumerate(rows) if row["id"] == query.get("after")), 0)
    return {"object": "list", "data": rows[start : start + PAGE], "has_more": start + PAGE < len(rows)}


async def _reply(writer: asyncio.StreamWriter, status: int, body: Any) -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {len(content)}\r\n\r\n"
    writer.write(head.encode() + content)
    await writer.drain()


@contextmanager
def providing(model: ScriptedModel | None = None) -> Iterator[Provider]:
    """The provider, running."""
    provider = Provider(model or ScriptedModel())
    with Server(provider) as server:
        provider.url, provider.server = server.url, server
        yield provider
