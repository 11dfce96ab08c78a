"""Names in the user's own fields: of bodies by their endings, of people by what their field is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.matching import plain
from summarizer.pinyin import is_chinese_name
from summarizer.scripts import simplified
from summarizer.verifying.evidence import COMMON, GENERIC
from summarizer.verifying.own.leaves import Leaf
from summarizer.verifying.own.problem import Ill
from summarizer.verifying.page import HAN, Page
from summarizer.verifying.places import all_places

# What names of bodies end with that are hardly words of another kind.
_BODY = re.compile(
    rf"([{HAN}]{{2,28}}?)(?:有限责任公司|股份有限公司|有限公司|公司|集团|大学|学院|医院|银行|法院|检察院|研究院|研究所|基金会"
    r"|协会|学会|中学|小学|幼儿园|事务所|人民政府)"
)
_OFFICE = re.compile(
    rf"[{HAN}]{{0,28}}?(?P<tail>[{HAN}]{{2}}(?P<end>委员会|办公室|发改委|(?<![办结格布当开终])局|(?<![全东西南北中内外干总乐])部|(?<![大餐客])厅|委))"
)
_JOINED = re.compile("[和与及]")  # names of two bodies: 县财政局和省发改委
_OWN = 2  # characters that make a name
_SHORT, _FULL = (2, 3, 4), 10  # characters before the ending of a name in short, and in full
_PEOPLE = re.compile(
    r"person|people|contact|author|chair|leader|speaker|manager|owner|officer|director|signer|signat|representative|reporter"
    r"|editor|expert|member|attend|particip|host|president|secretary|responsible|deput|assistant|founder|applicant|candidate|winner|advis|mentor|lawyer|guest|负责人|联系人|法人|代表|作者|主持|记者|编辑"
    r"|专家|领导|成员|出席|参会|姓名|人员|嘉宾|院长|校长|局长|主任|经办"
)
_BESIDE_A_PERSON = re.compile(
    r"role|post|position|job|title|phone|mobile|age|gender|sex|duty|unit|职务|职位|职称|电话|年龄|性别|单位"
)


# What else is told of a person, by the name of its field: manager_education, the education of a manager.
_OF_A_PERSON = re.compile(
    r"education|degree|school|nation|birth|native|party|reason|note|remark|comment|opinion|status|result|organi[sz]ation"
    r"|department|company|address|email|education|level|type|kind|action|task|学历|学位|民族|籍贯|政治|原因|备注|意见|状态|结果"
    r"|部门|公司|地址|级别|类型|任务"
)
_NAMED = ("name", "zh", "full_name", "fullname", "姓名", "名字")
# Words that begin with what is a surname elsewhere.
_NO_NAMES = frozenset(
    """
    高中 高职 高级 高层 高管 高校 高考 高新 高速 于是 关于 对于 方面 方法 方案 方向 方式 常务 常委 常见
    常年 常规 白天 白领 黄金 黄色 周末 周期 周边 周年 周围 万元 万众 万一 安全 安排 安装 安保 何时 何处
    何人 任务 任何 任意 任免 任职 时间 时候 时代 时限 成功 成立 成果 成员 成人 成本 全部 全国 全体 全程
    全面 全职 全额 严格 严重 严肃 和平 和谐 强化 强制 强调 双方 双向 平均 平安 平时 平等 平台 明确 明天
    明显 明年 党员 党委 党组 党支部 党政 相关 相应 项目 应当 应届 应急 居民 居住 步行 单位 单独 单身 单方
    查询 查看 查验 计划 计算 包括 包含 包装 包干 连续 连接 充分 充足 充值 钱款 路线 路口 路费 车辆 车间
    车主 年龄 年底 年度 年级 年薪 水平 水利 水电 水务 金融 金额 金属 金牌 经理 经济 经费 经营 经办 向上
    向导 牛奶 马上 马路 马匹 石油 石材 毛利 毛重 温度 温馨 温暖 温泉 田间 田径 阳光 阳台 阳性 阴性 谢谢
    谢绝 解决 解释 解除 解放 曾经 商业 商务 商品 商家 商标 商户 商议 司法 司机 司仪 师生 师傅 师范 文化
    文件 文明 文科 文艺 文职 武术 武装 武警 盛大 盛况 支持 支付 支部 支出 管理 管道 管控 简单 简历 简介
    空白 空间 空调 冷静 冷藏 鲜花 鲜明 项链 习惯 习题 巨大 巨额 晚上 晚会 有关 有效 有限 有偿 无偿 无效
    无法 未知 未定 暂定 暂缓
    """.split()  # noqa: SIM905  # a list of words reads better than a list of strings
)


def misnamed(text: str, leaf: Leaf, page: Page) -> Iterator[Ill]:
    """A name of a body or a person that the article does not have."""
    name = simplified(plain(text))
    article = page.simplified
    if _is_invented_body(name, article) or _is_invented_person(name, leaf, article):
        yield Ill("evidence", "error", f"“{text}”, a name, does not stand in the article.")


def _is_invented_person(name: str, leaf: Leaf, article: str) -> bool:
    if not is_chinese_name(name) or name in article:
        return False
    if name in _NO_NAMES or _OF_A_PERSON.search(leaf.name):
        return False
    if leaf.name not in _NAMED:
        return _PEOPLE.search(leaf.name) is not None
    return _PEOPLE.search(leaf.key) is not None or any(map(_BESIDE_A_PERSON.search, leaf.beside))


def _is_invented_body(name: str, article: str) -> bool:
    """Whether a name of a body has a part of its own that the article has neither in full nor in short."""
    if name in article:
        return False
    parts = _JOINED.split(name)
    if len(parts) > 1 and all(_OFFICE.fullmatch(part) or _BODY.fullmatch(part) for part in parts):
        return any(_is_invented_body(part, article) for part in parts)
    if office := _OFFICE.fullmatch(name):
        told = office["tail"] in article or _is_shortened(name, article)
        return not told and not _is_short_for(name, office["end"], article)
    found = _BODY.fullmatch(name)
    own = "".join(_uncovered(GENERIC.sub("", found[1]), article)) if found else ""
    return len(own) >= _OWN and not COMMON.search(own)


def _uncovered(name: str, article: str) -> Iterator[str]:
    """The characters of a name that stand in no piece of it which the article has."""
    at = 0
    while at < len(name):
        size = next((n for n in range(len(name) - at, 1, -1) if name[at : at + n] in article), 0)
        if not size:
            yield name[at]
        at += size or 1


def _is_shortened(name: str, article: str) -> bool:
    """Whether a name is short for one of the article: 工信部 for 工业和信息化部."""
    own, end = name[:-1], name[-1]
    return len(own) in _SHORT and any(
        _run_before(own, article[max(0, at - _FULL) : at]) == len(own) for at in all_places(end, article)
    )


def _is_short_for(name: str, end: str, article: str) -> bool:
    """Whether the article names an office in short: 省发改委 for 省发展和改革委员会."""
    return any(
        _run_before(article[max(0, at - len(name)) : at], name[: len(name) - len(end)]) >= _OWN
        for last in {end[0], end[-1]}
        for at in all_places(last, article)
    )


def _run_before(text: str, name: str) -> int:
    """How many of the last characters of a text stand in a name in the same order."""
    at, length = len(name), 0
    for char in reversed(text):
        at = name.rfind(char, 0, at)
        if at < 0:
            break
        length += 1
    return length
