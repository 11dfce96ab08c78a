"""A scripted model that answers our prompts correctly, and switches to make it misbehave.

It reads the `12| text` lines, the JSON lists and the terms of a prompt as any model would, and answers by a
small lexicon: what it says is extracted, its line numbers are right, its English keeps figures and dates. So
results made with it are verified by the real checks, and a test that expects `flagged` knows why.

    model = ScriptedModel()
    model.once("digest", says("not JSON"))       # the first digest goes wrong
    with serving(model) as server:               # a real endpoint on loopback
        ...
    asker = asker_of(model)                      # or no wire at all
"""

from __future__ import annotations

import asyncio
import calendar
import json
import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from server import Behaviour, Seen, Server, completion

from summarizer.api import AsyncSummarizer
from summarizer.asking import Asker
from summarizer.errors import SummarizerError
from summarizer.llm.calls import Reply, Request, Usage
from summarizer.prompting import Prompts
from summarizer.text import Article, Document, Line

ROOT = Path(__file__).parents[1]

# ------------------------------------------------------------------------------------------- the lexicon

NAMES: dict[str, tuple[str, str]] = {
    "云岭县教育局": ("organisation", "Yunling County Education Bureau"),
    "云岭县第一小学": ("organisation", "Yunling County No. 1 Primary School"),
    "青河建筑公司": ("organisation", "Qinghe Construction Company"),
    "王建国": ("person", "Wang Jianguo"),
    "李小红": ("person", "Li Xiaohong"),
    "赵志强": ("person", "Zhao Zhiqiang"),
    "云岭县": ("place", "Yunling County"),
    "清风计划": ("programme", "Fresh Breeze Plan"),
}
POSTS = {"局长": "director", "校长": "principal", "经理": "manager"}
PHRASES = {
    "新图书馆": "the new library",
    "图书馆": "the library",
    "正式启用": "was officially opened",
    "宣布": "announced that",
    "表示": "said that",
    "介绍": "explained that",
    "面积": "covers an area of",
    "藏书": "holds",
    "总投资": "total investment is",
    "服务学生": "serves students:",
    "将于": "will on",
    "举行": "hold",
    "开馆仪式": "the opening ceremony",
    "承建": "was in charge of the building",
    "近日": "recently",
    "实施": "is carrying out",
    "签署": "signed",
    "合作协议": "a cooperation agreement",
    "希望": "hopes that",
    "同学们": "the pupils",
    "多读书": "read more",
    "在": "in",
    "和": "and",
    "历时两年": "over two years",
    "由": "by",
    "与": "with",
    "约": "about ",
    "近": "nearly ",
    "超": "over ",
}
UNITS = {
    "平方米": "square metres",
    "册": "volumes",
    "元": "yuan",
    "人": "people",
    "所": "schools",
    "%": "percent",
}
FIGURE = re.compile(r"(约|近|超)?(\d[\d,]*(?:\.\d+)?)(万|亿)?(平方米|册|元|人|所|%)")
DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
PUBLISHED = re.compile(r"发布时间：(\d{4}年\d{1,2}月\d{1,2}日)")
MARKS = str.maketrans({"，": ", ", "。": ". ", "：": ": ", "；": "; ", "、": ", ", "“": '"', "”": '"'})
HAN = re.compile(r"[\u3400-\u9fff]+")


def page(number: int = 1, *, extra: str = "") -> str:
    """A small article with a title, a source line, names, figures and dates; another for each number."""
    area, books = 3000 + number, 12 + number
    return (
        f"云岭县第一小学新图书馆正式启用（{number}）\n"
        "\n"
        "发布时间：2024年5月30日　来源：云岭日报\n"
        "\n"
        "5月28日，云岭县教育局局长王建国宣布，云岭县第一小学新图书馆正式启用，全县师生都可以前来阅读和学习。\n"
        f"图书馆面积{area}平方米，藏书{books}万册，总投资1.2亿元，由青河建筑公司承建，历时两年完成建设任务。\n"
        "6月15日，云岭县教育局将在云岭县实施清风计划，举行开馆仪式，希望同学们多读书，养成好的习惯。\n"
        f"{extra}"
        "云岭县第一小学校长李小红介绍，图书馆服务学生约1800人，全校同学们每天下午都可以在这里多读书，"
        "老师也会带着学生一起来，学校还将根据大家的意见继续改进图书馆的服务，让更多的学生爱上阅读。\n"
    )


