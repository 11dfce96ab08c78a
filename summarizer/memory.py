"""The translation memory: a segment that was translated before, with the same terms, is not paid for again.

Two things under one roof. What earlier documents and runs translated is in a store (the cache). And documents
that are under way at the same time and have a segment in common take turns, in source order: the first one
has it translated, the others wait for it. So the requests of a document depend on what came before it in the
folder, never on who was faster.

What is still faulty after it was asked for once more is remembered for its own document only: it was paid for
twice, and is neither asked for a third time nor offered to anybody else.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Protocol

from summarizer.concurrency import aside
from summarizer.errors import UsageError
from summarizer.llm.calls import Usage
from summarizer.llm.tokens import estimate
from summarizer.text import Segment, Term

Write = Callable[[Callable[[], Mapping[str, str]]], Awaitable[None]]

_PREFIX, _FAULTY = "t:", "f:"
_WRITER = json.JSONEncoder(ensure_ascii=False)  # made once: that takes as long as writing a key
_EXPECTED = "\0"  # in place of a translation that comes with a batch


class Shelf(Protocol):
    """Texts by name, kept beyond the run. A name is printable ASCII."""

    def get_all(self, names: Iterable[str]) -> dict[str, str]:
        """The texts under those of the names that are there. Raises ValueError where the store is damaged."""
        ...


class Store(Shelf, Protocol):
    """One that can be written to."""

    async def write(self, make: Callable[[], Mapping[str, str]]) -> None:
        """Keep all of the texts that `make` returns, or none; in whichever thread."""
        ...


class Terms(Protocol):
    """What is needed of a termbase."""

    def matching(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`."""
        ...


@dataclass(frozen=True)
class Setting:
    """What decides a translation beside the segment and its terms: model, wording, language."""

    model: str
    prompt: str
    language: str = "en"


def key(segment: Segment, terms: Terms, setting: Setting) -> str:
    """The name under which the translation of a segment is kept: printable ASCII."""
    binding = sorted([(term.zh, term.en) for term in terms.matching(segment.zh)])
    parts = [segment.zh.strip(), segment.context, binding, setting.model, setting.prompt, setting.language]
    text = _WRITER.encode(parts)
    return _PREFIX + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def keys_of(segments: Sequence[Segment], terms: Terms, setting: Setting) -> dict[str, str]:
    """The keys of segments by their ids."""
    return {segment.id: key(segment, terms, setting) for segment in segments}


@dataclass
class Claim:
    """One document's part in the memory: for each segment its key, and who has it translated before us."""

    setting: Setting | None = None
    document: str = ""  # the digest of its source
    keys: Mapping[str, str] = field(default_factory=dict)  # id of the segment -> key
    texts: Mapping[str, str] = field(default_factory=dict)  # key -> Chinese
    before: Mapping[str, asyncio.Future[str]] = field(default_factory=dict)  # key -> what comes of it
    own: Mapping[str, asyncio.Future[str]] = field(default_factory=dict)  # key -> what others wait for
    kept: dict[str, str] = field(default_factory=dict)  # key -> translation, known or made
    expected: frozenset[str] = frozenset()  # ids: a document before us has them in a batch
    tried: frozenset[str] = frozenset()  # ids: known, and faulty although they were asked for once more


