"""A word that became its opposite: "import" is right only where something of the Chinese may be told so.

Each row has English words, the Chinese that may be told by one of them, and what tells the opposite. A word
is wrong where the Chinese has nothing of the first and something of the last. Of the sentences with a word in
the translations of several people side by side hardly one has nothing of its row; if more had, the row had
to get more, or to need more of the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

# English words | Chinese that may be told so ; Chinese of the opposite. Indented lines go on with a row.
_ROWS = """
less | 不超 不会超 未超 少 低 减 弱 小 缺 降 差 轻 亏 欠 逊 跌 薄 慢 缩 淡 不到 不足 不那 不太 不及 不如
  不够 不怎 没那 以下 以内 不是 更不 而不 未满 没有 几乎 冷清 ; 超过 以上 逾 多于 更多 余
more | 多 更 较 超 逾 余 加 增 越 再 还 又 高 大 以上 强 比 愈 过 甚 进 另 新 不止 不只 不仅 升 深 于 重 胜
  而 几 ; 减少 较少 少于 更少 不到 不足
old older oldest | 原 老 旧 岁 古 龄 陈 昔 故 往 传统 久 早 ; 新
new newer newest | 新 除夕 纽 刚 初 生 加 再 开 另 重 现代 首 改 换 创 又 近 起 印度 德里 ; 旧 古老 老城
before | 前 先 然后 随后 后来 未 没 早 预 还 才 等 到 向 当面 出庭 临 直至 以往 曾 不 由 ; 之后 以后 后，
  后的
after | 扣 后 继 随 完 毕 自 以来 起 再 了 追 罢 久 续 刚 逐 名 经 ; 之前 前夕
first | 前两 前三 前四 前五 前六 前七 前八 前九 前十 前1 前2 前3 前4 前5 前6 前7 前8 前9 前几 前半 首 初 先
  头 始 上半 原 早 率 第1 1号 1月 一 急救 继 ; 最后 去年 上月 上周 上年
last | 上 去 昨 末 终 近 压轴 晚 尾 延 续 久 长 维 历时 底 天 后 前 ; 首 第一
night nights | 晚 夜 宵 暮 宿 凌晨 旦 眠 昏 住 ; 天 日
day days | 日 天 昼 白 节 今 昨 号 期 时 当 每 旦 近 终 明 晨 早 夕 周 夜 晚上 月 ; 深夜 昨晚 当晚 今晚 晚间
  夜间 夜里
private privately | 私 民营 民间 民办 民企 民用 个人 内部 秘密 单独 非公 独资 隐 列兵 闭门 ; 公共 公开 公众
  公立 公办 公布 公益
public publicly | 公 民 众 社 政 国 群 面 开 官 百姓 舆论 党 票 ; 私人 私营 私立 民营
domestic domestically | 内 本国 本土 国产 我国 全国 民用 当地 本地 自身 国民 家庭 家用 家务 家暴 ; 外国 海外
  国外 境外 涉外 外交 外资 外商 外来 外汇 对外
foreign | 出国 出访 外 洋 海 异国 各国 诸国 别国 驻 侨 他国 留学 ; 国内 境内 本国
short shorter | 短 缺 乏 不足 少 差 欠 匆 暂 小 矮 简 近 片 闪 几 未达 低 沽 空 未能 不够 浓缩 快 即 略 不久
  一时 临时 ; 长期 长远 长时间 很长 较长 长途 长达 漫长 最长 更长 久
long longer | 长 久 远 年 早 时间 历 漫 直 持 终 夜 旷日 缓 只要 悠 老 深 大 来 等 多 天 再 前 已 百 通 以后
  ; 短 匆 暂
high higher highest | 高 昂 强 浓 烈 重 大 中学 初中 盛 涨 贵 峰 快 极 多 严 优 上 超 远 空 海 名 深 顶 很
  升 ; 低
