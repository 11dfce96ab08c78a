"""Everything is there, once and whole: ids, sentences, lines, and texts of a plausible length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import eq
from statistics import median

from summarizer.matching import plain
from summarizer.results import Result
from summarizer.text import Finding
from summarizer.verifying import fillers, repeated, sentences, strays
from summarizer.verifying.page import HAN, Page, Pair
from summarizer.verifying.words import characters_of, different_words, words_in

OMISSION = "accuracy/omission"
LONG = 40  # Han characters: below, the ratio of lengths says little,
TELLING = 25  # and below this nothing
# English characters for a Han character. Of 15,400 lines that people translated, 1 in 2,000 has less than 2.2
# (and most of those leave something out), half have 4.3. Models are literal: half have 5.2, none below 2.9.
IMPOSSIBLE = (2.2, 12.0)
NOTHING, FEWEST = 0.5, 5  # letters for a Han character of a short text: 4,300 right ones have 1.1 and more
NUMERALS = re.compile("[〇零一二三四五六七八九十百千万亿第年月日]")
HEADLINE = 1.4  # of a title that is long in Chinese: "Xi calls for ..., wider reach for ..."
UNUSUAL = (2.8, 8.5)
SHORT = 3.3  # with fewer sentences than the Chinese: something was left out
# Against what is usual in this document, where enough of it is there: a translator keeps to his measure.
ENOUGH = 4
FAR_BELOW, BELOW = 0.65, 0.72  # without, and with, fewer sentences than the Chinese
FAR_ABOVE = 1.5  # with more sentences: names of institutions alone may take as much
SHOWN, SHOWN_EN = 40, 100  # characters of a sentence that seems to be missing, and added
LISTED = 10  # characters at most for each name of a list
STUCK_WORDS, STUCK_CHARS, STUCK_TIMES = 8, 12, 3
TWICE = 5  # words of a sentence that is hardly there twice: in none of 9,000 translated texts
PARTS_ZH = re.compile(r"[，。！？；：,!?;:\s]+")
# Dates and sums in Han numerals take as many characters as in English digits.
IN_WORDS = re.compile("[〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟年月日元角分整]{4,}")
HAN_CHAR, HAN_RUN = re.compile(f"[{HAN}]"), re.compile(f"[{HAN}]++")
ENDS_ZH = re.compile(r"[。！？!?；]+[”』」）)]*")
SAID = re.compile(r"[，。！？!?]”([\u4e00-\u9fff]{1,16}(?:说|道|称|表示|指出|强调|介绍|告诉记者)[。，])")
ENDS_EN = re.compile(r"[.!?]+[\"”’')\]]*(?=\s|$)")
_ENDS = re.compile(r"[。！？!?；;]|\.(?!\d)")
ABBREVIATION = re.compile(r"\b(?:No|Mr|Ms|Mrs|Dr|Prof|Co|Ltd|Inc|St|vs|etc|[A-Z])\.", re.IGNORECASE)
NUMBERED = re.compile(r"^\s{0,9}\(?\d{1,3}[.)]")
DOUBLED = re.compile(r"\b([a-z]{2,}) \1\b")
MAY_DOUBLE = frozenset(
    """
    had that is very so bye no in on up ha knock one two three four five six seven eight nine zero hear never
    """.split()  # noqa: SIM905  # "handed in in May", "three three zero"
)
AT_LEAST = re.compile(r"\bat at (?:least|most|once|first|last)\b")


def check(page: Page) -> Iterator[Finding]:
    """Findings `coverage`, `omission`, `addition`, `length`, `repeat`."""
    yield from _ids(page.result)
    yield from _summary(page.result)
    yield from _lines(page.result, page)
    yield from _repeats(page)
    yield from _lengths(page)
    yield from strays.check(page)
    yield from fillers.check(page)


def _ids(result: Result) -> Iterator[Finding]:
    for name, items in (("summary.sentences", result.summary.sentences), ("key_points", result.key_points)):
        for ident, times in _several([item.id for item in items]).items():
            yield _error(f"{name}.{ident}", f"The id “{ident}” is used {times} times.")
        plain_texts = [plain(item.zh) for item in items]
        again = _several(plain_texts)
        for item, text in zip(items, plain_texts, strict=True):
            if not text and not item.zh.strip():
                yield _error(f"{name}.{item.id}.zh", "This sentence is empty.")
            elif again.pop(text, 0):
                message = "The same sentence is there more than once."
                yield Finding("repeat", "accuracy/addition", "warning", f"{name}.{item.id}.zh", message)


def _several(texts: Sequence[str]) -> dict[str, int]:
    """The texts that are there more than once, and how often; mostly there is none."""
    if len(set(texts)) == len(texts):
        return {}
    return {text: times for text, times in Counter(texts).items() if times > 1}


def _wording(text: str) -> str:
    """A text without what ends its sentences, which may stand between them only: 3.5 keeps its point."""
    return _ENDS.sub("", plain(text))


def _summary(result: Result) -> Iterator[Finding]:
    summary = result.summary
    if not summary.zh.strip() and not summary.sentences:
        yield _error("summary", "There is no summary.")
        return
    joined = (
        ("zh", summary.zh, (s.zh for s in summary.sentences)),
        ("en", summary.en, (s.en for s in summary.sentences)),
    )
    for side, text, told in joined:
        parts = list(told)
        if text not in ("".join(parts), " ".join(parts)) and _wording(text) != _wording("".join(parts)):
            yield _error(f"summary.{side}", "The summary is not what its sentences make.")


def _lines(result: Result, page: Page) -> Iterator[Finding]:
    """A full translation has one entry for each non-blank body line, in order, with that line's text."""
    if result.translation is None:
        return
    wanted = [n for n in page.plain if page.role(n) == "body"]
    given = [item.n for item in result.translation.segments]
    missing = sorted(set(wanted) - set(given))
    if missing:
        message = f"Body lines without a translation: {_list(missing)}."
        yield _error("translation.segments", message, missing)
    surplus = sorted(set(given) - set(wanted))
    if surplus:
        yield _error(
            "translation.segments", f"Translations of what is no body line: {_list(surplus)}.", surplus
        )
    if not missing and not surplus and given != wanted:
        yield _error(
            "translation.segments", "The translated lines are doubled or not in the order of the article."
        )
    for item in result.translation.segments:
        line = page.lines.get(item.n)
        is_other = line is not None and line.text != item.zh  # as it is written
        if is_other and item.n in page.plain and plain(item.zh) != page.plain[item.n]:
            message = f"The Chinese is not what stands in line {item.n}."
            yield _error(f"translation.segments.{item.n}.zh", message, [item.n])


