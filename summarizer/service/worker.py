"""The parent's side of a worker: a child process that is told what to do and says what happens."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

from summarizer.errors import SummarizerError, UsageError

_LINE = 1 << 26
_START = 60.0  # seconds until a new process is ready, on a machine that is busy
JOBS = 25  # after so many a process is replaced: what parsers of untrusted files leak goes with it


class Gone(SummarizerError):
    """The worker's process has ended, or says nothing any more. Never leaves the crew."""

    def __init__(self) -> None:
        super().__init__("The worker is gone.")


class Worker:
    """One child process. `jobs` counts what it was given."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.jobs = 0

    @classmethod
    async def start(cls, memory: int) -> Worker:
        """A new process, ready for orders; of so many bytes at most. Raises UsageError."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "summarizer.service.working",
                str(memory),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=_LINE,
                start_new_session=True,  # Ctrl-C on the terminal is for the parent
            )
        except OSError as error:
            raise UsageError(
                "A worker cannot be started.", "Too many processes, or no memory left?"
            ) from error
        worker = cls(process)
        try:
            await worker.heard(_START)
        except Gone as error:
            await worker.kill()
            raise UsageError("A worker does not start.", "Its error is in the log.") from error
        return worker

    @property
    def is_alive(self) -> bool:
        """Whether the process is there and may be given something."""
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    async def order(self, **order: Any) -> None:
        """Tell it to do something. Raises Gone."""
        if self._process.stdin is None or not self.is_alive:
            raise Gone
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        try:
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Gone from error

    async def heard(self, patience: float) -> dict[str, Any]:
        """The next thing that it says. Raises Gone if it has ended, or says nothing for so many seconds."""
        if self._process.stdout is None:
            raise Gone
        try:
            async with asyncio.timeout(patience):  # wait_for would lose who ends this as a line arrives
                line = await self._process.stdout.readline()
            said: dict[str, Any] = json.loads(line)
        except (TimeoutError, ValueError) as error:  # silence, or half a line
            raise Gone from error
        return said

    async def until_ended(self, patience: float) -> AsyncIterator[dict[str, Any]]:
        """What it says about its order, up to and with `ended`. Raises Gone."""
        while True:
            said = await self.heard(patience)
            yield said
            if said["event"] == "ended":
                return

    async def leave(self) -> None:
        """Let it go when it has nothing to do."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), 5)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """End the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
