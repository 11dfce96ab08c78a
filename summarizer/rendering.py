"""Draft -> segments, and translations -> result: how English gets into a result.

Names come from the termbase, all other texts are segments. Ids are short (`t`, `s1`, `p1`, `f1`, `L12`),
because they are paid for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from summarizer import forms
from summarizer.results import FindingOut, NewsFields, Result, TranslatedLine, Translation, edited
from summarizer.text import Claim, Finding, Segment, Term

NAMES = ("person", "organisation", "place", "programme")


class Terms(Protocol):
    """What is needed of a termbase."""

    def get(self, zh: str) -> Term | None:
        """The entry for exactly `zh`."""
        ...

    def matching(self, text: str) -> tuple[Term, ...]:
        """The entries that occur in `text`."""
        ...


@dataclass(frozen=True)
class Order:
    """What is to be translated: the segments, and where in the result each translation goes.

    A text that occurs several times is one segment with several places: it is paid for once.
    """

    segments: tuple[Segment, ...]
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def ids(self, where: str) -> list[str]:
        """The ids of the segments whose translation goes to `where`."""
        return [ident for ident, places in self.places.items() if where in places]

    def only(self, ids: Iterable[str]) -> Order:
        """The same order for some of its segments."""
        wanted = set(ids)
        return Order(tuple(segment for segment in self.segments if segment.id in wanted), self.places)


def order(result: Result, terms: Terms, *, body: bool = False) -> Order:
    """The texts of `result` that need a translation; with `body` also its non-blank body lines."""
    segments: dict[tuple[str, str], Segment] = {}
    places: dict[str, tuple[str, ...]] = {}
    texts = [*_digest_texts(result, terms), *_field_texts(result), *(_body_texts(result) if body else ())]
    for ident, where, zh, context in texts:
        segment = segments.setdefault((zh.strip(), context), Segment(ident, zh, context))
        places[segment.id] = (*places.get(segment.id, ()), where)
    return Order(tuple(segments.values()), places)


def fill(result: Result, ordered: Order, english: Mapping[str, str], terms: Terms, *, to: str = "") -> Result:
    """`result` with its English: names from `terms`, texts from `english` (by id). What is missing stays "".

    With `to`, the body's translation into that language is put in as well.
    """
    texts = {where: text for ident, text in english.items() for where in ordered.places.get(ident, ())}

    def edit(claim: Claim) -> Mapping[str, Any]:
        if claim.kind in NAMES and (term := terms.get(claim.zh)):
            return {"en": term.en}
        if _is_code(claim):
            return {"en": claim.zh}
        return {"en": texts[claim.where]} if claim.where in texts else {}

    filled = edited(result, edit)
    changes: dict[str, Any] = {
        "fields_en": {**result.fields_en, **_under("fields.", texts)} if _is_custom(result) else {}
    }
    if to:
        changes["translation"] = _translation(result, texts, to)
    return filled.model_copy(update=changes)


def terms_in(result: Result, terms: Terms) -> tuple[Term, ...]:
    """The terms that occur in the Chinese of `result`: those that its English must follow."""
    texts = [claim.zh for claim in result.claims()]
    if result.translation:
        texts += [item.zh for item in result.translation.segments]
    return terms.matching("\n".join(texts))


def complaints(result: Result, ordered: Order, findings: Sequence[Finding]) -> dict[str, tuple[str, str]]:
    """Id -> (the earlier translation, what is wrong), for the segments that errors complain about."""
    earlier = {claim.where: claim.en for claim in result.claims()}
    if result.translation:
        earlier |= {f"translation.segments.{item.n}": item.en for item in result.translation.segments}
    told: dict[str, dict[str, str]] = {}
    for finding in findings:
        if is_error(finding, "en"):
            where = finding.where.removesuffix(".en")
            for ident in ordered.ids(where):
                told.setdefault(ident, {})[finding.message] = earlier.get(where, "")
    return {
        ident: (next(filter(None, messages.values()), ""), "; ".join(messages))
        for ident, messages in told.items()
    }


def is_error(finding: Finding, language: str) -> bool:
    """Whether a finding is an error in the text of this language (`zh` or `en`), which may be mended."""
    return finding.severity == "error" and finding.where.endswith(f".{language}")


def judged(result: Result, status: str, checks: Sequence[str], findings: Sequence[Finding]) -> Result:
    """`result` with what verification found. Findings keep their order."""
    found = [FindingOut.model_validate(asdict(finding)) for finding in findings]
    return result.model_copy(update={"status": status, "checks": list(checks), "findings": found})


def _digest_texts(result: Result, terms: Terms) -> list[tuple[str, str, str, str]]:
    found: list[tuple[str, str, str, str]] = []
    for claim in result.claims():
        if not claim.zh.strip() or _is_rendered(claim, terms):
            continue
        found.append((_ident(claim, len(found)), claim.where, claim.zh, _context(claim, result)))
    return found


def _is_rendered(claim: Claim, terms: Terms) -> bool:
    """Whether there is nothing to translate: the name is settled, or the label has no Chinese in it."""
    return _is_code(claim) or (claim.kind in NAMES and terms.get(claim.zh) is not None)


def _is_code(claim: Claim) -> bool:
    return claim.kind == "label" and not any("\u3400" <= char <= "\u9fff" for char in claim.zh)


def _ident(claim: Claim, index: int) -> str:
    if claim.kind == "title":
        return "t"
    return claim.where.rsplit(".", 1)[1] if claim.kind in ("sentence", "point") else f"f{index}"


def _context(claim: Claim, result: Result) -> str:
    """A post is rendered by whose it is: 校长 of a school is a principal, of a university its president."""
    if claim.kind != "post" or not isinstance(result.fields, NewsFields):
        return ""
    _, _, person, _, post = claim.where.split(".")
    holder = result.fields.people[int(person)]
    return f"{holder.posts[int(post)].organisation}{claim.zh}{holder.zh}"


def _field_texts(result: Result) -> list[tuple[str, str, str, str]]:
    """The strings of a user's own form that have Chinese in them."""
    if not _is_custom(result):
        return []
    texts = [
        (path, text)
        for path, text in forms.strings(result.fields)
        if any("\u3400" <= c <= "\u9fff" for c in text)
    ]
    return [(f"c{index}", f"fields.{path}", text, "") for index, (path, text) in enumerate(texts)]


def _body_texts(result: Result) -> list[tuple[str, str, str, str]]:
    lines = (line for line in result.document.lines if line.role == "body" and line.text.strip())
    return [(f"L{line.n}", f"translation.segments.{line.n}", line.text.strip(), "") for line in lines]


def _is_custom(result: Result) -> bool:
    return not isinstance(result.fields, NewsFields)


def _under(prefix: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {where.removeprefix(prefix): text for where, text in texts.items() if where.startswith(prefix)}


def _translation(result: Result, texts: Mapping[str, str], to: str) -> Translation:
    lines = (line for line in result.document.lines if line.role == "body" and line.text.strip())
    return Translation(
        to=to,
        segments=[
            TranslatedLine(n=line.n, zh=line.text.strip(), en=texts.get(f"translation.segments.{line.n}", ""))
            for line in lines
        ],
    )
