"""What is wrong with a source, by its own words: it breaks off, is somebody else's, hides a name, is misread.

A reader of a digest believes to have the whole article. What is found here is told beside it; nothing else
depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from summarizer.pinyin import COMMON_SURNAMES
from summarizer.text import Article, Line, SourceIssue

_HAN = "\u3400-\u9fff"
_MOST = 5  # of a kind that are told
_NEAR = 12  # characters between what says so and the end of its line
_LATER = 4  # lines behind the body in which a page says that it goes on

# That it goes on elsewhere: for whoever pays or logs in, or another time.
_GOES_ON = re.compile(
    "[（(]?未完[，,]?待续[）)]?|[（(]未完[）)]|登[录陆]后?(?:即?可|才能|方可)?(?:查看|阅读|浏览)(?:全文|更多|剩余|完整)"
    r"|(?:剩余|还有|余下)约?\d{1,2} ?[%％](?:的?(?:内容|正文))?(?:未读|需?付费|待(?:解锁|阅读)|需)"
    "|(?:付费|订阅|(?:开通|成为|加入)会员)后?(?:即?可|才能|方可)?(?:查看|阅读|解锁|继续阅读)(?:全文|全部|剩余|更多|完整)"
    "|(?:以下|剩余|后续)(?:内容|正文|部分)(?:为|需|仅对?)(?:付费|订阅|会员)|本文为付费(?:内容|文章)"
)
# A button that shows the rest, where nobody has pressed it.
_BUTTON = re.compile(
    r"\W*(?:点击|查看|展开|阅读|点此|继续)(?:查看|展开|阅读)?(?:全文|全部|剩余(?:内容|全文)?|完整(?:内容|文章)?|更多内容)\W*"
    r"|\W*(?:\[?\d\]?[ \u3000]*){2,9}下一页\W*"
)
# Where lines are as they were copied; an HTML page has behind its button what it shows.
_COPIED = ("text/plain", "text/markdown")
_END = tuple("。！？!?…”’』」》）)]】;；.~～*")
_PROSE, _PARAGRAPHS = 30, 2  # characters of a paragraph, and how many there must be to know that they end
_WORD = re.compile(rf"[{_HAN}]\Z")
_OPEN = re.compile(rf"(?:[{_HAN}]\d{{1,4}}|[，、：:,（(《“])\Z")
# Below an article: whom to ask, where, and who wrote it; such a line ends as it likes.
_NO_PROSE = re.compile(
    r"联[系络]人|聯[係繫絡]人|(?:联系|聯[係繫絡]|咨询|諮詢|报名|報名)?(?:[电電][话話]|[热熱][线線]|方式)(?:[：:]|\d)|地址[：:]?|[邮郵]箱|[传傳]真[：:\d]"
    r"|\A\W{0,3}(?:本[报報台网網刊社]|责任?|責任?|见?习)?(?:[记記]者|[编編][辑輯]|通[讯訊][员員]|作者|文字|[摄攝]影|来源|來源|附件|供稿|[主承协協][办辦])"
)


def blemishes(article: Article) -> Iterator[SourceIssue]:
    """What is wrong with the source of an article."""
    yield from islice(_breaks_off(article), 1)
    yield from islice(_reposted(article), 1)
    yield from islice(_hidden(article.body), _MOST)
    yield from islice(_misread(article.body), _MOST)


def _breaks_off(article: Article) -> Iterator[SourceIssue]:
    """Where the text says that it goes on elsewhere, or ends in the middle."""
    if not article.body:
        return
    last = article.body[-1]
    behind = [line for line in article.lines if line.n > last.n and line.text.strip()][:_LATER]
    for line in (last, *behind):
        found = _GOES_ON.search(line.text)
        if found and len(line.text) - found.end() <= _NEAR:
            yield SourceIssue("truncated", found[0], (line.n,))
        elif article.document.media_type in _COPIED and _BUTTON.fullmatch(line.text):
            yield SourceIssue("truncated", line.text.strip(), (line.n,))
    if _is_open(article.body):
        yield SourceIssue("truncated", last.text.strip()[-20:], (last.n,))


def _is_open(body: Sequence[Line]) -> bool:
    """Whether the last paragraph ends within a sentence, where all others end with one."""
    *others, last = (line.text.strip() for line in body)
    long = [text for text in others if len(text) >= _PROSE]
    if (
        "，" not in last
        or last.endswith(_END)
        or _NO_PROSE.search(last)
        or not all(text.endswith(_END) for text in long)
    ):
        return False
    within = len(last) >= _PROSE and _WORD.search(last) is not None and len(long) >= _PARAGRAPHS
    return within or (bool(long) and _OPEN.search(last) is not None)


_REPOSTED = re.compile(
    r"^\W{0,4}(?:本文|此文|文章|全文|原文|内容)?(?:转载|转)自[：:\s]?(?![己动])[^，。；\s]{2,30}"
    r"|来源[：:][^，。；\n]{1,20}[（(]转载[）)]"
)


def _reposted(article: Article) -> Iterator[SourceIssue]:
    """That the page has its text from elsewhere: 转载自, 本文转自."""
    for line in article.lines:
        found = _REPOSTED.search(line.text) if "转" in line.text else None
        if found and (line.role != "noise" or "本文" in found[0]):
            yield SourceIssue("repost", found[0].strip(), (line.n,))


# Surnames that are hardly ever the end of another word.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭林罗郑梁谢宋唐许邓冯韩曹彭萧蔡潘董袁余蒋杜苏魏吕丁沈姚卢傅钟姜崔谭廖范汪陆贾韦邱侯邹孟秦阎薛尹黎陶顾郝龚邵"
    "陳劉張黃楊趙吳孫馬羅鄭謝許鄧馮韓蕭蔣蘇魏呂盧鍾譚陸賈韋鄒閻顧龔"
)
_ANY_SURNAME = "".join(sorted(COMMON_SURNAMES.union(_SURNAMES)))
_WITHHELD = re.compile(
    rf"[{_SURNAMES}](?:某某|某(?=[，。、；：（()）的因被将與与和及称表涉驾在向驶带帶说說交归歸认認]|\Z)|[XxＸｘ]{{2}}(?![XxＸｘ\d年月日号元度]))"
    rf"|[{_ANY_SURNAME}][×○◯□■＊〇]{{2}}(?![×○◯□■＊〇\d年月日号元度])"
)


def _hidden(body: Sequence[Line]) -> Iterator[SourceIssue]:
    """The names that are given by halves: 李某, 顾XX, 温○○."""
    told: set[str] = set()
    for line in body:
        for found in _WITHHELD.finditer(line.text):
            if found[0] not in told:
                told.add(found[0])
                yield SourceIssue("censored", found[0], (line.n,))


# The characters of GBK that begin with the byte with which those of Chinese begin in UTF-8: all are rare.
_LEADING = "".join(
    bytes((lead, trail)).decode("gbk", "ignore") for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0)
)
_MISREAD = re.compile(rf"(?:[{_LEADING}][{_HAN}]{{1,2}}){{2}}[{_HAN}]{{0,60}}")
_RARE = frozenset(_LEADING)
_LOST = re.compile(rf"(?<=[{_HAN}])\?{{2,6}}(?=[{_HAN}])")
_FEWEST = 3  # characters that must come out
_ASKS = re.compile("[吗嗎呢吧啊么麼嘛呀谁誰哪何怎]|是否|多少|几[^乎]?")  # so somebody may well have typed two
_CLAUSE = 12  # characters before question marks


def _misread(body: Sequence[Line]) -> Iterator[SourceIssue]:
    """Passages in another encoding than the rest, and characters that became question marks."""
    for line in body:
        runs = _MISREAD.finditer(line.text) if not _RARE.isdisjoint(line.text) else ()
        yield from (SourceIssue("garbled", run[0], (line.n,)) for run in runs if _is_utf8(run[0]))
        lost = _LOST.search(line.text)
        if lost and not _ASKS.search(line.text, max(0, lost.start() - _CLAUSE), lost.start()):
            around = line.text[max(0, lost.start() - 4) : lost.end() + 4]
            yield SourceIssue("garbled", around, (line.n,))


def _is_utf8(run: str) -> bool:
    """Whether a run of characters of GBK has the bytes of as many others in UTF-8, the last perhaps cut."""
    data = run.encode("gbk", "ignore")
    text = data.decode("utf-8", "ignore")
    return (
        len(text) >= _FEWEST and len(text.encode()) >= len(data) - 2 and _ALL_HAN.fullmatch(text) is not None
    )


_ALL_HAN = re.compile(rf"[{_HAN}]+")
