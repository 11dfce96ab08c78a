"""Two characters that are no word where they stand: 分居 in 部分居民, 开工 in 召开工作会议.

Chinese has no blanks, so a word that is looked for is also found across two others. What stands beside it
there tells: a word is none behind some characters, or before some.
"""

from __future__ import annotations

import re
from functools import cache

# Characters before a word, the word, and characters behind it, either of which is enough; "-" for none.
_TABLE = """
部 分居 民住家
召展公离打分 开工 作
召展公离打 开战 略
提移转递上 交战 略
活劳运自流互联行移电机手 动工 作具
- 完工 作
- 去世 界纪
- 身故 障乡居都意
- 解约 定束
建设成创确树 立案 例
- 到位 于列居置
一简垂笔 直接 -
各 处分 别布散发管类享
村角聚 落网 格络
结配综联融符适混 合并 报
业户车雇 主持 续有股仓平久
主物回潮交一河轮 流产 品业能
线地天 下台 阶州风湾球
榜 首次 席
沿朝随向有围 着火 热红爆
开 封城 -
- 受审 查计核批议
- 性侵 占
- 不满 足0123456789一二两三四五六七八九十百
拨 打人 工民
其集 中毒 -
过 失事 -
- 公诉 求
申邀 请愿 -
现 状告 -
- 召回 乡
接 受伤 -
- 被判 断定
- 被捕 捉捞食
退 休学 -
- 退学 费
改 革职 业能
仲总 裁员 -
- 双开 放发门设
工操制耕 作废 -
- 否决 定
旅郊导 游行 业程
- 被调查 者
损 失火 -
- 造假 日期
- 作假 期日设
- 感染 力
判诊推切 断交 -
丢遗缺 失联 -
村院坠掉降段滑脱 落后 续
减延 缓和 -
- 取消 息费毒防耗化
确 认错 -
化讲破 解职 业工责能称权
公离 开除 -
村 落马 -
"""


def without(text: str) -> str:
    """A text, with as many dots for each of these that is no word there."""
    return _across().sub(lambda found: "·" * len(found[0]), text)


@cache
def _across() -> re.Pattern[str]:
    return re.compile("|".join(part for row in _TABLE.split("\n") if row for part in _parts(*row.split())))


def _parts(before: str, word: str, behind: str) -> list[str]:
    parts = [f"(?<=[{before}]){word}"] if before != "-" else []
    return [*parts, f"{word}(?=[{behind}])"] if behind != "-" else parts
