"""Footnotes and endnotes of a Word document: they lie in parts of their own, and the text refers to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = {"footnote": "脚注：", "endnote": "尾注："}
_REFERENCES = {f"{_W}{kind}Reference": kind for kind in _KINDS}


@dataclass
class Notes:
    """The notes that nothing has referred to yet, and those that wait to be written."""

    bodies: dict[tuple[str, str], Any] = field(default_factory=dict)  # kind, id -> element
    _waiting: list[tuple[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, parts: Mapping[str, Any]) -> Notes:
        """Take the notes of parts, given by their names with the roots of their XML."""
        found = cls()
        for name, root in parts.items():
            kind = cls.kind_of(name)
            for body in root.iter(_W + kind):
                found.bodies[kind, body.get(_W + "id") or ""] = body
        return found

    @staticmethod
    def kind_of(name: str) -> str:
        """Return what a part holds, by its name: "footnote", "endnote" or ""."""
        kind = name.rpartition("/")[2].removesuffix("s.xml")
        return kind if kind in _KINDS else ""

    def meet(self, element: Any) -> bool:
        """Whether an element refers to a note; that note then waits. Each is taken once."""
        kind = _REFERENCES.get(element.tag, "")
        body = self.bodies.pop((kind, element.get(_W + "id") or ""), None) if kind else None
        if body is not None:
            self._waiting.append((kind, body))
        return bool(kind)

    def due(self, *, is_end: bool) -> list[tuple[str, Any]]:
        """Take what is to be written now, marked as what it is: footnotes, and at the end the endnotes."""
        now = [(kind, body) for kind, body in self._waiting if is_end or kind == "footnote"]
        self._waiting = [] if is_end else [(kind, body) for kind, body in self._waiting if kind != "footnote"]
        return [(_KINDS[kind], body) for kind, body in now]
