"""The particulars of a rule or an announcement: its own number, from when it applies, what it repeals.

A rule names others beside itself, with their numbers and days; a field that has those of another is copied
from the article, and wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.fields import CompanyFields, DateValue, PolicyFields
from summarizer.matching import plain
from summarizer.text import Finding, Severity
from summarizer.verifying.page import HAN, Page

_NUMBER = re.compile(rf"[{HAN}]{{2,12}}[〔\[(]\d{{4}}[〕\])](?:第)?\d{{1,5}}号")  # 云政发〔2024〕12号
_HEAD = 8  # lines with text, from the top, among which a document's own number stands
_DAY = r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)"
_APPLIES = re.compile(rf"{_DAY}(?:零时)?(?:起|开始)?(?:正式|试|公布)?(?:施行|实施|执行|生效|试行)")
_AT_ONCE = re.compile("自?(?:发布|公布|印发|下发|颁布|签发|签署|通过|批准)之日起")
_REPEALED = re.compile("废止|失效|停止执行|不再(?:执行|施行)|取代|替代")
_REMAINS = re.compile("(?:继续|仍然?|依然)(?:有效|执行|施行|适用)")
_CODE = re.compile(r"(?:证券|股票)代码[:：]?\s{0,4}(\d{6})")
_SUBJECT = re.compile(
    rf"([{HAN}]{{1,12}}(?:局|委|厅|部|办|处|院|校|中心|政府|公司|银行|协会))"
    "(?:负责|牵头|会同|联合|应当|必须|要|须|具体)"
)
_SHORT = 3  # characters of the end of a name: 水利局 for 县水利局
_WIDTH = 60  # characters in which the fate of a rule is told behind its name


def check(page: Page) -> Iterator[Finding]:
    """Findings `evidence` and `date_line`, errors."""
    fields = page.result.fields
    if not page.is_chinese:
        return
    if isinstance(fields, PolicyFields):
        yield from _number(fields, page)
        yield from _applies(fields, page)
        yield from _repeals(fields, page)
        yield from _responsible(fields)
    elif isinstance(fields, CompanyFields):
        yield from _stock_code(fields, page)


def _number(fields: PolicyFields, page: Page) -> Iterator[Finding]:
    """The number of another document, where one stands above the text as its own."""
    said = plain(fields.document_number.zh)
    own = _own_numbers(page)
    if _NUMBER.fullmatch(said) and own and not any(said in one or one in said for one in own):
        message = f"“{fields.document_number.zh}” is the number of another document; this one has {own[0]}."
        yield _finding("evidence", "document_number.zh", message, fields.document_number.lines, said)


def _own_numbers(page: Page) -> list[str]:
    """The numbers that stand on a line of their own at the head of the page."""
    shown = [text for n, text in page.plain.items() if page.role(n) != "noise"]
    heads = (re.sub("^(?:文号|发文字号|发文文号|文件编号):?", "", text) for text in shown[:_HEAD])
    return [text for text in heads if _NUMBER.fullmatch(text)]


def _applies(fields: PolicyFields, page: Page) -> Iterator[Finding]:
    """A day from which a rule applies, where the article lets it apply from another; and a day of issue that
    stands nowhere but there.
    """
    days = {found["day"] for found in _APPLIES.finditer(page.shown)}
    if not days or _AT_ONCE.search(page.shown):
        return
    applies, issued = plain(fields.effective_on.zh), plain(fields.issued_on.zh)
    if _is_whole(fields.effective_on) and not any(day in applies or applies in day for day in days):
        message = f"This applies from {min(days)}, not from {fields.effective_on.zh}"
        lines = fields.effective_on.lines
        yield _finding("date_line", "effective_on.zh", message, lines, fields.effective_on.zh)
    if issued in days and page.shown.count(issued) == sum(
        found["day"] == issued for found in _APPLIES.finditer(page.shown)
    ):
        message = f"{fields.issued_on.zh} is the day from which this applies, not that of its issue"
        yield _finding("date_line", "issued_on.zh", message, fields.issued_on.lines, fields.issued_on.zh)


def _is_whole(date: DateValue) -> bool:
    return bool(re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", plain(date.zh)))


def _repeals(fields: PolicyFields, page: Page) -> Iterator[Finding]:
    """What stays in force, or the document itself, told as repealed."""
    title = plain(page.result.title.zh)
    for index, item in enumerate(fields.repeals):
        zh, where = plain(item.zh), f"repeals.{index}.zh"
        if not zh:
            continue
        if zh.strip("《》") == title.strip("《》"):
            yield _finding("evidence", where, "This is the document itself.", item.lines, item.zh)
        elif _stays(zh, page.text(item.lines)):
            message = f"The lines let “{item.zh}” stay in force."
            yield _finding("evidence", where, message, item.lines, item.zh)


def _stays(zh: str, text: str) -> bool:
    """Whether a text says of a rule, right behind its name and before that of another, that it stays."""
    at = text.find(zh)
    behind = text[at + len(zh) : at + len(zh) + _WIDTH] if at >= 0 else ""
    remains, repealed = _REMAINS.search(behind), _REPEALED.search(behind)
    if remains is None or (repealed and repealed.start() < remains.start()):
        return False
    return "《" not in behind[: remains.start()] and not _REPEALED.search(zh)


def _responsible(fields: PolicyFields) -> Iterator[Finding]:
    """Somebody else than the body with which a task begins: 县水利局负责……."""
    for index, task in enumerate(fields.tasks):
        found = _SUBJECT.match(zh := plain(task.zh))
        names = [plain(name) for name in task.responsible]
        if found and names and not any(name[-_SHORT:] in zh for name in names):
            message = f"In “{task.zh}” it is {found[1]} who does it."
            where = f"tasks.{index}.responsible"
            yield _finding("evidence", where, message, task.lines, task.responsible[0])


def _stock_code(fields: CompanyFields, page: Page) -> Iterator[Finding]:
    """A code that is not the one which the article calls so."""
    said, codes = plain(fields.stock_code.zh), dict.fromkeys(_CODE.findall(page.shown))
    if said and codes and not any(code in said for code in codes):
        message = f"“{fields.stock_code.zh}” is not the stock's code, which is {next(iter(codes))}."
        yield _finding("evidence", "stock_code.zh", message, fields.stock_code.lines, fields.stock_code.zh)


def _finding(
    code: str, where: str, message: str, lines: list[int], quote: str, severity: Severity = "error"
) -> Finding:
    return Finding(code, "accuracy/addition", severity, f"fields.{where}", message, tuple(lines), quote)
