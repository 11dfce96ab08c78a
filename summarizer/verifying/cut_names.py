"""A name of the fields that is cut: in the middle of a word, or of what its own English renders.

“国务院办” stands in “国务院办公厅”, and every character of it is copied. That a name always stands beside the
same character shows nothing by itself: an alarm asks for a word, a bracket or a syllable that is cut.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product

from summarizer.fields import Text
from summarizer.matching import plain
from summarizer.pinyin import char_readings
from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.page import Page
from summarizer.verifying.places import all_places
from summarizer.verifying.tables import rows_of

_MANY = 40  # places of one name that are looked at
_LONGEST = 6  # characters of a part of a word, and one more
_BESIDE = 8  # characters on either side
# Words of more than two characters that nobody cuts: within them no name begins or ends.
_WHOLE = """
国务院 委员会 办公厅 办公室 研究院 研究所 人民政府 人民法院 检察院 派出所 交易所 有限公司 国防军 大会堂
体育场 体育馆 博物馆 图书馆 出版社 通讯社 共和国 自治区 自治州 开发区 内蒙古 黑龙江 乌鲁木齐 呼和浩特
哈尔滨 齐齐哈尔 石家庄 克拉玛依 鄂尔多斯 呼伦贝尔 西双版纳 俄罗斯 白俄罗斯 乌克兰 以色列 意大利 西班牙
葡萄牙 加拿大 墨西哥 阿根廷 委内瑞拉 澳大利亚 新西兰 新加坡 马来西亚 印度尼西亚 菲律宾 巴基斯坦 阿富汗
孟加拉国 哈萨克斯坦 吉尔吉斯斯坦 乌兹别克斯坦 塔吉克斯坦 土库曼斯坦 沙特阿拉伯 伊拉克 叙利亚 黎巴嫩
巴勒斯坦 土耳其 阿联酋 卡塔尔 科威特 埃塞俄比亚 尼日利亚 肯尼亚 坦桑尼亚 津巴布韦 利比亚 阿尔及利亚
突尼斯 摩洛哥 匈牙利 罗马尼亚 保加利亚 塞尔维亚 克罗地亚 奥地利 比利时 卢森堡 爱尔兰 爱沙尼亚 拉脱维亚
立陶宛 格鲁吉亚 阿塞拜疆 亚美尼亚 柬埔寨 斯里兰卡 尼泊尔 芝加哥 华盛顿 洛杉矶 旧金山 莫斯科 圣彼得堡
耶路撒冷 布鲁塞尔 日内瓦 阿姆斯特丹 法兰克福 伊斯坦布尔 德黑兰 大马士革 顿涅茨克 卢甘斯克
"""
_SHORT = ("公司", "集团", "银行")
# What names end in, and how it begins in English: a name without it, whose English has it, was cut before it.
_KINDS = """
大学=universit|学院=college school institut academ facult|公司=compan corp limited ltd inc firm
集团=group|银行=bank|中心=centre center|委员会=commi|协会=associat|学会=societ associat|体育场=stadium
广场=square plaza|体育馆=gymnas stadium arena|政府=government|法院=court|医院=hospital
研究院=institut academ|研究所=institut|规定=provisions rules regulation|办法=measures|决定=decision
条例=regulation|意见=opinions|通知=notice circular|计划=plan program scheme|规划=plan
工程=project program|项目=project program|战略=strateg|平台=platform|交易所=exchange|总社=federation
国防军=defen forces|大会堂=hall|报告厅=hall auditorium|机场=airport|车站=station|校区=campus
图书馆=librar|博物馆=museum|公园=park|大桥=bridge|法=law|办公厅=office|办公室=office|论坛=forum
大赛=contest competition|奖=prize award|基金会=foundation|基金=fund|联盟=alliance league|杂志=magazine
日报=daily
"""
_PAIRS = (("《", "》"), ("「", "」"), ("『", "』"), ("〈", "〉"))
_UPRIGHT = re.compile('[“”"]')
_GOES_ON = re.compile("[的和与及、]\\Z")
_LATIN = re.compile("[A-Za-z]")
_SMALL = re.compile("[a-z]")
_HAN = re.compile("[\u4e00-\u9fff]")
_NUMERAL = re.compile("[\\d一二三四五六七八九十百千万零〇两首双]")
_LETTERS = re.compile("[^a-z]")


def check(page: Page) -> Iterator[Finding]:
    """Finding `evidence`, an error."""
    if not page.is_chinese:
        return
    news, shown = page.news, page.simplified
    for kind in ("organisations", "people", "places", "programmes"):
        items: Sequence[Text] = getattr(news, kind)
        for index, item in enumerate(items):
            name = simplified(plain(item.zh))
            if len(name) > 1 and (cut := _cut(name, item, kind, shown)):
                message = f"“{item.zh}” is cut: {cut}."
                where, lines = f"fields.{kind}.{index}.zh", tuple(item.lines)
                yield Finding("evidence", "accuracy/omission", "error", where, message, lines, item.zh)


def _cut(name: str, item: Text, kind: str, shown: str) -> str:
    """What shows that a name is cut, or ""."""
    if any(name.count(opening) != name.count(closing) for opening, closing in _PAIRS) or (
        len(_UPRIGHT.findall(item.zh)) % 2
    ):
        return "one of its brackets or quotation marks is missing"
    if kind != "people" and _GOES_ON.search(name):
        return f"it goes on behind “{name[-1]}”"
    if kind != "programmes" and _LATIN.search(item.en) and _has_a_number(item.en, name):
        return "its English has a number"
    before, behind = _beside(name, shown)
    return (_behind(name, item.en, behind) if behind else "") or (_before(name, before) if before else "")


def _beside(name: str, shown: str) -> tuple[set[str], set[str]]:
    """What stands before a name, and behind it, in its places; nothing where it is not always the same."""
    before: set[str] = set()
    behind: set[str] = set()
    left = right = ""
    for count, at in enumerate(islice(all_places(name, shown), _MANY)):
        end = at + len(name)
        if not count:
            left, right = shown[max(0, at - 1) : at], shown[end : end + 1]
        elif not (shown.startswith(left, max(0, at - 1)) or shown.startswith(right, end)):
            return set(), set()
        before.add(shown[max(0, at - _BESIDE) : at])
        behind.add(shown[end : end + _BESIDE])
    return before, behind


def _has_a_number(en: str, name: str) -> bool:
    return any(char.isdigit() for char in en) and not _NUMERAL.search(name)


def _behind(name: str, en: str, behind: set[str]) -> str:
    """What follows a name everywhere and belongs to it, or ""."""
    if len({text[:1] for text in behind}) > 1:
        return ""
    if _LATIN.match(name[-1]) and all(map(_SMALL.match, behind)):
        return "a word goes on behind it"
    beginnings, _ = _halves()
    for size in range(1, _LONGEST):
        for word, rest in beginnings.get(name[-size:], ()):
            if all(text.startswith(rest) for text in behind):
                return f"it ends within “{word}”"
    follows = next(iter(behind))
    for size in range(1, _LONGEST):
        word = follows[:size]
        told = _endings().get(word)
        everywhere = told and all(text.startswith(word) for text in behind)
        if told and everywhere and word not in name and told.search(en):
            return f"it lacks “{word}”, which its English has"
    next_char = follows[:1]
    return f"it lacks “{next_char}”, which its English has" if _is_read(name, next_char, en) else ""


def _before(name: str, before: set[str]) -> str:
    """What stands before a name everywhere and belongs to it, or ""."""
    if len({text[-1:] for text in before}) > 1:
        return ""
    if _LATIN.match(name[0]) and all(_LATIN.match(text[-1:]) for text in before):
        return "a word begins before it"
    _, ends = _halves()
    for size in range(1, _LONGEST):
        for word, first in ends.get(name[:size], ()):
            if all(text.endswith(first) for text in before):
                return f"it begins within “{word}”"
    return ""


_Parts = dict[str, list[tuple[str, str]]]


@cache
def _halves() -> tuple[_Parts, _Parts]:
    """Words that no name is cut in, with what remains of them: by how they begin, and by how they end."""
    begins: _Parts = defaultdict(list)
    ends: _Parts = defaultdict(list)
    for word in (*_WHOLE.split(), *_SHORT):
        for at in range(1, len(word)):
            begins[word[:at]].append((word, word[at:]))
            ends[word[at:]].append((word, word[:at]))
    return dict(begins), dict(ends)


@cache
def _endings() -> dict[str, re.Pattern[str]]:
    """What names end in, and what tells it in English."""
    rows = ((words[0], "|".join(en.split())) for words, en in rows_of(_KINDS))
    return {word: re.compile(rf"\b(?:{en})", re.IGNORECASE) for word, en in rows}


def _is_read(name: str, char: str, en: str) -> bool:
    """Whether an English name goes on with a character that stands behind a Chinese one."""
    if not char or not all(map(_HAN.match, (*name[-2:], char))):
        return False
    letters = _LETTERS.sub("", en.lower())
    read = product(*map(char_readings, (*name[-2:], char)))
    return any(len(each[-1]) > 1 and "".join(each) in letters for each in read)
