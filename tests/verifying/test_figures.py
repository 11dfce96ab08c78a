from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarizer.numerals import plain
from summarizer.numerals.readings import han_of
from summarizer.results import Result
from summarizer.text import Finding
from summarizer.verifying import figures
from summarizer.verifying.figures import compare, unsupported
from summarizer.verifying.figures.naming import names_with_numerals
from summarizer.verifying.page import Page

PAIRS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines()
    if " | " in line and not line.startswith("#")
]


@pytest.mark.parametrize(("zh", "en"), PAIRS)
def test_a_correct_translation_raises_no_error(zh: str, en: str) -> None:
    assert [problem.message for problem in compare(zh, en) if problem.severity == "error"] == []


# Each with a wrong English and what must be said about it.
WRONG = [
    ("贷款90亿元。", "Loans of 90 billion yuan.", "90亿元 -> 90 billion, x10"),
    ("投资1.2亿元。", "An investment of 12 million yuan.", "1.2亿元 -> 12 million, x1/10"),
    ("培训3万人。", "3,000 people were trained.", "3万人 -> 3,000, x1/10"),
    ("新增企业123家。", "132 companies were added.", "123家 -> 132"),
    ("三所学校签约。", "Five schools signed.", "三所 -> Five"),
    ("增长12%。", "Growth of 12.", "12% is not in the English"),
    ("增长5.1%和5.3%。", "Growth of 5.1% and 5.1%.", "5.3% -> 5.1%"),
    ("第十二届大会", "The 13th Conference", "第十二届 -> 13th"),
    ("产值增长两倍。", "Output doubled.", "两倍 is not in the English"),
    ("采访了40名教师。", "Teachers were interviewed.", "40名 is not in the English"),
    ("采访了教师。", "40 teachers were interviewed.", "40 is not in the Chinese"),
    ("下午3点半开始。", "It starts at 4:30 p.m.", "下午3点半 -> 4:30 p.m."),
    ("订单达数亿元。", "Orders of several hundred yuan.", "数亿元 -> hundred, x1/1,000,000"),
    ("实现5G覆盖。", "There is 4G coverage.", "5G is not in the English"),
]


@pytest.mark.parametrize(("zh", "en", "message"), WRONG)
def test_a_wrong_figure_is_an_error_that_names_both_sides(zh: str, en: str, message: str) -> None:
    assert message in [problem.message for problem in compare(zh, en) if problem.severity == "error"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("近百名代表出席。", "100 delegates attended."),
        ("共有200余人报名。", "200 people signed up."),
        ("约40%的学生参加。", "40% of the students took part."),
        ("服务期不少于5年。", "The term of service is 5 years."),
        ("20多国的60余项成果。", "60 achievements from over 20 countries."),
    ],
)
def test_a_lost_qualifier_is_an_error(zh: str, en: str) -> None:
    assert [(problem.code, problem.severity) for problem in compare(zh, en)] == [("qualifier", "error")]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("共100人。", "Nearly 100 people."),
        ("闸站去年清淤42次。", "The sluice was dredged more than 42 times last year."),
        ("水费上涨0.8%。", "Water charges rose about 0.8%."),
        ("以5.6亿元买下码头。", "The wharf was bought for about 560 million yuan."),
        ("渡口共有14名船工，轮流值守。", "The ferry has at least 14 boatmen, who take turns."),
    ],
)
def test_a_qualifier_out_of_nowhere_is_an_error(zh: str, en: str) -> None:
    assert [(problem.code, problem.severity) for problem in compare(zh, en)] == [("qualifier", "error")]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("闸站约占全县水费的8.4%。", "The sluice accounts for about 8.4% of the county's water charges."),
        ("移交了27名船工。", "They were handing over 27 boatmen."),
        ("历时4年修成。", "It was built over 4 years."),
        ("每船限30人。", "Each boat takes at most 30 people."),
        ("补贴封顶30万元。", "Subsidies come to at most 300,000 yuan."),
        ("申请门槛为30人。", "Firms need at least 30 staff to apply."),
        ("起订量30件。", "Orders must be of at least 30 pieces."),
        ("塌方已致30人死亡。", "At least 30 people have died in the collapse."),
        ("闸站距县城30公里。", "The sluice is about 30 km from the county seat."),
        ("渡口突破30处。", "There are now more than 30 ferries."),
        ("补贴不低于当年收入的75%。", "Subsidies are at least 75% of the year's income."),
        ("水位将朝着2%回落。", "The level will fall back towards 2%."),
    ],
)
def test_what_may_be_qualified_is_no_error(zh: str, en: str) -> None:
    assert [problem for problem in compare(zh, en) if problem.severity == "error"] == []


