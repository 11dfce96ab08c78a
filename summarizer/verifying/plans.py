"""What is planned is not told as done (将签署, "signed"), what is done not as planned (签署了, "will sign").

Only of what the same verb says in both, in sentences that go together: news often tell of plans and of what
was done side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from summarizer.text import Finding
from summarizer.verifying.page import Pair
from summarizer.verifying.sentences import side_by_side

# A verb in Chinese, and in English: plain, and of what was done.
_VERBS = """
签署|签订|签约: sign / signed
投入|投资: invest / invested
收购|并购: acquire / acquired
开工|动工: (?:start|begin|commence|break) / (?:started|began|begun|commenced|broken?|broke)
建成: (?:build|complete|finish) / (?:built|completed|finished)
完工|竣工: (?:complete|finish) / (?:completed|finished)
成立|组建|设立: (?:establish|found|create|form|set up) / (?:established|founded|created|formed|set up)
启动: (?:launch|start|begin|kick off) / (?:launched|started|began|begun|kicked off)
发布|公布: (?:release|publish|issue|announce|unveil) / (?:released|published|issued|announced|unveiled)
推出: (?:launch|introduce|roll out|release) / (?:launched|introduced|rolled out|released)
实现|达到: (?:achieve|realise|realize|reach) / (?:achieved|realised|realized|reached)
推广: promote / promoted
采购|购买: (?:buy|purchase|procure) / (?:bought|purchased|procured)
整修|修缮|维修: (?:repair|renovate|refurbish) / (?:repaired|renovated|refurbished)
通车: open / opened
上市: (?:list|go public) / (?:listed|gone public|went public)
辞职: resign / resigned
"""
_PLAN = re.compile("(?:计划|拟|即?将|预计|力争|争取|打算|准备|建议)[^，。；：、]{0,6}$")
_OBJECT = re.compile("(?:、[^，。；：、]{1,6}){0,3}的")
_IS_DONE = re.compile("(?:已经?|已于[^，。；]{0,8})[^，。；：、了]{0,3}$")
# What in a Chinese sentence tells of something done, and of something to be done.
_DONE_ZH = re.compile(
    "[了过]|已|曾|刚|此前|去年|昨|上[月周]|后(?!续)|完成|其中|累计|截至|的(?:协议|合同|项目"
    "|资金)|至今|以来|成功"
)
_AHEAD_ZH = re.compile(
    "将|拟|计划|要(?!求)|会(?![议见上员])|预计|预期|未来|明[年天日]|下[月周]|准备|力争|目标|应"
    "|须|待|争取|打算|决定|同意|就|才|如|若|再|继续|将来"
)
_AHEAD_EN = re.compile(
    r"\b(?:will|would|shall|should|plan\w*|to be|(?:is|are|was|were) to|intend\w*|aim\w*"
    r"|expect\w*|going|due|propos\w*|suggest\w*|recommend\w*|advi[cs]\w*|call\w*"
    r"|target\w*|schedul\w*"
    r"|be|gets?|getting|wants?|wanted|urg\w+|ask\w*|need\w*|ought|hop\w*|striv\w*|seek\w*|about|forthcoming|upcoming|project(?:ed|ion)\w*|estimat\w*"
    r"|forecast\w*|next|(?<!in )(?<!of )(?<!by )(?<!since )may|can"
    r"|could|might|must|soon|future|once|after|when|if|set for|in the works)\b|['’]ll\b"
)
_WILL = (
    r"(?:will|shall|(?:is|are) (?:(?:due|set|scheduled|planned|expected|about|going) )?to"
    r"|(?:plan|intend|aim|propose|hope)s? to)"
)


@dataclass(frozen=True, slots=True)
class _Verb:
    """What tells one in Chinese; in English that it was done, and that it will be."""

    zh: re.Pattern[str]
    done: re.Pattern[str]
    ahead: re.Pattern[str]


def _verbs() -> Iterator[_Verb]:
    for row in _VERBS.strip().splitlines():
        zh, en = row.split(": ")
        plain, past = en.split(" / ")
        ahead = rf"\b{_WILL} (?:\w+ly )?(?:be (?:\w+ly )?(?:{past})|{plain})\b"
        yield _Verb(re.compile(zh), re.compile(rf"\b(?:{past})\b"), re.compile(ahead))


@cache
def _known() -> tuple[tuple[_Verb, ...], re.Pattern[str]]:
    """The verbs, and what finds any of them in Chinese."""
    verbs = tuple(_verbs())
    return verbs, re.compile("|".join(verb.zh.pattern for verb in verbs))


def check(pair: Pair) -> Iterator[Finding]:
    """Findings `modality` of a text: a plan that became a fact, or a fact that became a plan."""
    verbs, any_of_them = _known()
    if not any_of_them.search(pair.zh):
        return
    for zh, en in side_by_side(pair.zh, pair.en):
        for verb in verbs if any_of_them.search(zh) else ():
            found = list(verb.zh.finditer(zh))
            if len(found) == 1 and (told := _as_done(verb, found[0], en) or _as_planned(verb, found[0], en)):
                message = f"“{found[0][0]}” is told as “{told}”."
                yield pair.error("modality", "accuracy/mistranslation", message, "en", found[0][0])
                return


def _as_done(verb: _Verb, found: re.Match[str], en: str) -> str:
    """How a sentence, in small letters, tells a plan as done; else ""."""
    zh = found.string
    if _OBJECT.match(zh, found.end()):
        return ""  # 将购买、收受的信息出售: what is bought is sold
    if not _PLAN.search(zh, 0, found.start()) or _DONE_ZH.search(zh) or _AHEAD_EN.search(en):
        return ""
    done = verb.done.search(en)
    return done[0] if done else ""


def _as_planned(verb: _Verb, found: re.Match[str], en: str) -> str:
    """How a sentence, in small letters, tells as planned what is done; else ""."""
    zh = found.string
    is_done = zh[found.end() : found.end() + 1] == "了" or _IS_DONE.search(zh, 0, found.start())
    if not is_done or _AHEAD_ZH.search(_clause(found)):
        return ""
    ahead = verb.ahead.search(en)
    rest = verb.ahead.sub(" ", en)
    return ahead[0] if ahead and not verb.done.search(rest) else ""


def _clause(found: re.Match[str]) -> str:
    """The clause in which a verb stands, and the next one: what is said of the future may be said there."""
    zh = found.string
    start = max(zh.rfind(mark, 0, found.start()) for mark in "，；：")
    ends = [at for mark in "，；。" if (at := zh.find(mark, found.end())) >= 0]
    return zh[start + 1 : min(ends, default=len(zh))]
