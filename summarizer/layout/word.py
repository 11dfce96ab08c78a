"""Word documents (.docx): each translation goes into the paragraph or cell that its text came from.

Paragraph styles, lists, tables, images, links, notes and the page stay; parts of the package that hold no
body text (running heads, settings, pictures) stay byte for byte. A paragraph that is translated keeps no
revision marks: its insertions are accepted. Numbers that Word writes before paragraphs (一、) become those of
the translation's language.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from summarizer.layout.matching import shared
from summarizer.layout.word_fonts import Dress
from summarizer.layout.word_numbers import count_pages, westernise
from summarizer.layout.word_runs import Writer
from summarizer.layout.word_tags import Content, contents, words
from summarizer.reading.word import opened
from summarizer.reading.word_paragraph import Paragraph, Slot, W
from summarizer.reading.word_pieces import WordLine

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
# What comes before a list's number, and before the indent, in a paragraph's properties.
_BEFORE_NUMBER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
_BEFORE_SPACING = (
    *_BEFORE_NUMBER, "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku",
    "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid",
)  # fmt: skip
_BEFORE_INDENT = (*_BEFORE_SPACING, "spacing")


def rebuild(data: bytes, texts: Mapping[int, tuple[str, ...]], *, bilingual: bool, to: str) -> bytes:
    """The document with its lines translated, or with each translation after its source.

    Raises:
        UnreadableDocument: as reading the document does.
    """
    with opened(data) as word:
        lines, trees, styles, lists = word.walked().lines, word.trees(), word.styles(), word.lists()
    found: dict[Slot, list[Content]] = {}
    for number, line in enumerate(lines, 1):
        if number in texts:
            found |= _placed(line, texts[number])
    if not found:
        return data
    dress = Dress(to)
    _write(found, dress, bilingual=bilingual)
    if not dress.is_latin or bilingual:  # beside its translation, Chinese is numbered as it was
        lists = {}
    for tree in lists.values():
        westernise(tree, styles.values(), trees.values(), english=dress.is_english)
    for tree in trees.values() if lists else ():
        count_pages(tree)
    for tree in [*styles.values(), *lists.values()]:
        dress.fonts(tree)
    return _packed(data, {**trees, **styles, **lists})


def left(data: bytes) -> list[str]:
    """The running heads and feet, which stay as they are."""
    with opened(data) as word:
        return word.running()


def _write(found: Mapping[Slot, list[Content]], dress: Dress, *, bilingual: bool) -> None:
    """Write the paragraphs that have a translation, and look after the text boxes that they stand in."""
    paragraphs = dict.fromkeys(slot.paragraph for slot in found)
    for paragraph in paragraphs:
        (_add_translation if bilingual else _translate)(paragraph, found, dress)
    boxes = (next(paragraph.element.iterancestors(W + "txbxContent"), None) for paragraph in paragraphs)
    for box in dict.fromkeys(box for box in boxes if box is not None):
        _let_grow(box)
        _repeat_for_older_programs(box)


def _placed(line: WordLine, translations: tuple[str, ...]) -> dict[Slot, list[Content]]:
    found: dict[Slot, list[Content]] = {}
    given = shared(translations, len(line.pieces))
    for piece, translation in zip(line.pieces, given, strict=True):
        found |= contents(piece, translation)
    return found


def _translate(paragraph: Paragraph, found: Mapping[Slot, list[Content]], dress: Dress) -> None:
    """Write a paragraph anew; the lines of it without a translation as they were."""
    element = paragraph.element
    writer = Writer(element, dress)
    new: list[Any] = []
    for at, slot in enumerate(paragraph.slots):
        new += writer.line_break(paragraph.breaks[at - 1]) if at else []
        new += writer.line(slot, found.get(slot))
    properties = element.find(W + "pPr")
    for child in list(element):
        if child is not properties:
            element.remove(child)
    element.extend(new)
    if properties is not None:
        _accept_revisions(properties)


def _add_translation(paragraph: Paragraph, found: Mapping[Slot, list[Content]], dress: Dress) -> None:
    """Add a paragraph with the translation after its source, in the same style."""
    lines = {slot: found[slot] for slot in paragraph.slots if slot in found}
    said = {slot: content for slot, content in lines.items() if words(content).strip()}
    if all(words(content).strip() == slot.text for slot, content in said.items()):
        return
    element = paragraph.element
    copy = element.makeelement(element.tag)
    copy.tail, element.tail = element.tail, None
    element.addnext(copy)
    _copy_properties(paragraph, copy)
    _close_up(element, "after")
    _close_up(copy, "before")
    writer = Writer(copy, dress, is_copy=True)
    for at, (slot, content) in enumerate(said.items()):
        copy.extend(writer.line_break(None) if at else [])
        copy.extend(writer.line(slot, content))


def _copy_properties(paragraph: Paragraph, copy: Any) -> None:
    """Give the copy its source's properties, but not its number; a section ends after both."""
    source = paragraph.element.find(W + "pPr")
    properties = copy.makeelement(W + "pPr") if source is None else deepcopy(source)
    copy.append(properties)
    _accept_revisions(properties)
    for section in source.findall(W + "sectPr") if source is not None else []:
        source.remove(section)
    for name in ("pageBreakBefore", "framePr"):
        for found in properties.findall(W + name):
            properties.remove(found)
    if paragraph.level is not None:
        _leave_list(properties, paragraph.level.indent)


