"""A run that remembers leaves what a run without memory leaves, to the last byte, and counts the same."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from support import (
    Ran,
    ScriptedModel,
    article,
    asker_of,
    contents,
    counts,
    folder_of,
    page,
    run_over,
    says,
    serving,
)  # fmt: skip

from summarizer import digesting, forms, likeness, reading, recalling, verifying
from summarizer.chunking import MAX_CHARS
from summarizer.cli import check
from summarizer.errors import UnreadableDocument
from summarizer.fields import MODELS
from summarizer.llm.calls import Asked, Reply, Request, Usage
from summarizer.llm.metering import Meter, recalled
from summarizer.llm.storing import TextStore
from summarizer.memory import Passing
from summarizer.reading import Source
from summarizer.remembering import PREFIX, Memo
from summarizer.results import Result, described
from summarizer.text import Term
from summarizer.workers import Workers

PAGE = (
    '<!DOCTYPE html><html lang="zh"><head><title>云岭县第一小学新图书馆正式启用_云岭网</title></head><body>'
    '<div class="nav"><a href="/">首页</a> | <a href="/news">新闻</a></div>'
    "<h1>云岭县第一小学新图书馆正式启用</h1><div>{}</div><div>版权所有</div></body></html>"
)
DRAFTED = ("title", "summary", "key_points", "source_issues")
LINES = ("清风计划启动", "5月28日，云岭县教育局局长王建国宣布，云岭县第一小学新图书馆正式启用。")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts, one of them twice, and a page."""
    pages = folder_of(tmp_path, 2)
    lines = [f"<p>{line}</p>" for line in page(7).splitlines()[2:]]
    (pages / "003.html").write_text(PAGE.format("".join(lines)), "utf-8")
    (pages / "004.txt").write_text(page(1), "utf-8")
    return pages


@dataclass
class Bench:
    """Runs over one folder with one cache, each into a fresh folder."""

    model: ScriptedModel
    server: Any
    pages: Path
    root: Path
    made: int = 0

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    async def run(self, **options: Any) -> tuple[Ran, Path]:
        self.made += 1
        out = self.root / f"out{self.made}"
        ran = await run_over(self.server, self.pages, out=out, cache_dir=self.cache, **options)
        assert ran.error is None
        return ran, out

    def rows(self, prefix: str = PREFIX) -> dict[str, str]:
        store = TextStore(self.cache, 1.0)
        names = [name for name in store.names() if name.startswith(prefix)]
        rows = store.get_all(names)
        store.close()
        return rows

    def change(self, rows: dict[str, str] | None = None, gone: tuple[str, ...] = ()) -> None:
        """Write rows, or have some be gone."""
        store = TextStore(self.cache, 1.0)
        store.delete(gone)
        store.set_all(rows or {})
        store.close()


