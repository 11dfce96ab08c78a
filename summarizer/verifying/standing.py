"""Who was, acts as or is to be something, or is so in name, is not simply that: 原局长, 代市长, 候任总统.

Of 13,000 right texts all that have one of these posts tell it. What surely is no such post (原则, 目前,
历代) is told from it by what stands around the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.page import Pair
from summarizer.verifying.sentences import side_by_side
from summarizer.verifying.words import characters_of

_HAN = "[\u4e00-\u9fff]"
_HEADS = "部局市省县区州院校行会处厅所队镇乡团社台科村议检董家"
_POST = (
    f"总统|总理|首相|[{_HEADS}]长|书记|主任|主席|经理|总裁|大使|国务卿|委员|议员|教授|主编|司令|教练"
    "|大臣|参谋长|总监|检察长|董事长|首席执行官|CEO"
)
# What may stand right before 原 and 前 of a post: the end of a clause, or of the name of a body.
_OF_BODY = "[的由任和与及对被省市县区局部委厅司院校会团学府心所社队办厂党军国统盟]"
_ORIGINAL = f"(?:(?<!{_HAN})|(?<={_OF_BODY}))原(?!{_HAN}{{0,2}}(?:告|油|料))"
_ONCE = f"(?:(?<!{_HAN})|(?<=[的司织盟])|(?<=国)(?<![出回建归]国))前"
# What they go on with otherwise: 原则, 前后, 前三.
_NOT_ORIGINAL = "[则因来告材子理本定有文创始著地产先件]"
_NOT_ONCE = "[期述往列提后面沿景台线行所者方段任排几天年夜边脚半一二两三四五六七八九十百]"
_NO_ACTING = "现时世年后一当朝古近历第二两三四五六七八九十代替取末前几多换交数百千张夏商周秦汉晋隋唐宋元明清"


class _Rule(NamedTuple):
    """A standing: characters of which every text with it has one, what says it, and what tells it."""

    chars: frozenset[str]
    zh: re.Pattern[str]
    en: re.Pattern[str]


def _rule(chars: str, zh: str, en: str) -> _Rule:
    return _Rule(frozenset(chars), re.compile(zh), re.compile(rf"\b(?:{en})\b"))


_FORMER = (
    r"former\w*|ex|once|previous\w*|then|late|later|retired|past|old|outgoing|served|emerit\w+|one[- ]time"
    r"|erstwhile|sometime|had been|used to|until|ousted|deposed|fallen|disgraced|dismissed|removed|sacked"
    r"|predecessors?|last|original\w*|earlier|was (?:the )?\w+ (?:from|between|at the time)|who was|as it was"
    r"|then[- ]\w+|at the time|formerly|first|already|veteran|founding|departed|stepped|resigned"
)
_RULES = (
    _rule("原", rf"{_ORIGINAL}(?!{_NOT_ORIGINAL}){_HAN}{{0,12}}?(?:{_POST})", _FORMER),
    _rule("前", rf"{_ONCE}(?!{_NOT_ONCE}){_HAN}{{0,8}}?(?:{_POST})", _FORMER),
    _rule(
        "代",
        (
            rf"(?<![{_NO_ACTING}])代理?(?:[市省县区州镇乡院部校局检行会]长|主席|总理|总统|首相|主任"
            "|检察长|书记|司令员)"
        ),
        r"acting|interim|caretaker|provisional\w*|temporar\w+|stand[- ]in|pro tem\w*|represent\w*"
        r"|behalf|agents?|deputi[sz]\w+|replac\w+|substitut\w+|proxy|standing in|for the",
    ),
    _rule(
        "誉譽",
        "[名荣]誉(?:主席|会长|院长|校长|教授|博士|主任|理事长|市民|顾问|总裁|董事长|院士|领事|公民)",
        r"honou?r\w*|emerit\w+|titular|freedom|freeman",
    ),
    _rule(
        "候",
        "候任",
        r"\w*elect\w*|designate|designated|incoming|next|nomin\w+|upcoming|future|soon|new"
        r"|take office|transition",
    ),
    _rule(
        "总總",
        "总(?:工程师|会计师|设计师|建筑师|经济师)",
        r"chief|general|head|lead\w*|principal|c[tf]o|master|architect",
    ),
)


_CHARS = frozenset().union(*(rule.chars for rule in _RULES))


def lost(pair: Pair) -> Iterator[Finding]:
    """Finding `post_rank`: the first standing that neither its sentence nor one beside it tells."""
    if _CHARS.isdisjoint(chars := characters_of(pair.zh)):
        return
    rules = [rule for rule in _RULES if not rule.chars.isdisjoint(chars)]
    zh = simplified(pair.zh)
    for rule in rules:
        if rule.zh.search(zh) and (post := _untold(rule, zh, pair.en)):
            message = f"“{post}” is in the English simply the post."
            yield pair.error("post_rank", "accuracy/mistranslation", message, "en", post)
            return


def _untold(rule: _Rule, zh: str, en: str) -> str:
    groups = side_by_side(zh, en)
    for number, (part, _) in enumerate(groups):
        said = rule.zh.search(part)
        around = " ".join(english for _, english in groups[max(0, number - 1) : number + 2])
        if said and not rule.en.search(around):
            return said[0]
    return ""
