"""Results that another program made, or that somebody edited by hand: data -> a Result that the checks know.

What is said in another way than here, and can mean one thing only, is no reason to refuse a result: its facts
are to be checked. A key that is null is one that is missing, a number is its digits, zh-CN is Chinese.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import InitErrorDetails, from_json

from summarizer.fields import MODELS, NewsFields, Precision
from summarizer.recognising import TOLD_BY, is_whole, preset_of
from summarizer.results import Result, Sentence

_CHINESE = frozenset({"zh", "cmn", "chinese"})
_JUDGED = frozenset({"status", "findings", "checks"})  # what a check says anew


# What a result tells, by the keys of the contract: what has none of them (run.json) is something else.
_TELLING = frozenset({"document", "title", "summary", "key_points", "fields", "translation"})


_NO_DOCUMENT = InitErrorDetails(type="missing", loc=("document",), input=None)


def accept(data: bytes) -> Result:
    """The result that `data` holds. Raises ValueError (pydantic's, or of decoding) for what is none."""
    data = data.removeprefix(BOM_UTF8)
    known = from_json(data)
    if isinstance(known, dict) and _TELLING.isdisjoint(known):
        raise ValidationError.from_exception_data("Result", [_NO_DOCUMENT])
    try:
        result = Result.model_validate_json(data)
    except ValidationError:
        value = from_json(data)
        if not isinstance(value, dict):
            raise
        result = Result.model_validate(_plain(value))
    return _numbered(_in_one_word(_of_the_contract(result)))


def stored(data: bytes) -> Result:
    """The result in a file of an output folder, which somebody may have edited: as this program writes it.

    Raises ValueError as `accept` does.
    """
    return Result.model_validate_json(data.removeprefix(BOM_UTF8))


def reason(error: ValueError) -> str:
    """Why something is no result, for the end of a sentence."""
    if not isinstance(error, ValidationError):
        return "it is not JSON"
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(map(str, first['loc'])) or 'the file'}: {first['msg']}"


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """`value` as this program would have written it."""
    said = {key: item for key, item in value.items() if key not in _JUDGED or _is_valid(key, item)}
    if isinstance(said.get("fields"), dict):
        said["fields"] = _plain_fields(said["fields"])
    return {key: item if key == "fields" else _said(item) for key, item in said.items() if item is not None}


def _plain_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same of fields: there, only a date may be null; a list that is null is out of shape."""
    known = {key: item for key, item in fields.items() if item is not None or key != "publication_date"}
    return {key: item if item is None else _said(item) for key, item in known.items()}


def _is_valid(key: str, item: Any) -> bool:
    try:
        Result.model_validate({key: item})
    except ValidationError:
        return False
    return True


def _said(value: Any) -> Any:
    """A value without what is null in it, and its figures as text where this program has text."""
    if isinstance(value, list):
        return [_said(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _said(item) for key, item in value.items() if item is not None}
    if "precision" in kept and kept["precision"] not in get_args(Precision):
        del kept["precision"]
    figure = kept.get("value")
    if isinstance(figure, int | float) and not isinstance(figure, bool):
        kept["value"] = _digits(figure)
    return kept


def _digits(figure: float) -> str:
    """A number as a plain decimal."""
    text = format(Decimal(str(figure)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _numbered(result: Result) -> Result:
    """`result` with ids where its sentences or points have none at all: by them they are told apart."""
    sentences, points = result.summary.sentences, result.key_points
    if sentences and not any(item.id for item in sentences):
        summary = result.summary.model_copy(update={"sentences": _with_ids("s", sentences)})
        result = result.model_copy(update={"summary": summary})
    if points and not any(item.id for item in points):
        result = result.model_copy(update={"key_points": _with_ids("p", points)})
    return result


def _with_ids(letter: str, items: Sequence[Sentence]) -> list[Sentence]:
    return [item.model_copy(update={"id": f"{letter}{n}"}) for n, item in enumerate(items, 1)]


def _in_one_word(result: Result) -> Result:
    """`result` with the language of its document as it is called here."""
    language = result.document.language.replace("_", "-").partition("-")[0].lower()
    if language not in _CHINESE or result.document.language == "zh":
        return result
    return result.model_copy(update={"document": result.document.model_copy(update={"language": "zh"})})


def _of_the_contract(result: Result) -> Result:
    """`result` with fields that the checks know. Another program may add keys to those of the contract; they
    would be read as a form of the user's own, of which little can be checked.

    Raises ValueError for fields of the contract that are out of shape, by whoever edited them.
    """
    fields = result.fields
    own = result.fields_en or result.fields_lines  # only what this program writes of a user's form has these
    if own or not isinstance(fields, dict):
        return result
    model = MODELS[preset_of(fields)]
    read = TypeAdapter(dict[str, model])  # type: ignore[valid-type]  # chosen now
    whole, fields = is_whole(fields), _plain_fields(fields)
    if whole:
        return result.model_copy(update=read.validate_python({"fields": fields}))
    return _in_part(result, fields, read)


def _in_part(result: Result, fields: Mapping[str, Any], read: TypeAdapter[dict[str, Any]]) -> Result:
    """`result` with some of the fields of the contract, where that is what they are: all lists of `fields`
    are of it, and their objects say what its objects say, maybe with more.
    """
    lists = {key: item for key, item in fields.items() if isinstance(item, list)}
    objects = [item for key in lists for item in lists[key]]
    named = any(lists.values()) and lists.keys() <= NewsFields.model_fields.keys()
    if not named or not all(isinstance(item, dict) and item.keys() & TOLD_BY for item in objects):
        return result
    try:
        return result.model_copy(update=read.validate_python({"fields": fields}))
    except ValidationError:
        return result
