"""Writes the lines of a Word paragraph as runs: anew where there is a translation, else as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from summarizer.layout.word_fonts import Dress
from summarizer.layout.word_tags import Content, Filled
from summarizer.reading.word_paragraph import (
    Break,
    Fixed,
    Group,
    Marker,
    Node,
    Placed,
    Slot,
    Text,
    W,
    container,
    nodes_below,
)  # fmt: skip
from summarizer.reading.word_pieces import base_look, core

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile("[\t\n\r]+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINK_CODE = "HYPERLINK"


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the lines of one paragraph (`paragraph` makes its elements).

    A copy stands beside its source: it gets texts and links, but no image, reference, bookmark or control.
    """

    paragraph: Any
    dress: Dress
    is_copy: bool = False

    def line(self, slot: Slot, content: Sequence[Content] | None) -> list[Any]:
        """The elements of one line; without content, those that it had."""
        return self._group(slot.root, core(slot), content, None)

    def line_break(self, found: Break | None) -> list[Any]:
        """The elements of a line break."""
        if found is not None and (found.placed or found.is_inside):
            return self._placed(found.placed)
        run = self.paragraph.makeelement(W + "r")
        run.append(run.makeelement(W + "br"))
        return [run]

    def _group(self, group: Group, whole: Group, content: Sequence[Content] | None, base: Any) -> list[Any]:
        """The elements of a group around `whole`, whose text is replaced by `content`."""
        base = _base(group, base)
        if group is whole and content is not None:
            before, after = self._markers(group)
            inside = [*before, *self._contents(content, base), *after]
        else:
            inside = self._nodes(group.children, whole, content, base)
        around = [self._nodes(nodes, whole, content, base) for nodes in (group.lead, group.trail)]
        return self._wrapped(group, [*around[0], *inside, *around[1]])

    def _nodes(
        self, nodes: Iterable[Node], whole: Group, content: Sequence[Content] | None, base: Any
    ) -> list[Any]:
        found: list[Any] = []
        for node in nodes:
            if isinstance(node, Group):
                found += self._group(node, whole, content, base)
            elif isinstance(node, Text):
                found += self._original(node)
            elif isinstance(node, Fixed):
                found += self._fixed(node)
            elif isinstance(node, Marker) and not self.is_copy:
                found += self._placed([node.placed])
        return found

    def _contents(self, content: Sequence[Content], base: Any) -> list[Any]:
        found: list[Any] = []
        for item in _without_needless_spaces(content):
            if isinstance(item, str):
                found += [self._run(item, base)] * bool(item)
            elif isinstance(item.target, Group):
                inside = self._contents_of(item.target, item.inside, base)
                found += self._wrapped(item.target, inside)
            elif isinstance(item.target, Fixed):
                found += self._fixed(item.target)
        return found

    def _contents_of(self, group: Group, content: Sequence[Content], base: Any) -> list[Any]:
        edges = [
            [node for node in nodes if not isinstance(node, Marker)] for nodes in (group.lead, group.trail)
        ]
        around = [self._nodes(nodes, group, None, base) for nodes in edges]
        return [*around[0], *self._contents(content, _base(group, base)), *around[1]]

    def _markers(self, group: Group) -> tuple[list[Any], list[Any]]:
        """The elements for what has no place in the text: what begins something before it, the rest after."""
        markers = [node for node in nodes_below(group) if isinstance(node, Marker) and not self.is_copy]
        before = [node.placed for node in markers if node.placed[0].tag.endswith("Start")]
        after = [node.placed for node in markers if not node.placed[0].tag.endswith("Start")]
        return self._placed(before), self._placed(after)

    def _run(self, text: str, base: Any) -> Any:
        run = self.paragraph.makeelement(W + "r")
        self.dress.run(run, base)
        return _with_text(run, _NOT_XML.sub("", _SPACES.sub(" ", text)))

    def _original(self, node: Text) -> list[Any]:
        """A text as it was; not the space for a tab, nor in a copy that beside a note's number."""
        if node.run is None or (self.is_copy and not node.text.strip(" ")):
            return []
        return [_with_text(_shell(node.run), node.text)]

    def _fixed(self, node: Fixed) -> list[Any]:
        is_kept = node.kind == "tab" or bool(node.text)  # a formula may stand twice
        return self._placed(node.placed) if is_kept or not self.is_copy else []

    def _placed(self, placed: Iterable[Placed]) -> list[Any]:
        """The elements themselves, each in a run of its own if it was in one; copies of them for a copy."""
        found = []
        for element, run in placed:
            own = deepcopy(element) if self.is_copy else element
            own.tail = None
            if run is not None:
                shell = _shell(run)
                shell.append(own)
                own = shell
            found.append(own)
        return found

    def _wrapped(self, group: Group, inside: list[Any]) -> list[Any]:
        if group.kind == "field":
            if self.is_copy and not _is_link(group):
                return inside
            return [*self._placed(group.opening), *inside, *self._placed(group.closing)]
        if group.kind != "wrapper" or (self.is_copy and group.element.tag != W + "hyperlink"):
            return inside
        shell = _emptied(group.element)
        container(shell).extend(inside)
        return [shell]


def _base(group: Group, default: Any) -> Any:
    """The run whose formatting a group's text has: the longest of those that look as most of it does."""
    look = base_look(group)
    texts = [
        node
        for node in group.children
        if isinstance(node, Text) and node.run is not None and node.look == look
    ]
    if not texts and default is None:
        texts = [node for node in nodes_below(group) if isinstance(node, Text) and node.run is not None][:1]
    return max(texts, key=lambda node: len(node.text.strip())).run if texts else default


def _without_needless_spaces(content: Sequence[Content]) -> list[Content]:
    """A content without the space that stands for a tab, and those after a number that Word writes."""
    found = list(content)
    for at, (before, after) in enumerate(pairwise(content)):
        if isinstance(after, str) and _is_fixed(before, "mark"):
            found[at + 1] = after.lstrip()
        elif isinstance(after, str) and _is_fixed(before, "tab"):
            found[at + 1] = after.removeprefix(" ")
    return found


def _is_fixed(item: Content, kind: str) -> bool:
    return isinstance(item, Filled) and isinstance(item.target, Fixed) and item.target.kind == kind


def _is_link(group: Group) -> bool:
    code = "".join(element.text or "" for element, _ in group.opening if element.tag == W + "instrText")
    return code.strip().upper().startswith(_LINK_CODE)


def _shell(run: Any) -> Any:
    """A run with the formatting of another, and nothing in it."""
    shell = run.makeelement(run.tag)
    properties = run.find(W + "rPr")
    if properties is not None:
        shell.append(deepcopy(properties))
    return shell


def _with_text(run: Any, text: str) -> Any:
    written = run.makeelement(W + "t")
    written.text = text
    written.set(_SPACE, "preserve")
    run.append(written)
    return run


def _emptied(wrapper: Any) -> Any:
    """A link, field or control without its content. What a control is bound to would overwrite it."""
    shell = wrapper.makeelement(wrapper.tag, dict(wrapper.attrib))
    if wrapper.tag != W + "sdt":
        return shell
    for name in ("sdtPr", "sdtEndPr"):
        for found in wrapper.findall(W + name):
            shell.append(deepcopy(found))
    for bound in list(shell.iter(W + "dataBinding")):
        bound.getparent().remove(bound)
    shell.append(shell.makeelement(W + "sdtContent"))
    return shell
