"""Days that Chinese calls by a name, whose English may say the date: 愚人节, 国庆, 九一一."""

from __future__ import annotations

import re

from summarizer.dates.nicknames import names_day

_FESTIVALS = {
    day: re.compile(names)
    for day, names in {
        (1, 1): "元旦|新年|年初", (4, 1): "愚人节", (3, 8): "三八|妇女节", (3, 15): "三一五|3·15",
        (4, 15): "国家安全教育日",
        (5, 1): "五一|劳动节", (5, 4): "五四|青年节", (6, 1): "六一|儿童节", (7, 1): "七一|建党",
        (8, 1): "八一|建军|南昌起义", (7, 7): "七七|卢沟桥", (9, 3): "九三|抗战胜利|抗日战争胜利",
        (9, 10): "教师节", (9, 18): "九一八", (10, 1): "十一|国庆", (12, 9): "一二·?九",
        (2, 2): "二月二", (5, 12): "五一二", (6, 4): "六四", (6, 18): "618|六一八",
        (11, 11): "双十一|双11|光棍节",
        (12, 24): "平安夜", (12, 25): "圣诞", (12, 31): "除夕|跨年|年末|年底|岁末|最后一个月",
    }.items()
}  # fmt: skip
# A month alone is told by more than numerals, which may count anything: 十一届.
_CALLED = {
    5: re.compile("五四(?![个名人家所])"),
    6: re.compile("六四(?![个名人家所分开])|六一(?=[节儿活文]|国际)"),
    7: re.compile("七[一七](?=[事讲勋表奖”’])"),
    8: re.compile("八一(?=[电军勋建起”’])"),
}
_NO_NUMERAL = re.compile(r"[^〇零一二三四五六七八九十·\d]")


def names_date(month: int | None, number: int | None, zh: str) -> bool:
    """Whether a folded Chinese text names a month or a day of it: April by 愚人节, September 11 by 九一一."""
    if month is None:
        return False
    if number is None:
        named = (names.search(zh) for day, names in _FESTIVALS.items() if day[0] == month)
        called = month in _CALLED and _CALLED[month].search(zh) is not None
        return called or any(found and _NO_NUMERAL.search(found[0]) for found in named)
    names = _FESTIVALS.get((month, number))
    return bool(names and names.search(zh)) or names_day(month, number, zh)
