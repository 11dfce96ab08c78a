"""The patterns of Chinese dates: one for each shape, joined by the characters they can start with."""

from __future__ import annotations

import re

from summarizer.numerals.figure import any_of
from summarizer.numerals.vocabulary import NAMES_WITH_SCALES, NAMES_WITH_THOUSAND

_YEAR = r"(?:(?:1[6-9]|2[01])\d{2}|[一二][〇零一二三四五六七八九]{3})"
# 114: a year of the Republic of China where its month, 年度 or the like follows, any number after 民国.
_OF_REPUBLIC = r"1[0-3]\d"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_DAY_IN_DIGITS = r"(?:3[01]|[12]\d|0?[1-9])"
_DASH = r" ?(?:-{1,2}+|至|到) ?"
# "2、8月……" at the beginning of a line is its second item; 7、8月 are two months.
_ITEM = rf"\A(?!{'|'.join(f'{month}、{month + 1}' for month in range(1, 12))})\d{{1,2}}、"
# 10-12日, 3、4、5日: a day that shares what follows the last one of them
_OF_DAYS = (
    r"(?: ?[日号]"
    r"|(?=电(?![话视影脑子力网站量动]))"  # 3月21电: a slip in the head of a dispatch
    rf"|(?={_DASH}{DAY} ?[日号])|(?=(?:[、和及或](?:{_MONTH} ?月)?{DAY}){{1,9}} ?[两三四五六七]?[日号]))"
)
# 一日三餐, 前一日: one day, unless what follows tells that it is the first of a month
_ONE_DAY = "一 ?日(?![上下中]午|早|晚|凌晨|清晨|傍晚|夜|电|讯|起|[至到、和-])"
_NEXT = "(?<=[一二三四五六七八])(?<!十.)(?=[二三四五六七八九]月)"  # 七八月


def _part(number: int) -> str:
    # 2023年中法贸易, 2013年中华人民共和国: no middle of a year
    return (
        rf"(?P<part{number}>上中旬|中下旬|[上中下]旬|初|底|末"
        r"|中(?![学国小央旬心外医华法美俄英德欧韩印非东西部共超考]))"
    )


