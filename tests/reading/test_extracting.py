"""The extractor's text is found again in our lines, in order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.locating import locate

HEADLINE = "市教育局召开全市职业教育工作会议"
FIRST = "会议昨日在市政府举行，各区县教育局负责人参加。"
SECOND = "会议要求各学校认真落实有关规定，提高教学质量。"


def test_a_headline_repeated_in_the_menu_counts_once() -> None:
    lines = [HEADLINE, "首页", HEADLINE, FIRST, "图", SECOND, HEADLINE, "相关新闻"]
    found = locate(f"{HEADLINE}\n{FIRST}\n图\n{SECOND}", lines)
    assert found in ({1, 4, 5, 6}, {3, 4, 5, 6})


def test_a_line_that_is_mostly_covered_counts() -> None:
    assert locate(FIRST + SECOND, [FIRST[:-2] + "（记者）", SECOND]) == {1, 2}


def test_spaces_and_marks_do_not_matter() -> None:
    assert locate("| 会议 昨日在市政府举行 | 各区县教育局 负责人参加 |", [FIRST]) == {1}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("甲乙丙丁戊己庚辛a1 ，"), max_size=30), max_size=12), st.data())
def test_what_was_extracted_is_found(lines: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(range(len(lines))), unique=True) if lines else st.just([]))
    found = locate("\n".join(lines[index] for index in sorted(chosen)), lines)
    assert found <= set(range(1, len(lines) + 1))
    longest = max((len("".join(filter(str.isalnum, lines[index]))) for index in chosen), default=0)
    assert found or longest < 8
