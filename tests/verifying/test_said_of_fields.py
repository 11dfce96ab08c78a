from __future__ import annotations

from typing import Any

import pytest

from summarizer.results import DateValue, Number
from summarizer.verifying import verify
from summarizer.verifying.dates.fields import _form_problems
from summarizer.verifying.figures.surfaces import misgiven
from tests.verifying.examples import correct, put, read


def errors(data: dict[str, Any]) -> set[str]:
    return {finding.code for finding in verify(read(data)).findings if finding.severity == "error"}


@pytest.mark.parametrize("day", ["国庆", "除夕", "元宵", "重阳", "圣诞", "尽快", "额满为止", "待定", "近日"])
def test_a_day_that_has_a_name_or_is_open_is_a_date(day: str) -> None:
    assert not list(_form_problems(DateValue(zh=day)))


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ({"numbers.1.surface": "2公里", "numbers.1.value": "2"}, "value"),
        ({"numbers.0.surface": "8.5亿元", "numbers.0.value": "850000000"}, "value"),
        ({"numbers.0.surface": "18.5", "numbers.0.value": "18.5", "numbers.0.unit_zh": ""}, "value"),
        ({"numbers.0.surface": "通车仪式", "numbers.0.value": "", "numbers.0.unit_zh": ""}, "value"),
        ({"numbers.0.surface": "３.２公里", "numbers.0.value": "3.2", "numbers.0.unit_zh": "公里"}, "value"),
        ({"numbers.0.kind": "percentage"}, "value"),
        ({"publication_date.zh": "通车仪式", "publication_date.iso": ""}, "date"),
        ({"publication_date.iso": "18 June 2024"}, "date"),
        ({"publication_date.precision": "year"}, "date"),
        ({"publication_date.basis": "missing"}, "date"),
        ({"events.0.date.basis": "stated"}, "date"),
        ({"events.0.place": "北京人民大会堂"}, "evidence"),
        ({"people.0.posts.1.en": "deputy mayor"}, "post_rank"),
        ({"people.2.posts.0.organisation": "青禾日报"}, "post"),
    ],
)
def test_what_a_field_says_beside_its_text_is_checked_too(edits: dict[str, str], code: str) -> None:
    data = correct("bridge")
    for path, value in edits.items():
        put(data, f"fields.{path}", value)
    assert code in errors(data)


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("38公里", "整修水渠38公里"),
        ("3万", "装机3万千瓦"),
        ("12.5", "一月 12.5 3.4 二月"),
        ("二十", "第二十届和二十一届"),
        ("5天", "为期3至5天"),
        ("20", "分别为10,20,30"),
        ("30", "分别为1,30"),
        ("两成", "约两成"),
        ("过半", "参加者过半"),
    ],
)
def test_a_figure_that_is_whole_is_no_part_of_a_longer_one(surface: str, text: str) -> None:
    number = Number(surface=surface, zh=text, lines=[1])
    assert list(misgiven(number, [text])) == []


@pytest.mark.parametrize(("surface", "text"), [("200", "1,200人"), ("1", "1,200人"), ("5", "1.5")])
def test_a_figure_that_a_comma_or_a_point_parts_is_one(surface: str, text: str) -> None:
    assert list(misgiven(Number(surface=surface, zh=surface, lines=[1]), [text]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市长吕文静出席仪式。", {"evidence"}),
        ("市长吕**出席仪式。", set()),
        ("居民小吕（化名）出席。", set()),
    ],
)
def test_what_is_called_censored_is_masked(text: str, found: set[str]) -> None:
    lines = [{"n": 1, "text": text, "role": "body"}]
    issues = [{"type": "censored", "zh": text[2:5], "lines": [1]}]
    assert errors({"document": {"lines": lines}, "source_issues": issues}) - {"coverage"} == found


def test_posts_in_brackets_belong_to_whoever_stands_before_them() -> None:
    line = "成员：何岚（渡口小学教师）、乔远山（渡口镇副镇长）、秦月（县剧院院长）"
    people = [
        {"zh": zh, "en": "Somebody", "lines": [1], "posts": [{"zh": post, "en": "", "organisation": ""}]}
        for zh, post in (("何岚", "教师"), ("乔远山", "副镇长"), ("秦月", "院长"))
    ]
    document = {"lines": [{"n": 1, "text": line, "role": "body"}]}
    assert "post" not in errors({"document": document, "fields": {"kind": "news", "people": people}})
    people[0]["posts"][0]["zh"] = "副镇长"
    assert "post" in errors({"document": document, "fields": {"kind": "news", "people": people}})


@pytest.mark.parametrize(("zh", "found"), [("清朝", False), ("西汉", False), ("会议室", True)])
def test_a_time_of_the_fields_tells_a_time(zh: str, found: bool) -> None:
    lines = [{"n": 1, "text": f"{zh}落成。", "role": "body"}]
    event = {"zh": "落成", "en": "It was built", "date": {"zh": zh, "lines": [1]}, "lines": [1]}
    data = {"document": {"lines": lines}, "fields": {"kind": "news", "events": [event]}}
    assert ("date" in errors(data)) is found


def test_an_evening_in_brackets_is_one() -> None:
    line = "今晚（1月22日）8点档，晚会将在戏曲频道播出。"
    data = {
        "document": {"lines": [{"n": 1, "text": line, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": "晚会1月22日晚8点档播出。", "en": "", "lines": [1]}],
    }
    assert "figure" not in errors(data)


@pytest.mark.parametrize(("original", "found"), [("a.html", set()), ("", {"evidence"})])
def test_a_repeat_below_another_headline_has_the_title_of_its_original(
    original: str, found: set[str]
) -> None:
    data = correct("bridge")
    put(data, "document.lines.2.text", "江上又添一座桥：出行更方便了")
    data["document"]["duplicate_of"] = original
    assert errors(data) & {"evidence"} == found


@pytest.mark.parametrize(
    ("en", "code"),
    [
        ("3.2 kilometres long, which is not reached", "negation"),
        ("3.2 kilometres long, which may be so", "modality"),
        ("plans to be 3.2 kilometres long", "modality"),
        ("about 3.2 kilometres long", "qualifier"),
    ],
)
def test_what_a_figure_is_of_says_no_more_than_the_chinese(en: str, code: str) -> None:
    data = correct("bridge")
    put(data, "fields.numbers.1.en", en)
    assert errors(data) == {code}


def test_what_a_figure_is_of_may_be_a_caption() -> None:
    data = correct("bridge")
    put(data, "fields.numbers.1.zh", "大桥须达全长３.２公里")
    put(data, "fields.numbers.1.en", "3.2 kilometres")
    assert not errors(data) & {"negation", "modality", "qualifier", "direction"}
