"""What stands around a body and is about it: an article's head, and who wrote, edited and issued it.

Between a headline and the first paragraph stand authors and institutes, the place and the chair of a meeting,
the number of an announcement. No list of labels names them all; what they are not is a site's, and few.
"""

from __future__ import annotations

import re

from summarizer.cleaning.context import Sheet
from summarizer.cleaning.endings import is_issuer
from summarizer.cleaning.furniture import is_furniture, is_scrap

_MOST = 12  # lines of a head; more are a list of something
_REACH = 6  # units above a headline, and below a body, among which particulars are looked for
_WIDEST = 200  # size of a line of a head
_BYLINE = 90  # characters of a line of authors
_SENTENCE = 16  # least size of a sentence that ends a head
_LABEL = 10  # characters in which the label of a line ends
_NUMBERED = (
    *("证券代码", "证券简称", "股票代码", "股票简称", "债券代码", "公告编号", "编号", "文号", "发文字号"),
    *("索引号", "发文机关", "发文机构", "发布机构", "成文日期", "发文日期", "主题分类", "公文种类", "有效性"),
    *("DOI", "doi", "中图分类号", "文献标识码", "文献标志码", "文章编号", "ISSN"),
)
_JOURNAL = re.compile(r"《[^》]{1,30}》.{0,4}(?:19|20)\d\d ?年?.{0,20}期")
# A name with the numbers of its institutes, and the institutes with theirs, as below the title of a paper.
_AUTHOR = re.compile(r"(?:[\u4e00-\u9fff·]{2,16}|[A-Za-z]{3,20})\d(?:[,*]?\d?){0,6}[*#]?")
_INSTITUTES = re.compile(
    r"\( ?1[.、 ] ?[^\W\d].{4,180}(?:学院|大学|系|所|中心|医院|公司|局|馆|实验室|University)"
)
_CREDIT = re.compile(
    r"[\[(【*《 ]{0,3}(?:责任编辑|值班编辑|编辑|责编|编审|本文来源|稿件来源|图片来源|来源|作者"
    r"|撰稿|撰文|记者|通讯员|校对|审核|核稿|初审|复审|终审|监制|签发|印发|分送|抄送|主送|抄报|记录|原标题|原题为)[^:,。]{0,6}[:《|︱/]"
)


# What a notice tells under a label: when and where, for whom and how; not when and by whom it was published.
_TOLD = re.compile(
    r"(?!.{0,4}(?:发布|发表|创建|发文|成文|印发|刊发|上传|更新|录入|来源|稿源))"
    r"[\u4e00-\u9fff]{0,6}(?:时间|日期|期限|期|地点|地址|范围|对象|方式|电话|热线|原因|内容|事项|条件|主题|名称|编号|金额):"
)
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")


def head(sheet: Sheet, headline: int, start: int) -> list[int]:
    """The units about the publication around `headline` and above the body that begins with unit `start`."""
    stop = next((k for k in range(headline + 1, start) if _is_sentence(sheet, k)), start)
    below = [k for k in range(headline + 1, stop) if _is_plausible(sheet, k)]
    return _above(sheet, min(headline, start)) + (below if len(below) <= _MOST else [])


def is_told(sheet: Sheet, k: int, headline: int) -> bool:
    """Whether unit `k` states under a label something of the text's own, such as until when to apply: it is
    no particular where the day of publication stands between the `headline` and it.
    """
    above = sheet.texts[headline + 1 : k]
    return bool(_TOLD.match(sheet.texts[k])) and any(map(_DAY.search, above[:_REACH]))


def credits_below(sheet: Sheet, stop: int) -> list[int]:
    """The units near the end of a body before unit `stop` that say who wrote, edited or issued it."""
    return [k for k in range(stop, min(len(sheet.texts), stop + _REACH)) if is_credit(sheet, k)]


def _above(sheet: Sheet, headline: int) -> list[int]:
    """Numbers and the name of the journal near above a headline, names of bodies right above it."""
    near = range(max(0, headline - _REACH), headline)
    found = [k for k in near if is_numbered(sheet.texts[k]) or _is_journal(sheet.texts[k])]
    k = headline - 1
    while k in near and is_issuer(sheet.texts[k]):
        found.append(k)
        k -= 1
    return found


def is_byline(text: str) -> bool:
    """Whether a unit is nothing but the authors of a paper, or their institutes, with numbers."""
    if len(text) > _WIDEST or text.endswith("。"):
        return False
    if _INSTITUTES.match(text):
        return True
    names = [name for name in text.replace(";", " ").replace("、", " ").split() if not name.isalpha()]
    return len(text) <= _BYLINE and len(names) > 1 and all(map(_AUTHOR.fullmatch, names))


def _is_journal(text: str) -> bool:
    return len(text) <= 80 and bool(_JOURNAL.match(text))


def is_numbered(text: str) -> bool:
    """Whether a unit begins with the number of a document, a paper or a security, under its label."""
    text = text.lstrip("[【(")
    return len(text) <= _WIDEST and text.startswith(_NUMBERED) and ":" in text[: _LABEL + 2]


def is_credit(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` says who wrote, edited or issued the text."""
    shape = sheet.shapes[k]
    return shape.size <= 60 and shape.ends == 0 and bool(_CREDIT.match(sheet.texts[k]))


def _is_sentence(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a full sentence: below it another text has begun."""
    shape = sheet.shapes[k]
    return shape.ends > 0 and shape.last == 1 and shape.size >= _SENTENCE


def _is_plausible(sheet: Sheet, k: int) -> bool:
    """Whether unit `k`, below a headline, may be about the article: nothing in it is a site's."""
    shape, text = sheet.shapes[k], sheet.texts[k]
    labelled = ":" in text[:_LABEL] and text[-1] not in ":>"
    wordy = shape.nav > 2 or shape.rules > 1 if labelled else shape.nav or shape.rules
    listed = shape.first == 1 or shape.last == 2 or sheet.columns["repeats"][k] or text.endswith(">")
    if is_issuer(text):
        return True
    plain = 3 <= shape.size <= _WIDEST and shape.digits <= 7 and not text.isascii()
    return plain and not wordy and not listed and not is_scrap(sheet, k) and not is_furniture(text)
