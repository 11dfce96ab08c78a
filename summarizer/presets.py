"""The presets of `--fields`: which fields each asks for, and the answers that a model gives.

A preset is a model of its fields (`fields`), the keys of `news` that it asks for as well, and a piece of the
prompt, `prompts/_<name>.md`. What is asked is made from what is written: the two cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, get_args, get_origin

from pydantic import create_model

from summarizer import answers, fields
from summarizer.answers import Answer, DigestAnswer, NewsAnswer
from summarizer.fields import MODELS, NewsFields

# What is asked of the model for each type of item; types that are not listed are asked for as they are.
_ASKED: Mapping[type, type] = MappingProxyType(
    {
        fields.DateValue: answers.PublicationAnswer,
        fields.Text: answers.CitedAnswer,
        fields.Label: answers.CitedAnswer,
        fields.Party: answers.CitedAnswer,
        fields.Participant: answers.CitedAnswer,
        fields.Venue: answers.CitedAnswer,
        fields.Number: answers.NumberAnswer,
        fields.Task: answers.TaskAnswer,
        fields.Target: answers.TargetAnswer,
        fields.Deadline: answers.DeadlineAnswer,
        fields.Decision: answers.DecisionAnswer,
    }
)


@dataclass(frozen=True)
class Preset:
    """A preset: its name, the model of its fields, and the keys of `news` that it asks for."""

    name: str
    core: tuple[str, ...]

    @property
    def fields(self) -> type[NewsFields]:
        """The model of the fields as they are written."""
        return MODELS[self.name]


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        preset.name: preset
        for preset in (
            Preset("news", tuple(NewsFields.model_fields)),
            Preset("policy", ("publication_date", "organisations", "programmes", "numbers")),
            Preset(
                "notice",
                ("publication_date", "events", "organisations", "people", "places", "numbers", "statements"),
            ),
            Preset(
                "company", ("publication_date", "events", "organisations", "people", "numbers", "statements")
            ),
            Preset("academic", ("publication_date", "organisations", "places", "numbers")),
            Preset("minutes", ("publication_date", "organisations", "people", "numbers", "statements")),
        )
    }
)


@cache
def digest_answer(name: str) -> type[DigestAnswer]:
    """What the model answers to `digest` with this preset: the whole answer."""
    if name == "news":
        return DigestAnswer
    asked = create_model(f"{name.capitalize()}Answer", __base__=Answer, **dict(_asked(PRESETS[name])))
    return create_model("DigestAnswer", __base__=DigestAnswer, fields=(asked, ...))


def schema_name(name: str) -> str:
    """The name of the committed schema of that answer."""
    return "digest" if name == "news" else f"digest.{name}"


def _asked(preset: Preset) -> Iterator[tuple[str, Any]]:
    for name in preset.core:
        yield name, (NewsAnswer.model_fields[name].annotation, ...)
    for name in fields.own_names(preset.fields):
        yield name, (_type_asked(preset.fields.model_fields[name].annotation), ...)


def _type_asked(written: Any) -> Any:
    if get_origin(written) is list:
        (item,) = get_args(written)
        return list[_asked_for(item)]  # type: ignore[misc]  # the type of a field that is made here
    return _asked_for(written)


def _asked_for(written: Any) -> Any:
    return _ASKED.get(written, written)
