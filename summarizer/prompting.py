"""Prompt files -> messages. The wording lives in `prompts/*.md`; this module fills it in.

A template is Markdown with a YAML head and a part for each role. The roles are split before rendering,
so nothing that is filled in can forge one; what is filled in never becomes template code (Jinja renders
once, in an immutable sandbox, and an undeclared variable is an error).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.errors import UsageError
from summarizer.text import Line

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Template as JinjaTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

TASKS = ("bounds", "digest", "merge", "mend", "settle", "translate", "reask")

# Control tokens of common chat formats: a self-hosted server would read them as roles.
_TOKENS = re.compile(r"<(?=[|｜])|<<(?=SYS)|<(?=/?s>)|\[(?=/?INST\])")
_PIECE = re.compile(r"[\w-]+\.md")
_TAG = re.compile(r"\{%[^{}%\n]*+%\}")
_REFERRING = re.compile(r"\b(?:include|import|from|extends|raw)\b")
_INCLUDED = re.compile(r'\{%-? include "([\w.-]++)" -?%\}')
_WRITER = json.JSONEncoder(ensure_ascii=False)
_ROLE = re.compile(r"^# (system|user)[ \t]*$", re.MULTILINE)


class Head(BaseModel):
    """The YAML head of a template."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    description: str = ""
    inputs: list[str] = []
    answer: str = ""


@dataclass(frozen=True)
class Template:
    """A template as written: its head, its parts by role, and the text of the whole with its pieces."""

    head: Head
    parts: tuple[tuple[str, str], ...]
    source: str
    file: Path

    @cached_property
    def digest(self) -> str:
        """12 hex digits that change with any character of the template or of a piece it includes."""
        return _digest(self.source)


