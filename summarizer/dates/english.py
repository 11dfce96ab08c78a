"""Dates in English text: 30 May 2024, May 30, 2024-05-31, ranges, early November, plans, relative ones."""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.dates.mention import DateMention, Day, exists, plan_years, precision_of
from summarizer.numerals.figure import fold

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_ORDINAL_WORDS = {
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
    "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
}  # fmt: skip
_COUNTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
           "two": 2, "three": 3, "1": 1, "2": 2, "3": 3, "4": 4}  # fmt: skip

_NAMED = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|Jan\b\.?|Feb\b\.?|Mar\b\.?|Apr\b\.?|Jun\b\.?|Jul\b\.?|Aug\b\.?|Sept?\b\.?|Oct\b\.?|Nov\b\.?|Dec\b\.?)"
)
_MON = rf"(?:{_NAMED}|May)"
_Y = r"(?:1[6-9]|2[01])\d{2}"
_DD = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_PART = r"(?:the )?(?P<part{n}>early|mid|middle of|late|beginning of|start of|end of)[- ](?:the )?"
_TO = r"(?: ?-{1,2} ?| to | through | until | till | and |, | & )"
_UNITS_AFTER = (
    r"(?! ?(?:-{1,2}|to) ?\d)(?! (?:percent|per cent|people|persons|students|teachers|schools|enterprises"
    r"|companies|firms"
    r"|yuan|mu|hectares|million|billion|trillion|households|jobs|metres|meters|tonnes|tons|kilometres"
    r"|units|projects|square"
    r"|participants|sets|pieces|places|items|cases|copies|hours|employees|workers|trainees|graduates"
    r"|families|villages)\b)"
)
_ATOM = re.compile(
    "|".join(
        (
            r"(?P<skip>(?:https?://|www\.)[!-~]++|[\w.+-]++@[\w-]++\.[\w.-]++)",
            (
                rf"(?P<iso>(?<![\d./-])(?P<iso_y>{_Y})(?P<sep>[-/.])(?P<iso_m>1[0-2]|0?[1-9])(?P=sep)"
                r"(?P<iso_d>3[01]|[12]\d|0?[1-9])(?![\d./-]*\d))"
            ),
            (
                rf"(?P<dmy>(?<![\d.,])(?:(?P<dmy_a>{_DD}){_TO})?(?P<dmy_d>{_DD})(?: of"
                rf"| day of)? (?P<dmy_m>{_MON})(?![a-z])"
                rf"(?:,? (?P<dmy_y>{_Y})(?!\d))?)"
            ),
            (
                rf"(?P<mdy>\b(?P<mdy_m>{_MON}) (?:the )?(?P<mdy_d>{_DD})(?![\d,.]*\d(?<!, \d))"
                rf"(?:(?:{_TO})(?P<mdy_b>{_DD})(?![\d%])(?! (?:of )?{_MON}))?"
                rf"(?:,? (?:of )?(?P<mdy_y>{_Y})(?!\d))?)"
            ),
            rf"(?P<my>(?:{_PART.format(n=1)})?\b(?P<my_m>{_MON})(?:,| of)? (?P<my_y>{_Y})(?!\d))",
            rf"(?P<month>(?:{_PART.format(n=2)})?(?<!Long )\b(?P<mo_m>{_NAMED})(?![a-z]))",
            (
                rf"(?P<may>(?:{_PART.format(n=3)}|\b(?:in|of|by|since|from|until|till|to|through|last"
                rf"|this|next|during|every|and|between|before|after)"
                r" )(?P<may_m>May)\b(?! (?:be|not|have|also|only)\b))"
            ),
            r"(?P<spoken>\b(?P<sp_m>May)(?= and\b| to\b|-)(?! (?:and|to) \w+ (?:be|have)\b))",
            (
                rf"(?P<school>\b(?P<school_a>{_Y})(?:[-/](?P<school_b>{_Y}|\d\d))? (?:academic|school) year"
                rf"|\b(?:academic|school) year (?:of )?(?P<school_c>{_Y})(?:[-/](?P<school_d>{_Y}"
                rf"|\d\d))?(?!\d))"
            ),
            r"(?P<plan>[\"“'‘]?\b(?P<plan_n>\d{1,2}th|"
            + "|".join(_ORDINAL_WORDS)
            + r") Five[- ]Year (?:Plans?|Programme|Program)\b"
            r"(?:[\"”'’])?(?: period)?)",
            (
                rf"(?P<years>(?<![\d.,$¥€£/])(?P<ys_a>{_Y})(?: ?(?:-{{1,2}}|/) ?| to | through "
                rf"| until )(?P<ys_b>{_Y}|\d\d)(?![\d%]|[.,/-]\d)(?! percent))"
            ),
            r"(?P<quarter>\bQ(?P<q_digit>[1-4])\b|\bH(?P<h_digit>[12])\b"
            r"|\b(?P<q_first>first (?P<q_many>two|three|2|3) quarters)\b"
            r"|\b(?P<q_word>first|second|third|fourth|1st|2nd|3rd|4th)"
            r"(?: quarters?\b(?! final)|(?=(?:, \w+)? and (?:the )?(?:second|third|fourth) quarters?\b))"
            r"|\b(?P<h_word>first|second|latter|1st|2nd) half (?=of (?:the|this|last|next|"
            + _Y
            + r"))(?:of the year\b)?)",
            rf"(?P<year>(?:{_PART.format(n=4)})?(?<![A-Za-z\d$¥€£/+:])(?<![\dA-Za-z][.,-])(?P<year_n>(?:1[89]|20|21)\d{{2}})(?![\d%A-Za-rt-z/]|[.,:]\d)"
            + _UNITS_AFTER
            + ")",
            (
                r"(?P<day_only>\bthe (?P<do_d>(?:3[01]|[12]?\d)(?:st|nd|rd|th))(?= (?:of (?:the|this|last"
                r"|next) month)|[,.;]|$))"
            ),
            (
                r"(?P<relative>\b(?:recently|recent|yesterday|today|tomorrow|tonight|last (?:year|month"
                r"|week|night)|this (?:year|month|week|autumn|spring|morning"
                r"|afternoon|evening|semester|term)|next (?:year|month|week)|the (?:previous|following"
                r"|same|next|day before) (?:year|month|day|week)|the day"
                r"|the other day|earlier|later|year[- ]end|the end of (?:the|this|last) (?:year|month)"
                r"|a few days (?:ago|earlier)|days ago"
                r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
            ),
        ),
    ),
    re.IGNORECASE,
)
_CASED = re.compile(r"[A-Z]")


