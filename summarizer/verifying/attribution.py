"""What somebody said stays theirs, and indirect speech does not become a quotation.

指出, 强调 and 表示 without quotation marks report what was meant, not the words: English quotation marks
would invent them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter

from summarizer.matching import Span, locate
from summarizer.results import Person, Statement
from summarizer.scripts import simplified
from summarizer.text import Finding, Severity
from summarizer.verifying.page import HAN, Page, Pair
from summarizer.verifying.vocabulary import REPORTED, SAYING

MISTRANSLATION = "accuracy/mistranslation"
# Marks in pairs, also around a single letter: else what is between two quotations is taken for one.
QUOTED_EN = re.compile(r'["“”]([^"“”]{0,2000}+)["“”]')
OPENED_EN = re.compile(r'(?<![^\s(\[—–-])"(?=[^\s.,;:!?)])([^"]{1,2000}+)')
CLOSED_EN = re.compile(r'[^"“”]*[^\s(\[—–"“”-]["”](?=[\s.,;:!?)]|\Z)')  # the first mark closes a quotation
CURLY_EN = re.compile(r"“([^“”]{1,2000}+)”")
QUOTED_ZH = re.compile(
    r"“([^“”]{1,600}+)”|[\"「『《]([^“”\"「」『』《》]{1,600}+)[\"」』》]|‘([^‘’]{1,600}+)’"
)
# A title that quotes is told in marks as a whole, 《“……”——……》, and what is said with marks of another kind.
QUOTING = re.compile(
    r"《([^《》]{1,600}+)》|「([^「」]{1,600}+)」|『([^『』]{1,600}+)』|‘([^‘’]{1,600}+)’|\"([^\"]{1,600}+)\""
)
OTHER_MARKS = str.maketrans("〝〞〟﹁﹂﹃﹄＂｢｣", '"""「」『』"「」')  # upright ones, and of another width
# 她说：我们很高兴……: a colon after a verb of saying is as good as quotation marks.
AFTER_COLON = re.compile(rf"(?:{SAYING}|回答|答|问|写)[：:]([^“\"「]{{2,600}})")
OPENING, CLOSING = "“「『", "”」』"
PAIRS_OF_MARKS = (*zip(OPENING, CLOSING, strict=True), ("《", "》"))
LATIN = re.compile("[A-Za-z0-9]+")
NUMERAL = re.compile("[一二两三四五六七八九十]")
# “3+2” is quoted; 尺寸, 分寸 and 方寸 are no inches.
INCHES = re.compile(r"(\"[\d+.,/×-]+\")|(?<=\d)\"")
IN_INCHES = re.compile("(?<=[\\d一二两三四五六七八九十几英]) ?[寸吋]")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
ARTICLE = re.compile(r"\b(?:an?|the|this|its|their) \Z", re.IGNORECASE)
HAN_CHAR = re.compile(f"[{HAN}]")
LONG_ENOUGH, LONGEST, SPELT_OUT = 10, 2.0, 4.0  # characters; English words for one of them
FEWEST_WORDS, LONGEST_TERM = 5, 6  # a shorter quotation is a term in quotation marks
SPEECH = re.compile(f"(?:{SAYING})")
# What tells that somebody speaks, though the English may do without a word for it.
UTTERED = f"(?:{SAYING}|寄语|反馈|勉励|希望|回忆|总结|叮嘱|鼓励|谈到|讲到|致辞)"
SENT = re.compile(r"作出批示|作出重要批示|作批示|批示|发来贺信|发来贺电|视频致辞|书面致辞")
PRESENT = re.compile(r"出席|参加|到会|参会|与会|列席|莅临|到场|赴|前往")
ATTENDED = re.compile(r"\b(?:attend(?:ed|s|ing)?|(?:was|were) present|took part)\b", re.IGNORECASE)
# Of a statement it is known that somebody says it: words count that elsewhere may tell something else.
SPOKEN = (
    r"批评|质疑|反问|劝|形容|[炮砲][轰轟]|声称|坦承|承认|否认|重申|警告|抱怨|感叹|笑言|估计|担心|期待|怒斥|谴责|抨击|谈及"
    r"|(?<=[他她更也则并还曾再])(?:指|谓|问|答)|并谓|直指"
)
# "张三说", "张三在会上表示", "张三主持颁奖礼时表示", "张三，……": nobody else is named in between.
SAYS = re.compile(rf"(?:[，,]|同志|[^，。！？；：“”、]{{0,30}}?)(?:{UTTERED}|{SPOKEN})")
SAYING_SO = re.compile(f"{UTTERED}|{SPOKEN}")
# 总理会见张三时说: it is not he whom somebody meets.
MET = re.compile(
    "(?:会见|接见|会晤|采访|看望|慰问|祝贺|回答|回应|回复|接受|陪同|见到|致电|写给|告诉|问)[^，。！？；：“”、]{0,10}\\Z"
)
# "记者：……", at the beginning of a line; a title may have a colon of its own.
INTERVIEW = re.compile(r"(?:[^。！？：:《》]|《[^《》：:]{1,12}》){1,14}[：:]")
DATELINE = re.compile(r"(?:消息|讯|电|报道|来源|时间|地点|[）)])[：:]$")  # "某网消息：……"
SAID_COLON = re.compile(rf"(?:{SAYING}|回答|答|问|写)[^。！？：:，,]{{0,6}}[：:]")
AFTER = re.compile(r"(?!。[^”\"」])[”\"」。，,！？]{1,3}[^。！？]{2,40}")  # “……”，张三说
PRONOUN = re.compile(rf"[他她](?:还|同时|进一步|特别|并)?(?:{SAYING})")
HE_BEGINS = re.compile(rf"[他她][^，。！？；：“”、]{{0,8}}?(?:{SAYING})")
# 张三主持会议并讲话，希望; who is in what somebody leads (在张三的领导下) says nothing there.
GOES_ON = re.compile(
    f"(?![的和与、被])[^，。：；“”「」他她]{{0,30}}，(?:并|还|同时|也)?(?:{UTTERED})[^。]{{0,10}}|称赞[^，。]{{1,12}}[：:].{{0,2}}"
)
VERB = 2  # characters of a statement that may be the word for saying: 希望
LED = re.compile("[在对把给向由被让使经以]")
LAST_NAMING = 2  # sentences, of those that name anybody, in which a pronoun finds its name


