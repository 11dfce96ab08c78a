"""What the visible lines of a text say about its publication, as in 来源：… 作者：… 责任编辑：… 发布时间：….

Only labels with a colon count, at the beginning of a line, after a space or a mark, or in brackets at the
end of a paragraph: in running text these words are words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.reading.metadata import day_of
from summarizer.text import Datum

_LONGEST_LINE = 200  # characters; of longer lines the end is looked at
_END = 60
_LONGEST = 40  # characters of a value
_MOST = 3  # values of one name
_MOST_LINES = 20_000
_NEAR = 25  # lines around the main content

_NAMES = {
    "source": ("来源", "稿源", "稿件来源", "信息来源", "文章来源", "新闻来源", "消息来源", "本文来源"),
    "author": ("作者", "记者", "撰稿", "撰文", "供稿"),
    "editor": ("责任编辑", "责编", "编辑", "本文编辑"),
    "date": (
        "发布时间", "发布日期", "发表时间", "发表日期", "发文时间", "发文日期", "刊发时间", "更新时间",
    ),
    "publisher": ("发布机构", "发文机关", "发布单位", "发文单位", "信息发布单位"),
}  # fmt: skip
_NAME_OF = {label: name for name, labels in _NAMES.items() for label in labels}
_LABEL = re.compile(
    r"(?<![\w的])(" + "|".join(sorted(map(re.escape, _NAME_OF), key=len, reverse=True)) + r")\s?[:：]"
)
_BUTTONS = frozenset(
    {"举报", "阅读", "出自", "收藏", "分享", "评论", "点击", "浏览", "打印", "关注", "日期", "时间"}
)
_LONGEST_NAMES = 20
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]|\d{1,2}月\d")
_STOP = re.compile(r"\s{2,}|[“”\"\u3000|｜丨;；,，。()（）\[\]【】<>《》\t]")


def stated(lines: Sequence[str], main: frozenset[int] | None = None) -> tuple[Datum, ...]:
    """Return what lines state under a label, in order; only near the `main` content, if that is known."""
    first, last = (min(main) - _NEAR, max(main) + _NEAR) if main else (1, _MOST_LINES)
    found: list[Datum] = []
    seen: dict[tuple[str, str], None] = {}
    counts: dict[str, int] = {}
    for number, line in enumerate(lines[: max(0, last)], 1):
        if number < first or ("：" not in line and ":" not in line):
            continue
        for label, value in _labelled(line):
            name = _NAME_OF[label]
            key = (name, value)
            if key not in seen and counts.get(name, 0) < _MOST:
                seen[key] = None
                counts[name] = counts.get(name, 0) + 1
                found.append(Datum(name, value, f"line {label}", (number,)))
    return tuple(found)


def _labelled(line: str) -> list[tuple[str, str]]:
    """(label, value) pairs of one line."""
    text = line if len(line) <= _LONGEST_LINE else line[-_END:]
    labels = list(_LABEL.finditer(text))
    pairs = []
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):
        rest = text[label.end() : end]
        value = _value(rest[:200].lstrip(), _NAME_OF[label[1]])
        if value:
            pairs.append((label[1], value))
    return pairs


def _value(text: str, name: str) -> str:
    """What a label is followed by, up to the next mark; of a date the day as YYYY-MM-DD."""
    if name == "date":
        return day_of(text[:40])
    words = _DAY.split(_STOP.split(text, maxsplit=1)[0])[0].split()
    people = name in {"author", "editor"}
    value = " ".join(_names(words) if people else words[:1]).strip(":：-—")
    longest = _LONGEST_NAMES if people else _LONGEST
    return (
        value
        if len(value) <= longest and not set(value) & set(":：！？!?") and any(map(str.isalpha, value))
        else ""
    )


def _names(words: list[str]) -> list[str]:
    """The first word and those that go on with names; a page puts buttons and counters after them."""
    for place, word in enumerate(words[1:], 1):
        if not 2 <= len(word) <= 4 or word in _BUTTONS or not word.isalpha():
            return words[:place]
    return words
