"""Bodies that only the English names: what is known by its name, by what it is, or by what it is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from summarizer.text import Finding
from summarizer.verifying import named_bodies
from summarizer.verifying.page import Page
from tests.verifying.examples import read

LINES = (Path(__file__).parent / "named_bodies.txt").read_text(encoding="utf-8").splitlines()
TRIPLES = [tuple(line.split(" | ")) for line in LINES if line[0] != "#"]


def found(zh: str, en: str, **more: Any) -> list[Finding]:
    lines = [{"n": 1, "text": zh, "role": "body"}, {"n": 2, "text": "本报讯：此外无事。", "role": "body"}]
    data = {
        "document": {"lines": lines},
        "summary": {"zh": "", "en": "", "sentences": []},
        "key_points": [],
        "translation": {"to": "en", "segments": [{"n": 1, "zh": zh, "en": en}]},
        **more,
    }
    return list(named_bodies.check(Page(read(data))))


@pytest.mark.parametrize(("mark", "zh", "en"), TRIPLES)
def test_a_body_of_the_english_is_one_of_the_chinese(mark: str, zh: str, en: str) -> None:
    assert bool(found(zh, en)) is (mark == "-")


ORGANISATIONS = {
    "kind": "news",
    "organisations": [
        {"zh": "北洲国防部", "en": "Beizhou Ministry of Defence", "lines": [1]},
        {"zh": "北洲教育部", "en": "Beizhou Ministry of Education", "lines": [1]},
        {"zh": "青禾大学", "en": "Qinghe University", "lines": [1]},
    ],
}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("北洲国防部说多处起火。", "The Beizhou Bureau of Defence spoke of several fires."),
        ("北洲国防部说多处起火。", "The Beizhou Ministry of Health spoke of several fires."),
        ("青禾大学校方道歉。", "Qinghe College apologised."),
        ("青禾大学校方道歉。", "Qinghe College's leaders apologised."),
    ],
)
def test_another_word_within_the_name_of_an_organisation_is_an_error(zh: str, en: str) -> None:
    assert [one.code for one in found(zh, en, fields=ORGANISATIONS)]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("北洲国防部说多处起火。", "The Beizhou Ministry of Defence spoke of several fires."),
        ("北洲国防部说多处起火。", "The Beizhou Defence Ministry spoke of several fires."),
        ("北洲国防部和教育部都着火了。", "The ministries of Defence and Education of Beizhou were on fire."),
        (
            "北洲国防部、教育部都着火了。",
            "Beizhou Ministry of Education and that of Defence on fire.",
        ),
        ("北洲国防部、国防局都着火了。", "The Beizhou Bureau of Defence and the ministry were on fire."),
        ("青禾大学青禾学院道歉。", "Qinghe College apologised."),
    ],
)
def test_an_organisation_may_be_called_otherwise_beside_another(zh: str, en: str) -> None:
    assert found(zh, en, fields=ORGANISATIONS) == []
