"""What an English text may name though no characters in a row of the Chinese are read so.

Chinese joins places by their first characters (北上广) and shares what ends their names (左右江); it leaves
out the city of a club, the surname of a friend and the given name of a master (陈老). What it surely names so
is no addition; what it may name so, or reads as Japan does, is doubtful, not invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer import pinyin
from summarizer.scripts import simplified
from summarizer.verifying.abroad import ELSEWHERE
from summarizer.verifying.attested import (
    is_city,
    is_given_name,
    is_of_named,
    is_told_from_here,
    stands_for,
)
from summarizer.verifying.page import Pair
from summarizer.verifying.places import all_places, stands_alone
from summarizer.verifying.readings import CAPITALISED, ENGLISH, bare, char_keys, spans_read

_JOINED = str.maketrans("", "", '、，,（）()·-—－/ “”"和与及')
_TAILS = frozenset("江河湖海山县市州省区湾岛乡镇村疆岸峡关门桥口水岭洲城溪川港京原路街")
_SHARING = 6  # characters before what ends the names of all: 左、右江
_BESIDE = 40  # letters between two places of a list
_FEW = 6  # characters by which the point of a place in the Chinese may be missed, and a share of the text
_SHARE = 0.05
# Where places are read in other ways, as the Chinese tells; and characters that only Japan writes.
_READ_OTHERWISE = re.compile(
    "越南|[韩韓][国國元]|朝[鲜鮮]|日[本元圆圓媒企系]|新加坡|[马馬][来來]西|香港|港元|澳[门門]|[台臺](?:湾|灣|北|中)"
    "|缅甸|泰国|柬埔寨|老挝|蒙古国|[堺埼栃畑辻込峠榊]"
)
_ONLY_PINYIN = re.compile("zh|[qx]")  # what is written elsewhere has none of these
# 全国总决赛 tells of nobody: only surnames that are seldom anything else.
_FAMILIAR = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘董袁蒋杜苏魏吕沈姚卢傅姜崔谭廖汪陆贾邱侯邹孟秦"
    "薛尹黎陶顾郝龚邵钱"
)
_STYLED = re.compile("[老总董导帅氏爷哥姐嫂婶姨叔伯某]|先生|女士|夫人|教授|老师|师傅|院士|将军")


def is_joined(place: str, pair: Pair) -> bool:
    """Whether a place in pinyin stands in the Chinese by its first character, or for what ends its name
    together with others: 万达开, 烟、青、琼, 左右江, 黄（渤）海.
    """
    wanted, zh = bare(place), pair.zh.translate(_JOINED)
    if _shares_its_tail(wanted, zh):
        return True
    spots = _spots(wanted, zh)
    return bool(spots) and any(_spots(other, zh) & spots_beside(spots) for other in _listed(place, pair.en))


def spots_beside(spots: set[int]) -> set[int]:
    """The places just before and just after some."""
    return {at + step for at in spots for step in (-1, 1)}


def _spots(wanted: str, zh: str) -> set[int]:
    """Where characters stand that may be the first of a place, or stand for it."""
    syllables = pinyin.syllables(wanted)
    own = stands_for(wanted) if syllables else frozenset()
    return {
        at for at, char in enumerate(zh) if char in own or (syllables and syllables[0] in char_keys(char))
    }


def _listed(place: str, en: str) -> Iterator[str]:
    """The other places in pinyin just beside one: "Wanzhou-Dazhou-Kaizhou", "Yantai, Qingdao and Hainan"."""
    for at in all_places(place, en):
        around = en[max(0, at - _BESIDE) : at + len(place) + _BESIDE]
        for found in CAPITALISED.finditer(around):
            for part in map(bare, found[0].split("-")):
                if part != bare(place) and len(pinyin.syllables(part)) > 1:
                    yield part


def _shares_its_tail(wanted: str, zh: str) -> bool:
    tails = (at for at, char in enumerate(zh) if char in _TAILS and wanted.endswith(char_keys(char)))
    return any(
        (0, 2) in spans_read(wanted, char + zh[at]) for at in tails for char in zh[max(0, at - _SHARING) : at]
    )


_NUMBERED = re.compile(r" ?[\[(〔（]\d{4}[\])〕）]")


def is_of_its_own(word: str, en: str, longer: Iterable[str]) -> bool:
    """Whether a word in pinyin neither begins a document's number nor is only a part of a `longer` name."""
    numbered = any(_NUMBERED.match(en, at + len(word)) for at in all_places(word, en))
    return not numbered and stands_alone(word, en, longer)


