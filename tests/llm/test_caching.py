import asyncio
import json
import os
import pickle
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import UsageError
from summarizer.llm import caching
from summarizer.llm.caching import ReplyCache, cached, is_reusable
from summarizer.llm.calls import Message, Reply, Request, Usage
from summarizer.llm.storing import TextDisk, TextStore

ROOT = Path(__file__).parents[2]


def asked(text: str = "城东的图书馆重新开放。", model: str = "m", **changes) -> Request:
    return Request("digest", model, (Message("user", text),), "answer", {"type": "object"}, **changes)


def said(text: str = '{"标题": "开放"}', **changes) -> Reply:
    return Reply(text, usage=Usage(120, 30, 8), model="m-2026", request_id="req_1", seconds=1.5, **changes)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "replies"


@pytest.fixture
def cache(folder):
    with ReplyCache.open(folder) as opened:
        yield opened


def put(cache: ReplyCache, request: Request, reply: Reply) -> str:
    cache.put(request.key, request, reply)
    return request.key


def sql(folder: Path, statement: str, *values) -> list:
    """Do to the database what another program, or a villain, could do."""
    connection = sqlite3.connect(folder / "cache.db")
    try:
        with connection:
            return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


# ------------------------------------------------------------------------------- storing and finding


def test_a_stored_reply_comes_back_after_a_restart_marked_as_cached(folder):
    with ReplyCache.open(folder) as cache:
        key = put(cache, asked(), said())
        assert cache.get("0" * 64) is None
    with ReplyCache.open(folder) as cache:
        assert cache.get(key) == said().cached_copy()
        assert cache.warnings == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(text=st.text(st.characters(exclude_categories=[]), min_size=1).filter(str.strip))
def test_any_text_comes_back_exactly(cache, text):
    key = put(cache, asked(text), said(text))
    reply = cache.get(key)
    assert reply is not None
    assert reply.text == text


def test_a_large_reply_stays_inside_the_database(cache, folder):
    key = put(cache, asked(), said("汉" * 300_000))
    assert cache.get(key).text == "汉" * 300_000
    assert {file.name for file in folder.iterdir()} <= {
        "cache.db",
        "cache.db-wal",
        "cache.db-shm",
        "open.lock",
    }


@pytest.mark.parametrize(
    "reply",
    [
        said("", finish="stop"), said(" \n\u3000"), said(finish="length"), said(finish="content_filter"),
        said(finish="insufficient_system_resource"), said("I cannot.", refusal="I cannot."),
    ],
)  # fmt: skip
def test_refused_empty_and_cut_off_replies_are_recorded_and_never_reused(cache, reply):
    assert not is_reusable(reply)
    key = put(cache, asked(), reply)
    put(cache, asked(), reply)
    assert cache.get(key) is None
    record = cache.why(key)
    assert (record.reusable, record.times, record.finish) == (False, 2, reply.finish)
    assert cache.stats()["not_reusable"] == 1


def test_a_good_reply_after_a_cut_off_one_is_reused(cache):
    put(cache, asked(), said(finish="length"))
    key = put(cache, asked(), said())
    assert cache.get(key) is not None
    assert cache.why(key).reusable


def test_a_rejected_reply_is_not_given_again_but_still_on_record(cache):
    key = put(cache, asked(), said())
    assert cache.reject(key)
    assert cache.get(key) is None
    assert not cache.why(key).reusable
    assert not cache.reject(key)


def test_the_record_says_what_is_known_and_holds_no_secret(cache, folder):
    request = asked(endpoint="https://user:sk-SECRET@host.example/v1?api_key=sk-SECRET", prompt="abc123")
    reply = said("答" * 500, extra={"headers": {"authorization": "Bearer sk-SECRET"}})
    key = put(cache, request, reply)
    record = cache.why(key[:10])
    assert (record.key, record.task, record.model, record.answered_by) == (key, "digest", "m", "m-2026")
    assert (record.endpoint, record.prompt, record.usage) == (
        "https://host.example/v1",
        "abc123",
        Usage(120, 30, 8),
    )
    assert record.text == "答" * 200
    assert len(record.messages) == 64
    assert abs(datetime.now(UTC) - record.created) < timedelta(minutes=1)
    assert b"SECRET" not in b"".join(file.read_bytes() for file in folder.iterdir())


