"""The lines of a paragraph of a Word document: cut at its breaks, fields as groups, edges set aside."""

from __future__ import annotations

from typing import Any

from summarizer.reading.word_paragraph import (
    Break,
    Fixed,
    Group,
    Marker,
    Node,
    Paragraph,
    Placed,
    Slot,
    Text,
    W,
    nodes_below,
    text_of,
)  # fmt: skip

_DEEPEST_FIELD = 20  # fields within fields


def lines_of(paragraph: Any, nodes: list[Node]) -> Paragraph:
    """The lines of a paragraph whose nodes were collected."""
    lines, breaks = _split(_with_fields(nodes))
    found = Paragraph(paragraph, breaks=breaks)
    found.slots = [Slot(found, Group("line", line)) for line in lines]
    return found


def put_mark(line: Group, mark: str) -> None:
    """Put what Word writes by itself before the text of a line that is not trimmed yet.

    The spaces that follow it are read as part of it, and kept where they are.
    """
    nodes = line.children
    at = next((at for at, node in enumerate(nodes) if not _has_no_text(node)), len(nodes))
    spaces: list[Node] = []
    while at < len(nodes) and isinstance(first := nodes[at], Text) and first.run is not None:
        kept = first.text.lstrip()
        space = first.text[: len(first.text) - len(kept)]
        spaces += [Text(space, first.run, first.look)] * bool(space)
        if kept:
            nodes[at] = Text(kept, first.run, first.look)
            break
        del nodes[at]
    nodes[at:at] = [*spaces, Fixed(mark + text_of(spaces), kind="mark")]


def _has_no_text(node: Node) -> bool:
    return isinstance(node, Marker) or (isinstance(node, Fixed) and node.kind == "object" and not node.text)


def trim(group: Group) -> None:
    """Set aside what stands around the text of a group, so that its children begin and end with text."""
    _trim_start(group)
    _trim_end(group)


def _with_fields(nodes: list[Node]) -> list[Node]:
    """Make groups of the fields that begin and end among `nodes`; other field characters are objects."""
    levels: list[tuple[Group, list[Node]]] = []
    found: list[Node] = []
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Group):
            node.children = _with_fields(node.children)
        if not isinstance(node, Fixed) or node.kind in {"object", "tab", "mark"}:
            found.append(node)
            continue
        placed, ending = _head(node, waiting, found)
        if ending == "separate" and len(levels) < _DEEPEST_FIELD:
            levels.append((Group("field", opening=placed), found))
            found = []
        elif ending == "end" and levels:
            group, outer = levels.pop()
            group.children, group.closing = found, placed
            outer += _whole(group)
            found = outer
        else:
            found.append(Fixed("", placed))
    for group, outer in reversed(levels):
        outer += [Fixed("", group.opening), *found]
        found = outer
    return found


def _head(node: Fixed, waiting: list[Node], found: list[Node]) -> tuple[tuple[Placed, ...], str]:
    """Take the beginning of a field with its code; returns its elements, and what it ended with."""
    placed = list(node.placed)
    if node.kind != "begin":
        return node.placed, "end" if node.kind == "end" else ""
    while waiting:
        following = waiting[-1]
        if isinstance(following, Marker):
            found.append(following)
        elif isinstance(following, Fixed) and following.kind in {"instruction", "separate", "end"}:
            placed += following.placed
        else:
            break
        waiting.pop()
        if isinstance(following, Fixed) and following.kind != "instruction":
            return tuple(placed), "separate" if following.kind == "separate" else ""
    return tuple(placed), ""


def _whole(group: Group) -> list[Node]:
    """A field with its result; one that goes over several lines is taken apart."""
    if any(isinstance(node, Break) for node in nodes_below(group)):
        return [Fixed("", group.opening), *group.children, Fixed("", group.closing)]
    return [group]


def _split(nodes: list[Node]) -> tuple[list[list[Node]], list[Break]]:
    """Cut nodes into lines. A link over two lines becomes two; another wrapper is left out."""
    lines: list[list[Node]] = [[]]
    breaks: list[Break] = []
    for node in nodes:
        if isinstance(node, Break):
            breaks.append(node)
            lines.append([])
        elif isinstance(node, Group) and any(isinstance(inner, Break) for inner in nodes_below(node)):
            inner_lines, inner_breaks = _split(node.children)
            if node.element is not None and node.element.tag == W + "hyperlink":
                inner_lines = [[Group("wrapper", line, node.element)] for line in inner_lines]
            lines[-1] += inner_lines[0]
            lines += inner_lines[1:]
            breaks += inner_breaks
        else:
            lines[-1].append(node)
    return lines, breaks


def _is_blank(node: Node) -> bool:
    return not text_of([node]).strip()


def _trim_start(group: Group) -> None:
    at = next((at for at, node in enumerate(group.children) if not _is_blank(node)), len(group.children))
    group.lead, group.children = [*group.lead, *group.children[:at]], group.children[at:]
    first = group.children[0] if group.children else None
    if isinstance(first, Group):
        _trim_start(first)
    elif isinstance(first, Fixed):
        first.text = first.text.lstrip()
    elif isinstance(first, Text) and (kept := first.text.lstrip()) != first.text:
        group.lead.append(Text(first.text[: -len(kept)], first.run, first.look))
        group.children[0] = Text(kept, first.run, first.look)


def _trim_end(group: Group) -> None:
    blank = next((at for at, node in enumerate(reversed(group.children)) if not _is_blank(node)), 0)
    end = len(group.children) - blank
    group.children, group.trail = group.children[:end], [*group.children[end:], *group.trail]
    last = group.children[-1] if group.children else None
    if isinstance(last, Group):
        _trim_end(last)
    elif isinstance(last, Fixed):
        last.text = last.text.rstrip()
    elif isinstance(last, Text) and (kept := last.text.rstrip()) != last.text:
        group.trail.insert(0, Text(last.text[len(kept) :], last.run, last.look))
        group.children[-1] = Text(kept, last.run, last.look)
