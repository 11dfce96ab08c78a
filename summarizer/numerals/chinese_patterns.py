"""The patterns of Chinese figures: one master pattern with a named group for each kind, and qualifiers.

All repetition is possessive or bounded, so that hostile input costs linear time.
"""

from __future__ import annotations

import re

from summarizer.numerals.figure import Qualifier
from summarizer.numerals.vocabulary import IDIOMS, MEASURES, UNITS


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_D = r"(?:\d{1,3}(?:,\d{3})++(?![\d,])|\d++)(?:\.\d++)?"
_H = r"[零〇一二三四五六七八九十百千万亿两廿卅]++(?:点[零〇一二三四五六七八九]++[万亿]*+)?"
# 千 and 百 after digits multiply, but not in 3千米, 5千克, 6百分点
_M = r"(?:[十百千]?[万亿]{1,2}+|百(?!分)|千(?![米克瓦卡字赫])|兆(?!瓦|赫|字))"
_UNIT = f"(?:{_any(UNITS)}|[{MEASURES}])"
_DIGITS = rf"{_D}(?: ?[余多来几])?+(?: ?{_M}(?:零?{_D}{_M})*+[余多]?+)?+"
_NUM = rf"(?:{_DIGITS}|{_H}(?:[余多来](?:{_M})?+)?+)"
_TO = r" ?(?:-{1,2}+|至|到) ?"
_NO_COMPOUND = r"(?![立为功就果员都熟绩本长效人年型品交因份语套])"  # 成立, 成为, ... are words of their own
_LETTER_UNITS = (
    "kW|KW|MW|GW|kWh|KWh|MWh|GWh|kV|km|KM|kg|KG|mm|cm|dm|m|g|t|ml|mL|L|ha|GB|TB|MB|KB|Hz|MHz|GHz|W|V|℃"
)

