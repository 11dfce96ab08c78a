"""Answers of a model -> a draft that code stands for.

Line numbers must exist, copied text is located in the body, values and dates are computed from what is
written; the model's own value is only ever a guess that is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, get_args

from pydantic.fields import FieldInfo

from summarizer import forms
from summarizer.answers import (
    Answer,
    CitedAnswer,
    DateAnswer,
    IssueAnswer,
    NumberAnswer,
    PersonAnswer,
    PostAnswer,
)
from summarizer.blemishes import blemishes
from summarizer.dates import Day, dates_zh
from summarizer.dating import published, reckoned_from, resolved
from summarizer.designations import apart
from summarizer.fields import BEHIND, DateValue, NewsFields, Number, Post, Statement, Text
from summarizer.matching import within
from summarizer.numerals import value_of
from summarizer.pinyin import is_chinese_name
from summarizer.recognising import Own
from summarizer.results import Provenance, Result, Sentence, SourceIssueOut, described, summary_of
from summarizer.spelling import line_with, plainly, spelled
from summarizer.surfaces import is_masked
from summarizer.suspicion import suspects
from summarizer.text import Article, ClaimKind, Document

# A run of asterisks with the characters around it that belong to the censored name.
CENSORED = re.compile(r"[\u3400-\u9fff]?\*{2,}[\u3400-\u9fff]{0,4}")
BOLD = re.compile(r"\*\*([^*]{1,300})\*\*")
WORDS = re.compile(r"[\u3400-\u9fffa-z0-9]{2,}")
_UNSIGNED = Provenance()  # given, because pydantic copies a default, which takes longer than all the rest
HEADING = re.compile(
    r"^#{1,6}[ \t]+|(?<![ \t])[ \t]+#{1,6}$"
)  # signs of Markdown, which are no part of a title
CLOSE = 3  # lines from a person's to those of a career
MUCH = 4  # pairs of characters that a header line has of a sentence and the cited body has not
ENOUGH = 0.35  # of a sentence's pairs of characters stand in the lines that are to say it


def draft(
    article: Article,
    answers: Sequence[Any],
    sentences: Sequence[CitedAnswer],
    points: Sequence[CitedAnswer],
    model: type[NewsFields] = NewsFields,
) -> Result:
    """The Chinese half of a result out of the answers for an article's parts; English is "" .

    `model` is that of the preset which was asked for; a form of the user's own needs none.
    """
    first = answers[0]
    fields: Any = (
        _preset(article, [answer.fields for answer in answers], model)
        if isinstance(first.fields, Answer)
        else Own(_joined([answer.fields for answer in answers]))
    )
    title = HEADING.sub("", first.title.zh or article.title)
    result = Result(
        document=described(article),
        title=Text(zh=title, lines=_title_lines(title, first.title.lines, article)),
        summary=summary_of(_sentences("s", sentences, article)),
        key_points=_sentences("p", points, article),
        fields=fields,
        fields_lines=field_lines(fields, article),
        source_issues=_issues(
            article, [issue for answer in answers for issue in answer.source_issues], fields
        ),
        provenance=_UNSIGNED,
    )
    return result.model_copy(update={"fields": fields}) if isinstance(fields, Own) else result


def _value(surface: str, article: Article) -> tuple[str, str]:
    """The value and the unit of a figure; none where another language writes it its own way (3.5 million)."""
    readable = article.document.language == "zh" or not re.search("[A-Za-z]{3}", surface)
    return value_of(surface) if readable else ("", "")


def _sentences(letter: str, items: Sequence[CitedAnswer], article: Article) -> list[Sentence]:
    return [
        Sentence(id=f"{letter}{index}", zh=item.zh.strip(), lines=supporting(item.zh, item.lines, article))
        for index, item in enumerate(items, start=1)
    ]


def supporting(zh: str, lines: Sequence[int], article: Article) -> list[int]:
    """The cited lines of the article that support a sentence, none if it cites no line of the article.

    Lines of the body, and title and header lines for what only they say (who met when).
    """
    shown = {line.n: line for line in article.shown}
    known = [shown[n] for n in distinct(lines) if n in shown]
    body = [line for line in known if line.role == "body"]
    said = "".join(line.text for line in body)
    return [line.n for line in known if line.role == "body" or not body or _adds(line.text, zh, said)]


def _adds(text: str, zh: str, said: str) -> bool:
    """Whether `text` has several words, a figure or a day of a sentence that are not `said` yet."""
    new = wording(zh) & wording(text) - wording(said)
    return len(new) >= MUCH or any(map(str.isdigit, new)) or bool(_days(zh) & _days(text) - _days(said))


def _days(text: str) -> set[Day]:
    """The days that a text names, however it writes them: 二〇二四年五月九日 is 2024年5月9日."""
    return {day for mention in dates_zh(text) for day in mention.days} if "日" in text else set()


def supports(text: str, zh: str) -> bool:
    """Whether enough of a sentence's wording stands in a text for it to be said there."""
    wanted = wording(zh)
    return len(wanted & wording(text)) >= ENOUGH * len(wanted)


