"""The patterns of Chinese figures: one for each kind, joined by the characters they can start with.

All repetition is possessive or bounded, so that hostile input costs linear time.
"""

from __future__ import annotations

import re
import string
from itertools import pairwise

from summarizer.numerals.figure import Qualifier, any_of
from summarizer.numerals.vocabulary import IDIOMS, MEASURES, NAMES_WITH_SCALES, NAMES_WITH_THOUSAND, UNITS

HAN = "零〇一二三四五六七八九十百千万亿两廿卅"
# Longer runs of digits are numbers of documents, accounts, persons: labels.
_D = r"(?:\d{1,3}(?:,\d{3}){1,6}+(?![\d,])|\d{1,16}+)(?:\.\d{1,12}+)?"
_TRILLION = "兆(?![瓦赫字帕焦头示])"
_H = (
    rf"[{HAN}]{{1,24}}+(?:{_TRILLION}[{HAN}]{{0,12}}+)?(?:点[零〇一二三四五六七八九]{{1,12}}+[万亿]{{0,2}}+)?"
)
# 千 and 百 after digits multiply, but not in 3千米, 5千克, 6百分点
# Nor in 2024百度 and 2024万科, which are a year and a name.
_YEAR_BEFORE = r"(?:(?<=20[0-4][1-9])|(?<=20[1-4]0)|(?<=20[0-4][1-9] )|(?<=20[1-4]0 ))"
_M = (
    rf"(?:(?!{_YEAR_BEFORE}(?:{NAMES_WITH_SCALES}))[十百千]?[万亿]{{1,2}}+|个多?亿(?!人)"
    r"|(?<!\d{3})(?<!\d{3} )百(?![分帕])"
    rf"|(?!{_YEAR_BEFORE}(?:{NAMES_WITH_THOUSAND}))千(?![米克瓦卡字赫帕伏焦])|兆(?![瓦赫字帕焦头示]))"
)
# 1.2640升到: rose to
_UNIT = f"(?:{any_of(UNITS)}|(?!升[到至])[{MEASURES}])"
# What may follow a first term: 612万3,500, 1亿2345万6789, 2亿零三百万, 12万5 (tenths of the unit before it)
_TAIL = (
    r"(?:(?<=万)\d{4}(?=年)"
    r"|(?:零[一二三四五六七八九十百千]{1,8}+[万亿]?|[一二三四五六七八九两]千(?![瓦米克卡字])|零\d{1,4}+"
    rf"|\d,\d{{3}}(?![\d,])(?:\.\d{{1,4}}+)?|\d{{2,4}}+(?:\.\d{{1,4}}+)?|\d)(?![\d.,]\d|{_M}|[年月日点时:%/]))"
)
# 余 is no odd number before 额: 余额
_TERM = f"零?(?:{_D}|[一二三四五六七八九两]){_M}"  # 6千5百万, 6千五百万
_DIGITS = (
    rf"{_D}(?: ?[余多来几](?!额))?+"
    rf"(?: ?{_M}(?:{_TERM}){{0,3}}+{_TAIL}?+(?:[余多](?!额)[万亿]?+)?+)?+"
)
_SOME = "(?<=[十百千万廿卅])几十?"  # 廿几年, 一百几十人
# 138 000元: groups of digits parted by blanks, in front of money only, as in a table they are two numbers
_GROUPED = r"(?<=[\u4e00-\u9fff])(?<![表图第奖等])\d{1,3}(?: \d{3}){1,4}+(?= ?元)"
_NUM = rf"(?:{_GROUPED}|{_DIGITS}|{_H}(?:(?:[余多来](?!额)|{_SOME})(?:{_M})?+|个多?亿(?!人))?+)"
_POINTS = "个?(?:BPS?|bps?)(?![A-Za-z机])"  # 3-5bp, 25个BP
_TO = r" ?(?:-{1,2}+|至|到) ?"
_ONES = "一二三四五六七八九"
_ONE_TO_NINE = f"[{_ONES}]"
# 成立, 成为, ... are words of their own
_NO_COMPOUND = r"(?!(?<=一成)为)(?![立功就果员都熟绩本长效年型交因份语套]|品(?!相))"
# 两成人仍然……: two tenths of the people, and no two adults
_NO_COMPOUND += "(?!人(?![仍还都表认会选愿曾在需有不没每患睡从]))"
_LETTER_UNITS = """
kW KW MW GW kWh KWh MWh GWh kV km KM kg KG mm cm dm m g t ml mL L ha GB TB MB KB Hz MHz GHz W w
V bp bps BP BPS ℃
"""
_METRIC = any_of(_LETTER_UNITS.split())
_HOUR_HAN, _MINUTE_HAN = "(?:[一二三四五六七八九十两]{1,3}|零)", "[零〇一二三四五六七八九十]{1,3}"
# 早 and 晚 alone: 早八点, and in Cantonese 朝早八时; 晚一点 is a bit later. 昼: 下昼三点
_HALF_DAY = (
    "上午|下午|晚上|晚间|晚黑|凌晨|中午|早上|早晨|清晨|清早|傍晚|半夜|深夜|午夜|夜里|夜间|午后|午间"
    "|[早晚](?!一点(?![钟半整正许]))|[昼朝]"
)
# 六时半; 上午九时至五时: told by what is around it
_TIME_BY_ITSELF = (
    rf"(?={_HOUR_HAN}(?:时|点(?=.?[十零〇])){_MINUTE_HAN}分(?![之钟数制])|{_HOUR_HAN}时半(?![个数辰])"
    rf"|零[时点](?=[至到])|{_HOUR_HAN}[时点][一三]刻|(?<=[时点半分][至到]){_HOUR_HAN}[时点](?![代间空期]))"
)

