"""Which number, which day and which rule is whose, where a document names several."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.verifying import verify
from tests.verifying.examples import read

POLICY = [
    "青岚县人民政府关于加强桥梁养护的通知",
    "青政发〔2024〕15号",
    "到2027年底，全县桥梁完好率达到96%以上，到2030年底达到99%。",
    "县交通局负责日常巡查，每月不少于3次。县应急局会同县气象局于2024年10月20日前完成预警演练。",
    (
        "本通知自2024年8月1日起施行，有效期5年。《青岚县桥梁管理办法》（青政发〔2018〕4号）同时废止，"
        "《青岚县农村公路办法》（青政发〔2021〕9号）继续有效。"
    ),
    "青岚县人民政府",
    "2024年7月15日",
]
NOTICE = ["澄岚股份有限公司公告", "证券代码：688777 公告编号：2024-031", "公司召开股东大会。"]
CHECKED = (
    "valid_until",
    "document_number",
    "effective_on",
    "issued_on",
    "repeals",
    "tasks",
    "targets",
    "stock_code",
)


def day(zh: str, iso: str, *lines: int) -> dict[str, Any]:
    precision = {4: "year", 7: "month", 10: "day"}[len(iso)]
    return {"zh": zh, "iso": iso, "precision": precision, "basis": "stated", "lines": list(lines)}


def found_in(kind: str, texts: list[str], **fields: Any) -> set[str]:
    data = {
        "document": {"lines": [{"n": n, "text": text, "role": "body"} for n, text in enumerate(texts, 1)]},
        "title": {"zh": texts[0], "en": "", "lines": [1]},
        "fields": {"kind": kind, **fields},
    }
    findings = [
        one
        for one in verify(read(data)).findings
        if one.severity == "error" and one.code != "missing_translation"
    ]
    return {one.code for one in findings if one.where.split(".")[1:2] and one.where.split(".")[1] in CHECKED}


def item(zh: str, *lines: int, **more: Any) -> dict[str, Any]:
    return {"zh": zh, "en": "", "lines": list(lines), **more}


def task(zh: str, *responsible: str, **more: Any) -> list[dict[str, Any]]:
    drill = item(
        "县应急局会同县气象局于2024年10月20日前完成预警演练", 4, responsible=["县应急局", "县气象局"]
    )
    return [item(zh, 4, responsible=list(responsible), **more), drill]


DRILL = day("2024年10月20日", "2024-10-20", 4)
RIGHT: list[tuple[str, Any]] = [
    ("document_number", item("青政发〔2024〕15号", 2)),
    ("effective_on", day("2024年8月1日", "2024-08-01", 5)),
    ("issued_on", day("2024年7月15日", "2024-07-15", 7)),
    ("repeals", [item("《青岚县桥梁管理办法》（青政发〔2018〕4号）", 5)]),
    ("tasks", task("县交通局负责日常巡查", "县交通局")),
    ("tasks", task("县交通局负责日常巡查", "交通局")),
    ("targets", [item("到2027年底，全县桥梁完好率达到96%以上", 3, surface="96%", value="96", unit_zh="%",
                      kind="percentage", by=day("2027年底", "2027-12", 3))]),
]  # fmt: skip
WRONG: list[tuple[str, Any, str]] = [
    ("document_number", item("青政发〔2018〕4号", 5), "evidence"),
    ("effective_on", day("2024年7月15日", "2024-07-15", 7), "date_line"),
    ("issued_on", day("2024年8月1日", "2024-08-01", 5), "date_line"),
    ("repeals", [item("《青岚县农村公路办法》（青政发〔2021〕9号）", 5)], "evidence"),
    ("repeals", [item("青岚县人民政府关于加强桥梁养护的通知", 1)], "evidence"),
    ("tasks", task("县交通局负责日常巡查", "县应急局"), "evidence"),
    ("tasks", task("县交通局负责日常巡查", "县交通局", deadline=DRILL), "date_line"),
    ("targets", [item("到2027年底，全县桥梁完好率达到96%以上", 3, surface="96%", value="96", unit_zh="%",
                      kind="percentage", by=day("2030年底", "2030-12", 3))], "date_line"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_particulars_of_the_document_itself_are_left_alone(name: str, value: Any) -> None:
    assert found_in("policy", POLICY, **{name: value}) == set()


@pytest.mark.parametrize(("name", "value", "code"), WRONG)
def test_particulars_of_another_rule_or_task_are_found(name: str, value: Any, code: str) -> None:
    assert code in found_in("policy", POLICY, **{name: value})


def test_what_applies_at_once_applies_from_the_day_of_issue() -> None:
    texts = [*POLICY[:4], "《青岚县桥梁管理办法》自2018年3月1日起施行。本通知自印发之日起施行。", *POLICY[5:]]
    assert found_in("policy", texts, effective_on=day("2024年7月15日", "2024-07-15", 7)) == set()


def test_a_date_for_all_tasks_is_that_of_each() -> None:
    texts = [*POLICY[:4], "以上任务于2024年10月20日前完成。", *POLICY[5:]]
    charged = task("县交通局负责日常巡查", "县交通局", deadline=day("2024年10月20日", "2024-10-20", 5))
    charged[0]["lines"] = [4, 5]
    assert found_in("policy", texts, tasks=charged) == set()


@pytest.mark.parametrize(("code", "codes"), [("688777", set()), ("2024-031", {"evidence"})])
def test_the_number_of_an_announcement_is_not_the_stock_s_code(code: str, codes: set[str]) -> None:
    assert found_in("company", NOTICE, stock_code=item(code, 2)) == codes


@pytest.mark.parametrize(
    ("iso", "codes"),
    [("2029-08-01", set()), ("2029-07-31", set()), ("2026-07-31", {"date"}), ("2031-07-31", {"date"})],
)
def test_the_end_of_what_lasts_five_years_may_be_worked_out(iso: str, codes: set[str]) -> None:
    applies = day("2024年8月1日", "2024-08-01", 5)
    ends = {**day("有效期5年", iso, 5), "basis": "inferred"}
    assert found_in("policy", POLICY, effective_on=applies, valid_until=ends) == codes


@pytest.mark.parametrize(
    ("length", "begins", "iso", "codes"),
    [
        ("两年零六个月", "2024-08-01", "2027-01-31", set()),
        ("两年零六个月", "2024-08-01", "2028-01-31", {"date"}),
        ("60个月", "2024-08-01", "2029-07-31", set()),
        ("5年", "2024-02-29", "2029-02-28", set()),
        ("十十年", "2024-08-01", "2034-08-01", {"date"}),
    ],
)
def test_a_term_may_have_months_and_end_in_a_shorter_february(
    length: str, begins: str, iso: str, codes: set[str]
) -> None:
    year, month, number = (int(part) for part in begins.split("-"))
    begun = f"{year}年{month}月{number}日"
    texts = [*POLICY[:4], f"本通知自{begun}起施行，有效期{length}。", *POLICY[5:]]
    ends = {**day(f"有效期{length}", iso, 5), "basis": "inferred"}
    assert found_in("policy", texts, effective_on=day(begun, begins, 5), valid_until=ends) == codes
