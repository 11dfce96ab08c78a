"""The output folder of a run: what is finished, what is kept, and what a killed run left behind.

A document is finished when the journal says so for the same source, settings and binding terms, and its
files are there and whole. Terms bind when they come from a glossary or a review: a changed one redoes the
documents in which it occurs and no others. What a model decided stands, and redoes nothing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from summarizer import journal as journals
from summarizer import rebuilding, rendering, reviews
from summarizer.cleaning.recurring import NOTHING, Recurring
from summarizer.errors import DocumentError
from summarizer.files import DOCUMENTS, sweep
from summarizer.journal import Journal
from summarizer.learning import Learning
from summarizer.leverage import UserMemory
from summarizer.reading import Source, Web, digest
from summarizer.records import Record, is_whole, marks
from summarizer.results import Result
from summarizer.tally import installed_version
from summarizer.termbase import Termbase
from summarizer.text import Article, Term
from summarizer.writing import put
from summarizer.writing.collections import Failure, failures_jsonl, results_jsonl, write_run
from summarizer.writing.naming import Naming

Sign = Callable[[Result], Result]
GROWTH = 1.25  # a termbase is written again when it has grown so much


@dataclass(frozen=True)
class Layout:
    """Translated documents are also written in the form of their source; `bilingual`: with the Chinese."""

    bilingual: bool = False


@dataclass(frozen=True)
class Wanted:
    """What decides a result beside its source: the digest of all settings that matter, and the formats.

    `to` are the languages of full translations, or "", and `layout` says how these are written beside the
    result. A folder that was translated also satisfies a run that only summarizes.
    """

    stamp: str
    formats: tuple[str, ...]
    to: str = ""
    fresh: bool = False
    layout: Layout | None = None

    @property
    def rendered(self) -> str:
        """What is wanted beyond a digest: the languages, and whether in the form of the source; or ""."""
        if not self.to or self.layout is None:
            return self.to
        return f"{self.to}+source{'+bilingual' if self.layout.bilingual else ''}"

    def satisfied_by(self, stamp: str, rendered: str) -> bool:
        """Whether a result made for `stamp` and `rendered` is what is wanted now."""
        return stamp == self.stamp and self.rendered in ("", rendered)


class Keeper(Protocol):
    """Where finished documents are kept: an output folder, or nowhere."""

    def finished(self, source: Source) -> bool:
        """Whether `source` was finished before, with these settings. Known since it was listed."""
        ...

    def learn(self, window: int, articles: Sequence[Article]) -> Recurring:
        """Learn from a window's documents, durably; returns which lines are known to recur by now."""
        ...

    def settled(self, termbase: Termbase, window: int, names: Sequence[str]) -> None:
        """Make the names that were just decided durable, before anything is built on them."""
        ...

    def keep(self, path: str, result: Result) -> Result:
        """Write a result with its bill, and return it so."""
        ...


class Memory:
    """A keeper for single documents: signs the bill and keeps nothing."""

    def __init__(self, sign: Sign) -> None:
        self._sign = sign

    def finished(self, source: Source) -> bool:  # noqa: ARG002 - nothing is ever finished before
        """Never."""
        return False

    def learn(self, window: int, articles: Sequence[Article]) -> Recurring:  # noqa: ARG002
        """Nothing: a single document recurs nowhere."""
        return NOTHING

    def settled(self, termbase: Termbase, window: int, names: Sequence[str]) -> None:
        """Nothing to make durable."""

    def keep(self, path: str, result: Result) -> Result:  # noqa: ARG002
        """The result with its bill."""
        return self._sign(result)


@dataclass(slots=True)
class UnderWay:
    """A source that was listed and has no outcome yet, with its marks then; whether it was finished before,
    and its status then ("" for one that never was).
    """

    source: Source
    seen: str
    done: bool = False
    status: str = ""


