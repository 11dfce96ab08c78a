"""What the cited lines number one by one may be counted, and whom they speak of by a post is meant."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarizer.numerals import figures_zh
from summarizer.results import Result
from summarizer.verifying import verify
from summarizer.verifying.figures.enumerated import is_counted

ITEMS = ("涉及两个以上水域的", "涉及外籍渔船的", "当事人人数众多的", "渔期将过的", "社会影响大的", "其他案件")
OPENING = "有下列情形的案件，渔政部门应当重新审查："
VISIT = (
    "议长章平3日在江城会见某国总统洛维克。",
    "章平表示，两国友谊深厚。明天总统先生要到渔业峰会上讲话，可见双方看重合作。",
    "某国副议长杜朗随后介绍了渔业。",
)
PEOPLE = ("章平", "洛维克", "杜朗")


def found_in(lines: Sequence[str], zh: str, cited: Sequence[int]) -> set[tuple[str, str]]:
    """Codes and severities of what is found in a key point that cites some lines of an article."""
    result = Result.model_validate(
        {
            "document": {"lines": [{"n": n, "text": text} for n, text in enumerate(lines, 1)]},
            "key_points": [{"id": "p1", "zh": zh, "en": "", "lines": list(cited)}],
            "fields": {"kind": "news", "people": [{"zh": name, "en": "", "lines": [1]} for name in PEOPLE]},
        }
    )
    findings = verify(result).findings
    return {(each.code, each.severity) for each in findings if each.code in ("figure", "support")}


def numbered(pattern: str, numerals: str) -> list[str]:
    return [OPENING, *(pattern.format(n) + item for n, item in zip(numerals, ITEMS, strict=True))]


@pytest.mark.parametrize(
    "lines",
    [
        numbered("（{}）", "一二三四五六"),
        numbered("{}、", "一二三四五六"),
        numbered("{}. ", "123456"),
        numbered("{}", "①②③④⑤⑥"),
        [OPENING + "；".join(numbered("（{}）", "一二三四五六")[1:])],
    ],
)
def test_as_many_as_the_lines_number_may_be_counted(lines: list[str]) -> None:
    every = range(1, len(lines) + 1)
    assert ("figure", "error") not in found_in(lines, "六类案件，渔政部门应当重新审查。", every)
    assert ("figure", "error") in found_in(lines, "七类案件，渔政部门应当重新审查。", every)


def test_lines_that_number_fewer_do_not_support_the_count() -> None:
    lines = numbered("（{}）", "一二三四五六")
    assert ("figure", "error") in found_in(lines, "六类案件，渔政部门应当重新审查。", [1, 2, 3])


def test_articles_do_not_go_on_the_items_of_one() -> None:
    lines = [*numbered("（{}）", "一二三四五六"), "第七条 本规定自五月起施行。"]
    known = dict(enumerate(lines, start=1))
    assert is_counted(figures_zh("六类案件")[0], range(1, 8), known)
    assert not is_counted(figures_zh("七类案件")[0], range(1, 8), known)


def test_who_is_spoken_of_by_a_post_is_only_worth_a_look() -> None:
    zh = "章平提到，{}次日将应邀出席渔业峰会，体现了双方对务实合作的高度重视。"
    assert ("support", "error") not in found_in(VISIT, zh.format("洛维克"), [2])
    assert ("support", "warning") in found_in(VISIT, zh.format("洛维克"), [2])
    assert ("support", "error") in found_in(VISIT, zh.format("杜朗"), [2])


MEMBERS = (
    *(
        "委员名单如下：",
        "（一）部门委员",
        "赵明　　水利局副局长",
        "钱亮　　卫生局副局长",
        "孙河　　渔业局副局长",
    ),
    *("李江　　教育局副局长", "（二）专家委员", "周山　　教授", "吴川　　教授", "郑原　　研究员"),
)


def test_what_lines_list_below_a_heading_may_be_counted() -> None:
    assert ("figure", "error") not in found_in(MEMBERS, "部门委员有4名，专家委员有3名。", [2, 3, 4, 7, 8])
    assert ("figure", "error") in found_in(MEMBERS, "部门委员有6名。", [2, 3, 4, 7, 8])


def test_an_item_may_be_called_by_its_number() -> None:
    lines = numbered("{}、", "一二三四五六")
    assert ("figure", "error") not in found_in(lines, "第六项说的是案件的审查期限。", [7])
    assert ("figure", "error") in found_in(lines, "第九项说的是案件的审查期限。", [7])


def test_what_is_said_of_the_document_stands_in_none_of_its_lines() -> None:
    zh = "所见文本只列到前几项，其余措施和组织实施安排没有包含在内。"
    lines = numbered("{}、", "一二三四五六")
    assert ("support", "error") not in found_in(lines, zh, [6])
    assert ("support", "error") in found_in(lines, "沿海各镇的学校将在秋天迁入新建的教学楼上课。", [6])
