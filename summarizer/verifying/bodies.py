"""Official bodies that a digest names (财政局, 省水利厅, 市政府): the article has them, in full or for short.

A body is known by its field and by what it is. An article may call it otherwise (水利部门, 水务), or for
short (工信部); these stand in one row. So what has none of a row is another body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from summarizer.verifying.tables import rows_of
from summarizer.verifying.vocabulary import chinese

# What bodies are called by their field, and pieces of all that an article may call them by.
_FIELDS = """
水利 水务=水[利务]
财政=财政
教育 教体=教[育体委科]
公安=公安 警
司法=司法
民政=民政
人社=人社 人力资源
自然资源 国土资源=自然资源 国土 规资 规自
生态环境 环保 环境保护=环[境保]
住建 住房和城乡建设 住房城乡建设=住建 住房 建设[局厅委部]
交通 交通运输=交通 交委
农业 农业农村 农委=农
商务=商务 外贸 经贸
文旅 文化和旅游=文[旅化体广]
卫健 卫生健康 卫生=卫[健生计]
应急 应急管理=应急 安监
审计=审计
市场监管 市场监督管理=市场?监 工商 质[监检]
统计=统计
林业 林草 林业和草原=林[业草]
气象=气象
税务=税
海关=海关
工信 工业和信息化 经信=工信 信息化 经信
发改 发展改革 发展和改革=发改 发展
科技 科学技术=科技 科学技术 科委
国资=国资 国有资产
粮食 粮食和物资储备=粮[食储]
体育=体[育委] [教文]体
医保 医疗保障=医保 医疗
信访=信访
城管 城市管理=城管 城市管理 执法
广电=广[电播]
证监=证监 证券
银保监 银监 金融监管=银?保?监 金融 银监
网信=网信 网络
外交=外[交事]
国防=国防 军
民航=民航 航空
邮政=邮政
地震=地震
文物=文物 文[化旅广]
烟草=烟草
药监 药品监督管理=药 食药
消防=消防
退役军人 退役军人事务=退役
乡村振兴=乡村振兴 扶贫
宣传=宣
统战=统战
组织=组织
政法=政法
"""
_IS = "总局|局|厅|委员会|委(?![员托派任以])|部(?![门分队位件落委])|署"
# Who may be called by a field: 水利部门, 财政系统, 财政和发改两局.
_BODY_NEAR = r"[^，。；！？、,.;!?\n]{0,10}?[局厅委部署办院门方司处队会官系机]"
_LEVELS = "省市县区州旗镇乡"
_OF_LEVEL = re.compile(
    f"(?<![全本各某该几两每外跨出入进到辖城])([{_LEVELS}])(?:人民)?(政府|人大|政协|纪委|监委)"
)
_OTHER_LEVEL = f"[{_LEVELS}](?:人民)?"
_OWN_RANK = ("局", "厅")  # of a county or city, and of a province


class Body(NamedTuple):
    """A body that a text names and its lines do not, and one of the kind that they name instead, or ""."""

    name: str
    instead: str
    elsewhere: bool  # whether other lines have it


def strange(text: str, cited: str, article: str) -> Iterator[Body]:
    """The bodies of `text` which the cited lines have not; all texts in simplified characters."""
    for found in _named().finditer(text):
        if not _is_called(found["field"], found["is"], cited):
            elsewhere = _is_called(found["field"], found["is"], article)
            yield Body(found[0], _another(text, cited), elsewhere)
    for found in _OF_LEVEL.finditer(text):
        if not _has_level(found, cited):
            other = re.search(_OTHER_LEVEL + found[2], cited)
            yield Body(found[0], other[0] if other else "", _has_level(found, article))


@cache
def _rows() -> dict[str, str]:
    return {word: "|".join(called.split()) for words, called in rows_of(_FIELDS) for word in words}


@cache
def _named() -> re.Pattern[str]:
    return re.compile(f"(?P<field>{chinese(' '.join(_rows())).pattern})(?P<is>{_IS})")


@cache
def _called(field: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_rows()[field]}){_BODY_NEAR}")


@cache
def _ranked(field: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_rows()[field]})(局|厅)")


def _is_called(field: str, kind: str, text: str) -> bool:
    """Whether a text has what may be a body of a field; a 厅 is none where it has nothing but a 局."""
    if field + kind in text:
        return True
    if not _called(field).search(text):
        return False
    ranks = set(_ranked(field).findall(text)) if kind in _OWN_RANK else set()
    return ranks in (set(), {kind}) or len(ranks) > 1


def _another(text: str, cited: str) -> str:
    """A body of the cited lines that the text does not name."""
    others = (other[0] for other in _named().finditer(cited))
    return next((other for other in others if other not in text), "")


def _has_level(found: re.Match[str], text: str) -> bool:
    """Whether a text has the government, or the like, of this level; or of one that it does not tell."""
    level, kind = found[1], found[2]
    if f"{level}{kind}" in text or f"{level}人民{kind}" in text:
        return True
    return kind in re.sub(_OTHER_LEVEL + kind, "", text)


def bodies_in(text: str) -> list[str]:
    """The bodies that a text names, without the place or the level that they are of."""
    return [found[0] for found in _named().finditer(text)]
