"""A model without intelligence that answers this project's prompts plausibly, and always in the same way.

It reads a prompt as any model would: the article's numbered lines, JSON lists of items with ids, binding
terms. Its Chinese is extracted from the lines it cites. Its English is no translation, but keeps what code
can check: figures, dates, names by the terms, the number of sentences, negations, tags. So most of what is
made with it is *verified*, and none of it is worth reading. Other prompts are answered by their JSON Schema.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from documents import BODIES, FIRST, LEVELS, LEXICON, SECOND, SURNAMES

HAN = "\u3400-\u9fff"
DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?")
FIGURE = re.compile(
    r"(约|近|超过|超)?(\d[\d,]*(?:\.\d+)?)(万亿|亿|万)?(公里|平方米|户|人|所|册|台|个|吨|元|名|家|次|项|%)"
)
ORGANISATION = re.compile(
    f"[{HAN}]{{2}}[省市县区][{HAN}]{{1,8}}?(?:局|院|馆|公司|大学|中学|小学|委员会|协会|中心)"
)
PLACE = re.compile(f"^[{HAN}]{{2}}[市县区]")
PERSON = re.compile(
    f"(局长|院长|校长|馆长|主任|书记|县长|市长|经理|董事长|主席|会长)([{SURNAMES}][{HAN}]{{1,2}}?)"
    "(?=表示|介绍|说|指出|宣布|强调|出席|，|、)"
)
PUBLISHED = re.compile(r"发布时间[：:]\s*(\d{4}年\d{1,2}月\d{1,2}日)")
SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
SAID = re.compile(r"(?:表示|指出|强调)，([^。]{6,60})")
UNIT = {
    "公里": "kilometres", "平方米": "square metres", "户": "households", "人": "people", "所": "schools",
    "册": "volumes", "台": "machines", "个": "units", "吨": "tonnes", "元": "yuan", "名": "people",
    "家": "companies", "次": "times", "项": "items", "%": "percent",
}  # fmt: skip
KIND = {"%": "percentage", "元": "amount", "平方米": "area", "公里": "length", "吨": "weight"}
QUALIFIER = {"约": "about ", "近": "nearly ", "超过": "over ", "超": "over "}
SCALE = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
# Words whose loss a check would notice, in texts of any author.
COMMON = {
    "不得": "must not", "禁止": "prohibited", "应当": "shall", "必须": "must", "可以": "may", "没有": "not",
    "不": "not", "未": "not", "无": "no", "计划": "plans to", "拟": "plans to", "预计": "is expected to",
    "指出": "pointed out that", "强调": "stressed that", "认为": "believes that", "近日": "recently",
    "日前": "recently", "至少": "at least", "以上": "or more", "以下": "or less",
}  # fmt: skip
WORDS = {**LEXICON, **COMMON}
BY_START: dict[str, list[str]] = {}
for _word in sorted(WORDS, key=len, reverse=True):
    BY_START.setdefault(_word[0], []).append(_word)
MARKS = str.maketrans(
    {"，": ", ", "。": ". ", "：": ": ", "；": "; ", "、": ", ", "“": '"', "”": '"', "（": " (", "）": ") ",
     "　": " ", "《": '"', "》": '"', "！": "! ", "？": "? "}
)  # fmt: skip
HAN_RUN = re.compile(f"[{HAN}]+")
BEFORE_MARK = re.compile(r" +([,.;:!?)])")
FILLER = ("such", "plain", "words", "stand", "here", "for", "the", "rest")


# ------------------------------------------------------------------------------------------------- English


def english(zh: str, terms: Mapping[str, str]) -> str:
    """Something in English that has the figures, dates and terms of `zh`, and about its length."""
    text = zh
    for name in sorted((name for name in terms if name in zh), key=len, reverse=True):
        text = text.replace(name, f" {terms[name]} ")
    text = FIGURE.sub(_figure, DATE.sub(_date, text))
    text = HAN_RUN.sub(_words, text).translate(MARKS)
    text = BEFORE_MARK.sub(r"\1", " ".join(text.split()))
    return _capitals(text) or "Text"


def _capitals(text: str) -> str:
    """Each sentence with a capital at its start."""
    return ". ".join(part[:1].upper() + part[1:] for part in text.split(". "))


def _date(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    name = calendar.month_name[min(int(month), 12)]
    return f" {f'{int(day)} ' if day else ''}{name}{f' {year}' if year else ''} "


def _figure(found: re.Match[str]) -> str:
    qualifier, digits, scale, unit = found.groups()
    if scale:
        digits = f"{round(float(digits.replace(',', '')) * SCALE[scale]):,}"
    return f" {QUALIFIER.get(qualifier, '')}{digits} {UNIT[unit]} "


@lru_cache(maxsize=100_000)
def _run(han: str) -> str:
    """The words of a run of characters; what no word begins with becomes filler of about the same length."""
    out, at, unknown = [], 0, 0
    while at < len(han):
        word = next((word for word in BY_START.get(han[at], ()) if han.startswith(word, at)), "")
        if word:
            out += [*_filler(unknown), WORDS[word]]
            unknown = 0
        unknown += not word
        at += len(word) or 1
    return f" {' '.join([*out, *_filler(unknown)])} "


def _words(found: re.Match[str]) -> str:
    return _run(found.group())


def _filler(length: int) -> list[str]:
    return [FILLER[index % len(FILLER)] for index in range((length + 1) // 2)]


@lru_cache(maxsize=100_000)
def named(zh: str) -> str:
    """A name in English: the same for the same name, in pieces that agree between names."""
    for level, word in LEVELS.items():
        head, found, rest = zh.partition(level)
        if found and 1 < len(head) < 4:
            body = BODIES.get(rest) or (_title(rest) if rest else "")
            return f"{_spelt(head)} {word} {body}".strip()
    return BODIES.get(zh) or _spelt(zh)


def _spelt(zh: str) -> str:
    return "".join(map(_syllable, zh)).capitalize() or "Name"


def _title(zh: str) -> str:
    return " ".join(_syllable(character).capitalize() for character in zh)


def _syllable(character: str) -> str:
    """The pinyin of what the documents of this folder use; else a syllable, always the same."""
    if known := FIRST.get(character) or SECOND.get(character):
        return known
    code = ord(character)
    return (
        f"{'bdfghjklmnpqrstwxyz'[code % 19]}{('a', 'e', 'i', 'u', 'ang', 'eng', 'an', 'ai')[code // 19 % 8]}"
    )


# ------------------------------------------------------------------------------------------------ questions


@dataclass(frozen=True)
class Question:
    """What a model makes of a request."""

    system: str
    user: str
    schema: Mapping[str, Any]

    @cached_property
    def lines(self) -> dict[int, str]:
        """Line number -> text, of the article in it."""
        rows = (row.partition("| ") for row in self.block("ARTICLE").split("\n"))
        return {int(number): text for number, mark, text in rows if mark and number.isdigit()}

    @cached_property
    def terms(self) -> dict[str, str]:
        """The renderings it calls binding."""
        rows = (row.partition(" = ") for row in self.user.partition("===== BEGIN")[0].split("\n"))
        return {zh: en for zh, mark, en in rows if mark}

    def items(self, name: str) -> list[dict[str, Any]]:
        """The JSON list between the marks of this name."""
        found: list[dict[str, Any]] = json.loads(self.block(name))
        return found

    def block(self, name: str) -> str:
        """What stands between the marks of this name."""
        _, _, rest = self.user.partition(f"===== BEGIN {name} =====\n")
        return rest.partition(f"\n===== END {name} =====")[0]


def asked(body: Mapping[str, Any]) -> Question:
    """The question in the body of a request, whichever form of structured answers it uses."""
    texts: dict[str, list[str]] = {"system": [], "user": []}
    for message in body.get("messages", ()):
        texts.setdefault(message.get("role", ""), []).append(str(message.get("content", "")))
    return Question("\n".join(texts["system"]), "\n".join(texts["user"]), _schema(body, texts["system"]))


def _schema(body: Mapping[str, Any], system: list[str]) -> Mapping[str, Any]:
    form = (body.get("response_format") or {}).get("json_schema")
    if form:
        return form.get("schema") or {}
    if tools := body.get("tools"):
        return tools[0]["function"].get("parameters") or {}
    _, told, schema = "\n".join(system).rpartition("JSON Schema:\n")
    return json.loads(schema) if told else {}


def answer(question: Question) -> dict[str, Any]:
    """The answer, as a JSON object."""
    found = next(
        (rule for mark, rule in RULES.items() if f"===== BEGIN {mark} =====" in question.user), _other
    )
    return found(question)


def task_of(question: Question) -> str:
    """What kind of question it is, for counting."""
    return next((mark.lower() for mark in RULES if f"===== BEGIN {mark} =====" in question.user), "other")


# ---------------------------------------------------------------------------------------------- the answers


def _translated(question: Question) -> dict[str, Any]:
    terms = question.terms
    items = question.items("SEGMENTS")
    return {"segments": [{"id": item["id"], "en": english(item["zh"], terms)} for item in items]}


def _settled(question: Question) -> dict[str, Any]:
    items = question.items("NAMES")
    return {
        "names": [
            {"id": item["id"], "en": item.get("pinyin") or named(item["zh"]), "origin": "zh"}
            for item in items
        ]
    }


def _mended(question: Question) -> dict[str, Any]:
    """A sentence becomes the first one of its line; what stands in a line gets that line; the rest is
    given up.
    """
    mended = []
    for item in question.items("ITEMS"):
        n = next((n for n in item["lines"] if n in question.lines), next(iter(question.lines), 0))
        zh = item["zh"]
        if item["kind"] in ("sentence", "point"):
            zh = _first_sentence(question.lines.get(n, zh))
        else:
            n = next((n for n, text in question.lines.items() if zh in text), 0)
        mended.append({"id": item["id"], "zh": zh if n else "", "lines": [n] if n else []})
    return {"items": mended}


def _merged(question: Question) -> dict[str, Any]:
    cited = [{"zh": item["zh"], "lines": item["lines"]} for item in question.items("STATEMENTS")]
    return {"sentences": cited[:5], "key_points": cited[-5:]}


def _bounded(question: Question) -> dict[str, Any]:
    """The program's guess is right."""
    found = re.search(r"from line (\d+) to line (\d+)", question.user)
    begin, end = found.groups() if found else ("1", "1")
    return {"guess": "right", "begin": int(begin), "end": int(end)}


