"""A file becomes a document with numbered lines, or an error that says why not."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from summarizer.errors import UnreadableDocument
from summarizer.reading import Source, read, read_bytes, read_text

TEXT = "市教育局昨日召开会议，研究今年的招生工作。\n\n会议要求各学校认真落实有关规定。\n"


def refused(data: bytes, name: str = "a.txt") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, name)
    assert caught.value.hint
    return caught.value


def test_a_text_is_its_physical_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode("gbk"))
    document = read(Source(file, "x/a.txt"))
    assert document.path == "x/a.txt"
    assert document.texts == (
        "市教育局昨日召开会议，研究今年的招生工作。",
        "",
        "会议要求各学校认真落实有关规定。",
    )
    assert document.encoding == "gb18030"
    assert document.media_type == "text/plain"
    assert document.sha256 == hashlib.sha256(TEXT.encode("gbk")).hexdigest()
    assert document.language == "zh"
    assert document.main is None
    assert document.issues == ()


def test_all_line_ends_count_as_one_and_separators_are_spaces() -> None:
    document = read_text("甲乙\r\n丙\u2028丁\r戊\x85己\x0b庚\n\n　　辛\xa0壬")
    assert document.texts == ("甲乙", "丙 丁", "戊 己 庚", "", "　　辛\xa0壬")


def test_markdown_has_its_heading_as_title() -> None:
    document = read_bytes(f"# 会议通知 #\n{TEXT}".encode(), "a.md")
    assert (document.media_type, document.title) == ("text/markdown", "会议通知")
    assert document.texts[0] == "# 会议通知 #"


def test_a_page_named_txt_is_a_page_only_if_it_begins_like_one() -> None:
    assert read_bytes(f"<!DOCTYPE html><p>{TEXT}".encode(), "a.txt").media_type == "text/html"
    assert read_bytes(f"甲 <p> {TEXT}".encode(), "a.txt").media_type == "text/plain"


def test_a_text_named_html_is_a_text() -> None:
    assert read_bytes(TEXT.encode(), "a.html").texts[1] == ""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b" \n\t\n",
        "　\u3000\n".encode(),
        "\u200b\u200c\ufeff\n".encode(),
        b"\n" * 200_000,
    ],
)
def test_nothing_to_read_is_empty(data: bytes) -> None:
    assert refused(data).code == "empty"


@pytest.mark.parametrize("text", ["。。。，，，！！\n---", "哈" * 500, "Zm9vYmFy" * 1000])
def test_no_words_are_no_text(text: str) -> None:
    assert refused(text.encode()).code == "no_text"


@pytest.mark.parametrize("name", ["a.docm", "a.DOC", "a.xlsm", "a.rar", "a.wps"])
def test_unsupported_formats_name_themselves(name: str) -> None:
    error = refused(b"whatever", name)
    assert error.code == "unsupported"
    assert name[1:].lower() in str(error)


def test_a_pdf_named_txt_is_refused() -> None:
    assert refused(b"%PDF-1.7\n1 0 obj").code == "binary"


def test_a_file_beyond_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 1001)
    with pytest.raises(UnreadableDocument, match="1,000") as caught:
        read(Source(file, "a.txt"), max_bytes=1000)
    assert caught.value.code == "too_large"


def test_pipes_folders_and_missing_files_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", tmp_path, tmp_path / "missing.txt", Path("/dev/zero")):
        with pytest.raises(UnreadableDocument) as caught:
            read(Source(path, "x"))
        assert caught.value.code == "unreadable"


def test_damage_is_reported_with_its_lines() -> None:
    data = (TEXT * 10).encode()
    document = read_bytes(data[:6] + b"\xff" + data[6:], "a.txt")
    assert [(issue.type, issue.lines) for issue in document.issues] == [("garbled", (1,))]


def test_repaired_mojibake_is_reported() -> None:
    document = read_text(TEXT.encode().decode("latin-1"))
    assert "\n".join(document.texts) + "\n" == TEXT
    assert [issue.type for issue in document.issues] == ["garbled"]


def test_lone_surrogates_never_get_through() -> None:
    document = read_text(f"{TEXT}\ud800甲")
    assert document.texts[-1] == "\ufffd甲"


def test_one_line_of_megabytes_is_fine() -> None:
    assert len(read_text("市教育局昨日召开会议，" * 100_000).texts) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "zh"),
        ("據介紹，全市共有職業學校二十三所。", "zh"),
        ("iPhone 15 Pro Max 手机今日在北京发布，价格为9999元。", "zh"),
        ("本日、政府は新しい教育政策を発表した。", "ja"),
        ("The ministry announced that the park is open to the public.", "en"),
        ("12345", "und"),
    ],
)
def test_a_document_has_its_language(text: str, language: str) -> None:
    assert read_text(text).language == language