# The unit of the first number of a range; whether the other one goes with it is seen afterwards.
_FROM = f"%|{_UNIT}"

# 两、三成: two to three tenths
_AND_NEXT = f"、(?:(?<=两.)(?=三)|{'|'.join(f'(?<={a}.)(?={b})' for a, b in pairwise(_ONES))})"
# 4、5万, 七、八百: one of two neighbours, which share what follows; "四、" at the head of a text counts it
_PAIRS = [*pairwise(_ONES), *pairwise("123456789"), ("两", "三")]
_NEXT_OF_TWO = "|".join(f"(?<={a}、)(?={b})" for a, b in _PAIRS)
_NEXT_AFTER_ODD = "|".join(f"(?<={a}[十百千][多几])(?={b})" for a, b in _PAIRS)  # 四百多五百万
# Two thirds of Cantonese: 三份二, 3份2, 三分二; never all of it or more, nor what is counted itself: 3份2斤
_LESS = "|".join(
    f"{part}[分份][{_ONES[: size - 1]}{'123456789'[: size - 1]}]"
    for size in range(2, 11)
    for part in (str(size), (_ONES + "十")[size - 1])
)
_COUNTED = "[\\d%.点个张本件斤公克两毫升只盒袋瓶箱包条块支套人名位天年月日小时米种次页元份等级号]"
_IN_PARTS = (
    rf"(?<![第.\d{HAN}])(?<!一式)(?={_LESS})"
    rf"(?:(?P<parts>10|[2-9]|[{_ONES}十])份(?P<taken>[1-9]|{_ONE_TO_NINE})(?!{_COUNTED}|[{HAN}])"
    rf"|(?P<of_parts>{_ONE_TO_NINE})分(?P<of_taken>{_ONE_TO_NINE})"
    r"(?=以[上下]|的|[大绝]?多数|票|席|左右|[议选][员席民]|[，。、；）]|\Z))"
)
_KINDS = {
    "skip": r"(?P<skip>(?:https?://|www\.)[!-~]++|[A-Za-z0-9._+-]{1,64}+@[A-Za-z0-9.-]++)",
    "idiom": rf"(?P<idiom>{any_of(IDIOMS)}|十分(?![之钟点])|三星(?![级級上饭酒宾评红好期将將])"
    r"|一点(?![零一二三四五六七八九要意建希共]))",
    "decade": rf"(?P<decade>(?P<century>\d\d|{_H}) ?世纪 ?(?P<tens>\d0|{_ONE_TO_NINE}{{1,2}}十) ?年代)",
    "cohort": r"(?P<cohort>(?P<cohort_of>[0-9][05])后)",
    "phone": (
        r"(?P<phone>(?<!\.)(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}(?! ?[元万亿人名家个台美港欧])"
        r"|\d{3,4}-\d{3,4}-\d{3,4})(?!\d|\.\d)|\d{17,}+"
        r"|(?<![\d.])\d{1,4}+(?:\.\d{1,4}+){2,6}+(?![\d.]))"  # section 9.3.1
    ),
    "metric": rf"(?P<metric>(?P<metric_value>{_D}) ?(?P<metric_unit>{_METRIC})(?![A-Za-z0-9]))",
    "label": (
        r"(?P<label>(?!(?:RMB|CNY|USD?|HKD?|EUR|GBP|JPY|NTD?|AUD|SGD|MOP|KRW|CAD|CHF)\d)[A-Za-z]++"
        r"(?:-?\d++(?:\.\d++(?!\d?[万亿元美人个倍%]))?+[A-Za-z]*+)(?:-?\d++[A-Za-z]*+){0,8}+"
        r"(?!(?<=\d)[百千]?[万亿])"  # GDP500亿元
        r"|\d{1,16}+(?:-?[A-Za-z]++\d*+)(?:-?[A-Za-z]++\d*+){0,8}+)"
    ),
    "clock": (
        rf"(?P<clock>(?:{_HALF_DAY})?(?P<hour>\d{{1,2}})"
        r"(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)"
        r"|点(?=[前后整钟]|之[前后])"
        r"|(?=-\d{1,2}时(?![代间空]|期(?!间)))"
        r"|(?: ?点(?= ?\d{1,2} ?分(?!钟)|半|[一三]刻)|时(?![代间空]|期(?!间)))"
        r"(?: ?(?P<minute_zh>\d{1,2}) ?分)?(?:(?P<half_hour>半)|(?P<quarters>[一三])刻)?))"
    ),
    "clock_zh": (
        rf"(?P<clock_zh>(?:{_HALF_DAY}|{_TIME_BY_ITSELF})"
        r"(?P<clock_hour>\d{1,2}|零|[一二三四五六七八九十两]{1,3})"
        r"(?<!一两)(?<!两三)(?<!三四)(?<!四五)(?<!五六)(?<!六七)(?<!七八)(?<!八九)"
        rf"(?:点钟?|时)(?:(?P<clock_minute>\d{{1,2}}|{_MINUTE_HAN})分(?![之钟数制]))?"
        r"(?:(?P<clock_half>半)|(?P<clock_quarters>[一三])刻)?)"
    ),
    "ratio": (
        r"(?P<ratio>(?P<ratio_a>\d{1,16}+(?:\.\d{1,12}+)?) ?[:∶] ?"
        r"(?P<ratio_b>\d{1,16}+(?:\.\d{1,12}+)?)(?!\d)"
        r"|(?P<ratio_c>[一二三四五六七八九十])[对比](?P<ratio_d>[一二三四五六七八九十])(?![个次年]))"
    ),
    "percent": (
        rf"(?P<percent>百分百|(?:百分之|(?P<per_thousand>千分之|万分之))(?P<percent_a>{_D}|{_H})"
        rf"(?:(?:{_TO})(?:百分之)?(?P<percent_b>{_D}|{_H}))?)"
    ),
    "fraction": (
        rf"(?P<fraction>(?P<below>\d{{1,16}}+|{_H})分之(?P<above>\d{{1,16}}+(?:\.\d{{1,6}}+)?|{_H})"
        rf"|{_IN_PARTS})"
    ),
    "neighbours": (
        rf"(?P<neighbours>(?!\A)(?<!附件)(?<!附录)(?<![。；！？：:\n第、,.\d{HAN}])(?P<one_of>[1-8{_ONES}两])、(?:{_NEXT_OF_TWO})"
        rf"(?P<next_one>[2-9]|{_ONE_TO_NINE})(?P<of_both>[十百千]?[万亿]|[十百千](?![分米克瓦卡字赫帕伏焦货]))"
        rf"(?![\d{HAN}点.])(?P<unit_of_both>{_UNIT})?"
        rf"|(?P<odd>{_ONE_TO_NINE})(?P<odd_scale>[十百千])[多几](?:{_NEXT_AFTER_ODD})"
        rf"(?P<odd_next>{_ONE_TO_NINE})(?P=odd_scale)(?P<odd_myriad>[万亿])(?P<odd_unit>{_UNIT})?)"
    ),
    "slash": r"(?P<slash>(?<![/.第])(?P<slash_a>\d{1,2})/(?P<slash_b>[1-9]\d{0,2})(?![\d/]|\.\d))",
    "ordinal": (
        rf"(?P<ordinal>第 ?(?P<ordinal_value>\d{{1,16}}+(?!\.\d)|{_H})"
        rf"(?:(?:-|至|到|、)第?(?P<ordinal_to>\d{{1,16}}+|{_H}))? ?(?P<ordinal_unit>{_UNIT})?)"
    ),
    "fold": rf"(?P<fold>翻(?:了)?[近约]?(?:(?P<times>{_D}|{_H}))?番|翻了?一?倍|成倍)",
    "tenths": (
        rf"(?P<tenths>(?:(?P<tenths_from>[{_ONES}两]|\d(?:\.\d)?)(?:{_TO}|{_AND_NEXT}))?"
        rf"(?P<tenths_value>[一二三四五六七八九两]{{1,2}}+|半|\d(?:\.\d)?)[多余]?"
        rf"成{_NO_COMPOUND}(?:(?P<tenths_half>半)|(?P<tenths_more>{_ONE_TO_NINE})(?![十百千万亿]|{_UNIT}))?)"
    ),
    "aged": (
        rf"(?P<aged>{_ONE_TO_NINE}?十有{_ONE_TO_NINE}(?![{HAN}{MEASURES}点成])|(?P<tens_of_years>[四五六七八九4-9])旬)"
    ),
    "refund": r"(?P<refund>(?<=[退假缺])一[赔罚](?P<refunded>[一二三四五六七八九十])(?![百千万个]))",
    "discount": (
        rf"(?P<discount>(?:(?P<discount_from>{_ONE_TO_NINE}|\d(?:\.\d)?)(?:{_TO}|{_AND_NEXT}))?"
        rf"(?P<discount_value>{_ONE_TO_NINE}{{1,2}}+|\d(?:\.?\d)?)折(?![线叠腾合算旧射页扣屏扇伞]))"
    ),
    "half": (
        r"(?P<half>一多?半|半数|[过近超逾]半(?![年个月天小百世])数?|(?<![上下前后大小多])(?<![了老好](?=半天))半个?多?(?P<half_unit>年(?!度?报|度)|月|天|小时|世纪|学期))"
    ),
    "vague": (
        r"(?P<vague>(?:(?<![人总次倍分指少多半岁岗])数|几|[上成])(?P<vague_value>[十百千]?[万亿]|[十百千])(?!分)"
        rf"(?P<vague_mult>[余多]?[万亿]{{1,2}}+)?[余多]?(?P<vague_unit>{_UNIT})?"
        rf"|十几(?P<teens_mult>[千万亿])?(?P<teens_unit>{_UNIT})?)"
    ),
    "range": (
        rf"(?P<range>(?P<from>{_NUM})(?P<from_unit>{_FROM})?{_TO}(?P<to>{_NUM})"
        rf"(?P<to_unit> ?(?:%|‰|{_POINTS}|{_UNIT}))?)"
    ),
    "plain": rf"(?P<plain>(?P<number>{_NUM})(?P<unit> ?(?:%|‰|{_POINTS}|{_UNIT}))?"
    rf"(?P<after_half>半(?![个数]|导体))?)",
}


