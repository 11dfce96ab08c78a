"""Errors that a model makes in the Chinese of the digest, and its English follows: both are wrong alike.

Only such texts are taken in which the English can be changed along by a word or two.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from bench.verification.kinds_of_words import TURNED
from bench.verification.texts import Data, Spot, edited, spots

NEGATED = {
    "不得": "可以",
    "不能": "可以",
    "不可": "可以",
    "没有": "",
    "未能": "",
    "未": "",
    "没": "",
    "不": "",
}
NEGATED_ZH = re.compile(f"(?:{'|'.join(NEGATED)})(?![仅但断少同久过论管足超低到])")
NEGATED_EN = {
    "must not": "may", "may not": "may", "shall not": "may", "should not": "may", "cannot": "can",
    "can not": "can", "did not": "did", "do not": "do", "does not": "does", "has not": "has",
    "have not": "have", "had not": "had", "was not": "was", "were not": "were", "is not": "is",
    "are not": "are", "will not": "will", "no": "some", "without": "with",
}  # fmt: skip
SAYS_NO = re.compile(r"\b(?:not|no|never|without|cannot|un\w{4,}|fail\w*|nor|none)\b")
MOVES = {
    "增长": "下降", "下降": "增长", "提高": "下降", "上升": "下降", "增加": "减少", "减少": "增加",
    "上涨": "下跌",
    "下跌": "上涨", "涨": "跌", "跌": "涨", "增至": "降至", "升至": "降至", "降至": "增至", "高于": "低于",
}  # fmt: skip
MOVES_ZH = re.compile(f"(?:{'|'.join(MOVES)})(?=[约近超]?\\d)")
MOVED_EN = {**TURNED, "rise": "fall", "fall": "rise", "grow": "shrink", "above": "below", "gained": "lost"}
QUALIFIED_ZH = re.compile(
    "(?:将近|接近|近|超过|超|逾|约)(?=[\\d])|(?<=[\\d万亿])[余多]|(?<=[名人个家元%岁年米次])以[上下]"
)
QUALIFIED_EN = re.compile(
    r"\b(?:nearly|almost|more than|over|about|around|some|approximately|close to|at least|up to) "
    r"(?=(?:US)?[\d$¥])"
    r"|(?<=\d) or (?:more|less|above|below|older|over)"
)
PLANNED = {"拟": "已", "计划": "已", "将": "已", "准备": "已"}
PLANNED_ZH = re.compile("(?:拟|计划|(?<![即必])将|准备)(?=[于在启开举建投发推实签设出扩])")
PLANNED_EN = {"will be": "has been", "plans to": "has begun to", "plan to": "have begun to", "will": "did"}
SAID_ZH = re.compile("(强调|指出|表示|说|称|认为)，([^“”「」：]{10,80})。\\Z")
SAID_EN = re.compile(
    r"\b(stressed|pointed out|said|noted|says|believes|emphasised)(?: that|,)? ([^“”\"]{12,400})\Z"
)
DEPUTY_EN = re.compile(r"\b(?:deputy|vice)[ -]", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


def digest(data: Data) -> Iterator[Spot]:
    return (spot for spot in spots(data, "sentence", "point") if spot.en and spot.zh)


def both(data: Data, spot: Spot, zh: str, en: str) -> Data:
    return edited(data, ((*spot.path, "zh"), zh), ((*spot.path, "en"), en))


def only(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match of a pattern, if there is one and no other."""
    found = list(pattern.finditer(text))
    return found[0] if len(found) == 1 else None


def with_new(found: re.Match[str], new: str) -> str:
    return found.string[: found.start()] + new + found.string[found.end() :]


def one_of(words: dict[str, str], text: str) -> str:
    """A text with the only one of some words replaced, or ""."""
    by_length = sorted(words, key=len, reverse=True)
    found = only(re.compile(rf"\b(?:{'|'.join(by_length)})\b"), text)
    return with_new(found, words[found[0]]) if found else ""


