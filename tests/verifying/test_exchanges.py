"""Names that stand for another one, among names of any shape."""

from __future__ import annotations

import pytest

from summarizer.text import Term
from summarizer.verifying import exchanges
from summarizer.verifying.page import Pair

PAIR = Pair("", "line", "公司在青禾市建了一座泵房。", "The company built a pump house in Qinghe.")


def test_an_organisation_that_is_called_no_more_than_company_is_not_taken_for_another() -> None:
    organisations = [Term("公司", "company")]
    assert list(exchanges.exchanged(PAIR, organisations, organisations)) == []


@pytest.mark.parametrize("english", ["", " "])
def test_a_place_without_english_is_passed_over(english: str) -> None:
    places = [Term("青禾市", english, kind="place"), Term("白水", "Qinghe", kind="place")]
    assert list(exchanges.elsewhere(PAIR, places, places[1:])) == []


def test_another_place_is_found() -> None:
    places = [Term("青禾县", "Qinghe", kind="place"), Term("白水县", "Baishui", kind="place")]
    pair = PAIR._replace(zh="青禾县建了泵房。", en="A pump house was built in Baishui.")
    assert [found.code for found in exchanges.elsewhere(pair, places, places[1:])] == ["name_swapped"]


ORGANISATIONS = (
    Term("教育部", "Ministry of Education", kind="organisation"),
    Term("京禾", "Jinghe.com", kind="organisation"),
    Term("商行", "commercial bank", kind="organisation"),
    Term("岭东农业大学", "Lingdong Agricultural University", kind="organisation"),
    Term("海西农业大学", "Haixi Agricultural University", kind="organisation"),
)


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        # a short name
        ("教育部发布通知。", "Jinghe.com issued a notice.", True),
        ("教育部、京禾发布通知。", "Jinghe.com issued a notice with the ministry.", False),
        ("教育部发布通知。", "The ministry issued a notice.", False),
        ("教育部发布通知。", "The commercial bank issued a notice.", False),  # no proper name
        # names that end alike
        ("岭东农业大学招生。", "Haixi Agricultural University enrols students.", True),
        ("岭东农业大学招生。", "Lingdong Agricultural University enrols students.", False),
        ("岭东农业大学和海农招生。", "Lingdong and Haixi Agricultural University enrol students.", False),
    ],
)
def test_another_organisation_is_found_though_its_name_is_short_or_ends_alike(
    zh: str, en: str, found: bool
) -> None:
    pair = PAIR._replace(zh=zh, en=en)
    there = [term for term in ORGANISATIONS if term.en in en]
    assert bool(list(exchanges.exchanged(pair, ORGANISATIONS, there))) is found


@pytest.mark.parametrize(
    ("en", "found"),
    [
        ("Chinese makers say that China will go on without South Korea.", True),
        ("Chinese makers say that China will go on.", False),
    ],
)
def test_a_country_that_is_told_too_seldom_beside_another_is_found(en: str, found: bool) -> None:
    places = [Term("中国", "China", kind="place"), Term("韩国", "South Korea", kind="place")]
    pair = PAIR._replace(zh="中国厂家说，中国会继续，中国不会停。", en=en)
    there = [place for place in places if place.en in en]
    assert bool(list(exchanges.elsewhere(pair, places, there))) is found
