"""A post stands in the digest before somebody to whom the article gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.numerals.figure import any_of
from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.posts import owners_of
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Article, Retold

_HEADS = "市省县区州镇乡村局厅处科部院校所会组队站馆社行台司署园庭"
_POST = (
    f"[{_HEADS}]长|董事长|理事长|秘书长|委员长|检察长|监事长|书记|主任|主席"
    "|总理|首相|总统|总裁|总经理|经理|总监|主编|总编辑|司令员|董事|理事|委员|教授|研究员"
)
_LONGEST = 6  # characters of a post
_BEFORE = re.compile(f"(副?)({_POST})\\Z")
# The same by first characters, which are refused fast.
_ANY_POST = any_of([f"{head}长" for head in _HEADS] + _POST.split("|")[1:])
_POST_AND_NAME = re.compile(f"(?:{_ANY_POST})[{HAN}]{{2}}")
_OF_ITS_OWN, _BLANK = re.compile("总书记|总领事"), "＿＿＿"  # no 书记
_TAKES = re.compile(f"(?:同志)?(?:担任|出任|兼任|当选为?|任)(副?)({_POST})")


def given(retold: Retold) -> Iterator[Problem]:
    """Findings `post` and `post_rank`."""
    article = retold.article
    ranks = list(_ranked(retold))
    yield from ranks
    for name in retold.names if not ranks else ():
        for at in all_places(name, retold.text):
            before = _BEFORE.search(retold.text, max(0, at - _LONGEST), at)
            if before and retold.text.startswith("总", before.start() - 1):
                before = None  # 总书记
            for found in filter(None, (before, _TAKES.match(retold.text, at + len(name)))):
                yield from _given(name, found[1], found[2], article)


def _ranked(retold: Retold) -> Iterator[Problem]:
    """A post before the same two characters that the article has only with 副 before it, or never with it."""
    article = retold.article.text
    if "副" not in article and "副" not in retold.text:
        return
    for found in {each[0]: each for each in _POST_AND_NAME.finditer(retold.text)}.values():
        held, is_deputy = found[0], retold.text.startswith("副", max(0, found.start() - 1))
        there = {article.startswith("副", max(0, at - 1)) for at in all_places(held, article)}
        if there == {not is_deputy}:
            before = "only with" if not is_deputy else "never with"
            message = f"“{held}” stands in the article {before} 副 before it."
            yield Problem("post_rank", "error", message, held, "zh")


def _given(name: str, rank: str, post: str, article: Article) -> Iterator[Problem]:
    held = _owners(rank + post, article)
    if any(name in each or not each for each in held):
        return
    other = post if rank else f"副{post}"
    if any(name in each for each in _owners(other, article)):
        message = f"“{rank}{post}{name}”: the article gives {name} only the post “{other}”."
        yield Problem("post_rank", "error", message, f"{rank}{post}{name}", "zh")
    elif not held and post in article.text and _has_another_post(name, article.text):
        message = f"“{rank}{post}”: the article gives {name} another post."
        yield Problem("post", "error", message, f"{rank}{post}{name}", "zh")
    elif held and _has_another_post(name, article.text):
        others = "、".join(sorted(frozenset().union(*held)))
        message = f"“{rank}{post}” is the post of {others}, not of {name}."
        yield Problem("post", "error", message, f"{rank}{post}{name}", "zh")


def _has_another_post(name: str, text: str) -> bool:
    """Whether the article gives somebody any post at all."""
    return any(
        _BEFORE.search(text, max(0, at - _LONGEST), at) or _TAKES.match(text, at + len(name))
        for at in all_places(name, text)
    )


def _owners(post: str, article: Article) -> list[frozenset[str]]:
    """Who may hold a post, for each place where the article has it; empty where unclear."""
    if post in article.owners:
        return article.owners[post]
    names = set(article.names)
    lines = (_OF_ITS_OWN.sub(_BLANK, line) for line in article.line.values() if post in line)
    article.owners[post] = [found for line in lines for found in owners_of(post, line, names)]
    return article.owners[post]
