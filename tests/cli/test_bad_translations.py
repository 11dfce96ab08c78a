"""What a user sees of what cannot be translated as it is: its name, why, and what to do."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from calling import Cli
from pdfs import pdf
from server import Server
from support import ScriptedModel, page

from summarizer.exchange import FORMATS, Unit
from tests.layout.word_sample import sample

CUES = "1\n00:00:01,000 --> 00:00:99,x\n云岭县图书馆开放了。\n\n2\n00:00:05,000 --> 00:00:08,000\n欢迎。\n"


def packed(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """An archive with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", b"<w:body>" + b" " * 9_000_000
    )


def macros(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def entities(parts: dict[str, bytes]) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:document", declared, 1)


def encrypted() -> bytes:
    """A PDF that opens with a password only."""
    guard = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"
        + b"ab" * 32
        + b"> /U <"
        + b"cd" * 32
        + b"> >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Root"
    )
    whole: bytes = pdf([[(50, 700, "云岭县图书馆")]])
    return whole.replace(b"/Root", guard)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("bomb.docx", lambda: packed(sample(), bomb), "far larger"),
        ("macros.docx", lambda: packed(sample(), macros), "macros"),
        ("entities.docx", lambda: packed(sample(), entities), "document type"),
        ("locked.pdf", encrypted, "password"),
    ],
)
def test_a_document_that_is_not_safe_to_open_fails_alone_with_a_reason(
    cli: Cli, server: Server, tmp_path: Path, name: str, data: Callable[[], bytes], says: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data())
    (folder / "good.txt").write_text(page(), encoding="utf-8")
    ended = cli("translate", folder, "-o", "out", "--format", "source")
    assert ended.code == 1
    ended.says("1 failed", "failures.jsonl")
    (failure,) = (json.loads(line) for line in Path("out/failures.jsonl").read_text("utf-8").splitlines())
    assert (failure["path"], says in failure["error"]) == (name, True), failure
    assert failure["what_to_do"]
    assert Path("out/documents/good.txt.en.txt").exists()
    assert not Path(f"out/documents/{name}.json").exists()


def test_tracked_changes_are_translated_as_accepted(cli: Cli, server: Server, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(sample())
    assert cli("translate", tmp_path / "plan.docx", "-o", "out", "--format", "source").code == 0
    result = json.loads(Path("out/documents/plan.docx.json").read_text("utf-8"))
    texts = [line["text"] for line in result["document"]["lines"]]
    assert any("试行两年。" in text for text in texts)
    assert not any("试行一年" in text for text in texts)
    with zipfile.ZipFile("out/documents/plan.docx.en.docx") as made:
        document = made.read("word/document.xml")
    assert b"<w:ins " not in document
    assert b"<w:del " not in document


def test_a_cell_that_begins_like_a_formula_stays_a_text(
    cli: Cli, server: Server, model: ScriptedModel, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["云岭县图书馆面积表。", "单位"])
    book.active.append(["=市里开会", "平方米"])
    book.active["A2"].data_type = "s"
    book.save(tmp_path / "list.xlsx")
    model.alter("translate", lambda _question, answer: started_with(answer, "=HYPERLINK(1)"))
    cli("translate", tmp_path / "list.xlsx", "-o", "out", "--format", "source,review")
    for name in ("list.xlsx.en.xlsx", "list.xlsx.review.xlsx"):
        made = openpyxl.load_workbook(Path("out/documents") / name)
        cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
        assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
        assert "f" not in {cell.data_type for cell in cells}


def started_with(answer: dict[str, list[dict[str, str]]], start: str) -> dict[str, list[dict[str, str]]]:
    for segment in answer["segments"]:
        segment["en"] = f"{start} {segment['en']}"
    return answer


def test_a_subtitle_with_broken_times_keeps_them_and_its_text_is_translated(
    cli: Cli, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "talk.srt").write_text(CUES, encoding="utf-8")
    cli("translate", tmp_path / "talk.srt", "-o", "out", "--format", "source")
    made = Path("out/documents/talk.srt.en.srt").read_text("utf-8")
    assert "00:00:01,000 --> 00:00:99,x" in made
    assert "图书馆" not in made
    assert made.count("-->") == 2


def test_a_memory_of_other_languages_stops_before_anything_is_paid_for(
    cli: Cli, server: Server, model: ScriptedModel, pages: Path
) -> None:
    memory = pages / "own.tmx"
    memory.write_bytes(FORMATS["tmx"].write([Unit("a", "1", "Hallo", "Bonjour", "de", "fr")]))
    ended = cli("translate", pages / "001.txt", "--tm", memory)
    assert ended.code == 2
    ended.says("own.tmx has nothing for zh → en", "de → fr")
    assert model.count() == 0


def test_a_file_for_review_that_is_not_safe_to_open_changes_nothing(
    cli: Cli, server: Server, tmp_path: Path, pages: Path
) -> None:
    cli("translate", pages / "001.txt", "-o", "out")
    assert cli("review", "export", "out", "review.docx").code == 0
    before = Path("out/results.jsonl").read_bytes()
    for change, says in ((bomb, "unpack"), (macros, "macros"), (entities, "document type")):
        Path("bad.docx").write_bytes(packed(Path("review.docx").read_bytes(), change))
        ended = cli("review", "import", "out", "bad.docx")
        assert ended.code == 2
        ended.says("bad.docx", says)
    assert Path("out/results.jsonl").read_bytes() == before
    assert cli("review", "import", "out", "review.docx").out.startswith("0 segments edited, 0 approved")
    assert docx.Document("review.docx").tables
