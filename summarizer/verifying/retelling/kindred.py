"""One of a kind stands in the digest for another one: 二审 for 一审, 行贿 for 受贿, 公路 for 水渠."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from summarizer.numerals.figure import any_of
from summarizer.verifying.page import HAN
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, tells
from summarizer.verifying.retelling.source import Retold, clause_at

# Words that exclude each other: none of a row is another word for one of it, or follows from it.
_KINDS = """
一审 二审 终审 再审
受贿 行贿 贪污 诈骗 盗窃 抢劫
受贿罪 行贿罪 贪污罪 诈骗罪 盗窃罪 抢劫罪
死刑 无期徒刑 有期徒刑 拘役
原告 被告
协议 备忘录 意向书
内销 外销
出席 缺席
按期 逾期
达标 超标
出口 内销
同比 环比
存款 贷款
小麦 水稻 玉米 大豆 棉花 油菜
早稻 晚稻
夏粮 秋粮
公路 铁路 水渠 桥梁 隧道 管道 堤防 机场 码头
水库 水闸 泵站 水厂
红色 橙色 黄色 蓝色
幼儿园 小学 初中 高中 大学
幼儿 小学生 中学生 大学生 研究生
本科 硕士 博士
金牌 银牌 铜牌
冠军 亚军 季军
一等奖 二等奖 三等奖
春节 元宵节 清明节 端午节 中秋节 国庆节 元旦 劳动节
春季 夏季 秋季 冬季
男子 女子
男性 女性
老年 青年 少年
华东 华南 华北 华中 西南 西北 东北
营业收入 净利润 研发投入 总资产 净资产
燃油车 电动车
省政府 市政府 县政府 国务院
甲方 乙方
早高峰 晚高峰
汛前 汛后
丈夫 妻子
父亲 母亲
儿子 女儿
哥哥 弟弟
姐姐 妹妹
"""
_NEXT = re.compile(f"[{HAN}]{{2}}")
_FEWEST, _MOST = 4, 0.6  # pairs of characters of a clause, and their share in another
_SHORT, _ALL = 2, 0.99  # the same of short clauses


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `direction`: a word of which the article has nothing, in the place of another of its kind.

    Or of which it has nothing before the same two characters: 华南工厂, where only 华东工厂 is told of.
    """
    for found in _words().finditer(retold.text):
        behind = _behind(found, retold.article.text)
        if behind is None:
            continue
        for other in _others()[found[0]]:
            if other in retold.text or other + behind not in retold.cited:
                continue
            if _stands_for(found, other, retold):
                message = f"“{found[0]}{behind}”: the article has “{other}{behind}”."
                yield Problem("direction", "error", message, found[0], "zh")
                return


def _behind(found: re.Match[str], article: str) -> str | None:
    """What must follow a word so that the article does not have it: "" if it has it nowhere."""
    if found[0] not in article:
        return ""
    behind = _NEXT.match(found.string, found.end())
    return behind[0] if behind and found[0] + behind[0] not in article else None


@cache
def _others() -> dict[str, tuple[str, ...]]:
    """The others of the rows of each word; of a word within a longer one only what is no part of it."""
    others: dict[str, tuple[str, ...]] = {}
    for row in map(str.split, _KINDS.strip().split("\n")):
        for word in row:
            others[word] = (*others.get(word, ()), *(each for each in row if each != word))
    return others


@cache
def _words() -> re.Pattern[str]:
    return re.compile(any_of(_others()))


def _stands_for(found: re.Match[str], other: str, retold: Retold) -> bool:
    """Whether a clause of the cited lines with the other word tells what that of the digest does."""
    start, end = clause_at(retold.text, found.start())
    pairs = pairs_of(f"{retold.text[start : found.start()]}，{retold.text[found.end() : end]}")
    at = retold.cited.find(other)
    while at >= 0:
        first, last = clause_at(retold.cited, at)
        clause = retold.cited[first:last]
        if len(pairs) >= _FEWEST and tells(clause, pairs, _MOST):
            return True
        if len(pairs) >= _SHORT and tells(clause, pairs, _ALL):
            return True
        at = retold.cited.find(other, at + 1)
    return False
