"""Terms as DeepL and others take a glossary: two columns, source first, no header; CSV or TSV.

`glossary.read` reads them. No cell is guarded against being a formula, because those services would take
the guard for a part of the term; what a spreadsheet would run is left out instead, as is what they refuse.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from summarizer.text import Term

MOST_BYTES = 1024  # of one phrase, in UTF-8
_BREAKING = ("Cc", "Cs", "Zl", "Zp")  # control characters, half characters, separators of lines
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Omitted:
    """A term that is not in the file, and why."""

    term: Term
    reason: str


def write(terms: Iterable[Term], form: Literal["csv", "tsv"] = "csv") -> tuple[bytes, tuple[Omitted, ...]]:
    """The terms as a glossary in UTF-8, and those that had to be left out.

    Of each Chinese form the first term is taken, with its preferred English. Left out are terms with an empty
    side, a line break or another control character, more than 1,024 bytes, or the beginning of a formula.
    """
    taken: dict[str, str] = {}
    omitted = []
    for term in terms:
        source, target = term.zh.strip(), term.en.strip()
        reason = "it is there already" if source in taken else _fault(source) or _fault(target)
        if reason:
            omitted.append(Omitted(term, reason))
        else:
            taken[source] = target
    return _table(taken.items(), form), tuple(omitted)


def _table(rows: Iterable[tuple[str, str]], form: str) -> bytes:
    out = io.StringIO()
    if form == "tsv":  # which knows no quotes: no cell has a tab or a line break
        out.writelines(f"{source}\t{target}\n" for source, target in rows)
    else:
        csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _fault(phrase: str) -> str:
    if not phrase:
        return "one side is empty"
    if phrase.startswith(_FORMULA):
        return "a spreadsheet would run it as a formula"
    if any(unicodedata.category(char) in _BREAKING for char in phrase):
        return "it holds a line break or a control character"
    return "it is longer than 1,024 bytes" if len(phrase.encode()) > MOST_BYTES else ""
