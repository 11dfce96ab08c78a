"""What stages made is remembered: soundly, for the code that made it, and never at the cost of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import remembering
from summarizer.errors import UsageError
from summarizer.llm.storing import TextStore
from summarizer.memory import Passing
from summarizer.remembering import LARGEST, PREFIX, WAITING, Memo, count, prune, version

NEVER = 2**63  # ns: nothing was changed since


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A package of one module, which has lain there for a while."""
    package = tmp_path / "package"
    (package / "__pycache__").mkdir(parents=True)
    (package / "one.py").write_text("ONE = 1\n", "utf-8")
    return package


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[TextStore]:
    store = TextStore(tmp_path / "store", timeout=1.0)
    yield store
    store.close()


class Full(Passing):
    """A store that takes nothing."""

    tried = 0

    def set_all(self, texts: Mapping[str, str]) -> None:
        self.tried += 1
        raise UsageError("The disk is full.")


class Broken(Passing):
    """A store that cannot be read."""

    def get_all(self, names: Iterable[str]) -> dict[str, str]:
        raise ValueError("damaged")


def test_what_a_stage_made_is_there_for_the_next_process(disk: TextStore) -> None:
    memo = Memo(disk)
    memo.keep(memo.name("article", "abc", ".txt"), "第一行\nsecond line")
    memo.flush()
    again = Memo(disk)
    assert again.recall(again.name("article", "abc", ".txt")) == "第一行\nsecond line"


def test_what_is_not_written_yet_is_known_too() -> None:
    memo = Memo(Passing())
    name = memo.name("article", "abc")
    memo.keep(name, "text")
    assert memo.recall(name) == "text"


def test_of_a_document_that_is_new_nothing_is_looked_for_until_all_stages_were_asked() -> None:
    memo = Memo(Passing())
    name = memo.name("told", "abc")
    memo.keep(name, "text")
    memo.begin("abc")
    assert memo.recall(name, "abc") is None
    assert memo.recall(name, "another") == memo.recall(name) == "text"
    memo.end("abc")
    assert memo.recall(name, "abc") == "text"


@given(st.lists(st.text(max_size=3), max_size=3), st.lists(st.text(max_size=3), max_size=3))
def test_other_inputs_have_another_name(one: list[str], other: list[str]) -> None:
    memo = Memo(Passing())
    assert (memo.name("stage", *one) == memo.name("stage", *other)) == (one == other)


def test_another_stage_has_another_name() -> None:
    memo = Memo(Passing())
    assert memo.name("draft", "a") != memo.name("article", "a")


def test_other_code_does_not_see_it() -> None:
    store = Passing()
    memo = Memo(store, lambda: "code of yesterday")
    memo.keep(memo.name("stage", "a"), "made")
    memo.flush()
    changed, restored = Memo(store, lambda: "code of today"), Memo(store, lambda: "code of yesterday")
    assert changed.recall(changed.name("stage", "a")) is None
    assert restored.recall(restored.name("stage", "a")) == "made"


@pytest.mark.parametrize("change", ["edit", "rename", "add", "data", "table"])
def test_any_file_of_the_package_counts(code: Path, change: str) -> None:
    before = version(code, NEVER)
    if change == "rename":
        (code / "one.py").rename(code / "two.py")
    else:
        name = {"edit": "one.py", "add": "two.py", "data": "model.json", "table": "words.txt"}[change]
        (code / name).write_text("{}", "utf-8")
    assert version(code, NEVER) not in ("", before)


def test_what_python_compiled_does_not_count(code: Path) -> None:
    before = version(code, NEVER)
    (code / "__pycache__" / "one.cpython-311.pyc").write_bytes(b"x")
    (code / "__pycache__" / "one.py").write_bytes(b"x")
    assert version(code, NEVER) == before


