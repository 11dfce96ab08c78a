"""Whether two documents tell the same text: one story on several sites, not two notices from one template.

Texts are compared in a normal form, sentence by sentence. The bodies must be the same but for what a site
adds to a text or leaves out of it: who edited it, where it comes from, whom it belongs to, a few sentences
without a figure and without a turn ("cancelled", "except"). A sentence that is worded differently makes
another document, however small the difference is: it may be the name that matters. A repeat that is not
recognised costs cents, a document that is taken for another is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import NamedTuple

from summarizer.text import Article
from summarizer.widths import nfkc

_GRAM = 5  # letters of a shingle
_BANDS, _ROWS = 8, 8  # of bodies of which 90% is the same, 99 of 100 share a band
_SEED = 20240531
_LARGEST = 100_000  # letters of a body that is compared by its shingles; a larger one must be the same
_SHORT = 100  # letters of a body that says too little where the titles differ ...
_TELLING = 200  # ... or are worded anew
_SHARE = 0.1  # of the letters that one has and the other has not
_FEW = 200  # sentences that may differ, for the time it takes
_NAME = 8  # letters of a line that may be a name in a list
_LONG, _CREDIT_SIZE = 200, 40  # characters of what a site adds, and of who made it
_DATELINE = 40
_TEMPLATE = 0.6  # two titles as like as that have blanks that were filled in differently
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

_SENTENCE = re.compile(r"[^。！？!?；;…]*+(?:[。！？!?；;…]++[”’」』）)\"']*+)?+")
# Both begin with one set of characters: what has none of them is gone through four times as fast.
_DROPPED = re.compile(r"[^\w%‰+.,:/~*×□■○●-]+")
_LONE = re.compile(r"[.,:/~-](?:(?<=-)(?!\d)|(?<!-)(?:(?<!\d.)|(?!\d)))")
_PROSE = re.compile(r"[。！？!?…][”’」』）)]?\s*$")
# What sites add, as it stands there: who made it, and what they say about their pages.
_CREDIT = re.compile(
    r"[(\[【\s]*(?:责任|值班|本期|本文|网络|执行|文字|图片|新媒体|实习|本报|本网)?"
    r"(?:编辑|主编|责编|编审|校对|校审|审核|监制|终审|初审|复审|供稿|撰稿|作者|摄影|摄像|记者|通讯员|来源|转自|原标题)"
    r"(?:单位)?\s?[:丨|/]"
)
_ADDED = re.compile(
    r"[(\[【\s*]*(?:"
    r"[本该此]?(?:文章?|稿件?|站|网|内容)[^。]{0,12}(?:转载|来源|版权|不代表|仅代表|仅供参考|摘自|转自|综合整理)"
    r"|(?:版权|免责|特别|郑重)(?:声明|提示)(?::|本|凡|以上|部分|未经)|声明:本|来源:"
    r"|(?:更多|延伸|相关)(?:精彩|资讯|阅读|新闻)|(?:欢迎|请)?(?:扫码|长按|关注|订阅|收藏|转发)[^。]{0,12}(?:我们|公众号|微信|客户端|本[站网报])"
    r"|如有?(?:侵权|异议|涉及版权)|未经(?:本[站网报]|书面|授权|许可)[^。]{0,12}(?:转载|使用)|转载(?:请|须|时)"
    r"|以上(?:内容|文章|观点)[^。]{0,20}(?:转载|版权|不代表|仅代表)|(?:全文)?完[)\]】]?$)"
)
_DATED = re.compile(r".{0,20}?(?:讯|日电|社电|消息|报道)(?:.{0,3}(?:记者|通讯员).{0,20})?")
_FIGURE = re.compile(r"[\d〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾倍]|半数|过半|翻番")
_TURN = re.compile(
    r"[不未没沒無无非勿否但暂暫免撤废廢误誤]|停|终止|終止|取消|更正|勘误|补充|補充|除外|例外|延期|推迟|变更|改为|失效|谢绝"
)
_WEIGHTLESS = frozenset("的了在和与及等之将已")


def normal(text: str) -> str:
    """`text` without spaces, and without punctuation but for what stands in or at figures."""
    return _normal(nfkc(text))


def _normal(text: str) -> str:
    kept = _DROPPED.sub("", text.replace("_", ""))
    return (kept if kept.isalnum() else _LONE.sub("", kept)).casefold()


def sentences(text: str) -> list[str]:
    """The sentences of a line, as they stand there."""
    return [part for part in _SENTENCE.findall(text) if part.strip()]


def is_added(sentence: str) -> bool:
    """Whether a sentence (in NFKC) is what a site adds to a text: who edited it, its source, a disclaimer."""
    if len(sentence) > _LONG:
        return False
    credit = len(sentence) <= _CREDIT_SIZE and _CREDIT.match(sentence) and not _PROSE.search(sentence)
    return bool(credit or _ADDED.match(sentence))


@dataclass(frozen=True)
class Telling:
    """What a document tells, in normal form: its title, and the sentences of its body, without what sites
    add. A sentence that ends like one has 。 at its end.
    """

    title: str
    body: tuple[str, ...]


class Told(NamedTuple):
    """What a document tells, and the signs of it."""

    telling: Telling
    signs: list[int]


def told(article: Article) -> Told:
    """What an article tells, as it was cleaned, and the signs by which others find it (see `signs`)."""
    found = telling(article)
    return Told(found, signs(found))


def telling(article: Article) -> Telling:
    """What an article tells, as it was cleaned."""
    lines = (nfkc(line.text) for line in article.body)
    parts = (part for line in lines for part in sentences(line) if not is_added(part))
    found = (_normal(part) + "。" * bool(_PROSE.search(part[-3:])) for part in parts)
    return Telling(normal(article.title), tuple(sentence for sentence in found if sentence.strip("。")))


def signs(told: Telling) -> list[int]:
    """Numbers of 63 bits by which documents that may be the same find each other: one they share is enough.

    The first is that of the very same text, the others those of its shingles. None for one without a body.
    """
    text = "".join(told.body)
    if not text:
        return []
    whole = [_hashed(text.encode("utf-8", "replace"))]
    if not _GRAM <= len(text) <= _LARGEST:
        return whole
    from rensa import RMinHash  # noqa: PLC0415

    hashing = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    hashing.update([text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)])
    values = hashing.digest()
    bands = (values[at : at + _ROWS] for at in range(0, len(values), _ROWS))
    return whole + [_hashed(f"{number}:{band}".encode()) for number, band in enumerate(bands)]


def _hashed(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little") >> 1


def alike(one: Telling, other: Telling) -> bool:
    """Whether two documents tell the same, so that the summary of one is that of the other."""
    ours, theirs = sorted((list(one.body), list(other.body)))  # it never matters who comes first
    if ours and theirs:
        ours[0], theirs[0] = _without_datelines(ours[0], theirs[0])
    common = [sentence for at, _, size in matching(ours, theirs) for sentence in ours[at : at + size]]
    known = set(common)
    more = [sentence for sentence in ours if sentence not in known]
    less = [sentence for sentence in theirs if sentence not in known]
    if more and less:  # something is worded differently
        return False
    text = "".join(common)
    odd = more + less
    if not text or sum(map(len, odd)) > _SHARE * len(text) or not all(map(_may_differ, odd)):
        return False
    return _same_title(one.title, other.title, text)


def _may_differ(sentence: str) -> bool:
    """Whether a sentence may be missing: it is one, has no figure, and turns nothing into its opposite."""
    prose = len(sentence) >= _NAME and sentence.endswith("。")
    return prose and not _FIGURE.search(sentence) and not _TURN.search(sentence)


def _without_datelines(one: str, other: str) -> tuple[str, str]:
    """Two first sentences without what an agency puts before them, where they differ by nothing else."""
    shorter = min(one, other, key=len)
    for longer in (one, other):
        before = longer.removesuffix(shorter)
        if len(before) < len(longer) and len(before) <= _DATELINE and _DATED.fullmatch(before):
            return shorter, shorter
    begun = [found.end() if (found := _DATED.match(sentence)) else 0 for sentence in (one, other)]
    if all(begun) and one[begun[0] :] == other[begun[1] :]:
        return one[begun[0] :], other[begun[1] :]
    return one, other


def _same_title(one: str, other: str, common: str) -> bool:
    """Whether two titles can be those of one text, of which `common` is what both bodies have."""
    if one == other:
        return True
    if not one or not other:
        return len(common) >= _SHORT
    return len(common) >= _TELLING and _is_retitled(one, other, common)


def _is_retitled(one: str, other: str, common: str) -> bool:
    shorter, longer = sorted((one, other), key=lambda title: (len(title), title))
    numbers = [set(_NUMBER.findall(text)) for text in (one, other, common)]
    if (numbers[0] ^ numbers[1]) - numbers[2]:
        return False
    if shorter in longer:
        return not _TURN.search(longer.replace(shorter, "", 1))
    matcher = SequenceMatcher(None, shorter, longer, autojunk=False)
    if matcher.ratio() < _TEMPLATE:
        return True
    changes = [(shorter[a:b], longer[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return all(_is_harmless(text, common) for change in changes for text in change)


def _is_harmless(text: str, common: str) -> bool:
    """Whether a part of a title that another title has not says nothing that the text itself does not say."""
    if set(text) <= _WEIGHTLESS:
        return True
    return len(text) > 1 and text in common and not _FIGURE.search(text) and not _TURN.search(text)


def matching(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """The runs that two sequences have in common, in order: where in one, where in the other, how long.

    Where too much differs, only what they begin and end with.
    """
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-end - 1] == other[-end - 1]:
        end += 1
    ours, theirs = one[start : len(one) - end], other[start : len(other) - end]
    inside: list[tuple[int, int, int]] = []
    if max(len(ours), len(theirs)) <= _FEW:
        found = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        inside = [(start + block.a, start + block.b, block.size) for block in found if block.size]
    return [(0, 0, start), *inside, (len(one) - end, len(other) - end, end)]


# -------------------------------------------------------------------------------- lines and differences


@dataclass(frozen=True)
class Difference:
    """A passage of a document, in these lines, and what its original has in its place; either may be "" ."""

    lines: tuple[int, ...]
    zh: str
    of: str


@dataclass(frozen=True)
class Comparison:
    """Two documents side by side. `lines`: for a line of the original, those of the other with its text."""

    lines: dict[int, tuple[int, ...]]
    differences: tuple[Difference, ...]


def compare(own: Iterable[tuple[int, str]], of: Iterable[tuple[int, str]]) -> Comparison:
    """Find the lines of an original again, and what differs; lines are given as (number, text)."""
    ours, theirs = _numbered(own), _numbered(of)
    runs = matching([row[1] for row in ours], [row[1] for row in theirs])
    found: dict[int, list[int]] = {}
    places: dict[str, list[int]] = {}
    for n, key, _ in ours:
        places.setdefault(key, []).append(n)
    taken = set()
    for a, b, size in runs:
        for at in range(size):
            found.setdefault(theirs[b + at][0], []).append(ours[a + at][0])
            taken.add(b + at)
    for at, (n, key, _) in enumerate(theirs):
        if at not in taken and key in places:
            found.setdefault(n, []).append(places[key][0])
    lines = {n: tuple(sorted(set(numbers))) for n, numbers in found.items()}
    return Comparison(lines, tuple(_differences(ours, theirs, runs)))


_Row = tuple[int, str, str]  # number of the line, normal form and wording of the sentence


def _numbered(lines: Iterable[tuple[int, str]]) -> list[_Row]:
    rows = ((n, normal(part), part.strip()) for n, text in lines for part in sentences(text))
    return [row for row in rows if row[1]]


def _differences(
    ours: Sequence[_Row], theirs: Sequence[_Row], runs: Sequence[tuple[int, int, int]]
) -> Iterable[Difference]:
    mine = other = 0
    for a, b, size in runs:
        here, there = ours[mine:a], theirs[other:b]
        if here or there:
            numbers = tuple(dict.fromkeys(row[0] for row in here))
            yield Difference(numbers, "".join(row[2] for row in here), "".join(row[2] for row in there))
        mine, other = max(mine, a + size), max(other, b + size)
