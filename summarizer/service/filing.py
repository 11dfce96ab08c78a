"""What was sent in, as files: safe names, a bound on their count, archives that keep to the bounds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from summarizer.errors import UnreadableDocument
from summarizer.reading import archives
from summarizer.reading.walking import suffix_of
from summarizer.service.folders import JobFolder
from summarizer.service.limits import Limits
from summarizer.service.options import JobOptions
from summarizer.service.refusing import Problem
from summarizer.writing.naming import output_name

GLOSSARIES, MEMORIES = (".csv", ".json", ".xlsx", ".tbx"), (".tmx",)
_BLANKS = re.compile(r"\s+")


@dataclass
class Sent:
    """What was sent in, whole: the folder with its documents, and what is wanted of them."""

    folder: JobFolder
    options: JobOptions = field(default_factory=JobOptions)
    name: str = ""
    start: bool = True
    files: list[dict[str, Any]] = field(default_factory=list)
    digest: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def opened(sent: Sent, name: str, limits: Limits) -> IO[bytes]:
    """A new file for a document; its name made safe, and a number added where it is taken."""
    if len(sent.files) >= limits.files:
        raise Problem(
            413, f"These are more than {limits.files:,} files.", "Send several jobs.", code="too_many"
        )
    path = safe_name(name)
    taken = {file["name"].casefold() for file in sent.files}
    suffix, number = Path(path).suffix, 1
    stem = path.removesuffix(suffix)
    while path.casefold() in taken:
        number += 1
        path = f"{stem}-{number}{suffix}"
    place = sent.folder.documents / path
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = place.open("xb")
    except (FileExistsError, NotADirectoryError) as error:  # a file is where another one's folder would be
        raise Problem(422, f"The name “{path}” is used twice.", code="name") from error
    sent.files.append({"name": path, "bytes": 0})
    return file


def safe_name(name: str) -> str:
    """A relative path for a file that was sent: `a/b.txt` stays. Raises Problem for one that leads out."""
    path = unicodedata.normalize("NFC", name.replace("\\", "/"))
    path = _BLANKS.sub(" ", "".join(char if char.isprintable() else " " for char in path))
    parts = [part.strip() for part in path.split("/")]
    if ".." in parts or parts[0][1:2] == ":":
        raise Problem(
            422,
            "The name of a file leads out of its folder.",
            "Send names without “..” and drives.",
            code="name",
        )
    parts = [part.lstrip(". ~$") or "_" for part in parts if part not in ("", ".")]
    if len(parts) > 16:
        raise Problem(422, "The name of a file has too many folders.", code="name")
    return output_name("/".join(parts) or "document").name


def extra(sent: Sent, kind: str, name: str) -> IO[bytes]:
    """A new file for a glossary or a translation memory."""
    suffix = suffix_of(name)
    if suffix not in (GLOSSARIES if kind == "glossary" else MEMORIES):
        wanted = ", ".join(GLOSSARIES if kind == "glossary" else MEMORIES)
        raise Problem(422, f"This is no {kind}: its name must end in one of {wanted}.", code=kind)
    taken = len(list(sent.folder.extras.iterdir()))
    if taken >= 20:
        raise Problem(413, "These are more than 20 glossaries and memories.", code="too_many")
    return (sent.folder.extras / f"{kind}-{taken:02}{suffix}").open("xb")


def checked(sent: Sent, limits: Limits) -> None:
    """Look at what was sent as a whole: there is something, and archives keep to the bounds."""
    if not sent.files:
        raise Problem(422, "There is no document.", "Send at least one as `files`.", code="empty")
    budget = archives.Limits(entries=limits.files, total=limits.unpacked_bytes)
    count, unpacked = 0, 0
    for file in sent.files:
        path = sent.folder.documents / file["name"]
        file["bytes"] = path.stat().st_size
        if suffix_of(path.name) == ".zip":
            entries = _entries(path, budget)
            count += len(entries)
            unpacked += sum(entry.packed.size for entry in entries)
    if count > limits.files or unpacked > limits.unpacked_bytes:
        raise Problem(413, "The archives hold too much.", "Send several jobs.", code="too_large")


def _entries(path: Path, budget: archives.Limits) -> list[archives.Entry]:
    """What an archive lists; a broken one is a document that will fail, and lists nothing."""
    try:
        with path.open("rb") as stream:
            found = archives.entries(stream, budget)
    except UnreadableDocument as error:
        if error.code == "too_large":
            raise Problem(413, error.message, error.hint, code="too_large") from error
        return []
    for entry in found:
        if entry.fault is not None and entry.fault.code == "too_large":
            raise Problem(413, entry.fault.message, entry.fault.hint, code="zip_ratio")
    return found
