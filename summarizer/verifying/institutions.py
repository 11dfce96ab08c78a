"""Institutions by what they are: whether an article has anything that an English name can be the name of.

“Golden Harvest Bank” cannot be read in the Chinese like a name in pinyin, but it can be known that the
article has no bank. A university may be short (北大), a bank, too (农行).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer import pinyin
from summarizer.matching import plain
from summarizer.text import Finding
from summarizer.verifying.attested import is_city, is_read, is_read_in, is_short_form, keys_of, stands_for
from summarizer.verifying.page import HAN, Page, Pair
from summarizer.verifying.places import all_places
from summarizer.verifying.readings import bare, is_place, readings_of

# Those who meet for something: a reading group is a 读书会.
_SOCIETY = (
    "[书書友谊誼助习習学學趣究演团團][会會]|沙龙|沙龍|联盟|聯盟"
    "|[诗詩剧劇文书書画畫乐樂舞棋]社|[小分纵縱乐樂战戰][队隊]"
)
# What an institution is, what an article has that may be one, and what the name of one goes on with.
KINDS = {
    kind: (re.compile(anywhere), re.compile(near))
    for kind, anywhere, near in (
        (
            "University",
            "[大校院學学]|清华|复旦|同济|理工|[东西南北华中川][师农财邮航政]|哈佛|耶鲁|牛津|剑桥|斯坦福|伯克利|普林斯顿",
            "大学|大學|学院|學院|高校|院校|[师医农理工科交航海药财外政]大",
        ),
        ("College", "[大校院學学]", "学院|學院|学校|學校|院校|大学|书院|書院|[一二三]中"),
        (
            "Bank",
            "[行银銀岸]|信用社|农信|渣打|花旗|汇丰|星展|高盛|联储|巴克莱|瑞信|央妈",
            "银行|銀行|[工建农農中招交商浦民世亚亞央投发發信光兴興]行|信用社|岸",
        ),
        (
            "Hospital",
            "[院医醫]|方舱|华西|协和|湘雅|齐鲁",
            "医院|醫院|[医醫]|院[区區]|[生健养養复復]院|附[一二三属屬]|[一二三四五六七八九十省市县縣]院",
        ),
        (
            "Group",
            f"[集组团群班團組]|公司|企业|{_SOCIETY}",
            f"集团|集團|公司|企业|[组組](?![织織成合建装裝件])|专班|[团團]|群(?![众眾岛島])|{_SOCIETY}",
        ),
        (
            "Company",
            "[司厂社商廠业團团店铺鋪]",
            "公司|企业|企業|集团|集團|[厂廠商]|[版行报報]社|[剧劇舞歌乐樂]团|[剧劇舞歌乐樂]團",
        ),
        ("Corporation", "[司厂社商廠业團团]", "公司|企业|集团|厂|商"),
        ("Foundation", "基金|[会會]", "基金"),
        ("Museum", "[馆館院宫宮博]", "[馆館院宫宮博]"),
    )
}
COMPANIES = ("Company", "Corporation", "Group")
NAME = re.compile(rf"(?<![\w'’-])((?:[A-Z][\w'’-]++ ){{1,4}})({'|'.join(KINDS)})\b(?! (?:of|for|[A-Z]))")
# What a company does, as a part of its name, and how the short name has it: 台积电, 中海油, 港铁.
BRANCHES = """
semiconductor|electr|power|grid=电|電  railway|rail|transit|metro|subway=铁|鐵|捷运|捷運
airline|airway|aviation|aero=航  shipping|ocean|marine=航|海|船  oil|petro=油|石化  gas=气|氣
steel|iron=钢|鋼|铁|鐵  alumin|copper|gold|metal|nonferrous=铝|铜|金|属
tele|mobile|communicat=电信|電信|移动|联通|通信|通讯  insur|assurance|life=保|寿  motor|auto|vehicle=汽|车|車
nuclear=核  coal|mining|energy=煤|矿|能  chemical|pharma|medic=化|药|藥|医  tobacco=烟
broadcast|television|radio=台|视|广播  film|pictures=影|传媒  media=台|视|广播|影|传媒|报|社|网
construct|building|engineer=建|工
weapon|ordnance=兵  space=航天|宇航  grain|food|dairy=粮|食|乳  software|tech|network=软|科|网
trust|securit|financ|invest=信|证|證|金|投  brew|beer=啤|酒  water=水
"""
TRADE = rf"[{HAN}]?[投控建能钢铁药铝汽报电煤矿油航港交化旅农商酒]"
# What follows the character of a place in the short name of an institution: 川农, 兰大二院, 陕煤.
SHORTLY = {
    kind: re.compile(after)
    for kind, after in (
        ("University", "[大师医农理工科交航财外政林]"),
        ("Bank", "行|农商|农信"),
        ("Hospital", rf"[{HAN}]{{0,3}}[院医]"),
        ("Museum", "博"),
        *((kind, TRADE) for kind in COMPANIES),
    )
}
FIRST = re.compile(r"(?:The|A|An|No|Any|Every|In|At|On|By|With|And|For|From)\b")
# "This Company", "the Firm's Group": no names.
POINTED = re.compile(r"(?:This|That|These|Its|Our|Their|Your|My|His|Her|Both|Each|Such)\b")
OF_HERE = re.compile(rf"(?:\A|[^{HAN}]|[在的到和与由对从向为是及去往我全本各了])[省市县區区州]")
NEAR = 14  # characters from the beginning of a Chinese name to what it is
END = re.compile(r"[,.;:!?，。；：！？\n]")


def check(pair: Pair, known: str, page: Page) -> Iterator[Finding]:
    """An institution of a kind that the article has none of, or whose pinyin is that of something else.

    `known` is the English of those that are named by terms and fields, without blanks.
    """
    for name, first, kind in named(pair.en):
        if bare(name).replace(" ", "") in known or (len(first) > 2 and first in page.written):
            continue  # the latter is in Latin letters in the article itself
        if is_shortened(bare(first), kind, page.shown):
            continue
        here = is_possible(kind, pair.zh, name)
        if not is_possible(kind, page.shown, name):
            message = f"“{name}”: the article names nothing of the kind."
            if may_go_unsaid(kind, name):
                yield pair.warning("name_invented", "accuracy/addition", message, "en", name)
                continue
        elif is_elsewhere(bare(first), kind, page.shown, pair.zh, here=here):
            message = f"“{name}”: what is read “{first}” in the article is nothing of the kind."
        else:
            continue
        yield pair.error("name_invented", "accuracy/addition", message, "en", name)


@lru_cache(maxsize=2048)
def named(en: str) -> tuple[tuple[str, str, str], ...]:
    """The institutions of an English text: the whole name, its first word, and what it is."""
    return tuple(_named(en))


_SOUGHT = tuple(f" {kind}" for kind in KINDS)


def kinds_in(en: str) -> tuple[str, ...]:
    """What of `KINDS` stands in an English text, with the blank before it: quick to find."""
    return tuple([sought for sought in _SOUGHT if sought in en])


def _named(en: str) -> Iterator[tuple[str, str, str]]:
    for found in NAME.finditer(en):
        words = [word for word in _own(found[1].split()) if not FIRST.fullmatch(word)]
        if words:
            yield " ".join([*words, found[2]]), words[0], found[2]


def _own(words: list[str]) -> list[str]:
    """The words of a name without whose it is ("China's ..."); none where it is only pointed at."""
    whose = max((at for at, word in enumerate(words) if word.endswith(("'s", "’s"))), default=-1)
    return [] if any(map(POINTED.fullmatch, words)) else words[whose + 1 :]


@lru_cache(maxsize=1)
def _branches() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The branches in pairs of patterns."""
    pairs = (entry.split("=") for entry in BRANCHES.split())
    return tuple((re.compile(rf"\b(?:{en})", re.IGNORECASE), re.compile(zh)) for en, zh in pairs)


