"""Reviews of a folder's translations: handed out, taken back in, and what comes of them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from calling import Cli
from openpyxl import load_workbook
from support import ScriptedModel, run_over, serving
from support import page as page_of_the_sample

from summarizer import handout, reviewing, reviews
from summarizer.errors import UsageError
from summarizer.exchange import Unit
from summarizer.results import Result
from summarizer.reviews import Reviewed
from summarizer.termbase import Termbase
from summarizer.text import Term
from tests.layout.word_sample import ENGLISH as ENGLISH_LINES
from tests.layout.word_sample import sample

PAGE = "云岭县第一小学新图书馆正式启用\n2024-05-30 09:12 来源：云岭发布\n{}\n"
PARAGRAPH = "图书馆面积{0}平方米，藏书{1}万册。"
ENGLISH = "The library covers an area of {0} square metres"


async def translated(
    tmp_path: Path, server: Any, *, to: str = "en", fresh: bool = False, **files: str | bytes
) -> Path:
    """An output folder with the translations of these files (`a_txt`: a.txt)."""
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)
    options: dict[str, Any] = {"format": ("json", "source"), "duplicates": "keep", "fresh": fresh}
    await run_over(server, folder, out=tmp_path / "out", to=to, **options)
    return tmp_path / "out"


def page(*numbers: int) -> str:
    return PAGE.format("\n".join(PARAGRAPH.format(number * 100, number + 10) for number in numbers))


def edit(file: Path, old: str, new: str, *, only: str = "") -> None:
    """What a reviewer does with a Word file: puts another text where this one is, in the English column."""
    document = docx.Document(str(file))
    for table in document.tables:
        for row in table.rows[1:]:
            cell = row.cells[min(2, len(row.cells) - 1)]
            if only in table.rows[0].cells[0].text and old in cell.text:
                cell.paragraphs[0].runs[0].text = cell.text.replace(old, new)
    document.save(str(file))


def result(out: Path, name: str) -> Result:
    return Result.model_validate_json((out / "documents" / f"{name}.json").read_bytes())


def lines(out: Path, name: str) -> dict[str, tuple[str, str]]:
    """Chinese -> English and state, of all lines of a translation."""
    made = result(out, name).translation
    assert made is not None
    return {item.zh: (item.en, item.state) for item in [*made.head, *made.segments]}


async def test_a_review_in_word_stands_and_is_never_paid_for_again(tmp_path: Path) -> None:
    model = ScriptedModel()
    with serving(model) as server:
        out = await translated(tmp_path, server, a_txt=page(1, 2, 3))
        file = tmp_path / "review.docx"
        assert reviewing.export(out, file) == 5
        edit(file, ENGLISH.format(200), "The library's area is 200 square metres")
        done = reviewing.import_(out, file)
        sent = model.count()
        await translated(tmp_path, server)
    assert (len(done.review.edited), len(done.review.untouched), done.review.absent) == (1, 4, 0)
    assert done.statuses == {"a.txt": "verified"}
    assert model.count() == sent
    english, state = lines(out, "a.txt")[PARAGRAPH.format(200, 12)]
    assert (english[:39], state) == ("The library's area is 200 square metres", "reviewed")


async def test_the_title_of_a_document_can_be_reviewed(tmp_path: Path) -> None:
    with serving() as server:
        out = await translated(tmp_path, server, a_txt=page(1))
        file = tmp_path / "review.xlsx"
        reviewing.export(out, file)
        book = load_workbook(file)
        book["Review"]["E2"] = "New Library Opens at Yunling County No. 1 Primary School"
        book.save(file)
        reviewing.import_(out, file)
        await translated(tmp_path, server)
    title = lines(out, "a.txt")["云岭县第一小学新图书馆正式启用"]
    assert title == ("New Library Opens at Yunling County No. 1 Primary School", "reviewed")
    made = (out / "documents/a.txt.en.txt").read_text(encoding="utf-8")
    assert made.startswith("New Library Opens")


async def test_of_the_same_text_in_two_documents_each_keeps_its_own_review(tmp_path: Path) -> None:
    model = ScriptedModel()
    with serving(model) as server:
        out = await translated(tmp_path, server, a_txt=page(1, 2), b_txt=page(1, 3))
        file = tmp_path / "review.docx"
        reviewing.export(out, file)
        edit(file, ENGLISH.format(100), "Floor area: 100 square metres", only="a.txt")
        edit(file, ENGLISH.format(100), "The area is 100 square metres", only="b.txt")
        reviewing.import_(out, file)
        sent = model.count()
        await translated(tmp_path, server, fresh=True)
    assert model.count() == sent
    assert lines(out, "a.txt")[PARAGRAPH.format(100, 11)][0].startswith("Floor area")
    assert lines(out, "b.txt")[PARAGRAPH.format(100, 11)][0].startswith("The area is")


async def test_a_reviewed_row_of_a_table_and_its_formatting_outlive_the_next_run(tmp_path: Path) -> None:
    def by_hand(_question: Any, answer: Any) -> Any:
        """The sample's own English, for its lines."""
        for segment in answer["segments"]:
            line, _, piece = segment["id"].removeprefix("L").partition(".")
            if line.isdecimal():
                segment["en"] = ENGLISH_LINES[int(line)][int(piece or 1) - 1]
        return answer

    model = ScriptedModel()
    model.alter("translate", by_hand)
    with serving(model) as server:
        out = await translated(tmp_path, server, a_docx=sample())
        file = tmp_path / "review.docx"
        reviewing.export(out, file)
        edit(file, "18:00 to 21:30", "6 p.m. to 9.30 p.m.")
        edit(file, "To make borrowing easier for people who work", "To help people who work to borrow books")
        done = reviewing.import_(out, file)
        sent = model.count()
        await translated(tmp_path, server)
    assert len(done.review.edited) == 2
    paid = {item["id"] for question in model.asked[sent:] for item in question.items}
    assert not paid & {"L2", "L14.1", "L14.2", "L14.3"}, "what was reviewed is not paid for again"
    made = docx.Document(io.BytesIO((out / "documents/a.docx.en.docx").read_bytes()))
    assert [cell.text for cell in made.tables[0].rows[1].cells][:2] == ["Main library", "6 p.m. to 9.30 p.m."]
    opening = next(one for one in made.paragraphs if "people who work" in one.text)
    bold = [run.text for run in opening.runs if run.bold]
    assert bold == ["extend the opening hours of three libraries"]
    assert [link.text for link in opening.hyperlinks] == ["evening opening page"]


