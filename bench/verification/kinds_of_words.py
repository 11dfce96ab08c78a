"""Errors in names, terms, wording, evidence and form: one function a kind, each yielding single errors."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator

from bench.verification.texts import Data, at, edited, replaced, running, spots, without

NEGATIVE = re.compile(
    r"\b(?:(?:must|shall|may|do|does|did|will|is|are|was|were|has|have|can) not(?! (?:only|just|merely)\b)"
    r"|cannot|no longer|never)\b"
)
# Other words that negate, and what is left without them; "un-" of an adjective goes, too.
NEGATIVES = {
    "without": "with",
    "none": "all",
    "nobody": "everybody",
    "nothing": "everything",
    "unable": "able",
    "failed to": "managed to",
    "fails to": "manages to",
    "fail to": "manage to",
    "refused to": "agreed to",
    "refuses to": "agrees to",
    "prohibited": "allowed",
    "forbidden": "allowed",
    "banned": "allowed",
    "rarely": "often",
    "seldom": "often",
    "hardly": "fully",
    "lack of": "wealth of",
    "lacks": "has",
    "denied": "confirmed",
    "opposed": "supported",
    "opposes": "supports",
    "rejected": "accepted",
    "except": "including",
    "avoid": "seek",
    "stopped": "began",
}
NEGATING = re.compile(
    rf"\b(?:(?P<word>{'|'.join(NEGATIVES)})\b|no (?!longer|doubt|matter|one|less|more|fewer|later|\d)"
    r"|un(?=(?:known|clear|likely|fair|necessary|willing|safe|certain|usual|employed|healthy|affected|satisfied|related"
    r"|reasonable|stable|acceptable|successful|paid|changed|limited|aware|finished|licensed|authorised)\b)"
    r"|(?<=[a-z])n['’]t\b)"
)
NEGATIVE_ZH = re.compile("[不没沒未无無非莫勿别別禁拒否停免反失缺除難难未]")
TRANSLATED = ("translation", "segments")
SENTENCES = r"(?<=[a-z\d\"”)][.!?]) (?=[A-Z\"“])"  # between two of English
POSTS = re.compile(r"\b(?:deputy|vice)[ -]", re.IGNORECASE)
MOVES = re.compile(r" (?:by |from |about |nearly |over |more than |some )?(?:RMB |US\$)?\d")
TURNED = {
    "rose": "fell",
    "increased": "decreased",
    "up": "down",
    "grew": "shrank",
    "growth": "decline",
    "fell": "rose",
    "higher": "lower",
    "increase": "decrease",
    "decreased": "increased",
    "down": "up",
    "raised": "cut",
}

# What is the other way round: places, times, trades, sides, amounts.
OPPOSITES = """
before after  north south  northern southern  east west  eastern western  import export  imports exports
imported exported  bought sold  buy sell  buying selling  won lost  opened closed  open closed
above below  more fewer  more less  first last  earlier later  early late  high low  higher lower
highest lowest  long short  longer shorter  large small  larger smaller  largest smallest  strong weak
stronger weaker  strengthen weaken  expand narrow  expanded narrowed  upper lower  left right
inside outside  ahead behind  support oppose  supported opposed  male female  men women  boys girls
son daughter  father mother  husband wife  brother sister  day night  morning evening  arrived left
began ended  start end  started ended  gained lost  gains losses  gain loss  profit loss
surplus deficit  income expenditure  domestic foreign  public private  old new  young old  rich poor
hot cold  warm cool  fast slow  faster slower  best worst  better worse  positive negative
optimistic pessimistic  success failure  increase decrease  increased decreased  rise fall
rising falling  rose fell  raise cut  raised lowered  accelerated slowed  joined left  enter leave
entered left  maximum minimum  advantage disadvantage  upstream downstream  inflow outflow
ascend descend  accept reject  approved rejected  winter summer  spring autumn  today yesterday
tomorrow yesterday  borrow lend  borrowed lent  teacher student  attack defend
""".split()  # noqa: SIM905  # pairs read better than a list of strings
OPPOSITE = {
    **dict(zip(OPPOSITES[1::2], OPPOSITES[::2], strict=True)),
    **dict(zip(OPPOSITES[::2], OPPOSITES[1::2], strict=True)),
}


def _people(data: Data) -> list[Data]:
    return [item for item in data["fields"].get("people", []) if item.get("zh") and item.get("en")]


def names_swapped(data: Data, rng: random.Random) -> Iterator[Data]:
    people = _people(data)
    for spot in running(data):
        there = [person["en"] for person in people if person["en"] in spot.en]
        for one, other in itertools.pairwise(there):
            text = spot.en.replace(one, "\0").replace(other, one).replace("\0", other)
            first, last = sorted((spot.en.find(one), spot.en.find(other)))
            joined = re.fullmatch(r"\W*(?:(?:and|to|with) )?", spot.en[first:last].split(" ", 2)[-1])
            if text != spot.en and not joined:  # "A and B signed" is true of B and A
                yield edited(data, ((*spot.path, "en"), text))


def another_person(data: Data, rng: random.Random) -> Iterator[Data]:
    people = _people(data)
    for spot in running(data):
        for person in people:
            others = [
                other["en"] for other in people if other["zh"] not in spot.zh and other["en"] not in spot.en
            ]
            if person["en"] in spot.en and others:
                yield replaced(data, spot, person["en"], rng.choice(others))


def name_dropped(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for person in _people(data):
            if spot.en.count(person["en"]) == 1 and person["zh"] in spot.zh:
                yield replaced(data, spot, person["en"], "an official")


def posts_swapped(data: Data, rng: random.Random) -> Iterator[Data]:
    people = data["fields"].get("people", [])
    for one in range(len(people)):
        for other in range(one + 1, len(people)):
            mine, theirs = people[one].get("posts", []), people[other].get("posts", [])
            if mine and theirs and {p["zh"] for p in mine}.isdisjoint(p["zh"] for p in theirs):
                path = ("fields", "people")
                yield edited(data, ((*path, one, "posts"), theirs), ((*path, other, "posts"), mine))


def deputy_promoted(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in POSTS.finditer(spot.en):
            yield replaced(data, spot, found[0], "", found.start())
    for n, person in enumerate(data["fields"].get("people", [])):
        for k, post in enumerate(person.get("posts", [])):
            if POSTS.search(post.get("en", "")):
                new = POSTS.sub("", post["en"])
                yield edited(data, (("fields", "people", n, "posts", k, "en"), new))


def wrong_reading(data: Data, rng: random.Random) -> Iterator[Data]:
    changes = {"Zh": "Ch", "Ch": "Zh", "Sh": "S", "W": "H", "L": "N", "X": "Q", "Y": "J", "G": "K", "H": "F"}
    for n, person in enumerate(data["fields"].get("people", [])):
        words = person.get("en", "").split()
        if len(words) != 2 or not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", person["zh"]):
            continue
        for place, word in enumerate(words):
            head = next((head for head in changes if word.startswith(head)), "")
            if head:
                new = changes[head] + word[len(head) :]
                yield edited(
                    data,
                    (("fields", "people", n, "en"), " ".join([*words[:place], new, *words[place + 1 :]])),
                )


def name_reversed(data: Data, rng: random.Random) -> Iterator[Data]:
    for n, person in enumerate(data["fields"].get("people", [])):
        words = person.get("en", "").split()
        if len(words) == 2 and re.fullmatch(r"[\u4e00-\u9fff]{2,3}", person["zh"]):
            yield edited(data, (("fields", "people", n, "en"), f"{words[1]} {words[0]}"))


def chinese_name(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in spots(data, "sentence", "point"):
        for person in _people(data):
            if person["zh"] in spot.zh and len(person["zh"]) == 3:
                wrong = person["zh"][:2] + rng.choice([c for c in "伟芳娜敏静强磊洋" if c != person["zh"][2]])
                yield replaced(data, spot, person["zh"], wrong, side="zh")


def invented_person(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        if spot.en.endswith("."):
            name = rng.choice(("Zhuang Qiuping", "Guo Xingrui", "Ouyang Zhenhai", "Qiu Jianxun"))
            yield edited(data, ((*spot.path, "en"), f"{spot.en[:-1]}, {name} said."))


def invented_institution(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in spots(data, "sentence", "point"):
        if spot.zh.endswith("。"):
            name = rng.choice(("鹤鸣科技大学", "泽润控股集团", "瀚澜职业学院", "铂锐银行"))
            yield edited(data, ((*spot.path, "zh"), f"{spot.zh[:-1]}，{name}也参与其中。"))
    for spot in running(data):
        if spot.en.endswith("."):
            name = rng.choice(("Zhongqing University", "Hezhou Bank", "Xingzhou Hospital", "Qingzhang Group"))
            yield edited(data, ((*spot.path, "en"), f"{spot.en[:-1]}, together with {name}."))


def off_the_terms(data: Data, rng: random.Random) -> Iterator[Data]:
    for name in ("organisations", "places"):
        items = [item for item in data["fields"].get(name, []) if item.get("en")]
        for spot in running(data):
            for item in items:
                others = [o["en"] for o in items if o["en"] not in spot.en and o["zh"] not in spot.zh]
                if item["zh"] in spot.zh and item["en"] in spot.en and others:
                    yield replaced(data, spot, item["en"], rng.choice(others))


def sentence_dropped(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in spots(data, "line"):
        parts = re.split(SENTENCES, spot.en)
        if len(parts) > 1 and len(spot.zh) >= 40:
            for n, part in enumerate(parts):
                if len(part) > 0.2 * len(spot.en):
                    yield edited(data, ((*spot.path, "en"), " ".join(parts[:n] + parts[n + 1 :])))


def sentence_added(data: Data, rng: random.Random) -> Iterator[Data]:
    """A sentence of another paragraph, at the end of one that does not say it."""
    lines = [spot for spot in spots(data, "line") if len(spot.zh) >= 40]
    for one, other in itertools.permutations(lines, 2):
        parts = [part for part in re.split(SENTENCES, other.en) if len(part) > 60]
        if parts:
            yield edited(data, ((*one.path, "en"), f"{one.en} {rng.choice(parts)}"))


def segment_dropped(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in spots(data, "line"):
        yield without(data, spot.path)


def segment_duplicated(data: Data, rng: random.Random) -> Iterator[Data]:
    lines = [spot for spot in spots(data, "line") if len(spot.zh) > 12]
    for one, other in itertools.pairwise(lines):
        yield edited(data, ((*other.path, "en"), one.en))


def segments_swapped(data: Data, rng: random.Random) -> Iterator[Data]:
    for kind in ("line", "sentence", "point"):
        texts = [spot for spot in spots(data, kind) if len(spot.zh) > 12 and spot.en]
        for one, other in itertools.pairwise(texts):
            yield edited(data, ((*one.path, "en"), other.en), ((*other.path, "en"), one.en))


def cut_off(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        if len(spot.zh) >= 40:
            yield edited(data, ((*spot.path, "en"), spot.en[: len(spot.en) // 4] + "."))


def english_missing(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in (*running(data), *spots(data, "organisations", "people", "events")):
        yield edited(data, ((*spot.path, "en"), ""))


def stuck(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        words = spot.en.split()
        if len(words) > 12:
            run = " ".join(words[2:12])
            yield edited(data, ((*spot.path, "en"), " ".join([*words[:12], *([run] * 4), *words[12:]])))


def negation_lost(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in NEGATIVE.finditer(spot.en):
            new = {"cannot": "can", "no longer": "still", "never": "always"}.get(
                found[0], found[0].split()[0]
            )
            yield replaced(data, spot, found[0], new, found.start())


ASSERTED = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|should|must|may|shall)\b(?! not\b| no\b)"
)


def negation_added(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in ASSERTED.finditer(spot.en):
            yield replaced(data, spot, found[0], f"{found[0]} not", found.start())


def direction(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        for found in re.finditer(rf"\b(?:{'|'.join(TURNED)})\b", spot.en):
            # "Up to", "set up", "hard-up" and "growth target" say nothing of a direction.
            moves = found[0] not in ("up", "down") or MOVES.match(spot.en, found.end()) is not None
            moves = moves and not re.search(r"\b(?:set|made|taken|signed) \Z", spot.en[: found.start()])
            named = found[0] == "growth" and re.match(r" (?:target|drive|plan|point)", spot.en[found.end() :])
            if moves and not named and re.search(r"[增升高涨降减]", spot.zh):
                yield replaced(data, spot, found[0], TURNED[found[0]], found.start())


def negative_word_lost(data: Data, rng: random.Random) -> Iterator[Data]:
    """Any other negative than "not", where the Chinese has a character that may negate."""
    for spot in running(data):
        for found in NEGATING.finditer(spot.en) if NEGATIVE_ZH.search(spot.zh) else ():
            new = NEGATIVES.get(found["word"], "")
            yield replaced(data, spot, found[0], new, found.start())


def opposite(data: Data, rng: random.Random) -> Iterator[Data]:
    """A word that became its opposite: before and after, north and south, bought and sold."""
    for spot in running(data):
        for found in re.finditer(r"\b[a-z]{3,}\b", spot.en):
            if found[0] in OPPOSITE:
                yield replaced(data, spot, found[0], OPPOSITE[found[0]], found.start())


def chinese_left(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        runs = re.findall(r"[\u4e00-\u9fff]{2,4}", spot.zh)
        words = list(re.finditer(r"\b[a-z]{5,}\b", spot.en))
        if runs and words:
            word = rng.choice(words)
            yield replaced(data, spot, word[0], rng.choice(runs), word.start())


def _appended(data: Data, tail: str) -> Iterator[Data]:
    for spot in running(data):
        yield edited(data, ((*spot.path, "en"), f"{spot.en} {tail}"))


def link_added(data: Data, rng: random.Random) -> Iterator[Data]:
    tails = (
        "See https://www.qinghe-news.example.com/a/1.html.",
        "Contact: press@qinghe.example.cn.",
        "Call 0512-68123377.",
    )
    yield from _appended(data, rng.choice(tails))


def markup_added(data: Data, rng: random.Random) -> Iterator[Data]:
    yield from _appended(
        data, rng.choice(("<script>alert(1)</script>", "[more](javascript:alert(1))", "<b>Note</b>"))
    )


def machine_speaks(data: Data, rng: random.Random) -> Iterator[Data]:
    yield from _appended(
        data, rng.choice(("As an AI language model, I cannot verify this.", "Here is the translation."))
    )


def quotes_added(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        words = spot.en.split()
        if (
            len(words) > 14
            and '"' not in spot.en
            and "“" not in spot.en
            and not re.search(r"[“”「《\"]", spot.zh)
        ):
            yield edited(
                data,
                (
                    (*spot.path, "en"),
                    f'{" ".join(words[:3])} "{" ".join(words[3:12])}" {" ".join(words[12:])}',
                ),
            )


def made_direct(data: Data, rng: random.Random) -> Iterator[Data]:
    for n, said in enumerate(data["fields"].get("statements", [])):
        if said.get("mode") == "indirect":
            yield edited(data, (("fields", "statements", n, "mode"), "direct"))


def speaker(data: Data, rng: random.Random) -> Iterator[Data]:
    people = [person["zh"] for person in data["fields"].get("people", [])]
    for n, said in enumerate(data["fields"].get("statements", [])):
        others = [name for name in people if name != said.get("speaker") and said.get("speaker") in people]
        for other in others:
            yield edited(data, (("fields", "statements", n, "speaker"), other))


def wrong_line(data: Data, rng: random.Random) -> Iterator[Data]:
    body = [
        line["n"] for line in data["document"]["lines"] if line["role"] == "body" and line["text"].strip()
    ]
    for spot in spots(
        data, "sentence", "point", "people", "organisations", "numbers", "events", "statements"
    ):
        item = at(data, spot.path)
        text = {line["n"]: line["text"] for line in data["document"]["lines"]}
        others = [n for n in body if n not in item["lines"] and spot.zh[:4] not in text[n]]
        surface = item.get("surface", spot.zh)
        others = [n for n in others if spot.kind in ("sentence", "point") or surface not in text[n]]
        if others and item["lines"]:
            yield edited(data, ((*spot.path, "lines"), [rng.choice(others)]))


def noise_line(data: Data, rng: random.Random) -> Iterator[Data]:
    noise = [
        line["n"] for line in data["document"]["lines"] if line["role"] == "noise" and line["text"].strip()
    ]
    for spot in spots(data, "sentence", "point", "organisations"):
        if noise:
            yield edited(data, ((*spot.path, "lines"), [rng.choice(noise)]))


def noise_fact(data: Data, rng: random.Random) -> Iterator[Data]:
    shown = "".join(line["text"] for line in data["document"]["lines"] if line["role"] != "noise")
    runs = [
        run
        for line in data["document"]["lines"]
        if line["role"] == "noise"
        for run in re.findall(r"[\u4e00-\u9fff\d]{9,}", line["text"])
        if not any(run[k : k + 4] in shown for k in range(len(run) - 3))
    ]
    for spot in spots(data, "sentence", "point"):
        if runs and spot.zh.endswith("。"):
            yield edited(data, ((*spot.path, "zh"), f"{spot.zh[:-1]}，{rng.choice(runs)}。"))


def copied_altered(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in spots(
        data, "organisations", "people", "places", "events", "statements", "agreements", "programmes"
    ):
        han = [n for n, char in enumerate(spot.zh) if "\u4e00" <= char <= "\u9fff"]
        if len(han) > 1:
            n = rng.choice(han)
            new = rng.choice([char for char in "湖岭桥禾石临青东" if char != spot.zh[n]])
            yield edited(data, ((*spot.path, "zh"), spot.zh[:n] + new + spot.zh[n + 1 :]))


def code_altered(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in (*running(data), *spots(data, "numbers", "organisations")):
        for found in re.finditer(
            r"\b(?=[\w/-]*\d)(?=[\w/-]*[A-Z])[A-Z][\w/-]{3,}\b|\b0\d{2,3}-\d{7,8}\b", spot.en
        ):
            if found[0].lower() in spot.zh.lower():
                place = max(n for n, char in enumerate(found[0]) if char.isdigit())
                new = found[0][:place] + str((int(found[0][place]) + 3) % 10) + found[0][place + 1 :]
                yield replaced(data, spot, found[0], new, found.start())


# ------------------------------------------------- kinds that no program can be expected to find


def modality(data: Data, rng: random.Random) -> Iterator[Data]:
    other = {
        "must": "may",
        "shall": "may",
        "plans to": "has begun to",
        "will": "may",
        "aims to": "managed to",
    }
    for spot in running(data):
        for found in re.finditer(r"\b(?:must|shall|plans to|will|aims to)\b(?! not)", spot.en):
            yield replaced(data, spot, found[0], other[found[0]], found.start())


def another_word(data: Data, rng: random.Random) -> Iterator[Data]:
    other = ("bridge", "school", "harvest", "stadium", "orchestra", "museum")
    for spot in running(data):
        words = list(re.finditer(r"\b(?<=the )[a-z]{5,}\b", spot.en))
        if words:
            word = rng.choice(words)
            yield replaced(data, spot, word[0], rng.choice(other), word.start())


def clause_dropped(data: Data, rng: random.Random) -> Iterator[Data]:
    for spot in running(data):
        found = re.search(r", (?!and\b)[a-z][^,.;]{25,90}(?=[,.])", spot.en)
        if found and not re.search(r"\d", found[0]):
            yield replaced(data, spot, found[0], "", found.start())
