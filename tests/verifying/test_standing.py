"""A former, acting, honorary or designated holder of a post is told as such."""

from __future__ import annotations

import pytest

from summarizer.verifying.page import Pair
from summarizer.verifying.standing import lost


def errors(zh: str, en: str) -> list[str]:
    return [finding.code for finding in lost(Pair("somewhere", "sentence", zh, en))]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "原区水务局局长周航被查。",
            "Zhou Hang, director of the district water bureau, is under investigation.",
        ),
        ("省国资委原主任林岳受审。", "Lin Yue, director of the provincial SASAC, stood trial."),
        ("前国防部长出席追思会。", "The defence minister attended the memorial."),
        ("英国前首相发表文章。", "The British prime minister published an article."),
        ("代县长何川作报告。", "He Chuan, the county head, gave the report."),
        (
            "市委副书记、代市长何川讲话。",
            "He Chuan, deputy secretary of the Party committee and mayor, spoke.",
        ),
        ("名誉会长唐静到场。", "Tang Jing, the president of the association, was there."),
        ("名譽會長唐靜到場。", "Tang Jing, the president of the association, was there."),
        ("候任州长会见记者。", "The governor met reporters."),
        ("总工程师叶青介绍。", "Ye Qing, an engineer, explained."),
        (
            "校长致辞。原校长退场。散会后，大家合影。",
            "The principal spoke. The principal left. All took a photo after it.",
        ),
    ],
)
def test_a_post_that_loses_its_standing_is_an_error(zh: str, en: str) -> None:
    assert errors(zh, en) == ["post_rank"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "原区水务局局长周航被查。",
            "Zhou Hang, the former director of the district water bureau, is being probed.",
        ),
        ("前国防部长出席追思会。", "The ex-defence minister attended the memorial."),
        ("前首相当时表示支持。", "The then prime minister expressed support."),
        ("代县长何川作报告。", "He Chuan, acting head of the county, gave the report."),
        ("名誉会长唐静到场。", "Tang Jing, honorary president, was there."),
        ("候任州长会见记者。", "The governor-elect met reporters."),
        ("总工程师叶青介绍。", "Ye Qing, the chief engineer, explained."),
        ("目前市长正在开会。", "The mayor is at a meeting."),
        ("日前，部长到访。", "The minister visited a few days ago."),
        ("会前市长讲话。", "The mayor spoke before the meeting."),
        ("太原市市长讲话。", "The mayor of Taiyuan spoke."),
        ("中原区区长到任。", "The head of Zhongyuan District took up the post."),
        ("平原县县委书记", "Secretary of the Pingyuan County Party committee"),
        ("原则上由局长负责。", "In principle the director is responsible."),
        ("历代校长的照片", "Photos of the headmasters of all times"),
        ("清代总理衙门", "the Zongli Yamen of the Qing dynasty"),
        ("他代校长领奖。", "He received the prize for the principal."),
        ("第二代主席", "the second-generation chairman"),
        ("前任市长", "the mayor before him"),
        ("前排就座的有市长。", "The mayor was among those seated in the front row."),
    ],
)
def test_a_post_with_its_standing_and_what_is_none_are_silent(zh: str, en: str) -> None:
    assert not errors(zh, en)
