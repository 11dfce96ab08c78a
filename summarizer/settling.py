"""Names -> termbase: one English rendering for each name in the folder, decided before any English is made.

The glossary and reviewed entries win; the first decision stands. A person's pinyin is computed by code: a
model's rendering of a Chinese name that is no reading of it is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from summarizer.answers import SettleAnswer, SettledName
from summarizer.asking import Asker
from summarizer.concurrency import together
from summarizer.designations import apart, is_body, is_general, is_land
from summarizer.errors import DocumentError
from summarizer.fields import Mention, NewsFields, items_of, mentions_of
from summarizer.pinyin import accepts, is_chinese_name, propose
from summarizer.results import Result
from summarizer.scripts import simplified
from summarizer.surfaces import unpadded
from summarizer.termbase import Termbase
from summarizer.text import Name, Term, TermKind

# Names that go to the model in one call: enough to be cheap, few enough to be answered with care.
NAMES_PER_CALL = 40
# A single character (巴 for Pakistan) is part of other words: it is translated where it stands.
SHORTEST_NAME = 2
# A longer "name" is a sentence: it is translated, not settled.
LONGEST_NAME = 40
CONTEXT = 60
NAMED: tuple[TermKind, ...] = ("person", "organisation", "place", "programme")


def names_of(result: Result) -> list[Name]:
    """The names of a digest in order, each once, with its kind and the line in which it stands.

    General words, joined names and whole sentences are none: a rendering of these must not bind a folder.
    """
    if not isinstance(result.fields, NewsFields):
        return []
    found: dict[str, Name] = {}
    for zh, kind, lines in _mentions(result.fields):
        name = unpadded(zh)
        if _is_name(name, kind) and name not in found:
            found[name] = Name(name, kind, _context(zh, lines, result))
    return list(found.values())


async def settle(
    names: Sequence[Name], termbase: Termbase, asker: Asker, window: int = 0, document: str = ""
) -> list[str]:
    """Decide those of `names` that `termbase` does not have yet. Returns the Chinese of what was decided.

    `document` is who pays: a single document, or "" for the folder.

    Names for which no usable answer can be had stay undecided (people get their pinyin): they are then put
    into English where they occur, and the run goes on.
    """
    batches = _batches(termbase.missing(names))
    decided = await together([_settled(batch, termbase, asker, document) for batch in batches])
    terms = [term for batch in decided for term in batch]
    termbase.decide(terms, window=window)
    return [term.zh for term in terms]


async def anticipate(
    names: Sequence[Name], termbase: Termbase, asker: Asker, expected: AbstractSet[str], document: str = ""
) -> None:
    """Ask what `settle` will ask about the names of a window when its turn comes, and decide nothing.

    `expected` are the names that windows before it are deciding: they need not be asked about, and what may
    depend on their decision is left for later.
    """

    def is_sure(batch: Sequence[Name]) -> bool:
        text = "\n".join(name.zh for name in batch)
        return not any(zh in text for zh in expected)

    batches = _batches([name for name in termbase.missing(names) if name.zh not in expected])
    await together([_settled(batch, termbase, asker, document) for batch in batches if is_sure(batch)])


def _batches(names: Sequence[Name]) -> list[Sequence[Name]]:
    return [names[start : start + NAMES_PER_CALL] for start in range(0, len(names), NAMES_PER_CALL)]


def _is_name(zh: str, kind: TermKind) -> bool:
    joined = kind in ("person", "organisation") and len(apart(zh, people=kind == "person")) > 1
    joined = joined or (kind == "place" and "、" in zh)
    general = kind in ("person", "organisation") and is_general(zh)
    return SHORTEST_NAME <= len(zh.strip()) <= LONGEST_NAME and not (joined or general)


def _mentions(fields: NewsFields) -> Iterator[tuple[str, TermKind, list[int]]]:
    """The names of the fields by their kind, then those that are given within items."""
    items = [(item.zh, item.claim, item.lines) for _, item in items_of(fields)]
    within = [(mention.zh, _kind(mention), list(mention.lines)) for mention in mentions_of(fields)]
    for wanted in NAMED:
        yield from ((zh, wanted, lines) for zh, kind, lines in items if kind == wanted)
    for wanted in NAMED:
        yield from ((zh, wanted, lines) for zh, kind, lines in within if kind == wanted)


def _kind(mention: Mention) -> TermKind | None:
    """A decision's owner or a party may be a person, too."""
    other = is_body(mention.zh) or is_land(mention.zh)
    person = mention.kind == "organisation" and is_chinese_name(mention.zh) and not other
    return "person" if person else mention.kind


