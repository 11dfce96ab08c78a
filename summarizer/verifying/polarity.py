"""How often a Chinese and an English text say no: every negative of the one has a trace in the other.

In Chinese each negating character is looked at where it stands: a part of a word that negates nothing
(不断, 无论), of one that English tells by an adjective (不错, 不易), or a negation. In English words are
counted that negate, unless a Chinese word explains them that is none of those (失败 "fail", 防止 "prevent").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.verifying.idioms import LONGEST, touching, words

NEGATING = re.compile("[不没未无非勿莫别拒否禁反]")
# Adjectives of one character, where none follows that may go on as a verb: 不重 of 不重，but not of 不重视.
_SINGLE = frozenset("重轻深浅长短远近快慢早晚贵严紧松齐全整准通分定改动变怕知大小多高低好坏差强弱够和")
_GOES_ON = re.compile("[一-鿿](?<![的地得了而且又也但却与和及或、])")
GAP = "＿"  # stands for what was taken out of a text


class Reading(NamedTuple):
    """A Chinese text without the words that negate nothing, and its negations in order.

    Of the negations the `strong` ones hardly leave an English text without a word that says no.
    `adjectives` are words of the text that English may tell by one that says no: unknown, insufficient.
    """

    text: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    adjectives: int


_ASKED = re.compile(r"([一-鿿])[不没]\1")
_TWO = re.compile(r"不[一-鿿]不[一-鿿]|无[一-鿿]无[一-鿿]")
_BOUND = re.compile(
    r"不(?:得|应|宜|准|许|能|可|会|再|需)?(?:超过|超出|超越|高于|低于|少于|多于|大于|小于|短于|长于|晚于|早于|迟于|逾)|未(?:超过?|达到?"
    r"|满)(?=[^，。；]{0,6}[\d０-９一二三四五六七八九十百千万半两几线位])|[未没不][^，。；]{1,10}之?前(?=[，、])"
    r"|(?:不足|未满|不满|不到)(?=[ “]?约?[\d０-９一二三四五六七八九十百千万半两几])"
)
_BIE = re.compile(r"(?:^|[，。！？“：；、\s]|千万|[请你您们家可就])别\Z")


_QUALITY = re.compile("不[一-鿿](?=[的者])(?!的话)")  # 压不弯的脊梁, 肝功能不全者
_COMPARING = re.compile("[过出越于逾足满到]")  # a bound, which is looked at elsewhere
# What is surely denied, forbidden or refused.
_STRONG = re.compile(
    r"没|未|无(?:法|需|须|权|人(?![机驾])|意|力)|勿|切?莫[要让]|别|拒绝|拒不|否认|否决|反对|禁止|严禁"
    r"|不(?:能|会|可|得|应|要|再|是|需|必|予|许|准|存|在|属|想|愿|敢|让|影响|符|具|包|承|支持|同意|接受|允许|存在|意味|代表|涉及|构成"
    r"|违反|退|换|收|付|提供|参加|出席|公开|开放|受理|办理|适用|适合)"
)


def read(zh: str) -> Reading:
    """What a Chinese text in simplified characters negates, from left to right."""
    kept: list[str] = []
    negations: list[str] = []
    end = adjectives = 0
    for place in NEGATING.finditer(zh):
        at = place.start()
        if at < end:
            continue
        start, stop = _part_of(zh, at, end)
        if stop:
            adjectives += words()[zh[start:stop]] is True
            kept.append(f"{zh[end:start]}{GAP}")
            end = stop
        elif found := _QUALITY.match(zh, at):
            adjectives += 1
            kept.append(f"{zh[end:at]}{GAP}")
            end = found.end()
        elif stop := _negated(zh, at):
            negations.append(zh[at : at + 3])
            kept.append(zh[end:stop])
            end = stop
        elif stop := _bound(zh, at):
            kept.append(zh[end:stop] if _COMPARING.search(zh, at, stop) else f"{zh[end:at]}{GAP}")
            end = stop
    strong = tuple(words for words in negations if _STRONG.match(words))
    weak = tuple(words for words in negations if not _STRONG.match(words))
    return Reading("".join([*kept, zh[end:]]), strong, weak, adjectives)


def _bound(zh: str, at: int) -> int:
    """The end of a bound (不超过), a question (能不能) or a pair (不紧不慢), 0 where there is none."""
    if found := _BOUND.match(zh, at):
        return found.end()
    return at + 2 if zh[at] in "不没" and at and _ASKED.match(zh, at - 1) else 0


def _negated(zh: str, at: int) -> int:
    """The end of the word that negates at a place, 0 where nothing is negated."""
    char, word = zh[at], zh[at : at + 2]
    if _bound(zh, at):
        return 0
    if char in "拒否禁反":
        told = word in ("拒绝", "拒不", "否认", "否决", "否定", "禁止", "反对") or (at and zh[at - 1] == "严")
        return at + 2 if told else 0
    if char == "莫":
        return at + 2 if word in ("莫要", "莫让") or (at and zh[at - 1] == "切") else 0
    if char == "别":
        return at + 1 if _BIE.search(zh, max(0, at - 3), at + 1) else 0
    if both := _TWO.match(zh, at):
        return both.end()  # 不退不换: "neither", or a single word
    return at + 2 if zh[at + 1 : at + 2] in ("有", "曾") else at + 1


def _part_of(zh: str, at: int, first: int) -> tuple[int, int]:
    """The ends of the longest word that negates nothing and has the character of this place, or zeros."""
    if zh[at : at + 2] not in touching() and zh[max(0, at - 1) : at + 1] not in touching():
        return 0, 0
    known = words()
    for size in range(LONGEST, 1, -1):
        for start in range(max(first, at - size + 1), at + 1):
            word = zh[start : start + size]
            if word in known:
                negates = known[word] is None or (
                    size == 2 and word[0] == "不" and word[1] in _SINGLE and _GOES_ON.match(zh, start + 2)
                )
                return (0, 0) if negates else (start, start + size)
    return 0, 0


Patterns = tuple[tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str] | None], ...]

# --------------------------------------------------------------------------------------- the English side


def _patterns(pairs: Sequence[tuple[str, str]]) -> Patterns:
    """Each with what its words begin with, for a cheap look; with "" where that says nothing."""
    return tuple((_heads(en), re.compile(rf"\b(?:{en})"), re.compile(zh) if zh else None) for en, zh in pairs)


def _heads(en: str) -> tuple[str, ...]:
    flat = re.sub(r"\([^()]*\)", "", re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", en))
    return tuple(head[0][:4] if (head := re.match("[a-z]+", part)) else "" for part in flat.split("|"))


# Words that negate whatever the Chinese is; each with what follows it where it negates nothing.
_SURELY = re.compile(
    r"\b(?:must|may|shall|should|can|could) not (?:just|merely|simply)\b"
    r"|\bnot\b(?! (?:only|just|merely|simply|to mention|least|exceed\w*|(?:be )?(?:more|less|fewer"
    r"|later|lower|higher) than))"
    r"|\bno\b(?! (?:matter|doubt|wonder|sooner|more than|less than|fewer than|later than|other than)|\.)"
    r"|[a-z]n['’]t\b(?! (?:only|just))|\b(?:never|none|nor|neither|without|cannot|nobody|nothing"
    r"|nowhere|hardly|barely|scarcely|still less|much less|let alone|deter(?:s|red|ring)?"
    r"|(?:in|im|ir|il|un)[a-z]{3,12}[ai]bl[ey]"
    r"|rarely|seldom|unless|unable|inability|dont|cant|unwilling\w*|reluctan\w*)\b(?! but\b)"
)
# Words that say no, each kind with the Chinese characters that it may stand for without a negation.
_MAYBE = _patterns(
    (
        (r"fail", "[败失落垮塌]|故障"),
        (r"lack|absen", "[缺欠乏短匮]"),
        (r"refus|reject|with(?:held|hold)", "[辞谢驳斥扣]"),
        (r"declin(?:ed|es|ing) to|den(?:y|ie[sd]|ial)|anonym", "[辞谢]"),
        (
            (
                r"prohibit|forbid|forbad|ban(?:ned|s|ning)?\b|bar(?:red|s|ring)\b|outlaw|disallow"
                r"|impermissib|veto|skip|substandard|defectiv|deficien|inferior|faulty"
            ),
            "",
        ),
        (r"restrict", "限"),
        (r"avoid|prevent|avert|exempt|waiv|free (?:of|from)", "[避免防阻杜]"),
        (r"exclud|except\b|exception|other than|apart from|aside from", "[除外例]"),
        (r"instead of|rather than", "而(?![不非])|代替"),
        (r"stop|halt|ceas|suspend|cancel|discontin", "[停止站休断消撤]|中止"),
        (r"oppos|deplor|object(?:ed|ion|s to)|against|protest", "[抗敌逆]|对立|相对|对面"),
        (r"free\b(?! (?:of|from|trade|market))|admission free", "[免自费]"),
        (r"ignor|neglect|overlook|disregard", "[忽疏罔]|无视"),
        (
            (
                r"yet to\b|still to\b|far from|short of|out of (?:production|stock|service|use|reach|work"
                r"|print|control)|beyond (?:doubt|question)|too \w+(?: \w+){0,3} to|f[ae]ll\w* short"
                r"|ke(?:ep|pt)\b[^.,;]{0,20} from|less than [a-z]"
            ),
            "[缺短]|(?<!远)远(?!非)",
        ),
        (
            r"turn\w* away|gone\b|forg[eo]t|miss(?:es|ed|ing)?\b|outstanding|pending|await",
            "[失错漏缺想导等忘走]|优秀|杰出",
        ),
        (r"difficult|hard to|tough|trouble", "[难困烦]"),
    )
)
# Beginnings and endings of adjectives that say no.
_SOFTLY = _patterns(
    (
        (
            (
                r"in(?:formal|suffic|adeq|complet|capab|correct|accur|valid|effect|elig|approp|conven"
                r"|consist|visib|signif|toler|volunt|secur|stab|experien|equal|differen|justice)"
            ),
            "[残误错废隐弱难差淡冷]",
        ),
        (r"im(?:poss|proper|pract|patien|matur|mobil|perfect|polite)", "[难急]"),
        (r"il(?:legal|licit|litera|logic)|unlawful", "[违盗私盲]|非法"),
        (r"ir(?:respons|relev|regul|ration|resist|replac|repar|revers|recov|reconcil)", ""),
        (
            r"dis(?:agre|claim|approv|qualif|lik|regard|satisf|contin|hon|obey|pleas)|displeas",
            "[歧消厌讨停断]",
        ),
        (
            (
                r"un(?!der|ion|it|iv|til|less|iq|if|iform|ani|veil|leash|fold|lock|preced|swerv|ravel"
                r"|remit|able|willing|dertak|eas)\w{4,}"
            ),
            "异常|异样|遗憾|可惜|惋惜|失业",
        ),
        (
            (
                r"non-?\w{3,}|\w+-free\b|\w{3,}-?less(?:ly"
                r"|ness)?\b(?<!unless)(?<!regardless)(?<!nonetheless)(?<!nevertheless)"
            ),
            "",
        ),
        (r"little|few(?!er)|anything but", "[小点少微几]"),
    )
)
_SHARED = re.compile(
    r"\b(?:not|no|never|nor|neither|without|cannot|nobody|none|prohibited|forbidden|banned"
    r"|n['’]t)\b[^.;]{0,160}?\bor\b"
    r"|, (?:as|and so|nor) (?:is|are|do|does|did|was|were)\b"
)


# What may be told without a word that says no: 还没……就 "before", 尚未 "still", 未……的不予 "are turned away".
_OTHERWISE = (
    (
        re.compile("还没|没等|尚未|还未|未等|未.{1,6}就|没.{1,8}[就已]"),
        re.compile(r"\b(?:before|until|prior)\b"),
    ),
    (re.compile("[未没]"), re.compile(r"^(?!.*\byet\b).*\b(?:still|remain\w*|outstanding)\b", re.DOTALL)),
    (re.compile("不是|并非"), re.compile(r"\bnot (?:just|only|merely)\b")),
    (
        re.compile("[未不无没][^，。；]{1,8}的[^，。；]{0,4}，?(?:将|一律)?(?:不予|不得|不能|概不|不)"),
        re.compile(""),
    ),
)


def denials(en: str, zh: str, adjectives: int) -> int:
    """How many words of an English text in small letters say no, but for what the Chinese explains."""
    return len(_SURELY.findall(en)) + _told(_MAYBE, en, zh) + max(0, _told(_SOFTLY, en, zh) - adjectives)


def _told(patterns: Patterns, en: str, zh: str) -> int:
    here = (one for one in patterns if any(map(en.__contains__, one[0])))
    found = ((len(pattern.findall(en)), explained) for _, pattern, explained in here)
    return sum(times for times, explained in found if times and not (explained and explained.search(zh)))


def shared(en: str) -> int:
    """How many more things a negative word of an English text may hold for: "no fees, charges or fines"."""
    return sum(1 + found[0].count(", ") for found in _SHARED.finditer(en))


class Count(NamedTuple):
    """How many negations a Chinese text has, of which so many are strong, and how many its English."""

    negations: tuple[str, ...]
    strong: int
    told: int

    @property
    def is_short(self) -> bool:
        """Whether the English has fewer."""
        return self.told < len(self.negations)


def is_plainly_told(reading: Reading, en: str) -> bool:
    """Cheap: whether an English text has a plain negative for each negation, as most have."""
    wanted = len(reading.strong) + len(reading.weak)
    return not wanted or len(_SURELY.findall(en)) >= wanted


def counted(reading: Reading, en: str) -> Count:
    """The negations of a Chinese text, and what an English one in small letters has of them."""
    wanted = (*reading.strong, *reading.weak)
    told = denials(en, reading.text, reading.adjectives)
    if told < len(wanted):
        told += shared(en) + sum(
            ours.search(reading.text) is not None and theirs.search(en) is not None
            for ours, theirs in _OTHERWISE
        )
    return Count(wanted, len(reading.strong), told)