CHANGED_UNITS = [
    ("投资90亿元。", "An investment of US$9 billion."),
    ("投资90亿元。", "An investment of 9 billion dollars."),
    ("出口3亿美元。", "exports of 300 million yuan"),
    ("下降0.3个百分点。", "down 0.3 percent"),
    ("增长12%。", "up 12 percentage points"),
    ("占地500亩", "covers 500 hectares"),
    ("15公里", "15 metres"),
    ("为期3年", "for 3 months"),
    ("120吨", "120 kg"),
    ("3天", "3 hours"),
    ("增长5.7%。", "It was down 5.7 percent."),
    ("超过100家。", "Less than 100 firms."),
    ("不得超过三次。", "At least three times."),
]
SAME_UNITS = [
    ("投资90亿元。", "RMB 9 billion."),
    ("投资90亿元人民币。", "9 billion yuan"),
    ("出口3亿美元。", "exports of $300 million"),
    ("下降0.3个百分点。", "down 0.3 of a percentage point"),
    ("下降0.3个和0.5个百分点。", "down 0.3 and 0.5 percentage points respectively"),
    ("占地500亩", "covers 500 mu"),
    ("15公里", "15 km"),
    ("15公里", "15km"),
    ("为期3年", "a three-year term"),
    ("为期3年", "36 months"),
    ("半年", "six months"),
    ("120吨", "120 tonnes"),
    ("5个工作日内", "within five working days"),
    ("港币300万元", "HK$3 million"),
    ("300万港元", "HK$3 million"),
    ("300万美元", "3 million US dollars"),
    ("45分钟", "45 minutes"),
    ("4.8%上升到5.1%，上升0.3个百分点", "from 4.8% to 5.1%, up 0.3 percentage points"),
    ("不得超过三次。", "No more than three times."),
    ("增速回落至5%。", "Growth slowed to 5 percent."),
    ("投資一千二百萬元。", "An investment of 12 million yuan."),
]


@pytest.mark.parametrize(("zh", "en"), CHANGED_UNITS)
def test_another_unit_direction_or_bound_is_an_error(zh: str, en: str) -> None:
    assert "error" in {problem.severity for problem in compare(zh, en)}


@pytest.mark.parametrize(("zh", "en"), SAME_UNITS)
def test_a_unit_may_be_said_in_many_ways(zh: str, en: str) -> None:
    assert [problem for problem in compare(zh, en) if problem.severity == "error"] == []


def test_a_numeral_within_a_name_need_not_be_stated() -> None:
    names = names_with_numerals(["第五小学", "八方公司"])
    assert compare("第五小学签约。", "The school signed.", names) == []
    assert compare("第五小学签约。", "No. 6 Primary School signed.", names) != []
    assert [problem.code for problem in compare("五所小学签约。", "Schools signed.", names)] == [
        "number_missing"
    ]


# ------------------------------------------------------------------------------ any value at all

COUNTS = st.integers(min_value=21, max_value=9_999_999)
ZH_COUNTS = (
    lambda n: f"共有{n}人参加。",
    lambda n: f"共有{n:,}人参加。",
    lambda n: f"共有{han_of(n)}人参加。",
    lambda n: f"共有{plain(Fraction(n, 10_000))}万人参加。",
    lambda n: f"参加的有{''.join(chr(ord(c) + 0xFEE0) for c in str(n))}人。",
)
EN_COUNTS = (
    lambda n: f"{n:,} people took part.",
    lambda n: f"In all, {n} people took part.",
    lambda n: f"{plain(Fraction(n, 1_000_000))} million people took part.",
    lambda n: f"{plain(Fraction(n, 1000))} thousand people took part.",
)
ZH_MONEY = (lambda n: f"投资{n}亿元。", lambda n: f"投资{n}亿元人民币。", lambda n: f"投资{n}00000000元。")
EN_MONEY = (
    lambda n: f"An investment of {plain(Fraction(n, 10))} billion yuan.",
    lambda n: f"RMB {n * 100} million was invested.",
    lambda n: f"It invested CNY {plain(Fraction(n, 10))}bn.",
)
ZH_SHARES = (lambda n: f"比重为{n}%。", lambda n: f"占百分之{han_of(n)}。")
EN_SHARES = (lambda n: f"A share of {n} percent.", lambda n: f"{n}% of the total.")
ZH_POINTS = (lambda n: f"上升{n}个百分点。", lambda n: f"提高了{n}个百分点。")
EN_POINTS = (lambda n: f"It rose by {n} percentage points.", lambda n: f"It was {n} points higher.")
ORDINALS = (lambda n: f"第{n}届大会", lambda n: f"第{han_of(n)}届大会")


