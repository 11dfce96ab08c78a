"""Whoever is 她 in Chinese is no "he" in English, nor 他 a "she".

A pronoun of the English needs one of the Chinese only where the Chinese has one of the other sex alone: else
who is meant may be named, or said to be a mother or a chairman, anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair

_HE, _SHE = (
    re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
)
# 他们 may be anybody, 其他 and 他人 are nobody.
_HE_ZH, _SHE_ZH = (
    re.compile("(?<!其)(?<!吉)他(?![们們人国國乡鄉日山方杀殺物项項])"),
    re.compile("她(?![们們])"),
)
# What else tells of a man, or of a woman (or of a ship, a country, a mother tongue).
_MEN = re.compile(
    "他|男|父|爸|爷|爺|兄|弟|儿子|兒子|丈夫|先生|叔|伯|舅|侄|婿|孙子|孫子|爵士|王子|国王|皇帝|僧|祂|牠|它"
)
_WOMEN = re.compile(
    "她|女|母|妈|媽|婆|奶|姐|姊|妹|妻|太太|夫人|媳|娘|姨|姑|嫂|妇|婦|妃|后|尼|祂|牠|它"
    "|船|舰|艦|号|號|祖国|祖國|大地|国家|國家"
)


def check(page: Page) -> Iterator[Finding]:
    """Findings `actor`."""
    for pair in page.running:
        if "她" in pair.zh:
            yield from _turned(pair, _SHE_ZH, _MEN, _SHE, _HE)
        elif "他" in pair.zh:
            yield from _turned(pair, _HE_ZH, _WOMEN, _HE, _SHE)


def _turned(
    pair: Pair, ours: re.Pattern[str], others: re.Pattern[str], told: re.Pattern[str], wrong: re.Pattern[str]
) -> Iterator[Finding]:
    """The English has pronouns of the other sex alone."""
    meant = ours.search(pair.zh)
    if not meant or others.search(pair.zh) or told.search(pair.en):
        return
    if found := wrong.search(pair.en):
        message = f"“{meant[0]}” has become “{found[0]}”."
        yield pair.error("actor", "accuracy/mistranslation", message, "en", meant[0])
