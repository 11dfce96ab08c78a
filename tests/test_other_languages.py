"""Documents that are not in Chinese: digested, flagged for what cannot be checked, or refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from calling import Cli
from server import Server
from support import Question, ScriptedModel, counts, folder_of, run_over

ENGLISH = """City opens new library

Published: 31 May 2024

The city of Rivermouth opened its new library on Monday, and more than 1,200 people came on the first day.

Mayor John Smith said that the building cost 3.5 million dollars paid by the Rivermouth Foundation.
"""
JAPANESE = """新図書館が開館

公開日：2024年5月31日

河口市は月曜日に新しい図書館を開館し、初日に約1200人が訪れた。

田中一郎市長は、建設費は3億5000万円で、河口財団が負担したと述べた。
"""
ANSWERS: dict[str, dict[str, Any]] = {
    "Rivermouth": {
        "sentences": [
            ("新图书馆首日有1200多人到访。", 5),
            ("市长称，建筑耗资350万美元。", 7),
        ],
        "people": ("John Smith", "Mayor"),
        "organisation": "Rivermouth Foundation",
        "number": ("the building cost 3.5 million dollars", "3.5 million dollars"),
    },
    "河口": {
        "sentences": [
            ("新图书馆首日约1200人到访。", 5),
            ("市长表示，建设费3亿5000万日元。", 7),
        ],
        "people": ("田中一郎", "市長"),
        "organisation": "河口財団",
        "number": ("建設費は3億5000万円で", "3億5000万円"),
    },
}
TRANSLATED = {
    "新图书馆首日有1200多人到访。": "More than 1,200 people came on the first day.",
    "市长称，建筑耗资350万美元。": "The mayor said that the building cost 3.5 million US dollars.",
    "新图书馆首日约1200人到访。": "About 1,200 people came on the first day.",
    "市长表示，建设费3亿5000万日元。": "The mayor said that it cost 350 million yen.",
    "田中一郎": "Ichiro Tanaka",
    "市長": "mayor",
    "河口財団": "Kawaguchi Foundation",
    "建設費は3億5000万円で": "the construction cost 350 million yen",
}


def digested(question: Question, answer: dict[str, Any]) -> dict[str, Any]:
    known = next(value for word, value in ANSWERS.items() if word in question.user)
    person, post = known["people"]
    clause, surface = known["number"]
    cited = [{"zh": zh, "lines": [n]} for zh, n in known["sentences"]]
    posts = [{"zh": post, "organisation": ""}]
    fields = answer["fields"] | {
        "people": [{"zh": person, "lines": [7], "posts": posts, "role": "spoke"}],
        "organisations": [{"zh": known["organisation"], "lines": [7], "role": "host"}],
        "numbers": [{"zh": clause, "lines": [7], "surface": surface, "kind": "amount"}],
    }
    return answer | {"sentences": cited, "key_points": cited[:1], "fields": fields}


def translated(question: Question, answer: dict[str, Any]) -> dict[str, Any]:
    texts = {item["id"]: item["zh"] for item in question.items}
    ready = [
        {"id": key, "en": TRANSLATED.get(zh, zh if zh.isascii() else "Library")} for key, zh in texts.items()
    ]
    return answer | {"segments": ready}


def named(question: Question, answer: dict[str, Any]) -> dict[str, Any]:
    texts = {item["id"]: item["zh"] for item in question.items}
    names = [name | {"en": TRANSLATED.get(texts[name["id"]], texts[name["id"]])} for name in answer["names"]]
    return answer | {"names": names}


@pytest.fixture
def folder(tmp_path: Path, model: ScriptedModel) -> Path:
    model.alter("digest", digested)
    model.alter("translate", translated)
    model.alter("settle", named)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "en.txt").write_text(ENGLISH, "utf-8")
    (folder / "ja.txt").write_text(JAPANESE, "utf-8")
    return folder


async def test_other_languages_are_digested_and_flagged_for_what_cannot_be_checked(
    folder: Path, tmp_path: Path, server: Server
) -> None:
    ran = await run_over(server, folder, out=tmp_path / "out")
    assert ran.statuses == {"en.txt": "flagged", "ja.txt": "flagged"}
    for path, language in (("en.txt", "en"), ("ja.txt", "ja")):
        result = ran.outcomes[path].result
        assert result.document.language == language
        assert result.summary.zh
        assert result.summary.en
        errors = [(found.code, found.message) for found in result.findings if found.severity == "error"]
        assert [code for code, _ in errors] == ["check_failed"], errors
        assert f"not in Chinese ({language})" in errors[0][1]
        assert not {"evidence", "figures", "dates", "names"} & set(result.checks)


@pytest.mark.parametrize("to", ["en", "en-GB"])
async def test_an_english_document_is_not_translated_into_english(
    tmp_path: Path, server: Server, model: ScriptedModel, to: str
) -> None:
    sent: set[str] = set()
    page = tmp_path / "en.txt"

    def watched(question: Question, answer: dict[str, Any]) -> dict[str, Any]:
        sent.update(item["zh"] for item in question.items)
        return translated(question, answer)

    for task, change in (("digest", digested), ("translate", watched), ("settle", named)):
        model.alter(task, change)
    motto = "The motto on the wall reads 自强不息, which the students wrote themselves."
    page.write_text(f"{ENGLISH}{motto}\n", "utf-8")
    ran = await run_over(server, page, out=tmp_path / "out", to=to)
    result = ran.outcomes["en.txt"].result
    body = {line.n: line.text for line in result.document.lines if line.role == "body" and line.text.strip()}
    made = {item.n: item.en for item in result.translation.segments}
    assert list(made) == list(body)
    foreign = max(body)
    assert {n: made[n] for n in body if n != foreign} == {n: body[n] for n in body if n != foreign}
    assert made[foreign] != body[foreign], "a line with Chinese in it is translated"
    assert body[foreign] in sent
    assert not sent & {text for n, text in body.items() if n != foreign}


async def test_figures_as_other_languages_write_them_have_no_value(
    folder: Path, tmp_path: Path, server: Server
) -> None:
    ran = await run_over(server, folder, out=tmp_path / "out")
    values = {path: ran.outcomes[path].result.fields.numbers[0].value for path in ran.outcomes}
    assert values == {"en.txt": "", "ja.txt": "350000000"}  # better none than 3.5 for 3.5 million


async def test_only_refuses_other_languages_and_the_counts_add_up(
    folder: Path, tmp_path: Path, server: Server
) -> None:
    ran = await run_over(server, folder, out=tmp_path / "out", only=("zh", "ja"))
    assert ran.outcomes["en.txt"].code == "language"
    assert ran.outcomes["ja.txt"].status == "flagged"
    assert ran.tally["documents"] == counts(2, flagged=1, failed=1)
    (line,) = (tmp_path / "out" / "failures.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["code"] == "language"


def test_only_is_an_option_and_a_setting(
    cli: Cli, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path, 1)
    (folder / "en.txt").write_text(ENGLISH, "utf-8")
    ended = cli("summarize", folder, "-o", "out", "--only", "zh", "-q")
    assert ended.code == 1
    assert json.loads(Path("out/run.json").read_text("utf-8"))["documents"] == counts(2, done=1, failed=1)
    monkeypatch.setenv("SUMMARIZER_ONLY", "zh,ko")
    single = cli("summarize", folder / "en.txt")
    assert single.code == 1
    assert "language en" in single.err
    assert server.seen
    wrong = cli("summarize", folder, "-o", "out", "--only", "chinese")
    assert wrong.code == 2
    assert "zh" in wrong.err
