"""The numbers that Word puts before paragraphs (第三条, 一、, 2.1): they are seen, but not in the text.

A paragraph names a list and a level; the list is an instance of a definition, and instances of one definition
count on, unless one says that it starts anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_LONGEST = 40  # characters of a pattern such as 第%1条
_DIGITS = "零一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered and indented."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    indent: Any = None  # w:ind


@dataclass
class Numbering:
    """Counts the paragraphs of one document, in order."""

    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    instances: dict[str, tuple[str, dict[int, int]]] = field(
        default_factory=dict
    )  # list -> definition, starts
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style -> list, level
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Any | None, styles: Any) -> Numbering:
        """Read the definitions; `numbering` and `styles` are the roots of these parts."""
        if numbering is None:
            return cls()
        definitions = {
            _own(item, "abstractNumId"): {
                level: _level(found)
                for found in item.iter(_W + "lvl")
                if (level := _number(_own(found, "ilvl"), 0)) < _LEVELS
            }
            for item in numbering.iter(_W + "abstractNum")
        }
        instances = {
            _own(item, "numId"): (_text(item, "abstractNumId"), _starts(item))
            for item in numbering.iter(_W + "num")
        }
        named = {
            _own(style, "styleId"): found
            for style in styles.iter(_W + "style")
            if (found := _listed(style.find(_W + "pPr")))
        }
        return cls(definitions, instances, named)

    def mark(self, properties: Any | None, style: str) -> str:
        """Return what stands before the next paragraph, by its properties (w:pPr) and its style, or ""."""
        name, level = self._place(properties, style)
        definition, starts = self.instances.get(name, ("", {}))
        levels = self.definitions.get(definition, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(definition, [None] * _LEVELS)
        if name not in self._begun:
            self._begun.add(name)
            for begun, start in starts.items():
                counts[begun] = start - 1
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _shown(levels, counts, level)

    def level_of(self, properties: Any | None, style: str) -> Level | None:
        """Return the level of a list item, which says how far it is indented; None if it is none."""
        name, level = self._place(properties, style)
        return self.definitions.get(self.instances.get(name, ("", {}))[0], {}).get(level)

    def _place(self, properties: Any | None, style: str) -> tuple[str, int]:
        return _listed(properties) or self.styles.get(style, ("", 0))


def _listed(properties: Any | None) -> tuple[str, int] | None:
    """Return the list and level that paragraph properties name, or None."""
    found = properties.find(_W + "numPr") if properties is not None else None
    if found is None or found.find(_W + "numId") is None:
        return None
    return _text(found, "numId"), min(_number(_text(found, "ilvl"), 0), _LEVELS - 1)


def _shown(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
    if levels[level].kind in {"bullet", "none"}:
        return ""
    text = levels[level].pattern
    for above in range(level + 1):
        if f"%{above + 1}" in text:
            stated = levels.get(above, Level())
            count = counts[above]
            text = text.replace(
                f"%{above + 1}", written(stated.start if count is None else count, stated.kind)
            )
    text = text.strip()
    return f"{text} " if text and (text[-1].isalnum() or text[-1] in ".)") else text


def written(count: int, kind: str) -> str:
    """Write a number as one of Word's kinds; in digits if the kind is unknown or has no such number."""
    write = _KINDS.get(kind)
    return write(count) if write and 0 < count < 10_000 else str(count)


def _chinese(count: int) -> str:
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, unit)
        if digit:
            out += "零" * (gap and bool(out)) + _DIGITS[digit] + name
        gap = not digit
    return out[1:] if out.startswith("一十") else out


def _roman(count: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (count // value)
        count %= value
    return out


def _letter(count: int) -> str:
    return chr(ord("A") + (count - 1) % 26) * min(5, (count - 1) // 26 + 1)


def _circled(count: int) -> str:
    return chr(ord("①") + count - 1) if count <= 20 else str(count)


_KINDS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        _chinese,
    ),
    "ideographDigital": lambda count: "".join(_DIGITS[int(digit)] for digit in str(count)),
    "ideographTraditional": lambda count: _STEMS[count - 1] if count <= 10 else str(count),
    "ideographZodiac": lambda count: _BRANCHES[count - 1] if count <= 12 else str(count),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda count: _letter(count).lower(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda count: f"{count:02}",
}  # fmt: skip


def _level(element: Any) -> Level:
    kind = _text(element, "numFmt") or "decimal"
    indent = element.find(f"{_W}pPr/{_W}ind")
    return Level(_number(_text(element, "start"), 1), kind, _text(element, "lvlText")[:_LONGEST], indent)


def _starts(element: Any) -> dict[int, int]:
    """Return the levels at which an instance starts anew, and with what."""
    return {
        level: _number(_text(item, "startOverride"), 1)
        for item in element.iter(_W + "lvlOverride")
        if item.find(_W + "startOverride") is not None and (level := _number(_own(item, "ilvl"), 0)) < _LEVELS
    }


def _own(element: Any, name: str) -> str:
    return element.get(_W + name) or ""


def _text(element: Any, name: str) -> str:
    """Return the value of the child of this name."""
    child = element.find(_W + name)
    return _own(child, "val") if child is not None else ""


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else default
