"""Institutions by what they are: whether an article has anything that an English name can be the name of.

“Golden Harvest Bank” cannot be read in the Chinese like a name in pinyin, but it can be known that the
article has no bank. A university may be short (北大), a bank, too (农行).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# What an institution is, what an article has that may be one, and what the name of one goes on with.
KINDS = {
    kind: (re.compile(anywhere), re.compile(near))
    for kind, anywhere, near in (
        (
            "University",
            "[大校院學学]|清华|复旦",
            "大学|大學|学院|學院|高校|院校|[师医农理工科交航海药财外政]大",
        ),
        ("College", "[大校院學学]", "学院|學院|学校|學校|院校|大学|书院|書院|[一二三]中"),
        ("Bank", "[行银銀]|信用社", "银行|銀行|[工建农中招交商浦民世亚央投]行|信用社"),
        ("Hospital", "[院医醫]", "医院|醫院|[医醫]|院区"),
        ("Group", "[集组团群班團組]|公司|企业", "集团|集團|公司|企业|[小课作题乐][组团]|组[，。、]|专班|团"),
        ("Company", "[司厂社商廠业團团]", "公司|企业|集团|厂|商"),
        ("Corporation", "[司厂社商廠业團团]", "公司|企业|集团|厂|商"),
        ("Foundation", "基金|[会會]", "基金"),
        ("Museum", "[馆館院]", "[馆館院]"),
    )
}
NAME = re.compile(rf"(?<![\w'’-])((?:[A-Z][\w'’-]++ ){{1,4}})({'|'.join(KINDS)})\b(?! (?:of|for|[A-Z]))")
ANY_KIND = re.compile(" (?:Univ|Coll|Bank|Hosp|Group|Comp|Corp|Found|Mus)")  # quick to find
FIRST = re.compile(r"(?:The|This|Its|Our|Their|A|An|Both|Each|No|Any|Every|In|At|On|By|With|And|For|From)\b")
NEAR = 14  # characters from the beginning of a Chinese name to what it is
END = re.compile(r"[,.;:!?，。；：！？\n]")


@lru_cache(maxsize=2048)
def named(en: str) -> tuple[tuple[str, str, str], ...]:
    """The institutions of an English text: the whole name, its first word, and what it is."""
    return tuple(_named(en)) if ANY_KIND.search(en) else ()


def _named(en: str) -> Iterator[tuple[str, str, str]]:
    for found in NAME.finditer(en):
        words = [word for word in found[1].split() if not FIRST.fullmatch(word)]
        if words:
            yield " ".join([*words, found[2]]), words[0], found[2]


def is_possible(kind: str, zh: str) -> bool:
    """Whether a Chinese text has anything that may be of the kind."""
    return KINDS[kind][0].search(zh) is not None


def has_near(kind: str, zh: str, start: int) -> bool:
    """Whether what begins at a place of a Chinese text may be the name of something of the kind."""
    return KINDS[kind][1].search(END.split(zh[start : start + NEAR], maxsplit=1)[0]) is not None
