"""XML from anybody, element by element: nothing is fetched, nothing expanded, nothing kept for long.

The file's bytes are searched for declarations of entities before any parser sees them. That is sound for the
encodings that are let in: in all of them `<!ENTITY` is these bytes, apart from zeros in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from summarizer.errors import UsageError
from summarizer.files import printable

MOST_BYTES = 200_000_000
_MOST_OF_UNIT = 10_000  # elements
XML = "{http://www.w3.org/XML/1998/namespace}"
_ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859", "windows-125", "gb", "big5")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([^\"'>]{0,40})")


@dataclass(frozen=True, slots=True)
class Form:
    """A format: its name, and the local names of its root, of what groups its units, and of a unit."""

    name: str
    root: str
    containers: tuple[str, ...]
    unit: str


def elements(data: bytes, form: Form, name: str) -> Iterator[tuple[bool, Any]]:
    """The parts of a file: the root and containers as they begin (False: only their attributes are there),
    units as they end (True: whole; emptied when the next part is asked for).

    `name` is the file's, for messages. Raises UsageError for what is too large, no well-formed XML, not of
    this form, or declares entities.
    """
    from lxml import etree  # noqa: PLC0415 - few runs need it

    _refuse(data, form, name)
    events = etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        no_network=True,
        load_dtd=False,
        resolve_entities=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        yield from _parts(events, form, name)
    except etree.LxmlError as error:
        hint = f"Export the {form.name} file once more, as UTF-8."
        raise UsageError(f"{printable(name)} is not well-formed XML: {_reason(error)}.", hint) from error


def _parts(events: Iterable[tuple[str, Any]], form: Form, name: str) -> Iterator[tuple[bool, Any]]:
    unit, size, begun = None, 0, False
    for event, element in events:
        local = local_name(element)
        if event == "start":
            if not begun and local != form.root:
                raise other(name, form.name)
            size = size + 1 if unit is not None else 0
            if size > _MOST_OF_UNIT:
                raise UsageError(f"{printable(name)} has an entry of endless parts.", "Leave that entry out.")
            if not begun or (unit is None and local in form.containers):
                begun = True
                yield False, element
            elif unit is None and local == form.unit:
                unit = element
        elif unit is None or unit is element:
            if unit is element:
                unit = None
                yield True, element
            _forget(element)


def local_name(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Any) -> str:
    """The namespace of an element, or "" ."""
    return str(element.tag).rpartition("}")[0].lstrip("{")


def child(element: Any, local: str) -> Any:
    """The first child with this local name, or None."""
    return next((found for found in element if local_name(found) == local), None)


def other(name: str, form: str) -> UsageError:
    """The error for a file that is well-formed, but something else."""
    return UsageError(f"{printable(name)} is not a {form} file.", f"Give a {form} file, by its right suffix.")


def serialised(root: Any, doctype: str | None = None) -> bytes:
    """A tree as a file in UTF-8."""
    from lxml import etree  # noqa: PLC0415

    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=doctype)
    return made + b"\n"


def _refuse(data: bytes, form: Form, name: str) -> None:
    if len(data) > MOST_BYTES:
        problem = f"is too large ({len(data) // 1_000_000} MB; the most is {MOST_BYTES // 1_000_000} MB)"
        raise UsageError(f"{printable(name)} {problem}.", "Split it into several files.")
    plain = data.replace(b"\0", b"") if b"\0" in data[:400] else data
    if b"<!ENTITY" in plain:
        hint = "Remove its document type declaration."
        raise UsageError(f"{printable(name)} declares entities, which no {form.name} file needs.", hint)
    declared = _DECLARED.search(plain[:400])
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if not encoding.startswith(_ENCODINGS):
        raise UsageError(f"{printable(name)} has the encoding {printable(encoding)}.", "Save it as UTF-8.")


def _forget(element: Any) -> None:
    """Free an element and those before it: a tree takes many times the bytes of its file."""
    if element.getparent() is None:
        return
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]


def _reason(error: Exception) -> str:
    return printable(str(getattr(error, "msg", "") or type(error).__name__).strip().rstrip("."))
