"""What a result says in two places, in its English."""

from __future__ import annotations

import pytest

from summarizer.results import Result
from summarizer.text import Finding
from summarizer.verifying import renderings, verify
from summarizer.verifying.page import Page

LINE = (
    "青禾市统计局昨天公布的数据显示，上半年全市水产品产量有所变动，"
    "渔民应当在休渔期内停止出海。会议还讨论了码头的修缮计划。"
)
TOLD = (
    "Data released yesterday by the Qinghe Statistics Bureau show that the city's output of aquatic products "
    "changed in the first half of the year, and that fishermen must stop going to sea in the closed season. "
    "The meeting also discussed plans to repair the wharf."
)
POINT = "上半年全市水产品产量有所变动，渔民应当在休渔期内停止出海"


def contradictions(point: str, line: str = TOLD, zh: str = POINT, whole: str = LINE) -> list[Finding]:
    """The findings of `agreement` for a key point that repeats part of a translated line."""
    data = {
        "document": {"lines": [{"n": 1, "text": whole, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": point, "lines": [1]}],
        "translation": {"segments": [{"n": 1, "zh": whole, "en": line}]},
        "fields": {"kind": "news"},
    }
    found = verify(Result.model_validate(data)).findings
    return [each for each in found if each.code == "agreement" and each.severity == "error"]


def test_a_key_point_in_other_words_than_its_line_agrees_with_it() -> None:
    assert (
        contradictions(
            "The output of aquatic products of the whole city changed in the first six months; fishermen "
            "should not go to sea during the closed season"
        )
        == []
    )


@pytest.mark.parametrize(
    ("point", "line"),
    [
        ("{} rose slightly in the spring season, the bureau said", "{} fell slightly in the spring season"),
        ("{} were sold to local fishermen by dealers", "{} were bought from local fishermen by dealers"),
        ("{} were counted last year by the bureau", "{} were counted this year by the bureau"),
        ("{} were counted on Monday by the bureau", "{} were counted on Thursday by the bureau"),
        ("{} must be registered with the bureau", "{} may be registered with the bureau"),
    ],
)
def test_two_texts_for_the_same_chinese_do_not_contradict_each_other(point: str, line: str) -> None:
    zh, whole = "各类水产品的情况由统计局登记在册", "各类水产品的情况由统计局登记在册。码头将修缮。"
    subject = "All kinds of aquatic products"
    one = point.format(subject)
    other = f"{line.format(subject)}. The wharf is to be repaired."
    found = contradictions(one, other, zh, whole)
    assert {each.where for each in found} == {"key_points.p1.en", "translation.segments.1.en"}
    assert "translation.segments.1.en" in found[0].message
    assert contradictions(other.split(".", maxsplit=1)[0], other, zh, whole) == []


def test_the_month_of_may_is_no_leave() -> None:
    zh, whole = "五月起各类水产品须由统计局登记在册", "五月起各类水产品须由统计局登记在册。码头将修缮。"
    one = "From early May all kinds of aquatic products are to be registered with the bureau"
    other = (
        "All kinds of aquatic products must be registered with the bureau from early May. The wharf is next."
    )
    assert contradictions(one, other, zh, whole) == []


def test_a_negation_in_one_of_the_two_is_missing_in_the_other() -> None:
    zh, whole = "村里的老渔民从来没有见过这样的大鱼群", "村里的老渔民从来没有见过这样的大鱼群。码头将修缮。"
    never = "The old fishermen of the village have never seen such a large shoal of fish"
    assert contradictions(never, f"{never}. The wharf is to be repaired.", zh, whole) == []
    ever = never.replace("never ", "")
    assert contradictions(never, f"{ever}. The wharf is to be repaired.", zh, whole)
    assert (
        contradictions(ever, f"{never}. The wharf is to be repaired.", zh, whole) == []
    )  # more is said there


def test_what_the_rest_of_a_line_tells_is_not_held_against_a_point() -> None:
    zh = "全市水产品产量比去年同期明显增长"
    whole = f"{zh}。肉类产量则有所下降，进口量也在下降。"
    rest = "Meat production, on the other hand, declined, and imports declined, too."
    told = f"The city's output of aquatic products grew markedly over the same period of last year. {rest}"
    risen = "The city's output of aquatic products rose markedly over the same period of last year"
    assert contradictions(risen, told, zh, whole) == []


def test_the_translation_of_another_line_has_next_to_no_word_in_common() -> None:
    other = (
        "Applicants for the library card bring two photographs and a certificate of residence to the counter."
    )
    (here, there) = contradictions(other)
    assert here.where == "key_points.p1.en"
    assert there.where == "translation.segments.1.en"


def test_texts_that_cite_other_lines_are_not_compared() -> None:
    data = {
        "document": {
            "lines": [{"n": 1, "text": POINT, "role": "body"}, {"n": 2, "text": POINT, "role": "body"}]
        },
        "key_points": [
            {"id": "p1", "zh": POINT, "en": "Output rose and fishermen must stay in port", "lines": [1]},
            {"id": "p2", "zh": POINT, "en": "Output fell and fishermen may leave the port", "lines": [2]},
        ],
        "fields": {"kind": "news"},
    }
    found = verify(Result.model_validate(data)).findings
    assert not [each for each in found if each.code == "agreement" and each.severity == "error"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            (
                "公司昨天召开股东大会，审议通过了年度报告。",
                "The company held its meeting yesterday and approved the report.",
            ),
            (
                "公司今天召开股东大会，审议通过了年度报告。",
                "The company held its meeting today and approved the report.",
            ),
        ),
        (
            (
                "甲方不得向任何第三方披露本协议的内容。",
                "Party A may not disclose the content of this agreement to anyone.",
            ),
            (
                "甲方可以向任何第三方披露本协议的内容。",
                "Party A may disclose the content of this agreement to anyone.",
            ),
        ),
    ],
)
def test_two_sentences_that_differ_in_a_word_are_not_the_same(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    lines = [{"n": n, "text": zh, "role": "body"} for n, (zh, _) in enumerate((one, other), 1)]
    points = [
        {"id": f"p{n}", "zh": zh, "en": en, "lines": [1, 2]} for n, (zh, en) in enumerate((one, other), 1)
    ]
    data = {"document": {"lines": lines}, "key_points": points, "fields": {"kind": "news"}}
    found = verify(Result.model_validate(data)).findings
    assert not [each for each in found if each.code == "agreement" and each.severity == "error"]


def test_a_crowd_of_points_about_one_line_takes_no_longer_than_its_number() -> None:
    whole = f"{POINT}，统计局说。"
    points = [
        {"id": f"p{n}", "zh": f"{POINT}{n}", "en": f"Output rose {n}", "lines": [1]} for n in range(1500)
    ]
    data = {
        "document": {"lines": [{"n": 1, "text": whole, "role": "body"}]},
        "key_points": points,
        "translation": {"segments": [{"n": 1, "zh": whole, "en": "Output fell, the bureau says."}]},
        "fields": {"kind": "news"},
    }
    page = Page(Result.model_validate(data))
    assert len([*renderings._twice(page.told)]) <= len(points)
