"""`tests/record.py`, which keeps the recordings of the samples in step with the prompts."""

from __future__ import annotations

from pathlib import Path

import pytest
import record
from support import ScriptedModel, folder_of, page, serving


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    found = tmp_path / "samples"
    folder_of(found, 2, name="documents")
    (found / "glossary.csv").write_text("zh,en\n清风计划,Fresh Breeze Plan\n", encoding="utf-8")
    return found


def test_without_recordings_and_endpoint_everything_is_missing(
    samples: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record.main(samples) == 1
    told = capsys.readouterr().out
    assert told.count("missing  digest") == 2
    assert "云岭县第一小学新图书馆正式启用（1）" in told


def test_what_is_missing_is_recorded_and_then_all_match(
    samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = ScriptedModel()
    with serving(model) as server, monkeypatch.context() as environment:
        environment.setenv("OPENAI_BASE_URL", server.url)
        environment.setenv("SUMMARIZER_MODEL", "m")
        assert record.main(samples) == 0
    assert model.count() == len(list((samples / "recordings").glob("*.json"))) == 5
    capsys.readouterr()
    assert record.main(samples) == 0, "no endpoint is needed any more"
    assert capsys.readouterr().out == "5 recordings, 0 missing\n"


def test_a_changed_sample_is_listed_then_recorded_alone_and_the_old_ones_go(
    samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = ScriptedModel()
    with serving(model) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("SUMMARIZER_MODEL", "m")
        record.main(samples)
        before = {file.name for file in (samples / "recordings").iterdir()}
        (samples / "documents" / "002.txt").write_text(page(77), encoding="utf-8")
        monkeypatch.delenv("OPENAI_BASE_URL")
        monkeypatch.delenv("SUMMARIZER_MODEL")
        capsys.readouterr()
        assert record.main(samples) == 1
        told = capsys.readouterr().out
        assert told.count("missing") == 2, told
        assert "not reached" in told
        assert {file.name for file in (samples / "recordings").iterdir()} == before, "listing changes nothing"
        asked = model.count()
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert record.main(samples) == 0
        assert model.count() - asked == 2
    told = capsys.readouterr().out
    assert told.count("recorded  ") == 2
    assert told.count("removed") == 2
    assert len(list((samples / "recordings").iterdir())) == 5
