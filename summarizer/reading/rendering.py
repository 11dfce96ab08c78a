"""A parsed page -> the lines a reader sees, one for each block; hidden text is handed over separately."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_UNSEEN = frozenset(
    {
        "script", "style", "noscript", "template", "title", "meta", "link", "base", "svg", "iframe", "object",
        "embed", "applet", "canvas", "audio", "video", "map", "textarea", "select", "option", "datalist",
        "input", "param", "source", "track", "frameset", "noframes", "dialog",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "html", "head", "body", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5",
        "h6", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "section", "article", "aside",
        "header", "footer", "nav", "main", "figure", "figcaption", "blockquote", "pre", "hr", "br", "form",
        "fieldset", "legend", "address", "center", "details", "summary", "hgroup", "menu", "dir", "listing",
        "xmp",
    }
)  # fmt: skip
_SPACES = re.compile("[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_LONGEST_CELL = 200  # characters; rows with longer cells are page layout, not data

_FAR = re.compile(r"-(?:\d{3,6}(?:\.\d{1,9})?(?:px|pt|%|)|\d{2,6}(?:em|rem|vw|vh))\Z")
_ZERO = re.compile(r"[+-]?0{1,9}(?:\.0{0,9})?(?:px|pt|em|rem|%|)\Z")
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
    "|assistant|output|summar|translat|prompt|respond|must|you are|please",
    re.IGNORECASE,
)


@dataclass
class Rendered:
    """What a page shows (`lines`), and the texts it hides: in hidden elements, and in comments."""

    lines: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def render(root: Any) -> Rendered:
    """Render a parsed page. `root` is an lxml element, no deeper than the parser's limit (256)."""
    painter = _Painter(_revealed(root))
    painter.visit(root)
    painter.flush()
    return painter.page


def looks_like_orders(text: str, *, in_comment: bool = False) -> bool:
    """Say whether a text that no reader sees seems to address a model. Comments must be blunt about it."""
    text = text[:20_000]
    if _ORDERS.search(text):
        return True
    return not in_comment and len({hint.lower() for hint in _HINTS.findall(text)}) >= 2


def is_hidden(element: Any) -> bool:
    """Say whether an element hides its content, by its own attributes (style sheets are not read)."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = attributes.get("style")
    return bool(style) and _style_hides(style)


class _Painter:
    """Walks the tree once and writes lines."""

    def __init__(self, revealed: frozenset[Any]) -> None:
        self.page = Rendered()
        self._revealed = revealed
        self._buffer: list[str] = []
        self._pre = 0

    def visit(self, element: Any) -> None:
        """Render one element without its tail."""
        tag = element.tag
        if not isinstance(tag, str):
            self.page.comments.append(element.text or "")
            return
        if tag in _UNSEEN:
            return
        if element not in self._revealed and is_hidden(element):
            self.page.hidden.append(_SPACES.sub(" ", "".join(element.itertext())).strip())
            return
        if tag in _BLOCKS:
            self._visit_block(element, tag)
        else:
            self._visit_content(element)

    def flush(self) -> None:
        """End the current line."""
        if not self._buffer:
            return
        line = _SPACES.sub(" ", "".join(self._buffer)).strip()
        self._buffer.clear()
        if line:
            self.page.lines.append(line)

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
        self._write(element.text)
        for child in element:
            self.visit(child)
            self._write(child.tail)

    def _visit_row(self, row: Any) -> None:
        """Render a table row: as one line if its cells are data, cell by cell if the table is page layout."""
        lines = self.page.lines
        start, cells = len(lines), []
        self._write(row.text)
        for child in row:
            self.flush()
            begin = len(lines)
            self.visit(child)
            self._write(child.tail)
            self.flush()
            if child.tag in {"td", "th"}:
                cells.append(lines[begin:])
        if _is_data(cells) and sum(map(len, cells)) == len(lines) - start:
            texts = [cell[0] if cell else "" for cell in cells]
            filled = [text for text in texts if text]
            lines[start:] = [" | ".join(texts if 2 * len(filled) >= len(texts) else filled)]

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if not self._pre:
            self._buffer.append(text)
            return
        first, *others = text.split("\n")
        self._buffer.append(first)
        for line in others:
            self.flush()
            self._buffer.append(line)


def _is_data(cells: list[list[str]]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) >= 2 and all(len(cell) == 1 and len(cell[0]) <= _LONGEST_CELL for cell in filled)


# ------------------------------------------------------------------------------------------- hiding


def _revealed(root: Any) -> frozenset[Any]:
    """Find elements that are hidden only until a script shows them: the page itself, or most of its text.

    Widespread article pages keep the whole article invisible until it is laid out.
    """
    body = root if root.tag == "body" else root.find("body")
    if body is None:
        return frozenset({root})
    hidden = [element for element in body.iter("div", "section", "article", "main") if is_hidden(element)]
    if not hidden:
        return frozenset({root, body})
    whole = _weight(body)
    shown = {
        element
        for element in hidden[:200]
        if _weight(element) >= max(200, 0.6 * whole) and not _commands(element)
    }
    return frozenset({root, body, *shown})


def _weight(element: Any) -> int:
    """Count the letters of an element, scripts and the like left out."""
    return sum(
        sum(map(str.isalpha, piece))
        for inner in element.iter("*")
        if inner.tag not in _UNSEEN
        for piece in (inner.text, inner.tail)
        if piece
    )


def _commands(element: Any) -> bool:
    return looks_like_orders("".join(element.itertext()), in_comment=True)


def _style_hides(style: str) -> bool:
    """Read an inline style: what is not displayed, not visible, of no size, or far off the screen."""
    declared = {}
    for declaration in style.lower().split(";")[:100]:
        name, _, value = declaration.partition(":")
        declared[name.strip()] = value.replace("!important", "").strip()
    get = declared.get
    if get("display") == "none" or get("visibility") in {"hidden", "collapse"}:
        return True
    if any(_ZERO.match(get(name, "")) for name in ("font-size", "opacity")) or _FAR.match(
        get("text-indent", "")
    ):
        return True
    return _is_off_screen(declared) or _has_no_size(declared)


def _is_off_screen(declared: dict[str, str]) -> bool:
    sides = ("left", "top", "right", "bottom", "margin-left", "margin-top")
    return declared.get("position") in {"absolute", "fixed", "relative"} and (
        any(_FAR.match(declared.get(side, "")) for side in sides)
        or declared.get("clip", "")
        .replace(" ", "")
        .replace("px", "")
        .startswith(("rect(0,0,0,0", "rect(1,1,1,1"))
    )


def _has_no_size(declared: dict[str, str]) -> bool:
    sizes = ("height", "width", "max-height", "max-width")
    return declared.get("overflow") == "hidden" and any(_ZERO.match(declared.get(size, "")) for size in sizes)
