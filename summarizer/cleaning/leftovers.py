"""What a site leaves at the ends of an article that somebody copied: the way to the site, buttons, counters.

It is a closed list of forms that fill a line, looked for where the text begins and ends only: between two
paragraphs they may be quoted, and in a list or a table they may be an entry. The heading of other stories
takes with it the headlines below it.
"""

from __future__ import annotations

import re

from summarizer.cleaning import endings
from summarizer.cleaning.context import Sheet
from summarizer.text import Role

_LONGEST = 100  # characters of such a line
_ENOUGH = 60  # units among which prose is looked for
_PROSE = 2  # units of prose that make an article; a list keeps all its lines
_FORMS = re.compile(
    r"返回[\u4e00-\u9fff]{2,6}[, ]*+查看更多"
    r"|(?:点击|打开[A-Za-z\u4e00-\u9fff]{0,8}|去)?(?:查看|阅读|展开|加载|浏览)(?:更多|全文|原文|全部|剩余)[\u4e00-\u9fff]{0,8}"
    r"|(?:点击|打开|进入)[\u4e00-\u9fff]{0,8}(?:专题|客户端|频道|直播间)(?:[:>》 ].{0,40})?"
    r"|更多(?:详情|内容|资讯|信息|新闻|精彩|报道|图片|视频)[\u4e00-\u9fff]{0,4},?"
    r"(?:请?(?:点击|关注|访问|下载|扫码)|尽在|[:>].{0,10}(?:://|专题|链接|>))[^。]{0,80}"
    r"|(?:长按|识别|扫描?|扫一扫)[\u4e00-\u9fff]{0,8}二维码(?:,?(?:关注|下载|查看|分享|阅读|打开)[\u4e00-\u9fff]{0,12})?"
    r"|举报(?:/反馈)?|纠错|\+? ?关注|已关注|听新闻|收听本文|听全文|分享(?:到|至)?:?"
    r"|(?=\D{0,10}(?:点赞|收藏|分享|转发|评论|在看))"
    r"(?:点赞|收藏|分享|转发|评论|在看|打赏|赞|\d{1,6}+|[ /|·]){2,9}"
    r"|(?:网友|最新|热门|全部)?(?:评论|跟帖|留言|回复) ?[(:]? ?\d{1,6} ?[)条]?"
    r"|(?:共|已有)? ?\d{1,6} ?[人条](?:参与)?(?:评论|跟帖|留言)"
    r"|(?:阅读|浏览|点击)(?:量|次数|数)? ?[(:]? ?\d{1,7}[万+]{0,2} ?[)次]?"
    r"|[小中大特] [小中大特](?: [小中大特]){0,2}"
    r"|本文共?约?\d{2,6}字,?(?:预计|阅读|大约|全文).{0,16}"
    r"|(?:您|你|当前|现在|所在|目前)(?:当前|现在|所在)?的?(?:位置)?:.{2,40}[>»›/].{1,40}"
    r"|[-—=* ]{0,4}(?:END|The End|end)[-—=* ]{0,4}"
    r"|.{2,16}(?:官方|认证)(?:账号|帐号)"
)
_STORIES = re.compile(
    r"(?:相关|热点|热门|精彩|往期|更多|延伸|推荐|其它|其他|站内|头条|最新|今日)"
    r"(?:链接|新闻|报道|阅读|推荐|文章|资讯|回顾|要闻|稿件|热文|精选)(?:推荐|链接)?[::]?"
)
_MOST = 20  # headlines of other stories that stand below such a heading
_WIDEST = 40  # size of a headline
_SHUT = "[]【】<>》 !.~"


def without(sheet: Sheet, roles: list[Role]) -> list[Role]:
    """The `roles` of units with the leftovers at both ends of the body as noise, if the body has prose."""
    body = [k for k, role in enumerate(roles) if role == "body"]
    if sum(sheet.columns["prose"][k] > 0 for k in body[:_ENOUGH]) < _PROSE:
        return roles
    out = roles
    for units in (body, body[::-1]):
        for k in units:
            if not is_leftover(sheet.texts[k]):
                break
            out[k] = "noise"
    for k in _stories(sheet, [k for k in body if out[k] == "body"]):
        out[k] = "noise"
    return out


def _stories(sheet: Sheet, body: list[int]) -> list[int]:
    """The heading of a list of other stories, and the list, with which the `body` ends."""
    for place, k in enumerate(reversed(body[-_MOST - 1 :])):
        if _STORIES.fullmatch(sheet.texts[k].strip(_SHUT)):
            return body[len(body) - place - 1 :] if place else []
        shape = sheet.shapes[k]
        if shape.ends or shape.size > _WIDEST or shape.pipes or endings.is_attachment(sheet.texts[k]):
            return []
    return []


def is_leftover(text: str) -> bool:
    """Whether a unit is nothing but one of the forms."""
    return len(text) <= _LONGEST and bool(_FORMS.fullmatch(text.strip(_SHUT)))
