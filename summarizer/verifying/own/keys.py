"""What the name of a field says about its values: their unit, and whether the article alone gives them.

A key has the names on the way to a value, the last one first: `days` of `projects` is "days projects".
"""

from __future__ import annotations

import re

# What a model is asked to judge.
_JUDGED = re.compile(
    r"scor|confiden|probab|likel|sentiment|rating|priorit|importan|relevan|weight|severity|risk|urgen|tone|polarity"
    r"|评分|打分|置信|概率|可能性|等级|级别|重要|优先|相关度|风险|情感|权重"
)
# What numbers the values themselves.
_NUMBERING = re.compile(
    r"(?:^|_)(?:id|ids|idx|index|version|page|pages|position|order|level|rank|grade|seq|no|timestamp|epoch|code)(?:_|$)"
    r"|序号|编号|版本|页码"
)
# What names a value for those who made the fields, not for the article.
_OWN_NUMBER = re.compile(
    r"(?:^|_)(?:id|ids|uid|uuid|guid|idx|index|slug|key|keys|seq|hash|anchor)(?:_|$)|^序号$|^标识符?$"
)
# What is reckoned, and what may be where a number is wanted, not a text.
_SUMMED = re.compile(
    r"total|(?:^|[_ ])sum|average"
    r"|(?:^|[_ ])(?:avg|mean|median|days|weeks|months|hours|minutes|duration|age|diff)(?:[_ ]|$)"
    r"|(?:^|[_ ])(?:words|chars|len)(?:[_ ]|$)"
    r"|differ|remain|number_of|num_|_num|总|合计|共计|平均|差额|差值|剩余|时长|天数|年龄|字数|个数"
)
_RECKONED = re.compile(
    r"(?:^|[_ ])(?:max|min)(?:[_ ]|$)|growth|change|increase|decrease|balance|ratio|rate|share|length|count"
    r"|最高|最低|增长|增幅|降幅|变化|占比|比例|比率|期限|数量"
)
_CONVERTED = re.compile(
    r"usd|dollar|eur|gbp|jpy|hkd"
    r"|(?:^|[_ ])(?:ha|km|km2|m2|sqm|kg|tons?|tonnes?|lbs?|miles?|acres?)(?:[_ ]|$)"
    r"|(?:^|[_ ])(?:hectares?|mu|kwh|mwh|gwh|celsius)(?:[_ ]|$)"
    r"|美元|欧元|港元|日元|公顷|平方|公里|千米|公斤|千克|吨"
)
# Powers of ten that a unit stands for.
_SCALES = (
    (8, re.compile(r"yi(?:[_ ]|$)|亿|hundred_million")),
    (9, re.compile(r"billion|(?:^|[_ ])bn(?:[_ ]|$)")),
    (6, re.compile(r"million|(?:^|[_ ])(?:mn|mio)(?:[_ ]|$)|百万")),
    (4, re.compile(r"(?:^|[_ ])(?:wan|10k)(?:[_ ]|$)|万|ten_thousand")),
    (3, re.compile(r"thousand|千元|千人")),
)
_BASE = re.compile(r"(?:^|[_ ])(?:yuan|rmb|cny)(?:[_ ]|$)|(?<![万亿千])元")
_YEAR = re.compile(r"(?:^|_)years?(?:_|$)|年份|年度|^年$")


def is_judged(key: str) -> bool:
    """Whether values of a name are the model's own opinion."""
    return _JUDGED.search(key) is not None


def is_numbering(key: str) -> bool:
    """Whether values of a name number what they stand beside. What is within a page or an order does not."""
    return _NUMBERING.search(_last(key)) is not None


def is_of_the_fields(key: str) -> bool:
    """Whether texts of a name are the model's own, by which one item is told from another: an id."""
    return _OWN_NUMBER.search(_last(key)) is not None


def is_reckoned(key: str) -> bool:
    """Whether values of a name may be counted, reckoned or converted."""
    return any(pattern.search(key) for pattern in (_SUMMED, _RECKONED, _CONVERTED))


def is_summed(key: str) -> bool:
    """Whether values of a name are hardly anything but counted or reckoned."""
    return _SUMMED.search(key) is not None


def is_year(key: str) -> bool:
    """Whether values of a name are years."""
    return _YEAR.search(_last(key)) is not None


def scale_of(key: str) -> int | None:
    """The power of ten in which values of a name are given: 0 for a plain unit, None where it is not said."""
    power = next((power for power, pattern in _SCALES if pattern.search(key)), None)
    return 0 if power is None and _BASE.search(key) else power


def _last(key: str) -> str:
    return key.partition(" ")[0]