def test_a_record_is_json_that_people_can_read(cache, folder):
    put(cache, asked(), said())
    ((row,),) = sql(folder, "SELECT value FROM Cache")
    record = json.loads(row.partition("\n")[2])
    assert record["v"] == 1
    assert "开放" in row


def test_find_stats_prune_and_clear(cache, folder):
    for number in range(3):
        put(cache, asked(str(number)), said())
    put(cache, asked("other", model="n"), said())
    assert len(list(cache.find())) == 4
    assert len(list(cache.find(model="n"))) == 1
    assert list(cache.find(task="translate")) == []
    stats = cache.stats()
    assert (stats["entries"], stats["by_model"], stats["by_task"]) == (4, {"m": 3, "n": 1}, {"digest": 4})
    assert stats["tokens"] == {"prompt": 480, "completion": 120, "cached": 32, "written": 0}
    assert stats["bytes"] > 0
    assert stats["oldest"] <= stats["newest"]
    assert cache.prune(older_than_days=1) == 0
    assert cache.prune(model="n", older_than_days=-1) == 1
    assert cache.clear() == 3
    assert cache.stats()["entries"] == 0
    assert cache.stats()["oldest"] is None


def test_prune_wants_to_know_what(cache):
    with pytest.raises(UsageError, match="age"):
        cache.prune()


def test_why_with_an_ambiguous_beginning_asks_for_more(cache):
    for number in range(30):
        put(cache, asked(str(number)), said())
    with pytest.raises(UsageError, match="more digits"):
        cache.why("")
    assert cache.why("f" * 64) is None


def test_nothing_is_ever_evicted(cache):
    assert cache.store._cache.eviction_policy == "none"
    for number in range(60):
        put(cache, asked(str(number)), said("字" * 20_000))
    assert cache.stats()["entries"] == 60


@pytest.mark.parametrize("key", ["钥匙", "a\nb", "a\x00"])
def test_keys_that_are_not_plain_text_are_refused(cache, key):
    with pytest.raises(ValueError, match="ASCII"):
        cache.store._cache.get(key)
    with pytest.raises(ValueError, match="ASCII"):
        cache.store._cache.set(key, "text")
    with pytest.raises(ValueError, match="ASCII"):
        cache.put(key, asked(), said())


@pytest.mark.parametrize("value", [1, None, b"bytes", {"a": 1}, ["x"]])
def test_only_text_can_be_stored(cache, value):
    with pytest.raises(ValueError, match="text"):
        cache.store._cache.set("k", value)


def test_files_can_be_neither_stored_nor_read(cache, tmp_path):
    disk = TextDisk(str(tmp_path))
    with pytest.raises(ValueError, match="text"):
        disk.store((tmp_path / "x"), read=True)
    with pytest.raises(ValueError, match="files"):
        disk.filename()
    with pytest.raises(ValueError, match="text row"):
        disk.fetch(1, "../../etc/hosts", "text", read=False)


# --------------------------------------------------------------------------- hostile and damaged data


