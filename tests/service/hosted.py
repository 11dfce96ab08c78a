"""A running service for tests: a real server on loopback; its workers are processes, or live in this one."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from support import page

from summarizer.service import crew, worker, working
from summarizer.service.application import application
from summarizer.service.folders import Data
from summarizer.service.limits import Limits
from summarizer.service.serving import Stoppable
from summarizer.service.state import Service
from summarizer.service.worker import Gone
from summarizer.settings import Settings

SMALL = Limits(
    upload_bytes=1_000_000, text_bytes=200_000, files=30, free_bytes=1, idle=5, waiting=50, grace=5
)
TEXT = page()


def plain(url: str, **headers: str) -> httpx.Client:
    """A client for http: the certificates of this machine, which take long, stay unread."""
    return httpx.Client(
        base_url=url, headers=headers, timeout=30, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    )


class Inside:
    """A worker that lives in the process of the server: it does what `working` does, and starts at once."""

    def __init__(self) -> None:
        self.jobs, self.is_alive, self.pid = 0, True, 0
        self.orders: list[dict[str, Any]] = []
        self._said: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        loop = asyncio.get_running_loop()

        def say(event: str, **data: Any) -> None:  # as over the pipe: a copy, from any thread
            said = json.loads(json.dumps({"event": event, **data}))
            loop.call_soon_threadsafe(self._said.put_nowait, said)

        self.say = say
        self._worker = working.Worker(say)

    @classmethod
    async def start(cls, _memory: int) -> Inside:
        return cls()

    async def order(self, **order: Any) -> None:
        if not self.is_alive:
            raise Gone
        order = json.loads(json.dumps(order))
        self.orders.append(order)
        match order["do"]:
            case "run":
                self._task = asyncio.create_task(self.perform(order))
                await asyncio.sleep(0)
            case "estimate":
                self._task = asyncio.create_task(self._worker.estimate(order))
            case "share":
                self._worker.shared(order["share"])
            case "stop" if self._task:
                self._task.cancel()

    async def perform(self, order: dict[str, Any]) -> None:
        await self._worker.job(order)

    def die(self) -> None:
        self.is_alive = False
        self._said.put_nowait(None)

    async def heard(self, patience: float) -> dict[str, Any]:
        try:
            async with asyncio.timeout(patience):
                said = await self._said.get()
        except TimeoutError as error:
            raise Gone from error
        if said is None:
            raise Gone
        return said

    async def until_ended(self, patience: float) -> AsyncIterator[dict[str, Any]]:
        while True:
            said = await self.heard(patience)
            yield said
            if said["event"] == "ended":
                return

    async def leave(self) -> None:
        self.is_alive = False

    async def kill(self) -> None:
        self.die()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


class Idle(Inside):
    """A worker that has everything done at once, and makes nothing of it."""

    async def perform(self, order: dict[str, Any]) -> None:
        self.say("ended", problem=None, progress={"documents": {"found": 1}, "requests": 0})


class Stuck(Inside):
    """A worker that never ends, but can be stopped."""

    async def perform(self, order: dict[str, Any]) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            problem = {"type": "about:blank", "title": "Stopped", "status": 503, "code": "stopped"}
            self.say("ended", problem=problem, progress={})


class Host:
    """A service that runs. `at(user)` is a client with that user's token; `local` one without any."""

    def __init__(self, service: Service, port: int, loop: asyncio.AbstractEventLoop) -> None:
        self.service, self.loop = service, loop
        self.url = f"http://127.0.0.1:{port}"
        self.local = self.client()
        self._clients = [self.local]

    def client(self, **headers: str) -> httpx.Client:
        return plain(self.url, **headers)

    def at(self, user: str) -> httpx.Client:
        client = self.client(Authorization=f"Bearer {self.service.tokens.add(user)}")
        self._clients.append(client)
        return client

    def soon(self, call: Callable[..., Any], *args: Any) -> None:
        self.loop.call_soon_threadsafe(call, *args)

    def left_over(self) -> list[Path]:
        """Uploads that were not removed."""
        incoming = self.service.data.root / "incoming"
        return list(incoming.iterdir()) if incoming.is_dir() else []

    def close(self) -> None:
        for client in self._clients:
            client.close()


@contextmanager
def hosting(
    folder: Path, settings: Settings, limits: Limits = SMALL, kind: type[Any] = Inside
) -> Iterator[Host]:
    """A service over `folder`; with `kind=Worker`, its workers are processes."""
    vars(crew)["Worker"] = kind
    service = Service.opened(settings, Data(folder), replace(limits))
    sock = socket.create_server(("127.0.0.1", 0))
    ready = threading.Event()
    box: dict[str, Any] = {}

    class Ready(Stoppable):
        async def startup(self, sockets: Any = None) -> None:
            box["loop"] = asyncio.get_running_loop()
            await super().startup(sockets)
            ready.set()

    config = uvicorn.Config(
        application(service), log_config=None, access_log=False, lifespan="on", ws="none",
        timeout_graceful_shutdown=5, server_header=False,
    )  # fmt: skip
    server = Ready(config, service.crew.bell.close)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    assert ready.wait(30)
    host = Host(service, sock.getsockname()[1], box["loop"])
    try:
        yield host
    finally:
        host.soon(service.crew.bell.close)
        server.should_exit = True
        thread.join(30)
        host.close()
        sock.close()
        vars(crew)["Worker"] = worker.Worker


def ended(client: httpx.Client, job: str, seconds: float = 30) -> dict[str, Any]:
    """The job when it has ended, by watching its events."""
    with client.stream("GET", f"/v1/jobs/{job}/events", timeout=seconds) as stream:
        for line in stream.iter_lines():
            if line == "event: end":
                break
    found: dict[str, Any] = client.get(f"/v1/jobs/{job}").json()
    return found


def texts(*names: str, **more: Any) -> dict[str, Any]:
    """The body of a job of small articles."""
    return {
        "texts": [{"name": name, "text": page(number)} for number, name in enumerate(names, 1)],
        **more,
    }


def settings_for(url: str, **more: Any) -> Settings:
    """The operator's settings, for an endpoint of a test."""
    return Settings(base_url=url, model="m", attempts=1, price="1,1", **more)
