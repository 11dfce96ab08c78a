"""The units of a result: each line of its translation, and the parts of its digest where they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from summarizer.exchange.unit import Remark, State, Unit
from summarizer.results import FindingOut, Result
from summarizer.text import Term

_WITHHELD = ("refused", "withheld")  # codes of findings
_UNKNOWN = ("", "und")  # languages: Chinese is what comes here
_DIGEST = ("title", "sentence", "point")


def units(
    result: Result, *, digest: bool = False, terms: Callable[[str], Sequence[Term]] = lambda _text: ()
) -> tuple[Unit, ...]:
    """The units of a result in the order of its document, those of the digest (`title`, `s1`, `p1`) first.

    A unit has the state of its line; one that a program translated and that has findings is `needs-review`.
    A finding belongs to a unit if its `where` does. `terms` gives those that occur in a Chinese text; they
    are English, and go with English only.
    """
    found = (*(_digest(result) if digest else ()), *_body(result))
    return tuple(replace(unit, terms=_pairs(unit, terms)) for unit in found)


def _pairs(unit: Unit, terms: Callable[[str], Sequence[Term]]) -> tuple[tuple[str, str], ...]:
    is_english = unit.target_language.lower().partition("-")[0] == "en"
    return tuple((term.zh, term.en) for term in terms(unit.source)) if is_english else ()


def _body(result: Result) -> Iterator[Unit]:
    found = _by_place(result)
    for where, made in result.renderings():
        for place, item in made.lines:
            findings = found.get(f"{where}.{place}.{item.n}", [])
            yield _unit(result, str(item.n), (item.zh, item.en), findings, made.to, item.state)


def _digest(result: Result) -> Iterator[Unit]:
    found = _by_place(result)
    for claim in result.claims():
        if claim.kind in _DIGEST and claim.zh:
            segment = claim.where.rpartition(".")[2]
            state: State = "translated" if claim.en.strip() else "failed"
            yield _unit(result, segment, (claim.zh, claim.en), found.get(claim.where, []), "en", state)


def _by_place(result: Result) -> dict[str, list[FindingOut]]:
    """Place -> its findings. A finding's `where` is a place, or a place and a key ("….en")."""
    found: dict[str, list[FindingOut]] = {}
    for finding in result.findings:
        place, _, key = finding.where.rpartition(".")
        found.setdefault(place if key in ("zh", "en") else finding.where, []).append(finding)
    return found


def _unit(
    result: Result,
    segment: str,
    texts: tuple[str, str],
    findings: list[FindingOut],
    language: str,
    state: State,
) -> Unit:
    if not texts[1].strip():  # also of results that were made elsewhere and have no states
        refused = any(finding.code in _WITHHELD for finding in findings)
        state = "withheld" if refused or state == "withheld" else "failed"
    return Unit(
        result.document.path,
        segment,
        *texts,
        source_language="zh" if result.document.language in _UNKNOWN else result.document.language,
        target_language=language,
        state="needs-review" if findings and state == "translated" else state,
        remarks=tuple(Remark(finding.severity, finding.message) for finding in findings),
    )