def dates_en(text: str) -> list[DateMention]:
    """Every date of an English text, in order; ranges are one mention where both ends stand together."""
    folded = fold(text)
    mentions: list[DateMention] = []
    for match in _ATOM.finditer(folded):
        mention = _mention(match)
        if mention is None:
            continue
        if mentions and _completes(mentions, mention, folded):
            continue
        mentions.append(mention)
    return [replace(found, surface=text[found.start : found.end]) for found in mentions]


_JOINT = re.compile(r"(?: ?-{1,2} ?| to | through | until | till | and |, )\Z")


def _completes(mentions: list[DateMention], mention: DateMention, text: str) -> bool:
    """Hand the year back over a range: 30 May to 2 June 2024."""
    last = mentions[-1]
    gap = text[last.end : mention.start]
    if len(gap) > 9 or last.kind != "date" or mention.kind != "date" or not _JOINT.match(gap):
        return False
    if (
        mention.year is not None
        and last.year is None
        and last.month is not None
        and mention.month is not None
    ):
        mentions[-1] = replace(last, year=mention.year)
    return False


def _mention(match: re.Match[str]) -> DateMention | None:
    name, start, end, surface = match.lastgroup, match.start(), match.end(), match[0]
    if name in {"skip", None}:
        return None
    if name == "relative":
        return DateMention(surface, start, end, kind="relative")
    if name == "plan":
        word = match["plan_n"].lower()
        first, last = plan_years(_ORDINAL_WORDS.get(word) or int(word.removesuffix("th")))
        return DateMention(
            surface, start, end, first, end_date=(last, None, None), precision="range", kind="plan"
        )
    if name == "quarter":
        return DateMention(surface, start, end, precision="range", part=_quarter(match))
    return _years(match) if name in {"school", "years"} else _single(match)


