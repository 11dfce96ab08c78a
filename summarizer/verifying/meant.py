"""Whether English tells of a name without its words, and whether Chinese means a place by a character of it.

“NDRC”, "the ministry", "two companies" and "Tokyo" are names told otherwise: what is told so is not gone, and
nothing else stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Protocol

from summarizer.matching import plain
from summarizer.scripts import simplified
from summarizer.text import Term
from summarizer.verifying import peoples
from summarizer.verifying.abbreviations import CITIES, PROVINCES
from summarizer.verifying.attested import is_read, is_told_from_here
from summarizer.verifying.page import BREAK, Page, Pair
from summarizer.verifying.readings import bare
from summarizer.verifying.tables import rows_of

# What somebody is: as Chinese names have it, and as English calls it.
_KINDS = """
公司 企业 集团 厂=company firm corporation group maker carmaker developer platform parent
公司=subsidiary unit startup
大学=university|学院=college institute school|学校 中学 小学=school
研究院 研究所 科学院=institute academy centre center
局 厅 署 总局=bureau department agency authority administration office regulator watchdog
部 委 委员会=ministry department commission committee authority agency regulator watchdog body
办 办公厅 办公室=office body
医院=hospital|银行 行=bank lender|政府=government authority province city county|法院=court
协会 学会 联合会 商会 会=association society federation union council body group committee foundation
基金会 基金=foundation charity fund|交易所 交所=exchange bourse|检察院=procuratorate prosecutor
报 报社 通讯社 社 网 台 新闻=newspaper paper daily outlet agency broadcaster station network publisher site
图书馆=library|博物馆 馆=museum|党=party|军 部队=army military force troop|公安 警=police officer
队 俱乐部=team club side|联盟 盟=alliance union league bloc|中心=centre center|证券=brokerage broker
航空=airline carrier|保险=insurer|组织 机构=organisation organization body agency
区=district region area zone|市=city municipality|县=county|省=province|镇=town|州=state prefecture|村=village
国=country nation state|岛=island|院=court hospital institute academy|国务院=cabinet council
"""
_POINTING = frozenset("the this that its our my your his her their whose said same".split())  # noqa: SIM905
_COUNTING = frozenset("both two three four five these those".split())  # noqa: SIM905
_OF = ("of", "for", "on")
_SEVERAL = ("各", "全", "两", "有关", "相关")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_WHOSE = re.compile(r"(?<=[a-z])['’]s\b")
_OWNER = "whos"  # for the 's of China's industry ministry
_BETWEEN = 2  # words that may stand between what points and what it points at: "the provincial government"


@cache
def _called() -> Mapping[str, tuple[tuple[str, ...], bool]]:
    """For words in small letters the ends of the names of what is called so, and whether they are plurals."""
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    for ends, words in rows_of(_KINDS):
        for word in words.split():
            plural = f"{word[:-1]}ies" if word[-1] == "y" else f"{word}s"
            for form, several in ((word, False), (plural, True)):
                known = found.get(form, ((), False))[0]
                found[form] = ((*known, *ends), several)
    return MappingProxyType(found)


def is_kind(word: str) -> bool:
    """Whether a word in small letters tells what institutions or places are."""
    return word in _called()


@lru_cache(maxsize=1024)
def _called_by_kind(en: str) -> tuple[tuple[str, bool], ...]:
    """The words of an English text for what somebody is, and whether they surely mean one who has a name.

    "The company", "his foundation" and "two ministries" do, "provinces" does not.
    """
    words, known = _WORD.findall(_WHOSE.sub(f" {_OWNER}", en)), _called()
    places = [at for at, word in enumerate(words) if word.lower() in known]
    return tuple((words[at].lower(), _points(words, at, known[words[at].lower()][1])) for at in places)


def _points(words: list[str], at: int, several: bool) -> bool:
    """Whether a word not far before one points at it, or counts it, and no name begins in between."""
    pointing = _COUNTING if several else _POINTING
    behind = words[at + 1 : at + 2]
    if not words[at].islower() and behind and (behind[0] in _OF or not behind[0].islower()):
        return False  # the Ministry of Finance
    for before in range(at - 1, max(-1, at - _BETWEEN - 2), -1):
        if words[before] == _OWNER:
            return words[at].islower()
        if words[before].lower() in pointing:
            return before == at - 1 or words[at].islower()
        if not words[before].islower():
            return False
    return False


def _times_called_so(term: Term, en: str) -> int:
    """How often an English text has what something is for its name."""
    known, zh = _called(), simplified(term.zh)
    several = zh.startswith(_SEVERAL)
    if term.kind == "place":
        zh += _KINDS_OF.get(zh, "")
    return sum(zh.endswith(known[word][0]) for word, pointed in _called_by_kind(en) if pointed or several)


# 杭州 is a city without 市.
_KINDS_OF = {**dict.fromkeys(PROVINCES.split(), "省"), **dict.fromkeys(CITIES.split(), "市")}


_SEVERAL_PLACES = frozenset("cities provinces counties countries districts towns regions".split())  # noqa: SIM905


def counts_places(en: str) -> bool:
    """Whether an English text only counts places: "both cities"."""
    return any(pointed and word in _SEVERAL_PLACES for word, pointed in _called_by_kind(en))


_BRACKETED = re.compile(r"\(([A-Z]{2,8})\)")
_CAPITAL, _STOPS = re.compile(r"\b[A-Z]"), re.compile(r"(?<=\b[A-Z])\.(?=[A-Z\s]|\Z)")
_ACRONYM = re.compile(r"[A-Z]{2,7}\Z")
_SMALL = r"(?:[ -](?:of|the|and|for|on|in|to|&))*[ -]"


@lru_cache(maxsize=4096)
def acronyms_of(name: str) -> tuple[str, ...]:
    """How an English name may be abbreviated: WHO, AP of The Associated Press; what it has in brackets."""
    whole = name.partition("(")[0].removeprefix("The ").removeprefix("the ")
    short = "".join(_CAPITAL.findall(whole))
    return (*_BRACKETED.findall(name), *([short] if len(short) > 1 and short != whole.strip() else []))


def _times_abbreviated(name: str, en: str) -> int:
    """How often an English text has a name by its capitals, or in full what is itself made of capitals."""
    bare_of_stops = _STOPS.sub("", en) if "." in en else en
    times = sum(len(re.findall(rf"\b{short}(?:s|['’]s)?\b", bare_of_stops)) for short in acronyms_of(name))
    short = name.replace(".", "")
    return times + (len(_in_full(short).findall(en)) if _ACRONYM.match(short) else 0)


@lru_cache(maxsize=256)
def _in_full(short: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_SMALL.join(rf'{letter}[a-z]{{1,24}}' for letter in short)}\b")


# 日本政府 is "Tokyo", or "the Japanese".
_OF_A_COUNTRY = re.compile(r"\A.{2,6}(?:政府|当局|當局|方面?|[军軍]方?|[队隊]|官方|外交部|[国國]防部)\Z")


def times_told(term: Term, en: str) -> int:
    """How often an English text may tell of a name without its words."""
    times = _times_abbreviated(term.en, en) + _times_called_so(term, en)
    if _OF_A_COUNTRY.search(term.zh):
        names = (name for name in peoples.named_in(term.zh) if term.zh.startswith(name))
        times += max((len(peoples.told_by(name, en)) for name in names), default=0)
    return times


def place_is_meant(term: Term, zh: str) -> bool:
    """Whether a Chinese text means a place by a character of its name: 京津冀, 陆续运港, 南大."""
    if peoples.is_hinted_at(term.zh, zh):
        return True
    first = bare(term.en.partition(" ")[0])
    return is_read(first, zh, single=True) or is_told_from_here(first, zh)


class _Named(Protocol):
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def stated(names: Iterable[_Named], pair: Pair, page: Page) -> list[str]:
    """The English of those of some names that the Chinese of a text, or the lines that it cites, have."""
    text = simplified(plain(pair.zh) + BREAK + page.text(pair.lines))
    return [name.en for name in names if name.zh and simplified(plain(name.zh)) in text]
