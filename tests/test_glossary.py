"""Tables of terms are read as people make them, and mistakes in them are explained with the line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UsageError
from summarizer.glossary import COLUMNS, guarded, kind_of, read, to_csv, to_json, unguarded, usable
from summarizer.text import Term


def written(folder: Path, data: str | bytes, name: str = "terms.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(entry.term.zh, entry.term.en) for entry in read(path)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "zh,en\n甲,A\n乙,B\n"),
        ("a.csv", "\ufeffzh,en,kind,note\r\n甲,A,person,x\r\n乙,B,,\r\n"),
        ("a.csv", "Source,Target\n甲,A\n\n乙,B"),
        ("a.csv", "en,zh\nA,甲\nB,乙\n"),
        ("a.csv", "中文,英文\n甲,A\n乙,B\n"),
        ("a.csv", "甲,A\n乙,B\n"),
        ("a.csv", "甲,A,ZH,EN\n乙,B,ZH,EN-GB\n"),
        ("a.csv", "A,甲,EN,ZH\nB,乙,EN-GB,ZH\n"),
        ("a.csv", "zh;en\n甲;A\n乙;B\n"),
        ("a.csv", '"甲","A"\n"乙","B"\n'),
        ("a.tsv", "甲\tA\n乙\tB\n"),
        ("a.txt", "zh\ten\n甲\tA\n乙\tB\n"),
        ("a.csv", "zh,en\n  甲 , A \n,\n乙,B,,,\n"),
        ("a.json", '[{"zh": "甲", "en": "A"}, {"zh": "乙", "en": "B", "other": 1}]'),
    ],
)
def test_tables_come_in_many_shapes(tmp_path: Path, name: str, data: str) -> None:
    assert pairs(written(tmp_path, data, name)) == [("甲", "A"), ("乙", "B")]


def test_unicode_text_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    assert pairs(written(tmp_path, "zh\ten\n甲\tA\n".encode("utf-16"))) == [("甲", "A")]


def test_several_english_variants_are_kept_behind_the_first(tmp_path: Path) -> None:
    path = written(tmp_path, 'zh,en\n甲,A one | B;C\n乙,"D; A, b; D"\n')
    assert [(entry.term.en, entry.term.variants) for entry in read(path)] == [
        ("A one", ("B", "C")),
        ("D", ("A, b",)),
    ]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("person", "person"),
        ("Organisation_name", "organisation"),
        ("organization", "organisation"),
        ("title_gov", "title"),
        ("policy", "programme"),
        ("Program", "programme"),
        ("place", "place"),
        ("concept", "term"),
        ("", "term"),
    ],
)
def test_the_kinds_of_other_glossaries_are_understood(word: str, kind: str) -> None:
    assert kind_of(word) == kind


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("zh,english name\n甲,A\n", r"g\.csv, line 1: there is no column “en”"),
        ("term,en\nx,A\n", r"line 1: there is no column “zh”"),
        ("foo,bar\n甲,A\n", r"line 1: “foo” and “bar” are no columns known here"),
        ("zh,en\n甲,A\n乙,\n", r"line 3: the English is empty"),
        ("zh,en\n,A\n", r"line 2: the Chinese is empty"),
        ("zh,en\n甲,|;\n", r"line 2: the English is empty"),
        ("甲,A\n乙\n", r"line 2: two columns are needed"),
        ("A one,甲\n", r"line 1: the columns are swapped"),
        ('zh,en\n甲,A\n乙,"B\n丙,C\n', r"line 3: this row cannot be read"),
        ('zh,en\n甲,"A" b\n', r"line 2: this row cannot be read"),
        (b"zh,en\n\xbc\xd7,A\n", r"line 2: the text is not UTF-8"),
        ('zh,en\n"甲\n甲",A\n乙,\n', r"line 4: the English is empty"),
    ],
)
def test_a_mistake_is_explained_with_file_and_line(tmp_path: Path, data: str | bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        read(written(tmp_path, data, "g.csv"))
    assert caught.value.hint


@pytest.mark.parametrize("data", ["{", '{"zh": "甲"}', "[1]", "[" * 100_000, '[{"zh": "甲"}]'])
def test_json_that_is_no_list_of_terms_is_refused(tmp_path: Path, data: str) -> None:
    with pytest.raises(UsageError, match=r"g\.json, line 1"):
        read(written(tmp_path, data, "g.json"))


def test_a_glossary_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Cannot read .*none\.csv"):
        read(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="Is a directory"):
        read(tmp_path)


@pytest.mark.parametrize("data", ["", "\n\n", "zh,en\n", "Foo,Bar\nBaz,Qux\n"])
def test_a_table_without_any_term_is_refused_where_a_person_gives_it(tmp_path: Path, data: str) -> None:
    with pytest.raises(UsageError, match=r"g\.csv has no terms"):
        usable(written(tmp_path, data, "g.csv"))


def test_a_form_with_two_renderings_is_told_with_its_lines(tmp_path: Path) -> None:
    entries, doubles = usable(written(tmp_path, "甲,A|B\n乙,C\n甲,b\n甲,D\n", "g.csv"))
    assert [entry.term.zh for entry in entries] == ["甲", "乙"]
    assert [(one.line, other.line) for one, other in doubles] == [(1, 4)]


def test_a_first_row_without_chinese_may_be_a_term(tmp_path: Path) -> None:
    entries, _ = usable(written(tmp_path, "WTO,World Trade Organization\n甲,A\n", "g.csv"))
    assert [entry.term.zh for entry in entries] == ["WTO", "甲"]


def test_an_empty_table_has_no_terms(tmp_path: Path) -> None:
    assert read(written(tmp_path, "")) == ()
    assert read(written(tmp_path, "zh,en\n")) == ()


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-x", "@cmd", "'=1", "''@x", "'+", "\t=x"])
def test_no_cell_is_a_formula_and_none_is_changed(cell: str) -> None:
    assert guarded(cell)[0] == "'"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["'tis", "a=b", "", "'", "O'Neil", "'quoted'"])
def test_ordinary_cells_are_written_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell
    assert unguarded(cell) == cell


line = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda text: " ".join(text.split()))
hard = line | st.sampled_from(
    ["=x", "'=x", '"', "a,b", "a;b", "also: x", "also: ; note: y", "'", "-1", "@", "zh"]
)
en = hard.map(lambda text: " ".join(text.replace("|", "/").split())).filter(bool)
terms = st.builds(
    Term,
    zh=hard.map(lambda text: f"甲{text}"),
    en=en,
    kind=st.sampled_from(["person", "organisation", "place", "programme", "title", "term"]),
    origin=st.sampled_from(["glossary", "reviewed", "model", "pinyin"]),
    status=st.sampled_from(["decided", "conflict", "reviewed"]),
    note=hard,
    variants=st.lists(st.sampled_from(["A b", "=C", "d'e"]), unique=True).map(tuple),
)


@given(st.lists(terms, max_size=5))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, given_terms: list[Term]
) -> None:
    for data, name in ((to_csv(given_terms), "t.csv"), (to_json(given_terms), "t.json")):
        path = written(tmp_path_factory.getbasetemp(), data, name)
        assert [entry.term for entry in read(path)] == given_terms


def test_the_columns_are_those_of_the_contract() -> None:
    table = list(csv.reader(io.StringIO(to_csv([Term("甲", "=A", "person")]).decode())))
    assert table == [list(COLUMNS), ["甲", "'=A", "person", "model", "decided", ""]]
    assert list(json.loads(to_json([Term("甲", "A")]))[0]) == list(COLUMNS)
