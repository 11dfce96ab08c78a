"""Two who changed places: what stands beside the one in the Chinese, beside the other in the English.

Figures that are written alike in both languages, countries, ranks, some trades and what the fields name tell
whom a clause is about. Something is said only where the names come in the other order and everything that
tells is against it, or where all that stands between them kept its order: a sentence that is turned around
turns that around, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from operator import itemgetter

from summarizer import pinyin
from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.page import Pair
from summarizer.verifying.places import all_places, places_apart, spans_of, without_overlap, words_apart
from summarizer.verifying.readings import ENGLISH

END_ZH, PART_ZH = re.compile(r"[。！？；!?;]"), re.compile(r"[，。！？；：,;!?]")
END_EN = re.compile(r"[.;!?](?=[\s\"”]|$)")
PART_EN = re.compile(
    r"[,;:!?()](?!\d)|\.(?!\d)|[—–]| - "
    r"| (?:and|while|but|whereas|with|as|to|from|by|over|behind|after|before|than) "
)
ITEM_ZH = re.compile(r"[^，。！？；：、,;和与及]+")
# "Dmitry Peskov, the former spokesman": up to what is said of him; "President Li": a title, up to the name.
APPOSED = re.compile(r"[A-Z][\w'’-]*+(?: [A-Z][\w'’-]*+){0,3}+, (?:\w+ ){0,4}\Z")
TITLE = re.compile(r"\w+ (?=[A-Z])")
PRONOUN = re.compile(r"\b(?:he|she|him|her)\b|\b(?:He|She|Her) (?=[a-z])|[他她]")
# "Ma Li, Pan Zhensheng's daughter and a teacher": what follows is not said of whose kin somebody is.
KIN = re.compile(
    r"['’]s? (?:\w+ )?(?:daughter|son|wife|husband|widow|mother|father|parents|brother|sister|cousin|nephew"
    r"|niece|grand\w+|friend|student|pupil|assistant|secretary|lawyer|agent|teacher|partner|colleague)\b"
)
LATIN = re.compile("[A-Za-z][A-Za-z0-9-]+")
DEPUTIES = ("vice ", "vice-", "deputy ", "deputy-")
FEWEST = 2  # of what stands between two names and kept its order
JOINED = 1  # characters between what is one: "21比15", "2024年巴黎"
LONG_ENOUGH = 3  # letters of a last name that is hardly anything else
FIGURE = re.compile(r"(?<![A-Za-z\d.,])\d++(?:\.\d++)?(?![.,:]?\d)")
# What Chinese and English words tell of somebody; each counts where it stands once in either text.
WORDS = """
副=vice\\b|deput|associate
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


Anchor = tuple[str, int, int]  # how something is written in Chinese, and where it stands in the two texts
Places = Mapping[str, list[int]]


def exchanged(
    pair: Pair, names: Mapping[str, str], known: Iterable[tuple[str, str]] = ()
) -> Iterator[Finding]:
    """A finding `name_swapped` where two of the `names` (Chinese: English) of a text changed places.

    `known` is what else is named in both languages and may stand beside them.
    """
    ours = {zh: places_apart(zh, pair.zh) for zh in names}
    alone = Counter(end for en in names.values() for end in {*ends_of(en)})
    theirs = {
        zh: _places(en, pair.en, [end for end in ends_of(en) if alone[end] == 1]) for zh, en in names.items()
    }
    there = [zh for zh in names if ours[zh] and theirs[zh]]
    crossed = [
        (one, other)
        for one, other in combinations(there, 2)
        if (ours[one][0] < ours[other][0]) != (theirs[one][0] < theirs[other][0])
    ]
    if not crossed:
        return
    others = [item for item in known if item[0] not in names]
    told = _apart([*_anchors(pair), *_named(pair, others)], pair, names)
    beside = [
        (what, _owner_zh(pair.zh, what, at, ours), _owner_en(pair.en, what, to, theirs))
        for what, at, to in told
    ]
    single = [(zh, ours[zh][0], theirs[zh][0]) for zh in there if len(ours[zh]) == len(theirs[zh]) == 1]
    placed = sorted([*told, *single], key=itemgetter(1))
    for both in crossed:
        if message := _against(both, beside) or _unmoved(both, placed, ours, theirs):
            zh, what, en = message
            yield pair.error("name_swapped", "accuracy/mistranslation", what.format(names[en]), "en", zh)
            return


def _against(both: tuple[str, str], beside: Iterable[tuple[str, str, str]]) -> tuple[str, str, str] | None:
    """Whom something stands beside in the Chinese and in the English, if all that tells is so."""
    sure = [(what, zh, en) for what, zh, en in beside if zh in both and en in both]
    if not sure or any(zh == en for _, zh, en in sure):
        return None
    what, zh, en = sure[0]
    return zh, f"“{what}” stands beside {zh} in the Chinese, beside {{}} in the English.", en


def _unmoved(
    both: tuple[str, str], placed: Iterable[Anchor], ours: Places, theirs: Places
) -> tuple[str, str, str] | None:
    """Two of which only they are in another order, not what stands between them."""
    one, other = sorted(both, key=lambda zh: ours[zh][0])
    if any(len(ours[zh]) != len(theirs[zh]) for zh in both):
        return None
    first, last = ours[one][0], ours[other][0]
    begin, end = theirs[other][0], theirs[one][0]
    within = [
        (first < anchor[1] < last, begin < anchor[2] < end, anchor)
        for anchor in placed
        if anchor[0] not in both
    ]
    moved = sum(there != here for there, here, _ in within)
    kept = [anchor for there, here, anchor in within if there and here]
    apart = len(kept) - sum(right[1] - left[1] - len(left[0]) <= JOINED for left, right in pairwise(kept))
    in_order = all(left[2] < right[2] for left, right in pairwise(kept))
    if apart < FEWEST or not in_order or moved >= apart or all(what in ours for what, _, _ in kept):
        return None
    return one, f"{one} stands before “{kept[0][0]}” and {other} in the Chinese, {{}} in the English.", other


