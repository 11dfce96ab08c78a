"""Yuan that became dollars within a text: where others are yuan still, and no other money is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.numerals import Figure
from summarizer.verifying.problem import Problem

_YUAN = re.compile(r"\b(?:yuan|rmb|renminbi|cny)\b", re.IGNORECASE)
_DOLLARS = re.compile(r" ?(?:thousand |million |billion |trillion )?(?:u\.?s\.? )?dollars?\b", re.IGNORECASE)
# Whatever may be paid in dollars: countries, and names in Latin letters
_ABROAD = re.compile("[美港澳加台臺欧英日韩纽坡刀镑]|外[币汇国商资贸]|境外|海外|国际|新元|新币|[A-Za-z]")


def made_dollars(rendered: Sequence[tuple[Figure, Figure]], zh: str, en: str) -> Iterator[Problem]:
    """The sums in yuan, which the Chinese may leave unsaid (过亿, 两万块), that are dollars in English."""
    if "dollar" not in en or not _YUAN.search(en) or _ABROAD.search(zh):
        return
    for figure, rendering in rendered:
        found = _DOLLARS.match(en, rendering.end)
        if found and not _is_gloss(rendering, en):
            message = f"{figure.surface} -> {rendering.surface}{found[0]}: CNY has become USD"
            yield Problem("unit", "error", message, figure.surface, "zh")


def _is_gloss(rendering: Figure, en: str) -> bool:
    """Whether a sum stands in brackets, where English adds what it is worth elsewhere."""
    return en.rfind("(", 0, rendering.start) > en.rfind(")", 0, rendering.start)
