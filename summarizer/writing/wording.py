"""How a result's codes are said in English: status, dates, addresses in the result, faults of the source."""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Mapping, MutableMapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import cast

from summarizer.exchange.languages import called
from summarizer.fields import items_of
from summarizer.results import DateValue, NewsFields, Result, TranslatedLine, Translation
from summarizer.writing.loose_dates import in_english
from summarizer.writing.units import unit_in_english

MODES = {"direct": "direct quote", "indirect": "said", "instruction": "instruction"}
EVENT_STATUS = {"done": "done", "planned": "planned", "called_for": "called for"}
ISSUES = {
    "censored": "Something is masked in the source; it stays masked here.",
    "garbled": "Part of the source is garbled.",
    "truncated": "The source breaks off.",
    "repost": "The page is a repost: its date may not be that of the original.",
    "missing_date": "The source gives no date of publication.",
    "injection": "The page holds text meant to steer a language model; it was not followed.",
}
_BASIS = {"inferred": " (inferred)", "repost": " (date of the repost)"}
_SINGULAR = {
    "events": "event",
    "organisations": "organisation",
    "people": "person",
    "places": "place",
    "programmes": "programme",
    "agreements": "agreement",
    "numbers": "figure",
    "statements": "statement",
    "issuers": "issuer",
    "repeals": "repeal",
    "applies_to": "scope",
    "tasks": "task",
    "targets": "target",
    "penalties": "penalty",
    "contacts": "contact",
    "audience": "audience",
    "deadlines": "deadline",
    "requirements": "requirement",
    "procedures": "step",
    "transactions": "transaction",
    "counterparties": "counterparty",
    "resolutions": "resolution",
    "risks": "risk",
    "forward_looking": "outlook",
    "authors": "author",
    "affiliations": "affiliation",
    "findings": "finding",
    "limits": "limit",
    "funding": "funding",
    "keywords": "keyword",
    "present": "attendee",
    "in_attendance": "guest",
    "absent": "absentee",
    "decisions": "decision",
    "open_points": "open point",
    "posts": "post",
    "key_points": "key point",
    "sentences": "sentence",
    "segments": "line",
    "lines": "line",
}
_LANGUAGES = {"en": " (English)", "zh": " (Chinese)"}
_SILENT = frozenset({"fields", "document"})
_TRANSLATED = re.compile(
    r"translation(?:s\.([A-Za-z0-9-]{1,40}))?(?:\.(?:segments|head)\.([0-9]{1,9})(?:\.en)?)?"
)
_DIGITS = re.compile(r"[sp]?([0-9]{1,9})\Z")


def status_line(result: Result) -> tuple[str, str]:
    """What the status is, and why: ("Verified by code", "11 checks, no findings")."""
    errors = sum(finding.severity == "error" for finding in result.findings)
    found = ", ".join(
        counted(count, noun)
        for count, noun in ((errors, "error"), (len(result.findings) - errors, "warning"))
        if count
    )
    if result.status == "verified":
        return "Verified by code", f"{counted(len(result.checks), 'check')}, {found or 'no findings'}"
    return "Flagged", found or "not every check could be made"


def translation_heading(made: Translation) -> str:
    """What stands above a full translation; its language is named unless it is English."""
    return "Full translation" if made.is_english else f"Full translation: {called(made.to)}"


def translation_text(item: TranslatedLine) -> str:
    """What is said instead of a translation that is not there, or ""."""
    if item.en.strip():
        return ""
    return "withheld by the provider" if item.state == "withheld" else "not translated"


_NUMBER = re.compile(r"(?:\d{1,9}[.)]|\[\^[^\[\]]{1,40}\]:)(?=[ \t])")


def numbered(item: TranslatedLine) -> str:
    """A translated line with the number of its item, or the mark of its note, where the source has one.

    These are no part of what is translated; a file in the form of the source has them anyway.
    """
    found = _NUMBER.match(item.zh) if item.pieces and item.en.strip() else None
    return item.en if found is None or item.en.startswith(found[0]) else f"{found[0]} {item.en}"


