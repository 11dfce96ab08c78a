"""Who was at a meeting, when and where, by the labelled lines of its minutes: 主持人：, 出席：, 缺席：."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.dates.masking import quantities_zh
from summarizer.fields import DateValue, MinutesFields, Participant, Text
from summarizer.matching import plain
from summarizer.text import Finding
from summarizer.verifying.page import HAN, Page

_PEOPLE = "(?:会议|会)?(?:人员|领导|同志|委员|成员|名单|人|者|单位)?"
_LABEL = re.compile(
    rf"(?<![{HAN}])(?:(?P<absent>缺席|请假|未出席|未参会|未到会|未参加){_PEOPLE}"
    rf"|(?P<beside>(?:邀请)?列席|旁听){_PEOPLE}|(?P<present>出席|参会|参加|到会|与会){_PEOPLE}"
    rf"|(?P<chair>(?:会议)?主持)人?|(?P<record>记录|整理|汇报)人?员?|(?P<time>(?:会议|召开)?时间)|(?P<place>(?:会议|召开)?地点)|(?P<other>(?:会议)?[{HAN}]{{2,6}}))[:：]"
)
_REMARK = re.compile(r"[（(][^（）()]{0,60}[）)]")
_FOR_ANOTHER = re.compile("由[^，。；、]{2,12}代[^，。；]{0,12}")  # 周大有，由石青云代为参会
_HOSTS = 12  # characters between somebody and 主持
_ATTENDED = frozenset({"present", "beside", "chair"})
_OF_PEOPLE = _ATTENDED | {"absent", "record"}


class _Section(NamedTuple):
    """What stands behind a label, and of which line."""

    role: str
    text: str
    line: int


def check(page: Page) -> Iterator[Finding]:
    """Findings `attendance`, `date` and `evidence`, errors."""
    fields = page.result.fields
    if not isinstance(fields, MinutesFields) or not page.is_chinese:
        return
    roll = tuple(_sections(page))
    for where, wrong in (("present", "beside"), ("in_attendance", "present")):
        people = getattr(fields, where)
        yield from _listed(f"fields.{where}", people, roll, frozenset({"absent"}), "absent")
        yield from _listed(f"fields.{where}", people, roll, frozenset({wrong}), _TOLD[wrong])
    yield from _absent(fields, roll)
    yield from _chair(fields, roll, page)
    yield from _held(fields, roll)


_TOLD = {"beside": "in attendance (列席)", "present": "present as a member (出席)"}


def _sections(page: Page) -> Iterator[_Section]:
    """The labelled parts of the lines; what has nothing behind its label goes on in the next line."""
    opened = ""
    for n, said in page.quantities.items():
        text = _REMARK.sub("", said.folded)
        labels = list(_LABEL.finditer(text))
        if opened and not labels:
            yield _Section(opened, plain(text), n)
        opened = ""
        for at, label in enumerate(labels):
            end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
            behind = plain(_FOR_ANOTHER.sub("", text[label.end() : end]))
            yield _Section(label.lastgroup or "", behind, n)
            opened = "" if behind else label.lastgroup or ""


def _roles(name: str, roll: Sequence[_Section]) -> dict[str, int]:
    """The labels behind which somebody is named, and the lines where."""
    return {one.role: one.line for one in roll if one.role in _OF_PEOPLE and name in one.text}


def _listed(
    where: str, people: Sequence[Participant], roll: Sequence[_Section], wrong: frozenset[str], told: str
) -> Iterator[Finding]:
    """Who is only named behind a label of another list."""
    for index, person in enumerate(people):
        roles = _roles(plain(person.zh), roll) if person.zh else {}
        if roles and roles.keys() <= wrong:
            yield _finding(f"{where}.{index}.zh", person, f"{person.zh} is named as {told}", roles)


def _absent(fields: MinutesFields, roll: Sequence[_Section]) -> Iterator[Finding]:
    """Who is said to be absent and is named among those who came, or is in both lists of the fields."""
    attended = {plain(person.zh) for person in (*fields.present, *fields.in_attendance)}
    for index, person in enumerate(fields.absent):
        name = plain(person.zh)
        roles = _roles(name, roll) if name else {}
        if not name or "absent" in roles:
            continue
        if came := {role: line for role, line in roles.items() if role in _ATTENDED}:
            yield _finding(f"fields.absent.{index}.zh", person, f"{person.zh} is named as attending", came)
        elif name in attended:
            message = f"{person.zh} is both present and absent"
            yield _finding(f"fields.absent.{index}.zh", person, message, {})


def _chair(fields: MinutesFields, roll: Sequence[_Section], page: Page) -> Iterator[Finding]:
    """Somebody else is said to have presided."""
    name = plain(fields.chair.zh)
    named = {section.role: section.line for section in roll if section.role == "chair" and section.text}
    if not name or _presides(name, page) or "chair" in _roles(name, roll):
        return
    behind = "".join(section.text for section in roll if section.role == "chair")
    if behind and name[0] not in behind:
        yield _finding("fields.chair.zh", fields.chair, f"{fields.chair.zh} is not named as presiding", named)
        return
    people = (*fields.people, *fields.present, *fields.in_attendance)
    others = sorted({plain(person.zh) for person in people if len(person.zh) > 1} - {name})
    host = "" if behind else next((other for other in others if _presides(other, page)), "")
    if host:
        yield _finding("fields.chair.zh", fields.chair, f"{host} presides, not {fields.chair.zh}", {})


def _presides(name: str, page: Page) -> bool:
    """Whether the article says that somebody presided: 由顾长河主持, 顾长河局长主持."""
    pattern = re.compile(rf"{re.escape(name)}[^，。；,.;:、]{{0,{_HOSTS}}}主持")
    return any(pattern.search(text) for text in page.plain.values())


def _held(fields: MinutesFields, roll: Sequence[_Section]) -> Iterator[Finding]:
    """Another day than that behind 时间：, and another place than that behind 地点：."""
    days = {day for one in roll if one.role == "time" for day in _days(one.text)}
    held, following = fields.held_on, fields.next_meeting
    if days and (told := _days(held.zh)) and not days & told:
        yield _finding("fields.held_on.zh", held, f"{held.zh} is not when the meeting was held", {}, "date")
    if following.zh and days & _days(following.zh):
        message = f"{following.zh} is when this meeting was held, not the next one"
        yield _finding("fields.next_meeting.zh", following, message, {}, "date")
    places = [one.text for one in roll if one.role == "place" and one.text]
    wanted = plain(fields.place.zh)
    if places and wanted and not any(wanted in place or place in wanted for place in places):
        message = f"{fields.place.zh} is not where the meeting was held"
        yield _finding("fields.place.zh", fields.place, message, {}, "evidence")


def _days(text: str) -> set[tuple[int, int]]:
    """The days of a text by month and day."""
    dates = (day for mention in quantities_zh(text).dates for day in mention.days)
    return {(day[1], day[2]) for day in dates if day[1] and day[2]}


def _finding(
    where: str, item: Text | DateValue, message: str, roles: dict[str, int], code: str = "attendance"
) -> Finding:
    lines = tuple(dict.fromkeys((*item.lines, *roles.values())))
    return Finding(code, "accuracy/mistranslation", "error", where, f"{message}.", lines, item.zh)