def wording(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text, punctuation and widths aside."""
    return {pair for run in WORDS.findall(plainly(text)) for pair in map("".join, pairwise(run))}


def _title_lines(title: str, cited: Sequence[int], article: Article) -> list[int]:
    titles = [line for line in article.lines if line.role == "title"]
    if found := line_with(title, [*titles, *article.shown]):
        return [found.n]
    whole = article.headline if within(plainly(title), plainly(article.title)) else ()
    return [line.n for line in whole] or [n for n in distinct(cited) if n in article.texts]


def _preset(article: Article, answers: Sequence[Any], model: type[NewsFields]) -> NewsFields:
    """The fields of a preset: what the parts answered, each as the type that the preset has for it."""
    date = published(answers, article)
    values: dict[str, Any] = {"publication_date": date}
    source = _Source(article, reckoned_from(date, answers, article), {})
    for name, field in _in_order(model):
        found = [getattr(answer, name) for answer in answers if hasattr(answer, name)]
        if not found or name in values:
            continue
        if isinstance(found[0], list):
            (kind,) = get_args(field.annotation)
            merged = _merged(one for items in found for item in items for one in _apart(kind, item))
            values[name] = [_item(kind, item, source) for item in merged]
        elif isinstance(found[0], DateAnswer):
            first = next((date for date in found if date.zh.strip()), found[0])
            status = "done" if name in BEHIND else "planned"
            values[name] = resolved(first, status, source.published, article)
        elif isinstance(found[0], CitedAnswer):
            first = next((item for item in found if item.zh.strip()), None)
            if first is not None:
                values[name] = _item(field.annotation, first, source)
        else:
            values[name] = found[0]
    return model(**values)


@dataclass(frozen=True)
class _Source:
    """What items are copied from. `names` has the names that are published so far, by their plain form."""

    article: Article
    published: DateValue
    names: dict[str, str]

    def spelled(self, zh: str, lines: Sequence[int], kind: ClaimKind) -> str:
        """A copy as the first of its lines spells it that has it."""
        texts = [text for n in lines if (text := self.article.texts.get(n))]
        return spelled(zh, texts, person=kind == "person")

    def named(self, name: str, lines: Sequence[int]) -> str:
        """A name within an item as the list of names has it, else as its lines or others spell it."""
        if known := self.names.get(plainly(name)):
            return known
        line = line_with(name, self.article.shown)
        kind: ClaimKind = "person" if is_chinese_name(name) else "clause"
        return self.spelled(name, [*lines, line.n], kind) if line else name.strip()


@cache
def _in_order(model: type[NewsFields]) -> list[tuple[str, FieldInfo]]:
    """The fields of a preset in the order in which they are made."""
    return sorted(model.model_fields.items(), key=_naming)


def _naming(field: tuple[str, FieldInfo]) -> int:
    """Lists of names come first: what others name is spelled alike. People have employers."""
    kind: Any = next(iter(get_args(field[1].annotation)), field[1].annotation)
    claim = getattr(kind, "claim", "")
    return 0 if claim in ("organisation", "place") else 1 if claim == "person" else 2


def _item(kind: Any, item: Any, source: _Source) -> Text:
    """One item as `kind`: copied texts are located; values and dates are computed from what is written."""
    article, lines = source.article, located(item.zh, item.lines, source.article)
    # Asking a model for what it has not takes as long as making an item.
    posts = [post for post in item.posts if post.zh] if isinstance(item, PersonAnswer) else []
    if posts:
        lines = _with_posts(lines, [post.zh for post in posts], item.lines, article)
    values: dict[str, Any] = {"zh": source.spelled(item.zh, lines, kind.claim), "lines": lines}
    for name in _shared(kind, item.__class__):
        value = getattr(item, name)
        if isinstance(value, DateAnswer):
            values[name] = resolved(value, getattr(item, "status", "planned"), source.published, article)
        elif name == "posts":
            values[name] = distinct(_post(post, lines, source) for post in posts)
        elif name in kind.named:
            values[name] = _named(value, lines, source)
        elif value is not None:
            values[name] = value
    if issubclass(kind, Number):
        values["surface"] = source.spelled(item.surface, lines, kind.claim)
        values["value"], values["unit_zh"] = _value(values["surface"], article)
    if issubclass(kind, Statement):
        values["mode"] = _mode(item.mode, lines, article)
    made: Text = kind(**values)
    if made.claim in ("person", "organisation", "place"):
        source.names.setdefault(plainly(made.zh), made.zh)
    return made


def _named(value: Any, lines: Sequence[int], source: _Source) -> Any:
    """A name within an item, or a list of names, each by itself."""
    if not isinstance(value, list):
        return source.named(value, lines)
    names = (part for joined in value for part in apart(joined) if part)
    return distinct(source.named(part, lines) for part in names)


def _post(post: PostAnswer, lines: Sequence[int], source: _Source) -> Post:
    zh = source.spelled(post.zh, lines, "post")
    return Post(zh=zh, organisation=source.named(post.organisation, lines))


@cache
def _shared(kind: type[Text], answered: type[Answer]) -> tuple[str, ...]:
    """The keys that an item of a result and its answer have in common, beside the text and its lines."""
    own = kind.model_fields.keys() - {"zh", "lines"}
    return tuple(name for name in answered.model_fields if name in own)


def _with_posts(lines: list[int], posts: Sequence[str], cited: Sequence[int], article: Article) -> list[int]:
    """The lines of a person, and of posts that stand in none of them: a career often has one of its own.

    That is a line which was cited, or the nearest one close by.
    """
    texts, found = article.texts, list(lines)
    for post in map(plainly, posts):
        if not any(within(post, plainly(texts[n])) for n in found if n in texts):
            far = {line.n: min((abs(line.n - n) for n in lines), default=CLOSE + 1) for line in article.body}
            near = sorted((n for n in far if n in cited or far[n] <= CLOSE), key=far.__getitem__)
            found.extend([n for n in near if within(post, plainly(texts[n]))][:1])
    return distinct(found)


def _mode(told: str, lines: Sequence[int], article: Article) -> str:
    """How a statement is made; it is direct speech only where its lines have quotation marks at all."""
    quoted = any(mark in article.text_of(n) for n in lines for mark in '“”"「」『』‘〝＂﹁﹃：:')
    return "indirect" if told == "direct" and not quoted else told


def _apart(kind: type[Text], item: Any) -> list[Any]:
    """An item for each of the people or bodies whose names are joined in one."""
    named = kind.claim in ("person", "organisation")
    names = apart(item.zh.strip(), people=kind.claim == "person") if named else [item.zh]
    return [item.model_copy(update={"zh": name}) for name in names] if len(names) > 1 else [item]


def _merged(items: Iterable[Any]) -> list[Any]:
    """Items of one text (in any spelling) once, with the lines and posts of all; empty ones left out."""
    merged: dict[tuple[str, str], Any] = {}
    for item in items:
        key = (plainly(item.zh), plainly(item.surface) if isinstance(item, NumberAnswer) else "")
        if not key[0]:
            continue
        if key not in merged:
            merged[key] = item
            continue
        changes: dict[str, Any] = {"lines": distinct([*merged[key].lines, *item.lines])}
        if isinstance(item, PersonAnswer):
            changes["posts"] = distinct([*merged[key].posts, *item.posts])
        merged[key] = merged[key].model_copy(update=changes)
    return list(merged.values())


def located(zh: str, cited: Sequence[int], article: Article) -> list[int]:
    """The cited lines that contain `zh`; else the first body or title line that does; else those cited."""
    allowed, wanted = article.texts, plainly(zh)
    hits = [n for n in distinct(cited) if n in allowed and within(wanted, plainly(allowed[n]))]
    if hits:
        return hits
    titles = [line for line in article.shown if line.role == "title"]
    line = line_with(zh, [*article.body, *titles])
    return [line.n] if line else [n for n in distinct(cited) if n in allowed]


def field_lines(fields: Any, article: Article) -> dict[str, list[int]]:
    """Where code found the strings of a user's own form; strings that are not there are left out."""
    if isinstance(fields, NewsFields):
        return {}
    found = ((path, line_with(text, article.shown)) for path, text in forms.strings(fields) if text.strip())
    return {path: [line.n] for path, line in found if line}


def _joined(fields: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The fields of the parts as one: lists are joined, of single values the first that is not empty."""
    joined: dict[str, Any] = dict(fields[0])
    for other in fields[1:]:
        for key, value in other.items():
            if isinstance(value, list) and isinstance(joined.get(key), list):
                joined[key] = joined[key] + [item for item in value if item not in joined[key]]
            elif not joined.get(key):
                joined[key] = value
    return joined


# ------------------------------------------------------------------------------------ source issues


_SEEN_BY_CODE = ("censored", "truncated", "garbled")  # in a line of its own each; told there, they are known


def _issues(article: Article, told: Sequence[IssueAnswer], fields: Any) -> list[SourceIssueOut]:
    """What code found in the source, and what the model reported and code could locate."""
    found = noticed(article)
    if isinstance(fields, NewsFields) and fields.publication_date.basis == "missing":
        found.append(SourceIssueOut(type="missing_date"))
    if isinstance(fields, NewsFields) and fields.publication_date.basis == "repost":
        date = fields.publication_date
        found.append(SourceIssueOut(type="repost", zh=date.zh, lines=date.lines))
    types = {issue.type for issue in found}
    there = {(issue.type, n) for issue in found if issue.type in _SEEN_BY_CODE for n in issue.lines}
    if not isinstance(fields, NewsFields) and any(issue.type == "missing_date" for issue in told):
        found.append(
            SourceIssueOut(type="missing_date")
        )  # the absence of a date has no passage to be located
    if isinstance(fields, NewsFields) and fields.publication_date.basis != "missing":
        types.add("missing_date")  # whoever did not see the date is told by code that there is one
    for issue in told:
        line = line_with(issue.zh, article.shown) if issue.zh.strip() else None
        if line and issue.type == "censored" and not is_masked(line.text):
            continue  # what names somebody in full masks nothing
        known = issue.type in types and issue.type in ("repost", "missing_date")
        if line and not (known or (issue.type, line.n) in there):
            found.append(SourceIssueOut(type=issue.type, zh=issue.zh, lines=[line.n]))
    return distinct([*found, *orders(article, found)])


def noticed(article: Article) -> list[SourceIssueOut]:
    """What reading found in the source, what is masked in the body, and what the page says of itself."""
    document = article.document
    found = [
        SourceIssueOut(type=issue.type, zh=issue.zh, lines=list(issue.lines)) for issue in document.issues
    ]
    found.extend(
        SourceIssueOut(type="censored", zh=match.group(), lines=[line.n])
        for line in article.body
        if "**" in line.text and (match := CENSORED.search(_bare(line.text, document)))
    )
    found.extend(
        SourceIssueOut(type=issue.type, zh=issue.zh, lines=list(issue.lines)) for issue in blemishes(article)
    )
    return found


def orders(article: Article, known: Sequence[SourceIssueOut]) -> list[SourceIssueOut]:
    """What in the lines is meant to steer a language model, but for the lines that are `known` to be."""
    reported = {n for issue in known if issue.type == "injection" for n in issue.lines}
    return [
        SourceIssueOut(type="injection", zh=passage, lines=[n])
        for n, passage in suspects(article.lines)
        if n not in reported
    ]


def _bare(text: str, document: Document) -> str:
    """A line without the asterisks that are Markdown's for bold type, and censor nothing."""
    return BOLD.sub(r"\1", text) if document.media_type == "text/markdown" else text


def distinct(items: Iterable[Any]) -> list[Any]:
    """`items` in order, each once."""
    kept: list[Any] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