class Prompts:
    """The templates of one or more folders; the first folder that has a file wins."""

    def __init__(self, *folders: Path) -> None:
        self._folders = tuple(folders)
        self._templates: dict[str, Template] = {}
        self._ready: dict[str, list[tuple[str, JinjaTemplate]]] = {}
        self._digests: dict[str, str] = {}
        for folder in folders:
            if not folder.is_dir():
                raise UsageError(f"There is no prompt folder {folder}.", "Give --prompts an existing folder.")

    def get(self, name: str) -> Template:
        """The template `name`. Raises UsageError if it is missing or malformed."""
        if name not in self._templates:
            self._templates[name] = self._load(name)
        return self._templates[name]

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Template name -> digest, for cache keys and provenance."""
        return {name: self._digests.get(name) or self._digest_of(name) for name in names}

    def _digest_of(self, name: str) -> str:
        # A finished folder needs no more than digests, and nothing is loaded for those of the program's own
        # templates. A user's are looked at whole: what is wrong in them is told before anything is paid for.
        is_ours = len(self._folders) == 1 and name not in self._templates
        digest = _digest(self._source(name, self._read(f"{name}.md"))) if is_ours else self.get(name).digest
        return self._digests.setdefault(name, digest)

    def _source(self, name: str, text: str) -> str:
        """The text of a template, and of all the pieces that it includes."""
        return "\0".join([text, *map(self._read, self._pieces(name))])

    def render(self, name: str, **variables: Any) -> tuple[tuple[str, str], ...]:
        """Template `name` filled in: (role, text) in order. Raises UsageError for faults of the template."""
        from jinja2 import TemplateError  # noqa: PLC0415 - 70 ms that `--help` does not need

        template = self.get(name)
        try:
            return tuple((role, part.render(**variables).strip()) for role, part in self._compiled(name))
        except TemplateError as error:
            raise UsageError(
                f"The prompt template {template.file} cannot be filled in: {error}.",
                "Run `summarizer prompts check`.",
            ) from error

    def _compiled(self, name: str) -> list[tuple[str, JinjaTemplate]]:
        """The parts of a template, compiled once: that costs ten times what filling them in does."""
        if name not in self._ready:
            self._ready[name] = [(role, self._template(part)) for role, part in self.get(name).parts]
        return self._ready[name]

    def _template(self, text: str) -> JinjaTemplate:
        """A template of this text, whose pieces are those of these folders."""
        environment = self._environment
        made: JinjaTemplate = environment.template_class.from_code(
            environment, _code(text), environment.make_globals(None)
        )
        return made

    def problems(self, name: str) -> list[str]:
        """What a lint finds in template `name`; empty if it is fine."""
        from jinja2 import TemplateError, meta  # noqa: PLC0415

        try:
            template = self.get(name)
            bodies = [part for _, part in template.parts] + [
                self._read(piece) for piece in self._pieces(name)
            ]
            used = {
                variable
                for body in bodies
                for variable in meta.find_undeclared_variables(self._environment.parse(body))
            }
        except UsageError as error:
            return [error.message]
        except TemplateError as error:
            return [f"{name}: {error}"]
        wanted, declared = set(self._bundled_inputs(name)), set(template.head.inputs)
        return [
            *(f"{name}: `{variable}` is used but not declared" for variable in sorted(used - declared)),
            *(
                f"{name}: `{variable}` is declared but the program does not give it"
                for variable in sorted(declared - wanted)
            ),
            *(
                f"{name}: `{variable}` is never used: the model will not see it"
                for variable in sorted(wanted - used)
            ),
        ]

    def _bundled_inputs(self, name: str) -> list[str]:
        return Prompts(self._folders[-1]).get(name).head.inputs

    def _load(self, name: str) -> Template:
        text = self._read(f"{name}.md")
        file = self._find(f"{name}.md")
        head, body = _split_head(text, file)
        return Template(head, _split_roles(body, file), self._source(name, text), file)

    def _pieces(self, name: str) -> list[str]:
        """The files that template `name` includes, directly or not, in a fixed order.

        Raises UsageError for one that is not named outright or lies elsewhere: the digest could not cover it.
        """
        found: list[str] = []
        queue = [f"{name}.md"]
        while queue:
            file = queue.pop()
            for piece in self._included(file):
                if piece is None or not _PIECE.fullmatch(piece):
                    raise UsageError(
                        f"The prompt file {self._find(file)} includes {piece or 'a piece by a variable'}.",
                        'Name a file of the prompt folder itself, as in {% include "_data.md" %}.',
                    )
                if piece not in found:
                    found.append(piece)
                    queue.append(piece)
        return sorted(found)

    def _included(self, file: str) -> tuple[str | None, ...]:
        text = self._read(file)
        if len(self._folders) == 1 and (outright := included_outright(text)) is not None:
            return outright
        from jinja2 import TemplateSyntaxError  # noqa: PLC0415

        try:
            return referenced(text)
        except TemplateSyntaxError as error:
            raise UsageError(
                f"The prompt file {self._find(file)} has an error in line {error.lineno}: {error.message}.",
                "Run `summarizer prompts check`.",
            ) from error

    def _find(self, file: str) -> Path:
        for folder in self._folders:
            if (folder / file).is_file():
                return folder / file
        raise UsageError(f"There is no prompt template {file!r}.", f"The templates are: {', '.join(TASKS)}.")

    def _read(self, file: str) -> str:
        path = self._find(file)
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"The prompt file {path} cannot be read: {error}.") from error

    @cached_property
    def _environment(self) -> ImmutableSandboxedEnvironment:
        loader: Any = _Pieces(lambda name: self._template(self._read(name)))
        return _language().overlay(loader=loader)


class _Pieces:
    """Finds the pieces that templates include, as a loader of Jinja does."""

    def __init__(self, piece: Callable[[str], JinjaTemplate]) -> None:
        self._piece = piece

    def load(self, _environment: object, name: str, _variables: object = None) -> JinjaTemplate:
        return self._piece(name)


@cache
def _language() -> ImmutableSandboxedEnvironment:
    """What may stand in a template; the pieces that one can include are those of its folders."""
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(data=data, numbered=numbered, listed=listed, plain=plain)
    return environment


# Whoever makes many runs (a service, a notebook) has the same templates in all of them.
@lru_cache(maxsize=64)
def _code(text: str) -> CodeType:
    return _language().compile(text)


@lru_cache(maxsize=64)
def included_outright(text: str) -> tuple[str, ...] | None:
    """The pieces that a text includes by their names, found without Jinja; None where only that can tell."""
    tags = _TAG.findall(text)
    if len(tags) != text.count("{%") or "{#" in text:
        return None
    named = [_INCLUDED.fullmatch(tag) for tag in tags if _REFERRING.search(tag)]
    return tuple(found[1] for found in named if found) if all(named) else None


@lru_cache(maxsize=64)
def referenced(text: str) -> tuple[str | None, ...]:
    """The pieces that a text includes; None for one that is not named outright."""
    from jinja2 import meta  # noqa: PLC0415

    return tuple(meta.find_referenced_templates(_language().parse(text)))


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def data(text: str) -> str:
    """Text of a document as it may stand in a prompt: control tokens of chat formats are broken up.

    >>> data("<|im_end|>")
    '< |im_end|>'
    """
    return _TOKENS.sub(lambda match: match.group() + " ", text)


def numbered(lines: Iterable[Line]) -> str:
    """Lines as `12| text`: no line of a document can then stand for a fence or a role."""
    return data("\n".join([f"{line.n}| {line.text.strip()}" for line in lines]))


def listed(items: Iterable[Mapping[str, Any]]) -> str:
    """A JSON list with one object a line."""
    rows = ",\n".join(map(_WRITER.encode, items))
    return f"[\n{data(rows)}\n]"


def plain(pairs: Mapping[str, str]) -> str:
    """Renderings as `中文 = English`, one a line."""
    return "\n".join(f"{data(zh)} = {data(en)}" for zh, en in pairs.items())


def _split_head(text: str, file: Path) -> tuple[Head, str]:
    import yaml  # noqa: PLC0415

    parts = re.split(r"^---[ \t]*$\n?", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise UsageError(f"The prompt template {file} has no head between two `---` lines.")
    try:
        return Head.model_validate(yaml.safe_load(parts[1])), parts[2]
    except (yaml.YAMLError, ValidationError) as error:
        raise UsageError(f"The head of the prompt template {file} is wrong: {error}") from error


def _split_roles(body: str, file: Path) -> tuple[tuple[str, str], ...]:
    pieces = _ROLE.split(body)
    roles = tuple(zip(pieces[1::2], pieces[2::2], strict=True))
    if not roles or pieces[0].strip():
        raise UsageError(f"The prompt template {file} must start with `# system` or `# user`.")
    return roles
