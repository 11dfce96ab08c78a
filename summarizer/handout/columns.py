"""What the tables for review are like: shared by the one who writes them and the one who reads them."""

from __future__ import annotations

import hashlib
import re

from summarizer.exchange.unit import Unit, fingerprint

NUMBER, STATUS, FINDINGS = "No.", "Status", "Findings and terms"
TERM, KIND, NOTE = "Term", "Kind", "Note"
TAGGED = re.compile(r"[^()]{1,60}\(([A-Za-z0-9-]{1,40})\)")
KEY = re.compile(r"\b([0-9a-f]{8})\.([0-9a-f]{16})\b")


def key(unit: Unit) -> str:
    """What stands below a row's number: which document it is of, and the fingerprint of its translation."""
    return f"{of_document(unit.document)}.{fingerprint(unit.target)}"


def of_document(path: str) -> str:
    """Eight digits that stand for a document within one file."""
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
