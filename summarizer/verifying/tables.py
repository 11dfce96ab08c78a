"""Tables of words as they are written down: rows of Chinese words and their English."""

from __future__ import annotations

from collections.abc import Iterator


def rows_of(table: str) -> Iterator[tuple[list[str], str]]:
    """The Chinese words of each row and what stands for their English: 进口 入口=import|出口=export.

    A "|" parts two rows, as the end of a line does.
    """
    for row in table.replace("\n", "|").split("|"):
        zh, parted, en = row.strip().partition("=")
        if parted:
            yield zh.split(), en