MASTER = re.compile(
    "|".join(
        (
            r"(?P<skip>(?:https?://|www\.)[!-~]++|[\w.+-]++@[\w-]++\.[\w.-]++)",
            rf"(?P<idiom>{_any(IDIOMS)}|十分(?![之钟点])|一点(?![零一二三四五六七八九要意建希共]))",
            rf"(?P<decade>(?P<century>\d\d|{_H})世纪(?P<tens>\d0|[一二三四五六七八九]十)年代)",
            r"(?P<weekday>(?:周|星期|礼拜)[一二三四五六日天](?![个年月天期]))",
            r"(?P<phone>(?<![\d.])(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|\d{3,4}-\d{3,4}-\d{3,4})(?!\d|\.\d))",
            rf"(?P<metric>(?P<metric_value>{_D}) ?(?P<metric_unit>{_LETTER_UNITS})(?![A-Za-z0-9]))",
            r"(?P<label>(?<![A-Za-z0-9])(?:[A-Za-z]++(?:-?\d++[A-Za-z]*+)++|\d++(?:-?[A-Za-z]++\d*+)++))",
            (
                r"(?P<clock>(?P<half_day>上午|下午|晚上|晚|凌晨|中午|早上|清晨|傍晚)?(?P<hour>\d{1,2})"
                r"(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)"
                r"|[时](?![代间期空])(?:(?P<minute_zh>\d{1,2})分)?(?P<half_hour>半)?))"
            ),
            (
                r"(?P<clock_zh>(?:上午|下午|晚上|凌晨|中午|早上|傍晚)(?P<clock_hour>\d{1,2}"
                r"|[一二三四五六七八九十两]{1,2})"
                r"(?:点钟?|时)(?:(?P<clock_minute>\d{1,2})分)?(?P<clock_half>半)?)"
            ),
            (
                r"(?P<ratio>(?<![\d.])(?P<ratio_a>\d++(?:\.\d++)?) ?[:∶] ?(?P<ratio_b>\d++(?:\.\d++)?)(?!\d)"
                r"|(?P<ratio_c>[一二三四五六七八九十])[对比](?P<ratio_d>[一二三四五六七八九十])(?![个次年]))"
            ),
            (
                rf"(?P<percent>百分百|(?:百分之|(?P<per_thousand>千分之|万分之))(?P<percent_a>{_D}|{_H})"
                rf"(?:(?:{_TO})(?:百分之)?(?P<percent_b>{_D}|{_H}))?)"
            ),
            rf"(?P<fraction>(?P<below>\d++|{_H})分之(?P<above>\d++|{_H}))",
            r"(?P<slash>(?<![\d/.])(?P<slash_a>\d{1,2})/(?P<slash_b>\d{1,3})(?![\d/.]))",
            (
                rf"(?P<ordinal>第 ?(?P<ordinal_value>\d++|{_H})(?:(?:-|至|到|、)第?(?P<ordinal_to>\d++"
                rf"|{_H}))?"
                rf" ?(?P<ordinal_unit>{_UNIT})?)"
            ),
            rf"(?P<fold>翻(?:了)?[近约]?(?:(?P<times>{_D}|{_H}))?番|翻了?一?倍|成倍)",
            (
                rf"(?P<tenths>(?P<tenths_value>[一二三四五六七八九两]{{1,2}}+|半"
                rf"|\d(?:\.\d)?)(?P<tenths_over>[多余])?"
                rf"成{_NO_COMPOUND}(?P<tenths_half>半)?)"
            ),
            (
                r"(?P<discount>(?P<discount_value>[一二三四五六七八九]{1,2}+"
                r"|\d(?:\.\d)?)折(?![线叠腾合算旧射页扣]))"
            ),
            (
                r"(?P<half>(?:一半|半数|过半(?!年))|(?<![上下前后大小多])半个?(?P<half_unit>年|月|天|小时"
                r"|世纪|学期))"
            ),
            (
                r"(?P<vague>(?:(?<![人总次倍分指少多半岁岗])数|几|[上成])(?P<vague_value>[十百千]?[万亿]"
                r"|[十百千])(?![分])"
                r"(?P<vague_mult>[余多]?[万亿]{1,2}+)?[余多]?"
                rf"(?P<vague_unit>{_UNIT})?"
                rf"|十几(?P<teens_mult>[万亿])?(?P<teens_unit>{_UNIT})?)"
            ),
            (
                rf"(?P<range>(?P<from>{_NUM})(?P<from_unit>%|{_UNIT})?{_TO}(?P<to>{_NUM})(?P<to_unit> ?(?:%|‰"
                rf"|{_UNIT}))?)"
            ),
            rf"(?P<plain>(?P<number>{_NUM})(?P<unit> ?(?:%|‰|{_UNIT}))?(?P<after_half>半(?![个数]))?)",
        ),
    ),
)
_HAN = "零一二三四五六七八九十百千万亿两〇廿卅半俩仨"
MAY_HOLD = re.compile(rf"[0-9０-９{_HAN}数几番成]")

_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_most", r"不超过|不多于|不高于|至多|最多|不大于|控制在|多达"),
    ("at_least", r"不少于|不低于|至少|最少|不小于|起码|达到或超过"),
    ("under", r"不到|不足|少于|低于|未满|不满|小于"),
    (
        "over",
        r"超过|超出|超|逾|突破|多于|高于|大于|高达|上(?=[百千万亿])|破(?=[百千万亿\d])|过(?=[百千万亿])",
    ),
    ("nearly", r"将近|接近|近|逼近|临近"),
    ("about", r"大约|约为|约|大概|大致|估计|预计约"),
)
QUALIFIED_BEFORE = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE) + r")了?(?:人民币|第)? ?\Z"
)
QUALIFIED_AFTER = re.compile(
    r" ?(?:[余多来]?(?:名|家|人|个|项|元|所|%)?)?"
    r"(?:(?P<at_least>及?以上|或以上)|(?P<at_most>及?以下|以内|之内|封顶)|(?P<about>左右|上下|前后"
    r"|许(?![可多诺愿]))"
    r"|(?P<over>多(?![种样元功媒层次方个])|有余|余(?![下款额地])|之多|开外)|\+)",
)


# One term of digits and multipliers (5000万), and Han numerals with what may follow them (三十余万).
PIECE = re.compile(rf"({_D})(?: ?[余多来几])? ?({_M})?+")
HAN_PARTS = re.compile(rf"({_H})(?:[余多来]({_M})?+)?+")
