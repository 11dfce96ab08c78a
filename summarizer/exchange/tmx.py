"""Translation memories as TMX 1.4b: ours are written, anybody's are read.

In one of ours a unit keeps its document, segment, state and findings, as properties that other tools carry
along. Whatever has no translation is left out: a memory has no use for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal, cast, get_args

from summarizer.errors import UsageError
from summarizer.exchange import markup
from summarizer.exchange.inline import Vocabulary, append, content, pieces
from summarizer.exchange.languages import distance, nearest
from summarizer.exchange.unit import Remark, State, Unit, checked, fingerprint, shown
from summarizer.files import printable

_FORM = markup.Form("TMX", "tmx", ("header",), "tu")
_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_HEADER = {
    "creationtool": "summarizer",
    "creationtoolversion": "1",  # of what is said here about the units, not of the program
    "segtype": "paragraph",
    "o-tmf": "summarizer",
    "adminlang": "en",
    "datatype": "plaintext",
}
_SEVERITIES: tuple[Literal["error", "warning"], ...] = ("error", "warning")
# The numbers of `it` are no numbers of pairs, and `ut` and `sub` hold code.
_VOCABULARY: Vocabulary = {
    "bpt": ("open", ("i",)),
    "ept": ("close", ("i",)),
    "ph": ("alone", ("x",)),
    "hi": ("through", ()),
}


def write(units: Iterable[Unit]) -> bytes:
    """The units that have a translation as a memory. Several target languages may be in one file.

    Raises UsageError where nothing is translated, a unit is there twice, the source languages differ, or a
    text holds what XML cannot carry (see `unit.sound`).
    """
    from lxml import etree  # noqa: PLC0415 - few runs need it

    found = checked((unit for unit in units if _is_translated(unit)), one_pair=False)
    sources = {unit.source_language for unit in found}
    root = etree.Element("tmx", version="1.4")
    header = {**_HEADER, "srclang": sources.pop() if len(sources) == 1 else "*all*"}
    etree.SubElement(root, "header", header).tail = "\n"
    body = etree.SubElement(root, "body")
    body.text = "\n"
    for unit in found:
        _add(etree.SubElement(body, "tu", tuid=unit.id, srclang=unit.source_language), unit)
    return markup.serialised(root, _DOCTYPE)


def read(
    data: bytes, name: str = "The file", *, source: str = "zh", target: str = "en", with_tags: bool = True
) -> tuple[Unit, ...]:
    """The units of a memory in this pair of languages, in order, whichever of the two it was written from.

    Of several variants of a language (en-GB, en-US) the nearest is taken; entries without one of the two, or
    with an empty one, are left out. `with_tags=False` drops the inline tags. An entry that was not made here
    has no document, and its number (or `tuid`) as its segment. Raises UsageError: see `markup.elements`; also
    where no entry is in these languages, naming those that are.
    """
    found: list[Unit] = []
    others: Counter[tuple[str, str]] = Counter()
    for number, (entry, srclang) in enumerate(_entries(data, name), 1):
        variants = [(_language(part), part) for part in entry if markup.local_name(part) == "tuv"]
        pair = _pair([tag for tag, _ in variants], source, target)
        if pair is None:
            others.update(_pairs([tag for tag, _ in variants], srclang))
            continue
        texts = [_text(variants[index][1], with_tags=with_tags) for index in pair]
        if all(text.strip() for text in texts):
            found.append(_unit(entry, number, texts, [variants[index][0] for index in pair]))
    if not found and others:
        languages = shown(pair for pair, _ in others.most_common())
        problem = f"{printable(name)} has nothing for {source} → {target}: its languages are {languages}"
        raise UsageError(f"{problem}.", "Give a memory in these languages, or choose the language with --to.")
    return tuple(found)


def _is_translated(unit: Unit) -> bool:
    return bool(unit.source.strip() and unit.target.strip())


def _add(entry: Any, unit: Unit) -> None:
    from lxml import etree  # noqa: PLC0415

    for remark in unit.remarks:
        etree.SubElement(entry, "note").text = _said(remark)
    told = {"document": unit.document, "segment": unit.segment, "state": unit.state}
    for kind, text in {**told, "written": fingerprint(unit.target)}.items():
        etree.SubElement(entry, "prop", type=f"x-{kind}").text = text
    for language, text in ((unit.source_language, unit.source), (unit.target_language, unit.target)):
        variant = etree.SubElement(entry, "tuv", {f"{markup.XML}lang": language})
        _fill(etree.SubElement(variant, "seg"), text)
    entry.tail = "\n"


def _fill(segment: Any, text: str) -> None:
    """A tag is an element beside the text here, not one around it; others show what it holds."""
    from lxml import etree  # noqa: PLC0415

    for piece in pieces(text):
        if isinstance(piece, str):
            append(segment, piece)
            continue
        number = str(piece.number)
        if piece.kind == "close":
            tag = etree.SubElement(segment, "ept", i=number)
        elif piece.kind == "open":
            tag = etree.SubElement(segment, "bpt", i=number, x=number)
        else:
            tag = etree.SubElement(segment, "ph", x=number)
        tag.text = str(piece)


def _entries(data: bytes, name: str) -> Iterator[tuple[Any, str]]:
    """Each entry with the source language that holds for it."""
    overall = ""
    for is_unit, element in markup.elements(data, _FORM, name):
        if is_unit:
            yield element, element.get("srclang", overall)
        else:  # the root, which has none, or the header
            overall = element.get("srclang", "")


def _language(variant: Any) -> str:
    """The language of a variant; `lang` is how older versions of TMX said it."""
    return str(variant.get(f"{markup.XML}lang", variant.get("lang", "")))


def _pair(tags: list[str], source: str, target: str) -> tuple[int, int] | None:
    """Which variants are the source and the target, or None."""
    first = nearest(source, tags)
    if first is None:
        return None
    others = [index for index in range(len(tags)) if index != first]
    second = nearest(target, [tags[index] for index in others])
    return None if second is None else (first, others[second])


def _pairs(tags: list[str], srclang: str) -> list[tuple[str, str]]:
    """The pairs of languages of an entry; of one that does not say which is its source, the first is."""
    if not tags:
        return []
    start = next((tag for tag in tags if distance(srclang, tag) is not None), tags[0])
    return [(start, tag) for tag in dict.fromkeys(tags) if tag != start]


def _text(variant: Any, *, with_tags: bool) -> str:
    segment = markup.child(variant, "seg")
    return "" if segment is None else content(segment, _VOCABULARY, with_tags=with_tags)


def _unit(entry: Any, number: int, texts: list[str], languages: list[str]) -> Unit:
    told = {part.get("type", ""): part.text or "" for part in entry if markup.local_name(part) == "prop"}
    notes = [part.text or "" for part in entry if markup.local_name(part) == "note"]
    state = told.get("x-state", "")
    return Unit(
        document=told.get("x-document", ""),
        segment=told.get("x-segment", entry.get("tuid", str(number))),
        source=texts[0],
        target=texts[1],
        source_language=languages[0],
        target_language=languages[1],
        state=cast("State", state) if state in get_args(State) else "translated",
        remarks=tuple(_remark(note) for note in notes if note.strip()),
        written=told.get("x-written", ""),
    )


def _said(remark: Remark) -> str:
    return remark.message if remark.severity == "note" else f"{remark.severity}: {remark.message}"


def _remark(note: str) -> Remark:
    for severity in _SEVERITIES:
        if note.startswith(f"{severity}: "):
            return Remark(severity, note[len(severity) + 2 :])
    return Remark("note", note)