def _digested(question: Question) -> dict[str, Any]:
    lines = question.lines
    prose = {n: text for n, text in lines.items() if "。" in text} or lines
    cited = [{"zh": _first_sentence(text), "lines": [n]} for n, text in prose.items()]
    first = next(iter(lines.items()), (0, ""))
    extracted = _extracted(lines, prose)
    properties = question.schema.get("properties", {}).get("fields", {}).get("properties", {})
    fields = {
        name: extracted[name] if name in extracted else _blank(form) for name, form in properties.items()
    }
    return {
        "title": {"zh": first[1].strip(), "lines": [first[0]]},
        "sentences": cited[:4],
        "key_points": cited[4:8] or cited[:1],
        "fields": fields or extracted,
        "source_issues": [],
    }


def _first_sentence(text: str) -> str:
    found = SENTENCE.search(text)
    return (found.group() if found else text).strip()


def _extracted(lines: Mapping[int, str], prose: Mapping[int, str]) -> dict[str, Any]:
    """The fields that every form has, from patterns."""
    dated = ((n, found[1]) for n, text in lines.items() if (found := PUBLISHED.search(text)))
    n, date = next(dated, (0, ""))
    basis = "stated" if date else "missing"
    bodies = _once((zh, n) for n, text in prose.items() for zh in ORGANISATION.findall(text))
    places = _once((found[0], n) for zh, n in bodies if (found := PLACE.match(zh)))
    return {
        "kind": "news",
        "publication_date": {"zh": date, "iso": "", "basis": basis, "lines": [n] if n else []},
        "events": list(_events(prose))[:2],
        "organisations": [{"zh": zh, "lines": [n], "role": "host"} for zh, n in bodies[:6]],
        "people": list(_people(prose)),
        "places": [{"zh": zh, "lines": [n], "level": "district"} for zh, n in places[:4]],
        "programmes": [],
        "agreements": list(_agreements(prose))[:1],
        "numbers": list(_numbers(prose))[:6],
        "statements": list(_statements(prose))[:2],
    }