async def test_one_language_of_several_is_handed_out_and_comes_back(tmp_path: Path) -> None:
    with serving() as server:
        out = await translated(tmp_path, server, to="en,fr", a_txt=page(1, 2))
        with pytest.raises(UsageError, match=r"are in en, fr.*--to en"):
            reviewing.export(out, tmp_path / "review.docx")
        file = tmp_path / "fr.docx"
        assert reviewing.export(out, file, to="fr") == 4
        edit(file, ENGLISH.format(100), "La bibliothèque : 100 m²")
        reviewing.import_(out, file)
        memory = tmp_path / "all.tmx"
        assert reviewing.export(out, memory) == 8
        data = memory.read_text(encoding="utf-8").replace("La bibliothèque : 100", "Surface : 100")
        memory.write_text(data, encoding="utf-8")
        done = reviewing.import_(out, memory, overwrite=True)
    assert [edit_.unit.target_language for edit_ in done.review.edited] == ["fr"]
    (french,) = result(out, "a.txt").translations
    assert french.segments[0].en.startswith("Surface : 100")
    assert lines(out, "a.txt")[PARAGRAPH.format(100, 11)][1] == "translated"


async def test_documents_in_several_languages_are_handed_out_apart(tmp_path: Path) -> None:
    told: list[str] = []
    with serving() as server:
        out = await translated(tmp_path, server, a_txt=page(1), b_txt=page(2))
    first, file = out / "documents/a.txt.json", out / "documents/b.txt.json"
    file.write_text(file.read_text("utf-8").replace('"language": "zh"', '"language": "ja"'), encoding="utf-8")
    assert reviewing.export(out, tmp_path / "x.docx", warn=told.append) == 3, "the Chinese ones"
    assert told == ["Left out, as one file holds one pair of languages: b.txt (ja)."]
    assert reviewing.export(out, tmp_path / "x.tmx", warn=told.append) == 6
    first.write_text(first.read_text("utf-8").replace('"language": "zh"', '"language": "ko"'), "utf-8")
    with pytest.raises(UsageError, match=r"ja \(b\.txt\), ko \(a\.txt\).*--include"):
        reviewing.export(out, tmp_path / "x.docx")
    for each, tag in ((first, "ko"), (file, "ja")):
        known = '"language": ""' if each is file else '"language": "zh"'
        each.write_text(each.read_text("utf-8").replace(f'"language": "{tag}"', known), "utf-8")
    assert reviewing.export(out, tmp_path / "x.docx") == 6, "of an unknown one, Chinese is supposed"


async def test_some_documents_are_handed_out(tmp_path: Path) -> None:
    with serving() as server:
        out = await translated(tmp_path, server, a_txt=page(1), b_txt=page(2))
    assert reviewing.export(out, tmp_path / "x.docx", include=("b.*",)) == 3
    with pytest.raises(UsageError, match="no such translations"):
        reviewing.export(out, tmp_path / "x.docx", include=("c.*",))


async def test_what_was_reviewed_helps_with_what_is_like_it(tmp_path: Path) -> None:
    model = ScriptedModel()
    with serving(model) as server:
        out = await translated(tmp_path, server, a_txt=page(1))
        file = tmp_path / "review.docx"
        reviewing.export(out, file)
        edit(file, ENGLISH.format(100), "The library's area is 100 square metres")
        reviewing.import_(out, file)
        asked = model.count()
        await translated(tmp_path, server, b_txt=page(7))
    later = [question for question in model.asked[asked:] if question.task == "translate"]
    items = [item for question in later for item in question.items]
    near = next(item for item in items if item["zh"] == PARAGRAPH.format(700, 17))
    assert near["similar"]["text"].startswith("The library's area is 100")


