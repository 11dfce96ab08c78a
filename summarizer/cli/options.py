"""The common options, written once: one dataclass, and a decorator that gives its fields to a command."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer


@dataclass(frozen=True)
class Options:
    """The options of `summarize` and `translate`; None or False where one was not given."""

    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            help="Output folder. Default: ./summarizer-out; one file alone is printed.",
        ),
    ] = None
    format: Annotated[
        str | None,
        typer.Option(
            help="What to write beside the JSON, separated by commas. For each document: md, tmx, xliff, "
            "xliff2, review (a sheet for reviewers), source (translate: the document itself in English, its "
            "layout kept). For all: html (the report), docx, xlsx.  [default: json,md,html]",
        ),
    ] = None
    tm: Annotated[
        list[Path] | None,
        typer.Option(
            help="Translation memory (TMX) of your own: exact matches are taken over, near ones go along as "
            "references. Repeatable.",
        ),
    ] = None
    fields: Annotated[
        str | None,
        typer.Option(
            help="Fields to extract: a preset (news, policy, notice, company, academic, minutes; auto: by "
            "the form of each document), FILE.py:Model, a JSON Schema (.json), or a list of names and "
            "descriptions (.yaml).  [default: news]",
        ),
    ] = None
    glossary: Annotated[
        list[Path] | None,
        typer.Option(help="Binding renderings: CSV (zh,en[,kind,note]), JSON, XLSX or TBX. Repeatable."),
    ] = None
    fresh: Annotated[
        bool,
        typer.Option("--fresh", help="Redo what is done; replies in the cache are used."),
    ] = False
    no_ask: Annotated[
        bool,
        typer.Option(
            "--no-ask",
            help="Where it is unsure which lines of a page are the article, do not ask the model.",
        ),
    ] = False
    no_learn: Annotated[
        bool,
        typer.Option("--no-learn", help="Do not learn which lines recur in the folder and so are noise."),
    ] = False
    duplicates: Annotated[
        str | None,
        typer.Option(
            help="What becomes of a document that repeats another one: refer (to that one; this costs "
            "nothing), keep (as a document of its own).  [default: refer]",
        ),
    ] = None
    strict: Annotated[bool, typer.Option("--strict", help="Count flagged documents as failed.")] = False
    json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Print a machine-readable summary (or result) and nothing else.",
        ),
    ] = False
    include: Annotated[
        list[str] | None,
        typer.Option(help="Read only files that match this glob. Repeatable."),
    ] = None
    exclude: Annotated[
        list[str] | None,
        typer.Option(help="Leave out files that match this glob. Repeatable."),
    ] = None
    text_column: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Read each row of .csv and .jsonl files as a document: this column."
        ),
    ] = None
    allow_url: Annotated[
        bool,
        typer.Option(
            "--allow-url",
            help="Fetch the pages, texts and PDFs whose URLs are given as PATH; public addresses only.",
        ),
    ] = False
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LANGUAGE",
            help="Refuse documents in other languages than this (zh, en, ja, ...). Repeatable.",
        ),
    ] = None
    limit: Annotated[int | None, typer.Option(help="Read only the first N documents.")] = None
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Show what would be sent, with tokens and cost as a range. Sends nothing.",
        ),
    ] = False
    model: Annotated[str | None, typer.Option(help="Model name.")] = None
    base_url: Annotated[
        str | None,
        typer.Option(help="Any OpenAI-compatible endpoint, e.g. http://localhost:11434/v1"),
    ] = None
    timeout: Annotated[
        float | None,
        typer.Option(help="Total deadline of one request, in seconds.  [default: 180]"),
    ] = None
    structured: Annotated[
        str | None,
        typer.Option(
            help="Pin how JSON is asked for: auto, json_schema, json_object, tool, text.",
        ),
    ] = None
    prompts: Annotated[Path | None, typer.Option(help="Folder with prompt templates of your own.")] = None
    concurrency: Annotated[int | None, typer.Option(help="Requests in flight at once.  [default: 16]")] = None
    workers: Annotated[
        int | None,
        typer.Option(
            help="Processes that help to verify where a folder is large; 0: none.  [default: by cores]"
        ),
    ] = None
    rpm: Annotated[float | None, typer.Option(help="Requests per minute at most.")] = None
    tpm: Annotated[float | None, typer.Option(help="Tokens per minute at most.")] = None
    max_cost: Annotated[
        str | None,
        typer.Option(help="Stop before this many USD are spent. Never exceeded."),
    ] = None
    price: Annotated[
        str | None,
        typer.Option(
            metavar="IN,OUT",
            help="USD per million tokens, for models that no price list knows.",
        ),
    ] = None
    batch: Annotated[
        bool,
        typer.Option(
            "--batch",
            help="Hand the requests in as batches: half the price, answers within a day. Go on with "
            "`summarizer batch collect OUT`.",
        ),
    ] = False
    flex: Annotated[
        bool,
        typer.Option(
            "--flex",
            help="Ask in the provider's flex tier: half the price, slower. What it has no room for is asked "
            "at the full price.",
        ),
    ] = False
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help="Neither read nor write the cache of paid replies."),
    ] = False
    record: Annotated[
        Path | None,
        typer.Option(help="Keep every exchange with the endpoint in this folder."),
    ] = None
    replay: Annotated[
        Path | None,
        typer.Option(help="Answer from a folder made with --record; no network."),
    ] = None
    log_json: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Append a JSON line for each request, retry and document to this file (-: standard output): "
            "times, tokens, causes; never a text or a key.",
        ),
    ] = None
    otel: Annotated[
        bool,
        typer.Option("--otel", help="Make OpenTelemetry spans and metrics (needs the extra `otel`)."),
    ] = False
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, only errors.")] = False
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="A line for each document.")] = False

    def settings(self) -> dict[str, Any]:
        """The options that are settings; what was not given is None."""
        outside = {"out", "json", "dry_run", "quiet", "verbose"}
        given = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in outside}
        return {name: value if value is not False else None for name, value in given.items()}


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command` the common options; it receives them as `options: Options`."""
    hints = get_type_hints(command, include_extras=True)
    own = [
        parameter.replace(annotation=hints[parameter.name])
        for parameter in inspect.signature(command).parameters.values()
        if parameter.name != "options"
    ]
    common_hints = get_type_hints(Options, include_extras=True)
    common = [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=common_hints[field.name],
        )
        for field in fields(Options)
    ]

    def wrapper(**values: Any) -> None:
        options = Options(**{field.name: values.pop(field.name) for field in fields(Options)})
        command(**values, options=options)

    wrapper.__name__, wrapper.__doc__ = command.__name__, command.__doc__
    wrapper.__signature__ = inspect.Signature([*own, *common])  # type: ignore[attr-defined]  # read by Typer
    wrapper.__annotations__ = {p.name: p.annotation for p in [*own, *common]}
    return wrapper
