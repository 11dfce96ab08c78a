"""What reviewers prefer for a term: a rendering that they changed wherever they met it.

Nothing is decided here. One reviewer's choice in one sentence may be right there and nowhere else; so a
rendering is proposed, and a person decides for the whole folder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from summarizer.reviews import Reviewed
from summarizer.text import Term

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST = 12  # words of a proposal; more is a sentence that was written anew
_EDGES = frozenset("a an the of in to for and on at by with".split())  # noqa: SIM905  # reads better


class Terms(Protocol):
    """What is needed of a termbase."""

    def matching(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`."""
        ...


@dataclass(frozen=True, slots=True)
class Preference:
    """A term whose rendering is in none of the reviewed segments that it occurs in, though `segments` of them
    were translated so. `instead` are the renderings that stand there now, the most frequent first, as far as
    they can be told.
    """

    term: Term
    segments: int
    instead: tuple[str, ...]

    @property
    def message(self) -> str:
        """A sentence for the user."""
        where = "the one segment" if self.segments == 1 else f"all {self.segments} segments"
        said = f", to “{'”, “'.join(self.instead)}”" if self.instead else ""
        return f"{self.term.zh} is “{self.term.en}”; reviewers changed it in {where} that had it{said}."


def preferences(reviewed: Iterable[Reviewed], terms: Terms) -> Iterator[Preference]:
    """The terms that reviewers render otherwise throughout, in order of their first segment; English only."""
    found: dict[str, list[Reviewed]] = {}
    known: dict[str, Term] = {}
    for row in reviewed:
        if row.to.lower().partition("-")[0] != "en":
            continue
        for term in terms.matching(row.zh):
            known[term.zh] = term
            found.setdefault(term.zh, []).append(row)
    for zh, rows in found.items():
        term = known[zh]
        changed = [row for row in rows if _stands_in(term, row.was)]
        if changed and not any(_stands_in(term, row.text) for row in rows):
            instead = Counter(filter(None, (_instead(term, row) for row in changed)))
            yield Preference(term, len(changed), tuple(en for en, _ in instead.most_common(3)))


def _stands_in(term: Term, text: str) -> bool:
    """Whether one of a term's wordings stands in a text, word for word."""
    words = _folded(_WORD.findall(text))
    wordings = (_folded(_WORD.findall(wording)) for wording in (term.en, *term.variants))
    return any(_place(wording, words) is not None for wording in wordings)


def _instead(term: Term, row: Reviewed) -> str:
    """What stands where the term's rendering stood; "" where that cannot be told."""
    before, after = _WORD.findall(row.was), _WORD.findall(row.text)
    for wording in (term.en, *term.variants):
        place = _place(_folded(_WORD.findall(wording)), _folded(before))
        if place is not None:
            return _replaced(before, after, *place)
    return ""


def _place(wanted: Sequence[str], words: Sequence[str]) -> tuple[int, int] | None:
    size = len(wanted)
    starts = (at for at in range(len(words) - size + 1) if words[at : at + size] == wanted)
    at = next(starts, None) if size else None
    return None if at is None else (at, at + size)


def _replaced(before: Sequence[str], after: Sequence[str], start: int, end: int) -> str:
    """The words that `before[start:end]` became."""
    marked = [*_folded(before[:start]), "\0", *_folded(before[end:])]  # one word that is in no text
    opcodes = SequenceMatcher(None, marked, _folded(after), autojunk=False).get_opcodes()
    first, last = next((j1, j2) for _, i1, i2, j1, j2 in opcodes if i1 <= start < i2)
    words = list(after[first:last])
    while words and words[0].lower() in _EDGES:
        del words[0]
    while words and words[-1].lower() in _EDGES:
        del words[-1]
    return " ".join(words) if len(words) <= _LONGEST else ""


def _folded(words: Iterable[str]) -> list[str]:
    """Words in small letters and without a plural's s: whether one or many is no other rendering."""
    return [word.lower().removesuffix("s") for word in words]
