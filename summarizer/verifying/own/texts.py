"""Texts in the user's own fields that are not copied: their figures, their wording, and where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.dates.masking import quantities_en
from summarizer.numerals import Figure
from summarizer.verifying.evidence import HARDLY, LITTLE, MANY, bigrams, share_of
from summarizer.verifying.figures.supply import stated
from summarizer.verifying.figures.unsaid import counts_a_list
from summarizer.verifying.own.days import days_of
from summarizer.verifying.own.keys import is_judged, is_of_the_fields, is_summed
from summarizer.verifying.own.problem import Ill
from summarizer.verifying.own.stock import Stock
from summarizer.verifying.page import ANY_HAN, Page

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:\.\d{1,12})?")
_NO_NUMBER = re.compile(r"0\d")  # 0871, 007: codes
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,500}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")  # either leads to the same page
# A value that says that there is none.
_NONE = re.compile(
    r"(?:(?:原?文|文[中内]|文章|本文|材料|公告|通知)?(?:暂?[未没]有?|并未)(?:明确)?"
    r"(?:提[及到供]|说明|注明|公[布开]|披露|涉及|明确|列[出明]|写明|载明|给出|标明|指明|知|详|填写?|获取|找到|发现)"
    r"(?:相关)?(?:信息|内容)?|暂?无(?:此[项类])?(?:相关)?(?:信息|内容|数据|说明)?|没有|不[详明适]用?|不清楚|空白?|/|[-—–]{1,3}"
    r"|n/?a|n\.a\.|nil|null|none|unknown|unspecified"
    r"|not (?:stated|mentioned|specified|given|available|applicable|provided|disclosed))[。.]?",
    re.IGNORECASE,
)
_DIALLED = re.compile(r"[\d\s()（）+—–-]{7,30}")
_ABROAD = re.compile(r"^(?:\+|00)\s?86")  # which numbers begin with that are dialled from another country
_RUN = re.compile(r"\d{3,}")  # shorter ones make words: Q2, v1, COVID-19
_MARK = 16  # characters of a text that gives marks: 85/100, 4.5 out of 5; a longer one says why
_COUNTED = 5  # of what the article names one by one


def number_in(text: str) -> str | None:
    """The number that a text is, if it is nothing else."""
    bare = text.strip()
    return bare if _NUMBER.fullmatch(bare) and not _NO_NUMBER.match(bare) else None


def is_none(text: str) -> bool:
    """Whether a text says that the article tells nothing of the kind: 未提及, 暂无."""
    return _NONE.fullmatch(text.strip(" 　()（）[]【】")) is not None


def is_address(text: str) -> bool:
    """Whether a text is a link or an address of mail, and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def misaddressed(text: str, page: Page) -> Iterator[Ill]:
    """A link or an address of mail that the document does not have."""
    address = _SCHEME.sub("", text.strip().rstrip("/").lower())
    there = re.compile(rf"(?:^|[^a-z0-9.-]|www\.){re.escape(address)}")
    if not any(there.search(line.text.lower()) for line in page.lines.values()):
        yield Ill("evidence", "error", f"“{text}” does not stand in the document.")


def figures_in(text: str, key: str, stock: Stock) -> Iterator[Ill]:
    """The figures of a text that the article does not state."""
    if is_of_the_fields(key) or (len(text) <= _MARK and is_judged(key.partition(" ")[0])):
        return
    if _DIALLED.fullmatch(text.strip()) and not days_of(text):
        if not (stock.has_digits(text) or stock.has_digits(_ABROAD.sub("", text.strip()))):
            yield Ill("figure", "error", f"{text} stands nowhere in the article")
        return
    if ANY_HAN.search(text) or not re.search("[A-Za-z]{3}", text):
        figures = stated(text)
    else:
        figures = [figure for figure in quantities_en(text).figures if figure.digits]
    for figure in figures:
        if not stock.supply.has(figure):
            yield from _unstated(figure, text, key, stock)


def _unstated(figure: Figure, text: str, key: str, stock: Stock) -> Iterator[Ill]:
    message = f"{figure.surface} stands nowhere in the article"
    if figure.kind == "label":
        if not stock.has_digits(figure.surface) and not all(map(stock.has_run, _RUN.findall(figure.surface))):
            yield Ill("figure", "error", message)
        return
    lacking = [value for value in figure.values if not stock.has(value)]
    if lacking and not ANY_HAN.search(text):  # 4837万千瓦 is 48.37 GW
        lacking = [value for value in lacking if not stock.is_in_another_scale(value)]
    if not lacking:
        return
    counted = all(value <= _COUNTED for value in lacking) or counts_a_list(figure, text)
    reckoned = is_summed(key) or all(value in stock.sums for value in lacking)
    timed = figure.kind == "time" or ":" in figure.surface  # of another zone, or a score
    yield Ill("figure", "warning" if counted or reckoned or timed else "error", message)


def unworded(text: str, page: Page) -> Iterator[Ill]:
    """A text whose wording is not that of the article; it may be the model's own."""
    wording = bigrams(text)
    known = share_of(wording, page.shown) if wording else 1.0
    if known < LITTLE:
        severe = len(wording) >= MANY and known < HARDLY
        message = f"“{text}” does not stand in the article, nor does its wording."
        yield Ill("evidence", "error" if severe else "warning", message)
