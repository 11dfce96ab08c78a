"""The documentation is true: commands parse, examples run, tables are complete, links lead somewhere.

`python -m tests.test_docs` writes `docs/cli.md` anew after a deliberate change of commands or options.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from asyncio import StreamWriter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from summarizer import errors
from summarizer.cli.application import application
from tests.server import Seen, Server, completion, responds

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    [ROOT / "README.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md"), ROOT / "prompts" / "README.md"]
)
REFERENCE = ROOT / "docs" / "cli.md"


@cache
def program() -> Any:
    return typer.main.get_command(application())


@cache
def commands() -> dict[str, Any]:
    """Every command by its words (`prompts list`), groups included."""
    found: dict[str, Any] = {}

    def collect(group: Any, before: str) -> None:
        for name, command in group.commands.items():
            found[before + name] = command
            if hasattr(command, "commands"):
                collect(command, f"{before}{name} ")

    collect(program(), "")
    return found


def leaves() -> dict[str, Any]:
    """Commands that do something, groups that do something by themselves among them."""
    found = commands().items()
    return {
        name: command
        for name, command in found
        if not hasattr(command, "commands") or command.invoke_without_command
    }


# ------------------------------------------------------------------------------------- commands and options


@pytest.mark.parametrize("name", commands())
def test_a_command_says_what_it_does(name: str) -> None:
    assert commands()[name].help


@pytest.mark.parametrize("name", [name for name in commands() if " " not in name])
def test_the_help_of_a_command_ends_with_an_example(name: str) -> None:
    assert re.search(rf"^ +summarizer {name}\b", commands()[name].epilog or "", re.MULTILINE)


@pytest.mark.parametrize("name", leaves())
def test_every_argument_and_option_is_explained(name: str) -> None:
    assert [parameter.name for parameter in leaves()[name].params if not parameter.help] == []


def test_every_command_is_in_the_readme() -> None:
    rows = dict(re.findall(r"^\| `summarizer (\w+)[^`]*` \| (.*) \|$", README, re.MULTILINE))
    assert set(rows) == {name for name in commands() if " " not in name}
    for name in (name for name in commands() if " " in name):
        group, *inner = name.split()
        assert f"`{inner[0]}`" in rows[group]


def test_every_exit_code_is_in_the_readme() -> None:
    table = README.partition("| exit code |")[2].partition("\n\n")[0]
    stated = ", ".join(re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE)).split(", ")
    raised = {value.exit_code for value in vars(errors).values() if hasattr(value, "exit_code")}
    assert {int(code) for code in stated} == {0, 143, *raised}


def test_the_readme_begins_with_the_two_commands() -> None:
    first_screen = "\n".join(README.splitlines()[:25])
    assert "make demo" in first_screen
    assert "make test" in first_screen


def examples() -> Iterator[tuple[str, str]]:
    """Every command line that the documentation or a help text shows, with where it stands."""
    for page in PAGES:
        for line in re.findall(r"^\$ (summarizer .*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
            yield page.name, line
    for name, command in commands().items():
        for line in re.findall(r"^ +(summarizer .*)$", command.epilog or "", re.MULTILINE):
            yield f"--help of {name}", line


@pytest.mark.parametrize(("place", "line"), list(examples()))
def test_a_command_line_that_is_shown_can_be_typed(place: str, line: str) -> None:
    # What follows two spaces is a remark; what follows a pipe or > is the shell's.
    words = shlex.split(re.split(r"  | \| | > ", line)[0])[1:]
    longest = (" ".join(words[:count]) for count in (3, 2, 1))
    name = next(name for name in longest if name in commands() or " " not in name)
    assert name in commands(), place
    context_of(name, words[len(name.split()) :])


def reference() -> str:
    """All help texts as one page."""
    head = "# Commands\n\nWhat `summarizer COMMAND --help` prints. Written by `python -m tests.test_docs`."
    parts = [f"## summarizer {name}\n\n```text\n{helped(name)}\n```" for name in leaves()]
    return "\n\n".join([head, *parts]) + "\n"


def helped(name: str) -> str:
    """What `summarizer NAME --help` prints, 100 columns wide."""
    text = context_of(name, []).get_help()
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def context_of(name: str, arguments: list[str]) -> Any:
    """What the command line makes of `summarizer NAME ARGUMENTS`: nothing is run, what is wrong is raised."""
    lenient = not arguments
    context = program().make_context(
        "summarizer", [], resilient_parsing=True, terminal_width=100, max_content_width=100
    )
    words = name.split()
    for at, word in enumerate(words, start=1):
        last = at == len(words)
        context = commands()[" ".join(words[:at])].make_context(
            word, arguments if last else [], parent=context, resilient_parsing=lenient or not last
        )
    return context


def test_the_reference_of_commands_is_current() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "run: python -m tests.test_docs"


# ----------------------------------------------------------------------------------------- links and versions


def test_links_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(file.name[:4]) for file in sorted((ROOT / "docs" / "decisions").glob("0*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\n## [{version}] - " in (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------ the code in pages


def blocks() -> Iterator[Any]:
    """The Python examples of the documentation, named by page and number."""
    for page in PAGES:
        found = re.findall(
            r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
        for number, code in enumerate(found, start=1):
            yield pytest.param(code, id=f"{page.name}-{number}")


async def plausible(seen: Seen, writer: StreamWriter) -> None:
    """Answers any request with the least that its schema allows: enough for an example to run."""
    prompt = seen.json["messages"][-1]["content"]
    answer = least(seen.json["response_format"]["json_schema"]["schema"], prompt)
    # As many tokens as characters: an endpoint that reads less than it was sent is found out.
    usage = {"prompt_tokens": len(seen.body), "completion_tokens": 100, "total_tokens": len(seen.body) + 100}
    await responds(json.dumps(completion(json.dumps(answer), usage=usage)).encode())(seen, writer)


def least(schema: dict[str, Any], prompt: str, name: str = "") -> Any:
    """The smallest value that fits `schema`; it cites all lines of the prompt and answers all of its ids."""
    if name == "lines":
        return [int(number) for number in re.findall(r"^(\d+)\| ", prompt, re.MULTILINE)]
    if schema.get("type") == "object":
        return {key: least(part, prompt, key) for key, part in schema["properties"].items()}
    if name in ("segments", "names"):
        ids = re.findall(r'^\{"id": "([^"]+)"', prompt, re.MULTILINE)
        return [least(schema["items"], prompt) | {"id": ident, "en": "An English text."} for ident in ids]
    if name in ("sentences", "key_points"):
        return [least(schema["items"], prompt)]
    kind = schema.get("type")
    simple: dict[Any, Any] = {"array": [], "string": "一句话。" if name == "zh" else "", "boolean": False}
    return schema["enum"][0] if "enum" in schema else simple.get(kind, 0)


@pytest.mark.parametrize("code", list(blocks()))
def test_an_example_in_python_runs(code: str, tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    (folder / "samples" / "documents").mkdir(parents=True)
    sample = Path("samples/documents/notice.md")
    (folder / sample).write_bytes((ROOT / sample).read_bytes())
    with Server(plausible) as server:
        settings = {"OPENAI_BASE_URL": server.url, "SUMMARIZER_MODEL": "m", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=folder,
            env={**os.environ, **settings, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stderr


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")


def test_the_demo_is_verified_and_the_readme_shows_what_it_writes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "summarizer", "demo", "-o", str(tmp_path / "out"), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SUMMARIZER_CACHE_DIR": str(tmp_path / "cache")}
    ended = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    counts = json.loads(ended.stdout)["documents"]
    assert (counts["done"], counts["flagged"], counts["failed"]) == (counts["found"], 0, 0)
    excerpt = README.partition("<!-- excerpt -->")[2].partition("<!-- end of excerpt -->")[0]
    shown = [line.removeprefix(">").strip().strip("*") for line in excerpt.splitlines()]
    brief = (tmp_path / "out" / "documents" / "story-site-a.txt.md").read_text(encoding="utf-8")
    written = {line.lstrip("# ").replace("**", "") for line in brief.splitlines()}
    assert [line for line in shown if line and line.replace("**", "") not in written] == []
