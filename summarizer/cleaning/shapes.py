"""What a line looks like by itself: length, punctuation, list marks, dates, boilerplate vocabulary.

Everything here is generic for Chinese web pages, cheap (a few string operations and four regexes a
line) and independent of where the line stands; `context` adds the neighbours.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# The traditional characters of the words below, and the simplified ones.
_TRADITIONAL = (
    "版權轉載責聲僅參風險擔許證備舉報訴違刪聯繫絡關於顧問隱務協議戶辦單術網圖鏈連結熱線郵傳營廣頁錄註冊門點訂閱掃評論讚覆頻專題當號"
    "讀擊壇視滾動導欄選標籤鍵詞贊購買優發佈來編輯記時間瀏覽數氣審對訊員處譯攝監製會學廳縣紀電話區庫後無進興實體與價類義組織黨資產項級稱頻"
)
_SIMPLIFIED = (
    "版权转载责声仅参风险担许证备举报诉违删联系络关于顾问隐务协议户办单术网图链连结热线邮传营广页录注册门点订阅扫评论赞复频专题当号"
    "读击坛视滚动导栏选标签键词赞购买优发布来编辑记时间浏览数气审对讯员处译摄监制会学厅县纪电话区库后无进兴实体与价类义组织党资产项级称频"
)
# Folded for measuring only: full-width ASCII and exotic spaces, because crawls fold them at random, and
# traditional characters, so that one vocabulary does.
_FOLDS = (
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u3000\xa0\t\r\u200b\ufeff\u2002\u2003", " ")
    | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
)
_FOLDED = re.compile(f"[\uff01-\uff5e\u3000\xa0\t\r\u200b\ufeff\u2002\u2003{_TRADITIONAL}]")
_FREQUENT = tuple((wide, _FOLDS[wide]) for wide in "，：（）；？！\u3000")  # at a time, which is quicker
DIGITS = b"0123456789"
LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

_DATE = re.compile(  # all of it behind a digit, which is found eight times as fast as many beginnings
    r"\d(?:(?:(?<=1)9|(?<=2)0)\d\d ?[-/.年] ?\d{1,2}(?: ?[-/.月] ?\d{1,2})?|\d?月\d{1,2}日|\d?-\d{1,2}(?= )"
    r"|(?<!\w.)\d?:\d\d\b| (?:小时|分钟|天)前)"
)
_LEGAL = re.compile(
    r"版权|著作权|侵权|转载|免责|声明|不代表|立场|仅供参考|风险自担|许可证|备案|ICP|Copyright|copyright|©|"
    r"All [Rr]ights|举报|投诉|违法和?不良|"
    r"删除|联系我们|关于我们|法律顾问|隐私|服务协议|用户协议|自律公约|主办单位|承办|技术支持|网站地图|友情链接|"
    r"客服|热线|邮编|传真|邮箱|地址|公网安备|经营许可|本站|本网|广告服务|人才招聘|加盟|版权所有"
)
_NAV = re.compile(
    r"首页|登录|登陆|注册|更多|返回|上一[篇页条]|下一[篇页条]|相关|推荐|热门|热点|热词|排行|搜索|订阅|关注|客户端|扫一扫|扫码|二维码|微信|微博|QQ|"
    r"分享|收藏|评论|点赞|网友|回复|跟帖|频道|专题|当前位置|您的位置|正文|字号|打印|阅读全文|查看|点击|广告|下载|APP|App|app|论坛|博客|视频|"
    r"图片|滚动|导航|栏目|精选|最新|猜你喜欢|热评|标签|关键[词字]|举报|赞助|购买|优惠|加入|投稿|订购|留言|发表|全屏|播放"
)
_META = re.compile(
    r"来源|作者|责编|责任编辑|编辑|记者|发布|发表于|时间|日期|浏览|阅读[::量数(]|点击[::量数]|次数|字号|字体|原标题|审核|校对|通讯员|稿源|出处|"
    r"撰文|编译|摄影|监制|主编|文/|文:|供稿|By |by |更新|人气|评论数"
)
_BULLETS = frozenset("•·-*▪■◆○●□▶►>※★☆◎√+|/_")
_CLOSERS = "”\"'’」』)]】》"
_ENDERS = frozenset("。!?…")


class Shape(NamedTuple):
    """Measurements of one line; all small non-negative integers (see `measure`)."""

    size: int  # length in Han characters, three Latin characters counted as one
    commas: int
    ends: int  # sentence marks
    last: int  # class of the last character
    first: int  # class of the first characters
    indent: int  # 0 none, 1 a paragraph's, 2 a deeper one
    token: int  # mean size between spaces
    pipes: int
    digits: int  # tenths of the line
    latin: int  # tenths
    date: int  # 0 none, 1 inside a longer line, 2 beside a little, 3 nearly alone
    legal: int  # tenths of the line that is boilerplate vocabulary
    nav: int
    meta: int
    quotes: int
    rules: int  # words of the site's rules and rights
    marks: int  # commas and sentence marks per hundred of size


def fold(text: str) -> str:
    """`text` with wide ASCII, exotic spaces and traditional characters made plain; of the same length."""
    for wide, plain in _FREQUENT:
        text = text.replace(wide, plain)
    return _FOLDED.sub(lambda found: _FOLDS[found[0]], text)


def measure(raw: str) -> Shape:
    """Measure the line `raw`, which is not blank, after folding."""
    line = raw.strip()
    data = line.encode("utf-8", "replace")
    length = len(line)
    wide = (len(data) - length) // 2
    size = wide + (length - wide + 2) // 3
    head = line[:160]
    count = line.count
    commas = count(",") + count("、") + count(";")
    ends = count("。") + count("!") + count("?")
    letters = len(data) - len(data.translate(None, LETTERS))
    if letters * 2 > length:  # elsewhere a full stop is the mark of a numbered item
        ends += line.count(". ") + line.endswith(".")
    figures = len(data) - len(data.translate(None, DIGITS))
    found = _DATE.search(head) if figures else None
    legal = _LEGAL.findall(head)
    return Shape(
        size,
        commas,
        ends,
        _last(line),
        _first(line),
        _indent(raw),
        size // (count(" ") + 1),
        count("|") + count(">") + count("·") + count("_") + count("/"),
        figures * 10 // length,
        letters * 10 // length,
        _dated(found, length),
        _share(legal, head),
        _share(_NAV.findall(head), head),
        _share(_META.findall(head), head),
        count("“") + count("”") + count('"'),
        min(5, len(legal)),
        (commas + ends) * 100 // (size + 1),
    )


def _share(found: list[str], line: str) -> int:
    """Tenths of `line` covered by the words `found` in it, at least 1 where there is one."""
    if not found:
        return 0
    return 1 + sum(map(len, found)) * 10 // len(line)


def _dated(found: re.Match[str] | None, length: int) -> int:
    if not found:
        return 0
    rest = length - len(found.group())
    return 3 if rest <= 9 else 2 if rest <= 40 else 1


def _indent(raw: str) -> int:
    if raw[0] != " ":
        return 0
    return 1 if raw[:4].strip(" ") else 2


def _last(line: str) -> int:
    mark = line[-1]
    if mark in _ENDERS:
        return 2 if line.endswith(("...", "…")) else 1
    if mark in _CLOSERS:
        return 1 if len(line) > 1 and line[-2] in _ENDERS else 3
    if mark == ".":
        return 2 if line.endswith("..") else 1
    if mark in ":,;、":
        return 4 if mark == ":" else 5
    if mark.isdigit():
        return 6
    return 7 if mark.isascii() else 0


def _first(line: str) -> int:
    mark = line[0]
    if mark in _BULLETS:
        return 1
    if mark in "0123456789":
        return 2 if line[1:4].lstrip("0123456789")[:1] in (".", "、", ")") else 3
    if mark in "【[《":
        return 4
    if mark in "…." or mark in ",。、;:!?)":
        return 5
    if mark in '(“"‘':
        return 6
    return 7 if mark.isascii() else 0
