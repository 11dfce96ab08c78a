"""Errors of one turn of the English: hedges, plans and deeds, repetition, ranges, pronouns, the compass."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.verification.kinds_of_figures import MONTH, MONTHS, NUMBER, YEAR
from bench.verification.kinds_of_words import SENTENCES
from bench.verification.texts import Data, as_written, edited, replaced, running

# What bounds or rounds a figure, on either side: no hedge is added to one that may have its own.
HEDGED_ZH = re.compile(
    "[约約近逾超余餘多几幾数數足]|左右|上下|以[上下内內]|至少|最[多少]|不到|不低于|不少于|[可达達]|大概|前后|许|許"
)
BEFORE_EXACT = re.compile(r"(?:\A|[a-z]{2} )(?:RMB |US\$|HK\$)?\Z")
# "Phase 2", "aged 14" and "at 8 pm" are no amounts; "of 3 to 5" is a range.
NO_AMOUNT = re.compile(
    r"\b(?:article|just|aged?|at|age|phase|group|room|level|no|or|to|and|between|from|about|around|over|under|than"
    r"|nearly|almost|some|least|most|within|up|top|first|last|next|line|lines|routes?|grade) "
    r"(?:RMB |US\$|HK\$)?\Z",
    re.IGNORECASE,
)
AMOUNT = re.compile(r"(?:%| (?:percent|per cent|[mb]illion|yuan|[a-z]{4,}s)\b)(?! (?:or|to|and) )")
FUTURE_ZH = re.compile("[将將](?![近军軍士领領]|[^，。；]{1,20}(?:作为|作為|纳入|納入|列入))|拟|擬|计划|計劃")
PAST_ZH = re.compile("(?<!而)已(?!经济)|(?<![为為除罢罷])了(?![解望結结])")
PLAN = re.compile(r"\b(?:will be(?= )|plans? to(?= [a-z]))")
DEED = re.compile(r"\b(?:ha(?:s|ve) been|(?:was|were)(?= [a-z]+(?:ed|ld|ilt|ut|en)\b))(?= [a-z])")
DID = {
    "held": "hold", "launched": "launch", "signed": "sign", "opened": "open", "issued": "issue",
    "completed": "complete", "approved": "approve", "announced": "announce", "started": "start",
    "built": "build", "visited": "visit", "met": "meet", "attended": "attend", "published": "publish",
    "released": "release", "established": "establish", "won": "win",
    "delivered": "deliver", "passed": "pass", "reached": "reach", "introduced": "introduce",
}  # fmt: skip
ACTIVE = re.compile(
    rf"(?<!had )(?<!been )(?<!was )(?<!were )(?<!be )\b(?:ha(?:s|ve) )?({'|'.join(DID)})"
    r"(?= (?:the|a|an|its|his|her|their|with|over|[A-Z]\w+)\b)"
)
# Behind these a tense says nothing: "once it has been approved", "the land which was let".
UNDER_CONDITION = re.compile(
    r"\b(?:if|when|once|unless|until|after|before|where|who|whose|whether|as|while|which|should|how|what)\b"
    r"[^.;]*\Z",
    re.IGNORECASE,
)
FILLERS = (
    ("This is of great significance.", "意义|意義"),
    ("This has attracted wide attention.", "关注|關注|瞩目|矚目|热议|反响|轰动"),
    ("All parties concerned attach great importance to this work.", "重视|重視"),
    ("Everyone is looking forward to the results.", "期待|期盼"),
)
RANGE = re.compile(
    rf"\b(?P<a>\d{{1,2}})(?P<j> to |[-–])(?P<b>\d{{1,2}})(?= (?:{MONTH})\b)"
    rf"|(?<=[a-z] )(?P<c>\d{{1,2}})(?P<k> to |[-–])(?P<d>\d{{1,2}})\b(?![\d:.,%]| [a-z]+s\b)"
    rf"|\b(?P<e>(?:19|20)\d\d)(?P<l> to |[-–])(?P<f>(?:19|20)\d\d)\b"
    rf"|\b(?P<g>{MONTH})(?P<m> to |[-–])(?P<h>{MONTH})\b(?! \d)"
)
MALE_ZH = re.compile("(?<![其吉排利])他(?![们們人国國日乡鄉])")
PRONOUNS = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
PRONOUNS_BACK = {"she": "he", "herself": "himself", "hers": "his"}
PRONOUN = re.compile(r"\b(?:he|his|him|himself)\b|\bHe\b(?= [a-z])|\bHis\b")
PRONOUN_BACK = re.compile(r"\b(?:she|her|herself|hers)\b|\bShe\b|\bHer\b")
POINTS = {"north": "south", "south": "north", "east": "west", "west": "east"}
POINTS_ZH = {"north": "北", "south": "南", "east": "东東", "west": "西"}
POINT = re.compile(r"\b(?P<point>north|south|east|west)(?P<rest>ern|ward|wards)?\b(?!-)", re.IGNORECASE)
MAY = re.compile(r"(?<!as )\bmay\b(?! (?:not|or may)\b)")


def hedge_added(data: Data, rng: random.Random) -> Iterator[Data]:
    """A figure that the Chinese tells exactly becomes one that is nearly, about or over it."""
    for spot in running(data):
        for found in NUMBER.finditer(spot.en) if not HEDGED_ZH.search(spot.zh) else ():
            before, plain = spot.en[: found.start()], found[0].replace(",", "")
            told = re.search(rf"(?<![\d.]){re.escape(plain)}(?![\d.])", spot.zh.replace(",", ""))
            amount = AMOUNT.match(spot.en, found.end()) and len(plain) > 1
            start = BEFORE_EXACT.search(before)
            if told and amount and start and not NO_AMOUNT.search(before) and not YEAR.fullmatch(plain):
                money = re.search(r"(?:RMB |US\$|HK\$)\Z", before)
                head = money[0] if money else ""
                new = f"{rng.choice(('nearly', 'about', 'over'))} {head}{found[0]}"
                yield replaced(data, spot, head + found[0], new, found.start() - len(head))


def _plural(before: str) -> bool:
    """Whether what stands before a verb is more than one."""
    words = before.split()
    return bool(words) and words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))


def plan_as_done(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in PLAN.finditer(spot.en) if FUTURE_ZH.search(spot.zh) else ():
            if not UNDER_CONDITION.search(spot.en[: found.start()]):
                many = found[0] == "plan to" or (found[0] == "will be" and _plural(spot.en[: found.start()]))
                new = ("have " if many else "has ") + ("been" if found[0] == "will be" else "begun to")
                yield replaced(data, spot, found[0], new, found.start())


def done_as_plan(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        if not PAST_ZH.search(spot.zh):
            continue
        for found in (*DEED.finditer(spot.en), *ACTIVE.finditer(spot.en)):
            if not UNDER_CONDITION.search(spot.en[: found.start()]):
                new = f"will {DID[found[1]]}" if found.re is ACTIVE else "will be"
                yield replaced(data, spot, found[0], new, found.start())


def filler_sentence_added(data: Data, rng: random.Random) -> Iterator[Data]:
    """A sentence that could stand anywhere, and that the Chinese has not."""
    for spot in running(data):
        parts = re.split(SENTENCES, spot.en)
        fillers = [filler for filler, told in FILLERS if not re.search(told, spot.zh)]
        if fillers and parts[-1].endswith((".", "!", "?")):
            n = rng.randint(1, len(parts))
            new = " ".join([*parts[:n], rng.choice(fillers), *parts[n:]])
            yield edited(data, ((*spot.path, "en"), new))


def run_repeated(data: Data, rng: random.Random) -> Iterator[Data]:
    """Three to six words that are said twice at once."""
    for spot in running(data):
        words = spot.en.split()
        size = rng.randint(3, 6)
        if len(words) > size + 4:
            start = rng.randint(1, len(words) - size - 1)
            run = words[start : start + size]
            if re.fullmatch(r"[\w ’'-]+", " ".join(run)):
                new = " ".join([*words[: start + size], *run, *words[start + size :]])
                yield edited(data, ((*spot.path, "en"), new))


def range_from_its_end(data: Data, rng: random.Random) -> Iterator[Data]:
    """From 27 to 25 October: days, months and years."""
    for spot in running(data):
        for found in RANGE.finditer(spot.en):
            first, joined, last = (part for part in found.groups() if part)
            days = first.isdigit() and len(first) < 3
            if days and (found["c"] and not re.search(rf"(?:{MONTH}) \Z", spot.en[: found.start()])):
                continue
            if _order(first) < _order(last):
                yield replaced(data, spot, found[0], f"{last}{joined}{first}", found.start())


def _order(point: str) -> int:
    """The place of a day, a year or a month among others."""
    return int(point) if point.isdigit() else MONTHS.index(point)


def pronoun_turned(data: Data, rng: random.Random) -> Iterator[Data]:
    """He for she, where the Chinese has the one and not the other."""
    for spot in running(data):
        his, hers = MALE_ZH.search(spot.zh), "她" in spot.zh
        if his and not hers:
            for found in PRONOUN.finditer(spot.en):
                new = as_written(PRONOUNS[found[0].lower()], found[0])
                yield replaced(data, spot, found[0], new, found.start())
        if hers and not his:
            for found in PRONOUN_BACK.finditer(spot.en):
                owns = re.match(r" [a-z]{3,}", spot.en[found.end() :])
                new = PRONOUNS_BACK.get(found[0].lower(), "his" if owns else "him")
                yield replaced(data, spot, found[0], as_written(new, found[0]), found.start())


def compass_turned(data: Data, rng: random.Random) -> Iterator[Data]:
    """East for west, also in names, where the Chinese has the one and not the other."""
    for spot in running(data):
        for found in POINT.finditer(spot.en):
            point = found["point"].lower()
            has = re.search(f"[{POINTS_ZH[point]}]", spot.zh)
            if has and not re.search(f"[{POINTS_ZH[POINTS[point]]}]", spot.zh):
                new = as_written(POINTS[point], found[0]) + (found["rest"] or "")
                yield replaced(data, spot, found[0], new, found.start())


def may_as_must(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in MAY.finditer(spot.en) if re.search("[可能或许許]", spot.zh) else ():
            yield replaced(data, spot, found[0], "must", found.start())
