"""What of the folders a user gave is an input, and under which path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.reading import Source, walk
from summarizer.reading.walking import suffix_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pages"


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("市教育局昨日召开会议。", encoding="utf-8")


def paths(*roots: Path, **options: tuple[str, ...]) -> list[str]:
    return [source.path for source in walk(roots, **options)]  # type: ignore[arg-type]


def test_texts_pages_and_names_without_suffix_are_inputs_in_a_stable_order(folder: Path) -> None:
    put(folder, "b.txt", "a.html", "c/d.md", "C.TXT", "无后缀", "第3.2章", "报告.2024", "x.htm", "..txt")
    expected = ["..txt", "C.TXT", "a.html", "b.txt", "c/d.md", "x.htm", "报告.2024", "无后缀", "第3.2章"]
    assert paths(folder) == sorted(expected)
    assert paths(folder) == paths(folder)


def test_documents_of_other_formats_are_yielded_to_fail_with_a_reason(folder: Path) -> None:
    put(folder, "a.doc", "b.docm", "c.xlsm", "d.rar", "e.wps")
    assert len(paths(folder)) == 5


def test_documents_with_a_structure_are_inputs(folder: Path) -> None:
    put(folder, "a.pdf", "b.docx", "c.epub", "d.eml", "e.mht", "f.MHTML", "g.xlsx", "h.srt", "i.vtt")
    assert len(paths(folder)) == 9


def test_configuration_images_and_leftovers_are_no_inputs(folder: Path) -> None:
    put(
        folder,
        ".env",
        "pyproject.toml",
        "x.py",
        "prompt.jinja",
        "a.png",
        "a.tar",
        "data.json",
        "data.csv",
        ".x.txt",
    )
    put(folder, "Thumbs.db", "desktop.ini", "~$b.docx", "__MACOSX/a.txt", ".git/a.txt", "x.txt.exe")
    assert paths(folder) == []


def test_links_and_pipes_in_a_folder_are_not_followed(folder: Path) -> None:
    put(folder, "a.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "link.txt").symlink_to(folder / "a.txt")
    os.mkfifo(folder / "pipe.txt")
    assert paths(folder) == ["a.txt"]


def test_a_link_given_as_path_is_followed(folder: Path, tmp_path: Path) -> None:
    put(folder, "a.txt")
    (tmp_path / "link").symlink_to(folder)
    assert paths(tmp_path / "link") == ["a.txt"]


def test_a_file_given_is_always_picked(folder: Path) -> None:
    put(folder, "data.json")
    assert list(walk([folder / "data.json"], include=["*.txt"])) == [
        Source(folder / "data.json", "data.json")
    ]


def test_of_several_paths_each_lies_below_its_name(folder: Path, tmp_path: Path) -> None:
    put(folder, "a.txt")
    put(tmp_path / "other" / "pages", "a.txt")
    put(tmp_path / "other", "b.txt")
    put(tmp_path / "more", "b.txt")
    found = paths(
        folder,
        tmp_path / "other" / "pages",
        tmp_path / "other" / "b.txt",
        tmp_path / "more" / "b.txt",
        folder,
    )
    assert found == ["pages/a.txt", "pages-2/a.txt", "b.txt", "b-2.txt"]


def test_output_folders_are_not_entered(folder: Path) -> None:
    put(folder, "a.txt", "out/x.txt", "old/run.json", "old/journal.jsonl", "old/y.md")
    assert [source.path for source in walk([folder], skip=[folder / "out"])] == ["a.txt"]


def test_an_output_folder_given_as_input_is_a_usage_error(folder: Path) -> None:
    put(folder, "run.json", "journal.jsonl", "y.md")
    with pytest.raises(UsageError, match="output folder"):
        walk([folder])


def test_a_missing_path_is_a_usage_error_at_once(folder: Path) -> None:
    with pytest.raises(UsageError, match="pages"):
        walk([folder])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"include": ("*.csv",)}, ["data.csv"]),
        ({"include": ("sub/**",)}, ["sub/b.txt", "sub/deep/c.txt"]),
        ({"include": ("**/*.txt",)}, ["a.txt", "sub/b.txt", "sub/deep/c.txt"]),
        ({"include": ("sub/**/c.txt",)}, ["sub/deep/c.txt"]),
        ({"exclude": ("sub",)}, ["a.txt"]),
        ({"exclude": ("deep/",)}, ["a.txt", "sub/b.txt"]),
        ({"exclude": ("b.*",)}, ["a.txt", "sub/deep/c.txt"]),
        ({"include": ("*.txt",), "exclude": ("sub/*",)}, ["a.txt"]),
    ],
)
def test_globs_match_paths_and_base_names(
    folder: Path, options: dict[str, tuple[str, ...]], expected: list[str]
) -> None:
    put(folder, "a.txt", "data.csv", "sub/b.txt", "sub/deep/c.txt")
    assert paths(folder, **options) == expected


def test_undecodable_names_become_printable_paths(folder: Path) -> None:
    folder.mkdir()
    name = os.fsdecode(b"\xb1\xa8.txt")
    (folder / name).write_text("x", encoding="utf-8")
    assert paths(folder) == [r"\xb1\xa8.txt"]


def test_very_deep_folders_do_not_exhaust_the_stack(folder: Path) -> None:
    put(folder, "/".join(["d"] * 900) + "/a.txt")
    assert len(paths(folder)) == 1


def test_walking_is_lazy(folder: Path) -> None:
    put(folder, "a.txt", "b/c.txt")
    stream = walk([folder])
    assert next(stream).path == "a.txt"
    put(folder, "b/d.txt")
    assert [source.path for source in stream] == ["b/c.txt", "b/d.txt"]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.TXT", ".txt"),
        ("a.txt.", ".txt"),
        ("a.txt ", ".txt"),
        (".env", ""),
        ("第3.2章", ""),
        ("a.2024", ""),
        ("a", ""),
    ],
)
def test_suffixes_are_letters(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix
