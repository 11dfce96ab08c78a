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
