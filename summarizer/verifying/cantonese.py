"""Cantonese as it is written in Hong Kong and Macao: its negations in the words of Mandarin.

One character for one, so that places in a text stay what they are. What is polite (唔該, "please") is no
negation, nor is a question (有冇).
"""

from __future__ import annotations

import re
from types import MappingProxyType

# Words of their own, the longer ones first; then what each character says elsewhere.
_WORDS = MappingProxyType({
    "唔该": "劳驾", "唔紧要": "没关系", "唔单止": "不单止", "唔使": "不用", "唔系": "不是",
    "唔好意思": "不好意思", "九唔搭八": "风马牛也",
    "有冇": "有无", "冇得": "没法", "千祈": "千万", "毋须": "无须", "毋需": "无需", "毋庸": "无庸",
    "毋论": "无论", "毋宁": "无宁",
})  # fmt: skip
_CHARS = MappingProxyType({"唔": "不", "冇": "没", "毋": "勿", "咪": "别"})
_HERE = re.compile("[唔冇毋咪祈]")
_SAID = re.compile(
    "|".join(sorted(_WORDS, key=len, reverse=True))
    + "|唔好(?=[一-鿿])(?![的地嘅得过睇食听彩])|唔(?=[一-鿿])|冇(?=[一-鿿])|毋(?=[一-鿿])"
    "|(?:(?<=[，。！？：“「、；])|(?<=千[祈万])|^)咪(?=[再畀俾搞信郁走嘈讲做买食睇去落上理当以话笑乱])"
)


def in_mandarin(zh: str) -> str:
    """A Chinese text in simplified characters with the negations of Cantonese in the words of Mandarin."""
    return _SAID.sub(_told, zh) if _HERE.search(zh) else zh


def _told(found: re.Match[str]) -> str:
    words = found[0]
    return _WORDS.get(words) or ("不要" if words == "唔好" else _CHARS[words])
