"""Quantiles of a stream are close to the exact ones, and take no more memory for more values."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from summarizer.llm.quantiles import Quantiles


@given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=200), st.sampled_from([0.5, 0.9, 0.99, 1.0]))
def test_a_quantile_is_within_two_percent_of_the_exact_one(values: list[float], share: float) -> None:
    found = Quantiles()
    for value in values:
        found.add(value)
    exact = sorted(values)[max(0, -int(-share * len(values) // 1) - 1)]
    assert exact * 0.979 <= found.at(share) <= exact * 1.021


def test_a_million_values_take_no_more_room_than_a_few_hundred_buckets() -> None:
    found, dice = Quantiles(), random.Random(1)
    for _ in range(20_000):
        found.add(min(3600.0, dice.lognormvariate(0, 3)))
    assert len(found._buckets) < 450
    assert found.count == 20_000


def test_nothing_counted_is_zero() -> None:
    assert Quantiles().as_json() == {"count": 0, "p50": 0.0, "p90": 0.0, "p99": 0.0, "max": 0.0}


def test_a_clock_that_stands_still_does_no_harm() -> None:
    found = Quantiles()
    found.add(0.0)
    found.add(-1.0)
    assert found.at(0.99) == 0.0
