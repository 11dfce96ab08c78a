"""How the text of a run looks, as far as a reader sees it: runs of a Word document that look alike are one.

Fonts are left out: a Chinese text often has its figures in another font, and English has other fonts anyway.
"""

from __future__ import annotations

from typing import Any, TypeAlias

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_TOGGLES = ("b", "i", "strike", "dstrike", "caps", "smallCaps", "outline", "emboss", "imprint", "shadow")
# Property -> the values that change nothing.
_VALUED = {
    "rStyle": frozenset({""}),
    "color": frozenset({"", "auto", "000000"}),
    "sz": frozenset({""}),
    "highlight": frozenset({"", "none"}),
    "u": frozenset({"none"}),
    "vertAlign": frozenset({"", "baseline"}),
    "em": frozenset({"", "none"}),
    "bdr": frozenset({"", "none", "nil"}),
}
_SHADES_SPACE = frozenset({"u", "strike", "dstrike", "highlight", "shd", "bdr"})
Look: TypeAlias = tuple[tuple[str, str], ...]


def look_of(properties: Any | None) -> Look:
    """What is seen of run properties (w:rPr): names and values, in a fixed order."""
    if properties is None:
        return ()
    found: list[tuple[str, str]] = []
    for name in _TOGGLES:
        item = properties.find(_W + name)
        if item is not None and (item.get(_W + "val") or "").lower() not in _OFF:
            found.append((name, ""))
    for name, nothing in _VALUED.items():
        item = properties.find(_W + name)
        if item is not None and (value := item.get(_W + "val") or "") not in nothing:
            found.append((name, value))
    shade = properties.find(_W + "shd")
    if shade is not None and (fill := shade.get(_W + "fill") or "auto").lower() not in {"auto", "ffffff"}:
        found.append(("shd", fill))
    return tuple(found)


def is_unseen(text: str, look: Look) -> bool:
    """Whether the look of a text cannot be seen: of a space, but for a line or a colour behind it."""
    return not text.strip() and not any(name in _SHADES_SPACE for name, _ in look)