_HAN = "一二三四五六七八九十廿〇零"
_ROC_GOES_ON = rf" ?(?:度|{_MONTH} ?月(?!经|饼)|[上下]半年|第?[一二三四1-4] ?季|上旬|[初底末](?!心))"
# 2005年前, 二〇〇五年前 are the years before one; 2000年前 may be two thousand years ago
# 八月瓜 is a fruit, 三月泡 a berry; 一月一课, 一月两次: so much a month
_NO_MONTH = (
    r"八月瓜(?!果)|八月炸(?![弹药])|八月札|三月泡(?!沫)|六月雪(?![灾山])|七月流火"
    "|[一二三四五六七八九十]{1,2}月(?=之[内久]|有余)"
    "|(?<=连续)[一二三四五六七八九十\\d]{1,2} ?月(?!份|[一二三四五六七八九十\\d])"
    r"|一月[一两三](?=[次回课更期聚封报刊测评考训检学查讲谈])"
)
_OF_SEASON = r"/(?=\d{2}(?:\d\d)? ?[赛雪]季)"  # 2019/20赛季
_YEAR_UNIT = (
    r"(?:年(?!的?历史|左右|以上|多|余|代(?!表))(?:(?<=[〇零一二三四五六七八九]年)|(?!前)|(?<!00年))|(?=会计年度|财政年度|财年)"
    rf"|(?=[或、和及与]{_YEAR} ?年))"
)
_RELATIVE = """
近日 日前 近期 昨日 昨天 昨晚 昨 今日 今天 今晚 今早 明日 明天 前天 前日 后天 当日 当天 当晚 同日 次日
翌日 本月 上月 下月 上个月 下个月 这个月 本周 上周 下周 今年 去年 明年 前年 后年 本年度 上年度 本年 上年
次年 翌年 当年 同年 同月 当月 年内 年底 年初 年中 年末 月底 月初 月末 新学期 本学期 上学期 下学期 本学年
上学年 近年来 近年 近几年 日后 不久前 周末 周一 周二 周三 周四 周五 周六 周日 星期一 星期二 星期三 星期四
星期五 星期六 星期日 星期天
"""
_SHAPES = {
    "skip": r"(?P<skip>(?:https?://|www\.)[!-~]++|[A-Za-z0-9._+-]{1,64}+@[A-Za-z0-9.-]++)",
    "school": (
        rf"(?P<school>(?P<school_a>{_YEAR}) ?年?(?:(?:{_DASH}|/)(?P<school_b>{_YEAR}|\d\d) ?年?)? ?学年度?)"
    ),
    "plan": (
        r"(?P<plan>第(?P<plan_o>[一二三四五六七八九十]{1,3}|\d{1,2})个五年(?:规划|计划)(?:纲要|时期|期间)?|(?P<plan_b>[八九十])五(?=规划|计划)|[“\"'‘「]?(?P<plan_n>十[一二三四五六七])五[”\"'’」]?(?:规划|计划|时期|期间)?"
        r"|(?<![月初])[“\"'‘「](?P<plan_m>[六七八九十])五[”\"'’」](?!元宵|月圆|灯))"
    ),
    "roc_school": (
        rf"(?P<roc_school>(?:民国 ?)?(?P<rs_a>{_OF_REPUBLIC})(?:{_DASH}(?P<rs_b>{_OF_REPUBLIC}))? ?学年度?)"
    ),
    "roc_years": (
        rf"(?P<roc_years>(?:民国 ?(?P<ry_a>\d{{1,3}}) ?年?{_DASH}(?P<ry_b>\d{{1,3}}) ?年度?"
        rf"|(?P<ry_c>{_OF_REPUBLIC}) ?年?{_DASH}(?P<ry_d>{_OF_REPUBLIC}) ?年度))"
    ),
    "roc_iso": (
        rf"(?P<roc_iso>(?:民国 ?)?(?<![\d./-])(?P<ri_y>{_OF_REPUBLIC})(?P<ri_sep>[/.])"
        r"(?P<ri_m>1[0-2]|0?[1-9])(?P=ri_sep)(?P<ri_d>3[01]|[12]\d|0?[1-9])(?![\d./-]))"
    ),
    "roc": (
        rf"(?P<roc>(?:民国 ?(?P<ro_n>\d{{1,3}}|[{_HAN}百]{{1,7}}+|元(?=年)) ?年(?!代)"
        rf"|(?<![\d.,])(?P<ro_y>{_OF_REPUBLIC}) ?年(?={_ROC_GOES_ON}))度? ?"
        rf"(?:{_part(4)}|(?P<ro_m>{_MONTH}) ?月份? ?(?:(?P<ro_d>{DAY}) ?[日号]|{_part(5)})?)?)"
    ),
    "iso": (
        rf"(?P<iso>(?<![./-])(?P<iso_y>{_YEAR})(?P<sep>[-/.])(?P<iso_m>1[0-2]|0?[1-9])(?P=sep)"
        r"(?P<iso_d>3[01]|[12]\d|0?[1-9])(?![\d./-]))"
    ),
    # 2024.11.18-2024.11.22, 2024.11.18-11.22, 2024.11.18-22
    "iso_to": (
        rf"(?P<iso_to>(?<![./-])(?P<it_y>{_YEAR})(?P<it_sep>[/.])(?P<it_m>1[0-2]|0?[1-9])(?P=it_sep)"
        rf"(?P<it_d>{_DAY_IN_DIGITS})(?: ?日)?{_DASH}"
        rf"(?:(?:(?P<it_year>{_YEAR})(?P=it_sep))?(?P<it_month>1[0-2]|0?[1-9])(?P=it_sep))?"
        rf"(?P<it_day>{_DAY_IN_DIGITS})(?![\d./:-]|[时点]))"
    ),
    "iso_month": (
        rf"(?P<iso_month>(?:(?<=\d{{4}}[./]\d\d-)|(?<![./-]))(?P<ism_y>{_YEAR})[-/.](?P<ism_m>1[0-2]|0[1-9])"
        rf"(?![\d./%]|-(?!{_YEAR}[./])| ?[万亿千百元个班]))"  # 2021-11班: a class
    ),
    "ymd": (
        rf"(?P<ymd>(?<![万亿千百])(?P<y>{_YEAR}) ?{_YEAR_UNIT}度? ?"
        rf"(?:{_part(1)}|(?P<m>{_MONTH}) ?月份? ?(?:(?P<d>{DAY}){_OF_DAYS}|{_part(2)})?)?)"
    ),
    "years": (
        rf"(?P<years>(?<!\d[.,])(?P<ys_a>{_YEAR})(?:{_DASH}|{_OF_SEASON})"
        rf"(?P<ys_b>{_YEAR}|(?<=-)\d\d(?=年)|(?<=[-/])\d\d(?= ?[赛雪]季)|"
        r"[〇零一二三四五六七八九]{2}(?=年)) ?"
        r"(?P<ys_unit>年)?(?![\d.,%万亿]))"
    ),
    "md": (
        rf"(?P<md>(?<!/)(?<![农旧夏阴農舊陰]历)(?<![农旧夏阴農舊陰]曆)(?:(?<!个)|(?<=[整这那每]个))(?<!\d[.,])(?!{_NO_MONTH})"
        rf"(?P<md_m>{_MONTH}) ?月(?!龄)份? ?(?:(?P<md_d>{DAY}){_OF_DAYS}|{_part(3)})?)"
    ),
    "months": (
        rf"(?P<months>(?<!/)(?<!\d[.,])(?!{_ITEM})(?P<ms_a>{_MONTH})(?:{_DASH}|{_NEXT}|(?<=\d)[、和及](?=\d)|(?<![一二三四五六七八九十].)[、和及])(?P<ms_b>{_MONTH})"
        r" ?月(?!龄)份?(?! ?\d{1,2} ?[日号]))"
    ),
    # 下一季度 is the next one, whichever it is
    "quarter": (
        r"(?P<quarter>(?P<q_first>前|[一1](?:-|至|到)(?=[二三四2-4]))?第?"
        r"(?P<q>(?<![上下前每这某任同])一|[二三四1-4]) ?季度"
        r"|(?P<h>[上下])半年)"
    ),
    "d_only": (
        rf"(?P<d_only>(?:(?<=[本上下当次]月)|(?<=[上下这]个月)|(?<=纽约)|(?<![/月第每期迟延误满逾超近约余整连]))"
        rf"(?<!\d)(?<!\d[.,])(?:(?<=[于自从])(?!一 ?日之?内)|(?!{_ONE_DAY}))(?P<do_d>{DAY})"
        r"(?:(?<=[昨今前明当][(（]\d)[)）]|(?<=[昨今前明当][(（]\d\d)[)）])? ?日"
        r"(?![内后元均常益本历记志期程子游租薪]|以[上内下后]|之[内后]))"
    ),
    "year": (
        r"(?P<year>(?<![A-Za-z/:+-])(?<!\d[.,])(?P<year_n>(?:1[89]|20|21)\d{2})(?![\dA-Za-z%]|[.,/:]\d)"
        r"(?! ?[-年个名人家元所项余多%‰倍亩吨公米兆平台套件条次级位克斤毫厘瓦伏])"
        rf"(?! ?(?!{NAMES_WITH_SCALES})[万亿])(?! ?(?!{NAMES_WITH_THOUSAND})千))"
    ),
    "relative": rf"(?P<relative>(?<![\d半一二两三四五六七八九十几多个])(?:{any_of(_RELATIVE.split())}))",
}


