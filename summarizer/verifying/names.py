"""Names of people are read rightly, kept in every sentence, and not invented.

The English of a Chinese name must be an accepted reading of it, or what the termbase says. Where a
Chinese text names somebody, its English does too; and an English name shaped like pinyin must be a
reading of something in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise

from summarizer import pinyin
from summarizer.text import Finding, Term
from summarizer.verifying.page import BREAK, HAN, Page, Pair

MISTRANSLATION = "accuracy/mistranslation"
CAPITALISED = re.compile(r"(?<![\w'’-])[A-ZÀ-Þ][\w'’]*+(?:-\w[\w'’]*+)*+")
PLACE_ENDING = re.compile(r"(?:省|市|区|县|镇|乡|村|州|街道)$")
POSSESSIVE = re.compile(r"['’]s$")
HAN_CHAR = re.compile(f"[{HAN}]")
NONE: frozenset[str] = frozenset()
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
# Provinces and cities that one character stands for: those of little other use, and those that count only
# beside another such character or a point of the compass ("苏南", "苏锡常").
SHORT_FORMS = {
    "京": "beijing", "津": "tianjin", "沪": "shanghai", "渝": "chongqing", "冀": "hebei", "豫": "henan",
    "皖": "anhui", "浙": "zhejiang", "闽": "fujian", "赣": "jiangxi", "鲁": "shandong", "湘": "hunan",
    "鄂": "hubei",
    "粤": "guangdong", "琼": "hainan", "黔": "guizhou", "滇": "yunnan", "陇": "gansu", "辽": "liaoning",
    "桂": "guangxi", "甬": "ningbo", "穗": "guangzhou", "杭": "hangzhou",
}  # fmt: skip
AMBIGUOUS_FORMS = {
    "苏": "jiangsu suzhou", "锡": "wuxi", "常": "changzhou", "宁": "nanjing ningxia", "川": "sichuan",
    "云": "yunnan", "贵": "guizhou", "甘": "gansu", "青": "qinghai", "新": "xinjiang", "藏": "xizang",
    "晋": "shanxi",
    "吉": "jilin", "黑": "heilongjiang", "汉": "wuhan", "深": "shenzhen", "成": "chengdu", "昆": "kunming",
    "郑": "zhengzhou",
    "洛": "luoyang", "兰": "lanzhou", "哈": "harbin", "蓉": "chengdu", "温": "wenzhou",
}  # fmt: skip
# Officials who are often meant by their office alone.
BY_OFFICE = {"xi jinping": ("总书记", "国家主席"), "mao zedong": ("毛主席",), "li qiang": ("国务院总理",)}
# After the first character of a place: its university, works, airline, exchange ("北师大", "武钢", "深交所").
ABBREVIATED = "大师医农理工科交航钢铁铝药酒电财外政汽图博"
BESIDE = "".join(SHORT_FORMS) + "".join(AMBIGUOUS_FORMS) + "东南西北中商籍"


@dataclass(frozen=True)
class Cast:
    """The people of a result and what is known about how they are written in English."""

    page: Page
    terms: Sequence[Term]

    @cached_property
    def known(self) -> dict[str, Term]:
        """The entries for people by their Chinese."""
        return {term.zh: term for term in self.terms if term.kind in ("person", "term")}

    @cached_property
    def decided(self) -> str:
        """The English of all terms, without blanks."""
        return BREAK.join(_bare(term.en) for term in self.terms).replace(" ", "")

    @cached_property
    def keys(self) -> dict[str, frozenset[str]]:
        """How the characters of the article may be read, for each of them."""
        return {char: _char_keys(char) for char in set(HAN_CHAR.findall(self.page.shown))}

    @cached_property
    def people(self) -> dict[str, Pair]:
        """The people by their Chinese names, those without a Chinese name left out."""
        return {pair.zh: pair for pair in self.page.claims if pair.kind == "person" and len(pair.zh) > 1}

    @cached_property
    def places(self) -> dict[str, str]:
        """The stems of places in pinyin ("青禾" of "青禾市") and their English in small letters."""
        found = {}
        for place in self.page.news.places:
            first = _bare(place.en.split()[0]) if place.en.strip() else ""
            if pinyin.is_pinyin(first) and len(stem := PLACE_ENDING.sub("", place.zh)) > 1:
                found[stem] = first
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        others = (zh for zh, term in self.known.items() if term.kind == "person" and zh in self.page.shown)
        names = sorted({*self.people, *others}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, names))) if names else None

    def named_in(self, zh: str) -> list[str]:
        """The people, of the fields and of the termbase, whose names stand in `zh`, each once."""
        return list(dict.fromkeys(self._pattern.findall(zh))) if self._pattern else []

    @cached_property
    def _misspelt(self) -> re.Pattern[str] | None:
        """The names of three characters with another one in the second or third place."""
        any_han = f"[{HAN}]"
        forms = {
            form
            for zh in self.people
            if len(zh) == 3 and pinyin.HAN_NAME.fullmatch(zh)
            for form in (f"{zh[:2]}{any_han}", f"{zh[0]}{any_han}{zh[2]}")
        }
        return re.compile("|".join(sorted(forms))) if forms else None

    def misspelt_in(self, zh: str) -> list[str]:
        """What looks like the name of one of the people but for a character, and is not in the article."""
        found = self._misspelt.findall(zh) if self._misspelt else []
        return [form for form in found if form not in self.people and form not in self.page.shown]

    def verdict(self, zh: str, en: str) -> str:
        """Whether `en` is right for the person: "right", "other" (not pinyin, may be right), or "wrong"."""
        term = self.known.get(zh)
        if term and any(_same(en, known) for known in (term.en, *term.variants)):
            decided = term.origin in ("glossary", "reviewed") or term.status == "reviewed"
            if decided or not _all_pinyin(en) or not pinyin.is_chinese_name(zh):
                return "right"
        elif term and term.kind == "person" and term.en:
            return "wrong"
        if not pinyin.is_chinese_name(zh):
            return "other" if not pinyin.HAN_NAME.fullmatch(zh) or not _all_pinyin(en) else "right"
        if pinyin.accepts(zh, en):
            return "right"
        return "other" if pinyin.other_spelling(zh, en) and not _is_misspelt(zh, en) else "wrong"

    def forms(self, zh: str) -> list[str]:
        """What may stand in an English text for the person: other forms than accepted readings."""
        term, own = self.known.get(zh), self.people[zh].en if zh in self.people else ""
        forms = [term.en, *term.variants] if term else []
        return [*forms, own] if own and self.verdict(zh, own) != "wrong" else forms

    def is_mentioned(self, zh: str, words: Sequence[str]) -> bool:
        """Whether the capitalised `words` of an English text have the person's surname."""
        present = {POSSESSIVE.sub("", pinyin.letters(word)) for word in words}
        parts = {part for word in present for part in word.split("-")} | present
        others = [re.findall(r"\w+", pinyin.letters(form)) for form in self.forms(zh)]
        if not pinyin.is_chinese_name(zh):
            known = {word for form in others for word in form if len(word) > 1}
            return not known or bool(known & parts)
        ends = {word for form in others if not _all_pinyin(" ".join(form)) for word in (form[:1] + form[-1:])}
        decided = {form[0] for form in others if form and zh in self.known}
        whole = _bare(pinyin.propose(zh)).replace(" ", "")
        return bool((pinyin.surname_keys(zh) | ends | decided) & parts) or whole in _bare("".join(words))

    def is_whole(self, zh: str, names: Sequence[str]) -> bool:
        """Whether one of the English `names` is the whole name of the person."""
        return any(pinyin.accepts(zh, name) or name in self.forms(zh) for name in names)


