"""Article -> digest in Chinese: the one time that a model reads the source.

What comes back is grounded at once by code (`grounding`). What code cannot ground goes back once (`mend`),
item by item, with the complaint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import create_model

from summarizer import forms
from summarizer.answers import CitedAnswer, DigestAnswer, MendAnswer, MendedItem, MergeAnswer
from summarizer.asking import Asker, CutOff, schema_of
from summarizer.chunking import MAX_CHARS, split
from summarizer.concurrency import aside, together
from summarizer.errors import AnswerError, ContentRefused
from summarizer.forms import Form
from summarizer.presets import digest_answer, schema_name
from summarizer.recognising import Own
from summarizer.results import Result, edited
from summarizer.spelling import spelled
from summarizer.text import Article, Claim, ClaimKind, Finding, Line, Part

# Body lines that an item may be mended from which cites none.
BEGINNING = 40
BRIEF = 200  # characters of body lines that a summary may exhaust: they need no points beside it


async def digest(
    article: Article, asker: Asker, form: Form = forms.NEWS, *, max_chars: int = MAX_CHARS
) -> Result:
    """The Chinese half of a result; English texts are "" and no check has run.

    Raises AnswerError and its kin when no usable answer can be had.
    """
    from summarizer import grounding  # noqa: PLC0415 - its patterns take a while, and a finished folder needs none

    form = forms.for_article(form, article)
    parts = split(article, max_chars=max_chars)
    answers = await together(_answers(part, article, asker, form) for part in parts)
    flat = [answer for part in answers for answer in part]
    sentences: Sequence[CitedAnswer] = flat[0].sentences
    points: Sequence[CitedAnswer] = flat[0].key_points
    if len(flat) > 1:
        merged = await _merge(article, flat, asker)
        sentences, points = merged.sentences, merged.key_points
    return await aside(article.size, grounding.draft, article, flat, sentences, points, form.fields)


async def mend(
    result: Result, article: Article, findings: Sequence[Finding], asker: Asker, form: Form = forms.NEWS
) -> Result:
    """`result` with the items that `findings` complain about asked for again, once.

    Only the Chinese of claims is mended here, and of texts in a form of the user's own; an item that the
    lines do not support comes back empty and is taken out, but never the last sentence or point.
    """
    if not findings:
        return result
    complaints: dict[str, list[str]] = {}
    for finding in findings:
        complaints.setdefault(finding.where.removesuffix(".zh"), []).append(finding.message)
    faulty = [claim for claim in (*result.claims(), *_own(result)) if claim.where in complaints]
    if not faulty:
        return result
    wanted = {claim.where for claim in faulty}
    try:
        answer = await asker.ask(
            "mend",
            MendAnswer,
            document=article.document.path,
            cause="repair",
            lines=_around(faulty, article),
            items=[_item(claim, complaints[claim.where]) for claim in faulty],
        )
    except (AnswerError, ContentRefused):
        return result  # the digest is there; verification will flag what is wrong with it
    mended = {item.id: item for item in answer.items if item.id in wanted}
    result = _refilled(result, {where: item.zh for where, item in mended.items()}, article, form)
    return edited(result, lambda claim: _mended(claim, mended.get(claim.where), article))


def _own(result: Result) -> Iterator[Claim]:
    """The Chinese texts of a form of the user's own: copied, or whole sentences in the model's words."""
    for path, zh in forms.strings(result.fields) if isinstance(result.fields, Own) else ():
        if not zh.isascii():
            kind: ClaimKind = "sentence" if "。" in zh or "，" in zh else "label"
            yield Claim(f"fields.{path}", kind, zh, "", tuple(result.fields_lines.get(path, ())))


def _refilled(result: Result, mended: Mapping[str, str], article: Article, form: Form) -> Result:
    """`result` with mended texts in the user's own fields, if these are still as the form wants them."""
    from summarizer import grounding  # noqa: PLC0415 - as above

    if not isinstance(result.fields, Own):
        return result
    fields = Own(_replaced(result.fields, mended, "fields"))
    if form.invalid(dict(fields)):
        return result
    lines = grounding.field_lines(fields, article)
    return result.model_copy(update={"fields": fields, "fields_lines": lines})


def _replaced(value: Any, mended: Mapping[str, str], where: str) -> Any:
    """Nested fields with other texts at some addresses; empty ones are taken out of lists."""
    if isinstance(value, Mapping):
        return {key: _replaced(item, mended, f"{where}.{key}") for key, item in value.items()}
    if isinstance(value, list):
        found = (_replaced(item, mended, f"{where}.{index}") for index, item in enumerate(value))
        return [new for old, new in zip(value, found, strict=True) if new != "" or old == ""]
    return mended.get(where, value).strip() if isinstance(value, str) else value


