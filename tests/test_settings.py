"""Settings come from options, environment, `.env` and defaults, in this order; wrong ones are explained."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import UsageError
from summarizer.settings import DEFAULT_MODEL, OPENAI, Settings, is_loopback, load, unknown, variable

EXAMPLE = Path(__file__).parents[1] / ".env.example"
LINE = re.compile(r"^# ([A-Z_]+)=(.*)$", re.MULTILINE)


def loaded(environ: dict[str, str] | None = None, **options: Any) -> Settings:
    return load(options, environ=environ or {}, dotenv=None)


def test_an_option_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SUMMARIZER_MODEL=file\nSUMMARIZER_RPM=1\nSUMMARIZER_TPM=1\n")

    settings = load(
        {"model": "option"}, environ={"SUMMARIZER_MODEL": "env", "SUMMARIZER_RPM": "2"}, dotenv=file
    )

    assert (settings.model, settings.rpm, settings.tpm) == ("option", 2, 1)


def test_an_option_that_was_not_given_hides_nothing() -> None:
    assert loaded({"SUMMARIZER_CONCURRENCY": "3"}, concurrency=None).concurrency == 3


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_variable_is_as_good_as_none(text: str) -> None:
    assert loaded({"SUMMARIZER_CONCURRENCY": text, "OPENAI_BASE_URL": text}) == Settings()


def test_the_file_is_the_one_of_the_current_directory_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("SUMMARIZER_MODEL=above\n")
    below = tmp_path / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    assert load(environ={}).model == ""

    (below / ".env").write_text("SUMMARIZER_MODEL=here\n")
    assert load(environ={}).model == "here"


def test_a_file_may_come_from_windows_and_is_taken_literally(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("\ufeffOPENAI_API_KEY=a${HOME}b\r\nSUMMARIZER_FIELDS='my fields.yaml'\r\n".encode())

    settings = load(environ={}, dotenv=file)

    assert settings.api_key.get_secret_value() == "a${HOME}b"
    assert settings.fields == "my fields.yaml"


def test_a_file_that_is_no_text_is_explained(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"OPENAI_API_KEY=\xff\xfe\n")
    with pytest.raises(UsageError, match="UTF-8"):
        load(environ={}, dotenv=file)


def test_lists_are_separated_by_commas() -> None:
    settings = loaded({"SUMMARIZER_FORMAT": "json, md", "SUMMARIZER_GLOSSARY": "a.csv,b.csv,"})
    assert settings.format == ("json", "md")
    assert settings.glossary == (Path("a.csv"), Path("b.csv"))


def test_money_is_exact() -> None:
    assert loaded({"SUMMARIZER_MAX_COST": "0.1"}).max_cost == Decimal("0.1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SUMMARIZER_CONCURRENCY", "0"),
        ("SUMMARIZER_CONCURRENCY", "many"),
        ("SUMMARIZER_RPM", "-1"),
        ("SUMMARIZER_MAX_COST", "0"),
        ("SUMMARIZER_MAX_COST", "NaN"),
        ("SUMMARIZER_TIMEOUT", "0"),
        ("SUMMARIZER_STRUCTURED", "xml"),
        ("SUMMARIZER_FRESH", "perhaps"),
        ("OPENAI_BASE_URL", "api.example.com/v1"),
        ("OPENAI_BASE_URL", "http://api.example.com/v1"),
        ("OPENAI_BASE_URL", "https://someone:secret@api.example.com/v1"),
    ],
)
def test_a_wrong_value_is_named_with_its_option_and_variable(name: str, value: str) -> None:
    with pytest.raises(UsageError) as caught:
        loaded({name: value})
    option = name.removeprefix("SUMMARIZER_").removeprefix("OPENAI_").lower().replace("_", "-")
    assert f"--{option} ({name})" in caught.value.message
    assert "secret" not in str(caught.value)


def test_a_variable_that_nobody_reads_is_told_with_what_was_meant(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SUMMARIZER_MAXCOST=5\nSUMMARIZER_RPM=60\nOTHER=1\n", "utf-8")
    environ = {"SUMMARIZER_CONCURENCY": "4", "SUMMARIZER_MODEL": "a", "summarizer_model": "b", "PATH": "/bin"}
    assert unknown(environ=environ, dotenv=tmp_path / ".env") == [
        "SUMMARIZER_CONCURENCY is no setting. Did you mean SUMMARIZER_CONCURRENCY?",
        "SUMMARIZER_MAXCOST is no setting. Did you mean SUMMARIZER_MAX_COST?",
        "summarizer_model is no setting. Did you mean SUMMARIZER_MODEL?",
    ]


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(UsageError, match="modle"):
        loaded(modle="x")


def test_a_key_is_in_no_text_form() -> None:
    settings = loaded({"OPENAI_API_KEY": "sk-0123456789"})
    assert "0123456789" not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().model = "x"  # type: ignore[misc]  # that it is refused is the test


@pytest.mark.parametrize(
    "environ",
    [
        {"OPENAI_API_KEY": "k"},
        {"OPENAI_BASE_URL": "http://localhost:11434/v1"},
        {"OPENAI_BASE_URL": "http://[::1]:8000/v1"},
        {"OPENAI_BASE_URL": "https://models.example/v1", "SUMMARIZER_MODEL": "m"},
        {"SUMMARIZER_REPLAY": "recordings"},
    ],
)
def test_a_model_can_be_reached_with(environ: dict[str, str]) -> None:
    settings = loaded(environ)
    assert settings.require_endpoint() is settings


@pytest.mark.parametrize(
    "environ", [{}, {"SUMMARIZER_MODEL": "m"}, {"OPENAI_BASE_URL": "https://a.example/v1"}]
)
def test_without_key_and_endpoint_the_three_ways_out_are_named(environ: dict[str, str]) -> None:
    with pytest.raises(UsageError) as caught:
        loaded(environ).require_endpoint()
    assert caught.value.exit_code == 2
    assert all(way in caught.value.hint for way in ("OPENAI_API_KEY", "--base-url", "summarizer demo"))


def test_a_key_alone_is_enough() -> None:
    settings = loaded({"OPENAI_API_KEY": "k"})
    assert (settings.base_url, settings.model_name) == (OPENAI, DEFAULT_MODEL)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:8000/v1", True),
        ("http://127.8.0.1/v1", True),
        ("http://app.localhost/v1", True),
        ("http://localhost.example.com/v1", False),
        ("http://127.0.0.1.example.com/v1", False),
        ("http://0.0.0.0/v1", False),
        ("https://api.example.com/localhost", False),
    ],
)
def test_only_this_machine_is_loopback(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected


def test_every_setting_is_in_the_example_once_and_nothing_else() -> None:
    names = [name for name, _ in LINE.findall(EXAMPLE.read_text(encoding="utf-8"))]
    assert sorted(names) == sorted(variable(name) for name in Settings.model_fields)


def test_the_values_of_the_example_are_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(LINE.sub(r"\1=\2", EXAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    stated = {name for name, value in LINE.findall(EXAMPLE.read_text(encoding="utf-8")) if value}
    unstated = {variable(name) for name, value in Settings() if value in (None, "", ()) or name == "api_key"}

    assert load(environ={}, dotenv=file) == Settings()
    assert stated == {variable(name) for name in Settings.model_fields} - unstated


def test_the_example_names_the_default_model() -> None:
    assert f"empty means {DEFAULT_MODEL}" in EXAMPLE.read_text(encoding="utf-8")
