"""Gives every source a place of its own in the output folder that no file system chokes on.

Ordinary paths stay as they are. What cannot be a file name everywhere becomes a readable slug, `~`, and 12
hexadecimal digits of the SHA-256 of the original path: the same source always gets the same name, and
two sources never share one (a name that already looks like that is slugged, too).
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from typing import NamedTuple

MARK = "~"
_COMPONENT_BYTES = 200  # of the 255 that file systems allow; the rest is for suffixes like `.json`
_SLUG_BYTES = 120
_PATH_BYTES = 1000
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"]
)
_FORBIDDEN = frozenset('<>:"|?*\\')
_DIGEST = re.compile(r"~[0-9a-f]{12}\Z")
# A folder `x.json` would be where the result of a file `x` goes.
_SUFFIXES = (".json", ".md", ".html", ".docx", ".xlsx", ".tmx", ".xlf", ".xliff")


class OutputName(NamedTuple):
    """Where a source's outputs go, relative to `documents/` and without suffix; and if it is not the path."""

    name: str
    changed: bool


def output_name(path: str) -> OutputName:
    """A safe relative name for the relative source path `path` (with `/`): `a/b.txt` -> `a/b.txt`.

    A function of `path` alone. Every component is at most 200 bytes of UTF-8 and the whole 1,000; none is
    `..`, reserved, or anything that one of the common file systems refuses or changes.
    """
    parts = path.split("/")
    last = len(parts) - 1
    named = [
        part if _is_safe(part, folder=index < last) else _slugged(part, "/".join(parts[: index + 1]))
        for index, part in enumerate(parts)
    ]
    name = "/".join(named)
    if len(name.encode()) > _PATH_BYTES:
        name = _slugged(parts[-1], path)
    return OutputName(name, name != path)


class Naming:
    """`output_name` for the sources of one run, apart also where file systems ignore case.

    Of sources that differ in case only, the first keeps its name. Only paths with capitals are remembered (as
    64-bit hashes): in code-point order these come before their lower-case twin, and most folders have few.
    """

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def __call__(self, path: str) -> OutputName:
        """The output name of the next source."""
        plain = output_name(path)
        folded = plain.name.casefold()
        key = hash_64(folded)
        if key in self._taken:
            parts = path.split("/")
            name = "/".join([*plain.name.split("/")[:-1], _slugged(parts[-1], path)])
            return OutputName(name, changed=True)
        if folded != plain.name:
            self._taken.add(key)
        return plain


def hash_64(text: str) -> int:
    """A 64-bit hash that is the same in every process."""
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def _is_safe(part: str, *, folder: bool) -> bool:
    """Whether one component can be a file name on every common file system, unchanged."""
    return not (
        part in ("", ".", "..")
        or part[-1] in ". "
        or part.startswith(".tmp-")  # would look like a leftover of a killed run
        or not (_FORBIDDEN.isdisjoint(part) and (part.isprintable() or all(map(_is_plain, part))))
        or part.split(".", maxsplit=1)[0].rstrip().lower() in _RESERVED
        or (len(part) > _COMPONENT_BYTES // 4 and len(part.encode()) > _COMPONENT_BYTES)
        or not unicodedata.is_normalized("NFC", part)
        or _DIGEST.search(part) is not None
        or (folder and part.lower().endswith(_SUFFIXES))
    )


def _is_plain(char: str) -> bool:
    """Printable and allowed. An ideographic space is printable enough; bidi controls and the like are not."""
    return char not in _FORBIDDEN and (char.isprintable() or unicodedata.category(char) == "Zs")


def _slugged(part: str, path: str) -> str:
    """A readable stand-in for `part`, with the digest of the path up to and including it."""
    text = unicodedata.normalize("NFC", _readable(part))
    slug = "".join(char if _is_plain(char) else "_" for char in text)
    slug = slug.encode()[:_SLUG_BYTES].decode("utf-8", "ignore").strip(". ")
    # Cutting may leave a first half that composes no further; a leading dot would hide the file.
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{slug or 'document'}{MARK}{digest}"


def _readable(part: str) -> str:
    """Bytes that are no UTF-8 (as Python holds them: surrogates) read as GB18030 where that works."""
    if not any("\ud800" <= char <= "\udfff" for char in part):
        return part
    try:
        return os.fsencode(part).decode("gb18030")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return part
