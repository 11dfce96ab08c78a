"""A word that became its opposite: 进口 is "import", and "export" only where the Chinese has 出口, too.

Each pair has two sides, each with the Chinese that tells it, other Chinese that may, and its English. It is
wrong only where the Chinese tells one side and nothing of the other, and the English only the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

# Words of two characters for one side, what else may tell it, its English; then the same of the other side,
# of whose English only what can hardly be anything else. "*" is any ending, "_" a blank. A row is a pair, and
# goes on on lines that are indented.
_PAIRS = """
进口 | 输入 引进 入口 购 进 | import* ; 出口 | 输出 外销 外贸 销往 销售 卖 出 口岸 | export*
北部 北方 | 北 | north* ; 南部 南方 | 南 | south*
南部 南方 | 南 | south* ; 北部 北方 | 北 | north*
东部 东方 | 东 | east* ; 西部 西方 | 西 | west*
上半 | 上 半年 前六 1-6 1至6 | first_half first_six h1 ; 下半年 | 下 后 末 | second_half latter_half
上涨 涨幅 | 涨 升 增 高 反弹 多 上 | rose rise* rising gain* up higher increas* ; 下跌 跌幅 | 跌 降 减
  落 低 挫 滑 缩 少 下 负 弱 | fell fall* drop* declin* decreas* lower
下跌 跌幅 | 跌 降 减 落 低 挫 滑 缩 少 下 负 弱 损 | fell fall* drop* declin* decreas* slump* slid*
  lower los* down ; 上涨 | 涨 升 增 高 反弹 多 上 扬 长 正 | rose rise* rising gain* climb* increas*
  grew
买入 购买 收购 采购 购入 | 买 购 收 采 | buy* bought purchas* acqui* procur* ; 卖出 出售 抛售 售出 | 卖
  售 销 抛 转让 出 商 店 | sells selling sold
出售 抛售 卖出 | 卖 售 销 抛 | sell* sold sale* ; 购买 收购 买入 | 买 购 收 采 拍 | buy* bought purchas*
  acqui*
盈利 净利润 | 盈 利 赚 | profit* gain* earn* income ; 亏损 | 亏 损 失 赔 减值 赤字 | loss losses
  deficit*
亏损 净亏 | 亏 损 | loss* lost deficit* negative ; 盈利 净利润 | 盈 利 赚 | profit profits
顺差 盈余 | 顺 盈 余 | surplus* ; 逆差 赤字 | 逆 赤字 亏 缺 | deficit*
逆差 赤字 | 逆 赤字 | deficit* ; 顺差 盈余 | 顺 盈 余 剩 过 | surplus*
战胜 击败 夺冠 获胜 胜出 | 胜 赢 夺 冠 克 | won win* beat* defeat* victor* overc* ; 不敌 负于 落败 告负
  | 负 败 输 失 丢 亏 逝 | lost los*
负于 不敌 落败 告负 | 负 败 输 不敌 | lost los* defeat* beaten fell knocked ; 战胜 击败 获胜 | 胜 赢 夺
  冠 | won winning victory
男性 男子 男孩 男生 男队 男单 男双 | 男 先生 兄 弟 父 爸 爷 叔 夫 | man men male* boy* he his him ; 女性
  女子 | 女 妇 妻 母 妈 姐 妹 婆 奶 娘 嫂 姑 婶 姨 她 太 闺 | woman women female* girl*
女性 女子 女孩 女生 女队 女单 女双 妇女 | 女 妇 | woman women* female* girl* lad* she her mother* wom* ;
  男性 男子 | 男 先生 兄 弟 父 爸 爷 叔 夫 他 童 汉 郎 士 | man men male* boy*
父亲 爸爸 | 父 爸 爹 | father* dad* parent* ; 母亲 妈妈 | 母 妈 娘 孕 产 | mother* mum* mom*
母亲 妈妈 | 母 妈 娘 | mother* mum* mom* parent* ; 父亲 爸爸 | 父 爸 爹 | father* dad*
儿子 | 儿 子 | son sons child* boy* ; 女儿 | 女 闺 | daughter*
女儿 | 女 闺 | daughter* girl* child* ; 儿子 | 儿 子 | son sons
丈夫 | 夫 老公 先生 爱人 | husband* man ; 妻子 | 妻 老婆 太太 夫人 爱人 媳 | wife wives
妻子 | 妻 老婆 太太 夫人 爱人 | wife wives spouse* woman ; 丈夫 | 夫 老公 先生 爱人 | husband*
原告 | 原告 诉 | plaintiff* claimant* su* ; 被告 | 被告 | defendant*
被告 | 被告 | defendant* accused ; 原告 | 原告 诉 | plaintiff* claimant*
最高 | 高 顶 上 大 峰 | highest top* high* maxim* most peak* tall* record up_to supreme largest ; 最低 |
  低 少 下 底 小 谷 | lowest
