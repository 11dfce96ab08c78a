"""Which language a text is in, cheaply: enough to say that a document is not Chinese."""

from __future__ import annotations

import re

_SAMPLE = 50_000  # characters
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d]")
_OTHER = re.compile("[\u0370-\u1fff\u3131-\u318e\uac00-\ud7a3]")
_WORDS = re.compile(r"[A-Za-z]+")
_ENGLISH = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "he", "in", "is", "it", "its",
        "of", "on", "or", "that", "the", "this", "to", "was", "were", "will", "with",
    }
)  # fmt: skip


def language_of(text: str) -> str:
    """Return "zh" (either script), "ja", "en", or "und" for anything else.

    A Chinese character counts as much as an English word: pages quote product names and addresses.
    """
    sample = text[:_SAMPLE]
    han, kana = len(_HAN.findall(sample)), len(_KANA.findall(sample))
    words = _WORDS.findall(sample)
    other = len(_OTHER.findall(sample))
    if kana > 0.1 * (han + kana) and kana >= 3:
        return "ja"
    if han and han >= 0.5 * len(words) and han >= other:
        return "zh"
    english = sum(word.lower() in _ENGLISH for word in words)
    return "en" if words and english >= 0.1 * len(words) and len(words) > other else "und"