@dataclass
class Folder:
    """A keeper that writes below `out`. Use it inside `journal.lock(out)`, from one run at a time."""

    out: Path
    journal: Journal
    state: journals.State
    wanted: Wanted = Wanted("", ())
    sign: Sign = lambda result: result
    termbase: Termbase = field(default_factory=Termbase)
    renamed: dict[str, str] = field(default_factory=dict)
    learning: Learning | None = None  # where nothing is to be learnt
    # Documents that were kept, but whose outcome nobody has taken yet: path -> status.
    unseen: dict[str, str] = field(default_factory=dict)
    under_way: dict[str, UnderWay] = field(default_factory=dict)  # path -> what was listed and has not ended
    latest: str = ""  # the path listed last, and how many there were
    count: int = 0
    kept: int = 0  # documents that this run finished
    _due: int = 0  # how many terms there must be before they are written to their file again
    _failed: int = 0
    _start: int = 0  # where in the journal this run begins
    _names: str = ""  # the digest of all names in order, once they are all listed

    @classmethod
    def open(cls, out: Path) -> Folder:
        """Take up the folder as the last run left it. Raises UsageError if it cannot be used."""
        state = journals.read(out / "journal.jsonl")
        if state.unfinished:
            sweep(out)
        return cls(out, Journal.open(out / "journal.jsonl"), state)

    def begin(self, wanted: Wanted, sign: Sign, glossaries: Sequence[Path]) -> None:
        """Begin a run: what is wanted of it, who signs the results, what binds its names.

        A run that goes on where one with the same settings was cut short sees names in the same windows.
        """
        windows = self.state.windows if self.state.settings == wanted.stamp else None
        decided = [Term(**{**row, "variants": tuple(row["variants"])}) for row in self.state.terms]
        self.termbase = Termbase.load(self.out / "terms.csv", glossaries, windows, decided)
        self.termbase.take_edits(self.state.written)
        self.state.terms.clear()
        self.state.written.clear()
        self.wanted, self.sign = wanted, sign
        self._binding = _digest(term for term in self.termbase.rows() if term.binds)
        self._start = self.journal.size()
        self.journal.append("run", settings=wanted.stamp, version=installed_version())

    def in_doubt(self, stored: Callable[[str], bool]) -> list[dict[str, str]]:
        """The requests that a killed run sent and whose replies are not stored: they may have been billed."""
        return [
            {"key": key, "document": document, "task": task}
            for key, (document, task) in self.state.in_doubt.items()
            if not stored(key)
        ]

    def listed(self, sources: Iterable[Source]) -> Iterator[Source]:
        """`sources`, each looked up: what its outputs are called, and whether it was finished before."""
        naming, names = Naming(), hashlib.sha256()
        for source in sources:
            named = naming(source.path)
            if named.changed:
                self.renamed[source.path] = named.name
            names.update(named.name.encode("utf-8", "surrogatepass") + b"\n")
            self.latest, self.count = source.path, self.count + 1
            self._look(source)
            yield source
        self._names = names.hexdigest()[:32]

    def name(self, path: str) -> str:
        """What the outputs of a document are called, below `documents/` and without suffix."""
        return self.renamed.get(path, path)

    def finished(self, source: Source) -> bool:
        """Whether the document is done, with these settings, from this very source."""
        return (self.under_way.get(source.path) or self._look(source)).done

    def unfinished(self, sources: Iterable[Source]) -> Iterator[Source]:
        """Those of `sources` that are probably still to be done, by what the journal says: a quick look."""
        for source in sources:
            record = self.state.documents.get(source.path)
            if self.wanted.fresh or record is None or not record.fingerprint.startswith(self.wanted.stamp):
                yield source

    def ended(self, path: str) -> None:
        """A document has its outcome, and somebody took it."""
        self.unseen.pop(path, None)
        self.under_way.pop(path, None)

    def made(self, path: str, sha256: str) -> Result | None:
        """The result of a document with this content, made with these settings in this run or before."""
        record = self.state.documents.get(path)
        if record is None or not (record.now or self._is_done(path, record, lambda: sha256)):
            return None
        try:
            file = self.out / DOCUMENTS / f"{self.name(path)}.json"
            result = Result.model_validate_json(file.read_bytes())
        except (OSError, ValueError):
            return None
        return result if result.document.sha256 == sha256 else None

    def _look(self, source: Source) -> UnderWay:
        """Find out whether a source was finished before. One that cannot be read was not."""
        fixed = not isinstance(source.place, Web) and not source.fault
        seen = marks(source.file, now=time.time_ns()) if fixed else ""
        found = self.under_way[source.path] = UnderWay(source, seen)
        record = self.state.documents.get(source.path)
        if record is not None:
            found.status = record.status
            with suppress(DocumentError):
                found.done = self._is_done(source.path, record, lambda: self._content(source, record, seen))
        return found

    def _content(self, source: Source, record: Record, seen: str) -> str:
        """The SHA-256 of a source: that of the record where all marks of the file are still the same."""
        known = record.fingerprint.split("|")[2]
        if seen and seen == record.seen:
            return known
        found = digest(source)
        if seen and found == known:
            self.journal.append("seen", path=source.path, seen=seen)
        return found

    def _is_done(self, path: str, record: Record, sha256_of: Callable[[], str]) -> bool:
        if self.wanted.fresh or record.name != self.name(path):
            return False
        parts = record.fingerprint.split("|")
        if len(parts) != 5 or not record.files:  # a line that was damaged, or is not ours
            return False
        stamp, rendered, sha256, binding, own = parts
        if not self.wanted.satisfied_by(stamp, rendered) or sha256 != sha256_of():
            return False
        if not is_whole(self.out, record):
            return False
        return binding == self._binding or own == self._own_binding_of(record.files[0])

    def reviewed(self) -> UserMemory:
        """What people approved of in this folder (`reviewed.jsonl`): it is never translated again."""
        return UserMemory.of((row.document, row.zh, row.text, row.to) for row in reviews.load(self.out))

    def status_before(self, path: str) -> str:
        """How an earlier run finished the document, or "" ."""
        if found := self.under_way.get(path):
            return found.status
        record = self.state.documents.get(path)
        return record.status if record else ""

    def learn(self, window: int, articles: Sequence[Article]) -> Recurring:
        """Learn which lines recur, and write it down before anything is built on it."""
        return self.learning.learn(window, articles) if self.learning else NOTHING

    def settled(self, termbase: Termbase, window: int, names: Sequence[str]) -> None:
        """Note in the journal which window decided what, and write the termbase now and then: it is written
        whole, and who goes on after a kill has the rest from the journal.
        """
        terms = [{name: getattr(term, name) for name in journals.TERM} for term in termbase.changes()]
        self.journal.append("settled", window=window, names=list(names), terms=terms)
        if len(termbase) >= self._due:
            termbase.save(self.out / "terms.csv", root=self.out)
            self._due = int(len(termbase) * GROWTH)

    def keep(self, path: str, result: Result) -> Result:
        """Write the result's files and its line in the journal."""
        result = self.sign(result)
        name = self.name(path)
        result, others = self._in_its_own_form(path, result)
        made = put(result, self.out, name, self.wanted.formats, self.termbase.names, others=others)
        result = made.result
        bill = result.provenance
        own = self._own_binding(result)
        parts = (self.wanted.stamp, self.wanted.rendered, result.document.sha256, self._binding, own)
        listed = self.under_way.get(path)
        entry = {
            "path": path,
            "name": name,
            "sha256": result.document.sha256,
            "fingerprint": "|".join(parts),
            "status": result.status,
            "files": [*made.sizes],
            "sizes": [*made.sizes.values()],
            "seen": listed.seen if listed else "",
            "requests": bill.requests,
            "tokens": bill.tokens.model_dump(),
            "cost": bill.cost_usd,
        }
        self.journal.append("document", **entry)
        self.state.documents.put(path, Record.of(entry, now=True))
        self.kept += 1
        self.unseen[path] = result.status
        return result

    def _in_its_own_form(self, path: str, result: Result) -> tuple[Result, dict[str, bytes]]:
        """The translated document in the form of its source, by suffix, where that is wanted and possible."""
        listed = self.under_way.get(path)
        if listed is None or self.wanted.layout is None or not self.wanted.to:
            return result, {}
        files, problems = rebuilding.rebuilt(listed.source, result, bilingual=self.wanted.layout.bilingual)
        return rebuilding.noted(result, problems), files

    def fail(self, failure: Failure) -> None:
        """Note a document that failed; the next run tries it again."""
        self._failed += 1
        entry = {"path": failure.path, "error": failure.error, "code": failure.code, "hint": failure.hint}
        self.journal.append("failed", **entry)

    def close(self, sources: Iterable[Source], run: dict[str, Any], why: str) -> None:
        """Write what belongs to the folder as a whole, and end the run in the journal."""
        try:
            self.termbase.save(self.out / "terms.csv", root=self.out)
            results = self.out / "results.jsonl"
            if not self._is_collected(results):
                results_jsonl(self.out, (self.name(source.path) for source in sources), results)
            failures_jsonl(self._failures(), self.out / "failures.jsonl")
            if self.learning:
                self.learning.close(done=not why)
            write_run({**run, "renamed": {**run.get("renamed", {}), **self.renamed}}, self.out / "run.json")
            kept = {name: run[name] for name in ("retries", "saved") if name in run}
            listed = {"listed": self._names, "collected": marks(results)} if self._names else {}
            self.journal.append("stopped", why=why or "done", **kept, **listed)
        finally:
            self.journal.close()
            self.state.documents.close()

    def _is_collected(self, results: Path) -> bool:
        """Whether `results.jsonl` is what it would become: the same names, nothing new, nobody changed it."""
        known, wrote = self.state.listed, self.state.collected
        return (
            not self.kept and bool(known) and known == self._names and bool(wrote) and wrote == marks(results)
        )

    def _failures(self) -> Iterator[Failure]:
        """The documents that failed in this run, as the journal has them."""
        if not self._failed:
            return
        path = self.out / "journal.jsonl"
        for entry in journals.entries(path, start=self._start, having=b'"event":"failed"'):
            yield Failure(*(str(entry.get(name, "")) for name in ("path", "error", "code", "hint")))

    def _own_binding_of(self, file: str) -> str:
        """The digest of the binding terms that occur in a finished result now."""
        try:
            return self._own_binding(Result.model_validate_json((self.out / file).read_bytes()))
        except (OSError, ValueError):
            return ""

    def _own_binding(self, result: Result) -> str:
        """The digest of the binding terms that occur in a result. Where none binds, none occurs."""
        if self._binding == _UNBOUND:
            return self._binding
        return _digest(term for term in rendering.terms_in(result, self.termbase.view()) if term.binds)


def _digest(terms: Iterable[Term]) -> str:
    rows = sorted(f"{term.zh}\x1f{term.en}\x1f{'|'.join(term.variants)}" for term in terms)
    return hashlib.sha256("\n".join(rows).encode("utf-8", "replace")).hexdigest()[:16]


_UNBOUND = _digest(())  # where nothing binds