def _context(zh: str, lines: Sequence[int], result: Result) -> str:
    """The text around the name in the first of its lines that has it."""
    texts = (result.document.lines[n - 1].text for n in lines if 0 < n <= len(result.document.lines))
    for text in texts:
        at = text.find(zh)
        if at >= 0:
            start = max(0, at - CONTEXT // 2)
            return text[start : at + len(zh) + CONTEXT // 2].strip()
    return ""


async def _settled(batch: Sequence[Name], termbase: Termbase, asker: Asker, document: str) -> list[Term]:
    ids = {f"n{index}": name for index, name in enumerate(batch, start=1)}
    try:
        answers = await _answers(ids, termbase, asker, document)
    except DocumentError:
        answers = {}
    decided = (_decided(name, answers.get(ident)) for ident, name in ids.items())
    return [term for term in decided if term]


async def _answers(
    ids: dict[str, Name], termbase: Termbase, asker: Asker, document: str
) -> dict[str, SettledName]:
    """An answer for every id: what a first answer left out is asked for again, alone."""
    answers: dict[str, SettledName] = {}
    for _ in range(2):
        missing = {ident: name for ident, name in ids.items() if ident not in answers}
        if not missing:
            break
        answer = await asker.ask(
            "settle",
            SettleAnswer,
            document=document,
            names=[_item(ident, name) for ident, name in missing.items()],
            decided=_decided_inside(missing.values(), termbase),
        )
        asked = [item for item in answer.names if item.id in missing]
        answers |= {item.id: item for item in asked if _is_usable(item, missing[item.id])}
    return answers


def _item(ident: str, name: Name) -> dict[str, str]:
    item = {"id": ident, "zh": name.zh, "kind": name.kind, "context": name.context}
    if name.kind == "person" and is_chinese_name(name.zh):
        item["pinyin"] = propose(name.zh)
    return item


def _decided_inside(names: Iterable[Name], termbase: Termbase) -> dict[str, str]:
    """Renderings that stand already and are part of a longer name of this batch."""
    texts = "\n".join(name.zh for name in names)
    return {term.zh: term.en for term in termbase.matching(texts)}


def _is_usable(item: SettledName, name: Name) -> bool:
    """Whether an answer is English, and nobody else's: it is to bind a whole folder."""
    from summarizer.verifying.misnamed import BODIES, misnamed  # noqa: PLC0415 - loaded with the first answer

    if not _is_english(item.en):
        return False
    return name.kind not in BODIES or not misnamed(name.zh, item.en, simplified(name.context))


def _is_english(text: str) -> bool:
    return bool(text.strip()) and not any("\u3400" <= char <= "\u9fff" for char in text)


def _decided(name: Name, answer: SettledName | None) -> Term | None:
    if answer is None:
        known = name.kind == "person" and is_chinese_name(name.zh)
        return Term(name.zh, propose(name.zh), name.kind, "pinyin") if known else None
    english = " ".join(answer.en.split())
    chinese = name.kind == "person" and answer.origin in ("zh", "unknown") and is_chinese_name(name.zh)
    if chinese and not accepts(name.zh, english):
        return Term(name.zh, propose(name.zh), name.kind, "pinyin", note=f"the model proposed {english}")
    return Term(name.zh, english, name.kind, "model")
