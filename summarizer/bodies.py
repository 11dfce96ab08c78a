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
from itertools import pairwise
from typing import Literal

from summarizer.exchange.inline import flat
from summarizer.exchange.retagging import CELLS, repieced
from summarizer.results import Ledger, LineOut, Result, TranslatedLine, Translation
from summarizer.text import headlines, joined

Pieces = Mapping[int, tuple[str, ...]]
State = Literal["translated", "reviewed", "withheld", "failed"]
Text = tuple[str, str, str, str]  # id, where it goes, Chinese, context
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


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
    for lines in _units(result):
        line, parts = lines[0], _parts(lines, pieces)
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
    made = [
        (line.role, segment)
        for lines in _units(result)
        for line, segment in zip(lines, _segments(lines, result, pieces, where, rendered), strict=True)
    ]
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
    for lines in _units(result):
        given = [find(line.text) for line in lines]
        text = " ".join(given) if all(given) else ""
        parts = _parts(lines, pieces)
        texts = repieced([flat(part) for part in parts], text) if text else []
        if len(texts) == len(parts):
            found |= {_place(where, lines[0], index, parts): one for index, one in enumerate(texts)}
    return found


def base(place: str) -> str:
    """The address in a result of a place, which may be that of a piece.

    >>> base("translation.segments.7#1")
    'translation.segments.7'
    """
    return place.partition("#")[0]


def _segments(
    lines: tuple[LineOut, ...],
    result: Result,
    pieces: Pieces,
    where: str,
    rendered: Made,
) -> list[TranslatedLine]:
    """The translated lines of a unit: what a headline on several lines says is spread over them again."""
    first = _segment(lines, result, pieces, where, rendered)
    if len(lines) == 1:
        return [first]
    spread = _spread(first.en, [len(line.text.strip()) for line in lines])
    return [
        first.model_copy(update={"n": line.n, "zh": line.text.strip(), "en": en, "pieces": []})
        for line, en in zip(lines, spread, strict=True)
    ]


def _spread(text: str, sizes: Sequence[int]) -> list[str]:
    """The words of a text on as many lines as there are `sizes`, shared out by these; each has a word if
    there are enough.

    >>> _spread("Official Reply on Setting Up a Joint Conference", [12, 6])
    ['Official Reply on Setting Up', 'a Joint Conference']
    """
    words, total, ends = text.split(), sum(sizes), []
    for place in range(1, len(sizes)):
        share = round(len(words) * sum(sizes[:place]) / total)
        ends.append(min(max(share, place), max(0, len(words) - len(sizes) + place)))
    bounds = [0, *ends, len(words)]
    return [" ".join(words[start:stop]) for start, stop in pairwise(bounds)]


def _segment(
    lines: tuple[LineOut, ...],
    result: Result,
    pieces: Pieces,
    where: str,
    rendered: Made,
) -> TranslatedLine:
    line, parts = lines[0], _parts(lines, pieces)
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


def _units(result: Result) -> list[tuple[LineOut, ...]]:
    """The lines that are translated, in order: each alone, those of one headline together."""
    together = {line.n: lines for lines in headlines(result.document.lines) for line in lines}
    shown = [line for line in result.document.lines if line.role != "noise" and line.text.strip()]
    units = [together.get(line.n, (line,)) for line in shown]
    return [unit for line, unit in zip(shown, units, strict=True) if unit[0].n == line.n]


def _parts(lines: tuple[LineOut, ...], pieces: Pieces) -> tuple[str, ...]:
    if len(lines) > 1:
        return (joined(lines),)
    (line,) = lines
    return pieces.get(line.n) or (line.text.strip(),)


def _is_text(part: str, result: Result) -> bool:
    """Whether there is something to translate in a piece: a cell may hold a figure or nothing."""
    plain = flat(part)
    if result.document.language in ("", "zh"):
        return HAN.search(plain) is not None
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