def check(page: Page, terms: Sequence[Term] = ()) -> Iterator[Finding]:
    """Findings `name`, `name_missing`, `name_swapped`, `name_invented`."""
    cast = Cast(page, terms)
    yield from _readings(cast)
    explained: dict[str, bool] = {}
    for pair in page.pairs:
        if pair.kind in ("title", "sentence", "point"):
            for form in cast.misspelt_in(pair.zh):
                message = f"“{form}” is nobody in the article."
                yield pair.error("name", MISTRANSLATION, message, "zh", form)
        if pair.en.strip() and pair.kind not in ("person", "post"):
            yield from _text(pair, cast, explained)


def _readings(cast: Cast) -> Iterator[Finding]:
    for pair in cast.page.claims:
        if pair.kind != "person" or not pair.en.strip():
            continue
        verdict = cast.verdict(pair.zh, pair.en)
        expected = cast.known[pair.zh].en if pair.zh in cast.known else pinyin.propose(pair.zh)
        if verdict == "wrong":
            order = ", with the surname first" if pinyin.accepts_reversed(pair.zh, pair.en) else ""
            message = f"“{pair.en}” is not how {pair.zh} is written; expected “{expected}”{order}."
            yield pair.error("name", MISTRANSLATION, message, "en", pair.zh)
        elif verdict == "other" and pinyin.is_chinese_name(pair.zh):
            message = (
                f"“{pair.en}” is not the pinyin of {pair.zh} (“{expected}”); right only for another origin."
            )
            yield pair.warning("name", MISTRANSLATION, message, "en", pair.zh)


