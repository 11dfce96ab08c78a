"""Reviewed translations come back into an output folder: taken over, verified, and never paid for again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer import bodies, exchange, reviews
from summarizer.errors import UsageError
from summarizer.exchange import Review, Unit
from summarizer.files import printable
from summarizer.finishing import verified
from summarizer.journal import Journal, State
from summarizer.journal import read as read_journal
from summarizer.results import Result, TranslatedLine, Translation
from summarizer.reviews import Reviewed
from summarizer.termbase import Termbase
from summarizer.writing import FORMATS, write
from summarizer.writing.collections import results_jsonl


@dataclass(frozen=True)
class Imported:
    """What an import did: the comparison, and the status of each document that changed, by path."""

    review: Review
    statuses: dict[str, str]


def export(out: Path, file: Path) -> int:
    """Write the translations of an output folder to `file`, in the format of its suffix; returns how many
    segments there are. Raises UsageError.
    """
    form = next((one for one in exchange.FORMATS.values() if one.suffix == file.suffix.lower()), None)
    if form is None:
        known = ", ".join(one.suffix for one in exchange.FORMATS.values())
        raise UsageError(f"There is no format {file.suffix or 'without a suffix'}.", f"Give one of {known}.")
    results = _results(out, _state(out))
    units = [exchange.sound(unit) for _, result in results for unit in exchange.units(result)]
    if not units:
        raise UsageError(
            f"{printable(out)} has no translations.", "Make them first: `summarizer translate ... -o OUT`."
        )
    rendering_of = form.write(units)
    try:
        file.write_bytes(rendering_of)
    except OSError as error:
        raise UsageError(f"Cannot write {printable(file)}: {error.strerror}.") from error
    return len(units)


def import_(out: Path, file: Path, *, overwrite: bool = False) -> Imported:
    """Take a reviewed file back in. Edited and approved segments become *reviewed*; the documents are
    verified again and written anew. Use it inside `journal.lock(out)`.

    Raises UsageError for a file that cannot be read or is of another folder.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"Cannot read {printable(file)}: {error.strerror}.") from error
    state = _state(out)
    results = dict(_results(out, state))
    current = [unit for result in results.values() for unit in exchange.units(result)]
    found = exchange.review(exchange.read(data, file.name), current, overwrite=overwrite)
    exchange.refuse_strangers(found, file.name)
    reviews.add(out, map(_row, found.reviewed))
    return Imported(found, _applied(out, state, results, found.reviewed))


def _row(unit: Unit) -> Reviewed:
    return Reviewed(unit.document, int(unit.segment), unit.source, unit.target, unit.target_language)


def _state(out: Path) -> State:
    """What the journal of an output folder says. Raises UsageError where there is none."""
    state = read_journal(out / "journal.jsonl")
    if not state.documents:
        raise UsageError(
            f"{printable(out)} is not an output folder.", "Give the folder that a run has written."
        )
    return state


def _results(out: Path, state: State) -> Iterator[tuple[str, Result]]:
    """The results of an output folder with the paths of their sources, as its journal has them."""
    for path, record in state.documents.items():
        try:
            text = (out / record.files[0]).read_bytes()
        except (OSError, IndexError):
            continue  # deleted by the user: nothing can come back into it
        yield path, Result.model_validate_json(text)


def _applied(out: Path, state: State, results: dict[str, Result], reviewed: Sequence[Unit]) -> dict[str, str]:
    """Write the documents anew that have reviewed segments; path -> status."""
    by_document: dict[str, list[Unit]] = {}
    for unit in reviewed:
        by_document.setdefault(unit.document, []).append(unit)
    termbase = Termbase.load(out / "terms.csv")
    statuses: dict[str, str] = {}
    with Journal.open(out / "journal.jsonl") as journal:
        for path, result in results.items():
            if units := by_document.get(result.document.path):
                edited = verified(_edited(result, units), termbase.view())
                _keep(out, state, journal, path, edited, termbase)
                statuses[path] = edited.status
    names = (record.name for record in state.documents.values())
    results_jsonl(out, names, out / "results.jsonl")
    return statuses


def _edited(result: Result, units: Iterable[Unit]) -> Result:
    texts = {(unit.target_language, int(unit.segment)): unit.target for unit in units}

    def line(item: TranslatedLine, to: str) -> TranslatedLine:
        text = texts.get((to, item.n))
        return item if text is None else item.model_copy(update={"en": text, "state": "reviewed"})

    def translation(made: Translation) -> Translation:
        segments = [line(item, made.to) for item in made.segments]
        edited = made.model_copy(update={"segments": segments})
        return edited.model_copy(update={"ledger": bodies.ledger(result, edited)})

    return result.model_copy(
        update={
            "translation": translation(result.translation) if result.translation else None,
            "translations": [translation(made) for made in result.translations],
        }
    )


def _keep(out: Path, state: State, journal: Journal, path: str, result: Result, termbase: Termbase) -> None:
    """Write a result's files, and its line in the journal.

    A file in the form of the source can only be made with the source: where there is one, the document is not
    finished, and the next run makes it, for nothing, from what is remembered.
    """
    record = state.documents[path]
    formats = [name for name, form in FORMATS.items() if _has(record.files, record.name, form.suffix)]
    files = [
        file.relative_to(out).as_posix() for file in write(result, out, record.name, formats, termbase.names)
    ]
    others = [file for file in record.files if file not in files]
    journal.append(
        "document",
        path=path,
        name=record.name,
        sha256=result.document.sha256,
        fingerprint="" if others else record.fingerprint,
        status=result.status,
        files=[*files, *others],
        requests=0,
        tokens={},
        cost=None,
    )


def _has(files: Sequence[str], name: str, suffix: str) -> bool:
    return any(file.endswith(f"{name}{suffix}") for file in files)
