from __future__ import annotations

from fractions import Fraction

import pytest
from growth import is_linear
from hypothesis import given
from hypothesis import strategies as st

from summarizer.numerals import figures_en, figures_zh, plain, value_of
from summarizer.numerals.readings import han_of

VALUES = {
    "123家": ("123", "家"), "1.2亿元": ("120000000", "元"), "12%": ("12", "%"), "3至5年": ("3-5", "年"),
    "百分之五十": ("50", "%"), "两年": ("2", "年"), "近百名": ("100", "名"), "三成": ("30", "%"),
    "22.1万亿元": ("22100000000000", "元"), "第十二届": ("12", "届"), "２０２所": ("202", "所"),
    "１２，３４５人": ("12345", "人"), "5,300人": ("5300", "人"), "2亿5000万元": ("250000000", "元"),
    "3千万": ("30000000", ""), "1万2千人": ("12000", "人"), "一百二十三所": ("123", "所"),
    "三万五千人": ("35000", "人"),
    "百分之三点五": ("3.5", "%"), "5个百分点": ("5", "个百分点"), "3‰": ("3", "‰"), "八五折": ("8.5", "折"),
    "三到五年": ("3-5", "年"), "两三个": ("2-3", "个"), "十七八岁": ("17-18", "岁"),
    "3-5亿元": ("300000000-500000000", "元"),
    "10万至20万元": ("100000-200000", "元"), "两年半": ("2.5", "年"), "半年": ("0.5", "年"),
    "一半": ("0.5", ""),
    "三分之一": ("", ""), "四分之一": ("0.25", ""), "100多万元": ("1000000", "元"),
    "20余万人": ("200000", "人"),
    "两个多月": ("2", "个月"), "1.2万余人次": ("12000", "人次"), "2024年": ("2024", "年"),
    "100km": ("100", "km"),
    # the sign of a figure, and dashes that are none
    "-5℃": ("-5", "℃"), "－3.2%": ("-3.2", "%"), "零下五度": ("-5", "度"), "负3.2%": ("-3.2", "%"),
    "负增长3.2%": ("-3.2", "%"), "同比增长−3.2%": ("-3.2", "%"), "负百分之三": ("-3", "%"),
    "-￥5万": ("-50000", ""), "正负5%": ("5", "%"), "担负3项": ("3", "项"), "1-9月": ("1-9", "月"),
    "-5℃至3℃": ("-5-3", "℃"), "5℃至3℃": ("5-3", "℃"), "-5~-2℃": ("-5--2", "℃"), "零下5至8度": ("-5--8", "度"),
    "零下5度至零下2度": ("-5--2", "度"), "3--5人": ("3-5", "人"), "-1.2万至3.5万元": ("-12000-35000", "元"),
    # Han numerals, whatever they count
    "二十四尊": ("24", "尊"), "一百三十七柄": ("137", "柄"), "俩": ("2", ""),
    "俩人": ("2", "人"), "兄弟俩": ("2", ""),
    "三挺": ("3", "挺"), "约十二三柄": ("12-13", "柄"), "三万五千尊": ("35000", "尊"),
    "二十多尊": ("20", "尊"),
    "三": ("3", ""), "二十四尊木偶、3个": ("24", ""), "一尊": ("1", "尊"), "一共三十名": ("30", "名"),
    # units that no list has
    "7200㎡": ("7200", "㎡"), "７２００㎡": ("7200", "㎡"), "7200m²": ("7200", "m²"),
    "5.8 mmHg": ("5.8", "mmHg"),
    "5尊": ("5", "尊"), "3.3万标箱": ("33000", "标箱"), "5尊木偶": ("5", ""),
    # what stands before a greater multiplier, and what is left out behind 亿
    "6千5百余万元": ("65000000", "元"), "2亿5千元": ("250000000", "元"), "2亿5千余元": ("250000000", "元"),
    # what a finite decimal states exactly, and what none does
    "二分之一": ("0.5", ""), "四分之三": ("0.75", ""), "五分之二": ("0.4", ""), "三分之二": ("", ""),
    "一又二分之一": ("1.5", ""), "3比1": ("", ""), "三比一": ("", ""),
    "三点五亿": ("350000000", ""), "翻两番": ("2", "番"), "五百强": ("500", "强"), "1:18": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize(("surface", "value"), VALUES.items())
def test_a_surface_form_has_an_exact_value_and_a_unit(surface: str, value: tuple[str, str]) -> None:
    assert value_of(surface) == value


@pytest.mark.parametrize(
    "surface",
    [
        "",
        "无数字",
        "一些",
        "一共",
        "一直",
        "三思",
        "五一",
        "伎俩",
        "T-3天",
        "十分重要",
        "5A级",
        "G20",
        "COVID-19",
        "“一带一路”",
        "9时30分",
        "成立",
        "0512-66778899",
    ],
)
def test_what_counts_nothing_has_no_value(surface: str) -> None:
    assert value_of(surface) == ("", "")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("超22万亿元", "over"), ("千余名", "over"), ("三年多", "over"), ("近百名", "nearly"),
        ("约40%", "about"),
        ("30人左右", "about"), ("30%以上", "at_least"), ("不少于5天", "at_least"), ("不足5%", "under"),
        ("不超过3年", "at_most"), ("30日以内", "at_most"), ("123家", ""),
    ],
)  # fmt: skip
def test_a_qualifier_is_kept_with_its_figure(text: str, qualifier: str) -> None:
    assert [figure.qualifier for figure in figures_zh(text)] == [qualifier]