@pytest.fixture
def bench(folder: Path, tmp_path: Path) -> Iterator[Bench]:
    model = ScriptedModel()
    with serving(model) as server:
        yield Bench(model, server, folder, tmp_path)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each stage was really at work."""
    done: Counter[str] = Counter()

    def counted(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def stage(*args: Any, **options: Any) -> Any:
            done[name] += 1
            return real(*args, **options)

        monkeypatch.setattr(owner, name, stage)

    counted(recalling, "clean")
    counted(digesting, "digest")
    counted(likeness, "told")
    counted(verifying, "verify")
    return done


def timeless(files: dict[str, bytes]) -> dict[str, bytes]:
    """Without the moment at which things were made, which is another in every run."""
    times = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?|Made \d+ \w+ \d{4}, \d\d:\d\d UTC")
    return {name: times.sub(b"", data) for name, data in files.items() if name != "repeats.sqlite"}


def account(out: Path) -> list[str]:
    """The journal, in an order that does not depend on who was faster, and without times."""
    rows = map(json.loads, filter(None, (out / "journal.jsonl").read_text("utf-8").split("\n")))
    kept = [{k: v for k, v in row.items() if k not in ("at", "time", "seen", "collected")} for row in rows]
    return sorted(json.dumps(row, sort_keys=True) for row in kept)


def counted(ran: Ran) -> dict[str, Any]:
    return {name: value for name, value in ran.tally.items() if name != "seconds"}


def assert_same(one: tuple[Ran, Path], other: tuple[Ran, Path]) -> None:
    assert timeless(contents(one[1])) == timeless(contents(other[1]))
    assert counted(one[0]) == counted(other[0])
    assert account(one[1]) == account(other[1])


# ------------------------------------------------------------------------------------------- whole runs


@pytest.mark.parametrize("to", ["", "en"])
async def test_with_memory_and_without_a_folder_comes_out_the_same(
    bench: Bench, work: Counter[str], to: str
) -> None:
    bench.model.once("digest", says('{"nothing": "that fits"}'), having="（2）")
    await bench.run(to=to)
    asked = len(bench.model.asked)
    remembered = bench.rows()
    work.clear()
    warm = await bench.run(to=to)
    assert work == {}
    bench.change(gone=tuple(remembered))
    cold = await bench.run(to=to)
    assert min(work[stage] for stage in ("clean", "told", "digest", "verify")) >= 3
    assert bench.rows().keys() == remembered.keys()
    again = await bench.run(to=to)
    assert len(bench.model.asked) == asked
    assert warm[0].tally["cached"] > 0
    assert_same(warm, cold)
    assert_same(warm, again)


async def test_damaged_rows_and_rows_of_other_shape_change_nothing(bench: Bench, work: Counter[str]) -> None:
    await bench.run()
    warm = await bench.run()
    rows = bench.rows()
    bench.change(
        {name: "damaged" if index % 2 else row[:-9] for index, (name, row) in enumerate(rows.items())}
    )
    work.clear()
    assert_same(warm, await bench.run())
    assert work["verify"] > 0
    assert bench.rows().keys() == rows.keys()


async def test_without_a_cache_nothing_is_remembered(bench: Bench, work: Counter[str]) -> None:
    await bench.run()
    work.clear()
    before = bench.rows()
    await bench.run(no_cache=True)
    assert work["clean"] == 4
    assert bench.rows() == before


async def test_what_is_recorded_depends_on_no_earlier_run(
    bench: Bench, work: Counter[str], tmp_path: Path
) -> None:
    await bench.run()
    work.clear()
    await bench.run(record=tmp_path / "tapes")
    assert work["digest"] == 3


async def test_a_reply_that_is_gone_is_asked_for_again(bench: Bench) -> None:
    await bench.run()
    before = len(bench.model.asked)
    bench.change(gone=tuple(bench.rows("r:")))
    ran, _ = await bench.run()
    assert ran.tally["requests"] == len(bench.model.asked) - before > 0
    assert ran.tally["documents"] == counts(4, done=4)


async def test_other_settings_are_asked_with(bench: Bench, work: Counter[str]) -> None:
    await bench.run()
    work.clear()
    before = len(bench.model.asked)
    await bench.run(temperature=0.5)
    assert work["digest"] == 3
    assert "clean" not in work
    assert len(bench.model.asked) > before


async def test_fresh_results_may_come_from_memory(bench: Bench, work: Counter[str]) -> None:
    await bench.run()
    work.clear()
    ran = await run_over(
        bench.server, bench.pages, out=bench.root / "out1", cache_dir=bench.cache, fresh=True
    )
    assert ran.tally["documents"] == counts(4, done=4)
    assert ran.tally["requests"] == 0
    assert work == {}


async def test_check_looks_for_itself(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    _, out = await bench.run()
    monkeypatch.setattr(Memo, "recall", lambda *_args: pytest.fail("it was looked up"))
    file = out / "documents" / "001.txt.json"
    assert check._verified(file, []).status == "verified"
    file.write_text(file.read_text("utf-8").replace("3001 square", "9001 square"), "utf-8")
    assert check._verified(file, []).status == "flagged"


# --------------------------------------------------------------------------------------------- articles


def test_an_article_is_taken_from_memory_wherever_its_file_lies(tmp_path: Path, work: Counter[str]) -> None:
    memo = Memo(Passing())
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(page(), "utf-8")
    one, two = (Source(tmp_path / name, f"deep/{name}") for name in ("one.txt", "two.txt"))
    first, second = (recalling.extract(source, 10**6, memo) for source in (one, two))
    assert work["clean"] == 1
    assert second.document.path == "deep/two.txt"
    assert second == replace(first, document=replace(first.document, path="deep/two.txt"))


def test_another_format_or_bound_is_another_article(tmp_path: Path, work: Counter[str]) -> None:
    memo = Memo(Passing())
    for name in ("one.txt", "one.md"):
        (tmp_path / name).write_text(page(), "utf-8")
        recalling.extract(Source(tmp_path / name, name), 10**6, memo)
    assert work["clean"] == 2
    with pytest.raises(UnreadableDocument):
        recalling.extract(Source(tmp_path / "one.txt", "one.txt"), 10, memo)


def test_what_cannot_be_read_is_refused_by_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = Memo(Passing())
    with pytest.raises(UnreadableDocument) as missing:
        recalling.extract(Source(tmp_path / "none.txt", "none.txt"), 10**6, memo)
    assert missing.value.code == "unreadable"
    (tmp_path / "large.txt").write_text(page(), "utf-8")
    monkeypatch.setattr(recalling, "digest", lambda _source: pytest.fail("all of it was read"))
    with pytest.raises(UnreadableDocument) as large:
        recalling.extract(Source(tmp_path / "large.txt", "large.txt"), 10, memo)
    assert large.value.code == "too_large"


def test_a_language_that_is_not_wanted_is_refused_from_memory_too(tmp_path: Path) -> None:
    memo = Memo(Passing())
    (tmp_path / "a.txt").write_text(page(), "utf-8")
    source = Source(tmp_path / "a.txt", "a.txt")
    recalling.extract(source, 10**6, memo)
    with pytest.raises(UnreadableDocument):
        recalling.extract(replace(source, only=("fr",)), 10**6, memo)


def test_a_file_that_changes_while_it_is_read_is_remembered_under_no_wrong_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = Memo(Passing())
    file = tmp_path / "a.txt"
    file.write_text(page(1), "utf-8")
    real = reading.read

    def slow(source: Source, **options: Any) -> Any:
        file.write_text(page(2), "utf-8")
        return real(source, **options)

    with monkeypatch.context() as patched:
        patched.setattr(recalling, "read", slow)
        assert "（2）" in recalling.extract(Source(file, "a.txt"), 10**6, memo).title
    file.write_text(page(1), "utf-8")
    assert "（1）" in recalling.extract(Source(file, "a.txt"), 10**6, memo).title


# ----------------------------------------------------------------------------------------------- drafts


def known(replies: dict[str, Reply]) -> Any:
    """A `recall` over these replies, and the meter it counts with."""
    meter = Meter(lambda _request: None)
    return recalled(meter, replies.get, "m"), meter


def question(text: str = "q") -> tuple[Request, Reply]:
    return Request("digest", "m", (), "digest", {}, prompt=text), Reply("{}", usage=Usage(10, 2))


def test_what_was_asked_before_counts_like_replies_from_the_cache() -> None:
    request, reply = question()
    recall, meter = known({request.key: reply})
    assert recall([Asked.of(request, reply)], "a.txt")
    assert meter.for_document("a.txt").cached == 1
    assert meter.stages["digest"].cached == 1
    assert meter.saved.usage == Usage(10, 2)


@pytest.mark.parametrize("usage", [None, Usage(0, 0)])
def test_a_reply_that_does_not_say_what_it_took_has_to_be_asked_for(usage: Usage | None) -> None:
    request, reply = question()
    recall, meter = known({request.key: replace(reply, usage=usage)})
    assert not recall([Asked.of(request, reply)], "a.txt")
    assert meter.total.cached == 0


def test_another_reply_under_the_same_key_is_another_draft() -> None:
    (one, reply), (two, _) = question("one"), question("two")
    recall, meter = known({one.key: reply, two.key: replace(reply, text="[]")})
    assert not recall([Asked.of(one, reply), Asked.of(two, reply)], "a.txt")
    assert meter.total.cached == 0  # nothing, or everything


async def test_a_draft_is_made_once() -> None:
    model, store = ScriptedModel(), Passing()
    memo = Memo(store)
    asker = asker_of(model, recall=lambda _asked, _document: True)
    first = await recalling.drafted(article(*LINES), asker, forms.NEWS, MAX_CHARS, memo, Workers())
    count = len(model.asked)
    second = await recalling.drafted(
        article(*LINES, path="b.txt"), asker, forms.NEWS, MAX_CHARS, memo, Workers()
    )
    assert len(model.asked) == count
    assert second == first.model_copy(
        update={"document": first.document.model_copy(update={"path": "b.txt"})}
    )


def filled(kind: Any) -> Any:
    """A value of this type with something in every place."""
    if get_origin(kind) is list:
        return [filled(get_args(kind)[0])]
    if get_origin(kind) is Literal:
        return get_args(kind)[-1]
    if not issubclass(kind, BaseModel):
        return kind("7")
    return kind(**{name: filled(field.annotation) for name, field in kind.model_fields.items()})


@pytest.mark.parametrize("preset", MODELS)
async def test_a_draft_comes_back_to_the_letter(preset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = article(*LINES)
    fields = filled(MODELS[preset]).model_copy(update={"kind": preset})
    made = {name: filled(field.annotation) for name, field in Result.model_fields.items() if name in DRAFTED}
    whole = Result(**made, document=described(read), fields=fields)

    async def digested(*_args: Any, **_options: Any) -> Result:
        return whole

    monkeypatch.setattr(digesting, "digest", digested)
    monkeypatch.setattr(digesting, "mend", digested)
    asker, memo = asker_of(ScriptedModel(), recall=lambda _asked, _document: True), Memo(Passing())
    await recalling.drafted(read, asker, forms.NEWS, MAX_CHARS, memo, Workers())
    monkeypatch.undo()
    assert await recalling.drafted(read, asker, forms.NEWS, MAX_CHARS, memo, Workers()) == whole


@pytest.mark.parametrize("change", ["model", "temperature", "endpoint", "lines"])
async def test_other_settings_make_another_draft(change: str) -> None:
    model, memo = ScriptedModel(), Memo(Passing())
    asker = asker_of(model, recall=lambda _asked, _document: True)
    await recalling.drafted(article(*LINES), asker, forms.NEWS, MAX_CHARS, memo, Workers())
    count = len(model.asked)
    other: dict[str, Any] = {"model": "n", "temperature": 0.5, "endpoint": "http://localhost:1"}
    lines = (*LINES, "另有一行。") if change == "lines" else LINES
    changed = replace(asker, **{change: other[change]}) if change in other else asker
    await recalling.drafted(article(*lines), changed, forms.NEWS, MAX_CHARS, memo, Workers())
    assert len(model.asked) > count


async def test_answers_in_a_wrong_form_are_for_the_wire_to_learn_from_again() -> None:
    model, memo = ScriptedModel(), Memo(Passing())
    wrong: list[str] = []
    asker = asker_of(model, recall=lambda *_: True, unfit=lambda mode, _model: wrong.append(mode))
    model.once("digest", says("not JSON"))
    for _ in range(2):
        await recalling.drafted(article(*LINES), asker, forms.NEWS, MAX_CHARS, memo, Workers())
    assert len(wrong) == 1
    assert len([one for one in model.asked if one.task == "digest"]) == 3


async def test_a_form_of_the_users_own_may_run_code_and_is_not_remembered() -> None:
    model, memo = ScriptedModel(), Memo(Passing())
    schema = {"type": "object", "properties": {"what": {"type": "array", "items": {"type": "string"}}}}
    asker = asker_of(model, recall=lambda *_: pytest.fail("it was looked up"))
    for _ in range(2):
        await recalling.drafted(article(*LINES), asker, forms.Form("own", schema), MAX_CHARS, memo, Workers())
    assert len([one for one in model.asked if one.task == "digest"]) == 2


# ----------------------------------------------------------------------------------------- verification


def test_a_verdict_is_that_of_this_very_result_and_these_terms(work: Counter[str]) -> None:
    memo = Memo(Passing())
    result = Result.model_validate({"title": {"zh": "三月", "en": "April"}})
    first = recalling.checked(result, (), memo)
    assert recalling.checked(result, (), memo) == first == verifying.verify(result)
    assert work["verify"] == 2  # the other one is ours
    recalling.checked(result, (Term("三月", "March"),), memo)
    recalling.checked(result.model_copy(update={"status": "verified"}), (), memo)
    assert work["verify"] == 4


def test_a_result_with_half_a_character_is_verified_each_time(work: Counter[str]) -> None:
    memo = Memo(Passing())
    result = Result.model_validate({"title": {"zh": "三月"}})
    half = result.model_copy(update={"title": result.title.model_copy(update={"en": "\ud800"})})
    recalling.checked(half, (), memo)
    recalling.checked(half, (), memo)
    assert work["verify"] == 2
