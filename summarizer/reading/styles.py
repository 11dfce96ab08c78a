"""What the style sheets inside a page say about the elements they hide: read with limits, and with doubts.

Only what is certain may hide: plain selectors (tags, classes, ids, below or directly below one another), in
no media query or one that every screen meets. Of rules that are less certain (another condition, a selector
that is not understood) only what shows an element counts. Sheets that a page links to are not fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

RELEVANT = frozenset(
    {
        "display", "visibility", "opacity", "font-size", "text-indent", "position", "left", "top", "right",
        "bottom", "margin-left", "margin-top", "clip", "clip-path", "overflow", "overflow-y", "height",
        "max-height", "min-height", "padding", "padding-bottom", "padding-top", "flex", "flex-grow", "color",
        "background", "background-color", "transform",
    }
)  # fmt: skip
_LARGEST = 400_000  # characters of all style sheets of a page
_MOST_RULES = 6_000
_MOST_STEPS = 600_000  # of finding out whether selectors with ancestors match
_LONGEST_SELECTOR = 200
_MOST_SELECTORS = 60  # of one rule
_MOST_COMPOUNDS = 6  # of one selector

FAR = re.compile(r"-(?:\d{3,6}(?:\.\d{1,9})?(?:px|pt|%|)|\d{2,6}(?:em|rem|vw|vh))\Z")
ZERO = re.compile(r"[+-]?0{1,9}(?:\.0{0,9})?(?:px|pt|em|rem|%|)\Z")
TINY = re.compile(r"(?:0{0,9}\.\d{1,9}(?:px|pt)|0?1(?:\.0{1,9})?(?:px|pt)|0{0,9}\.0\d{0,9}(?:em|rem))\Z")
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|<!--|-->")
_STRING = re.compile(r'"[^"\n]*+"|\'[^\'\n]*+\'')
_BRACE = re.compile("[{}]")
_COMPOUND = re.compile(r"([A-Za-z][A-Za-z0-9]*+|\*)?((?:[.#][\w-]++)*+)")
_PART = re.compile(r"[.#][\w-]++")
_DOUBTFUL = re.compile(r"::?[\w-]++(?:\([^()]*+\))?|\[[^\[\]]*+\]")
_COLOURED = frozenset({"color", "background", "background-color"})
_DRASTIC = frozenset({"clip", "clip-path", "transform", *_COLOURED})
_OWN = (9, 0, 0, 0)  # the rank of an element's own declarations
_MOMENTARY = re.compile(
    r":(?:hover|focus|active|target|checked|visited|focus-within|focus-visible|before|after)\b"
)
_EVERY_SCREEN = re.compile(r"@media\s++(?:only\s++)?(?:screen|all)(?:\s*+,\s*+[a-z]++)*+\s*+\Z")
_NO_SCREEN = re.compile(r"@media\s++(?:only\s++)?(?:print|speech)\b(?![^,]*,)")


@dataclass(frozen=True, slots=True)
class _Compound:
    """`div#a.b`: what an element must be; `direct` if it must be the child of the one before."""

    tag: str
    id: str
    classes: frozenset[str]
    direct: bool = False

    def fits(self, element: Any) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class _Rule:
    """One selector with its declarations; `rank` orders rules that speak of the same property."""

    path: tuple[_Compound, ...]
    declared: dict[str, str]
    rank: tuple[int, int, int, int]

    @property
    def key(self) -> str:
        last = self.path[-1]
        return f"#{last.id}" if last.id else f".{min(last.classes)}" if last.classes else last.tag


_Index = dict[str, list[_Rule]]


@dataclass
class Styles:
    """The rules of a page's own sheets, found by what their last part names."""

    rules: _Index = field(default_factory=dict)
    suspects: _Index = field(default_factory=dict)  # those that could hide, alone or with others
    sizes: _Index = field(default_factory=dict)  # those of a size or a visibility
    steps: int = _MOST_STEPS

    def add(self, rule: _Rule) -> None:
        """Take in one rule."""
        self.rules.setdefault(rule.key, []).append(rule)
        if _may_conceal(rule.declared):
            self.suspects.setdefault(rule.key, []).append(rule)
        if rule.declared.keys() & {"font-size", "visibility"}:
            self.sizes.setdefault(rule.key, []).append(rule)

    def declared(self, element: Any, *, sizes: bool = False) -> dict[str, str]:
        """What applies to an element, its own `style` included: property -> value, in lower case.

        {} where nothing could hide it; only sizes and visibility if `sizes`.
        """
        own = parsed(element.get("style") or "")
        index = self.sizes if sizes else self.rules
        if not (own or sizes or self._matching(self.suspects, element)):
            return {}
        ranked: dict[str, tuple[tuple[bool, tuple[int, ...]], str]] = {}
        found = [(rule.rank, rule.declared) for rule in self._matching(index, element)]
        for rank, declared in [*found, (_OWN, own)]:
            for name, value in declared.items():
                weight = (value.endswith("!important"), rank)
                if name not in ranked or weight >= ranked[name][0]:
                    ranked[name] = (weight, value.removesuffix("!important").strip())
        return {name: value for name, (_, value) in ranked.items()}

    def _matching(self, index: _Index, element: Any) -> list[_Rule]:
        """The rules that match; none once that has taken more steps than any real page needs."""
        if not index or self.steps < 0:
            return []
        rules = [rule for key in _keys(element) for rule in index.get(key, ())]
        self.steps -= len(rules)
        return [rule for rule in rules if self.steps >= 0 and self._applies(rule, element)]

    def _applies(self, rule: _Rule, element: Any) -> bool:
        """Whether a selector matches: its prefixes are tried on the ancestors from the root down, once."""
        path = rule.path
        if not path[-1].fits(element):
            return False
        if len(path) == 1:
            return True
        above: set[int] = set()  # ends of prefixes that match at some ancestor
        parent: set[int] = set()  # at the one looked at last
        for ancestor in reversed(list(element.iterancestors())):
            self.steps -= len(path)
            if self.steps < 0:
                return False
            parent = {
                k
                for k, part in enumerate(path[:-1])
                if (not k or (k - 1 in (parent if part.direct else above))) and part.fits(ancestor)
            }
            above |= parent
        return len(path) - 2 in (parent if path[-1].direct else above)


