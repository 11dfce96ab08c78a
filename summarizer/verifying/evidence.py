"""Every statement leads back to lines of the article that support it.

Copied Chinese (names, figures, statements, ...) must stand in a line that it cites; sentences and points
must cite lines of the body, and share enough of their wording with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import add

from summarizer.matching import plain, within
from summarizer.scripts import simplified
from summarizer.surfaces import is_masked
from summarizer.text import Finding
from summarizer.verifying import interchanged, remarks
from summarizer.verifying.absent import named
from summarizer.verifying.decisive import unheard
from summarizer.verifying.page import HAN, Page, Pair

WRITTEN = ("sentence", "point")  # by the model, in its own words
# Kinds that may rest on a meta line: "Source: ...", a byline, the place of issue, a document's number.
NAMED_IN_META = ("person", "organisation", "place", "programme", "post", "label")
ABOVE = ("number", "event", "clause")  # the day of a lecture, the day on which rules come into force
TOLD, ANYWHERE = ("body", "title"), ("body", "title", "meta")
ADDITION = "accuracy/addition"

# Shares of a sentence's pairs of neighbouring Han characters that stand in its lines.
HARDLY, SCARCELY = 0.12, 0.15  # nothing else matters; or nothing but a figure does
LITTLE = 0.35
ENOUGH = 0.5
COPIED = 0.8  # of a title, which is put together from its lines
MUCH_MORE = 0.3  # another line supports the sentence so much better that the wrong one is cited
MANY = 10  # pairs: by fewer, support is doubted for sure only if the article has none of them
FEW, FEWEST = 6, 3  # pairs: fewer say too little about the wording of a sentence; for sure, and at all
ENDING = "大学|学院|公司|集团|银行|医院|协会|学会|研究院|研究所|委员会|基金会|中学|小学"
ENDINGS = tuple(ENDING.split("|"))
INSTITUTION = re.compile(rf"([{HAN}]{{2,10}}?)(?:{ENDING})")
# What stands between the name of an institution and what it is ("科技" in "鹤鸣科技大学").
GENERIC = re.compile(
    "(?:科技|职业|技术|师范|工业|理工|农业|医科|财经|外国语|国际|控股|股份|有限|责任|商业|发展|投资|建设|置业|实业"
    "|管理|服务|高等|高级|专科|工程|交通|信息|电子|网络|软件|生物|医药|能源|文化|传媒|教育|中医|人民|中心|第[一二三四五六七八九十]"
    "|实验|附属|农村|产业|行业)+$"
)
# What may stand before such an ending without being a name.
COMMON = re.compile(
    "[列写注标载订表声]明|包括|包含|涵盖|[多家两数各几某该这其等括含的和与在所名由向为对从到及是将被把让使请以同跟或并也都还再已曾未不没无有了着过着个些种类"
    "本我他她们每全整此新老大小首批]|上市|民营|国有|外资|合作|相关|企业|当地|知名|本科|高职|独立|开放|二级|三级|三甲|定点"
    "|公立|民办|私立|综合|专业|专门|教学|成员|会员|母体|龙头|骨干|领军|初创|物业|保险|证券|基金|运营|平台|主管|监管|评审"
    "|专家|学术|指导|组织|筹备|居民|村民|业主|工作|双方|校企|政府|地方|城市|县级|市级|省级|国家"
)
CENSORED = re.compile(rf"[{HAN}]?[*×]++")
LATIN = re.compile("[a-z0-9]{3,}")  # of plain texts
HAN_RUN = re.compile(f"[{HAN}]{{2,}}")
SENTENCE = re.compile("[^。！？!?；;]++")


def check(page: Page) -> Iterator[Finding]:
    """Findings `evidence` (errors; a missing party, place or speaker is a warning) and `support`."""
    for pair in page.claims:
        if pair.kind in WRITTEN:
            yield from page.once("evidence", pair, partial(_cites_body, pair, page))
        elif pair.kind == "title":
            yield from _title(pair, page)
        else:
            yield from _copied(pair, page)
    yield from _details(page)
    yield from _issues(page)


def _copied(pair: Pair, page: Page) -> Iterator[Finding]:
    number = page.numbers.get(pair.where) if pair.kind == "number" else None
    surfaces = list(dict.fromkeys([pair.zh, number.surface])) if number else [pair.zh]
    bare = number is not None and bool(number.surface.strip()) and not pair.en.strip()
    if not pair.zh.strip() and not bare:
        yield pair.error("evidence", ADDITION, "This item has no Chinese text.", "zh")
        return
    if not pair.lines:
        yield pair.error("evidence", ADDITION, f"“{pair.zh or surfaces[-1]}” cites no line.", "zh", pair.zh)
        return
    if number and number.value.strip() and not number.surface.strip():
        message = f"How {number.value} is written in the article is not said."
        yield pair.error("evidence", ADDITION, message, "zh", pair.zh)
    in_meta = (number.kind if number else pair.kind) in NAMED_IN_META
    for surface in filter(str.strip, surfaces):
        if problem := _problem(surface, pair.lines, page, ANYWHERE if in_meta else TOLD):
            # The particulars of a notice, or of rules, may be taken for those of their publication.
            only_above = pair.kind in ABOVE and not _problem(surface, pair.lines, page, ANYWHERE)
            make = pair.warning if only_above else pair.error
            yield make("evidence", ADDITION, problem, "zh", surface)


def _problem(surface: str, lines: Sequence[int], page: Page, roles: Sequence[str]) -> str:
    """What is wrong with the evidence of a copied text, which may rest on lines with some roles, or ""."""
    wanted = plain(surface)
    good = [n for n in lines if page.role(n) in roles]
    for number in good:
        if within(wanted, page.plain[number]):
            return ""
    if len(good) > 1 and within(wanted, page.text(good)):
        return ""
    standing = page.numbers_with(wanted)
    if not standing:
        return f"“{surface}” does not stand in the article at all."
    shown = [n for n in standing if page.role(n) in roles]
    if shown:
        return f"“{surface}” does not stand in the lines it cites, but in line {shown[0]}."
    return f"“{surface}” stands only outside the article (line {standing[0]})."


_FEW_LINES, _NEARLY_ALL = 4, 0.8  # of a few lines a sentence may well tell all


def _cites_body(pair: Pair, page: Page) -> Iterator[Finding]:
    if not pair.lines:
        yield pair.error("evidence", ADDITION, "This sentence cites no line.", "zh")
        return
    for number in pair.lines:
        if page.role(number) not in ("body", "title", "meta"):
            yield pair.error("evidence", ADDITION, f"This sentence cites {_what(number, page)}.", "zh")
            return
    yield from _cites_everything(pair, page)
    unsupported = list(_support(pair, page)) if page.is_chinese else []
    if unsupported and _is_beside_the_point(pair, page, unsupported):
        message = "This sentence cites only the title or header, which do not say this."
        yield pair.error("evidence", ADDITION, message, "zh")
        return
    yield from unsupported


def _is_beside_the_point(pair: Pair, page: Page, unsupported: Sequence[Finding]) -> bool:
    """Whether what surely lacks support cites no line of the body."""
    if any(page.role(number) == "body" for number in pair.lines):
        return False
    return len(bigrams(pair.zh)) >= MANY or any(found.severity == "error" for found in unsupported)


def _cites_everything(pair: Pair, page: Page) -> Iterator[Finding]:
    """A sentence for which nearly the whole article is given: its figures and names stand in it anywhere."""
    cited = {number for number in pair.lines if page.role(number) == "body"}
    if len(cited) <= _FEW_LINES:
        return
    body = sum(page.role(number) == "body" for number in page.plain)
    if len(cited) > _NEARLY_ALL * body:
        message = f"This sentence cites {len(cited)} of the {body} lines of the article, which says little."
        yield pair.warning("evidence", ADDITION, message, "zh")


def _what(number: int, page: Page) -> str:
    if number not in page.lines:
        return f"line {number}, which does not exist"
    return (
        f"line {number}, which is blank" if not page.role(number) else f"line {number}, outside the article"
    )


def _support(pair: Pair, page: Page) -> Iterator[Finding]:
    text, cited = plain(pair.zh), page.text(pair.lines)
    simple = page.simple_text(pair.lines)
    if any(map(text.__contains__, ENDINGS)):
        yield from _invented(text, pair, page)
    if "*" in text or "×" in text:
        yield from _uncensored(text, pair, page)
    if here := [name for name in page.people if name in pair.zh]:
        yield from _people(here, pair, page, cited)
    yield from _absent(simplified(text), pair, page, simple)
    yield from _unheard(pair, page, simple)
    found = list(_wording(pair, page, simple))
    yield from found or _sentence(pair, simple)


def _absent(text: str, pair: Pair, page: Page, cited: str) -> Iterator[Finding]:
    """A body, an organisation or a place that the lines do not name."""
    for each in named(text, cited, page):
        make = pair.error if each.surely else pair.warning
        yield make("support", ADDITION, each.message, "zh", each.name)
    elsewhere = interchanged.elsewhere(pair, text, cited, page)
    for name, other in (*elsewhere, *interchanged.swapped(text, cited, page)):
        message = f"The lines that are cited name “{other}”, not “{name}”."
        yield pair.error("support", ADDITION, message, "zh", name)


def _unheard(pair: Pair, page: Page, cited: str) -> Iterator[Finding]:
    """A word that decides what the sentence tells (会议取消), of which nothing is said."""
    for each in unheard(remarks.without(simplified(pair.zh)), cited, page.simplified):
        where = "The lines that are cited say" if each.elsewhere else "The article says"
        message = f"{where} nothing of “{each.word}”, nor anything like it."
        make = pair.error if each.is_sure else pair.warning
        yield make("support", ADDITION, message, "zh", each.word)


def _wording(pair: Pair, page: Page, cited: str) -> Iterator[Finding]:
    """How much of the wording of a sentence its lines have."""
    wording = bigrams(remarks.without(simplified(pair.zh)))
    if len(wording) < FEWEST:
        return
    share = share_of(wording, cited)
    if share >= (ENOUGH if len(wording) >= MANY else LITTLE):
        return
    better, best = _best_line(wording, page)
    message = f"Only {share:.0%} of the wording of this sentence stands in the lines it cites."
    if best >= max(ENOUGH, share + MUCH_MORE):
        message = f"{message[:-1]}, {best:.0%} in line {better}."
        yield pair.error("support", ADDITION, message, "zh", pair.zh)
    elif _is_told_nowhere(pair, _own(wording, page), cited, share, best):
        yield pair.error("support", ADDITION, message, "zh", pair.zh)
    elif share < LITTLE:
        yield pair.warning("support", ADDITION, message, "zh", pair.zh)


def _sentence(pair: Pair, cited: str) -> Iterator[Finding]:
    """A sentence of several that has next to nothing of its lines: of 190 of right digests none."""
    sentences = SENTENCE.findall(pair.zh)
    for sentence in sentences if len(sentences) > 1 else ():
        wording = bigrams(remarks.without(simplified(sentence)))
        if len(wording) > FEWEST and share_of(wording, cited) < HARDLY:
            message = f"The lines that are cited say nothing of “{sentence}”."
            make = pair.warning if remarks.of_silence(sentence) else pair.error
            yield make("support", ADDITION, message, "zh", sentence)


def _is_told_nowhere(pair: Pair, wording: set[str], cited: str, share: float, best: float) -> bool:
    """Whether next to nothing of the wording is there, nor a figure or a foreign name that both have."""
    if len(wording) < MANY:
        return share < HARDLY and len(wording) >= FEW and not best
    return share < HARDLY or (
        share < SCARCELY and not any(each in cited for each in LATIN.findall(plain(pair.zh)))
    )


def _own(wording: set[str], page: Page) -> set[str]:
    """The wording without that of the title, which may name whom the lines call 公司."""
    return {pair for pair in wording if pair not in page.heading}


def _people(here: Iterable[str], pair: Pair, page: Page, cited: str) -> Iterator[Finding]:
    """Who is named must be named in the cited lines; they may also go on with "she"."""
    names = page.people
    others = any(name in cited for name in names)
    meant = set() if others else _meant(pair.lines, names, page)
    for name in sorted(name for name in here if name not in cited and name not in meant):
        if any(name in longer and longer in pair.zh for longer in names - {name}):
            continue
        message = f"{name} is not named in the lines that this sentence cites."
        # 李明的女儿、文章; who is named in a byline, or in the head of the page, may have written it
        told = f"{name}的" in pair.zh or name in page.head or _is_spoken_of(name, pair.lines, page, cited)
        make = pair.error if others and not told else pair.warning
        yield make("support", ADDITION, message, "zh", name)


# 总统先生: who holds the post, as the lines before tell
_SPOKEN_OF = re.compile(rf"([{HAN}]{{2,3}})(?:先生|女士|阁下|殿下|陛下|同志)")


def _is_spoken_of(name: str, numbers: tuple[int, ...], page: Page, cited: str) -> bool:
    """Whether cited lines speak of somebody by a post that in the lines before them only he has."""
    posts = set(_SPOKEN_OF.findall(cited))
    if not posts:
        return False
    before = "".join(page.plain[n] for n in page.plain if n < min(numbers, default=0))
    for post in posts:
        for at in range(len(post) - 1):
            holders = {each for each in page.people if f"{post[at:]}{each}" in before}
            if holders == {name}:
                return True
    return False


def _meant(numbers: tuple[int, ...], names: frozenset[str], page: Page) -> set[str]:
    """Whom lines without a name may speak of: those named last before them, and whom the page is about.

    Chinese leaves the subject out, and a speech or an interview goes on for many lines.
    """
    shown = [n for n in page.plain if page.role(n) != "noise"]
    before = [page.plain[n] for n in shown if n < min(numbers, default=0)]
    last = next((found for text in reversed(before) if (found := _named_in(text, names))), set())
    return last.union(*(_named_in(page.plain[n], names) for n in shown if page.role(n) != "body"))


def _named_in(text: str, names: frozenset[str]) -> set[str]:
    return {name for name in names if name in text}


def _best_line(wording: set[str], page: Page) -> tuple[int, float]:
    """The body line with most of the wording, and its share of it."""
    shares = ((share_of(wording, text), n) for n, text in page.simple.items() if page.role(n) == "body")
    share, number = max(shares, default=(0.0, 0))
    return number, share


def _uncensored(text: str, pair: Pair, page: Page) -> Iterator[Finding]:
    """A censored name stays as it is: each run of asterisks is one of the article."""
    runs = CENSORED.findall(text)
    known = set(CENSORED.findall(page.shown)) if runs else set()
    for run in runs:
        if run not in known:
            message = f"“{run}” does not stand in the article: what is censored there stays so."
            yield pair.error("evidence", ADDITION, message, "zh", run)


def _invented(text: str, pair: Pair, page: Page) -> Iterator[Finding]:
    """An institution of whose name the article has nothing but what institutions are called in general."""
    for found in INSTITUTION.finditer(text):
        own = GENERIC.sub("", found[1])
        name, before = own[-2:], found.start() + len(own) - 2
        if len(name) < 2 or name in page.shown or COMMON.search(name):
            continue
        if text[max(0, before - 1) : before + 1] not in page.shown or before == 0:
            message = f"“{name}”, the name in “{found[0]}”, does not stand in the article."
            yield pair.error("evidence", ADDITION, message, "zh", found[0])


def share_of(wording: set[str], text: str) -> float:
    """The share of the pairs of characters that stand in a plain text."""
    return sum(map(text.__contains__, wording)) / len(wording)


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring Han characters of `text`."""
    return set().union(*[map(add, run, run[1:]) for run in HAN_RUN.findall(text)])


