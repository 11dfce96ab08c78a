"""The result of a document that repeats another: what was made of that one, led back to its own lines.

Nothing is taken over that its own lines do not say. Its date is its own, its differences are listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from summarizer.fields import DateValue, NewsFields, Text, dates_of
from summarizer.likeness import Difference, compare
from summarizer.results import DifferenceOut, Result, SourceIssueOut, described, summary_of
from summarizer.text import Article

_OWN = ("missing_date", "repost")  # what is wrong with a date is every document's own affair
_LONGEST = 2000  # characters of a difference that are shown

Lines = Mapping[int, tuple[int, ...]]


def refer(article: Article, of: Result) -> Result:
    """The result of `article`, which tells the same as the document of `of`; not verified, without a
    translation of the body.
    """
    theirs = [(line.n, line.text) for line in of.document.lines if line.role != "noise" and line.text.strip()]
    compared = compare([(line.n, line.text) for line in article.shown], theirs)
    document = described(article).model_copy(
        update={"duplicate_of": of.document.path, "differences": list(map(_out, compared.differences))}
    )
    data = of.model_dump(include={"summary", "key_points", "source_issues", "fields_en", "fields_lines"})
    moved = Result.model_validate(_moved(data, compared.lines))
    fields = _fields(article, of.fields, compared.lines)
    kept = {
        where: [n for old in lines for n in compared.lines.get(old, ())]
        for where, lines in of.fields_lines.items()
    }
    return moved.model_copy(
        update={
            "document": document,
            "title": _title(article, of.title, compared.lines),
            "summary": summary_of(moved.summary.sentences),
            "fields": fields,
            "fields_lines": {where: lines for where, lines in kept.items() if lines},
            "source_issues": _issues(article, moved, fields),
        }
    )


def _out(difference: Difference) -> DifferenceOut:
    zh, of = difference.zh[:_LONGEST], difference.of[:_LONGEST]
    return DifferenceOut(lines=list(difference.lines), zh=zh, of=of)


def _moved(value: Any, lines: Lines) -> Any:
    """`value` with its evidence led to other lines; None for what has no evidence there."""
    if isinstance(value, list):
        return [new for item in value if (new := _moved(item, lines)) is not None]
    if not isinstance(value, dict):
        return value
    moved = {key: new for key, item in value.items() if (new := _moved(item, lines)) is not None}
    if isinstance(old := value.get("lines"), list) and old:
        moved["lines"] = sorted({n for number in old for n in lines.get(number, ())})
        if not moved["lines"]:
            return None
    return moved


def _title(article: Article, title: Text, lines: Lines) -> Text:
    """The title of the original: it was translated. Where the document has another one, it is cited."""
    found = sorted({n for number in title.lines for n in lines.get(number, ())})
    own = next(([line.n] for line in article.lines if line.role == "title"), [])
    return title.model_copy(update={"lines": found or own})


def _fields(article: Article, fields: Any, lines: Lines) -> Any:
    """The fields with the document's own date; those of a user's own form stay as they are."""
    from summarizer.dating import of_page  # noqa: PLC0415 - see `finishing.checked`

    if not isinstance(fields, NewsFields):
        return fields
    data = _moved(fields.model_dump(), lines)
    moved = type(fields).model_validate(data)
    date = fields.publication_date
    if date.lines and all(number in lines for number in date.lines):
        return moved
    data["publication_date"] = of_page(article).model_dump()
    return _reckoned(moved, data)


def _reckoned(moved: NewsFields, data: dict[str, Any]) -> Any:
    """The fields `data`, whose dates are as in `moved`, with the years that no line states reckoned from
    their own date of publication: the original's says nothing about them.
    """
    from summarizer.dating import dated, first_stated  # noqa: PLC0415 - as above

    own = DateValue.model_validate(data["publication_date"])
    dates = [date for date in dates_of(moved) if date.value.zh and date.where != "fields.publication_date"]
    known = first_stated(own, (date.value for date in dates if not date.ahead and date.where.count(".") == 1))
    for date in dates:
        if date.value.basis in ("inferred", "missing"):
            *path, name = date.where.split(".")[1:]
            item = _at(data, path)
            status = item.get("status", "planned") if path else "planned" if date.ahead else "done"
            item[name] |= dated(date.value.zh, status, known).model_dump(
                include={"iso", "precision", "basis"}
            )
    return type(moved).model_validate(data)


def _at(data: Any, path: Sequence[str]) -> Any:
    """What stands at an address."""
    for key in path:
        data = data[int(key) if key.isdigit() else key]
    return data


def _issues(article: Article, moved: Result, fields: Any) -> list[SourceIssueOut]:
    """What is wrong with the document: what was found in the common text, and what concerns it alone.

    What is hidden in a file has no lines, and is that file's own.
    """
    from summarizer import grounding  # noqa: PLC0415 - as above

    own = grounding.noticed(article)
    own += [one for one in moved.source_issues if one.lines and one.type not in _OWN and one not in own]
    own += grounding.orders(article, own)
    if isinstance(fields, NewsFields):
        date = fields.publication_date
        if date.basis == "missing":
            own.append(SourceIssueOut(type="missing_date"))
        elif date.basis == "repost":
            own.append(SourceIssueOut(type="repost", zh=date.zh, lines=date.lines))
    return own
