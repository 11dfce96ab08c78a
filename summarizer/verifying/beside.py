"""What stands right beside a name: 被告张三, 夫人李四, 王五（左）, 张三表示, 张三向李四施压.

It goes with the same name in English, wherever the sentence has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying.openings import Forms
from summarizer.verifying.page import Pair
from summarizer.verifying.places import places_apart, words_apart
from summarizer.verifying.sentences import aligned
from summarizer.verifying.vocabulary import SAYING

# Before a name in either language. Behind one (张三夫人) kin are those of somebody else.
_KIN = """
夫人|妻子|太太=wife  丈夫=husband  男友=boyfriend  女友=girlfriend  儿子|之子|长子|次子|幼子=son
女儿|之女|长女|次女|幼女=daughter  孙子=grandson  孙女=granddaughter
父亲|爸爸|之父=father  母亲|妈妈|之母=mother
哥哥|兄长=(?:elder|older|eldest)_brother  弟弟=(?:younger|youngest)_brother
姐姐=(?:elder|older|eldest)_sister  妹妹=(?:younger|youngest)_sister
"""
_ROLES = """
被告=defendant  原告=plaintiff  嫌疑人|嫌犯=suspect  证人=witness
律师=lawyer|barrister|counsel|solicitor|attorney
法官=judge|justice  记者=reporter|journalist  教练=coach  队长=captain  司机=driver  主持人=host  作者=author
"""
_BESIDE_NAME = 6  # characters: 被告人、市民张三
_SIDES = {"左": "left", "右": "right"}
_SIDE_ZH = re.compile(r" ?[（(]([左右])[)）]")
_SIDE_EN = re.compile(r" \((?:on )?(?:the )?(left|right)\)")
_SAYS_ZH = re.compile(f"[^，。：；！？“”「」的和与及]{{0,6}}?(?:{SAYING})")
_SAYS_EN = re.compile(
    r"(?: (?:also|later|then|further|once|again|earlier|still|\w+ly)){0,2} (?:said|says|pointed out"
    r"|stressed|noted|added|explained|believe[sd]|held|holds|stated|argued|announced|revealed|emphasi[sz]ed)\b"
)
# Who does something to somebody; what is done between two is left out.
_TO_ZH = re.compile("[^，。：；！？、“”「」和与及的被由]{0,12}?[向对]")
_TO_EN = re.compile(
    r"(?: (?!by|from|was|were|been|is|are|and|who|that|with)[a-z]+){1,4} (?:to|on|at|against|towards?) "
)
_DOES_ZH = re.compile("(?![和与及同跟是的被由、会])[\u4e00-\u9fff]{2,3}(?<![和与及同跟是的])")
# Who asks or takes is given something, who loses or answers had something done to him: 向李四借款, 败给李四.
_TAKES_ZH = re.compile("[借购購买買学學请請求领領索讨討取收征徵咨很有]")
_SUFFERS_ZH = re.compile("[败敗输輸负負]|不[敌敵]|回[应應]|[继繼]承|投[诉訴]|[师師][从從承]|[追跟][随隨]")
_SAID_BY = re.compile(r"\b(?:said|says|according to|announced by|disclosed by) \Z")
_HIS = re.compile(r"['’]s? (?:[a-z]+ )?[a-z]+ (?:of|on|against|over|towards?) ")


def exchanged(pair: Pair, forms: Forms) -> Iterator[Finding]:
    """A finding `name_swapped` where what stands beside a name stands beside another one in English.

    `forms` is what English calls people, by their names in simplified characters.
    """
    zh = simplified(pair.zh)
    there = [one for one in forms if one in zh]
    for rule in (_titled, _on_either_side, _saying, _doing) if there else ():
        for one, other, what in rule(zh, pair.en, there, forms):
            at = zh.find(one)
            name = pair.zh[at : at + len(one)]
            message = f"“{what}” goes with {name}, in the English with “{forms[other][0]}”."
            yield pair.error("name_swapped", "accuracy/mistranslation", message, "en", name)
            return


Found = Iterator[tuple[str, str, str]]  # beside whom it stands in Chinese and in English, and what
Own = Mapping[str, Sequence[str]]  # what each is called


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...]:
    """What tells who somebody is, in Chinese and in English, and whether it tells whose kin he is."""
    return tuple(
        (re.compile(zh), re.compile(rf"\b({en.replace('_', ' ')}),? \Z", re.IGNORECASE), kin)
        for words, kin in ((_KIN, True), (_ROLES, False))
        for zh, en in (entry.split("=") for entry in words.split())
    )


_ANY_LABEL = re.compile("|".join(entry.split("=")[0] for entry in f"{_KIN} {_ROLES}".split()))


def _titled(zh: str, en: str, there: Sequence[str], own: Own) -> Found:
    """被告张三, 夫人李四."""
    for label, told, kin in _labels() if _ANY_LABEL.search(zh) else ():
        found = label.search(zh)
        ours = [one for one in there if _ends_before(label, zh, one)] if found else []
        theirs = [one for one, forms in own.items() if _is_told(told, en, forms)] if ours else []
        others = [one for one in theirs if one not in ours and not _may_be(label, zh, one, kin=kin)]
        lost = [one for one in ours if one not in theirs]
        if found and others and lost:
            yield lost[0], others[0], found[0]


def _ends_before(label: re.Pattern[str], zh: str, name: str) -> bool:
    """Whether a word stands right before a name that nobody else follows in a list."""
    return any(
        found.end() == at and zh[at + len(name) : at + len(name) + 1] not in ("、", "和", "与", "及")
        for at in places_apart(name, zh)
        for found in label.finditer(zh, max(0, at - _BESIDE_NAME), at)
    )


def _is_told(label: re.Pattern[str], en: str, forms: Sequence[str]) -> bool:
    """Whether certain English words stand right before one of the forms of a name."""
    return any(label.search(en, max(0, at - 20), at) for form in forms for at in words_apart(form, en))


def _may_be(label: re.Pattern[str], zh: str, name: str, *, kin: bool) -> bool:
    """Whether a word stands about a name so that it may tell of it."""
    after = 0 if kin else 4
    return any(
        label.search(zh, max(0, at - 2 * _BESIDE_NAME), at) or label.search(zh, at, at + len(name) + after)
        for at in places_apart(name, zh)
    )


def _on_either_side(zh: str, en: str, there: Sequence[str], own: Own) -> Found:
    """张三（左）."""
    ours = _sides(zh, {one: [one] for one in there}, _SIDE_ZH) if "左" in zh or "右" in zh else {}
    theirs = _sides(en, own, _SIDE_EN) if ours else {}
    for side, one in ours.items():
        other = theirs.get(_SIDES[side], one)
        if other != one:
            yield one, other, side


def _sides(text: str, names: Own, side: re.Pattern[str]) -> dict[str, str]:
    """Who stands on which side by a word in brackets behind the name."""
    return {
        found[1]: one
        for one, forms in names.items()
        for form in forms
        for at in places_apart(form, text)
        if (found := side.match(text, at + len(form)))
    }


def _saying(zh: str, en: str, there: Sequence[str], own: Own) -> Found:
    """张三表示: a sentence begins so, and in English with somebody who says nothing in the Chinese."""
    for part, told in aligned(zh, en) if _says(_SAYS_ZH, zh, there) else ():
        one = next((name for name in there if part.startswith(name)), "")
        if not one or not _SAYS_ZH.match(part, len(one)):
            continue
        if _says(_SAYS_EN, en, own[one]) or _is_told(_SAID_BY, en, own[one]):
            continue
        for other, forms in own.items():
            begins = other != one and told.startswith(tuple(forms)) and _says(_SAYS_EN, told[:80], forms)
            if begins and not _says(_SAYS_ZH, zh, [other]):
                yield one, other, "说"


def _says(saying: re.Pattern[str], text: str, forms: Sequence[str]) -> bool:
    """Whether a text has a word for saying right behind one of the forms of a name."""
    return any(saying.match(text, at + len(form)) for form in forms for at in places_apart(form, text))


def _doing(zh: str, en: str, there: Sequence[str], own: Own) -> Found:
    """张三向李四施压, 张三追击李四."""
    for one in there:
        for other in there:
            if one == other or zh.count(one) > 1 or zh.count(other) > 1:
                continue
            between = zh[zh.find(one) + len(one) : zh.find(other)]
            if _TAKES_ZH.match(zh, zh.find(other) + len(other)) or _SUFFERS_ZH.match(between):
                continue
            for ours, theirs in ((_TO_ZH, _TO_EN), (_DOES_ZH, _HIS)):
                if between and ours.fullmatch(between) and _leads(other, one, en, theirs, own):
                    yield one, other, between


def _leads(first: str, last: str, en: str, way: re.Pattern[str], own: Own) -> bool:
    """Whether an English text leads from one name to another in a way, and never the other way round."""
    return _led(first, last, en, way, own) and not _led(last, first, en, way, own)


def _led(first: str, last: str, en: str, way: re.Pattern[str], own: Own) -> bool:
    return any(
        (found := way.match(en, at + len(form))) is not None and en.startswith(tuple(own[last]), found.end())
        for form in own[first]
        for at in words_apart(form, en)
    )
