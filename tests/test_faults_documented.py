"""What `bench/faults/README.md` says is shown, is: every test and script that it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "bench" / "faults"
ROWS = [
    line
    for line in (FOLDER / "README.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| fault |")
]
TESTS = {file.name: file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_a_fault_is_shown_by_what_exists(row: str) -> None:
    fault, outcome, shown = (cell.strip() for cell in row.strip("|").split("|"))
    assert fault
    assert outcome
    named = re.findall(r"`([^`]+)`", shown)
    assert named
    for one in named:
        file, found, test = one.partition("::")
        if found:
            assert re.search(rf"^(async )?def {re.escape(test)}\(", TESTS[file], re.MULTILINE), one
        else:
            assert (FOLDER / file).is_file(), one


def test_every_script_is_named() -> None:
    named = set(re.findall(r"`(\w+\.py)`", "\n".join(ROWS)))
    assert {file.name for file in FOLDER.glob("*.py")} - {"driving.py"} == named
