"""Whose English of a term counts: the glossary's, else what a person reviewed, else what was decided.

What gives way is not lost: what a model proposed later, and what a person had decided before a glossary did,
stay in the note of the term.
"""

from __future__ import annotations

from dataclasses import replace

from summarizer import glossary
from summarizer.text import Term, TermStatus

ALSO_PROPOSED = "also proposed: "
REVIEWED = 1  # rank
_REVIEWED_AS = "reviewed as: "


def rank(term: Term) -> int:
    """How much a term weighs: 0 decided by the model or by pinyin, 1 reviewed, 2 from a glossary."""
    if term.origin == "glossary":
        return 2
    return REVIEWED if "reviewed" in (term.origin, term.status) else 0


def reviewed(term: Term) -> Term:
    """The term as a person decided it."""
    note = term.note.partition(ALSO_PROPOSED)[0].removesuffix("; ")
    return replace(term, origin="reviewed", status="reviewed", note=note)


def doubtful(term: Term, *, is_doubtful: bool) -> Term:
    """The term as a table shows it: in conflict with another, or decided; a person's decisions stay."""
    if term.binds or ALSO_PROPOSED in term.note:
        return term
    status: TermStatus = "conflict" if is_doubtful else "decided"
    return term if term.status == status else replace(term, status=status)


def over(entry: glossary.Entry, known: Term | None) -> Term:
    """The term of a glossary, which remembers in its note what a person had decided before."""
    own = entry.term.note.replace(_REVIEWED_AS, _REVIEWED_AS.replace(":", ""))  # nobody's but ours
    term = replace(entry.term, origin="glossary", status="decided", note=own)
    if known is None:
        return term
    if "kind" not in entry.stated:
        term = replace(term, kind=known.kind)
    before = known if rank(known) == REVIEWED else reviewed_before(known)
    if before is None or is_same(before.en, term.en):
        return term
    kept = " | ".join((before.en, before.note.replace("|", "/"), "; ".join(before.variants)))
    return replace(term, note="; ".join(filter(None, (term.note, f"{_REVIEWED_AS}{kept}"))))


def reviewed_before(term: Term) -> Term | None:
    """What a person had decided before a glossary did, or None."""
    _, marked, kept = term.note.rpartition(_REVIEWED_AS)
    en, note, also = (*kept.split("|"), "", "")[:3]
    if not marked or not en.strip():
        return None
    variants = tuple(filter(None, map(str.strip, also.split(";"))))
    return reviewed(replace(term, en=en.strip(), note=note.strip(), variants=variants))


def imported(entry: glossary.Entry, known: Term) -> Term:
    """The known term after a row of an imported table."""
    row, stated = entry.term, entry.stated
    meant = replace(
        known,
        en=row.en,
        kind=row.kind if "kind" in stated else known.kind,
        variants=row.variants if row.variants or "note" in stated else known.variants,
        note=row.note if "note" in stated else known.note,
    )
    is_new = (meant.en, meant.kind, meant.variants) != (known.en, known.kind, known.variants)
    says_reviewed = "status" in stated and row.status == "reviewed" and rank(known) != REVIEWED
    settles = "status" in stated and row.status == "decided" and known.status == "conflict"
    return reviewed(meant) if is_new or says_reviewed or settles else meant


def contested(term: Term, en: str) -> Term:
    """The term with another English noted (once, and only the first few)."""
    before, _, listed = term.note.partition(ALSO_PROPOSED)
    proposed = list(dict.fromkeys([*filter(None, listed.split(" | ")), en.replace("|", "/")]))[:5]
    lead = before if not before or before.endswith("; ") else f"{before}; "
    return replace(term, status="conflict", note=lead + ALSO_PROPOSED + " | ".join(proposed))


def is_same(en: str, written: str) -> bool:
    """Whether two texts differ by blanks at most."""
    return en.split() == written.split()


def tidy(term: Term) -> Term:
    """The term with blanks collapsed: names are one line, and the file keeps them as they are."""
    zh, en, note = (" ".join(text.split()) for text in (term.zh, term.en, term.note))
    return replace(term, zh=zh, en=en.replace("|", "/"), note=note)
