"""What rises in the Chinese does not fall in the English, and what is said of the north not of the south."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying import compass, opposites, siblings
from summarizer.verifying.page import RUNNING, Page, Pair, remembered
from summarizer.verifying.places import all_places
from summarizer.verifying.reversals import reversed_in
from summarizer.verifying.sentences import side_by_side
from summarizer.verifying.vocabulary import (
    DOWNWARD,
    FALLING,
    FELL,
    FROM_FIGURE,
    FROM_TO,
    RISING,
    ROSE,
    SURELY_DOWN,
    SURELY_UP,
    TURNED_DOWN,
    TURNED_UP,
    UPWARD,
)

MISTRANSLATION = "accuracy/mistranslation"
SCALE = re.compile(r"\b(?:thousand|million|billion|trillion)\b|%|\bper ?cent\b")
# What turns, and the figure just after it: percentages and decimals are written alike in both languages.
_FIGURE_ZH = r"(?:[了至到为约近逾出]|超过?){0,2}(\d[\d,]*+(?:\.\d+)?)"
TURNING_ZH = re.compile(
    rf"({ROSE.pattern}|{FELL.pattern}|增加|加快|涨(?<!上涨)(?!跌)|跌(?<!涨跌)"
    rf"|增|减|降|升(?<![每公毫\d两]升)){_FIGURE_ZH}"
)
THAN_ZH = re.compile(rf"[比较](?<!对.)[^，。；、比较\d]{{1,16}}?([高多]|[低少]){_FIGURE_ZH}")
NO_WAY = re.compile(
    r"\b(?:set|made|take[ns]?|took|sign\w*|follow\w*|back\w*) up\b|\bup to\b|\bno (?:more|less|fewer)\b"
    r"|\bover (?:the|a|one|this|that|last) (?:\w+ )?(?:day|week|month|quarter|year|period|time|decade)s?\b"
    r"|\b(?:more|less|fewer) than(?=[^a-z]{1,5}\d)|(?<=\bvalue[ -])added|\bdouble[ -](?=digit|figure)"
    # how long something takes goes no way: "up 200% in less than a year"
    r"|\b(?:more|less|fewer) than (?:half )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several)"
    r"(?: and a half| (?:short|full|good|trading|business|calendar|working|financial))?"
    r" (?:years?|months?|weeks?|fortnights?|days?|hours?|minutes?|decades?|centur(?:y|ies)|quarters?"
    r"|sessions?|seasons?)\b"
)
RISES = re.compile(rf"{ROSE.pattern}|加快|[增涨升高多]")
PART_EN = re.compile(r"[,;:(). ](?:(?<! )(?!\d)|(?<= )(?:while|whereas|but|and) )")
# "Less climbing" is a trace of 减少; none of these words tells that something fell.
LESS = re.compile(
    r"\b(?:less|smaller|lighte\w+|cheap\w+|eas\w+|relie\w+|alleviat\w+|minimi\w+|low|lows|sav(?:e[sd]?|ings?)|curb\w*"
    r"|trim\w*|halv\w+|half|par(?:ed|ing)|los[st]\w*|narrow\w*|weak\w*|ebb\w*|retreat\w*|shed|short\w*|quicker"
    r"|faster|off|soft\w*|streamlin\w*|below|under|smooth\w*)\b"
)
MORE = re.compile(
    r"\b(?:more|larger|bigger|dearer|faster|stronger|deepen\w*|high|highs|record|above|over|beyond|exceed\w*"
    r"|top\w*|pass\w*|build\w*|reach\w*)\b"
)
ABOVE_ZH, BELOW_ZH = (
    re.compile(rf"[{signs}](?<![不提].)(?<!不[得能可应会宜].)于") for signs in ("高多大快", "低少小慢")
)
ABOVE_EN = re.compile(
    r"\b(?:above|over|exceed\w*|beyond|surpass\w*|outpac\w*|ahead|beat\w*|more|(?:high|great|larg|bigg|fast)er)\b"
)
BELOW_EN = re.compile(
    r"\b(?:below|under|behind|short|trail\w*|lag\w*|less|fewer|(?:low|small|slow|short)er)\b"
)
HIGHER, LOWER = (
    re.compile(r"\b(?:higher|larger|greater|more|faster)\s+than\b"),
    re.compile(r"\b(?:lower|smaller|less|fewer|slower)\s+than\b"),
)
DECLINE_RATE, FELL_ZH = re.compile(r"\b(?:decline|decrease|shrinkage) rate\b"), re.compile("[降跌减缩滑]")
# 增长-3.2% may have fallen by 3.2 percent: which way it went is told by the figure, and looked at there.
NEGATIVE_GROWTH = re.compile(r"(?:增长|上涨|上升|增|涨)[率速幅]?[为了约]?[-－−](?=\d)")
# A figure just behind what turns or is compared: what all that `TURNING_ZH` and `THAN_ZH` take ends with.
BESIDE_FIGURE = re.compile(r"\d(?<=[长升增高涨大至到调降少低跌滑减落幅短缩破缓窄加快多了为约近逾出超过].)")
WIDEST, LONG = 1000, 4000  # characters: of a part of a sentence, and of a text of many figures
NOT_WITHIN, ENDS_HERE = (
    re.compile(r"(?<![\d.,])"),
    re.compile(r"(?![\d]|[.,]\d)"),
)  # a figure, not a part of one


def check(page: Page) -> Iterator[Finding]:
    """Findings `direction`, all errors; and what `reversals` find."""
    for pair in page.told:
        yield from _meaning(pair)
    for pair in page.claims:
        if pair.kind not in RUNNING and pair.kind != "person" and pair.en.strip():
            whole = pair.kind == "number" and "growth" not in pair.en  # of which a figure may be
            examine = _meaning if whole else _exchanged_alone
            yield from examine(pair._replace(zh=simplified(pair.zh)))


@remembered
def _meaning(pair: Pair) -> Iterator[Finding]:
    en = pair.en.lower()
    if "-" in pair.zh or "－" in pair.zh or "−" in pair.zh:
        pair = pair._replace(zh=NEGATIVE_GROWTH.sub("为-", pair.zh))
    turned = next(_turned(pair, en), None)
    if turned:
        yield turned
    elif exchanged := opposites.exchanged(pair.zh, pair.en):
        ours, theirs = exchanged
        message = f"“{ours}” has become “{theirs}”."
        yield pair.error("direction", MISTRANSLATION, message, "en", ours)
    yield from _exchanged(pair)
    for problem in reversed_in(pair.zh, pair.en):
        make = pair.error if problem.severity == "error" else pair.warning
        yield make(problem.code, MISTRANSLATION, problem.message, "en", problem.surface)


def _exchanged(pair: Pair) -> Iterator[Finding]:
    """One of a closed class that became another of it."""
    for problem in (*siblings.exchanged(pair.zh, pair.en), *compass.turned(pair.zh, pair.en)):
        yield pair.error(problem.code, MISTRANSLATION, problem.message, "en", problem.surface)


_exchanged_alone = remembered(_exchanged)  # of a text of which nothing else is asked


def _turned(pair: Pair, en: str) -> Iterator[Finding]:
    """What rises in the Chinese falls in the English, or the reverse; nothing is said where both occur."""
    rose, fell = ROSE.search(pair.zh), FELL.search(pair.zh)
    for moves, found, opposite, trace, also, wrong in (
        (ROSE, rose, fell, RISING, MORE, TURNED_DOWN),
        (FELL, fell, rose, FALLING, LESS, TURNED_UP),
    ):
        if not found or opposite or not wrong.search(en) or trace.search(en) or also.search(en):
            continue
        for zh, part in side_by_side(pair.zh, pair.en):  # what turns in another sentence is something else
            said, turned = moves.search(zh), wrong.search(part)
            if said and turned:
                message = f"“{said[0]}” has become “{turned[0]}”."
                yield pair.error("direction", MISTRANSLATION, message, "en", said[0])
                return
    if "于" in pair.zh or " rate" in en:
        yield from _compared(pair, en)
    if " from " in en and FROM_FIGURE.search(en):
        yield from _moved(pair, en)
    if BESIDE_FIGURE.search(pair.zh):
        yield from _beside(pair, en, both=bool(rose and fell))


def _compared(pair: Pair, en: str) -> Iterator[Finding]:
    """高于 that became “lower than”, 低于 that became “higher than”, and a 增速 that is one of decline."""
    for there, opposite, trace, wrong in (
        (ABOVE_ZH, BELOW_ZH, ABOVE_EN, LOWER),
        (BELOW_ZH, ABOVE_ZH, BELOW_EN, HIGHER),
    ):
        found = there.search(pair.zh)
        turned = wrong.search(en) if found else None
        if found and turned and not opposite.search(pair.zh) and not trace.search(en):
            message = f"“{found[0]}” has become “{turned[0]}”."
            yield pair.error("direction", MISTRANSLATION, message, "en", found[0])
            return
    if " rate" in en and (rate := DECLINE_RATE.search(en)) and not FELL_ZH.search(pair.zh):
        yield pair.error(
            "direction", MISTRANSLATION, f"“{rate[0]}”: nothing declines in the Chinese.", "en", rate[0]
        )


RANKED = re.compile(r"第 ?(?:\d+|[一二三四五六七八九十百]+) ?[位名]|位次|排名|名次|位居")


def _moved(pair: Pair, en: str) -> Iterator[Finding]:
    """What is said to fall “from 92 to 98 percent” does not."""
    for found in FROM_TO.finditer(en):
        verb, first, unit, last, other_unit = found.groups()
        up, down = UPWARD.fullmatch(verb), DOWNWARD.fullmatch(verb)
        if not (up or down) or _scale(unit) != _scale(other_unit) or _is_another_time(unit, other_unit):
            continue
        if RANKED.search(pair.zh):
            continue  # from 11th to 7th is a rise
        rise = _number(last) - _number(first)
        if (up and rise < 0) or (down and rise > 0):
            message = f"“{verb}” goes the other way than {first} to {last}."
            yield pair.error("direction", MISTRANSLATION, message, "en", found[0])


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _scale(text: str) -> str:
    """The power of ten named just after a figure; a unit that is given once holds for both."""
    found = SCALE.search(text)
    return found[0] if found else ""


_TIME = re.compile(r"\b(second|minute|hour|day|week|month|quarter|year|decade)s?\b")


def _is_another_time(unit: str, other: str) -> bool:
    """Whether two units of time differ: from 1 hour to 5 minutes."""
    first, last = _TIME.search(unit), _TIME.search(other)
    return first is not None and last is not None and first[1] != last[1]


def _beside(pair: Pair, en: str, *, both: bool) -> Iterator[Finding]:
    """The word beside the same figure goes the other way; `both` if the Chinese has words of both ways."""
    for digits, way in _repeated(pair.zh, en):
        message = f"Not as many things {way} by {digits} in the Chinese."
        yield pair.error("direction", MISTRANSLATION, message, "en", digits)
        return
    for zh, part, found in _by_figures(pair.zh, pair.en, en):
        rises = RISES.match(found[1]) is not None
        around = NO_WAY.sub("_", _around(part, found[2], zh))
        right, wrong = (RISING, FALLING) if rises else (FALLING, RISING)
        also, sure = (MORE, SURELY_DOWN) if rises else (LESS, SURELY_UP)
        turned = (wrong if both and TURNING_ZH.match(found[0]) else sure).search(around)
        if turned and not right.search(around) and not also.search(around):
            message = f"“{found[1]}” has become “{turned[0]}”."
            yield pair.error("direction", MISTRANSLATION, message, "en", found[0])
            return


def _by_figures(zh: str, en: str, lower: str) -> Iterator[tuple[str, str, re.Match[str]]]:
    """What turns beside a figure, and the texts in which it does: a sentence, if others have the figure."""
    again = False
    for found in (*TURNING_ZH.finditer(zh), *THAN_ZH.finditer(zh)):
        if len(_apart(found[2], zh)) == 1:
            yield zh, lower, found
        else:
            again = True
    for part, other in side_by_side(zh, en) if again else ():
        for found in (*TURNING_ZH.finditer(part), *THAN_ZH.finditer(part)):
            yield part, other, found


def _repeated(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """A figure that several things rise or fall by, and which way the English has too many of them go."""
    ways: dict[str, list[bool]] = {}
    for found in TURNING_ZH.finditer(zh) if len(zh) < LONG else ():
        ways.setdefault(found[2], []).append(RISES.match(found[1]) is not None)
    for digits, rising in ways.items():
        places = _apart(digits, en) if 1 < len(rising) == len(_apart(digits, zh)) else []
        told = [_way(_part(en, place)) for place in places]
        if len(told) == len(rising) and None not in told and told.count(True) != rising.count(True):
            yield digits, "rise" if told.count(True) > rising.count(True) else "fall"


def _way(part: str) -> bool | None:
    """Whether something rises in a part of an English text; None if that is not clear."""
    up, down = RISING.search(part) is not None, FALLING.search(part) is not None
    return None if up == down or MORE.search(part) or LESS.search(part) else up


def _apart(digits: str, text: str) -> list[int]:
    """Where a figure stands, and not as a part of another."""
    return [
        at
        for at in all_places(digits, text)
        if NOT_WITHIN.match(text, at) and ENDS_HERE.match(text, at + len(digits))
    ]


def _around(en: str, digits: str, zh: str) -> str:
    """The part of an English text, between commas and conjunctions, in which a figure stands.

    "" where the figure stands more than once in either text.
    """
    places = _apart(digits, en)
    if len(places) != 1 or len(_apart(digits, zh)) != 1:
        return ""
    return _part(en, places[0])


def _part(en: str, place: int) -> str:
    """The part of an English text, between commas and conjunctions, around a place."""
    first = max(0, place - WIDEST)
    start = max((found.end() for found in PART_EN.finditer(en, first, place)), default=first)
    end = PART_EN.search(en, place)
    return en[start : end.start() if end else len(en)]
