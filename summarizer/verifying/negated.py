"""What the English denies although nothing in its Chinese does: 签署了, "did not sign".

An English sentence is one too many "not" if it has more than its Chinese has characters that may deny, with what
the sentences beside it may deny and do not tell. What says no without being a negation (欠, 难, 仅, 尚待) is among
these characters. Of 5,600 right texts two had such a sentence.
"""

from __future__ import annotations

import re

from summarizer.text import Finding
from summarizer.verifying import denying, sentences
from summarizer.verifying.page import Pair

_MAY_DENY = re.compile(
    "[不没未无非勿莫毋别否禁反缺难少拒免除绝失停欠岂何吗么谁哪尚待仅却零休懒懶厌违弃忘漏异避防败怕空差弱唔冇咪?？]"
)
# Words with one of these characters that tell nothing a "not" may stand for.
_NO_DENIAL = re.compile(
    "[特分级类性区个派国]别|别[墅墊]|不(?:[断少久锈朽]|同(?!意))|非(?:常|洲|凡|遗|物质文化)|未来|无(?:人机|线|锡|偿|缝|数|穷|限|比|私)"
    "|莫斯科|[南北东西]非|反(?:映|应|馈|复|响|思|哺)|[减多至]少|少[年数女先儿]|难(?:度|点|题|忘|得|关)|绝(?:对|大)|失业"
    "|除(?:夕|了|此)|[消扫清解免废删开拆]除|停(?:车|留|泊)|[任如]何|招待|[等期接对优看]待|免(?:费|税|疫)|避免"
    "|零(?:售|部件)|[退午]休|休(?:闲|息|假)|冷却|仅供"
)
_DENIES = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|must|may|shall)"
    r"(?: not\b|n['’]t\b)"
    r"(?! (?:only|just|merely|simply|until|least|limited|less|more|fewer|later|lower|to mention)\b)"
    r"|\bcannot\b(?! (?:only|but)\b)|\bnever\b(?! (?:mind|before)\b)"
)
_QUOTED = 24  # characters


def check(pair: Pair, en: str) -> Finding | None:
    """A finding where `en`, the English in small letters, denies what the Chinese asserts."""
    if _DENIES.search(en) is None:
        return None
    parts = sentences.side_by_side(pair.zh, pair.en)
    may = [_denials(zh) for zh, _ in parts]
    left = [max(0, most - denying.all_told(part)) for most, (_, part) in zip(may, parts, strict=True)]
    for number, (zh, part) in enumerate(parts):
        denied = _DENIES.findall(part)
        # what a sentence beside it may deny and does not tell there may be told here
        beside = sum(left[max(0, number - 1) : number]) + sum(left[number + 1 : number + 2])
        if len(denied) > may[number] + beside:
            message = f"“{denied[-1]}”: nothing in the Chinese denies this."
            return pair.error("negation", "accuracy/mistranslation", message, "en", zh[:_QUOTED])
    return None


def _denials(zh: str) -> int:
    """How many characters of a Chinese text may deny something."""
    return len(_MAY_DENY.findall(_NO_DENIAL.sub("", zh)))