class TranslationMemory:
    """What was translated before, and what is being translated now. One for a run, for one event loop.

    Without a store nothing is remembered and nobody waits: every document stands for itself.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._latest: dict[str, asyncio.Future[str]] = {}
        self.reused = 0  # segments that were not sent, in this run ...
        self.spared = Usage()  # ... and about how many tokens of request and answer these would have been

    @property
    def remembers(self) -> bool:
        """Whether there is a store."""
        return self._store is not None

    def claim(
        self, segments: Sequence[Segment], keys: Mapping[str, str], setting: Setting, document: str = ""
    ) -> Claim:
        """Take a place in the line for each segment of a `document` (the digest of its source); `keys` are
        theirs (see `keys_of`).

        Call it for one document after the other, in order.
        """
        if self._store is None:
            return Claim()
        loop = asyncio.get_running_loop()
        texts = {keys[segment.id]: segment.zh.strip() for segment in segments}
        before = {name: self._latest[name] for name in texts if name in self._latest}
        own = {name: loop.create_future() for name in texts}
        self._latest |= own
        return Claim(setting, document, keys, texts, before, own)

    async def known(self, claim: Claim) -> dict[str, str]:
        """Id -> translation, for the segments of a claim that need not be sent.

        Waits for documents before this one that have a segment in common with it. Those that wait for a
        batch will provide what they have in it: it is `expected`, and known, if not yet what it will be.
        """
        for name, earlier in claim.before.items():
            text = await asyncio.shield(earlier)
            if text and not claim.own[name].done():
                claim.own[name].set_result(text)  # whoever waits for us need not wait longer
        unknown = [name for name, mine in claim.own.items() if not mine.done()]
        found = {name: mine.result() for name, mine in claim.own.items() if mine.done()}
        sound, faulty = await aside(len(unknown), self._stored, unknown, claim.document)
        claim.kept = {name: text for name, text in (found | sound).items() if text and text != _EXPECTED}
        found |= sound | faulty
        claim.tried = frozenset(ident for ident, name in claim.keys.items() if name in faulty)
        known = {ident: found[name] for ident, name in claim.keys.items() if found.get(name)}
        claim.expected = frozenset(ident for ident, text in known.items() if text == _EXPECTED)
        self._count(claim, {ident: text for ident, text in known.items() if ident not in claim.expected})
        return known

    def _count(self, claim: Claim, known: Mapping[str, str]) -> None:
        """Note what need not be sent."""
        self.reused += len(known)
        # One text in place of many: that takes a fifth of the time, and is the same number.
        sent = estimate("".join([claim.texts[claim.keys[ident]] for ident in known]))
        self.spared += Usage(round(sent), round(estimate("".join(known.values()))))

    async def keep(
        self, claim: Claim, translated: Mapping[str, str], faulty: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Keep what was translated for a claim and has no faults (id -> text), and for its document what is
        `faulty` although it was asked for once more.
        """
        texts = {claim.keys[ident]: text for ident, text in translated.items() if ident in claim.keys}
        fresh = {name: text for name, text in texts.items() if text and name not in claim.kept}
        rows = [(name, claim.texts[name], text) for name, text in fresh.items()]
        for ident in (faulty.keys() & claim.keys.keys()) - claim.tried:
            name = claim.keys[ident]
            rows.append((_for_one(name, claim.document), claim.texts[name], faulty[ident]))
        if rows and self._store is not None and claim.setting is not None:
            setting = claim.setting
            now = datetime.now(UTC).isoformat(timespec="seconds")
            await self._store.write(
                lambda: {name: _sealed(name, zh, text, setting, now) for name, zh, text in rows}
            )
        claim.kept |= fresh

    def release(self, claim: Claim, *, waiting: bool = False) -> None:
        """End a claim: let the others go on with what was kept, or without; expecting it if this document is
        `waiting` for it.

        Call it in any case, also for a document that failed: those behind it would wait for ever.
        """
        for name, mine in claim.own.items():
            if not mine.done():
                mine.set_result(claim.kept.get(name, _EXPECTED if waiting else ""))
            if self._latest.get(name) is mine:
                del self._latest[name]

    def _stored(self, names: Sequence[str], document: str) -> tuple[dict[str, str], dict[str, str]]:
        """Name -> translation: what is sound, and what there is for this document only."""
        sound = self._rows({name: name for name in names})
        faulty = self._rows({name: _for_one(name, document) for name in names if name not in sound})
        return sound, faulty

    def _rows(self, places: Mapping[str, str]) -> dict[str, str]:
        """Name -> translation, for those that have one stored in their place."""
        rows: dict[str, str] = {}
        if places and self._store is not None:
            with suppress(ValueError):  # damaged: as good as not there
                rows = self._store.get_all(places.values())
        there = ((name, at) for name, at in places.items() if at in rows)
        return {name: text for name, at in there if (text := _opened(at, rows[at]))}


class Lenient:
    """A store without which a run goes on: what cannot be stored is a warning, once. `write` is how it is
    written, without the event loop having to wait for the disk.
    """

    def __init__(self, store: Shelf, write: Write, warn: Callable[[str, str], None]) -> None:
        self._store, self._write, self._warn = store, write, warn

    def get_all(self, names: Iterable[str]) -> dict[str, str]:
        """The texts under those of the names that are there. Raises ValueError where the store is damaged."""
        return self._store.get_all(names)

    async def write(self, make: Callable[[], Mapping[str, str]]) -> None:
        """Keep all of these, or none."""
        try:
            await self._write(make)
        except UsageError as error:
            self._warn("unstored", f"Translations are not being stored: {error.message}")


class Passing:
    """A store for one run, in memory: what is recorded or replayed must not depend on earlier runs."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def get_all(self, names: Iterable[str]) -> dict[str, str]:
        """The texts under those of the names that are there."""
        return {name: self._texts[name] for name in names if name in self._texts}

    async def write(self, make: Callable[[], Mapping[str, str]]) -> None:
        """Keep all of these."""
        self.set_all(make())

    def set_all(self, texts: Mapping[str, str]) -> None:
        """Keep all of these."""
        self._texts |= texts


def _for_one(name: str, document: str) -> str:
    """The name under which the translation `name` is kept for one document only."""
    return _FAULTY + hashlib.sha256(f"{name}|{document}".encode("utf-8", "replace")).hexdigest()


def _sealed(name: str, zh: str, text: str, setting: Setting, created: str) -> str:
    """A translation as it is stored: a checksum over its name too, so that a row elsewhere is no row."""
    record = {
        "zh": zh, "text": text, "to": setting.language, "model": setting.model, "created": created,
    }  # fmt: skip
    body = json.dumps(record)
    return f"{_checksum(name, body)}\n{body}"


def _opened(name: str, sealed: str) -> str:
    """The translation in a stored row, or "" for one that is damaged or not ours."""
    checksum, _, body = sealed.partition("\n")
    return str(json.loads(body)["text"]) if checksum == _checksum(name, body) else ""


def _checksum(name: str, body: str) -> str:
    return hashlib.sha256(f"{name}\n{body}".encode()).hexdigest()[:16]
