import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.llm.calls import Usage
from summarizer.llm.prices import Price, cost, parse_price, price

D = Decimal


def test_the_user_s_price_wins_also_for_a_local_server():
    found = price("gpt-4o", "http://127.0.0.1:8080/v1", (D("0.1"), D("0.2")))
    assert found == Price(D("0.1"), D("0.2"), D("0.1"))


def test_a_known_model_at_its_provider_has_its_list_price():
    found = price("gpt-4o", "https://api.openai.com/v1")
    assert found is not None
    assert (found.input, found.cached_input, found.output) == (D("2.5"), D("1.25"), D(10))
    assert price("gpt-4o", "") == found


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://127.0.0.1:11434/v1", "http://localhost:8000/v1", "https://localhost/v1", "http://[::1]:8000/v1",
        "https://10.0.0.7/v1", "http://gpu-box:8000/v1", "https://gateway.example/v1", "https://api.localhost/v1",
        "http://api.openai.com/v1", "https://[bad", "nonsense",
    ],
)  # fmt: skip
def test_a_known_name_at_another_place_has_no_price(endpoint):
    assert price("gpt-4o", endpoint) is None


@pytest.mark.parametrize(
    ("model", "endpoint"),
    [
        ("no-such-model-at-all", "https://api.openai.com/v1"),
        ("qwen-plus", "https://dashscope.aliyuncs.com/compatible-mode/v1"),
    ],
)
def test_an_unknown_price_is_none_and_never_zero(model, endpoint):
    assert price(model, endpoint) is None


def test_where_the_price_depends_on_the_hour_the_dearest_counts():
    found = price("deepseek-chat", "https://api.deepseek.com/v1")
    assert found is not None
    assert (found.input, found.output) == (D("0.27"), D("1.1"))


def test_cost_charges_cached_tokens_at_their_own_price():
    rates = Price(D(2), D(10), D(1))
    assert cost(Usage(1_000_000, 100_000, 400_000), rates) == D("0.6") * 2 + D("0.4") + D(1)


@pytest.mark.parametrize("usage", [Usage(100, 0, 500), Usage(100, -5, 100)])
def test_impossible_usage_never_makes_a_negative_cost(usage):
    assert cost(usage, Price(D(2), D(10), D(1))) == D("0.0001")


def test_cost_is_unknown_without_usage_or_price():
    assert cost(None, Price(D(1), D(1), D(1))) is None
    assert cost(Usage(1, 1), None) is None


def test_the_worst_case_reckons_with_written_caches():
    assert Price(D(4), D(20), D("0.4"), D(5)).worst(1_000_000, 1_000_000) == D(25)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [("0.15,0.6", ("0.15", "0.6")), (" 1 , 2 ", ("1", "2")), ("0,0", ("0", "0")), ("1，2", ("1", "2"))],
)
def test_a_price_is_read(text, amounts):
    assert parse_price(text) == tuple(map(D, amounts))


@pytest.mark.parametrize("text", ["", "1", "1,2,3", "a,b", "-1,2", "nan,1", "1,inf", "1;2", ",", "$1,$2"])
def test_what_is_not_a_price_is_refused_with_an_example(text):
    with pytest.raises(UsageError, match=r"0\.15,0\.6"):
        parse_price(text)


def test_importing_prices_does_not_import_the_list():
    code = "import sys, summarizer.llm.prices; sys.exit('genai_prices' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0


def test_tokens_put_into_the_providers_cache_cost_what_it_charges_for_that():
    rates = Price(D(4), D(16), D(1), D(5))
    assert cost(Usage(1_000_000, 0, 200_000, 300_000), rates) == D("0.2") + D("1.5") + D(2)
    same = Price(D(4), D(16), D(1))  # no extra charge is known of
    assert cost(Usage(1_000_000, 0, 200_000, 300_000), same) == D("0.2") + D("3.2")
    assert cost(Usage(100, 0, 80, 80), rates) == (80 * D(1) + 20 * D(5)) / 1_000_000
