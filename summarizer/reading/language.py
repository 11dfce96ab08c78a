"""Which language an article is in, cheaply and without a model: by its script, and by the small words of it.

Enough to say that a document is not Chinese, and to leave it out where the user wants that (`--only`).
Chinese is "zh" in either script: nothing here converts one into the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from summarizer.errors import UnreadableDocument

_SAMPLE = 50_000  # characters
_PROSE = 80  # characters of prose that are enough to leave the rest of a page aside
_LONG_LINE = 40  # characters of a line that is hardly one of a menu
_SENTENCE = ("。", "！", "？", ".", "!", "?", "”", "」", "…", "；", "।", "۔", "؟", "།")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d]+")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]+")
_LATIN = re.compile("[A-Za-zÀ-ɏ\u1e00-\u1eff]+")
# Scripts that stand for a language, or for the most common one of several: tag -> a run of letters of it.
_SCRIPTS = {
    tag: re.compile(letters)
    for tag, letters in {
        "ru": "[\u0400-\u052f]+",
        "ar": "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe]+",
        "el": "[\u0370-\u03ff\u1f00-\u1fff]+",
        "he": "[\u0590-\u05ff]+",
        "hi": "[\u0900-\u097f]+",
        "th": "[\u0e00-\u0e7f]{1,5}",  # no spaces between words
        "bo": "[\u0f00-\u0fff]{1,5}",
        "mn": "[\u1800-\u18af]+",
    }.items()
}
# A letter of any of these: most texts have none, and are not searched for each.
_OTHERS = re.compile("[\u0370-\u0dff\u0e00-\u0fff\u1800-\u1fff\ufb50-\ufefe]")
# Letters that only a relative in the same script has.
_RELATIVES = {"ru": {"uk": "іїєґ"}, "ar": {"ug": "ۇۆۈېڭ", "fa": "پچژگ"}}
_SMALL_WORDS = {
    "en": "the of and to in is that for it on as was with by at from are this be has were will which an",
    "de": "der die das und ist nicht mit den von zu ein eine auf für dem des im wird auch sich",
    "fr": "le la les des et est une dans que pour qui sur pas au avec du sont plus ce par",
    "es": "el los las y en que una por con para se del es su al como más este lo",
    "pt": "os e um uma que em para com não por mais dos da do no na foi se ao são",
    "it": "il di che è per un una con non sono della del gli nel alla si da dei come anche",
    "vi": "và của là có được cho các trong một với không đã những này người để khi từ",
    "id": "yang dan di dengan untuk ini dari pada dalam adalah tidak akan itu oleh telah juga",
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _SMALL_WORDS.items()}
TAGS = ("zh", "ja", "ko", *_WORDS, *_SCRIPTS, *(tag for near in _RELATIVES.values() for tag in near), "und")


def language_of(text: str) -> str:
    """Return one of `TAGS`: "zh" (either script), "ja", "ko", "en", ...; "und" for anything else.

    A Chinese character counts as much as a word of a language with spaces: names and addresses are quoted.
    """
    sample = text[:_SAMPLE]
    han, kana, hangul = (sum(map(len, found.findall(sample))) for found in (_HAN, _KANA, _HANGUL))
    words = _LATIN.findall(sample)
    other, written = _other_script(sample)
    eastern = han + kana + hangul
    if eastern and eastern >= 0.5 * len(words) and eastern >= other:
        return _eastern(han, kana, hangul)
    if other > len(words):
        return _relative(written, sample)
    return _western([word.lower() for word in words])


def article_of(lines: Sequence[str], main: Collection[int] | None) -> str:
    """Return what of a document says its language: the main lines, of them prose, if there is enough."""
    chosen = [line for n, line in enumerate(lines, 1) if n in main] if main else list(lines)
    prose = [line for line in chosen if len(line) >= _LONG_LINE or line.rstrip().endswith(_SENTENCE)]
    enough = sum(map(len, prose)) >= _PROSE
    return "\n".join(prose if enough else chosen)


def require(language: str, only: Collection[str]) -> None:
    """Refuse a language that `only` does not name; it names none where all are welcome.

    Raises:
        UnreadableDocument: code `language`.
    """
    if only and language not in only:
        what = "in no language that is told apart" if language == "und" else f"in the language {language}"
        raise UnreadableDocument(
            f"The document is {what}, and only {', '.join(only)} is wanted.",
            "Add its language to --only, or leave the option out, to have it read.",
            "language",
        )


def _other_script(sample: str) -> tuple[int, str]:
    """How many words are in a script that is neither Chinese nor Latin, and the tag for it; 0 for none."""
    if not _OTHERS.search(sample):
        return 0, ""
    return max((len(found.findall(sample)), tag) for tag, found in _SCRIPTS.items())


def _eastern(han: int, kana: int, hangul: int) -> str:
    """Tell what mixes with Chinese characters: half of Japanese prose is kana, most of Korean Hangul."""
    if kana >= 3 and kana > 0.2 * (han + kana):
        return "ja"
    return "ko" if hangul > han else "zh"


def _relative(tag: str, sample: str) -> str:
    for near, letters in _RELATIVES.get(tag, {}).items():
        if sum(sample.count(letter) for letter in letters) > 0.01 * len(sample):
            return near
    return tag


def _western(words: Sequence[str]) -> str:
    counts = {tag: sum(word in small for word in words) for tag, small in _WORDS.items()}
    best = max(counts, key=lambda tag: counts[tag])
    return best if words and counts[best] >= 0.1 * len(words) else "und"
