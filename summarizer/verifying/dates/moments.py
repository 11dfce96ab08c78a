"""Before or after, the beginning or the end, past or next: 三天前, 年底, 未来五年, 今晨."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from summarizer.verifying.contraries import Kind, exchanged, sides
from summarizer.verifying.problem import Problem

_NUMBER = "(?:[0-9０-９]{1,3}|[一二两三四五六七八九十百几数]{1,3}|半)[多余来]?"
_UNIT = "(?:个?多?(?:小时|月|星期|世纪|学期|赛季|半月)|年半?|[周天载]|分钟)"
_SPAN = (
    r"(?:\w+[- ]){0,2}(?:minute|hour|day|week|fortnight|month|year|season|term|decade|centur(?=y|ie)|half)\w*"
)
_SPANS = sides(
    (
        rf"{_NUMBER}{_UNIT}[之以]?前(?![后夕年沿景])",
        "ago earlier before previously prior advance ahead",
        rf"\b{_SPAN} (?:ago|earlier|before|previously|beforehand|prior|in advance|ahead)\b",
        "前|此先|先|早|同比|环比|上[年月周]|去年|比|较",
        (
            r"\b(?:ago|earlier|before|back|previous\w*|prior|past|last|former\w*|since|in [12]\d{3}|by|until"
            r"|till|ahead|old|first)\b"
        ),
    ),
    (
        rf"{_NUMBER}{_UNIT}(?:[之以]?后|过后)(?![卫半])",
        "later after hence now on time",
        (
            rf"\b{_SPAN} (?:later|after(?:wards?)?|hence|from now|thereafter|on)\b"
            rf"|\bin (?:\w+[- ])?{_SPAN}['’] time\b"
        ),
        "后|过|[次翌]|再|又|满|迟|晚|延|经|历|隔|继|持续|[起来]|第",
        (
            r"\b(?:later|after\w*|hence|from now|thereafter|next|following|subsequent\w*|within|in|on|since"
            r"|once|past|old)\b"
        ),
    ),
)
_LENGTH = (
    r"(?:(?:few|couple of|several|many|\d+|one|two|three|four|five|six|seven|eight|nine|ten|dozen"
    r"|one or two|two or three|[a-z]+teen|[a-z]+ty)(?:[- ](?:and a half|to \w+|or \w+))? )?"
    r"(?:more than )?(?:days|weeks|months|years|decades|hours)\b"
)
_PERIODS = sides(
    (
        rf"(?:近|最近|过去|[在这的]过去的?|刚过去的){_NUMBER}{_UNIT}|近(?:些|几|年来)年?",
        "past last recent preceding previous",
        rf"\b(?:past|last|recent|preceding|previous) {_LENGTH}",
        "[前近上去往昔曾历]|过去|最后|末|以来|(?<!未)(?<!接下)来|此前|已",
        (
            r"\b(?:past|last|recent\w*|preceding|previous\w*|over|since|latest|so far|nearly|almost|close to"
            r"|about|approximately|some|around|late|ago|earlier|during|for|within|in (?:just )?(?:\w+|\d+))\b"
            r"(?! (?:the )?(?:next|coming|following))"
        ),
    ),
    (
        rf"(?:未来|今后|接下来|往后|此后|下)的?{_NUMBER}{_UNIT}",
        "next coming",
        rf"\b(?:next|coming|upcoming) {_LENGTH}",
        "[后将拟未来明即预再]|下(?=[个一周月半年次])|规划|计划",
        (
            r"\b(?:next|coming|upcoming|future|follow\w*|ahead|forward|from now|within|to come|subsequent\w*"
            r"|later)\b"
        ),
    ),
)
_OF = (
    "of (?:the|this|that|last|next|each) (?:year|month|week|century|[0-9]+s|january|february|march|april|may"
    "|june|july|august|september|october|november|december)"
)
_WHEN = (
    r"(?:(?:in )?(?:this|last|next|the following) (?:year|month|week)|(?:in )?(?:the )?\d{4}s?\b"
    r"|(?:in )?(?:the )?(?:\d+(?:st|nd|rd|th)|[a-z]+teenth|twentieth|twenty-first) century)"
)
_EDGES = sides(
    (
        "[年月旬]初(?![一二三四五六七八九十])|年头|岁首|世纪初|年代初|上旬",
        "beginning start outset early first turn",
        rf"\b(?:beginning|start|outset|early part|first (?:ten|10) days|turn) {_OF}|\bearly {_WHEN}",
        "[初始首早春]|上旬|上半|开[头局年]|前期|起|第一|一月|元|1月|新",
        (
            r"\b(?:beginning|start\w*|early|earlier|first|outset|turn|initial\w*|new|began|begin\w*|opening"
            r"|january|since|1(?:st)?)\b"
        ),
    ),
    (
        "[年月]底|[年月旬学]末|年终|岁末|年尾|世纪末|年代末|下旬",
        "end close last latter late",
        rf"\b(?:end|close|last (?:ten|10) days|latter part) {_OF}|\blate {_WHEN}",
        "[底末终尾晚迟除完满暮后]|下旬|下半|最近|截[至止]|冬|1[012]月|十[一二]月|[内中]",
        (
            r"\b(?:end\w*|late|later|latest|last (?:few|days?|weeks?|ten|quarter|part|months? of)|close"
            r"|closing|final\w*|weekends?|year-end|month-end|december|eve|latter|run-up|turn|before|by|30(?:th)?"
            r"|31(?:st)?|28|29|new)\b"
        ),
    ),
)
_HOUR = "[0-9０-９一二三四五六七八九十][时点:：]"
_HALVES = sides(
    (
        "上午|早上|早晨|清晨|凌晨|拂晓|黎明|[今昨明当次翌][早晨]",
        "morning dawn daybreak hours",
        r"\b(?:morning|dawn|daybreak|early hours|small hours)\b",
        rf"[晨早凌明拂晓破曙旦朝]|午前|{_HOUR}",
        (
            r"\b(?:morning\w*|dawn|daybreak|hours|sunrise|noon|midnight|overnight|breakfast|daylight|early|wak\w+"
            r"|woke)\b|\d ?a\.?m\b|\d[:.]\d\d"
        ),
    ),
    (
        "下午|午后",
        "afternoon",
        r"\bafternoon\b",
        rf"(?<!上)午|[傍暮昏]|{_HOUR}|日(?=[内间])",
        r"\b(?:afternoon\w*|midday|noon|later|lunch|tea)\b|\d ?p\.?m\b|\d[:.]\d\d",
    ),
    (
        "晚上|夜里|夜间|深夜|入夜|晚间|夜晚|[今昨明当次][晚夜]|[0-9日天]晚(?![上期报])",
        "evening night dusk",
        r"\b(?:evening|night|tonight|dusk)\b",
        rf"[晚夜傍暮黄昏宵宿暗眠睡住梦演映]|{_HOUR}|凌晨|元旦|除夕|圣诞|平安|子时|酒店",
        (
            r"\b(?:evening\w*|night\w*|tonight|overnight|dusk|sunset|dark\w*|midnight|dinner|supper|late|bed\w*"
            r"|nocturnal|eve|hours|twilight|after work|gala|nightfall|sleep\w*)\b|\d ?p\.?m\b|\d[:.]\d\d"
        ),
    ),
)


_KINDS = (
    Kind(
        frozenset("前后过"),
        re.compile("[年月周天时载钟期季纪][之以]?[前后]|过后"),
        (" ago", "arlier", "before", "later", " after", "hence", "revious", "from now", " time"),
        _SPANS,
    ),
    Kind(
        frozenset("近过未今接往此下"),
        re.compile("近|过去|未来|今后|接下来|[往此]后|下"),
        ("past ", "ast ", "recent ", "preceding ", "previous ", "ext ", "coming "),
        _PERIODS,
    ),
    Kind(
        frozenset("初底末终尾头首旬"),
        re.compile("[年月旬世学代纪岁][初底末终尾头首]|[上下]旬"),
        (
            "beginning of",
            "start of",
            "outset of",
            "end of",
            "close of",
            "days of",
            "part of",
            "turn of",
            "arly ",
            "ate ",
        ),
        _EDGES,
    ),
    Kind(
        frozenset("早晚晨夜午晓"),
        re.compile("[早晚晨夜午晓]"),
        ("morning", "afternoon", "evening", "night", "dusk", "dawn", "daybreak", " hours"),
        _HALVES,
    ),
)

CHARS = frozenset().union(*(kind.chars for kind in _KINDS))


def misplaced(zh: str, en: str, chars: AbstractSet[str]) -> Iterator[Problem]:
    """What the English puts before for after, at the end for at the beginning, in another part of the day.

    `chars` are those of `CHARS` that the Chinese has.
    """
    return exchanged(_KINDS, zh, en, chars)
