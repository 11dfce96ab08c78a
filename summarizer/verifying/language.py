"""The English is English and there, and nothing foreign to the source comes with it.

Chinese left in place, a missing translation, links, addresses, telephone numbers and markup that the
source does not have, words of the machine about itself, and codes that got lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from summarizer.matching import plain
from summarizer.results import Result
from summarizer.text import Finding
from summarizer.verifying.page import BREAK, HAN, LONG, REMEMBERED, Page, Pair, remembered
from summarizer.verifying.places import all_places

CHINESE = re.compile(f"[{HAN}\u2e80-\u2fdf\u3000-\u303f\u3105-\u312f\uff01-\uff60\uffe0-\uffe6]+")
# Signs, letters and digits in full width are no Chinese, and 丨 is drawn between the parts of a title.
WIDE = re.compile(
    "[丨\u3000\uff03-\uff06\uff0a\uff0b\uff0d\uff0f-\uff19\uff1c-\uff1e\uff20-\uff3a\uff3c\uff3e-\uff5a"
    "\uff5c\uff5e\uffe0-\uffe6]+"
)
REST = r"[^\s<>\"'()（）“”，。、；：！？《》]{1,300}+"
LINKS = re.compile(
    rf"(?:https?|ftp)://{REST}|(?<![a-z0-9.])www\.{REST}|[a-z0-9._%+-]{{1,64}}@[a-z0-9-]{{1,63}}\.[a-z.]{{2,40}}"
    rf"|(?<![a-z0-9.-])[a-z0-9-]{{1,63}}\.(?:com|cn|net|org|io|info|top|xyz|gov|edu)/{REST}",
    re.IGNORECASE,
)
DOMAIN = re.compile(
    r"(?<![a-z0-9.@-])[a-z0-9-]{1,63}\.(?:com|cn|net|org|info|top|xyz)(?![a-z0-9/.-])", re.IGNORECASE
)
PHONE = re.compile(
    r"(?<![\d.,])(?:0\d{2,3}[- ]?\d{7,8}|1[3-9]\d{9}|[48]00[- ]?\d{3}[- ]?\d{4})(?![\d.,]\d|\d)"
)
MARKUP = re.compile(
    r"</?(?:script|img|iframe|svg|style|link|object|embed|form|input|meta|base|body|html"
    r"|a|div|span|p|br|b|i|think|thinking|reasoning|reflection|analysis|answer|output|assistant|user|system"
    r"|tool_call|translation|segment)\b[^<>]{0,80}>?"
    r"|!\[|\]\(|\*\*|^#{1,6} (?=\D)|javascript:|data:text/|\bon(?:error|load|click)\s{0,4}=|```"
    r"|<\|[a-z_]{2,30}\|>|\[/?INST\]",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b"
    r"|\bi(?:'m| am) (?:sorry|unable to|an ai)\b"
    r"|\bi (?:cannot|can't|can not) (?:assist|help|fulfil|provide|translate|comply)"
    r"|\bignore (?:all |the |any )?(?:previous|above)|\bhere(?: is|'s) the translation\b|\bsystem prompt\b"
    r"|\btranslator(?:'s|’s|s')? note\b|[(\[]note:|^(?:english )?translation:"
    r"|^\W{0,3}(?:assistant|user|system|human):"
    r"|作为一?个?(?:ai|人工智能|大?语言模型)"
    r"|我无法(?:提供|协助|回答|翻译)|忽略(?:以上|之前|上述)",
    re.IGNORECASE,
)
OF_MARKUP = ("<", ":", "=", "[", "](", "**", "#", "```")  # what has none of these has no markup
# What has none of these has no match of the patterns above, and is found out much faster.
TELLING = (
    "as a", "i'm ", "i am ", "i can", "ignore ", "here is the", "here's the", "system prompt", "translator",
    "note:", "translation:", "assistant:", "user:", "system:", "human:", "作为", "我无法", "忽略",
)  # fmt: skip
# What has none of these, a long number or the ending of an address has no sign of anything strange at all.
# They are looked for where a text has what each of a group needs; an attribute needs an equals sign.
SIGNS = {
    ":": ("://", "javascript:", "data:text/"), "@": ("@",), "www": ("www",), "<": ("<",), "[": ("![",),
    "]": ("](", "inst]"), "`": ("```",), "=": ("onerror", "onload", "onclick"),
    "as a": ("as an ai", "as a ai"), "artificial": ("artificial intelligence",),
    "language": ("language model",), "i'm ": ("i'm sorry", "i'm unable", "i'm an ai"),
    "i am ": ("i am sorry", "i am unable", "i am an ai"), "i can": ("i cannot ", "i can't ", "i can not "),
    "ignore": ("ignore ",), "here is": ("here is the translation",), "system": ("system prompt",),
    "ai": ("为ai", "个ai", "一ai"), "人工": ("人工智能",), "语言": ("语言模型",), "我无": ("我无法",),
    "忽": ("忽略",), "*": ("**",), "#": ("# ",), "here's": ("here's the translation",),
    "translat": ("translator", "translation:"), "note:": ("note:",),
    "assistant:": ("assistant:",), "user:": ("user:",), "system:": ("system:",), "human:": ("human:",),
}  # fmt: skip
# What becomes small letters of the Latin alphabet without accents (long s, ligatures).
CASED = re.compile("[A-Z\u00df\u0130\u0149\u017f\u01f0\u1e96-\u1e9a\u1e9e\u212a\ufb00-\ufb06]")
LONG_NUMBER = re.compile(r"\d\d\d[- ]?\d{4}")
# All figures alike: a long number is found faster by far.
ALIKE = bytes(ord("0") if chr(code).isdecimal() else code for code in range(256))
ENDING = re.compile(r"\.(?i:(?:com|cn|net|org|io|info|top|xyz|gov|edu)(?![a-z]))")
CODE = re.compile(
    r"[A-Za-z0-9](?<![A-Za-z0-9].)(?:(?<=\d)|(?=[A-Za-z0-9./-]{0,29}\d))"
    r"(?:(?<=[A-Za-z])|(?=[A-Za-z0-9./-]{0,29}[A-Za-z]))[A-Za-z0-9./-]{3,30}"
)
# "3000m2" and "No.3" may become words.
QUANTITY = re.compile(
    r"\d[\d.,]*(?:[-/]\d[\d.,]*)?[A-Za-z]{1,4}\d?(?:/[A-Za-z]{1,4}\d?)?|(?:no|vol|ver|v)\.?\d+", re.IGNORECASE
)
# "APEC2020年", "Forum2020", "Tuan16日", "MBA2011级", "GDP500亿": two things written as one.
YEAR = re.compile(
    r"(?<=[A-Za-z])(?=(?:19|20)\d\d(?:学?年|[级級届屆班款版春秋]|(?<=[a-z]{4}\d{4})(?!\d))"
    r"|(?<=[A-Z]{3})\d{1,2}[级級届屆班期](?![别別])"
    r"|(?<=[A-Z]{2})(?=\d{1,6}(?:\.\d{1,4})?[百千]?[万萬亿億])"
    r"|(?<=[a-z]{3})\d{1,2}(?:[日号时岁]|月(?![球亮饼])))"
)
LATIN = re.compile(r"[A-Za-z]")
ACRONYM = re.compile(r"[A-Z](?<![A-Za-z0-9].)[A-Z0-9]{1,9}(?![A-Za-z0-9])")
NO_DIGIT, NO_DIGITS, NO_CODE = re.compile(r"\D"), re.compile(r"[^\d,;.]"), re.compile(r"[^a-z0-9]+")
ASCII_NO_CODE = bytes(code for code in range(128) if not chr(code).isalnum() or chr(code).isupper())


def check(page: Page) -> Iterator[Finding]:
    """Findings `untranslated`, `missing_translation`, `foreign_link`, `markup`, `assistant_text`,
    `code_missing` (of mere acronyms a warning).
    """
    result = page.result
    pairs = (*page.pairs, Pair("summary", "summary", result.summary.zh, result.summary.en))
    ours, theirs = _suspicious(_ours(pairs)), _suspicious([pair.en for pair in pairs])
    source = _source(page) if ours or theirs else ""
    for number, pair in enumerate(pairs):
        if not pair.en.strip():
            yield from _missing(pair, result)
        elif not pair.en.isascii():
            yield from _untranslated(pair)
        if number in ours and pair.kind != "line":  # lines: see `coverage`
            yield from _foreign(pair, "zh", _signs(pair.zh), source)
        if number in theirs:
            yield from _foreign(pair, "en", _signs(pair.en), source)
        if pair.en and LATIN.search(pair.zh):
            yield from _codes(pair)
        if pair.en and ((number in ours and _may_link(pair.zh)) or (number in theirs and _may_link(pair.en))):
            yield from _links(pair)


class Signs(NamedTuple):
    """What of a text may be strange: `problems` are a code, a message and what was found. Most have none."""

    problems: tuple[tuple[str, str, str], ...]
    domains: tuple[str, ...]
    links: bool


def _ours(pairs: Sequence[Pair]) -> list[str]:
    """The Chinese texts that may be strange: of the article's own lines only addresses are looked at."""
    is_linked = _may_link("\n".join(pair.zh for pair in pairs if pair.kind == "line"))
    return [pair.zh if is_linked or pair.kind != "line" else "" for pair in pairs]


