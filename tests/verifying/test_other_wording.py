"""What other translators word in another way than the Chinese, and the errors that look like it."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.dates.reigns import years_implied
from summarizer.results import Result
from summarizer.text import Term
from summarizer.verifying import verify


def errors_of(zh: str, en: str, *terms: Term, kind: str = "key_points", **fields: Any) -> set[str]:
    """The codes of the errors in a point (or the title) of an article that is its Chinese."""
    text = {"zh": zh, "en": en, "lines": [1]}
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        kind: text if kind == "title" else [{"id": "p1", **text}],
        "fields": {"kind": "news", **fields},
    }
    findings = verify(Result.model_validate(data), terms).findings
    return {found.code for found in findings if found.severity == "error" and found.where != "summary"}


NEGATED = (
    # a question negates nothing
    ("能不能办？能办。难不难办？确实难。", "Can it be done? Yes. Is it hard? It certainly is.", True),
    ("公司发言人对此不予置评。", "A spokesperson for the company declined to comment.", True),
    ("一位不愿具名的专家接受了采访。", "An anonymous expert gave an interview.", True),
    ("整治后臭味没有了。", "After the clean-up the smell is gone.", True),
    ("表决结果：同意17票，不同意1票。", "Result of the vote: 17 in favour, one against.", True),
    ("袋装和听装没有任何区别。", "In bags and in cans it is exactly the same.", True),
    ("抱歉我记不得名字了。", "Sorry, I forgot the name.", True),
    ("因不可抗力造成的损坏，保修范围以外。", "Damage caused by force majeure is outside the warranty.", True),
    (
        "严禁收取择校费，严禁将考试成绩作为编班依据。",
        "Charging selection fees is strictly forbidden, as is using tests to assign pupils.",
        True,
    ),
    ("未控制饮食因素。", "Diet was controlled for.", False),
    ("合同不违反法律的强制性规定。", "The contract violates mandatory provisions of law.", False),
    ("两组差异无统计学意义。", "The difference between the groups was statistically significant.", False),
    ("法方不赞成“脱钩”。", 'France favours "decoupling".', False),
)


@pytest.mark.parametrize(("zh", "en", "right"), NEGATED)
def test_a_negation_may_be_worded_otherwise_but_not_lost(zh: str, en: str, right: bool) -> None:
    assert ("negation" not in errors_of(zh, en)) is right


NAMED = (
    ("上证综指上涨，深证成指下跌。", "The Shanghai Composite rose; the Shenzhen Component fell.", True),
    ("郑万高铁北接京广、徐兰高铁。", "The Zhengzhou line joins the one to Guangzhou.", True),
    ("江浙沪三地开行专列。", "Trains run in Jiangsu, Zhejiang and Shanghai.", True),
    ("马拉尼昂州确诊超过11万例。", "Maranhão has more than 110,000 confirmed cases.", True),
    ("国际米兰踢了一场意甲比赛。", "Inter Milan played A Game.", True),
    ("陈光明得到称赞。", "Cheng Guangming was praised.", False),
    ("会议在北京举行。", "The meeting was held in Zhengzhou.", False),
)


@pytest.mark.parametrize(("zh", "en", "right"), NAMED)
def test_a_place_is_known_by_its_short_names(zh: str, en: str, right: bool) -> None:
    assert ("name_invented" not in errors_of(zh, en)) is right


@pytest.mark.parametrize(("name", "english"), [("乌尔善", "Wuershan"), ("席尔瓦", "Silva")])
def test_a_name_in_one_word_is_no_wrong_reading(name: str, english: str) -> None:
    person = {"zh": name, "en": english, "lines": [1]}
    term = Term(name, english, "person", "model", "decided")
    assert errors_of(f"{name}出席。", f"{english} attended.", term, people=[person]) == set()


def test_an_institution_may_stand_in_full_for_its_short_name() -> None:
    name, english = "国务院办公厅", "General Office of the State Council"
    term = Term(name, english, "organisation", "model", "decided")
    zh = "国办印发若干措施。国务院办公厅要求落实。"
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "title": {"zh": "国办印发若干措施", "en": f"{english} issues measures"},
        "fields": {"kind": "news", "organisations": [{"zh": name, "en": english, "lines": [1]}]},
    }
    findings = verify(Result.model_validate(data), [term]).findings
    assert "name_swapped" not in {found.code for found in findings}


SAID = (
    (
        "她说：我们很高兴和大家一起庆祝这个日子。",
        'She said: "We are happy to celebrate this day with you."',
        True,
    ),
    (
        "她说，我们很高兴和大家一起庆祝这个日子。",
        'She said: "We are happy to celebrate this day with you."',
        False,
    ),
    (
        "他说，“《风筝》里有一句台词我一直都没有忘记”。",
        'He said: "There is a line in Kite that I have never forgotten."',
        True,
    ),
    (
        "书中有云：‘学而不思则罔，思而不学则殆。’",
        'The book has it: "Learning without thought is labour lost; thought without learning is perilous."',
        True,
    ),
)


@pytest.mark.parametrize(("zh", "en", "right"), SAID)
def test_a_colon_after_a_verb_of_saying_is_as_good_as_quotation_marks(zh: str, en: str, right: bool) -> None:
    assert ("quotation" not in errors_of(zh, en)) is right


def test_a_title_may_give_the_words_after_the_colon_in_quotation_marks() -> None:
    zh, en = "老兵：从没想过自己能活到今天", 'Veteran: "I never thought I would live to see today"'
    assert errors_of(zh, en, kind="title") == set()


@pytest.mark.parametrize(
    ("zh", "en", "right"),
    [
        ("对不起，订单不能取消。", "I'm sorry, the order cannot be cancelled.", True),
        ("会议结束。", "I'm sorry, I cannot help with that.", False),
    ],
)
def test_what_a_person_says_is_not_taken_for_the_machine(zh: str, en: str, right: bool) -> None:
    assert ("assistant_text" not in errors_of(zh, en)) is right


def test_a_sentence_that_ends_in_an_abbreviation_is_one() -> None:
    zh = "鱼塘改建的争议多半出于眼前的利益，只会让北岸村民同美方投资人更加疏远，对谁都没有好处。"
    en = "The quarrel over the ponds, driven by quick gain, will only estrange villagers from the U.S."
    assert "omission" not in errors_of(zh, en)


@pytest.mark.parametrize(
    ("unit", "right"), [("例", True), ("元", False)], ids=["what is counted", "something else"]
)
def test_a_unit_that_is_no_measure_word_is_checked_too(unit: str, right: bool) -> None:
    number = {"surface": "486例", "value": "486", "unit_zh": unit, "zh": "486例", "en": "486", "lines": [1]}
    errors = errors_of("选取486例患者。", "486 patients were enrolled.", numbers=[number])
    assert ("value" not in errors) is right


@pytest.mark.parametrize(
    ("zh", "years"),
    [
        ("永乐三年", {1405}),
        ("光緒三十一年", {1905}),
        ("宣统元年", {1909}),
        ("乾隆年间", set()),
        ("辛亥革命", {1911}),
        ("历时二十年", set()),
    ],
)
def test_the_years_of_eras_are_worked_out(zh: str, years: set[int]) -> None:
    assert years_implied(zh) == years


MONTHS = (
    ("7月26日电", "25日，活动开幕。", "On July 25, the event opened.", True),
    ("8月1日讯", "31日，活动开幕。", "On July 31, the event opened.", True),
    ("8月1日讯", "25日，活动开幕。", "On May 25, the event opened.", False),
)


@pytest.mark.parametrize(("stated", "zh", "en", "right"), MONTHS)
def test_a_bare_day_is_of_a_month_that_the_article_names(stated: str, zh: str, en: str, right: bool) -> None:
    lines = [{"n": 1, "text": zh, "role": "body"}, {"n": 2, "text": stated, "role": "meta"}]
    point = {"id": "p1", "zh": zh, "en": en, "lines": [1]}
    data = {"document": {"lines": lines}, "key_points": [point], "fields": {"kind": "news"}}
    findings = verify(Result.model_validate(data)).findings
    assert ("date" not in {found.code for found in findings if found.severity == "error"}) is right


@pytest.mark.parametrize(("surface", "kind"), [("云发〔2024〕12号", "label"), ("1204", "count")])
def test_of_the_figures_above_a_text_only_labels_count(surface: str, kind: str) -> None:
    lines = [
        {"n": 1, "text": "云发〔2024〕12号", "role": "meta"},
        {"n": 2, "text": "阅读：1204", "role": "meta"},
        {"n": 3, "text": "各乡镇：请按时报送。", "role": "body"},
    ]
    number = {"surface": surface, "zh": surface, "en": surface, "kind": kind, "lines": [1, 2]}
    data = {"document": {"lines": lines}, "fields": {"kind": "notice", "numbers": [number]}}
    findings = verify(Result.model_validate(data)).findings
    assert ("evidence" in {found.code for found in findings}) is (kind == "count")


@pytest.mark.parametrize(
    ("zh", "en", "code"),
    [
        (
            "上市不到一年，基金净值升25%。",
            "The fund's net value fell by 25% in less than a year.",
            "direction",
        ),
        ("上市以来，基金净值升25%。", "The fund's net value is 25% less since listing.", "direction"),
        ("南苑公园本周开放。", "The Nanyuan Reading Group opens this week.", "name_invented"),
        (
            "校友周启明用的是MBX2013型仪器。",
            "The alumnus Zhou Qiming uses an MBX device of 2013.",
            "code_missing",
        ),
        (
            "他说要为山区点一盏灯，并发表《春雨》。",
            'He said: "We must all light a lamp for the people in the hills", and published X.',
            "quotation",
        ),
    ],
)
def test_what_looks_like_it_is_an_error_still(zh: str, en: str, code: str) -> None:
    assert code in errors_of(zh, en)


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("检索时间从2小时缩减至9分钟。", "The search time was cut from 2 hours to 9 minutes.", set()),
        (
            "检索时间从2小时缩减至1小时。",
            "The search time was cut from 1 hour to 2 hours.",
            {"direction", "number"},
        ),
        ("条目●　甲校招生。", "Item ●　School A admits students.", set()),
    ],
)
def test_what_is_written_in_another_unit_or_width_is_no_error(zh: str, en: str, found: set[str]) -> None:
    assert errors_of(zh, en) == found


def test_a_place_is_named_by_its_adjective_too() -> None:
    term = Term("月球", "the Moon", "place", "zh", "decided")
    assert errors_of("月球采样计划启动。", "The lunar sampling plan began.", term) == set()
    assert errors_of("月球采样计划启动。", "The sampling plan began.", term) == {"term"}


def test_a_quotation_that_begins_with_a_title_is_one() -> None:
    zh = "店主说，「《晨报》虽然停了，《晨报》的读者不会走，今天来买报的人都这么讲，我也会留下来。」"
    en = (
        'The owner said, "Although the Morning Post has stopped, its readers will not leave; '
        'everybody says so today, and I shall stay, too."'
    )
    assert "quotation" not in errors_of(zh, en)
