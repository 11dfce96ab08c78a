"""The timeline and the diagram of who appears with whom, as numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reporting.network import ARCS, NAMES, network
from summarizer.reporting.timeline import label, timeline

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
VAGUE = st.one_of(DATES, DATES.map(lambda day: day[:7]), DATES.map(lambda day: day[:4]), st.text(max_size=12))


@pytest.mark.parametrize(
    ("dates", "unit", "labels"),
    [
        (["2024-05-30", "2024-06-01"], "day", ["30 May 2024", "31 May 2024", "1 Jun 2024"]),
        (["2023-12-01", "2024-02-28"], "month", ["Dec 2023", "Jan 2024", "Feb 2024"]),
        (["2015", "2022-02-28"], "year", [str(year) for year in range(2015, 2023)]),
        (["1921", "2022-02-28"], "decade", [f"{decade}0s" for decade in range(192, 203)]),
    ],
)
def test_columns_are_as_wide_as_the_span_asks_for(dates: list[str], unit: str, labels: list[str]) -> None:
    found = timeline((iso, False) for iso in dates)
    assert found.unit == unit
    assert [column.label for column in found.columns] == labels


def test_what_happened_and_what_lies_ahead_are_counted_apart() -> None:
    found = timeline([("2024-05-30", False), ("2024-05-30", True), ("2024-05-31", True)])
    assert [(column.done, column.ahead) for column in found.columns] == [(1, 1), (0, 1)]
    assert found.highest == 2


def test_a_few_dates_far_away_do_not_flatten_the_rest() -> None:
    near = [(f"2024-{month:02}-10", False) for month in range(1, 13) for _ in range(5)]
    found = timeline([*near, ("1949-10-01", False), ("2060-01-01", True)])
    assert found.unit == "month"
    assert (found.earlier, found.later) == (1, 1)


def test_a_date_that_is_not_fine_enough_is_counted_as_such() -> None:
    found = timeline([("2024-05-30", False), ("2024-06-10", False), ("2024", False)])
    assert (found.vague, sum(column.done for column in found.columns)) == (1, 2)


@given(st.lists(st.tuples(VAGUE, st.booleans()), max_size=60))
def test_every_date_is_counted_once(dated: list[tuple[str, bool]]) -> None:
    found = timeline(dated)
    shown = sum(column.done + column.ahead for column in found.columns)
    valid = timeline([*dated, ("2024-05-30", False)])
    total = shown + found.earlier + found.later + found.vague
    more = sum(c.done + c.ahead for c in valid.columns) + valid.earlier + valid.later + valid.vague
    assert more == total + 1
    assert len({column.key for column in found.columns}) == len(found.columns)
    assert all(0 <= index < len(found.columns) for index in found.ticks)


def test_a_day_in_words() -> None:
    assert [label(key) for key in ("2024-05-03", "2024-05", "2024", "202", "nonsense-1")] == [
        "3 May 2024", "May 2024", "2024", "2020s", "nonsense-1",
    ]  # fmt: skip


def test_names_of_one_document_stand_together() -> None:
    found = network([[1, 5, 9], [2, 4], [1, 5], [3]])
    assert len(found.rows) == 5
    assert set(found.rows[:3]) == {1, 5, 9}
    assert 3 not in found.rows, "it appears with nobody"
    assert [arc.weight for arc in found.arcs] == [1, 1, 1, 2]
    assert found.arcs[-1].width > found.arcs[0].width


def test_each_document_is_in_the_picture_before_any_has_all_its_names() -> None:
    crowd = list(range(100))
    found = network([crowd, [200, 201], [300, 301]])
    assert {200, 201, 300, 301} <= set(found.rows)
    assert len(found.rows) <= NAMES


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.integers(0, 40), max_size=12), max_size=30))
def test_the_picture_is_the_same_each_time_and_keeps_its_bounds(documents: list[list[int]]) -> None:
    found = network(documents)
    assert found == network(documents)
    assert len(set(found.rows)) == len(found.rows) <= NAMES
    assert len(found.arcs) <= ARCS
    assert all(0 <= arc.first < arc.second < len(found.rows) for arc in found.arcs)


def test_names_with_strong_ties_are_close() -> None:
    pairs = [[left, left + 10] for left in range(8) for _ in range(5)]
    found = network([*pairs, list(range(8)), list(range(10, 18))])
    place = {name: index for index, name in enumerate(found.rows)}
    apart = [abs(place[left] - place[left + 10]) for left in range(8)]
    assert sum(apart) / len(apart) < 5
