from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarizer.results import Result
from summarizer.verifying import dates
from summarizer.verifying.dates import compare
from summarizer.verifying.page import Page

PAIRS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines()
    if " | " in line and not line.startswith("#")
]


@pytest.mark.parametrize(("zh", "en"), PAIRS)
def test_a_correct_translation_raises_no_error(zh: str, en: str) -> None:
    assert [problem.message for problem in compare(zh, en) if problem.severity == "error"] == []


WRONG = [
    ("会议于5月30日召开。", "The meeting was held on 31 May.", "5月30日 -> 31 May"),
    ("会议于5月30日召开。", "The meeting was held on 30 June.", "5月30日 -> 30 June"),
    ("会议于2024年5月30日召开。", "It was held on 30 May 2023.", "2024年5月30日 -> 30 May 2023"),
    ("5月30日至6月2日", "from 30 May to 3 June", "5月30日至6月2日 -> 3 June"),
    ("会议于5月30日召开。", "The meeting was held in May.", "5月30日 is not in the English"),
    ("会议召开。", "The meeting was held on 30 May.", "30 May is not in the Chinese"),
    ("“十四五”期间", "during the 13th Five-Year Plan", "“十四五”期间 -> 13th Five-Year Plan"),
    ("2020—2021学年", "the 2021-2022 academic year", "2020—2021学年 -> 2021-2022 academic year"),
    ("11月上旬", "in late November", "11月上旬 has become “late”"),
    (
        "2024年上半年",
        "the second half of 2024",
        "the part of the period in 2024年上半年 is not in the English",
    ),
    ("自2018年以来", "since 2019", "2018年 -> 2019"),
]


@pytest.mark.parametrize(("zh", "en", "message"), WRONG)
def test_a_wrong_date_is_an_error_that_names_both_sides(zh: str, en: str, message: str) -> None:
    assert message in [problem.message for problem in compare(zh, en) if problem.severity == "error"]


DAYS = st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2099, 12, 31))
ZH = st.sampled_from(
    (
        lambda d: f"会议于{d.year}年{d.month}月{d.day}日召开。",
        lambda d: f"会议时间：{d.isoformat()}。",
        lambda d: f"会议于{d.year} 年 {d.month:02} 月 {d.day:02} 日召开。",
    )
)
EN = st.sampled_from(
    (
        lambda d: f"The meeting was held on {d.day} {d:%B} {d.year}.",
        lambda d: f"The meeting was held on {d:%B} {d.day}, {d.year}.",
        lambda d: f"Held on {d.isoformat()}.",
        lambda d: (
            f"On the {d.day}th of {d:%B}, {d.year} it was held."
            if 10 < d.day < 14
            else f"On {d.day} {d:%b} {d.year}."
        ),
    )
)


@given(DAYS, DAYS, ZH, EN)
def test_any_day_matches_its_rendering_and_no_other(
    day: dt.date, other: dt.date, zh: object, en: object
) -> None:
    assert compare(zh(day), en(day)) == []  # type: ignore[operator]
    assume(day != other)
    assert "error" in {problem.severity for problem in compare(zh(day), en(other))}  # type: ignore[operator]


# --------------------------------------------------------------------------------- whole results


def result(**changes: object) -> Result:
    lines = [
        {"n": 1, "text": "发布时间：2024-05-31 10:20", "role": "meta"},
        {"n": 2, "text": "5月30日，云河市召开推进会。近日，名单公布。11月上旬验收。", "role": "body"},
        {"n": 3, "text": "相关：8月8日 某市举办展会", "role": "noise"},
    ]
    published = {"iso": "2024-05-31", "precision": "day", "basis": "stated", "zh": "2024-05-31", "lines": [1]}
    fields = {"publication_date": published} | dict(changes.pop("fields", {}))  # type: ignore[call-overload]
    return Result.model_validate({"document": {"lines": lines}, "fields": fields, **changes})


def sentence(zh: str, en: str = "") -> dict[str, object]:
    return {"sentences": [{"id": "s1", "zh": zh, "en": en, "lines": [2]}]}


def event(iso: str, zh: str, **more: object) -> dict[str, object]:
    date = {"iso": iso, "zh": zh, "basis": "inferred"}
    return {"events": [{"zh": "召开推进会", "date": date, "lines": [2], **more}]}


