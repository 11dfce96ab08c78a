"""The results of a job as JSON lines: the file of its output folder, or what is there while it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from summarizer.files import DOCUMENTS

_PIECE = 1 << 18


def results(out: Path, *, ended: bool) -> Iterator[bytes]:
    """Lines of JSON, one a result, in pieces."""
    whole = out / "results.jsonl"
    if ended and whole.is_file():
        with whole.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
        return
    for path in sorted((out / DOCUMENTS).rglob("*.json")):
        with suppress(OSError, ValueError):  # half of one is never there, but one may just be replaced
            yield json.dumps(json.loads(path.read_bytes()), ensure_ascii=False).encode() + b"\n"
