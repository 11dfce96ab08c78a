"""What a reviewer did to a file that was handed out: the units that came back against those that stand now.

An edit is found by the fingerprint of the translation that travelled with the file, where it is still there:
so a translation that was made anew in the meantime is not taken for an edit of the reviewer's, and an edit
is not lost because of it. Nothing is decided against a person: what was reviewed stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from summarizer.errors import UsageError
from summarizer.exchange.inline import flat, tags
from summarizer.exchange.unit import Unit, fingerprint, named, settled, sound
from summarizer.files import printable

Cause = Literal["source", "language", "emptied", "tags", "twice", "reviewed"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A unit as it stands now, and the translation that a person gave it. `comments` are that person's."""

    unit: Unit
    target: str
    comments: tuple[str, ...] = ()

    @property
    def reviewed(self) -> Unit:
        """The unit as it is to be from now on."""
        return replace(self.unit, target=self.target, state="reviewed", remarks=())


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit that came back and cannot be taken over: the cause, and a sentence for the user."""

    returned: Unit
    current: Unit
    cause: Cause
    message: str


@dataclass(frozen=True, slots=True)
class Review:
    """What came back, each unit in one place, in the order of the file.

    `edited`: another translation than now, by a person. `confirmed`: the translation of now, approved by a
    person. `untouched`: neither (also what was taken in before). `unknown`: of no document that is known.
    `commented`: units with comments, whatever else is true of them. `absent` counts the units that stand now
    in the documents of the file, and did not come back.
    """

    edited: tuple[Edit, ...] = ()
    confirmed: tuple[Unit, ...] = ()
    untouched: tuple[Unit, ...] = ()
    unknown: tuple[Unit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    commented: tuple[tuple[Unit, tuple[str, ...]], ...] = ()
    absent: int = 0

    @property
    def reviewed(self) -> tuple[Unit, ...]:
        """All units that are reviewed by this file, as they are to be from now on."""
        confirmed = (replace(unit, state="reviewed", remarks=()) for unit in self.confirmed)
        return (*(edit.reviewed for edit in self.edited), *confirmed)


@dataclass
class _Sorting:
    edited: list[Edit] = field(default_factory=list)
    confirmed: list[Unit] = field(default_factory=list)
    untouched: list[Unit] = field(default_factory=list)
    unknown: list[Unit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    commented: list[tuple[Unit, tuple[str, ...]]] = field(default_factory=list)

    def put(self, copies: list[Unit], current: Mapping[str, list[Unit]], *, overwrite: bool) -> None:
        """Put one unit (it may have come back several times) where it belongs. It is compared as it can be
        written, and goes on as it is.
        """
        returned = max(copies, key=_weight)
        known = current.get(returned.id, ())
        if not known:
            self.unknown.append(returned)
            return
        own = next((one for one in known if _same_language(one, returned)), None)
        problem = _problem(copies, returned, own and sound(own), known[0], overwrite=overwrite)
        if own is None or problem is not None:
            self.conflicts += [problem] if problem else []
            return
        self._sort(returned, own, sound(own))

    def _sort(self, returned: Unit, own: Unit, unit: Unit) -> None:
        """Put a unit where it belongs that nothing keeps from it: `own` as it is, `unit` as it is written."""
        comments = _comments(returned, unit)
        if comments:
            self.commented.append((own, comments))
        is_same = settled(returned.target) == settled(unit.target)
        if not is_same and _is_worked_on(returned, unit):
            self.edited.append(Edit(own, settled(returned.target), comments))
        elif is_same and _is_approved(returned, unit) and unit.target.strip():
            self.confirmed.append(own)
        else:
            self.untouched.append(own)


def review(returned: Iterable[Unit], current: Iterable[Unit], *, overwrite: bool = False) -> Review:
    """Compare the units of a file with those that stand now, in all languages.

    With `overwrite` a changed translation is also taken where another one was reviewed in the meantime.
    """
    now: dict[str, list[Unit]] = {}
    for unit in current:
        now.setdefault(sound(unit).id, []).append(unit)
    came: dict[tuple[str, str], list[Unit]] = {}
    for unit in returned:
        came.setdefault((unit.id, unit.target_language.casefold()), []).append(unit)
    sorting = _Sorting()
    for copies in came.values():
        sorting.put(copies, now, overwrite=overwrite)
    documents, ids = {unit.document for copies in came.values() for unit in copies}, {key[0] for key in came}
    absent = sum(1 for key, units in now.items() if key not in ids and named(units[0].document) in documents)
    found = (sorting.edited, sorting.confirmed, sorting.untouched, sorting.unknown, sorting.conflicts)
    edited, confirmed, untouched, unknown, conflicts = found
    return Review(
        tuple(edited), tuple(confirmed), tuple(untouched), tuple(unknown), tuple(conflicts),
        tuple(sorting.commented), absent,
    )  # fmt: skip


def refuse_strangers(found: Review, name: str) -> None:
    """Raise UsageError for a file of which nothing belongs to what is here: it is of another folder."""
    if found.unknown and not (found.edited or found.confirmed or found.untouched or found.conflicts):
        problem = (
            f"{printable(name)} has no segment of this folder (the first is {printable(found.unknown[0].id)})"
        )
        raise UsageError(f"{problem}.", "Give the output folder that the file was made from with -o.")


def _weight(unit: Unit) -> tuple[bool, bool]:
    """Of copies of a unit the one counts that a person worked on."""
    return (fingerprint(unit.target) != unit.written, unit.state == "reviewed")


def _same_language(one: Unit, other: Unit) -> bool:
    return one.target_language.casefold() == other.target_language.casefold()


def _is_changed(returned: Unit, unit: Unit) -> bool:
    """Whether a person changed the translation; a file that lost its fingerprints is compared with now."""
    return fingerprint(returned.target) != (returned.written or fingerprint(unit.target))


def _is_approved(returned: Unit, unit: Unit) -> bool:
    """Whether a person approved what nobody had approved; what was reviewed may have been so in the file."""
    return returned.state == "reviewed" and unit.state != "reviewed"


def _is_worked_on(returned: Unit, unit: Unit) -> bool:
    return _is_changed(returned, unit) or _is_approved(returned, unit)


def _comments(returned: Unit, unit: Unit) -> tuple[str, ...]:
    known = {remark.message.strip() for remark in unit.remarks}
    notes = [remark.message.strip() for remark in returned.remarks if remark.severity == "note"]
    return tuple(note for note in dict.fromkeys(notes) if note not in known)


def _problem(
    copies: list[Unit], returned: Unit, unit: Unit | None, known: Unit, *, overwrite: bool
) -> Conflict | None:
    """What keeps a unit from being taken over, or None."""
    if unit is None:
        message = f"It is translated into {known.target_language} here, not {returned.target_language}."
        return Conflict(returned, known, "language", message)
    for cause, message in _causes(copies, returned, unit, overwrite=overwrite):
        return Conflict(returned, unit, cause, message)
    return None


def _causes(
    copies: list[Unit], returned: Unit, unit: Unit, *, overwrite: bool
) -> Iterator[tuple[Cause, str]]:
    """Only what was worked on can be in conflict: the rest is not taken over anyway."""
    texts = {settled(copy.target) for copy in copies if _is_changed(copy, unit)}
    if len(texts) > 1:
        yield "twice", "It came back several times, with different translations."
    if not _is_worked_on(returned, unit):
        return
    if _compared(returned.source) != _compared(unit.source):
        yield "source", "Its source is another text now: the document, or the file, was changed."
    if settled(returned.target) == settled(unit.target):
        return
    if not returned.target.strip():
        yield "emptied", "Its translation was deleted."
    elif tags(returned.target) != tags(unit.source):
        yield (
            "tags",
            f"Its tags are {_listed(returned.target)}; those of the source are {_listed(unit.source)}.",
        )
    elif unit.state == "reviewed" and not overwrite and returned.written != fingerprint(unit.target):
        yield "reviewed", "Another translation was reviewed in the meantime."


def _compared(source: str) -> str:
    """A source without what other tools do to it: tags, runs of blanks."""
    return " ".join(flat(source).split())


def _listed(text: str) -> str:
    return " ".join(tags(text)) or "none"
