"""Writes what belongs to the folder as a whole: `results.jsonl`, `failures.jsonl`, `run.json`.

All in one pass, whatever the number of documents, and renamed when complete.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from summarizer.files import DOCUMENTS, on_a_line, printable, streamed, write_atomically


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that failed: where, why in words, why in a word, and what the user can do."""

    path: str
    error: str
    code: str = "failed"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """What went into `results.jsonl`: lines written, results not there, names of those that are no JSON."""

    written: int
    missing: int
    damaged: tuple[str, ...]


def results_jsonl(folder: Path, names_in_order: Iterable[str], destination: Path) -> Collected:
    """Write the results of `folder/documents` as one line each, in the order given.

    A result that is not there (its document failed) is left out and counted; a damaged one is left out
    and named. Raises UsageError if `destination` cannot be written; the old file is then intact.
    """
    written = missing = 0
    damaged: list[str] = []
    with streamed(destination) as file:
        for name in names_in_order:
            data = _read(folder / DOCUMENTS / f"{name}.json")
            if data is None:
                missing += 1
            elif line := _compact(data):
                file.write(line)
                written += 1
            else:
                damaged.append(name)
    return Collected(written, missing, tuple(damaged))


def failures_jsonl(failures: Iterable[Failure], destination: Path) -> int:
    """Write one line for each failed document, with what to do; returns their number. None: an empty file."""
    count = 0
    with streamed(destination) as file:
        for failure in failures:
            row = {
                "path": printable(failure.path),
                "error": on_a_line(failure.error),
                "code": failure.code,
                "what_to_do": on_a_line(failure.hint),
            }
            file.write(to_json(row) + b"\n")
            count += 1
    return count


def write_run(run: Mapping[str, Any], destination: Path) -> bool:
    """Write `run.json`; True if it changed."""
    return write_atomically(destination, to_json(dict(run), indent=1, inf_nan_mode="null") + b"\n")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return b""


def _compact(data: bytes) -> bytes | None:
    """A JSON object on one line, or None for anything else."""
    try:
        value = from_json(data.removeprefix(BOM_UTF8), allow_inf_nan=False)  # an editor may have put it there
    except ValueError:
        return None
    return to_json(value) + b"\n" if isinstance(value, dict) else None