def codes(checked: Result) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.severity, finding.where) for finding in dates.check(Page(checked))]


@pytest.mark.parametrize(
    "zh",
    ["5月30日召开推进会。", "2024年5月30日召开推进会。", "近日公布名单。", "11月上旬验收。", "5月召开。"],
)
def test_a_date_that_the_article_states_is_supported(zh: str) -> None:
    assert codes(result(summary=sentence(zh))) == []


@pytest.mark.parametrize(
    "zh",
    ["5月31日召开推进会。", "6月30日召开推进会。", "2023年5月30日召开。", "11月下旬验收。", "8月8日办展。"],
)
def test_a_date_that_the_article_does_not_state_is_an_error(zh: str) -> None:
    found = codes(result(summary=sentence(zh)))
    if zh != "5月31日召开推进会。":  # the day of publication stands on the page
        assert found == [("date", "error", "summary.sentences.s1.zh")]


def test_a_day_takes_its_month_from_another_date_of_the_article() -> None:
    lines = [
        {"n": 1, "text": "云河日报10月29日讯", "role": "body"},
        {"n": 2, "text": "三十号凌晨，大桥抢通；25日曾一度停用。", "role": "body"},
    ]
    document = {"path": "bridge.txt", "lines": lines}
    for zh, wrong in [
        ("10月30日抢通。", 0),
        ("10月25日停用。", 0),
        ("10月24日停用。", 1),
        ("9月25日停用。", 1),
    ]:
        checked = Result.model_validate({"document": document, "summary": sentence(zh)})
        assert len([1 for found in dates.check(Page(checked)) if found.severity == "error"]) == wrong


def test_a_date_from_the_noise_is_named_as_such() -> None:
    assert "noise" in next(dates.check(Page(result(summary=sentence("8月8日办展。"))))).message


def test_english_may_add_the_year_of_the_article_only() -> None:
    assert codes(result(summary=sentence("5月30日开会。", "It met on 30 May 2024."))) == []
    found = codes(result(summary=sentence("5月30日开会。", "It met on 30 May 2022.")))
    assert found == [("date", "error", "summary.sentences.s1.en")]


def test_english_may_resolve_a_relative_date_to_a_known_one() -> None:
    assert codes(result(summary=sentence("近日公布名单。", "The list was published on 31 May."))) == []


@pytest.mark.parametrize(
    ("iso", "zh"),
    [
        ("2024-05-30", "5月30日"), ("2024-05", "5月"), ("2024-05-29", "近日"), ("", "近日"),
        ("2023-12-22", "12月22日"),
    ],
)  # fmt: skip
def test_an_iso_date_may_complete_its_surface(iso: str, zh: str) -> None:
    assert codes(result(fields=event(iso, zh))) == []


@pytest.mark.parametrize(
    ("iso", "zh"),
    [
        ("2024-05-31", "5月30日"), ("2024-06-30", "5月30日"), ("2019-05-30", "5月30日"),
        ("2024-05-12", "5月"),
        ("2024-13-40", "5月30日"), ("soon", "5月30日"),
    ],
)  # fmt: skip
def test_an_iso_date_that_says_something_else_is_an_error(iso: str, zh: str) -> None:
    assert codes(result(fields=event(iso, zh))) == [("date", "error", "fields.events.0.date.iso")]


def test_a_year_that_does_not_follow_from_the_publication_is_warned_about() -> None:
    found = codes(result(fields=event("2024-12-22", "12月22日")))
    assert found == [("date_inferred", "warning", "fields.events.0.date.iso")]


def test_a_planned_event_lies_after_the_publication() -> None:
    assert codes(result(fields=event("2024-12-22", "12月22日", status="planned"))) == []


TOLD = [
    ("今年6月", "2024-06", "2023-06"), ("去年12月", "2023-12", "2024-12"), ("去年", "2023", "2022"),
    ("昨日", "2024-05-30", "2024-05-20"), ("本月15日", "2024-05-15", "2024-06-15"),
    ("24年5月", "2024-05", "2025-05"), ("明年", "2025", "2025-01"), ("明年初", "2025-01", "2024-01"),
]  # fmt: skip


