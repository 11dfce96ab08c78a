"""The journal survives kills and damage, and says what the next run needs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UsageError
from summarizer.journal import Journal, lock, read


def clock() -> datetime:
    return datetime(2026, 11, 21, 21, 0, 0, 5000, tzinfo=timezone(timedelta(hours=1)))


def document(path: str, **changes: Any) -> dict[str, Any]:
    whole = {
        "path": path,
        "name": path,
        "sha256": "ab",
        "fingerprint": f"f-{path}",
        "status": "verified",
        "files": [f"documents/{path}.json", f"documents/{path}.md"],
        "requests": 2,
        "tokens": {"prompt": 1, "completion": 2},
        "cost": None,
        "seconds": 0.5,
    }
    return whole | changes


def test_what_is_appended_is_one_json_line_with_the_time_in_utc(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "out" / "journal.jsonl", clock=clock) as journal:
        journal.append("run", settings="abc", version="0.1.0")
        journal.append("failed", path="新闻.txt", error="It is\nempty.", code="empty")
    lines = (tmp_path / "out" / "journal.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0]) == {
        "event": "run", "at": "2026-11-21T20:00:00.005Z", "settings": "abc", "version": "0.1.0",
    }  # fmt: skip
    assert "新闻.txt" in lines[1]
    assert len(lines) == 2


def test_the_state_is_that_of_the_last_word_on_each_document(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal.open(path) as journal:
        journal.append("run", settings="1")
        journal.append("document", **document("a"))
        journal.append("failed", path="b", error="x", code="wire")
        journal.append("failed", path="c", error="x", code="empty")
        journal.append(
            "document", **document("b", name="b~12", files=["documents/b~12.json"], status="flagged")
        )
        journal.append("document", **document("a", fingerprint="new"))
    state = read(path)
    assert state.documents["a"].fingerprint == "new"
    assert state.documents["a"].files == ("documents/a.json", "documents/a.md")
    assert state.documents["b"].files == ("documents/b~12.json",)
    assert state.documents["b"].status == "flagged"
    assert (state.runs, state.broken, state.unfinished) == (1, 0, True)


def test_what_was_sent_and_not_answered_is_in_doubt(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal.open(path) as journal:
        for key in ("k1", "k2", "k3"):
            journal.append("sent", key=key, document="a.txt", task="digest")
        journal.append("answered", key="k2")
    with Journal.open(path) as journal:
        journal.append("run")
        journal.append("answered", key="k3")
        journal.append("answered", key="unknown")
    assert read(path).in_doubt == {"k1": ("a.txt", "digest")}


def test_windows_are_remembered_until_a_run_is_done_or_the_settings_change(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal.open(path) as journal:
        journal.append("run", settings="1")
        journal.append("settled", window=0, names=["甲", "乙"])
        journal.append("stopped", why="interrupted")
        journal.append("run", settings="1")
        journal.append("settled", window=4, names=["乙", "丙"])
        assert read(path).windows == {"甲": 0, "乙": 0, "丙": 4}
        assert read(path).unfinished
        journal.append("stopped", why="done")
        assert read(path).windows == {}
        assert not read(path).unfinished
        journal.append("run", settings="1")
        journal.append("settled", window=1, names=["丁"])
        journal.append("run", settings="2")
    assert read(path).windows == {}


def test_no_journal_is_an_empty_state(tmp_path: Path) -> None:
    state = read(tmp_path / "journal.jsonl")
    assert (state.documents, state.runs, state.unfinished) == ({}, 0, False)


def test_a_torn_last_line_is_ignored_and_the_next_stands_on_its_own(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal.open(path) as journal:
        journal.append("document", **document("a"))
        journal.append("document", **document("b"))
    data = path.read_bytes()
    path.write_bytes(data[:-20])
    assert list(read(path).documents) == ["a"]
    with Journal.open(path) as journal:
        journal.append("document", **document("c"))
        journal.append("document", **document("d"))
    state = read(path)
    assert list(state.documents) == ["a", "c", "d"]
    assert state.broken == 1


def test_lines_written_by_several_threads_at_once_leave_no_blank_ones(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal.open(path) as journal, ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: journal.append("sent", key=f"k{number}"), range(4000)))
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
    assert sorted(row["key"] for row in rows) == sorted(f"k{number}" for number in range(4000))


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=400))
def test_damage_anywhere_costs_at_most_the_lines_it_hits(
    tmp_path_factory: pytest.TempPathFactory, garbage: bytes, place: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.jsonl"
    path.unlink(missing_ok=True)
    with Journal.open(path) as journal:
        for name in "abcd":
            journal.append("document", **document(name))
    data = path.read_bytes()
    place = min(place, data.index(b"\n"))
    path.write_bytes(data[:place] + garbage + data[place:])
    assert {"b", "c", "d"} <= set(read(path).documents)


@pytest.mark.parametrize(
    "line",
    [
        b"\x00\xff\xfe", b"null", b"[]", b"1", b'"x"', b"{}", b'{"event": "document"}', b'{"event": []}',
        b'{"event": "settled", "window": "x"}', b"[" * 100_000,
        b'{"event": "document", "path": "p", "name": "n"}', b'{"event":"sent","document":"x"}',
        b'{"event": "document", "path": "p", "name": "n", "fingerprint": "f", "status": "s", "files": 1}',
    ],
)  # fmt: skip
def test_lines_that_make_no_sense_are_counted(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(line + b'\n\n{"event":"from the future"}\n{"event":"run"}\n')
    state = read(path)
    assert (state.broken, state.runs, state.documents) == (1, 1, {})


def test_names_that_are_no_text_survive(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal.open(path) as journal:
        journal.append("document", **document("新\udcff.txt"))
    assert list(read(path).documents) == ["新\udcff.txt"]


def test_something_else_in_the_journals_place_is_a_usage_error(tmp_path: Path) -> None:
    folder, pipe, link = tmp_path / "folder", tmp_path / "pipe", tmp_path / "link"
    folder.mkdir()
    os.mkfifo(pipe)
    link.symlink_to(tmp_path / "elsewhere")
    for path in (folder, pipe):
        with pytest.raises(UsageError, match=path.name):
            read(path)
        with pytest.raises(UsageError, match=path.name):
            Journal.open(path)
    with pytest.raises(UsageError, match="symbolic link"):
        Journal.open(link)


def test_a_full_disk_is_a_usage_error_and_the_journal_stays_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.jsonl"
    write = os.write
    with Journal.open(path) as journal:
        journal.append("document", **document("a"))
        room = [7]

        def full(descriptor: int, data: bytes) -> int:
            if not room:
                raise OSError(28, "No space left on device")
            return write(descriptor, data[: room.pop()])

        monkeypatch.setattr(os, "write", full)
        with pytest.raises(UsageError, match="No space left"):
            journal.append("document", **document("b"))
        monkeypatch.setattr(os, "write", write)
        journal.append("document", **document("c"))
    assert list(read(path).documents) == ["a", "c"]


def test_durable_lines_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    with Journal.open(tmp_path / "a") as journal:
        journal.append("run")
        assert synced == []
        journal.sync()
    with Journal.open(tmp_path / "b", durable=True) as journal:
        journal.append("run")
    assert len(synced) == 2
    journal.close()


# --------------------------------------------------------------------------------------------- lock

HOLDER = """
import sys, time
from pathlib import Path
from summarizer.journal import lock
with lock(Path(sys.argv[1])):
    print("locked", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_by_name_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(out)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"locked\n"
        for _ in range(2):
            with (
                pytest.raises(UsageError, match=rf"Another run \(pid {holder.pid}\) is writing into .*out"),
                lock(out),
            ):
                pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with lock(out):
        assert (out / ".lock").read_text() == str(os.getpid())
    assert (out / ".lock").read_bytes() == b""


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), lock(tmp_path):
        raise RuntimeError
    with lock(tmp_path), pytest.raises(UsageError, match="Another run"), lock(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="Cannot write"), lock(tmp_path / "file" / "out"):
        pass


def test_a_lock_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / ".lock").symlink_to(tmp_path / "precious")
    with pytest.raises(UsageError, match="symbolic link"), lock(tmp_path):
        pass
    assert (tmp_path / "precious").read_text() == "mine"


def test_time_stamps_do_not_depend_on_the_time_zone(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "j") as journal:
        journal.append("run")
    stamp = json.loads((tmp_path / "j").read_bytes())["at"]
    assert stamp.endswith("Z")
    assert abs(datetime.fromisoformat(stamp) - datetime.now(UTC)) < timedelta(minutes=1)
