"""Whether the English of an institution or a place is another one's: 江南水利大学, "Tsinghua University".

What a model settled once for a folder is not the truth: it is held against the Chinese of the name itself.
Something is said only where both turn, the English to what the Chinese has not, and away from what it has;
or where the English has what only one Chinese name is told by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import NamedTuple

from summarizer import pinyin
from summarizer.scripts import simplified
from summarizer.text import Finding, Term
from summarizer.verifying.abroad import ELSEWHERE
from summarizer.verifying.attested import is_city, is_read, stands_for
from summarizer.verifying.offices import another_kind
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.readings import ENGLISH, bare, char_keys, is_place, spans_read
from summarizer.verifying.romanised import is_heard
from summarizer.verifying.tables import rows_of

BODIES = frozenset({"organisation", "place"})  # kinds of names of which code knows another one's English
_LEAST = 3  # characters: a shorter name may be short for anything
_HAN = re.compile("[\u3400-\u9fff]")


def check(pair: Pair, page: Page, terms: Iterable[Term]) -> Iterator[Finding]:
    """A finding `name_swapped` for a name of the fields that is somebody else's, though it be settled."""
    if pair.kind not in BODIES or not (found := misnamed(pair.zh, pair.en, page.simplified)):
        return
    if not any(term.binds and (term.zh, term.en) == (pair.zh, pair.en) for term in terms):
        message = f"“{found}” is nothing that the name “{pair.zh}” has."
        yield pair.error("name_swapped", "accuracy/mistranslation", message, "en", pair.zh)


def belied(terms: Iterable[Term]) -> Iterator[str]:
    """What a person should look at: settled names whose English is somebody else's."""
    for term in terms:
        if term.kind in BODIES and not term.binds and (found := misnamed(term.zh, term.en)):
            yield f"{term.zh} is “{term.en}”, but the Chinese has nothing of “{found}”."


@lru_cache(maxsize=512)
def misnamed(zh: str, en: str, around: str = "") -> str:
    """What an English name has that its Chinese belies, or "".

    `around` is text of its article, in simplified characters, which may have what the name leaves out.
    """
    if len(_HAN.findall(zh)) < _LEAST or not en.strip():
        return ""
    name = _Name(simplified(zh), en, around)
    return next((found for rule in _RULES if (found := rule(name))), "")


class _Name(NamedTuple):
    """A name in simplified characters, its English, and more text of its article."""

    zh: str
    en: str
    around: str


_REMARK = re.compile(
    r"[(\[（](?:[a-z ]+ )?(?:translated|translation|transliterat\w+|unofficial|literal(?:ly)?|tentative"
    r"|pinyin|romani[sz]ed|chinese|name|unknown|unclear|uncertain|fictional|assumed)[)\]）]"
    r"|\*\*|``?|__|\A#|, (?:an? |which |also |located |founded |established |based |i\.e\.|meaning )",
    re.IGNORECASE,
)


def _remark(name: _Name) -> str:
    """A remark of whoever translated it ("(unofficial translation)"), and markup."""
    found = _REMARK.search(name.en)
    return found[0] if found and not re.search("[（(]", name.zh) else ""


# What an institution is, spelled instead of translated.
_SPELLED = MappingProxyType({
    "大学": "daxue", "学院": "xueyuan", "医院": "yiyuan", "公司": "gongsi", "集团": "jituan",
    "中学": "zhongxue", "小学": "xiaoxue", "学校": "xuexiao", "银行": "yinhang", "法院": "fayuan",
    "委员会": "weiyuanhui", "研究院": "yanjiuyuan", "研究所": "yanjiusuo", "协会": "xiehui",
    "博物馆": "bowuguan", "图书馆": "tushuguan",
})  # fmt: skip


def _spelled(name: _Name) -> str:
    """An institution of which all is pinyin: "Jiangnan Shuili Daxue"."""
    last = bare(name.en.split()[-1])
    ends = (end for end, read in _SPELLED.items() if last.endswith(read))
    return last if name.zh.endswith(tuple(ends)) else ""


def _small(name: _Name) -> str:
    """A name in pinyin that is not capitalised: "jiangnan university"."""
    first = re.split(r"[\s,-]", name.en.strip(), maxsplit=1)[0]
    if not first.isalpha() or not first.islower() or len(pinyin.syllables(first)) != _PROPER:
        return ""
    return first if (0, _PROPER) in spans_read(first, name.zh) else ""


_PROPER = 2  # characters with which most names begin that are somebody's own

