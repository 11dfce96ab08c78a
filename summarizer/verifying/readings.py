"""Where characters of an article in a row are read like a word in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from summarizer import pinyin

# Pinyin by its letters, but English, or established in other spellings.
NOT_NAMES = frozenset({"hong kong", "tai chi", "kung fu", "ping pong"})
ENGLISH = frozenset(
    """
    an ban bang bin can chi dang den die do fan fun gang hang he hen lie long made man me men nun pan
    pen pie pin rang run sang she so song sun tan tang ten to tong wan we wen yang you change chinese
    china boxing mixing taxing waxing relaxing
    xigaze putonghua renminbi
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
# What the words of places look like whose letters are hardly English.
PLACE = re.compile(
    r"zh|^x[iu]|^q[iu]|[^aeiou]x[iu]|iang|uang|iong"
    r"|(?:chen|xing|qing|rong|sheng|feng|peng|meng|jun|yun|hui|kai|wei|fei|yuan|guo|hua|tao|hao|miao|liao|xiao|qiao|jia|xia)$"
    r"|(?:zhen|zhong|kun|shui|shun|tong|xian|xin|xue|xu)$"
    r"|(?:zhou|jing|jiang|shan|hai|dong|nan|bei|yang|cheng|chang|gang|chuan|han)$"
)


def reads_somewhere(word: str, text: str, keys: Mapping[str, frozenset[str]]) -> bool:
    """Whether some characters in a row in `text` read like `word` (small letters, no blanks).

    `keys` has the readings of the characters of `text`.
    """
    return next(readings_of(word, text, keys), None) is not None


def readings_of(word: str, text: str, keys: Mapping[str, frozenset[str]]) -> Iterator[int]:
    """Where characters in a row begin that read like `word`."""
    heads = {word[:size] for size in range(1, pinyin.LONGEST_SYLLABLE + 1)}
    starts = {char for char, read in keys.items() if not heads.isdisjoint(read)}
    for found in re.finditer(f"[{''.join(starts)}]", text) if starts else ():
        ends, at = {0}, found.start()
        while ends and len(word) not in ends and at < len(text):
            ends = {
                end + len(key)
                for end in ends
                for key in keys.get(text[at], frozenset())
                if word.startswith(key, end)
            }
            at += 1
        if len(word) in ends:
            yield found.start()


@lru_cache(maxsize=16384)
def char_keys(char: str) -> frozenset[str]:
    """The readings of a character in small letters without tones, also as a surname; ü in all spellings."""
    read = {*pinyin.char_readings(char), *pinyin.surname_readings(char)}
    return frozenset(one.replace("ü", u) for one in read for u in ("yu", "v", "u"))


def is_place(bare: str) -> bool:
    """Whether a word in small letters is surely pinyin, of two syllables or more."""
    if bare in ENGLISH or len(bare) < 5 or not bare.isascii() or not PLACE.search(bare):
        return False
    return 2 <= len(pinyin.syllables(bare)) <= 4