def _joined(kinds: str) -> re.Pattern[str]:
    return re.compile("|".join(_KINDS[kind] for kind in kinds.split()))


# What most figures are; and where one is, a range may be.
PLAIN, RANGE = _joined("plain"), _joined("range")
TO = re.compile("[-至到]")
TO_WITHIN = 2 + max(map(len, UNITS))  # so many characters after its number a range goes on at the latest
# All other kinds, by the characters that they start with. They are tried before the two above.
OTHERS = dict.fromkeys(
    "0123456789",
    _joined(
        "skip cohort phone metric label neighbours clock ratio decade fraction slash tenths discount aged"
    ),
)
OTHERS |= dict.fromkeys(
    HAN + "半",
    _joined("clock_zh neighbours aged refund idiom decade ratio percent fraction tenths discount half vague"),
)
_WORDS = "第翻成数几上过近超逾下晚凌中早清傍深午夜朝昼"
OTHERS |= dict.fromkeys(_WORDS, _joined("clock clock_zh ordinal fold half vague"))
OTHERS |= dict.fromkeys(string.ascii_letters, _joined("skip label"))
# Digits are a plain figure or a range unless one of these follows them, or they are many: an identity card,
# a telephone. So are Han numerals unless their second character is one of these or they begin a set phrase.
AFTER_DIGITS = frozenset("后@_-,. :∶点时世分份、/多余成折旬至到℃" + string.ascii_letters)
MANY_DIGITS = 11
# Where digits go on behind a point or a comma, what follows all of them tells the same.
POINTS = frozenset(".,")
DECIMAL = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9,])|[0-9]{1,10}+)(?:\.[0-9]{1,12}+)?(?!\d)")
AFTER_HAN = frozenset("分份世点时、旬有赔罚对比到至成多余折半几" + HAN)
HEADS = frozenset({phrase[:2] for phrase in IDIOMS} | {"十分", "一点", "三星"})
# Where a figure can start: the characters first, which are found fast, then what must be around them.
STARTS = re.compile(
    rf"[0-9A-Za-z{HAN}半{_WORDS}](?:(?<=[0-9])\d*+|(?<=[{HAN}半])"
    r"|(?<=[A-Za-z])(?<![A-Za-z]{2})[A-Za-z]*+(?=[0-9@._+:-])"
    rf"|(?<=第)(?= ?[\d{HAN}])|(?<=[数几])(?=[十百千万亿])|(?<=成)(?=[倍十百千万亿])"
    rf"|(?<=翻)(?=[了近约番倍\d{HAN}])|(?<=[过近超逾])(?=半)|(?<=上)(?=[午十百千万亿])"
    r"|(?<=晚)(?=[上间黑])|(?<=[早晚朝昼])(?=[\d一二三四五六七八九十两零])|(?<=[下中])(?=午)|(?<=[凌清])(?=晨)|(?<=[早清])(?=[上晨早])"
    r"|(?<=[傍])(?=晚)|(?<=[深午])(?=夜)|(?<=午)(?=[后间])|(?<=夜)(?=[里间]))"
)

