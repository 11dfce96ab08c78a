"""What a folder has learnt about lines that recur, kept with the output folder.

    learnt.jsonl    the lines themselves: for who wants to know, and for every later run; it only grows
    learning.jsonl  what was counted: the counters as the last run that came to its end left them, then what
                    runs since have counted, window by window; a run that comes to its end puts it together

A document sees what earlier runs have learnt, and what this one learnt up to the document's window. So that
a run that goes on after a kill sees the same, it takes in what was counted of a window before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarizer.cleaning.recurring import Learner, Learnt, Recurring, Sample, sample, texts_of
from summarizer.errors import UsageError
from summarizer.files import printable, refuse_links, write_atomically
from summarizer.journal import Journal
from summarizer.text import Article

LEARNT, LEARNING = "learnt.jsonl", "learning.jsonl"

_WINDOW, _NUMBER = b'{"event":"window",', b'"window":'


@dataclass
class Learning:
    """The knowledge of the folder `out`, for one run at a time.

    `epoch` counts the runs that came to their end; a line of a later epoch was learnt in a run that did not,
    and is not known before it is found again. `written` are the lines that the file has, `waiting` where in
    the file what was counted of a window is.
    """

    out: Path
    learner: Learner
    epoch: int = 0
    begun: bool = False
    grown: bool = False
    written: set[int] = field(default_factory=set)
    waiting: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def open(cls, out: Path) -> Learning:
        """Take up what is known, but for lines that make no sense. Raises UsageError for unreadable files."""
        counted = _Counted.read(out / LEARNING)
        lines = list(_learnt(out / LEARNT))
        epoch = max((epoch for epoch, _ in lines), default=0) if counted.epoch is None else counted.epoch
        counted.learner.known = Recurring(frozenset(line.key for then, line in lines if then <= epoch))
        written = {line.key for _, line in lines}
        begun = counted.epoch is not None
        return cls(out, counted.learner, epoch, begun, bool(counted.waiting), written, counted.waiting)

    def learn(self, window: int, articles: Sequence[Article]) -> Recurring:
        """Count the documents of a window, as they were cleaned alone; returns what is known to recur by now.

        Windows must come in order. What was found, and what was counted, is written first.
        """
        found = self._take_waiting(window)
        samples = [one for one in map(sample, articles) if one.mark not in self.learner.seen]
        found += self.learner.take(samples)
        self._write(texts_of(found, articles))
        if samples:
            self._note(window, samples)
        return self.learner.known

    def _note(self, window: int, samples: Sequence[Sample]) -> None:
        """Write down what was counted of a window."""
        documents = [[one.mark, one.group, one.signs, one.heads, one.lines] for one in samples]
        with Journal.open(self.out / LEARNING) as file:
            if not self.begun:
                file.append("counts", epoch=self.epoch)
            file.append("window", window=window, documents=documents)
        self.begun = self.grown = True

    def close(self, *, done: bool) -> None:
        """End the run; with `done`, what it counted is there for all documents of the next.

        Without, the next run goes on where this one stopped. Raises UsageError if it cannot be written.
        """
        if not done or not self.grown:
            return
        for window in sorted(self.waiting):
            self._take_waiting(window)
        tables = (self.learner.counts, self.learner.stories, self.learner.seen)
        names = ("counts", "stories", "seen")
        flat = {
            name: [n for item in table.items() for n in item]
            for name, table in zip(names, tables, strict=True)
        }
        line = json.dumps({"event": "counts", "epoch": self.epoch + 1, **flat}, separators=(",", ":"))
        write_atomically(self.out / LEARNING, line.encode() + b"\n", root=self.out)

    def _take_waiting(self, window: int) -> list[tuple[str, int]]:
        """Take in what a run before this one counted of a window; returns what was found by that."""
        found = []
        for place in self.waiting.pop(window, ()):
            with (self.out / LEARNING).open("rb") as file:
                file.seek(place)
                found += self.learner.take(_samples(file.readline()))
        return found

    def _write(self, lines: Iterable[Learnt]) -> None:
        new = [line for line in lines if line.key not in self.written]
        if not new:
            return
        with Journal.open(self.out / LEARNT) as file:
            for line in new:
                file.append("learnt", epoch=self.epoch + 1, group=line.group, line=line.line)
                self.written.add(line.key)


@dataclass
class _Counted:
    """What `learning.jsonl` says; `epoch` is None where it has no counters."""

    learner: Learner = field(default_factory=Learner)
    epoch: int | None = None
    waiting: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> _Counted:
        counted, place = cls(), 0
        for line in _rows(path):
            if line.startswith(_WINDOW):
                number = line[:200].partition(_NUMBER)[2].partition(b",")[0]
                if number.isdigit() and line.endswith(b"}\n"):
                    counted.waiting.setdefault(int(number), []).append(place)
            elif (entry := _entry(line)) and isinstance(entry.get("epoch"), int):
                counted._begin(entry)
            place += len(line)
        return counted

    def _begin(self, entry: dict[str, Any]) -> None:
        self.epoch, self.waiting = entry["epoch"], {}
        self.learner = Learner(
            counts=_table(entry.get("counts")),
            stories=_table(entry.get("stories")),
            seen=_table(entry.get("seen")),
        )


def _table(flat: Any) -> dict[int, int]:
    if not isinstance(flat, list) or not all(isinstance(number, int) for number in flat):
        return {}
    return dict(zip(flat[::2], flat[1::2], strict=False))


def _samples(line: bytes) -> list[Sample]:
    entry = _entry(line) or {}
    try:
        return [
            Sample(int(mark), str(group), tuple(map(int, signs)), _heads(heads), tuple(map(int, lines)))
            for mark, group, signs, heads, lines in entry["documents"]
        ]
    except (KeyError, TypeError, ValueError):
        return []


def _heads(heads: Any) -> tuple[int, int, int]:
    title, first, second = map(int, heads)
    return title, first, second


def _learnt(path: Path) -> Iterator[tuple[int, Learnt]]:
    """The lines of the file with their epochs; without one it was there from the beginning."""
    for row in _rows(path):
        entry = _entry(row) or {}
        group, line, epoch = entry.get("group"), entry.get("line"), entry.get("epoch", 0)
        if isinstance(group, str) and isinstance(line, str) and isinstance(epoch, int):
            yield epoch, Learnt(group, line)


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) else None


def _rows(path: Path) -> Iterator[bytes]:
    """The lines of a file that may not be there. Raises UsageError if it cannot be read."""
    refuse_links(path)
    try:
        with path.open("rb") as file:
            yield from file
    except FileNotFoundError:
        return
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        hint = "Move it away, or choose another folder with -o."
        raise UsageError(f"Cannot read {printable(path)}: {reason}.", hint) from error
