"""What stands below a body: the attachments and signature of an official document, or a site's disclaimer.

An official document ends with the bodies that issue it and the date of issue, alone on lines. Nobody reads
them as prose and no model of lines keeps them, but the date is the document's own.
"""

from __future__ import annotations

import re
from typing import Literal

from summarizer.cleaning.context import Sheet
from summarizer.text import Role

_Kind = Literal["date", "issuer", "text", "contact", "item", ""]

_DATE = re.compile(
    r"\(?(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[一二三四五六七八九〇零○]{4}年[一二三四五六七八九十]{1,2}月"
    r"[一二三四五六七八九十]{1,3}日)\)?\Z"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,20}[〔\[(](?:19|20)\d\d[〕\])]第?\d{1,5}号\Z")
_ITEM = re.compile(r"\(?\d{1,2}[.、)]")
_ISSUERS = (
    *("局", "厅", "部", "院", "处", "科", "办", "署", "委", "会", "站", "所", "馆", "社"),
    *("政府", "办公室", "中心", "公司", "集团", "大学", "学校", "中学", "小学", "银行", "小组"),
    *("总队", "支队", "大队", "党组"),
)
_SEALS = ("(盖章)", "(印章)", "(章)", "(公章)")
SIGNED = _ISSUERS + _SEALS
_ATTACHED = ("附件:", "附件1", "附件一", "附:", "附表:", "附件 ")
_CONTACTS = (
    *("联系人", "联系电话", "联系方式", "联系地址", "咨询电话", "监督电话", "举报电话", "服务电话"),
    *("电话:", "传真:", "邮箱:", "电子邮箱", "地址:", "邮编:", "邮政编码"),
)
_CONTACT = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:咨询|电话|热线|邮箱|网址|地址|传真|支持|联系人|时间)(?:\([^)]{1,20}\))?:"
)
_FORMULAS = ("特此", "(此件", "专此", "(本文有删")
_FEW, _SENTENCE = 2, 10  # sentences that may stand between a body and its signature; their least size
_BACK, _AHEAD = 6, 20  # units of the body, and below it, among which the date of issue is looked for

# A line that is nothing but the heading of a list of other stories, or that counts the readers' comments.
_OTHERS = re.compile(
    r"[【\[(]?(?:相关|推荐|延伸|热门|更多|猜你|精彩|往期|最新|编辑|为[你您]|今日).{0,4}"
    r"(?:推荐|阅读|新闻|文章|喜欢|报道|视频|评论|资讯|内容|回顾|话题)[】\]):> ]{0,4}\Z"
)
_COUNTER = re.compile(r"\d ?[条件个篇] ?(?:网友|读者)?(?:评论|留言|回复|跟帖)")
_ISSUE = re.compile(
    r"(?:--|—|\(|原载|载于|摘自|选自|原刊|转自).{0,4}《[^》]{1,20}》.{0,3}(?:(?:19|20)\d\d|第.{1,5}[期号])"
)
_ENOUGH = 3  # units of prose that a body has before anything is taken for what follows it

_NOTES = {
    "声明": ("", "特别", "免责", "版权", "郑重", "平台", "重要", "转载", "侵权", "本站", "本网", "网站"),
    "说明": ("转载", "存档", "版权", "免责", "来源", "本站", "本网", "网站"),
    "提示": ("转载", "版权", "免责"),
}


def is_disclaimer(text: str) -> bool:
    """Whether a unit begins like "Disclaimer:", "[Note on reposting]" and the like."""
    ends = [place for mark in ":】]" if (place := text.find(mark, 1, 14)) > 0]
    if not ends:
        return False
    head = text[: min(ends)].strip("【[( )")
    return head[:-2] in _NOTES.get(head[-2:], ())


def is_source(text: str) -> bool:
    """Whether a unit is nothing but the issue of a periodical that a text comes from."""
    return len(text) <= 40 and "《" in text and bool(_ISSUE.match(text))


def trimmed(sheet: Sheet, start: int, stop: int) -> int:
    """`stop`, or where in the body `start` to `stop` other stories or comments begin, if they are its smaller
    part.
    """
    sizes, prose = [shape.size for shape in sheet.shapes], sheet.columns["prose"]
    seen, above, total = 0, 0, sum(sizes[start:stop])
    for k in range(start, stop):
        if seen >= _ENOUGH and above * 2 >= total and is_turn(sheet, k):
            return k
        seen += prose[k] > 0
        above += sizes[k]
    return stop


