"""The texts of nested fields, as a user's own form has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def strings_of(value: Any, path: str = "") -> Iterator[tuple[str, str, str, list[int]]]:
    """Every text in nested fields: its path (`parties.0`, `price.currency`), Chinese, English, lines.

    A text is a string, or an object with `zh` and perhaps `en` and `lines`.
    """
    if isinstance(value, str):
        yield path, value, "", []
    elif isinstance(value, Mapping) and isinstance(value.get("zh"), str):
        lines = value.get("lines")
        numbers = [n for n in lines if isinstance(n, int)] if isinstance(lines, list) else []
        yield path, value["zh"], str(value.get("en") or ""), numbers
    items = (
        value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, item in items:
        if key not in ("zh", "en", "lines"):
            yield from strings_of(item, f"{path}.{key}" if path else str(key))
