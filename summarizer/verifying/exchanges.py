"""An organisation or a place of the fields that stands for another one which the Chinese names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.matching import plain
from summarizer.scripts import simplified
from summarizer.text import Finding, Term
from summarizer.verifying import peoples
from summarizer.verifying.meant import place_is_meant, times_told
from summarizer.verifying.page import Pair
from summarizer.verifying.places import all_places, places_apart
from summarizer.verifying.wordings import compact, is_together, plain_of, share_of

TERMINOLOGY = "terminology"
_HARDLY = 0.34  # of the pairs of characters of a name
_MOST = 0.75  # of the words of a name: it is told
_FAR, _NOTHING = 0.34, 0.1  # of those of a long English name, and of a short one
LONG = 3  # characters: what is longer has parts that a text may name it by
COMMON_PARTS = re.compile("国家|研究院|研究所|研究中心|总局|有限|责任|股份|公司|集团")
LEGAL_FORM = re.compile(r"(?:股份|责任)?有限(?:责任)?公司$|公司$")
PLACE_ENDING = re.compile(r"(?:省|市|[区區]|[县縣]|[镇鎮]|[乡鄉]|村|州|街道)$")
POINTING = re.compile(r"[该其它本我]|[校院警厂店]方|双方|各方|两家|上述|这[一家个]|甲方|乙方")
LEVELS = "市县区省镇村州乡国"
MEANT = re.compile(
    rf"[全该本我当此各两某同]([{LEVELS}])|(?:^|[，。；：、“（的由在和与])([{LEVELS}])(?:委|政府)"
    "|当地(?!时间)|这里|这座|该地|各地"
)
# "苏州" in "苏州大学" is a part of the name of the university, which has an English name of its own.
ADDED_NAME = "accuracy/addition"  # of a name that the Chinese says nothing of
PART_OF_NAME = re.compile(r"(?:大学|学院|银行|日报|集团|股份|证券|中学|高中|小学|医院|晚报)")
# Of 天空新闻(Sky News) and 《柳叶刀》 a text may have no more than the name.
_MARKS = re.compile(r"[《》“”]|[（(][^（()）]{0,40}[)）]")


def exchanged(
    pair: Pair,
    organisations: Sequence[Term],
    there: Sequence[Term],
    places: Sequence[Term] = (),
    shown: str = "",
) -> Iterator[Finding]:
    """The English of an organisation that the Chinese does not name, in place of one that it names.

    `there` are those whose English the text has, `shown` is the article. A short name that is not named must
    be a proper one.
    """
    text = plain(pair.zh)
    there = [term for term in there if len(term.zh) > LONG or _is_surely_absent(term, text)]
    names = [(term, _MARKS.sub("", LEGAL_FORM.sub("", term.zh))) for term in there]
    foreign = [term for term, zh in names if _is_foreign(term, plain_of(zh), text)]
    if not foreign:
        return
    named = [term for term in organisations if plain_of(term.zh) in text]
    longest = [term for term in named if not any(term.zh in other.zh for other in named if other is not term)]
    if added := next((term for term in foreign if _is_added(term, named, text)), None):
        rest = pair.en.replace(added.en, " ")
        gone = any(_is_gone(term, text, rest) for term in (*longest, *_within(added, places, text)))
        yield _not_named(pair, added, surely=gone or plain_of(added.zh) not in shown)
        return
    others = [term for term in foreign if _is_another(term, text, pair.en)]
    for term in longest:
        if any(compact(term.en) in compact(other.en) for other in foreign):
            continue
        there = foreign
        if share_of(term.en, term, pair.en) >= _MOST and not _is_once_short(term, text, pair.en):
            there = others if _is_short(term, text, pair.en) else []
        if there and _is_gone(term, text, pair.en.replace(there[0].en, " ")):
            message = f"“{there[0].en}” stands where the Chinese names {term.zh}."
            yield pair.error("name_swapped", TERMINOLOGY, message, "en", term.zh)
            return


def _is_added(term: Term, named: Sequence[Term], text: str) -> bool:
    """Whether a text surely says nothing of an organisation, nor anything that may mean it."""
    if len(term.zh) <= LONG or len(term.en.split()) < 2:
        return False
    return not _may_be_meant(term.zh, text) or _is_narrowed(term, named, text)


def _within(added: Term, places: Sequence[Term], text: str) -> Iterator[Term]:
    """The places of a text whose English the name that was added has in it: "Lincang Youth Daily"."""
    return (place for place in _named(places, text) if place.en in added.en)


def _is_gone(term: Term, text: str, en: str) -> bool:
    """Whether an English text tells of somebody less often than the Chinese, in full or not."""
    told = compact(en).count(compact(term.en)) + times_told(term, en)
    return told < text.count(plain_of(term.zh)) and not (not told and is_together(term.en, en))


def _is_foreign(term: Term, zh: str, text: str) -> bool:
    """Whether a text lacks an organisation: has little of its name, not what it is, or another like it."""
    if _stands_in(zh, text) < 0.6 or _has_a_like(term, text):
        return True
    begun = zh[:-2] if len(zh) > 2 * LONG - 1 else zh[:-1]  # 省政府办 for 省政府办公厅
    return zh[-1:] not in text and len(zh) > LONG and begun not in text and not is_abbreviated(zh, text)


def _is_surely_absent(term: Term, text: str) -> bool:
    """Whether nothing of a short name stands in a text, nor what it may be short for: 京东, 国务院."""
    own = plain_of(term.zh)
    if not all(word[:1].isupper() for word in term.en.split() if len(word) > LONG):
        return False
    return own[:2] not in text and not is_abbreviated(term.zh, text)


def _has_a_like(term: Term, text: str) -> bool:
    """Whether a text has the end of an organisation's name, but in that of another: 岭东农业大学."""
    own = plain_of(term.zh)
    alike = len(own) > 2 * LONG - 1 and own not in text and own[-LONG - 1 :] in text
    return alike and own[:1] not in text