def is_doubtful(shape: str, pair: Pair) -> bool:
    """Whether the Chinese may leave out, shorten or read otherwise what a pinyin-shaped word names."""
    words = shape.split()
    if len(words) > 1:
        own = _is_half_english(words, pair.zh) or _is_spelled_its_own_way(shape, pair)
        if own or _is_named_after(bare(words[0]), shape, pair):
            return True
        return _is_doubtful_name(bare(words[0]), bare(words[-1]), pair.zh)
    wanted, at = bare(shape), pair.en.find(shape)
    after = CAPITALISED.match(pair.en, at + len(shape) + 1)
    if after is not None and is_of_named(wanted, bare(after[0]), pair.zh):
        return True
    if is_told_from_here(wanted, pair.zh):
        return True
    if _READ_OTHERWISE.search(pair.zh) and not (_ONLY_PINYIN.search(wanted) or is_city(wanted)):
        return True
    return _may_begin(wanted, at / max(1, len(pair.en)), pair.zh)


_OF_ITS_OWN = re.compile(
    r" (?:College|University|School|Secondary|Primary|Hospital|Institute|Press|Bank|Church|Temple|Hotel|Plaza"
    r"|Tower|Centre|Building|House|Estate|Court|Street|Road|Village|Tsuen|Holdings|Group)\b"
)


def _is_spelled_its_own_way(shape: str, pair: Pair) -> bool:
    """Whether something of Hong Kong may go by a spelling of its own: 珠海學院, "Chu Hai College"."""
    at = pair.en.find(shape) + len(shape)
    return _OF_ITS_OWN.match(pair.en, at) is not None and simplified(pair.zh) != pair.zh


def _is_half_english(words: Sequence[str], zh: str) -> bool:
    """Whether a name may be one character and a word of English: 苏阳耀新, "Su Sun Shines Anew"."""
    return bare(words[-1]) in ENGLISH and any(bare(words[0]) in char_keys(char) for char in zh)


def _is_named_after(surname: str, shape: str, pair: Pair) -> bool:
    """Whether a school or a prize is named after somebody of whom its short name has the surname.

    匡院 is told in full, by a name that the article need not have.
    """
    if not any(_BEARING.match(pair.en, at + len(shape)) for at in all_places(shape, pair.en)):
        return False
    return any(surname in char_keys(found[1]) for found in _BEARS.finditer(pair.zh))


_BEARING = re.compile(
    r"(?: [A-Z][a-z]+){0,2} (?:School|College|Academy|Institute|Hall|Library|Building|House|Auditorium"
    r"|Gymnasium|Hospital|Museum|Garden|Prize|Award|Medal|Scholarship|Foundation|Fund|Class|Programme|Program|Laboratory)\b"
)
_BEARS = re.compile("(.)(?:书?院|楼|馆|堂|厅|班|奖|基金|中学|小学|苑|园|室)")


def _is_doubtful_name(surname: str, given: str, zh: str) -> bool:
    """A surname or a given name that the Chinese leaves out, or a name of where they are read otherwise."""
    if is_given_name(given, zh) or (len(pinyin.syllables(given)) == 1 and ELSEWHERE.search(zh)):
        return True
    return any(
        _STYLED.match(zh, at + 1) is not None
        for at, char in enumerate(zh)
        if char in _FAMILIAR and surname in char_keys(char)
    )


def _may_begin(wanted: str, point: float, zh: str) -> bool:
    """Whether a character that may be short for a place stands about where the English has it."""
    around, own = _FEW + _SHARE * len(zh), stands_for(wanted) - _FAMILIAR
    begin, end = round(point * len(zh) - around), round(point * len(zh) + around)
    return any(char in own for char in zh[max(0, begin) : max(0, end)])
