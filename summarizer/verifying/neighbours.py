"""Two people who changed places: what stands beside the one in the Chinese, beside the other in the English.

Figures that are written alike in both languages, countries, ranks and some trades tell whom a clause is
about. Something is said only where the names come in the other order and everything that tells is against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from summarizer import pinyin
from summarizer.text import Finding
from summarizer.verifying.page import Pair
from summarizer.verifying.places import all_places, places_apart, without_overlap, words_apart
from summarizer.verifying.readings import ENGLISH
from summarizer.verifying.vocabulary import simplified

END_ZH, PART_ZH = re.compile(r"[。！？；!?;]"), re.compile(r"[，。！？；：,;!?]")
END_EN = re.compile(r"[.;!?](?=[\s\"”]|$)")
PART_EN = re.compile(
    r"[,;:!?()](?!\d)|\.(?!\d)|[—–]| - "
    r"| (?:and|while|but|whereas|with|as|to|from|by|over|behind|after|before|than) "
)
FIGURE = re.compile(r"(?<![A-Za-z\d.,])\d++(?:\.\d++)?(?![.,:]?\d)")
# What Chinese and English words tell of somebody; each counts where it stands once in either text.
WORDS = """
冠军|夺冠|摘金|金牌=champion|title|won|winn|gold  亚军|银牌=runner|second\\b|silver  季军=third|bronze
第四=fourth  第五=fifth  卫冕|上届冠军=defending|reigning|holder  教练=coach  队长=captain
指令长=command  门将=goalkeeper  受伤=injur
缺席=absen|miss  退役|退休=retir  导演|执导=direct  主演|饰演|出演=star|play  作曲|谱曲=compos
演唱=s[iau]ng|perform  数据=data  初稿|执笔|撰写|起草=draft|wrote|writ|pen  设计=design  翻译=translat
捐赠|捐款=donat  原告=plaintiff  被告=defendant  律师=lawyer|attorney|counsel|solicitor  证人=witness
法官=judge  母亲|妈妈=mother  父亲|爸爸=father  妻子=wife  丈夫=husband  儿子=son  女儿=daughter
记者=reporter|journalist|correspondent  摄影=photo  医生|医师=doctor|physician|surgeon  教授=professor
博士=phd|doctor  院士=academician  学生=student  村民=villager  农民=farmer  司机=driver  店主=shop
创始人=found  主编=editor  作家=writer|author|novelist  小将|新秀=young|teen|newcomer  老将=veteran
美国=americ|united_states  英国=brit|united_kingdom  法国=french|france  德国=german  日本=japan  韩国=korea
俄罗斯=russia  意大利=ital  西班牙=spain|spani  加拿大=canad  澳大利亚=australia  肯尼亚=kenya
埃塞俄比亚=ethiopia  印度=india  巴西=brazil  荷兰=dutch|netherlands  瑞典=swed  瑞士=swiss|switzerland
"""


@lru_cache(maxsize=1)
def _told() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The words in pairs of patterns."""
    pairs = (entry.split("=") for entry in WORDS.split())
    return tuple(
        (re.compile(zh), re.compile(rf"\b(?:{en.replace('_', ' ')})", re.IGNORECASE)) for zh, en in pairs
    )


def exchanged(pair: Pair, people: Mapping[str, str]) -> Iterator[Finding]:
    """A finding `name_swapped` where two of the `people` (Chinese: English) of a text changed places."""
    ours = {zh: places_apart(zh, pair.zh) for zh in people}
    surnames = [en.strip().partition(" ")[0] for en in people.values()]
    theirs = {
        zh: _places(en, pair.en, alone=surnames.count(en.strip().partition(" ")[0]) == 1)
        for zh, en in people.items()
    }
    known = [zh for zh in people if ours[zh] and theirs[zh]]
    crossed = [
        (one, other)
        for one, other in combinations(known, 2)
        if (ours[one][0] < ours[other][0]) != (theirs[one][0] < theirs[other][0])
    ]
    if not crossed:
        return
    told = list(_anchors(pair))
    for one, other in crossed:
        beside = [
            (what, _owner(pair.zh, at, ours, END_ZH, PART_ZH), _owner(pair.en, to, theirs, END_EN, PART_EN))
            for what, at, to in told
        ]
        both = {one, other}
        sure = [(what, zh, en) for what, zh, en in beside if zh in both and en in both]
        if sure and all(zh != en for _, zh, en in sure):
            what, zh, en = sure[0]
            message = f"“{what}” stands beside {zh} in the Chinese, beside {people[en]} in the English."
            yield pair.error("name_swapped", "accuracy/mistranslation", message, "en", zh)
            return


def _places(en: str, text: str, *, alone: bool) -> list[int]:
    """Where an English name stands: the whole of it, or (if nobody else here has it) its surname alone."""
    surname = en.strip().partition(" ")[0]
    if not (alone and surname.lower() not in ENGLISH and pinyin.is_surname(surname)):
        return places_apart(en, text)
    found = [(at, at + len(name)) for name in (en, surname) for at in all_places(name, text)]
    by_surname = set(words_apart(surname, text))
    apart = ((at, end) for at, end in found if end - at == len(en) or at in by_surname)
    return [start for start, _ in without_overlap(apart)]


def _anchors(pair: Pair) -> Iterator[tuple[str, int, int]]:
    """What stands once in either text: how it is written in Chinese, and the two places."""
    zh = simplified(pair.zh)
    there = [(found[0], found.start()) for found in FIGURE.finditer(zh)]
    here = [(found[0], found.start()) for found in FIGURE.finditer(pair.en)]
    for digits, at in there:
        places = [to for other, to in here if other == digits]
        if len(places) == 1 and [other for other, _ in there].count(digits) == 1:
            yield digits, at, places[0]
    for chinese, english in _told():
        one, other = list(chinese.finditer(zh)), list(english.finditer(pair.en))
        if len(one) == len(other) == 1:
            yield one[0][0], one[0].start(), other[0].start()


def _owner(
    text: str, at: int, places: Mapping[str, list[int]], end: re.Pattern[str], part: re.Pattern[str]
) -> str:
    """Whom a place of a text is about, "" where it is unclear.

    That is the only one named in its clause, or else in the last clause before it that names anybody.
    """
    begin = max((found.end() for found in end.finditer(text, 0, at)), default=0)
    after = part.search(text, at)
    last = after.start() if after else len(text)
    for first in sorted({begin, *(found.end() for found in part.finditer(text, begin, at))}, reverse=True):
        within = {zh for zh, spots in places.items() if any(first <= spot < last for spot in spots)}
        if within:
            return within.pop() if len(within) == 1 else ""
        last = first
    return ""
