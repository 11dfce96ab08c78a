"""What a review sheet says and how it looks: shared by the one who writes it and the one who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from summarizer.errors import UsageError
from summarizer.exchange.languages import called
from summarizer.exchange.unit import State, Unit

FORM = "XLSX"
MOST_ROWS = 1_048_575  # what a sheet can hold below its header
STATES: Mapping[str, State] = MappingProxyType(
    {
        "to review": "translated",
        "findings to review": "needs-review",
        "approved": "reviewed",
        "refused by the provider": "withheld",
        "not translated": "failed",
    }
)
GUIDE = (
    "How to review",
    "1. Read the translation beside its source. Findings of the automatic checks are in the column Findings.",
    "2. To change a translation, write the whole corrected text into the column that begins with Reviewed.",
    "3. To accept one as it is, set its Status to approved. What is left alone counts as not reviewed.",
    "4. Comments are passed on as they are. Tags such as <1> and </1> are formatting: keep all of them.",
    "   A rendering that is to change everywhere: write it beside the term, in the sheet Terms.",
    "5. Rows may be sorted, filtered and left out. Do not change the source: such rows are not taken over.",
    "   (To sort, lift the protection first, in the menu Review; there is no password. Sort whole rows.)",
    "6. Save as .xlsx and send the file back; it is taken in with: summarizer review import FILE",
)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters; `style` is a name of `styles`."""

    header: str
    width: int
    style: str = "text"


TERMS = "Terms"
TERM_COLUMNS = (
    Column("Chinese", 28, "source"),
    Column("English", 40),
    Column("Reviewed English", 40, "open"),
    Column("Kind", 14),
    Column("Note", 50),
    Column("written", 10, "hidden"),
)


def columns(unit: Unit) -> list[Column]:
    """The columns of a sheet for units in the languages of this one."""
    source, target = (called(tag, "Text") for tag in (unit.source_language, unit.target_language))
    return [
        Column("Document", 24),
        Column("No.", 6, "number"),
        Column(source, 50, "source"),
        Column(target, 60),
        Column(f"Reviewed {target}", 60, "open"),
        Column("Status", 20, "open"),
        Column("Findings", 44),
        Column("Terms", 30),
        Column("Comment", 30, "open"),
        Column("id", 10, "hidden"),
        Column("written", 10, "hidden"),
    ]


def styles(book: Any) -> dict[str, Any]:
    """The formats of the cells. Where a reviewer writes is open (not locked) and tinted."""
    common = {"num_format": "@", "text_wrap": True, "valign": "top"}
    return {
        "text": book.add_format(common),
        "hidden": book.add_format({"num_format": "@"}),
        "source": book.add_format({**common, "font_name": "Microsoft YaHei"}),
        "open": book.add_format({**common, "locked": False, "bg_color": "#FFF9E5"}),
        "number": book.add_format({"valign": "top", "align": "left"}),
        "header": book.add_format({**common, "bold": True, "bg_color": "#DDE6F0"}),
    }


def uninstalled() -> UsageError:
    """The error to raise where a library for spreadsheets is missing."""
    return UsageError(
        "Review sheets need further libraries.", "Install them: pip install 'summarizer[office]'."
    )
