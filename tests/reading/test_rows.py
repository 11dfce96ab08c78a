"""Each row of a table is a document, if the user says which column; the file is never held in memory."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from pathlib import Path

import pytest
from archiving import LINE, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import UnreadableDocument
from summarizer.reading import Source, content, digest, read, walk


def sources(file: Path, column: str = "text") -> list[Source]:
    return list(walk([file], text_column=column))


def put(file: Path, data: str | bytes) -> Path:
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def code(source: Source) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(source)
    assert caught.value.hint
    return caught.value.code


def test_rows_of_a_csv_are_documents(tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", table([["id", "text"], ["1", TEXT], ["2", f"{LINE}“引号”"]]))
    found = sources(file)
    assert [source.path for source in found] == ["a.csv/000001.txt", "a.csv/000002.txt"]
    assert read(found[0]).texts == tuple(TEXT.split())
    assert read(found[1]).texts == (f"{LINE}“引号”",)
    assert read(found[1]).path == "a.csv/000002.txt"


def test_rows_of_json_lines_are_documents(tmp_path: Path) -> None:
    lines = [json.dumps({"id": 1, "text": TEXT}), "", json.dumps({"text": LINE}, ensure_ascii=False)]
    found = sources(put(tmp_path / "a.jsonl", "\ufeff" + "\n".join(lines)))
    assert [source.path for source in found] == ["a.jsonl/000001.txt", "a.jsonl/000002.txt"]
    assert [read(source).texts for source in found] == [tuple(TEXT.split()), (LINE,)]


def test_a_row_has_the_digest_of_its_text(tmp_path: Path) -> None:
    (source,) = sources(put(tmp_path / "a.csv", table([["text"], [TEXT]])))
    assert content(source) == TEXT.encode()
    assert digest(source) == read(source).sha256


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encoding_and_delimiter_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    data = table([["标题", "正文"], ["甲", TEXT], ["乙", f"{LINE},;\t"]], delimiter).encode(encoding)
    found = sources(put(tmp_path / "a.csv", data), "正文")
    assert [read(source).texts for source in found] == [tuple(TEXT.split()), (f"{LINE},;\t",)]


def test_a_long_cell_is_read_whole(tmp_path: Path) -> None:
    (source,) = sources(put(tmp_path / "a.csv", table([["text"], [LINE * 20_000]])))
    assert len(content(source).decode()) == 20_000 * len(LINE)


def test_a_cell_that_is_a_page_is_read_as_one(tmp_path: Path) -> None:
    (source,) = sources(
        put(tmp_path / "a.csv", table([["text"], [f"<!DOCTYPE html><h1>通知</h1><p>{LINE}"]]))
    )
    assert read(source).texts == ("通知", LINE)


def test_without_the_option_tables_are_no_inputs_and_a_given_one_is_a_text(tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", table([["text"], [LINE]]))
    put(tmp_path / "b.jsonl", "{}")
    assert list(walk([tmp_path])) == []
    assert [source.path for source in walk([file])] == ["a.csv"]
    assert len(list(walk([tmp_path], text_column="text"))) == 2


def test_a_table_without_the_column_fails_and_says_which_it_has(tmp_path: Path) -> None:
    (source,) = sources(put(tmp_path / "a.csv", table([["标题", "正文"], ["甲", TEXT]])))
    with pytest.raises(UnreadableDocument, match="标题, 正文"):
        read(source)


def test_rows_that_cannot_be_read_fail_alone(tmp_path: Path) -> None:
    lines = [
        '{"text": "',
        "[]",
        '{"text": 1}',
        '{"text": ""}',
        '{"x": "y"}',
        "[" * 5000,
        json.dumps({"text": LINE}),
    ]
    found = sources(put(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [code(source) for source in found[:-1]] == [
        "damaged", "no_text", "no_text", "empty", "no_text", "damaged"
    ]  # fmt: skip
    assert read(found[-1]).texts == (LINE,)


def test_a_short_row_fails_alone(tmp_path: Path) -> None:
    short, whole = sources(put(tmp_path / "a.csv", f"id,text\n1\n2,{LINE}\n"))
    assert code(short) == "no_text"
    assert read(whole).texts == (LINE,)


def test_a_missing_quotation_mark_ends_the_table_with_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarizer.reading.rows._LONGEST_ROW", 1_000)
    data = f'text\n{LINE}\n"{LINE}\n' + f"{LINE}\n" * 100
    good, bad = sources(put(tmp_path / "a.csv", data))
    assert read(good).texts == (LINE,)
    assert code(bad) == "damaged"


def test_utf16_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (source,) = sources(put(tmp_path / "a.csv", table([["text"], [TEXT]]).encode("utf-16")))
    assert code(source) == "unsupported"


def test_an_empty_table_fails(tmp_path: Path) -> None:
    (source,) = sources(put(tmp_path / "a.csv", ""))
    assert code(source) == "no_text"


def test_memory_stays_flat(tmp_path: Path) -> None:
    row = json.dumps({"text": LINE * 50}) + "\n"
    file = put(tmp_path / "a.jsonl", row * 2_000)
    tracemalloc.start()
    count = sum(1 for _ in walk([file], text_column="text"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2_000
    assert peak < 1_000_000 < file.stat().st_size


CELLS = st.text("会议通知工作学校，。“”a1 ,;|\t\n\r\"'", min_size=1, max_size=12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_every_cell_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "cells.csv"
    put(file, table([["id", "text"], *map(list, rows)]))
    assert [content(source).decode() for source in sources(file)] == [text for _, text in rows]
    put(file.with_suffix(".jsonl"), "\n".join(json.dumps({"text": text}) for _, text in rows))
    assert [content(source).decode() for source in sources(file.with_suffix(".jsonl"))] == [
        text for _, text in rows
    ]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_end_in_rows_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    for name in ("any.csv", "any.jsonl"):
        for source in sources(put(tmp_path_factory.getbasetemp() / name, b"text\n" * 2 + data)):
            try:
                ended = read(source).texts
            except UnreadableDocument as error:
                ended = (error.hint,)
            assert ended


def test_a_name_of_a_column_may_have_a_line_break(tmp_path: Path) -> None:
    file = put(tmp_path / "a.csv", table([["金额\n（元）", "text"], ["1", LINE]]))
    assert [read(source).texts for source in sources(file)] == [(LINE,)]
    assert [read(source).texts for source in sources(put(file, table([["全\n文"], [LINE]])), "全 文")] == [
        (LINE,)
    ]


@pytest.mark.parametrize("data", ["id,text\r1,甲\r2,乙\r", 'id,"te\rxt\n', '"' * 101])
def test_a_first_line_that_cannot_be_taken_apart_is_a_clear_error(tmp_path: Path, data: str) -> None:
    (source,) = sources(put(tmp_path / "a.csv", data))
    assert code(source) in {"damaged", "no_text"}


def test_a_row_without_the_key_says_which_it_has(tmp_path: Path) -> None:
    (source,) = sources(put(tmp_path / "a.jsonl", '{"标题": "甲", "content": "乙"}'))
    with pytest.raises(UnreadableDocument, match="标题, content"):
        read(source)