# What may stand between a qualifier and its figure: 至少进行150分钟, 约占总股本的0.64%.
_GAP = "[^\\d“”零〇一二三四五六七八九十百千万亿两几，。；、：（(近超逾约余过到足至不]{0,8}"
# 签约, 约定, 李约瑟: none of these is about; 持续约 is
_ABOUT = (
    "(?<![签合特履邀预节简条公契制缔失守爽立违纽阿])"
    "(?<!(?<![持连陆继延])续)(?<![赴毁相])(?<![在赴往到去]里)约(?![了定束谈见请会好车法旦翰瑟])"
)
_OF = "[^\\d“”零〇一二三四五六七八九十百千万亿两几，。；、：（(]{1,6}的"  # 不超过总数的20%
_PER = "(?:每[^\\d零〇一二三四五六七八九十百千万亿两，。；]{1,3}){0,2}"  # 不超过每秒1200立方米
# 签约, 最近, 赶超: words that end in what would qualify a figure.
_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (
        "at_most",
        (
            rf"(?:不[得能应可宜会准许再]{{0,2}}|未曾?|没有?|均未)(?:超过(?:{_OF})?|超出|多于|高于|大于|超|逾)"
            rf"|(?:至多|最多(?!的)){_GAP}|控制在"
        ),
    ),
    (
        "at_least",
        rf"不[得能应可宜会再]{{0,2}}(?:少于|低于|小于)|(?:至少|最少(?!的)|起码){_GAP}(?:达到)?|达到或超过",
    ),
    ("under", r"跌破|(?<![做得找看想])不到|不足|少于|低于|未满|不满|小于"),
    ("over", r"超过|超出|(?<![赶中英德意法西日韩村苏粤湘赣])超|逾|突破|(?<![跌打刷冲突])破|多于|高于|大于"),
    ("nearly", r"将近|接近|逼近|临近|近乎|(?<![最附靠邻新亲远就相走])近"),
    (
        "about",
        rf"大约|{_ABOUT}(?:[占为合有达需是增减下提上涨降升跌缩扩]{_GAP})?|大概|大致|估计|预计约",
    ),
)
# What any of those words begins with: all other places in front of a figure are passed over fast.
_HEADS_BEFORE = "不未没均至最控少起达跌低超逾突破多高大将接逼临近约估预小"
QUALIFYING_BEFORE = re.compile(f"[{_HEADS_BEFORE}]")
QUALIFIED_BEFORE = re.compile(
    f"(?=[{_HEADS_BEFORE}])(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE)
    + rf")了?{_PER}(?:人民币|第)? ?\Z"
)
QUALIFYING_AFTER = re.compile("[及以或封之左上前许多有余开+（(]")  # the first characters of the words below
# Words and names that begin with what would qualify the figure before them: 第23届多哈论坛, 12家以上海为总部.
NO_MORE = re.compile(
    "多(?:伦多|[瑙佛]|米[尼诺]|特蒙|哈(?!尔)|哥(?!哥)|普勒|巴[胺哥])"
    "|余(?:[杭姚]|[干庆江](?=[县区人])|热(?=[回利供电发项综锅暖])|震(?![撼惊动]))"
)
# People and things are counted in whole numbers: of none there are 3名多.
_WHOLE = "(?<![名位家届期所座艘架辆匹只篇部款枚株支幅首栋幢号级层])"
QUALIFIED_AFTER = re.compile(
    r" ?(?:[余多来]?(?:名|家|人|个|项|元|所|%|(?:字|公分|词|步)(?=左右|以|上下))?)?"
    r"(?:[（(]含[^）)]{0,4}[）)])?"
    r"(?:(?P<at_least>及?以上(?![海饶虞杭])|或以上)|(?P<at_most>及?以下(?![沉简])|以内(?![蒙江])|之内|封顶)"
    rf"|(?P<about>左右(?![岸手侧两翼脚])|上下(?![游级班水铺])|前后(?![卫轮排])|{_WHOLE}许(?![可多诺愿昌]))"
    rf"|(?P<over>(?<![环带圈线极轴区园馆核站芯]){_WHOLE}(?!{NO_MORE.pattern})"
    rf"多(?![种样元功媒层次方个数极核带轴翼廊园片组能岗])"
    rf"|有余(?![杭姚])|{_WHOLE}(?!{NO_MORE.pattern})余(?![下款额地])|开外)"
    r"|\+(?! ?[\dA-Z]))",
)
# 次日6:30, 22:00至5:30: a time of day, and no ratio
HOUR_BEFORE = re.compile(
    r"(?:[日号晚晨早]|(?<!\d)(?:[01]\d|2[0-4]|[7-9]):[0-5]\d ?(?:-|至|到)(?:次日|翌日|第二天)?"
    # 下午2:30-5:10
    r"|[午晚晨早]\d{1,2}:[0-5]\d ?(?:-|至|到)) ?\Z"
)
# 近三年 is the last three years, not nearly three.
RECENT = re.compile(
    r"[\d两一二三四五六七八九十廿卅几]{1,4}多?(?:年|个?月|周|天|日|届|期|轮|次|个(?:星期|季度|学期|赛季|主场|客场|交易日))"
)
# One term of digits and multipliers (5000万), and Han numerals with what may follow them (三十余万).
PIECE = re.compile(
    rf"(零?)({_D}|[一二三四五六七八九两十百千零]{{1,9}}+)(?: ?[余多来几])? ?({_M}(?:[余多][万亿])?+)?+"
)
HAN_PARTS = re.compile(rf"({_H})(?:(?:[余多来]|{_SOME})?({_M})?+)?+")
