"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import UsageError
from summarizer.files import preflight, printable, streamed, sweep, write_atomically


def test_a_file_is_written_with_its_folders_and_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        assert write_atomically(tmp_path / "a" / "b" / "c.json", b"{}")
    finally:
        os.umask(before)
    assert (tmp_path / "a/b/c.json").read_bytes() == b"{}"
    assert (tmp_path / "a/b/c.json").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.json"]


def test_an_unchanged_file_keeps_its_time_stamp(tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert write_atomically(path, b"one")
    os.utime(path, (1, 1))
    assert not write_atomically(path, b"one")
    with streamed(path) as file:
        file.write(b"one")
    assert path.stat().st_mtime == 1
    assert write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mtime > 1


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match=f"Cannot write .*x: {os.strerror(code)}") as caught:
        write_atomically(path, b"new")
    assert caught.value.exit_code == 2
    assert caught.value.hint
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob(".tmp-*")) == []


def test_a_failing_block_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"old")

    def stopped_half_way() -> None:
        with streamed(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stopped_half_way()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob(".tmp-*")) == []


def test_a_forbidden_folder_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", forbidden)  # a real one would not stop root
    with pytest.raises(UsageError, match=r"Permission denied.*-o"):
        write_atomically(tmp_path / "x", b"")


def test_a_file_where_a_folder_is_needed_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(UsageError, match="Cannot write"):
        write_atomically(tmp_path / "a" / "b", b"")


def test_a_folder_where_a_file_is_needed_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(UsageError, match="Is a directory"):
        write_atomically(tmp_path / "a", b"")
    assert list(tmp_path.glob(".tmp-*")) == []


def test_links_below_the_root_are_not_followed(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "documents").symlink_to(elsewhere)
    with pytest.raises(UsageError, match="symbolic link"):
        write_atomically(out / "documents" / "a" / "x.json", b"", root=out)
    assert list(elsewhere.iterdir()) == []


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    (tmp_path / "x").symlink_to(tmp_path / "secret")
    with pytest.raises(UsageError, match="symbolic link"):
        write_atomically(tmp_path / "x", b"theirs")
    assert (tmp_path / "secret").read_text() == "mine"


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "out" / "x", b"1", root=tmp_path / "out")
    assert (tmp_path / "real" / "x").read_bytes() == b"1"


@pytest.mark.parametrize("path", ["../x", "a/../../x"])
def test_nothing_is_written_outside_the_root(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match=r"not (below|in the subpath)"):
        write_atomically(tmp_path / "out" / path, b"", root=tmp_path / "out")


def test_leftovers_of_a_killed_run_are_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in (".tmp-12ab", "a/.tmp-34cd", "a/b.json", "a/tmp-b"):
        (tmp_path / name).write_text("")
    assert sweep(tmp_path) == 2
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["b.json", "tmp-b"]


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\udcb4b", "a\u202eb", "a\nb"])
def test_paths_in_messages_cannot_steer_a_terminal(text: str) -> None:
    assert printable(text).startswith("a\ufffd")
    assert printable(text).encode("utf-8")


def test_paths_in_messages_stay_readable() -> None:
    assert printable(Path("新闻/a b.txt")) == "新闻/a b.txt"


def test_a_short_write_is_not_taken_for_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, descriptor: int, _: str) -> None:
            self.descriptor = descriptor

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self.descriptor)

        def write(self, _: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", Full)
    with pytest.raises(UsageError, match="Free some space"):
        write_atomically(tmp_path / "x", b"12345")
    assert list(tmp_path.iterdir()) == [tmp_path / "cwd"]


def test_a_run_can_ask_first_whether_the_folder_is_fit_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "new" / "out"
    preflight(out)
    assert list(out.iterdir()) == []
    with pytest.raises(UsageError, match="MB are free"):
        preflight(out, free=1 << 60)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="Cannot write"):
        preflight(tmp_path / "file" / "out")

    def read_only(_: int) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "fsync", read_only)
    with pytest.raises(UsageError, match="Read-only"):
        preflight(out)
