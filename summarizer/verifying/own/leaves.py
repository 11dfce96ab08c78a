"""The values of nested fields one by one, with the keys that lead to them and the lines that they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_APART = frozenset(
    {"en", "lines"}
)  # of a text in both languages: compared with its Chinese, and its evidence

_GAP = re.compile(r"(?<=[a-z0-9]{2})(?=[A-Z])|[\s-]+")


class Leaf(NamedTuple):
    """A text or a number.

    `key` has the names on the way to it as in `_named`, the last one first; `beside` those of its object.
    """

    path: str
    key: str
    value: str | int | float
    lines: tuple[int, ...] = ()
    beside: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The name of the value itself; a list's, of what stands in it."""
        return self.key.partition(" ")[0]


def leaves(fields: Any, found: Mapping[str, Sequence[int]]) -> Iterator[Leaf]:
    """Every text and number of some fields; `found` has the lines of the texts that code found in one."""
    for leaf in _leaves(fields, Leaf("", "", "")):
        yield leaf if leaf.lines else leaf._replace(lines=tuple(found.get(leaf.path, ())))


def _leaves(value: Any, above: Leaf) -> Iterator[Leaf]:
    if isinstance(value, Mapping):
        yield from _of_object(value, above)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, above._replace(path=_path(above.path, str(index))))
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield above._replace(value=value)


def _of_object(value: Mapping[str, Any], above: Leaf) -> Iterator[Leaf]:
    lines = _lines(value.get("lines")) or above.lines
    beside = frozenset(map(_named, value))
    if isinstance(value.get("zh"), str):  # a text, not something that is called so
        yield above._replace(value=value["zh"], lines=lines)
    for key, item in value.items():
        if key == "zh" or ("zh" in value and key in _APART) or (key == "lines" and _lines(item)):
            continue
        name = f"{_named(key)} {above.key}".strip()
        yield from _leaves(item, Leaf(_path(above.path, str(key)), name, "", lines, beside))


def _named(key: Any) -> str:
    """A name in small letters, its words joined by `_`: amountWan and Amount-Wan are amount_wan."""
    return _GAP.sub("_", str(key)).lower()


def _lines(value: Any) -> tuple[int, ...]:
    whole = isinstance(value, list) and all(type(n) is int for n in value)
    return tuple(value) if whole else ()


def _path(above: str, key: str) -> str:
    return f"{above}.{key}" if above else key
