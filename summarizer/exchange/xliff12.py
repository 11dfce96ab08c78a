"""Translations as XLIFF 1.2, for review in a translator's tool: a `file` for each document.

What a machine translated asks to be reviewed (`needs-review-translation`), whether or not findings are open:
only a person's approval, `signed-off` or `final` makes a unit reviewed. A tool that merely says `translated`
has not said that anybody read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from summarizer.exchange import markup
from summarizer.exchange.inline import Vocabulary, content, fill
from summarizer.exchange.unit import Remark, State, Unit, by_document, checked, fingerprint

_FORM = markup.Form("XLIFF 1.2", "xliff", ("file",), "trans-unit")
_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_TOOL, _TERMS, _WRITTEN = "summarizer", "summarizer terms", "x-written"
_PRIORITIES = {"error": "1", "warning": "2", "note": "3"}
_STATES: Mapping[State, tuple[str, str]] = MappingProxyType(
    {  # state, state-qualifier
        "translated": ("needs-review-translation", "mt-suggestion"),
        "needs-review": ("needs-review-translation", "x-needs-review"),
        "reviewed": ("signed-off", ""),
        "withheld": ("needs-translation", "x-withheld"),
        "failed": ("needs-translation", "x-failed"),
    }
)
_ABOUT = ("original", "source-language", "target-language")
_REVIEWED = ("final", "signed-off")
_UNTRANSLATED = ("new", "needs-translation")
_VOCABULARY: Vocabulary = {
    "g": ("pair", ("id",)),
    "x": ("alone", ("id",)),
    "bpt": ("open", ("rid", "id")),
    "ept": ("close", ("rid", "id")),
    "bx": ("open", ("rid", "id")),
    "ex": ("close", ("rid", "id")),
    "ph": ("alone", ("id",)),
    "mrk": ("through", ()),
}


def write(units: Iterable[Unit]) -> bytes:
    """The units as XLIFF 1.2. Raises UsageError: see `unit.checked`."""
    from lxml import etree  # noqa: PLC0415 - few runs need it

    root = etree.Element(_named("xliff"), {"version": "1.2"}, nsmap={None: _NAMESPACE})
    root.text = "\n"
    for document, found in by_document(checked(units)).items():
        _add_file(_below(root, "file", _about(document, found[0])), found)
    return markup.serialised(root)


def read(data: bytes, name: str = "The file") -> tuple[Unit, ...]:
    """The units of an XLIFF 1.2 file, in order. Notes that were not written here are remarks of kind `note`.

    Raises UsageError: see `markup.elements`.
    """
    return tuple(_read(data, name))


def _read(data: bytes, name: str) -> Iterator[Unit]:
    about: Mapping[str, str] = {}
    for is_unit, element in markup.elements(data, _FORM, name):
        if not is_unit:
            if markup.local_name(element) == _FORM.root and not _is_ours(element):
                raise markup.other(name, _FORM.name)
            about = {name: element.get(name, "") for name in _ABOUT}
        elif markup.child(element, "source") is not None:
            yield _unit(element, about)


def _is_ours(root: Any) -> bool:
    """Whether a root is of a version 1: tools write 1.1 for 1.2, and leave the namespace out."""
    return not markup.namespace(root).endswith(":2.0") and root.get("version", "1.2").startswith("1")


def _about(document: str, unit: Unit) -> dict[str, str]:
    return {
        "original": document,
        "source-language": unit.source_language,
        "target-language": unit.target_language,
        "datatype": "plaintext",
        "tool-id": _TOOL,
    }


def _add_file(file: Any, units: Iterable[Unit]) -> None:
    _below(_below(file, "header"), "tool", {"tool-id": _TOOL, "tool-name": _TOOL})
    body = _below(file, "body")
    body.text = file.tail = "\n"
    for unit in units:
        _add_unit(body, unit)


def _add_unit(body: Any, unit: Unit) -> None:
    given = {"id": unit.segment, f"{markup.XML}space": "preserve"}
    if unit.state == "reviewed":
        given["approved"] = "yes"
    element = _below(body, "trans-unit", given)
    element.tail = "\n"
    _fill(_below(element, "source"), unit.source)
    state, qualifier = _STATES[unit.state]
    target = _below(
        element, "target", {"state": state} | ({"state-qualifier": qualifier} if qualifier else {})
    )
    _fill(target, unit.target)
    group = _below(element, "context-group", {"purpose": "information"})
    _below(group, "context", {"context-type": _WRITTEN}).text = fingerprint(unit.target)
    for remark in unit.remarks:
        author = {} if remark.severity == "note" else {"from": _TOOL}
        about = {"priority": _PRIORITIES[remark.severity], "annotates": "target"}
        _below(element, "note", {**author, **about}).text = remark.message
    for term, rendering in unit.terms:
        about = {"from": _TERMS, "priority": "5", "annotates": "source"}
        _below(element, "note", about).text = f"{term} = {rendering}"


def _fill(element: Any, text: str) -> None:
    def pair(parent: Any, number: int) -> Any:
        return _below(parent, "g", {"id": str(number)})

    def alone(parent: Any, number: int) -> Any:
        return _below(parent, "x", {"id": str(number)})

    fill(element, text, pair, alone)


def _below(parent: Any, local: str, attributes: Mapping[str, str] | None = None) -> Any:
    from lxml import etree  # noqa: PLC0415

    return etree.SubElement(parent, _named(local), dict(attributes or {}))


def _named(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"


def _unit(element: Any, about: Mapping[str, str]) -> Unit:
    target = markup.child(element, "target")
    text = "" if target is None else content(target, _VOCABULARY)
    contexts = {part.get("context-type"): part.text or "" for part in element.iter("{*}context")}
    return Unit(
        document=about.get("original", ""),
        segment=element.get("id", ""),
        source=content(markup.child(element, "source"), _VOCABULARY),
        target=text,
        source_language=about.get("source-language", ""),
        target_language=about.get("target-language", ""),
        state=_state(element, target, text),
        remarks=tuple(_remarks(element)),
        written=contexts.get(_WRITTEN, ""),
    )


def _state(element: Any, target: Any, text: str) -> State:
    state = "" if target is None else target.get("state", "")
    qualifier = "" if target is None else target.get("state-qualifier", "")
    if element.get("approved") == "yes" or state in _REVIEWED:
        return "reviewed"
    if qualifier == "x-withheld" and not text.strip():
        return "withheld"
    if not text.strip() or state in _UNTRANSLATED:
        return "failed"
    if qualifier == "mt-suggestion":
        return "translated"
    return "needs-review" if state.startswith("needs-") else "translated"


def _remarks(element: Any) -> Iterator[Remark]:
    for note in element:
        if markup.local_name(note) != "note" or note.get("from") == _TERMS or not (note.text or "").strip():
            continue
        ours = note.get("from") == _TOOL
        yield Remark(_severity(note.get("priority", "")) if ours else "note", note.text)


def _severity(priority: str) -> Any:
    return next((severity for severity, number in _PRIORITIES.items() if number == priority), "note")
