"""Documents with odd names and texts: what cannot be written for one of them is its own trouble, never the
run's; and whatever was handed out of them for review finds its way back.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from support import ScriptedModel, counts, run_over, serving

from summarizer import exchange, handout, reporting, reviewing, writing
from summarizer.errors import UsageError
from summarizer.exchange import Unit, sound, tmx
from summarizer.results import Result

PAGE = "云岭县第一小学新图书馆正式启用\n2024-05-30 09:12 来源：云岭发布\n{}\n"
PARAGRAPH = "\u3000\u3000图书馆面积{0}平方米，藏书{1}万册。"
EVERY = (*writing.FORMATS, "source", *reporting.FORMATS)
ODD, LONG = "第一\r行\x01.txt", "长.txt"
SUFFIXES = (".xlsx", ".docx", ".xlf", ".xliff", ".tmx")


def page(*numbers: int, last: str = "") -> str:
    return PAGE.format("\n".join([*(PARAGRAPH.format(n * 100, n + 10) for n in numbers), last]).strip("\n"))


async def translated(tmp_path: Path, server: Any, files: dict[str, str], **options: Any) -> Any:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    given = {"to": "en", "duplicates": "keep", "format": ("json", "source"), **options}
    return await run_over(server, folder, out=tmp_path / "out", **given)


def results(out: Path) -> dict[str, Result]:
    found = [Result.model_validate_json(line) for line in (out / "results.jsonl").read_bytes().splitlines()]
    return {result.document.path: result for result in found}


def suffixes(out: Path, name: str) -> set[str]:
    return {
        file.name.removeprefix(name) for file in (out / "documents").iterdir() if file.name.startswith(name)
    }


async def test_no_text_and_no_name_of_one_document_stops_a_run_with_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.exchange.sheet._LONGEST", 2_000)
    files = {
        "a.txt": page(1, last="合同编号_x000D_甲乙双方签订图书采购合同。"),
        ODD: page(2),
        LONG: page(3, last="图书馆开放" * 500 + "。"),
        "z.txt": page(4),
    }
    with serving() as server:
        ran = await translated(tmp_path, server, files, format=EVERY)
    out = tmp_path / "out"
    assert ran.tally["documents"]["failed"] == 0
    assert set(results(out)) == set(files)
    all_of_them = {".json", ".md", ".tmx", ".xlf", ".xliff", ".review.xlsx", ".en.txt"}
    assert suffixes(out, "a.txt") == suffixes(out, "z.txt") == all_of_them
    assert suffixes(out, LONG) == all_of_them - {".review.xlsx"}, "no cell holds it"
    told = [one.message for one in results(out)[LONG].findings if one.code == writing.UNMADE]
    assert [message.partition(":")[0] for message in told] == ["No file .review.xlsx"]
    assert all((out / file).stat().st_size for file in reporting.FILES.values())


async def test_of_a_summary_there_is_nothing_to_review_and_it_says_so(tmp_path: Path) -> None:
    with serving() as server:
        ran = await translated(tmp_path, server, {"a.txt": page(1)}, to="", format=("json", "review"))
    assert ran.tally["documents"] == counts(1, done=1)
    (result,) = results(tmp_path / "out").values()
    assert ["nothing to export" in one.message for one in result.findings] == [True]


async def test_a_format_whose_library_is_missing_is_refused_before_anything_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    model = ScriptedModel()
    with serving(model) as server:
        ran = await translated(tmp_path, server, {"a.txt": page(1)}, format=("json", "review"))
    assert isinstance(ran.error, UsageError)
    assert "summarizer[office]" in str(ran.error)
    assert model.count() == 0


async def test_several_languages_have_a_file_each_where_a_file_holds_one(tmp_path: Path) -> None:
    with serving() as server:
        await translated(tmp_path, server, {"a.txt": page(1)}, to="en,fr", format=("json", "xliff", "tmx"))
    documents = tmp_path / "out/documents"
    for file, language in (("a.txt.xlf", "en"), ("a.txt.fr.xlf", "fr")):
        units = exchange.read((documents / file).read_bytes(), file)
        assert {unit.target_language for unit in units} == {language}
    assert b'xml:lang="fr"' in (documents / "a.txt.tmx").read_bytes()
    assert suffixes(tmp_path / "out", "a.txt") == {".json", ".xlf", ".fr.xlf", ".tmx"}


@pytest.mark.parametrize("fault", [ValueError("x"), RecursionError("x"), KeyError("x")])
async def test_a_fault_in_one_format_costs_nothing_but_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_args: Any) -> bytes:
        raise fault

    broken = {**writing.FORMATS, "md": replace(writing.FORMATS["md"], render=fail)}
    monkeypatch.setattr(writing, "FORMATS", broken)
    monkeypatch.setattr(reporting, "FORMATS", {**reporting.FORMATS, "html": fail})
    with serving() as server:
        ran = await translated(tmp_path, server, {"a.txt": page(1)}, format=("json", "md", "html", "xlsx"))
    assert ran.tally["documents"] == counts(1, done=1)
    assert suffixes(tmp_path / "out", "a.txt") == {".json"}
    assert (tmp_path / "out/table.xlsx").is_file(), "the other reports are written"
    assert ["index.html" in warning for warning in ran.tally["warnings"]] == [True]


# ----------------------------------------------------------------------------------- handed out and taken in


def rewritten(file: Path, edit: Any) -> None:
    """The file as a tool gives it back in which somebody went through all segments."""
    data = file.read_bytes()
    if file.suffix == ".docx":
        file.write_bytes(handout.write(map(edit, handout.read(data, file.name))))
        return
    form = next(form for form in exchange.FORMATS.values() if form.suffix == file.suffix)
    units = [edit(unit) for unit in form.read(data, file.name)]
    file.write_bytes(form.write(units))


@pytest.mark.parametrize("suffix", SUFFIXES)
async def test_an_export_that_nobody_edited_changes_nothing(tmp_path: Path, suffix: str) -> None:
    model = ScriptedModel()
    files = {"a.txt": page(1, 2, last="合同编号_x000D_甲乙双方签订合同。"), ODD: page(3)}
    with serving(model) as server:
        await translated(tmp_path, server, files)
        out, file = tmp_path / "out", tmp_path / f"r{suffix}"
        before, sent = (out / "results.jsonl").read_bytes(), model.count()
        reviewing.export(out, file)
        done = reviewing.import_(out, file)
        assert (out / "results.jsonl").read_bytes() == before
        assert not (out / "reviewed.jsonl").exists()
        ran = await translated(tmp_path, server, {})
    assert len(done.review.untouched) == 8
    assert not any((done.review.reviewed, done.review.conflicts, done.review.unknown, done.statuses))
    assert model.count() == sent
    assert ran.tally["documents"] == counts(2, skipped=2)
    assert (out / "results.jsonl").read_bytes() == before


async def test_the_results_stay_in_the_order_of_the_sources_after_a_review(tmp_path: Path) -> None:
    names = [f"{letter}.txt" for letter in "abc"]
    with serving() as server:
        await translated(tmp_path, server, {name: page(n) for n, name in enumerate(names[1:], 1)})
        await translated(tmp_path, server, {"a.txt": page(7)})  # finished last, but first of all
    out, file = tmp_path / "out", tmp_path / "r.xlf"
    reviewing.export(out, file)
    rewritten(file, lambda unit: replace(unit, state="reviewed", terms=()))
    assert set(reviewing.import_(out, file).statuses) == set(names)
    assert list(results(out)) == names


@pytest.mark.parametrize("suffix", SUFFIXES)
async def test_what_people_approved_or_edited_is_never_sent_again(tmp_path: Path, suffix: str) -> None:
    def work(unit: Unit) -> Unit:
        text = unit.target.replace("The library covers", "Our library has")
        return replace(unit, target=text, state="reviewed", terms=())

    model = ScriptedModel()
    with serving(model) as server:
        await translated(tmp_path, server, {"a.txt": page(1, 2), ODD: page(3)})
        out, file = tmp_path / "out", tmp_path / f"r{suffix}"
        reviewing.export(out, file)
        if suffix in (".xlsx", ".docx"):
            by_hand(file)
        else:
            written = {unit.id: unit.written for unit in exchange.read(file.read_bytes(), file.name)}
            assert all(written.values())
            rewritten(file, work)
        done = reviewing.import_(out, file)
        assert set(done.statuses) == {"a.txt", ODD}
        sent = len(model.asked)
        await translated(tmp_path, server, {}, fresh=True, no_cache=True)
    later = [question for question in model.asked[sent:] if question.task == "translate"]
    assert [item["zh"] for question in later for item in question.items if item["id"].startswith("L")] == []
    for result in results(out).values():
        assert result.translation is not None
        for item in result.translation.segments:
            assert (item.en[:15], item.state) == ("Our library has", "reviewed")


def by_hand(file: Path) -> None:
    """What a reviewer does: another text for the paragraphs, "approved" for the other lines."""
    if file.suffix == ".xlsx":
        book = load_workbook(file)
        for row in book["Review"].iter_rows(min_row=2):
            row[4].value = str(row[3].value).replace("The library covers", "Our library has")
        book.save(file)
        return
    document = docx.Document(str(file))
    for table in document.tables:
        for row in table.rows[2:]:
            run = row.cells[2].paragraphs[0].runs[0]
            run.text = run.text.replace("The library covers", "Our library has")
            status = next(row._tr.iterchildren("{*}tc", reversed=True))
            next(status.iter("{*}t")).text = "approved"
    document.save(str(file))


@pytest.mark.parametrize("indent", ["\u3000\u3000", "  ", ""])
async def test_a_memory_made_from_the_lines_of_a_document_matches_them(tmp_path: Path, indent: str) -> None:
    """The lines of a document have their indents, its segments do not: both are the same sentence."""
    line = PARAGRAPH.format(100, 11)
    memory = tmp_path / "own.tmx"
    memory.write_bytes(tmx.write([Unit("x", "1", f"{indent}{line.strip()} ", "Our library: 100 m². ")]))
    model = ScriptedModel()
    with serving(model) as server:
        await translated(tmp_path, server, {"a.txt": page(1)}, tm=(memory,))
    result = results(tmp_path / "out")["a.txt"]
    assert line in [one.text for one in result.document.lines], "with its indent"
    assert result.translation is not None
    assert [item.en.strip() for item in result.translation.segments] == ["Our library: 100 m²."]
    asked = [
        item["zh"] for question in model.asked if question.task == "translate" for item in question.items
    ]
    assert not any("图书馆面积100平方米" in zh and "11万册" in zh for zh in asked)


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_a_file_made_from_the_lines_of_a_document_finds_its_segments(form: str) -> None:
    here = Unit("a.txt", "3", "图书馆启用。", "The library opens.")
    own = Unit("a.txt", "3", "\u3000\u3000图书馆启用。 ", "Our library opens. ", state="reviewed")
    made = exchange.FORMATS[form]
    found = exchange.review(made.read(made.write([sound(own)]), "x"), [here])
    assert [edit.target for edit in found.edited] == ["Our library opens."]
    assert not found.conflicts
