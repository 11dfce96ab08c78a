"""What is known of finished documents is found again, and marks of a file show that it may have changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.records import Record, Records, marks

PATHS = st.text(st.characters(exclude_characters="\0"), max_size=20)
RECORD = st.builds(
    Record,
    name=PATHS,
    fingerprint=st.text(max_size=20),
    status=st.sampled_from(["verified", "flagged"]),
    suffixes=st.lists(st.sampled_from([".json", ".md", "documents/x.tmx"]), max_size=3).map(tuple),
    sizes=st.lists(st.integers(0, 2**40), max_size=3).map(tuple),
    seen=st.sampled_from(["", "1:2:3:4"]),
    now=st.booleans(),
)


@given(st.lists(st.tuples(PATHS, RECORD), max_size=30), st.data())
def test_a_table_is_as_good_as_a_dictionary(pairs: list[tuple[str, Record]], data: st.DataObject) -> None:
    table, known = Records(), dict[str, Record]()
    for path, record in pairs:
        table.put(path, record)
        known[path] = record
        if data.draw(st.booleans()):
            table.flush()
    assert len(table) == len(known)
    assert list(table) == list(known)
    assert dict(table.items()) == known
    assert table.get("never") is None or "never" in known
    table.close()
    assert dict(table) == {}


def test_new_marks_of_a_source_are_noted() -> None:
    table = Records()
    table.put("a", Record("a", "f", "verified", (".json",), (5,), "old"))
    table.note("a", "new")
    table.note("never", "new")
    assert (table["a"].seen, table["a"].sizes, len(table)) == ("new", (5,), 1)


@pytest.mark.parametrize(
    "entry", [{}, {"path": "p", "name": "n"}, {"name": "n", "fingerprint": "f", "status": "s", "files": 1}]
)
def test_a_line_that_is_no_record_is_refused(entry: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Record.of(entry)


def test_any_change_of_a_file_changes_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    before, times = marks(file), file.stat()
    assert before
    assert marks(file) == before
    file.write_text("two")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # as if nothing had happened
    assert marks(file) != before


def test_a_file_that_was_just_written_has_no_marks_to_go_by(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    now = time.time_ns()
    assert marks(file, now=now) == ""
    assert marks(file, now=now + 10_000_000_000) == marks(file)
    assert marks(tmp_path / "gone") == ""
    assert marks(Path("nul\0")) == ""