def check(page: Page) -> Iterator[Finding]:
    """Findings `quotation`, `speaker`, `attendance`, and as a warning `attribution`."""
    for pair in page.running:
        if not pair.en:
            continue
        if '"' in pair.en or "“" in pair.en or "”" in pair.en:
            yield from _quotation(pair)
        if pair.kind != "title":
            yield from _reported(pair, page.news.people)
        if "批示" in pair.zh or "发来贺" in pair.zh or "致辞" in pair.zh:  # what `SENT` has
            yield from _attended(pair)
    for index, said in enumerate(page.news.statements):
        yield from _mode(f"fields.statements.{index}", said, page)
        yield from _speaker(f"fields.statements.{index}", said, page)


def _quotation(pair: Pair) -> Iterator[Finding]:
    """Longer in quotation marks than anything the Chinese has in its own."""
    en = INCHES.sub(r"\1 ", pair.en) if IN_INCHES.search(pair.zh) else pair.en
    long = [quoted for quoted in _quoted_in_english(en) if len(quoted) >= 2 * FEWEST_WORDS - 1]
    size, longest = max(zip(map(_words, long), long, strict=True), key=itemgetter(0), default=(0, ""))
    if size < FEWEST_WORDS or (size <= LONGEST_TERM and _is_coined(longest, en)):
        return
    zh = pair.zh.translate(OTHER_MARKS)
    titled = zh.split("：")[1:] if pair.kind == "title" else []  # 市长：……
    own = (*_quoted_in(zh), *_quoting_in(zh), *_half_quoted_in(zh))
    spoken = (*own, *AFTER_COLON.findall(zh), *titled)
    if size > max(map(_most_words, spoken), default=0) and not _is_defined(longest, en, zh):
        message = f"“{longest[:60]}” is in quotation marks; the Chinese does not quote it."
        yield pair.error("quotation", MISTRANSLATION, message, "en", pair.zh)


_DEFINES = re.compile("(?:以下|下文|[统简合并下])称")
_DEFINED = re.compile(r"\b(?:referred to|hereinafter|hereafter|called|known|termed)\b[^.;]{0,40}[\"“‘]\Z")


def _is_defined(quoted: str, en: str, zh: str) -> bool:
    """Whether quotation marks only give a name for what follows: （以下统称三地高新区）."""
    return bool(_DEFINES.search(zh) and _DEFINED.search(en[: max(0, en.find(quoted))]))


