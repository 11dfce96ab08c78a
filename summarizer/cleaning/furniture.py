"""Page furniture: counters of readers, the size of letters, printing, sharing; and other scraps of a site.

Such words stand on lines of their own or beside a date and a source. So they are taken out of a line before
it is judged: a line of which nothing remains says nothing about the article.
"""

from __future__ import annotations

import re

from summarizer.cleaning.context import Sheet

_LONGEST = 160  # characters of a line that furniture is looked for in
_WIDEST = 60  # size of a line of furniture
_COUNTED = (
    "浏览|阅读|点击|访问|查看|下载|评论|点赞|收藏|转发|分享|参与|跟帖|跟贴|回复|留言|人气|热度|引用|被引"
)
_AMOUNT = r"\d[\d,.]{0,12} ?[万亿wWkK+]{0,2}"
_COUNTER = (
    rf"(?:本文|摘要|全文|累计|总|周|日)?(?:{_COUNTED})(?:次数|人次|人数|数量|总数|量|数)?[ :(\[]{{0,4}}"
    rf"(?:{_AMOUNT}|加载中) ?[次人条]?[)\]]?"
    rf"|(?:{_COUNTED})(?:次数|人次|人数|量|数)[ :]{{0,3}}"
    rf"|{_AMOUNT} ?[次人条个]?(?:{_COUNTED})(?![\u4e00-\u9fff]{{3}})"
)
_LETTERS = (
    r"(?:调整)?(?:字号|字体|字级|字型)[ :]{0,3}(?:大小|减小|增大|放大|缩小|变大|变小|加大)?"
    r"(?:[ |/,\[(【]{0,3}(?:特大|超大|超小|默认|标准|大|中|小)[\])】]?){0,4}"
    r"|\bA[ +-]{1,2}(?!\w)|\bT ?\+ ?-"
)
_PRINT = (
    r"打印时间[ :]{0,3}[\d./年月-]{6,11}日?(?: ?[\d:]{4,8})?|打印(?:本页|本文|此页|此文|文章)?"
    r"|(?:友善)?列印|第 ?\d{1,3} ?页[ /,]{0,3}共 ?\d{1,3} ?页|关闭(?:窗口|本页|页面)?"
    r"|(?:我要)?(?:纠错|报错|挑错)|返回(?:顶部|列表|上页)?"
    r"|收藏(?:本文|本页|此文)?|复制链接|引用本文|转寄|繁体版?|简体版?|语音播报|朗读|听新闻|无障碍浏览|(?:语音)?播报文章|手机版"
    r"|(?<=\S )举报(?:/反馈)?\Z"
    r"|下载 ?(?:PDF|Word|全文)(?: ?\([\d,.]{1,9} ?[KMG]?B?\))?"
)
_SHARE = (
    r"(?:一键)?(?:分享|转发)(?:到|至|给|本文)?(?:好友(?:和朋友圈)?)?[ :]{0,3}"
    r"|(?:新浪|腾讯)?微博|微信(?:好友|朋友圈)?|QQ(?:空间|好友)?|朋友圈|易信|人人网|豆瓣|Facebook|Twitter|LINE|Line"
    r"|(?:用|使用)?(?:手机|微信)?(?:扫一扫|扫码|扫描)(?:二维码)?(?:在手机打开当前页|分享至好友和朋友圈|手机浏览)?"
)
_FIRST = (
    "本摘全累总周日浏阅点访查下评收转分参跟回留人热引被调字打友列第关我纠报挑返复繁简语朗听无播手一新腾"
    "微朋易豆用使扫举"
)
_WORDS = re.compile(rf"(?=[{_FIRST}\dATQFL])(?:{_PRINT}|{_COUNTER}|{_LETTERS}|{_SHARE})")
BUTTONS = frozenset(
    (
        *("显示", "隐藏", "展开", "收起", "关闭", "打开", "切换", "刷新", "确定", "取消", "提交", "菜单"),
        *("全文", "重置"),
    )
)


def bare(text: str) -> str:
    """`text` (folded) without counters, controls and share links; "" if nothing but marks remains."""
    if len(text) > _LONGEST:
        return text
    rest = _WORDS.sub(" ", text)
    return rest.strip() if any(map(str.isalnum, rest)) else ""


def is_furniture(text: str) -> bool:
    """Whether a unit is nothing but counters and controls."""
    return len(text) <= _LONGEST and not bare(text) and any(map(str.isalnum, text))


def is_scrap(sheet: Sheet, k: int) -> bool:
    """Whether unit `k` is a control, a counter, a number or a rule of the site, whatever surrounds it."""
    shape, text = sheet.shapes[k], sheet.texts[k]
    if shape.size <= 1 or shape.digits == 10 or (shape.size == 2 and shape.first in (1, 3, 5, 7)):
        return True
    if (shape.nav >= 4 and shape.size <= 24) or text in BUTTONS or _is_link(text):
        return True
    if shape.rules >= 3 and shape.size <= 150:
        return True
    return shape.nav + shape.meta > 0 and shape.size <= _WIDEST and not shape.ends and is_furniture(text)


def _is_link(text: str) -> bool:
    """Whether a unit is nothing but an address, perhaps with a word before it."""
    label, found, address = text.partition("://")
    return bool(found) and len(label) <= 20 and len(address) <= 300 and address.isascii()
