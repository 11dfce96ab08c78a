"""A parsed page -> the lines a reader sees, one for each block; hidden text is handed over separately.

Each line comes with the places of its texts in the tree: whoever writes the page anew, in another language,
finds the very texts that were numbered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from summarizer.reading.hiding import UNSEEN, Hiding

_BLOCKS = frozenset(
    {
        "html", "head", "body", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5",
        "h6", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "section", "article", "aside",
        "header", "footer", "nav", "main", "figure", "figcaption", "blockquote", "pre", "hr", "br", "form",
        "fieldset", "legend", "dialog", "address", "center", "details", "summary", "hgroup", "menu", "dir",
        "listing", "xmp",
    }
)  # fmt: skip
_SPACES = re.compile("[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_LONGEST_CELL = 200  # characters; rows with longer cells are page layout, not data

_ORDERS = re.compile(
    "(?:忽略|无视|不要理会|忘记|忘掉|無視|ignore|disregard|forget)[^。\n]{0,12}?"
    "(?:以上|之前|上述|前面|此前|先前|所有|上文|一切|previous|prior|above|all|earlier|any)"
    "|系统提示|系統提示|提示词|系统指令|system prompt|system message|语言模型|language model"
    "|大模型|jailbreak|越狱"
    "|im_start|im_end|begin_of_text|\\[/?inst\\]|<\\|",
    re.IGNORECASE,
)
_HINTS = re.compile(
    "忽略|指令|指示|输出|輸出|人工智能|助手|翻译|摘要|总结|回答|必须|务必|(?<![A-Za-z])AI(?![A-Za-z])|instruction|ignore"
    "|assistant|output|summar|translat|prompt|respond|must|you are|please|替换[为成]|改[为成]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in the tree: from `start` to `end` of the element's text, or of its tail."""

    element: Any
    is_tail: bool
    start: int
    end: int

    @property
    def whole(self) -> str:
        """The whole text or tail in which the run stands, as it is now."""
        return (self.element.tail if self.is_tail else self.element.text) or ""

    @property
    def text(self) -> str:
        """The text of the run, as it is now."""
        return self.whole[self.start : self.end]

    @property
    def container(self) -> Any:
        """The element that the text stands in."""
        return self.element.getparent() if self.is_tail else self.element


