"""What a digest says of the text itself, and not of what that tells: 所见文本止于第三部分, 这是一份活动汇编.

No line of an article says that it breaks off, or what it is; so such clauses are not looked for in its lines.
"""

from __future__ import annotations

import re

_TEXT = "(?:文本|本文|全文|文档|原文|正文|页面|网页|摘录|节录|节选|文字|稿件|材料|来源)"
_GIVEN = "(?:现有|所见|所给|所附|所供|给出|提供|可见|收到|现存|所收|手头|能看到)"
_BREAKS_OFF = (
    "止于|到此|至此|为止|中断|截断|戛然而止|结束|不完整|不全|未完|残缺|缺失|只[到列载收有]|仅[到列载收有]"
    "|[没未][有能]?(?:给出|包含|收录|列出|说明|显示|载明|附上)"
)
_OF_THE_TEXT = re.compile(f"{_GIVEN}的?{_TEXT}|{_TEXT}[^，。；！？,;]{{0,30}}?(?:{_BREAKS_OFF})")
_KIND = re.compile(
    "(?:\\A|[。；])[^，。；]{0,4}?这[是份篇组则期][^，。；]{0,24}?"
    "(?:汇编|汇总|合集|合辑|通稿|简报|节选|摘要|列表|清单|综述|文章|报道|通知|推送|页面|文件)(?=[，。；]|\\Z)"
)
# What follows such a clause goes on with it.
_GOES_ON = re.compile(
    "不得而知|无从|不详|不明|不在(?:其中|内)|无法(?:得知|判断|确认|看到)|看不到|没有下文|缺失|所见"
    "|[没未][有能]?(?:出现|包含|给出|列出|显示|见|予|载|附|收录|说明)|\\A(?:含|包括|收有|收录|共|内有|分为)"
)
_SILENCE = re.compile(
    "[未没沒][有能]?(?:公[布开開佈]|披露|透露|提及|提到|说明|說明|列明|交代|载明|載明|[给給]出|明示)|不[详詳明]"
)
_CLAUSES = re.compile("(?<=[，。；！？,;])")


def without(text: str) -> str:
    """A text in simplified characters without the clauses that tell of the text itself."""
    if not (_OF_THE_TEXT.search(text) or _KIND.search(text)):  # with nearly all
        return text
    clauses = _CLAUSES.split(text)
    return "".join(clause for clause in clauses if not _is_remark(clause))


def _is_remark(clause: str) -> bool:
    return any(each.search(clause) for each in (_OF_THE_TEXT, _KIND, _GOES_ON))


def of_silence(text: str) -> bool:
    """Whether a text says of something that it is not told, which stands in no line either: 结果未公布."""
    return _SILENCE.search(text) is not None
