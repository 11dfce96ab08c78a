"""A folder in which nothing has changed is passed over quickly; what has changed is always noticed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from server import Server
from support import ScriptedModel, contents, counts, fails, folder_of, page, run_over, serving

from summarizer import journal, keeping, records
from summarizer.keeping import Folder, Wanted
from summarizer.reading import Source, digest
from summarizer.text import Term

Env = tuple[ScriptedModel, Server, Path, Path]


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Env]:
    """A model, its endpoint, a folder of three pages that lay there for a while, and where the results go."""
    monkeypatch.setattr(records, "_SETTLED", 0)
    model = ScriptedModel()
    with serving(model) as server:
        yield model, server, folder_of(tmp_path, 3), tmp_path / "out"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources whose content was looked at to see whether they had changed."""
    found: list[str] = []

    def looked(source: Source) -> str:
        found.append(source.path)
        return digest(source)

    monkeypatch.setattr(keeping, "digest", looked)
    return found


async def done(env: Env, **options: Any) -> dict[str, Any]:
    _, server, folder, out = env
    ran = await run_over(server, folder, out=out, **options)
    return dict(ran.tally["documents"])


async def test_nothing_is_read_and_nothing_written_again(env: Env, read: list[str]) -> None:
    assert await done(env) == counts(3, done=3)
    before = contents(env[3])
    times = {file: (env[3] / file).stat().st_mtime_ns for file in before}
    assert await done(env) == counts(3, skipped=3)
    assert read == []
    assert contents(env[3]) == before
    assert {file: (env[3] / file).stat().st_mtime_ns for file in before} == times


async def test_the_results_are_not_collected_again(env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    await done(env)
    collected: list[int] = []
    monkeypatch.setattr(keeping, "results_jsonl", lambda *_: collected.append(1))
    await done(env)
    assert collected == []


@pytest.mark.parametrize("what", ["deleted", "changed", "another limit"])
async def test_the_results_are_collected_again_where_they_are_not_what_they_were(env: Env, what: str) -> None:
    await done(env)
    results = env[3] / "results.jsonl"
    whole = results.read_bytes()
    if what == "deleted":
        results.unlink()
    elif what == "changed":
        results.write_bytes(whole + b"{}\n")
    await done(env, limit=2 if what == "another limit" else None)
    assert results.read_bytes() == (
        b"".join(whole.splitlines(keepends=True)[:2]) if "limit" in what else whole
    )
    await done(env)
    assert results.read_bytes() == whole


async def test_a_change_that_keeps_size_and_time_is_noticed(env: Env) -> None:
    await done(env)
    file = env[2] / "002.txt"
    times = file.stat()
    text = file.read_text("utf-8")
    file.write_text(text.replace("3002", "3902"), "utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert file.stat().st_size == times.st_size
    assert await done(env) == counts(3, done=1, skipped=2)
    assert "3902" in (env[3] / "results.jsonl").read_text("utf-8")


async def test_a_file_that_was_only_touched_is_read_once(env: Env, read: list[str]) -> None:
    await done(env)
    for file in env[2].iterdir():
        os.utime(file, ns=(1, 1))
    assert await done(env) == counts(3, skipped=3)
    assert sorted(read) == ["001.txt", "002.txt", "003.txt"]
    assert await done(env) == counts(3, skipped=3)
    assert len(read) == 3


async def test_a_file_that_had_just_been_written_is_not_trusted_by_its_times(
    env: Env, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "_SETTLED", 2_000_000_000)
    await done(env)
    assert await done(env) == counts(3, skipped=3)
    assert len(read) == 3


async def test_an_output_that_a_person_edited_stays_and_one_that_was_cut_is_made_again(env: Env) -> None:
    await done(env)
    brief, result = (env[3] / "documents" / f"00{n}.txt.{form}" for n, form in ((1, "md"), (2, "json")))
    brief.write_text(brief.read_text("utf-8") + "\nMy remark.\n", "utf-8")
    whole = result.read_bytes()
    result.write_bytes(whole[:-100])
    assert await done(env) == counts(3, done=1, skipped=2)
    assert brief.read_text("utf-8").endswith("My remark.\n")
    assert json.loads(result.read_bytes())["summary"] == json.loads(whole)["summary"]


async def test_documents_that_fail_are_listed_with_what_to_do(env: Env) -> None:
    env[0].always("digest", fails(400, message="no"), having="（2）")
    assert await done(env) == counts(3, done=2, failed=1)
    (row,) = map(json.loads, (env[3] / "failures.jsonl").read_text("utf-8").splitlines())
    assert row["path"] == "002.txt"
    assert row["what_to_do"]


async def test_an_interrupted_run_accounts_for_every_document_once(env: Env) -> None:
    for number in range(4, 200):
        (env[2] / f"{number:03}.txt").write_text(page(number), "utf-8")
    env[0].always("settle", fails(401))
    ran = await run_over(env[1], env[2], out=env[3])
    assert ran.error is not None
    assert ran.tally["documents"] == counts(199, failed=199)
    rows = [json.loads(line) for line in (env[3] / "failures.jsonl").read_text("utf-8").splitlines()]
    assert sorted(row["path"] for row in rows) == sorted(file.name for file in env[2].iterdir())


# -------------------------------------------------------------------------- the termbase of a large folder


def opened(out: Path, stamp: str = "s") -> Folder:
    folder = Folder.open(out)
    folder.begin(Wanted(stamp, ("json",)), lambda result: result, ())
    return folder


def test_a_termbase_is_not_written_with_every_window_and_survives_a_kill(tmp_path: Path) -> None:
    out, sizes = tmp_path / "out", list[int]()
    with journal.lock(out):
        folder = opened(out)
        for window in range(40):
            names = [Term(f"甲{window}号{n}", f"Name {window}.{n}") for n in range(5)]
            folder.termbase.decide(names, window=window)
            folder.settled(folder.termbase, window, [name.zh for name in names])
            sizes.append((out / "terms.csv").stat().st_size)
        folder.journal.close()  # as if killed: nothing else is brought up to date
    assert len(set(sizes)) < 20
    with journal.lock(out):
        again = opened(out)
        assert again.termbase.rows() == folder.termbase.rows()
        assert not again.termbase.is_seen("甲39号4", 38)
        assert again.termbase.is_seen("甲39号4", 39)
        again.close([], {}, "")
    assert (out / "terms.csv").read_text("utf-8").count("\n") == 201


def test_what_a_person_decided_meanwhile_wins_over_what_a_killed_run_had(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with journal.lock(out):
        folder = opened(out)
        folder.termbase.decide([Term("王建国", "Wang Jian Guo")], window=0)
        folder.settled(folder.termbase, 0, ["王建国"])
        folder.journal.close()
    (out / "terms.csv").write_text(
        "zh,en,kind,origin,status,note\n王建国,Wang Jianguo,person,reviewed,reviewed,\n", "utf-8"
    )
    with journal.lock(out):
        again = opened(out)
        term = again.termbase.get("王建国")
        assert term is not None
        assert term.en == "Wang Jianguo"
        again.journal.close()
