"""Article -> parts that fit one request. Parts are cut at paragraph borders and keep their line numbers."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.text import Article, Line, Part

# A part of this many characters is about 10,000 tokens: well read by every current model, and small
# enough for the context windows of local ones.
MAX_CHARS = 12_000


def split(article: Article, *, max_chars: int = MAX_CHARS) -> tuple[Part, ...]:
    """Cut what a model may read of `article` into parts of at most `max_chars` characters.

    The parts are of about equal length (a short last part makes a poor digest). A single line that is
    longer than the limit is cut at sentence ends into pieces that share its number.
    """
    pieces = [piece for line in article.shown for piece in _pieces(line, max_chars)]
    total = sum(len(line.text) for line in pieces)
    wanted = max(1, -(-total // max_chars))
    runs = list(_runs(pieces, min(max_chars, -(-total // wanted) + max_chars // 10)))
    return tuple(Part(tuple(run), index, len(runs)) for index, run in enumerate(runs, start=1))


def _runs(pieces: list[Line], size: int) -> Iterator[list[Line]]:
    run: list[Line] = []
    length = 0
    for piece in pieces:
        if run and length + len(piece.text) > size:
            yield run
            run, length = [], 0
        run.append(piece)
        length += len(piece.text)
    if run:
        yield run


def _pieces(line: Line, size: int) -> Iterator[Line]:
    text = line.text
    while len(text) > size:
        cut = max(text.rfind(mark, size // 2, size) for mark in "。！？；!?;") + 1
        cut = cut if cut > 0 else size
        yield Line(line.n, text[:cut], line.role)
        text = text[cut:]
    yield Line(line.n, text, line.role)
