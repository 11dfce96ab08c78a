"""Translations into other languages than English: what code can know of them without knowing the language.

Nothing missing, no Chinese left in place, figures of two digits and more there, nothing added that a reader
could follow (links, addresses). Figures in words, dates and names are checked in English only, and a warning
says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.matching import plain
from summarizer.results import TranslatedLine, Translation
from summarizer.text import Finding
from summarizer.verifying.page import ANY_HAN, Page

_HAN_WRITERS = ("ja", "zh", "yue", "ko")
_DIGITS = re.compile(r"(?<![\d.,])\d{2,}(?:\.\d+)?(?![\d.,]*\d)(?!\s*[万亿兆千百十])")
_GROUPING = re.compile("(?<=\\d)[ \u00a0\u202f.,'\u2019](?=\\d{3}(?!\\d))")
_LINK = re.compile(r"https?://[^\s<>\"'，。；）)]+|[\w.+-]+@[\w-]+\.[\w.-]+")


def check(page: Page) -> Iterator[Finding]:
    """Findings about every translation of a result that is not in English."""
    for where, translation in page.result.renderings():
        if translation.is_english:
            continue
        for key, lines in (("segments", translation.segments), ("head", translation.head)):
            for item in lines:
                yield from _line(item, translation, f"{where}.{key}.{item.n}.en")
        message = (
            f"The translation into {translation.to} was checked for completeness, digits and links only: "
            "figures in words, dates and names are checked in English."
        )
        yield Finding("limited", "other", "warning", where, message)


def _line(item: TranslatedLine, translation: Translation, where: str) -> Iterator[Finding]:
    if not item.en.strip():
        yield _finding(item, "missing_translation", "accuracy/omission", where, "The translation is missing.")
        return
    left = ANY_HAN.search(item.en)
    if left and not translation.to.lower().startswith(_HAN_WRITERS):
        message = f"Chinese is left in the translation: “{left[0]}”."
        yield _finding(item, "untranslated", "accuracy/untranslated", where, message)
    numbers = set(re.findall(r"\d+(?:[.,]\d+)?", _GROUPING.sub("", item.en)))
    for digits in _DIGITS.findall(plain(item.zh)):
        if digits not in numbers and digits.replace(".", ",") not in numbers:
            message = f"{digits} is not in the translation."
            yield _finding(item, "number_missing", "accuracy/omission", where, message, "warning")
    for link in _LINK.findall(item.en):
        if plain(link) not in plain(item.zh):
            message = f"“{link}” is not in the source."
            yield _finding(item, "foreign_link", "accuracy/addition", where, message)


def _finding(
    item: TranslatedLine, code: str, category: str, where: str, message: str, severity: str = "error"
) -> Finding:
    return Finding(
        code, category, "warning" if severity == "warning" else "error", where, message, (item.n,), item.zh
    )
