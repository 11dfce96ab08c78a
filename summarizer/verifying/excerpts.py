"""What is copied out of a line keeps what the line says right before it.

“签署合作协议” stands in “双方未签署合作协议”, and every character of it is copied: but nothing was signed.
So it is with what is forbidden, refused or denied, with a plan that is given as done, and with what comes
only if something else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from summarizer.matching import plain
from summarizer.text import Finding
from summarizer.verifying.page import HAN, Page, Pair
from summarizer.verifying.places import all_places

_KINDS = frozenset({"event", "agreement", "statement", "clause", "number"})
_FEWEST = 3  # characters: shorter ones stand anywhere
_MANY = 8  # places of one excerpt that are looked at
_NEAR, _FAR = 24, 80  # characters beside it in its clause, and before it in its sentence
_CLAUSE = re.compile(r"[^，。；：！？、,;:!?\n…“”《》（）()]*\Z")
_SENTENCE = re.compile(r"[^。！？；!?;\n]*\Z")
_MAY_DENY = re.compile("[未没不无否拒禁勿驳撤反杜防避]")
# What is denied, refused or forbidden right before the excerpt; an adverbial or a verb may stand between.
_DENIED = re.compile(
    "(?:未(?![来必婚成名央经按依])(?:能|曾|予|被|有)?|没有?(?![收落入])"
    "|不(?:得|能|会|再|予|准|许|应当?|可以?|存在|考虑|允许|同意|打算|愿)|无(?:法|须|需|权|意)"
    f"|否认|拒绝|严禁|禁止|切勿|驳回|撤销|反对(?![派党])|杜绝|防止|避免)(?P<verb>[{HAN}\\d]{{0,8}})\\Z|[不未没无]\\Z"
)
# Then the clause is about whoever does not, or the denial is of an amount.
_OF_ANOTHER = re.compile("[的者时后前而但则并且即就才]|超[过出]|[少低高多早晚大小]于")
_NEGATIVE = re.compile("[不没未无非否拒禁勿]|驳回|撤销|反对|杜绝|防止|避免|取消")
_NO_DENIAL = re.compile("未来|不[但仅断少同久过止]|无论|不管|不论|无锡")
_DENIES_EN = re.compile(
    r"\b(?:no|not|none|never|nor|nothing|nobody|without|cannot|neither|against|yet|un(?!i|der|til|anim)\w+"
    r"|non\w*|den(?:y|ie[sd]|ying|ial)|ban(?:s|ned|ning)?|rul(?:e[sd]?|ing) out|miss(?:ed|ing)"
    r"|(?:refus|reject|prohibit|forb|prevent|avoid|fail|declin|dismiss|revok|oppos|lack|curb|overturn|exempt"
    r"|absen)\w*)\b|n't\b",
    re.IGNORECASE,
)
_TURNED_DOWN_EN = re.compile(
    r"\b(?:cancel|call|stop|halt|suspend|terminat|withdr|end|eliminat|postpon)\w*", re.IGNORECASE
)
# Not of what is about somebody else: 计划生育协会, 预计投资2亿元的大桥, 准备充分的球队.
_PLANNED = re.compile(
    "(?:(?:计划(?!生育|单列)|预计)(?!总?投资[^的]*的)|拟(?!定)|准备|打算|力争|争取|有望|即将|将(?=[于在从自])|明年|后年)"
    f"(?:(?!的.)[{HAN}\\d]){{0,10}}\\Z"
)
_CALLED_OFF = re.compile(
    "(?:不再|未能|没有|未|无法)(?:如期|按期|按时)?(?:举行|召开|进行|举办|开展|实施|签署|成立)"
)
_DONE = re.compile("已|了|曾|完成")
_CONDITION = re.compile(f"[{HAN}]{{0,6}}?(?:如果|如有|如未|如不|如遇|若(?![干是])|一旦|假如|倘若|逾期)")


class _Excerpt(NamedTuple):
    """A copied text in a line of the article."""

    zh: str
    line: str
    at: int

    @property
    def before(self) -> str:
        """What stands before it in its clause."""
        return _tail(_CLAUSE, self.line, self.at)

    @property
    def behind(self) -> str:
        """What stands right behind it."""
        end = self.at + len(self.zh)
        return self.line[end : end + _NEAR]

    @property
    def opening(self) -> str:
        """How its sentence begins."""
        return _tail(_SENTENCE, self.line, self.at)


def _tail(unbroken: re.Pattern[str], line: str, end: int) -> str:
    found = unbroken.search(line, max(0, end - _FAR), end)
    return found[0] if found else ""


def check(page: Page) -> Iterator[Finding]:
    """Findings `negation` and `modality`: what a field asserts, or gives as done, is denied or planned."""
    if not page.is_chinese:
        return
    done = {f"fields.events.{n}" for n, event in enumerate(page.news.events) if event.status == "done"}
    for pair in page.claims:
        if pair.kind in _KINDS and not _is_bare(pair, page) and (found := list(_excerpts(pair, page))):
            yield from _denied(pair, found)
            if pair.where in done:
                yield from _ahead(pair, found)


def _is_bare(pair: Pair, page: Page) -> bool:
    """Whether this is a figure alone: nothing is asserted of it."""
    number = page.numbers.get(pair.where)
    return number is not None and plain(number.surface) == plain(pair.zh)


def _excerpts(pair: Pair, page: Page) -> Iterator[_Excerpt]:
    """The places of a copied text in the lines it cites; none where it does not stand there as it is."""
    wanted = plain(pair.zh)
    if len(wanted) >= _FEWEST:
        for line in [page.plain[n] for n in pair.lines if n in page.plain]:
            for at in islice(all_places(wanted, line), _MANY):
                yield _Excerpt(wanted, line, at)


def _denied(pair: Pair, found: list[_Excerpt]) -> Iterator[Finding]:
    said = [_denial(each) for each in found]
    if all(said) and not _is_told(pair):
        message = f"The article has “{said[0]}{found[0].zh}”; without “{said[0]}” this says the contrary."
        yield pair.error("negation", "accuracy/mistranslation", message, "zh", pair.zh)


def _denial(excerpt: _Excerpt) -> str:
    """The words before an excerpt that deny it, or ""."""
    if not _MAY_DENY.search(excerpt.line, max(0, excerpt.at - _NEAR), excerpt.at):
        return ""
    before = excerpt.before
    denial = _DENIED.search(before)
    if denial is None or _NO_DENIAL.search(before) or len(_NEGATIVE.findall(before)) > 1:
        return ""
    if _OF_ANOTHER.search(denial["verb"] or ""):
        return ""
    return denial[0]


def _is_told(pair: Pair) -> bool:
    """Whether the English says no where the Chinese was cut off."""
    own = _NEGATIVE.search(pair.zh)
    return bool(_DENIES_EN.search(pair.en) or (not own and _TURNED_DOWN_EN.search(pair.en)))


def _ahead(pair: Pair, found: list[_Excerpt]) -> Iterator[Finding]:
    said = [_plan(each) for each in found]
    if all(said) and not _DONE.search(found[0].zh):
        message = f"The article has “{said[0]}” beside “{found[0].zh}”, which is given as done."
        yield pair.error("modality", "accuracy/mistranslation", message, "zh", pair.zh)


def _plan(excerpt: _Excerpt) -> str:
    """The words beside an excerpt by which it is still to come, depends on something, or was called off."""
    found = (
        _PLANNED.search(excerpt.before)
        or _CALLED_OFF.match(excerpt.behind)
        or _CONDITION.match(excerpt.opening)
    )
    return found[0] if found else ""
