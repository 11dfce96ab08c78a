"""Who may go unnamed in English: of whom something is called, and whom the text before has just named.

李嘉诚基金会 is "the foundation", what one paragraph tells of somebody the next goes on with by "he", and a
president is "the country's president".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from summarizer.results import Person
from summarizer.scripts import simplified
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.places import all_places

# What is called by the name of somebody, right behind it.
_NAMED_AFTER = re.compile(
    "(?:(?:慈善|教育|公益|艺术|科技|科学|文化|医学|青年|纪念|数学|国际)?(?:基金会?|奖学?金?(?!励)|大学|学院|中学|小学|书院|医院|诊所|图书馆|纪念馆|博物馆|美术馆|艺术馆"
    "|故居|工作室|实验室|研究院|研究所|事务所|公司|集团|舞团|乐队|乐团|剧团|定理|思想|理论))|[楼堂路街杯案]"
)
_TAKEN_UP = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_GOES_ON = frozenset({"line", "sentence"})  # kinds of texts that are read one after the other


def may_be(name: str, pair: Pair, before: Pair | None, page: Page) -> bool:
    """Whether the English of a text may do without somebody's name; `before` is the text before it."""
    if _is_part_of_a_name(name, pair.zh, page.organisations) or _is_taken_up(name, pair, before, page.names):
        return True
    return any(_is_called_by_post(one, pair.en) for one in page.news.people if one.zh == name)


def _is_part_of_a_name(name: str, zh: str, organisations: Collection[str]) -> bool:
    """Whether a person's name stands in a text only in the name of something else."""
    text, own = simplified(zh), simplified(name)
    for longer in organisations:
        if own in longer and own != longer:
            text = text.replace(longer, "")
    return all(_NAMED_AFTER.match(text, at + len(own)) for at in all_places(own, text))


_LEADERS = ("leader", "chief", "head")
_WORD = re.compile("[A-Za-z-]+")


def _is_called_by_post(person: Person, en: str) -> bool:
    """Whether an English text has somebody by his post alone: "the energy regulator's director said"."""
    held = (post.en.partition(" of ")[0].strip().lower() for post in person.posts)
    posts = {post for post in held if post and _WORD.fullmatch(post.replace(" ", ""))}
    ends = "|".join(sorted({*posts, *(_LEADERS if person.posts else ())}, key=len, reverse=True))
    alone = rf"(?i:{_BEFORE_POST}(?:{ends}))(?= [a-z]|\.)(?! (?:of|an?)\b)"
    return bool(ends) and re.search(alone, en) is not None


_BEFORE_POST = r"(?<!of )(?:\b(?:the|its|his|her|their)|['’]s)(?: [\w-]+){0,3} "


def _is_taken_up(name: str, pair: Pair, before: Pair | None, people: Collection[str]) -> bool:
    """Whether a pronoun takes up the only person whom a text names, whom the text before it names as well."""
    if before is None or before.kind != pair.kind or pair.kind not in _GOES_ON:
        return False
    if name not in before.zh or not _TAKEN_UP.search(pair.en):
        return False
    return not any(other != name and other in pair.zh for other in people)
