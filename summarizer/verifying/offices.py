"""What an office is for, and of which kind a place or an institution is: 水利局 is no Education Bureau.

Something is said only where both sides turn: the English has a field of government (or a kind) that the
Chinese does not have, and lacks one that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from summarizer.text import Finding
from summarizer.verifying.page import Pair
from summarizer.verifying.tables import rows_of

# Fields of government: Chinese, and the beginnings of English words; behind "~" others that may tell them.
_FIELDS = """
水利 水务=water ~ hydraul irrigat|教育 教体=education ~ educat school
财政 財政=financ treasury fiscal ~ budget
卫生 卫健 衛生 健康=health ~ sanita hygien medic|公安 警=public.security police ~ law.enforcement
农业 农村 農業=agricultur rural farm|交通 运输 運輸=transport ~ traffic communications
民政=civil.affairs ~ welfare
商务 商務=commerce ~ commerc trade|科技 科学 科學=scien technolog|文化 文旅 文广=cultur
旅游 旅遊=touris ~ travel|体育 體育 文体 教体=sport ~ physical athletic|环境 生态 环保 環境=environment ecolog
统计 統計=statistic|税务 稅務=tax ~ revenue|海关 海關=customs ~ border|司法=justice judicial ~ legal
审计 審計=audit|气象 氣象=meteorolog ~ weather|地震=earthquake seismolog ~ seismic
应急 應急=emergency ~ emergenc
住房 住建 房屋=hous|自然资源 国土=natural.resources land|人力资源 人社=human.resources ~ personnel labou?r
林业 林草 林業=forest|渔业=fisher|能源=energy|外交 外事=foreign ~ diplom|国防 國防=defen
组织部=organi[sz]ation ~ personnel|宣传部=publicity propaganda ~ communications|工业 工信 工業=industr
市场监督 市场监管=market|铁路 铁道=rail|航空 民航=aviation ~ aeronaut|邮政=post ~ mail|档案=archiv
"""
# The first letters first, which are found fast.
_OFFICE = (
    "[MmBbDdCcAa](?i:(?<=m)inistr(?:y|ies)|(?<=b)ureaus?|(?<=d)epartments?|(?<=c)ommissions?"
    "|(?<=a)(?:dministrations?|uthorit(?:y|ies)|genc(?:y|ies)))"
)
_OFFICE_ZH = "[部局厅廳委署司处處]|办公室"
# Kinds of places and institutions by the end of their names; of two that fit one end the first counts.
_KINDS = """
大学 大學=universit|小学 小學=primary elementary school|医院 醫院=hospital|银行 銀行=bank|法院=court
公司=compan co.  corp inc. ltd group firm limited|检察院=procurat|图书馆=librar|博物馆=museum
县 縣=county district|省=province|镇 鎮=town|乡 鄉=township town|村=village
"""
_CLASSES = re.compile(
    r"\b(?:Universit|Primary School|Elementary School|Hospital|Bank\b|Court\b|Company|Co\.|Procurat|Librar"
    r"|Museum|County|City\b|Province|Township|Town\b|Village)"
)
_SHORTEST = 2  # characters: the end belongs to the name (新乡, 周村)
_CITIES = frozenset({"景德镇"})
_FORMER, _FORMERLY = (
    re.compile(r"\b(?:former|ex-)\b", re.IGNORECASE),
    re.compile("[前原曾旧舊已卸退离離故老末]|[时時]任|[历歷]任"),
)
_ACTING, _ACTS = re.compile(r"\bacting\b", re.IGNORECASE), re.compile("[代署暂暫演]|临时|臨時|主持工作|执行")
_MINISTER, _MINISTRY = (
    re.compile(r"\bminister\b", re.IGNORECASE),
    re.compile("[部臣相总總阁閣公牧]|参赞|參贊|[外防财財内內农農卫衛]长|[外防财財]長|国务|國務|书记"),
)


class _Field(NamedTuple):
    """A field of government: its word in Chinese, the same in an office, its words in English.

    What is `told` may be that field, too.
    """

    zh: re.Pattern[str]
    office: re.Pattern[str]
    en: re.Pattern[str]
    told: re.Pattern[str]


@cache
def _fields() -> tuple[_Field, ...]:
    return tuple(_field("|".join(zh), en) for zh, en in rows_of(_FIELDS))


@cache
def _any_field() -> re.Pattern[str]:
    every = "|".join(_words(en.partition(" ~ ")[0]) for _, en in rows_of(_FIELDS))
    return re.compile(rf"\b(?:{every})", re.IGNORECASE)


def _field(zh: str, en: str) -> _Field:
    office = re.compile(rf"(?:{zh})[^，。；、]{{0,4}}?(?:{_OFFICE_ZH})")
    return _Field(re.compile(zh), office, _begun(en.partition(" ~ ")[0]), _begun(en.replace(" ~ ", " ")))


def _begun(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words(words)})", re.IGNORECASE)


def _words(en: str) -> str:
    return "|".join(word.replace(".", " ") for word in en.split())


_ANY_OFFICE = re.compile(_OFFICE)
STEMS = (
    "inist",
    "dministrat",
    "ureau",
    "epartment",
    "ommission",
    "uthorit",
    "genc",
)  # one of which every office has
_OF = re.compile(r" (?:of|for) (?:the )?(\w+(?: \w+)?)")
_WORDS_BEFORE, _LETTERS_BEFORE = 3, 48


def check(pair: Pair, stems: Iterable[str] = STEMS) -> Iterator[Finding]:
    """Findings `name_swapped` (another office, another kind) and `post_rank` (former, acting, minister).

    `stems` are those of offices that any text of the result has.
    """
    if any(map(pair.en.__contains__, stems)):
        yield from _other_field(pair)
    if pair.kind == "post":
        yield from _other_standing(pair)
    elif pair.kind in ("organisation", "place"):
        yield from _other_kind(pair)


def _other_field(pair: Pair) -> Iterator[Finding]:
    for found in _ANY_OFFICE.finditer(pair.en):
        said = _what_for(pair.en, found)
        if not _any_field().search(said):  # with most
            continue
        own = [field for field in _fields() if field.en.search(said)]
        if any(field.zh.search(pair.zh) for field in own):
            continue
        for field in _fields():
            office = field.office.search(pair.zh)
            if office and not field.told.search(pair.en):
                message = f"“{office[0]}” has become “{said} {found[0]}”."
                yield pair.error("name_swapped", "accuracy/mistranslation", message, "en", office[0])
                return


def _what_for(en: str, office: re.Match[str]) -> str:
    """The words that tell what an office is for: "Education Bureau", "Ministry of Finance"."""
    if behind := _OF.match(en, office.end()):
        return behind[1]
    before = en[max(0, office.start() - _LETTERS_BEFORE) : office.start()]
    return " ".join(before.split()[-_WORDS_BEFORE:])


def _other_kind(pair: Pair) -> Iterator[Finding]:
    """A name that ends as one kind of place or institution and is in English one of another kind."""
    if another_kind(pair.zh.strip(), pair.en):
        message = f"“{pair.zh}” is nothing of the kind of “{pair.en}”."
        yield pair.error("name_swapped", "accuracy/mistranslation", message, "en", pair.zh)


def another_kind(zh: str, en: str) -> str:
    """The word of an English name for a kind of place or institution that its Chinese is none of, or ""."""
    if len(zh) <= _SHORTEST or zh in _CITIES or not zh.endswith(_ends()):
        return ""
    own = next(en for end, en in _kinds().items() if zh.endswith(end))
    found = _CLASSES.search(en.partition(", ")[0])  # not of the province in which a county is
    if not found or own.search(en):
        return ""
    of_city = found[0] == "City" and not set("市城都").isdisjoint(zh)
    told = (word in zh and told.match(found[0]) for word, told in _kinds().items())  # 银行股份公司
    return "" if of_city or any(told) else found[0]


@cache
def _ends() -> tuple[str, ...]:
    return tuple(_kinds())


@cache
def _kinds() -> Mapping[str, re.Pattern[str]]:
    every = ((end, en) for ends, en in rows_of(_KINDS) for end in ends)
    return MappingProxyType({end: re.compile(rf"\b(?:{_words(en)})", re.IGNORECASE) for end, en in every})


def _other_standing(pair: Pair) -> Iterator[Finding]:
    """A post that is told as a former or an acting one, or as a minister's."""
    for said, needed in ((_FORMER, _FORMERLY), (_ACTING, _ACTS), (_MINISTER, _MINISTRY)):
        found = said.search(pair.en)
        if found and not needed.search(pair.zh):
            message = f"“{found[0]}” is nothing that “{pair.zh}” says."
            yield pair.error("post_rank", "accuracy/mistranslation", message, "en", pair.zh)
            return
