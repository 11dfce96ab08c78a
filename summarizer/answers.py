"""What a model is asked for: pydantic models of the answers to the prompts.

Chinese with line numbers only; English comes from translation. The JSON Schemas made from these, as they
are sent, are the committed files in `summarizer/schemas/`, so that no new version of a library can change
a request unnoticed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from copy import deepcopy
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from summarizer.fields import (
    Basis,
    EventStatus,
    IssueType,
    Kind,
    Mode,
    NumberKind,
    Origin,
    Outcome,
    PlaceLevel,
    ProgrammeKind,
)

_BREAK = re.compile(r"\s*[\t-\r\x1c-\x1f\x85\u2028\u2029]\s*")
_JOINERS = "\u200c\u200d"  # within emoji and Indic words


def _visible(text: str) -> str:
    """A text of a model on one line, without what a reader cannot see: control characters, marks that turn
    the direction around, blanks of no width.
    """
    if text.isprintable():
        return text
    line = _BREAK.sub(" ", text)
    return "".join(
        char for char in line if char in _JOINERS or unicodedata.category(char) not in ("Cc", "Cf")
    )


Said = Annotated[str, AfterValidator(_visible)]


class Answer(BaseModel):
    """Base of everything asked: immutable; surplus keys are dropped and never reach a result."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class CitedAnswer(Answer):
    """A Chinese text and the numbers of the lines that support it."""

    zh: Said
    lines: list[int]


class DateAnswer(Answer):
    """A date as written, and as the model understands it."""

    zh: Said
    iso: Said
    basis: Basis


class PublicationAnswer(DateAnswer):
    """The date of publication and the lines that state it."""

    lines: list[int]


class EventAnswer(CitedAnswer):
    """See `Event`."""

    type: Said
    date: DateAnswer
    place: Said
    status: EventStatus


class OrganisationAnswer(CitedAnswer):
    """See `Organisation`."""

    role: Said


class PostAnswer(Answer):
    """See `Post`."""

    zh: Said
    organisation: Said


class PersonAnswer(CitedAnswer):
    """See `Person`."""

    posts: list[PostAnswer]
    role: Said


class PlaceAnswer(CitedAnswer):
    """See `Place`."""

    level: PlaceLevel


class ProgrammeAnswer(CitedAnswer):
    """See `Programme`."""

    kind: ProgrammeKind


class AgreementAnswer(CitedAnswer):
    """See `Agreement`."""

    parties: list[Said]
    status: Said


class NumberAnswer(CitedAnswer):
    """See `Number`: value and unit are code's business, not the model's."""

    surface: Said
    kind: NumberKind


class StatementAnswer(CitedAnswer):
    """See `Statement`."""

    speaker: Said
    mode: Mode


class NewsAnswer(Answer):
    """The fields of the `news` preset, in Chinese."""

    kind: Kind
    publication_date: PublicationAnswer
    events: list[EventAnswer]
    organisations: list[OrganisationAnswer]
    people: list[PersonAnswer]
    places: list[PlaceAnswer]
    programmes: list[ProgrammeAnswer]
    agreements: list[AgreementAnswer]
    numbers: list[NumberAnswer]
    statements: list[StatementAnswer]


class TaskAnswer(CitedAnswer):
    """See `Task`."""

    responsible: list[Said]
    deadline: DateAnswer


class TargetAnswer(NumberAnswer):
    """See `Target`."""

    by: DateAnswer


class DeadlineAnswer(CitedAnswer):
    """See `Deadline`."""

    start: DateAnswer
    date: DateAnswer


class DecisionAnswer(CitedAnswer):
    """See `Decision`."""

    outcome: Outcome
    owner: list[Said]
    due: DateAnswer


class IssueAnswer(CitedAnswer):
    """See `SourceIssueOut`."""

    type: IssueType


class DigestAnswer(Answer):
    """The answer to `digest`; `fields` is replaced by the user's model where one is given.

    A notice of one line has no points beside its summary.
    """

    title: CitedAnswer
    sentences: list[CitedAnswer] = Field(min_length=1)
    key_points: list[CitedAnswer]
    fields: NewsAnswer
    source_issues: list[IssueAnswer]


class MergeAnswer(Answer):
    """The answer to `merge`: one summary and one list of points out of those of the parts."""

    sentences: list[CitedAnswer] = Field(min_length=1)
    key_points: list[CitedAnswer]


class SettledName(Answer):
    """The English of one name. `origin` says whose name it is."""

    id: str
    en: Said
    origin: Origin


class SettleAnswer(Answer):
    """The answer to `settle`."""

    names: list[SettledName]


class TranslatedSegment(Answer):
    """The translation of one segment."""

    id: str
    en: Said


class TranslateAnswer(Answer):
    """The answer to `translate`."""

    segments: list[TranslatedSegment]


class MendedItem(CitedAnswer):
    """One corrected item of a digest; an empty `zh` takes the item out."""

    id: str


class MendAnswer(Answer):
    """The answer to `mend`."""

    items: list[MendedItem]


class BoundsAnswer(Answer):
    """The answer to `bounds`: whether the guess is right, or the page has no article at all ("none"); the
    first and last line of the article's text.
    """

    guess: Literal["right", "wrong", "none"]
    begin: int
    end: int


# What says nothing, of those enumerations that have such a value.
NOTHING = ("other", "missing", "unknown")
# Words of a model's own for one of an enumeration.
_ALSO = {
    "county": "district", "prefecture": "city", "municipality": "city", "township": "town", "village": "town",
    "state": "province", "region": "province", "building": "venue",
}  # fmt: skip
NO_DATE = {"zh": "", "iso": "", "basis": "missing", "lines": []}


def eased(value: Any, error: ValidationError) -> Any:
    """`value`, which does not fit for `error`, mended where a model without a strict schema only wrote it in
    its own way: null where there is nothing, one item for a list of one, a number for a text, a word of its
    own where the enumeration has one for the rest. None where anything else is wrong.
    """
    value = deepcopy(value)
    for problem in error.errors(include_url=False):
        if not problem["loc"] or (better := _eased(problem)) is None:
            return None
        *path, last = problem["loc"]
        place = value
        for step in path:
            place = place[step]
        place[last] = better
    return value


def _eased(problem: Mapping[str, Any]) -> Any:
    """What to take for the value that is complained about; None if there is no telling."""
    given, kind = problem["input"], problem["type"]
    if kind == "string_type" and (given is None or type(given) in (int, float)):
        return "" if given is None else str(given)
    if kind == "list_type" and (given is None or isinstance(given, (str, int, dict))):
        return [] if given is None or given == "" else [given]
    if kind == "literal_error" and (given is None or isinstance(given, str)):
        allowed = problem["ctx"]["expected"]
        meant = (given or "").strip().lower().replace(" ", "_")
        words = (meant, _ALSO.get(meant, meant), *NOTHING)
        return next((word for word in words if f"'{word}'" in allowed), None)
    if kind == "model_type" and given is None and "Date" in problem["ctx"]["class_name"]:
        return dict(NO_DATE)
    return None
