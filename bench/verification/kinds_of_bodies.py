"""Errors in organisations, posts and places: bodies added or renamed, initials, other places."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator

from bench.verification.texts import Data, Spot, as_written, edited, replaced, running

# Bodies that everybody knows, and what a document that speaks of them says somewhere.
KNOWN_BODIES = {
    "the Ministry of Finance": "财政|財政|MOF",
    "the Ministry of Education": "教育|教委",
    "the Ministry of Commerce": "商务|商務|MOFCOM",
    "the Bank of China": "中国银行|中國銀行|中行",
    "the Agricultural Bank of China": "农业银行|農業銀行|农行",
    "Peking University": "北京大学|北京大學|北大",
    "Tsinghua University": "清华|清華",
    "Fudan University": "复旦|復旦",
}
PARTS = {
    "Ministry": "Bureau", "Bureau": "Ministry", "Group": "Fund", "Fund": "Group", "Bank": "Fund",
    "University": "Hospital", "Hospital": "University", "School": "Hospital", "College": "Hospital",
    "Committee": "Court", "Court": "Committee", "Commission": "Bureau", "Association": "Company",
    "Company": "Association", "Institute": "Association", "Academy": "Association", "Party": "Association",
    "Centre": "Company", "Center": "Company", "Council": "Court", "Department": "Company",
    "Society": "Company", "Federation": "Company", "Corporation": "Association",
    "Administration": "Association", "Office": "Court",
}  # fmt: skip
PART = re.compile(rf"\b(?:{'|'.join(PARTS)})\b")
POST_WORDS = {
    "chairman": "shareholder", "professor": "lecturer", "director": "adviser", "minister": "ambassador",
    "ambassador": "minister", "mayor": "judge", "governor": "judge", "president": "secretary",
    "manager": "accountant", "reporter": "lawyer", "doctor": "nurse", "nurse": "doctor", "teacher": "student",
    "spokesperson": "lawyer", "spokesman": "lawyer", "spokeswoman": "lawyer", "judge": "lawyer",
    "lawyer": "judge", "researcher": "reporter", "engineer": "accountant", "analyst": "reporter",
    "founder": "shareholder", "academician": "lecturer", "legislator": "judge", "captain": "coach",
    "coach": "captain", "editor": "photographer",
}  # fmt: skip
POST_WORD = re.compile(rf"(?<!prime )\b(?:{'|'.join(POST_WORDS)})\b(?!-)", re.IGNORECASE)
# What may be around another place of its level.
AROUND = re.compile(
    "(?:校区|校區|大学|大學|学院|園區|园区|景区|机场|機場|公园|公園|广场|廣場|大厦|大廈|中心|医院|醫院|新城)\\Z"
)
TURNED_STATUS = {"planned": "done", "done": "planned"}
TO_COME = re.compile("[将將拟擬]|计划|計劃|目标|目標|日起|即日|明[天日年]")
DONE = re.compile("[已了]|昨[天日]|日前|近日")


def _named(data: Data) -> Iterator[tuple[Spot, re.Match[str]]]:
    """The organisations of the fields by their English in texts whose Chinese names them, too."""
    for item in data["fields"].get("organisations", []):
        if not item.get("en"):
            continue
        alone = re.compile(rf"(?<![\w-]){re.escape(item['en'])}(?!['’\w-])")
        for spot in running(data):
            found = alone.search(spot.en) if item["zh"] in spot.zh else None
            if found:
                yield spot, found


def body_added(data: Data, rng: random.Random) -> Iterator[Data]:
    """A body that the document does not speak of, beside one that it names."""
    text = json.dumps(data, ensure_ascii=False)
    absent = [body for body, told in KNOWN_BODIES.items() if not re.search(told, text)]
    for spot, found in _named(data):
        before, after = spot.en[: found.start()], spot.en[found.end() :]
        inside = re.search(r"(?:[A-Z][\w’'-]*|\band) \Z", before) or re.match(
            r" (?:[A-Z(]|of\b|and\b)", after
        )
        if absent and not inside:
            yield replaced(data, spot, found[0], f"{found[0]} and {rng.choice(absent)}", found.start())


def body_part_changed(data: Data, rng: random.Random) -> Iterator[Data]:
    """A ministry became a bureau: in a text, and in the fields."""
    organisations = data["fields"].get("organisations", [])
    for spot, found in _named(data):
        for part in PART.finditer(found[0]):
            yield replaced(data, spot, part[0], PARTS[part[0]], found.start() + part.start())
    for n, item in enumerate(organisations):
        for part in PART.finditer(item.get("en", "")):
            new = item["en"][: part.start()] + PARTS[part[0]] + item["en"][part.end() :]
            yield edited(data, (("fields", "organisations", n, "en"), new))


def initials_wrong(data: Data, rng: random.Random) -> Iterator[Data]:
    """Initials in brackets behind a full name, with one letter that no word of it begins with."""
    for spot, found in _named(data):
        capitals = re.findall(r"\b[A-Z](?=[a-z])", found[0])
        followed = re.match(r" (?:\(|of\b|[A-Z])", spot.en[found.end() :])
        if len(capitals) < 3 or found[0].endswith(")") or followed or re.search("[A-Za-z]{2}", spot.zh):
            continue
        others = [letter for letter in "BDFHJKLMRTVW" if letter not in found[0].upper()]
        if others:
            capitals[rng.randrange(len(capitals))] = rng.choice(others)
            yield replaced(data, spot, found[0], f"{found[0]} ({''.join(capitals)})", found.start())


def post_word_changed(data: Data, rng: random.Random) -> Iterator[Data]:
    for n, person in enumerate(data["fields"].get("people", [])):
        for k, post in enumerate(person.get("posts", [])):
            found = POST_WORD.search(post.get("en", ""))
            if found:
                word = as_written(POST_WORDS[found[0].lower()], found[0])
                new = post["en"][: found.start()] + word + post["en"][found.end() :]
                yield edited(data, (("fields", "people", n, "posts", k, "en"), new))


def other_places(data: Data, place: Data, lines: list[int]) -> list[Data]:
    """The places of the fields of the same level, which some lines do not have, and not around it."""
    text = "".join(line["text"] for line in data["document"]["lines"] if line["n"] in lines)
    whole = "".join(line["text"] for line in data["document"]["lines"])
    return [
        other
        for other in data["fields"].get("places", [])
        if other.get("en")
        and other.get("level") == place.get("level")
        and other["zh"].rstrip("省市区县") not in text
        and other["zh"][:2] not in place["zh"]
        and place["zh"][:2] not in other["zh"]
        and other["en"] != place.get("en")
        and not AROUND.search(other["zh"])
        and not AROUND.search(place["zh"])
        and other["zh"] + place["zh"] not in whole
        and place["zh"] + other["zh"] not in whole
    ]


def event_place(data: Data, rng: random.Random) -> Iterator[Data]:
    places = {item["zh"]: item for item in data["fields"].get("places", [])}
    for n, event in enumerate(data["fields"].get("events", [])):
        place = places.get(event.get("place", ""))
        for other in other_places(data, place, event["lines"]) if place else ():
            if other["zh"] not in event["zh"]:
                yield edited(data, (("fields", "events", n, "place"), other["zh"]))


def event_status(data: Data, rng: random.Random) -> Iterator[Data]:
    for n, event in enumerate(data["fields"].get("events", [])):
        doubted = {"planned": DONE, "done": TO_COME}.get(event.get("status"))
        if doubted and not doubted.search(event["zh"]):
            yield edited(data, (("fields", "events", n, "status"), TURNED_STATUS[event["status"]]))
