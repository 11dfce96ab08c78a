"""The files and folders a user gave -> the documents in them, as a stream in a stable order.

What is an input, in a folder:

- Texts and pages: `.txt .text .md .markdown .html .htm .xhtml .shtml`, and names without a suffix. A suffix
  is made of ASCII letters and digits with a letter among them, so `第3.2章` and `报告.2024` have none.
- Documents with a structure: `.pdf .docx .epub .xlsx .srt .vtt .eml .mht .mhtml`.
- What is in an archive (`.zip`), as if it were a folder; not archives within it. An archive that cannot be
  opened, or is beyond the limits, is one input that fails.
- The rows of `.csv` and `.jsonl`, but only where `text_column` says which column is the document.
- Documents in formats that cannot be read (`.doc`, `.xls`, `.pptx`, ...): they are yielded, so that they
  end as failed with a reason and are never silently left out.
- Nothing else: images, programs, data and configuration are not documents. `include` overrides this: what one
  of its globs matches is picked, whatever its suffix.

Never picked in a folder, whatever `include` says: hidden names, leftovers of systems and Office, symbolic
links, and what is no regular file. A file given as a PATH is always picked. A URL is an input only if it is
given as a PATH, and allowed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from summarizer.errors import UnreadableDocument, UsageError
from summarizer.reading import archives, opening, rows
from summarizer.reading.sorting import Sorted
from summarizer.reading.sources import Source
from summarizer.reading.web import Web, is_url

ARCHIVE_SUFFIX = ".zip"
DOCUMENT_SUFFIXES = frozenset({".pdf", ".docx", ".epub", ".xlsx", ".srt", ".vtt", ".eml", ".mht", ".mhtml"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml"})
UNSUPPORTED_SUFFIXES = frozenset(
    {
        ".doc", ".docm", ".dot", ".dotx", ".xls", ".xlsm", ".ppt", ".pptx", ".pps", ".ppsx", ".mobi",
        ".azw3", ".odt", ".ods", ".odp", ".rtf", ".wps", ".et", ".dps", ".pages", ".numbers", ".key", ".ofd",
        ".caj", ".djvu", ".msg", ".chm", ".xps", ".rar", ".7z",
    }
)  # fmt: skip
_PICKED_SUFFIXES = frozenset({""}) | TEXT_SUFFIXES | DOCUMENT_SUFFIXES | UNSUPPORTED_SUFFIXES
_LEFTOVERS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information"})
_OUTPUT_MARKS = ("run.json", "journal.jsonl")


@dataclass(frozen=True, slots=True)
class _Picker:
    """What the options say about which files and folders are wanted."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    skip: frozenset[tuple[int, int]]
    text_column: str

    def wants_file(self, path: str, name: str) -> bool:
        if _is_hidden(name) or _matches(self.exclude, path, name):
            return False
        suffix = suffix_of(name)
        if suffix == ARCHIVE_SUFFIX:  # what is in it decides
            return True
        if self.include:
            return _matches(self.include, path, name)
        return suffix in _PICKED_SUFFIXES or (suffix in rows.SUFFIXES and bool(self.text_column))

    def wants_member(self, archive: str, member: str) -> bool:
        """Whether a file in an archive is wanted, by the rules for one in a folder of the archive's name."""
        *folders, name = member.split("/")
        path = f"{archive}/{member}"
        if any(_is_hidden(part) or _matches(self.exclude, part, part) for part in folders):
            return False
        if _is_hidden(name) or _matches(self.exclude, path, name):
            return False
        if self.include and not self.names(archive):
            return _matches(self.include, path, name)
        return suffix_of(name) in _PICKED_SUFFIXES | {ARCHIVE_SUFFIX}

    def names(self, path: str) -> bool:
        """Whether `include` asks for this very file, or for nothing in particular."""
        return not self.include or _matches(self.include, path, path.rpartition("/")[2])

    def wants_folder(self, path: str, name: str) -> bool:
        return not _is_hidden(name) and not _matches(self.exclude, path, name)


