"""What a statement's English says of its own, without who said so: “We go on,” Wang Kai said.

The Chinese that is copied for a statement mostly begins behind 王凯说, or within its quotation marks; its
speaker has a key. English says both in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.fields import Statement
from summarizer.numerals.figure import any_of

_SAID = (
    r"(?:said|says|say|told|stressed|emphasi[sz]ed|noted|added|explained|argued|admitted|remarked|recalled|believes?d?"
    r"|warned|pointed out|stated|wrote|writes|declared|announced|acknowledged|asked|replied|claimed|insisted"
    r"|predicted|commented|observed|disclosed|revealed|called|urged|suggested|proposed|thinks?|holds?|put it)"
)
_MARKS = '["“”]'
_QUOTED = re.compile(rf"\A{_MARKS}(?P<said>[^\"“”]+){_MARKS}(?P<who>[^\"“”]{{0,160}})\Z")
_WHO = re.compile(rf"(?:\A|[\s,])(?:{_SAID}|according to)\b")
_DENIES = re.compile(r"\b(?:not|never|no|denied|denies|deny)\b|n['’]t\b")
_NOBODY = re.compile(r"(?:It|There|This|That|What|If|When|As|He|She|They)\b")
_BEFORE = re.compile(rf"\A(?P<who>[^\"“”]{{2,120}}?\b{_SAID})(?:,|:| that| in [^,.;:]{{2,40}},)? ")


def unattributed(said: Statement, own: str, others: Iterable[str]) -> str:
    """The English of a statement without its speaker, whose English is `own` if it is known.

    It is left whole if the Chinese has him, too, or if it may name one of the `others` or deny something.
    """
    en, speaker = said.en.strip(), said.speaker.strip()
    if not speaker or speaker[:2] in said.zh:
        return en
    found = _QUOTED.match(en) if said.mode == "direct" else None
    if found and (not found["who"].strip(" .") or _WHO.search(found["who"])):
        return en if _names(found["who"], others) else found["said"].rstrip(" ,")
    before = _BEFORE.match(en)
    if before is None or _names(before["who"], others):
        return en
    if own not in before["who"] or (not own and _NOBODY.match(en)):
        return en
    rest = en[before.end() :].strip()
    quoted = _QUOTED.match(rest) if said.mode == "direct" else None
    return quoted["said"] if quoted and not quoted["who"].strip(" .") else rest


def _names(text: str, people: Iterable[str]) -> bool:
    known = [name for name in people if name]
    return _DENIES.search(text) is not None or (
        bool(known) and re.search(rf"\b(?:{any_of(known)})\b", text) is not None
    )
