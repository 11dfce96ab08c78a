"""`translate` over folders: complete, nothing paid twice, and open to other people's hands."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from support import ScriptedModel, asker_of, contents, counts, page, refuses, run_over, serving
from support import article as numbered

from summarizer import exchange, reviewing
from summarizer.errors import UsageError
from summarizer.exchange import Unit
from summarizer.finishing import Draft, Means, finish, prepare
from summarizer.memory import Passing, TranslationMemory
from summarizer.results import Result, described
from summarizer.termbase import Termbase

PARAGRAPH = "图书馆面积{0}平方米，藏书{1}万册。"


def article(*paragraphs: str) -> str:
    head = "云岭县第一小学新图书馆正式启用\n2024-05-30 09:12 来源：云岭发布\n"
    return head + "\n".join(paragraphs) + "\n"


def paragraphs(count: int, first: int = 1) -> list[str]:
    return [PARAGRAPH.format(number * 100, number + 10) for number in range(first, first + count)]


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def body_segments(model: ScriptedModel) -> list[str]:
    """The Chinese of the body's segments that were sent, in all requests."""
    asked = (question for question in model.asked if question.task == "translate")
    return [item["zh"] for question in asked for item in question.items if re.match(r"L\d", item["id"])]


async def test_one_changed_paragraph_of_a_hundred_is_one_segment(tmp_path: Path) -> None:
    texts = paragraphs(100)
    write(tmp_path / "in", "a.txt", article(*texts))
    model = ScriptedModel()
    with serving(model) as server:
        await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en")
        sent = len(model.asked)
        texts[41] = "图书馆面积9900平方米，藏书77万册。"
        write(tmp_path / "in", "a.txt", article(*texts))
        await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en")
    later = [question for question in model.asked[sent:] if question.task == "translate"]
    assert [item["zh"] for question in later for item in question.items] == [texts[41]]


async def test_each_distinct_paragraph_of_a_folder_is_sent_once(tmp_path: Path) -> None:
    common = paragraphs(3, first=700)
    for number in range(20):
        own = paragraphs(7, first=10 * number + 1)
        write(tmp_path / "in", f"{number:02}.txt", article(*own[:4], *common, *own[4:]))
    model = ScriptedModel()
    with serving(model, slow=0.02) as server:
        ran = await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en", duplicates="keep")
    assert ran.tally["documents"] == counts(20, done=20)
    sent = body_segments(model)
    assert len(sent) == len(set(sent))
    for result in results(tmp_path / "out"):
        assert result.translation is not None
        assert all(item.en for item in result.translation.segments), "those that were waited for, too"


def results(out: Path) -> list[Result]:
    return [
        Result.model_validate_json(file.read_text(encoding="utf-8"))
        for file in sorted((out / "documents").rglob("*.json"))
    ]