def located(paths: Sequence[str | Path | Web], *, allow_url: bool) -> list[Path | Web]:
    """Return PATHs as paths and URLs.

    Raises:
        UsageError: for a URL, where they are not allowed.
    """
    found = [Web(path) if isinstance(path, str) and is_url(path) else path for path in paths]
    for path in found:
        if isinstance(path, Web) and not allow_url:
            raise UsageError(
                f"{path} is a URL, and nothing is fetched from the web unless you allow it.",
                "Add --allow-url (SUMMARIZER_ALLOW_URL=true), or save the page and give the file.",
            )
    return [path if isinstance(path, Web) else Path(path) for path in found]


def walk(
    paths: Sequence[Path | Web],
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    skip: Sequence[Path] = (),
    text_column: str = "",
    only: Sequence[str] = (),
) -> Iterator[Source]:
    """Yield the inputs below `paths`, sorted by name within each folder.

    Args:
        paths: files and folders; of several, each folder's documents lie below its base name, and a base
            name that is taken gets a number (`pages`, `pages-2`). The same PATH given twice counts once.
        include: globs on the path or on the base name; where given, only what matches is picked in folders.
        exclude: globs on the path or on the base name, of files and of folders.
        skip: folders that are not entered (the output folder); any other output folder of this program is
            recognised and not entered either.
        text_column: the column of `.csv` and `.jsonl` files that holds a document in each row, or "".
        only: the languages that are wanted; reading a document in another fails. None: all.

    Raises:
        UsageError: at once for a PATH that does not exist, cannot be listed, or is itself an output folder.
    """
    picker = _Picker(
        tuple(include), tuple(exclude), frozenset(filter(None, map(_identity, skip))), text_column
    )
    roots = _roots(paths)
    for path in roots:
        if not isinstance(path, Web):
            _refuse_root(path, picker)
    found = _walk_roots(roots, picker)
    return (replace(source, only=tuple(only)) for source in found) if only else found


def renamed(paths: Sequence[Path | Web]) -> dict[str, str]:
    """The PATHs whose documents do not lie below their base name, because an earlier one has it: PATH ->
    the name they have instead.
    """
    names = _roots(paths)
    return {
        str(path): name
        for path, name in names.items()
        if name != (path.path if isinstance(path, Web) else _base_name(path))
    }


def suffix_of(name: str) -> str:
    """Return the suffix of a file name in lower case with its dot, or "" if it has none to speak of."""
    stem, dot, suffix = name.rstrip(". ").rpartition(".")
    if not dot or not stem or not suffix.isascii() or not suffix.isalnum() or suffix.isdigit():
        return ""
    return f".{suffix.lower()}"


# ------------------------------------------------------------------------------------------- PATHs


def _roots(paths: Sequence[Path | Web]) -> dict[Path | Web, str]:
    """Name the PATHs: the prefix of a folder's documents, the path of a file or of a URL."""
    names: dict[Path | Web, str] = {}
    seen: set[str] = set()
    for path in paths:
        real = path.url if isinstance(path, Web) else os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            name = path.path if isinstance(path, Web) else _base_name(path)
            names[path] = _free_name(name, set(names.values()))
    return names


def _base_name(path: Path) -> str:
    name = path.name if path.name not in {"", ".."} else Path(os.path.realpath(path)).name
    return _printable(name) or "root"


def _free_name(name: str, taken: set[str]) -> str:
    stem, suffix = name, ""
    if suffix_of(name):
        stem, _, suffix = name.rpartition(".")
        suffix = f".{suffix}"
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}{suffix}"
    return candidate


def _refuse_root(path: Path, picker: _Picker) -> None:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISDIR(mode):
            return
        with os.scandir(path):
            pass
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(
            f"{_printable(str(path))}: {reason}.", "Check the path and its permissions."
        ) from error
    if _identity(path) in picker.skip or _is_output(str(path)):
        raise UsageError(
            f"{_printable(str(path))} is an output folder of this program.",
            "Give the folder of the sources, and another folder with --out.",
        )


def _walk_roots(roots: dict[Path | Web, str], picker: _Picker) -> Iterator[Source]:
    for path, name in roots.items():
        if isinstance(path, Web):
            yield Source(Path(name), name, place=path)
        elif path.is_dir():
            yield from _walk_folder(str(path), f"{name}/" if len(roots) > 1 else "", picker)
        else:
            yield from _documents(Source(path, name), picker, is_given=True)