@pytest.mark.parametrize("status", ["done", "planned"])
@pytest.mark.parametrize(("zh", "right", "wrong"), TOLD)
def test_a_date_told_from_the_day_of_publication_is_held_against_it(
    zh: str, right: str, wrong: str, status: str
) -> None:
    assert codes(result(fields=event(right, zh, status=status))) == []
    assert codes(result(fields=event(wrong, zh, status=status))) == [
        ("date", "error", "fields.events.0.date.iso")
    ]


def test_a_date_told_from_the_day_of_publication_is_not_stated() -> None:
    date = {"iso": "2023-12", "zh": "去年12月", "basis": "stated"}
    told = {"events": [{"zh": "召开推进会", "date": date, "lines": [2]}]}
    assert codes(result(fields=told)) == [("date", "error", "fields.events.0.date.iso")]


def test_a_dispatch_may_be_published_a_day_or_two_after_what_it_calls_today() -> None:
    assert codes(result(fields=event("2024-05-29", "昨日"))) == []


def test_a_publication_date_must_stand_in_its_lines() -> None:
    published = {"iso": "2024-05-30", "basis": "stated", "zh": "", "lines": [1]}
    found = codes(result(fields={"publication_date": published}))
    assert ("date", "error", "fields.publication_date.iso") in found


def test_a_cohort_states_its_year() -> None:
    lines = [{"n": 1, "text": "二〇二三届、22届毕业生就业率分别为97%、98%。", "role": "body"}]
    zh = "2023届毕业生和2022届毕业生就业率分别为97%和98%。"
    summary = {"sentences": [{"id": "s1", "zh": zh, "lines": [1]}]}
    assert codes(Result.model_validate({"document": {"lines": lines}, "summary": summary})) == []


def test_a_day_of_another_line_is_an_error_where_the_cited_one_has_its_own() -> None:
    lines = [
        {"n": 1, "text": "5月30日签约。", "role": "body"},
        {"n": 2, "text": "6月2日揭牌。", "role": "body"},
    ]
    summary = {"sentences": [{"id": "s1", "zh": "5月30日揭牌。", "lines": [2]}]}
    found = codes(Result.model_validate({"document": {"lines": lines}, "summary": summary}))
    assert found == [("date_line", "error", "summary.sentences.s1.zh")]


def test_a_lone_number_that_is_written_as_a_count_on_the_other_side_is_no_year() -> None:
    assert not compare("| 高级工 | 2000 | 20% |", "| Senior worker | 2,000 | 20% |")
    assert compare("| 高级工 | 2000年 | 20% |", "| Senior worker | 2001 | 20% |")


@pytest.mark.parametrize(
    ("zh", "severities"),
    [("5月30日股价下跌。", ["warning"]), ("5月28日股价下跌。", ["error"]), ("5月31日开盘。", [])],
)
def test_yesterday_is_the_day_before_the_page_came_out(zh: str, severities: list[str]) -> None:
    assert severities_of(zh, "受此影响，公司股价昨日下跌。", "2024-05-31") == severities


def severities_of(zh: str, body: str, published: str) -> list[str]:
    """Of what is found about a sentence on a page of one line that came out on a day."""
    lines = [
        {"n": 1, "text": f"发布时间：{published}", "role": "meta"},
        {"n": 2, "text": body, "role": "body"},
    ]
    date = {"iso": published, "basis": "stated", "zh": published, "lines": [1]}
    said = {"summary": sentence(zh), "fields": {"publication_date": date}}
    return [each[1] for each in codes(Result.model_validate({"document": {"lines": lines}, **said}))]


@pytest.mark.parametrize(
    ("zh", "severities"),
    [
        ("2024年5月30日，两家公司签约。", ["warning"]), ("5月30日，两家公司签约。", ["warning"]),
        ("2024年4月30日，两家公司签约。", ["error"]), ("2023年5月30日，两家公司签约。", ["error"]),
        ("30日，两家公司签约。", []),
    ],
)  # fmt: skip
def test_a_day_without_a_month_is_the_last_one_before_the_page_came_out(
    zh: str, severities: list[str]
) -> None:
    assert severities_of(zh, "两家公司30日在云浦签约。", "2024-06-02") == severities
