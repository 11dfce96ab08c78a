"""Puts the numbers that Word writes by itself into the figures of the translation: 一、 becomes "1.".

They are not in the text, so nobody translates them. Where a document has both 一、 and 1., which would be the
same then, Chinese numerals become Roman ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COUNTING = frozenset(
    {
        "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting",
        "japaneseLegal", "japaneseDigitalTenThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
        "taiwaneseDigital", "ideographDigital", "ideographLegalTraditional",
    }
)  # fmt: skip
_PLAIN = {
    "decimalFullWidth": "decimal",
    "decimalFullWidth2": "decimal",
    "decimalHalfWidth": "decimal",
    "decimalEnclosedCircleChinese": "decimalEnclosedCircle",
    "ideographEnclosedCircle": "decimalEnclosedCircle",
    "ideographTraditional": "upperLetter",
    "ideographZodiac": "upperLetter",
    "ideographZodiacTraditional": "upperLetter",
}
# What is counted, by the word after the number or before it.
_WORDS = {
    "编": "Part", "篇": "Part", "部分": "Part", "章": "Chapter", "节": "Section", "条": "Article",
    "款": "Paragraph", "项": "Item", "课": "Lesson", "讲": "Lecture", "单元": "Unit", "步": "Step",
    "附件": "Annex", "附录": "Appendix", "附表": "Annexed Table", "图": "Figure", "表": "Table",
    "例": "Example", "問": "Question", "问": "Question", "節": "Section", "條": "Article", "項": "Item",
    "圖": "Figure",
}  # fmt: skip
_COUNTED = re.compile(r"第\s?((?:%\d[.．\-]?){1,9})\s?(部分|单元|[编篇章节條条節款项項课讲步问問])")
_LABELLED = re.compile(r"(附件|附录|附表|[图圖表例])\s?((?:%\d[.．\-]?){1,9})")
_MARKS = str.maketrans("（）、．。，：；【】〔〕－—\u3000", "()...,:;[][]-- ")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: what it is and what it becomes."""

    element: Any
    kind: str
    pattern: str
    new: str

    @property
    def is_chinese(self) -> bool:
        """Whether it counts in Chinese, and its word does not tell it from other numbers."""
        return self.kind in _COUNTING and not any(char.isalpha() for char in self.new)

    @property
    def shape(self) -> str:
        """How its numbers look, whichever level they are of."""
        return re.sub(r"%\d", "%", self.new)


def westernise(numbering: Any, styles: Iterable[Any], texts: Iterable[Any], *, english: bool) -> None:
    """Change the numbers of all lists in a part with numbering, in place; words like 章 for English only.

    `styles` and `texts` are the roots of the parts that say which lists are in use.
    """
    levels = {
        (_own(definition, "abstractNumId"), _own(level, "ilvl")): _read(level, english=english)
        for definition in numbering.iter(_W + "abstractNum")
        for level in definition.iter(_W + "lvl")
    }
    overriding = [
        _read(level, english=english)
        for item in numbering.iter(_W + "num")
        for level in item.iter(_W + "lvl")
    ]
    used = [levels[place] for place in _used(numbering, styles, texts) if place in levels]
    western = {level.shape for level in used if _is_western(level)}
    roman = any(level.is_chinese and level.shape in western for level in used)
    for level in [*levels.values(), *overriding]:
        _change(level, roman=roman)


def count_pages(text: Any) -> None:
    """Number pages and notes of a part with text in figures, too."""
    for name, attribute in (("pgNumType", "fmt"), ("numFmt", "val")):
        for found in text.iter(_W + name):
            kind = found.get(_W + attribute) or ""
            if kind in _COUNTING or kind in _PLAIN:
                found.set(_W + attribute, _PLAIN.get(kind, "decimal"))


def worded(pattern: str, *, english: bool) -> str:
    """The pattern of a list's numbers as it is written in a Western language.

    >>> worded("第%1条", english=True), worded("（%2）", english=True), worded("%1、", english=False)
    ('Article %1', '(%2)', '%1.')
    """
    if english:
        pattern = _COUNTED.sub(lambda found: f"{_WORDS[found[2]]} {found[1]}", pattern)
        pattern = _LABELLED.sub(lambda found: f"{_WORDS[found[1]]} {found[2]}", pattern)
    plain = _HAN.sub("", pattern).translate(_MARKS)
    is_bare = _HAN.search(pattern) is not None and re.fullmatch(r"\s*(?:%\d)+\s*", plain)
    return " ".join(plain.split()) + ("." if is_bare else "")


def _read(level: Any, *, english: bool) -> _Level:
    kind, pattern = _value(level, "numFmt"), _value(level, "lvlText")
    return _Level(level, kind, pattern, pattern if kind == "bullet" else worded(pattern, english=english))


def _is_western(level: _Level) -> bool:
    return level.kind in ("decimal", "decimalFullWidth", "decimalFullWidth2") and "%" in level.new


def _change(level: _Level, *, roman: bool) -> None:
    if level.kind == "bullet" or "%" not in level.pattern:
        return
    if level.kind in _COUNTING:
        _set(level.element, "numFmt", "upperRoman" if roman and level.is_chinese else "decimal")
    elif level.kind in _PLAIN:
        _set(level.element, "numFmt", _PLAIN[level.kind])
    _set(level.element, "lvlText", level.new)
    if _value(level.element, "suff") == "nothing":  # Chinese needs no space after 一、
        _set(level.element, "suff", "space")


def _used(numbering: Any, styles: Iterable[Any], texts: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """The definitions and levels that paragraphs use, by themselves or by their style."""
    definitions = {_own(item, "numId"): _value(item, "abstractNumId") for item in numbering.iter(_W + "num")}
    named = {_own(style, "styleId"): style for tree in styles for style in tree.iter(_W + "style")}
    for tree in texts:
        for properties in tree.iter(_W + "pPr"):
            style = named.get(_value(properties, "pStyle"))
            for one in (properties, style.find(_W + "pPr") if style is not None else None):
                found = one.find(_W + "numPr") if one is not None else None
                if found is not None:
                    yield definitions.get(_value(found, "numId"), ""), _value(found, "ilvl") or "0"


def _own(element: Any, name: str) -> str:
    return element.get(_W + name) or ""


def _value(element: Any, name: str) -> str:
    child = element.find(_W + name)
    return _own(child, "val") if child is not None else ""


def _set(element: Any, name: str, value: str) -> None:
    child = element.find(_W + name)
    if child is not None:
        child.set(_W + "val", value)
