"""The library: `AsyncSummarizer`, and `Summarizer`, which is the same with nothing to await.

with Summarizer() as summarizer:
    result = summarizer.summarize("……")
    for outcome in summarizer.run("pages/", out="out/"):
        print(outcome.path, outcome.status)
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import BaseModel, SecretStr

from summarizer import forms, pipeline, wiring
from summarizer.course import Outcome
from summarizer.errors import UsageError
from summarizer.estimating import Estimate, estimate
from summarizer.finishing import languages
from summarizer.forms import Form
from summarizer.keeping import Memory
from summarizer.pipeline import Job
from summarizer.reading import Source, Web, located, read, read_text, require
from summarizer.results import Result
from summarizer.running import Run, Sources, unfinished
from summarizer.settings import Settings, load
from summarizer.termbase import Termbase
from summarizer.text import Document
from summarizer.wiring import Machine

if TYPE_CHECKING:
    from anyio.from_thread import BlockingPortal

T = TypeVar("T")
LONGEST_PATH = 1024  # characters; a text that is meant as a path is short
Fields = str | type[BaseModel] | Form | None


class AsyncSummarizer:
    """Digests and translations of Chinese documents. Use it as an async context manager.

    Settings come from `settings`, or from keyword arguments (the names of the options: `model`, `base_url`,
    `api_key`, `glossary`, ...), the environment and `.env`. Constructing it reads no document and opens no
    connection. `warn` hears what is worth knowing but stops nothing.

    Raises:
        UsageError: a setting is wrong, or there is neither a key nor a local endpoint.
    """

    def __init__(
        self, settings: Settings | None = None, *, warn: Callable[[str], None] | None = None, **options: Any
    ) -> None:
        fields = options.pop("fields", None)
        self._form = forms.load(fields) if fields is not None else None
        self.settings = settings or load(options)
        self.warnings: list[str] = []
        self._warn = warn or self.warnings.append
        self._machine: Machine | None = None
        self._calls = count(1)
        self._doubts: set[str] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close connections and the cache. The object can be used again."""
        machine, self._machine = self._machine, None
        if machine is not None:
            await machine.aclose()

    async def summarize(self, source: str | Path | Web, *, fields: Fields = None, to: str = "") -> Result:
        """The verified digest of a text (a `str`), of a file (a `Path`) or of a page (a `Web`, made of its
        URL, where the setting `allow_url` is on).

        With `fields` a pydantic model of yours, `result.fields` is an instance of it. With `to` ("en"), the
        result carries the full translation as well.

        Raises:
            DocumentError: this document cannot be finished (unreadable, refused, no usable answer).
            MoneyError, ProviderError: nothing can be finished.
        """
        if isinstance(source, Web):
            located([source], allow_url=self.settings.allow_url)
        document = await asyncio.to_thread(_read, source)
        return await self.digest(document, fields=fields, to=to)

    async def translate(self, source: str | Path | Web, *, to: str = "en", fields: Fields = None) -> Result:
        """The digest with the full translation of the body; see `summarize`.

        Raises UsageError where no language is given, or Chinese, also.
        """
        if not to.strip():
            raise UsageError("No language to translate into is given.", "Give one, for example en.")
        return await self.summarize(source, fields=fields, to=to)

    async def digest(self, document: Document, *, fields: Fields = None, to: str = "") -> Result:
        """The same as `summarize`, for a document that was read already."""
        require(document.language, self.settings.only)
        machine = self._own_machine()
        form = forms.load(fields) if fields is not None else machine.form
        job = Job(
            machine.means(languages(to, self.settings.only)),
            self._termbase(),
            Memory(machine.sign),
            form,
            not machine.settings.no_ask,
        )
        # Bills are kept by path, and texts, or files of several folders, may share theirs.
        own = replace(document, path=f"{document.path}#{next(self._calls)}")
        result = await pipeline.process(own, job)
        named = result.document.model_copy(update={"path": document.path})
        result = result.model_copy(update={"document": named})
        if form.model is None:
            return result
        found = result.fields.model_dump() if isinstance(result.fields, BaseModel) else result.fields
        return result.model_copy(update={"fields": form.model.model_validate(found)})

    def run(self, *paths: str | Path, out: str | Path, to: str = "") -> Run:
        """Take all documents in files and folders into the output folder `out`: `async for outcome in ...`.

        What was finished before is skipped; what failed is tried again. The `Run` has the counts and the bill
        (`tally`), while it goes on and afterwards.

        Raises (while iterating):
            UsageError: nothing to read, or the output folder cannot be used.
            MoneyError, ProviderError: after all files of the folder were brought up to date.
        """
        _required_paths(paths)
        given = located(paths, allow_url=self.settings.allow_url)
        return Run(self.settings, given, Path(out), to, self._form, self._warn)

    async def estimate(self, *paths: str | Path, out: str | Path, to: str = "") -> Estimate:
        """What a run would send and cost, as a range: what was finished before is left out, unless the
        settings say `fresh`. Sends nothing and writes nothing.
        """
        _required_paths(paths)
        sources = Sources(self.settings, located(paths, allow_url=self.settings.allow_url), Path(out))
        languages(to, self.settings.only)  # what is wrong is found out now
        self._termbase()
        # Who wants to know the price first has no key yet, and needs no cache.
        idle = {"api_key": SecretStr("nothing-is-sent"), "no_cache": True, "log_json": "", "otel": False}
        machine = wiring.machine(self.settings.model_copy(update=idle), warn=self._warn, form=self._form)
        try:
            return await asyncio.to_thread(_estimated, sources, machine, to)
        finally:
            await machine.aclose()

    def _termbase(self) -> Termbase:
        """The glossaries; what is doubtful in them is told once."""
        termbase = Termbase.load(None, self.settings.glossary)
        for doubt in termbase.doubts:
            if doubt not in self._doubts:
                self._doubts.add(doubt)
                self._warn(doubt)
        return termbase

    def _own_machine(self) -> Machine:
        if self.settings.batch:
            raise UsageError(
                "Single texts are not asked in batches.",
                "Give an output folder (`run`, or -o), or leave batch off.",
            )
        if self._machine is None:
            self._machine = wiring.machine(self.settings, warn=self._warn, form=self._form)
        return self._machine


