"""The output folder of a run: what is finished, what is kept, and what a killed run left behind.

A document is finished when the journal says so for the same source, settings and binding terms, and its
files are there and whole. Terms bind when they come from a glossary or a review: a changed one redoes the
documents in which it occurs and no others. What a model decided stands, and redoes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from summarizer import journal as journals
from summarizer import rebuilding, rendering, reviews
from summarizer.cleaning.recurring import NOTHING, Recurring
from summarizer.errors import SummarizerError
from summarizer.files import DOCUMENTS, sweep, write_atomically
from summarizer.journal import Journal
from summarizer.learning import Learning
from summarizer.leverage import UserMemory
from summarizer.llm.calls import Complete, Reply, Request
from summarizer.reading import Source, digest
from summarizer.results import Result
from summarizer.tally import installed_version
from summarizer.termbase import Termbase
from summarizer.text import Article, Term
from summarizer.writing import write
from summarizer.writing.collections import Failure, failures_jsonl, results_jsonl, write_run
from summarizer.writing.naming import Naming

Sign = Callable[[Result], Result]


@dataclass(frozen=True)
class Layout:
    """Translated documents are also written in the form of their source; `bilingual`: with the Chinese."""

    bilingual: bool = False


@dataclass(frozen=True)
class Wanted:
    """What decides a result beside its source: the digest of all settings that matter, and the formats.

    `to` are the languages of full translations, or "" . A folder that was translated also satisfies a run
    that only summarizes.
    """

    stamp: str
    formats: tuple[str, ...]
    to: str = ""
    fresh: bool = False
    layout: Layout | None = None

    def satisfied_by(self, stamp: str, to: str) -> bool:
        """Whether a result made for `stamp` and `to` is what is wanted now."""
        return stamp == self.stamp and self.to in ("", to)


class Keeper(Protocol):
    """Where finished documents are kept: an output folder, or nowhere."""

    def finished(self, source: Source) -> bool:
        """Whether `source` was finished before, with these settings."""
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
    failures: list[Failure] = field(default_factory=list)
    learning: Learning | None = None  # where nothing is to be learnt
    # Documents that were kept, but whose outcome nobody has taken yet: path -> status.
    unseen: dict[str, str] = field(default_factory=dict)
    # The sources of documents under way, whose translations are to have their form.
    _sources: dict[str, Source] = field(default_factory=dict)
    _kept: set[int] = field(default_factory=set)  # the documents of this run, by the hash of their path

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
        self.termbase = Termbase.load(self.out / "terms.csv", glossaries, windows)
        self.wanted, self.sign = wanted, sign
        self._binding = _digest(term for term in self.termbase.rows() if _binds(term))
        self.journal.append("run", settings=wanted.stamp, version=installed_version())

    def in_doubt(self, stored: Callable[[str], bool]) -> list[dict[str, str]]:
        """The requests that a killed run sent and whose replies are not stored: they may have been billed."""
        return [
            {"key": key, "document": document, "task": task}
            for key, (document, task) in self.state.in_doubt.items()
            if not stored(key)
        ]

    def listed(self, sources: Iterable[Source]) -> Iterator[Source]:
        """`sources`, with the ones noted whose outputs cannot have their names."""
        naming = Naming()
        for source in sources:
            named = naming(source.path)
            if named.changed:
                self.renamed[source.path] = named.name
            yield source

    def name(self, path: str) -> str:
        """What the outputs of a document are called, below `documents/` and without suffix."""
        return self.renamed.get(path, path)

    def finished(self, source: Source) -> bool:
        """Whether the document is done, with these settings, from this very source."""
        done = self._is_done(source.path, lambda: digest(source))
        if not done and self.wanted.layout:
            self._sources[source.path] = source
        return done

    def made(self, path: str, sha256: str) -> Result | None:
        """The result of a document with this content, made with these settings in this run or before."""
        if hash(path) not in self._kept and not self._is_done(path, lambda: sha256):
            return None
        try:
            file = self.out / DOCUMENTS / f"{self.name(path)}.json"
            result = Result.model_validate_json(file.read_bytes())
        except (OSError, ValueError):
            return None
        return result if result.document.sha256 == sha256 else None

    def _is_done(self, path: str, sha256_of: Callable[[], str]) -> bool:
        record = self.state.documents.get(path)
        if record is None or self.wanted.fresh or record.name != self.name(path):
            return False
        parts = record.fingerprint.split("|")
        if len(parts) != 5 or not record.files:  # a line that was damaged, or is not ours
            return False
        stamp, to, sha256, binding, own = parts
        if not self.wanted.satisfied_by(stamp, to) or sha256 != sha256_of():
            return False
        if not all(_whole(self.out / file) for file in record.files):
            return False
        return binding == self._binding or own == self._own_binding(record.files[0])

    def reviewed(self) -> UserMemory:
        """What people approved of in this folder (`reviewed.jsonl`): it is never translated again."""
        return UserMemory((row.zh, row.text, row.to) for row in reviews.load(self.out))

    def status_before(self, path: str) -> str:
        """How an earlier run finished the document, or "" ."""
        record = self.state.documents.get(path)
        return record.status if record else ""

    def learn(self, window: int, articles: Sequence[Article]) -> Recurring:
        """Learn which lines recur, and write it down before anything is built on it."""
        return self.learning.learn(window, articles) if self.learning else NOTHING

    def settled(self, termbase: Termbase, window: int, names: Sequence[str]) -> None:
        """Write the termbase, then note in the journal which window decided what."""
        termbase.save(self.out / "terms.csv", root=self.out)
        self.journal.append("settled", window=window, names=list(names))

    def keep(self, path: str, result: Result) -> Result:
        """Write the result's files and its line in the journal."""
        result = self.sign(result)
        name = self.name(path)
        result, others = self._in_its_own_form(path, result)
        files = [*write(result, self.out, name, self.wanted.formats, self.termbase.names)]
        for suffix, data in others.items():
            files.append(self.out / DOCUMENTS / f"{name}{suffix}")
            write_atomically(files[-1], data, root=self.out)
        bill = result.provenance
        own = _digest(term for term in rendering.terms_in(result, self.termbase.view()) if _binds(term))
        parts = (self.wanted.stamp, self.wanted.to, result.document.sha256, self._binding, own)
        self.journal.append(
            "document",
            path=path,
            name=name,
            sha256=result.document.sha256,
            fingerprint="|".join(parts),
            status=result.status,
            files=[file.relative_to(self.out).as_posix() for file in files],
            requests=bill.requests,
            tokens=bill.tokens.model_dump(),
            cost=bill.cost_usd,
        )
        self._kept.add(hash(path))
        self.unseen[path] = result.status
        return result

    def _in_its_own_form(self, path: str, result: Result) -> tuple[Result, dict[str, bytes]]:
        """The translated document in the form of its source, by suffix, where that is wanted and possible."""
        source = self._sources.pop(path, None)
        if source is None or self.wanted.layout is None or not self.wanted.to:
            return result, {}
        files, problems = rebuilding.rebuilt(source, result, bilingual=self.wanted.layout.bilingual)
        return rebuilding.noted(result, problems), files

    def fail(self, failure: Failure) -> None:
        """Note a document that failed; the next run tries it again."""
        self._sources.pop(failure.path, None)
        self.failures.append(failure)
        self.journal.append("failed", path=failure.path, error=failure.error, code=failure.code)

    def close(self, sources: Iterable[Source], run: dict[str, Any], why: str) -> None:
        """Write what belongs to the folder as a whole, and end the run in the journal."""
        try:
            self.termbase.save(self.out / "terms.csv", root=self.out)
            results_jsonl(
                self.out, (self.name(source.path) for source in sources), self.out / "results.jsonl"
            )
            failures_jsonl(self.failures, self.out / "failures.jsonl")
            if self.learning:
                self.learning.close(done=not why)
            write_run({**run, "renamed": self.renamed}, self.out / "run.json")
            self.journal.append("stopped", why=why or "done")
        finally:
            self.journal.close()

    def _own_binding(self, file: str) -> str:
        """The digest of the binding terms that occur in a finished result now."""
        try:
            result = Result.model_validate_json((self.out / file).read_bytes())
        except (OSError, ValueError):
            return ""
        return _digest(term for term in rendering.terms_in(result, self.termbase.view()) if _binds(term))


