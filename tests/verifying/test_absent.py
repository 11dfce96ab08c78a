"""Bodies, organisations and places that a digest names stand in the article, and in its lines."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read

ARTICLE = (
    "柳塘县召开果园建设推进会",
    "3月12日，柳塘县林业局在县文化馆举行果园建设推进会，县财政局副局长冯砚秋介绍了资金安排。",
    "3月底前，各村须经县政府批准后栽种果苗。",
    "3月15日，晴岚果业公布业绩：营业收入3.2亿元，同比增长12.3%。",
    "同日，远帆食品公布业绩：营业收入2.1亿元，同比下降6.7%。",
    "远帆食品计划两年内在华东、西南建设两座工厂。",
)
ORGANISATIONS = ("柳塘县林业局", "晴岚果业", "远帆食品")


def severities(
    zh: str, line: int, article: tuple[str, ...] = ARTICLE, names: tuple[str, ...] = ORGANISATIONS
) -> set[str]:
    """Of `support`, for a key point that cites a line."""
    lines = [{"n": n, "text": text, "role": "body"} for n, text in enumerate(article, 1)]
    organisations = [{"zh": name, "en": "", "role": "", "lines": [line]} for name in names]
    data = {
        "document": {"lines": lines},
        "key_points": [{"id": "p1", "zh": zh, "en": "", "lines": [line]}],
        "fields": {"kind": "news", "organisations": organisations},
    }
    return {each.severity for each in verify(read(data)).findings if each.code == "support"}


@pytest.mark.parametrize(
    ("zh", "line"),
    [
        ("3月12日，柳塘县水利局举行果园建设推进会。", 2),  # no such bureau in the article
        ("3月12日，省林业厅举行果园建设推进会。", 2),  # a bureau of the county
        ("各村须经市政府批准后栽种果苗。", 3),
        ("各村须经省人民政府批准后栽种果苗。", 3),
        ("3月底前，各村须经县财政局批准后栽种果苗。", 3),  # of another line
    ],
)
def test_a_body_of_which_the_article_has_nothing_is_an_error(zh: str, line: int) -> None:
    article = (*ARTICLE[:2], "3月底前，各村须经县政府和县林业局批准后栽种果苗。", *ARTICLE[3:])
    assert severities(zh, line, article) == {"error"}


@pytest.mark.parametrize(
    ("told", "zh"),
    [
        ("县水务局通报了险情。", "县水利局通报了险情。"),
        ("县教育部门要求学校停课。", "县教育局要求学校停课。"),
        ("工业和信息化部发布公告。", "工信部发布公告。"),
        ("国家发展和改革委员会发布公告。", "国家发改委发布公告。"),
        ("县水利局、省水利厅联合检查大坝。", "省水利厅等检查大坝。"),
        ("柳塘市人民政府发布公告。", "市政府发布公告。"),
        ("市委、市政府召开会议。", "市政府召开会议。"),
        ("縣財政局公佈預算。", "县财政局公布预算。"),
        ("警方通报了案情，三人被抓。", "公安局通报了案情，三人被抓。"),
        ("财政和税务两局公布预算。", "财政局和税务局公布预算。"),
    ],
)
def test_a_body_may_be_called_otherwise(told: str, zh: str) -> None:
    assert "error" not in severities(zh, 1, (told,), ())


def test_what_is_the_other_company_s_is_an_error() -> None:
    assert severities("远帆食品营业收入3.2亿元。", 4) == {"error"}
    assert severities("晴岚果业计划两年内在华东、西南建设两座工厂。", 6) == {"error"}


@pytest.mark.parametrize(
    ("zh", "line"),
    [
        ("远帆食品营业收入2.1亿元。", 5),
        ("远帆食品的业绩与晴岚果业同日公布。", 5),
        ("柳塘县林业局举行果园建设推进会。", 2),
    ],
)
def test_the_right_company_is_none(zh: str, line: int) -> None:
    assert not severities(zh, line)


def test_a_company_may_be_spoken_of_as_such() -> None:
    article = (*ARTICLE[:4], "公司与远帆食品签订了合同，金额2.1亿元。")
    assert "error" not in severities("晴岚果业签订了合同，金额2.1亿元。", 5, article)


@pytest.mark.parametrize(
    ("told", "zh", "wanted"),
    [
        ("推进会在县文化馆举行。", "推进会在北京举行。", {"error"}),
        ("推进会在杭州举行，各县派人参加。", "推进会在苏州举行，各县派人参加。", {"error"}),
        ("公司将在华东、西南建设两座工厂。", "公司将在华东、华北建设两座工厂。", {"error"}),
        ("推进会在杭州举行，各县派人参加。", "在浙江省杭州举行推进会，各县派人参加。", {"warning"}),
        ("推进会12日在京举行，各县派人参加。", "推进会12日在北京举行，各县派人参加。", set()),
        ("推进会在湖畔举行，湖南部各乡派人参加。", "推进会在湖畔举行，湖南部各乡派人参加。", set()),
        ("廣州代表團抵達，各縣派人參加。", "代表团从广州抵达，各县派人参加。", set()),
    ],
)
def test_a_place_that_the_article_does_not_name(told: str, zh: str, wanted: set[str]) -> None:
    assert severities(zh, 1, (told,), ()) == wanted


def test_next_to_none_of_the_wording_is_an_error_unless_a_figure_is_there() -> None:
    told = "最后选了这台手机，别人都说不划算，可是它符合我的需要，为此花去4200元，没有任何抱怨。"
    wrong = "作者认为购买电器前应当先比较各家商店的售后服务，这样就足够了。"
    assert severities(wrong, 1, (told,), ()) == {"error"}
    right = "作者以自己花4200元选手机为例，说明符合需要便可以了，不必多比较。"
    assert "error" not in severities(right, 1, (told,), ())


def test_a_post_that_nobody_of_the_article_has_is_an_error() -> None:
    told = "县林业局与南岭农业大学签署了合作协议。"
    assert severities("南岭农业大学校长出席，县林业局与南岭农业大学签署了合作协议。", 1, (told,), ()) == {
        "error"
    }
    assert not severities("县林业局长期与南岭农业大学合作。", 1, (told,), ())


@pytest.mark.parametrize(
    ("zh", "wanted"),
    [
        ("邱远舟出席推进会并讲话。", {"error"}),
        ("县林业局局长邱远舟指出，各村要抓紧。", {"error"}),
        ("文章还指出，各村要抓紧。", set()),
        ("范知远指出，各村要抓紧。", set()),
    ],
)
def test_who_speaks_is_somebody_of_the_article(zh: str, wanted: set[str]) -> None:
    told = "县林业局局长范知远出席推进会并讲话，指出各村要抓紧，文章还说各村栽种果苗。"
    assert severities(zh, 1, (told,), ()) == wanted


def test_a_bureau_of_another_level_is_another_one() -> None:
    told = "县林业局、县财政局联合召开推进会，各村派人参加。"
    assert severities("省林业局、县财政局联合召开推进会。", 1, (told,), ()) == {"error"}
    assert not severities("县林业局、县财政局联合召开推进会。", 1, (told,), ())


def test_whom_the_page_is_about_need_not_be_named_again() -> None:
    article = (
        "晴岚果业签订合同",
        "8月2日，与远帆食品签订了合同，金额2.1亿元。",
        "8月3日，远帆食品宣布停牌。",
    )
    known = [
        {"n": n, "text": text, "role": "body" if n > 1 else "title"} for n, text in enumerate(article, 1)
    ]
    organisations = [{"zh": name, "en": "", "role": "", "lines": [2]} for name in ORGANISATIONS[1:]]
    data = {
        "document": {"lines": known},
        "key_points": [{"id": "p1", "zh": "晴岚果业签订2.1亿元合同。", "en": "", "lines": [2]}],
        "fields": {"kind": "news", "organisations": organisations},
    }
    found = verify(read(data)).findings
    assert not {each.code for each in found if each.severity == "error" and each.where == "key_points.p1.zh"}
    known[0]["role"] = "body"
    found = verify(read(data)).findings
    assert not {each.code for each in found if each.severity == "error" and each.where == "key_points.p1.zh"}


def test_an_organisation_in_the_place_of_another_one_is_wrong_whoever_else_is_spoken_of() -> None:
    article = (
        "该公司说，去年由云溪学会牵头编写的手册已经付印。",
        "青钢说，去年由该公司牵头编写的手册已经付印。",
        "青禾钢铁、北辰基金会和云溪学会也都到了。",
    )
    names = ("青禾钢铁", "北辰基金会", "云溪学会")
    assert severities("去年由北辰基金会牵头编写的手册已经付印。", 1, article, names) == {"error"}
    assert severities("去年由云溪学会牵头编写的手册已经付印。", 1, article, names) == set()
    assert "error" not in severities("去年由青禾钢铁牵头编写的手册已经付印。", 2, article, names)
