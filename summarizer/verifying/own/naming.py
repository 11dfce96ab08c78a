"""Names in the user's own fields: of bodies by their endings, of people by what their field is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.matching import plain
from summarizer.pinyin import is_chinese_name
from summarizer.scripts import simplified
from summarizer.verifying.evidence import COMMON, GENERIC
from summarizer.verifying.own.leaves import Leaf
from summarizer.verifying.own.problem import Ill
from summarizer.verifying.page import HAN, Page
from summarizer.verifying.places import all_places

# What names of bodies end with that are hardly words of another kind.
_BODY = re.compile(
    rf"([{HAN}]{{2,28}}?)(?:有限责任公司|股份有限公司|有限公司|公司|集团|大学|学院|医院|银行|法院|检察院|研究院|研究所|基金会"
    r"|协会|学会|中学|小学|幼儿园|事务所|人民政府)"
)
_OFFICE = re.compile(
    rf"[{HAN}]{{0,28}}?(?P<tail>[{HAN}]{{2}}(?P<end>委员会|办公室|发改委|(?<![办结格布当开终])局|(?<![全东西南北中内外干总乐])部|(?<![大餐客])厅|委))"
)
_JOINED = re.compile("[和与及]")  # names of two bodies: 县财政局和省发改委
_OWN = 2  # characters that make a name
_SHORT, _FULL = (2, 3, 4), 10  # characters before the ending of a name in short, and in full
_PEOPLE = re.compile(
    r"person|people|contact|author|chair|leader|speaker|manager|owner|officer|director|signer|signat|representative|reporter"
    r"|editor|expert|member|attend|particip|host|president|secretary|responsible|负责人|联系人|法人|代表|作者|主持|记者|编辑"
    r"|专家|领导|成员|出席|参会|姓名|人员|嘉宾|院长|校长|局长|主任|经办"
)
_BESIDE_A_PERSON = re.compile(
    r"role|post|position|job|title|phone|mobile|age|gender|sex|duty|unit|职务|职位|职称|电话|年龄|性别|单位"
)


def misnamed(text: str, leaf: Leaf, page: Page) -> Iterator[Ill]:
    """A name of a body or a person that the article does not have."""
    name = simplified(plain(text))
    article = page.simplified
    if _is_invented_body(name, article) or _is_invented_person(name, leaf, article):
        yield Ill("evidence", "error", f"“{text}”, a name, does not stand in the article.")


def _is_invented_person(name: str, leaf: Leaf, article: str) -> bool:
    if not is_chinese_name(name) or name in article:
        return False
    of_a_person = leaf.name in ("name", "zh", "姓名") and any(map(_BESIDE_A_PERSON.search, leaf.beside))
    return of_a_person or _PEOPLE.search(leaf.key) is not None


def _is_invented_body(name: str, article: str) -> bool:
    """Whether a name of a body has a part of its own that the article has neither in full nor in short."""
    if name in article:
        return False
    parts = _JOINED.split(name)
    if len(parts) > 1 and all(_OFFICE.fullmatch(part) or _BODY.fullmatch(part) for part in parts):
        return any(_is_invented_body(part, article) for part in parts)
    if office := _OFFICE.fullmatch(name):
        told = office["tail"] in article or _is_shortened(name, article)
        return not told and not _is_short_for(name, office["end"], article)
    found = _BODY.fullmatch(name)
    own = "".join(_uncovered(GENERIC.sub("", found[1]), article)) if found else ""
    return len(own) >= _OWN and not COMMON.search(own)


def _uncovered(name: str, article: str) -> Iterator[str]:
    """The characters of a name that stand in no piece of it which the article has."""
    at = 0
    while at < len(name):
        size = next((n for n in range(len(name) - at, 1, -1) if name[at : at + n] in article), 0)
        if not size:
            yield name[at]
        at += size or 1


def _is_shortened(name: str, article: str) -> bool:
    """Whether a name is short for one of the article: 工信部 for 工业和信息化部."""
    own, end = name[:-1], name[-1]
    return len(own) in _SHORT and any(
        _run_before(own, article[max(0, at - _FULL) : at]) == len(own) for at in all_places(end, article)
    )


def _is_short_for(name: str, end: str, article: str) -> bool:
    """Whether the article names an office in short: 省发改委 for 省发展和改革委员会."""
    return any(
        _run_before(article[max(0, at - len(name)) : at], name[: len(name) - len(end)]) >= _OWN
        for last in {end[0], end[-1]}
        for at in all_places(last, article)
    )


def _run_before(text: str, name: str) -> int:
    """How many of the last characters of a text stand in a name in the same order."""
    at, length = len(name), 0
    for char in reversed(text):
        at = name.rfind(char, 0, at)
        if at < 0:
            break
        length += 1
    return length