async def test_a_refused_paragraph_costs_itself_only_and_is_marked(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", article(*paragraphs(32)))
    model = ScriptedModel()
    model.always("translate", refuses(), having=PARAGRAPH.format(2000, 30))
    with serving(model) as server:
        ran = await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en")
    (result,) = results(tmp_path / "out")
    assert ran.statuses == {"a.txt": "flagged"}
    assert result.translation is not None
    withheld = [item.zh for item in result.translation.segments if item.state == "withheld"]
    assert withheld == [PARAGRAPH.format(2000, 30)]
    assert all(item.en for item in result.translation.segments if item.state == "translated")
    ledger = result.translation.ledger
    assert ledger is not None
    assert (ledger.withheld, ledger.failed) == (1, 0)
    assert model.count("translate") <= 2 + 12, "of 80 segments in the request that was refused"


@pytest.mark.parametrize("fresh", [False, True])
async def test_what_could_not_be_mended_is_not_paid_for_a_second_time(tmp_path: Path, fresh: bool) -> None:
    def wrong(_question: Any, answer: Any) -> Any:
        for segment in answer["segments"]:
            segment["en"] = segment["en"].replace("2100", "9999")
        return answer

    write(tmp_path / "in", "a.txt", article(*paragraphs(30)))
    model = ScriptedModel()
    model.alter("translate", wrong)
    with serving(model) as server:
        first = await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en")
        sent = len(model.asked)
        out = tmp_path / ("out" if fresh else "elsewhere")
        again = await run_over(server, tmp_path / "in", out=out, to="en", fresh=fresh)
    assert first.statuses == again.statuses == {"a.txt": "flagged"}
    assert len(model.asked) == sent, "not even without the 29 that are sound"
    before, after = (results(folder)[0] for folder in (tmp_path / "out", out))
    assert before.translation == after.translation
    assert before.findings == after.findings


async def test_several_languages_are_one_digest(tmp_path: Path) -> None:
    def in_french(question: Any, answer: Any) -> Any:
        if "into French" in question.system or "into fr" in question.system:
            for segment in answer["segments"]:
                segment["en"] = "La bibliothèque : " + " ".join(re.findall(r"\d+", segment["en"]))
        return answer

    write(tmp_path / "in", "a.txt", article(*paragraphs(3)))
    model = ScriptedModel()
    model.alter("translate", in_french)
    with serving(model) as server:
        ran = await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en,fr")
        again = await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en,fr")
    (result,) = results(tmp_path / "out")
    assert model.count("digest") == 1
    assert again.tally["requests"] == 0
    assert result.translation is not None
    assert (result.translation.to, [one.to for one in result.translations]) == ("en", ["fr"])
    assert result.translations[0].segments[0].en.startswith("La bibliothèque : 100")
    assert not any(finding.severity == "error" for finding in result.findings)
    assert [one.code for one in result.findings if one.where == "translations.fr"] == ["limited"]
    assert ran.statuses == {"a.txt": "verified"}


async def test_a_translation_into_french_alone_leaves_the_digest_english(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", page())
    model = ScriptedModel()
    with serving(model) as server:
        await run_over(server, tmp_path / "in", out=tmp_path / "out", to="fr")
    (result,) = results(tmp_path / "out")
    asked = [question for question in model.asked if question.task == "translate"]
    assert sorted("into English" in question.system for question in asked) == [False, True]
    assert result.translation is not None
    assert result.translation.to == "fr"


async def test_an_unknown_language_is_said_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", page())
    model = ScriptedModel()
    with serving(model) as server:
        ran = await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en;fr")
    assert isinstance(ran.error, UsageError)
    assert model.count() == 0


async def test_a_memory_of_ones_own_is_used_word_for_word_and_as_a_reference(tmp_path: Path) -> None:
    own = "The library has a floor area of 100 square metres and holds 110,000 volumes."
    memory = tmp_path / "own.tmx"
    memory.write_bytes(exchange.FORMATS["tmx"].write([Unit("old.txt", "1", PARAGRAPH.format(100, 11), own)]))
    write(tmp_path / "in", "a.txt", article(*paragraphs(3)))
    model = ScriptedModel()
    with serving(model) as server:
        await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en", tm=[memory])
    (result,) = results(tmp_path / "out")
    assert result.translation is not None
    assert result.translation.segments[0].en == own
    assert PARAGRAPH.format(100, 11) not in body_segments(model)
    asked = next(question for question in model.asked if question.task == "translate")
    near = next(item for item in asked.items if item["zh"] == PARAGRAPH.format(200, 12))
    assert near["similar"] == {"zh": PARAGRAPH.format(100, 11), "text": own}


async def test_the_document_itself_comes_out_in_english_and_with_the_chinese_beside_it(
    tmp_path: Path,
) -> None:
    write(tmp_path / "in", "a.txt", article(*paragraphs(2)))
    with serving() as server:
        await run_over(
            server, tmp_path / "in", out=tmp_path / "one", to="en", format=("json", "source"), strict=True
        )
        await run_over(
            server, tmp_path / "in", out=tmp_path / "two", to="en", format=("source",), bilingual=True
        )
    english = (tmp_path / "one/documents/a.txt.en.txt").read_text(encoding="utf-8")
    assert "100 square metres" in english
    assert "图书馆" not in english, "the title's line, too"
    both = (tmp_path / "two/documents/a.txt.en.txt").read_text(encoding="utf-8")
    assert both.index("图书馆面积100平方米") < both.index("100 square metres")


async def reviewed_folder(tmp_path: Path, server: Any, **options: Any) -> Path:
    write(tmp_path / "in", "a.txt", article(*paragraphs(3)))
    out = tmp_path / "out"
    await run_over(server, tmp_path / "in", out=out, to="en", **options)
    sheet = tmp_path / "review.xlsx"
    assert reviewing.export(out, sheet) == 5, "the title and the line about the publication, too"
    return sheet


def edit(sheet: Path, old: str, new: str) -> None:
    """What a reviewer does: put another text where this one is."""
    book = load_workbook(sheet)
    for page_ in book.worksheets:
        for row in page_.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and old in cell.value and not cell.value.startswith("图"):
                    cell.value = cell.value.replace(old, new)
    book.save(sheet)


@pytest.mark.parametrize("fresh", [False, True])
async def test_what_a_reviewer_edited_stands_and_is_never_paid_for_again(tmp_path: Path, fresh: bool) -> None:
    model = ScriptedModel()
    with serving(model) as server:
        sheet = await reviewed_folder(tmp_path, server)
        edit(
            sheet,
            "The library covers an area of 200 square metres",
            "The library's area is 200 square metres",
        )
        done = reviewing.import_(tmp_path / "out", sheet)
        assert (len(done.review.edited), done.statuses) == (1, {"a.txt": "verified"})
        sent = model.count()
        await run_over(server, tmp_path / "in", out=tmp_path / "out", to="en", fresh=fresh)
    assert model.count() == sent
    (result,) = results(tmp_path / "out")
    assert result.translation is not None
    second = result.translation.segments[1]
    assert (second.state, second.en.startswith("The library's area is 200")) == ("reviewed", True)
    line = json.loads((tmp_path / "out/results.jsonl").read_text(encoding="utf-8"))
    assert line["translation"]["segments"][1]["state"] == "reviewed"


async def test_an_edit_that_breaks_a_figure_is_found(tmp_path: Path) -> None:
    with serving() as server:
        sheet = await reviewed_folder(tmp_path, server)
    edit(sheet, "200 square metres", "250 square metres")
    done = reviewing.import_(tmp_path / "out", sheet)
    assert done.statuses == {"a.txt": "flagged"}


async def test_the_same_folder_again_changes_nothing_after_a_review(tmp_path: Path) -> None:
    with serving() as server:
        sheet = await reviewed_folder(tmp_path, server, format=("json", "md", "source"))
        edit(sheet, "The library covers an area of 200", "The library's area is 200")
        reviewing.import_(tmp_path / "out", sheet)
        first = await run_over(
            server, tmp_path / "in", out=tmp_path / "out", to="en", format=("json", "md", "source")
        )
        before = contents(tmp_path / "out")
        again = await run_over(
            server, tmp_path / "in", out=tmp_path / "out", to="en", format=("json", "md", "source")
        )
    assert first.tally["requests"] == 0
    assert "area is 200" in (tmp_path / "out/documents/a.txt.en.txt").read_text(encoding="utf-8")
    assert again.tally["documents"] == counts(1, skipped=1)
    assert contents(tmp_path / "out") == before


async def test_of_200_documents_with_a_third_in_common_each_distinct_paragraph_is_sent_once() -> None:
    model = ScriptedModel()
    means = Means(asker_of(model), TranslationMemory(Passing()), ("en",))
    drafts = []
    for number in range(200):
        common = [PARAGRAPH.format(9_000 + (number + one) % 40, 500) for one in range(3)]
        own = [PARAGRAPH.format(10_000 + 7 * number + one, 600) for one in range(7)]
        read = numbered(*own[:4], *common, *own[4:], path=f"{number:03}.txt")
        drafts.append(Draft(read, Result(document=described(read))))
    ready = await prepare(drafts, Termbase().view(), means)
    made = await asyncio.gather(*(finish(one, means) for one in ready))
    sent = [item["zh"] for question in model.asked for item in question.items]
    assert len(sent) == len(set(sent)) == 200 * 7 + 40
    assert all(one.translation and all(line.en for line in one.translation.segments) for one in made)


async def test_a_run_that_only_summarizes_leaves_translations_where_they_are(tmp_path: Path) -> None:
    write(tmp_path / "in", "a.txt", article(*paragraphs(3)))
    with serving(ScriptedModel()) as server:
        made = {"out": tmp_path / "out", "format": "json,md,source"}
        await run_over(server, tmp_path / "in", to="en", **made)
        before = contents(tmp_path / "out")
        write(tmp_path / "in", "b.txt", article(*paragraphs(3, 7)).replace("启用", "开放"))
        ran = await run_over(server, tmp_path / "in", out=tmp_path / "out", format="json,md")
        assert ran.tally["documents"] == counts(2, done=1, skipped=1)
        after = contents(tmp_path / "out")
        again = await run_over(server, tmp_path / "in", to="en", **made)
    assert all(after[name] == text for name, text in before.items() if "a.txt" in name)
    assert again.tally["documents"] == counts(2, done=1, skipped=1)  # b.txt has no translation yet
