"""The kind of a document by its form, without a model: which preset `--fields auto` takes.

Official documents, announcements, minutes and papers are recognised by what their genre prescribes: how the
title ends, a document number, a securities code, a salutation, numbered articles, "摘要" with "关键词". What
lacks these marks, and whatever begins as a reporter would, is news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from summarizer.scripts import simplified
from summarizer.text import Article, Line

DocumentKind = Literal["news", "policy", "notice", "company", "academic", "minutes"]

HEAD = 12  # lines at the beginning among which a lead, a salutation or a byline stands
# The name of the site behind a title; not a dash within brackets ("2025—2027年").
_SITE = re.compile(r"[-_|—–丨｜](?![^（(]{0,20}[）)]).*$")
_MARKUP = re.compile(r"^#{1,6}\s+")
_REPORTER = re.compile(
    r"^(?:本报|本网|本台|新华社|中新社|中新网|人民网|央视|.{0,12}日报|.{0,12}网)[^，。]{0,20}(?:讯|电)(?:[（(\s]|$)"
    r"|[（(](?:通讯员|记者|本报记者|全媒体)|^(?:记者|通讯员)[^。]{0,20}(?:报道|获悉)|记者从[^。]{0,30}(?:获悉|了解到)"
)
_BYLINE = re.compile(
    r"(?:^|[\s|　])(?:文/|记者|通讯员)(?:\s?[:：]\s?|\s|/)?[\u3400-\u9fff]{2,4}(?=$|[\s|　])"
)
_MINUTES_TITLE = re.compile(r"(?:会议记录|会议备忘录|纪要|纪录)(?:[（(][^（）()]{0,20}[）)])?$")
_MINUTES_LINE = re.compile(
    r"^(?:会议)?(?:主\s{0,2}持(?:人)?|记\s{0,2}录(?:人)?|出席(?:人员|人)?|参会(?:人员)?|参加人员|列席(?:人员|人)?|缺席(?:人员|人)?|请假(?:人员)?"
    r"|议题|会议议题|议定事项|会议时间|会议地点)\s{0,4}[:：]"
)
_SECURITIES = re.compile(r"(?:证券|股票|公司|转债|债券)(?:代码|简称)\s{0,4}[:：]")
_PLEDGE = re.compile(r"虚假记载、误导性陈述")
_ABSTRACT = re.compile(r"^[【\[]?摘\s{0,4}要[】\]]?(?:\s{0,4}[:：]|\s|$)")
_KEYWORDS = re.compile(r"^[【\[]?关\s?键\s?[词字][】\]]?(?:\s{0,4}[:：]|\s|$)")
# What only the head of an official document has: on the page's own card, and under it.
_CARD = re.compile(
    r"(?:索\s?引\s?号|发文字号|文\s{0,4}号|发文机[关构]|成文日期|主题分类|公开(?:方式|属性|形式)|有效性|是否有效|规范性文件)\s{0,4}[:：|]"
)
_ADOPTED = re.compile(
    r"(?:制定|修订)本(?:方案|办法|规定|意见|规划|计划|细则|条例|措施|制度)|现印发给你们|经.{2,20}(?:同意|批准|审议通过)，现"
)
_NUMBERED = re.compile(r"[〔\[［【(（](?:19|20)\d\d[〕\]］】)）]\s{0,2}(?:第\s{0,2})?\d{1,5}\s{0,2}号")
_SALUTATION = re.compile(
    r"^(?:各|有关|相关|全体|广大|尊敬)[^。；]{1,80}[:：]$|^[^。；，]{2,60}(?:政府|部门|委员会|局|厅|单位|学校|企业)[:：]$"
)
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百\d]{1,5}[条章]")
_SECTION = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_POLICY_TITLE = re.compile(
    r"(?:意见|办法|规定|条例|细则|方案|规划|纲要|计划|决定|措施|规则|准则|章程|制度|要点|任务清单)"
    r"(?:[（(](?:试行|暂行|修订|修正|征求意见稿|20\d\d[^（）()]{0,10})[）)])?》?(?:的通知|的决定|的函)?$"
)
_PASSED_ON = re.compile(r"(?:印发|转发|发布|批转|修订|废止).{0,120}(?:的通知|的决定)$")
_NOTICE_TITLE = re.compile(
    r"(?:通知|公告|通告|公示|启事|须知|简章|告知书|招生办法)(?:[（(][^（）()]{0,20}[）)])?$"
)
_REPORTED = re.compile(
    r"(?:发布|出台|印发|公布|下发|解读|审议|通过|发出)(?!.*的通知)[^》]{0,8}[《“]|解读|答记者问|图解|一图"
    r"|^(?!.*关于)(?!.*(?:通知|公告|通告|公示|决定)$).{2,30}(?:出台|推出|印发|晒出)"
)


def kind_of(article: Article) -> DocumentKind:
    """The kind that the document looks like. "news" where nothing else is sure."""
    lines = [simplified(line.text.strip()) for line in _extent(article)]
    head = lines[:HEAD]
    heading = simplified(article.title) or next(iter(lines), "")
    title = _SITE.sub("", _MARKUP.sub("", heading)).strip()
    if _is_minutes(title, head):
        return "minutes"
    if _is_announcement(lines):
        return "company"
    if any(map(_ABSTRACT.match, lines)) and any(map(_KEYWORDS.match, lines)):
        return "academic"
    if _is_reported(article, head) or _REPORTED.search(title):
        return "news"
    if (_POLICY_TITLE.search(title) or _PASSED_ON.search(title)) and _is_official(lines):
        return "policy"
    return "notice" if _NOTICE_TITLE.search(title) else "news"


def _extent(article: Article) -> Sequence[Line]:
    """The lines from the first to the last that is shown, and a few after it: codes, keywords and the like
    may be taken for noise.
    """
    if not article.shown:
        return ()
    first, last = article.shown[0].n, article.shown[-1].n + 3
    return [line for line in article.lines[first - 1 : last] if line.text.strip()]


def _is_announcement(lines: list[str]) -> bool:
    """Whether a listed company speaks itself: its code heads the text, or it answers for what is said.

    Where the code is part of a sentence, the press writes about the company.
    """
    codes = (line for line in lines[:HEAD] if _SECURITIES.search(line) and "。" not in line)
    return any(codes) or any(map(_PLEDGE.search, lines))


def _is_reported(article: Article, head: list[str]) -> bool:
    """Whether a reporter writes: by how the text begins, or by the line under the title."""
    bylines = (line.text for line in article.shown if line.role == "meta")
    return any(map(_REPORTER.search, head)) or any(map(_BYLINE.search, bylines))


def _is_minutes(title: str, head: list[str]) -> bool:
    return (
        bool(_MINUTES_TITLE.search(title)) or len([line for line in head if _MINUTES_LINE.match(line)]) >= 3
    )


def _is_official(lines: list[str]) -> bool:
    """Whether the text has the shape of an official document: a number, a salutation, articles, sections."""
    marks = (_NUMBERED.search, _CARD.search, _SALUTATION.match, _ADOPTED.search)
    if any(mark(line) for line in lines[:HEAD] for mark in marks):
        return True
    return len([line for line in lines if _ARTICLE.match(line) or _SECTION.match(line)]) >= 3