@dataclass
class Rendered:
    """What a page shows (`lines`), and the texts it hides: in hidden elements, and in comments and the like.

    `cells` has for each line the places of its texts: the runs of each of its cells, most often of one.
    `revealed` are the numbers (from 1) of lines that its styles hide but that are most of the page.
    """

    lines: list[str] = field(default_factory=list)
    cells: list[tuple[tuple[Run, ...], ...]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    revealed: set[int] = field(default_factory=set)
    unseen: list[Any] = field(default_factory=list)  # the elements whose texts are `hidden`


_ASIDE = frozenset({"noscript", "template"})  # for readers without scripts, or for scripts


def render(root: Any) -> Rendered:
    """Render a parsed page. `root` is an lxml element, no deeper than the parser's limit (256)."""
    painter = _Painter(Hiding(root, lambda text: looks_like_orders(text, in_comment=True)))
    painter.visit(root)
    painter.flush()
    return painter.page


def looks_like_orders(text: str, *, in_comment: bool = False) -> bool:
    """Say whether a text that no reader sees seems to address a model. Comments must be blunt about it."""
    text = text[:20_000]
    if _ORDERS.search(text):
        return True
    return not in_comment and len({hint.lower() for hint in _HINTS.findall(text)}) >= 2


def prune(root: Any, page: Rendered) -> None:
    """Take out of a rendered page what no reader sees, so that no extractor finds it either."""
    from lxml import etree  # noqa: PLC0415

    for element in page.unseen:
        if element.getparent() is not None:
            element.drop_tree()
    etree.strip_elements(
        root, "script", "style", *_ASIDE, etree.Comment, etree.ProcessingInstruction, with_tail=False
    )
    for element in root.iter("*"):
        for name in ("style", "hidden", "aria-hidden"):
            element.attrib.pop(name, None)


class _Painter:
    """Walks the tree once and writes lines."""

    def __init__(self, hiding: Hiding) -> None:
        self.page = Rendered()
        self._hiding = hiding
        self._buffer: list[tuple[str, Run]] = []
        self._pre = 0

    def visit(self, element: Any) -> None:
        """Render one element without its tail."""
        tag = element.tag
        if not isinstance(tag, str):
            self.page.comments.append(element.text or "")
            return
        if tag in UNSEEN:
            if tag in _ASIDE:
                self.page.comments.append("".join(element.itertext()))
            return
        is_hidden = self._hiding.is_hidden(element)
        if is_hidden and self._hiding.hides(element):
            self.page.hidden.append(_SPACES.sub(" ", "".join(element.itertext())).strip())
            self.page.unseen.append(element)
            return
        begin = len(self.page.lines)
        if tag in _BLOCKS:
            self._visit_block(element, tag)
        else:
            self._visit_content(element)
        if is_hidden:
            self.page.revealed.update(range(begin + 1, len(self.page.lines) + 1))

    def flush(self) -> None:
        """End the current line."""
        if not self._buffer:
            return
        line = spaced("".join(text for text, _ in self._buffer)).strip()
        if line:
            self.page.lines.append(line)
            self.page.cells.append((tuple(run for _, run in self._buffer),))
        self._buffer.clear()

    def _visit_block(self, element: Any, tag: str) -> None:
        self.flush()
        if tag == "tr":
            self._visit_row(element)
        elif tag in {"pre", "listing", "xmp"}:
            self._pre += 1
            self._visit_content(element)
            self._pre -= 1
        else:
            self._visit_content(element)
        self.flush()

    def _visit_content(self, element: Any) -> None:
        self._write(element.text, element)
        for child in element:
            self.visit(child)
            self._write(child.tail, child, is_tail=True)

    def _visit_row(self, row: Any) -> None:
        """Render a table row: as one line if its cells are data, cell by cell if the table is page layout."""
        lines, places = self.page.lines, self.page.cells
        start, cells, runs = len(lines), [], []
        self._write(row.text, row)
        for child in row:
            is_cell = child.tag in {"td", "th"}
            if is_cell:  # what stands between cells, against the rules, is text like any other
                self.flush()
            begin = len(lines)
            self.visit(child)
            self._write(child.tail, child, is_tail=True)
            if is_cell:
                self.flush()
                cells.append(lines[begin:])
                runs.append(places[begin] if len(lines) > begin else ((),))
        self.flush()
        if _is_data(cells) and sum(map(len, cells)) == len(lines) - start:
            texts = [cell[0] if cell else "" for cell in cells]
            shown = [at for at, text in enumerate(texts) if text]
            shown = list(range(len(texts))) if 2 * len(shown) >= len(texts) else shown
            lines[start:] = [" | ".join(texts[at] for at in shown)]
            places[start:] = [tuple(cell for at in shown for cell in runs[at])]

    def _write(self, text: str | None, element: Any, *, is_tail: bool = False) -> None:
        if not text:
            return
        if not self._pre:
            self._buffer.append((text, Run(element, is_tail, 0, len(text))))
            return
        start = 0
        for at, line in enumerate(text.split("\n")):
            if at:
                self.flush()
            self._buffer.append((line, Run(element, is_tail, start, start + len(line))))
            start += len(line) + 1


def spaced(text: str) -> str:
    """The text with each run of white space made one space, as a browser shows it."""
    return _SPACES.sub(" ", text)


def _is_data(cells: list[list[str]]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) >= 2 and all(len(cell) == 1 and len(cell[0]) <= _LONGEST_CELL for cell in filled)
