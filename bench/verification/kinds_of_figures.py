"""Errors in figures, dates and units: one function a kind, each yielding results with a single error."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from bench.verification.texts import Data, edited, replaced, running, spots

NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTH = "|".join(MONTHS)
DAY = re.compile(rf"\b(\d{{1,2}}) (?:{MONTH})\b|\b(?:{MONTH}) (\d{{1,2}})\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
QUALIFIER = re.compile(
    r"\b(?:nearly|almost|more than|over|about|around|some|at least|up to|less than|no more than|close to) "
    r"(?=(?:RMB |US\$)?\d|(?:a |one |two |three |four |five )?(?:hundred|thousand|million|dozen))"
)


def _date_spans(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in (*DAY.finditer(text), *YEAR.finditer(text))]


def _numbers(text: str) -> Iterator[re.Match[str]]:
    dates = _date_spans(text)
    for found in NUMBER.finditer(text):
        if not any(start <= found.start() < end for start, end in dates):
            yield found


def digit(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in (*running(data), *spots(data, "numbers")):
        for found in _numbers(spot.en):
            place = rng.choice([n for n, char in enumerate(found[0]) if char.isdigit()])
            new = str((int(found[0][place]) + rng.randint(1, 8)) % 10)
            if place == 0 and new == "0":
                new = "7" if found[0][0] != "7" else "3"
            yield replaced(
                data, spot, found[0], found[0][:place] + new + found[0][place + 1 :], found.start()
            )


def power_of_ten(data: Data, rng: random.Random) -> Iterator[Data]:
    other = {"million": "billion", "billion": "million", "trillion": "billion", "thousand": "million"}
    for spot in (*running(data), *spots(data, "numbers")):
        for found in re.finditer(r"\b(million|billion|trillion|thousand)\b", spot.en):
            yield replaced(data, spot, found[0], other[found[0]], found.start())
        for found in _numbers(spot.en):
            plain = found[0].replace(",", "")
            if "." not in plain and len(plain) > 1:
                yield replaced(data, spot, found[0], f"{int(plain) * 10:,}", found.start())


def figure_added(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        if spot.en.endswith("."):
            tail = f", involving {rng.randint(13, 97)} projects."
            yield edited(data, ((*spot.path, "en"), spot.en[:-1] + tail))


def figure_dropped(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in _numbers(spot.en):
            if spot.en[found.end() : found.end() + 1] == " ":
                yield replaced(data, spot, found[0] + " ", "", found.start())


def chinese_digit(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in spots(data, "sentence", "point"):
        for found in re.finditer(r"\d+(?:\.\d+)?(?=[万亿]?[\u4e00-\u9fff%])(?![年月日])", spot.zh):
            new = str(int(found[0][-1]) % 9 + 1) if found[0][-1] != "0" else "4"
            yield replaced(data, spot, found[0], found[0][:-1] + new, found.start(), "zh")


def chinese_date(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in spots(data, "sentence", "point"):
        for found in re.finditer(r"\d{1,2}(?=[月日])", spot.zh):
            yield replaced(data, spot, found[0], str(int(found[0]) % 12 + 1), found.start(), "zh")


def day_shifted(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in DAY.finditer(spot.en):
            group = 1 if found[1] else 2
            new = str((int(found[group]) + rng.randint(1, 9) - 1) % 28 + 1)
            if new != found[group]:
                yield replaced(data, spot, found[group], new, found.start(group))


WHOLE = re.compile(
    r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?: ?%| (?:percent|per cent|[mb]illion|trillion))?(?![\w-])"
)


def figures_exchanged(data: Data, rng: random.Random) -> Iterator[Data]:
    """Two figures of one sentence stand in each other's place."""
    for spot in running(data):
        dates = _date_spans(spot.en)
        every = [
            found
            for found in WHOLE.finditer(spot.en)
            if not any(start <= found.start() < end for start, end in dates)
        ]
        for one, other in pairwise(every):
            between = spot.en[one.end() : other.start()]
            alike = ("%" in one[0] or "per" in one[0]) == ("%" in other[0] or "per" in other[0])
            if one[0] != other[0] and alike and ". " not in between and len(between) > len(" to "):
                yield replaced(
                    data, spot, f"{one[0]}{between}{other[0]}", f"{other[0]}{between}{one[0]}", one.start()
                )


TOLD_FROM_NOW = (
    ("last year", "this year"), ("this year", "next year"), ("next year", "this year"),
    ("last month", "this month"), ("this month", "last month"),
    ("yesterday", "tomorrow"), ("today", "yesterday"), ("tomorrow", "today"),
    (" a.m.", " p.m."), (" p.m.", " a.m."),
    ("Monday", "Tuesday"), ("Wednesday", "Thursday"), ("Friday", "Sunday"),
)  # fmt: skip


