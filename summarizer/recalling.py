"""The stages that are remembered, and in which form: a cleaned article, a draft in Chinese, a verdict.

What comes from here is what the stage itself would have made, to the letter; else the stage makes it. A draft
is only remembered together with the questions that led to it: it is taken again where all their replies are
still in the cache, word for word, and they count for the bill as if they had been asked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError, ValidationError

from summarizer import digesting, likeness, rendering
from summarizer.asking import Asker
from summarizer.cleaning import clean
from summarizer.concurrency import aside
from summarizer.errors import UnreadableDocument
from summarizer.forms import Form
from summarizer.likeness import Told
from summarizer.llm.calls import Asked, Reply, Request
from summarizer.reading import Row, Source, Web, digest, read, require, suffix_of
from summarizer.remembering import Memo
from summarizer.results import Result, described
from summarizer.text import Article, Document, Finding, Line, Role, Term
from summarizer.verdicts import Verification
from summarizer.workers import Workers, verification

TASKS = ("digest", "mend", "merge", "reask")  # whose wording decides a draft
_ELSEWHERE = {"result": {"document": {"path", "lines"}}}  # what of a draft the article knows


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """An article without its path, and without saying every line twice."""

    document: Document
    roles: tuple[Role, ...]
    confidence: float


# --------------------------------------------------------------------------------------------- articles


def extract(source: Source, max_bytes: int, memo: Memo) -> Article:
    """Read a source, and give each line its role. Raises UnreadableDocument."""
    name = _name_of(source, max_bytes, memo)
    if article := _article(memo.recall(name), source.path):
        require(article.document.language, source.only)
        return article
    article = clean(read(source, max_bytes=max_bytes))
    # The file may have changed since it was named.
    if name and name == _named(article.document.sha256, source, max_bytes, memo):
        text = written(article).decode("utf-8", "surrogatepass")
        if _article(text, source.path) == article:
            memo.keep(name, text)
            memo.begin(article.document.sha256)
    return article


def written(article: Article) -> bytes:
    """All of an article but its path, as JSON."""
    roles = tuple(line.role for line in article.lines)
    return _articles().dump_json(_Cleaned(replace(article.document, path=""), roles, article.confidence))


def _name_of(source: Source, max_bytes: int, memo: Memo) -> str:
    """What the article of a source is remembered under: "" for what is not one file that can be read."""
    if source.fault or isinstance(source.place, Row | Web) or not memo.remembers:
        return ""
    with suppress(OSError, UnreadableDocument):  # reading it will say what is wrong
        if source.place or source.file.stat().st_size <= max_bytes:
            return _named(digest(source), source, max_bytes, memo)
    return ""


def _named(content: str, source: Source, max_bytes: int, memo: Memo) -> str:
    return memo.name("article", content, suffix_of(source.name), str(max_bytes))


def _article(text: str | None, path: str) -> Article | None:
    if text is None:
        return None
    try:
        found = _articles().validate_json(text)
    except (ValidationError, ValueError):
        return None
    texts, roles = found.document.texts, found.roles
    if len(texts) != len(roles):
        return None
    lines = tuple(map(Line, range(1, len(texts) + 1), texts, roles))
    return Article(replace(found.document, path=path), lines, found.confidence)


@cache
def _articles() -> TypeAdapter[_Cleaned]:
    return TypeAdapter(_Cleaned)


def told(article: Article, memo: Memo) -> Told:
    """What an article tells, and the signs of it."""
    if not memo.remembers:
        return likeness.told(article)
    name = memo.name("told", written(article))
    text = memo.recall(name, article.document.sha256)
    with suppress(ValidationError):
        if text is not None:
            return _tellings().validate_json(text)
    found = likeness.told(article)
    with suppress(PydanticSerializationError):  # half a character
        memo.keep(name, _tellings().dump_json(found).decode())
    return found


@cache
def _tellings() -> TypeAdapter[Told]:
    return TypeAdapter(Told)


# ----------------------------------------------------------------------------------------------- drafts


async def drafted(
    article: Article, asker: Asker, form: Form, max_chars: int, memo: Memo, workers: Workers
) -> Result:
    """The Chinese half of a result: digested, and what code cannot ground sent back to the model once.

    Raises AnswerError and its kin when no usable answer can be had.
    """
    name, known = await aside(article.size, _look_up, article, asker, form, max_chars, memo)
    if known and asker.recall(known.asked, article.document.path):
        for mode in known.fitted:
            asker.fit(mode, asker.model)
        return known.result
    trace = _Trace(asker)
    result = await digesting.digest(article, trace.asker, form, max_chars=max_chars)
    if faults := await _faults(result, article, workers):
        mended = await digesting.mend(result, article, faults, trace.asker, form)
        if mended is result or len(await _faults(mended, article, workers)) <= len(faults):
            result = mended  # else the second answer is worse than the first
    if name:
        await aside(article.size, _keep_draft, memo, name, result, trace)
    return result


async def _faults(result: Result, article: Article, workers: Workers) -> list[Finding]:
    """What is wrong with the Chinese of a draft."""
    found = await workers.verify(result, (), article.size)
    return [one for one in found.findings if rendering.is_error(one, "zh")]


def _look_up(
    article: Article, asker: Asker, form: Form, max_chars: int, memo: Memo
) -> tuple[str, _Drafted | None]:
    """What the draft of an article is remembered under, and what is."""
    name = _draft_name(article, asker, form, max_chars, memo)
    return name, _draft(memo.recall(name, article.document.sha256), article)


class _Trace:
    """What an asker is told while it works: the questions in order, and the forms in which answers fitted."""

    def __init__(self, asker: Asker) -> None:
        self.asked: list[Asked] = []
        self.fitted: set[str] = set()
        self.plain = True  # no answer was in a wrong form
        self._inner = asker
        self.asker = replace(asker, complete=self._complete, fit=self._fit, unfit=self._unfit)

    async def _complete(self, request: Request) -> Reply:
        reply = await self._inner.complete(request)
        self.asked.append(Asked.of(request, reply))
        return reply

    def _fit(self, mode: str, model: str) -> None:
        self.fitted.add(mode)
        self._inner.fit(mode, model)

    def _unfit(self, mode: str, model: str) -> None:
        self.plain = False
        self._inner.unfit(mode, model)


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A draft as it is remembered."""

    asked: tuple[Asked, ...]
    fitted: tuple[str, ...]
    result: Result