def _is_once_short(term: Term, text: str, en: str) -> bool:
    """Whether an organisation is named once less in an English text than in the plain Chinese one."""
    times = text.count(plain_of(term.zh))
    return times > 1 and compact(en).count(compact(term.en)) == times - 1


def _is_short(term: Term, text: str, en: str) -> bool:
    """Whether an organisation is in full less often in an English text than in the plain Chinese one."""
    return compact(en).count(compact(term.en)) < text.count(plain_of(term.zh))


def _is_another(term: Term, text: str, en: str) -> bool:
    """Whether the name of several words of an organisation is that of one the Chinese says nothing of."""
    words, own = term.en.split(), plain_of(term.zh)
    if len(words) < 2 or term.en not in en or is_bank(own, text):
        return False
    far = _FAR if len(words) > 2 else _NOTHING
    return _stands_in(own, text) < far or _is_foreign(term, own, text)


def _not_named(pair: Pair, term: Term, *, surely: bool) -> Finding:
    """English repeats whom an earlier sentence named; what is told of somebody else has lost another name."""
    message = f"“{term.en}” ({term.zh}) is not what the Chinese names."
    make = pair.error if surely else pair.warning
    return make("name_swapped", ADDED_NAME, message, "en", term.zh)


def is_bank(zh: str, text: str) -> bool:
    """Whether a bank may be meant in a text that has none of its name: 央行, 工行."""
    return zh.endswith("行") and "行" in text


def _is_narrowed(term: Term, named: Sequence[Term], text: str) -> bool:
    """Whether the Chinese names only what a body is a part of: "General Office of the State Council"."""
    parts = [
        plain_of(term.zh).removeprefix(plain_of(whole.zh)) for whole in named if term.zh.startswith(whole.zh)
    ]
    short = min(parts, key=len, default="")
    if len(short) < 2 or any(short[at : at + 2] in text for at in range(len(short) - 1)):
        return False
    rest = text
    for whole in named:
        rest = rest.replace(plain_of(whole.zh), " ")
    return not is_abbreviated(term.zh, rest)


def _may_be_meant(zh: str, text: str) -> bool:
    """Whether a text may speak of an organisation without its name: "the university", "it", "we"."""
    named = zh[-2:] in text or zh[-1:] in text
    return named or POINTING.search(text) is not None or is_abbreviated(zh, text)


def is_abbreviated(zh: str, text: str) -> bool:
    """Whether a text has the first and a later character of a name side by side: 国办, of 国务院办公厅."""
    heads = (at for at, char in enumerate(text) if char == zh[:1])
    shorts = (text[at : at + 2] for at in heads)
    if any(short not in zh and short[1:] in zh[2:] for short in shorts if len(short) > 1):
        return True
    if _is_shortened(zh, text):
        return True
    ends = (found.end() for found in _SHORT_END.finditer(text))
    return any(_is_drawn_from(zh, text[max(0, end - 3) : end]) for end in ends)


