"""What an office is for, of which kind something is, and whether somebody still holds a post."""

from __future__ import annotations

import pytest

from summarizer.verifying import offices
from summarizer.verifying.page import Pair


def errors(kind: str, zh: str, en: str) -> list[str]:
    found = offices.check(Pair("somewhere", kind, zh, en))  # type: ignore[arg-type]
    return [finding.code for finding in found if finding.severity == "error"]


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("organisation", "柳河县水利局", "Liuhe County Education Bureau"),
        (
            "sentence",
            "教育部表示，方案已经公布。",
            "The Ministry of Finance said that the plan had been published.",
        ),
        ("sentence", "县教育局局长出席。", "The head of the county health bureau attended."),
        ("organisation", "东岭师范大学", "Dongling Primary School"),
        ("organisation", "东岭水产大学", "Dongling Fisheries Co., Ltd."),
        ("place", "柳河县", "Liuhe City"),
        ("post", "局长", "former director"),
        ("post", "局长", "acting director"),
        ("post", "局长", "minister"),
    ],
)
def test_another_office_kind_or_standing_is_an_error(kind: str, zh: str, en: str) -> None:
    assert errors(kind, zh, en)


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("organisation", "柳河县水利局", "Liuhe County Water Resources Bureau"),
        ("organisation", "柳河县水务局", "Liuhe County Bureau of Water Affairs"),
        (
            "sentence",
            "教育部、财政部表示支持。",
            "The Ministry of Finance and the Ministry of Education expressed support.",
        ),
        ("sentence", "教育部门加强管理。", "Education departments stepped up management."),
        ("organisation", "东岭师范大学", "Dongling Normal University"),
        ("place", "柳河县", "Liuhe County"),
        ("place", "柳河市", "Liuhe"),
        ("post", "原局长", "former director"),
        ("post", "代局长", "acting director"),
        ("post", "外长", "foreign minister"),
        ("post", "公使衔参赞", "minister-counsellor"),
        ("post", "牧师", "minister"),
        ("post", "老校长", "former headmaster"),
        ("post", "表演系主任", "head of the acting department"),
        ("organisation", "青禾银行股份有限公司", "Bank of Qinghe"),
        ("organisation", "市图书馆出版社有限公司", "City Library Press"),
        ("place", "新乡", "Xinxiang City"),
        ("place", "柳河县", "Liuhe, Jilin Province"),
        ("place", "景德镇", "Jingdezhen City"),
    ],
)
def test_what_is_told_by_its_own_words_is_no_error(kind: str, zh: str, en: str) -> None:
    assert errors(kind, zh, en) == []