def _draft_name(article: Article, asker: Asker, form: Form, max_chars: int, memo: Memo) -> str:
    """What a draft is remembered under: "" for a form of the user's own, which may run code of the user's."""
    if form.schema is not None or not memo.remembers:
        return ""
    wording = asker.prompts.digests(TASKS)
    settings = [asker.model, asker.endpoint, asker.temperature, wording, form.digest, max_chars]
    return memo.name("draft", written(article), json.dumps(settings, sort_keys=True))


def _keep_draft(memo: Memo, name: str, result: Result, trace: _Trace) -> None:
    if not trace.plain:
        return  # the wire is to learn of it again
    with suppress(PydanticSerializationError):  # half a character
        made = _Drafted(tuple(trace.asked), tuple(sorted(trace.fitted)), result)
        memo.keep(name, _drafts().dump_json(made, exclude=_ELSEWHERE).decode())


def _draft(text: str | None, article: Article) -> _Drafted | None:
    if text is None:
        return None
    try:
        found = _drafts().validate_json(text)
    except ValidationError:
        return None
    return replace(found, result=found.result.model_copy(update={"document": described(article)}))


@cache
def _drafts() -> TypeAdapter[_Drafted]:
    return TypeAdapter(_Drafted)


# ----------------------------------------------------------------------------------------- verification


def checked(result: Result, terms: Sequence[Term], memo: Memo) -> Verification:
    """What verification finds in a result."""
    name, found = _verdict_of(result, terms, memo)
    return found or _kept(name, verification(result, terms), memo)


async def checked_by(
    workers: Workers, result: Result, terms: Sequence[Term], memo: Memo, size: int
) -> Verification:
    """The same, wherever there is a core for it; the text has about `size` characters."""
    name, found = await aside(size, _verdict_of, result, terms, memo)
    return found or _kept(name, await workers.verify(result, terms, size), memo)


def _kept(name: str, found: Verification, memo: Memo) -> Verification:
    """What was found, remembered."""
    if name:
        with suppress(PydanticSerializationError):
            memo.keep(name, _verdicts().dump_json(found).decode())
    return found


def _verdict_of(result: Result, terms: Sequence[Term], memo: Memo) -> tuple[str, Verification | None]:
    """What the verdict on a result is remembered under, and what is."""
    name, content = _verdict_name(result, terms, memo), result.document.sha256
    found = _verdict(memo.recall(name, content))
    if found is None:
        memo.end(content)
    return name, found


def _verdict_name(result: Result, terms: Sequence[Term], memo: Memo) -> str:
    if not memo.remembers:
        return ""
    try:
        return memo.name("verification", _results().dump_json(result), _bound().dump_json(tuple(terms)))
    except PydanticSerializationError:  # half a character
        return ""


def _verdict(text: str | None) -> Verification | None:
    if text is None:
        return None
    try:
        return _verdicts().validate_json(text)
    except ValidationError:
        return None


@cache
def _verdicts() -> TypeAdapter[Verification]:
    return TypeAdapter(Verification)


@cache
def _results() -> TypeAdapter[Result]:
    return TypeAdapter(Result)


@cache
def _bound() -> TypeAdapter[tuple[Term, ...]]:
    return TypeAdapter(tuple[Term, ...])