最低 | 低 少 底 | lowest low* least minim* bottom floor ; 最高 | 高 顶 上 大 峰 多 新 | highest
最大 | 大 多 高 强 最 | largest biggest great* larg* most big* maxim* top* max* huge* up_to major*
  utmost full* ; 最小 | 小 少 微 幼 低 末 | smallest
最小 | 小 少 幼 | smallest least minim* young* littl* ; 最大 | 大 多 最高 | largest biggest
最好 最佳 | 好 佳 优 良 最 | best optim* ideal* good better excellent finest top* great* ; 最差 最坏 |
  差 坏 糟 劣 恶 严重 难 | worst
乐观 | 乐观 看好 | optimis* upbeat bull* positiv* hope* confiden* ; 悲观 | 悲 忧 不 | pessimis*
悲观 | 悲观 | pessimis* gloom* bear* downbeat ; 乐观 | 乐 看好 积极 | optimis*
国内 | 国内 我国 本国 全国 中国 境内 内 | domestic* national* home* country chin* inland local* within
  internal* here nation* ; 国外 境外 海外 | 外 洋 海 | foreign overseas abroad
国外 境外 海外 | 外 | foreign* overseas abroad international* global* world* outside expat* offshore
  cross-border external* ; 国内 | 国内 内 本 我国 | domestic domestically
收入 | 收 入 | income* revenue* earn* tak* receipt* ; 支出 | 支 出 花 费 开销 | expenditure* spending
支出 开支 | 支 出 花 | expenditure* spen* expens* cost* outlay* pa* ; 收入 | 收 入 | income revenue*
流入 | 入 进 | inflow* flow* pour* into enter* ; 流出 | 出 | outflow*
流出 | 出 | outflow* flow* left leav* ; 流入 | 入 进 | inflow*
公开 | 公 | public* open* disclos* announc* releas* overt* ; 秘密 私 | 私 密 民营 民 个人 | private*
  secret*
民营 私营 私人 | 民 私 | private* privat* ; 公立 公办 国有 国营 | 公 国 政府 众 共 | public publicly
冬季 冬天 | 冬 | winter* ; 夏季 夏天 | 夏 暑 | summer*
夏季 夏天 暑期 暑假 | 夏 暑 | summer* ; 冬季 冬天 寒假 | 冬 寒 | winter*
春季 春天 | 春 | spring* ; 秋季 秋天 | 秋 | autumn*
秋季 秋天 | 秋 | autumn* fall ; 春季 春天 | 春 泉 弹 | spring
昨天 昨日 | 昨 | yesterday ; 今天 今日 | 今 | today
今天 今日 | 今 | today ; 昨天 昨日 | 昨 | yesterday
明天 明日 | 明 | tomorrow ; 昨天 昨日 | 昨 | yesterday
上午 早晨 早上 清晨 | 上午 早 晨 午前 | morning* a.m am noon dawn ; 晚上 傍晚 下午 | 晚 夜 夕 下午 午后
  昏 | evening* afternoon
下午 | 下午 午后 | afternoon* p.m pm ; 上午 早晨 | 上午 早 晨 | morning*
晚上 傍晚 晚间 | 晚 夜 夕 | evening* night* p.m pm dusk ; 上午 早晨 早上 | 上午 早 晨 | morning*
上游 | 上游 | upstream upper upriver headwater* ; 下游 | 下 | downstream lower
下游 | 下游 | downstream lower downriver ; 上游 | 上游 上 | upstream
优势 | 优 | advantage* strength* edge* superior* strong* lead* benefit* ; 劣势 | 劣 不利 弊 缺 |
  disadvantage*
扩大 扩张 拓宽 拓展 | 扩 拓 增 大 | expan* broad* wid* enlarg* extend* increas* grow* grew open* deepen*
  ; 缩小 收窄 缩减 | 缩 窄 减 收 小 降 | narrowed narrowing narrow shrink* shrank
缩小 收窄 | 缩 窄 减 收 | narrow* shrink* shrank reduc* clos* bridg* cut* small* ; 扩大 | 扩 拓 增 大 宽
  | expand* widen*
加强 增强 强化 | 强 增 加 | strengthen* enhanc* step* boost* intensif* reinforc* improv* tighten* more
  build* increas* strong* ; 削弱 减弱 | 弱 减 衰 软 | weaken*
增加 增长 增至 | 增 涨 升 长 多 加 扩 | increas* grow* grew rose ris* add* more up gain* expan* higher
  rais* climb* ; 减少 下降 降低 | 减 降 跌 少 缩 落 下 负 低 退 损 | decreas* declin* fell shrank
  shrink* drop*
