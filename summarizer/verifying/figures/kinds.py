"""Whether a figure of the fields may be of the kind that it is called: 5% is no amount, 第三届 no share."""

from __future__ import annotations

import re

from summarizer.fields import Number
from summarizer.matching import plain

_MEASURED = frozenset({"amount", "money", "area", "length", "weight"})
_SHARES = frozenset({"percentage", "percent"})
_IN_TIME = frozenset({"date", "period", "duration"})
_NEITHER = _SHARES | _IN_TIME | {"weight", "money"}
# What a surface form shows by itself, and the kinds that it cannot be.
_SHOWN = (
    ("a share", re.compile("[%％‰]|百分"), _MEASURED | _IN_TIME | {"ordinal"}),
    (
        "a place in an order",
        re.compile(r"第[\d一二三四五六七八九十百]+[^年季月周日天\d%％元]*\Z"),  # 第一产业占5% is a share
        _MEASURED | _SHARES,
    ),
    (
        "a point in time",
        re.compile(
            r"(?:\d{4}|[一二三四五六七八九〇零]{4})年(?:[\d一二三四五六七八九十]{1,3}月)?(?:[\d一二三四五六七八九十]{1,3}[日号])?|\d{1,2}月\d{1,2}[日号]|(?:[6-9]|1\d|2[0-3]):[0-5]\d"
            r"|\d{1,2}月\d{1,2}日.{1,2}(?:\d{1,2}月)?\d{1,2}日"
        ),
        _MEASURED | _SHARES,
    ),
    (
        "an amount of money",
        re.compile(r".*\d[万亿千百]*[美欧日港英]?元|.*[\d万亿]人民币"),
        _SHARES | _IN_TIME | {"area", "length", "weight", "ordinal"},
    ),
    ("an area", re.compile(".*(?:亩|公顷|平方公里|平方米)"), _NEITHER | {"length"}),
    ("a length", re.compile(r".*\d[万千百]?(?:公里|千米)"), _NEITHER | {"area"}),
    (
        "a count of people",
        re.compile(r".*[\d万亿千百](?:余|多)?(?:人|名|人次|户|家)"),
        _SHARES | _IN_TIME | {"area", "length", "weight", "money"},
    ),
    ("no date", re.compile(r"\d+\.\d{3,}"), frozenset({"date"})),
)
_FIRST_ONLY = 2  # of these any part of the surface form tells


def miscalled(number: Number) -> str:
    """What a figure is that is called something else, or ""."""
    surface = plain(number.surface)
    for place, (what, shown, kinds) in enumerate(_SHOWN):
        if number.kind in kinds:
            found = shown.search(surface) if place < _FIRST_ONLY else shown.fullmatch(surface)
            if found:
                return what
    return ""