# -------------------------------------------------------------------------------------------- the termbase


def with_terms(out: Path, *terms: Term) -> None:
    base = Termbase([*Termbase.load(out / "terms.csv").rows(), *terms])
    base.save(out / "terms.csv")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
async def test_a_term_that_a_reviewer_renders_otherwise_is_reviewed_from_then_on(
    tmp_path: Path, suffix: str
) -> None:
    with serving() as server:
        out = await translated(tmp_path, server, a_txt=page(1))
    with_terms(out, Term("图书馆", "library", note="of a school"))
    file = tmp_path / f"review{suffix}"
    reviewing.export(out, file)
    if suffix == ".docx":
        document = docx.Document(str(file))
        cell = next(
            row.cells[1] for row in document.tables[-1].rows if row.cells[0].text.startswith("图书馆")
        )
        cell.paragraphs[0].runs[0].text = "learning centre"
        document.save(str(file))
    else:
        book = load_workbook(file)
        row = next(row for row in book["Terms"].iter_rows() if row[0].value == "图书馆")
        row[2].value = "learning centre"
        book.save(file)
    done = reviewing.import_(out, file)
    assert [(entry.zh, entry.en) for entry in done.terms] == [("图书馆", "learning centre")]
    term = Termbase.load(out / "terms.csv").get("图书馆")
    assert term == Term("图书馆", "learning centre", "term", "reviewed", "reviewed", "of a school")


async def test_a_rendering_that_reviewers_change_throughout_is_for_a_person_to_decide(tmp_path: Path) -> None:
    with serving() as server:
        out = await translated(tmp_path, server, a_txt=page(1, 2, 3))
    with_terms(out, Term("图书馆", "library"))
    file = tmp_path / "review.docx"
    reviewing.export(out, file)
    for number in (1, 2):
        new = f"The learning centre covers an area of {number * 100} square metres"
        edit(file, ENGLISH.format(number * 100), new)
    done = reviewing.import_(out, file)
    assert [one.message for one in done.preferred] == [
        "图书馆 is “library”; reviewers changed it in all 2 segments that had it, to “learning centre”."
    ]
    term = Termbase.load(out / "terms.csv").get("图书馆")
    assert term is not None
    assert (term.en, term.status, term.note) == ("library", "conflict", "also proposed: learning centre")
    assert any("learning centre" in one.message for one in Termbase.load(out / "terms.csv").conflicts())


async def test_a_rendering_that_is_changed_in_the_file_of_terms_is_reviewed_and_redone(
    tmp_path: Path,
) -> None:
    model = ScriptedModel()
    with serving(model) as server:
        out = await translated(tmp_path, server, a_txt=page_of_the_sample(), b_txt=page(1))
        terms, asked = out / "terms.csv", model.count()
        text = terms.read_text(encoding="utf-8")
        assert "清风计划,Fresh Breeze Plan,programme,model,decided" in text
        terms.write_text(text.replace("Fresh Breeze Plan", "Clean Wind Scheme"), encoding="utf-8")
        ran = await translated(tmp_path, server)
        assert model.count() > asked
        assert "清风计划,Clean Wind Scheme,programme,reviewed,reviewed" in terms.read_text(encoding="utf-8")
        asked = model.count()
        await translated(tmp_path, server)
    assert model.count() == asked
    assert "Clean Wind Scheme" in (ran / "documents/a.txt.en.txt").read_text(encoding="utf-8")


def test_import_and_terms_say_what_is_to_be_decided(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with_terms(out, Term("校长", "president"))
    reviews.add(out, [Reviewed("a", 1, "校长说", "The principal said", "en", "The president said")])
    ended = cli("terms", "list", out, "--conflicts")
    assert ended.out.startswith("校长 is “president”; reviewers changed it in the one segment that had it")
    assert ended.out.endswith("to “principal”.\n")


# ------------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("name", "says"),
    [("a.pdf", r"\.xlsx, \.docx, \.xlf"), ("a", "without a suffix"), ("a.en.docx", "no table for review")],
)
async def test_what_is_no_review_is_refused(tmp_path: Path, name: str, says: str) -> None:
    with serving() as server:
        out = await translated(tmp_path, server, a_docx=sample())
    file = tmp_path / name
    file.write_bytes((out / "documents/a.docx.en.docx").read_bytes())
    with pytest.raises(UsageError, match=says):
        reviewing.export(out, file) if name == "a" else reviewing.import_(out, file)


async def test_the_review_of_another_folder_is_refused(tmp_path: Path) -> None:
    with serving() as server:
        out = await translated(tmp_path, server, a_txt=page(1))
    file = tmp_path / "other.docx"
    file.write_bytes(handout.write([Unit("z.txt", "1", "甲", "A")]))
    with pytest.raises(UsageError, match="no segment of this folder"):
        reviewing.import_(out, file)