low lower lowest | 低 少 弱 差 浅 冷 底 跌 贱 薄 廉 淡 缺 落 减 降 不 便宜 末 矮 谷 轻 下 小 缩 幅度 ; 高度
  高位 高于 最高 较高 高水平 高质量 高科技 高级 高速 高等 高达 高温 新高 很高 更高 极高 高价 高风险 高层
  上游 上院 提高
left | 左 离 走 剩 留 出 遗 丢 余 去 放弃 造成 下 辞 退 撇 残 致 死亡 伤 赴 飞 让 只有 还有 令 使 被 搁 任
  逃 ; 右 权利 人权 正确
right rights | 右 权 正 对 好 就 直 恰 确 当 立 马上 即 可 适 法 吗 是 错 很 ; 左
start starts started starting | 开 始 起 启 动 初 首 创 先 从 着手 发 出 由 入 自 展 做 步 早 当 试 ; 结束
  终止 年底 月底 末
end ends ended ending | 底 末 结 终 止 完 尾 尽 端 停 到 头 断 极 后 目的 罢 收 消 满 落 闭 最 卒 于是 成 散
  告 为 解 下 ; 开始 启动
early | 早 初 前 先 晨 始 上 提 预 幼 原 古 凌 清 尽快 春 旧 起 年代 青 明 ; 晚期 末 月底 年底 后期 晚上
late later latest | 晚 迟 末 底 后 夜 下 亡 延 拖 深 尾 新 逾 近 终 随 再 稍 接 次 又 继 日 刚 故 误 中旬 ;
  年初 月初 初期 早期 清晨 早日 早在 早些
small smaller smallest | 凌晨 稳步 一步 镇 小 微 少 细 薄 弱 碎 轻 点 有限 寥 零 窄 几 短 矮 幼 不大 ; 大型
  大规模 巨大 庞大 大量 大幅 大批 很大 较大 更大 最大 重大
large larger largest | 足 不小 大 巨 多 广 宏 庞 重 众 规模 批 厚 高 强 长 豪 扩 第一 最 成群 超 海量 ; 小型
  小规模 微小 较小 很小 小幅 小额 小学 小企业
weak weaker weakest weaken weakens weakened weakening | 弱 差 软 疲 低 薄 虚 松 贫 淡 缩 乏 冷 衰 不 减 削
  贬 损 无力 ; 加强 强劲 坚实 坚定 强烈 强大 增强 有力 坚强
strong stronger strongest strengthen* strongly | 强 坚 力 大 壮 浓 烈 盛 牢 硬 健 旺 厉 深 猛 高 雄 重 优 严
  稳 好 加 巩 固 增 提 升 紧 ; 弱 疲
oppose opposes opposed opposing | 反 抗 抵 拒 不 异议 敌 斥 对立 相对 ; 支持 赞 拥护
support supports supported supporting | 持 赞 援 助 撑 拥 帮 扶 辅 配 资 保 挺 承 后盾 后勤 依 认同 同意 靠
  声 护 托 养 供 票 赖 ; 反对
earlier | 早 前 先 初 此 已 曾 上 今 昨 原 刚 去 较 ; 之后 晚些 稍后 后来 随后
worst | 差 坏 糟 惨 严 恶 劣 烂 败 重 苦 悲 低 ; 最好 最佳 最优
best | 努力 尽 好 佳 优 良 善 全力 上 强 精 畅 美 一流 冠 至 宜 喜 高 顶 竭 拿手 名 最 ; 最差 最坏 最糟 糟糕
worse worsen worsens worsened worsening | 恶 糟 差 坏 严 剧 劣 更 不如 下 重 退 惨 深 烂 病 衰 ; 更好 改善
  好转
