"""Days that Chinese calls by a name, whose English may say the date: 愚人节, 国庆, 九一一."""

from __future__ import annotations

import re

from summarizer.dates.nicknames import names_day, names_day_of
from summarizer.numerals.readings import han_of

_FESTIVALS = {
    day: re.compile(names)
    for day, names in {
        (1, 1): "元旦|新年|年初", (4, 1): "愚人节", (3, 8): "三八|妇女节", (3, 15): "三一五|3·15",
        (4, 15): "国家安全教育日",
        (5, 1): "五一|劳动节", (5, 4): "五四|青年节", (6, 1): "六一|儿童节", (7, 1): "七一|建党|香港回归",
        (8, 1): "八一|建军|南昌起义", (7, 7): "七七|卢沟桥", (9, 3): "九三|抗战胜利|抗日战争胜利",
        (9, 10): "教师节", (9, 18): "九一八", (10, 1): "十一(?:假|长假|期间|黄金周)|十一|国庆",
        (12, 9): "一二·?九",
        (2, 7): "二七(?:大罢工|惨案|烈士|纪念)", (3, 1): "三一(?:运动|独立)", (3, 5): "学雷锋",
        (3, 12): "植树节", (4, 5): "四五运动", (4, 23): "读书日", (4, 24): "航天日",
        (5, 12): "五一二|护士节|防灾减灾日", (5, 30): "五卅", (9, 30): "烈士纪念日",
        (10, 10): "双十[节国]|武昌起义", (11, 8): "记者节", (12, 4): "宪法日", (12, 13): "公祭",
        (12, 20): "澳门回归", (2, 2): "二月二", (6, 4): "六四", (6, 18): "618|六一八",
        (11, 11): "双十一|双11|光棍节",
        (12, 24): "平安夜", (12, 25): "圣诞", (12, 31): "除夕|跨年|年末|年底|岁末|最后一个月",
    }.items()
}  # fmt: skip
# A month alone is told by more than numerals, which may count anything: 十一届.
_COUNTED = "[个名人家所分点年月日号米元度〇零一二三四五六七八九十百千万亿]|开(?!始)"
_CALLED = {
    month: re.compile(rf"(?<![第〇零一二三四五六七八九十百千万亿])(?:{names})(?!{_COUNTED})")
    for month, names in {5: "五四", 6: "六四|六一(?=[节儿活文]|国际)", 7: "七[一七]", 8: "八一"}.items()
}
# What the months of a season are called: 金九银十 are September and October.
_OF_SEASONS = {3: "金三", 4: "银四", 7: "七下八上", 8: "七下八上", 9: "金九", 10: "银十"}
_NO_NUMERAL = re.compile(r"[^〇零一二三四五六七八九十·\d]")


def names_date(month: int | None, number: int | None, zh: str) -> bool:
    """Whether a folded Chinese text names a month or a day of it: April by 愚人节, September 11 by 九一一."""
    if month is None:
        return False
    if number is None and (names_day_of(month, zh) or _writes(month, zh)):
        return True
    if number is None:
        named = (names.search(zh) for day, names in _FESTIVALS.items() if day[0] == month)
        called = month in _CALLED and _CALLED[month].search(zh) is not None
        return called or any(found and _NO_NUMERAL.search(found[0]) for found in named)
    names = _FESTIVALS.get((month, number))
    return bool(names and names.search(zh)) or names_day(month, number, zh)


def _writes(month: int, zh: str) -> bool:
    """Whether a text names a month in whatever connection, be it one that is no date: 七月流火."""
    if month in _OF_SEASONS and _OF_SEASONS[month] in zh:
        return True
    return "月" in zh and re.search(rf"(?<!\d)0?{month}月|(?<!十){han_of(month)}月", zh) is not None
