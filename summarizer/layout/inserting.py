"""Puts the translation of a sentence where the sentence stands in a page, and keeps all that is around it.

A sentence may begin or end in the middle of an element, between others' texts. So it is first taken out, then
written anew at the place where it began, in copies of the elements that its tags stand for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.exchange import inline
from summarizer.layout.matching import fits, untagged
from summarizer.reading.rendering import Run
from summarizer.reading.sentences import Atom, Sentence


def plain(text: str) -> str:
    """A translation without any tags."""
    return inline.flat(text)


def replace(cell: Sentence, text: str) -> None:
    """Replace a sentence by its translation."""
    tagged = fits(text, cell.text)
    for run in cell.runs[1:]:
        _clear(run)
    place = _place_before(cell)
    for atom in cell.tags.values() if tagged else ():
        if isinstance(atom, Atom):
            take_out(atom.element)
    _remove_shells(cell)
    _fill_place(place, _nodes(cell, text if tagged else untagged(text, cell.text), is_copy=False))


def add_paragraph(cell: Sentence, text: str, paragraph: Any, language: str) -> None:
    """Add a paragraph with the translation after the one that holds the sentence."""
    twin = _copy(paragraph, is_copy=True)
    twin.set("lang", language)
    for node in _nodes(cell, _fitting(cell, text), is_copy=True):
        _append(twin, node)
    _add_after(paragraph, twin)
    twin.tail, paragraph.tail = paragraph.tail, "\n"
    if not paragraph.get("lang"):
        paragraph.set("lang", "zh")


def add_line(cell: Sentence, text: str, language: str) -> None:
    """Add the translation after the sentence, on a new line within the same element."""
    place = _place_after(cell)
    span = place.makeelement("span", {"lang": language})
    for node in _nodes(cell, _fitting(cell, text), is_copy=True):
        _append(span, node)
    _fill_place(place, [place.makeelement("br"), span])


def take_out(element: Any) -> None:
    """Remove an element, but not the text after it."""
    tail, before, parent = element.tail, element.getprevious(), element.getparent()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _fitting(cell: Sentence, text: str) -> str:
    return text if fits(text, cell.text) else untagged(text, cell.text)


# --------------------------------------------------------------------------------------------- places


def _set(run: Run, text: str) -> None:
    if run.is_tail:
        run.element.tail = text
    else:
        run.element.text = text


def _clear(run: Run) -> None:
    whole = run.whole
    _set(run, whole[: run.start] + whole[run.end :])


def _add_after(element: Any, new: Any) -> None:
    """Insert an element right after another, before its tail, which becomes that of nobody."""
    tail = element.tail
    element.tail = None
    element.addnext(new)
    element.tail = tail


def _split(run: Run, start: int, end: int) -> Any:
    """Put a place holder for the characters from `start` to `end` of the text that a run stands in."""
    whole = run.whole
    place = run.element.makeelement("span")
    if run.is_tail:
        _add_after(run.element, place)
    else:
        run.element.insert(0, place)
    _set(run, whole[:start])
    place.tail = whole[end:]
    return place


def _place_before(cell: Sentence) -> Any:
    """A place holder where the sentence begins; its first run is taken out.

    Where it begins within an element that it leaves again, that is after this element: what else is in it
    belongs to others and comes before.
    """
    first = cell.runs[0]
    if first.container is cell.top:
        return _split(first, first.start, first.end)
    _clear(first)
    above = first.container
    while above.getparent() is not cell.top:
        above = above.getparent()
    return _after(above)


def _place_after(cell: Sentence) -> Any:
    """A place holder where the sentence ends: out of the elements that end with it."""
    last = cell.runs[-1]
    container = last.container
    after = last.element if last.is_tail else None
    following = after.getnext() if after is not None else next(iter(container), None)
    if container is cell.top or last.whole[last.end :].strip() or following is not None:
        return _split(last, last.end, last.end)
    while (
        container.getparent() is not cell.top
        and container.getnext() is None
        and not (container.tail or "").strip()
    ):
        container = container.getparent()
    return _after(container)


def _after(element: Any) -> Any:
    place = element.makeelement("span")
    _add_after(element, place)
    place.tail, element.tail = element.tail, None
    return place


def _fill_place(place: Any, nodes: Sequence[Any]) -> None:
    parent = place.getparent()
    for node in nodes:
        if isinstance(node, str):
            before = place.getprevious()
            if before is None:
                parent.text = (parent.text or "") + node
            else:
                before.tail = (before.tail or "") + node
        else:
            place.addprevious(node)
    take_out(place)


def _remove_shells(cell: Sentence) -> None:
    """Remove the elements of a sentence that are left with nothing in them."""
    for holder in [run.container for run in cell.runs]:
        element = holder
        while element is not None and element is not cell.top and element.getparent() is not None:
            above = element.getparent()
            if len(element) or (element.text or "").strip():
                break
            if element.text:
                element.tail = element.text + (element.tail or "")
                element.text = None
            take_out(element)
            element = above


# --------------------------------------------------------------------------------------------- what is put


def _nodes(cell: Sentence, text: str, *, is_copy: bool) -> list[Any]:
    """The translation as texts and elements. Of a copy beside the source, without ids and images."""
    root = cell.top.makeelement("span")
    inner = root
    for element in cell.wrappers:
        inner = _appended(inner, _copy(element, is_copy=is_copy))
    stack = [inner]
    is_tagged = bool(cell.tags) and fits(text, cell.text)
    for piece in inline.pieces(text) if is_tagged else (text,):
        if isinstance(piece, str):
            _append(stack[-1], piece)
        elif piece.kind == "close":
            stack.pop()
        else:
            _place_tag(cell.tags[piece.number], stack, is_copy=is_copy)
    return [*([root.text] if root.text else []), *_children(root)]


def _place_tag(tag: Any, stack: list[Any], *, is_copy: bool) -> None:
    if isinstance(tag, Atom):
        if not is_copy:
            stack[-1].append(tag.element)
        return
    inner = stack[-1]
    for element in tag.elements:
        inner = _appended(inner, _copy(element, is_copy=is_copy))
    stack.append(inner)


def _children(root: Any) -> list[Any]:
    """The children of an element and the texts after them, in order."""
    found: list[Any] = []
    for child in list(root):
        tail, child.tail = child.tail, None
        found += [child, tail] if tail else [child]
    return found


def _appended(parent: Any, child: Any) -> Any:
    parent.append(child)
    return child


def _append(parent: Any, node: Any) -> None:
    if isinstance(node, str):
        inline.append(parent, node)
    else:
        parent.append(node)


def _copy(element: Any, *, is_copy: bool) -> Any:
    """The element without what is in it; without its id where the original stays, too."""
    attributes = dict(element.attrib)
    if is_copy or element.getparent() is not None:
        attributes.pop("id", None)
    return element.makeelement(element.tag, attributes)
