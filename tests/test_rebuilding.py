"""A file in the form of its source says what of it stays in Chinese."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from summarizer.reading import Source, read
from summarizer.rebuilding import noted, rebuilt
from summarizer.results import Result


def translated(file: Path) -> tuple[Source, Result]:
    source = Source(file, file.name)
    document = read(source)
    segments = [{"n": 1, "zh": document.texts[0], "en": "The fair opened."}]
    data = {
        "document": {"media_type": document.media_type},
        "translation": {"to": "en", "segments": segments},
    }
    return source, Result.model_validate(data)


@pytest.mark.parametrize(("head", "count"), [("云岭县水利局文件", 1), ("Page 1", 0), ("", 0)])
def test_a_running_head_that_stays_chinese_is_a_warning(head: str, count: int, tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = head
    made.add_paragraph("博览会开幕。")
    out = io.BytesIO()
    made.save(out)
    file = tmp_path / "a.docx"
    file.write_bytes(out.getvalue())
    source, result = translated(file)
    files, problems = rebuilt(source, result)
    assert list(files) == [".en.docx"]
    found = noted(result, problems).findings
    assert [one.severity for one in found] == ["warning"] * count
    assert all(head in one.message for one in found)
