"""More errors in the digest's Chinese and its English alike: certainty, speakers, shares, order, places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.verification.kinds_of_bodies import other_places
from bench.verification.kinds_of_digests import both, digest, one_of, only, with_new
from bench.verification.texts import Data, at

HEDGE_ZH = re.compile("(?<!不)(?:可能|涉嫌|疑似|或许|也许|(?<![草虚模])拟(?![定稿人]))(?![性的])")
HEDGE_EN = {
    "may": "will", "might": "will", "could": "will", "is suspected of": "is guilty of",
    "possibly": "surely", "probably": "surely", "perhaps": "surely", "plans to": "has begun to",
    "plan to": "have begun to", "intends to": "has begun to", "is to": "did",
}  # fmt: skip
SHARES = {
    "大部分": "少数",
    "大多数": "少数",
    "多数": "少数",
    "部分": "所有",
    "一些": "所有",
    "所有": "部分",
    "全部": "部分",
}
SHARES_ZH = re.compile("(?:大部分|大多数|多数|(?<!大)部分|一些|所有|全部)")
SHARES_EN = {"most": "few", "some": "all", "part of": "all of", "all": "some"}
ORDER = {"第一": "第二", "第二": "第一", "第三": "第二"}
ORDER_ZH = re.compile("第[一二三](?=[\u4e00-\u9fff])")
ORDER_EN = {"first": "second", "second": "first", "third": "second"}
SAYS = "[^，。；：、和与]{0,8}(?:说|表示|指出|强调|认为|称|介绍)"


def retold_hedge(data: Data, rng: random.Random) -> Iterator[Data]:
    """What may be is."""
    for spot in digest(data):
        found, en = only(HEDGE_ZH, spot.zh), one_of(HEDGE_EN, spot.en)
        if found and en:
            yield both(data, spot, with_new(found, ""), en)


def retold_share(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in digest(data):
        found, en = only(SHARES_ZH, spot.zh), one_of(SHARES_EN, spot.en)
        if found and en:
            yield both(data, spot, with_new(found, SHARES[found[0]]), en)


def retold_order(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in digest(data):
        found, en = only(ORDER_ZH, spot.zh), one_of(ORDER_EN, spot.en)
        if found and en:
            yield both(data, spot, with_new(found, ORDER[found[0]]), en)


def retold_speaker(data: Data, rng: random.Random) -> Iterator[Data]:
    """What one person says another one does."""
    people = [(item["zh"], item["en"]) for item in data["fields"].get("people", []) if item.get("en")]
    for spot in digest(data):
        for zh, en in people:
            others = [pair for pair in people if pair[0] not in spot.zh and pair[1] not in spot.en]
            if others and spot.en.count(en) == 1 and only(re.compile(re.escape(zh) + SAYS), spot.zh):
                other = rng.choice(others)
                yield both(data, spot, spot.zh.replace(zh, other[0]), spot.en.replace(en, other[1]))


def place_swapped_in_both(data: Data, rng: random.Random) -> Iterator[Data]:
    """Another place of the fields, which the lines of the sentence do not have."""
    for spot in digest(data):
        for place in data["fields"].get("places", []):
            zh, en = place["zh"], place.get("en")
            if en and spot.zh.count(zh) == 1 and spot.en.count(en) == 1:
                others = [
                    other
                    for other in other_places(data, place, at(data, spot.path)["lines"])
                    if other["zh"] not in spot.zh and other["en"] not in spot.en
                ]
                if others:
                    other = rng.choice(others)
                    yield both(data, spot, spot.zh.replace(zh, other["zh"]), spot.en.replace(en, other["en"]))