# 《苹果》 of 苹果日报, 立场 of 立场新闻
_PRESS = re.compile(
    "(?:[日晚早时時周週商邮郵][报報刊]|新[闻聞]网?網?|[周週]刊|[杂雜][志誌]|[电電][视視]台?臺?|[电電][台臺]|[广廣]播|[网網]|[通][讯訊]社|[报報])$"
)


def _is_shortened(zh: str, text: str) -> bool:
    """Whether a text has how a name begins, alone (of a paper) or with later characters of it: 港大民研."""
    stem = _PRESS.sub("", zh)
    if stem != zh and len(stem) > 1 and stem in text:
        return True
    for at in all_places(zh[:2], text):
        rest, short = iter(zh[2:]), text[at + 2 : at + 4]
        if len(short) > 1 and not zh.startswith(short, 2) and all(char in rest for char in short):
            return True
    return False


# What the short name of an institution ends with: 川农大, 西交大, 建科院.
_SHORT_END = re.compile("[大院校行局会厂所委协医司部署厅社处团]")


def _is_drawn_from(zh: str, short: str) -> bool:
    """Whether three characters stand in a name in their order."""
    rest = iter(zh)
    is_part = short in zh and not zh.endswith(short)  # 民法院 is short for nothing
    return len(short) == 3 and not is_part and all(char in rest for char in short)


def elsewhere(
    pair: Pair, places: Sequence[Term], there: Sequence[Term], shown: str = ""
) -> Iterator[Finding]:
    """A place of the fields that the Chinese does not name, while one that it names is there too seldom.

    `there` are those whose English the text has, `shown` is the article. "The city" may be named in the
    English; so nothing is said where the Chinese has such a word.
    """
    foreign = [term for term in there if not _is_named(term.zh, pair.zh)]
    foreign = [term for term in foreign if not is_meant(term, simplified(pair.zh))]
    foreign = [term for term in foreign if not peoples.is_meant(term.zh, pair.zh)]
    foreign = [term for term in foreign if not place_is_meant(term, pair.zh)]
    if not foreign:
        return
    text = plain(pair.zh)
    for term in foreign:
        far = len(term.zh) > 2 * LONG and _stands_in(plain_of(term.zh), text) < _HARDLY
        if far and len(term.en.split()) > 1 and not _may_be_meant(term.zh, text):
            rest = pair.en.replace(term.en, " ")
            gone = any(_is_gone(own, text, rest) for own in _named(places, text))
            yield _not_named(pair, term, surely=gone or plain_of(term.zh) not in shown)
            return
    lower = pair.en.lower()
    for term in places:
        own = term.en.lower().partition(" ")[0]
        told = peoples.times_told(term.zh, pair.en) if peoples.is_known(term.zh) else 0
        wanted = 0 if _within_a_name(term.zh, pair.zh) else pair.zh.count(stem_of(term.zh))
        if (
            wanted > max(told, lower.count(own))
            and term.zh in pair.zh
            and not any(term.en in f.en for f in foreign)
        ):
            message = f"“{foreign[0].en}” stands where the Chinese names {term.zh}."
            yield pair.error("name_swapped", TERMINOLOGY, message, "en", term.zh)
            return


@lru_cache(maxsize=4096)
def stem_of(zh: str) -> str:
    """A place without what it is ("青禾" of "青禾市")."""
    stem = PLACE_ENDING.sub("", zh)
    return stem if len(stem) > 1 else zh


def is_meant(place: Term, text: str) -> bool:
    """Whether a text in simplified characters may mean the place: "the city", "here"."""
    for found in MEANT.finditer(text):
        level = found[1] or found[2]
        if level is None or simplified(place.zh[-1]) == level:
            return True
        if simplified(place.zh[-1]) not in LEVELS and " " not in place.en:
            return True  # a bare "Suzhou" may be a city or anything else
    return False


def _is_named(zh: str, text: str) -> bool:
    """Whether a text names a place, with or without what it is ("青禾", "青禾市")."""
    return stem_of(zh) in text


def _named(terms: Sequence[Term], text: str) -> Iterator[Term]:
    return (term for term in terms if plain_of(term.zh) in text)


def _within_a_name(zh: str, text: str) -> bool:
    return any(PART_OF_NAME.match(text, at + len(zh)) for at in places_apart(zh, text))


def _stands_in(zh: str, text: str) -> float:
    """The share of a name's pairs of characters in a text (of none: all); 国家, 研究院 may be left out."""
    bare = COMMON_PARTS.sub("", zh)
    zh = bare if len(bare) > 3 else zh
    pairs = {zh[at : at + 2] for at in range(len(zh) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 1.0
