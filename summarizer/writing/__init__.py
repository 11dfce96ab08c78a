"""Writes a result into the output folder: always as JSON, and beside it in the formats asked for.

A format is one module with one function, `render(result, names) -> bytes`; `names` is Chinese -> English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from summarizer.errors import UsageError
from summarizer.files import DOCUMENTS, write_atomically
from summarizer.results import Result
from summarizer.writing import exchanged, json, markdown

Render = Callable[[Result, Mapping[str, str]], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is made and what its files end in."""

    suffix: str
    render: Render


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": Format(".json", json.render),
        "md": Format(".md", markdown.render),
        "tmx": Format(".tmx", exchanged.renderer("tmx")),
        "xliff": Format(".xlf", exchanged.renderer("xliff")),
        "xliff2": Format(".xliff", exchanged.renderer("xliff2")),
        "review": Format(".review.xlsx", exchanged.renderer("xlsx")),
    }
)


def known(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats to write, JSON first, each once. Raises UsageError for one that does not exist."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(f"There is no format “{unknown[0]}”.", f"The formats are {', '.join(FORMATS)}.")
    return tuple(dict.fromkeys(["json", *formats]))


def files(name: str, formats: Sequence[str]) -> tuple[str, ...]:
    """The files that `write` makes, relative to the output folder, JSON first."""
    return tuple(f"{DOCUMENTS}/{name}{FORMATS[form].suffix}" for form in known(formats))


def write(
    result: Result,
    folder: Path,
    name: str,
    formats: Sequence[str],
    names: Mapping[str, str],
    *,
    durable: bool = True,
) -> tuple[Path, ...]:
    """Write `documents/<name>.json`, and the other formats beside it, below `folder`; returns the paths.

    `name` comes from `naming.output_name`. Everything is rendered before anything is written, and JSON is
    written last: where it is, all is. Raises UsageError for an unknown format or an unwritable folder,
    DocumentError for a result that does not fit its schema.
    """
    paths = [folder / file for file in files(name, formats)]
    rendered = [FORMATS[form].render(result, names) for form in known(formats)]
    for path, data in reversed(list(zip(paths, rendered, strict=True))):
        # A name that a power cut takes away is made again, from the cache: it is not waited for.
        write_atomically(path, data, durable=durable, root=folder, named=False)
    return tuple(paths)
