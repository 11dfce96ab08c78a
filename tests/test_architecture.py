"""The rules of the house, as tests: what this code base promises about itself, whoever adds to it."""

from __future__ import annotations

import ast
import builtins
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import TypeVar

import pytest

from summarizer import errors
from summarizer.prompting import TASKS, Prompts

ROOT = Path(__file__).parents[1]
PACKAGE = sorted((ROOT / "summarizer").rglob("*.py"))
SCRIPTS = sorted((ROOT / "bench").rglob("*.py"))
HEAVY = {
    "aiohttp", "anyio", "diskcache", "docx", "fastapi", "genai_prices", "httpx", "httpx2", "jinja2",
    "json_repair", "jsonschema", "lxml", "openai", "openpyxl", "opentelemetry", "prometheus_client",
    "pypdfium2", "pypinyin", "rensa", "rich", "starlette", "tenacity", "trafilatura", "uvicorn", "xlsxwriter",
    "yaml",
}  # fmt: skip
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 400, 50, 10
# The setting of a variable for Typer, and what `doctor` says about where a value came from.
READERS_OF_THE_ENVIRONMENT = {
    "summarizer/settings.py",
    "summarizer/cli/__init__.py",
    "summarizer/cli/doctor.py",
}
# These never leave the loop that they are for: asking again (the first two), and trying again.
INTERNAL_ERRORS = {"Misfit", "NotJson", "Transient"}

N = TypeVar("N", bound=ast.AST)


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parsed(file)))


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def places(kind: type[N]) -> Iterator[tuple[str, N]]:
    """Every node of a kind in the package, with its `file:line`."""
    for file in PACKAGE:
        for node in nodes(file):
            if isinstance(node, kind):
                yield f"{shown(file)}:{getattr(node, 'lineno', 0)}", node


def names_in(node: ast.AST) -> Iterator[str]:
    """The names used in an expression: of `(errors.Timeout, OSError)`, Timeout and OSError (and errors)."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr


def is_exception(name: str) -> bool:
    """Whether a built-in class of this name is an exception."""
    value = getattr(builtins, name, None)
    return isinstance(value, type) and issubclass(value, BaseException)


def functions() -> dict[str, int]:
    """Every function of the package with its length in lines; docstrings and decorators are not counted."""
    lengths = {}
    found: list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]
    found = [*places(ast.FunctionDef), *places(ast.AsyncFunctionDef)]
    for place, node in found:
        first, documented = node.body[0], ast.get_docstring(node) is not None
        docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
        lengths[f"{place} {node.name}"] = (node.end_lineno or 0) - node.lineno + 1 - docstring
    return lengths


def test_each_module_imports_only_from_the_floors_below_it() -> None:
    done = fresh("from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")
    assert done.returncode == 0, done.stdout[done.stdout.rfind("Contracts:") :] + done.stderr


def test_a_module_says_what_it_is_for() -> None:
    assert [shown(file) for file in [*PACKAGE, *SCRIPTS] if not ast.get_docstring(parsed(file))] == []


def test_a_module_can_be_read_in_one_go() -> None:
    lengths = {shown(file): len(file.read_text(encoding="utf-8").splitlines()) for file in PACKAGE}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    assert {name: lines for name, lines in functions().items() if lines > LONGEST_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    assert median(functions().values()) < MEDIAN_FUNCTION


def test_nothing_catches_everything() -> None:
    broad = []
    for place, node in places(ast.ExceptHandler):
        caught = set(names_in(node.type)) if node.type else {"BaseException"}
        if caught & {"Exception", "BaseException"}:
            broad.append(place)
    assert broad == []


def test_nothing_unpickles() -> None:
    unsafe = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
    plain = [(place, alias.name) for place, node in places(ast.Import) for alias in node.names]
    parts = [(place, node.module or "") for place, node in places(ast.ImportFrom)]
    imported = [place for place, name in [*plain, *parts] if name.split(".")[0] in unsafe]
    assert imported == []


def test_assert_is_left_to_tests() -> None:
    assert [place for place, _ in places(ast.Assert)] == []


def test_nothing_is_left_to_do() -> None:
    marker = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        f"{shown(file)}:{number}"
        for file in [*PACKAGE, *SCRIPTS]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if marker.search(line)
    ]
    assert found == []


def test_only_the_settings_read_the_environment() -> None:
    reading = re.compile(r"\b(os\.environ|os\.getenv|from os import .*\b(environ|getenv))\b")
    readers = {shown(file) for file in PACKAGE if reading.search(file.read_text(encoding="utf-8"))}
    assert readers <= READERS_OF_THE_ENVIRONMENT


def errors_of_the_package() -> dict[str, set[str]]:
    """The exception classes that the package defines, with all that they descend from."""
    bases = {}
    for _, node in places(ast.ClassDef):
        bases[node.name] = {name for base in node.bases for name in names_in(base)}

    def ancestors(name: str) -> set[str]:
        own = bases.get(name, set())
        return own.union(*(ancestors(base) for base in own))

    found = {name: ancestors(name) for name in bases}
    return {name: above for name, above in found.items() if any(is_exception(base) for base in above)}


def test_the_errors_of_the_package_have_one_root() -> None:
    outside = {
        name for name, above in errors_of_the_package().items() if "SummarizerError" not in {name, *above}
    }
    assert outside <= INTERNAL_ERRORS


def test_the_tree_of_errors_is_drawn_whole() -> None:
    drawn = re.findall(r"^ *([A-Z]\w+) +(\d+) ", errors.__doc__ or "", re.MULTILINE)
    defined = [
        (name, str(value.exit_code))
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.SummarizerError)
    ]
    assert sorted(drawn) == sorted(pair for pair in defined if pair[0] != "SummarizerError")


@pytest.mark.parametrize("task", TASKS)
def test_a_prompt_says_what_the_program_gives_it(task: str) -> None:
    assert Prompts(ROOT / "prompts").problems(task) == []


def test_every_prompt_file_belongs_to_a_task() -> None:
    files = {file.stem for file in (ROOT / "prompts").glob("*.md")}
    assert {name for name in files if not name.startswith("_")} == {*TASKS, "README"}


def fresh(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `program` in a fresh interpreter, in the project's folder."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def run(program: str) -> str:
    """What a fresh interpreter prints when it runs `program`."""
    done = fresh(program)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(statement: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after `statement`."""
    names = "{name.partition('.')[0] for name in sys.modules}"
    return set(run(f"import sys\n{statement}\nprint()\nprint(*{names})").splitlines()[-1].split()) & HEAVY


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import summarizer") == set()


def test_the_checks_are_loaded_with_the_first_answer() -> None:
    late = ("verifying", "grounding", "numerals", "dates")
    names = (
        f"[name for name in sys.modules if name.startswith('summarizer.') and name.split('.')[1] in {late}]"
    )
    assert run(f"import sys, summarizer.cli.folder\nprint({names})").strip() == "[]"


@pytest.mark.parametrize("arguments", ["--help", "--version", "summarize --help", "cache --help"])
def test_help_is_there_before_anything_heavy_is_loaded(arguments: str) -> None:
    command = f"try:\n    main({arguments.split()!r})\nexcept SystemExit as done:\n    assert not done.code"
    assert loaded_by(f"from summarizer.cli import main\n{command}") == set()


def test_importing_the_package_reads_no_file_but_code() -> None:
    program = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
import summarizer
print(*(name for name in opened if not str(name).endswith((".py", ".pyc"))), sep="\\n")
"""
    assert run(program).split() == []
