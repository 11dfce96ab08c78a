"""Names come in the order of their characters, whether or not they fit into memory."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.reading.sorting import Sorted

NAMES = st.binary(min_size=1, max_size=12).filter(lambda name: b"\0" not in name).map(os.fsdecode)


@given(st.lists(NAMES, max_size=40), st.integers(1, 50))
def test_names_are_sorted_as_python_sorts_them(names: list[str], room: int) -> None:
    found = Sorted(room)
    for name in names:
        found.add(name)
    assert list(found) == sorted(names)


@pytest.mark.parametrize("room", [1, 10_000])
def test_a_name_may_lie_across_two_pieces_of_the_file(room: int) -> None:
    found, names = Sorted(room), [f"{number:05}" + "长" * 30 for number in range(3000)]
    for name in names if room > 1 else names[:60]:
        found.add(name)
    for name in names[:2] if room > 1 else []:
        found._spill()
        found.add(name)
    assert list(found) == sorted([*names, *names[:2]] if room > 1 else names[:60])
