"""Markdown, line by line: which signs stand before and after a text, and which within it.

A line keeps its signs; what a translator sees are its *pieces*: without the signs of headings, lists, quotes
and tables, and with numbered tags for emphasis, code and links. Only what can be told in one line is told:
enough to put a translation in the place of its source, not to render a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.exchange import inline

_SIGN = re.compile(
    r"[ \t]*+(?:#{1,6}[ \t]++|[-+*][ \t]++(?:\[[ xX]\][ \t]++)?|[0-9]{1,9}[.)][ \t]++|>[ \t]?"
    r"|\[\^[^\[\]]{1,40}\]:[ \t]++)"
)
_INDENT = re.compile(r"[ \t\u3000]*+")
_END = re.compile(r"(?:[ \t]++#++)?[ \t]*+\Z")
_FENCE = re.compile(r" {0,3}(`{3,}+|~{3,}+)")
_RULE = re.compile(r"[ \t]*+[|:=*_~ \t-]++\Z")
_DEFINITION = re.compile(r" {0,3}\[[^\[\]^][^\[\]]{0,80}\]:[ \t]*+\S++")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,40}:[ \t]++")
# What the head of a file may tell readers, too; all else in it (tags, categories, layouts) is for programs.
_PARTICULAR = re.compile(
    r"(?:title|headline|subtitle|date|authors?|byline|source|publish\w*|pub_?date|description|summary|excerpt"
    r"|标题|副标题|日期|时间|作者|来源|发布\w*|摘要):",
    re.IGNORECASE,
)
_LONGEST_CODE = 2_000  # characters, within a line
# What stands in a front matter, and nothing else does: two rules may stand around a heading as well.
_ENTRY = re.compile(r"[A-Za-z_\u4e00-\u9fff][\w.-]{0,40}:(?:[ \t]|\Z)")
_OF_YAML = re.compile(rf"{_ENTRY.pattern}|[ \t]|-(?:[ \t]|\Z)|#|[\]}}]")
_BLOCK = re.compile(r"[|>][+-]?\d?")  # the value stands in the lines below
_FRONT = 60  # lines within which a front matter ends
_LIKE_A_TAG = re.compile("</?[0-9]{1,5}/?>")
_TOKEN = re.compile(
    r"\\."
    r"|(?P<code>`++)"
    r"|(?P<link>!?\[(?P<label>[^\[\]]{0,500})\](?P<target>\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"
    r"|\[[^\[\]]{0,200}\]))"
    r"|(?P<atom>\[\^[^\[\]]{1,40}\]|<[a-z][a-z0-9+.-]{1,20}:[^<>\s]{1,1000}>|</?[A-Za-z][^<>]{0,500}>)"
    r"|(?P<sign>\*\*|__|~~|\*)"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text between its signs. `text` has tags, `tags` says what they stand for: what opens and closes."""

    before: str
    text: str
    after: str = ""
    tags: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    kind: str = "text"  # heading, item (of a list or quote), row (of a table), code, key (of front matter)


def cells(lines: Sequence[str]) -> list[tuple[Cell, ...]]:
    """The cells of each line, none for one without text (blank, rules, fences); joined, they are the line."""
    return list(_Reading(lines))


