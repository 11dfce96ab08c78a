"""Which form the fields of a result have: that of a preset, or one of the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from summarizer.fields import MODELS, NewsFields, own_names

TOLD_BY = frozenset({"zh", "surface", "iso"})  # keys one of which every object of the contract has


class Own(dict[str, Any]):
    """Fields of a form of the user's own, also where they look like those of a preset."""


def which(value: Any) -> str:
    """The preset that fields belong to, or "custom": a form of the user's own has other keys or values."""
    if type(value) is not dict:
        return next((name for name, model in MODELS.items() if type(value) is model), "custom")
    name, whole = preset_of(value), is_whole(value)
    shapes = _shapes(name)
    fits = all(key in shapes and _has_shape(item, shapes[key], whole=whole) for key, item in value.items())
    return name if fits else "custom"


def preset_of(fields: Mapping[str, Any]) -> str:
    """The preset whose keys these are, if they are those of any."""
    kind = fields.get("kind", "")
    # News of a policy has `kind` "policy", too, but none of the keys that the preset has of its own.
    own = isinstance(kind, str) and kind in MODELS and fields.keys() & set(own_names(MODELS[kind]))
    return kind if own else "news"


def is_whole(fields: Mapping[str, Any]) -> bool:
    """Whether all is there that the contract names, maybe with more."""
    return NewsFields.model_fields.keys() <= fields.keys()


@cache
def _shapes(name: str) -> Mapping[str, frozenset[str]]:
    """The keys of a preset, and those of the objects under them; none where there is text."""
    return {key: _keys_of(field.annotation) for key, field in MODELS[name].model_fields.items()}


def _keys_of(annotation: Any) -> frozenset[str]:
    kind = next(iter(get_args(annotation)), None) if get_origin(annotation) is list else annotation
    return frozenset(kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else ())


def _has_shape(value: Any, keys: frozenset[str], *, whole: bool) -> bool:
    """Whether a value may be one of a preset's: text where there is text, else objects with `keys`.

    A user's own form may have people, too: unless all that the contract names is there (`whole`), objects
    must have what ours are told by, and nothing else.
    """
    if not keys:
        return isinstance(value, str)
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):  # a union of types takes three times as long
            if not isinstance(item, BaseModel):
                return False
        elif not whole and item and not (item.keys() <= keys and item.keys() & TOLD_BY):
            return False
    return True