def _joined(shapes: str) -> re.Pattern[str]:
    return re.compile("|".join(_SHAPES[shape] for shape in shapes.split()))


_REPUBLIC = "roc_school roc_years roc_iso roc"
_OF_DIGITS = _joined(f"school {_REPUBLIC} iso_to iso iso_month ymd years md months quarter d_only year")
_OF_HAN = _joined("school plan ymd years md months quarter d_only")
_OF_WORDS = _joined(f"{_REPUBLIC} plan quarter md relative")
_WORDS = "民元前第上下“\"'‘「" + "".join(dict.fromkeys(word[0] for word in _RELATIVE.split()))
_SECONDS = "".join(dict.fromkeys(word[1:2] for word in _RELATIVE.split()))
_HEADS = dict.fromkeys(word[0] for word in _RELATIVE.split() if word[1:])
_RELATIVES = "|".join(
    f"(?<={head})(?={'|'.join(word[1:] for word in _RELATIVE.split() if word[0] == head and word[1:])})"
    for head in _HEADS
)
_GOES_ON = "[ 年月日季学至到./-]"  # after the first number of a date, unless that is a year in four digits
_DIGITS_GO_ON = "(?=[ 年月日季学至到-])|(?<=[0-9]{3})(?=[./])"  # 1.2 is no date
# 7、8月; 二〇〇六会计年度; 十五规划
_LISTED = f"[或、和及与]{_YEAR} ?年|"
_LISTED += "[、和及][一二三四五六七八九十0-9]{1,2} ?月|会计年度|财政年度|财年|规划|计划"
_QUOTES = "“\"'‘「"
# Where a date can start: the characters first, which are found fast, then what must be around them. A run of
# digits or numerals has one place only.
STARTS = re.compile(
    rf"[0-9hw{_HAN}{_WORDS}](?:(?<=[0-9])(?<![0-9]{{2}})[0-9]*+(?:{_DIGITS_GO_ON}|(?=[)）] ?日|{_LISTED})"
    rf"|(?<=(?:1[89]|2[01])[0-9]{{2}})(?<![0-9]{{5}}))|(?<=[{_HAN}])(?<![{_HAN}]{{24}})[{_HAN}]*+(?={_GOES_ON}|{_LISTED})"
    rf"|(?<=十)(?<![{_HAN}]十)(?=[一二三四五六七]五)|(?=[{_SECONDS}])(?:{_RELATIVES})|(?<=昨)"
    rf"|(?<=元)(?= ?月)|(?<=民)(?=国 ?[0-9元{_HAN}百])|(?<=前)(?=第?[一二三四1-4] ?季)"
    rf"|(?<=第)(?=[一二三四1-4] ?季|[一二三四五六七八九十0-9]{{1,3}}个五年)"
    rf"|(?<=[上下])(?=半年)|(?<=[{_QUOTES}])(?=十?[一二三四五六七八九十]五)"
    r"|(?<=h)ttps?:|(?<=w)ww\.)"
)
BY_START = dict.fromkeys("0123456789", _OF_DIGITS)
BY_START |= dict.fromkeys(_HAN, _OF_HAN)
BY_START |= dict.fromkeys(_WORDS, _OF_WORDS)
BY_START |= dict.fromkeys("hw", _joined("skip"))
# What digits begin, by how many they are and what follows them, where that tells.
BY_DIGITS = {(4, "年"): _joined("school ymd year")}
BY_DIGITS |= dict.fromkeys([(1, "月"), (2, "月")], _joined("md"))
BY_DIGITS |= dict.fromkeys([(1, "日"), (2, "日")], _joined("d_only"))
