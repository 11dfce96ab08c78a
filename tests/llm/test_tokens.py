import json
import math
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.llm.calls import Message, Request, Usage
from summarizer.llm.tokens import TokenEstimator, ceiling, estimate, most, request_ceiling, request_estimate

PROSE = "昨天下午，城东的图书馆重新开放，三百多名读者排队入场。馆长说，新馆藏书量增加了一倍。"
ENGLISH = "The library in the eastern part of the town opened again yesterday, and people queued outside."


def asked(text: str, **changes) -> Request:
    return Request("digest", "m", (Message("user", text),), "answer", {}, **changes)


def test_chinese_prose_is_estimated_within_the_known_range():
    assert 0.6 * len(PROSE) <= estimate(PROSE) <= 1.0 * len(PROSE)


def test_english_prose_is_estimated_at_about_four_characters_a_token():
    assert len(ENGLISH) / 5 <= estimate(ENGLISH) <= len(ENGLISH) / 3.3


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", 0),
        ("城", 0.75),
        ("。", 0.9),
        ("a", 0.25),
        ("7", 0.5),
        ("{", 0.6),
        ("，a1", 0.9 + 0.25 + 0.5),
        ("😀", 0.6),
    ],
)
def test_each_kind_of_character_has_its_weight(text, tokens):
    assert estimate(text) == pytest.approx(tokens)


@given(st.text())
def test_the_estimate_is_additive_and_the_ceiling_is_never_below_it(text):
    assert estimate(text + PROSE) == pytest.approx(estimate(text) + estimate(PROSE))
    assert ceiling(text) + 1e-9 >= estimate(text)


@given(st.text())
def test_the_ceiling_is_above_servers_that_count_a_third_of_the_body(text):
    body = json.dumps({"messages": [{"role": "user", "content": text}]})  # with \\u escapes: six bytes
    assert request_ceiling(asked(text)) >= len(body.encode()) // 3


def test_a_lone_surrogate_does_not_break_the_count():
    assert ceiling("a\ud800") == 4
    assert estimate("a\ud800") > 0


def test_the_schema_counts():
    with_schema = Request(
        "t", "m", (Message("user", "x"),), "a", {"type": "object", "properties": {"标题": {}}}
    )
    assert request_estimate(with_schema) > request_estimate(asked("x")) + 5
    assert request_ceiling(with_schema) > request_ceiling(asked("x")) + 5


def test_a_large_text_is_counted_quickly():
    text = (PROSE + ENGLISH + "12.5%") * 5000
    start = time.perf_counter()
    estimate(text)
    assert time.perf_counter() - start < 1.0


def test_the_estimator_learns_what_a_model_really_costs():
    learning, request = TokenEstimator(), asked(PROSE * 10)
    real = round(request_estimate(request) * 1.4)
    for _ in range(30):
        learning.learn(request, Usage(real, 10))
    assert learning.prompt(request) == pytest.approx(real, rel=0.05)
    assert learning.ratio("another") == 1.0


@pytest.mark.parametrize("usage", [None, Usage(0, 5), Usage(-3, 5)])
def test_the_estimator_ignores_usage_that_cannot_be_true(usage):
    learning = TokenEstimator()
    learning.learn(asked(PROSE), usage)
    assert learning.ratio("m") == 1.0


def test_one_absurd_sample_moves_the_estimate_only_so_far():
    learning = TokenEstimator()
    learning.learn(asked(PROSE), Usage(10_000_000, 1))
    assert learning.ratio("m") <= 2.5


def test_the_total_counts_the_room_for_the_answer():
    learning = TokenEstimator()
    assert learning.total(asked("x", max_tokens=100)) == learning.prompt(asked("x")) + 100
    assert learning.total(asked("x")) == learning.prompt(asked("x")) + 512


def test_answers_are_expected_to_be_as_long_as_the_last_ones_of_their_task():
    learning, other = TokenEstimator(), replace(asked("x"), task="other")
    for _ in range(3):
        learning.learn(asked("x"), Usage(5, 100))
        learning.learn(other, Usage(5, 2000))
    assert learning.completion(asked("x")) == 100
    assert learning.completion(other) == 2000
    assert learning.completion(asked("x", max_tokens=30)) == 30


def test_what_requests_have_in_common_is_counted_once_and_right():
    learning = TokenEstimator()
    for number in range(100):  # more texts than are remembered
        request = replace(asked(PROSE), messages=(Message("system", PROSE * number), Message("user", PROSE)))
        assert learning.prompt(request) == math.ceil(request_estimate(request))
        assert learning.prompt(request) == math.ceil(request_estimate(request))


@given(st.text())
def test_an_estimate_never_exceeds_what_it_can_be_at_most(text: str) -> None:
    assert estimate(text) <= most(text) + 1e-6
