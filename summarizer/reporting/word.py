"""`digest.docx`: the folder to read in Word or on paper: contents, a brief of each document, the names.

A file has at most 500 documents, about a thousand pages: what is longer opens slowly in Word. Larger folders
become `digest-1.docx`, `digest-2.docx`, ... The contents are a field that Word can bring up to date, and are
useful before that. Equal results give equal files: all dates are those of the results.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from summarizer.fields import DateValue, NewsFields, items_of
from summarizer.files import streamed, unwritable
from summarizer.reporting.word_brief import anchor, brief, heading_text
from summarizer.reporting.word_frame import fill, frame
from summarizer.reporting.word_markup import (
    contents,
    heading,
    link,
    page_break,
    paragraph,
    run,
    shares,
    space,
    table,
)
from summarizer.results import Result
from summarizer.text import Term
from summarizer.writing.plain import plain, shortened
from summarizer.writing.tables import kind_of
from summarizer.writing.wording import all_names, counted, date_text, moment_text

MOST_DOCUMENTS = 500  # in one file
_OURS = re.compile(r"digest(?:-[1-9][0-9]{0,5})?\.docx")
_SPOOL_BYTES = 16 << 20  # what of the briefs is kept in memory; the rest waits on the disk
_CHUNK = 1 << 20
_LONGEST_ENTRY, _LONGEST_DATE = 240, 30
_CITED = 24  # documents listed beside a name
_KINDS = ("person", "organisation", "place", "programme")
_UNTITLED = "results"


@dataclass(slots=True)
class Volume:
    """What is remembered of the documents of one file while its briefs go by.

    `first` is the number of the first; `cited` are the documents of each name (kind and Chinese).
    """

    first: int
    entries: list[str] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)
    dates: list[str] = field(default_factory=list)
    latest: str = ""
    english: dict[tuple[str, str], str] = field(default_factory=dict)
    cited: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    @property
    def following(self) -> int:
        """The number of the next document."""
        return self.first + len(self.entries)

    def add(self, result: Result, names: Mapping[str, str]) -> None:
        """Take the next document in."""
        self._list(result, names)
        fields, made = result.fields, result.provenance
        published = fields.publication_date if isinstance(fields, NewsFields) else DateValue()
        self.entries.append(_entry(result, published, self.following))
        self.dates += [published.iso.split("/")[0]] * bool(published.iso)
        self.statuses[result.status] += 1
        self.kinds[kind_of(result)] += bool(kind_of(result))
        self.models[made.model] += bool(made.model)
        self.latest = max(self.latest, made.created_at)

    def _list(self, result: Result, names: Mapping[str, str]) -> None:
        """Note the names of a document for the glossary."""
        for _, item in items_of(result.fields) if isinstance(result.fields, NewsFields) else ():
            if item.claim in _KINDS and item.zh:
                key = (item.claim, item.zh)
                self.english.setdefault(key, names.get(item.zh) or item.en)
                cited = self.cited.setdefault(key, [])
                if cited[-1:] != [self.following]:
                    cited.append(self.following)


def write(results: Iterator[Result], terms: Sequence[Term], folder: Path) -> list[Path]:
    """Write `digest.docx`, or `digest-1.docx` and so on for more than 500 documents; returns the paths.

    Digests of earlier reports that this one does not have are removed. Raises UsageError for what cannot be
    written, and where python-docx (the extra `office`) is not installed.
    """
    known = {term.zh: term.en for term in terms}
    paths: list[Path] = []
    frame("", "", "")  # without the library, say so before anything is read
    upcoming, number = next(results, None), 1
    while upcoming is not None or not paths:
        with SpooledTemporaryFile(_SPOOL_BYTES) as spool:
            batch = islice(chain(filter(None, (upcoming,)), results), MOST_DOCUMENTS)
            volume = _gather(batch, known, number, spool)
            upcoming, number = next(results, None), volume.following
            part = len(paths) + 1 if paths or upcoming is not None else 0
            paths.append(_bind(volume, spool, folder, part))
    _sweep(folder, paths)
    return paths


def _gather(results: Iterator[Result], known: Mapping[str, str], first: int, spool: IO[bytes]) -> Volume:
    """Write the briefs to `spool`."""
    volume = Volume(first)
    for result in results:
        names = all_names(result, known)
        spool.writelines(piece.encode() for piece in brief(result, names, volume.following))
        volume.add(result, names)
    return volume


def _bind(volume: Volume, spool: IO[bytes], folder: Path, part: int) -> Path:
    """Write a file; `part` is its number, or 0 for the only one."""
    name = folder.resolve().name or _UNTITLED
    title = f"Digest of {name}" + (f", part {part}" if part else "")
    framed = frame(title, title, volume.latest)
    before = chain(_title_page(volume, name, part, folder), contents(_listed(volume)))
    body = chain(map(str.encode, before), _pieces(spool), map(str.encode, _glossary(volume)))
    path = folder / (f"digest-{part}.docx" if part else "digest.docx")
    with streamed(path, durable=False, root=folder) as file:
        fill(framed, body, file)
    return path


def _pieces(spool: IO[bytes]) -> Iterator[bytes]:
    spool.seek(0)
    while chunk := spool.read(_CHUNK):
        yield chunk


def _title_page(volume: Volume, name: str, part: int, folder: Path) -> Iterator[str]:
    yield paragraph(run("Digest"), style="Title")
    yield paragraph(run(name + (f" — part {part}" if part else "")), style="Subtitle")
    rows = [(what, plain(value)) for what, value in _facts(volume, part, folder) if value]
    filled = ([run(what, bold=True), run(value)] for what, value in rows)
    yield from table(("This report", ""), filled, (2400, 7012))
    yield paragraph(
        run(
            "Machine translation, checked by code, not edited by a person. Numbers in brackets, such as [4], "
            "are lines of the Chinese source; ⚠1 refers to the first finding of the document."
        ),
        style="Facts",
    )
    yield page_break()


def _facts(volume: Volume, part: int, folder: Path) -> Iterator[tuple[str, str]]:
    """What is told of the folder, or of the part of it that the file has."""
    count = len(volume.entries)
    span = f" ({volume.first:,} to {volume.following - 1:,} of the folder)" if part else ""
    yield "Documents", f"{count:,}{span}"
    yield "Published", _span(volume)
    yield (
        "Kinds",
        ", ".join(
            f"{number:,} {kind.replace('_', ' ')}" for kind, number in volume.kinds.most_common() if kind
        ),
    )
    verified, flagged = volume.statuses["verified"], volume.statuses["flagged"]
    yield "Verified by code", f"{verified:,} of {count:,}; {flagged:,} flagged, each with its findings"
    failed = _failed(folder)
    yield "Not in here", f"{counted(failed, 'document')} that failed; see failures.jsonl" if failed else ""
    yield "Made", moment_text(volume.latest)
    yield "Model", ", ".join(model for model, _ in volume.models.most_common() if model)


def _span(volume: Volume) -> str:
    """From the first date to the last."""
    if not volume.dates:
        return "no dates"
    first, last = (date_text(DateValue(iso=end)) for end in (min(volume.dates), max(volume.dates)))
    undated = len(volume.entries) - len(volume.dates)
    without = f"; {counted(undated, 'document')} without a date" if undated else ""
    return (first if first == last else f"{first} to {last}") + without


def _failed(folder: Path) -> int:
    """How many documents failed, as far as the folder says."""
    try:
        with (folder / "failures.jsonl").open("rb") as lines:
            return sum(bool(line.strip()) for line in lines)
    except OSError:
        return 0


def _entry(result: Result, published: DateValue, number: int) -> str:
    """A line of the contents: title, date and status; page numbers come when Word is asked for them."""
    title = shortened(plain(heading_text(result, number)), _LONGEST_ENTRY)
    date = shortened(plain(date_text(DateValue(iso=published.iso))), _LONGEST_DATE)
    flag = space() + run("· flagged", "Bad") if result.status == "flagged" else ""
    when = space() + run(f"· {date}", "Quiet", together=True) if date else ""
    return link(anchor(number), run(title)) + when + flag


def _listed(volume: Volume) -> Iterator[str]:
    yield from volume.entries
    if volume.cited:
        yield link("glossary", run("Glossary of names"))


def _glossary(volume: Volume) -> Iterator[str]:
    """Every name with its English and the documents that it is in."""
    if not volume.cited:
        return
    yield heading(1, "Glossary of names", "glossary", volume.following)
    for kind in _KINDS:
        found = sorted(
            ((volume.english[key], key[1], cited) for key, cited in volume.cited.items() if key[0] == kind),
            key=lambda row: (not row[0], row[0].casefold(), row[1]),
        )
        if found:
            columns = ("English", "Chinese", "Documents")
            widths = shares(columns, [(en, zh, "1, 2, 3, 4, 5, 6") for en, zh, _ in found])
            yield heading(2, {"person": "People"}.get(kind, f"{kind.capitalize()}s"))
            yield from table(columns, ([run(en), run(zh), _links(cited)] for en, zh, cited in found), widths)


def _links(cited: Sequence[int]) -> str:
    """Links to documents, by their numbers."""
    shown = (run(",") + space()).join(link(anchor(number), run(str(number))) for number in cited[:_CITED])
    more = len(cited) - _CITED
    return shown + (space() + run(f"and {more:,} more", "Quiet") if more > 0 else "")


def _sweep(folder: Path, paths: Sequence[Path]) -> None:
    """Remove the digests of earlier reports."""
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name) and path not in paths and path.is_file() and not path.is_symlink():
            try:
                path.unlink()
            except OSError as error:
                raise unwritable(path, error) from error
