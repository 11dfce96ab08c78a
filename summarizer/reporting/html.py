"""`index.html`: the folder at a glance and every document, in one page that needs no network.

The page is filled in by Jinja (`templates/report.html.j2`), which escapes everything. The list, the filters
and the documents are made by the page's own script from packed data (see `packing`), always as text.
The content-security policy has the hashes of script and style sheet: nothing else can run or be loaded.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json

from summarizer.files import write_atomically
from summarizer.reporting.network import GUTTER, ROW, Network, network
from summarizer.reporting.overview import KINDS, Happening, Overview
from summarizer.reporting.packing import Packer, packed
from summarizer.reporting.timeline import label, timeline
from summarizer.reporting.views import search_text, view
from summarizer.results import Result
from summarizer.text import Term
from summarizer.writing.plain import plain
from summarizer.writing.wording import all_names, counted, moment_text

if TYPE_CHECKING:
    from jinja2 import Environment

NAME = "index.html"
PLURALS = {"place": "Places", "organisation": "Organisations", "person": "People"}
_TEMPLATES = Path(__file__).parent / "templates"
_LISTED, _LATEST, _FAILURES, _OFFERED = 8, 8, 200, 300


def write(results: Iterator[Result], terms: Sequence[Term], folder: Path) -> list[Path]:
    """Write `index.html`, and `report/*.js` beside it where there is much data; returns the paths.

    Data files of earlier reports are removed at the end. Raises UsageError for what cannot be written.
    """
    overview, packer = Overview(), Packer(folder)
    known = {term.zh: term.en for term in terms}
    for result in results:
        names = all_names(result, known)
        shown = view(result, names)
        at = packer.add("docs", shown)
        packer.add("text", search_text(shown))
        overview.add(result, names, at)
    happenings = _in_order(overview.happenings)
    for happening in happenings:
        packer.add("events", _event(happening))
    packer.close()
    page = _page(overview, happenings, packer, folder)
    write_atomically(folder / NAME, page.encode("utf-8", "replace"), durable=False, root=folder)
    packer.sweep()
    return [folder / NAME, *packer.paths()]


def _in_order(happenings: Sequence[Happening]) -> list[Happening]:
    """By date, each once: the same may be given as an event and as a deadline."""
    distinct = {(happening.iso, happening.row, happening.en): happening for happening in reversed(happenings)}
    return sorted(distinct.values(), key=lambda happening: (happening.iso, happening.row))


def _latest(happenings: Sequence[Happening]) -> list[Happening]:
    """The last ones, the latest first; what several documents say in the same words, once."""
    distinct = {(happening.iso, happening.en): happening for happening in happenings}
    ordered = sorted(distinct.values(), key=lambda happening: (happening.iso, -happening.row))
    return ordered[: -_LATEST - 1 : -1]


def _event(happening: Happening) -> list[Any]:
    return [
        happening.iso, happening.row, happening.where, happening.en, happening.zh, happening.status,
        happening.when,
    ]  # fmt: skip


def _page(overview: Overview, happenings: Sequence[Happening], packer: Packer, folder: Path) -> str:
    failures = list(_failures(folder))
    style, script = _asset("report.css"), _asset("report.js")
    core = {"rows": overview.rows, "names": {kind: overview.names[kind].pairs() for kind in KINDS}}
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            policy=_policy(style, script, files=bool(packer.files)),
            style=style,
            script=script,
            blocks={"core": packed(core), **packer.inline},
            files=packer.files,
            glance=list(_glance(overview, len(failures))),
            timeline=timeline((happening.iso, happening.is_ahead) for happening in happenings),
            latest=[(overview.rows[happening.row][0], happening) for happening in _latest(happenings)],
            happenings=len(happenings),
            most={kind: overview.names[kind].most(_LISTED) for kind in KINDS},
            offered={kind: overview.names[kind].most(_OFFERED) for kind in KINDS},
            plurals=PLURALS,
            network=_network(overview),
            kinds=sorted(overview.kinds),
            documents=len(overview.rows),
            failures=failures,
            most_failures=_FAILURES,
        )
    )


def _policy(style: str, script: str, *, files: bool) -> str:
    """Nothing is allowed but our style, our script, and images within the page.

    Where there are data files, the script may load these: it alone can make such an element
    ('strict-dynamic'), and only with addresses that its one Trusted Types policy lets through.
    """
    source, types = (f"{_hash(script)} 'strict-dynamic'", "report") if files else (_hash(script), "'none'")
    return (
        f"default-src 'none'; script-src {source}; style-src {_hash(style)}; img-src data:; base-uri 'none'; "
        f"form-action 'none'; require-trusted-types-for 'script'; trusted-types {types}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _glance(overview: Overview, failed: int) -> Iterator[tuple[str, str, str]]:
    """The folder in a few figures: (what, figure, explanation)."""
    flagged = overview.statuses["flagged"]
    yield (
        "Documents",
        f"{len(overview.rows):,}",
        ", ".join(
            f"{count:,} {kind.replace('_', ' ')}" for kind, count in overview.kinds.most_common(4) if kind
        ),
    )
    dates = sorted(overview.dates)
    undated = len(overview.rows) - len(dates)
    without = f"{counted(undated, 'document')} without a date" if dates and undated else ""
    yield "Published", _span(dates) or "no dates", without
    yield "Places", f"{len(overview.names['place'].numbers):,}", _leaders(overview, "place")
    yield (
        "Verified by code",
        f"{overview.statuses['verified']:,}",
        f"{flagged:,} flagged · {failed:,} failed",
    )
    yield "Findings", f"{overview.findings.total():,}", _found(overview)
    yield "Cost", _cost(overview), _bill(overview)
    models = ", ".join(plain(model) for model, _ in overview.models.most_common(2) if model)
    yield "Made", moment_text(overview.latest).partition(",")[0], models


def _span(dates: Sequence[str]) -> str:
    """From the first date to the last: "26 Mar – 10 Nov 2025"."""
    first, last = (label(date) for date in (dates[0], dates[-1])) if dates else ("", "")
    year = f" {last[-4:]}"
    return first if first == last else f"{first.removesuffix(year)} – {last}"


def _leaders(overview: Overview, kind: str) -> str:
    return ", ".join(en or zh for zh, en, _ in overview.names[kind].most(3))


def _found(overview: Overview) -> str:
    errors, warnings = overview.findings["error"], overview.findings["warning"]
    return f"{counted(errors, 'error')} · {counted(warnings, 'warning')}"


def _cost(overview: Overview) -> str:
    if not overview.cost and not overview.unpriced:
        return "$0.00"
    if overview.unpriced and not overview.cost:
        return "unknown"  # what came from the cache cost nothing, of the rest nobody knows
    known = f"${overview.cost:,.4f}" if overview.cost < 1 else f"${overview.cost:,.2f}"
    return f"at least {known}" if overview.unpriced else known


def _bill(overview: Overview) -> str:
    unknown = f" · unknown for {overview.unpriced:,}" if 0 < overview.unpriced < len(overview.rows) else ""
    return f"{counted(overview.requests, 'request')}, {overview.tokens:,} tokens{unknown}"


def _network(overview: Overview) -> dict[str, Any]:
    """The diagram of people and organisations, with what the template shows of each row."""
    people, organisations = overview.names["person"], overview.names["organisation"]
    shift = len(people.numbers)
    drawn = network([*row[-1], *(number + shift for number in row[-2])] for row in overview.rows)
    pairs = [*people.pairs(), *organisations.pairs()]
    rows = [
        {
            "kind": "person" if name < shift else "organisation",
            "zh": pairs[name][0],
            "en": pairs[name][1],
            "documents": people.documents[name] if name < shift else organisations.documents[name - shift],
            "with": _partners(drawn, index, pairs),
        }
        for index, name in enumerate(drawn.rows)
    ]
    return {"rows": rows, "arcs": drawn.arcs, "row": ROW, "gutter": GUTTER}


def _partners(drawn: Network, row: int, pairs: Sequence[tuple[str, str]]) -> str:
    """With whom a row appears most, in words: for those who do not see the arcs."""
    near = [
        (arc.weight, arc.second if arc.first == row else arc.first)
        for arc in reversed(drawn.arcs)
        if row in (arc.first, arc.second)
    ]
    named = [(pairs[drawn.rows[other]], weight) for weight, other in sorted(near, reverse=True)[:5]]
    return ", ".join(f"{en or zh} ({weight})" for (zh, en), weight in named)


def _failures(folder: Path) -> Iterator[Mapping[str, str]]:
    """The documents that failed, with what to do; none if that is not known."""
    try:
        lines = (folder / "failures.jsonl").read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            row = from_json(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield {key: plain(str(row.get(key, ""))) for key in ("path", "error", "what_to_do")}


@cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # In a script block of JSON, nothing may look like the end of it.
    environment.filters["json"] = lambda value: to_json(value).decode().replace("<", "\\u003c")
    return environment
