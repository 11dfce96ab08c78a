"""Whoever is 她 in Chinese is no "he" in English, nor 他 a "she".

A pronoun of the English needs one of the Chinese only where the Chinese has one of the other sex alone: else
who is meant may be named, or said to be a mother or a chairman, anywhere. English says “her election” of
somebody else whom the Chinese names and gives no pronoun: where it names one, only the doer is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.matching import plain
from summarizer.text import Finding
from summarizer.verifying.page import Page, Pair

# He Lifeng is a name.
_HE, _SHE = (
    re.compile(r"\b(?:[Hh]e(?! [A-Z])|him|[Hh]is|[Hh]imself)\b"),
    re.compile(r"\b(?:[Ss]he|[Hh]er|hers|[Hh]erself)\b"),
)
_DOERS = frozenset({"he", "she"})
# 他们 may be anybody, 其他 and 他人 are nobody; 马耳他, 犹他州 and 维他命 are written by their sound.
_HE_ZH, _SHE_ZH = (
    re.compile("(?<![其吉耳犹猶维維利排])他(?![们們人国國乡鄉日山方杀殺物项項信汀命奶加])"),
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
            found = _turned(pair, _SHE_ZH, _MEN, _SHE, _HE)
        elif "他" in pair.zh:
            found = _turned(pair, _HE_ZH, _WOMEN, _HE, _SHE)
        else:
            continue
        if found:
            meant, wrong = found
            someone = any(name in plain(pair.zh) for name in page.names)
            make = pair.warning if someone and wrong.lower() not in _DOERS else pair.error
            message = f"“{meant}” has become “{wrong}”."
            yield make("actor", "accuracy/mistranslation", message, "en", meant)


def _turned(
    pair: Pair, ours: re.Pattern[str], others: re.Pattern[str], told: re.Pattern[str], wrong: re.Pattern[str]
) -> tuple[str, str] | None:
    """A pronoun, and one of the other sex, of which alone the English has any; a doer's if there is one."""
    meant = ours.search(pair.zh)
    if not meant or others.search(pair.zh) or told.search(pair.en):
        return None
    found = wrong.findall(pair.en)
    return (meant[0], min(found, key=lambda word: word.lower() not in _DOERS)) if found else None