def _text(pair: Pair, cast: Cast, explained: dict[str, bool]) -> Iterator[Finding]:
    words = list(CAPITALISED.finditer(pair.en))
    texts = [word[0] for word in words]
    shapes = list(_shapes(words, pair.en))
    if pair.kind in ("title", "sentence", "point", "event", "statement", "clause", "line", "agreement"):
        for zh in cast.named_in(pair.zh):
            if not cast.is_mentioned(zh, texts):
                expected = next(iter(cast.forms(zh)), "") or pinyin.propose(zh)
                message = f"{zh} (“{expected}”) is named in the Chinese, not in the English."
                yield pair.error("name_missing", "accuracy/omission", message, "en", zh)
        yield from _swapped(pair, cast, shapes)
    places = list(_places(words, shapes))
    if pair.kind not in ("person", "place"):
        yield from _moved(pair, cast, places, texts)
    for shape in dict.fromkeys([*shapes, *places]):
        if shape not in explained:
            explained[shape] = _is_explained(shape, cast)
        if not explained[shape]:
            message = f"“{shape}” is a reading of nothing in the article."
            yield pair.error("name_invented", "accuracy/addition", message, "en", shape)


def _swapped(pair: Pair, cast: Cast, shapes: Sequence[str]) -> Iterator[Finding]:
    """A name of somebody else where the Chinese names a person whose whole name is not there."""
    named = cast.named_in(pair.zh)
    absent = [zh for zh in named if pinyin.is_chinese_name(zh) and not cast.is_whole(zh, shapes)]
    for shape in shapes:
        others = [zh for zh in cast.people if zh not in named and pinyin.accepts(zh, shape)]
        if absent and others and not any(pinyin.accepts(zh, shape) for zh in named):
            message = f"“{shape}” ({others[0]}) stands where the Chinese names {'、'.join(absent)}."
            yield pair.error("name_swapped", MISTRANSLATION, message, "en", absent[0])


def _moved(pair: Pair, cast: Cast, places: Sequence[str], words: Sequence[str]) -> Iterator[Finding]:
    """A place that the Chinese does not name, where the one that it names is absent."""
    if not places or not any(zh in pair.zh for zh in cast.places):
        return
    present = {_bare(word) for word in words}
    absent = [zh for zh, english in cast.places.items() if zh in pair.zh and english not in present]
    foreign = [place for place in places if absent and not reads_somewhere(_bare(place), pair.zh, cast.keys)]
    if foreign and not any(_bare(place) in cast.decided for place in foreign):
        message = f"“{foreign[0]}” stands where the Chinese names {absent[0]}."
        yield pair.error("name_swapped", MISTRANSLATION, message, "en", absent[0])


def _shapes(words: Sequence[re.Match[str]], text: str) -> Iterator[str]:
    """Pairs of capitalised words that are shaped like a Chinese name: "Wang Xiaoming"."""
    for first, second in pairwise(words):
        if text[first.end() : second.start()] != " ":
            continue
        surname, given = pinyin.letters(first[0]), _bare(second[0])
        both = f"{surname} {given}"
        if both in NOT_NAMES or (surname in ENGLISH and given in ENGLISH):
            continue
        if pinyin.is_surname(surname) and given.isascii() and 1 <= len(pinyin.syllables(given)) <= 2:
            yield f"{first[0]} {POSSESSIVE.sub('', second[0])}"


def _places(words: Sequence[re.Match[str]], shapes: Sequence[str]) -> Iterator[str]:
    """Single capitalised words that are surely pinyin: "Changzhou"."""
    taken = {word for shape in shapes for word in shape.split()}
    for word in words:
        for part in () if word[0] in taken else word[0].split("-"):
            bare = _bare(part)
            if not part[:1].isupper() or bare in ENGLISH or len(bare) < 5 or not PLACE.search(bare):
                continue
            if bare.isascii() and 2 <= len(pinyin.syllables(bare)) <= 4:
                yield POSSESSIVE.sub("", part)