@pytest.mark.parametrize("text", ["数十家", "上百名", "几千人", "十几个", "数亿元"])
def test_an_order_of_magnitude_is_marked_as_vague(text: str) -> None:
    assert [figure.vague for figure in figures_zh(text)] == [True]


@pytest.mark.parametrize("text", ["一种方式", "一批学校", "万亩良田", "千亿级", "第一书记"])
def test_a_lone_one_and_a_bare_multiplier_need_not_be_translated(text: str) -> None:
    assert all(figure.soft for figure in figures_zh(text))


def test_an_ascii_comma_between_words_separates_no_thousands() -> None:
    assert [figure.value for figure in figures_zh("完成项目,30个,其中新建5,300套")] == [30, 5300]


def test_a_weekday_a_grade_and_a_name_are_no_figures() -> None:
    assert figures_zh("周三，高三年级的张三来了，统一安排") == [] or all(
        f.soft for f in figures_zh("周三，高三年级的张三来了")
    )


ENGLISH = {
    "123 companies": 123, "1.2 billion yuan": 1_200_000_000, "RMB 90bn": 90_000_000_000, "$5m": 5_000_000,
    "two hundred and five": 205, "twenty-three": 23, "twenty-first": 21, "the 20th congress": 20,
    "half a million": 500_000,
    "one hundred million": 100_000_000, "0.12 billion": 120_000_000, "three decades": 30, "half a dozen": 6,
    "two and a half years": Fraction(5, 2), "two-thirds": Fraction(2, 3), "three quarters of": Fraction(3, 4),
    "12 per cent": 12, "thirty-five percent": 35, "both sides": 2, "a dozen": 12,
    "1,234.56": Fraction("1234.56"),
    "two hundred and thirty-four thousand five hundred and six": 234_506, "hundreds of thousands": 100_000,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), ENGLISH.items())
def test_english_words_and_digits_have_exact_values(text: str, value: Fraction) -> None:
    assert [figure.value for figure in figures_en(text)] == [value]


def test_a_list_or_a_range_shares_its_last_unit() -> None:
    assert [figure.unit for figure in figures_en("12, 15 and 18 percent")] == ["%"] * 3
    assert [figure.value for figure in figures_en("3-5 million")] == [3_000_000, 5_000_000]
    assert [figure.unit for figure in figures_en("5 to 8 per cent")] == ["%", "%"]


@pytest.mark.parametrize("text", ["10人到四川参加培训", "20名到三亚学习", "8人到三家企业走访"])
def test_where_so_many_go_ends_no_range(text: str) -> None:
    assert next(figure.upper for figure in figures_zh(text)) is None


@pytest.mark.parametrize("text", ["三到四百人", "三到四百家", "3到4百人"])
def test_the_first_number_of_a_range_shares_the_scale_of_the_last(text: str) -> None:
    assert [figure.values for figure in figures_zh(text)] == [(300, 400)]


def test_labels_are_labels_in_both_languages() -> None:
    assert {figure.kind for figure in figures_en("G20, COVID-19, 5G and 5A")} == {"label"}
    assert {figure.kind for figure in figures_zh("G20、COVID-19、5G和5A级")} == {"label"}


