"""Fixed expressions of English, in which no word tells what it tells alone.

"Open interest" is not the opposite of a close, and whoever "falls ill" goes no way down.
"""

from __future__ import annotations

import re

# `*` stands for any letters.
_FIXED = """
cutting edge, cutting-edge, cut short, cut corners, first class, first-class, first rate, first-rate,
first-hand, first aid, first lady, first tier, first-tier, first place, first glance, first sight,
first name, open interest, open source, open-source, open-air, in the end, in the open, as long as,
so long as, no longer, before long, before *ing, before *ly *ing, last name, last resort, last straw,
in short, short of, right away, right now, all right, broke down, broken down, break* down, down payment,
low-lying, low lying, low-key, low key, high school*, high street, high seas, hot spot*, hot line*,
hot pot*, cold war, cold chain, public security, public prosecutor*, close to, close ties, close attention,
close contact*, close cooperation, better off, give* rise to, gave rise to, giving rise to, mother tongue,
end user*, end product*, sister city, sister cities, sister universit*, sister school*,
sister institution*, sister compan*, start-up*, political and legal, legal affairs, legal system,
legal profession, than yesterday,
baggage drop*, bag drop*, drop-off*, legal person*, legal representative*, legal department*
"""
_FALLING = "fall falls fell fallen falling".split()  # noqa: SIM905  # a list of words reads better
_NO_WAY_DOWN = "back behind into under within ill asleep victim prey apart through short".split()  # noqa: SIM905


def _pattern() -> re.Pattern[str]:
    given = (re.escape(each.strip()).replace(r"\*", r"\w*") for each in _FIXED.split(","))
    falling = rf"(?:{'|'.join(_FALLING)})\ (?:{'|'.join(_NO_WAY_DOWN)})"
    return re.compile(rf"\b(?:{'|'.join((*given, falling))})\b")


FIXED = _pattern()