def _suspicious(texts: Sequence[str]) -> set[int]:
    """Cheap: which texts of a result may have such signs. All are searched as one."""
    folded = [text.casefold() if text.isascii() or CASED.search(text) else text for text in texts]
    every, every_folded = "\n".join(texts), "\n".join(folded)
    places = [found.start() for found in ENDING.finditer(every)]
    possible = chain.from_iterable(signs for part, signs in SIGNS.items() if part in every_folded)
    signs = [at for sign in possible for at in all_places(sign, every_folded)]
    return {*with_long_number(texts), *_numbers_of(places, texts), *_numbers_of(signs, folded)}


def with_long_number(texts: Sequence[str]) -> set[int]:
    """The numbers of the texts with a long number: those in ASCII are searched as one, and all others."""
    ascii_ = [text if text.isascii() else "" for text in texts]
    digits = "\n".join(ascii_).encode().translate(ALIKE).decode()
    found = [at for number in ("0000000", "000-0000", "000 0000") for at in all_places(number, digits)]
    others = ["" if text.isascii() else text for text in texts]
    places = [number.start() for number in LONG_NUMBER.finditer("\n".join(others))]
    return {*_numbers_of(found, ascii_), *_numbers_of(places, others)}


def _numbers_of(places: Sequence[int], texts: Sequence[str]) -> set[int]:
    """The numbers of the texts in which some places of all of them, joined by line breaks, lie."""
    if not places:
        return set()
    ends = list(accumulate(len(text) + 1 for text in texts))
    return {bisect_right(ends, at) for at in places}


