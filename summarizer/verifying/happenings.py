"""Where and when an event of the fields takes place, and whether it has happened, as its own texts tell.

The place and the day of an event may stand in other lines than it does, and whether it has happened need not
be said in so many words: an alarm asks for the contrary, in its lines, its Chinese or its English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarizer.dates import Day, dates_zh
from summarizer.dates.index import NOTHING
from summarizer.dates.mention import iso_days
from summarizer.fields import Event
from summarizer.matching import plain
from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.interchanged import is_meant
from summarizer.verifying.page import Page

_LABEL = re.compile("地[点點](?::|\\Z)")
_LABELLED = 3  # lines that may belong to a label: its own and the two behind it
_WIDE = ("country", "province")  # the place may lie in it
_WRITTEN = re.compile(r"\d{1,2}月\d{1,2}[日号號]")
_OF_A_TITLE = re.compile(r"[日号號][^，。；]{0,12}的《")  # 1月5日发布的《……》同时废止
_NEAR = 1  # lines between an event and its day, which then go together
_TO_COME_ZH = re.compile("将|拟|计划|预计|即将|要(?![求素闻])|应|必须|须|请|争取|力争|准备")
_IN_FORCE = re.compile("施行|生效|实施|执行|[年月日]起")
_TO_COME_EN = re.compile(
    r"\b(?:will|shall|should|must|(?:is|are) (?:planned|expected|scheduled|due|set) to"
    r"|(?:is|are) to (?!be seen)|plans? to|to be (?:held|launched|completed|opened|carried))\b"
    r"|^(?:To be|Plans? to|Planned|Scheduled)\b"
)
_WITHIN = re.compile(r"\b(?:that|was|were|has|have|had|which|who|where|\w{3,}ed|said)\b")
_HAPPENED_EN = re.compile(r"\b(?:has|have|was|were)\b")
_DONE_ZH = re.compile(
    "(?<![为除])了(?![解结])|已(?![知婚])(?![^，。；]{1,12}的)|曾(?!经?理)|(?:通过|发布|公布|颁布|批准|修订|修正)\\Z"
    "|创.{0,6}新[高低]|发生(?![时的后])"
)
_NOT_YET_ZH = re.compile(
    "将|拟|计划|预[计期]|即将|[要应须会原后起前约]|取消|押后|推迟|我们|开始|建议|同意|[呼号]|如|若|待|未"
)
_TOLD = (
    "held|launched|issued|opened|founded|established|released|published|adopted|approved|signed|killed|injured"
    "|struck|hit|appointed|elected|found|arrested|sentenced|suspended|banned|presented|awarded|destroyed"
    "|intercepted|closed|completed|unveiled|promulgated|revised|amended|asked|received|attacked|developed"
)
# A participle has no object: "a line launched in May" is not "launched a line".
_DID = (
    "released|launched|published|opened|wrote|signed|arrested|visited|attended|developed|issued|banned|attacked"
    "|founded|unveiled|won|closed|repelled|met|established"
)
_DONE_EN = re.compile(
    rf"\b(?:was|were|(?:has|have) been)(?: \w+ly| also)? (?:{_TOLD})\b|\b(?:has|have) recently\b"
    r"|\b(?:rose|fell|struck|grew|took|went|became|repelled|shot down)\b"
    r"|^(?:Adopted|Promulgated|Issued|Approved|Developed|Amended) (?:at|by|on|in|a|the)\b"
    rf"|\b(?:{_DID}) (?:an?|the|its|his|her|their|two|three|\d{{1,9}})\b"
)
_NOT_YET_EN = re.compile(
    r"\b(?:will|would|should|shall|must|may|plan\w*|if|expected|scheduled|adjourned|originally|next|proposed"
    r"|when|after|once|before)\b",
    re.IGNORECASE,
)
_OF_ANOTHER_EN = re.compile(r"\b(?:that|which|who|to be|where|of those)\b")


def check(page: Page) -> Iterator[Finding]:
    """Findings `evidence`, `date` and `modality`, errors."""
    if not page.is_chinese:
        return
    places = page.scenes[0]
    for index, event in enumerate(page.news.events):
        where = f"fields.events.{index}"
        if event.place.strip() and event.lines and (message := _elsewhere(event, places, page)):
            yield _finding("evidence", f"{where}.place", message, event, event.place)
        if event.date.iso and event.date.zh.strip() and (message := _other_day(event, page)):
            yield _finding("date", f"{where}.date.iso", message, event, event.date.zh)
        if message := _other_status(event, page):
            yield _finding("modality", f"{where}.status", message, event, event.zh)


def _finding(code: str, where: str, message: str, event: Event, quote: str) -> Finding:
    return Finding(code, "accuracy/mistranslation", "error", where, message, tuple(event.lines), quote)


# ------------------------------------------------------------------------------------------------- where


def _elsewhere(event: Event, places: Iterable[str], page: Page) -> str:
    """Why an event does not take place where its field says, or ""."""
    place, told = simplified(plain(event.place)), simplified(plain(event.zh))
    own = simplified(page.text(event.lines))
    if is_meant(place, own + told) or place in page.heading:
        return ""
    others = [each for each in places if len(each) > 1 and each in own and not _overlap(each, place)]
    around = _around(event, page)
    if others and not is_meant(place, simplified(page.text(around))):
        return f"The lines of this event name “{min(others)}”, not “{event.place}”."
    wide = {simplified(plain(item.zh)) for item in page.news.places if item.level in _WIDE}
    if other := min((each for each in others if each in told and each not in wide), default=""):
        return f"This event takes place at “{other}”, not “{event.place}”."
    label = _labelled(around, page)
    if label and not is_meant(place, simplified(label)):
        return f"The place that is given for this event is not “{event.place}”."
    return ""


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _around(event: Event, page: Page) -> list[int]:
    """The lines from two before an event up to the next one."""
    first, last = min(event.lines), max(event.lines)
    later = (min(each.lines) for each in page.news.events if each.lines)
    end = min((n for n in later if n > last), default=last + len(page.plain) + 1)
    before = [n for n in page.plain if n < first][-2:]
    return [*before, *(n for n in page.plain if first <= n < end)]


def _labelled(numbers: list[int], page: Page) -> str:
    """What stands behind the word for a place in some lines: 地点：……."""
    found = [at for at, n in enumerate(numbers) if _LABEL.search(page.plain[n])]
    return "".join(page.plain[n] for at in found for n in numbers[at : at + _LABELLED])


# -------------------------------------------------------------------------------------------------- when


def _up_to(told: str, line: str) -> str:
    """A sentence of a line up to the end of what it tells: a day behind that is one of something else."""
    at = line.find(told)
    return line[line.rfind("。", 0, at) + 1 : at + len(told)] if at >= 0 else ""


def _other_day(event: Event, page: Page) -> str:
    """Why the day of an event is that of something else, or ""."""
    wanted, told = plain(event.date.zh), plain(event.zh)
    if wanted in told:
        return ""
    if not _OF_A_TITLE.search(event.zh) and (other := _contradicted(event, [event.zh])):
        return f"This event is of {other}, not of {event.date.zh}"
    lines = [n for n in event.lines if n in page.lines]
    if wanted in page.text(lines) or _are_near(lines, event.date.lines):
        return ""
    other = _contradicted(event, [_up_to(event.zh, page.lines[n].text) for n in lines])
    return f"The lines of this event give {other}, not {event.date.zh}" if other else ""


def _are_near(lines: Iterable[int], others: Iterable[int]) -> bool:
    return any(abs(one - other) <= _NEAR for one in lines for other in others)


def _contradicted(event: Event, texts: list[str]) -> str:
    """A day of some texts, where the date of the event fits none that they have."""
    texts = [text for text in texts if _WRITTEN.search(text)]
    stated = [day for text in texts for each in dates_zh(text) for day in each.days if day != NOTHING]
    if not any(day[1] and day[2] for day in stated):
        return ""
    if any(_may_be(day, other) for day in iso_days(event.date.iso) for other in stated):
        return ""
    found = _WRITTEN.search(texts[0])
    return found[0] if found else ""


def _may_be(one: Day, other: Day) -> bool:
    """Whether two partial dates may be of one day."""
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


# ------------------------------------------------------------------------------------------- what became


def _other_status(event: Event, page: Page) -> str:
    """Why an event has not happened, or has, against its status; or ""."""
    zh, published = simplified(plain(event.zh)), page.news.publication_date.iso
    is_news = page.news.kind == "news" and len(published) == len("2025-01-01")
    if event.status == "done":
        if is_news and len(event.date.iso) == len(published) and event.date.iso > published:
            return f"This is given as done, on {event.date.iso}, after the publication."
        word = _to_come(zh, event.en)
        return f"“{word}” is still to come; it is given as done." if word else ""
    status = event.status.replace("_", " ")
    if word := _done(zh, event.en):
        return f"This has happened (“{word}”); it is given as {status}."
    last = event.date.iso.split("/")[-1]
    is_past = is_news and bool(last) and last < published[: len(last)]
    lasts = "至" in zh or "起" in zh or "期间" in zh
    if is_past and not lasts and plain(event.date.zh) in plain(event.zh) and not _TO_COME_ZH.search(zh):
        return f"{event.date.zh} lies before the publication; this is given as {status}."
    return ""


def _to_come(zh: str, en: str) -> str:
    """The English word by which an event is still to come, as in the Chinese too; or ""."""
    found = _TO_COME_EN.search(en)
    if found is None or not _TO_COME_ZH.search(zh) or _IN_FORCE.search(zh):
        return ""
    told = _WITHIN.search(en[: found.start()]) or _HAPPENED_EN.search(en)
    return "" if told else found[0]


def _done(zh: str, en: str) -> str:
    """The word by which an event has happened, in one of both languages; or ""."""
    said = _DONE_ZH.search(zh)
    if said and not _NOT_YET_ZH.search(zh):
        return said[0]
    told = _DONE_EN.search(en)
    if told and not _NOT_YET_EN.search(en) and not _OF_ANOTHER_EN.search(en[: told.start()]):
        return told[0]
    return ""
