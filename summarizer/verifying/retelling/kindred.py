"""One of a kind stands in the digest for another one: 二审 for 一审, 上升 for 下降, 公路 for 水渠."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from summarizer.numerals.figure import any_of
from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.alignment import pairs_of, tells
from summarizer.verifying.retelling.source import Retold, clause_at

# Words that exclude each other: none of a group is another word for one of it, or follows from it.
_KINDS = """
一审/二审/终审/再审 受贿/行贿/贪污/诈骗/盗窃/抢劫 受贿罪/行贿罪/贪污罪/诈骗罪/盗窃罪/抢劫罪
死刑/无期徒刑/有期徒刑/拘役 原告/被告 胜诉/败诉 高等法院/终审法院/区域法院
最高人民法院/高级人民法院/中级人民法院 协议/备忘录/意向书 内销/外销 出席/缺席 按期/逾期
达标/超标 出口/内销 同比/环比 存款/贷款 小麦/水稻/玉米/大豆/棉花/油菜 早稻/晚稻 夏粮/秋粮
线上/线下 室内/室外 校内/校外 公办/民办 公路/铁路/水渠/桥梁/隧道/管道/堤防/机场/码头
水库/水闸/泵站/水厂 红色/橙色/黄色/蓝色 幼儿园/小学/初中/高中/大学
幼儿/小学生/中学生/大学生/研究生 本科/硕士/博士 金牌/银牌/铜牌 冠军/亚军/季军
一等奖/二等奖/三等奖 春节/元宵节/清明节/端午节/中秋节/国庆节/元旦/劳动节 春季/夏季/秋季/冬季
男子/女子 男性/女性 老年/青年/少年 华东/华南/华北/华中/西南/西北/东北
营业收入/净利润/研发投入/总资产/净资产 燃油车/电动车 省政府/市政府/县政府/国务院 甲方/乙方
早高峰/晚高峰 汛前/汛后 丈夫/妻子 父亲/母亲 儿子/女儿 哥哥/弟弟 姐姐/妹妹
"""
# The same of what happens, and of where it does: one may come before the very words behind the other.
_OPPOSITES = """
上升/下降 提高/降低 提高/下降 增加/减少 增长/下降 增长/减少 扩大/缩小 上调/下调 上涨/下跌
盈利/亏损 流入/流出 进口/出口 买入/卖出 收购/出售 增持/减持 同意/反对 支持/反对 赞成/反对
批准/否决 批准/驳回 通过/否决 允许/禁止 加快/放缓 加快/减缓 开放/关闭 高于/低于 多于/少于
领先/落后 以上/以下 之前/之后 最高/最低 最多/最少 顺差/逆差 升值/贬值 加强/削弱 取消/保留
取消/恢复 恢复/暂停 启用/停用 接受/拒绝 承认/否认 东部/西部 南部/北部 上游/下游 上午/下午
首次/再次 免费/收费 公开/保密 合法/非法 有效/无效 有利/不利 增至/降至 增至/减至 升至/降至
当选/落选 入选/落选 扩张/收缩 提前/推迟 提前/延期 城市/农村 国内/国外 境内/境外 签署/终止
获胜/落败 战胜/负于 击败/负于 任命/免去 河南/河北 湖南/湖北 山东/山西 山西/陕西 广东/广西
江苏/江西 江西/浙江 江苏/浙江 煤炭/石油 买方/卖方 火灾/水灾 地震/台风 风电/光伏 猪肉/牛肉
"""
_NEXT, _CONTEXT = re.compile(f"[{HAN}]{{2}}"), re.compile(f"[{HAN}\\d%]+")
_AROUND = ((2, 2), (3, 1), (1, 3), (4, 0), (0, 4))  # characters before and behind that are the same
_FEWEST, _MOST = 4, 0.5  # pairs of characters of a clause, and their share in another
_SHORT, _ALL = 2, 0.99  # the same of short clauses


def exchanged(retold: Retold) -> Iterator[Problem]:
    """Finding `direction`: a word of which the article has nothing, in the place of another of its kind.

    Or of which it has nothing before the same two characters: 华南工厂, where only 华东工厂 is told of; or
    beside the same ones.
    """
    for found in _words().finditer(retold.text):
        others = [other for other in _others()[found[0]] if other in retold.cited]
        if other := next((other for other in others if _stands_there(found, other, retold)), ""):
            message = f"“{found[0]}” stands where the article has “{other}”."
            yield Problem("direction", "error", message, found[0], "zh")
        elif others and (behind := _behind(found, retold.article.text)) is not None:
            yield from _in_place_of(found, behind, others, retold)


def _in_place_of(
    found: re.Match[str], behind: str, others: Iterable[str], retold: Retold
) -> Iterator[Problem]:
    for other in others:
        if other in retold.text or other + behind not in retold.cited:
            continue
        if _stands_for(found, other, retold):
            message = f"“{found[0]}{behind}”: the article has “{other}{behind}”."
            yield Problem("direction", "error", message, found[0], "zh")
            return


def _stands_there(found: re.Match[str], other: str, retold: Retold) -> bool:
    """Whether the lines have the other one between the same characters, where the article never has this."""
    text, article = retold.text, retold.article.text
    for before, after in _AROUND:
        left = text[max(0, found.start() - before) : found.start()]
        right = text[found.end() : found.end() + after]
        whole = len(left) == before and len(right) == after and _CONTEXT.fullmatch(left + right)
        if whole and left + other + right in retold.cited:
            return left + found[0] not in article and found[0] + right not in article
    return False


def _behind(found: re.Match[str], article: str) -> str | None:
    """What must follow a word so that the article does not have it: "" if it has it nowhere."""
    if found[0] not in article:
        return ""
    behind = _NEXT.match(found.string, found.end()) if found[0] in _kinds() else None
    return behind[0] if behind and found[0] + behind[0] not in article else None


@cache
def _kinds() -> frozenset[str]:
    return frozenset(_KINDS.replace("/", " ").split())


@cache
def _others() -> dict[str, tuple[str, ...]]:
    """The others of the groups of each word; of a word within a longer one only what is no part of it."""
    others: dict[str, tuple[str, ...]] = {}
    for group in (*_KINDS.split(), *_OPPOSITES.split()):
        words = group.split("/")
        for word in words:
            others[word] = (*others.get(word, ()), *(each for each in words if each != word))
    return others


@cache
def _words() -> re.Pattern[str]:
    return re.compile(any_of(_others()))


def _stands_for(found: re.Match[str], other: str, retold: Retold) -> bool:
    """Whether a clause of the cited lines with the other word tells what that of the digest does."""
    start, end = clause_at(retold.text, found.start())
    pairs = pairs_of(f"{retold.text[start : found.start()]}，{retold.text[found.end() : end]}")
    if len(pairs) < _SHORT:
        return False
    least = _MOST if len(pairs) >= _FEWEST else _ALL
    clauses = (retold.cited[slice(*clause_at(retold.cited, at))] for at in all_places(other, retold.cited))
    return any(tells(clause, pairs, least) for clause in clauses)