def test_another_version_of_a_library_counts(
    code: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = tmp_path / "libraries"
    (libraries / "reader-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(libraries))
    before = version(code, NEVER)
    (libraries / "reader-1.0.dist-info").rename(libraries / "reader-1.1.dist-info")
    assert version(code, NEVER) != before


def test_code_that_was_changed_under_a_running_process_remembers_nothing(code: Path) -> None:
    assert version(code, (code / "one.py").stat().st_ctime_ns - 1) == ""
    memo = Memo(Passing(), lambda: "")
    assert memo.name("stage", "a") == ""
    memo.keep("", "made")
    assert memo.recall("") is None


def test_this_program_can_tell_which_code_it_is() -> None:
    assert len(remembering.code()) == 64


def test_without_a_store_nothing_is_worked_out_or_remembered() -> None:
    memo = Memo(None, lambda: pytest.fail("the code was read"))
    assert not memo.remembers
    assert memo.name("stage", "a") == ""
    memo.flush()


@pytest.mark.parametrize("wrong", ["", "text", "0123456789abcdef\n2026-01-01T00:00:00+00:00\ntext"])
def test_a_damaged_row_is_as_good_as_none(wrong: str) -> None:
    store = Passing()
    memo = Memo(store)
    name = memo.name("stage", "a")
    store.set_all({name: wrong})
    assert memo.recall(name) is None


def test_a_row_in_the_place_of_another_is_none(disk: TextStore) -> None:
    memo = Memo(disk)
    one, other = memo.name("stage", "a"), memo.name("stage", "b")
    memo.keep(one, "made of a")
    memo.flush()
    disk.set_all({other: disk.get_all([one])[one]})
    assert memo.recall(other) is None


def test_a_store_that_cannot_be_read_is_as_good_as_none() -> None:
    memo = Memo(Broken())
    assert memo.recall(memo.name("stage", "a")) is None


def test_a_full_disk_is_tried_once_and_told_to_nobody() -> None:
    store = Full()
    memo = Memo(store)
    for number in range(3 * WAITING):
        memo.keep(memo.name("stage", str(number)), "made")
    memo.flush()
    assert store.tried == 1
    assert not memo.remembers


def test_half_a_character_and_what_is_huge_are_not_remembered() -> None:
    memo = Memo(Passing())
    half, huge = memo.name("stage", "a\ud800"), memo.name("stage", "b")
    memo.keep(half, "\ud800")
    memo.keep(huge, "x" * (LARGEST + 1))
    memo.flush()
    assert memo.recall(half) is None
    assert memo.recall(huge) is None


def test_rows_are_written_together() -> None:
    class Counting(Passing):
        writes = 0

        def set_all(self, texts: Mapping[str, str]) -> None:
            self.writes += 1
            super().set_all(texts)

    store = Counting()
    memo = Memo(store)
    for number in range(2 * WAITING + 1):
        memo.keep(memo.name("stage", str(number)), "made")
    assert store.writes == 2
    memo.flush()
    assert store.writes == 3
    for number in range(6):  # large ones do not wait in memory until there are many
        memo.keep(memo.name("large", str(number)), "x" * (LARGEST - number))
    assert store.writes == 4


def test_who_keeps_the_last_of_many_need_not_write_them() -> None:
    store, left = Passing(), list[Callable[[], None]]()
    memo = Memo(store, aside=left.append)
    names = [memo.name("stage", str(number)) for number in range(WAITING + 1)]
    for name in names:
        memo.keep(name, "made")
    assert not store.get_all(names)
    assert len(left) == 1
    left[0]()
    assert store.get_all(names).keys() == set(names[:WAITING])
    memo.flush()
    assert all(memo.recall(name) == "made" for name in names)


def test_pruning_takes_what_other_code_made_what_is_damaged_and_what_is_old(
    disk: TextStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = Memo(disk)
    names = [memo.name("stage", text) for text in "abc"]
    for name in names:
        memo.keep(name, "made")
    memo.flush()
    disk.set_all({f"{PREFIX}00000000:{'0' * 64}": "x", names[0]: "damaged", "r:key": "a reply"})
    assert count(disk) == 4
    assert prune(disk) == 2
    assert memo.recall(names[1]) == "made"

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) + timedelta(days=9)

    monkeypatch.setattr(remembering, "datetime", Later)
    assert prune(disk, 10) == 0
    assert prune(disk, 8) == 2
    assert disk.get("r:key") == "a reply"