class Bomb:
    """Runs something when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self):
        return (Path.touch, (self.target,))


def test_a_pickled_value_is_refused_and_not_run(folder, tmp_path):
    with ReplyCache.open(folder) as cache:
        key = put(cache, asked(), said())
    bomb = tmp_path / "exploded"
    sql(folder, "UPDATE Cache SET mode = 4, value = ?", pickle.dumps(Bomb(bomb)))
    with ReplyCache.open(folder) as cache:
        assert cache.get(key) is None
        assert cache.why(key) is None
        assert list(cache.find()) == []
        assert cache.stats()["damaged"] >= 1
        assert len(cache.warnings) == 1
        put(cache, asked(), said())
        assert cache.get(key) is not None
    assert not bomb.exists()


def test_a_pickled_key_is_refused_and_not_run(folder, tmp_path):
    with ReplyCache.open(folder) as cache:
        put(cache, asked(), said())
    bomb = tmp_path / "exploded"
    sql(folder, "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 0, 1, 'x')", pickle.dumps(Bomb(bomb)))
    with ReplyCache.open(folder) as cache:
        assert cache.stats()["entries"] == 1
        assert cache.prune(older_than_days=-1) == 1
        assert cache.clear() == 1
    assert not bomb.exists()


@pytest.mark.parametrize("mode", [1, 2, 3, 4])
def test_a_row_that_names_a_file_gets_it_neither_read_nor_deleted(folder, mode):
    precious = folder.with_name("precious.txt")
    precious.write_text("mine", "utf-8")
    with ReplyCache.open(folder) as cache:
        key = put(cache, asked(), said())
    sql(folder, "UPDATE Cache SET mode = ?, filename = ?, value = NULL", mode, "../precious.txt")
    with ReplyCache.open(folder) as cache:
        assert cache.get(key) is None
        put(cache, asked(), said())
        assert cache.get(key) is not None
        sql(folder, "UPDATE Cache SET filename = ?", str(precious))
        cache.prune(older_than_days=-1)
        cache.clear()
    assert precious.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("eviction_policy", "least-recently-used"), ("size_limit", 1), ("cull_limit", 100), ("statistics", 1),
        ("sqlite_synchronous", 0), ("sqlite_writable_schema", 1), ("disk_min_file_size", 0), ("disk_evil", 1),
        ("_directory", "/nowhere"), ("_disk", 7), ("get", "x"), ("count", "many"),
    ],
)  # fmt: skip
def test_settings_planted_in_the_file_do_not_matter(folder, name, value):
    with ReplyCache.open(folder) as cache:
        key = put(cache, asked(), said())
    sql(folder, "INSERT OR REPLACE INTO Settings VALUES (?, ?)", name, value)
    with ReplyCache.open(folder) as cache:
        for number in range(30):
            put(cache, asked(str(number)), said("字" * 40_000))
        sql(folder, "INSERT OR REPLACE INTO Settings VALUES (?, ?)", name, value)
        outcome = []
        thread = threading.Thread(target=lambda: outcome.append(_synchronous(cache)))  # a new connection
        thread.start()
        thread.join()
        assert outcome == [2]
        assert cache.get(key) is not None
        assert cache.stats()["entries"] == 31
        assert not [file for file in folder.iterdir() if file.is_dir()]


def _synchronous(cache: ReplyCache) -> int:
    ((level,),) = cache.store._cache._sql("PRAGMA synchronous").fetchall()
    cache.store.close()
    return level


def test_a_flipped_byte_is_a_miss_and_a_warning(folder):
    with ReplyCache.open(folder) as cache:
        key = put(cache, asked(), said("甲乙丙"))
    data = (folder / "cache.db").read_bytes()
    assert data.count("乙".encode()) == 1
    (folder / "cache.db").write_bytes(data.replace("乙".encode(), "丁".encode()))
    told = []
    with ReplyCache.open(folder, warn=told.append) as cache:
        assert cache.get(key) is None
        assert cache.get(key) is None
        assert cache.troubles["damaged"] == 2
    assert len(told) == 1
    assert "damaged" in told[0]


def test_a_record_under_another_key_is_not_believed(folder):
    with ReplyCache.open(folder) as cache:
        put(cache, asked(), said())
        sql(folder, "UPDATE Cache SET key = ?", "r:" + asked("another").key)
        assert cache.get(asked("another").key) is None


@pytest.mark.parametrize(
    "body",
    [
        "", "null", "[]", "{}", '{"v": 2}', '{"v": 1}', "[" * 100_000, "1" * 5000, "NaN", '"x"',
        '{"v":1,"usage":3}',
    ],
)  # fmt: skip
def test_a_record_of_the_wrong_shape_is_a_miss(cache, body):
    name = "r:" + asked().key
    cache.store.set(name, f"{caching._checksum(name, body)}\n{body}")
    assert cache.get(asked().key) is None
    assert cache.stats()["entries"] == 0


@pytest.mark.parametrize("field", [*caching._TEXTS, "usage", "seconds", "times"])
def test_a_field_of_the_wrong_type_is_a_miss(cache, field):
    name = "r:" + asked().key
    record = {**caching._record(asked(), said(), 1), field: [1]}
    cache.store.set(name, caching._seal(name, record))
    assert cache.get(asked().key) is None
    assert list(cache.find()) == []


@pytest.mark.parametrize("damage", ["garbage", "half", "text", "directory", "foreign"])
def test_a_damaged_database_is_set_aside_and_a_new_one_started(folder, damage):
    with ReplyCache.open(folder) as cache:
        for number in range(50):
            put(cache, asked(str(number)), said("字" * 3000))
    database = folder / "cache.db"
    data = database.read_bytes()
    database.unlink()
    if damage == "garbage":
        database.write_bytes(os.urandom(100) + data[100:])
    elif damage == "half":
        database.write_bytes(data[: len(data) // 2])
    elif damage == "text":
        database.write_text("not a database at all" * 100, "utf-8")
    elif damage == "directory":
        database.mkdir()
    else:
        sql(folder, "CREATE TABLE Cache (something TEXT)")
    told = []
    with ReplyCache.open(folder, warn=told.append) as cache:
        key = put(cache, asked(), said())
        assert cache.get(key) is not None
        assert "cache.db.corrupt-1" in told[0]
        assert cache.warnings == told
    assert (folder / "cache.db.corrupt-1").exists()
    with ReplyCache.open(folder) as cache:
        assert cache.get(key) is not None
        assert cache.warnings == []


def test_damage_in_the_middle_is_survived_and_repaired_at_the_next_start(folder):
    with ReplyCache.open(folder) as cache:
        keys = [put(cache, asked(str(number)), said("字" * 3000)) for number in range(200)]
    database = folder / "cache.db"
    data = bytearray(database.read_bytes())
    for start in range(40_000, len(data) - 4096, 40_960):
        data[start : start + 4096] = os.urandom(4096)
    database.write_bytes(data)
    with ReplyCache.open(folder) as cache:
        replies = [cache.get(key) for key in keys]
        assert None in replies
        assert all(reply is None or reply.text == "字" * 3000 for reply in replies)
        assert len(cache.warnings) == 1
        cache.stats()
    with ReplyCache.open(folder) as cache:
        assert (folder / "cache.db.corrupt-1").exists()
        assert "replies could be taken over" in cache.warnings[0]
        saved = [reply for key in keys if (reply := cache.get(key))]
        assert len(saved) >= 10
        assert all(reply.text == "字" * 3000 for reply in saved)
        put(cache, asked(), said())
        assert cache.get(asked().key) is not None


def test_an_empty_file_is_an_empty_cache(folder):
    folder.mkdir()
    (folder / "cache.db").touch()
    with ReplyCache.open(folder) as cache:
        assert cache.get(put(cache, asked(), said())) is not None


# ---------------------------------------------------------------------------------- folders and locks


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_folder_and_its_files_are_private_also_if_they_were_not(folder):
    with ReplyCache.open(folder) as cache:
        put(cache, asked(), said())
        assert mode(folder) == 0o700
        assert {mode(file) for file in folder.iterdir()} == {0o600}
    folder.chmod(0o755)
    (folder / "cache.db").chmod(0o644)
    with ReplyCache.open(folder) as cache:
        put(cache, asked("b"), said())
        assert mode(folder) == 0o700
        assert {mode(file) for file in folder.iterdir()} == {0o600}


def test_a_folder_that_cannot_be_made_is_an_error_with_a_way_out(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UsageError) as caught:
        ReplyCache.open(tmp_path / "file" / "replies")
    assert caught.value.exit_code == 2
    assert "--no-cache" in caught.value.hint
    assert "SUMMARIZER_CACHE_DIR" in caught.value.hint


def test_a_database_that_cannot_be_opened_is_an_error_with_a_way_out(folder, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    folder.mkdir()
    (folder / "cache.db").touch()
    with pytest.raises(UsageError, match="readonly"):
        ReplyCache.open(folder)


def test_a_folder_whose_name_diskcache_would_expand_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("WHO", "else")
    with pytest.raises(UsageError, match="variable"):
        ReplyCache.open(tmp_path / "$WHO")
    with ReplyCache.open(tmp_path / "~a $5"):
        assert (tmp_path / "~a $5" / "cache.db").exists()


def test_a_lock_is_waited_for_and_then_reported(folder):
    with ReplyCache.open(folder, timeout=0.02) as cache:
        key = put(cache, asked(), said())
        other = sqlite3.connect(folder / "cache.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        with pytest.raises(UsageError, match="locked"):
            put(cache, asked("b"), said())
        with pytest.raises(UsageError, match="locked"):
            put(cache, asked("c"), said())
        assert cache.get(key) is not None  # readers do not care
        with pytest.raises(UsageError, match="locked"):
            ReplyCache.open(folder, timeout=0.02)
        assert time.monotonic() - start < 2
        other.execute("ROLLBACK")
        other.close()


def test_a_short_lock_is_sat_out(folder):
    with ReplyCache.open(folder, timeout=2) as cache:
        other = sqlite3.connect(folder / "cache.db", isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.05, lambda: other.execute("ROLLBACK"))
        timer.start()
        assert cache.get(put(cache, asked(), said())) is not None
        timer.join()
        other.close()


def test_a_fork_and_a_second_close_are_harmless(folder):
    cache = ReplyCache.open(folder)
    cache.close()
    cache.close()


WRITER = """
import sys
from pathlib import Path
from summarizer.llm.caching import ReplyCache
from summarizer.llm.calls import Message, Reply, Request, Usage

folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
cache = ReplyCache.open(folder)
for number in range(count):
    request = Request("digest", "m", (Message("user", f"{name} {number}"),), "answer", {})
    cache.put(request.key, request, Reply(f"{name} {number} " + "字" * 500, usage=Usage(1, 1)))
    print(request.key, flush=True)
cache.close()
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_kill_loses_nothing_that_was_acknowledged(folder):
    acknowledged = []
    for round_number in range(3):
        process = writer(folder, f"round {round_number}", 10**6)
        acknowledged += [process.stdout.readline().strip() for _ in range(40 + 25 * round_number)]
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        acknowledged += [line for line in rest.split("\n") if len(line) == 64]
    with ReplyCache.open(folder) as cache:
        assert all(cache.get(key) for key in acknowledged)
        assert cache.warnings == []
    assert len(acknowledged) > 150


def test_two_processes_share_a_cache(folder):
    processes = [writer(folder, name, 100) for name in ("one", "two")]
    outputs = [process.communicate(timeout=30) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    with ReplyCache.open(folder) as cache:
        assert all(cache.get(key) for output, _ in outputs for key in output.split())
        assert cache.stats()["entries"] == 200


# ---------------------------------------------------------------------------------------- the wrapper


class Model:
    """Counts what it is asked; answers after a few turns of the loop."""

    def __init__(self, cache: ReplyCache, *outcomes) -> None:
        self.asked: list[Request] = []
        self.hits: list[Request] = []
        self.outcomes = list(outcomes)
        self.stopped = 0
        self.seconds = 0.01
        self.begun = asyncio.Event()
        self.call = cached(self.complete, cache, on_hit=self.hits.append)

    async def complete(self, request: Request) -> Reply:
        self.asked.append(request)
        self.begun.set()
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        outcome = self.outcomes.pop(0) if self.outcomes else said()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


async def test_a_question_is_asked_once_and_then_comes_from_the_cache(cache):
    model = Model(cache)
    first = await model.call(asked(document="a.txt"))
    second = await model.call(asked(document="b.txt"))
    assert (first.from_cache, second.from_cache) == (False, True)
    assert second.text == first.text
    assert len(model.asked) == 1
    assert [request.document for request in model.hits] == ["b.txt"]


async def test_equal_questions_at_once_are_one_call(cache):
    model = Model(cache)
    replies = await asyncio.gather(*(model.call(asked()) for _ in range(50)))
    assert len(model.asked) == 1
    assert len(model.hits) == 49
    assert [reply.from_cache for reply in replies].count(False) == 1


async def test_a_reply_is_on_the_disk_before_anybody_sees_it(cache, folder):
    await Model(cache).call(asked())
    assert len(sql(folder, "SELECT 1 FROM Cache")) == 1


async def test_a_failure_reaches_everybody_who_waits_and_is_not_kept(cache):
    model = Model(cache, OSError("gone"))
    outcomes = await asyncio.gather(*(model.call(asked()) for _ in range(5)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [OSError] * 5
    assert model.hits == []
    assert (await model.call(asked())).text == said().text
    assert len(model.asked) == 2


async def test_an_unfit_reply_is_given_to_those_who_wait_and_asked_for_again_later(cache):
    model = Model(cache, said(finish="length"))
    replies = await asyncio.gather(model.call(asked()), model.call(asked()))
    assert [reply.finish for reply in replies] == ["length", "length"]
    assert (await model.call(asked())).finish == "stop"
    assert len(model.asked) == 2


async def test_the_call_goes_on_for_the_others_when_the_first_is_cancelled(cache):
    model = Model(cache)
    first, second = (asyncio.create_task(model.call(asked())) for _ in range(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).text == said().text
    assert first.cancelled()
    assert len(model.asked) == 1


async def test_the_call_is_broken_off_when_nobody_waits_any_more(cache):
    model = Model(cache)
    model.seconds = 60
    tasks = [asyncio.create_task(model.call(asked())) for _ in range(3)]
    await model.begun.wait()
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    model.seconds = 0
    late = await model.call(asked())  # does not join the call that is being broken off
    assert model.stopped == 1
    assert late.text == said().text
    assert len(model.asked) == 2


async def test_nobody_is_left_who_complains_about_an_error_that_no_one_fetched(cache):
    complaints = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))

    async def stubborn(_request: Request) -> Reply:
        try:
            await asyncio.sleep(10)
        finally:
            raise OSError("gone")

    task = asyncio.create_task(cached(stubborn, cache)(asked()))
    await asyncio.sleep(0.002)
    task.cancel()
    await asyncio.wait({task})
    failing = Model(cache, OSError("gone"))
    await asyncio.gather(*(failing.call(asked("b")) for _ in range(3)), return_exceptions=True)
    del task
    await asyncio.sleep(0.03)
    assert complaints == []


async def test_a_reply_that_arrived_is_stored_although_its_caller_was_cancelled(cache, monkeypatch):
    slow = cache.store.set_all

    def slowly(rows) -> None:
        time.sleep(0.05)
        slow(rows)

    monkeypatch.setattr(cache.store, "set_all", slowly)
    model = Model(cache)
    tasks = [asyncio.create_task(model.call(asked(text))) for text in "ab"]
    await asyncio.sleep(0.03)  # one is being written, the other waits for its turn
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    cache.close()
    assert cache.get(asked("a").key) is not None
    assert cache.get(asked("b").key) is not None


async def test_a_full_disk_does_not_lose_the_answer_in_hand(cache, monkeypatch):
    def full(*_args) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(cache.store._cache, "write", full)
    model = Model(cache)
    replies = [await model.call(asked(str(number))) for number in range(3)]
    assert [reply.text for reply in replies] == [said().text] * 3
    assert len(cache.warnings) == 1
    assert "disk is full" in cache.warnings[0]
    assert cache.troubles["unstored"] == 3


def test_opening_a_store_twice_at_once_is_possible(folder):
    stores = []
    threads = [threading.Thread(target=lambda: stores.append(TextStore(folder, 5.0))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stores) == 4