def is_possible(kind: str, zh: str, name: str = "") -> bool:
    """Whether a Chinese text has anything that may be of the kind, or the brand or branch of a `name`."""
    if KINDS[kind][0].search(zh):
        return True
    if kind not in COMPANIES or not name:
        return False
    brand = _brand(name)
    if pinyin.is_pinyin(brand) and is_read(brand, zh, single=True):
        return True
    return any(chinese.search(zh) for english, chinese in _branches() if english.search(name))


def _brand(name: str) -> str:
    return next((word for each in name.split() if (word := bare(each)) != "china"), "")


def may_go_unsaid(kind: str, name: str) -> bool:
    """Whether a text may have the brand of a company alone: 大众, Volkswagen Group.

    A brand in pinyin would be read in the text, and what a company does mostly stands in its short name.
    """
    if kind not in COMPANIES or pinyin.is_pinyin(_brand(name)):
        return False
    return not any(english.search(name) for english, _ in _branches())


def has_near(kind: str, zh: str, start: int) -> bool:
    """Whether what begins at a place of a Chinese text may be the name of something of the kind."""
    return KINDS[kind][1].search(END.split(zh[start : start + NEAR], maxsplit=1)[0]) is not None


def is_elsewhere(word: str, kind: str, shown: str, zh: str, *, here: bool) -> bool:
    """Whether a word in pinyin is read only in places of an article where nothing of the kind follows.

    If `zh`, the Chinese of the text, has nothing of the kind `here`, the word must at least be read there.
    """
    if not is_place(word) or is_short_form(word, shown):
        return False
    if not here and not is_read_in(word, plain(zh), shown):
        return True
    places = list(readings_of(word, shown, keys_of(shown)))
    if not places or any(has_near(kind, shown, at) for at, _ in places):
        return False
    return not (is_city(word) and _is_of_here(kind, zh))


def is_shortened(word: str, kind: str, shown: str) -> bool:
    """Whether an article has the short name of something of the kind in a place: 川农, 兰大二院."""
    if kind not in SHORTLY:
        return False
    after, chars = SHORTLY[kind], stands_for(word)
    return any(after.match(shown, at + 1) for char in chars for at in all_places(char, shown))


def _is_of_here(kind: str, zh: str) -> bool:
    """Whether a text has something of the kind of a place that it calls by what it is: 省人民医院."""
    return any(has_near(kind, zh, found.end()) for found in OF_HERE.finditer(zh))
