"""Subtitles (.srt, .vtt): the text of each cue is one line; times, numbers, notes and styles are none.

What stands where a cue's times should be, and cannot be read, is left alone: the text is a line all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from summarizer.exchange import inline
from summarizer.reading.commonness import is_han
from summarizer.reading.decoding import decode
from summarizer.text import Document

SUBRIP, WEBVTT = "application/x-subrip", "text/vtt"
_TIMES = re.compile(r"-{1,2}\s?>")
_TIME_LIKE = re.compile(r"[0-9:.,;\s>-]+\Z")
_ASIDE = ("NOTE", "STYLE", "REGION")  # blocks of WebVTT that are no cues
_LIKE_A_TAG = re.compile("</?[0-9]{1,5}/?>")
_TOKEN = re.compile(
    r"\{\\[^{}\n]{0,200}\}|</?([A-Za-z]{1,10})(?:[.\s][^<>\n]{0,300})?>|<[0-9:.]{5,15}>|\\[Nnh]"
)
_SPEAKER = re.compile(r"[-\u2010-\u2015－]\s?\S")
_MOST_TAGS, _MOST_TOKENS = 60, 400  # of one cue; with more, it is read without them
_ENDS_LINE = "\n"


@dataclass(frozen=True, slots=True)
class Cue:
    """The text of one cue: from `start` to `end` of the file's text.

    `before` and `after` are tags around all of it; `text` has tags for those within, `tags` says what they
    stand for: what opens and closes, or a single tag. A line break before a speaker's dash is one, too.
    """

    start: int
    end: int
    before: str
    text: str
    after: str = ""
    tags: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def read(data: bytes, blank: Document) -> Document:
    """Read subtitles. `blank` has the path and digest; encoding, texts and pieces are added.

    Raises:
        UnreadableDocument: codes `binary`, `undecodable`.
    """
    decoded = decode(data)
    found = cues(decoded.text)
    return replace(
        blank,
        media_type=WEBVTT if is_webvtt(decoded.text) else SUBRIP,
        encoding=decoded.encoding,
        texts=tuple(inline.flat(cue.text) if cue.tags else cue.text for cue in found),
        pieces={number: (cue.text,) for number, cue in enumerate(found, 1) if cue.tags},
    )


def is_webvtt(text: str) -> bool:
    """Whether subtitles begin as WebVTT does."""
    return text.removeprefix("\ufeff").startswith("WEBVTT")


def cues(text: str) -> list[Cue]:
    """The cues that have a text, in order."""
    is_escaped = is_webvtt(text[:20])
    found = [_cue(text, start, end, is_escaped=is_escaped) for start, end in _spans(text)]
    return [cue for cue in found if inline.flat(cue.text).strip()]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the texts of cues begin and end."""
    for block in _blocks(text):
        if is_webvtt(text[:20]) and text.startswith(("WEBVTT", "\ufeffWEBVTT", *_ASIDE), block[0][0]):
            continue
        times = [at for at, (start, end) in enumerate(block) if _TIMES.search(text, start, end)]
        times = times or [_last_of_header(text, block)]
        for at, following in zip(times, [*times[1:], len(block)], strict=True):
            lines = block[at + 1 : following]
            if following < len(block) and lines and text[slice(*lines[-1])].strip().isdigit():
                lines = lines[:-1]  # the number of the next cue
            if lines:
                yield lines[0][0], lines[-1][1]


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that are not blank: where each begins and ends."""
    block: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare and bare != "\ufeff":
            block.append((start, start + len(bare)))
        elif block:
            yield block
            block = []
        start += len(line)
    if block:
        yield block


def _last_of_header(text: str, block: Sequence[tuple[int, int]]) -> int:
    """The last line of a block without readable times that belongs to no text: a number, or broken times."""
    last = -1
    for at, (start, end) in enumerate(block[:2]):
        if not _TIME_LIKE.match(text[start:end]):
            break
        last = at
    return last


# ------------------------------------------------------------------------------------- a cue's text


def _cue(text: str, start: int, end: int, *, is_escaped: bool) -> Cue:
    tokens = list(_tokens(text[start:end]))
    if is_escaped:
        tokens = [token if token[1] else (unescape(token[0]), "") for token in tokens]
    first = next((at for at, token in enumerate(tokens) if not token[1] and token[0].strip()), len(tokens))
    last = next(
        (at for at in range(len(tokens), 0, -1) if not tokens[at - 1][1] and tokens[at - 1][0].strip()), 0
    )
    head, body, tail = tokens[:first], tokens[first:last], tokens[last:]
    if len(tokens) > _MOST_TOKENS:
        return Cue(start, end, "", _spaced("".join(token[0] for token in body if not token[1])))
    head, body, tail = _balanced(head, body, tail)
    tags: dict[int, tuple[str, str]] = {}
    tagged = "".join(_written(body, tags)).strip()
    before, after = (
        "".join(token[0] for token in part if token[1] not in {"", _ENDS_LINE}) for part in (head, tail)
    )
    plain = _spaced("".join(token[0] for token in body if not token[1])).strip()
    if _LIKE_A_TAG.search(plain) or len(tags) > _MOST_TAGS or inline.flat(tagged).strip() != plain:
        return Cue(start, end, before, plain, after)
    return Cue(start, end, before, tagged, after, tags)


_Token = tuple[str, str]  # what it is, and of a tag its name (/i closes; "." alone), "" for text


def _tokens(text: str) -> Iterator[_Token]:
    """Texts, tags and line breaks; a break that only wraps a line is a space, between Chinese nothing."""
    lines = [line.strip() for line in text.splitlines()]
    for at, line in enumerate(lines):
        if at and _SPEAKER.match(line):
            yield from ((" ", ""), ("\n", _ENDS_LINE))
        elif at and line and not (is_han_or_mark(lines[at - 1][-1:]) and is_han_or_mark(line[:1])):
            yield " ", ""
        start = 0
        for token in _TOKEN.finditer(line):
            if token.start() > start:
                yield line[start : token.start()], ""
            start = token.end()
            name = (token[1] or "").lower()
            yield token[0], f"/{name}" if token[0].startswith("</") else name or "."
        if start < len(line):
            yield line[start:], ""


def is_han_or_mark(char: str) -> bool:
    """Whether no space stands beside a character: Chinese, and Chinese punctuation."""
    return bool(char) and (is_han(char) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef")


def _balanced(
    head: list[_Token], body: list[_Token], tail: list[_Token]
) -> tuple[list[_Token], list[_Token], list[_Token]]:
    """Give tags that open before the text and close within it, or the reverse, to the text."""
    cut = len(head)
    opened = [(at, name) for at, (_, name) in enumerate(head) if name.isalpha()]
    closing = [name for _, name in tail if name.startswith("/")]
    for at, name in reversed(opened):
        if f"/{name}" in closing:
            closing.remove(f"/{name}")
        elif any(token[1] == f"/{name}" for token in body):
            cut = at
    return head[:cut], [*head[cut:], *body], tail


def _written(body: Sequence[_Token], tags: dict[int, tuple[str, str]]) -> Iterator[str]:
    """The text with numbered tags; what opens and closes is a pair, whatever else a single tag."""
    partners = _partners(body)
    numbers: dict[int, int] = {}
    after_space = False
    for at, (shown, name) in enumerate(body):
        if not name:
            text = _spaced(shown).removeprefix(" ") if after_space else _spaced(shown)
            after_space = text.endswith(" ") or (after_space and not text)
            yield text
        elif at in numbers:
            yield f"</{numbers[at]}>"
        else:
            number = len(tags) + 1
            closing = partners.get(at)
            tags[number] = (shown, body[closing][0] if closing is not None else "")
            if closing is not None:
                numbers[closing] = number
            yield f"<{number}>" if closing is not None else f"<{number}/>"


def _partners(body: Sequence[_Token]) -> dict[int, int]:
    """Opening tag -> closing tag, where they are nested as they should be."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for at, (_, name) in enumerate(body):
        if name.isalpha():
            stack.append(at)
        elif name.startswith("/") and stack and body[stack[-1]][1] == name[1:]:
            found[stack.pop()] = at
    return found


def _spaced(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text)
