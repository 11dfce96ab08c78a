"""Whom a sentence begins with and whom it names: the same in English as in Chinese.

English turns sentences round where it is passive, where it tells last who said something, or when and why it
happened; nothing is said there, nor where the Chinese tells what is true the other way round, too (A met B).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from summarizer.text import Finding
from summarizer.verifying.neighbours import ends_of
from summarizer.verifying.page import Pair
from summarizer.verifying.places import places_apart, words_apart
from summarizer.verifying.sentences import aligned

QUOTED = re.compile(r"[“「][^“”「」]*[”」]|\"[^\"]*\"|<[^<>]{0,80}>")
# Before a name that is not whom the sentence tells of: 对张三, 据张三, and behind one: 张三的, 张三和.
ASIDE_ZH = re.compile(
    "(?:[对向给与和同跟被由据为把将让使以及、因随从比除按]|代表|关于|针对|根据|对于|等|会见|采访|称)[^，。：]{0,12}\\Z"
)
OF_HIM = re.compile(
    r"(?:同志|先生|女士|[（(][^（）()]{0,20}[）)])?(?:的|和|与|及|、|跟|同|等|[0-9]|，[^，]{0,12}的)"
)
# What is told of either, or of the other one, in English as well.
MUTUAL = re.compile(
    "[与同跟及被由受获是为遭让输负]|(?<![附共总])和(?![平解])|(?<!\\d)[比、]|得到|收到|接受|应邀|师从"
    "|嫁|不敌|认识|相识|相遇|见面|会面|合作|借|拜|娶|接替|继任|在[^，。；：]{0,6}\\Z"
)
ASIDE_EN = re.compile(
    r"(?:\b(?:of|to|by|for|with|from|after|before|when|as|while|since|under|about|than|against|because|whether|if"
    r"|though|although|until|once|like|unlike|both|and|or|including|alongside|behind|per|via|said|says))"
    r"(?: (?:the|his|her|its|their|a|an|former|then))?(?: [\w'’-]+){0,3} \Z",
    re.IGNORECASE,
)
# "B was praised by A", "B's mother", "B, son of A", "B and C".
TURNED = re.compile(
    r"(?:['’]|,| and\b| or\b| with\b| \(| (?:was|were|is|are|has been|have been|had been|being|received|got"
    r"|who|whose|from|at|of)\b|[.:;])"
)
TELLING_MORE = re.compile(
    r"\b(?:by|from|than|with|after|before|when|while|as|since|because|until|once|wh(?:ich|o|om|ose)|where"
    r"|like)\b|[,;:]"
)


Forms = Mapping[str, tuple[str, ...]]  # of people by their Chinese names: in full, and the last name
# Somebody may be meant whom the Chinese does not name.
TITLE = re.compile("先生|女士|总统|總統|主席|总理|總理|首相|国王|國王|陛下|殿下|阁下|閣下")
HE_ZH, HE_EN = re.compile("[他她]"), re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


def forms_of(people: Mapping[str, str]) -> Forms:
    """How English calls people (Chinese: English): in full, and by a last name that is theirs alone."""
    alone = Counter(end for en in people.values() for end in {*ends_of(en)})
    return {zh: (en, *(end for end in ends_of(en) if alone[end] == 1)) for zh, en in people.items()}


def exchanged(pair: Pair, people: Mapping[str, str], forms: Forms) -> Iterator[Finding]:
    """A finding `name_swapped` where a sentence begins with another of the `people` (Chinese: English)."""
    there = [zh for zh in people if zh in pair.zh]
    if len(there) < 2 and not any(_may_be_told(en, pair.en) for zh, en in people.items() if zh not in there):
        return
    ours, theirs = QUOTED.sub(" ", pair.zh), QUOTED.sub(" ", pair.en)
    for zh, en in aligned(ours, theirs):
        if message := _begins_otherwise(zh, en, people, forms) or _names_another(zh, en, pair, forms):
            one, text = message
            yield pair.error("name_swapped", "accuracy/mistranslation", text, "en", one)
            return


def _may_be_told(name: str, en: str) -> bool:
    """Whether an English text has a name in full, or its first or last word."""
    return name in en or name.partition(" ")[0] in en or name.rpartition(" ")[2] in en


def _names_another(zh: str, en: str, pair: Pair, forms: Forms) -> tuple[str, str] | None:
    """Somebody whom a Chinese sentence names, not its English, and what to say if that names another."""
    missing = [one for one, own in forms.items() if one in zh and not any(form in en for form in own)]
    if not missing or TITLE.search(zh) or HE_ZH.search(zh):
        return None
    for other, own in forms.items():
        if own[0] in en and other not in pair.zh and words_apart(own[0], en) and other[-1] not in zh:
            return missing[0], f"The sentence names “{own[0]}”, the Chinese {missing[0]}."
    return None


def _begins_otherwise(zh: str, en: str, people: Mapping[str, str], forms: Forms) -> tuple[str, str] | None:
    """Whom a Chinese sentence begins with, and what to say if its English begins with another one."""
    one, _ = _first_in_chinese(zh, people)
    other, begin = _first_in_english(en, forms) if one else ("", 0)
    if other in (one, ""):
        return None
    there = [at for form in forms[one] for at in places_apart(form, en)]
    if other in zh and (not there or TELLING_MORE.search(en[begin : min(there)])):
        return None
    if other not in zh and (there or TITLE.search(zh) or HE_EN.search(en, 0, begin)):
        return None
    if other in zh and not _is_active(zh, one, other):
        return None
    return one, f"The sentence begins with “{people[other]}”, the Chinese with {one}."


def _first_in_chinese(zh: str, people: Mapping[str, str]) -> tuple[str, int]:
    """Whom a Chinese sentence tells something of, and where it names him."""
    places = [(zh.find(name), -len(name), name) for name in people if name in zh]
    at, _, name = min(places, default=(0, 0, ""))
    if not name or ASIDE_ZH.search(zh, max(0, at - 20), at) or OF_HIM.match(zh, at + len(name)):
        return "", 0
    return name, at


def _first_in_english(en: str, forms: Forms) -> tuple[str, int]:
    places = [
        (at, -len(form), zh) for zh, own in forms.items() for form in own for at in words_apart(form, en)[:1]
    ]
    at, size, zh = min(places, default=(0, 0, ""))
    if not zh or ASIDE_EN.search(en, max(0, at - 80), at) or TURNED.match(en, at - size):
        return "", 0
    return zh, at - size


def _is_active(zh: str, one: str, other: str) -> bool:
    """Whether what a sentence tells of one to the other is not true the other way round as well."""
    between = zh[zh.find(one) + len(one) : zh.find(other)]
    return not MUTUAL.search(between)
