"""Whatever happens to a file of any format, reading it ends in documents or clear errors, in bounded time.

`python bench/fuzz.py` runs the same for as long as one likes.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutating import KINDS, MEMBERS, Change, damaged, problems, rearranged, valid

NUMBERS = st.integers(0, 10**6)
CHANGES = st.lists(
    st.builds(Change, st.sampled_from(sorted(KINDS)), NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=6
)
CHEAP = sorted(set(valid()) - {"a.pdf"})


@pytest.mark.parametrize("name", valid())
def test_undamaged_files_are_read(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    assert problems(valid()[name], tmp_path_factory.mktemp("valid") / name) == []


@pytest.mark.parametrize("name", CHEAP)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES)
def test_damaged_bytes_end_well(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[Change]
) -> None:
    file = tmp_path_factory.getbasetemp() / name
    assert problems(damaged(valid()[name], changes), file) == []


@pytest.mark.parametrize("name", sorted(MEMBERS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES, swapped=st.one_of(st.just(0), NUMBERS))
def test_archives_with_damaged_or_swapped_members_end_well(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[Change], swapped: int
) -> None:
    file = tmp_path_factory.getbasetemp() / name
    assert problems(rearranged(valid()[name], changes, swapped), file) == []


@settings(max_examples=12, deadline=None)
@given(changes=CHANGES)
def test_a_damaged_pdf_ends_well(tmp_path_factory: pytest.TempPathFactory, changes: list[Change]) -> None:
    assert problems(damaged(valid()["a.pdf"], changes), tmp_path_factory.getbasetemp() / "a.pdf") == []


@settings(max_examples=60, deadline=None)
@given(one=st.sampled_from(CHEAP), other=st.sampled_from(CHEAP), place=NUMBERS, name=st.sampled_from(CHEAP))
def test_files_grown_together_and_named_wrongly_end_well(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str, place: int, name: str
) -> None:
    data = valid()[one]
    at = place % len(data)
    file = tmp_path_factory.getbasetemp() / name
    assert problems(data[:at] + valid()[other][at // 2 :], file) == []