# What only some Chinese names are told by, and a word that each of these surely has.
_ONLY = """
清 荷 五道口=Tsinghua|北京 北大 北医 北平 京师 京剧 协和=Peking|哈=Harbin|苏 东吴=Soochow
中山 中大 孙 逸仙 国父=Sun_Yat-sen|澳=Macau Macao|高=Kaohsiung|藏 蕃=Tibet Tibetan|蒙=Inner_Mongolia
呼=Hohhot|乌=Urumqi|拉 藏=Lhasa|哈佛 肯尼迪=Harvard|牛津=Oxford|剑桥 康桥 坎布=Cambridge|斯坦 史丹=Stanford
耶鲁=Yale|普林=Princeton|鄂=Ordos|职 技 训 徒 专=Vocational|师=Normal_University Normal_College Normal_School
专 初级 短期 短大=Junior_College|幼 托 保育=Kindergarten
"""


@cache
def _only() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((_words(en), tuple(zh)) for zh, en in rows_of(_ONLY))


def _words(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words.replace(' ', '|').replace('_', ' ')})\b")


def _only_one(name: _Name) -> str:
    """What only one Chinese name is told by: "Tsinghua" where there is no 清."""
    text = name.zh + name.around
    for told, chars in _only():
        if (found := told.search(name.en)) and not any(char in text for char in chars):
            return found[0]
    return ""


_TAIL = re.compile(r", ([A-Z][a-z']+)(?: Province| City)?(?:, China)?\Z")


def _where(name: _Name) -> str:
    """A province or a city behind a name, where nothing says that it is there: "Yunling County, Hebei"."""
    found = _TAIL.search(name.en)
    wanted = bare(found[1]).replace("shaan", "shan") if found else ""
    if not found or not is_city(wanted) or not stands_for(wanted).isdisjoint(name.zh):
        return ""
    return "" if any(is_read(wanted, text, single=False) for text in (name.zh, name.around)) else found[1]


def _unread(name: _Name) -> str:
    """A proper name in pinyin that is another one: "Jiangbei University" for one that begins with 江南."""
    if not _OURS.search(name.zh) or ELSEWHERE.search(name.zh) or _begins(name):
        return ""
    first = bare(name.en.split()[0])
    if is_read(first, name.zh, single=True) or is_heard(first, name.zh, single=True):
        return ""
    if _is_drawn_from(first, name.zh) or (is_city(first) and is_read(first, name.around, single=False)):
        return ""
    half = _is_half_read(first, name.zh) and not ELSEWHERE.search(name.around)
    return first.capitalize() if half or is_place(first) else ""


def _is_drawn_from(word: str, zh: str) -> bool:
    """Whether the syllables of a word read characters of a name, in their order: 西安电子, "Xidian"."""
    chars = iter(zh)
    return all(any(part in char_keys(char) for char in chars) for part in pinyin.syllables(word))


def _is_half_read(word: str, zh: str) -> bool:
    """Whether one of two syllables reads what the Chinese begins with, and the other one does not."""
    parts = pinyin.syllables(word)
    if len(parts) != _PROPER or word in ENGLISH or not pinyin.TRANSLITERATION.isdisjoint(zh[:_PROPER]):
        return False
    return sum(part in char_keys(char) for part, char in zip(parts, zh, strict=False)) == 1


def _begins(name: _Name) -> bool:
    """Whether the English has what the Chinese begins with, or that may be no name: 省财政厅, 中国, 第一."""
    if len(name.zh) <= _PROPER or not _HAN.match(name.zh) or name.zh[0] in _NO_BEGINNING:
        return True
    letters = "".join(bare(word) for word in re.split(r"[\s,-]+", name.en))
    if letters.startswith(_READ_OTHERWISE.get(name.zh[:_PROPER], "\n")):
        return True
    first, second = (char_keys(char) for char in name.zh[:_PROPER])
    return any(one + other in letters for one in first for other in second)


# What is read or spelled as no table of characters has it.
_READ_OTHERWISE = MappingProxyType({
    "陕西": "shaanxi", "乐亭": "laoting", "乐陵": "laoling", "宕昌": "tanchang",
    "沙田": "shatin", "大埔": "taipo", "连江": "lienchiang",
})  # fmt: skip
_NO_BEGINNING = frozenset("省市县区镇乡村州国中全第各我本该")
# Not companies: their Englishes are brands.
_OURS = re.compile(
    "(?:[省市县区镇乡村旗州局厅]|大学|学院|医院|学校|[中小]学|法院|检察院|委员会|政府|党委|研究[院所]|[县市区]委)\\Z"
)

_DIRECTIONS = MappingProxyType({"east": "东", "south": "南", "west": "西", "north": "北"})
_DIRECTED = re.compile(r"\b(north|south)?(east|west|north|south)(?:ern)?\b", re.IGNORECASE)


def _direction(name: _Name) -> str:
    """Another direction: 华东, "South China"."""
    for found in _DIRECTED.finditer(name.en):
        told = {_DIRECTIONS[part.lower()] for part in found.groups() if part}
        here = {char for char in _DIRECTIONS.values() if char in name.zh}
        if told.isdisjoint(name.zh) and here and not any(map(partial(_is_directed, name.en), here)):
            return found[0]
    return ""