def holds_many(file: Path, text_column: str = "") -> bool:
    """Whether a file given as PATH is walked into: an archive, or a table with a document in each row."""
    suffix = suffix_of(file.name)
    return suffix == ARCHIVE_SUFFIX or (bool(text_column) and suffix in rows.SUFFIXES)


def _documents(source: Source, picker: _Picker, *, is_given: bool = False) -> Iterator[Source]:
    """Yield the documents in a file: itself, but for archives and tables."""
    if not holds_many(source.file, picker.text_column):
        yield source
    elif suffix_of(source.file.name) == ARCHIVE_SUFFIX:
        yield from _members(source, picker, is_given=is_given)
    else:
        yield from rows.listed(source, picker.text_column)


def _members(source: Source, picker: _Picker, *, is_given: bool) -> Iterator[Source]:
    try:
        with opening.opened(source.file) as stream:
            found = archives.entries(stream, archives.COLLECTION)
    except UnreadableDocument as error:
        if is_given or picker.names(source.path):
            yield replace(source, fault=error.with_traceback(None))
        return
    for entry in found:
        if picker.wants_member(source.path, entry.name):
            path = f"{source.path}/{entry.name}"
            yield Source(source.file, path, entry.name, entry.packed, entry.fault)


# ------------------------------------------------------------------------------------------ folders


def _walk_folder(root: str, prefix: str, picker: _Picker) -> Iterator[Source]:
    """Walk depth first with a stack of our own: folders may be nested deeper than Python recurses."""
    stack = [_entries(root, "", picker)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
            continue
        relative, is_folder = found
        full = os.path.join(root, relative)  # noqa: PTH118 (a million times; names may hold undecodable bytes)
        if not is_folder:
            yield from _documents(Source(Path(full), prefix + _printable(relative)), picker)
        elif _is_wanted(full, picker):
            try:
                stack.append(_entries(root, relative, picker))
            except OSError:  # it is counted, and reading it says why it failed
                yield Source(Path(full), prefix + _printable(relative))


def _entries(root: str, folder: str, picker: _Picker) -> Iterator[tuple[str, bool]]:
    """List one folder now (names only, to be sorted); hand out (path relative to root, is a folder)."""
    names = Sorted()
    folders: set[str] = set()
    base = f"{folder}/" if folder else ""
    with os.scandir(os.path.join(root, folder)) as listing:  # noqa: PTH118
        for entry in listing:
            name, path = entry.name, base + entry.name
            if entry.is_dir(follow_symlinks=False):
                if picker.wants_folder(path, name):
                    names.add(name)
                    folders.add(name)
            elif entry.is_file(follow_symlinks=False) and picker.wants_file(path, name):
                names.add(name)
    return ((base + name, name in folders) for name in names)


def _is_wanted(folder: str, picker: _Picker) -> bool:
    return not (picker.skip and _identity(folder) in picker.skip) and not _is_output(folder)


def _is_output(folder: str) -> bool:
    return all(os.path.lexists(os.path.join(folder, mark)) for mark in _OUTPUT_MARKS)  # noqa: PTH118


def _identity(path: str | Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 (names may hold undecodable bytes)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _is_hidden(name: str) -> bool:
    """Say whether a name is hidden or a leftover; `..txt` begins with a dot, but is somebody's text."""
    return (name.startswith(".") and not name.startswith("..")) or name.startswith("~$") or name in _LEFTOVERS


def _matches(globs: tuple[str, ...], path: str, name: str) -> bool:
    """Match shell globs; `*` also crosses folders, so that `**` only has to be allowed to match no folder."""
    return any(
        fnmatchcase(path, form) or fnmatchcase(name, form)
        for glob in globs
        for form in _forms(glob.removeprefix("./"))
    )


def _forms(glob: str) -> set[str]:
    shorter = glob.replace("/**/", "/")
    return {glob, shorter, shorter.removeprefix("**/"), shorter.rstrip("/"), shorter.removesuffix("/**")}


def _printable(path: str) -> str:
    r"""Write undecodable bytes of a name as `\xff`: paths end in JSON, which has no place for them."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