def _around(faulty: Sequence[Claim], article: Article) -> list[Line]:
    """The lines that faulty items cite, with their neighbours; the beginning for what cites no body. And
    title and header lines: many a date stands there only.
    """
    body = {line.n for line in article.body}
    numbers = {n for claim in faulty for cited in claim.lines for n in range(cited - 2, cited + 3)}
    if not all(body & set(claim.lines) for claim in faulty):
        numbers |= {line.n for line in article.body[:BEGINNING]}
    numbers |= {line.n for line in article.shown if line.role != "body"}
    return [line for line in article.shown if line.n in numbers] or list(article.shown[:BEGINNING])


async def _answers(part: Part, article: Article, asker: Asker, form: Form) -> list[Any]:
    """The answer for a part; two for its halves where one would be cut off."""
    try:
        return [await _answer(part, article, asker, form)]
    except CutOff:
        half = len(part.lines) // 2
        if not half:
            raise
        halves = (
            Part(part.lines[:half], part.index, part.total + 1),
            Part(part.lines[half:], part.index, part.total + 1),
        )
        found = [await _answers(piece, article, asker, form) for piece in halves]
        return [answer for answers in found for answer in answers]


async def _answer(part: Part, article: Article, asker: Asker, form: Form) -> Any:
    return await asker.ask(
        "digest",
        _answer_model(form),
        document=article.document.path,
        check=(lambda answer: form.invalid(answer.fields)) if form.schema else None,
        wish=lambda answer: _wanting(answer, part.lines),
        schema=_schema(form),
        lines=part.lines,
        part=part.index,
        total=part.total,
        **form.variables,
    )


def _answer_model(form: Form) -> type[Any]:
    if form.schema is None:
        return digest_answer(form.name)
    return create_model("DigestAnswer", __base__=DigestAnswer, fields=(dict[str, Any], ...))


def _schema(form: Form) -> dict[str, Any]:
    if form.schema is None:
        return schema_of(schema_name(form.name))
    schema = dict(schema_of("digest"))
    schema["properties"] = {**schema["properties"], "fields": form.schema}
    return schema


def _wanting(answer: Any, lines: Sequence[Line]) -> str:
    """The complaint about an answer that has no points of much text, or about its evidence."""
    told = sum(len(line.text) for line in lines if line.role == "body")
    pointless = told > BRIEF and not answer.key_points
    return "key_points is empty: give the key points" if pointless else _uncited(answer, lines)


def _uncited(answer: Any, lines: Sequence[Line]) -> str:
    """The complaint about statements that rest on none of the lines that were shown, or "" ."""
    items = (
        (f"{name}[{index}] cites {item.lines}", _unsupported(item, lines))
        for name in ("sentences", "key_points")
        for index, item in enumerate(getattr(answer, name))
    )
    return "\n".join([f"{told}, {complaint}" for told, complaint in items if complaint][:12])


def _unsupported(item: CitedAnswer, lines: Sequence[Line]) -> str:
    """What is wrong with the lines of a statement, or "" ; title and header will do for what they say."""
    from summarizer import grounding  # noqa: PLC0415 - as above

    known = [line for line in lines if line.n in item.lines]
    if not known:
        return "but no such line was shown: give the numbers of the lines that say it"
    if any(line.role == "body" for line in known):
        return ""
    said = grounding.supports("\n".join(line.text for line in known), item.zh)
    return "" if said else "the title or header, which do not say this: cite lines of the text"


async def _merge(article: Article, answers: Sequence[Any], asker: Asker) -> MergeAnswer:
    cited = [item for answer in answers for item in (*answer.sentences, *answer.key_points)]
    return await asker.ask(
        "merge",
        MergeAnswer,
        document=article.document.path,
        wish=lambda answer: _wanting(answer, article.shown),
        title=article.title or answers[0].title.zh,
        statements=[
            {"id": f"a{index}", "lines": item.lines, "zh": item.zh}
            for index, item in enumerate(cited, start=1)
        ],
    )


def _item(claim: Claim, complaints: Sequence[str]) -> dict[str, Any]:
    return {
        "id": claim.where,
        "kind": claim.kind,
        "lines": list(claim.lines),
        "zh": claim.zh,
        "complaint": "; ".join(complaints),
    }


def _mended(claim: Claim, item: MendedItem | None, article: Article) -> dict[str, Any] | None:
    from summarizer import grounding  # noqa: PLC0415 - as above

    if item is None:
        return {}
    zh = item.zh.strip()
    model_written = claim.kind in ("sentence", "point", "title")
    if not zh:
        # A summary keeps its sentences: an unsupported one stays, flagged, for the reader to judge.
        return {} if model_written else None
    if claim.kind == "post":
        return {"zh": zh}
    if not model_written:
        lines = grounding.located(zh, item.lines, article)
        texts = [text for n in lines if (text := article.texts.get(n))]
        return {"zh": spelled(zh, texts, person=claim.kind == "person"), "lines": lines}
    return {"zh": zh, "lines": grounding.supporting(zh, item.lines, article) or list(claim.lines)}
