"""What a cell of a workbook shows: numbers and dates as a reader sees them, rich text with tags."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from summarizer.exchange import inline

_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_TIMES = frozenset({18, 19, 20, 21, 45, 46, 47})
_PERCENTAGES = frozenset({9, 10})
_QUOTED = re.compile(r'"[^"]*+"|\\.|\[[^\]]*+\]|_.|\*.')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LIKE_A_TAG = re.compile("</?[0-9]{1,5}/?>")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (a day has no time zone)
_LAST_DAY = 2_958_465  # 9999-12-31
_MOST_TAGS = 60

# The properties of a run of rich text: the elements of `rPr` with their attributes.
Properties = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
Span = tuple[Properties, str]
_EMPHASES = frozenset({"b", "i", "u", "strike", "vertAlign", "outline", "shadow"})
_OFF = frozenset({"0", "false", "none", "baseline"})
BREAK = "\n"  # what a tag stands for that is a line break within the cell


@dataclass(frozen=True, slots=True)
class Text:
    """A cell's text. `text` has tags, `tags` says what they stand for; `base` is how the rest is written."""

    text: str
    base: Properties = ()
    tags: Mapping[int, Properties | str] = field(default_factory=dict)


def text_of(spans: Sequence[Span]) -> Text:
    """Read a string of a workbook: line breaks, and runs not written as most of it is, become tags."""
    kept = _alike([(properties, unescaped(text)) for properties, text in spans])
    plain = " ".join("".join(text for _, text in kept).split())
    base = max(kept, key=lambda span: len(span[1]))[0] if kept else ()
    usual = _emphasis(base)
    tags: dict[int, Properties | str] = {}
    parts: list[str] = []
    after_space = True
    for properties, text in _stripped(kept):
        for at, line in enumerate(text.split("\n")):
            if at:
                tags[len(tags) + 1] = BREAK
                parts.append(f"{'' if after_space else ' '}<{len(tags)}/>")
                after_space = True
            words = " ".join(line.split())
            words = (" " if line[:1].isspace() and not after_space and words else "") + words
            words += " " if line[-1:].isspace() and words else ""
            after_space = words.endswith(" ") or (after_space and not words)
            if _emphasis(properties) != usual and words.strip():
                tags[len(tags) + 1] = properties
                words = f"<{len(tags)}>{words}</{len(tags)}>"
            parts.append(words)
    tagged = "".join(parts).strip()
    if len(tags) > _MOST_TAGS or _LIKE_A_TAG.search(plain) or inline.flat(tagged) == tagged:
        return Text(plain, base)
    return Text(tagged, base, tags)


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans with neighbours of the same properties as one, and none that is empty."""
    found: list[Span] = []
    for properties, text in spans:
        if found and found[-1][0] == properties:
            found[-1] = (properties, found[-1][1] + text)
        elif text:
            found.append((properties, text))
    return found


def _alike(spans: Sequence[Span]) -> list[Span]:
    """The spans, neighbours that look alike as one."""
    found: list[Span] = []
    for properties, text in spans:
        is_like = found and _emphasis(found[-1][0]) == _emphasis(properties)
        found.append((found[-1][0] if is_like else properties, text))
    return merged(found)


def _emphasis(properties: Properties) -> frozenset[tuple[str, tuple[tuple[str, str], ...]]]:
    """What makes a run stand out; its font and size do not, nor does the colour that all text has."""
    return frozenset(
        (name, attributes)
        for name, attributes in properties
        if (name in _EMPHASES and dict(attributes).get("val") not in _OFF)
        or (name == "color" and dict(attributes).get("theme") != "1")
    )


def _stripped(spans: Sequence[Span]) -> list[Span]:
    """The spans without the space before the first word and after the last."""
    kept = list(spans)
    while kept and not kept[0][1].strip():
        kept.pop(0)
    while kept and not kept[-1][1].strip():
        kept.pop()
    if kept:
        kept[0] = (kept[0][0], kept[0][1].lstrip())
        kept[-1] = (kept[-1][0], kept[-1][1].rstrip())
    return kept


def unescaped(text: str) -> str:
    """The text with `_x000D_` and the like as the characters that they stand for; returns are line feeds."""
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def escaped(text: str) -> str:
    """The reverse: so that nothing in a text is taken for such an escape."""
    return _ESCAPED.sub(lambda match: f"_x005F{match[0]}", text)


@dataclass(frozen=True, slots=True)
class Formats:
    """How the styles of a workbook show numbers: style -> number of the format, and the codes of its own."""

    styles: Sequence[int] = ()
    codes: Mapping[int, str] = field(default_factory=dict)
    is_1904: bool = False

    def shown(self, value: str, style: int) -> str:
        """A number as a reader sees it; as it is where nothing is known of its format."""
        try:
            number = float(value)
        except ValueError:
            return value
        kind = self._kind(self.styles[style] if 0 <= style < len(self.styles) else 0)
        if kind == "%":
            return f"{_plain(number * 100)}%"
        if kind and 0 <= number <= _LAST_DAY:
            moment = (_EPOCH_1904 if self.is_1904 else _EPOCH) + timedelta(seconds=round(number * 86_400))
            return f"{moment:%H:%M}" if kind == "time" and number < 1 else _day(moment)
        return _plain(number)

    def _kind(self, number: int) -> str:
        if number in _DATES or number in _TIMES or number in _PERCENTAGES:
            return "%" if number in _PERCENTAGES else "time" if number in _TIMES else "date"
        code = _QUOTED.sub("", self.codes.get(number, "").partition(";")[0]).lower()
        if "%" in code:
            return "%"
        if (
            "y" in code
            or "d" in code
            or "e" in code.replace("e+", "").replace("e-", "").replace("general", "")
        ):
            return "date"
        return "time" if "h" in code or "s" in code else ""


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}" if not (moment.hour or moment.minute) else f"{moment:%Y-%m-%d %H:%M}"


def _plain(number: float) -> str:
    """Digits without an exponent for what people write: 0.1 + 0.2 is 0.3."""
    if number != number or abs(number) >= 1e21:  # noqa: PLR0124 (not a number)
        return str(number)
    text = f"{float(f'{number:.15g}'):.10f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