def _title(pair: Pair, page: Page) -> Iterator[Finding]:
    """A title is taken from the page; where the page has none it may be made up, but not out of its noise."""
    if not pair.zh.strip():
        if pair.en.strip():
            yield pair.error("evidence", ADDITION, "The English title has no Chinese.", "en", pair.en)
        return
    for number in pair.lines:
        if page.role(number) in ("", "noise"):
            yield pair.error("evidence", ADDITION, f"The title cites {_what(number, page)}.", "zh", pair.zh)
            return
    wording = bigrams(pair.zh) if page.is_chinese else set()
    copied = bool(pair.lines) and not page.result.document.duplicate_of  # a repeat has that of its original
    cited = page.text(pair.lines) if copied else page.shown
    if len(wording) >= 4 and share_of(wording, cited) < (COPIED if copied else LITTLE):
        where = "the lines that it cites" if copied else "the article"
        yield pair.error("evidence", ADDITION, f"The title does not stand in {where}.", "zh", pair.zh)


def _details(page: Page) -> Iterator[Finding]:
    """Dates, and the names that are given within other fields."""
    for date in page.dates:
        yield from _date(date.where, date.value.zh, date.value.lines, page)
    for mention in page.mentions:
        yield from _mentioned(mention.where, mention.zh, mention.lines, page)