def _is_coined(quoted: str, en: str) -> bool:
    """Whether a short quotation is a term behind an article: a "four fulls and three chains" model."""
    return ARTICLE.search(en[: max(0, en.find(quoted) - 1)]) is not None


def _quoted_in_english(en: str) -> list[str]:
    """What stands in quotation marks; with curly and straight ones in one text each kind is for itself."""
    curly = "“" in en or "”" in en
    if not curly and (en.count('"') % 2 or CLOSED_EN.match(en)):  # one is opened, or closed, elsewhere
        return OPENED_EN.findall(en)
    if CLOSED_EN.match(en) and '"' not in en and "“" in en:
        return CURLY_EN.findall(en)
    if "“" not in en or '"' not in en or en.count("“") != en.count("”"):
        return QUOTED_EN.findall(en)
    return [*CURLY_EN.findall(en), *en.split('"')[1::2]]


def _quoted_in(zh: str) -> list[str]:
    """What stands in quotation marks in a Chinese text; a title may stand within."""
    return ["".join(found) for found in QUOTED_ZH.findall(zh)]


def _quoting_in(zh: str) -> Iterator[str]:
    """What stands in marks in a Chinese text and quotes something else in marks of its own."""
    quoting = ("".join(found) for found in QUOTING.findall(zh))
    return (text for text in quoting if any(map(text.__contains__, (*OPENING, *'《‘"'))))


def _half_quoted_in(zh: str) -> Iterator[str]:
    """What is only opened, or only closed, in a Chinese text: a speech of several paragraphs."""
    for opening, closing in PAIRS_OF_MARKS:
        opened: list[int] = []
        for at, mark in enumerate(zh) if opening in zh or closing in zh else ():
            if mark == opening:
                opened.append(at)
            elif mark == closing and opened:
                start = opened.pop()
                if not opened:  # with what it quotes itself in the same marks
                    yield zh[start + 1 : at]
            elif mark == closing:
                yield zh[:at]
        yield from (zh[at:] for at in opened[:1])
    if zh.count('"') % 2:  # or closed by a mark of another shape
        yield from (zh[zh.find('"') :], zh[: zh.rfind('"')])


def _most_words(zh: str) -> float:
    """In how many English words something quoted in Chinese may be said.

    A coined term is spelt out in English: "中高政园企" takes ten words, what counts ("三会一课") even more.
    """
    size = len(HAN_CHAR.findall(zh)) + len(LATIN.findall(zh))
    return LONGEST * size if size >= LONG_ENOUGH else SPELT_OUT * (size + len(NUMERAL.findall(zh)))


def _words(text: str) -> int:
    return len(WORD.findall(text))


def _reported(pair: Pair, people: Iterable[Person]) -> Iterator[Finding]:
    """Somebody says something in the Chinese; the English must not state it as a fact."""
    for person in people:
        at = pair.zh.find(person.zh) if person.zh else -1
        if at >= 0 and (verb := SPEECH.match(simplified(pair.zh), at + len(person.zh))):
            if REPORTED.search(pair.en.lower()):
                return
            message = f"The Chinese says that {person.zh} {verb[0]}; the English has no word for that."
            yield pair.warning("attribution", MISTRANSLATION, message, "en", person.zh + verb[0])
            return


def _attended(pair: Pair) -> Iterator[Finding]:
    """A written instruction, a letter or a video address is not attendance."""
    sent = SENT.search(pair.zh)
    if sent and not PRESENT.search(pair.zh) and (wrong := ATTENDED.search(pair.en)):
        message = f"“{sent[0]}” has become “{wrong[0]}”."
        yield pair.error("attendance", MISTRANSLATION, message, "en", sent[0])


def _mode(where: str, said: Statement, page: Page) -> Iterator[Finding]:
    """A direct quotation needs quotation marks (or the colon of an interview) in its line."""
    quoted = sum(len(HAN_CHAR.findall(text)) for text in _quoted_in(said.zh))
    if said.mode != "direct" or quoted * 2 > len(HAN_CHAR.findall(said.zh)):
        return
    texts = [text for text in _texts(said, page) if _place(said.zh, text)]
    if texts and not any(is_quoted(said.zh, text) for text in texts):
        message = "This is marked as a direct quotation; its lines have no quotation marks."
        # A letter, a notice or a policy paper is itself what its issuer says.
        severity: Severity = "error" if page.news.kind == "news" else "warning"
        lines = tuple(said.lines)
        yield Finding("quotation", MISTRANSLATION, severity, f"{where}.mode", message, lines, said.zh)


