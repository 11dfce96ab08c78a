"""What is skipped because it is cheap to see that nothing is there: the results are those of the long way."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dates import chinese as chinese_dates
from summarizer.dates import dates_en, dates_zh
from summarizer.dates import english as english_dates
from summarizer.dates.english_patterns import BY_WORD_OR_ADDRESS, OF_DIGITS
from summarizer.dates.masking import quantities_en, quantities_zh
from summarizer.numerals import chinese, english, english_atoms, figures_en, figures_zh
from summarizer.numerals.chinese_patterns import OTHERS, PLAIN, QUALIFIED_BEFORE, RANGE
from summarizer.numerals.tokens import outside, tokens_of
from summarizer.verifying.abroad import ABROAD, is_from_abroad
from summarizer.verifying.coverage import STUCK_TIMES, _repeated_most
from summarizer.verifying.figures import items, pairs, units
from summarizer.verifying.language import _signs_of, _suspicious
from summarizer.verifying.misspelt import by_first, misspelt_in
from summarizer.verifying.page import HAN

HERE = Path(__file__).parent
PAIRS = [
    (zh.strip(), en.strip())
    for name in ("correct_pairs.txt", "pairs.txt")
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()
    for zh, bar, en in [line.partition("|")]
    if bar and zh[:1] != "#"
]
# Pieces of figures and dates, which meet in every order.
CHINESE_PIECES = """
0 1 3 8 12 15 24 90 114 500 2024 2025 1.2 3,500 13812345678 一 二 三 十 两 半 几 百 千
万 亿 零 〇 二〇二四 多 余 第 翻 成 数 上 下 前 后 年 月 日 号 时 点 分 季度 半年 上半年
下旬 学年 近 超 约 至 到 - — / : % ： ． 年度 个 家 人 元 亿元 百分之 分之 倍 番 折
个百分点 公里 世纪 年代 以上 左右 以内 之内 开外 十四五 “十四五” 去年 近日 昨 今天 民国
元年 上午 晚 凌晨 午后 一带一路 十分 一点 A kg 5G http://a.b a@b.c ， 。 、
"""
ENGLISH_PIECES = """
0 1 3 8 12 15 24 90 115 500 2024 2025 1.2 3,500 13812345678 one two three twenty hundred
thousand million dozen half quarter third first second no both once twice doubled
semi-final runner-up six point five . , : - / % percent points km 5G RMB yuan am p.m.
o'clock May June march Jan. the of in to and a year school plan Five-Year 14th 1st 30th
Q1 H2 first-half nearly over at least more than or more plus -odd ago last Monday ROC
www.a.b a@b.c https://x.y x- (5) roc 4th quarter
"""
CHINESE = st.lists(st.sampled_from(CHINESE_PIECES.split()), max_size=12).map("".join)
ENGLISH = st.builds(
    lambda words, gap: gap.join(words),
    st.lists(st.sampled_from(ENGLISH_PIECES.split()), max_size=12),
    st.sampled_from((" ", "")),
)


def long_way(folded: str, at: int, _end: int) -> re.Match[str] | None:
    """Every kind of figure is tried, in order."""
    others = OTHERS[folded[at]].match(folded, at)
    if others or not re.match(r"[\d零〇一二三四五六七八九十百千万亿两廿卅]", folded[at]):
        return others
    return RANGE.match(folded, at) or PLAIN.match(folded, at)


@given(CHINESE)
def test_chinese_figures_are_those_of_all_patterns(text: str) -> None:
    expected = figures_zh(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chinese, "_match", long_way)
        assert figures_zh(text) == expected


@given(CHINESE)
def test_chinese_dates_are_those_of_all_patterns(text: str) -> None:
    expected = dates_zh(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chinese_dates, "BY_DIGITS", {})
        assert chinese_dates._dates_of(text) == expected  # nothing is remembered of it


@given(ENGLISH)
def test_english_dates_are_those_of_all_patterns(text: str) -> None:
    expected = dates_en(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(english_dates, "_of_digits", lambda *_: OF_DIGITS)
        patch.setattr(english_dates, "BY_WORD", BY_WORD_OR_ADDRESS)
        assert dates_en(text) == expected


@given(ENGLISH)
def test_english_figures_are_those_of_all_patterns(text: str) -> None:
    expected = figures_en(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(english_atoms, "_ENDING", frozenset())
        patch.setattr(english_atoms, "NUMBER", re.compile("(?!)"))
        assert figures_en(text) == expected


@given(ENGLISH)
def test_tokens_are_the_words_that_are_wanted_and_all_digits(text: str) -> None:
    lower = text.lower()
    found = tokens_of(lower, frozenset({"one", "may"}))
    every = [(word.start(), word.end(), word[0]) for word in re.finditer(r"[a-z]+|[0-9]+", lower)]
    assert set(found) <= set(every)
    assert {word for word in every if word[2] in ("one", "may") or word[2].isdecimal()} <= set(found)
    spans = [(0, len(text) // 2)]
    assert outside(found, spans) == [word for word in found if word[0] >= len(text) // 2]


@pytest.mark.parametrize("shift", [0, 1, 7])
def test_plain_pairs_are_compared_like_others(shift: int, monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = [(zh, PAIRS[(n + shift) % len(PAIRS)][1]) for n, (zh, _) in enumerate(PAIRS)]
    known = [(quantities_zh(zh), quantities_en(en), zh, en) for zh, en in mixed]
    shortly = [pairs.compared(*each) for each in known]
    monkeypatch.setattr(pairs, "matched_plainly", lambda *_: None)
    assert [pairs.compared(*each) for each in known] == shortly


def test_figures_turn_only_where_a_text_has_a_word_for_it() -> None:
    still = [zh for zh, _ in PAIRS if not units._TURNING.search(zh)]
    assert len(still) > 100
    assert not [zh for zh in still if units._UP.search(zh) or units._DOWN.search(zh)]
    assert not [zh for zh in still for at in range(len(zh)) if units._DO_ZH.match(zh, at)]


QUALIFIERS = """
不得超过 未曾高于 没有多于 均未大于 至多 最多 控制在 不应少于 至少 最少 起码 达到或超过 跌破 不到 不足 少于
低于 未满 不满 小于 超过 超出 超 逾 突破 破 多于 高于 大于 将近 接近 逼近 临近 近 大约 约 约占 大概 大致 估计
预计约
"""


@pytest.mark.parametrize("words", QUALIFIERS.split())
def test_what_qualifies_a_chinese_figure_is_found_wherever_it_may_begin(words: str) -> None:
    assert QUALIFIED_BEFORE.search(f"这里{words}3人", 0, 2 + len(words))


def test_what_qualifies_chinese_figures_begins_at_those_characters_only() -> None:
    everywhere = re.compile(re.sub(r"^\(\?=\[.*?\]\)", "", QUALIFIED_BEFORE.pattern))
    ends = ((zh, at) for zh, _ in PAIRS for at in range(len(zh)) if zh[at].isdecimal())
    assert everywhere.pattern != QUALIFIED_BEFORE.pattern
    assert not [zh for zh, at in ends if _span(everywhere, zh, at) != _span(QUALIFIED_BEFORE, zh, at)]


def _span(pattern: re.Pattern[str], text: str, end: int) -> tuple[str | None, tuple[int, int]] | None:
    found = pattern.search(text, max(0, end - 12), end)
    return (found.lastgroup, found.span()) if found else None


ENGLISH_QUALIFIERS = """
no more than | must not exceed | at most | up to | a maximum of | within | as many as | capped at
not less than | at least | a minimum of | minimum | fewer than | below | short of | not yet | not quite
more than | over | exceeding | in excess of | upwards of | surpassed | topping | tops | north of | past
better than | nearly | close to | approaches | just short of | virtually | towards | about | some
an estimated | or so | circa | in the region of | up to a total of | about all the | over RMB | nearly US$
(over | close to the
"""


@pytest.mark.parametrize("words", ENGLISH_QUALIFIERS.replace("\n", "|").strip("|").split("|"))
def test_what_qualifies_an_english_figure_is_found_by_its_last_word(words: str) -> None:
    blank = "" if words.rstrip().endswith("$") else " "
    *_, figure = figures_en(f"They are {words.strip()}{blank}38 here")
    assert figure.qualifier


@given(ENGLISH)
def test_english_qualifiers_are_those_of_the_pattern(text: str) -> None:
    expected = figures_en(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(english, "_hints_at", lambda *_: True)
        assert figures_en(text) == expected


def test_english_qualifiers_of_pairs_are_those_of_the_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [figures_en(en) for _, en in PAIRS]
    monkeypatch.setattr(english, "_hints_at", lambda *_: True)
    assert [figures_en(en) for _, en in PAIRS] == expected


def test_other_readings_are_found_like_those_worked_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = [(quantities_zh(zh), quantities_en(en), zh, en) for zh, en in PAIRS]
    expected = [pairs.compared(*each) for each in known]
    make = items.Item

    def at_once(*args: Any, **more: Any) -> items.Item:
        item = make(*args, **more)
        assert item.keys[0] == item.key
        return item

    monkeypatch.setattr(items, "Item", at_once)
    assert [pairs.compared(*each) for each in known] == expected


STRANGE = """
见 https://a.example/x | 写信到 a@b.example | Go to www.a.example | see a.com/x now |
b.gov | call 13800001111 | 电话0510-12345678 | <script>x | a ![x](y) | javascript:x |
javaſcript:x | ONLOAD =1 | [INST] | ``` x | <|im_end|> | As an AI, I agree | as an
artificial intelligence | as a large language model | I'm sorry, no | I am unable to | I
cannot assist | I can't help | Ignore all previous orders | ignore the above | Here is
the translation | the system prompt | 作为一个AI | 作为人工智能 | 作为大语言模型 |
我无法提供 | 忽略以上
"""


@pytest.mark.parametrize("text", [text.strip() for text in STRANGE.replace("\n", " ").split(" | ")])
def test_no_sign_of_anything_strange_is_overlooked(text: str) -> None:
    assert any(_signs_of(text)) is True
    assert _suspicious(["很长的文字。", text, "and more"]) == {1}


@given(
    st.text("王李小明红军国俄罗斯总统Ab", max_size=12),
    st.sets(st.sampled_from(("王小明", "李红军", "王军国", "小明"))),
)
def test_misspelt_names_are_those_of_the_pattern(zh: str, names: set[str]) -> None:
    forms = [form for n in names if len(n) == 3 for form in (f"{n[:2]}[{HAN}]", f"{n[0]}[{HAN}]{n[2]}")]
    expected = re.findall("|".join(sorted(forms)), zh) if forms else []
    assert misspelt_in(zh, by_first(names)) == expected


@given(st.text("王小明俄罗斯日本总统的外长A", max_size=16))
def test_who_is_from_abroad_is_told_as_by_the_pattern(shown: str) -> None:
    assert is_from_abroad("小明", shown) == bool(re.search(f"{ABROAD}[{HAN}]{{0,6}}小明", shown))


@given(st.lists(st.sampled_from("aabbc"), max_size=12), st.integers(1, 6), st.sampled_from((2, 3, 8)))
def test_a_run_of_words_is_repeated_where_it_is_there_three_times(
    words: list[str], times: int, size: int
) -> None:
    tokens = words * times + words[::-1]
    runs = Counter(tuple(tokens[at : at + size]) for at in range(len(tokens) - size + 1))
    most = max(runs.values(), default=0)
    again = len(tokens) - len(set(tokens))
    long = len(tokens) >= size * STUCK_TIMES and again >= size * (STUCK_TIMES - 1)
    found, count = _repeated_most(tokens, size)
    assert count == (most if long and most >= STUCK_TIMES else 0)
    assert not count or runs[tuple(found.split())] == count