better | 好 优 佳 更 善 提 宁 利 强 良 胜 高 美 加 进 妥 最 比 ; 恶化 更糟 变坏 更差
negative negatively | 负 消极 阴 坏 反 否 贬 差 害 损 ; 正面 积极 阳性
positive positively | 正 积极 阳 良 好 肯定 乐 建设 主动 确诊 确实 利 善 优 ; 负面 消极 阴性 负增长
below | 破 下 低 不到 未达 少 不足 不及 底 逊 差 小于 ; 以上 超过 高于 上方 超出
above | 上 高 超 过 逾 多 首 前 述 优 顶 越 最 重 强 大 于 之外 尤其 以外 空 ; 以下 低于 下方 不到 不足
outside | 外 境 户 非 别 他 门口 郊 远 周 之 以 出 边 旁 附近 前 ; 室内 境内 里面 屋里 屋内 校内 场内
inside | 内 里 进 入 屋 室 ; 外面 以外 门外 室外 场外 户外 境外
won wins winning | 赢 胜 获 得 冠 夺 捧 取 拿 摘 韩元 圆 选 奖 击败 打败 中 第一 ; 输给 惜败 落败 失败 告负
  不敌 输掉 败给 负于
lost loses losing | 失 丢 输 败 负 亏 丧 损 迷 遗 没 无 不 死 掉 落 减 流 跌 降 亡 难 未 错 茫 瘦 缩 完 被
  白 赔 ; 赢 胜 夺冠 冠军 获得
enter enters entered entering | 入 进 参 上 到 闯 步 踏 登 输 录 开 来 抵 达 加 签 订 跨 赴 走 侵 打 报 升
  去 ; 离开 退出 撤离 撤出
leave leaves leaving | 离 走 退 出 去 留 辞 撤 休 假 让 剩 搬 开 逃 放 脱 抛 造成 弃 别 移 赴 交 遗 只 树 叶
  致 ; 进入 入境 到达 抵达
slow slower slowed slowing slowdown slowly | 不低 慢 缓 迟 拖 低迷 滞 疲 不前 减 弱 沉 冷 降 回落 渐 逐 趋 ;
  加快 加速 迅速 快速 提速 飞速
fast faster fastest | 快 速 迅 急 疾 牢 紧 绝食 禁食 斋 立 飞 捷 猛 更 即 增 涨 发展 ; 放缓 慢 减缓
fall falls falling fell | 衰 跌 降 落 下 减 倒 坠 秋 坍 陷 缩 摔 滑 滚 崩 垮 低 少 属 入 回 沦 掉 塌 跨 失
  弱 没 挫 亏 爱 中 不 未 ; 上升 增长 增加 回升 涨 攀升
rise rises rising rose | 升 涨 增 起 上 兴 高 崛 提 加 扩 多 抬 大 攀 立 站 旭 长 玫瑰 蔷薇 罗 扬 走 强 反弹
  发 盛 ; 下降 减少 跌 下滑 降低
began begin begins beginning | 开 始 起 启 动 着手 展 自 从 首 初 创 发 入 上 先 新 来 ; 结束 闭幕 终 截止
closed close closes closing | 关 闭 停 封 收 结 完 密 休 打烊 歇 终 近 紧 切 靠 挨 临 尾 盘 接 凑 仔细 严 贴
  末 邻 旁 约 倒 毗 亲友 挚 ; 开放 开业 开门 开市 开通 启用 敞开 开幕
open opens opened opening | 开 启 敞 放 展 揭 新 设 起 拆 首 露天 坦 未 打 掀 对外 创 成立 营业 辟 乐 ; 关闭
  封闭 闭幕 收盘
sell sells selling sold | 卖 售 销 抛 沽 商 贩 倒 市场 易 成交 流 脱手 ; 购买 收购 买入 买家 采购
buy buys buying bought | 买 购 收 采 订 抢 拍 入 团 并 吸 花 ; 出售 抛售 销售
upper | 上 参 顶 豪 ; 下游 下层 下院
ahead | 前 先 领 提 推 即 在 继 进 早 预 超 抢 来 将 面 赶 去 胜 ; 落后 后面 身后
behind | 逆转 反超 次于 坝 后 背 落 幕 欠 躲 支持 输 指使 身 里 遗 拖 留 主使 策 不如 差 晚 下 被 之 坐牢 监
  ; 领先 前面 前方 居前
