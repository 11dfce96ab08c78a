"""Whether a site stands around a text: a file that somebody wrote or pasted has no menus, and loses no line.

The models have learnt what articles of sites look like, and take the short lines of minutes, lists and poems
for a site's. But a site betrays itself by what only sites say (a breadcrumb, the way to the next story, who
owns the rights), while words such as "recommended", "address" or "video" are the subject of notices as well:
those are only a sign where they are many, and none below an ordinal, after a label or in a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from summarizer.cleaning import continuing, endings
from summarizer.cleaning.context import Sheet
from summarizer.cleaning.furniture import BUTTONS, is_furniture
from summarizer.cleaning.shapes import Shape

CERTAIN = 0.95  # confidence in a text without a sign: none of those labelled was wrong, which excludes less
_HEAD = 5  # units among which a date is that of the text
_WORDS = 30  # size of a line whose words of navigation count
_TEASER = 8  # size from which three dots cut a line short
_STORIES = 3  # lines like headlines that are a list of other stories
_COLON = 4  # class of a line's last character; see `shapes`
_FOREIGN = 8  # tenths of Latin letters in a line of another language, whose signs are not known
_FEW, _SHARE = 3, 8  # hints that are a sign, if one unit of this many has one ...
_NEAR = 4  # ... or of this many above and below the prose
_LABEL = 12  # characters of a label with its ordinal or list mark
_PART = 8  # characters of an entry of a menu
_NOTE = 150  # size of a line with a site's rules
_RULES = 2  # words of rules that make a full sentence a hint

# What only sites say: their rights wherever in a line, the ways to pages not as the value of a label ...
_RIGHTS = re.compile(
    r"版权所有|版权说明|[Cc]opyright|©|All [Rr]ights|ICP|公网安备|网站地图|友情链接|关于我们|联系我们"
    r"|广告服务|隐私(?:政策|保护|权|声明)|(?:用户|服务)协议|自律公约|法律顾问|经营许可|免责|违法和?不良|本站|不代表|侵权"
    r"|网站标识码|主办.{1,60}(?:技术支持|维护单位)"
)
_WAYS = re.compile(
    r"首页|主页|上一[篇页条]|下一[篇页条]|(?:当前|您的|现在的?)位置|扫一扫|阅读全文|猜你喜欢|返回(?:顶部|列表)|热词|热评"
    r"|(?:发表|添加|查看|我要)评论|评论内容"
)
# ... and what makes a line a menu's rather than a label.
_CONTROLS = re.compile(
    r"登[录陆]|更多|返回|打印|字号|字体|收藏|分享|点赞|网友|跟帖|频道|导航|滚动|全屏|论坛|博客|微博|留言|搜索|正文|排行"
)
_ORDINAL = re.compile(r"(?:#|[*-] |\[[ x]\]|\d{1,3}[.、)]|\(?[一二三四五六七八九十]{1,3}[、.)])")
_CHANNEL = re.compile(
    r"新闻|要闻|国内|国际|时政|社会|财经|体育|娱乐|科技|军事|汽车|房产|旅游|教育|健康|视频|图片|论坛|博客|直播|通知|公告|公示|下载|信箱"
)
_SITE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:网|频道|在线)[\u4e00-\u9fff·]{0,8}\Z")
_SOURCE = re.compile(r"来源|稿源|出处|记者|浏览|阅读")
_SELF = re.compile(r".{0,4}(?:本文|文章|原文|本页)(?:链接|地址|网址|出处)")
_STAMP = re.compile(r"(?:\d{1,2}[-/.]\d{1,2}(?: \d\d?:\d\d(?::\d\d)?)?|前)[\])]?\Z")
_ADDRESS = re.compile(r"://|@|www\.")
_ANNOUNCING = re.compile(r"(?:日志|大事记|日程|安排|年表|目录|名单|名录|一览|历程|记录|清单|明细|附录)\W*\Z")


def is_framed(sheet: Sheet) -> bool:
    """Whether `sheet` has a sign of a site, or enough hints at one."""
    hints = []
    for k, shape in enumerate(sheet.shapes):
        if is_sign(sheet, k, shape):
            return True
        if is_hint(sheet, k, shape):
            hints.append(k)
    return _are_many(sheet, hints) or _has_masthead(sheet) or _has_stories_below(sheet)


def _are_many(sheet: Sheet, hints: list[int]) -> bool:
    """Whether `hints` are many among all units, or among those above and below the prose."""
    if len(hints) < _FEW:
        return False
    if len(hints) * _SHARE >= len(sheet.texts):
        return True
    prose = [k for k, size in enumerate(sheet.columns["prose"]) if size]
    outside = [k for k in hints if not prose[0] < k < prose[-1]] if prose else hints
    rest = len(sheet.texts) - (prose[-1] - prose[0] + 1 if prose else 0)
    return len(outside) >= _FEW and len(outside) * _NEAR >= rest


def _has_masthead(sheet: Sheet) -> bool:
    """Whether the first unit is a name in a page's script, or that of a site above a story's byline."""
    text = sheet.texts[0] if sheet.texts else ""
    if text.isascii() and text.isalpha() and text.islower():
        return True
    return bool(_SITE.match(text)) and _is_published(sheet)


def _is_published(sheet: Sheet) -> bool:
    """Whether one of the first units is a story's byline, with date and source."""
    units = zip(sheet.shapes[:_HEAD], sheet.texts, strict=False)
    return any(shape.date and shape.meta and not shape.ends and _SOURCE.search(text) for shape, text in units)


