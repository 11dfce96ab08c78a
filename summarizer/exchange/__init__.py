"""Exchange of translations with other people's tools: TMX, XLIFF 1.2 and 2.1, a spreadsheet for review.

A format is one module with `write(units) -> bytes` and `read(data, name) -> units`. `reviewing` says what a
reviewer did to a file that was handed out; `pairs` writes terms as glossaries of two columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from summarizer.errors import UsageError
from summarizer.exchange import sheet, tmx, xliff12, xliff21
from summarizer.exchange.gathering import units
from summarizer.exchange.reviewing import Review, refuse_strangers, review
from summarizer.exchange.unit import Entry, Remark, State, Unit, sound
from summarizer.files import printable

__all__ = [
    "FORMATS", "Entry", "Format", "Remark", "Review", "State", "Unit", "read", "refuse_strangers", "review",
    "sound", "units",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what its files end in, and how they are made and read."""

    suffix: str
    write: Callable[[Iterable[Unit]], bytes]
    read: Callable[[bytes, str], tuple[Unit, ...]]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "tmx": Format(".tmx", tmx.write, tmx.read),
        "xliff": Format(".xlf", xliff12.write, xliff12.read),
        "xliff2": Format(".xliff", xliff21.write, xliff21.read),
        "xlsx": Format(".xlsx", sheet.write, sheet.read),
    }
)
_BEGINNING = 2_000  # bytes in which an XLIFF file says its version


def read(data: bytes, name: str) -> tuple[Unit, ...]:
    """The units of a file in the format that its name ends in; of XLIFF either version, by what is in it.

    Raises UsageError: an unknown suffix, and whatever the format's own `read` raises.
    """
    suffix = "." + name.lower().rpartition(".")[2]
    if suffix in (".xlf", ".xliff"):
        return FORMATS["xliff2" if _is_xliff_2(data) else "xliff"].read(data, name)
    for form in FORMATS.values():
        if form.suffix == suffix:
            return form.read(data, name)
    known = ", ".join(form.suffix for form in FORMATS.values())
    raise UsageError(f"{printable(name)} is in no format that can be read here.", f"They are {known}.")


def _is_xliff_2(data: bytes) -> bool:
    return b"urn:oasis:names:tc:xliff:document:2.0" in data[:_BEGINNING].replace(b"\0", b"")
