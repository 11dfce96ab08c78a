"""How much of what a term is called in English a text has.

Its English may be inflected, in another order and with words in between ("secretary of the CPC Suzhou
Municipal Committee"): its content words must be there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer import pinyin
from summarizer.matching import plain
from summarizer.text import Term
from summarizer.verifying.inflection import bases
from summarizer.verifying.words import squeezed, words_in

_SHORT = 4  # letters of a word that others may hold by chance
BRACKETED = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
ALTERNATIVES = re.compile(r"[;|]| / ")
EMPTY = frozenset(
    """
    a an and at by for from in into of on or s the to with its their as
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)
# Words that may be left out of the name of a place or an institution without making it another one.
GENERIC = frozenset(
    """
    autonomous bureau centre center city co committee commission company corp corporation council
    county cpc department development district division group inc institute limited ltd municipal
    municipality national office people prefecture province provincial region school state town
    township university college government village zone area chinese china
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)


@lru_cache(maxsize=16384)
def plain_of(zh: str) -> str:
    """The plain form of a term: the same ones are asked for with every document of a folder."""
    return plain(zh)


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """The letters and digits of a text that is compared with many terms."""
    return squeezed(text)


def best_share(term: Term, en: str) -> float:
    """The largest share of the words of one of a term's wordings that an English text has."""
    wordings = [wording for given in (term.en, *term.variants) for wording in ALTERNATIVES.split(given)]
    return max((share_of(wording, term, en) for wording in wordings if wording.strip()), default=1.0)


def share_of(wording: str, term: Term, en: str) -> float:
    """The share of the content words of a wording that the English has (1.0: all)."""
    bare = BRACKETED.sub(" ", wording).strip() or wording
    squeezed = compact(bare)
    is_short = len(squeezed) <= _SHORT and len(words_in(bare)) == 1  # "say" is in "essay"
    if not is_short and squeezed in compact(en):
        return 1.0
    wanted = _content(bare)
    if term.kind in ("place", "organisation"):
        wanted = [word for word in wanted if _stem(word) not in _generic()] or wanted
    if not wanted:
        return 1.0
    words = _stems(en)
    return sum(_has(_stem(word), words) or _is_inflected(word, en) for word in wanted) / len(wanted)


_APART = 3  # words that may stand between those of a name


def is_together(wording: str, en: str) -> bool:
    """Whether the particular words of a name stand together in a text: "the Suzhou city government"."""
    wanted = {_stem(word) for word in _content(wording)} - _generic()
    if len(wanted) == 1:  # it has many meanings, as "Health" has
        return any(word.title() in en for word in words_in(wording) if _stem(word.lower()) in wanted)
    words = [_stem(word) for word in words_in(en.lower())]
    size = len(wanted) + _APART
    starts = (at for at, word in enumerate(words) if word in wanted)
    return any(wanted <= set(words[at : at + size]) for at in starts)


def _is_inflected(word: str, en: str) -> bool:
    """Whether an English text has another form of a word: "said" of "say"."""
    return not bases(word).isdisjoint(_bases(en))


@lru_cache(maxsize=1024)
def _bases(en: str) -> frozenset[str]:
    return frozenset().union(*map(bases, _content(en)))


def _has(word: str, words: frozenset[str]) -> bool:
    """Whether a word is there, perhaps inflected: integrate, integration; industry, industrial."""
    if word in words:
        return True
    head = word[: max(5, len(word) * 3 // 5)]
    return len(word) > 5 and any(other.startswith(head) for other in words)


def _content(text: str) -> list[str]:
    """The content words of an English text in small letters, each once."""
    return [word for word in dict.fromkeys(words_in(text.lower())) if word not in EMPTY]


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """The content words of an English text in small letters, without endings of number and tense."""
    return frozenset(_stem(word) for word in words_in(text.lower()) if word not in EMPTY)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(map(_stem, GENERIC))


def _stem(word: str) -> str:
    if word[-1] not in "sgde":
        return word
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if (
            word.endswith(ending)
            and len(word) - len(ending) > 2
            and not (ending == "s" and word.endswith("ss"))
        ):
            return word[: -len(ending)] + instead
    return word


def is_in_pinyin(english: str) -> bool:
    """Whether what is particular of a name ("Suzhou" of "Suzhou City") is all pinyin."""
    words = [word for word in words_in(pinyin.letters(english)) if _stem(word) not in _generic()]
    return bool(words) and all(map(pinyin.is_pinyin, words))
