"""A user's own translation memory: exact matches are taken over, near ones go along as references.

Texts are compared in their normal form (width, spaces): that is how the same sentence differs between files.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from summarizer.errors import UsageError

# The usual threshold of CAT tools is 70 to 75 %; Chinese is dense: a lower one brings other sentences.
NEAR = 75.0
_GRAM = 3
_COMMON = 500  # entries with the same three characters: no clue to the right one
_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of the memory and how much it is like the text that was looked for (0..100)."""

    zh: str
    text: str
    score: float


class UserMemory:
    """What people have translated, by language: (Chinese, translation, language tag). Of equal Chinese texts
    the last stands. A memory in "en" also serves "en-GB", and the other way round.

    `documents` has what belongs to one document (by its path), which counts there before all else.
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, str, str]] = (),
        documents: Mapping[str, Iterable[tuple[str, str, str]]] | None = None,
    ) -> None:
        pairs: dict[str, list[tuple[str, str]]] = {}
        for zh, text, language in entries:
            pairs.setdefault(primary(language), []).append((zh, text))
        self._languages = {language: _Pairs(found) for language, found in pairs.items()}
        self._documents = {path: UserMemory(found) for path, found in (documents or {}).items()}

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str, str]]) -> UserMemory:
        """What belongs to documents: (path, Chinese, translation, language tag)."""
        documents: dict[str, list[tuple[str, str, str]]] = {}
        entries = []
        for path, *entry in rows:
            entries.append((entry[0], entry[1], entry[2]))
            documents.setdefault(path, []).append(entries[-1])
        return cls(entries, documents)

    def __len__(self) -> int:
        """The number of distinct Chinese texts, over all languages."""
        return sum(map(len, self._languages.values()))

    def exact(self, zh: str, language: str = "en", document: str = "") -> str:
        """The translation of this text, or "" ."""
        own = self._documents.get(document)
        if own is not None and (text := own.exact(zh, language)):
            return text
        pairs = self._languages.get(primary(language))
        return pairs.exact(zh) if pairs else ""

    def near(self, zh: str, language: str = "en") -> Match | None:
        """The entry most like `zh`, if it is like enough; of equals the first."""
        pairs = self._languages.get(primary(language))
        return pairs.near(zh) if pairs else None


class _Pairs:
    """Pairs of a Chinese text and its translation into one language."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pairs = {normal(zh): (zh, text) for zh, text in pairs if zh.strip() and text.strip()}
        self._texts = list(self._pairs)

    def __len__(self) -> int:
        """The number of distinct Chinese texts."""
        return len(self._pairs)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Three characters -> the entries that have them. Many a memory is only asked for exact matches."""
        index: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            for gram in _grams(text):
                index.setdefault(gram, []).append(number)
        return index

    def exact(self, zh: str) -> str:
        """The translation of this text, or "" ."""
        return self._pairs.get(normal(zh), ("", ""))[1]

    def near(self, zh: str) -> Match | None:
        """The entry most like `zh`, if it is like enough; of equals the first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a memory is given

        text = normal(zh)
        numbers = self._candidates(text)
        found = process.extractOne(
            text, [self._texts[number] for number in numbers], scorer=fuzz.ratio, score_cutoff=NEAR
        )
        if found is None:
            return None
        source, translation = self._pairs[found[0]]
        return Match(source, translation, float(found[1]))

    def _candidates(self, text: str) -> list[int]:
        """The entries that have the most in common with a text, in order of the file."""
        shared: Counter[int] = Counter()
        for gram in _grams(text):
            numbers = self._index.get(gram, ())
            if len(numbers) <= _COMMON:
                shared.update(numbers)
        return sorted(number for number, _ in shared.most_common(_CANDIDATES))


def primary(language: str) -> str:
    """The language of a tag without script or region, in small letters: "en" of "en-GB"."""
    return language.partition("-")[0].lower()


def normal(text: str) -> str:
    """The form in which texts are compared: one width, no spaces.

    >>> normal("共 ３ 项 ")
    '共3项'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))}


def brought(files: Sequence[Path], languages: Sequence[str]) -> UserMemory:
    """The translation memories (TMX) that a user brings, for these languages; the later file wins.

    Raises UsageError naming a file that cannot be read, or has none of the languages.
    """
    from summarizer.exchange import tmx  # noqa: PLC0415 - only where there is a memory

    found: list[tuple[str, str, str]] = []
    for file in files:
        data, refused = content(file), list[UsageError]()
        for language in languages:
            try:
                units = tmx.read(data, file.name, target=language, with_tags=False)
            except UsageError as error:
                refused.append(error)
            else:
                found += [(unit.source, unit.target, language) for unit in units]
        if len(refused) == len(languages):
            raise refused[0]
    return UserMemory(found)


def content(file: Path) -> bytes:
    """The bytes of a translation memory. Raises UsageError where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"The translation memory {file} cannot be read: {error.strerror}.") from error
