"""Posts belong to the people they are given to, and keep their rank.

In Chinese a post stands just before its holder ("市长李明") or just after ("李明市长"). A post is wrong where
every place it stands in belongs to somebody else; where the text does not tell, nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from summarizer import pinyin
from summarizer.fields import Post
from summarizer.results import Person
from summarizer.scripts import simplified
from summarizer.text import Finding
from summarizer.verifying import standing, titles
from summarizer.verifying.page import Page, Pair
from summarizer.verifying.places import places_apart, spans_of

MISTRANSLATION = "accuracy/mistranslation"
SENTENCE_END = re.compile(r"[。！？；!?;]")
CLAUSE_END = re.compile(r"[。！？；!?;，：,:]")
# What a name may be followed by in a list of people who share a post: 甲教授、乙研究员.
_STYLED = "(?:同志|教授|副教授|研究员|副研究员|院士|博士|先生|女士|老师|医生|律师|主任医师|高级工程师|等)?"
# 委员甲校张三教授、乙校李四研究员: those who are styled may have where they are from before them.
_FROM = r"[\u4e00-\u9fff]{0,18}(?:大学|学院|研究院|研究所|科院|医院|公司|中心|集团|校|所)"
AND = re.compile(
    rf"{_STYLED}(?:、|和|与|以及|及|暨|，|[ \u3000])|（[左中右].{{0,3}}）、?"
    rf"|(?:副?教授|副?研究员|院士|博士|老师)(?:、|和|与){_FROM}"
)
JUST_BEFORE = re.compile(r"|（|\(|同志|同志?(?:担|出|兼|现|连|继)?任|同志?当选?为?")
# 张三书记、主席会见了李四书记: a post may follow others behind its holder.
POSTS_AFTER = re.compile(r"[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,12}){0,4}、")
MANY = 60  # names in one list that may share a post
# A line may break within a name: its holder stands behind a post at the very end.
BROKEN_OFF = re.compile(r"[A-Z][A-Za-z.·'-]{0,20}\Z")
# 甲同, 甲会见了, 甲致电; 甲与……会谈: whose post follows is somebody else.
MEETS_ANOTHER = re.compile(
    "(?:[同向对给]|会见了?|会晤了?|接见了?|看望了?|慰问了?|致电|致函|致信|邀请|欢迎|陪同|接替|祝贺|感谢|代表|接受)"
    "[^，。；：、]{0,12}\\Z"
)
WITH_ANOTHER = re.compile(r"[与和跟][^，。；：、]{0,12}\Z")
THEY_MEET = re.compile("(?:举?行?会[谈见晤面]|举行|通?电?话|[交座面]谈|见面|共|一[同道起]|签|磋商|互)")
FARTHEST = 30  # characters between a post and its holder
FARTHEST_LISTED = 200  # where further posts follow it
DEPUTY = re.compile(
    r"\b(?:deput|vice|associate|assistant|sub-?|under[- ]?(?:secretar|sheriff)|second|lieutenant|junior"
    r"|number[- ]two|no\. ?2|pro-(?:vice|chancellor)|minister of state|minister delegate|alternate|co-)",
    re.IGNORECASE,
)
RANKED = re.compile(r"副(?!业|本|作用|食|刊)")


# In running text only what is surely a post: 副本, 副作用, 名副其实 are none.
DEPUTY_POST = re.compile(
    r"(?<![一二两三几这那每某名全])副(?!本|业|作用|产|食|刊|中心|其|热带|驾|高级)(?:[处厅局部科师团国省]级"
    r"|[\u4e00-\u9fff]{0,6}?(?:长|书记|教授|主任|主席|主委|总理|总统|总裁|总监|经理|研究员|董事|主编|编辑|委员|督学|理事|馆员|司令|总?指挥))"
)
# A deputy in a running text; "second" and "submitted" are none.
DEPUTY_SAID = re.compile(
    r"\b(?:deput|vice\b|associate\b|assistant|sub-|subprovincial|under[- ]?(?:secretar|sheriff)|lieutenant"
    r"|alternate|co-|acting|running mate|number[- ]two|no\. ?2\b|pro-(?:vice|chancellor)"
    r"|minister of state|minister delegate"
    r"|second[ -](?:secretar|in))",
    re.IGNORECASE,
)
DEPUTY_EN = re.compile(
    r"\bassociate professor"
    r"|\b(?:deputy|vice)[ -](?:secretar|director|mayor|governor|minist|chair|presid|head|principal|manager"
    r"|premier|prime|commander|commissioner|speaker|dean|general|chief|editor|party|county|district|executive)\w*",
    re.IGNORECASE,
)
# "Deputy directors A and B" holds for two posts.
DEPUTIES = re.compile(
    r"\b(?:deputy|vice|associate)[ -](?:(?!of\b)\w+[ -]){0,4}?(?!class)\w{3,}(?:s|men|women)\b", re.IGNORECASE
)
WORD = re.compile(r"[a-z]++")
# The end of the name of a body before a post, and posts that any body within another one has.
_BODY_END = "(?:[局部委院会府校司社党央团厅处所行军协大学办国队]|集团|中心|公司|机构)"
_BODY = (
    r"(?<![该本我其此各])(?=[\u4e00-\u9fff])([\u4e00-\u9fff]{1,6}(?<![该本我其此各])"
    f"{_BODY_END})"
)
_IS_BODY = re.compile(f"{_BODY_END}(?<!国)(?<!政府)$")  # a minister is one of his country, too
_WITHIN = re.compile(rf"{_BODY}(?=[\u4e00-\u9fff]{{2}})")
_GENERAL = re.compile("成员|组长|委员|代表|会员")
APPOSITION = re.compile(r", ((?:the |an? )?[^,;.()]{4,90}+)(?=[,;.])")
TITLE_BEFORE = re.compile(
    r"(?:^|[,;.] |\b(?:and|by|with|while|that) )((?:the |The )?[A-Z]?[\w'’ -]{3,60}?),? \Z"
)
DEPUTIES_EN = frozenset({"deputy", "vice", "associate", "assistant", "sub"})
CLAUSE_EN = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would|said|says|must|shall|may|can)\b")
OWN, OTHERS = 0.5, 0.99
SHORTEST = 4  # characters by which an organisation is called for short
_HEADS = re.compile(
    r"\b(?:(?:director|governor|mayor|minister|president|secretary|premier|chair|head|chief|manager|principal"
    r"|dean|editor|commissioner|inspector|captain|leader|rector|professor|researcher|engineer|commander"
    r"|magistrate|superintendent|speaker|procurator|judge|warden|marshal|chancellor|provost|counsell?or)s?\b"
    r"|secretaries\b|chair(?:wo|per|m)[a-z]+|head(?:master|mistress|teacher)"
    r"|(?:division|bureau|department|section) level)",
    re.IGNORECASE,
)
MAY_BE_DEPUTY = re.compile(r"[副次佐协代]|助理|常务|议员|議員")
# In running text there may be 代表 and 协会, which are no deputies.
DEPUTY_THERE = re.compile(
    "副|准教授|次[长官席卿]|佐理|协理|代(?:理|行|[市省县区州主总部局院校会镇乡])|助理|常务|议员|議員|襄理|帮办|幫辦|二把手|国务委员"
)
# Of a post by itself: a member of the French parliament is a deputy, too.
DEPUTY_OF = re.compile(r"\b(?:deputy|vice)\b(?! to the\b)", re.IGNORECASE)


def check(page: Page) -> Iterator[Finding]:
    """Findings `post` (another person's) and `post_rank` (a deputy without "deputy")."""
    names = {_joined(person.zh) for person in page.news.people if len(person.zh) > 1}
    cited = {n for person in page.news.people if person.posts for n in person.lines if n in page.lines}
    lines = {n: _joined(page.lines[n].text) for n in cited}
    employers = _employers(page)
    for index, person in enumerate(page.news.people):
        for number, post in enumerate(person.posts):
            where = f"fields.people.{index}.posts.{number}"
            if post.zh.strip() and len(person.zh) > 1:
                yield from _held(where, post.zh, person, names, lines)
                yield from _employed(where, post, person, lines, employers)
            if message := _rank(post):
                yield _error("post_rank", f"{where}.en", message, person, post.zh)
            elif word := titles.mistaken(post.zh, post.en):
                yield _error("post", f"{where}.en", f"“{post.zh}” is no “{word}”.", person, post.zh)
    yield from _in_texts(page, names)


def _in_texts(page: Page, names: set[str]) -> Iterator[Finding]:
    """What the texts tell of posts."""
    for pair in page.claims:
        if pair.kind == "post" and pair.en.strip():
            yield from standing.lost(pair)
    held = [person for person in page.news.people if person.en and len(person.zh) > 1]
    for pair in page.running:
        if not pair.en:
            continue
        yield from standing.lost(pair)
        if "副" in pair.zh:
            yield from _demoted(pair)
        else:
            yield from _promoted(pair)
        here = [person for person in held if person.en in pair.en and person.zh in pair.zh]
        if len(here) > 1:
            yield from _exchanged(pair, here, names)


def _rank(post: Post) -> str:
    """What is wrong with the rank of a post in English, or ""."""
    if not (post.en.strip() and post.zh.strip()):
        return ""
    if RANKED.search(post.zh):
        return "" if DEPUTY.search(post.en) else f"“{post.zh}” is a deputy's post; “{post.en}” is not."
    if DEPUTY_OF.search(post.en) and not MAY_BE_DEPUTY.search(post.zh):
        return f"“{post.en}” is a deputy's post; “{post.zh}” is not."
    return ""


def _employers(page: Page) -> tuple[str, ...]:
    """The organisations of the fields, as posts have them in front of them, each once and in order."""
    named = (item.zh for item in page.news.organisations)
    held = (post.organisation for person in page.news.people for post in person.posts)
    return tuple(dict.fromkeys(name for name in map(_joined, (*named, *held)) if len(name) > 1))


def _employed(
    where: str, post: Post, person: Person, lines: Mapping[int, str], employers: Sequence[str]
) -> Iterator[Finding]:
    """A post whose lines have another organisation just in front of it, and never its own."""
    own, zh = _joined(post.organisation), _joined(post.zh)
    if not own:
        return
    cited = [lines[n] for n in person.lines if n in lines]
    heads = [line[:at] for line in cited for at in places_apart(zh, line)]
    others = [next((each for each in employers if _ends_with(head, each)), "") for head in heads]
    if others and all(each and not _is_short_for(each, own) for each in others):
        message = f"“{post.zh}” is a post of {others[0]} in these lines, not of {post.organisation}."
        yield _error("post", f"{where}.organisation", message, person, post.organisation)
    elif _IS_BODY.search(own) and not _GENERAL.search(zh) and not any(own in line for line in cited):
        yield from _employed_elsewhere(where, post, person, cited)


def _employed_elsewhere(where: str, post: Post, person: Person, cited: Sequence[str]) -> Iterator[Finding]:
    """A post that stands right behind another body, or has one in it, where its lines do not name its own."""
    own, zh, name = map(_joined, (post.organisation, post.zh, person.zh))
    held = re.compile(rf"{_BODY}{re.escape(zh)}[^。；，]{{0,{FARTHEST}}}?{re.escape(name)}")
    found = [each for line in cited for each in held.finditer(line)]
    found = found or [each for each in [_WITHIN.match(zh)] if each]
    if found and not any(_has_some_of(own, each[1]) for each in found):
        message = f"“{post.zh}” is a post of “{found[0][1]}” in these lines, not of {post.organisation}."
        yield _error("post", f"{where}.organisation", message, person, post.organisation)


def _has_some_of(own: str, body: str) -> bool:
    """Whether an organisation may be a body that ends so: in full, for short, or a part of the other."""
    pairs = (body[at : at + 2] for at in range(max(0, len(body) - SHORTEST), len(body) - 1))
    return any(pair in own for pair in pairs) or _is_short_for(body[-3:], own)


def _ends_with(head: str, name: str) -> bool:
    """Whether a text ends with a name, or with the beginning that it is called by: 青禾建设集团有限公司."""
    return any(head.endswith(name[:size]) for size in {*range(SHORTEST, len(name)), len(name)})


def _is_short_for(one: str, other: str) -> bool:
    """Whether one of two names has all characters of the other, in order: 中科院, 中国科学院."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(char in rest for char in short)


def _demoted(pair: Pair) -> Iterator[Finding]:
    """A deputy's post in a running text has a deputy in the English."""
    text = simplified(pair.zh)
    posts = {(found[0], _holder(text, found.end())) for found in DEPUTY_POST.finditer(text)}
    said = len(DEPUTY_SAID.findall(pair.en)) if posts else 0
    said -= min(text.count("助理"), pair.en.lower().count("assistant")) if said else 0
    if said < len(posts) and not (said and DEPUTIES.search(pair.en)):
        named = sorted({post for post, _ in posts})
        message = f"“{'、'.join(named)}”: a deputy is lost in the English."
        make = pair.error if _HEADS.search(pair.en) else pair.warning  # "two officials" are no directors
        yield make("post_rank", MISTRANSLATION, message, "en", named[0])


def _holder(text: str, at: int) -> str:
    """The beginning of the name just behind a post: "副处长张三、副处长李四" are two."""
    return text[at : at + 2] if text[at : at + 1] in pinyin.COMMON_SURNAMES else ""


def _promoted(pair: Pair) -> Iterator[Finding]:
    """A deputy in the English is one in the Chinese."""
    lower = pair.en.lower()
    if not ("deputy" in lower or "vice" in lower or "associate" in lower) or DEPUTY_THERE.search(
        simplified(pair.zh)
    ):
        return
    if promoted := DEPUTY_EN.search(pair.en):
        message = f"“{promoted[0]}” is a deputy's post; the Chinese has no deputy."
        yield pair.error("post_rank", MISTRANSLATION, message, "en", promoted[0])


def _exchanged(pair: Pair, here: list[Person], names: set[str]) -> Iterator[Finding]:
    """A post beside the name of somebody else: "Zeng Rong, chairman of the Company"."""
    line = _joined(pair.zh)
    for person in here:
        beside = _beside(pair.en, person.en, here)
        own = max((_share(post.en, beside) for post in person.posts), default=0.0)
        if not beside or own > OWN:
            continue
        for other in here:
            for post in other.posts if other is not person else ():
                if _share(post.en, beside) < OTHERS or _joined(post.zh) not in line:
                    continue
                owners = frozenset().union(*owners_of(_joined(post.zh), line, names))
                if _joined(person.zh) not in owners and _joined(other.zh) in owners:
                    message = f"“{post.en}” is the post of {other.en}, not of {person.en}."
                    yield pair.error("post", MISTRANSLATION, message, "en", post.zh)
                    return


def _beside(en: str, name: str, people: list[Person]) -> frozenset[str]:
    """The words of the apposition after a name, or of the title just before it.

    In "Mayor A, Governor B" what follows the first name is the title of the next one.
    """
    start = en.find(name)
    after = APPOSITION.match(en, start + len(name))
    before = TITLE_BEFORE.search(en, max(0, start - 80), start)
    if before and (CLAUSE_EN.search(before[1]) or any(person.en in before[1] for person in people)):
        before = None  # "The mayor has left, A said"
    if before and _is_of_another(en[: before.start(1)], people):
        before = None  # "A, deputy mayor and head of the office, B, director": A is the deputy mayor
    if before and before[0].endswith(", "):  # "The chairman, A, said": the name itself is the apposition
        return frozenset(WORD.findall(before[1].lower()))
    if after and not any(person.en in after[1] for person in people):
        return frozenset(WORD.findall(after[1].lower()))
    return frozenset(WORD.findall(before[1].lower())) if before else frozenset()


def _is_of_another(text: str, people: list[Person]) -> bool:
    """Whether a text ends within the apposition of one of the people: "... A, deputy mayor and "."""
    at, name = max(((text.rfind(f"{person.en},"), person.en) for person in people), default=(-1, ""))
    between = text[at + len(name) + 1 :]
    return at >= 0 and not CLAUSE_EN.search(between) and not any(person.en in between for person in people)


def _share(post: str, beside: frozenset[str]) -> float:
    """The share of the words of a post, as far as they say the rank, that stand beside a name.

    A deputy's post is none of the others, nor the other way round.
    """
    if (DEPUTY.search(post) is None) != beside.isdisjoint(DEPUTIES_EN):
        return 0.0
    words = [word for word in WORD.findall(post.lower().split(" of ")[0]) if word not in ("the", "and")]
    return sum(word in beside for word in words) / len(words) if words else 0.0


_SEVERAL = re.compile(
    "[两兩二三四五六七八九十几幾多各\\d][名位个個][^，。；：！？]{0,6}\\Z"
)  # 两名董事, of both


def _held(
    where: str, zh: str, person: Person, names: set[str], lines: Mapping[int, str]
) -> Iterator[Finding]:
    post, name = _joined(zh), _joined(person.zh)
    there = [lines[n] for n in person.lines if n in lines and post in lines[n]]
    if any(_SEVERAL.search(line, 0, line.find(post)) for line in there):
        return
    owners = [found for line in there for found in owners_of(post, line, names)]
    if there and not owners:
        message = f"“{zh}” stands in these lines only as a part of another post."
        yield _error("post", f"{where}.zh", message, person, zh)
    elif owners and all(found and name not in found for found in owners):
        others = "、".join(sorted(frozenset().union(*owners)))
        yield _error(
            "post", f"{where}.zh", f"“{zh}” is the post of {others}, not of {person.zh}.", person, zh
        )


def _joined(text: str) -> str:
    """`text` without blanks; its punctuation tells the posts of one person from those of the next.

    What posts are called and what stands beside them is compared in simplified characters.
    """
    return simplified("".join(text.split()))


def owners_of(post: str, line: str, names: set[str]) -> Iterator[frozenset[str]]:
    """For each place where the post stands in the line: who may hold it; empty where unclear."""
    places = [at for at in places_apart(post, line) if line[at - 1 : at] != "副"]
    spots = spans_of(names, line) if places else []
    for at in places:
        yield _holders(at, at + len(post), line, spots)


_CLOSED = re.compile("[）)]")
_REPLACES = re.compile(r"(?:接替|代替|取代)\Z")  # 甲接替乙任总经理


def _holders(start: int, end: int, line: str, spots: list[tuple[int, int]]) -> frozenset[str]:
    before = spots[: bisect_right(spots, start, key=itemgetter(1))][-MANY:]
    after = spots[bisect_left(spots, end, key=itemgetter(0)) :][:MANY]
    behind = line[before[-1][1] : start] if before else ""
    ahead = line[end : after[0][0]] if after else ""
    if "分别" in behind or (before and _REPLACES.search(line, max(0, before[-1][0] - 2), before[-1][0])):
        return frozenset()
    if behind.startswith(("（", "(")) and not _CLOSED.search(behind):
        return _chain(before[-1:], line)  # 甲（某校教授）、乙（某所所长）
    adjacent = bool(before) and JUST_BEFORE.fullmatch(behind) is not None
    holders = _chain(before[::-1], line) if adjacent else frozenset()
    reach = FARTHEST_LISTED if ahead.startswith("、") else FARTHEST  # 主任、委员、组长张三
    if after and (not ahead or not adjacent) and len(ahead) <= reach and not CLAUSE_END.search(ahead):
        holders |= _chain(after, line)
    if ahead and before and POSTS_AFTER.fullmatch(behind):
        holders |= _chain(before[:-2:-1], line)
    if not holders and BROKEN_OFF.match(line, end):
        return frozenset()
    if MEETS_ANOTHER.search(behind) or (WITH_ANOTHER.search(behind) and THEY_MEET.match(line, end)):
        return holders
    if not holders and before and len(behind) <= FARTHEST and not SENTENCE_END.search(behind):
        holders = _chain(before[::-1], line)
    return holders


def _chain(spots: list[tuple[int, int]], line: str) -> frozenset[str]:
    """The first of the names, and those joined to it by nothing but "and": they share the post."""
    names = {line[slice(*spots[0])]}
    for one, other in pairwise(spots[:MANY]):
        between = line[min(one[1], other[1]) : max(one[0], other[0])]
        if between and not AND.fullmatch(between):  # 记者赵明 钱亮: side by side
            break
        names.add(line[slice(*other)])
    return frozenset(names)


def _error(code: str, where: str, message: str, person: Person, quote: str) -> Finding:
    return Finding(code, MISTRANSLATION, "error", where, message, tuple(person.lines), quote)
