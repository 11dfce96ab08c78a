"""Whose post somebody has, and whether he still has it: 甲公司董事长周启明, 原县长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from summarizer.matching import plain
from summarizer.scripts import simplified
from summarizer.verifying.page import HAN, Page
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Retold

_POST = (
    "(?:常务)?(?:副|代)?(?:总经理|经理|董事长|理事长|秘书长|检察长|总裁|总监|书记|主任|主席|主编|校长|院长|局长|厅长"
    "|处长|科长|部长|市长|省长|县长|区长|镇长|乡长|州长|行长|会长|所长|司长|站长|馆长|台长|社长|队长|总理|总统|首相|议员|署长|主管|教授|研究员|发言人)"
)
_POST_AND_END = re.compile(f"{_POST}\\Z")
_LONGEST = 9  # characters of a post
_HEAD = 30  # characters before it with whose it is
_FORMER = re.compile("[原前曾]|不再|[当彼]时|时任|历任|卸任|离任|退休|免|辞|落马|被查|到任")
_SURELY = re.compile(
    f"(?:\\A|[^{HAN}]|[对将由被以处判查])(?:原(?![油料子创生本野])|前(?![海沿锋线哨进]))(?=[{HAN}]|\\Z)"
)
_LEFT = re.compile(
    "原|前任|时任|曾任|历任|[卸离]任|退休|[免辞]去|辞职|落马|不再|[去逝]世|调任|任期|判处|获刑"
)
_BREAK = re.compile("[，。；！？、：,.;!?:“”()（）\\n]")
_AND = ("、", ",", "和", "及")
_SHORTEST = 2  # characters by which an organisation is known


class Held(NamedTuple):
    """A post before a name, and what stands before it in its clause."""

    head: str
    post: str


def given(retold: Retold) -> Iterator[Problem]:
    """Findings `post` (of another organisation) and `post_rank` (one who was, told as one who is)."""
    page = retold.article.page
    text = simplified(plain(retold.pair.zh))
    for name in page.people:
        key = simplified(name)
        if key in text:
            for held in _held(key, text):
                yield from _compared(key, held, text, page)


def _held(name: str, text: str) -> Iterator[Held]:
    for at in all_places(name, text):
        if found := _POST_AND_END.search(text, max(0, at - _LONGEST), at):
            start = found.start()
            head = _BREAK.split(text[max(0, start - _HEAD) : start])[-1]
            yield Held(head, found[0])


def _compared(name: str, mine: Held, text: str, page: Page) -> Iterator[Problem]:
    there = [held for held in _held(name, page.simplified) if held.post == mine.post]
    if not there or any(held.head == mine.head for held in there):
        return
    told = f"{mine.head}{mine.post}{name}"
    own, others = _owner(mine.head, page), [_owner(held.head, page) for held in there]
    elsewhere = all(each and not _is_same(each, own) for each in others)
    if own and elsewhere and not _may_have(own, mine.post, there, page):
        message = f"“{told}”: in the article {name} is {mine.post} of {others[0]}."
        yield Problem("post", "error", message, told, "zh")
    if not _FORMER.search(text) and all(_SURELY.search(held.head) for held in there):
        message = f"“{told}”: in the article this is one who was, “{there[0].head}{mine.post}”."
        yield Problem("post_rank", "error", message, told, "zh")
    elif _SURELY.search(mine.head) and not _LEFT.search(page.simplified):
        message = f"“{told}”: the article says nothing of {name} having left this post."
        yield Problem("post_rank", "error", message, told, "zh")


def _may_have(own: str, post: str, there: Sequence[Held], page: Page) -> bool:
    """Whether he may have the post there as well: 甲公司、乙公司董事长, 甲公司董事长……兼任乙公司董事长."""
    people, text = tuple(map(simplified, page.people)), page.simplified
    listed = (f"{own}{mark}{held.head}{post}" for held in there for mark in _AND)
    if any(own in held.head for held in there) or any(each in text for each in listed):
        return True
    behind = (at + len(own) + len(post) for at in all_places(own + post, text))
    return any(not text.startswith(people, end) for end in behind)


def _owner(head: str, page: Page) -> str:
    """The organisation of the fields that a text ends with, or ""."""
    return next((name for name in _longest_first(page.organisations) if head.endswith(name)), "")


@cache
def _longest_first(names: frozenset[str]) -> Sequence[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _is_same(one: str, other: str) -> bool:
    return one in other or other in one or one[:_SHORTEST] == other[:_SHORTEST] or set(one) >= set(other)
