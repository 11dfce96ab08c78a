"""Every source gets a place of its own that every file system accepts."""

from __future__ import annotations

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.writing.naming import Naming, output_name

REFUSED = set('<>:"|?*\\\0')


@pytest.mark.parametrize(
    "path",
    [
        "a/b.txt",
        "新闻/2024年 5月.html",
        "-rf",
        ".hidden",
        "A.TXT",
        "a'b&c;d`e$f",
        "contents.txt",
        "a/b/c/d",
        "~x",
        "😀.txt",
    ],
)
def test_ordinary_paths_stay_as_they_are(path: str) -> None:
    assert output_name(path) == (path, False)


@pytest.mark.parametrize(
    ("path", "beginning"),
    [
        ("con", "con~"),
        ("a/NUL.txt", "a/NUL.txt~"),
        ("aux.tar.gz", "aux.tar.gz~"),
        ("COM1", "COM1~"),
        ("a./b", "a~"),
        ("a /b", "a~"),
        ("a\nb", "a_b~"),
        ("a\tb\r.txt", "a_b_.txt~"),
        ("a:b", "a_b~"),
        ("C:\\x", "C__x~"),
        ("..", "document~"),
        ("../x", "document~"),
        ("a/./x", "a/document~"),
        ("/etc/passwd", "document~"),
        ("a//b", "a/document~"),
        ("", "document~"),
        ("a\u202etxt.exe", "a_txt.exe~"),
        ("e\u0301.txt", "é.txt~"),
        (".tmp-1", "tmp-1~"),
        ("名\udcff.txt", "名_.txt~"),
        ("a~0123456789ab", "a~0123456789ab~"),
        ("a.json/b.txt", "a.json~"),
    ],
)
def test_unsafe_components_become_readable_slugs(path: str, beginning: str) -> None:
    name, changed = output_name(path)
    assert changed
    assert name.startswith(beginning)


def test_names_in_gbk_stay_readable() -> None:
    path = os.fsdecode("新闻.txt".encode("gbk"))
    assert output_name(path).name.startswith("新闻.txt~")


def test_a_changed_folder_keeps_its_files_together() -> None:
    one, other = output_name("a:b/1.txt").name, output_name("a:b/2.txt").name
    assert one.split("/")[0] == other.split("/")[0]
    assert one.split("/")[1] == "1.txt"


@pytest.mark.parametrize("path", ["长" * 85, "a" * 201, "/".join(["目录"] * 900) + "/x.txt"])
def test_over_long_names_leave_room_for_suffixes(path: str) -> None:
    name, changed = output_name(path)
    assert changed
    assert all(len(part.encode()) <= 200 for part in name.split("/"))
    assert len(name.encode()) <= 1000


def test_names_that_differ_in_case_only_are_apart_everywhere() -> None:
    naming = Naming()
    names = [naming(path) for path in ("News/A.txt", "News/a.txt", "news/a.txt", "x.txt", "y.txt")]
    assert [name.changed for name in names] == [False, True, True, False, False]
    assert len({name.name.casefold() for name in names}) == 5


any_path = st.text(st.characters(), max_size=60) | st.lists(
    st.sampled_from(
        ["a", "..", ".", "", "CON", "é", "e\u0301", "A", "a.json", "~", " ", "\udcff", "长" * 90]
    ),
    max_size=6,
).map("/".join)


@given(any_path)
def test_a_name_never_leaves_its_folder_and_can_be_a_file(path: str) -> None:
    name = output_name(path).name
    parts = name.split("/")
    assert name.encode("utf-8")
    assert unicodedata.normalize("NFC", name) == name
    assert not REFUSED & set(name)
    assert all(part not in ("", ".", "..") and part[-1] not in ". " for part in parts)
    assert all(len(part.encode()) <= 200 for part in parts)


@given(any_path)
def test_a_changed_name_is_never_taken_by_another_source(path: str) -> None:
    name, changed = output_name(path)
    assert (name != path) == changed
    if changed:
        assert output_name(name).name != name, "a source of that name would be moved out of the way"


@given(st.lists(any_path, unique=True, max_size=30))
def test_different_sources_get_different_names(paths: list[str]) -> None:
    assert len({output_name(path).name for path in paths}) == len(paths)