def ordinal(number: int) -> str:
    suffix = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


FAMILIES = st.one_of(
    st.tuples(COUNTS, COUNTS, st.sampled_from(ZH_COUNTS), st.sampled_from(EN_COUNTS)),
    st.tuples(
        *[st.integers(min_value=1, max_value=9999)] * 2, st.sampled_from(ZH_MONEY), st.sampled_from(EN_MONEY)
    ),
    st.tuples(
        *[st.integers(min_value=1, max_value=99)] * 2, st.sampled_from(ZH_SHARES), st.sampled_from(EN_SHARES)
    ),
    st.tuples(
        *[st.integers(min_value=1, max_value=99)] * 2, st.sampled_from(ZH_POINTS), st.sampled_from(EN_POINTS)
    ),
    st.tuples(
        *[st.integers(min_value=2, max_value=99)] * 2,
        st.sampled_from(ORDINALS),
        st.just(lambda n: f"The {ordinal(n)} Congress"),
    ),
)


@given(FAMILIES)
def test_any_value_matches_its_rendering_and_no_other(family: tuple) -> None:
    value, other, zh, en = family
    assert compare(zh(value), en(value)) == []
    assume(other != value)
    assert [problem.severity for problem in compare(zh(value), en(other))] == ["error"]


@given(FAMILIES)
def test_any_value_is_supported_by_itself_and_no_other(family: tuple) -> None:
    value, other, zh, _ = family
    assert unsupported(zh(value), ["另有1所学校。", zh(value)]) == []
    assume(other != value)
    assert len(unsupported(zh(value), ["另有1所学校。", zh(other)])) == 1


@pytest.mark.parametrize(
    ("zh", "source"),
    [
        ("总额超22万亿元。", "总额达22.1万亿元。"),
        ("近四成学生", "39%的学生"),
        ("约30%的教师", "三成教师"),
        ("投资1.2亿元", "投资12000万元"),
        ("一半学校", "50%的学校"),
        ("产值翻番", "产值翻了一番"),
        ("2024年新建5所", "2024年，新建学校5所"),
        ("实现5G覆盖", "5G 信号全覆盖"),
    ],
)
def test_another_notation_or_a_qualified_rounding_is_support(zh: str, source: str) -> None:
    assert unsupported(zh, [source]) == []


@pytest.mark.parametrize(
    ("zh", "source"), [("共7所学校", "新建3所、改建4所"), ("总额22万亿元", "总额22.1万亿元"), ("12%", "12人")]
)
def test_sums_and_unqualified_rounding_are_no_support(zh: str, source: str) -> None:
    assert unsupported(zh, [source])


# --------------------------------------------------------------------------------- whole results


def result(**changes: object) -> Result:
    lines = [
        {"n": 1, "text": "云河市新增企业123家，投资90亿元。", "role": "body"},
        {"n": 2, "text": "热门：某地发放补贴456万元", "role": "noise"},
    ]
    return Result.model_validate({"document": {"lines": lines}, **changes})


def check(checked: Result) -> Iterator[Finding]:
    return figures.check(Page(checked))


def sentence(zh: str, en: str = "") -> dict[str, object]:
    return {"sentences": [{"id": "s1", "zh": zh, "en": en, "lines": [1]}]}


def test_a_clean_result_has_no_findings() -> None:
    good = sentence("云河市新增企业123家。", "Yunhe added 123 companies.")
    numbers = [
        {
            "surface": "90亿元",
            "value": "9000000000",
            "zh": "投资90亿元",
            "en": "an investment of 9 billion yuan",
        }
    ]
    assert list(check(result(summary=good, fields={"numbers": numbers}))) == []


def test_a_figure_of_the_summary_that_the_article_lacks_is_an_error() -> None:
    found = list(check(result(summary=sentence("新增企业132家。"))))
    assert [(f.code, f.severity, f.where, f.quote, f.lines) for f in found] == [
        ("figure", "error", "summary.sentences.s1.zh", "132家", (1,))
    ]
    assert "nowhere" in found[0].message


def test_a_figure_from_the_noise_is_named_as_such() -> None:
    assert "noise" in next(check(result(summary=sentence("发放补贴456万元。")))).message


def test_a_wrong_power_of_ten_in_a_translated_line_is_found() -> None:
    translation = {"segments": [{"n": 1, "zh": "投资90亿元。", "en": "It invested 90 billion yuan."}]}
    found = next(check(result(translation=translation)))
    assert (found.code, found.where, found.quote) == ("number", "translation.segments.1.en", "90亿元")
    assert "x10" in found.message


def test_a_figure_of_another_line_is_not_supported_by_the_cited_one() -> None:
    lines = [
        {"n": 1, "text": "新增企业123家。", "role": "body"},
        {"n": 2, "text": "投资90亿元。", "role": "body"},
    ]
    wrong = Result.model_validate({"document": {"lines": lines}, "summary": sentence("投资90亿元。")})
    assert [(found.code, found.severity) for found in check(wrong)] == [("figure_line", "error")]


def test_a_figure_may_go_on_in_the_next_line() -> None:
    lines = [{"n": 1, "text": "共有三百二", "role": "body"}, {"n": 2, "text": "十人报名。", "role": "body"}]
    wrapped = Result.model_validate({"document": {"lines": lines}, "summary": sentence("320人报名。")})
    assert list(check(wrapped)) == []


def test_the_unit_of_a_number_is_that_of_its_surface() -> None:
    numbers = [{"surface": "90亿元", "value": "9000000000", "unit_zh": "美元"}]
    assert [found.where for found in check(result(fields={"numbers": numbers}))] == [
        "fields.numbers.0.unit_zh"
    ]


@pytest.mark.parametrize(
    ("surface", "value", "unit", "right"),
    [
        ("110万桶/日", "1100000", "桶", True),
        ("110万桶/日", "1100000", "桶/日", True),
        ("110万桶/日", "1100000", "吨", False),
        ("84日元/桶", "84", "日元", True),
        ("84日元/桶", "84", "元", False),
        ("84美元/桶", "84", "美元/桶", True),
    ],
)
def test_what_a_unit_is_divided_by_is_of_no_country(
    surface: str, value: str, unit: str, *, right: bool
) -> None:
    numbers = [{"surface": surface, "value": value, "unit_zh": unit}]
    assert (list(check(result(fields={"numbers": numbers}))) == []) is right


def test_a_value_that_is_not_that_of_its_surface_is_an_error() -> None:
    numbers = [{"surface": "90亿元", "value": "90", "lines": [1]}]
    found = list(check(result(fields={"numbers": numbers})))
    assert [(f.code, f.where) for f in found] == [("value", "fields.numbers.0.value")]


@pytest.mark.parametrize("value", ["9000000000", "9,000,000,000", "9000000000.0"])
def test_a_value_may_be_written_in_any_plain_way(value: str) -> None:
    assert list(check(result(fields={"numbers": [{"surface": "90亿元", "value": value}]}))) == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("现场聚集了上万名球迷。", "Thousands upon thousands of fans gathered."),
        ("受灾人口1993.05万人。", "19.93 million people were affected."),
        ("甲校、乙校、丙校3所高校联合招生。", "Jia, Yi and Bing of Yunhe admit students jointly."),
        ("以上4人均已出院。", "All of them have been discharged."),
        ("1亩苹果能卖一万五千元。", "Apples bring 15,000 yuan per mu."),
        ("01 使用说明", "Instructions"),
    ],
)  # fmt: skip
def test_what_may_be_told_less_exactly_is_warned_about(zh: str, en: str) -> None:
    assert {problem.severity for problem in compare(zh, en)} <= {"warning"}


@pytest.mark.parametrize(
    ("zh", "source", "supported"),
    [
        ("98年建成，三十号停用。", "大桥于1998年建成，10月30日停用。", True),
        ("98年建成。", "大桥于1988年建成。", False),
        ("25年的老桥。", "大桥于2025年拆除。", False),
        ("三十号停用。", "大桥于10月29日停用。", False),
    ],
)
def test_a_part_of_a_date_is_supported_by_the_whole_date(zh: str, source: str, *, supported: bool) -> None:
    assert (unsupported(zh, [source]) == []) is supported
