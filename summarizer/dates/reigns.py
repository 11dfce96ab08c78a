"""Years that are counted from an emperor's accession, and years that the name of an event stands for.

贞观二十二年 is 648, and 辛亥革命 is the Revolution of 1911. English gives such a year where the Chinese has
no number for it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.numerals.figure import any_of, fold, han_value

# First years of eras whose names were used once.
_ERAS = """
建安 196 黄初 220 太和 477 正光 520 开皇 581 仁寿 601 大业 605
武德 618 贞观 627 永徽 650 显庆 656 龙朔 661 麟德 664 乾封 666 总章 668 咸亨 670 仪凤 676 调露 679 永淳 682
垂拱 685 神龙 705 景龙 707 先天 712 开元 713 天宝 742 至德 756 乾元 758 广德 763 永泰 765 大历 766 建中 780
贞元 785 元和 806 长庆 821 宝历 825 开成 836 会昌 841 大中 847 咸通 860 乾符 874 中和 881 光启 885 天复 901
建隆 960 乾德 963 开宝 968 太平兴国 976 雍熙 984 端拱 988 淳化 990 至道 995 咸平 998 景德 1004 大中祥符 1008
天禧 1017 天圣 1023 明道 1032 景祐 1034 宝元 1038 康定 1040 庆历 1041 皇祐 1049 至和 1054 嘉祐 1056 治平 1064
熙宁 1068 元丰 1078 元祐 1086 绍圣 1094 元符 1098 崇宁 1102 大观 1107 政和 1111 宣和 1119 靖康 1126 建炎 1127
绍兴 1131 隆兴 1163 乾道 1165 淳熙 1174 绍熙 1190 庆元 1195 嘉泰 1201 开禧 1205 嘉定 1208 宝庆 1225 绍定 1228
端平 1234 嘉熙 1237 淳祐 1241 宝祐 1253 开庆 1259 景定 1260 咸淳 1265 德祐 1275
统和 983 开泰 1012 重熙 1032 清宁 1055 咸雍 1065 皇统 1141 大定 1161 明昌 1190 承安 1196 泰和 1201
中统 1260 元贞 1295 大德 1297 至大 1308 皇庆 1312 延祐 1314 至治 1321 泰定 1324 天历 1328 至顺 1330 至正 1341
洪武 1368 建文 1399 永乐 1403 洪熙 1425 宣德 1426 正统 1436 景泰 1450 天顺 1457 成化 1465 弘治 1488 正德 1506
嘉靖 1522 隆庆 1567 万历 1573 泰昌 1620 天启 1621 崇祯 1628 天聪 1627 崇德 1636 顺治 1644 康熙 1662 雍正 1723
乾隆 1736 嘉庆 1796 道光 1821 咸丰 1851 同治 1862 光绪 1875 宣统 1909 明治 1868 大正 1912 昭和 1926 平成 1989
令和 2019
"""
_WORDS = _ERAS.split()
_FIRST = dict(zip(_WORDS[::2], map(int, _WORDS[1::2]), strict=True))
_REIGN = re.compile(
    rf"(?P<era>{any_of(_FIRST)})(?:皇帝)?(?:(?P<count>[一二三四五六七八九十廿]{{1,4}}+|\d{{1,2}}+)|元)年"
)
_EVENTS = {
    1840: ("鸦片战争",), 1894: ("甲午",), 1895: ("马关条约", "公车上书", "甲午战争"),
    1898: ("戊戌", "百日维新"),
    1900: ("庚子", "八国联军"), 1911: ("辛亥", "武昌起义"), 1919: ("五四",), 1931: ("九一八", "9·18"),
    1935: ("一二九", "遵义会议"), 1937: ("七七事变", "卢沟桥"), 1945: ("抗战胜利", "抗日战争胜利"),
    1949: ("新中国成立", "建国", "解放后", "解放前"), 1978: ("改革开放", "十一届三中全会"),
    1992: ("九二共识", "九二共識"), 1989: ("六四",), 1921: ("建党", "党的一大"),
    1927: ("南昌起义", "秋收起义"),
    1936: ("西安事变",), 1966: ("文革", "文化大革命"), 1976: ("文革", "文化大革命", "唐山大地震"),
    1997: ("香港回归",), 1999: ("澳门回归",), 2001: ("加入世贸",), 2003: ("非典",),
    2008: ("汶川", "北京奥运"), 2010: ("上海世博",), 2022: ("北京冬奥",),
    2027: ("建军一百年", "建军百年"), 2030: ("碳达峰", "双碳"),
    2060: ("碳中和", "双碳"),
}  # fmt: skip


@lru_cache(maxsize=256)
def years_implied(zh: str) -> frozenset[int]:
    """The years that a Chinese text states without their number: 贞观二十二年, 辛亥革命."""
    text = fold(zh)
    found = {_FIRST[at["era"]] + _count(at["count"]) - 1 for at in _REIGN.finditer(text)}
    return frozenset(found | {year for year, names in _EVENTS.items() if any(name in text for name in names)})


def _count(written: str | None) -> int:
    if not written:
        return 1
    return int(written) if written.isdecimal() else int(han_value(written))
