"""Who was at a meeting, when and where, by the labelled lines of its minutes: 主持人：, 出席：, 缺席：."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.dates.masking import quantities_zh
from summarizer.fields import DateValue, MinutesFields, Participant, Text
from summarizer.matching import plain
from summarizer.pinyin import is_chinese_name
from summarizer.text import Finding
from summarizer.verifying.page import HAN, Page

_PEOPLE = "(?:会议|会)?(?:人员|领导|同志|委员|成员|名单|人|者|单位)?"
_LABEL = re.compile(
    rf"(?<![{HAN}])(?:(?P<absent>缺席|请假|未出席|未参会|未到会|未参加){_PEOPLE}"
    rf"|(?P<beside>(?:邀请)?列席|旁听){_PEOPLE}|(?P<present>出席){_PEOPLE}|(?P<joined>参会|参加|到会|与会){_PEOPLE}"
    rf"|(?P<chair>(?:会议)?主持)人?|(?P<record>记录|整理|汇报)人?员?|(?P<time>(?:会议|召开)?时间)|(?P<place>(?:会议|召开)?地点)|(?P<other>(?:会议)?[{HAN}]{{2,6}}))[:：]"
)
_REMARK = re.compile(r"[（(][^（）()]{0,60}[）)]")
_FOR_ANOTHER = re.compile(  # 周大有，由石青云代为参会
    "(?:由|委托|委派|指派)[^，。；、]{2,12}(?:代|参加|参会|出席|列席|到会)[^，。；]{0,12}"
)
# Why somebody is missing who stands in a list of those that were to come: 石青云（请假）.
_EXCUSED = "请假|缺席|病假|事假|因公|因病|因事|出差|外出|未出席|未参加|未参会|未到|未能"
_SPACED = re.compile(  # 主 持 人：, 时　间：
    r"(?:主\s{1,8}持(?:\s{0,8}人)?|时\s{1,8}间|地\s{1,8}点|[出列缺]\s{1,8}席|参\s{1,8}[加会]|记\s{1,8}录(?:\s{0,8}人)?)\s{0,8}(?=[:：])"
)
_POST = re.compile(f"[{HAN}、]{{0,20}}(?:长|书记|主任|主席|经理|代表)")  # who presides, without a name
_HOSTS = 12  # characters between somebody and 主持
_ATTENDED = frozenset({"present", "joined", "beside", "chair"})
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
    # Beside members who are 出席, whoever is 参加 may be a guest.
    members = frozenset({"present"} if any(one.role == "present" for one in roll) else {"joined"})
    for where, wrong in (("present", frozenset({"beside"})), ("in_attendance", members)):
        for told in (frozenset({"absent"}), wrong):
            yield from _listed(where, fields, roll, told)
    yield from _absent(fields, roll, page)
    yield from _chair(fields, roll, page)
    yield from _held(fields, roll, page)


_TOLD = {
    "absent": "absent",
    "beside": "in attendance (列席)",
    "present": "present as a member (出席)",
    "joined": "present as a member (参加)",
}


def _sections(page: Page) -> Iterator[_Section]:
    """The labelled parts of the lines; what has nothing behind its label goes on in the next line."""
    opened = ""
    for n, said in page.quantities.items():
        text = _REMARK.sub("", _SPACED.sub(lambda found: "".join(found[0].split()), said.folded))
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
    where: str, fields: MinutesFields, roll: Sequence[_Section], wrong: frozenset[str]
) -> Iterator[Finding]:
    """Who is only named behind a label of another list; 王明 may not be, where there is 王明华."""
    everybody = {plain(person.zh) for person in (*fields.present, *fields.in_attendance, *fields.absent)}
    people: Sequence[Participant] = getattr(fields, where)
    for index, person in enumerate(people):
        name = plain(person.zh)
        roles = _roles(name, roll) if name else {}
        if roles and roles.keys() <= wrong and not any(name in other for other in everybody - {name}):
            told = _TOLD[next(iter(roles))]
            yield _finding(f"fields.{where}.{index}.zh", person, f"{person.zh} is named as {told}", roles)


def _absent(fields: MinutesFields, roll: Sequence[_Section], page: Page) -> Iterator[Finding]:
    """Who is said to be absent and is named among those who came, or is in both lists of the fields."""
    attended = {plain(person.zh) for person in (*fields.present, *fields.in_attendance)}
    for index, person in enumerate(fields.absent):
        name = plain(person.zh)
        roles = _roles(name, roll) if name else {}
        if not name or "absent" in roles:
            continue
        if name in attended:
            message = f"{person.zh} is both present and absent"
            yield _finding(f"fields.absent.{index}.zh", person, message, {})
            continue
        came = {role: line for role, line in roles.items() if role in _ATTENDED}
        if came and not _is_excused(name, page):
            yield _finding(f"fields.absent.{index}.zh", person, f"{person.zh} is named as attending", came)


def _is_excused(name: str, page: Page) -> bool:
    """Whether the article says of somebody that he did not come: 石青云（请假）, 周大有因公未能参加."""
    name = re.escape(name)
    behind = rf"{name}[（(]?[^，。；,.;:、]{{0,6}}(?:{_EXCUSED})"
    before = rf"(?:{_EXCUSED})[^，。；,.;]{{0,30}}{name}"
    pattern = re.compile(f"{behind}|{before}")
    return any(pattern.search(text) for text in page.plain.values())


def _chair(fields: MinutesFields, roll: Sequence[_Section], page: Page) -> Iterator[Finding]:
    """Somebody else is said to have presided."""
    name = plain(fields.chair.zh)
    named = {section.role: section.line for section in roll if section.role == "chair" and section.text}
    if not name or _presides(name, page) or "chair" in _roles(name, roll):
        return
    behind = "".join(section.text for section in roll if section.role == "chair")
    unnamed = _POST.fullmatch(behind) and not is_chinese_name(behind)
    if behind and name[0] not in behind and not unnamed:
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


def _held(fields: MinutesFields, roll: Sequence[_Section], page: Page) -> Iterator[Finding]:
    """Another day than that behind 时间：, and another place than that behind 地点：.

    A second 时间： may be that of the next meeting.
    """
    times = [_days(one.text) for one in roll if one.role == "time"]
    days, later = set().union(*times), set().union(*times[1:])
    held, following = fields.held_on, fields.next_meeting
    if days and (told := _days(held.zh)) and not days & told:
        yield _finding("fields.held_on.zh", held, f"{held.zh} is not when the meeting was held", {}, "date")
    if following.zh and (days - later) & _days(following.zh):
        message = f"{following.zh} is when this meeting was held, not the next one"
        yield _finding("fields.next_meeting.zh", following, message, {}, "date")
    places = {one.text: page.plain[one.line] for one in roll if one.role == "place" and one.text}
    wanted = plain(fields.place.zh)
    if wanted and places and not any(wanted in line or place in wanted for place, line in places.items()):
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
