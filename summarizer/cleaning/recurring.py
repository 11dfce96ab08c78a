"""Which lines recur across the stories of a site or a folder: counted in one pass, in bounded memory.

A line is known by its letters. It is noise where it occurs in enough different *stories* of a group of
documents: a host, else a folder. What a story is, its body says: a document that begins like an earlier one,
by its title or its first lines, and shares several of the longest lines of its body, tells it again; a story
that is there five times makes none of its lines recur. (Shared lines alone do not tell: on some sites the
same long lines are taken for body on every page.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from math import ceil
from urllib.parse import urlsplit
from zlib import crc32

from summarizer.text import Article, Document

EVERYWHERE = "*"  # the group of what recurs in the whole folder, in documents of any group
FOLDER = ""  # the group of a document that lies in the folder itself; it counts every document

_SHORTEST = 10  # bytes of letters: a shorter key says nothing
_LONGEST = 3000  # nobody repeats a longer line, and it would have to be kept
_STORIES, _SHARE = 5, 0.03  # in how many stories of its group a line recurs that is noise
_STORIES_OF_ALL, _SHARE_OF_ALL = 6, 0.1  # and of the whole folder, where its own group does not have it
_SIGNS = 5  # longest lines of a body that tell its story ...
_SAME = 2  # ... and how many of them make two stories one
_SIGN_SIZE = 20  # characters that such a line has at least, where there are any
_ROOM = 100_000  # lines that are counted at a time
_ROOM_OF_STORIES = 50_000

_TAG = 0xFFFF
_FIRST, _SECOND = 1 << 60, 1 << 61  # what is mixed into the keys of lines that begin a story
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LOWER = bytes(range(256)).lower()
_MARKS = bytes(byte for byte in range(128) if byte not in _LETTERS and byte != 10)
# In UTF-8: what is full-width of these, and the punctuation and spaces of Chinese.
_WIDE = re.compile(
    rb"\xef\xbc[\x81-\xa0\xbb-\xbf]|\xef\xbd[\x80\x9b-\xa5]|\xe3\x80[\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xc2[\xa0\xb7]"
)


def keys(texts: Sequence[str]) -> list[int]:
    """The key of each line of `texts`, a number of 48 bits; 0 for one that is too short or too long to count.

    Digits, spaces, punctuation and capitals make no difference. Three Han characters, or nine Latin letters,
    are too short.
    """
    if not texts:
        return []
    whole = "\n".join(texts)
    if whole.count("\n") >= len(texts):  # a line that is none
        whole = "\n".join(text.replace("\n", " ") for text in texts)
    data = whole.encode("utf-8", "surrogatepass").translate(_LOWER, _MARKS)
    lines = _WIDE.sub(b"", data).split(b"\n")
    # A checksum with the length: quick, because this is done for every line, and the same in every run.
    return [crc32(line) << 16 | len(line) if _SHORTEST <= len(line) <= _LONGEST else 0 for line in lines]


def _hashed(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=6).digest(), "little")


def group_of(document: Document) -> str:
    """The group in which a document's lines are compared: its host where that is known, else its folder."""
    address = next((stated.value for stated in document.metadata if stated.name == "url"), "")
    try:
        host = urlsplit(address).hostname
    except ValueError:  # the page says what it likes
        host = ""
    return host or document.path.rpartition("/")[0]


def _place(group: str) -> int:
    """What is mixed into the keys of a group's lines."""
    return _hashed("\n" + group)


@dataclass(frozen=True, slots=True)
class Recurring:
    """What is known to recur, as it was known at one moment: keys of lines, mixed with their groups'."""

    known: frozenset[int] = frozenset()

    def marks(self, document: Document, texts: Sequence[str] | None = None) -> list[bool]:
        """For each line of `document` (or each of `texts`, lines of it) whether it recurs."""
        texts = document.texts if texts is None else texts
        if not self.known:
            return [False] * len(texts)
        own, all_over, known = _place(group_of(document)), _place(EVERYWHERE), self.known
        return [bool(key) and (key ^ own in known or key ^ all_over in known) for key in keys(texts)]


NOTHING = Recurring()


@dataclass(frozen=True, slots=True)
class Sample:
    """What is counted of one document: its group, the signs of its story, the keys of its lines.

    `heads` are its title, and the first two longer lines of its body; 0 where there is none.
    """

    mark: int
    group: str
    signs: tuple[int, ...]
    heads: tuple[int, int, int]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """A line that was found to recur."""

    group: str
    line: str

    @property
    def key(self) -> int:
        """What `Recurring` knows it by."""
        return keys([self.line])[0] ^ _place(self.group)


def sample(article: Article) -> Sample:
    """What is counted of a document, from its article as it was cleaned without knowledge of others."""
    document = article.document
    lines = keys(document.texts)
    body = {key: len(line.text) for line in article.body if (key := lines[line.n - 1])}
    long = [key for key, size in body.items() if size >= _SIGN_SIZE] or list(body)
    longest = sorted(long, key=lambda key: (-body[key], key))
    mark = _hashed(f"{document.sha256}\n{len(lines)}")
    distinct = tuple(dict.fromkeys(key for key in lines if key))
    title = next((lines[line.n - 1] for line in article.lines if line.role == "title"), 0)
    first, second = (*long[:2], 0, 0)[:2]
    return Sample(mark, group_of(document), tuple(longest[:_SIGNS]), (title, first, second), distinct)


