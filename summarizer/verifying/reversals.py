"""What is put off is not brought forward, what takes effect does not expire, a month's pay is not a year's.

Set expressions of several words that shut each other out, in the terms of `contraries`; single words that are
opposites are in `opposites.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.numerals.figure import fold
from summarizer.verifying.contraries import Kind, exchanged, sides
from summarizer.verifying.problem import Problem
from summarizer.verifying.set_phrases import KINDS
from summarizer.verifying.words import characters_of

_POSTPONED = sides(
    (
        "推迟|延期|延后|推后|顺延|延迟|暂缓",
        "postpone put pushed deferred",
        (
            r"\b(?:postponed|deferred) (?:to|by|from|until|till)\b|\b(?:put|pushed) (?:off"
            r"|back) (?:to|by|from|until|till)\b"
        ),
        "推|延|缓|迟|改期|晚|后|顺|拖|展期|搁",
        (
            r"\b(?:postpon\w*|put\w* (?:off|back)|defer\w*|delay\w*|exten[ds]\w*|later?"
            r"|reschedul\w*|push\w*|hold\w*"
            r"|held|slip\w*|prolong\w*|adjourn\w*|stay\w*|grace|shelv\w*|suspen\w*|pause\w*"
            r"|slow\w*|wait\w*|until"
            r"|move\w* (?:back|to)|roll\w*|overdue|lag\w*)\b"
        ),
    ),
    (
        "提前|提早",
        "forward advanced up ahead earlier",
        (
            r"\b(?:brought|bring\w*|moved) forward\b|\bmoved up (?:to|by|from)\b"
            r"|\badvanced (?:to|by|from)\b"
            r"|\bahead of schedule\b|\bearlier than (?:planned|scheduled|expected)\b"
        ),
        "提前|提早|早|先|超前|晋|[进升]|推(?![迟后])",
        (
            r"\b(?:earl\w*|advance\w*|ahead|forward|before\w*|up|prior|pre\w*|already|soon\w*"
            r"|previous\w*|first"
            r"|accelerat\w*|faster|speed\w*|sped)\b"
        ),
    ),
)
_OF_AGE = sides(
    (
        r"(?<![未不])满 ?\d+ ?周?岁",
        "over above older upwards",
        (
            r"\b(?:over|above)(?: the age of)? \d+\b|\bolder than \d+|\b\d+ (?:years of age )?(?:or"
            r"|and) (?:over|above|older)\b"
        ),
        r"以上|(?<![未不])满|超|大于|高于|至少|已|多",
        (
            r"\b(?:over|above|older|least|reach\w*|turn\w*|more|attain\w*|completed?|upwards?"
            r"|from|minimum|not|no|adult\w*"
            r"|full|at|on|birthday\w*|(?<!under the )(?<!below the )aged? (?!under|below)"
            r"|years? old|-year-olds?)\b"
        ),
    ),
    (
        r"未满 ?\d+ ?周?岁|不满 ?\d+ ?周?岁",
        "under below younger",
        r"\b(?:under|below)(?: the age of)? \d+\b|\byounger than \d+",
        "未|不满|以下|下|小于|低于|不足|少|内|[之以]前|儿童|孩",
        r"\b(?:under|below|younger|less|not|no|minors?|before|yet|fewer|up)\b",
    ),
)
_RATES = sides(
    (
        "每[人户]?每?天|每[日晚]|日均|日薪|按[日天]计?",
        "day daily diem",
        (
            r"(?<!once )(?<!one )\b(?:per|a|each|every) day\b|\bdaily\b(?! (?:life|lives|necess\w+"
            r"|use|living|mail))|\bper diem\b"
        ),
        "[天日昼夜晚晨早]|常|时刻|随时|始终|分分秒秒",
        r"\b(?:day\w*|daily|dai\w+|night\w*|hours?|diem|evening\w*|nightly|everyday|morning\w*)\b|24/7",
    ),
    (
        "每个?月|月薪|月均|月租|月工资|月收入|按月",
        "month",
        r"\b(?:per|a|each|every) (?:calendar )?month\b|\bmonthly\b",
        r"(?<!\d)月|旬|30[天日]|三十[天日]|满月",
        r"\bmonth\w*|/mo\b",
    ),
    (
        "每年|年薪|年均|年租|年工资|年收入|按年|年化|年利率",
        "year annual annum",
        (
            r"\b(?:per|a|each|every) year\b|\byearly\b|\bannual(?:ly|i[sz]ed)? (?:salar\w+|pay"
            r"|wages?|incomes?|rents?|average|fees?|rates?|subsid\w+|allowances?)\b"
            r"|\bper annum\b|\bannually\b"
        ),
        "年|岁|载|周期|春秋|季",
        r"\b(?:year\w*|annual\w*|annum|p\.a|apr|apy|12 months|season\w*|january)\b|\b(?:19|20)\d\d\b",
    ),
)
_LOSS = r"(?:a |an |the |its |net |operating |annual |heavy )*(?:loss(?:es)?|red|deficit)\b"
_PROFIT = r"(?:a |an |the |its |net |operating |annual )*(?:profits?|profitability|gains?|black|surplus)\b"
_PROFITABLE = sides(
    (
        "由盈[转变]亏|盈转亏|转盈为亏|由盈利转为亏损",
        "loss red deficit",
        (
            rf"\b(?:profits?|profitability|gains?|black) (?:in)?to {_LOSS}"
            rf"|\b(?:turn|swing|swung|fell|slip|slid|plung)\w* (?:in)?to {_LOSS}"
        ),
        "转亏|变亏|盈转|陷入|出现亏|由盈|再度亏|亏损扩",
        (
            rf"\bto {_LOSS}|\binto {_LOSS}|\bloss-making\b|\bunprofitable\b|\b(?:lost|losing"
            rf"|report\w*|post\w*) "
        ),
    ),
    (
        "扭亏|由亏[转变]盈|亏转盈|转亏为盈|由亏损转为盈利",
        "profit gain black surplus",
        (
            rf"\b(?:loss(?:es)?|red) (?:in)?to {_PROFIT}|\b(?:turn|return|swing|swung"
            rf"|mov)\w* (?:in)?to {_PROFIT}"
        ),
        "扭亏|亏转盈|为盈|减亏|亏变盈|亏为盈",
        (
            rf"\b(?:in)?to {_PROFIT}|\bprofitab\w+|\bbreak\w* even|\bbroke even"
            rf"|\bturn\w*[ -]?around|\brevers\w+"
            r"|\bout of the red\b|\b(?:eras|stem|halt|end|eliminat|stop|overc|wip)\w* "
            r"|\bback in the black\b"
        ),
    ),
)
_TIED = r"(?:\w+ ){0,2}(?:correlat|associat|relat|proportion|link)\w*"
_CORRELATED = sides(
    (
        "正相关|正向相关|正比|正向关系",
        "positive directly",
        rf"\bpositive(?:ly)? {_TIED}|\bdirectly (?:correlat|proportion)\w*",
        "[正]",
        (
            r"\b(?:positive\w*|directly|direct|in step|grows? with|rises? with|proportionate\w*)\b"
            r"|\bthe (?:more|higher|greater)\b"
        ),
    ),
    (
        "负相关|负向相关|反比|负向关系",
        "negative invers",
        rf"\bnegative(?:ly)? {_TIED}|\binvers\w+ {_TIED}",
        "[负反逆]",
        r"\b(?:negative\w*|invers\w*|revers\w*|oppos\w*|contrary)\b|\bthe (?:less|lower|fewer|smaller)\b",
    ),
)
_IN_FORCE = sides(
    (
        "起?生效|起施行|开始施行|起实施|开始实施|起执行|正式施行|正式实施",
        "effect force operation",
        (
            r"\b(?:takes?|took|taking) effect\b|\b(?:comes?|came|enters?|entered) into (?:force"
            r"|effect|operation)\b"
            r"|\bbecomes? effective\b"
        ),
        r"生效|施行|实施|起效|执行|见效|启动|[产发]生|起|(?<!失)效(?!期)|[实推]行|启用|开始|新|落地",
        (
            r"\b(?:effect\w*|force\w*|appl\w+|valid\w*|enter\w*|start\w*|beg[ai]n\w*|commenc\w*"
            r"|operat\w*|implement\w*"
            r"|binding|launch\w*|introduc\w*|adopt\w*|enact\w*|carried|activ\w+|kick\w*|live"
            r"|come|came|comes)\b"
        ),
    ),
    (
        "到期|失效|届满|期满|作废|废止",
        "expire cease repealed lapse",
        (
            r"\b(?:expires?|expired|lapses?|lapsed)\b|\bceases? to (?:be in force|have effect|apply)\b"
            r"|\b(?:is|are|shall be|will be) repealed\b"
        ),
        "满|到期|失效|废|止|终|效期|期限|逾|截|作废|[过超]期|停|为期|[年月]内",
        (
            r"\b(?:expir\w*|matur\w*|end\w*|laps\w*|due|void\w*|invalid\w*|run\w* out|ran out"
            r"|cease\w*|complet\w*"
            r"|over|terminat\w*|out of|longer|until|repeal\w*|abolish\w*|abrogat\w*|annul\w*"
            r"|cancel\w*|nullif\w*"
            r"|replac\w*|supersed\w*|rescind\w*|scrap\w*|up)\b"
        ),
    ),
)
_YEAR_END = sides(
    (
        "(?:[年月]底|[年月]末|年终)[之以]?前(?!后)",
        "before by prior",
        r"\b(?:before|by|prior to) (?:the )?(?:end of|year-end|month-end|year['’]s end)",
        "[前内止]|以来|截|到",
        r"\b(?:before|by|until|till|within|prior|not|no|ahead|never|only|between)\b|\b\w+n['’]t\b",
    ),
    (
        "(?:[年月]底|[年月]末|年终)[之以]?后",
        "after from since",
        r"\b(?:after|from|since) (?:the )?(?:end of|year-end|month-end|year['’]s end)",
        "[后起自从]|过了",
        r"\b(?:after|from|since|once|later|following|not|no|until|past)\b",
    ),
)
_WORKING = sides(
    (
        r"工作[日天]",
        "days",
        "(?!)",
        "(?!)",
        r"\b(?:work\w*|business|office|weekdays?|trading|banking|shifts?)\b",
    ),
    ("(?!)", "days", r"\b(?:\d+|[a-z]+) days\b", r"(?<!工作)[日天]|周|星期", "(?!)"),
)
# In the order of the rows: what the Chinese has at least, and the English.
_KINDS = (
    Kind(
        frozenset("推延顺缓提"),
        re.compile("推[迟后]|延[期后迟]|顺延|暂缓|提[前早]"),
        ("forward", "up ", "dvanced ", "head of", "arlier than", "ut off", "ushed ", "ostponed ", "eferred "),
        _POSTPONED,
    ),
    Kind(
        frozenset("满"),
        re.compile(r"满 ?\d"),
        ("nder ", "elow ", "ounger", "ver ", "bove ", "lder"),
        _OF_AGE,
        "qualifier",
    ),
    Kind(
        frozenset("每日月年按"),
        re.compile("每|[日月年][均薪租工收化利]|按[日天月年]"),
        ("day", "aily", "diem", "month", "onthly", "year", "nnual", "annum"),
        _RATES,
        "unit",
    ),
    Kind(
        frozenset("亏"),
        re.compile("[转变为扭]亏|亏[转变损]"),
        ("o profit", "o a ", "o gain", "o loss", "o the ", "o net", "o its"),
        _PROFITABLE,
        "direction",
    ),
    Kind(
        frozenset("关比"),
        re.compile("[正负]向?(?:相关|关系)|[正反]比"),
        ("egative", "nvers", "ositive", "irectly "),
        _CORRELATED,
        "direction",
    ),
    Kind(
        frozenset("效施行期废"),
        re.compile("效|施行|实施|执行|期满|届满|到期|作?废"),
        ("xpire", "ease", "repealed", "apse", " effect", " force", " operation"),
        _IN_FORCE,
        "direction",
    ),
    Kind(
        frozenset("底末终"),
        re.compile("[底末终][之以]?[前后]"),
        ("end", "ear-end", "onth-end"),
        _YEAR_END,
    ),
    Kind(
        frozenset("工"),
        re.compile("工作[日天]"),
        (" days",),
        _WORKING,
        "unit",
        "warning",
    ),
)


_ALL = (*_KINDS, *KINDS)


def reversed_in(zh: str, en: str) -> Iterator[Problem]:
    """What of a Chinese text the English tells as the contrary."""
    yield from exchanged(_ALL, zh, en, characters_of(zh))
    if "<" in en or ">" in en or "≤" in en or "≥" in en:
        yield from _signs(fold(zh).translate(_NARROW), en)


_NARROW = str.maketrans("＜＞〈〉", "<><>")
_SIGN = re.compile(r"([<>≤≥])=? ?(\d{0,9}\.?\d{1,9})")


def _signs(zh: str, en: str) -> Iterator[Problem]:
    """P<0.01 that became P>0.01: a figure that is below in the one and above in the other."""
    ours, theirs = _by_figure(zh), _by_figure(en)
    for figure, signs in theirs.items():
        if len(ours.get(figure, ())) == len(signs) == 1 and not signs & ours[figure]:
            was, now = f"{''.join(ours[figure])}{figure:g}", f"{''.join(signs)}{figure:g}"
            yield Problem("qualifier", "error", f"{was} -> {now}", was, "en")


def _by_figure(text: str) -> dict[float, set[str]]:
    """Whether figures are said to be below or above, by signs."""
    found: dict[float, set[str]] = {}
    for sign, figure in _SIGN.findall(text):
        found.setdefault(float(figure), set()).add("<" if sign in "<≤" else ">")
    return found
