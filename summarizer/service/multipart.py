"""Multipart bodies, taken apart as they come: files go to the disk, small fields into memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from email.message import Message
from typing import IO, Any

from summarizer.service.filing import Sent, extra, opened
from summarizer.service.limits import Limits
from summarizer.service.refusing import Problem

FIELDS = ("options", "name", "start")
_FIELD_BYTES = 2_000_000


def parameter(header: str, name: str) -> str | None:
    """A parameter of a header such as `form-data; name="files"`. Raises Problem where that cannot be read."""
    message = Message()
    message["x"] = header
    try:
        value = message.get_param(name, None, "x")
    except (LookupError, TypeError, ValueError) as error:  # the standard library stumbles over RFC 2231
        raise Problem(400, "A header of the body cannot be read.", code="header") from error
    return value[2] if isinstance(value, tuple) else value  # RFC 2231: (charset, language, text)


class Parts:
    """The parts of a multipart body: files go to the disk as they come, small fields into memory."""

    def __init__(self, sent: Sent, limits: Limits) -> None:
        self.sent, self.limits = sent, limits
        self.digest = hashlib.sha256()
        self.whole = False
        self._name = self._value = b""
        self._headers: dict[str, str] = {}
        self._file: IO[bytes] | None = None
        self._field = bytearray()
        self._part = ""
        self._extra = 0

    def parser(self, boundary: str) -> Any:
        """A parser that calls back."""
        from python_multipart import MultipartParser  # noqa: PLC0415

        def grown(name: str) -> Callable[[bytes, int, int], None]:
            def grow(data: bytes, start: int, end: int) -> None:
                setattr(self, name, getattr(self, name) + data[start:end])

            return grow

        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": grown("_name"),
                "on_header_value": grown("_value"),
                "on_header_end": self._header,
                "on_headers_finished": self._open,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._finish,
            },
        )

    def close(self) -> None:
        """Let go of a file that was cut off."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._headers, self._field, self._part = {}, bytearray(), ""

    def _header(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value.decode("utf-8", "replace")
        self._name = self._value = b""

    def _open(self) -> None:
        disposition = self._headers.get("content-disposition", "")
        self._part = parameter(disposition, "name") or ""
        file = parameter(disposition, "filename")
        self.digest.update(f"\0{self._part}\0{file}\0".encode("utf-8", "replace"))
        if file is None:
            if self._part not in FIELDS or self._part in self.sent.fields:
                raise _unknown(self._part)
        elif self._part in ("file", "files"):
            self._file = opened(self.sent, file, self.limits)
        elif self._part in ("glossary", "memory"):
            self._file = extra(self.sent, self._part, file)
        else:
            raise _unknown(self._part)

    def _data(self, data: bytes, start: int, end: int) -> None:
        piece = data[start:end]
        self.digest.update(piece)
        if self._file is not None:
            if self._part in ("glossary", "memory"):
                self._extra += len(piece)
                if self._extra > self.limits.extra_bytes:
                    raise Problem(413, "Glossaries and memories are too large.", code="too_large")
            self._file.write(piece)
            return
        self._field += piece
        if len(self._field) > _FIELD_BYTES:
            raise Problem(413, f"The field “{self._part[:60]}” is too large.", code="too_large")

    def _end(self) -> None:
        if self._file is not None:
            self.close()
        else:
            self.sent.fields[self._part] = self._field.decode("utf-8", "replace")

    def _finish(self) -> None:
        self.whole = True


def _unknown(part: str) -> Problem:
    row = {"where": part[:200], "what": "There is no such field, or it is there twice"}
    return Problem(422, "The request does not fit.", code="invalid", errors=[row])
