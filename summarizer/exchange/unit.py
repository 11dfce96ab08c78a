"""What is exchanged: a unit is one segment of a document, its translation, and what is known about both."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.errors import UsageError
from summarizer.files import printable

State = Literal["translated", "needs-review", "reviewed", "withheld", "failed"]

# Characters that XML 1.0, and so every format here but one, has no way to write down.
UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What no list shows: control characters, half characters, separators of lines; and the sign of an escape.
_HIDDEN = ("Cc", "Cs", "Zl", "Zp")
_ESCAPE = "\u27e6"
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")  # of a language, BCP 47


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about a unit: a finding of a check, or (`note`) what a person wrote beside it."""

    severity: Literal["error", "warning", "note"]
    message: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment. `document` is the path of its document, `segment` its id there ("7" for line 7).

    Texts hold inline tags as `<1>…</1>` and `<2/>`; see `inline`. State `needs-review` says that findings are
    open, `translated` that there are none; `reviewed` that a person stands behind the translation; `withheld`
    that a provider refused it. `terms` are pairs (source, translation) for the reader's information: they are
    written, not read back. `written`, in what was read, is the `fingerprint` of the translation as it was
    written, or "" where the file does not say.
    """

    document: str
    segment: str
    source: str
    target: str = ""
    source_language: str = "zh"
    target_language: str = "en"
    state: State = "translated"
    remarks: tuple[Remark, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    written: str = ""

    @property
    def id(self) -> str:
        """The unit's name, the same in every run: document and segment."""
        return f"{self.document}#{self.segment}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term that travels with a review: Chinese, English, what is known of it; `written` as of a unit."""

    zh: str
    en: str
    kind: str = ""
    note: str = ""
    written: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether a person changed the English of what was handed out."""
        return bool(self.written and self.en.strip()) and fingerprint(self.en) != self.written


def fingerprint(text: str) -> str:
    """16 hex digits that stand for a text. Line endings and blanks around it make no difference."""
    return hashlib.sha256(settled(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def settled(text: str) -> str:
    """The text without what tools change on their own: line endings, blanks around it."""
    return broken(text).strip()


def broken(text: str) -> str:
    """The text with its lines broken by line feeds alone: no format keeps a return."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sound(unit: Unit) -> Unit:
    """The unit so that it can always be written: U+FFFD stands for each character that no XML can hold. What
    cannot be seen in the name of its document is spelt out, so that different names stay different.
    """
    return replace(
        unit,
        document=named(unit.document),
        segment=_mended(unit.segment),
        source=_mended(unit.source),
        target=_mended(unit.target),
        remarks=tuple(replace(remark, message=_mended(remark.message)) for remark in unit.remarks),
        terms=tuple((_mended(source), _mended(target)) for source, target in unit.terms),
    )


def named(path: str) -> str:
    r"""The path of a document as every file and every reader can show it; no two paths become the same.

    >>> named("a\rb.txt")
    'a⟦000D⟧b.txt'
    """
    inner = path.strip()
    start = path.index(inner) if inner else len(path)
    end = start + len(inner)
    return "".join(
        f"{_ESCAPE}{ord(char):04X}⟧" if not start <= index < end or _is_hidden(char) else char
        for index, char in enumerate(path)
    )


def _is_hidden(char: str) -> bool:
    return char in (_ESCAPE, "\ufffe", "\uffff") or unicodedata.category(char) in _HIDDEN


def checked(
    units: Iterable[Unit], unsound: re.Pattern[str] = UNSOUND, *, one_pair: bool = True
) -> list[Unit]:
    """The units as a list, if they can be written. `unsound` matches what the format cannot hold.

    Raises UsageError: no units, the same unit twice, a text or a language tag that cannot be written, or
    (with `one_pair`) several pairs of languages.
    """
    found = list(units)
    if not found:
        raise UsageError("There is nothing to export.", "Translate first: summarizer translate PATH.")
    _refuse_doubles(found)
    for unit in found:
        _refuse_unsound(unit, unsound)
    pairs = sorted({(unit.source_language, unit.target_language) for unit in found})
    if one_pair and len(pairs) > 1:
        raise UsageError(
            f"One file holds one pair of languages, not {shown(pairs)}.", "Make a file for each."
        )
    return found


def by_document(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """Path -> its units; both in the order in which they come."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(unit.document, []).append(unit)
    return found


def shown(pairs: Iterable[tuple[str, str]], most: int = 6) -> str:
    """Pairs of languages for a message: "de → fr, en → zh"."""
    texts = [f"{printable(source)} → {printable(target)}" for source, target in pairs]
    return ", ".join(texts[:most]) + (f" and {len(texts) - most} more" if len(texts) > most else "")


def _mended(text: str) -> str:
    return UNSOUND.sub("\ufffd", text)


def _refuse_doubles(units: list[Unit]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for unit in units:
        key = (unit.document, unit.segment, unit.target_language)
        if key in seen:
            raise UsageError(f"{printable(unit.id)} is there twice.", "Give each segment once.")
        seen.add(key)


def _texts(unit: Unit) -> Iterator[str]:
    yield from (unit.document, unit.segment, unit.source, unit.target)
    for remark in unit.remarks:
        yield remark.message
    for pair in unit.terms:
        yield from pair


def _refuse_unsound(unit: Unit, unsound: re.Pattern[str]) -> None:
    for text in _texts(unit):
        if found := unsound.search(text):
            what = " ".join(f"U+{ord(char):04X}" for char in found[0])
            raise UsageError(
                f"{printable(unit.id)} holds {what}, which this format cannot carry.",
                "Take the character out of the text, or choose another format.",
            )
    for tag in (unit.source_language, unit.target_language):
        if not _TAG.fullmatch(tag):
            raise UsageError(f"“{printable(tag)}” is no language tag.", "Tags are like en, en-GB, zh-Hans.")