def is_quoted(zh: str, text: str) -> bool:
    """Whether quotation marks are open where `zh` stands, or begin within it, or a colon is before it.

    The colon is one of its own sentence, or of an interview.
    """
    zh, text = zh.translate(OTHER_MARKS), text.translate(OTHER_MARKS)
    span = _place(zh, text)
    if span is None:
        return True
    before = text[: span.start]
    straight = '"' in text
    sentence = before[max(map(before.rfind, "。！？")) + 1 :]
    colon = SAID_COLON.search(sentence) or ((told := INTERVIEW.match(text)) and not DATELINE.search(told[0]))
    single = before.rfind("‘") > before.rfind("’")  # also an apostrophe
    return _is_open(before) or single or straight or bool(colon) or zh[:1] in (*OPENING, "‘")


def _is_open(text: str) -> bool:
    """Whether a quotation is open at the end of a text; one that only ends in it began in another line."""
    depth = 0
    for char in text:
        depth = depth + 1 if char in OPENING else max(0, depth - 1) if char in CLOSING else depth
    return depth > 0


def _texts(said: Statement, page: Page) -> list[str]:
    return [page.lines[number].text for number in said.lines if number in page.lines]


def _place(zh: str, text: str) -> Span | None:
    """`locate`, quicker for what is copied as it is."""
    at = text.find(zh)
    return Span(at, at + len(zh), exact=True) if zh and at >= 0 else locate(zh, text)


def _speaker(where: str, said: Statement, page: Page) -> Iterator[Finding]:
    """The statement or its sentence names somebody else as the one who speaks."""
    speaker = said.speaker.strip()
    people = [person for person in page.news.people if len(person.zh) > 1]
    if not speaker or any(person.zh in speaker and speaker != person.zh for person in people):
        return
    text = next(
        (page.lines[n].text for n in said.lines if n in page.lines and _place(said.zh, page.lines[n].text)),
        "",
    )
    span = _place(said.zh, text)
    if span is None or _speaks(speaker, said.zh):
        return
    begin = max((text.rfind(mark, 0, span.start) for mark in "。！？"), default=-1) + 1
    before = text[begin : span.start]
    named = _named_as_speaker(said, page, text, (begin, span.start, span.end), people)
    short = named.endswith(f"·{speaker}") or speaker.endswith(f"·{named}")  # 戴夫·汉森, 汉森
    if named and named != speaker and not short and not _may_speak(speaker, named, before):
        message = f"{named} speaks here, not {speaker}."
        yield Finding(
            "speaker", MISTRANSLATION, "error", f"{where}.speaker", message, tuple(said.lines), said.zh
        )


def _named_as_speaker(
    said: Statement, page: Page, text: str, places: tuple[int, int, int], people: list[Person]
) -> str:
    """Who speaks in a sentence, behind it, or, if nobody does and the speaker is not named, before it.

    The `places` are where the sentence begins, where the statement does, and where it ends.
    """
    begin, start, end = places
    speaker, before, within = said.speaker.strip(), text[begin:start], text[begin:end]
    if speaker in text[start:end]:  # of whom a statement tells, he does not make it
        led = text[max(start, text.find(speaker, start) - 1) : end]
        return _speaking(before, people) or (_speaking(text[:begin], people) if LED.match(led) else "")
    if named := _speaking(within, people) or _speaking_behind(text, begin, end, people):
        return named
    if speaker in text or speaker not in {person.zh for person in people}:
        here = any(person.zh in within for person in people)
        return "" if here else _speaking(text[:begin], people)
    if HE_BEGINS.match(simplified(before)):
        return _meant(speaker, text[:begin], said, page, people)
    return (
        _opening(before, people)
        or _going_on(text[begin : start + VERB], people)
        or _speaking(text[:begin], people)
    )


def _going_on(before: str, people: list[Person]) -> str:
    """The only one whom a sentence names, if it goes on with a word for saying: 张三主持会议，表示."""
    named = {person.zh for person in people if person.zh in before}
    one = named.pop() if len(named) == 1 else ""
    last = before.rfind(one) + len(one)
    if not one or MET.search(simplified(before), 0, last - len(one)):
        return ""
    return one if GOES_ON.fullmatch(simplified(before[last:])) else ""


