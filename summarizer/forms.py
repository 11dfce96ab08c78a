"""What fields are wanted: a preset, or a form of the user's own.

A form comes as a pydantic model, as `file.py:Model`, as a JSON Schema (`.json`), or as a short YAML list
of names and descriptions (`.yaml`). Whatever its origin it ends as a `Form`: the schema that is sent, and a
function that validates what comes back.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from summarizer.errors import UsageError
from summarizer.fields import NewsFields
from summarizer.kinds import kind_of
from summarizer.llm.ladder import portable_schema
from summarizer.presets import PRESETS
from summarizer.text import Article

AUTO = "auto"

# What a Python file of the user's may end with when it is imported.
_OF_FOREIGN_CODE = (
    ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError, OSError,
    RuntimeError, SyntaxError, SystemExit, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """The fields that are wanted.

    `schema` is None for a preset. `invalid` says what is wrong with an answer's fields, or "" . `model` is
    the user's pydantic model where there is one: the library gives its instances back.
    """

    name: str
    schema: Mapping[str, Any] | None = None
    invalid: Callable[[Any], str] = lambda _value: ""
    model: type[BaseModel] | None = None

    @property
    def digest(self) -> str:
        """Changes when the wanted fields change."""
        text = json.dumps([self.name, self.schema], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def guide(self) -> str:
        """The form in words, for the prompt; "" for a preset, whose prompt knows it."""
        return json.dumps(self.schema, ensure_ascii=False, indent=1) if self.schema else ""

    @property
    def fields(self) -> type[NewsFields]:
        """The model of a preset's fields; for a form of the user's own it does not matter."""
        return PRESETS[self.name].fields if self.schema is None else NewsFields

    @property
    def variables(self) -> dict[str, Any]:
        """What the digest's template is told about the form."""
        own = self.schema is not None
        core = () if own else PRESETS[self.name].core
        return {"fields": self.guide(), "preset": "" if own else self.name, "core": core}


NEWS = Form("news")


def load(wanted: str | type[BaseModel] | Form) -> Form:
    """The form that `wanted` names. Raises UsageError with the ways to name one."""
    if isinstance(wanted, Form):
        return wanted
    if not isinstance(wanted, str):
        given: object = wanted
        if not (isinstance(given, type) and issubclass(given, BaseModel)):
            raise UsageError(
                f"Fields are wanted, and this is {type(wanted).__name__}: {str(wanted)[:80]}.",
                "Give the name of a preset, a pydantic model (the class), or the path of a file with fields.",
            )
        return from_model(wanted)
    if wanted in PRESETS or wanted == AUTO:
        return Form(wanted)
    path, _, attribute = wanted.partition(".py:")
    if attribute:
        return from_model(_imported(Path(f"{path}.py"), attribute))
    return _from_file(Path(wanted))


def for_article(form: Form, article: Article) -> Form:
    """The form for this article: `auto` becomes the preset for the kind of document that it looks like."""
    return Form(kind_of(article)) if form.name == AUTO and form.schema is None else form


def from_model(model: type[BaseModel]) -> Form:
    """The form of a pydantic model. Raises UsageError for types that cannot be asked of a model."""
    try:
        schema = portable_schema(model)
    except TypeError as error:
        raise UsageError(
            f"The fields of {model.__name__} cannot be asked for: {error}.",
            "Use strings, numbers, booleans, lists, enums and nested models.",
        ) from error
    if not schema.get("properties"):
        raise UsageError(f"{model.__name__} has no fields.", "Name at least one thing that is wanted.")
    return Form(model.__name__, schema, _validator(model), model)


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string in nested fields, as (path, text): `parties.0`, `price.currency`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from strings(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from strings(item, f"{path}.{index}".lstrip("."))


def _validator(model: type[BaseModel]) -> Callable[[Any], str]:
    def invalid(value: Any) -> str:
        try:
            model.model_validate(value)
        except ValidationError as error:
            rows = (
                f"fields.{'.'.join(map(str, item['loc']))}: {item['msg']}"
                for item in error.errors(include_input=False, include_url=False)[:12]
            )
            return "\n".join(rows)
        return ""

    return invalid


def _imported(file: Path, attribute: str) -> type[BaseModel]:
    """The class `attribute` of a Python file that the user named on the command line."""
    spec = importlib.util.spec_from_file_location(f"summarizer_fields_{file.stem}", file)
    if not file.is_file() or spec is None or spec.loader is None:
        raise UsageError(f"There is no file {file}.", "--fields takes FILE.py:Model.")
    module = importlib.util.module_from_spec(spec)
    # Where pydantic looks for the names in annotations that are evaluated late.
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
        found = getattr(module, attribute)
    except _OF_FOREIGN_CODE as error:
        said = f"{type(error).__name__}: {error}"
        raise UsageError(
            f"{file} does not give a model {attribute} ({said}).", "Try it in Python."
        ) from error
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        raise UsageError(f"{attribute} in {file} is not a pydantic model.")
    return found


def _from_file(file: Path) -> Form:
    if not file.is_file():
        raise UsageError(
            f"Unknown fields {str(file)!r}.",
            f"--fields takes {', '.join((*PRESETS, AUTO))}, FILE.py:Model, a JSON Schema (.json) or a list "
            "(.yaml).",
        )
    import yaml  # noqa: PLC0415

    try:
        # JSON is YAML as far as schemas are concerned, but its own parser gives better errors.
        text = file.read_text(encoding="utf-8-sig")
        content = json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise UsageError(f"The fields in {file} cannot be read: {error}") from error
    if isinstance(content, Mapping) and (file.suffix == ".json" or content.get("type") == "object"):
        return _from_schema(file, content)
    return _from_schema(file, _listed(file, content))


def _from_schema(file: Path, schema: Mapping[str, Any]) -> Form:
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise UsageError(f"{file} is not a JSON Schema: {error.message}") from error
    if schema.get("type") != "object":
        raise UsageError(
            f"{file} is not the JSON Schema of an object.", 'It must begin like {"type": "object", ...}.'
        )
    validator = Draft202012Validator(schema)

    def invalid(value: Any) -> str:
        errors = list(validator.iter_errors(value))[:12]
        return "\n".join(f"fields{error.json_path[1:]}: {error.message[:200]}" for error in errors)

    return Form(file.stem, schema, invalid)


def _listed(file: Path, content: Any) -> dict[str, Any]:
    """The JSON Schema with a list of strings for each name of a YAML list or mapping."""
    if isinstance(content, Mapping):
        pairs = [(str(name), str(text or "")) for name, text in content.items()]
    elif isinstance(content, list) and all(isinstance(item, Mapping) and "name" in item for item in content):
        pairs = [(str(item["name"]), str(item.get("description") or "")) for item in content]
    else:
        raise UsageError(f"{file} must list fields, each with `name` and `description`.")
    names = [name for name, _ in pairs]
    bad = [name for name in names if not name.isidentifier() or name.startswith("_")]
    if bad or not pairs:
        raise UsageError(
            f"{file}: {', '.join(bad) or 'no field'}: a field's name is a word of letters, digits and _."
        )
    if len(set(names)) < len(names):
        raise UsageError(f"{file} names a field twice.", "Each name may stand once.")
    texts = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "properties": {name: {**texts, "description": text} if text else texts for name, text in pairs},
        "required": names,
        "additionalProperties": False,
    }
