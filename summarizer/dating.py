"""The dates of a result: read from what is written, of the page and of what the page tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from summarizer.answers import DateAnswer
from summarizer.dates import Precision, dates_zh, iso_of
from summarizer.dates.index import NOTHING
from summarizer.dates.mention import iso_days
from summarizer.dates.told import told_from
from summarizer.fields import BEHIND, DateValue
from summarizer.spelling import line_with, spelled
from summarizer.text import Article, Line

# What stands before a date that says it is that of publication; and what says that it is another one.
_PUBLISHED = re.compile(r"(?:发布|發布|发表|發表|刊发|刊發|刊登|公布|公佈|发稿|發稿|见报|見報)")
_OTHER = re.compile(
    r"(?:会议|會議|活动|活動|开会|開會|举办|舉辦|举行|舉行|召开|召開|截止|截至|报名|報名|有效|生效|施行|实施|實施|开标|開標"
    r"|投标|投標|考试|考試|更新|修改|修订|修訂|成立|成文|到期|出生|讲话|講話|地点|地點|主持|出席)"
)
# ... if it ends so: 会议时间：, 更新于. Behind the name of a body or a headline stands the date of the page
# (考试院 2024-05-31).
_CALLED = re.compile(
    rf"(?:{_OTHER.pattern}(?:的?(?:时间|時間|日期)|日|于|於|自|从|從|至|到|在|[:：])"
    r"|更新|修改|修订|修訂|截止|截至)[\s:：于於自从從至到在为為]*\Z"
)
# ... or no date of this page: that of a neighbour, of the crawl, of the site's rights.
_FOREIGN = re.compile(
    r"[上下]一?[篇条條则則页頁]|(?:抓取|采集|採集|爬取|收录|收錄|快照|备案|備案)(?:时间|時間|日期|[号號于於自:：])"
    r"|(?:版权|版權)(?:所有|[归歸:：])|©|[Cc]opyright"
    r"|(?:相关|相關|推荐|推薦)(?:阅读|閱讀|新闻|新聞|文章|链接|鏈接|报道|報道|[:：])"
)
_ABOUT = re.compile("更新|修改|修订|修訂|成文")  # what was published at about that time
_LABEL = 12  # characters before a date that say which one it is


def published(answers: Sequence[Any], article: Article) -> DateValue:
    """The date of publication as the model found it; else what the lines about the document state, else
    what its metadata says. A date without a year gives way to a whole one of those lines.
    """
    dated = next((answer.publication_date for answer in answers if answer.publication_date.zh), None)
    if dated is None:
        return of_page(article)
    own = [line for line in article.shown if not _label(dated.zh, line)]
    line = line_with(dated.zh, own) or line_with(dated.zh, article.shown)
    iso, precision = iso_of(dated.zh)
    label = _label(dated.zh, line)
    if not iso or label:
        page = of_page(article)  # 5月30日 of an event, where a line says when it was published; or 3小时前
        partly = not iso and any(day[1] for mention in dates_zh(dated.zh) for day in mention.days)
        if page.iso or not (partly or _ABOUT.search(label)):
            return page
    return DateValue(
        iso=iso,
        precision=precision,
        basis=dated.basis if dated.basis in ("stated", "repost") and not label else "inferred",
        zh=spelled(dated.zh, [line.text]) if line else dated.zh,
        lines=[line.n] if line else [n for n in dict.fromkeys(dated.lines) if n in article.texts],
    )


def _label(zh: str, line: Line | None) -> str:
    """What stands right before a date in its line and says that it is another than that of publication: ©,
    更新于; "" if nothing does, or what calls it that of publication stands behind that.
    """
    if line is None or not zh.strip():
        return ""
    places = [found.start() for found in re.finditer(re.escape(zh.strip()), line.text)]
    labels = [_other(line.text[max(0, at - _LABEL) : at]) for at in places]
    return labels[0] if labels and all(labels) else ""


def _other(before: str) -> str:
    """What in the text before a date says that it is another than that of publication."""
    *_, behind = _PUBLISHED.split(before)
    return behind if _CALLED.search(behind) or _FOREIGN.search(behind) else ""


def of_page(article: Article) -> DateValue:
    """The date that the lines about the document state, else that of its metadata."""
    if stated := _of_header(article):
        return stated
    if article.document.date:
        return DateValue(iso=article.document.date, precision="day", basis="inferred")
    return DateValue()


def _of_header(article: Article) -> DateValue | None:
    """The day in the lines about the document, the first that is called that of publication, if any is."""
    stated = list(_stated(article))
    return next((date for labelled, date in stated if labelled), stated[0][1]) if stated else None


def _stated(article: Article) -> Iterator[tuple[bool, DateValue]]:
    """The days in the lines about the document, and whether they are called those of publication."""
    for line in article.shown:
        if line.role != "meta":
            continue
        for mention in dates_zh(line.text):
            iso, precision = iso_of(mention.surface)
            before = line.text[max(0, mention.start - _LABEL) : mention.start]
            if precision == "day" and not (_OTHER.search(before) or _FOREIGN.search(before)):
                basis: Any = "repost" if "转" in line.text else "stated"
                date = DateValue(
                    iso=iso, precision=precision, basis=basis, zh=mention.surface, lines=[line.n]
                )
                yield _PUBLISHED.search(before) is not None, date


def resolved(date: DateAnswer, status: str, published: DateValue, article: Article) -> DateValue:
    """A date as written. A missing year is taken from the page's date only, and marked `inferred`:
    去年12月 is told from it; else for what is done it is the latest year that is not after publication, for
    what is planned the earliest not before it. The date of a repost is never used.
    """
    if not date.zh.strip():
        return DateValue()
    line = line_with(date.zh, article.shown)
    zh, lines = (spelled(date.zh, [line.text]), [line.n]) if line else (date.zh, [])
    return dated(date.zh, status, published).model_copy(update={"zh": zh, "lines": lines})


def dated(zh: str, status: str, published: DateValue) -> DateValue:
    """The date that `zh` says in a document of the day `published`, without its lines; see `resolved`."""
    iso, precision = iso_of(zh)
    if iso:
        return DateValue(iso=iso, precision=precision, basis="stated", zh=zh)
    if _reckons(published):
        iso, precision = _inferred(zh, status, published.iso)
    return DateValue(iso=iso, precision=precision, basis="inferred" if iso else "missing", zh=zh)


def _inferred(zh: str, status: str, published: str) -> tuple[str, Precision]:
    """The ISO form of a date without a year, by the day of publication."""
    told, precision = told_from(zh, next(iter(iso_days(published)), NOTHING))
    if told:
        return told, precision
    year = int(published[:4])
    iso, precision = iso_of(zh, year=year)
    same = published[: len(iso)]
    if status == "done" and iso > same:
        return iso_of(zh, year=year - 1)
    if status == "planned" and iso < same:
        return iso_of(zh, year=year + 1)
    return iso, precision


def reckoned_from(published: DateValue, answers: Sequence[Any], article: Article) -> DateValue:
    """What years are inferred from: the date of publication, else that of issue or of the meeting."""
    names = sorted(BEHIND - {"publication_date"})
    others = (getattr(answer, name, None) for answer in answers for name in names)
    dates = (resolved(date, "done", DateValue(), article) for date in others if date and date.zh)
    return first_stated(published, dates)


def first_stated(published: DateValue, others: Iterable[DateValue]) -> DateValue:
    """The date of publication, if years follow from it; else the first of `others` that states its own."""
    if _reckons(published):
        return published
    return next((date for date in others if date.iso and date.basis == "stated"), published)


def _reckons(published: DateValue) -> bool:
    """Whether years follow from a date of publication: that of a repost says nothing about them."""
    return bool(published.iso) and published.basis in ("stated", "inferred")
