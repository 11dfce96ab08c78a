"""Language tags as files have them."""

from __future__ import annotations

import pytest

from summarizer.exchange.languages import distance, nearest


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("zh", "zh"), ("zh", "zh-CN"), ("zh", "zh_Hans"), ("zh", "ZH-hans-SG"), ("zh", "cmn"), ("en", "EN-us"),
     ("en-GB", "en-US"), ("en", "eng"), ("zh-Hant", "zh-TW"), ("de", "de-AT")],
)  # fmt: skip
def test_the_same_language_in_other_words(wanted: str, given: str) -> None:
    assert distance(wanted, given) is not None


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("zh", "zh-TW"), ("zh", "zh-Hant"), ("en", "de"), ("zh", ""), ("zh", "*all*"), ("sr-Latn", "sr-Cyrl")],
)
def test_other_languages(wanted: str, given: str) -> None:
    assert distance(wanted, given) is None


def test_the_nearest_variant_is_taken() -> None:
    assert nearest("en-GB", ["de", "en-US", "en", "en-GB"]) == 3
    assert nearest("en", ["en-US", "en-GB"]) == 0
    assert nearest("zh", ["zh-TW", "zh-CN"]) == 1
    assert nearest("fr", ["zh-TW", "en"]) is None
