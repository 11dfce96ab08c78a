"""A word of the digest that has become its opposite between the same words of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.numerals.figure import any_of
from summarizer.verifying.page import HAN
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import Retold

_PAIRS = """
上升下降 提高降低 提高下降 增加减少 增长下降 增长减少 扩大缩小 上调下调 上涨下跌
盈利亏损 流入流出 进口出口 买入卖出 收购出售 增持减持 同意反对 支持反对 赞成反对
批准否决 批准驳回 通过否决 允许禁止 加快放缓 加快减缓 开放关闭 高于低于 多于少于
领先落后 以上以下 之前之后 最高最低 最多最少 顺差逆差 升值贬值 加强削弱 取消保留
取消恢复 恢复暂停 启用停用 接受拒绝 承认否认 东部西部 南部北部 上游下游 上午下午
首次再次 免费收费 公开保密 合法非法 有效无效 有利不利 增至降至 增至减至 升至降至
胜诉败诉 当选落选 入选落选 扩张收缩 提前推迟 提前延期 城市农村 男性女性 国内国外
境内境外 签署终止 获胜落败 战胜负于 击败负于 任命免去 同比环比
河南河北 湖南湖北 山东山西 山西陕西 广东广西 江苏江西 江西浙江 江苏浙江 小麦水稻 煤炭石油
买方卖方 甲方乙方 原告被告 火灾水灾 地震台风 风电光伏 猪肉牛肉
"""
_OPPOSITES: dict[str, tuple[str, ...]] = {}
for _pair in _PAIRS.split():
    for _one, _other in ((_pair[:2], _pair[2:]), (_pair[2:], _pair[:2])):
        _OPPOSITES[_one] = (*_OPPOSITES.get(_one, ()), _other)
_ANY = re.compile(any_of(_OPPOSITES))
_CONTEXT = re.compile(f"[{HAN}\\d%]+")


def turned(retold: Retold) -> Iterator[Problem]:
    """Finding `direction`: the article has the opposite at the same place, and nowhere the same word."""
    for start, end in retold.reworded:
        for found in _ANY.finditer(retold.text, start, end):
            for other in _OPPOSITES[found[0]]:
                if other in retold.cited and _stands_there(retold, found, other):
                    message = f"“{found[0]}” stands where the article has “{other}”."
                    yield Problem("direction", "error", message, found[0], "zh")
                    break


def _stands_there(retold: Retold, found: re.Match[str], other: str) -> bool:
    text, word = retold.text, found[0]
    for before, after in ((2, 2), (3, 1), (1, 3), (4, 0), (0, 4)):
        left, right = (
            text[max(0, found.start() - before) : found.start()],
            text[found.end() : found.end() + after],
        )
        whole = len(left) == before and len(right) == after and _CONTEXT.fullmatch(left + right)
        if whole and left + other + right in retold.cited:
            return left + word not in retold.article.text and word + right not in retold.article.text
    return False
