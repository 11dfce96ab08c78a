"""Translations as XLIFF 2.1, for review in a translator's tool: a `file` for each document.

Its reviewed units are `reviewed` or `final`; findings that are open are told by the `subState`. Beside the
core it uses two modules: the glossary for a unit's terms, and metadata for the fingerprint of what was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from summarizer.exchange import markup
from summarizer.exchange.inline import Vocabulary, content, fill
from summarizer.exchange.unit import Remark, State, Unit, by_document, checked, fingerprint

_FORM = markup.Form("XLIFF 2", "xliff", ("file",), "unit")
_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1 as well
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_PREFIX, _WRITTEN = "summarizer:", "written"
_STATES: Mapping[State, tuple[str, str]] = MappingProxyType(
    {  # state, subState
        "translated": ("translated", ""),
        "needs-review": ("translated", "needs-review"),
        "reviewed": ("reviewed", ""),
        "withheld": ("initial", "withheld"),
        "failed": ("initial", "failed"),
    }
)
_REVIEWED = ("reviewed", "final")
_PRIORITIES = {"error": "1", "warning": "2", "note": "3"}
_VOCABULARY: Vocabulary = {
    "pc": ("pair", ("id",)),
    "ph": ("alone", ("id",)),
    "sc": ("open", ("id",)),
    "ec": ("close", ("startRef", "id")),
    "cp": ("character", ("hex",)),
    "mrk": ("through", ()),
}
# An id is a name token. What may not be in one is written as its code; so is the sign that begins a code.
_NO_TOKEN = re.compile(r"[^A-Za-z0-9.:-]")
_CODE = re.compile(r"_u([0-9A-F]{2,6})_")


def write(units: Iterable[Unit]) -> bytes:
    """The units as XLIFF 2.1. Raises UsageError: see `unit.checked`."""
    from lxml import etree  # noqa: PLC0415 - few runs need it

    found = checked(units)
    about = {"version": "2.1", "srcLang": found[0].source_language, "trgLang": found[0].target_language}
    spaces = {None: _NAMESPACE, "mda": _METADATA, "gls": _GLOSSARY}
    root = etree.Element(_named("xliff"), {**about, f"{markup.XML}space": "preserve"}, nsmap=spaces)
    root.text = "\n"
    for number, (document, parts) in enumerate(by_document(found).items(), 1):
        file = _below(root, "file", {"id": f"f{number}", "original": document, "canResegment": "no"})
        file.text = file.tail = "\n"
        for unit in parts:
            _add_unit(file, unit)
    return markup.serialised(root)


def read(data: bytes, name: str = "The file") -> tuple[Unit, ...]:
    """The units of an XLIFF 2.0 or 2.1 file, in order; a unit's segments are one text.

    Notes of no category known here are remarks of kind `note`. Raises UsageError: see `markup.elements`.
    """
    return tuple(_read(data, name))


def _read(data: bytes, name: str) -> Iterator[Unit]:
    languages, document = ("", ""), ""
    for is_unit, element in markup.elements(data, _FORM, name):
        if is_unit:
            yield _unit(element, document, languages)
        elif markup.local_name(element) == _FORM.root:
            if not (markup.namespace(element) == _NAMESPACE or element.get("version", "").startswith("2")):
                raise markup.other(name, _FORM.name)
            languages = (element.get("srcLang", ""), element.get("trgLang", ""))
        else:
            document = element.get("original", element.get("id", ""))


def _add_unit(file: Any, unit: Unit) -> None:
    element = _below(file, "unit", {"id": _NO_TOKEN.sub(_coded, unit.segment) or "_u00_"})
    element.tail = "\n"
    if unit.terms:
        glossary = _below(element, "glossary", space=_GLOSSARY)
        for term, rendering in unit.terms:
            entry = _below(glossary, "glossEntry", space=_GLOSSARY)
            _below(entry, "term", space=_GLOSSARY).text = term
            _below(entry, "translation", space=_GLOSSARY).text = rendering
    group = _below(
        _below(element, "metadata", space=_METADATA), "metaGroup", {"category": "summarizer"}, _METADATA
    )
    _below(group, "meta", {"type": _WRITTEN}, _METADATA).text = fingerprint(unit.target)
    _add_notes(element, unit)
    state, detail = _STATES[unit.state]
    told = {"state": state} | ({"subState": _PREFIX + detail} if detail else {})
    segment = _below(element, "segment", told)
    _fill(_below(segment, "source"), unit.source)
    _fill(_below(segment, "target"), unit.target)


def _add_notes(element: Any, unit: Unit) -> None:
    if not unit.remarks:
        return
    notes = _below(element, "notes")
    for remark in unit.remarks:
        category = {} if remark.severity == "note" else {"category": remark.severity}
        about = {**category, "priority": _PRIORITIES[remark.severity], "appliesTo": "target"}
        _below(notes, "note", about).text = remark.message


def _fill(element: Any, text: str) -> None:
    def pair(parent: Any, number: int) -> Any:
        return _below(parent, "pc", {"id": str(number)})

    def alone(parent: Any, number: int) -> Any:
        return _below(parent, "ph", {"id": str(number)})

    fill(element, text, pair, alone)


def _below(
    parent: Any, local: str, attributes: Mapping[str, str] | None = None, space: str = _NAMESPACE
) -> Any:
    from lxml import etree  # noqa: PLC0415

    return etree.SubElement(parent, f"{{{space}}}{local}", dict(attributes or {}))


def _named(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"


def _unit(element: Any, document: str, languages: tuple[str, str]) -> Unit:
    parts = [part for part in element if markup.local_name(part) in ("segment", "ignorable")]
    source, target = ("".join(_text(part, side) for part in parts) for side in ("source", "target"))
    written = [
        part.text or "" for part in element.iter(f"{{{_METADATA}}}meta") if part.get("type") == _WRITTEN
    ]
    return Unit(
        document=document,
        segment=_CODE.sub(_decoded, element.get("id", "")),
        source=source,
        target=target,
        source_language=languages[0],
        target_language=languages[1],
        state=_state([part for part in parts if markup.local_name(part) == "segment"], target),
        remarks=tuple(_remarks(element)),
        written=written[0] if written else "",
    )


def _text(part: Any, side: str) -> str:
    """One side of a segment. What stands between segments (`ignorable`) may have a source only."""
    found = markup.child(part, side)
    if found is None and markup.local_name(part) == "ignorable":
        found = markup.child(part, "source")
    return "" if found is None else content(found, _VOCABULARY)


def _state(segments: list[Any], target: str) -> State:
    """The state of a unit: that of the segment that is least finished."""
    states = [segment.get("state", "initial") for segment in segments]
    details = {segment.get("subState", "") for segment in segments}
    if states and all(state in _REVIEWED for state in states):
        return "reviewed"
    if f"{_PREFIX}withheld" in details and not target.strip():
        return "withheld"
    if not target.strip() or f"{_PREFIX}failed" in details:
        return "failed"
    return "needs-review" if f"{_PREFIX}needs-review" in details else "translated"


def _remarks(element: Any) -> Iterator[Remark]:
    notes = markup.child(element, "notes")
    for note in () if notes is None else notes:
        category = note.get("category", "")
        if (note.text or "").strip():
            yield Remark(category if category in ("error", "warning") else "note", note.text)


def _coded(match: re.Match[str]) -> str:
    return f"_u{ord(match[0]):02X}_"


def _decoded(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 0 < code <= 0x10FFFF else ""
