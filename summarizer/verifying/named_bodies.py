"""Bodies that only the English names: a Ministry where the Chinese has no 部, Fudan University without 复旦.

An English name for a body tells what it is (Council), what it is for (Education Bureau), or is known as a
whole (Bank of Communications). The Chinese of each is short, in whatever way it is named: an exchange has
交 or 所, the securities commission 证监. So where neither the Chinese of a text nor the lines that it cites
have anything of it, the name is that of another body.

An event, or what somebody said, is copied without the subject that stands before it: what the fields name
among the organisations may be added to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.fields import Organisation
from summarizer.matching import plain
from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.body_words import Name, called, explained, is_kind, names_in
from summarizer.verifying.page import ANY_HAN, BREAK, Page, Pair

_BODILESS = frozenset({"event", "statement", "clause", "number", "agreement"})
_LETTERS = re.compile("[A-Za-z]{2,8}")
_ENDING = re.compile(r"(?:['’]s?)?[.,;:!?)”\"]*$")


def check(page: Page) -> Iterator[Finding]:
    """Findings `name_invented` and `name_swapped`: a body that is not that of the Chinese."""
    if not page.is_chinese:
        return
    names = names_in(page.english)
    for pair in page.pairs:
        if pair.en and ANY_HAN.search(pair.zh):
            found = next(_strange(pair, page, names), None) or next(_changed(pair, page), None)
            if found:
                yield found


def _strange(pair: Pair, page: Page, names: list[Name]) -> Iterator[Finding]:
    told = ""
    for said, zh, at in called(pair.en, names):
        if zh.search(pair.zh) or said in pair.zh:  # mostly
            continue
        told = told or _chinese_of(pair, page)
        if not (zh.search(told) or _is_written(said, told) or _is_added(said, at, pair, page)):
            message = f"“{said}”: nothing in the Chinese can be meant by it."
            yield pair.error("name_invented", "accuracy/addition", message, "en", said)


def _chinese_of(pair: Pair, page: Page) -> str:
    """What a text may tell: its Chinese and, unless it is a name, the lines that it cites."""
    lines = page.text(pair.lines) if pair.kind != "organisation" else ""
    return simplified(plain(pair.zh) + BREAK + lines)


def _is_written(said: str, told: str) -> bool:
    """Whether it is called in Latin letters, in full or by the initials: FTC, Federal Trade Commission."""
    if plain(said) in told:
        return True
    initials = re.compile(".*".join(re.findall(r"\b[A-Z]", said)), re.IGNORECASE)
    return any(initials.search(letters) for letters in _LETTERS.findall(told))


def _is_added(said: str, at: int, pair: Pair, page: Page) -> bool:
    """Whether a text without a subject is given one that the fields name.

    A member (委员) is one of whatever the article is about, an office of the State Council may do without it.
    """
    if pair.kind in ("organisation", "post"):
        return pair.kind == "post" or pair.en.startswith("State Council ", at)
    named = (item.en for item in page.news.organisations if item.zh and page.occurs(item.zh))
    return pair.kind in _BODILESS and any(said in name for name in named)


def _changed(pair: Pair, page: Page) -> Iterator[Finding]:
    """An organisation of the fields with another word in its English: the Russian Bureau of Defence.

    Nothing explains that word, and its own name is not in the text.
    """
    for item in page.news.organisations:
        if not item.zh or item.zh not in pair.zh or item.en in pair.en:  # mostly
            continue
        for wrong, said in _with_another(_words_of(item.en), _words_of(pair.en)):
            zh = explained(wrong)
            if zh and not zh.search(_where_named(wrong, item.zh, pair.zh)) and not _is_a_name(said, page):
                yield _renamed(pair, item, said)


def _renamed(pair: Pair, item: Organisation, said: str) -> Finding:
    message = f"“{item.zh}” is “{item.en}”, not “{said}”."
    return pair.error("name_swapped", "accuracy/mistranslation", message, "en", item.zh)


def _words_of(en: str) -> list[str]:
    return [_ENDING.sub("", word) for word in en.split()]


def _with_another(words: list[str], said: list[str]) -> Iterator[tuple[str, str]]:
    """Where a text has a name of two words or more but for one, which is another one with a capital."""
    size = len(words)
    for start in range(len(said) - size + 1) if size > 1 else ():
        here = said[start : start + size]
        other = [at for at in range(size) if here[at] != words[at]]
        if len(other) == 1 and here[other[0]][:1].isupper():
            yield here[other[0]], " ".join(here)


def _where_named(wrong: str, name: str, zh: str) -> str:
    """The Chinese that may explain another word in a name.

    What it is for may be that of the next one (财政、商务两部); what it is, only of one
    that is called alike (省、市教育局).
    """
    others = zh.replace(name, "")
    alike = name[:2] in others or name[-3:-1] in others
    return simplified(plain(zh if alike or not is_kind(wrong) else name))


def _is_a_name(said: str, page: Page) -> bool:
    """Whether it is that of another one of the organisations."""
    return any(said in " ".join(_words_of(item.en)) for item in page.news.organisations)