def _signs(text: str) -> Signs:
    return _remembered(text) if len(text) < LONG else _signs_of(text)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> Signs:
    return _signs_of(text)


def _signs_of(text: str) -> Signs:
    links = _may_link(text)
    return Signs(tuple(_strange(text, links=links)), tuple(DOMAIN.findall(text)) if links else (), links)


def _source(page: Page) -> str:
    """The article and its title without blanks, in small letters."""
    return page.shown.replace(BREAK, "")


def _missing(pair: Pair, result: Result) -> Iterator[Finding]:
    asked = pair.kind != "summary" and (pair.kind != "custom" or bool(result.fields_en))
    if asked and pair.zh.strip():
        message = "The English is missing."
        yield pair.error("missing_translation", "accuracy/omission", message, "en", pair.zh)


def _untranslated(pair: Pair) -> Iterator[Finding]:
    found = CHINESE.findall(pair.en)
    if left := next((each for each in found if not WIDE.fullmatch(each)), ""):
        message = f"Chinese is left in the English: “{left}”."
        make = pair.warning if _is_cited(left, pair) else pair.error
        yield make("untranslated", "accuracy/untranslated", message, "en", left)
    elif found:
        message = f"“{found[0]}” is left in the English in full width."
        yield pair.warning("untranslated", "linguistic conventions", message, "en", found[0])


def _is_cited(left: str, pair: Pair) -> bool:
    """Whether both texts show a word of Chinese in quotation marks: vests marked “记者”."""
    return len(left) <= _CITED and all(
        re.search(f'[“"‘\'「『][^“”"‘’「」]{{0,4}}{left}[^“”"‘’「」]{{0,4}}[”"’\'」』]', text)
        for text in (pair.en, pair.zh)
    )


_CITED = 4  # characters: what is longer is a text


def _foreign(pair: Pair, side: str, signs: Signs, source: str) -> Iterator[Finding]:
    for code, message, found in signs.problems:
        if not _is_in(found, source):
            if code == "assistant_text" and _is_said(found, pair.zh):
                continue
            yield pair.error(code, "accuracy/addition", message.format(found), side, found)
    for found in signs.domains:
        if plain(found) not in source and not _is_name(found, pair):
            message = f"“{found}” is not in the source."
            yield pair.warning("foreign_link", "accuracy/addition", message, side, found)


# Companies that are called by their addresses in English, and newspapers on the web.
CALLED = {"jd.com": "京东", "trip.com": "携程", "amazon.com": "亚马逊", "booking.com": "缤客"}
ON_THE_WEB = re.compile("(?<![联上入官电])网(?![络速友民红购店点吧])")


def _is_name(domain: str, pair: Pair) -> bool:
    """Whether a bare domain is how something is called that the Chinese names: 京东, 某某网."""
    called = CALLED.get(domain.lower())
    return called in pair.zh if called else ON_THE_WEB.search(pair.zh) is not None