def coverage_text(made: Translation) -> str:
    """How much of the document is translated; "" for results that do not say what became of each line."""
    if made.ledger is None:
        return ""
    states = Counter(item.state for _, item in made.lines)
    translated = states["translated"] + states["reviewed"]
    parts = [f"{counted(translated, 'line')} translated"]
    parts[0] += f" ({states['reviewed']:,} of them reviewed by a person)" if states["reviewed"] else ""
    parts += [f"{states['withheld']:,} withheld by the provider"] if states["withheld"] else []
    parts += [f"{states['failed']:,} not translated"] if states["failed"] else []
    return ", ".join(parts) + "."


def counted(count: int, noun: str) -> str:
    """The number and the noun: "1 check", "2 checks"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def date_text(value: DateValue) -> str:
    """A date in words ("May 2024 (inferred)"; "18 April" where the source gives no year); the Chinese as
    written where it cannot be said, or "".
    """
    if not value.iso:
        return in_english(value.zh) or value.zh
    spelt = " to ".join(_spelt(end) for end in value.iso.split("/"))
    return spelt + _BASIS.get(value.basis, "")


def published_text(result: Result) -> str:
    """The date of publication in words, or ""."""
    return date_text(result.fields.publication_date) if isinstance(result.fields, NewsFields) else ""


def post_text(post: str, organisation: str, names: Mapping[str, str]) -> str:
    """A post and where it is held: "principal, Linhe Vocational College"."""
    return ", ".join(filter(None, (post, named(organisation, names))))


def moment_text(stamp: str) -> str:
    """An ISO time stamp as "21 November 2026, 20:15 UTC"; anything else as it is."""
    try:
        moment = datetime.fromisoformat(stamp)
        moment = moment if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return stamp
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def where_text(where: str) -> str:
    """An address: "summary.sentences.s2.en" -> "summary, sentence 2 (English)"."""
    if translated := _TRANSLATED.fullmatch(where):
        tag, number = translated.groups()
        into = f"translation into {called(tag)}" if tag else "translation"
        return ", ".join([into, *([f"line {number}"] if number else [])])
    words: list[str] = []
    noun = ""
    steps = where.split(".")
    language = _LANGUAGES.get(steps[-1], "") if len(steps) > 1 else ""
    for step in steps[:-1] if language else steps:
        number = _DIGITS.match(step)
        if number and noun:
            # Items count from 0 in an address and from 1 for a reader; lines and ids are what they are.
            shift = step.isdigit() and noun != "line"
            words[-1] = f"{noun} {int(number[1]) + shift}"
        elif step not in _SILENT:
            words.append(step.replace("_", " "))
        noun = _SINGULAR.get(step, "") if not number else ""
    return ", ".join(words) + language


def value_text(value: str, unit: str) -> str:
    """A value for reading: "120000000" and "元" -> "120,000,000 yuan"; ranges and signs are kept."""
    sign = "-" if value.startswith("-") else ""
    ends = [_grouped(end) for end in value.removeprefix("-").split("-")]
    unit = unit_in_english(unit, one=value == "1")
    gap = "" if unit in ("%", "‰") else " "
    return f"{sign}{'–'.join(ends)}{gap}{unit}".strip()


def all_names(result: Result, names: Mapping[str, str]) -> Mapping[str, str]:
    """The termbase's names, over those that the result itself has in both languages."""
    if not isinstance(result.fields, NewsFields):
        return names
    kinds = ("programme", "place", "person", "organisation")
    named = [item for _, item in items_of(result.fields) if item.claim in kinds and item.en]
    own = {item.zh: item.en for item in sorted(named, key=lambda item: kinds.index(item.claim))}
    # A ChainMap only writes into its first map, and nobody writes here.
    return ChainMap(cast("MutableMapping[str, str]", names), own)


def named(zh: str, names: Mapping[str, str]) -> str:
    """The English of a name, or of several joined by 、; Chinese that has no English stays."""
    if zh and zh in names:
        return names[zh]
    return ", ".join(names.get(part, part) for part in zh.split("、")) if "、" in zh else zh


@lru_cache(maxsize=1024)
def _spelt(iso: str) -> str:
    """A date in words: "2024-05-31" -> "31 May 2024", "2024-05" -> "May 2024"; anything else as it is."""
    try:
        day = date.fromisoformat(iso if len(iso) > 7 else f"{iso}-01")
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}" if len(iso) > 7 else f"{day:%B %Y}"


def _grouped(digits: str) -> str:
    whole, point, decimals = digits.partition(".")
    return (
        f"{int(whole):,}{point}{decimals}"
        if whole.isascii() and whole.isdigit() and len(whole) > 4
        else digits
    )
