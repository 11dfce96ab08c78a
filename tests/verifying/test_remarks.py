"""What a model adds of its own to a translation: marks of Markdown, remarks, names for what it gives."""

from __future__ import annotations

import pytest

from summarizer.results import Result
from summarizer.verifying import verify


def errors_of(zh: str, en: str) -> set[str]:
    data = {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
    }
    return {found.code for found in verify(Result.model_validate(data)).findings if found.severity == "error"}


@pytest.mark.parametrize(
    ("en", "code"),
    [
        ("**The bridge** was opened to traffic in May.", "markup"),
        ("## The bridge was opened to traffic in May.", "markup"),
        ("The bridge was opened to traffic in May. (Note: the source gives no year.)", "assistant_text"),
        ("The bridge was opened to traffic in May. [Translator’s note: a road bridge.]", "assistant_text"),
        ("Translation: The bridge was opened to traffic in May.", "assistant_text"),
        ("Assistant: The bridge was opened to traffic in May.", "assistant_text"),
        ("<think>hmm</think>The bridge was opened to traffic in May.", "markup"),
        ("The bridge was opened to traffic in May.</think>", "markup"),
        ("The bridge was opened to traffic in May. The bridge was opened to traffic in May.", "repeat"),
        ("x", "length"),
        ("ok.", "length"),
    ],
)  # fmt: skip
def test_what_the_model_adds_of_its_own_is_found(en: str, code: str) -> None:
    assert code in errors_of("大桥于5月通车。", en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("**大桥**于5月通车。", "**The bridge** was opened to traffic in May."),
        ("李**出席通车仪式。", "Li ** attended the opening ceremony."),
        ("大桥于5月通车（注：时间为暂定）。", "The bridge opens to traffic in May (Note: provisional)."),
        ("3#桥于5月通车。", "#3 Bridge was opened to traffic in May."),
    ],
)
def test_what_the_source_has_may_be_in_the_english(zh: str, en: str) -> None:
    assert not errors_of(zh, en) & {"markup", "assistant_text"}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("世界卫生组织", "WHO"),
        ("二〇二四年五月", "5/2024"),
        ("第一百二十三条", "123"),
        ("助理：大桥于5月通车。", "Assistant: The bridge was opened to traffic in May."),
        ("大桥今天正式通车！大桥今天正式通车！", "The bridge opened today! The bridge opened today!"),
    ],
)
def test_what_is_short_or_twice_in_the_source_may_be_so_in_english(zh: str, en: str) -> None:
    assert not errors_of(zh, en) & {"length", "repeat", "assistant_text"}
