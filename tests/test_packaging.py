"""What is installed is complete and pinned. Building needs a network, so the recipe is read, not run."""

from __future__ import annotations

import ast
import os
import re
import stat
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, HATCH = PYPROJECT["project"], PYPROJECT["tool"]["hatch"]["build"]["targets"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PIN = re.compile(r"^([a-z0-9-]+)==([\w.]+)(?: ; ([^;]+))?$")
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
SHIPPED = [*PROJECT["dependencies"], *(part for name in EXTRAS if name != "dev" for part in EXTRAS[name])]


def name_of(requirement: str) -> str:
    """`httpx2[socks]>=2.12,<3` -> `httpx2`, in the spelling of package indexes."""
    return re.split(r"[\[<>=~! ;]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def test_every_line_of_the_constraints_is_one_version_and_no_address() -> None:
    assert [line for line in CONSTRAINTS.splitlines() if not PIN.match(line)] == []


def test_everything_that_is_asked_for_is_pinned() -> None:
    pinned = {line.partition("==")[0] for line in CONSTRAINTS.splitlines()}
    asked = [*SHIPPED, *EXTRAS["dev"], *PYPROJECT["build-system"]["requires"]]
    assert {name_of(requirement) for requirement in asked} - {"summarizer"} <= pinned


@pytest.mark.parametrize("requirement", SHIPPED)
def test_a_dependency_has_a_lower_and_an_upper_bound(requirement: str) -> None:
    assert re.search(r">=\d[\d.]*,<\d+$", requirement)


def test_dependencies_are_those_that_are_imported() -> None:
    imported = set()
    for file in (ROOT / "summarizer").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
    foreign = imported - set(sys.stdlib_module_names) - {"summarizer"}
    owners = packages_distributions()
    declared = {name_of(requirement) for requirement in SHIPPED}
    # pydantic pins its own core; httpx is for the bridge to respx, which only tests use and which brings it.
    direct = foreign - {"pydantic_core", "httpx"}
    # Several distributions may share a name (opentelemetry): the one that is declared counts.
    found = {next((one for one in map(name_of, owners[name]) if one in declared), name) for name in direct}
    assert found == declared - {"lxml-html-clean"}


def test_the_development_group_is_the_extra_so_that_old_pips_have_it_too() -> None:
    assert PYPROJECT["dependency-groups"]["dev"] == ["summarizer[dev]"]


def test_the_wheel_holds_prompts_and_samples() -> None:
    included = HATCH["wheel"]["force-include"]
    assert included == {"prompts": "summarizer/_data/prompts", "samples": "summarizer/_data/samples"}
    assert all((ROOT / source).is_dir() for source in included)


def test_the_source_archive_holds_all_that_the_wheel_is_built_from() -> None:
    included = HATCH["sdist"]["include"]
    needed = ["summarizer", *HATCH["wheel"]["force-include"], PROJECT["readme"], *PROJECT["license-files"]]
    assert {f"/{name}" for name in needed} <= set(included)
    assert [name for name in included if not (ROOT / name.lstrip("/")).exists()] == []


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "summarizer" / "py.typed").is_file()


def test_what_is_installed_is_found_wherever_the_program_runs() -> None:
    # Runs in the sealed folder of the test, outside the checkout.
    code = "from summarizer.wiring import bundled; print(bundled('prompts') / 'digest.md')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(done.stdout.strip()).is_file()


def test_continuous_integration_can_be_started() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    subprocess.run(["bash", "-n", str(script)], check=True)


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run", ".env.example"])
def test_no_package_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"index-url|find-links|file://|/simple\b", text)


def test_a_lock_file_with_addresses_is_not_committed() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
