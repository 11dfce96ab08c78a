"""Which elements of a page no reader sees, by their attributes and the page's own style sheets.

What is hidden is not read: it is where orders to a model are put. But many pages hide what they show a moment
later (an article until it is laid out, the parts of a page behind tabs): where most of the text is hidden, it
is read all the same, and marked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from summarizer.reading import styles
from summarizer.reading.styles import FAR, TINY, ZERO

UNSEEN = frozenset(
    {
        "script", "style", "noscript", "template", "title", "meta", "link", "base", "svg", "iframe", "object",
        "embed", "applet", "canvas", "audio", "video", "map", "textarea", "select", "option", "datalist",
        "input", "param", "source", "track", "frameset", "noframes",
    }
)  # fmt: skip
_MOST_REVEALED = 200  # elements that are looked at
_LEAST = 200  # letters that may be an article
_PROSE = 80  # letters from which an element that only screen readers skip is content


def is_hidden(element: Any, declared: dict[str, str]) -> bool:
    """Say whether an element hides its content; `declared` is what style sheets and its `style` say of it."""
    attributes = element.attrib
    if "hidden" in attributes:
        return True
    if element.tag == "dialog" and "open" not in attributes:
        return True
    return bool(declared) and _conceals(declared)


def _conceals(declared: dict[str, str]) -> bool:
    get = declared.get
    if get("display") == "none" or get("visibility") in {"hidden", "collapse"}:
        return True
    if _is_small(declared) or ZERO.match(get("opacity", "")) or FAR.match(get("text-indent", "")):
        return True
    if get("transform", "").replace(" ", "") in {"scale(0)", "scale(0,0)"}:
        return True
    return _is_off_screen(declared) or _has_no_size(declared) or _is_of_one_colour(declared)


def _is_small(declared: dict[str, str]) -> bool:
    size = declared.get("font-size", "")
    return bool(ZERO.match(size) or TINY.match(size))


def _is_off_screen(declared: dict[str, str]) -> bool:
    sides = ("left", "top", "right", "bottom", "margin-left", "margin-top")
    if declared.get("position") not in {"absolute", "fixed", "relative"}:
        return False
    clip = declared.get("clip", "").replace(" ", "").replace("px", "")
    return any(FAR.match(declared.get(side, "")) for side in sides) or clip.startswith(
        ("rect(0,0,0,0", "rect(1,1,1,1", "rect(0000", "rect(1111")
    )


def _has_no_size(declared: dict[str, str]) -> bool:
    """Nothing high and nothing let out; but a share of what is left, or kept open by padding, is a layout."""
    if declared.get("overflow") != "hidden" or declared.keys() & {"flex", "flex-grow", "min-height"}:
        return False
    if any(name.startswith("padding") and not ZERO.match(value) for name, value in declared.items()):
        return False
    return any(ZERO.match(declared.get(size, "")) for size in ("height", "max-height"))


_COLOURS = {"#fff": "white", "#ffffff": "white", "#000": "black", "#000000": "black"}


def _is_of_one_colour(declared: dict[str, str]) -> bool:
    """Whether letters and what is behind them have the same colour, where both are said in one word."""
    ink, paper = declared.get("color", ""), declared.get("background-color") or declared.get("background", "")
    if not ink or " " in paper or ink in {"inherit", "initial", "unset", "currentcolor", "transparent"}:
        return ink == "transparent" and not paper
    return _COLOURS.get(ink, ink) == _COLOURS.get(paper, paper)


@dataclass
class Hiding:
    """The elements of one page that hide their content, and those of them that are read all the same."""

    root: Any
    commands: Callable[[str], bool]  # whether a text seems to address a model: it is never revealed
    _known: dict[Any, bool] = field(default_factory=dict)

    @cached_property
    def _styles(self) -> styles.Styles:
        return styles.read(self.root)

    def hides(self, element: Any) -> bool:
        """Say whether an element is hidden and not revealed."""
        return self.is_hidden(element) and element not in self.revealed

    def is_hidden(self, element: Any) -> bool:
        """Say whether an element hides its content, revealed or not."""
        if not element.attrib and not self._styles.rules and element.tag != "dialog":
            return False
        known = self._known.get(element)
        if known is None:
            known = self._known[element] = self._find_out(element)
        return known

    def _find_out(self, element: Any) -> bool:
        if element.get("aria-hidden", "").strip().lower() == "true" and not self._is_content(element):
            return True
        declared = self._styles.declared(element)
        if not is_hidden(element, declared):
            return False
        undone = {name: value for name, value in declared.items() if name not in {"font-size", "visibility"}}
        return is_hidden(element, undone) or element not in self._undone

    def _is_content(self, element: Any) -> bool:
        """Whether what screen readers skip is prose all the same: others see it."""
        return self._weights[element] >= _PROSE and not self.commands("".join(element.itertext()))

    @cached_property
    def _undone(self) -> frozenset[Any]:
        """The elements in which something makes itself visible: both are inherited until something does."""
        found: set[Any] = set(self.root.iter("html", "body"))
        for element in self.root.iter("*"):
            declared = self._styles.declared(element, sizes=True)
            size = declared.get("font-size", "")
            is_sized = size and not _is_small(declared) and not size.endswith(("em", "%", "inherit"))
            if is_sized or declared.get("visibility") == "visible":
                above = element.getparent()
                while above is not None and above not in found:
                    found.add(above)
                    above = above.getparent()
        return frozenset(found)

    @cached_property
    def _weights(self) -> dict[Any, int]:
        """Count the letters in each element, scripts and the like left out."""
        weights: dict[Any, int] = {}
        for element in reversed(list(self.root.iter("*"))):
            own = 0 if element.tag in UNSEEN else weights.get(element, 0) + _letters(element.text)
            weights[element] = own
            parent = element.getparent()
            if parent is not None:
                weights[parent] = weights.get(parent, 0) + own + _letters(element.tail)
        return weights

    @cached_property
    def revealed(self) -> frozenset[Any]:
        """Find elements that are hidden only until a script shows them: the page, or most of its text.

        Widespread article pages keep the whole article invisible until it is laid out.
        """
        body = self.root if self.root.tag == "body" else self.root.find("body")
        if body is None:
            return frozenset({self.root})
        wrappers, others = self._hidden_in(body)
        shown = others if sum(self._weights[element] for element in others) >= self._most(body) else []
        harmless = [
            element for element in (*wrappers, *shown) if not self.commands("".join(element.itertext()))
        ]
        return frozenset({self.root, body, *harmless})

    def _most(self, body: Any) -> float:
        return max(_LEAST, 0.6 * self._weights[body])

    def _hidden_in(self, body: Any) -> tuple[list[Any], list[Any]]:
        """Find the hidden elements that hold most of the text, and the others that only style sheets hide.

        The second without those in another.
        """
        wrappers: list[Any] = []
        others: list[Any] = []
        inside: set[Any] = set()
        for element in body.iterdescendants("*"):
            if element.getparent() in inside:
                inside.add(element)
            elif element.tag not in UNSEEN and self.is_hidden(element):
                if self._weights[element] >= self._most(body) and len(wrappers) < _MOST_REVEALED:
                    wrappers.append(element)
                else:
                    inside.add(element)
                    if not is_hidden(element, styles.parsed(element.get("style") or "")):
                        others.append(element)
        return wrappers, others


def _letters(text: str | None) -> int:
    return sum(map(str.isalpha, text)) if text else 0