def _once(found: Iterator[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each name with the first of its lines."""
    first: dict[str, int] = {}
    for zh, n in found:
        first.setdefault(zh, n)
    return list(first.items())


def _events(prose: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    for n, text in prose.items():
        if (date := DATE.search(text)) and (held := re.search(f"[{HAN}]{{2,40}}举行[{HAN}]{{2,10}}", text)):
            when = {"zh": date.group(), "iso": "", "basis": "inferred"}
            found = {"zh": held.group(), "lines": [n], "type": "conference"}
            yield {**found, "date": when, "place": "", "status": "done"}


def _people(prose: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for n, text in prose.items():
        for found in PERSON.finditer(text):
            post, zh = found.groups()
            if zh not in seen:
                seen.add(zh)
                bodies = [body for body in ORGANISATION.findall(text) if text[: found.start()].endswith(body)]
                posts = [{"zh": post, "organisation": bodies[0] if bodies else ""}]
                yield {"zh": zh, "lines": [n], "posts": posts, "role": "spoke"}


def _agreements(prose: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    for n, text in prose.items():
        if (at := text.find("签署")) >= 0:
            parties = list(dict.fromkeys(ORGANISATION.findall(text)))[:2]
            yield {"zh": _clause(text, at), "lines": [n], "parties": parties, "status": "signed"}


def _numbers(prose: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    for n, text in prose.items():
        for found in FIGURE.finditer(text):
            kind = KIND.get(found[4], "count")
            yield {"zh": _clause(text, found.start()), "lines": [n], "surface": found.group(), "kind": kind}


def _statements(prose: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    for n, text in prose.items():
        if (person := PERSON.search(text)) and (said := SAID.search(text, person.end())):
            yield {"zh": said[1], "lines": [n], "speaker": person[2], "mode": "indirect"}


def _clause(text: str, at: int) -> str:
    """The clause around a place in a text."""
    start = max(text.rfind(mark, 0, at) for mark in "，。；") + 1
    ends = [end for mark in "，。；" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))].strip()


# ------------------------------------------------------------------------------------------- other prompts


def _blank(schema: Mapping[str, Any]) -> Any:
    """What says nothing and follows the schema: "", empty lists, and of an enumeration what means nothing."""
    if "anyOf" in schema:
        return _blank(schema["anyOf"][-1])
    if "enum" in schema:
        return next((value for value in ("missing", "other") if value in schema["enum"]), schema["enum"][0])
    if schema.get("type") == "object":
        return {name: _blank(form) for name, form in schema.get("properties", {}).items()}
    return {"array": [], "integer": 0, "number": 0, "boolean": False, "string": ""}.get(
        str(schema.get("type"))
    )


def _other(question: Question) -> dict[str, Any]:
    """Sentences of the prompt wherever the schema wants text; in English where it is called English."""
    sentences = [found.strip() for found in SENTENCE.findall(question.user)][:12] or ["你好。"]
    schema = question.schema or {"type": "object", "properties": {"answer": {"type": "string"}}}
    found: dict[str, Any] = _filled(schema, "", sentences, schema.get("$defs", {}))
    return found


def _filled(schema: Mapping[str, Any], name: str, texts: list[str], definitions: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        return _filled(definitions[schema["$ref"].rsplit("/", 1)[-1]], name, texts, definitions)
    if "anyOf" in schema:
        return _filled(schema["anyOf"][0], name, texts, definitions)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        return {
            key: _filled(form, key, texts, definitions) for key, form in schema.get("properties", {}).items()
        }
    if schema.get("type") == "array":
        return [
            _filled(schema.get("items", {}), name, texts[at : at + 1], definitions)
            for at in range(len(texts[:4]))
        ]
    if schema.get("type") == "string":
        return _string(name, texts)
    return _blank(schema)


def _string(name: str, texts: list[str]) -> str:
    if "date" in name:
        return "2024-05-30"
    said = texts[0] if "title" in name else "".join(texts[:3])
    return english(said, {}) if name.endswith("en") or "english" in name else said


RULES: dict[str, Callable[[Question], dict[str, Any]]] = {
    "SEGMENTS": _translated,
    "NAMES": _settled,
    "ITEMS": _mended,
    "STATEMENTS": _merged,
    "OUTLINE": _bounded,
    "ARTICLE": _digested,
}
