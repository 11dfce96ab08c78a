"""What a document is by its own title: of which kind, and what sort of paper its English title calls it.

A title need not say what its paper is, nor of what country: only what contradicts it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from summarizer.matching import plain
from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.tables import rows_of

_MISTRANSLATION = "accuracy/mistranslation"
_BY_AN_AUTHORITY = re.compile(
    "(?:国务院|最高人民法院|最高人民检察院|中共中央|办公厅|委员会|总局|[部厅局](?=关于)|人民政府)"
    "[^，。]{0,6}(?:关于|印发|转发|批转)[^。]{0,120}"
    "(?:通知|复函|函|意见|办法|规定|批复|解释(?:[（(].{1,4}[)）])?|决定|公告)\\Z"
)
_PAPER = re.compile(
    "办法|条例|规[定划]|通[知告报]|意见|方案|决定|解释|函|批复|纲要|公告|[法令]|细则|标准|政策|计划|指南|守则|章程|措施"
    "|制度|安排|文件|行动"
)
_NEWSY = re.compile("记者|报道|讯[)）:]|快讯|编辑:|责编|早餐|主播")
# What papers are called, at the end of a Chinese title, and how that begins in English.
_SORTS = """
通知=notice circular notif announce|复函=reply letter respon repli|意见=opinion comment guideline view
条例=regulation ordinance rules|办法=measure method rules procedure regulation|批复=reply approv respon
规定=provision rule regulation requirement stipulat
"""
# The other way round: how an English title begins, and any Chinese for it.
_BEGINNINGS = """
函 复 信 书 札 笺=reply letter|意见=opinions
条例 规定 法规 规则 规章 规程=regulations|办法 措施 举措 对策 细则=measures|决定 决策 决议 裁 抉=decision
解 释=interpretation
"""
_NOTICE_EN, _NOTICE_ZH = re.compile(r"(?:notice|circular)\b"), re.compile("通|告|启事|须知|海报")
_HAN = re.compile("[\u4e00-\u9fff]")
_FEWEST, _MOST = (
    6,
    13,
)  # characters of a title; English ones for one of them, 10.5 at most in 398
_NOT_TO_BE = frozenset({"rejected", "refused", "cancelled", "canceled", "terminated", "revoked"})
_TURNED_DOWN = re.compile("[拒否不未撤驳终取停废没无]|反对|中止|破裂")


def check(page: Page) -> Iterator[Finding]:
    """Finding `evidence` of titles, kinds and agreements, an error."""
    if not page.is_chinese:
        return
    title = page.result.title
    zh = simplified(plain(title.zh))
    if message := _other_kind(zh, page):
        yield Finding("evidence", _MISTRANSLATION, "error", "fields.kind", message, tuple(title.lines), zh)
    if zh and title.en.strip() and (message := _other_title(zh, title.en, is_news=page.news.kind == "news")):
        pair = Pair("title", "title", title.zh, title.en, tuple(title.lines))
        yield pair.error("evidence", _MISTRANSLATION, message, "en", title.zh)
    yield from _turned_down(page)


def _turned_down(page: Page) -> Iterator[Finding]:
    """Agreements that are called rejected, of which nothing says no."""
    for index, item in enumerate(page.news.agreements):
        if item.status.strip().lower() in _NOT_TO_BE:
            told, lines = simplified(plain(item.zh) + page.text(item.lines)), tuple(item.lines)
            if not _TURNED_DOWN.search(told):
                where, message = f"fields.agreements.{index}.status", f"Nothing says “{item.status}”."
                yield Finding("evidence", _MISTRANSLATION, "error", where, message, lines, item.zh)


def _other_kind(title: str, page: Page) -> str:
    """Why a document is not of the kind that its fields say, or ""."""
    kind = page.news.kind
    if kind == "news" and _BY_AN_AUTHORITY.search(title):
        return "This is a paper of an authority, by its title; it is called news."
    if kind == "policy" and title and not _PAPER.search(title) and _NEWSY.search(page.every):
        return "This is news, and no paper of an authority by its title; it is called a policy."
    return ""


def _other_title(zh: str, en: str, *, is_news: bool) -> str:
    """Why an English title is that of something else, or ""."""
    words = en.lower()
    for sort, told in _sorts():
        if zh.endswith(sort) and not told.search(words):
            return f"“{sort}” is not in the English title."
    for begins, written in _beginnings():
        if (found := begins.match(words)) and not written.search(zh):
            return f"“{found[0]}” stands for nothing in the Chinese title."
    if is_news and _NOTICE_EN.match(words) and not _NOTICE_ZH.search(zh):
        return "This is news, and no notice by its Chinese title."
    size = len(_HAN.findall(zh))
    return (
        f"Not the English of this title, by its length: {len(en)} characters."
        if (size >= _FEWEST and len(en) > _MOST * size)
        else ""
    )


@cache
def _sorts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = ((words[0], "|".join(en.split())) for words, en in rows_of(_SORTS))
    return tuple((sort, re.compile(rf"\b(?:{en})")) for sort, en in rows)


@cache
def _beginnings() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    adjectives = "(?:guiding |interim |provisional |several )?"
    return tuple(
        (re.compile(rf"{adjectives}(?:{'|'.join(en.split())})\b"), re.compile("|".join(words)))
        for words, en in rows_of(_BEGINNINGS)
    )