poor poorer poorest | 穷 贫 差 困 弱 糟 低 苦 劣 坏 烂 寒 可怜 恶 薄 惨 欠 败 衰 乏 疲 陋 ; 富裕 丰富 富人
  富有 致富
rich richer richest | 富 丰 豪 厚 浓 钱 肥 多 阔 有 饶 甜 精 充 大 ; 穷 贫 困
cool cooler | 冷 凉 酷 清 镇 静 爽 降 寒 帅 低温 却 平 减 散 好 ; 温暖 炎热 热烈
warm warmer warmly | 暖 温 热 亲 厚 融 和 春 升 友 烈 火 ; 冷
cold colder | 冷 寒 凉 感冒 冻 低 漠 雪 冰 霜 冬 降温 淡 ; 炎热 酷暑 高温 烫 热水
hot hotter | 热 烫 辣 火 炎 暑 高温 烈 抢手 红 焦 沸 旺 烧 激 辛 怒 熟 ; 冷
west western | 西 欧 洋 ; 东部 东方 东侧 东面 向东 以东 东北 东南
east eastern | 东 ; 西部 西方 西侧 西面 向西 以西 西北 西南
north northern northeast northeastern northwest northwestern | 北 朝 挪 ; 南部 南方 南侧 南面 向南 以南 南端
south southern southeast southeastern southwest southwestern | 南 韩 星洲 ; 北部 北方 北侧 北面 向北 以北
  北端
cut cuts cutting | 捷 减 降 削 断 切 割 剪 裁 缩 砍 停 少 低 省 下 斩 伤 剔 简 压 截 短 掐 节 抄 绝 破 划 刀
  剖 刻 ; 提高 上调 加 增
morning mornings | 早 晨 午前 今 清 天亮 上 明 次日 半夜 点 ; 晚上 夜间 傍晚 晚间 当晚 昨晚 今晚
evening evenings | 晚 夜 傍 暮 昏 宵 下午 ; 早上 清晨 上午 早晨 凌晨
reject rejects rejected rejecting rejection | 拒 驳 否 绝 退 反 不 斥 推 排 抵 弃 扔 谢 摒 淘汰 打回 未 没 ;
  接受 通过 批准 同意 采纳 赞成 受理 认可
accept accepts accepted accepting acceptance | 接 受 承 纳 同意 认 许 收 录 采 肯 可 赞 应 领 允 服 取 信 ;
  拒 驳 否决
approve approves approved approving approval | 批 准 同意 过 核 许 可 赞 允 审 定 认 支持 满意 ; 否决 驳回
  拒
boy boys | 男 子 童 儿 少年 郎 弟 仔 兄 他 ; 女
girl girls | 女 姑 娘 妹 姐 妞 孩 闺 少 她 丫 婴 儿 学生 ; 男
male males | 男 公 雄 父 汉 先生 他 兄 夫 ; 女 雌
female females | 女 母 雌 妇 她 妻 婆 娘 姐 ; 男
women woman | 女 妇 婆 母 妈 她 娘 太 妻 婚 妹 奶 ; 男
teacher teachers | 师 教 导 园长 辅 ; 学生 同学 学员
student students | 学 生 徒 童 孩 班 读 弟子 ; 教师 老师
failure failures | 败 失 未 不 没 无 误 衰竭 倒 坏 障 亡 砸 错 破 难 劣 漏 病 ; 成功 成就 成绩 成果
success successes successful successfully | 成 胜 功 绩 继 连 顺 得 好 佳 优 果 赢 利 兴 能够 ; 失败
import imports imported importing | 进 入 引 购 输 买 自 洋 ; 出口 外销 输出
export exports exported exporting | 出 销 输 ; 进口 引进 输入
deficit deficits | 逆 赤 亏 缺 不足 负 超支 欠 短 入超 ; 顺 盈 余 剩
surplus surpluses | 顺 盈 余 剩 过 多 出超 ; 逆 赤 亏 缺
loss losses | - − － 收益 亏 损 失 丧 减 丢 败 跌 负 输 蚀 赔 掉 流 亡 降 死 脱 下 缩 难 伤 少 ; 盈 净利 赚
  收益
