"""The lines of an article as segments, and its translation put together again, line by line.

A line that is made of cells, or has inline markup, is translated piece by piece: `L7` is a whole line,
`L7.2` a piece of it. Nothing is dropped in silence: the ledger of a translation says of every line of the
document whether it was translated, withheld by the provider, or left out, and why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from summarizer.exchange.inline import flat
from summarizer.exchange.retagging import CELLS, repieced
from summarizer.results import Ledger, LineOut, Result, TranslatedLine, Translation

Pieces = Mapping[int, tuple[str, ...]]
State = Literal["translated", "reviewed", "withheld", "failed"]
Text = tuple[str, str, str, str]  # id, where it goes, Chinese, context
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Made:
    """What was made of the texts of one language: translations by their places, the places that a provider
    withheld, and those where a person approved of the translation.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    approved: frozenset[str] = frozenset()


def slot(language: str, to: Sequence[str]) -> str:
    """Where in a result the translation into `language` stands, of those into `to`."""
    return "translation" if language == to[0] else f"translations.{language}"


def texts(result: Result, pieces: Pieces, where: str) -> list[Text]:
    """What is to be translated of the article's own lines, for the slot `where`."""
    found = []
    for line in _lines(result):
        parts = _parts(line, pieces)
        for index, part in enumerate(parts):
            if len(parts) == 1 or _is_text(part, result):
                found.append((_ident(line, index, parts), _place(where, line, index, parts), part, ""))
    return found


def translation(
    result: Result,
    pieces: Pieces,
    where: str,
    language: str,
    rendered: Made,
) -> Translation:
    """The translation into `language`, from what was made of the texts."""
    made = [(line.role, _segment(line, result, pieces, where, rendered)) for line in _lines(result)]
    whole = Translation(
        to=language,
        segments=[segment for role, segment in made if role == "body"],
        head=[segment for role, segment in made if role != "body"],
    )
    return whole.model_copy(update={"ledger": ledger(result, whole)})


def approved(result: Result, pieces: Pieces, where: str, find: Callable[[str], str]) -> dict[str, str]:
    """Place -> translation, for the lines that a person approved of: `find` gives theirs for the Chinese of a
    line, or "".
    """
    found: dict[str, str] = {}
    for line in _lines(result):
        text = find(line.text)
        parts = _parts(line, pieces)
        texts = repieced([flat(part) for part in parts], text) if text else []
        if len(texts) == len(parts):
            found |= {_place(where, line, index, parts): one for index, one in enumerate(texts)}
    return found


def base(place: str) -> str:
    """The address in a result of a place, which may be that of a piece.

    >>> base("translation.segments.7#1")
    'translation.segments.7'
    """
    return place.partition("#")[0]


def _segment(
    line: LineOut,
    result: Result,
    pieces: Pieces,
    where: str,
    rendered: Made,
) -> TranslatedLine:
    parts = _parts(line, pieces)
    places = [_place(where, line, index, parts) for index in range(len(parts))]
    done = [
        rendered.texts.get(place, "") if len(parts) == 1 or _is_text(part, result) else part
        for part, place in zip(parts, places, strict=True)
    ]
    whole = all(text or not part.strip() for part, text in zip(parts, done, strict=True))
    return TranslatedLine(
        n=line.n,
        zh=line.text.strip(),
        en=CELLS.join(map(flat, done)) if whole else "",
        pieces=done if line.n in pieces else [],
        state=_state(places, rendered, whole=whole),
    )


def _state(places: Sequence[str], made: Made, *, whole: bool) -> State:
    if whole:
        return "reviewed" if any(place in made.approved for place in places) else "translated"
    return "withheld" if any(place in made.withheld for place in places) else "failed"


def _lines(result: Result) -> list[LineOut]:
    return [line for line in result.document.lines if line.role != "noise" and line.text.strip()]


def _parts(line: LineOut, pieces: Pieces) -> tuple[str, ...]:
    return pieces.get(line.n) or (line.text.strip(),)


def _is_text(part: str, result: Result) -> bool:
    """Whether there is something to translate in a piece: a cell may hold a figure or nothing."""
    plain = flat(part)
    if result.document.language in ("", "zh"):
        return _HAN.search(plain) is not None
    return any(char.isalpha() for char in plain)


def _ident(line: LineOut, index: int, parts: Sequence[str]) -> str:
    return f"L{line.n}" if len(parts) == 1 else f"L{line.n}.{index + 1}"


def _place(where: str, line: LineOut, index: int, parts: Sequence[str]) -> str:
    whole = f"{where}.{'segments' if line.role == 'body' else 'head'}.{line.n}"
    return whole if len(parts) == 1 else f"{whole}#{index + 1}"


def ledger(result: Result, made: Translation) -> Ledger:
    """What became of every line of the document in the translation `made`."""
    states = Counter(segment.state for segment in [*made.segments, *made.head])
    skipped = Counter(
        "noise" if line.text.strip() else "blank"
        for line in result.document.lines
        if line.role == "noise" or not line.text.strip()
    )
    return Ledger(
        lines=len(result.document.lines),
        translated=states["translated"] + states["reviewed"],
        withheld=states["withheld"],
        failed=states["failed"],
        skipped=dict(sorted(skipped.items())),
    )
