"""Takes out of the lines what a reader cannot see: it would break spans, prompts and terminals, or smuggle
instructions to a model. What was taken out is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from summarizer.reading.commonness import is_han
from summarizer.text import SourceIssue

QUOTE = 120  # characters of a hidden text that are quoted in an issue
_MOST_LINES = 100  # numbers of lines listed in one issue

_NONCHARACTERS = "".join(chr(0x10000 * plane + 0xFFFE) + chr(0x10000 * plane + 0xFFFF) for plane in range(17))
_UNSEEN_BELOW = (  # of the first 65,536 characters
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb"  # zero width, bidi controls, blank letters, annotation marks
    "\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff"  # noncharacters, lone surrogates
)
# And tags and variation selectors.
_UNSEEN = f"{_UNSEEN_BELOW}\U000e0000-\U000e0fff{_NONCHARACTERS}"
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}\ufe00-\ufe0f]+")
_DELICATE = re.compile("[\u200d\ufe00-\ufe0f\ud800-\udfff\U000e0000-\U000e0fff]")  # may be meant
_ABOVE = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_COMBINING = f"[{_ABOVE}]"
# Without one of these a line is clean: nearly all are. One set of characters is looked for quickest.
_DOUBTFUL = re.compile(f"[{_UNSEEN_BELOW}\ufe00-\ufe0f\U00010000-\U0010ffff{_ABOVE}]")
_FLOOD = re.compile(f"({_COMBINING}{{3}}){_COMBINING}{{2,}}")
_OTHER_BREAK = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BREAKS = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass
class _Found:
    """What was taken out of one line."""

    removed: int = 0
    smuggled: list[str] = field(default_factory=list)


def one_kind_of_break(text: str) -> str:
    """Leave the line feed as the only line break: other line ends become one, other separators a space."""
    if not _OTHER_BREAK.search(text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)


def scrub(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[SourceIssue, ...]]:
    """Take invisible characters out of `lines`.

    Returns:
        The lines, as many as before, and the issues: "injection" for each text that was spelt with invisible
        characters, and one "garbled" for everything else that was removed.
    """
    clean: list[str] = []
    issues: list[SourceIssue] = []
    removed: list[int] = []
    for number, line in enumerate(lines, 1):
        if (line.isascii() and line.isprintable()) or not _DOUBTFUL.search(line):
            clean.append(line)
            continue
        found = _Found()
        clean.append(_scrubbed(line, found))
        issues += [SourceIssue("injection", text[:QUOTE], (number,)) for text in found.smuggled]
        removed += [number] * bool(found.removed and not found.smuggled)
    if removed:
        issues.append(garbled(f"已删除不可见字符（{len(removed)}行）", removed))
    return tuple(clean), tuple(issues)


def garbled(what: str, lines: Iterable[int]) -> SourceIssue:
    """Make an issue "garbled" that lists the first of `lines`."""
    return SourceIssue("garbled", what, tuple(lines)[:_MOST_LINES])


def _scrubbed(line: str, found: _Found) -> str:
    if _DELICATE.search(line):
        line = _UNSEEN_RUN.sub(lambda match: _kept(match, found), line)
    else:
        line, found.removed = _UNSEEN_RUN.subn("", line)
    line, floods = _FLOOD.subn(r"\1", line)
    found.removed += floods
    return line


def _kept(match: re.Match[str], found: _Found) -> str:
    """Return what stays of a run of invisible characters: the parts of emoji and of ideographic variants."""
    run, line = match.group(), match.string
    before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    if len(run) == 1 and before and _selects(run, before):
        return run
    if (
        run in {"\u200d", "\ufe0f\u200d"}
        and before > "\u2190"
        and not is_han(before)
        and after > "\u2600"
        and not is_han(after)
    ):
        return run
    if before == "\U0001f3f4" and run.endswith("\U000e007f") and len(run) <= 7:  # the flag of a region
        return run
    found.removed += len(run)
    hidden = _spelt(run)
    found.smuggled += [hidden] * bool(hidden)
    return "\ufffd" * sum("\ud800" <= char <= "\udfff" for char in run)


def _selects(run: str, before: str) -> bool:
    return "\ufe00" <= run <= "\ufe0f" or ("\U000e0100" <= run <= "\U000e01ef" and is_han(before))


def _spelt(run: str) -> str:
    """Return the text that tag characters or variation selectors spell, or "" ."""
    tags = "".join(chr(ord(char) - 0xE0000) for char in run if "\U000e0020" <= char <= "\U000e007e")
    if len(tags) >= 3:
        return tags
    data = bytes(code for char in run if (code := _selector(char)) >= 0)
    text = data.decode("utf-8", "ignore")
    return text if len(text) >= 3 and text.isprintable() else ""


def _selector(char: str) -> int:
    if "\ufe00" <= char <= "\ufe0f":
        return ord(char) - 0xFE00
    return ord(char) - 0xE0100 + 16 if "\U000e0100" <= char <= "\U000e01ef" else -1
