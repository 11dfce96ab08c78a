"""The names of a folder and their one English rendering each: `terms.csv`, the user's glossaries, decisions.

The glossary wins over what a person reviewed, that over what was decided, and a decision stands: whatever a
model proposes later is noted as a conflict and changes nothing.

Decisions are made window by window (fixed runs of documents in source order) while documents of earlier
windows are still under way. A `View` shows what was decided up to a window, whatever has happened since:
what a document's requests say never depends on timing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress, count
from pathlib import Path
from typing import NamedTuple, get_args

from summarizer import glossary, precedence
from summarizer.conflicts import Conflict, among
from summarizer.errors import UsageError
from summarizer.files import write_atomically
from summarizer.surfaces import closed, is_whole_word, plainly_quoted, unpadded
from summarizer.text import Name, Term, TermKind

_KIND_ORDER = {kind: index for index, kind in enumerate(get_args(TermKind))}
_LINES, _LONG = 4096, 1000  # how many lines are remembered, and how many characters they may have


class Imported(NamedTuple):
    """How many terms an imported table had, and how many of the termbase it changed or added."""

    terms: int
    changed: int


class View:
    """The terms as they stood when a window was closed. Terms of files are always seen, and None sees all."""

    def __init__(self, termbase: Termbase, window: int | None) -> None:
        self._termbase, self._window = termbase, window

    def get(self, zh: str) -> Term | None:
        """The term of exactly this Chinese form, or None."""
        term = self._termbase.get(zh)
        return term if term is not None and self._termbase.is_seen(term.zh, self._window) else None

    def matching(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`: see `Termbase.matching`."""
        return self._termbase.matching(text, self._window)

    @property
    def names(self) -> Mapping[str, str]:
        """Chinese form -> English: live and read-only, made without copying."""
        return _Names(self, self._termbase)


