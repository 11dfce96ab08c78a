"""One call for equal requests also across processes that share a cache: whoever asks holds a claim meanwhile.

A claim is the system's lock on one byte of one file, at a place that the request's key decides. It costs a
few microseconds, needs no file of its own, and ends with the process that holds it, however that ends. Claims
guard money, not data: where they cannot be had, two processes may pay for one answer, and nothing worse.
"""

from __future__ import annotations

import asyncio
import os
import struct
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from summarizer.llm.calls import Complete, Reply, Request

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = "claims.lock"
PATIENCE = 900.0  # seconds; longer than any request may take with all its retries, short of a wait for ever
FIRST_LOOK, LONGEST_LOOK = 0.02, 0.4  # seconds between two looks at a claim of another process

_PLACES = 2**30  # bytes that can be locked; two keys at one place only wait for each other
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

Sleep = Callable[[float], Awaitable[None]]


class Claims:
    """Claims of this process in the file `NAME` of `folder`.

    Two of these exclude each other also inside one process (on Linux). To be used by one task for each key at
    a time, which `caching.cached` sees to. Where locks do not work, `note` hears so (a kind of trouble and a
    sentence) and every claim is granted.
    """

    def __init__(
        self, folder: Path, note: Callable[[str, str], None] = lambda _kind, _sentence: None
    ) -> None:
        self._path, self._note, self._file = folder / NAME, note, -1
        try:
            self._file = os.open(self._path, _OPEN, 0o600)
        except OSError as error:
            self._trouble(error)

    def take(self, key: str) -> bool:
        """Claim a key (hex digits); False if somebody else has."""
        if self._file < 0:
            return True
        try:
            _lock(self._file, _place(key))
        except (BlockingIOError, PermissionError):  # EAGAIN or EACCES: taken
            return False
        except OSError as error:
            self._trouble(error)
        return True

    def release(self, key: str) -> None:
        """Give a claim up."""
        if self._file >= 0:
            with suppress(OSError):
                _unlock(self._file, _place(key))

    def close(self) -> None:
        """Give all claims up. Closing twice is harmless."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _trouble(self, error: OSError) -> None:
        reason = f"{self._path} cannot be locked ({error.strerror})"
        self._note("unclaimed", f"Another run at the same time may pay for the same answers: {reason}.")


def claimed(
    complete: Complete,
    claims: Claims,
    known: Callable[[str], Reply | None],
    *,
    sleep: Sleep = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Complete:
    """`complete`, asked while no other process asks the same; `known` finds what it has stored meanwhile.

    Put inside the single flight of this process and outside the limiter: whoever waits here holds no slot,
    and whoever holds a claim waits for no other. When the owner fails or dies, one of those who wait asks
    itself. After `PATIENCE` seconds one asks in any case.
    """

    async def turn(key: str) -> bool:
        """Wait for the claim. False: to be asked without one."""
        began, pause = clock(), FIRST_LOOK
        while not claims.take(key):
            if clock() - began > PATIENCE:
                return False
            await sleep(pause)
            pause = min(LONGEST_LOOK, pause * 2)
        return True

    async def alone(request: Request) -> Reply:
        own = await turn(request.key)
        try:
            return known(request.key) or await complete(request)
        finally:
            if own:
                claims.release(request.key)

    return alone


def _place(key: str) -> int:
    return int(key[:15], 16) % _PLACES


if sys.platform == "win32":

    def _lock(file: int, place: int) -> None:
        os.lseek(file, place, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _unlock(file: int, place: int) -> None:
        os.lseek(file, place, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

elif sys.platform == "linux" and struct.calcsize("P") == 8:
    # Locks of the opened file rather than of the process, which would lose all of them as soon as anything in
    # it closes the same file.

    def _lock(file: int, place: int) -> None:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, _byte(fcntl.F_WRLCK, place))

    def _unlock(file: int, place: int) -> None:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, _byte(fcntl.F_UNLCK, place))

    def _byte(kind: int, place: int) -> bytes:
        """The system's `struct flock` for one byte: kind, counted from the start, place, length, owner."""
        return struct.pack("hhqqi4x", kind, os.SEEK_SET, place, 1, 0)

else:

    def _lock(file: int, place: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)

    def _unlock(file: int, place: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, 1, place)