def english(zh: str, terms: Mapping[str, str] | None = None) -> str:
    """Toy English, faithful where it matters: names by the terms, figures and dates in full."""
    known = {**{name: en for name, (_, en) in NAMES.items()}, **POSTS, **PHRASES, **(terms or {})}
    text = DATE.sub(lambda found: f" {_date(*found.groups())} ", zh)
    text = FIGURE.sub(lambda found: f" {_figure(*found.groups())} ", text)
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, f" {known[name]} ")
    text = HAN.sub(lambda found: f" {_filler(len(found.group()))} ", text)
    text = " ".join(text.translate(MARKS).replace("（", " (").replace("）", ")").replace("　", " ").split())
    text = re.sub(r" ([,.;:)])", r"\1", text)
    return (text[:1].upper() + text[1:]) or "Text"


def _filler(length: int) -> str:
    """Words for what the lexicon does not know, about as long as English would be, and none doubled."""
    words = ("such", "plain", "words", "stand", "here", "for", "the", "rest")
    return " ".join(words[index % len(words)] for index in range(max(1, length // 2)))


def _date(year: str | None, month: str, day: str) -> str:
    return f"{int(day)} {calendar.month_name[int(month)]}" + (f" {year}" if year else "")


def _figure(qualifier: str | None, digits: str, scale: str | None, unit: str) -> str:
    value = digits
    if scale:
        exact = round(float(digits.replace(",", "")) * {"万": 1e4, "亿": 1e8}[scale])
        value = f"{exact:,}"
    return f"{PHRASES[qualifier] if qualifier else ''}{value} {UNITS[unit]}"


# --------------------------------------------------------------------------------------------- the model


@dataclass(frozen=True)
class Question:
    """A request as a model sees it. `turn` counts the requests of its task, from 0."""

    task: str
    system: str
    user: str
    body: dict[str, Any]
    turn: int

    @property
    def again(self) -> bool:
        """Whether it complains about an earlier answer."""
        return "was not accepted" in self.user

    @property
    def texts(self) -> dict[int, str]:
        """Line number -> text, of the article in it."""
        block = _block(self.user, "ARTICLE")
        rows = (row.partition("| ") for row in block.splitlines())
        return {int(number): text for number, mark, text in rows if mark and number.isdigit()}

    @property
    def items(self) -> list[dict[str, Any]]:
        """The JSON list in it."""
        for name in ("SEGMENTS", "NAMES", "ITEMS", "STATEMENTS"):
            if block := _block(self.user, name):
                found: list[dict[str, Any]] = json.loads(block)
                return found
        return []

    @property
    def terms(self) -> dict[str, str]:
        """The renderings it calls binding."""
        head = self.user.partition("===== BEGIN")[0]
        rows = (row.partition(" = ") for row in head.splitlines())
        return {zh: en for zh, mark, en in rows if mark}


@dataclass(frozen=True)
class Said:
    """What goes back: a completion, or something else with a status of its own."""

    content: str = ""
    status: int = 200
    finish: str = "stop"
    refusal: str | None = None
    usage: dict[str, int] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    error: Mapping[str, Any] | None = None

    @property
    def body(self) -> dict[str, Any]:
        if self.error is not None:
            return {"error": dict(self.error)}
        message = {"role": "assistant", "content": self.content, "refusal": self.refusal}
        whole = completion(self.content)
        whole["choices"] = [{"index": 0, "finish_reason": self.finish, "message": message}]
        whole["usage"] = self.usage
        return whole


Rule = Callable[[Question], "Said | None"]


def says(content: str, **changes: Any) -> Said:
    """An answer with this content, whatever was asked."""
    return Said(content, **changes)


def refuses() -> Said:
    """The model declines."""
    return Said("", refusal="I cannot help with that.")


def cut_off() -> Said:
    """The answer stops at its length limit."""
    return Said('{"title": {"zh": "云', finish="length")


def fails(status: int, code: str = "", message: str = "", **headers: str) -> Said:
    """An error of the provider."""
    error = {"message": message or f"error {status}", "code": code, "type": code}
    return Said(status=status, error=error, headers=headers)


class ScriptedModel:
    """Answers every prompt of ours. `asked` are the questions, in the order they came."""

    def __init__(self, **names: tuple[str, str]) -> None:
        self.names = {**NAMES, **names}
        self.asked: list[Question] = []
        self._rules: list[Rule] = []
        self._turns: Counter[str] = Counter()
        self._lock = threading.Lock()

    # ------------------------------------------------------------------------------------ misbehaviour

    def always(self, task: str, said: Said, *, having: str = "") -> None:
        """Say this to every question of `task` ("" for all) that has `having` in it."""
        self._rules.append(lambda q: said if task in ("", q.task) and having in q.user else None)

    def once(self, task: str, said: Said, *, times: int = 1, having: str = "") -> None:
        """Say this to the first `times` such questions."""
        left = [times]

        def rule(question: Question) -> Said | None:
            if not left[0] or task not in ("", question.task) or having not in question.user:
                return None
            left[0] -= 1
            return said

        self._rules.append(rule)

    def alter(self, task: str, change: Callable[[Question, Any], Any], *, times: int | None = None) -> None:
        """Pass the right answers to `task` through `change`; for the first `times` only, where given."""
        left = [times]

        def rule(question: Question) -> Said | None:
            if question.task != task or left[0] == 0:
                return None
            if left[0] is not None:
                left[0] -= 1
            return Said(json.dumps(change(question, self.answer(question)), ensure_ascii=False))

        self._rules.append(rule)

    def behave(self) -> None:
        """Forget all misbehaviour."""
        self._rules.clear()

    # -------------------------------------------------------------------------------------- the wires

    def count(self, task: str = "") -> int:
        """How many questions of `task` (or in all) came."""
        return sum(1 for question in self.asked if task in ("", question.task))

    def bodies(self) -> set[str]:
        """The distinct bodies of requests that came."""
        return {json.dumps(question.body, sort_keys=True, ensure_ascii=False) for question in self.asked}

    def say(self, body: dict[str, Any]) -> Said:
        """What goes back for a request's body."""
        with self._lock:
            question = self._question(body)
            self.asked.append(question)
        said = next((found for rule in self._rules if (found := rule(question)) is not None), None)
        if said is None:
            said = Said(json.dumps(self.answer(question), ensure_ascii=False))
        if said.usage is None and said.error is None:
            sent = len(question.system) + len(question.user)
            said = replace(said, usage=_usage(sent, len(said.content)))
        return said

    async def complete(self, request: Request) -> Reply:
        """The model without a wire, for what is built on a `Complete`."""
        messages = [{"role": message.role, "content": message.content} for message in request.messages]
        form = {"type": "json_schema", "json_schema": {"name": request.task, "schema": dict(request.schema)}}
        said = self.say({"model": request.model, "messages": messages, "response_format": form})
        usage = said.usage or {"prompt_tokens": 1, "completion_tokens": 1}
        return Reply(
            said.content,
            finish=said.finish,
            refusal=said.refusal or "",
            usage=Usage(usage["prompt_tokens"], usage["completion_tokens"]),
            model=request.model,
        )

    # ---------------------------------------------------------------------------------- right answers

    def answer(self, question: Question) -> dict[str, Any]:
        """The right answer to a question."""
        answers: dict[str, Callable[[Question], dict[str, Any]]] = {
            "bounds": lambda _question: {"guess": "right", "begin": 1, "end": 1},
            "digest": self._digest,
            "merge": _merge,
            "mend": _mend,
            "settle": self._settle,
            "translate": _translate,
            "other": lambda _question: {"answer": "你好"},
        }
        return answers[question.task](question)

    def _question(self, body: dict[str, Any]) -> Question:
        system = "\n".join(one["content"] for one in body["messages"] if one["role"] == "system")
        user = "\n".join(one["content"] for one in body["messages"] if one["role"] == "user")
        task = _task(user)
        turn = self._turns[task]
        self._turns[task] += 1
        return Question(task, system, user, body, turn)

    def _digest(self, question: Question) -> dict[str, Any]:
        texts = question.texts
        published = {n: found[1] for n, text in texts.items() if (found := PUBLISHED.search(text))}
        prose = {n: text for n, text in texts.items() if "。" in text} or texts
        title = next(iter(texts.items()), (0, ""))
        cited = [{"zh": text[: text.find("。") + 1] or text, "lines": [n]} for n, text in prose.items()]
        return {
            "title": {"zh": title[1].strip(), "lines": [title[0]]},
            "sentences": cited[:3],
            "key_points": cited[1:4] or cited[:1],
            "fields": self._custom(question) or self._news(prose, published),
            "source_issues": [],
        }

    def _custom(self, question: Question) -> dict[str, Any] | None:
        """A form of the user's own: lists get the first name of the article, all else what is empty."""
        head = "`fields` follows a form made by the user; its names and descriptions say what is wanted:\n"
        _, found, rest = question.system.partition(head)
        if not found:
            return None
        schema = json.JSONDecoder().raw_decode(rest)[0]
        name = next((zh for zh in self.names if zh in question.user), "")
        return {key: _empty(value, name) for key, value in schema["properties"].items()}

    def _news(self, prose: dict[int, str], published: dict[int, str]) -> dict[str, Any]:
        found = {
            kind: [
                (zh, n)
                for zh, (its, _) in self.names.items()
                if its == kind and (n := next((n for n, text in prose.items() if zh in text), 0))
            ]
            for kind in ("organisation", "person", "place", "programme")
        }
        date = next(iter(published.items()), (0, ""))
        return {
            "kind": "news",
            "publication_date": {
                "zh": date[1],
                "iso": "",
                "basis": "stated" if date[1] else "missing",
                "lines": [date[0]] if date[0] else [],
            },
            "events": _events(prose),
            "organisations": [{"zh": zh, "lines": [n], "role": "host"} for zh, n in found["organisation"]],
            "people": [_person(zh, n, prose[n]) for zh, n in found["person"]],
            "places": [{"zh": zh, "lines": [n], "level": "district"} for zh, n in found["place"]],
            "programmes": [{"zh": zh, "lines": [n], "kind": "plan"} for zh, n in found["programme"]],
            "agreements": [],
            "numbers": [
                {"zh": _clause(text, one.start()), "lines": [n], "surface": one.group(), "kind": "count"}
                for n, text in prose.items()
                for one in FIGURE.finditer(text)
            ],
            "statements": [],
        }

    def _settle(self, question: Question) -> dict[str, Any]:
        return {
            "names": [
                {
                    "id": item["id"],
                    "en": self.names.get(item["zh"], ("", item.get("pinyin") or f"Name {item['id']}"))[1],
                    "origin": "zh",
                }
                for item in question.items
            ]
        }


def _usage(sent: int, written: int) -> dict[str, int]:
    return {
        "prompt_tokens": max(1, sent),
        "completion_tokens": max(1, written),
        "total_tokens": max(2, sent + written),
    }


def _task(user: str) -> str:
    marks = {
        "SEGMENTS": "translate",
        "NAMES": "settle",
        "ITEMS": "mend",
        "STATEMENTS": "merge",
        "OUTLINE": "bounds",
    }
    for mark, task in marks.items():
        if f"\n===== BEGIN {mark} =====" in f"\n{user}":
            return task
    return "digest" if "===== BEGIN ARTICLE =====" in user else "other"


def _block(text: str, name: str) -> str:
    _, _, rest = text.partition(f"===== BEGIN {name} =====\n")
    return rest.partition(f"\n===== END {name} =====")[0]


def _empty(schema: Mapping[str, Any], name: str) -> Any:
    if "anyOf" in schema:
        return _empty(schema["anyOf"][0], name)
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "object":
        return {key: _empty(value, name) for key, value in schema["properties"].items()}
    if schema["type"] == "array":
        return [_empty(schema["items"], name)] if name else []
    return {"string": name, "integer": 0, "number": 0, "boolean": False, "null": None}[schema["type"]]


def _clause(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "，。；") + 1
    ends = [end for mark in "，。；" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _events(prose: dict[int, str]) -> list[dict[str, Any]]:
    found = []
    for n, text in prose.items():
        if "正式启用" in text or "开馆仪式" in text:
            date = next(iter(DATE.finditer(text)), None)
            planned = "将" in text
            found.append(
                {
                    "zh": _clause(text, text.find("开馆仪式" if planned else "正式启用")),
                    "lines": [n],
                    "type": "launch",
                    "date": {"zh": date.group() if date else "", "iso": "", "basis": "inferred"},
                    "place": "",
                    "status": "planned" if planned else "done",
                }
            )
    return found


def _person(zh: str, n: int, text: str) -> dict[str, Any]:
    before = text[: text.find(zh)]
    post = next((post for post in POSTS if before.endswith(post)), "")
    holder = before.removesuffix(post) if post else ""
    names = (name for name, (kind, _) in NAMES.items() if kind == "organisation" and holder.endswith(name))
    organisation = next(names, "")
    posts = [{"zh": post, "organisation": organisation}] if post else []
    return {"zh": zh, "lines": [n], "posts": posts, "role": "spoke"}


def _merge(question: Question) -> dict[str, Any]:
    cited = [{"zh": item["zh"], "lines": item["lines"]} for item in question.items]
    return {"sentences": cited[:5], "key_points": cited[-5:]}


def _mend(question: Question) -> dict[str, Any]:
    """An item that stands in a line gets that line; a sentence becomes its line; the rest is given up."""
    texts = question.texts
    mended = []
    for item in question.items:
        found = next((n for n, text in texts.items() if item["zh"] in text), 0)
        if item["kind"] in ("sentence", "point") and texts:
            n = next((n for n in item["lines"] if n in texts), next(iter(texts)))
            mended.append({"id": item["id"], "zh": texts[n].partition("。")[0] + "。", "lines": [n]})
        else:
            mended.append(
                {"id": item["id"], "zh": item["zh"] if found else "", "lines": [found] if found else []}
            )
    return {"items": mended}


def _translate(question: Question) -> dict[str, Any]:
    terms = question.terms
    return {"segments": [{"id": item["id"], "en": english(item["zh"], terms)} for item in question.items]}


# ------------------------------------------------------------------------------------------ as an endpoint


def speaks(model: ScriptedModel, *, delay: Callable[[], float] = lambda: 0.0) -> Behaviour:
    """The model as a behaviour of the test server."""

    async def behave(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if seen.method == "GET":
            said_status, body = 200, {"object": "list", "data": [{"id": "m", "object": "model"}]}
            await _reply(writer, said_status, {}, body)
            return
        pause = delay()
        if pause:
            await asyncio.sleep(pause)
        said = model.say(seen.json)
        await _reply(writer, said.status, said.headers, said.body)

    return behave


async def _reply(
    writer: asyncio.StreamWriter, status: int, headers: Mapping[str, str], body: dict[str, Any]
) -> None:
    content = json.dumps(body, ensure_ascii=False).encode()
    rows = [f"HTTP/1.1 {status} X", "content-type: application/json"]
    rows += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*rows, f"content-length: {len(content)}", "", ""]).encode() + content)
    await writer.drain()


@contextmanager
def serving(model: ScriptedModel | None = None, *, slow: float = 0.0, seed: int = 0) -> Iterator[Server]:
    """An endpoint on loopback; with `slow`, each answer takes a random part of so many seconds."""
    chance = random.Random(seed)
    delay = (lambda: chance.random() * slow) if slow else (lambda: 0.0)
    with Server(speaks(model or ScriptedModel(), delay=delay)) as server:
        yield server


# ---------------------------------------------------------------------------------------- without a wire


def bundled() -> Prompts:
    """The templates of the project."""
    return Prompts(ROOT / "prompts")


def asker_of(model: ScriptedModel, **changes: Any) -> Asker:
    """An asker that asks the model directly."""
    return replace(Asker(bundled(), model.complete, "m"), **changes)


def article(*lines: str | tuple[str, str], path: str = "a.txt", date: str = "", **changes: Any) -> Article:
    """An article out of its lines: texts (body), or (role, text)."""
    rows = [("body", line) if isinstance(line, str) else line for line in lines]
    numbered = tuple(Line(n, text, role) for n, (role, text) in enumerate(rows, 1))  # type: ignore[arg-type]
    document = Document(
        path, "0" * 64, "text/plain", "utf-8", tuple(text for _, text in rows), date=date, **changes
    )
    return Article(document, numbered)


def folder_of(root: Path, count: int = 3, name: str = "pages") -> Path:
    """A folder with `count` small articles."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"{number:03}.txt").write_text(page(number), encoding="utf-8")
    return folder


def contents(out: Path, *, but: tuple[str, ...] = ("run.json", "journal.jsonl", ".lock")) -> dict[str, bytes]:
    """Every file of an output folder with its bytes, but for those that change with every run."""
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for file in sorted(out.rglob("*"))
        if file.is_file() and file.name not in but
    }


@dataclass
class Ran:
    """What a run left: its outcomes by path, its `run.json` content, and the error that stopped it."""

    outcomes: dict[str, Any]
    tally: dict[str, Any]
    error: Exception | None = None

    @property
    def statuses(self) -> dict[str, str]:
        return {path: outcome.status for path, outcome in self.outcomes.items()}


async def run_over(server: Server, *paths: Path, out: Path, to: str = "", **options: Any) -> Ran:
    """The main job through the library, over a real socket."""
    settings = {"base_url": server.url, "model": "m", "attempts": 2, "format": ("json", "md"), **options}
    async with AsyncSummarizer(**settings) as summarizer:
        run = summarizer.run(*paths, out=out, to=to)
        ran = Ran({}, {})
        try:
            async for outcome in run:
                ran.outcomes[outcome.path] = outcome
        except SummarizerError as error:
            ran.error = error
        ran.tally = run.tally.as_json()
    return ran


def counts(found: int, done: int = 0, flagged: int = 0, failed: int = 0, skipped: int = 0) -> dict[str, int]:
    """`documents` of `run.json`."""
    return {"found": found, "done": done, "flagged": flagged, "failed": failed, "skipped": skipped}
