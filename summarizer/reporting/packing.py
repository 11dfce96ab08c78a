"""Packs the data of a report: compressed text inside the page, or in files beside it when there is much.

A *series* ("docs", "events", "text") is a list of JSON values, cut into blocks: each is a JSON array,
deflated, in base64. Blocks stay in the page while all of them together are small; otherwise they become
script files that the page loads when it needs them: a page opened from a disk may not fetch anything else.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from summarizer.files import refuse_links, unwritable, write_atomically

FOLDER = "report"  # beside index.html
INLINE = 5_200_000  # characters of base64 that stay in the page
BLOCK = 512 << 10  # bytes of JSON in a block: decoded in some ten milliseconds
_LEVEL = 6  # of zlib: the next ones take twice as long for two per cent
_OURS = re.compile(r"[a-z]+-[0-9]+\.[0-9a-f]{12}\.js")


def packed(value: Any) -> str:
    """The value as JSON, deflated (zlib), in base64. Half a character becomes a question mark."""
    return base64.b64encode(zlib.compress(_json(value), _LEVEL)).decode()


@dataclass
class _Series:
    """The block of a series that is being filled."""

    number: int = 0
    rows: list[bytes] = field(default_factory=list)
    size: int = 0


@dataclass
class Packer:
    """Takes values one by one; afterwards `inline` or `files` has each block by its name ("docs-0")."""

    folder: Path
    inline: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    _open: dict[str, _Series] = field(default_factory=dict)
    _held: int = 0

    def add(self, series: str, value: Any) -> tuple[int, int]:
        """Append a value; returns the number of its block and its place in it."""
        current = self._open.setdefault(series, _Series())
        data = _json(value)
        if current.rows and current.size + len(data) > BLOCK:
            self._close(series)
            current = self._open[series]
        current.rows.append(data)
        current.size += len(data)
        return current.number, len(current.rows) - 1

    def close(self) -> None:
        """Finish the last block of each series. Raises UsageError if a file cannot be written."""
        for series in self._open:
            self._close(series)

    def paths(self) -> list[Path]:
        """The files that were written."""
        return [self.folder / file for file in self.files.values()]

    def sweep(self) -> None:
        """Remove the data files of earlier reports; only when the page that named them is replaced."""
        folder = self.folder / FOLDER
        keep = set(self.files.values())
        try:
            refuse_links(folder)
            old = [file for file in folder.glob("*.js") if _OURS.fullmatch(file.name)]
            for file in old:
                if f"{FOLDER}/{file.name}" not in keep:
                    file.unlink()
        except OSError as error:
            raise unwritable(folder, error) from error
        with contextlib.suppress(OSError):  # not empty, or not there
            folder.rmdir()

    def _close(self, series: str) -> None:
        current = self._open[series]
        if not current.rows:
            return
        data = b"[" + b",".join(current.rows) + b"]"
        self._keep(f"{series}-{current.number}", base64.b64encode(zlib.compress(data, _LEVEL)).decode())
        self._open[series] = _Series(current.number + 1)

    def _keep(self, name: str, block: str) -> None:
        """Hold a block; when there are too many for the page, all go into files, and later ones at once."""
        if self.files:
            self._write(name, block)
            return
        self.inline[name] = block
        self._held += len(block)
        if self._held > INLINE:
            for held, text in self.inline.items():
                self._write(held, text)
            self.inline = {}

    def _write(self, name: str, block: str) -> None:
        # The name has a digest: a page never meets data of another run, whenever that one was stopped.
        digest = hashlib.sha256(block.encode()).hexdigest()[:12]
        file = f"{FOLDER}/{name}.{digest}.js"
        write_atomically(
            self.folder / file, f'reportData("{name}","{block}")\n'.encode(), durable=False, root=self.folder
        )
        self.files[name] = file


def _json(value: Any) -> bytes:
    try:
        return to_json(value)
    except ValueError:  # a lone surrogate is no text
        return to_json(_sound(value))


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _sound(item) for key, item in value.items()}
    return [_sound(item) for item in value] if isinstance(value, list | tuple) else value