def _is_directed(en: str, char: str) -> bool:
    """Whether an English name has the word for a direction, or reads it."""
    word = next(word for word, each in _DIRECTIONS.items() if each == char)
    lower = en.lower()
    return word in lower or any(key in lower for key in char_keys(char))


# What an institution is: how the Chinese ends, its own English, and how others are called.
_KINDS = """
大学=universit institut academ polytechnic|学院=colleg universit institut academ school conservator facult
中学 高中 初中=school academ college|小学=school|医院=hospital clinic medical health|银行=bank
局 厅 署=bureau department administ office authorit agenc service commiss board director ministr observ
公司 集团=compan corporat co.  group ltd limited inc enterprise holding airline technolog industr press media
法院=court tribunal|检察院=procurat prosecut|委员会=committee commission council board congress
"""
_OTHERS = """
大 校 院 学=University|学 院 校=College|院 医 疗=Hospital Clinic|院 法 庭 球 场=Court
馆 博 院=Museum|馆 图 书=Library|行 银 岸 库 集=Bank|局 署 司 处 所 社 办 厅 会=Bureau
司 厂 企 社 集 商 店 书=Company Corporation|检=Procuratorate
校 学 幼 院=School|宾 酒 店 旅=Hotel
"""


@cache
def _ends() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((tuple(zh), _stems(en)) for zh, en in rows_of(_KINDS))


@cache
def _others() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    return tuple((_words(en), frozenset(zh)) for zh, en in rows_of(_OTHERS))


def _stems(words: str) -> re.Pattern[str]:
    """The beginnings of words, "_" for a blank; one with "!" is a whole word."""
    every = "|".join(map(re.escape, words.split())).replace("_", " ").replace("!", r"\b")
    return re.compile(rf"\b(?:{every})", re.IGNORECASE)


def _kind(name: _Name) -> str:
    """Something of another kind: a bureau told as a university, a county as a city."""
    if other := another_kind(name.zh, name.en):
        return other
    own = next((told for ends, told in _ends() if name.zh.endswith(ends)), None)
    if own is None or own.search(name.en):
        return ""
    return next(
        (
            found[0]
            for told, chars in _others()
            if (found := told.search(name.en)) and chars.isdisjoint(name.zh)
        ),
        "",
    )


# What an institution is for: Chinese, and the beginnings of English words.
_TRADES = """
水利 水务 水电=water hydr|农 耕 乡=agri farm rural|林=forest|师范 师大=normal teacher educat pedagog
医 卫 药=medic health pharm hospital drug!
理工 工业 工程 科技 科学 技术 工学 机电 电子=tech engin scien industr polytech mechan electr
财经 经济 经贸 贸易 金融 财政 财务=econom financ business commerc trade trading fiscal treasury
政法 法律 法学=law legal politic
外国语 外语 外交=foreign languag international|音乐=music conservator
美术 艺术=art! arts artist|体育=sport physical_educat athlet
交通 运输 铁道 铁路=transport traffic communicat rail jiaotong
航空 航天=aero avia space airline air
海洋 海事=ocean marin maritim
石油=petrol oil|矿 冶=mining mine! mines mineral metallurg|电力=electr power|民族=minzu nationalit ethnic
传媒 广播 电视=media communicat broadcast television tv
教育=educat|审计=audit|统计=statist|税务=tax|气象=meteorolog weather|地震=seismolog earthquake
司法=judici justic|公安 警=public_security police|民政=civil_affair|文化 文旅=cultur|旅游=touris
商务 商业=commerc business|应急=emergenc|环境 生态 环保=environment ecolog
住房 住建=hous|自然资源 国土=natural_resource land
职业 职工 技师 技工 高职=vocation technic professional worker
测绘 勘 调查=survey|邮=post! posts postal|纺织=textil|建筑 建设 土木=architect construct build civil_engin
"""


@cache
def _trades() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((tuple(zh), _stems(en)) for zh, en in rows_of(_TRADES))


def _trade(name: _Name) -> str:
    """Something for another purpose: 水利, "of Agriculture".

    A word may be of several trades, and an acronym of any.
    """
    if not _INSTITUTION.search(name.zh) or _ACRONYM.search(name.en):
        return ""
    told = [(zh, found[0]) for zh, en in _trades() if (found := en.search(name.en))]
    lost = any(any(word in name.zh for word in zh) and not en.search(name.en) for zh, en in _trades())
    strange = [word for zh, word in told if set().union(*zh).isdisjoint(name.zh)]
    borne_out = [en for zh, en in _trades() if not set().union(*zh).isdisjoint(name.zh)]
    return next((word for word in strange if lost and not any(en.match(word) for en in borne_out)), "")


_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_INSTITUTION = re.compile("(?:大学|学院|局|厅|医院|研究院|研究所|学校|委员会)$")
_RULES = (_remark, _spelled, _small, _only_one, _where, _unread, _direction, _kind, _trade)
