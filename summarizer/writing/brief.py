"""The brief of one document for a terminal: plain text, the English first, nothing that a terminal obeys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summarizer.results import NewsFields, Person, Result
from summarizer.writing.plain import plain
from summarizer.writing.wording import all_names, post_text, published_text, status_line


def brief(result: Result, names: Mapping[str, str]) -> str:
    """Title, date, summary, points and people in English, then the Chinese, then the status."""
    names = all_names(result, names)
    blocks = [*_english(result, names), *_chinese(result), _status(result)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _english(result: Result, names: Mapping[str, str]) -> Iterator[str]:
    yield "\n".join(filter(None, (plain(result.title.en), _dateline(result))))
    yield plain(result.summary.en)
    yield _bullets([point.en for point in result.key_points])
    if isinstance(result.fields, NewsFields) and result.fields.people:
        people = ", ".join(_person(person, names) for person in result.fields.people)
        yield f"People: {plain(people)}"


def _chinese(result: Result) -> Iterator[str]:
    yield plain(result.title.zh)
    yield plain(result.summary.zh)
    yield _bullets([point.zh for point in result.key_points])


def _dateline(result: Result) -> str:
    return plain(" · ".join(filter(None, (published_text(result), result.document.path))))


def _person(person: Person, names: Mapping[str, str]) -> str:
    posts = "; ".join(
        filter(None, (post_text(post.en or post.zh, post.organisation, names) for post in person.posts))
    )
    name = f"{person.en} {person.zh}".strip()
    return f"{name} ({posts})" if posts else name


def _bullets(texts: list[str]) -> str:
    return "\n".join(f"- {text}" for text in map(plain, texts) if text)


def _status(result: Result) -> str:
    status, why = status_line(result)
    lines = [f"{status}: {why}."]
    lines += [f"- {finding.severity}: {finding.message}" for finding in result.findings]
    return "\n".join(map(plain, lines))