减少 下降 降低 | 减 降 跌 少 缩 落 | decreas* declin* fell fall* reduc* lower* drop* less fewer cut*
  down shrink* shrank shrunk sav* los* minim* declin* eas* allevia* slump* slid* ; 增加 增长 上升 | 增
  涨 升 长 多 加 扩 高 提 | increas* grew grow* rose ris*
提高 提升 | 提 升 增 高 强 优 好 | improv* increas* rais* rise* rose ris* enhanc* higher boost* up*
  lift* elevat* better* promot* strengthen* advanc* ; 降低 下降 | 降 低 减 下 少 缩 跌 差 退 | lower*
  reduc* decreas* declin*
加快 加速 提速 | 加快 加速 提速 快 速 | accelerat* speed* faster quick* hasten* fast* rapid* step*
  expedit* ; 放缓 减速 减缓 | 缓 慢 减 | slowed slower slowing
放缓 减速 减缓 | 缓 慢 减 | slow* moderat* eas* decelerat* mitigat* ; 加快 加速 | 快 速 急 | accelerat*
  faster
支持 赞成 | 支持 赞 扶 撑 援 | support* back* favour* favor* endors* help* assist* approv* aid* ; 反对 |
  反对 抗 反 对 | oppose opposes opposed opposing
反对 | 反对 反 | oppos* against object* reject* resist* protest* anti* deplor* disagree* ; 支持 赞成 |
  支持 赞 扶 撑 援 | supports supported support
开放 开业 开幕 | 开 启 | open* launch* inaugur* start* kick* began beg* ; 关闭 闭幕 | 关 闭 结束 停 |
  closed closes close closing
关闭 闭幕 | 关 闭 | clos* shut* end* conclud* off ; 开放 开幕 开业 | 开 启 放 | opened opens
年轻 青年 | 年轻 青 少 | young* youth* junior* ; 老年 年老 老人 | 老 古 旧 高龄 岁 | elderly
老人 老年 高龄 | 老 高龄 长者 | old* elder* senior* aged ag* ; 年轻 青年 | 年轻 青 少 小 幼 | young
  youth
富裕 富人 | 富 | rich* wealth* afflu* prosper* well* ; 贫困 贫穷 | 贫 穷 困 差 弱 | poor
贫困 贫穷 | 贫 穷 | poor* pover* impover* needy ; 富裕 | 富 丰 | rich
成功 | 成 胜 | succe* manag* suc* win* won complet* ; 失败 | 败 失 误 落 | failure*
失败 | 败 失 落 | fail* los* defeat* unsuc* ; 成功 | 成 胜 | success*
教师 老师 | 师 教 | teach* facult* instruct* tutor* lectur* prof* master* staff coach* ; 学生 | 学 生 徒
  童 孩 | student students
学生 | 学 生 | student* pupil* learn* graduat* freshm* undergrad* school* child* ; 教师 老师 | 师 教 导
  | teacher teachers
"""


class _Side(NamedTuple):
    """One side of a pair: what may tell the other in Chinese, and the English of the one and of the other."""

    other: frozenset[str]
    english: re.Pattern[str]
    wrong: re.Pattern[str]
    quick: tuple[str, ...]


def _english(words: str) -> re.Pattern[str]:
    alternatives = (re.escape(word).replace(r"\*", r"\w*").replace("_", r"\s") for word in words.split())
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


@cache
def _known() -> Mapping[tuple[str, ...], tuple[_Side, ...]]:
    """The two characters of a Chinese word -> its sides."""
    found: dict[tuple[str, ...], tuple[_Side, ...]] = {}
    for row in _PAIRS.replace("\n  ", " ").strip().split("\n"):
        one, two = row.split(" ; ")
        ours, _, english = (part.strip() for part in one.split("|"))
        theirs, hints, wrong = (part.strip() for part in two.split("|"))
        quick = tuple(word.rstrip("*").split("_")[0] for word in wrong.split())
        other = frozenset((*theirs.split(), *hints.split()))
        side = _Side(other, _english(english), _english(wrong), quick)
        for word in ours.split():
            found[*word] = (*found.get((*word,), ()), side)
    return MappingProxyType(found)


def exchanged(zh: str, en: str) -> tuple[str, str] | tuple[()]:
    """A word of a Chinese text and the opposite in the English one, in small letters; () if there is none."""
    known = _known()
    told = known.keys() & set(pairwise(zh))
    for word in sorted(told):
        for side in known[word]:
            if not any(map(en.__contains__, side.quick)):  # cheap, and so for most
                continue
            if any(map(zh.__contains__, side.other)) or side.english.search(en):
                continue
            if wrong := side.wrong.search(en):
                return "".join(word), wrong[0]
    return ()