def sending(complete: Complete, journal: Journal) -> Complete:
    """`complete`, with a line in the journal before each request: what a kill leaves open can be named."""

    async def noted(request: Request) -> Reply:
        journal.append("sent", key=request.key, document=request.document, task=request.task)
        return await complete(request)

    return noted


def answering(complete: Complete, journal: Journal) -> Complete:
    """`complete`, with a line in the journal once the reply is stored, or certain not to come."""

    async def noted(request: Request) -> Reply:
        try:
            reply = await complete(request)
        except SummarizerError:
            journal.append("answered", key=request.key)
            raise
        if not reply.from_cache:
            journal.append("answered", key=request.key)
        return reply

    return noted


def _binds(term: Term) -> bool:
    return term.origin in ("glossary", "reviewed") or term.status == "reviewed"


def _digest(terms: Iterable[Term]) -> str:
    rows = sorted(f"{term.zh}\x1f{term.en}\x1f{'|'.join(term.variants)}" for term in terms)
    return hashlib.sha256("\n".join(rows).encode("utf-8", "replace")).hexdigest()[:16]


def _whole(file: Path) -> bool:
    """Whether an output is there and was not cut off (by a power failure; writing is atomic)."""
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, 2)
            opened.seek(max(0, size - 2))
            end = opened.read()
    except OSError:
        return False
    return end == b"}\n" if file.suffix == ".json" else size > 0