@lru_cache(maxsize=4096)
def ends_of(en: str) -> tuple[str, ...]:
    """By which word alone somebody may be named: the surname, of a foreigner the last name."""
    words = en.split()
    if len(words) < 2:
        return ()
    if pinyin.is_surname(words[0]):
        return () if words[0].lower() in ENGLISH else (words[0],)
    return (words[-1],) if len(words[-1]) > LONG_ENOUGH else ()


def _named(pair: Pair, known: Iterable[tuple[str, str]]) -> Iterator[Anchor]:
    """What is named once in either text, of what lies within something else nothing."""
    zh, en = pair.zh, pair.en.lower()
    found = {}
    for chinese, english in known:
        here = _once(chinese, zh, ("副",)) if len(chinese) > 1 else -1
        there = _once(english.lower(), en, DEPUTIES) if here >= 0 else -1
        if there >= 0:
            found[here, here + len(chinese)] = (chinese, here, there)
    yield from (found[span] for span in without_overlap(found))


def _once(part: str, text: str, deputies: tuple[str, ...]) -> int:
    """Where something stands if it does so once, a deputy's post left out, else -1."""
    places = [at for at in all_places(part, text) if not text.endswith(deputies, 0, at)]
    return places[0] if len(places) == 1 else -1


def _apart(told: Iterable[Anchor], pair: Pair, names: Mapping[str, str]) -> list[Anchor]:
    """What tells something, of what is a part of the names nothing: it goes wherever they go."""
    ours, theirs = spans_of(names, pair.zh), spans_of(names.values(), pair.en)
    return [
        (what, at, to)
        for what, at, to in told
        if not any(start <= at < end for start, end in ours)
        and not any(start <= to < end for start, end in theirs)
    ]


def _places(en: str, text: str, alone: Sequence[str]) -> list[int]:
    """Where an English name stands: the whole of it, and then those of its words that are its alone."""
    found = [(at, at + len(en)) for at in all_places(en, text) if not KIN.match(text, at + len(en))]
    whole = found[0][0] if found else -1
    found += [(at, at + len(word)) for word in alone for at in words_apart(word, text) if at > whole]
    return [start for start, _ in without_overlap(found)]


def _anchors(pair: Pair) -> Iterator[Anchor]:
    """Figures and words that stand once in either text."""
    zh = simplified(pair.zh)
    there = [(found[0], found.start()) for found in FIGURE.finditer(zh)]
    here = [(found[0], found.start()) for found in FIGURE.finditer(pair.en)]
    for digits, at in there:
        places = [to for other, to in here if other == digits]
        if len(places) == 1 and [other for other, _ in there].count(digits) == 1:
            yield digits, at, places[0]
    latin, words = LATIN.findall(zh), LATIN.findall(pair.en)
    for word in latin:
        if latin.count(word) == words.count(word) == 1:
            yield word, zh.find(word), pair.en.find(word)
    for chinese, english in _told():
        one = list(chinese.finditer(zh))
        other = list(english.finditer(pair.en)) if len(one) == 1 else ()
        if len(other) == 1:
            yield one[0][0], one[0].start(), other[0].start()


def _owner_zh(zh: str, what: str, at: int, places: Places) -> str:
    """Whom a place of a Chinese text is about: a title and the like goes with the name after it.

    Right behind a name it may be that one's: 记协主席接受商台访问.
    """
    item = None if what[0].isdigit() else ITEM_ZH.match(zh, at)
    named = _between(places, at, item.end()) if item else set()
    behind = {name for name, spots in places.items() if any(spot + len(name) == at for spot in spots)}
    if behind and not what[0].isdigit():
        return behind.pop() if len(behind) == 1 and not named - behind else ""
    return named.pop() if len(named) == 1 else _owner(zh, at, places, END_ZH, PART_ZH)


def _owner_en(en: str, what: str, at: int, places: Places) -> str:
    """Whom a place of an English text is about: titles and the like may stand in apposition to a name."""
    before = max((spot for spots in places.values() for spot in spots if spot < at), default=-1)
    if what[0].isdigit() or before < 0 or not APPOSED.search(en, before, at):
        return _owner(en, at, places, END_EN, PART_EN)
    title = TITLE.match(en, at)
    if title and _between(places, title.end() - 1, title.end() + 1):
        return ""  # "A, President B": of either of them
    return next(iter(_between(places, before, before + 1)))


def _between(places: Places, first: int, last: int) -> set[str]:
    return {name for name, spots in places.items() if any(first <= spot < last for spot in spots)}


def _owner(text: str, at: int, places: Places, end: re.Pattern[str], part: re.Pattern[str]) -> str:
    """Whom a place of a text is about, "" where it is unclear.

    That is the only one named in its clause, or else in the last clause before it that names anybody.
    """
    begin = max((found.end() for found in end.finditer(text, 0, at)), default=0)
    after = part.search(text, at)
    last = after.start() if after else len(text)
    for first in sorted({begin, *(found.end() for found in part.finditer(text, begin, at))}, reverse=True):
        within = {zh for zh, spots in places.items() if any(first <= spot < last for spot in spots)}
        if within or PRONOUN.search(text, first, last):
            return within.pop() if len(within) == 1 and not PRONOUN.search(text, first, last) else ""
        last = first
    return ""