def _speaking_behind(text: str, begin: int, end: int, people: list[Person]) -> str:
    """Whom a pronoun of a sentence with a word for saying means, or who speaks right behind it, or ""."""
    pronoun = PRONOUN.search(simplified(text), begin, end)
    if pronoun and (named := _alone(text[: pronoun.start()], people)):
        return named
    behind = AFTER.match(text, end)
    return _speaking(behind[0], people) if behind else ""


def _meant(speaker: str, text: str, said: Statement, page: Page, people: list[Person]) -> str:
    """Who spoke last where a sentence begins with a pronoun, if the speaker was not named shortly before."""
    first = min(said.lines)
    told = [line.text for n, line in sorted(page.lines.items()) if n < first and line.role == "body"]
    sentences = re.split(r"[。！？]", "。".join([*told, text]))
    naming = [part for part in sentences if any(person.zh in part for person in people)][-LAST_NAMING:]
    return "" if speaker[:1] in "".join(naming) else _speaking("。".join(naming), people)


def _opening(before: str, people: list[Person]) -> str:
    """Whom the text before a statement begins with, if it has a word for saying: 张三……道歉，但强调……."""
    begun = next((person.zh for person in people if before.startswith(person.zh)), "")
    is_whose = before.startswith("的", len(begun))
    return begun if SAYING_SO.search(simplified(before)) and not is_whose else ""


def _speaks(speaker: str, zh: str) -> bool:
    """Whether the speaker is named in a statement as the one who makes it: 张三表示，……."""
    at = zh.find(speaker)
    said = SAYS.match(simplified(zh), at + len(speaker)) if at >= 0 else None
    return said is not None and not zh.startswith("的", said.end())  # 张三提出的计划


def _may_speak(speaker: str, named: str, before: str) -> bool:
    """Whether somebody whom the sentence names before a statement may say it, too.

    Nobody does whom only what stands before a semicolon names: 张三表示……；李四表示……. Nor does somebody of
    whom another one tells something: 张三指出，李四……, where nothing tells that anybody else speaks.
    """
    at = before.rfind(named)
    last = before.rfind(speaker)
    if last > at >= 0 and before.find(speaker) > at:
        return SAYING_SO.search(simplified(before), last + len(speaker)) is not None
    return speaker in before[max(0, before.rfind("；", 0, max(0, at))) :]


def _alone(text: str, people: list[Person]) -> str:
    """The only person named in the last sentence of a text that names anybody, or ""."""
    for sentence in reversed(re.split(r"[。！？]", text)):
        if named := {person.zh for person in people if person.zh in sentence}:
            return named.pop() if len(named) == 1 else ""
    return ""


def _speaking(text: str, people: list[Person]) -> str:
    """The person whose name stands last just before a verb of saying, or ""."""
    last, speaking = -1, ""
    words = simplified(text)
    for person in people:
        at = text.rfind(person.zh)
        told = SAYS.match(words, at + len(person.zh)) if at > last else None
        if told and not (_is_spoken_to(text[:at], people) or MET.search(words, 0, at)):
            if words.startswith("的", told.end()) or _is_aside(words, at, told.end()):  # 支持张三提出的计划
                continue
            is_whose = words.startswith("的", at + len(person.zh))  # 张三的母亲说
            last, speaking = at, "" if is_whose else person.zh
    return speaking


_ASIDE, _ASIDE_ENDS = (
    frozenset("在自从当因就随对于"),
    re.compile("[^，。；！？]{0,16}?(?:之?[后时际前]|期间|的)"),
)


def _is_aside(zh: str, start: int, end: int) -> bool:
    """Whether somebody's saying something is only when, or of what, another one speaks: 在张三宣布辞职后."""
    return zh[start - 1 : start] in _ASIDE and _ASIDE_ENDS.match(zh, end) is not None


def _is_spoken_to(before: str, people: list[Person]) -> bool:
    """Whether a name after this text is not of who says something: 张三对李四和王五表示."""
    while before[-1:] in ("和", "与", "、", "及"):
        end = before[:-1]
        other = next((person.zh for person in people if end.endswith(person.zh)), "")
        if not other:
            return False
        before = end.removesuffix(other)
    return before.endswith(("对", "向"))