def _quarter(match: re.Match[str]) -> str:
    half = match["h_digit"] or match["h_word"]
    if half:
        return f"H{_COUNTS.get(half.lower(), 2)}"
    if match["q_many"]:
        return f"Q1-{_COUNTS[match['q_many'].lower()]}"
    return f"Q{_COUNTS[(match['q_digit'] or match['q_word']).lower()]}"


def _years(match: re.Match[str]) -> DateMention | None:
    first = int(match["school_a"] or match["school_c"] or match["ys_a"])
    text = match["school_b"] or match["school_d"] or match["ys_b"]
    second = int(text) if text else first + 1
    if second < 100:
        second += first // 100 * 100
    if match.lastgroup == "years" and second < first:
        return None
    kind = "academic_year" if match.lastgroup == "school" else "date"
    return DateMention(
        match[0], match.start(), match.end(), first, end_date=(second, None, None), precision="range",
        kind="academic_year" if kind == "academic_year" else "date", bare=kind == "date",
    )  # fmt: skip


def _month(name: str | None) -> int | None:
    return _MONTHS[name[:3].lower()] if name else None


def _number(text: str | None) -> int | None:
    digits = re.match(r"\d+", text or "")
    return int(digits[0]) if digits else None


def _fields(match: re.Match[str]) -> tuple[str | None, str | None, str | None, str | None]:
    """Year, month (a name or digits), day and last day, as written."""
    return {
        "iso": (match["iso_y"], match["iso_m"], match["iso_d"], None),
        "dmy": (
            match["dmy_y"],
            match["dmy_m"],
            match["dmy_a"] or match["dmy_d"],
            match["dmy_d"] if match["dmy_a"] else None,
        ),
        "mdy": (match["mdy_y"], match["mdy_m"], match["mdy_d"], match["mdy_b"]),
        "my": (match["my_y"], match["my_m"], None, None),
        "month": (None, match["mo_m"], None, None),
        "may": (None, match["may_m"], None, None),
        "spoken": (None, match["sp_m"], None, None),
        "year": (match["year_n"], None, None, None),
        "day_only": (None, None, match["do_d"], None),
    }[match.lastgroup or ""]


_PARTS = {"early": "early", "beginning of": "early", "start of": "early", "mid": "mid", "middle of": "mid"}


def _single(match: re.Match[str]) -> DateMention | None:
    year_text, month_text, day_text, last_text = _fields(match)
    if month_text and not month_text[0].isdigit() and not month_text[0].isupper():  # "may", "march" are verbs
        return None
    year, day = _number(year_text), _number(day_text)
    month = _number(month_text) if match.lastgroup == "iso" else _month(month_text)
    if not exists(year, month, day):
        return None
    start = match.start("may_m") if match.lastgroup == "may" and not match["part3"] else match.start()
    end: Day | None = (year, month, _number(last_text)) if last_text else None
    part = next((match[f"part{n}"] for n in (1, 2, 3, 4) if match[f"part{n}"]), "") or ""
    return DateMention(
        match.string[start : match.end()], start, match.end(), year, month, day, end_date=end,
        precision="range" if end else precision_of(year, month, day),
        part=_PARTS.get(part.lower(), "late") if part else "", bare=match.lastgroup == "year" and not part,
    )  # fmt: skip
