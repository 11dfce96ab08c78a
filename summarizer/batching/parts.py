"""Files of questions for a Batch API, within its limits, each with a list of what is in it.

`<name>.jsonl` is what goes up. `<name>.items.jsonl` stays here: for each line its key, where it begins, and
what is known of the request beyond its body. A file has its final name only when it is complete on the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from summarizer.files import TEMPORARY, unwritable
from summarizer.llm.calls import Cause, ChatRole, Message, Request
from summarizer.llm.ladder import LIMITS, question

_KNOBS = ("temperature", *LIMITS)  # what a server may refuse in a body, beside its form


@dataclass(frozen=True)
class Item:
    """A question in a file: its key, the byte at which its line begins, and the rest of its request."""

    key: str
    at: int
    task: str
    prompt: str
    document: str
    cause: str
    endpoint: str
    model: str
    mode: str
    knobs: Mapping[str, Any]
    temperature: float | None = None
    max_tokens: int | None = None

    @classmethod
    def of(cls, request: Request, mode: str, body: Mapping[str, Any], at: int) -> Item:
        """The item for a request that is asked with this body."""
        knobs = {name: body[name] for name in _KNOBS if name in body}
        return cls(
            request.key, at, request.task, request.prompt, request.document, request.cause, request.endpoint,
            request.model, mode, knobs, request.temperature, request.max_tokens,
        )  # fmt: skip

    def request(self, body: Mapping[str, Any]) -> Request:
        """The request again, out of the body that was sent for it."""
        asked = question(body)
        return Request(
            task=self.task,
            model=str(asked["model"]),
            messages=tuple(
                Message(cast("ChatRole", one["role"]), str(one["content"])) for one in asked["messages"]
            ),
            schema_name=self.task,
            schema=asked["schema"] or {},
            endpoint=self.endpoint,
            prompt=self.prompt,
            temperature=self.temperature,
            max_tokens=self.max_tokens,
            document=self.document,
            cause=cast("Cause", self.cause),
        )


@dataclass(frozen=True)
class Sealed:
    """A complete file of questions."""

    digest: str
    requests: int
    size: int


class Writer:
    """Writes questions into a file in `folder`, which is made if needed. Raises UsageError if it cannot."""

    def __init__(self, folder: Path) -> None:
        self.requests, self.size = 0, 0
        self._folder = folder
        self._digest = hashlib.sha256()
        self._stack = ExitStack()
        token = secrets.token_hex(8)
        self._paths = (folder / f"{TEMPORARY}{token}", folder / f"{TEMPORARY}{token}.items")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lines, self._items = (self._open(path) for path in self._paths)
        except OSError as error:
            raise unwritable(folder, error) from error

    def add(self, request: Request, line: bytes, mode: str, body: Mapping[str, Any]) -> None:
        """Add a question: its line, and what is known of it."""
        item = Item.of(request, mode, body, self.size)
        try:
            self._lines.write(line)
            self._items.write(json.dumps(vars(item)).encode() + b"\n")
        except OSError as error:
            raise unwritable(self._folder, error) from error
        self._digest.update(line)
        self.requests += 1
        self.size += len(line)

    def seal(self, prefix: str) -> tuple[str, Sealed]:
        """Give the file its name, which begins with `prefix` and ends with a digest of the content."""
        digest = self._digest.hexdigest()[:12]
        name = f"{prefix}-{digest}"
        try:
            for file in (self._lines, self._items):
                file.flush()
                os.fsync(file.fileno())
            self._stack.close()
            self._paths[0].replace(questions(self._folder, name))
            self._paths[1].replace(items(self._folder, name))
        except OSError as error:
            raise unwritable(self._folder, error) from error
        return name, Sealed(digest, self.requests, self.size)

    def discard(self) -> None:
        """Forget what was written."""
        self._stack.close()
        for path in self._paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _open(self, path: Path) -> BinaryIO:
        return self._stack.enter_context(
            open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")  # noqa: PTH123
        )


def line_of(request: Request, path: str, body: Mapping[str, Any]) -> bytes:
    """A question as a line of a file: its `custom_id` is the key of the request."""
    row = {"custom_id": request.key, "method": "POST", "url": path, "body": body}
    try:
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(row, separators=(",", ":")).encode() + b"\n"


def questions(folder: Path, name: str) -> Path:
    """The file that goes up."""
    return folder / f"{name}.jsonl"


def items(folder: Path, name: str) -> Path:
    """The list of what is in it."""
    return folder / f"{name}.items.jsonl"


def answers(folder: Path, name: str, kind: Literal["output", "errors"]) -> Path:
    """A file that came down."""
    return folder / f"{name}.{kind}.jsonl"


def listed(folder: Path, name: str) -> Iterator[Item]:
    """What is in a file of questions, in order. Raises OSError if the list is not there."""
    with items(folder, name).open("rb") as file:
        for line in file:
            yield Item(**json.loads(line))


def keys(folder: Path, name: str) -> list[str]:
    """The keys in a file of questions, in order. Raises OSError if the list is not there."""
    return [item.key for item in listed(folder, name)]


def body_at(file: BinaryIO, at: int) -> dict[str, Any]:
    """The body of the question whose line begins at a byte of a file. Raises ValueError for what is none."""
    file.seek(at)
    body = json.loads(file.readline())["body"]
    if not isinstance(body, dict):
        raise ValueError("no body")  # noqa: TRY004
    return body


def remove(folder: Path, name: str) -> None:
    """Remove what belongs to a part."""
    own = (questions(folder, name), items(folder, name))
    for path in (*own, answers(folder, name, "output"), answers(folder, name, "errors")):
        with suppress(OSError):
            path.unlink(missing_ok=True)
