"""What the article plans is not told as done, nor what is done as a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.dates.mention import iso_days
from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import MANY, STRONG, Retold, clause_at, sentence_at

_DONE = re.compile("已经|业已|已(?![婚故知有达近超逾成])")
_PLANNED = re.compile(
    "拟(?![定稿])|计划|[即准]?将(?![军领士近来])|准备|打算|预计|有望|力争|争取|预期|目标|规划|希望|要求|要"
)
_PLANS = re.compile("拟(?![定稿])|计划|准备|打算|有望|预计|即将|将(?=[于在启开举建投成发推实签赴出召])")
_FINISHED = re.compile(
    "已|(?<![为除])了(?!解)|完成|曾|过(?![程渡])|成功|正式|顺利|昨|日前|近日|上午|下午|会上"
)
_WHEN = re.compile(
    f"[于在][{HAN}\\d]{{1,16}}?(?:[年月日旬底初末时]|期间|上半年|下半年)(?:[前内间后]|之前|以前)?(?![{HAN}\\d]{{0,3}}[年月日旬底])"
)
_ALREADY = re.compile("已|(?<![为除])了(?!解)|曾|过(?![程渡])")
_SO_FAR = re.compile(f"([{HAN}]{{2}})(?<![为除到])了(?!解)([{HAN}\\d]{{2}})")
_DAY = r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
_ON_DAY, _DAY_FIRST = re.compile(f"[于在]{_DAY}"), re.compile(f"{_DAY}，")
_CASUAL = re.compile("[将可拟的]|计划|预[计定]")
_MONTHS = 6  # a day without a year that is farther off is one of last year
_NEXT = 40  # characters of the clauses before in which a plan is told that goes on
_ENDING = 6  # characters of a clause that ends shortly behind the time
_PREFIX = 8  # characters from an adverbial on


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `modality`: a plan told as done, or what is done told as a plan."""
    for start, end in retold.reworded:
        clause = retold.text[start:end]
        if "已" in clause and (done := _DONE.search(clause)):
            yield from _too_early(retold, start, end, start + done.end())
            yield from _told(retold, clause, done, planned=False)
        elif "了" in clause and (done := _SO_FAR.search(clause)):
            yield from _broken(retold, done)
        elif plan := _PLANS.search(clause):
            yield from _told(retold, clause, plan, planned=True)


def _told(retold: Retold, clause: str, marker: re.Match[str], *, planned: bool) -> Iterator[Problem]:
    key = _key(clause[marker.end() :].replace("了", ""))
    places = list(islice(_clauses_with(key, retold.cited), MANY)) if len(key) >= STRONG else []
    if not 0 < len(places) < MANY or not all(_is_contrary(*place, planned=planned) for place in places):
        return
    if all(_is_contrary(*place, planned=planned) for place in _clauses_with(key, retold.article.text)):
        kinds = ("planned", "done") if planned else ("done", "planned")
        message = f"“{marker[0]}{key}” is told as {kinds[0]}; in the article it is {kinds[1]}."
        yield Problem("modality", "error", message, marker[0] + key, "zh")


def _too_early(retold: Retold, start: int, end: int, behind: int) -> Iterator[Problem]:
    """What is told as done on a day on which it was still to come when the article was published."""
    text = retold.text
    found = _ON_DAY.match(text, behind, end)
    if found is None and not _CASUAL.search(text, start, end):
        found = _DAY_FIRST.fullmatch(text, sentence_at(text, start)[0], start)
    if found is None:
        return
    if _is_after(found, retold) or _is_planned_for(found[0].strip("于在，"), retold.article.text):
        message = f"“{found[0]}” is told as done; the article tells of a day to come."
        yield Problem("modality", "error", message, found[0], "zh")


def _is_after(found: re.Match[str], retold: Retold) -> bool:
    """Whether a day is one after that on which the article was published, as it states."""
    published = retold.article.page.news.publication_date
    day = next(iter(iso_days(published.iso)), None) if published.basis == "stated" else None
    if day is None or not day[0] or not day[1] or not day[2]:
        return False
    year, month, date = (int(part or day[0]) for part in found.groups())
    return (year, month, date) > day and (found[1] is not None or month - day[1] < _MONTHS)


def _is_planned_for(key: str, article: str) -> bool:
    """Whether all that an article tells of a day, or in some words, is a plan."""
    places = list(islice(_parts(key, article), MANY))
    return bool(places) and all(
        _PLANS.search(before) and not (_ALREADY.search(before) or _ALREADY.search(behind))
        for _, before, behind in places
    )


def _broken(retold: Retold, done: re.Match[str]) -> Iterator[Problem]:
    """What is told with 了, where the article has the same words only as planned."""
    key = done[1] + done[2]
    if key in retold.cited and _is_planned_for(key, retold.article.text):
        message = f"“{done[0]}” is told as done; in the article it is planned."
        yield Problem("modality", "error", message, done[0], "zh")


def _key(rest: str) -> str:
    """What is done: four characters behind the marker and the time, or more with whom it is done with."""
    if when := _WHEN.match(rest):
        told = rest[when.end() :]
        rest = told if len(told) >= STRONG or not told else rest[-_ENDING:]  # 于10月1日起施行
    size = _PREFIX if rest[:1] in "于在与和同向对为把将被由从" else STRONG
    return rest[:size] if len(rest) >= size else ""


def _clauses_with(key: str, text: str) -> Iterator[tuple[str, str, str]]:
    """The sentence before, the clause up to, and the rest of the clause behind the places of a key.

    It may be broken by 了.
    """
    if "了" in text:
        for cut in range(1, len(key)):
            if (broken := f"{key[:cut]}了{key[cut:]}") in text:
                yield from _parts(broken, text)
    yield from _parts(key, text)


def _parts(key: str, text: str) -> Iterator[tuple[str, str, str]]:
    for at in all_places(key, text):
        start, end = clause_at(text, at)
        yield text[sentence_at(text, at)[0] : start], text[start : at + len(key)], text[at + len(key) : end]


def _is_contrary(sentence: str, before: str, behind: str, *, planned: bool) -> bool:
    if planned:
        done = _FINISHED.search(before) or behind.startswith("了")
        return bool(done) and not _PLANNED.search(sentence + before)
    earlier = sentence[-_NEXT:]
    if _PLANS.search(before):
        return not (_ALREADY.search(before) or _ALREADY.search(behind))
    plan = _PLANNED.search(before) or _PLANS.search(earlier)
    return bool(plan) and not any(map(_ALREADY.search, (earlier, before, behind)))
