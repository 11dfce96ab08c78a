"""What people approved of in an output folder: `reviewed.jsonl`, one segment a line. It only grows.

A segment that is here is taken as it is whenever its Chinese occurs again: never paid for, never overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from summarizer.errors import UsageError
from summarizer.files import write_atomically

FILE = "reviewed.jsonl"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A segment as a person left it: its document and line, both texts, and the language. `was` is the
    translation that it had before.
    """

    document: str
    n: int
    zh: str
    text: str
    to: str = "en"
    was: str = ""


def load(out: Path) -> list[Reviewed]:
    """All reviewed segments of an output folder, oldest first. Lines that are not ours are passed by.

    Raises UsageError where the file cannot be read.
    """
    try:
        content = (out / FILE).read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UsageError(f"Cannot read {out / FILE}: {error.strerror}.") from error
    return list(_rows(content))


def add(out: Path, reviewed: Iterable[Reviewed]) -> None:
    """Add segments; of equal document, line and language the later counts, with the first translation that
    there was. Raises UsageError.
    """
    rows: dict[tuple[str, int, str], Reviewed] = {}
    for row in (*load(out), *reviewed):
        earlier = rows.get((row.document, row.n, row.to), row)
        is_same = earlier.zh == row.zh and earlier.was
        rows[row.document, row.n, row.to] = replace(row, was=earlier.was) if is_same else row
    text = "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows.values())
    write_atomically(out / FILE, text.encode("utf-8", "replace"), root=out)


def _rows(content: bytes) -> Iterator[Reviewed]:
    for line in content.splitlines():
        try:
            row = Reviewed(**json.loads(line))
        except (ValueError, TypeError):
            continue
        if all(isinstance(text, str) for text in (row.document, row.zh, row.text, row.to, row.was)):
            yield row
