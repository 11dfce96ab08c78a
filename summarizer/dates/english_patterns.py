"""The patterns of English dates: one for each shape, joined by the words they can start with."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
PLAN_WORDS = {
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
    "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
}  # fmt: skip
WHOLE = "January|February|March|April|June|July|August|September|October|November|December"
_NAMED = rf"(?:{WHOLE}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
# Jun and Mar are names of people, too: see MONTH_BEFORE.
_SHORT = (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
    r"(?:\.(?=\Z|(?-i: [a-z]))|(?= (?:this|last|next) year))"
)
_MON = rf"(?:{_NAMED}|May)"
_Y = r"(?:1[6-9]|2[01])\d{2}"
_DD = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"(?: ?-{1,2} ?| to | through | until | till | and | or |, and |, or |, | & )"
_REPUBLIC = r"Republic of China|Republic(?! of)|ROC|R\.O\.C\."
_COUNTED = (
    "percent|per cent|people|persons|students|teachers|schools|enterprises|companies|firms|yuan|mu|hectares"
    "|million|billion|trillion|households|jobs|metres|meters|tonnes|tons|kilometres|units|projects|square|participants|sets"
    "|pieces|places|items|cases|copies|hours|employees|workers|trainees|graduates|families|villages"
)
_SCALE = "(?:hundred|thousand|million|billion|trillion)"
_SHAPES = {
    "skip": r"(?P<skip>(?:https?://|www\.)[!-~]++|[A-Za-z0-9._+-]{1,64}+@[A-Za-z0-9.-]++)",
    "iso": (
        rf"(?P<iso>(?<![./-])(?P<iso_y>{_Y})(?P<sep>[-/.])(?P<iso_m>1[0-2]|0?[1-9])(?P=sep)"
        r"(?P<iso_d>3[01]|[12]\d|0?[1-9])(?!\d|[./-]\d))"
    ),
    "roc": (
        r"(?P<roc>(?:year (?P<roc_a>\d{1,3})(?!\d)|(?P<roc_b>\d{1,3})(?:st|nd|rd|th) year) of the "
        rf"(?:{_REPUBLIC})|year (?P<roc_e>1[0-3]\d)(?![\d%-]|[,.]\d)"
        r"|(?:Republic of China|ROC|Minguo) (?:calendar )?(?:year )?"
        r"(?P<roc_c>(?<=year )\d{1,3}|1[0-3]\d)(?![\d%]|[,.]\d)"
        r"|(?P<roc_d>1[0-3]\d) ROC\b)"
    ),
    "roc_iso": (
        r"(?P<roc_iso>(?<![\d./-])(?P<ri_y>1[0-3]\d)(?P<ri_sep>[/.])(?P<ri_m>1[0-2]|0?[1-9])(?P=ri_sep)"
        r"(?P<ri_d>3[01]|[12]\d|0?[1-9])(?!\d|[./-]\d))"
    ),
    "dmy": (
        # "25, 26 and 27 August"
        rf"(?P<dmy>(?<!\d[.,:])(?P<dmy_l>(?:{_DD}, ){{1,9}}(?={_DD},? (?:and|or) ))?"
        rf"(?:(?P<dmy_a>{_DD}){_TO})?(?P<dmy_d>{_DD})"
        rf"(?: of| day of)?(?: last| this| next)? (?P<dmy_m>{_MON})(?![a-z])(?:,? (?P<dmy_y>{_Y})(?!\d))?)"
    ),
    "mdy": (
        rf"(?P<mdy>(?<!Long )(?P<mdy_m>{_MON})(?: (?:the )?|(?<=\.))(?P<mdy_d>{_DD})(?![\d]|[,.]\d)"
        # "July 6, 18 and 22", but not "on July 6, 18 people"
        rf"(?:(?!, {_DD}(?!\d|,| and | & ))(?:{_TO})(?P<mdy_b>{_DD})"
        rf"(?![\d%:]|\.\d| ?[ap]\.?m\b)(?! (?:of )?{_MON}))?"
        rf"(?:,? (?:of )?(?P<mdy_y>{_Y})(?!\d))?)"
    ),
    "my": rf"(?P<my>(?P<my_m>{_MON})(?:,| of)? (?P<my_y>{_Y})(?!\d))",
    "month": rf"(?P<month>(?<!Long )(?P<mo_m>{WHOLE}|May(?! Day\b)|{_SHORT})(?![a-z]))(?! Fools?\b)",
    "school": (
        rf"(?P<school>(?P<school_a>{_Y})(?:[-/](?P<school_b>{_Y}|\d\d))? (?:academic|school) year"
        rf"|(?:academic|school) year (?:of )?(?P<school_c>{_Y})(?:[-/](?P<school_d>{_Y}|\d\d))?(?!\d))"
    ),
    "plan": (
        rf"(?P<plan>(?P<plan_n>\d{{1,2}}th|{'|'.join(PLAN_WORDS)}) (?:Five|5)[- ]Year"
        r"(?:[- ](?:[a-z-]{2,20} ){0,3}?(?:Plans?|Programme|Program)\b(?: period)?| period\b|(?=[\"'”’]|,)))"
    ),
    "years": (
        rf"(?P<years>(?<![.,$¥€£/])(?P<ys_a>{_Y})(?: ?(?:-{{1,2}}|/) ?| to | through | until )"
        rf"(?P<ys_b>{_Y}|(?<![a-z] )\d\d)(?![\d%]|[.,/-]\d)(?! percent| per cent| {_SCALE}))"
    ),
    "quarter": (
        r"(?P<quarter>Q(?P<q_digit>[1-4])\b|H(?P<h_digit>[12])\b|first (?P<q_many>two|three|2|3) quarters\b"
        r"|(?P<q_word>first|second|third|fourth|1st|2nd|3rd|4th)(?:[ -]quarters?\b(?!-? ?final)"
        r"|(?=(?:, \w{1,9})? and (?:the )?(?:second|third|fourth) quarters?\b))"
        # in the first quarter and 5.2% in the second
        r"|(?:(?<=in the )|(?<=for the )|(?<=of the ))(?P<q_alone>first|second|third|fourth)"
        r"(?=[,.;:)]|$| (?:and|while|but|when|from)\b)"
        rf"|(?P<h_word>first|second|latter|1st|2nd) half(?:-year)?"
        rf"(?: (?=of (?:the (?!match|game)|this|last|next|{_Y}))"
        r"(?:of the year\b)?|\b(?! of\b| an?\b|-| (?:hour|day|century|mile|decade|dozen)\b)))"
    ),
    "year": (
        r"(?P<year>(?<![A-Za-z$¥€£/+:])"
        r"(?:(?<![\dA-Za-z][.,-])|(?<=mid-)|(?<=pre-)|(?<=post-)|(?<=early-)|(?<=late-))(?P<year_n>(?:1[89]|20|21)\d{2})"
        rf"(?![\d%A-Za-rt-z/]|[.,:]\d)"
        rf"(?:(?<=in \d{{4}})(?= to )|(?! ?(?:-{{1,2}}|to) ?\d(?![\d.,]{{0,9}}+ {_SCALE})))"
        rf"(?! (?:{_COUNTED})\b))"
    ),
    "day_only": (
        r"(?P<day_only>(?<=the )(?P<do_d>(?:3[01]|[12]?\d)(?:st|nd|rd|th))"
        r"(?= of (?:the|this|last|next) month|[,.;]|$| (?:that|when|local time)\b))"
    ),
    "relative": (
        r"(?P<relative>recently|recent|yesterday|today|tomorrow|tonight"
        r"|last (?:year|month|week|night)|next (?:year|month|week)"
        r"|this (?:year|month|week|autumn|spring|morning|afternoon|evening|semester|term)"
        r"|(?:previous|following|same|next) (?:year|month|day|week)|day before|other day|earlier|later"
        r"|year[- ]end|end of (?:the|this|last) (?:year|month)|few days (?:ago|earlier)|days ago"
        r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    ),
}


def _joined(shapes: str) -> re.Pattern[str]:
    return re.compile("|".join(_SHAPES[shape] for shape in shapes.split()), re.IGNORECASE)


# Patterns that say whether a date starts at digits, or at a word.
OF_DIGITS = _joined("skip school roc roc_iso iso dmy plan years quarter year day_only")
# Most digits can only begin some of these: four that are a year, one or two that are a day, and three a year
# of the Republic of China.
OF_YEARS, OF_DAYS = _joined("school iso years year"), _joined("roc dmy plan quarter day_only")
OF_REPUBLIC, OF_115 = _joined("roc roc_iso"), re.compile(r"st|nd|rd|th|[/.][0-9]| roc\b")
_OF_MONTHS = _joined("mdy my month")
_OF_WORDS = _joined("skip school roc plan quarter relative")
# The words that dates begin with, by what they may be.
_OPENERS = {
    "skip": "http https www", "roc": "roc minguo republic", "roc relative": "year",
    "school": "academic school", "plan": " ".join(PLAN_WORDS),
    "quarter": "q h first second third fourth latter",
    "relative": (
        "recently recent yesterday today tomorrow tonight last next this previous following same day other"
        " earlier later end few days monday tuesday wednesday thursday friday saturday sunday"
    ),
}  # fmt: skip
_MONTHS = (*MONTHS, "sept", *WHOLE.lower().split("|"))
BY_WORD = {word: _joined(shapes) for shapes, words in _OPENERS.items() for word in words.split()}
# Where there are addresses, any word may begin one.
BY_WORD_OR_ADDRESS = dict.fromkeys(BY_WORD, _OF_WORDS) | dict.fromkeys(_MONTHS, _OF_MONTHS)
BY_WORD |= dict.fromkeys(_MONTHS, _OF_MONTHS)
WORDS = frozenset(BY_WORD)
# What follows one or two digits that are a day, or begin a plan, a quarter or a half (in small letters).
AFTER_DAY = re.compile(
    r"st|nd|rd|th| (?:of|day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|to|through|until|till|and|or|&)"
    r"| ?-|, (?=\d)"
)
# What stands in front of a month or a year: a part of it, or a word after which May is a month.
PART_BEFORE = re.compile(
    r"(?:\bthe )?\b(?P<part>early|mid|middle of|late|beginning of|start of|end of"
    r"|(?:first|middle|last) (?:ten|10) days of)[- ](?:the )?\Z",
    re.IGNORECASE,
)
_PREPOSITIONS = (
    "in|of|by|since|from|until|till|to|through|last|this|next|during|every|and|between|before|after"
    "|early|late"
)
# within a sentence a capital letter is the month's: "broke their May records"
MAY_BEFORE = re.compile(rf"\b(?:{_PREPOSITIONS}|mid) ?-?\Z|(?-i:\b[a-z]{{2,12}} \Z)", re.IGNORECASE)
# in Oct., last Dec., the end of Jan.
MONTH_BEFORE = re.compile(
    r"\b(?:in|of|since|from|until|till|through|last|this|next|during|before|after|early|late|mid|on|and|to)"
    r"[ -]\Z"
)
MAY_AFTER = re.compile(rf"(?: and| to) (?!\w+ (?:be|have)\b)|-|(?:,| or)(?: and| or)? (?:{WHOLE})\b")
NO_MAY = re.compile(r" (?:be|not|have|also|only)\b")
