"""Whose a decision or a task is, and until when, held against the lines that tell it.

A list of tasks may name a matter again, with others who are responsible and another day: who and when may
come from there, if its wording is that of the matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from summarizer.fields import DateValue, Decision, Task, items_of
from summarizer.matching import plain
from summarizer.text import Finding
from summarizer.verifying.evidence import LITTLE, bigrams
from summarizer.verifying.page import HAN, Page

_RESPONSIBLE = re.compile(
    rf"(?<![理自事缘来])由(?![于於此来])(?P<by>[{HAN}、]{{2,30}}?)(?:同志)?(?:共同|具体|牵头|分别)?(?:负责|牵头|承办|落实|办理|实施)"
    rf"|(?:责任|负责|承办|牵头)(?:人|单位|部门)[:：](?P<named>[{HAN}、，,]{{2,40}})"
)

# A line of its own that says whose the matter of the line before is, or until when: 责任人：石青云
_LABELLED = re.compile(
    r"\W{0,3}(?:(?:主要|第一|直接|具体)?(?:责任|负责|承办|牵头|配合|协办|落实|主办)(?:人|单位|部门|科室|领导|者)?"
    r"|(?:完成|办结|办理|截止|整改|报送)?(?:时限|时间|期限|日期))[:：]"
)

_POST = re.compile("(?:长|书记|主任|主席|经理|代表)$")
_OF_ALL = re.compile("以上|上述|各项|全部|所有|一律")


class _Charge(NamedTuple):
    """What somebody has to do: its address, the names of those who do it, until when, and its evidence."""

    where: str
    key: str
    zh: str
    names: tuple[str, ...]
    due: DateValue
    due_key: str
    lines: tuple[int, ...]


def check(page: Page) -> Iterator[Finding]:
    """Findings `evidence` and `date_line`, errors."""
    charges = list(_charges(page)) if page.is_chinese else []
    groups = _groups(page) if charges else {}
    for charge in charges:
        lines = _together(charge.lines, groups)
        yield from _owners(charge, lines, page)
        yield from _due(charge, lines, page)


def _charges(page: Page) -> Iterator[_Charge]:
    for where, item in items_of(page.news):
        lines = tuple(item.lines)
        if isinstance(item, Decision):
            yield _Charge(where, "owner", item.zh, tuple(item.owner), item.due, "due", lines)
        elif isinstance(item, Task):
            names = tuple(item.responsible)
            yield _Charge(where, "responsible", item.zh, names, item.deadline, "deadline", lines)


def _owners(charge: _Charge, lines: list[int], page: Page) -> Iterator[Finding]:
    """Who is not named in the lines of a matter, of which these say that somebody else does it."""
    told = page.text(lines)
    said = [found["by"] or found["named"] for found in _RESPONSIBLE.finditer(told)]
    if not said:
        return
    for index, name in enumerate(charge.names):
        wanted = plain(name)
        if wanted in told or _is_meant(wanted, said, page) or _is_told_again(charge, page, wanted):
            continue
        message = f"“{name}” does not stand in the lines of this; there it is {said[0]} who does it."
        where = f"{charge.where}.{charge.key}.{index}"
        yield Finding("evidence", "accuracy/addition", "error", where, message, charge.lines, name)


def _groups(page: Page) -> Mapping[int, list[int]]:
    """By the number of each line those that say whose it is, or of which it says so, itself included."""
    found: dict[int, list[int]] = {}
    group: list[int] = []
    for number in (n for n in page.plain if page.role(n) != "noise"):
        group = [*group, number] if group and _LABELLED.match(page.plain[number]) else [number]
        found.update(dict.fromkeys(group, group))
    return found


def _together(numbers: tuple[int, ...], groups: Mapping[int, list[int]]) -> list[int]:
    """Lines with those of their groups."""
    return sorted({other for n in numbers for other in groups.get(n, [n])})


def _is_meant(name: str, said: list[str], page: Page) -> bool:
    """Whether a name may be what the lines have in short: 县财政局 for 财政局, 石青云 for 石局长; or what is
    called so elsewhere: 分管副局长石青云.
    """
    if any(name[:1] == one[:1] or name in one or one[-3:] in name for one in said):
        return True
    posts = [plain(one) for one in said if _POST.search(one)]
    return any(name in text and any(post in text for post in posts) for text in page.plain.values())


def _due(charge: _Charge, lines: list[int], page: Page) -> Iterator[Finding]:
    """A day that the lines of a matter do not have, while they have another one."""
    wanted = page.quantifier.zh(charge.due.zh).dates if charge.due.zh.strip() else ()
    days = {(mention.month, mention.day) for mention in wanted if mention.month and mention.day}
    told = [mention for n in lines if n in page.quantities for mention in page.quantities[n].dates]
    stated = {day[1:] for mention in told for day in mention.days if day[1] and day[2]}
    relative = any(mention.kind == "relative" for mention in (*wanted, *told))
    if not days or not stated or relative or days & stated or plain(charge.due.zh) in page.text(charge.lines):
        return
    if not _is_told_again(charge, page, plain(charge.due.zh)):
        message = f"{charge.due.zh} is not the date of the lines that tell this"
        where = f"{charge.where}.{charge.due_key}.zh"
        cited = tuple(dict.fromkeys((*charge.lines, *charge.due.lines)))
        yield Finding("date_line", "accuracy/mistranslation", "error", where, message, cited, charge.due.zh)


def _is_told_again(charge: _Charge, page: Page, what: str) -> bool:
    """Whether another line has something and tells of the same matter, or of all: 以上事项6月30日前完成."""
    wording = bigrams(charge.zh)
    return any(
        what in text
        and (_OF_ALL.search(text) or len([pair for pair in wording if pair in text]) >= LITTLE * len(wording))
        for n, text in page.plain.items()
        if n not in charge.lines and page.role(n) != "noise"
    )
