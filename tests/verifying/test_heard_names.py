"""People who speak in an article and are left out of its fields are named in the English all the same."""

from __future__ import annotations

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read


def codes(zh: str, en: str) -> set[str]:
    data = {
        "document": {"lines": [{"n": 1, "text": zh}]},
        "translation": {"to": "en", "segments": [{"n": 1, "zh": zh, "en": en}]},
    }
    return {finding.code for finding in verify(read(data)).findings if finding.severity == "error"}


SAID = "村主任周立民表示，水渠已经修好。"


@pytest.mark.parametrize(
    ("zh", "en", "code"),
    [
        (SAID, "The village head said the canal had been repaired.", "name_missing"),
        (SAID, "Village head Zhou Limn said the canal had been repaired.", "name"),
    ],
)
def test_whoever_speaks_is_named_and_spelled_rightly(zh: str, en: str, code: str) -> None:
    assert code in codes(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (SAID, "Village head Zhou Limin said the canal had been repaired."),
        (SAID, "The canal had been repaired, Zhou said."),
        ("水利专家解释说，水渠已经修好。", "A water expert explained that the canal had been repaired."),
        ("日本官房长官林芳正表示，水渠已经修好。", "Hayashi Yoshimasa said the canal had been repaired."),
        (
            "行政长官何兆基表示，香港的水渠已经修好。",
            "Hugh Siu-kei said the canal in Hong Kong was repaired.",
        ),
        ("村主任何兆基表示，水渠已经修好。", "Village head Ho Siu-kei said the canal had been repaired."),
        ("经济学教授柯林斯表示，水渠已经修好。", "Susan Collins said the canal had been repaired."),
        ("投资公司总裁马文尔表示，水渠已经修好。", "Marvell's head said the canal had been repaired."),
        ("主任張竹明表示，水渠已經修好。", "Chuang Shuk-ming, the head, said the canal had been repaired."),
    ],
)
def test_who_may_be_spelled_otherwise_is_let_be(zh: str, en: str) -> None:
    assert codes(zh, en).isdisjoint({"name_missing", "name"})
