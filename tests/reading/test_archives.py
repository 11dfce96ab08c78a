"""An archive is walked like a folder; one that is broken, ambiguous or a bomb is one input that fails."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from archiving import TEXT, word, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import UnreadableDocument
from summarizer.reading import Source, archives, content, digest, read, walk


def put(folder: Path, files: Mapping[str, str | bytes], name: str = "a.zip", *, packed: bool = True) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(zipped(files, packed=packed))
    return folder / name


def paths(*roots: Path, **options: tuple[str, ...]) -> list[str]:
    return [source.path for source in walk(roots, **options)]  # type: ignore[arg-type]


def fault(archive: Path) -> UnreadableDocument:
    (source,) = walk([archive])
    with pytest.raises(UnreadableDocument) as caught:
        read(source)
    assert caught.value.hint
    return caught.value


def test_members_are_inputs_below_the_name_of_the_archive(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><p>{TEXT}</p>"
    put(
        tmp_path / "in",
        {"b.txt": TEXT, "c/a.html": page, "c/": "", "d.docx": word(), "x.png": "", "y.csv": ""},
    )
    found = list(walk([tmp_path / "in"]))
    assert [source.path for source in found] == ["a.zip/b.txt", "a.zip/c/a.html", "a.zip/d.docx"]
    documents = [read(source) for source in found]
    assert [document.path for document in documents] == [source.path for source in found]
    assert [document.media_type[-9:] for document in documents] == [
        "ext/plain",
        "text/html",
        "ngml.document"[-9:],
    ]


def test_a_member_has_the_digest_of_its_content(tmp_path: Path) -> None:
    (source,) = walk([put(tmp_path, {"b.txt": TEXT})])
    assert content(source) == TEXT.encode()
    assert digest(source) == read(source).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_file_has_the_digest_of_its_content_whatever_its_size(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="gb18030")
    source = Source(file, "a.txt")
    assert digest(source) == read(source).sha256


def test_names_in_gbk_and_utf8_are_read(tmp_path: Path) -> None:
    archive = put(tmp_path, {"通知.txt": TEXT, "zzzz.txt": TEXT})
    archive.write_bytes(archive.read_bytes().replace(b"zzzz.txt", "公告.txt".encode("gbk")))
    assert paths(archive) == ["a.zip/公告.txt", "a.zip/通知.txt"]


def test_what_is_hidden_or_not_wanted_is_left_out(tmp_path: Path) -> None:
    put(tmp_path / "in", {"__MACOSX/a.txt": "x", ".a.txt": "x", "b/c.txt": "x", "b/d.md": "x", "e.txt": "x"})
    assert paths(tmp_path / "in", exclude=("b",)) == ["a.zip/e.txt"]
    assert paths(tmp_path / "in", include=("*.md",)) == ["a.zip/b/d.md"]
    assert paths(tmp_path / "in", include=("a.zip",), exclude=("*.md",)) == ["a.zip/b/c.txt", "a.zip/e.txt"]
    assert paths(tmp_path / "in", exclude=("*.zip",)) == []


def test_links_are_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", TEXT)
    assert paths(tmp_path / "a.zip") == ["a.zip/a.txt"]


def test_an_archive_within_an_archive_fails_alone(tmp_path: Path) -> None:
    good, bad = walk([put(tmp_path, {"a.txt": TEXT, "b.zip": zipped({"c.txt": TEXT})})])
    assert read(good).texts
    with pytest.raises(UnreadableDocument) as caught:
        read(bad)
    assert caught.value.code == "unsupported"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"../a.txt": TEXT}, "damaged"),
        ({"/a.txt": TEXT}, "damaged"),
        ({"C:/a.txt": TEXT}, "damaged"),
        ({"a/../../b.txt": TEXT}, "damaged"),
        ({"a.txt": "0" * 10_000_000}, "too_large"),
    ],
)
def test_what_leads_out_or_swells_is_refused(files: dict[str, str], code: str, tmp_path: Path) -> None:
    assert fault(put(tmp_path, files)).code == code


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x" * 100_000, zipped({"a.txt": TEXT})[:-30]])
def test_what_is_no_whole_archive_is_one_input_that_fails(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    assert fault(tmp_path / "a.zip").code == "damaged"
    assert paths(tmp_path, include=("*.txt",)) == []


def test_a_member_with_a_password_fails_alone(tmp_path: Path) -> None:
    archive = put(tmp_path, {"a.txt": TEXT})
    data = bytearray(archive.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(data)
    assert fault(archive).code == "encrypted"


def test_a_member_beyond_the_limit_fails(tmp_path: Path) -> None:
    (source,) = walk([put(tmp_path, {"a.txt": TEXT})])
    with pytest.raises(UnreadableDocument) as caught:
        read(source, max_bytes=10)
    assert caught.value.code == "too_large"


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    data = zipped({f"{number:05}": "" for number in range(3_000)})
    with pytest.raises(UnreadableDocument) as caught:
        archives.entries(io.BytesIO(data), archives.DOCUMENT)
    assert caught.value.code == "too_large"


def test_an_archive_that_lies_about_a_size_is_refused(tmp_path: Path) -> None:
    archive = put(tmp_path, {"a.txt": TEXT})
    data = bytearray(archive.read_bytes())
    place = data.index(b"PK\x01\x02") + 24
    data[place] -= 1
    archive.write_bytes(data)
    assert fault(archive).code == "damaged"


def test_entries_that_overlap_are_refused(tmp_path: Path) -> None:
    archive = put(tmp_path, {"a.txt": TEXT, "b.txt": TEXT})
    data = bytearray(archive.read_bytes())
    second = data.rindex(b"PK\x01\x02") + 42
    data[second : second + 4] = b"\0\0\0\0"
    archive.write_bytes(data)
    assert fault(archive).code == "damaged"


def test_an_archive_that_was_replaced_while_running_does_not_give_another_text(tmp_path: Path) -> None:
    (source,) = walk([put(tmp_path, {"a.txt": TEXT})])
    put(tmp_path, {"a.txt": TEXT[::-1]})
    with pytest.raises(UnreadableDocument):
        read(source)


VALID = zipped({"a.txt": TEXT, "b/c.txt": TEXT * 20}, packed=True)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_bytes_end_in_a_document_or_a_clear_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray(VALID)
    for place, value in changes:
        data[place] = value
    stream = io.BytesIO(data)
    try:
        for entry in archives.entries(stream, archives.COLLECTION):
            archives.unpack(stream, entry.packed, 1_000_000)
    except UnreadableDocument as error:
        ended = error.hint
    else:
        ended = "unpacked"
    assert ended