def _close_up(paragraph: Any, side: str) -> None:
    """Leave no space on one side of a paragraph: a text and its translation are seen as one."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, properties)
    spacing = properties.find(W + "spacing")
    if spacing is None:
        spacing = _inserted(properties, "spacing", _BEFORE_SPACING)
    for name in (f"{side}Lines", f"{side}Autospacing"):
        spacing.attrib.pop(W + name, None)
    spacing.set(W + side, "0")


def _leave_list(properties: Any, indent: Any) -> None:
    """Take a paragraph out of its list, so that it is not counted, and leave it as far from the margin."""
    number = properties.find(W + "numPr")
    if number is None:
        number = _inserted(properties, "numPr", _BEFORE_NUMBER)
    for child in list(number):
        number.remove(child)
    number.append(number.makeelement(W + "numId", {W + "val": "0"}))
    if properties.find(W + "ind") is None and indent is not None:
        kept = {name: value for name, value in indent.attrib.items() if name in _sides()}
        _inserted(properties, "ind", _BEFORE_INDENT).attrib.update({**kept, W + "firstLine": "0"})


def _sides() -> frozenset[str]:
    return frozenset(W + side for side in ("left", "start", "right", "end", "leftChars", "startChars"))


def _inserted(properties: Any, name: str, before: tuple[str, ...]) -> Any:
    """A new property in its place; the format prescribes their order."""
    new = properties.makeelement(W + name)
    names = {W + one for one in before}
    properties.insert(sum(1 for child in properties if child.tag in names), new)
    return new


def _accept_revisions(properties: Any) -> None:
    for name in ("pPrChange", *(f"rPr/{W}{name}" for name in _REVISIONS)):
        for found in properties.findall(f"{W}{name}"):
            found.getparent().remove(found)


def _let_grow(box: Any) -> None:
    """Let a text box grow with its text: a translation is longer, and what does not fit is cut off."""
    shape = next(box.iterancestors(_SHAPE + "wsp"), None)
    frame = shape.find(_SHAPE + "bodyPr") if shape is not None else None
    if frame is None or frame.find(_DRAWING + "spAutoFit") is not None:
        return
    for name in ("noAutofit", "normAutofit"):
        for found in frame.findall(_DRAWING + name):
            frame.remove(found)
    after = sum(1 for child in frame if child.tag == _DRAWING + "prstTxWarp")
    frame.insert(after, frame.makeelement(_DRAWING + "spAutoFit"))


def _repeat_for_older_programs(box: Any) -> None:
    """Text boxes are there twice, the second time for older programs: give that the new text, too."""
    choice = next(box.iterancestors(_COMPATIBILITY + "Choice"), None)
    fallback = choice.getparent().find(_COMPATIBILITY + "Fallback") if choice is not None else None
    if choice is None or fallback is None:
        return
    boxes = list(choice.iter(W + "txbxContent"))
    older = list(fallback.iter(W + "txbxContent"))
    if len(boxes) == len(older) and box in boxes:
        old = older[boxes.index(box)]
        old.getparent().replace(old, deepcopy(box))


def _packed(data: bytes, trees: Mapping[str, Any]) -> bytes:
    """The package with the parts of `trees` written anew, and everything else as it was."""
    import zipfile  # noqa: PLC0415 (only where a document is written)

    from lxml import etree  # noqa: PLC0415

    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            tree = trees.get(info.filename)
            content = (
                source.read(info)
                if tree is None
                else etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            )
            copied = zipfile.ZipInfo(info.filename, info.date_time)
            copied.compress_type = zipfile.ZIP_DEFLATED
            copied.external_attr = info.external_attr
            target.writestr(copied, content)
    return stream.getvalue()
