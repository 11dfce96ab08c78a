"""Language tags: what they are called, and whether one of a file means the language that is wanted (zh is
zh-CN and zh_Hans, not zh-TW).
"""

from __future__ import annotations

from collections.abc import Iterable

_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "kk": "Kazakh", "km": "Khmer", "ko": "Korean",
    "lo": "Lao", "mn": "Mongolian", "ms": "Malay", "my": "Burmese", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "sw": "Swahili",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
# The codes of ISO 639-1.
_CODES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
    ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu
    lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu
    rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr
    ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905  # reads better
)
_LONG = {"zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en"}
_SCRIPTS = {"cn": "hans", "sg": "hans", "my": "hans", "tw": "hant", "hk": "hant", "mo": "hant"}


def called(tag: str, unknown: str = "") -> str:
    """A language with its tag: "French (fr)"; with `unknown`, or the tag alone, where it has no name here."""
    name = _NAMES.get(_parts(tag)[0], unknown)
    return f"{name} ({tag})" if name else tag


def is_code(tag: str) -> bool:
    """Whether a tag may name a language: of two letters, only those that have a meaning."""
    language = _parts(tag)[0]
    return language in _CODES if len(language) == 2 else bool(language)


def distance(wanted: str, given: str) -> int | None:
    """How far a tag is from the one that is wanted: 0 the same, more for less alike, None for another.

    Regions differ by little (en-GB for en-US); simplified and traditional Chinese are two languages, and a
    Chinese tag that names neither is taken for simplified.
    """
    (language, script, region), (other, other_script, other_region) = _parts(wanted), _parts(given)
    if language != other or script != other_script:
        return None
    if region == other_region:
        return 0 if wanted.casefold() == given.casefold() else 1
    return 2 if not region or not other_region else 3


def nearest(wanted: str, given: Iterable[str]) -> int | None:
    """The index of the tag that is nearest to the one that is wanted, the first of equals, or None."""
    found = [(far, index) for index, tag in enumerate(given) if (far := distance(wanted, tag)) is not None]
    return min(found)[1] if found else None


def _parts(tag: str) -> tuple[str, str, str]:
    """Language, script and region of a tag, in small letters, "" for what it does not say."""
    first, *rest = tag.strip().replace("_", "-").casefold().split("-")
    language = _LONG.get(first, first)
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    region = next((part for part in rest if len(part) == 2 or (len(part) == 3 and part.isdigit())), "")
    if language == "zh":
        script = script or _SCRIPTS.get(region, "hans")
    return language, script, region
