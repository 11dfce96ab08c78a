"""Not, must and may leave a trace in the English.

A sentence that lost its "not" reads well and says the opposite. Strong negations and prohibitions without
any negative word in the English are errors; weaker ones, and lost modality, are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.text import Finding
from summarizer.verifying import polarity, sentences
from summarizer.verifying.page import Page, Pair, remembered
from summarizer.verifying.vocabulary import (
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    BOUNDED,
    BOUNDING,
    DENIED,
    DENYING,
    FORBIDDING,
    LEXICAL,
    LIMITED,
    MAY_BE_LEXICAL,
    MAY_NEGATE,
    NOT_YET,
    NOT_YET_ZH,
    OBLIGED,
    OBLIGING,
    PLANNED,
    PLANNING,
    PROHIBITED,
    SURELY,
    simplified,
)

MISTRANSLATION = "accuracy/mistranslation"
_ENDS = r"(?<=[a-z\d)\"”][.!?])[\"”]? +(?=[A-Z\"“(])"
SENTENCE_EN = re.compile(rf"[.!?;](?:{_ENDS}|(?<=;) )")
CLAUSE = re.compile(r"[。！？；，!?;,]")
# One negative word may hold for several: "must not charge or advertise"; not so "A or B must not".
SHARED = re.compile(
    r"\b(?:not|no|never|nor|neither|without|cannot|nobody|none|prohibited|forbidden|banned|barred"
    r"|(?:did|do|does|is|was|are|were|has|had|have|wo|would|could|should|ca)n['’]t)\b"
    r"(?:(?!\b(?:must|shall|may|can|will|should|who|which|that|those|but|or|and (?:is|are|was|ha[sd]))\b)"
    r"[^.;]){0,160}?\bor\b(?! (?:more|less|fewer|so|over|under|above|below|longer|higher|lower|older)\b)"
    r"|\b(?:prohibited|forbidden|banned|barred)\b[^.;]{0,20}, (?:as|and so) (?:is|are)\b"
)
# "Any fee that has not been indicated", for 未予标明的: this "not" forbids nothing.
QUALIFYING = re.compile(r"[未不无没][^，。；、]{0,12}的")
RELATIVE = re.compile(
    r"\b(?:that|which|who) (?:ha[sd]|have|is|are|was|were|do|does|did) not\b"
    r"|\b(?:ha[sd]|have) not(?: yet)? been\b"
)
# "Article 3. No one may ..." is one sentence.
HEADING = re.compile(r"\b(Article|Section|Chapter|Clause|No) ?(\d*)\. ", re.IGNORECASE)
# 不得收取未予标明的费用: both negatives are told, each by a word of its own.
TWICE = re.compile(r"(?:不得|禁止|严禁|不准|不许|不允许)[^，。；、]{0,8}未(?![满成婚来])[^，。；、]{1,8}的")
QUOTED_ZH, QUOTED_EN = re.compile(r"“([^“”]{1,400}+)”"), re.compile(r'[“"]([^“”"]{2,2000}+)[”"]')
# 未经批准，不得……: the permission that is missing is not what is forbidden.
UNLESS = re.compile(r"未经[^，。；]{1,12}[，,]?[^。；]{0,20}不得")
WITHOUT = re.compile(r"\b(?:without|unapproved|unauthori[sz]ed|unlicen[sc]ed|unless)\b")
SENTENCE = re.compile(r"[。！？；!?;]")
WHOLE, WHOLE_EN = re.compile(r"[。！？!?]"), re.compile(f"[.!?]{_ENDS}")
WAITING = re.compile("[尚仍还]")
SHORTEST = 4  # characters: a shorter quotation is a term
# An obligation with nothing negative behind it, and what obliges in Chinese.
OBLIGATION = re.compile(r"\b(?:must|shall)\b([^.;]*)")
OBLIGES = re.compile("[应须需要必务当责]")
ENOUGH_ZH, PART = re.compile("(?<!不)够"), re.compile(r"[,;:.](?!\d)")
# Stands for what was taken out of a text.
GAP = "＿"


def check(page: Page) -> Iterator[Finding]:
    """Findings `negation` (an error but for what English may tell otherwise), and `modality` (a warning)."""
    for pair in page.running:
        if pair.en.strip():
            yield from _meaning(pair)


@remembered
def _meaning(pair: Pair) -> Iterator[Finding]:
    zh = simplified(pair.zh)
    text = pair if zh == pair.zh else pair._replace(zh=zh)
    en = pair.en.lower()
    yield from _negated(text)
    yield from _modal(text, en)


def _negated(pair: Pair) -> Iterator[Finding]:
    """One finding at most, of the sentences in pairs where they go in pairs, else of the whole text."""
    if MAY_NEGATE.search(pair.zh):
        found = next(_lost(pair), None)
        whole = () if found else _sentences(pair)
        parts = [*whole, *_quotations(pair)] if not found else []
        found = found or next((bad for one in parts for bad in _lost(one)), None)
        yield from filter(None, [found if found or whole else next(_in_groups(pair), None)])


def _in_groups(pair: Pair) -> Iterator[Finding]:
    """A negation that is lost in some sentences, and not told in those beside them."""
    groups = sentences.aligned(pair.zh, pair.en) if SENTENCE.search(pair.zh[:-1]) else []
    if len(groups) < 2:
        return
    parts = [pair._replace(zh=zh, en=en) for zh, en in groups]
    for number, part in enumerate(parts):
        if not MAY_NEGATE.search(part.zh) or polarity.is_plainly_told(*(reading := _read(part))):
            continue
        beside = parts[max(0, number - 1) : number + 2]
        if polarity.counted(*reading).is_short and not any(map(_has_more, beside)):
            yield from _fewer(part, *reading)


def _has_more(part: Pair) -> bool:
    """Whether the English says no more often than the Chinese."""
    count = polarity.counted(*_read(part))
    return count.told > len(count.negations)


def _quotations(pair: Pair) -> list[Pair]:
    """The quotations of both sides in pairs, [] where they do not go in pairs."""
    ours = QUOTED_ZH.findall(pair.zh) if "“" in pair.zh else []
    theirs = QUOTED_EN.findall(pair.en) if ours else []
    if len(ours) != len(theirs):
        return []
    return [
        pair._replace(zh=zh, en=en)
        for zh, en in zip(ours, theirs, strict=True)
        if len(zh) > SHORTEST and 1.8 <= len(en) / len(zh) <= 9
    ]


def _sentences(pair: Pair) -> list[Pair]:
    """The negative sentences of both sides in pairs, and their parts; [] where they do not go in pairs."""
    if not _is_negative(pair.zh):
        return []
    english = pair._replace(en=HEADING.sub(r"\1 \2 ", pair.en)) if ". " in pair.en else pair
    whole = _split(english, WHOLE, WHOLE_EN)
    finer = [part for one in whole for part in _split(one, SENTENCE, SENTENCE_EN) or [one]]
    found = finer or _split(english, SENTENCE, SENTENCE_EN)
    return [one for one in found if _is_negative(one.zh)]


def _is_negative(zh: str) -> bool:
    return PROHIBITED.search(zh) is not None or DENIED.search(zh) is not None


def _split(pair: Pair, ours: re.Pattern[str], theirs: re.Pattern[str]) -> list[Pair]:
    """The parts of both sides in pairs, [] where there is only one or they do not go in pairs."""
    chinese = [text for text in ours.split(pair.zh) if text.strip("”」』）) ")]
    rendered = [text for text in theirs.split(pair.en) if text.strip()]
    if len(chinese) != len(rendered) or len(chinese) < 2:
        return []
    pairs = [pair._replace(zh=zh, en=en) for zh, en in zip(chinese, rendered, strict=True)]
    return pairs if all(1.8 <= len(one.en) / len(one.zh) <= 9 for one in pairs) else []


def _lost(pair: Pair) -> Iterator[Finding]:
    reading, en = _read(pair)
    zh = reading.text
    for negation, trace in ((PROHIBITED, FORBIDDING), (BOUNDED, BOUNDING), (DENIED, DENYING)):
        if (found := negation.search(zh)) and not trace.search(_forbidding(zh, en, negation)):
            if NOT_YET_ZH.match(found[0]) and NOT_YET.search(en):
                continue
            yield pair.error("negation", MISTRANSLATION, _message(found[0]), "en", found[0])
            return
    if several := _of_several(zh, en):
        message, quote = several
        yield pair.error("negation", MISTRANSLATION, message, "en", quote)
        return
    for bound, wrong in ((AT_LEAST, BELOW), (AT_MOST, ABOVE)):
        found = bound.search(zh)
        if found and (turned := wrong.search(en)) and not LIMITED.search(en):
            message = f"“{found[0]}” has become “{turned[0]}”."
            yield pair.error("negation", MISTRANSLATION, message, "en", found[0])
            return
    yield from _fewer(pair, reading, en)


def _read(pair: Pair) -> tuple[polarity.Reading, str]:
    """What the Chinese negates, and the English in small letters; without what both have a word for."""
    zh, en = _without_lexical(pair.zh, pair.en.lower())
    return polarity.read(zh), en


def _fewer(pair: Pair, reading: polarity.Reading, en: str) -> Iterator[Finding]:
    """More negations in the Chinese than words in the English that say no."""
    if polarity.is_plainly_told(reading, en) or not (count := polarity.counted(reading, en)).is_short:
        return
    quote = count.negations[0].rstrip(GAP)
    if len(count.negations) > 1:
        every = "、".join(words.rstrip(GAP) for words in count.negations)
        message = f"{len(count.negations)} negations of the Chinese ({every}), {count.told} of the English."
    else:
        message = _message(quote)
    sure = count.told < count.strong
    make = pair.error if sure else pair.warning
    yield make("negation", MISTRANSLATION, message, "en", quote)


def _of_several(zh: str, en: str) -> tuple[str, str] | tuple[()]:
    """What to say, and of what, where one of several negatives is lost, or the one that forbids."""
    if counted := _too_few(zh, en):
        return counted
    if (twice := TWICE.search(zh)) and len(DENYING.findall(en)) < 2:
        return f"“{twice[0]}” has two negatives; the English has one negative word.", twice[0]
    if bare := _bare_enough(zh, en):
        return f"“不够” has become “{bare}”.", "不够"
    if (forbidden := PROHIBITED.search(zh)) and not OBLIGES.search(zh) and (duty := _duty(en)):
        return f"“{forbidden[0]}” has become “{duty}”.", forbidden[0]
    if UNLESS.search(zh) and WITHOUT.search(en) and not FORBIDDING.search(WITHOUT.sub(" ", en)):
        return _message("不得"), "不得"
    return ()


def _duty(en: str) -> str:
    """What must be done by an English text, "" if it only says what must not."""
    duties = (f for f in OBLIGATION.finditer(en) if not (GAP in f[1] or BOUNDING.search(f[1])))
    return next((found[0][:40] for found in duties), "")


def _too_few(zh: str, en: str) -> tuple[str, str] | tuple[()]:
    """What to say where fewer sentences or clauses are negative in the English, and the last of them."""
    if len(PROHIBITED.findall(zh)) + len(DENIED.findall(zh)) < 2:
        return ()
    negative = [text for text in SENTENCE.split(zh) if _is_negative(text)]
    waiting = len(NOT_YET.findall(en)) if WAITING.search(zh) else 0  # 尚有5项未完成: five are outstanding
    if len(negative) > 1 and (traces := len(SURELY.findall(en)) + waiting) < len(negative):
        said = (
            f"{len(negative)} sentences of the Chinese are negative; the English has {traces} negative words."
        )
        return said, negative[-1]
    clauses = [text for text in CLAUSE.split(zh) if _is_negative(text)]
    # a negative word may hold for one thing more
    if len(clauses) > 1 and len(SURELY.findall(en)) + len(SHARED.findall(en)) + waiting < len(clauses):
        said = f"{len(clauses)} clauses of the Chinese are negative; the English has fewer negative words."
        return said, clauses[-1]
    return ()


def _forbidding(zh: str, en: str, negation: re.Pattern[str]) -> str:
    """The English without the negations of its relative clauses, where the Chinese has such a one."""
    if negation is not PROHIBITED or not QUALIFYING.search(PROHIBITED.sub(GAP, zh)):
        return en
    return RELATIVE.sub(" ", en)


def _bare_enough(zh: str, en: str) -> str:
    """What is “long enough” in the English where the Chinese only has what is not, or ""."""
    if "不够" not in zh or ENOUGH_ZH.search(zh):
        return ""
    parts = (part for part in PART.split(en) if " enough" in part and not SURELY.search(part))
    found = next((re.search(r"\w+ enough", part) for part in parts), None)
    return found[0] if found else ""


def _without_lexical(zh: str, en: str) -> tuple[str, str]:
    for chinese, english in LEXICAL if MAY_BE_LEXICAL.search(zh) else ():
        if chinese.search(zh) and english.search(en):
            zh, times = chinese.subn(GAP, zh)
            en = english.sub(GAP, en, count=times)
    return zh, en


def _message(zh: str) -> str:
    return f"“{zh}” has left no trace: no negative word in the English."


def _modal(pair: Pair, en: str) -> Iterator[Finding]:
    """An obligation or an intention that leaves no trace; `en` is the English in small letters."""
    for modal, trace in ((OBLIGED, OBLIGING), (PLANNED, PLANNING)):
        found = modal.search(pair.zh)
        if found and not trace.search(en):
            message = f"“{found[0]}” has left no trace in the English."
            yield pair.warning("modality", MISTRANSLATION, message, "en", found[0])