@dataclass
class Learner:
    """Counts in how many stories lines occur. The tables have bounds: what is rare and old is forgotten.

    `counts` holds, for a line in a group (and for the group itself), how many stories have it, in the lowest
    16 bits, and above them the tags of the first three, which are not counted twice. `stories` holds the
    signs of stories, with the story's tag, and `seen` the documents.
    """

    known: Recurring = NOTHING
    counts: dict[int, int] = field(default_factory=dict)
    stories: dict[int, int] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    room: int = _ROOM

    def take(self, samples: Iterable[Sample]) -> list[tuple[str, int]]:
        """Count documents that were not seen before; returns (group, key) of lines found to recur now."""
        touched: dict[tuple[str, int], int] = {}
        for one in samples:
            if one.mark not in self.seen:
                self.seen[one.mark] = 1
                self._count(one, touched)
        found = [(group, key) for (group, key), place in touched.items() if self._recurs(key, place)]
        found += [
            (EVERYWHERE, key)
            for (group, key), place in touched.items()
            if group == FOLDER and self._recurs(key, place, _STORIES_OF_ALL, _SHARE_OF_ALL)
        ]
        new = [(group, key) for group, key in found if key ^ _place(group) not in self.known.known]
        if new:
            self.known = Recurring(self.known.known.union(key ^ _place(group) for group, key in new))
        self._forget()
        return new

    def _count(self, one: Sample, touched: dict[tuple[str, int], int]) -> None:
        tag, counts = self._story(one), self.counts
        for group in dict.fromkeys((one.group, FOLDER)):
            place = _place(group)
            counts[place] = _more(counts.pop(place, 0), tag)
            for key in one.lines:
                mixed = key ^ place
                count = _more(counts.pop(mixed, 0), tag)
                counts[mixed] = count
                if count & _TAG >= _STORIES:
                    touched[group, key] = place

    def _story(self, one: Sample) -> int:
        """The tag of the story that a document tells, which may be one that was told before."""
        title, first, second = one.heads
        own, stories = _place(one.group), self.stories
        signs = [sign for sign in one.signs if sign ^ own not in self.known.known] or list(one.signs)
        votes = Counter(stories[sign] for sign in signs if sign in stories)
        begins = {stories.get(key) for key in (*(head ^ _FIRST for head in one.heads), first ^ _SECOND)}
        enough = min(_SAME, (len(signs) + 1) // 2)
        told = max((count, tag) for tag, count in [*votes.items(), (0, 0)] if tag in begins or not tag)
        same = stories.get(
            title ^ _FIRST, 0
        )  # a headline is enough where other lines were taken for the body
        tag = told[1] if told[0] >= enough else same or one.mark % _TAG + 1
        for key in (*signs, title ^ _FIRST, first ^ _FIRST, second ^ _SECOND):
            if key not in (_FIRST, _SECOND):  # there is no such line
                stories.setdefault(key, tag)
        return tag

    def _recurs(self, key: int, place: int, stories: int = _STORIES, share: float = _SHARE) -> bool:
        total = self.counts.get(place, 0) & _TAG
        return self.counts[key ^ place] & _TAG >= max(stories, ceil(share * total))

    def _forget(self) -> None:
        """Make room: first for what was counted once and longest ago, then twice, and so on."""
        least = 1
        while len(self.counts) > self.room:
            rare = [key for key, count in self.counts.items() if count & _TAG <= least]
            for key in rare[: max(len(rare) // 2, len(self.counts) - self.room)]:
                del self.counts[key]
            least *= 2
        for table in (self.stories, self.seen):
            excess = len(table) - _ROOM_OF_STORIES
            for key in list(_first(table, excess)):
                del table[key]


def _first(table: dict[int, int], count: int) -> Iterator[int]:
    return (key for key, _ in zip(table, range(count), strict=False))


def _more(count: int, tag: int) -> int:
    """`count` with one story more, unless it is one of the first three."""
    number = count & _TAG
    if tag in (count >> 16 & _TAG, count >> 32 & _TAG, count >> 48 & _TAG) or number == _TAG:
        return count
    return count + 1 + (tag << 16 * (number + 1) if number < 3 else 0)


def texts_of(found: Sequence[tuple[str, int]], articles: Iterable[Article]) -> list[Learnt]:
    """The lines behind (group, key) pairs as they stand in `articles`, without those that are not there."""
    if not found:
        return []
    wanted = {key for _, key in found}
    texts: dict[int, str] = {}
    for article in articles:
        for key, text in zip(keys(article.document.texts), article.document.texts, strict=True):
            if key in wanted:
                texts.setdefault(key, text.strip())
    return [Learnt(group, texts[key]) for group, key in found if key in texts]