def _turned(
    data: Data, spot: Spot, zh: re.Match[str] | None, words: dict[str, str], en: str
) -> Iterator[Data]:
    """A result whose word `zh` is the other one of a table in the Chinese, and whose English is `en`."""
    if zh and en:
        yield both(data, spot, with_new(zh, words[zh[0]]), en)


def retold_negation(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in digest(data):
        found, en = only(NEGATED_ZH, spot.zh), one_of(NEGATED_EN, spot.en)
        if found and en and only(SAYS_NO, spot.en) and len(re.findall("[不未没无非禁]", spot.zh)) == 1:
            yield both(data, spot, with_new(found, NEGATED[found[0]]), en)


def retold_denial(data: Data, rng: random.Random) -> Iterator[Data]:
    """What is done is not."""
    for spot in digest(data):
        found = only(re.compile("(?<![不未没])(?:通过|获得|取得|完成|达到|签署|举行|发布|出席)"), spot.zh)
        en = one_of({"was": "was not", "were": "were not", "has": "has not", "have": "have not"}, spot.en)
        if found and en and not SAYS_NO.search(spot.en):
            yield both(data, spot, with_new(found, "未" + found[0]), en)


def retold_post(data: Data, rng: random.Random) -> Iterator[Data]:
    names = "|".join(re.escape(item["zh"]) for item in data["fields"].get("people", []) if item.get("zh"))
    deputy = re.compile(f"副(?=[\u4e00-\u9fff]{{1,5}}(?:{names}))" if names else "(?!)")
    for spot in digest(data):
        zh, en = only(deputy, spot.zh), only(DEPUTY_EN, spot.en)
        if zh and en and spot.zh.count("副") == 1:
            yield both(data, spot, with_new(zh, ""), with_new(en, ""))


def retold_promotion(data: Data, rng: random.Random) -> Iterator[Data]:
    """A head is made a deputy."""
    people = [item["zh"] for item in data["fields"].get("people", []) if item.get("zh")]
    for spot in digest(data):
        for name in people:
            zh = only(
                re.compile(
                    f"(?<!副)(?:[市省县区局厅处部院校所会组]长|书记|主任|主席|总裁|经理){re.escape(name)}"
                ),
                spot.zh,
            )
            en = only(
                re.compile(
                    r"\b(?:mayor|governor|director|head|president|chairman|secretary)\b", re.IGNORECASE
                ),
                spot.en,
            )
            if zh and en:
                yield both(data, spot, with_new(zh, "副" + zh[0]), with_new(en, "vice " + en[0]))


def retold_direction(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in digest(data):
        found, en = only(MOVES_ZH, spot.zh), one_of(MOVED_EN, spot.en)
        yield from _turned(data, spot, found, MOVES, en)


def retold_qualifier(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in digest(data):
        zh, en = only(QUALIFIED_ZH, spot.zh), only(QUALIFIED_EN, spot.en)
        if zh and en:
            yield both(data, spot, with_new(zh, ""), with_new(en, ""))


def retold_plan(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in digest(data):
        found, en = only(PLANNED_ZH, spot.zh), one_of(PLANNED_EN, spot.en)
        yield from _turned(data, spot, found, PLANNED, en)


def retold_quotation(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in digest(data):
        zh, en = SAID_ZH.search(spot.zh), SAID_EN.search(spot.en)
        if zh and en:
            quoted = en[2][0].upper() + en[2][1:]
            yield both(
                data, spot, with_new(zh, f"{zh[1]}：“{zh[2]}。”"), with_new(en, f"{en[1]}: “{quoted}”")
            )


def retold_year(data: Data, rng: random.Random) -> Iterator[Data]:
    """Another year that the article has stands in its place."""
    text = "".join(line["text"] for line in data["document"]["lines"] if line["role"] != "noise")
    years = sorted(set(YEAR.findall(text)))
    for spot in digest(data):
        found = only(YEAR, spot.zh)
        others = [year for year in years if found and year not in spot.zh and year not in spot.en]
        if found and others and spot.en.count(found[1]) == 1:
            other = rng.choice(others)
            yield both(data, spot, with_new(found, f"{other}年"), spot.en.replace(found[1], other))
