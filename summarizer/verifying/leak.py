"""Nothing comes from the page's noise: no name, figure or wording that stands only outside the article.

To raise few false alarms only what is particular is looked at: what the fields copy, quoted and titled
strings, figures with a unit, names with the ending of an institution or a place, and long runs of wording
of which most is foreign to the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from summarizer.matching import plain
from summarizer.text import Finding
from summarizer.verifying.page import HAN, Page, Pair
from summarizer.verifying.places import all_places

WORDED = ("title", "sentence", "point", "custom")  # in the model's own words
QUOTED = re.compile(r'《([^《》]{2,60}+)》|"([^"]{2,40}+)"')
FIGURE = re.compile(rf"(\d[\d,.]*+)(?:%|(?![年月日号时分点])[{HAN}])")
NAMED = re.compile(
    rf"[{HAN}]{{2}}(?:大学|学院|学校|中学|小学|公司|集团|银行|医院|协会|学会|联盟|基金会|研究院|研究所|委员会|中心|"
    r"法院|检察院|人民政府|日报|晚报|省|市|区|县|镇)"
)
# "在全市", "这所学院": not names.
BEFORE_NAME = frozenset("在为的与和对到于是由从向及等以将把被了并这那其")
NO_NAME = frozenset("全各本我该多每两几一二三四五六七八九十数些所个家级类名国地城乡辖郊新老大小外内")
# Where a figure that stands for itself begins and ends.
NOT_WITHIN, ENDS_HERE = re.compile(r"(?<![\d.,])"), re.compile(r"(?!\d|[.,]\d)")
HAN_RUN = re.compile(f"[{HAN}]{{6,}}")
RUN, LONG_RUN = 6, 8  # Han characters copied from the noise: suspicious, and sure


def check(page: Page) -> Iterator[Finding]:
    """Findings `leak`; a shorter run of wording from the noise is a warning."""
    if not page.noise:
        return
    for pair in page.pairs:
        if pair.kind in WORDED:
            yield from page.once("leak", pair, partial(_worded, pair, page))
        elif pair.kind != "line":
            yield from _copied(pair, page)
    yield from _within_fields(page)


def _only_in_noise(wanted: str, page: Page) -> bool:
    return len(wanted) >= 2 and wanted in page.noise and wanted not in page.shown


def _copied(pair: Pair, page: Page) -> Iterator[Finding]:
    if _only_in_noise(plain(pair.zh), page):
        yield _leak(pair, pair.zh)


def _within_fields(page: Page) -> Iterator[Finding]:
    found = [(f"{where}.surface", number.surface) for where, number in page.numbers.items()]
    found += [(mention.where, mention.zh) for mention in page.mentions]
    for where, zh in found:
        if _only_in_noise(plain(zh), page):
            yield Finding("leak", "accuracy/addition", "error", where, _message(zh), (), zh)


def _worded(pair: Pair, page: Page) -> Iterator[Finding]:
    text = plain(pair.zh)
    told = ""
    for token in [*_quotations(text), *_figures(text, page), *_institutions(text, page)]:
        if _only_in_noise(token, page) and token not in told:
            told += token + "\n"
            yield _leak(pair, token)
    for run in _runs(text, page):
        if run not in told and not any(token in run for token in told.split()):
            make = (
                pair.error if len(run) >= LONG_RUN or _foreign_share(run, page.shown) == 1 else pair.warning
            )
            yield make("leak", "accuracy/addition", _message(run), "zh", run)


def _quotations(text: str) -> list[str]:
    return [found[1] or found[2] for found in QUOTED.finditer(text)]


def _figures(text: str, page: Page) -> Iterator[str]:
    """Figures of two digits or more that the article has in no form (with another unit, "more than", ...)."""
    for found in FIGURE.finditer(text):
        digits = found[1].rstrip(",.")
        if len(digits) > 1 and digits not in page.shown and _stands_alone(digits, page.noise):
            yield found[0]


def _stands_alone(digits: str, text: str) -> bool:
    return any(
        NOT_WITHIN.match(text, at) and ENDS_HERE.match(text, at + len(digits))
        for at in all_places(digits, text)
    )


def _institutions(text: str, page: Page) -> Iterator[str]:
    """Names by their endings; the article may leave out the ending of a place ("无锡" for "无锡市")."""
    for found in NAMED.finditer(text):
        stem = found[0][:2]
        if stem not in page.shown and stem[0] not in BEFORE_NAME and stem[1] not in NO_NAME:
            yield found[0]


def _runs(text: str, page: Page) -> Iterator[str]:
    """The longest runs of Han characters that the noise has and the article has not, mostly in no part."""
    noise = page.noise
    for block in HAN_RUN.findall(text):
        # of so long a run, three characters stand at every fourth place
        if not any(map(noise.__contains__, [block[at : at + 3] for at in range(0, len(block) - 2, 4)])):
            continue
        at = 0
        while at + RUN <= len(block):
            end = at + RUN
            if block[at:end] not in noise:
                at += 1
                continue
            while end < len(block) and block[at : end + 1] in noise:
                end += 1
            if _is_foreign(block[at:end], page.shown):
                yield block[at:end]
            at = end


def _is_foreign(run: str, shown: str) -> bool:
    return run not in shown and _foreign_share(run, shown) > 0.5


def _foreign_share(run: str, shown: str) -> float:
    """The share of the run's parts of three characters that the article does not have."""
    parts = [run[at : at + 3] for at in range(len(run) - 2)]
    return sum(part not in shown for part in parts) / len(parts)


def _leak(pair: Pair, zh: str) -> Finding:
    return pair.error("leak", "accuracy/addition", _message(zh), "zh", zh)


def _message(zh: str) -> str:
    return f"“{zh}” stands only outside the article, in the page's noise."