def is_sign(sheet: Sheet, k: int, shape: Shape) -> bool:
    """Whether unit `k` is a site's, whatever surrounds it."""
    text = sheet.texts[k]
    if endings.is_disclaimer(text) or endings.is_turn(sheet, k):
        return True
    if shape.legal and (shape.rules > 1 or not shape.ends) and _RIGHTS.search(text):
        return shape.size <= _NOTE
    if shape.ends and shape.last == 1:
        return False
    if shape.nav and _WAYS.search(text):
        return shape.size <= _NOTE and not _is_labelled(text)
    return text in BUTTONS or _is_control(sheet, k, shape)


def _is_control(sheet: Sheet, k: int, shape: Shape) -> bool:
    """Whether unit `k` is the page's own address, a counter, a button or a menu."""
    text = sheet.texts[k]
    if shape.pipes > 1 and _SELF.match(text):
        return True
    if shape.size > _WORDS * 2 or shape.ends:
        return False
    if shape.nav + shape.meta and is_furniture(text):
        return True
    return shape.pipes > 1 and _is_menu(sheet, k)


def is_hint(sheet: Sheet, k: int, shape: Shape) -> bool:
    """Whether unit `k` looks like a menu's, a teaser's or a list's, but may be a text's own."""
    text = sheet.texts[k]
    if shape.ends and shape.last == 1 and shape.rules < _RULES:
        return False
    words = (shape.nav and shape.size <= _WORDS) or shape.legal
    words = words and (not shape.ends or shape.rules >= _RULES)
    cut = shape.last == 2 and shape.size > _TEASER and not text.endswith("……")
    foreign = shape.latin >= _FOREIGN and not _ADDRESS.search(text)
    stamped = shape.date >= 2 and k >= _HEAD and bool(_STAMP.search(text))
    if not (words or cut or foreign or stamped):
        return False
    return not (_is_labelled(text) or _ORDINAL.match(text) or continuing.is_columned(sheet, k))


def _is_menu(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a way to a page, or short names between bars that are no row of a table."""
    text = sheet.texts[k]
    if text.count(">") > 1:
        return True
    parts = [part.strip() for part in text.split("|")]
    if sum(map(bool, map(_CHANNEL.fullmatch, parts))) > 1:
        return True
    short = all(0 < len(part) <= _PART and not any(map(str.isdigit, part)) for part in parts)
    return len(parts) > 2 and short and not continuing.is_columned(sheet, k)


def _is_labelled(text: str) -> bool:
    """Whether a unit is a label and its value, and the label no menu's."""
    label, colon, value = text[: _LABEL * 2].partition(":")
    if not (colon and value and label) or len(label) > _LABEL or label[-1].isdigit():
        return False
    return not (_CONTROLS.search(label) or _WAYS.search(label))


def _has_stories_below(sheet: Sheet) -> bool:
    """Whether lines like headlines stand below the prose, set apart, and nothing there announces a list."""
    count = len(sheet.texts)
    last = max((k for k, size in enumerate(sheet.columns["prose"]) if size), default=count)
    first = next((k for k in range(last + 1, count) if is_headline(sheet, k)), count)
    if _is_run(sheet, first, is_headline) and _is_apart(sheet, first):
        return True
    rows = next((k for k in range(last + 1, min(count, last + 3)) if continuing.is_row(sheet, k)), count)
    if not (_is_published(sheet) and _is_run(sheet, rows, continuing.is_row) and _is_apart(sheet, rows)):
        return False
    return not any(shape.ends and shape.last == 1 for shape in sheet.shapes[rows:])  # the text goes on


def _is_run(sheet: Sheet, first: int, kind: Callable[[Sheet, int], bool]) -> bool:
    """Whether enough units from `first` on are of a kind."""
    return first + _STORIES <= len(sheet.texts) and all(kind(sheet, first + k) for k in range(_STORIES))


def _is_apart(sheet: Sheet, first: int) -> bool:
    """Whether the list that begins with unit `first` is set apart and not announced; a published story may
    have a heading above other stories.
    """
    above, shape = sheet.texts[first - 1], sheet.shapes[first - 1]
    if shape.last == _COLON or endings.is_attachment(above) or continuing.announces(above):
        return False
    if sheet.columns["gap_before"][first]:
        return not _ANNOUNCING.search(above[-_WORDS:])
    headed = first > 1 and shape.size < _TEASER and not shape.ends and not _ANNOUNCING.search(above)
    return headed and sheet.columns["gap_before"][first - 1] > 0 and _is_published(sheet)


def is_headline(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` reads like the headline of a story."""
    shape = sheet.shapes[k]
    if shape.ends or not _TEASER <= shape.size <= _WORDS or ":" in sheet.texts[k]:
        return False
    signed = endings.is_date(sheet, k) or endings.is_issuer(sheet.texts[k])
    return not (signed or continuing.is_columned(sheet, k))
