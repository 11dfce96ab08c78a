"""Posts by what they are called: in the fields, and in running text where the English has another one."""

from __future__ import annotations

import pytest

from summarizer.verifying import titles
from summarizer.verifying.siblings import exchanged
from tests.verifying.examples import codes_of


@pytest.mark.parametrize(
    ("zh", "en", "word"),
    [
        ("总理", "President", "President"),
        ("總理", "President", "President"),
        ("教授", "Lecturer", "Lecturer"),
        ("副教授", "Vice Principal", "Principal"),
        ("会长", "Secretary-General", "Secretary"),
        ("董事长", "Major shareholder", "shareholder"),
        ("市公安局局长", "Mayor", "Mayor"),
    ],
)
def test_another_post_is_no_translation(zh: str, en: str, word: str) -> None:
    assert titles.mistaken(zh, en) == word


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("总理", "Premier"),
        ("联邦总理", "Federal Chancellor"),
        ("市公安局局长", "Chief of Police"),
        ("党委书记、董事长", "Party Secretary and Chairwoman"),
        ("副总裁", "Vice-President"),
        ("保安局局長", "Secretary for Security"),
        ("入境事務處處長", "Director of Immigration"),
        ("校长", "Headmistress"),
        ("发言人", "Spokeswoman"),
        ("主任医师", "Consultant"),
        ("研究员", "Senior Fellow"),
        ("行长", "Governor"),
        ("院长", "Chief Justice"),
        ("创始人", "Co-founder"),
        ("负责人", "Chairman"),
    ],
)
def test_a_post_may_be_called_in_several_ways(zh: str, en: str) -> None:
    assert titles.mistaken(zh, en) == ""


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "北洲外交部发言人表示遗憾。",
            "The minister of foreign affairs of Beizhou regretted it.",
        ),
        ("北洲总统昨日到访。", "The prime minister of Beizhou arrived yesterday."),
        ("该公司首席执行官辞职。", "The company's chief financial officer resigned."),
        ("这位教授昨天到校。", "The mayor came to the school yesterday."),
    ],
)
def test_another_post_in_a_text_is_an_error(zh: str, en: str) -> None:
    assert [problem.code for problem in exchanged(zh, en)] == ["post"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "北洲外交部发言人表示遗憾。",
            "A representative of Beizhou's foreign ministry regretted it.",
        ),
        (
            "北洲外长与发言人表示遗憾。",
            "Beizhou's foreign minister and an aide regretted it.",
        ),
        ("公司总裁到访。", "The company's president arrived."),
        ("首席执行官兼总裁辞职。", "The president and CEO resigned."),
    ],
)
def test_a_text_may_call_a_post_otherwise(zh: str, en: str) -> None:
    assert not list(exchanged(zh, en))


def test_a_deputy_is_made_of_somebody_whose_text_has_other_words_with_such_characters() -> None:
    zh = "青禾代表团与作家协会的总理接待处主任会面。"
    assert "post_rank" in codes_of(zh, "The Qinghe delegation met the deputy director of reception.")
    assert "post_rank" not in codes_of("常务主任到会。", "The deputy director in charge came to the meeting.")
    assert "post_rank" in codes_of("这位教授到会。", "The associate professor came to the meeting.")
    assert "post_rank" not in codes_of("这位准教授到会。", "The associate professor came to the meeting.")
