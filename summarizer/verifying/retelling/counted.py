"""What a figure of the digest counts, and over what time: 户 is not 人, and a sum so far is no month's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.numerals import Figure
from summarizer.numerals.figure import Value
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import MANY, Article, Retold, clause_at, sentence_at

# Units and counters; those of one row may stand for each other, those of two rows not.
_ROWS = """
人 名 位 口 例
人次
户 家
辆 台 部 架 艘 套 列
头 只 匹 尾 羽
座 所 处 间 栋 幢 条 眼
项 件 起 宗 次 场 种 类 款 批
本 册 篇 份 张
年
个月
天 日
小时 个小时
分钟
公里 千米
米
吨
公斤 千克
斤
亩
公顷
平方米
平方公里
千瓦
千瓦时 度
"""
_ROW = {unit: number for number, row in enumerate(_ROWS.strip().split("\n")) for unit in row.split()}
# What is measured, and in which units: a figure may be converted, and that of anything else have its value.
_SIZES = {
    **{unit: ("length", size) for unit, size in (("公里", 1000), ("千米", 1000), ("米", 1))},
    **{unit: ("mass", size) for unit, size in (("吨", 2000), ("公斤", 2), ("千克", 2), ("斤", 1))},
    # in thirds of a square metre, of which a mu has two thousand
    **{
        unit: ("area", size)
        for unit, size in (("亩", 2000), ("公顷", 30_000), ("平方米", 3), ("平方公里", 3_000_000))
    },
}
_NEARLY = 50  # parts of a converted figure, of which it may be off by one
# A shop is counted as a house or as a room: 1200家门店, 1200间.
_ROOMS, _HOUSES = _ROW["间"], _ROW["家"]
_COUNTED = ("count", "amount")
_MONTH = re.compile(r"(?<![至到止\d-])(\d{1,2})月份?(?![底末初旬至到以之前\d-])")
_UNTIL = re.compile(r"(?:截[至止]|累计|至|到)[^，。；]{0,8}?(?<!\d)(\d{1,2})月|(?<!\d)(\d{1,2})月[底末]")
_AMOUNT = re.compile(r"\d[\d.,]*[万亿]?[^\d，。；]{1,2}")
_GOES_ON = re.compile(r"[\d.,第]")  # before a figure that is part of another one
_SO_FAR = re.compile("截[至止]|累计|以来|前[一二三四五六七八九十\\d]+个?月|至|到|[底末]|上半年|季度")


def changed(retold: Retold) -> Iterator[Problem]:
    """Findings `unit` and `qualifier`."""
    text, article = retold.text, retold.article
    for figure in retold.told.figures:
        if figure.digits and figure.kind in _COUNTED and not _is_copied(figure, retold.told.folded, article):
            yield from _of_another_kind(figure, article)
    if "月" in text and (found := _MONTH.search(text)):
        yield from _of_one_month(found, retold)


def _is_copied(figure: Figure, text: str, article: Article) -> bool:
    """Whether the article has a figure as it is, with what it counts: no line need be read for it."""
    told = "".join(text[figure.start : figure.end + 1].split())
    return any(not _GOES_ON.match(article.text, at - 1) for at in all_places(told, article.text))


def _of_another_kind(figure: Figure, article: Article) -> Iterator[Problem]:
    """A figure that the article has everywhere with a counter of another row."""
    row = _ROW.get(figure.unit)
    if row is None:
        return
    units = {each.unit for each in _same(figure, article)}
    rows = {_ROW.get(unit, row) for unit in units}
    if rows and row not in rows and not _may_be_told(figure, rows, article):
        message = f"{figure.surface}: the article counts in {'、'.join(sorted(units))}."
        yield Problem("unit", "error", message, figure.surface, "zh")


def _may_be_told(figure: Figure, others: set[int], article: Article) -> bool:
    """Whether the article may have as much in another unit, or the counters go for the same after all."""
    if (figure.unit == "间" and _HOUSES in others) or (figure.unit == "家" and _ROOMS in others):
        return True
    wanted = _measured(figure)
    if wanted is None:
        return False
    told = (_measured(each) for line in article.page.quantities.values() for each in line.figures)
    kind, size = wanted
    return any(each and each[0] == kind and -size <= (each[1] - size) * _NEARLY <= size for each in told)


def _measured(figure: Figure) -> tuple[str, Value] | None:
    """What a figure measures, and how much of it in the smallest unit."""
    found = _SIZES.get(figure.unit)
    return (found[0], figure.value * found[1]) if found else None


def _same(figure: Figure, article: Article) -> Iterator[Figure]:
    """The figures of an article with the same value."""
    for n, told in article.page.quantities.items():
        if figure.surface[:1] in told.folded:
            yield from article.figures(n).get(figure.value, ())


def _of_one_month(month: re.Match[str], retold: Retold) -> Iterator[Problem]:
    """A figure of one month in the digest, which all its places give as what was reached by then."""
    text, cited = retold.text, retold.cited
    start, end = clause_at(text, month.start())
    if end == month.end():  # 4月，完成投资……
        end = clause_at(text, min(end + 1, len(text)))[1]
    if _SO_FAR.search(text, start, end):
        return
    for figure in _AMOUNT.finditer(text, month.end(), end):
        places = islice(all_places(figure[0], cited), MANY)
        told = [cited[sentence_at(cited, at)[0] : at] for at in places]
        if told and all(_is_sum_by(month[1], each) for each in told):
            message = f"{figure[0]} is told of one month; in the article it is the sum up to then."
            yield Problem("qualifier", "error", message, figure[0], "zh")
            return


def _is_sum_by(month: str, before: str) -> bool:
    """Whether what stands before a figure has the end of a month, and not the month as such."""
    ends = any(month in found.groups() for found in _UNTIL.finditer(before))
    return ends and not any(found[1] == month for found in _MONTH.finditer(before))