# What a person may say, too, and how the Chinese says it.
SPOKEN = re.compile(
    r"i(?:'m| am) (?:sorry|unable to)|ignore (?:all |the |any )?(?:previous|above)", re.IGNORECASE
)
SAID = re.compile("我|咱|本人|抱歉|[对對]不起|不好意思|[无無]法|[没沒]法|[没沒]办法|不能|不了|不到|理会|忽略")
# What is said about a text, and how the Chinese has it.
NOTE = re.compile(r".*(?:note:?|translation:)", re.IGNORECASE)
NOTED = re.compile("[注註按释釋备備附译譯]|[说說]明|提示|提醒|特[别別]|翻")


# Who speaks in a dialogue, or what a row is about.
ROLE, ROLED = (
    re.compile(r"\W{0,3}(?:assistant|user|system|human):", re.IGNORECASE),
    re.compile(".{0,8}[:：|]"),
)


def _is_said(found: str, zh: str) -> bool:
    """Whether what a machine often says of itself or its work is said in the Chinese."""
    if ROLE.fullmatch(found):
        return ROLED.match(zh) is not None
    if NOTE.fullmatch(found):
        return NOTED.search(zh) is not None
    return SPOKEN.fullmatch(found) is not None and SAID.search(zh) is not None


def _strange(text: str, *, links: bool) -> Iterator[tuple[str, str, str]]:
    for match in LINKS.finditer(text) if links else ():
        yield "foreign_link", "The address “{}” is not in the source.", match[0].rstrip(".,;:!?")
    for match in PHONE.finditer(text) if LONG_NUMBER.search(text) else ():
        yield "foreign_link", "The telephone number “{}” is not in the source.", match[0]
    if any(map(text.__contains__, OF_MARKUP)):
        for match in MARKUP.finditer(text):
            yield "markup", "The markup “{}” is not in the source.", match[0]
    for match in MACHINE.finditer(text) if any(map(text.lower().__contains__, TELLING)) else ():
        yield "assistant_text", "“{}” is the machine speaking, not the source.", match[0]


def _may_link(text: str) -> bool:
    """Cheap: most texts have nothing of the kind."""
    if "://" in text or "@" in text or "www" in text or "WWW" in text:
        return True
    return "." in text and ENDING.search(text) is not None


@lru_cache(maxsize=1)
def _digits_of(source: str) -> str:
    return NO_DIGITS.sub("", source)


def _is_in(found: str, source: str) -> bool:
    """A telephone number may be written with other separators than in the source."""
    if PHONE.fullmatch(found):
        return NO_DIGIT.sub("", found) in _digits_of(source)
    return plain(found) in source


@remembered
def _codes(pair: Pair) -> Iterator[Finding]:
    """Codes of letters and digits are the same in both languages; acronyms usually."""
    english = _squeezed(pair.en)
    found = (code.strip("./-") for code in CODE.findall(YEAR.sub(" ", pair.zh)))
    codes = {code for code in found if not QUANTITY.fullmatch(code)}
    for code in sorted(codes):
        if _squeezed(code) not in english and not _is_link(code, pair.zh):
            yield pair.error(
                "code_missing", "accuracy/omission", f"The code “{code}” is not in the English.", "en", code
            )
    for acronym in sorted({found for found in ACRONYM.findall(pair.zh) if found not in codes}):
        if acronym.lower() not in english:
            message = f"“{acronym}” is not in the English."
            yield pair.warning("code_missing", "accuracy/omission", message, "en", acronym)


def _links(pair: Pair) -> Iterator[Finding]:
    """Addresses are the same in both languages."""
    zh, en = plain(pair.zh), plain(pair.en)
    for side, text, other in (("zh", pair.zh, en), ("en", pair.en, zh)):
        for match in LINKS.finditer(text):
            address = plain(match[0].rstrip(".,;:!?")).split("://")[-1].removeprefix("www.").rstrip("/")
            if address not in other:
                lost = side == "zh"
                message = f"“{match[0]}” is not in the {'English' if lost else 'Chinese'}."
                code, category = ("code_missing", "omission") if lost else ("foreign_link", "addition")
                yield pair.error(code, f"accuracy/{category}", message, "en", match[0])


def _is_link(code: str, zh: str) -> bool:
    return any(code in found[0] for found in LINKS.finditer(zh))


def _squeezed(text: str) -> str:
    lower = text.lower()
    return (
        lower.encode().translate(None, ASCII_NO_CODE).decode() if lower.isascii() else NO_CODE.sub("", lower)
    )