def is_turn(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a heading of other stories, or counts comments."""
    shape, text = sheet.shapes[k], sheet.texts[k]
    if shape.ends or shape.size > 30:
        return False
    return bool(_OTHERS.match(text) or _COUNTER.search(text))


def is_reference(text: str) -> bool:
    """Whether a unit is nothing but the number of an official document."""
    return len(text) <= 40 and text.endswith("号") and bool(_NUMBER.match(text.replace(" ", "")))


def closing(sheet: Sheet, start: int, stop: int) -> dict[int, Role]:
    """Roles of the units with which the official document that is the body `start` to `stop` closes.

    Attachments and contacts are body, issuing bodies and the date of issue are particulars. A signature has
    both, and must follow the body directly; without one only attachments that do so are taken.
    """
    signed = _signature(sheet, start, stop)
    first, last = signed or (stop, stop)
    if not signed and not _is_attachment(sheet, stop):
        return {}
    limit = min(len(sheet.texts), stop + _AHEAD)
    while last < limit and (_kind(sheet, last) == "text" or _goes_on(sheet, first, last)):
        last += 1
    return {k: "meta" if _kind(sheet, k) in ("issuer", "date") else "body" for k in range(first, last)}


def _goes_on(sheet: Sheet, first: int, k: int) -> bool:
    """Whether unit `k` goes on a list of attachments: other lists may stand below a document, after a gap."""
    while k > first and _kind(sheet, k) == "item" and not sheet.columns["gap_before"][k]:
        k -= 1
    return _is_attachment(sheet, k)


def signed(sheet: Sheet, start: int, stop: int) -> int:
    """Below the date of issue of the official document that is the body `start` to `stop`, or of one in it;
    0 if it is not signed.
    """
    if found := _signature(sheet, start, stop):
        return found[1]
    inside = range(start + 1, stop)
    return next((k + 1 for k in inside if is_date(sheet, k) and is_issuer(sheet.texts[k - 1])), 0)


def _signature(sheet: Sheet, start: int, stop: int) -> tuple[int, int] | None:
    """The units from the first attachment, contact or issuer to the date of issue; None if there is none."""
    for end in range(max(start + 1, stop - _BACK), min(len(sheet.texts), stop + _AHEAD)):
        if _kind(sheet, end) != "date":
            continue
        first, low = end, max(start + 1, end - _AHEAD)
        while first > low and _kind(sheet, first - 1) in ("issuer", "text", "contact", "item"):
            first -= 1
        named = _kind(sheet, end - 1) == "issuer" or is_issuer(_undated(sheet.texts[end]))
        if named and (first <= stop or _is_formula(sheet, stop, first)):
            return min(first, stop), end + 1
    return None


def _is_formula(sheet: Sheet, start: int, stop: int) -> bool:
    """Whether the units `start` to `stop` are at most two full sentences, as on when it takes effect."""
    shapes = sheet.shapes[start:stop]
    return len(shapes) <= _FEW and all(
        shape.last == 1 and shape.size >= _SENTENCE and not (shape.rules or shape.first == 1)
        for shape in shapes
    )


def _kind(sheet: Sheet, k: int) -> _Kind:
    """What unit `k` would be at the end of an official document."""
    text, shape = sheet.texts[k], sheet.shapes[k]
    if shape.size <= 60 and _undated(text) != text and (not _undated(text) or is_issuer(_undated(text))):
        return "date"
    if is_issuer(text):
        return "issuer"
    if text.lstrip("(").startswith((*_ATTACHED, *_CONTACTS)) or text.startswith(_FORMULAS):
        return "text"
    if shape.size <= 60 and _CONTACT.match(text):
        return "contact"
    return "item" if _ITEM.match(text) and not shape.ends and shape.size <= 60 else ""


def is_date(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is nothing but a day, perhaps below the name of who issues the document."""
    return _kind(sheet, k) == "date"


def _is_attachment(sheet: Sheet, k: int) -> bool:
    return k < len(sheet.texts) and is_attachment(sheet.texts[k])


def is_attachment(text: str) -> bool:
    """Whether a unit announces attachments."""
    return text.startswith(_ATTACHED)


def _undated(text: str) -> str:
    """A short `text` without spaces and without the date that it ends with; itself if it ends with none."""
    bare = text.replace(" ", "") if len(text) <= 120 else ""
    year = bare.rfind("年")
    if year < 0:
        return text
    place = year - 4 - (bare[max(0, year - 5) : year - 4] == "(")
    return bare[:place] if place >= 0 and _DATE.match(bare, place) else text


def is_issuer(text: str) -> bool:
    """Whether a unit is nothing but names of bodies (departments, companies, schools)."""
    if not text.endswith(SIGNED):
        return False
    for seal in _SEALS:
        text = text.removesuffix(seal)
    words = text.split()
    named = all(word.endswith(_ISSUERS) and 3 <= len(word) <= 32 for word in words)
    letters = text.replace(" ", "").replace("(", "").replace(")", "")
    return bool(words) and len(text) <= 60 and named and letters.isalpha() and not letters.isascii()