class Summarizer:
    """`AsyncSummarizer` for code without `await`. Works where an event loop already runs (a notebook).

    Use it as a context manager; see `AsyncSummarizer` for arguments and errors.
    """

    def __init__(
        self, settings: Settings | None = None, *, warn: Callable[[str], None] | None = None, **options: Any
    ) -> None:
        self._inner = AsyncSummarizer(settings, warn=warn, **options)
        self._stack = ExitStack()
        self._opened: BlockingPortal | None = None

    @property
    def warnings(self) -> list[str]:
        """What was worth knowing but stopped nothing."""
        return self._inner.warnings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close connections, the cache and the thread in which the work is done."""
        if self._opened is not None:
            self._opened.call(self._inner.aclose)
            self._opened = None
            self._stack.close()

    def summarize(self, source: str | Path | Web, *, fields: Fields = None, to: str = "") -> Result:
        """See `AsyncSummarizer.summarize`."""
        return self._call(lambda: self._inner.summarize(source, fields=fields, to=to))

    def translate(self, source: str | Path | Web, *, to: str = "en", fields: Fields = None) -> Result:
        """See `AsyncSummarizer.translate`."""
        return self._call(lambda: self._inner.translate(source, to=to, fields=fields))

    def digest(self, document: Document, *, fields: Fields = None, to: str = "") -> Result:
        """See `AsyncSummarizer.digest`."""
        return self._call(lambda: self._inner.digest(document, fields=fields, to=to))

    def run(self, *paths: str | Path, out: str | Path, to: str = "") -> Iterator[Outcome]:
        """See `AsyncSummarizer.run`. Leaving the loop early stops the run; it can be taken up again."""
        portal = self._portal()
        outcomes = self._inner.run(*paths, out=out, to=to).__aiter__()
        try:
            while True:
                try:
                    outcome = self._call(outcomes.__anext__)
                except StopAsyncIteration:
                    return
                yield outcome
        finally:
            if self._opened is portal:  # else it was closed, and the run with it
                portal.call(outcomes.aclose)

    def estimate(self, *paths: str | Path, out: str | Path, to: str = "") -> Estimate:
        """See `AsyncSummarizer.estimate`."""
        return self._call(lambda: self._inner.estimate(*paths, out=out, to=to))

    def _call(self, work: Callable[[], Awaitable[T]]) -> T:
        """The value of `work`, done in the thread with the event loop; who stops waiting stops it."""
        future = self._portal().start_task_soon(work)
        try:
            return future.result()
        finally:
            future.cancel()

    def _portal(self) -> BlockingPortal:
        """The thread with the event loop, started when it is first needed."""
        if self._opened is None:
            from anyio.from_thread import start_blocking_portal  # noqa: PLC0415

            self._opened = self._stack.enter_context(start_blocking_portal())
        return self._opened


def _estimated(sources: Sources, machine: Machine, to: str) -> Estimate:
    count = sources.count()
    found = estimate(unfinished(sources, machine, to), machine, to=to)
    return replace(found, finished=count - len(found.documents))


def _required_paths(paths: Sequence[object]) -> None:
    """Raises UsageError for what is no path: a list of paths, most of all."""
    if wrong := [path for path in paths if not isinstance(path, str | Path | Web)]:
        raise UsageError(
            f"Paths are wanted, and this is a {type(wrong[0]).__name__}.",
            "Give them one by one, each a str or a Path: run(*paths, out=...).",
        )


def _read(source: str | Path | Web) -> Document:
    if isinstance(source, Web):
        return read(Source(Path(source.path), source.path, place=source))
    if isinstance(source, Path):
        return read(Source(source, source.name))
    if not isinstance(source, str):
        raise UsageError(
            f"A text (str), a Path or a Web is wanted, and this is a {type(source).__name__}.",
            "Decode bytes, or save them to a file and give its Path: its encoding is found out then.",
        )
    if _is_path(source):
        raise UsageError(
            f"A text is wanted, and this is the name of a file: {source}.", "Give a file as a Path(...)."
        )
    return read_text(source)


def _is_path(text: str) -> bool:
    """Whether a text is no text, but the path of a file that is there."""
    if len(text) > LONGEST_PATH or "\n" in text or not Path(text).suffix:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