profit profits profitable | 利 盈 赚 润 益 收 赢 牟 钱 ; 亏
gain gains gained | 增 升 涨 获 得 益 利 收 盈 赚 取 加 进 多 拿 赢 扬 到 有 提 享 受 成 ; 下跌 亏损 损失
  跌幅 减少
raised raises raising | 提 加 增 升 高 筹 募 抬 涨 养 集 上 育 大 疑 引 举 起 捐 扶 发 扬 唤 强 树 抚 众 融
  ; 下调 降低 减少
lowered lowers lowering | 降 低 下 减 调 ; 提高 上调 提升 上涨
yesterday | 昨 前天 前一日 ; 今天 明天
tomorrow | 明 次日 翌 隔 第二天 后天 未来 将来 ; 昨
today | 今 日 现 当 天 目前 早 近 ; 昨天 昨晚 明天
expand expands expanded expanding expansion | 扩 拓 展 增 大 发 延 宽 推 长 广 扬 开 伸 涨 膨 多 加 进 伙 壮
  张 ; 缩小 收窄 缩减 萎缩 紧缩
narrow narrowed narrowing narrows | 窄 缩 收 险 小 狭 微 紧 细 仅 低 减 弱 少 惜 ; 扩大 拓宽 扩张
brother brothers | 兄 弟 哥 并 ; 姐 妹
sister sisters | 姐 妹 修女 姊 友 姑 弟 结 ; 哥哥 弟弟
father fathers | 父 爸 爹 爷 神 双亲 家长 伯 ; 母亲 妈妈
mother mothers | 母 妈 娘 妻 婆 孕 产 祖国 婴 女 双亲 家长 姐 ; 父亲 爸爸
son sons | 子 儿 孩 孙 男 ; 女儿 闺女
daughter daughters | 女 闺 千金 孩 儿 ; 儿子 长子 次子
husband husbands | 夫 先生 公 爱人 丈 伴 爷 家 婚 配偶 ; 妻 太太 老婆
wife wives | 妻 女 太 夫 媳 嫂 爱人 内 婆 配偶 妇 伴 家 娶 嫁 婚 ; 丈夫 老公
spring | 春 泉 弹 簧 新年 跳 源 发 ; 秋季 秋天 今秋
autumn | 秋 ; 春季 春天 今春
summer | 夏 暑 伏 奥 ; 冬季 冬天 寒冬
winter | 冬 寒 雪 冰 ; 夏季 夏天 暑假 暑期
optimism optimistic | 乐 信心 积极 希望 好 优 ; 悲观
pessimism pessimistic | 悲 忧 看淡 看空 低 消极 唱衰 ; 乐观 看好
attack attacks attacked attacking attackers | 攻 击 袭 打 犯 侵 轰 抨 炸 恐 发作 病 冲 突 伤 战 闯 斗 难 杀
  刺 骂 批 砍 扑 ; 防守 保卫 捍卫 辩护
defend defends defended defending | 防 守 卫 护 辩 保 捍 抗 蝉 御 申 维 ; 攻击 袭击 进攻
minimum minimal minimise minimize | 小 少 微 低 底 下限 起码 轻 极 短 ; 最高 最大 最多 上限
maximum maximise maximize | 最 大 高 顶 满 上限 极 多 尽 强 ; 最低 最小 至少 下限
increase increases increased increasing increasingly | 增 加 升 涨 扩 多 提 长 高 大 强 更 越 日益 愈 添 渐
  拉 攀 深 频 助 补 走 ; 下降 减少 下跌 下滑 降低 回落
