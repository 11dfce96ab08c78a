"""Who speaks in an article, by its text alone: 公司董事长周启明表示. Fields may leave somebody out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.numerals.figure import any_of
from summarizer.pinyin import is_chinese_name
from summarizer.verifying.vocabulary import SAYING

_WORDS = """
书记 主任 主席 董事长 理事长 秘书长 检察长 委员长 总经理 经理 总裁 总监 总理 总统 首相 主编 发言人 负责人 记者
教授 研究员 院士 博士 专家 律师 工程师 医生 老师 委员 代表 员工 村民 市民 居民 家长 学生
"""
_HEADS = "市省县区州镇乡村局厅处科部院校所会组队站馆社行台司署园庭"
_POSTS = (*(f"{head}长" for head in _HEADS), *_WORDS.split())
_ACTS = f"{SAYING}|讲话|致辞|出席|主持"
_SPEAKS = re.compile(rf"(?:{any_of(_POSTS)})([\u4e00-\u9fff]{{2,3}}?)(?:{_ACTS})")
_BEGINS = re.compile(rf"(?:\A|(?<=[，。；：,.;:]))([\u4e00-\u9fff]{{3}})(?:{_ACTS})")
_NO_END = frozenset("所小还也则曾就又再都均并在对向同已将和与及等等们说中时后前")
# 委员郑重表示: how somebody speaks, which may look like a name.
_MANNERS = """
郑重 高度 高兴 严肃 严厉 平静 明确 应邀 应该 于是 计划 安排 全面 全体 全程 全都 时任 常委
解释 解答 解读 解析 解说 强调 宣布 宣读 宣称 呼吁 谈到 谈及 谈起 应约 应询 权威 乐观 从容 和蔼 终于
尚未 从未 幸好
"""
_NO_NAMES = frozenset(_MANNERS.split())


def speakers(text: str, written: str) -> frozenset[str]:
    """The names behind a post and before a word of saying, as they are written.

    The first text is the other one in simplified characters.
    """
    return frozenset(_named(text, written))


def beginning(text: str) -> frozenset[str]:
    """Names of three characters at the beginning of a clause and before a word of saying."""
    found = (each[1] for each in _BEGINS.finditer(text))
    return frozenset(name for name in found if name[-1] not in _NO_END and is_chinese_name(name))


def _named(text: str, written: str) -> Iterator[str]:
    for found in _SPEAKS.finditer(text):
        name = written[slice(*found.span(1))]
        if name[-1] not in _NO_END and name not in _NO_NAMES and is_chinese_name(name):
            yield name
