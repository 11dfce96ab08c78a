"""Brackets and quotation marks are whole, and what is quoted in the English is quoted in the Chinese.

Long quotations that the Chinese does not have are the business of `attribution`; these are warnings, because
《》 and “” may become italics, and English has inches and apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair

PUNCTUATION = "linguistic conventions"
PAIRS_OF_MARKS = (("(", ")"), ("[", "]"), ("“", "”"), ("（", "）"))
MARKS = (*(mark for marks in PAIRS_OF_MARKS for mark in marks), '"')
ITEM = re.compile(r"(?:^|[\s;.,:])\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})\)")  # "1) ... 2) ...": no brackets
INCHES = re.compile(r"\d\"")
QUOTED = re.compile(r'["“]([^"“”]{1,200}+)["”]')
MARKED_ZH = re.compile(r"[“”\"「」『』《》〈〉‘’【】〝〞〟﹁﹂﹃﹄＂｢｣]")


def check(page: Page) -> Iterator[Finding]:
    """Findings `brackets` and `quotes_added`, both warnings."""
    marks = [mark for mark in MARKS if mark in page.english]
    for pair in page.pairs:
        if any(map(pair.en.__contains__, marks)):
            yield from _unbalanced(pair)
            yield from _added(pair)


def _unbalanced(pair: Pair) -> Iterator[Finding]:
    text = ITEM.sub(" ", pair.en) if pair.en.count(")") > pair.en.count("(") else pair.en
    for opening, closing in PAIRS_OF_MARKS:
        opened, closed = text.count(opening), text.count(closing)
        if opened == closed:
            continue
        if opening == "(" and _differs(pair.zh, "(（", ")）"):
            continue
        if opening == "“" and _differs(pair.zh, "“「『", "”」』"):
            continue
        message = f"{opened} times {opening} and {closed} times {closing}."
        yield pair.warning("brackets", PUNCTUATION, message, "en", opening)
    odd = text.count('"') % 2 and INCHES.sub("", text).count('"') % 2  # "800" in quotation marks is none
    if odd and not _differs(pair.zh, "“「『", "”」』"):
        yield pair.warning("brackets", PUNCTUATION, "An odd number of quotation marks.", "en", '"')


def _differs(text: str, opening: str, closing: str) -> bool:
    """Whether the Chinese is itself unbalanced: a quotation may go over several paragraphs."""
    return sum(map(text.count, opening)) != sum(map(text.count, closing)) or text.count('"') % 2 == 1


def _added(pair: Pair) -> Iterator[Finding]:
    if (found := QUOTED.search(pair.en)) and not MARKED_ZH.search(pair.zh):
        message = f"“{found[1]}” is in quotation marks; the Chinese has none at all."
        yield pair.warning("quotes_added", "accuracy/addition", message, "en", found[1])
