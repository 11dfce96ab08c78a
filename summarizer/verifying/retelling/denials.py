"""What the article denies or forbids is not asserted or allowed in the digest, nor the other way round.

The words right behind a negative word of the article stand in the digest, and there nothing denies them; or
those behind one of the digest are asserted wherever the article has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from summarizer.verifying.page import HAN
from summarizer.verifying.places import all_places
from summarizer.verifying.problem import Problem
from summarizer.verifying.retelling.source import (
    MANY,
    STRONG,
    Article,
    Denied,
    Retold,
    clause_at,
    common_start,
    ends_clause,
    key_at,
    sentence_at,
    share_words,
)

NEGATOR = re.compile(
    "不(?:得|能|可以?|准|许|应当?|该|再|会|予|必|用|宜|要|曾|需|允许)?|没有?|未(?:能|曾|予|经|再|被|有)?"
    "|无(?:法|须|需|权|意)|禁止?|勿|拒绝|否认(?:了|曾)?"
)
MAY_DENY = re.compile("[不没未无禁勿拒否]")
PERMITTED = "可以|可|能够?|允许|准许|应当?|必须|须|要|会"
PERMITTING = re.compile(f"(?:{PERMITTED})\\Z")
# What stands between a subject and its verb.
AUXILIARY = re.compile(
    f"(?:{PERMITTED}|严|切|已经?|将|曾|都|均|也|还|仍然?|便|就|才|根本|完全|并|从来?|尚)+\\Z"
)
FORBIDDING = re.compile("不(?:得|能|可以?|准|许|应当?|该|予|允许)|禁止?|勿")
# Whatever may deny, prevent, punish or doubt something, in a clause that is to assert it.
MAY_TURN = re.compile(
    "[不没沒未無无莫勿禁拒否免缺难杜避绝零吗？?]|非(?![常洲])|反(?!映)|别[再要]|失[去败效]|停止|中止|终止|防止|防范|严防"
    "|谨防|取消|撤[销回]|处罚|罚款|惩|违|追[究责]|责令|查处|打击|整治|取缔|遏制|[仅只]|[之以]?前\\Z|怎|岂|[为如]何|何[以必况时人]"
    "|谁|除|才|方[可能]|质疑|怀疑|担心|警惕"
)
ITSELF_WRONG = (
    "擅自",
    "随意",
    "违规",
    "非法",
    "私自",
    "违法",
    "恶意",
)  # nobody permits it: whoever does is told of
BY_THEN = re.compile("过去|此前|以前|原本|原来|曾经|当时|从前|早年")
SINCE, UNLESS = re.compile("如今|现在|后来|现已"), re.compile("[如若]无|除|非经")
LACKING = ("没有", "没", "未", "未经", "无")
# What is not so yet, no longer or hardly is may be told with these.
OTHERWISE = re.compile(
    "[待亟欠拖逃搁怠疏漏曾]|原(?![因来则始])|推迟|落空|流产|暂缓|此前|之前|过去|可能性|[概几]率"
)
LACKS = re.compile("(?:未|没有|无)[^，。；]{2,24}[的者前]，")  # 未……的，不得……: whoever does so may
BACK = 30  # characters before a sentence
DENIES_TOO = re.compile("[不没沒未無无勿拒否]|禁止")
NO_DENIAL = re.compile("不[但仅光只断少同久过]|不止")
# A condition, a case, or somebody of whom it is said: nothing is asserted.
CASE = re.compile("如果?|若|假如|凡|一旦|除非|只要|倘|即使|哪怕|是否|\\A对")
CONDITION = re.compile(f"{CASE.pattern}|的\\Z|的[人单企学者]|者|情况|情形|行为|时\\Z|前\\Z|后\\Z|对")
BEFORE, PAIR = re.compile(f"[{HAN}\\d]{{3}}\\Z"), re.compile(f"[{HAN}]{{2}}")
# 没有发现他说谎 is 发现他没有说谎: what is denied of finding or thinking may be denied of what is found.
RAISING = (
    "认为|觉得|相信|以为|发现|看[到见]|察觉|显示|表明|证[实明]|意味|代表|等于|主张|建议|打算|希望|愿意"
    "|同意|预计|检出|查出"
)
RAISED = re.compile(f"[不没未无](?:有|能|曾|并)?(?:{RAISING}|见)")
RAISES = re.compile(f"(?:{RAISING})\\Z")
SCOPE = re.compile(f"不得|不能|不可|不准|不许|不应|不予|禁止|严禁|没有|未能|勿|{RAISED.pattern}")


def turned(retold: Retold) -> Iterator[Problem]:
    """Finding `negation`: one that was lost, and one that was added."""
    if retold.reworded:
        yield from _lost(retold)
        if MAY_DENY.search(retold.text):
            yield from _added(retold)


def _lost(retold: Retold) -> Iterator[Problem]:
    text = retold.text
    for denied in chain.from_iterable(_denied(n, retold) for n in retold.pair.lines):
        key = denied.key
        asserted = any(_asserts(text, denied, at) for at in islice(all_places(key, text), MANY))
        if asserted and not _is_asserted_elsewhere(key, retold.article.text):
            message = f"The article has “{denied.negator}{key}”; the digest tells “{key}” without saying no."
            yield Problem("negation", "error", message, key, "zh")
            return


def _denied(number: int, retold: Retold) -> Iterable[Denied]:
    """What a line denies of that of which the text has the words."""
    text, known = retold.text, retold.article.denying
    if number not in known:
        known[number] = tuple(_denying(number, retold.article))
    negators = [negator for negator, key in known[number] if _is_elsewhere(key, negator[0], text)]
    found = _denials(retold.article.line[number], negators) if negators else ()
    return {denied.key: denied for denied in found}.values()


def _is_elsewhere(key: str, negator: str, text: str) -> bool:
    """Whether a text has a key anywhere but behind its negative word."""
    return key in text and text.count(key) > text.count(negator + key)


def _denying(number: int, article: Article) -> Iterator[tuple[re.Match[str], str]]:
    """The negative words of a line, and what they deny."""
    for negator in negators_of(number, article):
        key = key_at(negator.string, negator.end())
        if key and not key.endswith("的") and not key.startswith(ITSELF_WRONG):
            yield negator, key


def negators_of(number: int, article: Article) -> tuple[re.Match[str], ...]:
    """The negative words of a line, looked for once."""
    known = article.negators
    if number not in known:
        line = article.line.get(number, "")
        known[number] = tuple(NEGATOR.finditer(line)) if MAY_DENY.search(line) else ()
    return known[number]


def _denials(line: str, negators: Iterable[re.Match[str]]) -> Iterator[Denied]:
    """What a line surely denies: the negative word is the only one of its clause, and sets no condition."""
    for negator in negators:
        key = key_at(line, negator.end())
        start, end = clause_at(line, negator.start())
        before, after = line[start : negator.start()], line[negator.end() : end]
        if BY_THEN.search(line, max(0, sentence_at(line, start)[0] - BACK), negator.start()):
            continue  # what was not so then may be so now
        if SINCE.search(line, end, end + BACK) or UNLESS.search(line, sentence_at(line, start)[0], start):
            continue
        if negator[0] in LACKING and FORBIDDING.match(line[end + 1 :].lstrip("游客人员单位个车辆者任何")):
            continue  # 没有……，不得……: a condition
        twice = before.endswith(after[:1]) or DENIES_TOO.search(NO_DENIAL.sub("", f"{before}　{after}"))
        again = after.count(key) > 1  # 未开工的泵房计划明年开工
        if not (twice or again or CASE.search(before) or CONDITION.search(after[len(key) :])):
            yield Denied(negator[0], before, key, after, without_it(line, negator))


def without_it(line: str, negator: re.Match[str]) -> bool:
    """Whether something is denied only of who lacks something."""
    return LACKS.search(line, sentence_at(line, negator.start())[0], negator.start()) is not None


def _asserts(text: str, denied: Denied, at: int) -> bool:
    """Whether the digest asserts at a place what its source denies."""
    start, end = clause_at(text, at)
    before, rest = text[start:at], text[at:end]
    behind = rest[common_start(rest, denied.rest) :]
    if denied.ends and not ends_clause(denied.key, text, at):
        return False
    if MAY_TURN.search(before) or MAY_TURN.search(behind) or CONDITION.search(behind):
        return False
    if OTHERWISE.search(text, start, end) or (denied.without_it and not LACKS.search(text[:start])):
        return False
    permitted = PERMITTING.search(before) is not None
    if SCOPE.search(text, sentence_at(text, at)[0], start) and not permitted:
        return False  # 不得……，……: it may deny what follows, too
    if permitted or _same_subject(before, denied.before):
        return True
    return len(denied.key) == STRONG and not _other_subject(before, denied.before)


def _same_subject(before: str, told: str) -> bool:
    """Whether the same two characters stand before a verb in two texts, auxiliaries aside."""
    here, there = AUXILIARY.sub("", before)[-2:], AUXILIARY.sub("", told)[-2:]
    return len(here) == 2 and here == there


def _other_subject(before: str, told: str) -> bool:
    """Whether something stands before a verb in both texts, and nothing of it is the same."""
    here, there = AUXILIARY.sub("", before), AUXILIARY.sub("", told)
    return len(here) > 1 and len(there) > 1 and not share_words(here, there)


def _is_asserted_elsewhere(key: str, article: str) -> bool:
    places = list(islice(all_places(key, article), MANY))
    return len(places) == MANY or any(_is_told(key, article, at) for at in places)


def _is_told(key: str, article: str, at: int) -> bool:
    """Whether the article has a key without anything before it that denies it."""
    start = clause_at(article, at)[0]
    ends = len(key) == STRONG or ends_clause(key, article, at)
    return ends and not MAY_TURN.search(article, start, at)


def _added(retold: Retold) -> Iterator[Problem]:
    text, source = retold.text, retold.cited
    for start, end in retold.reworded:
        for negator in NEGATOR.finditer(text, start, end):
            key = key_at(text, negator.end())
            first, last = clause_at(text, negator.start())
            before = text[first : negator.start()]
            found = key in source and _is_alone(before, text[negator.end() : last], key)
            only = len(NEGATOR.findall(text, *sentence_at(text, start))) == 1
            if key and found and only and _is_asserted(retold, negator, key, before):
                message = f"The digest has “{negator[0]}{key}”; the article tells “{key}” without saying no."
                yield Problem("negation", "error", message, negator[0] + key, "zh")
                return
            yield from _put_in(retold, negator)


def _put_in(retold: Retold, negator: re.Match[str]) -> Iterator[Problem]:
    """A negative word between three characters and two that follow each other in the lines."""
    at = negator.start()
    before, behind = BEFORE.search(retold.text, max(0, at - 3), at), PAIR.match(retold.text, negator.end())
    if before is None or behind is None or FORBIDDING.fullmatch(negator[0]):
        return
    whole, put_in = before[0] + behind[0], before[0] + negator[0] + behind[0]
    if whole not in retold.cited or put_in in retold.article.text:
        return
    if not any(_denies_as_much(at, whole, place, retold) for place in all_places(whole, retold.cited)):
        message = f"The digest has “{put_in}”; the article has “{whole}”."
        yield Problem("negation", "error", message, put_in, "zh")


def _denies_as_much(at: int, whole: str, place: int, retold: Retold) -> bool:
    """Whether the article says no as often as the digest, if elsewhere: 审查没有发现……, 审查发现并没有……."""
    part = sentence_at if RAISES.search(whole) else clause_at
    mine, theirs = slice(*part(retold.text, at)), slice(*part(retold.cited, place))
    return _how_often(retold.cited[theirs]) >= _how_often(retold.text[mine])


def _how_often(text: str) -> int:
    return len(DENIES_TOO.findall(NO_DENIAL.sub("", text)))


def _is_alone(before: str, after: str, key: str) -> bool:
    return not (before.endswith(after[:1]) or CONDITION.search(before) or CONDITION.search(after[len(key) :]))


def _is_asserted(retold: Retold, negator: re.Match[str], key: str, before: str) -> bool:
    """Whether the article asserts, wherever it has the words, what the digest denies."""
    forbids = FORBIDDING.fullmatch(negator[0]) is not None
    article = retold.article.text
    places = list(islice(all_places(key, article), MANY))
    return len(places) < MANY and all(
        _asserted_at(article, at, key, before, forbids=forbids) for at in places
    )


def _asserted_at(article: str, at: int, key: str, before: str, *, forbids: bool) -> bool:
    start, end = clause_at(article, at)
    told, rest = article[start:at], article[at + len(key) : end]
    begin = sentence_at(article, at)[0]
    if MAY_TURN.search(told) or MAY_TURN.search(rest) or SCOPE.search(article, begin, start):
        return False
    if OTHERWISE.search(told) or OTHERWISE.search(rest):
        return False
    if (
        CONDITION.search(told)
        or CONDITION.search(rest)
        or not (len(key) == STRONG or ends_clause(key, article, at))
    ):
        return False
    if forbids:
        return PERMITTING.search(told) is not None
    return _same_subject(before, told) or (len(key) == STRONG and share_words(before, told))