def _may_conceal(declared: dict[str, str]) -> bool:
    """Whether a rule could be a part of what hides; colours only where one rule says enough."""
    if len(declared.keys() & _COLOURED) > 1 or declared.get("color", "").startswith("transparent"):
        return True
    return any(conceals(name, value) for name, value in declared.items() if name not in _COLOURED)


def read(root: Any) -> Styles:
    """Read the `<style>` elements of a page."""
    styles = Styles()
    left = _LARGEST
    order = 0
    for element in root.iter("style"):
        css = "".join(element.itertext())
        media = (element.get("media") or "").strip().lower()
        left -= len(css)
        if left < 0:
            break
        if media and not _EVERY_SCREEN.match(f"@media {media}"):
            continue
        for selectors, block, is_sure in _blocks(_STRING.sub("''", _COMMENT.sub(" ", css))):
            for rule in _rules(selectors, block, order, is_sure=is_sure):
                order += 1
                styles.add(rule)
            if order > _MOST_RULES:
                return styles
    return styles


def parsed(block: str) -> dict[str, str]:
    """Read declarations: relevant property -> value in lower case, with `!important` where that is said."""
    declared = {}
    for declaration in block.lower().split(";")[:100]:
        name, _, value = declaration.partition(":")
        name = name.strip()
        if name in RELEVANT:
            important = "!important" in value.replace(" ", "")
            declared[name] = value.partition("!")[0].strip() + ("!important" if important else "")
    return declared


