"""Organisations, official bodies and places that a digest names, and the lines that it cites do not.

Nearly all that right digests name stands in their lines as it is. Still an alarm asks for more than that it
is missing: the article has nothing of it, or the lines name another one of the kind, which the digest does
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from summarizer.verifying import bodies, whereabouts
from summarizer.verifying.heard import beginning, speakers
from summarizer.verifying.page import Page
from summarizer.verifying.places import all_places

# Who is called so in lines that name others may be any organisation: 公司拟与……签订合同.
SPOKEN_OF = re.compile(
    "公司|集团|企业|银行|平台|品牌|学校|医院|我[校院局行司台厂社]|[本该][校院局行司台厂社部会所店馆队刊报]"
    "|其|它|双方|[两三四]家|后者|前者|协会|主办|承办|机构|部门|当局|官方|球队"
)
_NO_PEOPLE = frozenset(["文章", "方案", "全文", "全会"])  # 文章还说
# 市长期 and 大使馆 have none.
_POST = re.compile(
    "(?:[校院局厅县市省区镇乡州部行会所馆台社处]长(?![期度大远短效久江城春沙三安假相达年征跑篇卷文诗廊椅桌])"
    "|董事长|总经理|书记|主任|主席(?![台国团])|总裁|发言人|总统|总理|首相|大使(?!馆))"
)
_CLAUSE = re.compile('[,.;:!?\n()“”"]')
_ELSE = re.compile("[在与和同跟向对于从由为给被把将让请赴到经据及等]")  # 与……签订合同
_FIRST = 16  # characters at the beginning of a clause in which its subject stands
_BESIDE = 3  # characters beside an organisation that the lines have, too
_TAIL, _HEAD = 3, 2  # characters by which an organisation is called for short


class Absent(NamedTuple):
    """What a digest names, why it is wrong, and whether that is sure."""

    name: str
    message: str
    surely: bool = True


def named(text: str, cited: str, page: Page) -> Iterator[Absent]:
    """What is named in a text of the digest, and in none of its lines; both in simplified characters."""
    found = [
        *_people(text, page),
        *_posts(text, page),
        *_bodies(text, cited, page),
        *_organisations(text, cited, page),
        *_places(text, cited, page),
    ]
    yield from {each.name: each for each in reversed(found)}.values()


def _bodies(text: str, cited: str, page: Page) -> Iterator[Absent]:
    for body in bodies.strange(text, cited, page.every):
        if not body.elsewhere:
            yield Absent(body.name, f"The article says nothing of “{body.name}”.")
        elif body.instead:
            yield Absent(body.name, f"The lines that are cited name “{body.instead}”, not “{body.name}”.")


def _people(text: str, page: Page) -> Iterator[Absent]:
    """Who speaks or attends, of whose name the article has nothing."""
    begins = (name for name in beginning(text) if not (name[:2] in page.every or name[:2] in _NO_PEOPLE))
    for name in sorted({*speakers(text, text), *begins}):
        if name not in page.every and name[1:] not in page.every:
            yield Absent(name, f"The article names nobody called {name}.")


def _posts(text: str, page: Page) -> Iterator[Absent]:
    for found in _POST.finditer(text):
        if found[0] not in page.every:
            yield Absent(found[0], f"The article names nobody who is “{found[0]}”.")


def _places(text: str, cited: str, page: Page) -> Iterator[Absent]:
    for place in whereabouts.unheard_of(text, cited, page.every):
        yield Absent(place.name, f"The article says nothing of “{place.name}”.", place.surely)


def _organisations(text: str, cited: str, page: Page) -> Iterator[Absent]:
    """Organisations of the fields, where the lines name others and speak of nobody who may be meant."""
    known = page.organisations
    here = [name for name in known if name in text and name not in cited]
    for name in here:
        if other := _in_its_place(name, text, cited, known):
            yield Absent(name, f"The lines that are cited say so of “{other}”, not of “{name}”.")
    if not here or SPOKEN_OF.search(cited):
        return
    for name in (name for name in here if name not in page.heading):
        others = [
            each for each in known if each not in text and not _overlap(each, name) and acts(each, cited)
        ]
        within_another = any(name in each and each in text for each in known - {name})
        if others and not within_another and not _is_short_in(name, cited, known):
            yield Absent(name, f"The lines that are cited name “{min(others)}”, not “{name}”.")


def _in_its_place(name: str, text: str, cited: str, known: Iterable[str]) -> str:
    """An organisation that stands in the cited lines right beside the same words as another one in a text."""
    if _is_short_in(name, cited, known):
        return ""
    others = [each for each in known if each in cited and each not in text and not _overlap(each, name)]
    for at in all_places(name, text) if others else ():
        before, behind = text[max(0, at - _BESIDE) : at], text[at + len(name) :][:_BESIDE]
        for other in others:
            if len(before) == _BESIDE and before + other in cited:
                return other
            if len(behind) == _BESIDE and _stands_so(other, behind, before[-1:], cited):
                return other
    return ""


def _stands_so(name: str, behind: str, before: str, text: str) -> bool:
    """Whether a text has a name right before some words; behind 与, only if the other text has it so."""
    chars = (text[at - 1 : at] for at in all_places(name + behind, text))
    return any(char == before or not _ELSE.match(char) for char in chars)


def acts(name: str, text: str) -> bool:
    """Whether a text (in plain form) tells anywhere what somebody does: his name begins a clause of it."""
    for at in all_places(name, text):
        before = _CLAUSE.split(text[max(0, at - _FIRST) : at])[-1]
        if len(before) < _FIRST and not _ELSE.search(before):
            return True
    return False


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _is_short_in(name: str, text: str, known: Iterable[str]) -> bool:
    """Whether a text may call an organisation for short: 县水利局, 北辰, 中科院."""
    head = name[:_HEAD]
    if name[-_TAIL:] in text:
        return True
    if head in text and not any(each.startswith(head) and each in text for each in known):
        return True
    return any(set(text[max(0, at - _HEAD) : at]) <= set(name) for at in all_places(name[-1], text))
