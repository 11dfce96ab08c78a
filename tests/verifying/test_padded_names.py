"""Names that official lists set wider than they are."""

from __future__ import annotations

from summarizer.results import Result
from summarizer.verifying import verify


def test_a_name_that_a_layout_has_drawn_apart_is_read_without_the_blanks():
    def found(en: str) -> list[str]:
        person = {"zh": "王　芳", "en": en, "lines": [2]}
        lines = [
            {"n": 1, "text": "名单", "role": "title"},
            {"n": 2, "text": "委　员：王　芳　　县长", "role": "body"},
        ]
        data = {"document": {"path": "a.txt", "lines": lines}, "fields": {"kind": "news", "people": [person]}}
        return [
            each.code for each in verify(Result.model_validate(data)).findings if "people.0" in each.where
        ]

    assert found("Wang Fang") == []
    assert "name" in found("Li Hua")