def _repeats(page: Page) -> Iterator[Finding]:
    for pair in page.running:
        en = pair.en.lower()
        words, different = words_in(en), len(different_words(en))
        if _may_repeat(len(words), different, STUCK_WORDS):
            yield from _stuck(pair, words)
        if len(words) - different >= repeated.FEWEST:
            yield from _twice(pair, words)
        if pair.kind != "line" and _may_repeat(len(pair.zh), len(characters_of(pair.zh)), STUCK_CHARS):
            yield from _stuck_in_chinese(pair)
        if len(words) > different and any(map(eq, words, islice(words, 1, None))):
            yield from _doubled(pair)


def _may_repeat(tokens: int, different: int, size: int) -> bool:
    """Cheap: whether so many tokens are there again that a run of `size` may be there three times."""
    return tokens >= size * STUCK_TIMES and tokens - different >= size * (STUCK_TIMES - 1)


def _stuck(pair: Pair, words: tuple[str, ...]) -> Iterator[Finding]:
    stuck, times = _repeated_most(words, STUCK_WORDS)
    # A name of three characters (大湾区) may take eight words each time, one of two (政协) as well.
    size = 2 if _is_a_name(stuck, pair.en) else 3
    # What goes on with itself at once is no list of names that are much alike.
    size = 4 if _goes_on(tuple(stuck.split()), words) else size
    if stuck and times > _repeated_most(HAN_CHAR.findall(pair.zh), size)[1]:
        message = f"“{stuck}” is repeated again and again."
        yield pair.error("repeat", "accuracy/addition", message, "en", stuck)


