"""What the English denies although nothing in its Chinese does: 签署了, "did not sign".

An English sentence denies too often if it does so more often than its Chinese has words that may be told by a
"not" and that it tells by no other word (`may_deny`), with what the sentences beside it deny and do not tell.
Of 4,500 right texts none had such a sentence; of the 8,000 of engines two, which were wrong.
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.text import Finding
from summarizer.verifying import may_deny, sentences
from summarizer.verifying.page import Pair
from summarizer.verifying.tables import rows_of

_DENIES = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|must|may|shall)"
    r"(?: not\b|n['’]t\b)"
    r"(?! (?:(?:only|just|merely|simply|least|to mention|limited to)\b"
    r"|(?:less|more|fewer|later|lower)\b[^.;,]{0,40}? than\b))"
    r"|\bcannot\b(?! (?:only|but)\b)|\bnever\b(?! (?:mind|before)\b)"
)
# What says no twice, or as a phrase: "did not forget", "not until May", "isn't it beautiful!"
_NOT = r"(?:\w+ not|\w+n['’]t|never|cannot)\b"
_EXCUSED = re.compile(
    rf"{_NOT}(?: \w+){{0,2}}? (?:worr|forg[eo]t|miss(?!il|ion)|hesitat|fail|stop|ceas|los[et]|lack|ignor"
    r"|very|particularly|especially"
    r"|chang|broke|break|g[ia]ve up|giv(?:en|ing) up|abandon|doubt|deny|denied|without|undo\w+"
    r"|un(?!changed|der)\w+(?:able|ible|ful|ed|ing)\b)"
    r"|\w+n['’]t (?:it|that|this|he|she|they|you|we|there|the)\b"
)
# What English says only by a "not" if something comes first, or is left out, which the Chinese then says.
_LIMITED = re.compile(
    rf"{_NOT}[^.;:]{{0,80}}?\b(?:(?P<before>before)|(?P<but>unless|except|other than)"
    r"|(?P<bound>exceed\w*|(?:more|longer|later|less|fewer|higher|lower) than)"
    r"|until|till|any ?(?:more|longer))\b"
)
_LIMITS = {
    "before": re.compile("[前先才未还刚就便即早]"),
    "but": re.compile("[除非否只仅唯外才须]"),
    "bound": re.compile(
        "[\\d一二两三四五六七八九十百千万亿年月周日天时钟][之以]?内|以[下上]|最[长多大高低少晚迟早]|至[多少]|[上下]限|限[高速时]"
    ),
}
# One denial for each of a list, or word by word: 不抽烟喝酒, "does not smoke and does not drink".
_AGAIN = re.compile(
    r"(?:,|\b(?:and|or)) (?:did|does|do|must|may|shall|should|will|would|can|could)(?: not|n['’]t)\b"
)
_LISTED = re.compile("[、和与及或]")
_BORDER = re.compile("[，。；：！？,;:!?]")
_NO, _ALL = re.compile("[不没未无非勿莫毋禁]"), re.compile("[均都皆也]")
# What English tells by its opposite: 遥远, "not near".
_LITOTES = """
远 遥=near close nearby|近=far distant|易 简单 轻松=hard difficult|难 繁 复杂=easy simple|贵 昂=cheap
便宜 廉 实惠=expensive cost dear|好 佳 优 妙=bad poor|坏 劣 差 糟=good well|大 宽=small narrow
小 窄=big large|重=light|轻=heavy serious seriously|新=old|旧 老=new young|快 急=slow|慢=fast quick|早=late
晚 迟=early time|长 久=short|短=long|冷 凉 寒=warm hot|热=cold|干净=dirty|常 普遍=rare unusual uncommon
熟=strange unfamiliar|弱 软=strong|强=weak|病=well|输=win|赢 胜=lose|闭 关=open|开=close closed|静=noise
暗 黑=see light bright|湿=dry|干=wet|穷 贫=rich money|富=poor|笨 傻=clever|错=right|醒=asleep sleep|睡=awake
饱=hungry|饿=eat eaten full|闲=busy|忙=free|站=sit|坐=stand|留=leave go|走=stay|直=bend|平=rise fall change
稳=change move waver|冷静 镇定=panic|真=joking lying
"""
_NEGATIVES = (" not", "n't", "n’t", "cannot", "never")  # one of which every denial has
_QUOTED = 24  # characters


def check(pair: Pair, en: str) -> Finding | None:
    """A finding where `en`, the English in small letters, denies what the Chinese asserts."""
    if not _may_deny(en):  # most texts have none
        return None
    parts = sentences.side_by_side(pair.zh, pair.en)
    for number, (zh, part) in enumerate(parts):
        denied = _denied(zh, part)
        if not denied or len(denied) <= (may := may_deny.untold(zh, part)):
            continue
        if may:
            denied = _denied(zh, _together(part))[_listed(zh) :]
        # what a sentence beside it may deny and does not tell there may be told here
        beside = (*parts[max(0, number - 1) : number], *parts[number + 1 : number + 2])
        told = may + sum(_left(*each) for each in beside)
        if len(denied) > told and len(denied) > told + _by_opposites(zh, part):
            message = f"“{denied[-1]}”: nothing in the Chinese denies this."
            return pair.error("negation", "accuracy/mistranslation", message, "en", zh[:_QUOTED])
    return None


def _listed(zh: str) -> int:
    """For how many more things a word of a Chinese sentence may deny: 不吸烟、饮酒; 甲和乙均未到场."""
    return sum(map(_listed_in, _BORDER.split(zh)))


def _listed_in(clause: str) -> int:
    no = _NO.search(clause)
    return len(_LISTED.findall(clause, 0 if _ALL.search(clause) else no.start())) if no else 0


def _left(zh: str, en: str) -> int:
    """How much a sentence may deny that its English does not tell."""
    return max(0, may_deny.denials(zh, en) - len(_DENIES.findall(en)))


def _denied(zh: str, en: str) -> list[str]:
    """The words of an English sentence that deny something, and say nothing else."""
    places = _DENIES.finditer(en) if _may_deny(en) else ()
    return [found[0] for found in places if not _is_excused(zh, en, found.start())]


def _may_deny(en: str) -> bool:
    return any(map(en.__contains__, _NEGATIVES))


def _is_excused(zh: str, en: str, at: int) -> bool:
    """Whether a "not" is one by which English tells what is asserted: "not until May", "did not forget"."""
    if _EXCUSED.match(en, at):
        return True
    limited = _LIMITED.match(en, at)
    return limited is not None and (
        not limited.lastgroup or _LIMITS[limited.lastgroup].search(zh) is not None
    )


_SOME = r"(?: \w+){0,2}? "  # "is not at all", "does not really"


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What a Chinese text has, and how English denies its opposite."""
    return tuple(
        (re.compile("|".join(zh)), re.compile(rf"{_NOT}{_SOME}(?:{'|'.join(en.split())})\b"))
        for zh, en in rows_of(_LITOTES)
    )


def _by_opposites(zh: str, en: str) -> int:
    """How many opposites of what the Chinese says an English sentence denies: 遥远, "not near"."""
    return sum(len(theirs.findall(en)) for ours, theirs in _opposites() if ours.search(zh))


def _together(en: str) -> str:
    """An English sentence without a denial that only goes on with the first one."""
    first = _DENIES.search(en)
    return en if first is None else en[: first.end()] + _AGAIN.sub(" ", en[first.end() :])