class _Names(Mapping[str, str]):
    def __init__(self, view: View, termbase: Termbase) -> None:
        self._view, self._termbase = view, termbase

    def __getitem__(self, zh: str) -> str:
        if (term := self._view.get(zh)) is None:
            raise KeyError(zh)
        return term.en

    def __iter__(self) -> Iterator[str]:
        return (term.zh for term in self._termbase.rows() if self._view.get(term.zh) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Termbase:
    """All terms of a folder, one for each Chinese form. Not for changing from several threads at once."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._terms: dict[str, Term] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._single: set[str] = set()
        self._first: set[str] = set()  # the characters that terms begin with
        self._quoted: dict[str, str] = {}  # form with plain quotation marks -> form
        self._windows: dict[str, int] = {}
        self._conflicts: dict[tuple[str, str], Conflict] = {}
        self._changed: dict[str, Term] = {}
        self._version = 0  # counts the changes
        self._remembered = lru_cache(_LINES)(self._within)
        for term in terms:
            self._put(term)

    @classmethod
    def load(
        cls,
        path: Path | None,
        glossaries: Sequence[Path] = (),
        windows: Mapping[str, int] | None = None,
        decided: Iterable[Term] = (),
    ) -> Termbase:
        """The terms of `path` (`OUT/terms.csv`; it need not exist), under those of the glossaries.

        Of several glossaries the later wins. Where glossaries are given, entries that an earlier run took
        from a glossary and that are in none of these are forgotten; what a person had reviewed before a
        glossary decided otherwise is there again. `windows` (Chinese form -> window, from
        the journal) is for going on with a run that was cut short, and so is what it had `decided` that may
        not be in the file. Raises UsageError naming file and line.
        """
        base = cls()
        if path is not None and path.exists():
            base._add_earlier(glossary.read(path), keep_glossary=not glossaries)
        for noted in decided:
            if (known := base.get(noted.zh)) is None or precedence.rank(known) < precedence.REVIEWED:
                base._put(noted)
        for given in glossaries:
            base._add_glossary(given)
        base._windows = {
            zh: window
            for zh, window in (windows or {}).items()
            if (term := base.get(zh)) is not None and precedence.rank(term) < precedence.REVIEWED
        }
        base.changes()
        return base

    def __len__(self) -> int:
        """The number of terms."""
        return len(self._terms)

    def get(self, zh: str) -> Term | None:
        """The term of this Chinese form, or None; blanks between the characters of a name are layout."""
        return self._terms.get(zh) or self._terms.get(unpadded(zh))

    def view(self, window: int | None = None) -> View:
        """What documents of this window may see: what was decided up to it. None sees everything."""
        return View(self, window)

    def is_seen(self, zh: str, window: int | None) -> bool:
        """Whether the term of this form, if there is one, was decided up to `window`."""
        return window is None or self._windows.get(zh, window) <= window

    @property
    def names(self) -> Mapping[str, str]:
        """Chinese form -> English, all of them: live and read-only, made without copying."""
        return self.view().names

    def missing(self, names: Iterable[Name]) -> list[Name]:
        """The names that have no English yet: in order, each Chinese form once."""
        distinct: dict[str, Name] = {}
        for name in names:
            if name.zh not in self._terms:
                distinct.setdefault(name.zh, name)
        return list(distinct.values())

    def decide(self, proposals: Iterable[Term], window: int | None = None) -> tuple[Term, ...]:
        """Add what is not decided yet, for `window` and those after it; returns the terms that stand now,
        one for each proposal.

        A different English for something that a model decided earlier is noted as a conflict; against
        the glossary and reviewed entries a proposal counts for nothing. Blank proposals are dropped.
        """
        standing = []
        for proposal in map(precedence.tidy, proposals):
            if not proposal.zh or not proposal.en:
                continue
            earlier = self._terms.get(proposal.zh)
            if earlier is None:
                if window is not None:  # before the term is there for others to see
                    self._windows[proposal.zh] = window
                self._put(proposal)
            elif precedence.rank(earlier) < precedence.REVIEWED and not glossary.agrees(earlier, proposal.en):
                self._put(precedence.contested(earlier, proposal.en))
            standing.append(self._terms[proposal.zh])
        return tuple(standing)

    def contest(self, zh: str, en: str) -> None:
        """Note that people render a term otherwise (`en`): for a person to decide; nothing else changes."""
        if (term := self._terms.get(zh)) is not None and not glossary.agrees(term, en):
            self._put(precedence.contested(term, en))

    def approve(self, zh: str, en: str) -> bool:
        """Take over the rendering that a person gave a term; False if that is what it had.

        The kind, variants and whatever else is known of the term stay.
        """
        term = self._terms.get(zh, Term(zh, ""))
        approved = precedence.tidy(replace(term, en=en))
        if not approved.zh or not approved.en or approved.en == term.en:
            return False
        self._put(precedence.reviewed(approved))
        return True

    def take_edits(self, written: Mapping[str, str]) -> None:
        """Take what a person changed in the file as reviewed: terms whose English is not what the program
        has `written` (Chinese -> English).
        """
        for zh, en in written.items():
            term = self._terms.get(zh)
            known = en.encode("utf-8", "replace").decode()
            if (
                term is not None
                and precedence.rank(term) < precedence.REVIEWED
                and not precedence.is_same(term.en, known)
            ):
                self._put(precedence.reviewed(term))

    def matching(self, text: str, window: int | None = None) -> tuple[Term, ...]:
        """The terms that occur in `text` and were decided up to `window`: by first place, each once.

        The longest match wins: a term inside a longer match does not count there (it may elsewhere);
        matches that only overlap both count. Latin terms match whole words; quotation marks match each
        other, whatever their shape; a name that is drawn apart is found, too. Linear in the text.
        """
        found = self._standing(text, window)
        drawn = closed(text)
        if len(drawn) < len(text):
            found |= {zh: term for zh, term in self._standing(drawn, window).items() if zh not in found}
        return tuple(found.values())

    def _standing(self, text: str, window: int | None) -> dict[str, Term]:
        """The terms of all lines; those of a line are remembered, because they are asked for again."""
        found: dict[str, Term] = {}
        for line in text.split("\n"):
            look = self._remembered if len(line) <= _LONG else self._within
            for zh, term in look(line, window, self._version).items():
                found.setdefault(zh, term)
        return found

    def _within(self, text: str, window: int | None, _version: int) -> dict[str, Term]:
        """The terms in a line as they stand at this version of the termbase. Not to be changed."""
        text = plainly_quoted(text) if self._quoted else text
        found: dict[str, Term] = {}
        covered, longer = 0, self._lengths
        for start in self._starts(text):
            term = self._longest_at(text, start, (*longer.get(text[start : start + 2], ()), 1), window)
            if term is not None and start + len(term.zh) > covered:
                covered = start + len(term.zh)
                found.setdefault(term.zh, term)
        return found

    def _starts(self, text: str) -> Iterable[int]:
        """Where in `text` a term may begin."""
        possible = compress(count(), map(self._first.__contains__, text))
        longer, single = self._lengths, self._single
        return [at for at in possible if text[at : at + 2] in longer or text[at] in single]

    def changes(self) -> list[Term]:
        """The terms that are new, or changed, since this was asked last."""
        changed, self._changed = list(self._changed.values()), {}
        return changed

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is wrong in the tables that were given, though it stops nothing: for the user."""
        return tuple(conflict.message for conflict in self._conflicts.values())

    def conflicts(self) -> tuple[Conflict, ...]:
        """What a person should look at, in a stable order."""
        conflicts = dict(self._conflicts)
        for term in self.rows():
            if term.status == "conflict" and precedence.ALSO_PROPOSED in term.note:
                proposed = filter(None, term.note.partition(precedence.ALSO_PROPOSED)[2].split(" | "))
                message = f"{term.zh} is “{term.en}”, but {term.note}."
                conflicts[term.zh, term.en] = Conflict((term.zh,), (term.en, *proposed), message)
        return (*conflicts.values(), *among(self.rows()))

    def rows(self) -> tuple[Term, ...]:
        """All terms by kind, then by Chinese form: the order of `terms.csv`, whatever order they came in."""
        return tuple(sorted(self._terms.values(), key=lambda term: (_KIND_ORDER[term.kind], term.zh)))

    def digest(self) -> str:
        """64 hex digits over what decides a translation: Chinese, English, variants, kind; not notes."""
        whole = hashlib.sha256()
        for term in self.rows():
            row = "\x1f".join((term.zh, term.en, term.kind, *term.variants))
            whole.update(row.encode("utf-8", "replace") + b"\n")
        return whole.hexdigest()

    def save(self, path: Path, *, root: Path | None = None) -> bool:
        """Write `terms.csv` whole; True if it changed. Raises UsageError if it cannot be written.

        What a model decided and a person should look at is marked there as a conflict.
        """
        return write_atomically(path, glossary.to_csv(self._marked()), root=root)

    def export(self, path: Path, form: str = "csv") -> bool:
        """Write all terms to `path` as csv, json, tbx or xlsx. Raises UsageError for any other form."""
        if form not in glossary.WRITERS:
            raise UsageError(
                f"Terms cannot be exported as “{form}”.", f"The formats are {', '.join(glossary.WRITERS)}."
            )
        return write_atomically(path, glossary.WRITERS[form](self._marked()))

    def _marked(self) -> list[Term]:
        """All terms; what a model decided is a conflict where names share an English, and else where it was
        contested.
        """
        rows = self.rows()
        doubtful = {zh for conflict in among(rows) for zh in conflict.zh}
        return [precedence.doubtful(term, is_doubtful=term.zh in doubtful) for term in rows]

    def import_(self, path: Path) -> Imported:
        """Take what a person changed in a table as reviewed, over all else, and what is new in it.

        A row that says what is known already leaves its term as it is, unless it says that the term is
        reviewed. What a table has no column for (kind, variants, note) is not changed by it.
        """
        entries, changed = self._given(path), 0
        for entry in entries:
            known = self._terms.get(entry.term.zh)
            term = precedence.reviewed(entry.term) if known is None else precedence.imported(entry, known)
            if term != known:
                self._put(term)
                changed += 1
        return Imported(len(entries), changed)

    def _longest_at(self, text: str, start: int, lengths: tuple[int, ...], window: int | None) -> Term | None:
        for length in lengths:
            form = text[start : start + length]
            term = self._terms.get(self._quoted.get(form, form))
            if (
                term is not None
                and len(term.zh) == length  # at the end of the text the slice is shorter
                and self.is_seen(term.zh, window)
                and is_whole_word(text, start, start + length)
            ):
                return term
        return None

    def _put(self, term: Term) -> None:
        """Store a term and make it findable by its first two characters, or its only one."""
        self._terms[term.zh] = self._changed[term.zh] = term
        form = plainly_quoted(term.zh)
        if '"' in form:
            self._quoted[form] = term.zh
        start, length = form[:2], len(form)
        self._first.add(form[:1])
        if length < 2:
            self._single.add(form)
        elif length not in self._lengths.get(start, ()):
            self._lengths[start] = tuple(sorted((*self._lengths.get(start, ()), length), reverse=True))
        self._version += 1  # last: what another thread finds meanwhile is remembered for what was before

    def _add_earlier(self, entries: Iterable[glossary.Entry], *, keep_glossary: bool) -> None:
        for entry in entries:
            term = entry.term
            if term.origin != "glossary":
                self._put(precedence.reviewed(term) if term.status == "reviewed" else term)
            elif keep_glossary:
                self._put(term)
            elif reviewed := precedence.reviewed_before(term):
                self._put(reviewed)

    def _add_glossary(self, path: Path) -> None:
        """Put a glossary over all else; a second English of one form is a conflict, the first stands."""
        for entry in self._given(path):
            known = self._terms.get(entry.term.zh)
            self._put(precedence.over(entry, known))

    def _given(self, path: Path) -> tuple[glossary.Entry, ...]:
        """The terms of a table, each once; a form with two renderings is a conflict."""
        entries, doubles = glossary.usable(path)
        for first, second in doubles:
            zh, one, other = first.term.zh, first.term.en, second.term.en
            where = f"{path.name}, lines {first.line} and {second.line}"
            message = f"{where}: {zh} is “{one}” and “{other}”. The first is used."
            self._conflicts[zh, other] = Conflict((zh,), (one, other), message)
        return entries