@lru_cache(maxsize=16384)
def _bare(word: str) -> str:
    return re.sub(r"['’-]", "", POSSESSIVE.sub("", pinyin.letters(word)))


def _is_explained(shape: str, cast: Cast) -> bool:
    """Whether a pinyin-shaped name is that of a person, a term or a reading of characters of the article."""
    if " " in shape and any(pinyin.accepts(zh, shape) for zh in cast.people if zh in cast.page.shown):
        return True
    wanted = _bare(shape).replace(" ", "").replace("shaan", "shan")  # 陕西, told apart from 山西
    if wanted in cast.decided and (" " not in shape or _is_decided(wanted, cast)):
        return True
    forms = (en for person in cast.people for en in cast.forms(person))
    if any(wanted in _bare(form).replace(" ", "") for form in forms):
        return True
    if any(office in cast.page.shown for office in BY_OFFICE.get(pinyin.letters(shape), ())):
        return True
    if " " not in shape and _is_abbreviated(wanted, cast):
        return True
    return _is_short_form(wanted, cast.page.shown) or reads_somewhere(wanted, cast.page.shown, cast.keys)


def _is_abbreviated(wanted: str, cast: Cast) -> bool:
    first = pinyin.syllables(wanted)[:1]
    chars = "".join(char for char, keys in cast.keys.items() if first and first[0] in keys)
    return bool(chars) and re.search(f"[{chars}][{ABBREVIATED}]", cast.page.shown) is not None


def _is_decided(wanted: str, cast: Cast) -> bool:
    """A person of the termbase must also be in the article."""
    return any(
        wanted in _bare(term.en).replace(" ", "") and term.zh in cast.page.shown for term in cast.terms
    )


def _is_short_form(wanted: str, text: str) -> bool:
    if any(wanted == name and char in text for char, name in SHORT_FORMS.items()):
        return True
    chars = "".join(char for char, names in AMBIGUOUS_FORMS.items() if wanted in names.split())
    return bool(chars) and re.search(f"[{chars}][{BESIDE}]|[{BESIDE}][{chars}]", text) is not None


def reads_somewhere(word: str, text: str, keys: Mapping[str, frozenset[str]]) -> bool:
    """Whether some characters in a row in `text` read like `word` (small letters, no blanks).

    `keys` has the readings of the characters of `text`.
    """
    heads = {word[:size] for size in range(1, pinyin.LONGEST_SYLLABLE + 1)}
    starts = {char for char, read in keys.items() if not heads.isdisjoint(read)}
    if not starts:
        return False
    for found in re.finditer(f"[{''.join(starts)}]", text):
        ends, at = {0}, found.start()
        while ends and len(word) not in ends and at < len(text):
            ends = {
                end + len(key)
                for end in ends
                for key in keys.get(text[at], NONE)
                if word.startswith(key, end)
            }
            at += 1
        if len(word) in ends:
            return True
    return False


@lru_cache(maxsize=16384)
def _char_keys(char: str) -> frozenset[str]:
    read = {*pinyin.char_readings(char), *pinyin.surname_readings(char)}
    return frozenset(one.replace("ü", u) for one in read for u in ("yu", "v", "u"))


def _is_misspelt(zh: str, english: str) -> bool:
    """Pinyin but for a letter or two ("Ren Faiyan"), and not the hyphenated spelling of other places."""
    words = pinyin.letters(english).split()
    if len(words) != 2 or "-" in english or words[0] not in pinyin.surname_keys(zh):
        return False
    given = pinyin.letters(pinyin.propose(zh)).replace("'", "").split()[-1]
    return SequenceMatcher(None, words[1].replace("'", ""), given).ratio() > 0.7


def _all_pinyin(english: str) -> bool:
    words = re.findall(r"[^\W\d_]+", re.sub(r"['’]", "", pinyin.letters(english)))
    return bool(words) and all(map(pinyin.is_pinyin, words))


def _same(one: str, other: str) -> bool:
    return _bare(one).replace(" ", "") == _bare(other).replace(" ", "") and bool(one.strip())