@given(st.integers(min_value=1, max_value=10**9))
def test_han_numerals_read_back_as_the_number_they_were_made_of(number: int) -> None:
    value, unit = value_of(f"{han_of(number)}人")
    assert (value, unit) == (str(number), "人")


@given(st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False, allow_infinity=False))
def test_plain_is_the_exact_decimal(number: object) -> None:
    assert Fraction(plain(Fraction(str(number)))) == Fraction(str(number))


MIXED = st.text(
    st.sampled_from(
        "0123456789０９,.，%％一二三十百千万亿两半第多余近年月日家元成折倍至-—～ abGthousandm:/\u0301😀"
    ),
    max_size=40,
)


@given(MIXED)
def test_a_span_is_its_surface_on_any_text(text: str) -> None:
    for figure in (*figures_zh(text), *figures_en(text)):
        assert text[figure.start : figure.end] == figure.surface != ""


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "一", "万", "百分之", "1-", "1至", "a1", "a-1", "第一、", "1万", "a@", "1:", "twenty-",
    "one million ", "two hundred and "],
)  # fmt: skip
def test_hostile_repetition_costs_linear_time(piece: str) -> None:
    def run(size: int) -> None:
        text = (piece * size)[:size]
        figures_zh(text)
        figures_en(text)

    assert is_linear(run, 2_000, 32_000)


QUALIFYING_EN = """
no more than|At most|up to|not exceeding|a maximum of|within|as many as|capped at|not to exceed|at least
no fewer than|a minimum of|minimum|fewer than|under|below|short of|not yet|not quite|more than|over|exceeded
in excess of|upward of|above|surpassing|topped|tops|beyond|north of|past|nearly|almost|close to|approaching
near|just under|virtually|towards|about|around|approximately|roughly|some|an estimated|circa|in the region of
"""
QUALIFYING_ZH = """
不超过 未超过 至多 最多 控制在 不少于 不得低于 至少 最少 起码 达到或超过 不到 不足 少于 低于 未满 小于
超过 超出 超 逾
突破 多于 高于 大于 将近 接近 逼近 临近 近 大约 约为 约 大概 大致 估计 预计约
"""


@pytest.mark.parametrize("words", QUALIFYING_EN.strip().replace("\n", "|").split("|"))
@pytest.mark.parametrize("between", [" ", " a total of ", " RMB ", " US$"])
def test_whatever_qualifies_an_english_figure_is_seen(words: str, between: str) -> None:
    assert figures_en(f"It cost {words}{between}5,300 yuan.")[-1].qualifier


@pytest.mark.parametrize("words", QUALIFYING_ZH.split())
def test_whatever_qualifies_a_chinese_figure_is_seen(words: str) -> None:
    assert figures_zh(f"费用{words}5300元")[-1].qualifier


def test_inside_a_word_no_english_figure_starts() -> None:
    figures = figures_en("He phoned, was often alone; none won 3.")
    assert [figure.surface for figure in figures] == ["none", "3"]


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("三季度同比增长4.9%", ("4.9", "%")), ("一季度利润3亿元", ("300000000", "元")),
        ("三产占比53%", ("53", "%")), ("二两", ("2", "两")), ("五千两白银", ("5000", "两")),
        ("两百两", ("200", "两")), ("三到五", ("", "")), ("三十而立", ("", "")), ("2又3分之1", ("", "")),
        ("1.5×10^8", ("", "")),
    ],
)  # fmt: skip
def test_a_numeral_at_the_beginning_counts_only_where_it_is_the_figure(
    surface: str, value: tuple[str, str]
) -> None:
    assert value_of(surface) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("逾四份三市民支持", [Fraction(3, 4)]),
        ("逾5份2市民支持", [Fraction(2, 5)]),
        ("每人2份3个", [2, 3]),
        ("共买了3份2斤的苹果", [3, 2]),
        ("合同一式3份2份存档", [3, 2]),
        ("附件1、2万元以下采购目录", [1, 20000]),
        ("每件1、2万元", [10000]),
    ],
)
def test_parts_of_a_whole_and_neighbours_are_told_from_two_figures(text: str, values: list[object]) -> None:
    assert [found.value for found in figures_zh(text)] == values


def test_a_wave_dash_is_one_among_others_whatever_else_a_text_has() -> None:
    found = [(one.value, one.upper) for one in figures_zh("有3〜5人，另有6~8人。")]
    assert found == [(3, 5), (6, 8)]
