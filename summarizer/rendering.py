"""Draft -> segments, and translations -> result: how English gets into a result.

Names come from the termbase, all other texts are segments. Ids are short (`t`, `s1`, `p1`, `f1`, `L12`),
because they are paid for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from summarizer import bodies, forms
from summarizer.designations import is_general
from summarizer.fields import mentions_of
from summarizer.results import FindingOut, NewsFields, Result, TranslatedLine, edited
from summarizer.text import Claim, Complaint, Finding, Segment, Term, headlines

ENGLISH = "en"
NAMES = ("person", "organisation", "place", "programme")
SHORT = 2  # characters of a name that may well be a word, too


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
        """The ids of the segments whose translation goes to `where`, whole or as a piece of it."""
        return [ident for ident, places in self.places.items() if where in map(bodies.base, places)]

    def only(self, ids: Iterable[str]) -> Order:
        """The same order for some of its segments."""
        wanted = set(ids)
        return Order(tuple(segment for segment in self.segments if segment.id in wanted), self.places)


def orders(
    result: Result, terms: Terms, to: Sequence[str] = (), pieces: bodies.Pieces | None = None
) -> tuple[tuple[str, Order], ...]:
    """What is to be put into each language: the digest into English, which comes first, and the body into
    all languages of `to`. `pieces` are those of the document.
    """
    parts = pieces or {}
    english = [*_digest_texts(result, terms), *_field_texts(result, terms)]
    if ENGLISH in to:
        english += bodies.texts(result, parts, bodies.slot(ENGLISH, to))
    others = [language for language in to if language != ENGLISH]
    return (
        (ENGLISH, _ordered(english)),
        *(
            (language, _ordered(bodies.texts(result, parts, bodies.slot(language, to))))
            for language in others
        ),
    )


def _ordered(texts: Iterable[bodies.Text]) -> Order:
    segments: dict[tuple[str, str], Segment] = {}
    places: dict[str, tuple[str, ...]] = {}
    for ident, where, zh, context in texts:
        running = where.startswith("translation")
        segment = segments.setdefault((zh.strip(), context), Segment(ident, zh, context, running))
        places[segment.id] = (*places.get(segment.id, ()), where)
    return Order(tuple(segments.values()), places)


def placed(ordered: Order, texts: Mapping[str, str]) -> dict[str, str]:
    """Translations by id -> by the places where they go."""
    return {where: text for ident, text in texts.items() for where in ordered.places.get(ident, ())}


def fill(result: Result, texts: Mapping[str, str], terms: Terms) -> Result:
    """`result` with the English of its digest: names from `terms`, the rest from `texts` (by place). What is
    missing stays "".
    """

    def edit(claim: Claim) -> Mapping[str, Any]:
        if claim.kind in NAMES and (term := terms.get(claim.zh)):
            return {"en": term.en}
        if _is_code(claim):
            return {"en": claim.zh}
        return {"en": texts[claim.where]} if claim.where in texts else {}

    own = [where for _, where, _, _ in _field_texts(result, terms) if where in texts]
    fields_en = {**result.fields_en, **{where.removeprefix("fields."): texts[where] for where in own}}
    return edited(result, edit).model_copy(update={"fields_en": fields_en})


def translated(
    result: Result,
    to: Sequence[str],
    pieces: bodies.Pieces,
    made: Mapping[str, bodies.Made],
) -> Result:
    """`result` with its body in the languages `to`, from what was `made` by language."""
    if not to:
        return result
    found = [
        bodies.translation(result, pieces, bodies.slot(language, to), language, made[language])
        for language in to
    ]
    return result.model_copy(update={"translation": found[0], "translations": found[1:]})


@dataclass(frozen=True)
class OwnTerms:
    """The terms for one document, with the names that its digest has.

    What a model decided for a short name in one document means something else in the next: 苹果 is a company
    here, and there a fruit. So names of two characters bind only where they are named: those of people and
    places, which mean the same everywhere, and what a person decided bind wherever they occur.
    """

    terms: Terms
    named: frozenset[str]

    def get(self, zh: str) -> Term | None:
        """The entry for exactly `zh`, whatever it is."""
        return self.terms.get(zh)

    def matching(self, text: str) -> tuple[Term, ...]:
        """The entries that occur in `text`, and mean there what they were decided for."""
        return tuple(filter(self._is_meant, self.terms.matching(text)))

    def _is_meant(self, term: Term) -> bool:
        is_word = len(term.zh) <= SHORT and term.kind in ("organisation", "programme") and not term.binds
        return not is_word or term.zh in self.named


def own_terms(result: Result, terms: Terms) -> OwnTerms:
    """The terms for a document with this digest."""
    return OwnTerms(terms, _named(result.claims()))


def _named(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(claim.zh for claim in claims if claim.kind in NAMES)


def terms_in(result: Result, terms: Terms) -> tuple[Term, ...]:
    """The terms that occur in the Chinese of `result`: those that its English must follow."""
    claims = list(result.claims())
    texts = [claim.zh for claim in claims]
    if result.translation:
        texts += [item.zh for item in result.translation.segments]
    return OwnTerms(terms, _named(claims)).matching("\n".join(texts))


def complaints(result: Result, ordered: Order, findings: Sequence[Finding]) -> dict[str, Complaint]:
    """For the segments that errors complain about, by id, what was said of them."""
    earlier = {claim.where: claim.en for claim in result.claims()} | _translations(result)
    told: dict[str, dict[str, str]] = {}
    for finding in findings:
        if is_error(finding, "en"):
            where = finding.where.removesuffix(".en")
            for ident in ordered.ids(where):
                places = (place for place in ordered.places[ident] if bodies.base(place) == where)
                told.setdefault(ident, {})[finding.message] = earlier.get(next(places), "")
    return {
        ident: Complaint(next(filter(None, messages.values()), ""), tuple(messages))
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
    return f"{_joined(holder.posts[int(post)].organisation, claim.zh)}{holder.zh}"


def _joined(organisation: str, post: str) -> str:
    """A post behind its organisation, what both have said once: 云岭县委 and 县委书记 are 云岭县委书记."""
    shared = next((size for size in range(len(post) - 1, 0, -1) if organisation.endswith(post[:size])), 0)
    if shared == 1 and post[0] not in _DIVISIONS:
        shared = 0  # 民政局, 局长
    return organisation + post[shared:]


_DIVISIONS = "省市区县州盟旗镇乡村"


def _field_texts(result: Result, terms: Terms) -> list[tuple[str, str, str, str]]:
    """The Chinese strings of a user's own form; of a preset the general words in the place of names."""
    if isinstance(result.fields, NewsFields):
        mentions = (mention for mention in mentions_of(result.fields) if terms.get(mention.zh) is None)
        general = (mention for mention in mentions if is_general(mention.zh))
        return [(f"g{index}", mention.where, mention.zh, "") for index, mention in enumerate(general)]
    texts = [
        (path, text)
        for path, text in forms.strings(result.fields)
        if any("\u3400" <= c <= "\u9fff" for c in text)
    ]
    return [(f"c{index}", f"fields.{path}", text, "") for index, (path, text) in enumerate(texts)]


def _translations(result: Result) -> dict[str, str]:
    """The translations of lines and their pieces, with the tags in them, by their places."""
    found: dict[str, str] = {}
    for where, made in result.renderings():
        for item in made.segments:
            found |= _pieced(f"{where}.segments.{item.n}", item)
        head = {item.n: item for item in made.head}
        for n, item in head.items():
            found |= _pieced(f"{where}.head.{n}", item)
        for several in (lines for lines in headlines(result.document.lines) if len(lines) > 1):
            spread = (head[line.n].en for line in several if line.n in head)
            found[f"{where}.head.{several[0].n}"] = " ".join(spread)
    return found


def _pieced(place: str, item: TranslatedLine) -> dict[str, str]:
    """The translation of a line by its place, those of its pieces by theirs."""
    if len(item.pieces) < 2:
        return {place: item.pieces[0] if item.pieces else item.en}
    return {f"{place}#{index}": piece for index, piece in enumerate(item.pieces, start=1)}