def _keys(element: Any) -> Iterator[str]:
    attributes = element.attrib
    if "id" in attributes:
        yield f"#{attributes['id']}"
    if "class" in attributes:
        yield from (f".{name}" for name in dict.fromkeys(attributes["class"].split()[:50]))
    yield element.tag


def _blocks(css: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (selectors, declarations, whether they apply on every screen) of each rule."""
    start, stack = 0, list[str]()  # kinds of the open blocks: sure, unsure, rule, other
    selectors = ""
    for brace in _BRACE.finditer(css):
        text, start = css[start : brace.start()], brace.end()
        if brace.group() == "{":
            prelude = text.rpartition(";")[2].strip()
            stack.append(_kind(prelude.lower(), stack))
            selectors = prelude
        elif stack and stack.pop() == "rule":
            yield selectors, text, "unsure" not in stack
        if len(stack) > 50:
            return


def _kind(prelude: str, stack: list[str]) -> str:
    if stack and stack[-1] in {"rule", "other"}:
        return "other"
    if prelude.startswith("@media"):
        if _EVERY_SCREEN.match(prelude):
            return "sure"
        return (
            "other" if re.match(r"@media\s+(?:only\s+)?(?:print|speech)\b(?![^{]*,)", prelude) else "unsure"
        )
    if prelude.startswith(("@supports", "@layer", "@container")):
        return "unsure"
    return "other" if prelude.startswith("@") else "rule"


def _rules(selectors: str, block: str, order: int, *, is_sure: bool) -> Iterator[_Rule]:
    declared = parsed(block)
    if not declared:
        return
    showing = {name: value for name, value in declared.items() if not conceals(name, value)}
    for selector in selectors.split(",")[:_MOST_SELECTORS]:
        path, is_plain = _path(selector.strip())
        kept = declared if is_sure and is_plain else showing
        if path and kept:
            ids = sum(bool(part.id) for part in path)
            names = sum(len(part.classes) for part in path)
            yield _Rule(path, kept, (ids, names, sum(bool(part.tag) for part in path), order))


def conceals(name: str, value: str) -> bool:
    """Say whether a declaration hides, or could together with others."""
    value = value.removesuffix("!important").strip()
    if name in {"display", "visibility"}:
        return value in {"none", "hidden", "collapse"}
    if name in {"opacity", "height", "max-height"}:
        return bool(ZERO.match(value))
    if name == "font-size":
        return bool(ZERO.match(value) or TINY.match(value))
    return name in _DRASTIC or bool(FAR.match(value))


def _path(selector: str) -> tuple[tuple[_Compound, ...], bool]:
    """Read a selector: its compounds, and whether all of it was understood; () if it cannot match."""
    if not selector or len(selector) > _LONGEST_SELECTOR or _MOMENTARY.search(selector):
        return (), False
    bare = _DOUBTFUL.sub("", selector)
    if any(mark in bare for mark in "+~"):  # a sibling before: what is after it may be any
        bare = re.split("[+~]", bare)[-1]
    parts: list[_Compound] = []
    is_direct = False
    for word in bare.replace(">", " > ").split():
        if word == ">":
            is_direct = True
            continue
        found = _COMPOUND.fullmatch(word)
        if not found:
            return (), False
        parts.append(_compound(found, direct=is_direct and bool(parts)))
        is_direct = False
    last_is_named = bool(parts) and any((parts[-1].tag, parts[-1].id, parts[-1].classes))
    if is_direct or not last_is_named or len(parts) > _MOST_COMPOUNDS:
        return (), False
    return tuple(parts), bare == selector


def _compound(found: re.Match[str], *, direct: bool) -> _Compound:
    named = _PART.findall(found[2])
    ids = [part[1:] for part in named if part[0] == "#"]
    tag = (found[1] or "").lower()
    classes = frozenset(part[1:] for part in named if part[0] == ".")
    return _Compound("" if tag == "*" else tag, ids[-1] if ids else "", classes, direct)