def told_from_now(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for one, other in TOLD_FROM_NOW:
            if one in spot.en:
                yield replaced(data, spot, one, other)


def month(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in re.finditer(rf"\b(?:{MONTH})\b(?= \d|\b)", spot.en):
            if found[0] == "May" and not re.search(r"\d ?$|\b(?:in|of|since|by) $", spot.en[: found.start()]):
                continue
            if spot.en[: found.start()].endswith("Long "):  # the march
                continue
            new = MONTHS[(MONTHS.index(found[0]) + rng.randint(1, 10)) % 12]
            yield replaced(data, spot, found[0], new, found.start())


def year(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in YEAR.finditer(spot.en):
            yield replaced(
                data, spot, found[0], str(int(found[0]) + rng.choice((-3, -2, 2, 3, 11))), found.start()
            )


def event_date(data: Data, rng: random.Random) -> Iterator[Data]:
    for n, event in enumerate(data["fields"].get("events", [])):
        iso = event.get("date", {}).get("iso", "")
        if len(iso) == 10:
            shifted = f"{iso[:8]}{(int(iso[8:]) + 3) % 28 + 1:02}"
            yield edited(data, (("fields", "events", n, "date", "iso"), shifted))
            yield edited(data, (("fields", "events", n, "date", "iso"), f"{int(iso[:4]) - 4}{iso[4:]}"))


def publication_date(data: Data, rng: random.Random) -> Iterator[Data]:
    date = data["fields"].get("publication_date", {})
    if len(date.get("iso", "")) == 10:
        iso = date["iso"]
        for new in (f"{iso[:5]}{int(iso[5:7]) % 12 + 1:02}{iso[7:]}", f"{int(iso[:4]) - 1}{iso[4:]}"):
            yield edited(data, (("fields", "publication_date", "iso"), new))


def qualifier(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in QUALIFIER.finditer(spot.en):
            yield replaced(data, spot, found[0], "", found.start())


def more_or_less(data: Data, rng: random.Random) -> Iterator[Data]:
    other = {
        "more than": "less than",
        "over": "under",
        "at least": "at most",
        "nearly": "more than",
        "almost": "over",
        "less than": "more than",
        "no more than": "no less than",
        "up to": "at least",
    }
    for spot in running(data):
        for found in QUALIFIER.finditer(spot.en):
            if new := other.get(found[0].strip()):
                yield replaced(data, spot, found[0].strip(), new, found.start())


def currency(data: Data, rng: random.Random) -> Iterator[Data]:
    other = {
        "yuan": "dollars", "RMB ": "US$", "CNY ": "US$", "US$": "RMB ", "dollars": "yuan",
        "US dollars": "yuan",
    }  # fmt: skip
    for spot in (*running(data), *spots(data, "numbers")):
        money = r"\byuan\b|RMB (?=\d)|CNY (?=\d)|US\$(?=\d)|\b(?:US )?dollars\b"
        for found in re.finditer(money, spot.en):
            if re.search(r"\d (?:\w+ )?$|^$", spot.en[: found.start()][-20:]) or found[0] in (
                "RMB ",
                "CNY ",
                "US$",
            ):
                yield replaced(data, spot, found[0], other[found[0]], found.start())


def unit(data: Data, rng: random.Random) -> Iterator[Data]:
    other = {
        "kilometres": "metres",
        "km": "m",
        "metres": "kilometres",
        "mu": "hectares",
        "hectares": "mu",
        "tonnes": "kilograms",
        "years": "months",
        "months": "years",
        "days": "weeks",
        "hours": "minutes",
        "minutes": "hours",
        "square metres": "square kilometres",
        "weeks": "days",
    }
    names = "|".join(sorted(other, key=len, reverse=True))
    for spot in (*running(data), *spots(data, "numbers")):
        for found in re.finditer(rf"(?<=\d )(?:{names})\b", spot.en):
            yield replaced(data, spot, found[0], other[found[0]], found.start())


def points(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in (*running(data), *spots(data, "numbers")):
        for found in re.finditer(r" percentage points?|(?<=\d)(?: percent|%)", spot.en):
            new = " percent" if "point" in found[0] else " percentage points"
            yield replaced(data, spot, found[0], new, found.start())


def surface(data: Data, rng: random.Random) -> Iterator[Data]:
    for n, number in enumerate(data["fields"].get("numbers", [])):
        for found in re.finditer(r"\d", number.get("surface", "")):
            new = (
                number["surface"][: found.start()]
                + str((int(found[0]) + 3) % 10)
                + number["surface"][found.end() :]
            )
            yield edited(data, (("fields", "numbers", n, "surface"), new))


def value(data: Data, rng: random.Random) -> Iterator[Data]:
    for n, number in enumerate(data["fields"].get("numbers", [])):
        if number.get("value", "").isdigit():
            yield edited(data, (("fields", "numbers", n, "value"), number["value"] + "0"))
            yield edited(data, (("fields", "numbers", n, "value"), "1" + number["value"][1:] + "3"))


def value_unit(data: Data, rng: random.Random) -> Iterator[Data]:
    for n, number in enumerate(data["fields"].get("numbers", [])):
        if number.get("unit_zh"):
            new = "美元" if number["unit_zh"] == "元" else "元"
            yield edited(data, (("fields", "numbers", n, "unit_zh"), new))