def _twice(pair: Pair, words: tuple[str, ...]) -> Iterator[Finding]:
    """A sentence, a run of words or a whole text that is there twice, where nothing of the Chinese is."""
    half = len(words) // 2
    found = " ".join(words[:half]) if half >= TWICE and words[:half] * 2 == words else _told_twice(pair.en)
    found = found or repeated.at_once(words, pair.en.lower(), pair.zh)
    if found and not _told_twice_zh(pair.zh):
        message = f"“{found[:SHOWN_EN]}” is there twice."
        yield pair.error("repeat", "accuracy/addition", message, "en", found)


def _told_twice(en: str) -> str:
    return next((part for part in _several(sentences.sentences_en(en)) if part.count(" ") >= TWICE - 1), "")


def _told_twice_zh(zh: str) -> bool:
    return bool(_several([part for part in PARTS_ZH.split(zh) if len(part) >= TWICE - 1]))


def _goes_on(run: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether all that lies between one place of a run and the next is there again up to the one after."""
    size = len(run)
    places = (at for at in range(len(words) - size + 1) if run and words[at : at + size] == run)
    first, second, third = [*islice(places, 3), 0, 0, 0][:3]
    return 0 < second - first == third - second and words[first:second] == words[second:third]


def _is_a_name(words: str, en: str) -> bool:
    """Whether most of some words are written with capitals in a text."""
    capitals = sum(word.capitalize() in en for word in words.split())
    return 2 * capitals >= STUCK_WORDS


def _stuck_in_chinese(pair: Pair) -> Iterator[Finding]:
    if stuck := _repeated_most(HAN_CHAR.findall(pair.zh), STUCK_CHARS)[0]:
        message = f"“{stuck}” is repeated again and again."
        yield pair.error("repeat", "accuracy/addition", message, "zh", stuck)


def _doubled(pair: Pair) -> Iterator[Finding]:
    for doubled in DOUBLED.findall(pair.en.lower()):
        if doubled not in MAY_DOUBLE and not (doubled == "at" and AT_LEAST.search(pair.en)):
            message = f"The word “{doubled}” is doubled."
            yield pair.warning("repeat", "linguistic conventions", message, "en", f"{doubled} {doubled}")


def _repeated_most(tokens: Sequence[str], size: int) -> tuple[str, int]:
    """The run of `size` tokens that is there most often, and how often; ("", 0) if not three times."""
    if not _may_repeat(len(tokens), len(set(tokens)), size):
        return "", 0
    few = _runs(tokens, min(size, 3))
    if (
        len(few) - len(set(few)) < size - min(size, 3) + 2
    ):  # so many are there again, even if the runs overlap
        return "", 0
    counts = Counter(_runs(tokens, size))
    most, times = counts.most_common(1)[0]
    return (" ".join(most), times) if times >= STUCK_TIMES else ("", 0)


def _runs(tokens: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """All runs of `size` tokens."""
    return list(zip(*(tokens[at:] for at in range(size)), strict=False))


def _lengths(page: Page) -> Iterator[Finding]:
    yield from (_next_to_nothing(pair) for pair in page.running if _is_next_to_nothing(pair))
    measured = [
        (pair, han, len(pair.en) / han, len(pair.en) / sentences.measure(pair.zh) if han >= LONG else 0.0)
        for pair in page.running
        if len(pair.zh) >= TELLING and pair.en.strip() and (han := _han(pair.zh)) >= TELLING
    ]
    long = [by_measure for _, han, _, by_measure in measured if han >= LONG]
    usual = median(long) if len(long) >= ENOUGH else 0.0
    for pair, han, ratio, by_measure in measured:
        if not IMPOSSIBLE[0] <= ratio <= IMPOSSIBLE[1] and not _is_of_numbers(pair):
            # A headline may shorten what every reader knows.
            short = pair.kind == "title" and (han < LONG or HEADLINE <= ratio < IMPOSSIBLE[1])
            make = pair.warning if short else pair.error
            yield make("length", *_told(ratio))
        elif han >= LONG:
            yield from _unusual(pair, ratio, by_measure / usual if usual else 1.0, usual)


def _is_next_to_nothing(pair: Pair) -> bool:
    """Whether hardly anything of a short text is told: "x". Numerals and acronyms are short."""
    if len(pair.en) >= NOTHING * TELLING or len(pair.en) >= len(pair.zh) or not pair.en.strip():
        return False
    han, letters = _han(NUMERALS.sub("", pair.zh)), sum(map(str.isalnum, pair.en))
    named = pair.en.isupper() and letters > 1 and not ENDS_ZH.search(pair.zh)
    return FEWEST <= han < TELLING and letters < NOTHING * han and not named


def _next_to_nothing(pair: Pair) -> Finding:
    message = f"“{pair.en.strip()}” can hardly be all that the Chinese says."
    return pair.error("length", OMISSION, message, "en")


def _is_of_numbers(pair: Pair) -> bool:
    """Whether a text is short in English because it has dates and sums in Han numerals."""
    return len(pair.en) >= IMPOSSIBLE[0] * _han(IN_WORDS.sub("", pair.zh)) and len(pair.zh) > len(pair.en) / 2


def _unusual(pair: Pair, ratio: float, share: float, usual: float) -> Iterator[Finding]:
    """`share`: of the length that is `usual` in the document, 1.0 where nothing tells what is."""
    category, message = _told(ratio)
    if share < FAR_BELOW and not _is_a_list(pair.zh) and (pair.kind != "statement" or ratio < SHORT):
        few = f"Only {message[:-1]}, where {usual:.1f} are usual here: part of the Chinese is missing."
        yield pair.error("omission", OMISSION, few)
    elif (share < BELOW or ratio < SHORT) and _sentences_zh(pair.zh) > _sentences_en(pair.en):
        yield pair.error("omission", OMISSION, f"Fewer sentences than in the Chinese, and only {message}")
    elif share < 1 and "|" not in pair.zh and (missing := sentences.left_out(pair.zh, pair.en, usual)):
        some = f"{missing[:SHOWN]}…" if len(missing) > SHOWN else missing
        yield pair.error("omission", OMISSION, f"A sentence of the Chinese is missing, maybe “{some}”.")
    elif share > FAR_ABOVE and _sentences_en(pair.en) > _sentences_zh(pair.zh):
        many = f"{message[:-1]}, where {usual:.1f} are usual here, and more sentences: something was added."
        yield pair.error("length", "accuracy/addition", many)
    elif share > 1 and "|" not in pair.zh and (surplus := sentences.put_in(pair.zh, pair.en, usual)):
        some = f"{surplus[:SHOWN_EN]}…" if len(surplus) > SHOWN_EN else surplus
        yield pair.error("addition", "accuracy/addition", f"A sentence is added, maybe “{some}”.")
    elif not UNUSUAL[0] <= ratio <= UNUSUAL[1]:
        yield pair.warning("length", category, message)


def _is_a_list(zh: str) -> bool:
    """Whether a text is mostly a list: names of foreigners take more characters in Chinese than others."""
    return zh.count("、") * LISTED >= len(zh)


def _told(ratio: float) -> tuple[str, str]:
    category = OMISSION if ratio < UNUSUAL[1] else "accuracy/addition"
    return category, f"{ratio:.1f} English characters for a Chinese one."


def _han(text: str) -> int:
    return sum(map(len, HAN_RUN.findall(text)))


def _sentences_zh(text: str) -> int:
    return len(ENDS_ZH.findall(SAID.sub(r"”\1", text.replace("；", ""))))


def _sentences_en(text: str) -> int:
    ends = len(ENDS_EN.findall(ABBREVIATION.sub("", NUMBERED.sub("", text))))
    return ends + (text.rstrip()[-1:] == "." and ABBREVIATION.search(text.rstrip()[-5:]) is not None)


def _list(numbers: Iterable[int]) -> str:
    numbers = list(numbers)
    more = f" and {len(numbers) - 12} more" if len(numbers) > 12 else ""
    return ", ".join(map(str, numbers[:12])) + more


def _error(where: str, message: str, lines: Iterable[int] = ()) -> Finding:
    return Finding("coverage", OMISSION, "error", where, message, tuple(lines))
