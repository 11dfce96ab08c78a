"""How a command ends: its exit code, and errors as sentences. No traceback for what we can explain."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from summarizer.errors import Interrupted, SummarizerError


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C and SIGTERM end what is under way as an error of ours does: with a sentence and an exit code."""

    def stop(number: int, _frame: object) -> None:
        raise Interrupted("Stopped on request.", exit_code=128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def guarded(command: Callable[[], object]) -> int:
    """Run `command`; return its exit code. Errors of ours become sentences on stderr."""
    try:
        command()
    except SystemExit as stop:
        return _flushed(stop.code if isinstance(stop.code, int) else 1 if stop.code else 0)
    except KeyboardInterrupt:
        return _told(Interrupted())
    except SummarizerError as error:
        return _told(error)
    except BrokenPipeError:
        return _quietly()
    return _flushed(0)


def _told(error: SummarizerError) -> int:
    sys.stderr.write(f"error: {error.message}\n")
    if error.hint:
        sys.stderr.write(f"{error.hint}\n")
    return _flushed(error.exit_code)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _quietly()
    return code


def _quietly() -> int:
    """The reader of our output has left (`| head`); that is no error, and Python must not say it is."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
