"""A small OpenAI-compatible server on loopback, with scripted behaviours: for what only real sockets show.

with Server(resets(), answers('{"a": 1}')) as server:
    ...                                  # first request: connection reset, all further ones: an answer
    assert len(server.seen) == 2
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import socket
import struct
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Self

Behaviour = Callable[["Seen", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Server:
    """Serves in a thread of its own. Request n gets behaviour n; the last one stays."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self.behaviours = behaviours
        self.seen: list[Seen] = []
        self.most_at_once = 0
        self.port = 0
        self._at_once = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while (seen := await _request(reader, writer)) is not None:
                turn = len(self.seen)
                self.seen.append(seen)
                self._at_once += 1
                self.most_at_once = max(self.most_at_once, self._at_once)
                try:
                    await self.behaviours[min(turn, len(self.behaviours) - 1)](seen, writer)
                finally:
                    self._at_once -= 1
                if writer.is_closing():
                    break
        writer.close()


async def _request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Seen | None:
    begin = await reader.readexactly(1)
    if begin == b"\x16":  # a TLS greeting: answered in clear text, as plain servers do
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        return None
    head = begin + await reader.readuntil(b"\r\n\r\n")
    first, *rows = head.decode("latin-1").strip().split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (row.partition(": ") for row in rows)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Seen(method, path, headers, body)


def completion(text: str, **changes: Any) -> dict[str, Any]:
    """A chat completion whose content is `text`."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    usage = {"prompt_tokens": 20, "completion_tokens": 5, "total_tokens": 25}
    return {
        "id": "c-1",
        "object": "chat.completion",
        "model": "m",
        "choices": [choice],
        "usage": usage,
    } | changes


def answers(text: str = '{"a": 1}', *, delay: float = 0.0) -> Behaviour:
    return responds(json.dumps(completion(text)).encode(), delay=delay)


def responds(
    body: bytes, status: int = 200, headers: dict[str, str] | None = None, *, delay: float = 0.0
) -> Behaviour:
    async def behave(_: Seen, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(delay)
        await _send(writer, status, {"content-type": "application/json"} | (headers or {}), body)

    return behave


def drips(pause: float) -> Behaviour:
    """A blank line now and then, and never an answer."""

    async def behave(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n")
        for _ in range(1000):
            writer.write(b"\n")
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


def hangs() -> Behaviour:
    """Takes the request and says nothing."""

    async def behave(_: Seen, __: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    return behave


def resets() -> Behaviour:
    """The connection is reset after the request was read."""

    async def behave(_: Seen, writer: asyncio.StreamWriter) -> None:
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return behave


def hangs_up() -> Behaviour:
    """The body ends before its announced length."""

    async def behave(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n" + b'{"id": "c-1", "choi')
        await writer.drain()
        writer.close()

    return behave


def floods(size: int, *, compressed: bool = False) -> Behaviour:
    """A body of `size` bytes of JSON white space."""
    body = b" " * size
    extra = {"content-encoding": "gzip"} if compressed else {}
    return responds(gzip.compress(body) if compressed else body, headers=extra)


def redirects(url: str) -> Behaviour:
    return responds(b"", 307, {"location": url})


async def _send(writer: asyncio.StreamWriter, status: int, headers: dict[str, str], body: bytes) -> None:
    rows = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
    writer.write("\r\n".join([*rows, f"content-length: {len(body)}", "", ""]).encode() + body)
    await writer.drain()
