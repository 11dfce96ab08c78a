"""Writes a result into the output folder: always as JSON, and beside it in the formats asked for.

A format is one module with one function, `render(result, names) -> bytes`; `names` is Chinese -> English.

Only the JSON has to be there. A file beside it that cannot be made is no reason to lose what was paid for:
the result has a warning that says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from summarizer.errors import FAULTS, DocumentError, InternalError, UsageError
from summarizer.exchange.sheet_layout import uninstalled
from summarizer.files import DOCUMENTS, write_atomically
from summarizer.results import FindingOut, Result
from summarizer.writing import exchanged, json, markdown

Render = Callable[[Result, Mapping[str, str]], bytes]
UNMADE = "layout"  # the code of the warning, as where a file in the form of its source cannot be made


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is made and what its files end in; `single`: a file holds one language. `needs` is the
    library of the extra `office` that makes it.
    """

    suffix: str
    render: Render
    single: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A result as it was written, with its files below the output folder and their bytes, JSON first."""

    result: Result
    sizes: Mapping[str, int]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": Format(".json", json.render),
        "md": Format(".md", markdown.render),
        "tmx": Format(".tmx", exchanged.renderer("tmx")),
        "xliff": Format(".xlf", exchanged.renderer("xliff"), single=True),
        "xliff2": Format(".xliff", exchanged.renderer("xliff2"), single=True),
        "review": Format(".review.xlsx", exchanged.renderer("xlsx"), single=True, needs="xlsxwriter"),
    }
)


def known(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats to write, JSON first, each once. Raises UsageError for one that does not exist, or that
    needs a library which is not installed: better told before anything is paid for.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(f"There is no format “{unknown[0]}”.", f"The formats are {', '.join(FORMATS)}.")
    for name in formats:
        if FORMATS[name].needs and find_spec(FORMATS[name].needs) is None:
            raise uninstalled()
    return tuple(dict.fromkeys(["json", *formats]))


def files(name: str, formats: Sequence[str]) -> tuple[str, ...]:
    """The files that `write` makes of a result in one language, below the output folder, JSON first."""
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
    """Write a result as `put` does; returns the paths."""
    return tuple(folder / file for file in put(result, folder, name, formats, names, durable=durable).sizes)


def put(
    result: Result,
    folder: Path,
    name: str,
    formats: Sequence[str],
    names: Mapping[str, str],
    *,
    others: Mapping[str, bytes] = MappingProxyType({}),
    durable: bool = True,
) -> Written:
    """Write `documents/<name>.json`, and the other formats beside it, below `folder`; also the files
    `others`, given by what their names end in.

    `name` comes from `naming.output_name`. Everything is rendered before anything is written, and JSON is
    written last: where it is, all is that could be made. Raises UsageError for an unknown format or an
    unwritable folder, DocumentError for a result that does not fit its schema.
    """
    result, made = _rendered(result, formats, names)
    data = json.render(result, names)
    sizes, problems = dict[str, int](), dict[str, str]()
    for suffix, content in {**made, **others}.items():
        file = f"{DOCUMENTS}/{name}{suffix}"
        try:
            # A name that a power cut takes away is made again, from the cache: it is not waited for.
            write_atomically(folder / file, content, durable=durable, root=folder, named=False)
        except UsageError as error:  # where that is the fault of the disk, JSON cannot be written either
            problems[suffix] = error.message
        else:
            sizes[file] = len(content)
    if problems:
        result = _noted(result, problems)
        data = json.render(result, names)
    file = f"{DOCUMENTS}/{name}{FORMATS['json'].suffix}"
    write_atomically(folder / file, data, durable=durable, root=folder, named=False)
    return Written(result, {file: len(data), **sizes})


def _rendered(
    result: Result, formats: Sequence[str], names: Mapping[str, str]
) -> tuple[Result, dict[str, bytes]]:
    """The formats beside JSON, by what their names end in; and the result with what is to be said of those
    that could not be made. The brief comes last: it says so, too.
    """
    made: dict[str, bytes] = {}
    wanted = sorted(known(formats)[1:], key=lambda form: form == "md")
    for form in wanted:
        for suffix, part in _parts(result, FORMATS[form]):
            problem = ""
            try:
                made[suffix] = FORMATS[form].render(part, names)
            except (UsageError, DocumentError) as error:
                problem = error.message
            except FAULTS as fault:
                problem = InternalError.of(fault).message
            result = _noted(result, {suffix: problem})
    return result, made


def _parts(result: Result, form: Format) -> Iterator[tuple[str, Result]]:
    """What the files of a format end in, and what is in each."""
    if form.single and result.translations:
        return exchanged.by_language(result, form.suffix)
    return iter([(form.suffix, result)])


def _noted(result: Result, problems: Mapping[str, str]) -> Result:
    """`result` with a warning for each file (by its suffix) that has a problem, and none for the others."""
    heads = {suffix: f"No file {suffix}: " for suffix in problems}
    kept = [
        finding
        for finding in result.findings
        if not (finding.code == UNMADE and finding.message.startswith(tuple(heads.values())))
    ]
    found = [
        FindingOut(code=UNMADE, category="other", severity="warning", where="translation", message=message)
        for message in (heads[suffix] + problem for suffix, problem in problems.items() if problem)
    ]
    is_same = not found and len(kept) == len(result.findings)
    return result if is_same else result.model_copy(update={"findings": [*kept, *found]})
