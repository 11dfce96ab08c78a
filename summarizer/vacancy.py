"""Pages that have nothing to read, by what they say: not found, log in, prove that you are no robot.

A crawl brings such pages by the dozen. A digest of one would be paid for, and would look like one of an
article.
"""

from __future__ import annotations

import re

from summarizer.errors import NoArticle
from summarizer.text import Article

_MOST = 160  # characters of all that such a page says beside its menus
_OWN = 24  # characters of other words in it: the name of the site, a button
_REST = 30  # characters of what else stands in a sentence that says so: or go back to the first page
_SAYS = re.compile(
    "(?:您要?(?:访问|查看|浏览|找|请求)的|抱歉|对不起|很遗憾|[该此]页|当前页|页面|网页|頁面|網頁|[该此](?:文章|内容|链接))"
    "[^。！]{0,16}?"
    "(?:不存在|已(?:经|被)?(?:删除|下线|移除|失效|关闭)|被删除|找不到|未找到|无法(?:访问|显示|找到|打开)|不见了|走丢)"
    "|请[^。]{0,8}(?:完成|通过|进行)(?:安全|人机)验证|(?:拖动|滑动|按住)[^。]{0,4}滑块|请输入验证码|您的访问(?:过于|太|过)频繁"
    "|请(?:先|重新)登[录陆]|请?登[录陆]后(?:查看|阅读|继续)|忘记密码|立即注册|没有账号|免费注册"
    "|请(?:启用|开启) ?javascript|您的浏览器(?:不支持|版本过低)"
    r"|\d ?秒后[^。]{0,6}跳转|(?:正在|自动)跳转"
    "|page (?:was )?not found|access denied|too many requests|please log ?in|are you a robot|captcha",
    re.IGNORECASE,
)
# All that such a page says; among other words a line may say that, too.
_ONLY = re.compile(
    r"\W*(?:(?:error|http)\W*)?(?:40[0134]|50[0234])\W*(?:not found|forbidden|error|错误|页面)?\W*"
    r"|\W*返回(?:首页|上一页|主页)\W*",
    re.IGNORECASE,
)
# What may stand before it in its sentence, as whom a text tells of may not: 反诈中心提醒：“立即注册”的是诈骗.
_BEFORE = re.compile(
    r"(?:\W|(?:温馨|友情|系统|安全|错误)?提示|信息|错误|非常|您好|亲爱的|尊敬的|用户名?|[账帐]号|密码|手机号?|会员|记住我"
    r"|登[录陆]|注册|页面|系统|检测到|为了?您的[^，。：:]{1,8}，|还|很|亲|404|error|sorry|oops|the|this)*+",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"(?:通知|公告|通告|公示|指南|说明|办法|方法|启事)\W*\Z")
_DAY = re.compile(r"\d ?[月日]")
_BARE = re.compile(r"[\W_]+")


def require_article(article: Article) -> None:
    """Raises NoArticle for a page that says in other words that there is none."""
    if article.confidence < 1 and is_vacant(article):
        raise NoArticle(
            "This page has no article: it says that it was not found, or asks to log in or to be verified.",
            "Save the article's own page, and run again; --no-ask takes this one for an article.",
        )


def is_vacant(article: Article) -> bool:
    r"""Whether hardly anything of the body of an article remains without such words.

    >>> from summarizer.cleaning import clean
    >>> from summarizer.reading import read_text
    >>> is_vacant(clean(read_text("404\n抱歉，您访问的页面不存在或已被删除。")))
    True
    >>> is_vacant(clean(read_text("停水通知\\n6月3日8时至17时，青柳路停水。")))
    False
    """
    said = "\n".join(line.text for line in article.body)
    shown = [line.text for line in article.shown]
    if not said or len(said) > _MOST or any(map(_NOTICE.search, shown)):
        return False
    sentences = re.split("[。！!?？\n]", said)
    others = [one for one in sentences if not _says(one)]
    told = len(others) < len(sentences) and sum(map(_size, others)) <= _OWN
    return told or _ONLY.fullmatch("\n".join(shown)) is not None


def _says(sentence: str) -> bool:
    """Whether a sentence says little but that there is nothing to read."""
    for found in _SAYS.finditer(sentence):
        if _BEFORE.fullmatch(sentence, 0, found.start()):
            return _size(_SAYS.sub("", sentence)) <= _REST and not _DAY.search(sentence)
    return False


def _size(text: str) -> int:
    """Characters of words."""
    return len(_BARE.sub("", text))
