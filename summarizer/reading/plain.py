"""Plain text and Markdown: physical lines, kept as they are."""

from __future__ import annotations

from summarizer.reading.scrubbing import one_kind_of_break

_HEADING_WITHIN = 20  # lines


def lines_of(text: str) -> tuple[str, ...]:
    """Split at line feeds only (after making all line ends one); a last line break begins no further line."""
    lines = one_kind_of_break(text).split("\n")
    return tuple(lines[:-1] if len(lines) > 1 and not lines[-1] else lines)


def heading_of(lines: tuple[str, ...]) -> str:
    """Return the first heading of level one near the top of a Markdown text, or ""."""
    for line in lines[:_HEADING_WITHIN]:
        if line.startswith("# "):
            return line[2:].strip().rstrip("#").rstrip()
    return ""