def _issues(page: Page) -> Iterator[Finding]:
    """What is said to be wrong with the source cites lines that are there, whichever they are."""
    for number, issue in enumerate(page.result.source_issues):
        if lost := [n for n in issue.lines if n not in page.lines]:
            message = f"This cites line {lost[0]}, which does not exist."
            where = f"source_issues.{number}"
            yield Finding("evidence", ADDITION, "error", where, message, (), issue.zh)
        elif issue.type == "censored" and not any(is_masked(page.lines[n].text) for n in issue.lines):
            message = "Nothing is masked in the lines that this cites."
            lines = tuple(issue.lines)
            yield Finding("evidence", ADDITION, "error", f"source_issues.{number}", message, lines, issue.zh)


def _date(where: str, zh: str, lines: list[int], page: Page) -> Iterator[Finding]:
    if not zh.strip():
        return
    wanted = plain(zh)
    good = [n for n in lines if page.role(n) not in ("", "noise")]
    if good and within(wanted, page.text(good)):
        return
    if lines or not page.occurs(zh):
        elsewhere = "the lines it cites" if page.occurs(zh) else "the article"
        message = f"The date “{zh}” does not stand in {elsewhere}."
        yield Finding("evidence", ADDITION, "error", f"{where}.zh", message, tuple(lines), zh)


_TOGETHER = re.compile("[、，,;；]")  # speakers, or parties, of one statement


def _mentioned(where: str, zh: str, lines: tuple[int, ...], page: Page) -> Iterator[Finding]:
    if zh.strip() and not all(map(page.occurs, filter(None, _TOGETHER.split(zh)))):
        message = f"“{zh}” does not stand in the article."
        yield Finding("evidence", ADDITION, "error", where, message, lines, zh)
