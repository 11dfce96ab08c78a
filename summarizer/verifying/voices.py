"""Who makes a statement of the fields is one who speaks there: not somebody of whom its lines say nothing.

Chinese leaves out who speaks, for many lines, and what an authority or an author writes is theirs without a
word of it. So an alarm asks for somebody else: named before the statement in its own sentence, or by the
digest as the one who says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from summarizer.matching import plain
from summarizer.results import Statement
from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.attribution import MET
from summarizer.verifying.evidence import bigrams, share_of
from summarizer.verifying.page import Page
from summarizer.verifying.vocabulary import SAYING

_TOGETHER = re.compile("[、,，;；]")
_SAYS = f"(?:{SAYING}|批评|质疑|反问|指|相信|希望|预计|主张|警告|否认|承认|声明|声称|写|评论|问|反映|承诺)"
_GOES_ON = re.compile(f'[^,，]{{0,20}}?{_SAYS}[^,，]{{0,8}}[,:，："“]{{0,3}}')
_TO = frozenset("对向给为与和在把被让由同跟据从于")
_ENDS = ".!?;。！？；"
_BEFORE = 2  # lines from which a statement may go on
_FEWEST, _TOLD = 4, 0.4  # pairs of characters of a statement; their share in a sentence that tells it


def check(page: Page) -> Iterator[Finding]:
    """Finding `speaker`, an error."""
    if not page.is_chinese or not page.news.statements:
        return
    known = _known(page)
    for index, said in enumerate(page.news.statements):
        speaker = simplified(plain(said.speaker))
        if len(speaker) > 1 and not _may_speak(speaker, said, page):
            other = _before_it(speaker, said, known, page) or _by_the_digest(speaker, said, known, page)
            if other:
                message = f"{other} says this, not {said.speaker}, of whom the lines say nothing."
                where, lines = f"fields.statements.{index}.speaker", tuple(said.lines)
                category = "accuracy/mistranslation"
                yield Finding("speaker", category, "error", where, message, lines, said.zh)


def _known(page: Page) -> list[str]:
    """The people and organisations that may speak, the longest names first."""
    named = (simplified(plain(item.zh)) for item in chain(page.news.people, page.news.organisations))
    names = {*named, *map(simplified, page.people)}
    return sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))


def _may_speak(speaker: str, said: Statement, page: Page) -> bool:
    """Whether the lines of a statement, or those before them, name its speaker, or the page is his own."""
    numbers = list(page.plain)
    places = [numbers.index(n) for n in said.lines if n in page.plain]
    near = {numbers[each] for at in places for each in range(max(0, at - _BEFORE), at + 1)}
    text = simplified(page.text(near) + plain(said.zh))
    if any(part in text for part in _TOGETHER.split(speaker) if part):
        return True
    return not near or (speaker in page.heading and page.news.kind != "news")


def _before_it(speaker: str, said: Statement, known: Iterable[str], page: Page) -> str:
    """Who is named before a statement in its own sentence, or ""."""
    text, zh = simplified(page.text(said.lines)), simplified(plain(said.zh))
    at = text.find(zh)
    if at < 0:
        return ""
    before = text[max(text.rfind(mark, 0, at) for mark in _ENDS) + 1 : at]
    return next((name for name in known if _says_it(name, before) and not _overlap(name, speaker)), "")


def _says_it(name: str, before: str) -> bool:
    """Whether what stands before a statement ends with a clause in which somebody says it."""
    return _is_subject(name, before) and bool(_GOES_ON.fullmatch(before, before.find(name) + len(name)))


def _is_subject(name: str, text: str) -> bool:
    """Whether a text names somebody, not as whom something is said to, or who is met: 会见张三时表示."""
    at = text.find(name)
    return at >= 0 and text[max(0, at - 1) : at] not in _TO and MET.search(text[:at]) is None


def _by_the_digest(speaker: str, said: Statement, known: Iterable[str], page: Page) -> str:
    """Who says it in the sentences and points that tell it, none of which has the speaker; or ""."""
    wording = bigrams(simplified(plain(said.zh)))
    if len(wording) < _FEWEST or speaker in page.heading:
        return ""
    written = (pair for pair in page.claims if pair.kind in ("sentence", "point"))
    texts = [simplified(plain(pair.zh)) for pair in written if not set(pair.lines).isdisjoint(said.lines)]
    texts = [text for text in texts if share_of(wording, text) >= _TOLD]
    if any(part in text for text in texts for part in _TOGETHER.split(speaker) if part):
        return ""
    others = (name for text in texts for name in known if _says(name, text) and not _overlap(name, speaker))
    return next(others, "")


def _says(name: str, text: str) -> bool:
    return (
        _is_subject(name, text)
        and re.search(f"{re.escape(name)}[^。！？“”,]{{0,14}}?{_SAYS}", text) is not None
    )


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one