decrease decreases decreased decreasing | 降 减 跌 落 下 低 少 缩 滑 贬 弱 退 衰 差 挫 掉 亏 负 ; 增长 增加
  上升 上涨 提高 提升
decline declines declined declining drop drops dropped dropping | 降 减 跌 落 下 低 少 缩 滑 贬 弱 退 衰 差
  挫 掉 亏 负 拒 谢 婉 辞 不 没 未 绝 滴 投 弃 丢 送 空 抛 撤 取消 ; 增长 增加 上升 上涨 提高 提升
grew grow grows growing growth | 增 长 升 涨 扩 多 成 大 生 种 发 日 越 更 渐 变 育 栽 高 加 上 快 展 植 ;
  下降 减少 下跌 下滑 萎缩
shrink shrinks shrinking shrunk shrank | 缩 减 降 跌 少 小 收 退 下 ; 增 升 涨 长
down | 下 降 跌 减 落 低 少 缩 滑 贬 挫 掉 亏 负 收窄 回 弱 衰 倒 冲 调 压 到 ; 升 涨 增
up | 上 升 涨 增 高 提 加 扩 多 起 扬 强 攀 至 达 最 以 第 到 反弹 长 ; 降 跌 减 下滑
agree agrees agreed agreeing | 同意 一致 协 赞 议 认同 认为 谈妥 达成 允 愿 肯 也 定 应 ; 拒 否决
confirm confirms confirmed confirming | 证 认 确 核 定 落实 ; 否认
always | 总 一直 始终 一向 向来 都 永 常 老是 历来 长 一贯 每 时刻 素 经 从 ; 从不 从未 从没 永不 决不 绝不
still | 仍 还 尚 依 静 犹 至今 却 但 可 而 也 再 更 不过 停 僵 ; 不再
often frequently | 常 经 屡 多 频 总 往往 动辄 每 时 次 再 ; 很少 罕 鲜 极少
including include includes included | 包 含 括 其中 等 及 和 如 有 纳 列 也 连 内 入 附 兼 算 ; 除了 除外
employed employing | 雇 聘 就业 用 任 员 工作 招 职 ; 失业
"""
# What a word must stand beside to count: "up" and "down" beside a figure, "old" of no age.
_BESIDE_FIGURE = r"(?= (?:by |from |about |nearly |over |more than |some )?(?:rmb |us\$)?\d)"
_BESIDE = {"up": _BESIDE_FIGURE, "down": _BESIDE_FIGURE}


class _Word(NamedTuple):
    """An English word where it counts, the Chinese that may be told by it, and what tells its opposite."""

    standing: re.Pattern[str]
    support: tuple[str, ...]
    opposite: tuple[str, ...]


@cache
def _known() -> Mapping[str, _Word]:
    found: dict[str, _Word] = {}
    for row in _ROWS.replace("\n  ", " ").strip().split("\n"):
        english, chinese = row.split(" | ")
        support, opposite = (tuple(part.split()) for part in chinese.split(" ; "))
        for word in english.split():
            standing = re.compile(
                rf"(?<![\w-])(?<!years )(?<!not )(?<!no ){word}(?![\w-]){_BESIDE.get(word, '')}"
            )
            found[word] = _Word(standing, support, opposite)
    return MappingProxyType(found)


def exchanged(zh: str, en: str, words: AbstractSet[str]) -> tuple[str, str] | tuple[()]:
    """A word of a Chinese text and its opposite in the English one, in small letters; () if there is none.

    `words` are those of the English.
    """
    known = _known()
    for word in sorted(known.keys() & words):
        standing, support, opposite = known[word]
        if any(map(zh.__contains__, support)):  # cheap, and so for most
            continue
        told = next((each for each in opposite if each in zh), "")
        if told and standing.search(en):
            return told, word
    return ()