def pieces(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Line number -> its pieces, for the lines that have signs."""
    return {
        number: tuple(cell.text for cell in found)
        for number, (line, found) in enumerate(zip(lines, cells(lines), strict=True), 1)
        if found and (len(found) > 1 or found[0].text != line.strip())
    }


def bare(lines: Sequence[str]) -> frozenset[int]:
    """Numbers of the lines that nobody reads: tags and images without text, and of the front matter what is
    no particular of the publication.
    """
    found = {
        number
        for number, made in enumerate(cells(lines), 1)
        if made and not any(inline.flat(cell.text).strip() for cell in made)
    }
    found.update(_of_programs(lines))
    is_all = all(number in found for number, line in enumerate(lines, 1) if line.strip())
    return (
        frozenset() if is_all else frozenset(found)
    )  # then it is for programs as a whole, and somebody's text


def title_of(lines: Sequence[str]) -> str:
    """The title that the front matter gives, or ""."""
    for line in lines[1 : _end_of_front(lines)]:
        key, _, value = line.partition(":")
        if key.lower() in ("title", "标题") and not _BLOCK.fullmatch(value.strip()):
            return value.strip().strip("'\"")
    return ""


def _of_programs(lines: Sequence[str]) -> Iterator[int]:
    end, goes_on = _end_of_front(lines), False
    for number, line in enumerate(lines[: end + 1] if end else (), 1):
        if _PARTICULAR.match(line):
            goes_on = _BLOCK.fullmatch(line.partition(":")[2].strip()) is not None
        elif line.strip() and not (goes_on and line[:1] in " \t"):
            goes_on = False
            yield number


def _end_of_front(lines: Sequence[str]) -> int:
    """The index of the line that ends the front matter; 0 if there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((at for at, line in enumerate(lines[1:_FRONT], 1) if line.rstrip() == "---"), 0)
    inside = [line for line in lines[1:end] if line.strip()]
    return end if any(map(_ENTRY.match, inside)) and all(map(_OF_YAML.match, inside)) else 0


class _Reading:
    """Reads lines one after the other: what is code, front matter or a table depends on those before."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._fence = ""
        self._in_front = _end_of_front(lines) > 0
        self._in_table = False

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        for at, line in enumerate(self._lines):
            yield self._cells(at, line)

    def _cells(self, at: int, line: str) -> tuple[Cell, ...]:
        fence = _FENCE.match(line)
        if self._in_front:
            self._in_front = at == 0 or line.rstrip() != "---"
            return _of_front(line)
        if fence and (not self._fence or fence[1].startswith(self._fence)):
            self._fence = "" if self._fence else fence[1]
            return ()
        if self._fence:
            indent = _INDENT.match(line)
            start = indent.end() if indent else 0
            return (Cell(line[:start], line[start:], kind="code"),) if line.strip() else ()
        self._in_table = "|" in line and (
            self._in_table or line.lstrip().startswith("|") or self._is_rule_of_table(at + 1)
        )
        if _RULE.match(line) or _DEFINITION.match(line) or not line.strip():
            return ()
        return _of_row(line) if self._in_table else (_of_line(line),)

    def _is_rule_of_table(self, at: int) -> bool:
        line = self._lines[at] if at < len(self._lines) else ""
        return "|" in line and "-" in line and _RULE.match(line) is not None


def _of_front(line: str) -> tuple[Cell, ...]:
    key = _KEY.match(line)
    value = line[key.end() :].rstrip() if key else ""
    if key is None or not value:
        return ()
    quote = value[0] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else ""
    inner = value[len(quote) : len(value) - len(quote)]
    rest = line[key.end() + len(value) :]
    return (Cell(key[0] + quote, inner, quote + rest, kind="key"),)


def _of_line(line: str) -> Cell:
    start, kind = 0, "text"
    while sign := _SIGN.match(line, start):
        start = sign.end()
        kind = "heading" if "#" in sign[0] else "item"
        if kind == "heading":
            break
    indent = _INDENT.match(line, start)
    start = indent.end() if indent else start
    tail = _END.search(line, start) if kind == "heading" else None
    end = tail.start() if tail else len(line.rstrip())
    return _cell(line[:start], line[start:end], line[end:], kind)


def _of_row(line: str) -> tuple[Cell, ...]:
    """Part a table's row at its bars."""
    parts = re.split(r"(?<!\\)(\|)", line)
    found: list[Cell] = []
    before = ""
    for part in parts:
        text = part.strip()
        if part == "|" or (not text and not found):
            before += part
            continue
        start = len(part) - len(part.lstrip())
        found.append(_cell(before + part[:start], text, part[start + len(text) :], "row"))
        before = ""
    last = found[-1] if found else None
    if last is not None and not last.text:  # what comes after the last bar
        found.pop()
        before = last.before + last.after
        last = found[-1] if found else None
    if last is not None and before:
        found[-1] = Cell(last.before, last.text, last.after + before, last.tags, last.kind)
    return tuple(found)


# -------------------------------------------------------------------------------------- within a text

_Node = str | tuple[str, list["_Node"], str]  # what opens, what is inside, what closes


def _cell(before: str, text: str, after: str, kind: str) -> Cell:
    nodes = _nodes(text)
    while len(nodes) == 1 and not isinstance(nodes[0], str) and nodes[0][1]:
        opens, inside, closes = nodes[0]
        before, nodes, after = before + opens, inside, closes + after
    tags: dict[int, tuple[str, str]] = {}
    tagged = "".join(_written(nodes, tags))
    plain = "".join(_source(nodes))
    if _LIKE_A_TAG.search(text) or inline.tags(tagged) != _expected(tags):
        return Cell(before, plain, after, kind=kind)
    return Cell(before, tagged, after, tags, kind)


def _expected(tags: Mapping[int, tuple[str, str]]) -> tuple[str, ...]:
    pairs = [
        (f"<{number}>", f"</{number}>") if closes else (f"<{number}/>",)
        for number, (_, closes) in tags.items()
    ]
    return tuple(sorted(tag for pair in pairs for tag in pair))


def _nodes(text: str) -> list[_Node]:
    frames: list[tuple[str, list[_Node]]] = [("", [])]
    start = 0
    while token := _TOKEN.search(text, start):
        frames[-1][1].append(text[start : token.start()])
        start = token.end()
        if token["code"]:
            start = _code(text, token, frames[-1][1])
        elif token["link"]:
            label = token["label"]
            opens = "![" if token[0].startswith("!") else "["
            node: _Node = (opens, _nodes(label), f"]{token['target']}") if label else (token[0], [], "")
            frames[-1][1].append(node)
        elif token["atom"]:
            frames[-1][1].append((token[0], [], ""))
        elif token["sign"]:
            _sign(token, frames)
        else:
            frames[-1][1].append(token[0])
    frames[-1][1].append(text[start:])
    while len(frames) > 1:
        _open_end(frames)
    return [node for node in frames[0][1] if node]


def _code(text: str, token: re.Match[str], found: list[_Node]) -> int:
    """Add code, up to its closing sign; without one, the sign is text."""
    end = text.find(token[0], token.end(), token.end() + _LONGEST_CODE)
    if end < 0:
        found.append(token[0])
        return token.end()
    found.append((token[0], [text[token.end() : end]], token[0]))
    return end + len(token[0])


def _sign(token: re.Match[str], frames: list[tuple[str, list[_Node]]]) -> None:
    """Close what the sign opened, or open it, or take it for text where it can be neither."""
    text, sign = token.string, token[0]
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
    if before.strip() and any(frame[0] == sign for frame in frames[1:]):
        while frames[-1][0] != sign:
            _open_end(frames)
        _, inside = frames.pop()
        kept = [node for node in inside if node]
        frames[-1][1].extend([(sign, kept, sign)] if kept else [sign + sign])
    elif after.strip() and len(frames) < 10:
        frames.append((sign, []))
    else:
        frames[-1][1].append(sign)


def _open_end(frames: list[tuple[str, list[_Node]]]) -> None:
    sign, inside = frames.pop()
    frames[-1][1].extend([sign, *inside])


def _written(nodes: Sequence[_Node], tags: dict[int, tuple[str, str]]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        opens, inside, closes = node
        number = len(tags) + 1
        tags[number] = (opens, closes)
        yield from (f"<{number}>", *_written(inside, tags), f"</{number}>") if closes else (f"<{number}/>",)


def _source(nodes: Sequence[_Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from (node[0], *_source(node[1]), node[2])
