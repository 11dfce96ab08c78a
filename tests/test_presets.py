"""Fields beyond news: each preset from the question to the written result, by the same mechanism."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support import ScriptedModel, asker_of, bundled

from summarizer import forms
from summarizer.fields import (
    MODELS,
    CompanyFields,
    MinutesFields,
    NewsFields,
    PolicyFields,
    Text,
    dates_of,
    items_of,
    mentions_of,
    own_names,
)
from summarizer.finishing import Means
from summarizer.keeping import Memory
from summarizer.memory import TranslationMemory
from summarizer.pipeline import Job, process
from summarizer.presets import PRESETS
from summarizer.prompting import TASKS
from summarizer.reading import read_text
from summarizer.results import Result, edited
from summarizer.settling import names_of
from summarizer.termbase import Termbase
from summarizer.verifying import verify
from summarizer.writing.json import published_schema
from summarizer.writing.markdown import render

NO_DATE = {"zh": "", "iso": "", "basis": "missing"}
NOWHERE = {"zh": "", "lines": []}


def at(zh: str, *lines: int, **more: Any) -> dict[str, Any]:
    return {"zh": zh, "lines": list(lines), **more}


def on(zh: str, **more: Any) -> dict[str, Any]:
    return {"zh": zh, "iso": "", "basis": "stated", **more}


@dataclass(frozen=True)
class Case:
    """A document, what a model says about its fields, and the English that is not the toy lexicon's."""

    preset: str
    text: str
    answer: dict[str, Any]
    english: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    shown: tuple[str, ...] = ()


POLICY = Case(
    "policy",
    "云岭县教育局关于印发《云岭县图书馆建设办法》的通知\n"
    "云教发〔2024〕12号\n"
    "发布时间：2024年5月30日　来源：云岭县教育局\n"
    "各学校、各有关单位：\n"
    "第一条 云岭县教育局应当在2024年12月31日前建成图书馆12所，向全县学生开放。\n"
    "第二条 到2026年，图书馆藏书达到30万册，服务学生约1800人，全县学校都要参加。\n"
    "第三条 违反本办法的，由云岭县教育局给予通报批评，并且限期改正，情节严重的取消资格。\n"
    "第四条 本办法自2024年7月1日起施行，原《云岭县图书室管理办法》同时废止。\n"
    "本办法由云岭县教育局负责解释，联系电话为010-62345678，请各学校遵照执行。\n",
    {
        "publication_date": on("2024年5月30日", lines=[3]),
        "organisations": [at("云岭县教育局", 5, role="issuer")],
        "programmes": [],
        "numbers": [],
        "document_number": at("云教发〔2024〕12号", 2),
        "issuers": [at("云岭县教育局", 3)],
        "issued_on": {**NO_DATE, "lines": []},
        "effective_on": on("2024年7月1日", lines=[8]),
        "valid_until": {**NO_DATE, "lines": []},
        "repeals": [at("原《云岭县图书室管理办法》同时废止", 8)],
        "applies_to": [],
        "tasks": [
            at(
                "应当在2024年12月31日前建成图书馆12所",
                5,
                responsible=["云岭县教育局"],
                deadline=on("2024年12月31日前"),
            )
        ],
        "targets": [
            at("图书馆藏书达到30万册", 6, surface="30万册", kind="count", by=on("2026年")),
        ],
        "penalties": [at("由云岭县教育局给予通报批评", 7)],
        "contacts": [at("010-62345678", 9)],
    },
    {
        "云教发〔2024〕12号": "Yunjiaofa [2024] No. 12",
        "原《云岭县图书室管理办法》同时废止": "The Measures for Reading Rooms of Yunling County are repealed",
        "应当在2024年12月31日前建成图书馆12所": "To complete 12 libraries by 31 December 2024, as it shall",
        "由云岭县教育局给予通报批评": "Yunling County Education Bureau circulates a notice of criticism",
    },
    shown=(
        "### Particulars",
        "| Document number | Yunjiaofa \\[2024\\] No. 12 | 云教发〔2024〕12号 | 2 |",
        "| Effective on | 1 July 2024 | 2024年7月1日 | 8 |",
        "### Tasks",
        "by 31 December 2024, as it shall | Yunling County Education Bureau | 31 December 2024 | 5 |",
        "| 30万册 | 300,000 | 2026 | 6 |",
        "| 010-62345678 | 9 |",
    ),
)

NOTICE = Case(
    "notice",
    "云岭县教育局关于举办读书活动的通知\n"
    "发布时间：2024年5月30日　来源：云岭县教育局\n"
    "各学校：\n"
    "云岭县教育局将于6月15日在云岭县第一小学举行开馆仪式，欢迎全县的老师和学生参加。\n"
    "报名的学校必须自6月1日起、在6月10日前提交名单，每所学校约20人，逾期不再受理。\n"
    "有关事项请联系李小红，电话为010-62345678，也可以到云岭县教育局当面咨询。\n",
    {
        "publication_date": on("2024年5月30日", lines=[2]),
        "events": [],
        "organisations": [],
        "people": [],
        "places": [],
        "numbers": [],
        "statements": [],
        "issuers": [at("云岭县教育局", 4)],
        "audience": [at("各学校", 3)],
        "deadlines": [at("必须自6月1日起、在6月10日前提交名单", 5, start=on("6月1日"), date=on("6月10日前"))],
        "requirements": [at("每所学校约20人", 5)],
        "procedures": [],
        "contacts": [at("联系李小红，电话为010-62345678", 6)],
    },
    {
        "各学校": "All schools",
        "必须自6月1日起、在6月10日前提交名单": "The list must be handed in from 1 June, by 10 June",
        "每所学校约20人": "About 20 people from each school",
        "联系李小红，电话为010-62345678": "Contact Li Xiaohong, telephone 010-62345678",
    },
    shown=("### Deadlines", "| 1 June 2024 (inferred) | 10 June 2024 (inferred) | The list must be"),
)

COMPANY = Case(
    "company",
    "青河建筑公司关于签署合作协议的公告\n"
    "证券代码：600999　证券简称：青河建筑\n"
    "发布时间：2024年5月30日\n"
    "青河建筑公司（证券代码为600999）近日与云岭县教育局签署合作协议，总投资1.2亿元，由董事会表决通过。\n"
    "本次合作可能受到天气影响，请投资者注意风险。公司预计2025年完成建设任务，具体以公告为准。\n",
    {
        "publication_date": on("2024年5月30日", lines=[3]),
        "events": [],
        "organisations": [],
        "people": [],
        "numbers": [],
        "statements": [],
        "company": at("青河建筑公司", 4),
        "stock_code": at("600999", 4),
        "announcement_type": "transaction",
        "transactions": [at("总投资1.2亿元", 4, surface="1.2亿元", kind="amount")],
        "counterparties": [at("云岭县教育局", 4)],
        "resolutions": [at("由董事会表决通过", 4)],
        "risks": [at("本次合作可能受到天气影响", 5)],
        "forward_looking": [at("公司预计2025年完成建设任务", 5)],
    },
    {
        "由董事会表决通过": "It was passed by a vote of the board",
        "本次合作可能受到天气影响": "The weather may affect this cooperation",
        "公司预计2025年完成建设任务": "The company expects to finish building in 2025",
    },
    shown=(
        "| Company | Qinghe Construction Company | 青河建筑公司 | 4 |",
        "| Stock code | 600999 | 600999 | 4 |",
        "| Announcement type | transaction |",
        "| 1.2亿元 | 120,000,000 yuan | 4 |",
        "### Outlook",
    ),
)

ACADEMIC = Case(
    "academic",
    "县级图书馆对学生阅读的影响研究\n"
    "李小红\n"
    "云岭县第一小学\n"
    "摘要：本文考察图书馆对学生阅读的影响，采用问卷调查方法，样本为约1800人。结果显示阅读时间提高12%，"
    "两者显著相关。本研究只涉及一个县，结论有待检验。"
    "本文数字编号为10.1234/abcd.2024.05，欢迎读者引用并且提出意见。\n"
    "关键词：图书馆；阅读\n",
    {
        "publication_date": {**NO_DATE, "lines": []},
        "organisations": [],
        "places": [],
        "numbers": [],
        "authors": [at("李小红", 2)],
        "affiliations": [at("云岭县第一小学", 3)],
        "journal": NOWHERE,
        "doi": at("10.1234/abcd.2024.05", 4),
        "question": at("本文考察图书馆对学生阅读的影响", 4),
        "method": at("采用问卷调查方法", 4),
        "data": at("样本为约1800人", 4),
        "findings": [at("结果显示阅读时间提高12%", 4)],
        "limits": [at("本研究只涉及一个县", 4)],
        "keywords": [at("图书馆", 4), at("阅读", 4)],
        "funding": [],
    },
    {
        "本文考察图书馆对学生阅读的影响": "The paper examines how the library affects reading by pupils",
        "采用问卷调查方法": "By questionnaire",
        "样本为约1800人": "A sample of about 1,800 people",
        "结果显示阅读时间提高12%": "The results show that reading time grew by 12 percent",
        "本研究只涉及一个县": "The study covers only one county",
    },
    shown=(
        "| Doi | 10.1234/abcd.2024.05 | 10.1234/abcd.2024.05 | 4 |",
        "### Authors",
        "| Li Xiaohong (李小红) | 2 |",
    ),
)

MINUTES = Case(
    "minutes",
    "云岭县教育局图书馆建设会议纪要\n"
    "会议时间：2024年5月28日\n"
    "会议地点：云岭县第一小学\n"
    "主持人：王建国\n"
    "出席：李小红；列席：孙晓明\n"
    "请假：赵志强\n"
    "会议听取了汇报，李小红介绍了图书馆建设情况，与会人员进行了讨论。\n"
    "会议决定由青河建筑公司在6月30日前完成图书馆装修，费用不超过50万元。\n"
    "开馆时间另行研究。下次会议定于7月5日召开。\n",
    {
        "publication_date": {**NO_DATE, "lines": []},
        "organisations": [],
        "people": [at("李小红", 7, posts=[], role="spoke")],
        "numbers": [],
        "statements": [],
        "meeting": at("图书馆建设会议", 1),
        "held_on": on("2024年5月28日", lines=[2]),
        "place": at("云岭县第一小学", 3),
        "chair": at("王建国", 4),
        "present": [at("李小红", 5)],
        "in_attendance": [at("孙晓明", 5)],
        "absent": [at("赵志强", 6)],
        "decisions": [
            at("在6月30日前完成图书馆装修", 8, outcome="passed", owner=["青河建筑公司"], due=on("6月30日前")),
            at("费用不超过50万元", 8, outcome="other", owner=[], due=NO_DATE),
        ],
        "open_points": [at("开馆时间另行研究", 9)],
        "next_meeting": on("7月5日", lines=[9]),
    },
    {
        "图书馆建设会议": "Meeting on the building of the library",
        "在6月30日前完成图书馆装修": "To finish decorating the library by 30 June",
        "费用不超过50万元": "The cost must not exceed 500,000 yuan",
        "开馆时间另行研究": "The opening date is left for further study",
    },
    shown=(
        "| Chair | Wang Jianguo | 王建国 | 4 |",
        "| passed | Qinghe Construction Company | 30 June 2024 (inferred) | 8 |",
        "### Open points",
    ),
)

CASES = [POLICY, NOTICE, COMPANY, ACADEMIC, MINUTES]
cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.preset)


def model_for(case: Case) -> ScriptedModel:
    """A model that fills in the preset's fields as the case says, if it is asked for them."""

    def digested(_question: Any, answer: Any) -> Any:
        return {**answer, "fields": case.answer}

    def translated(_question: Any, answer: Any) -> Any:
        zh = {segment["id"]: segment["zh"] for segment in _question.items}
        for segment in answer["segments"]:
            segment["en"] = case.english.get(zh[segment["id"]], segment["en"])
        return answer

    model = ScriptedModel(**case.names)
    model.alter("digest", digested)
    model.alter("translate", translated)
    return model


async def processed(case: Case, fields: str = "", model: ScriptedModel | None = None) -> Result:
    form = forms.load(fields or case.preset)
    asker = asker_of(model or model_for(case))
    job = Job(Means(asker, TranslationMemory()), Termbase(), Memory(lambda result: result), form)
    return await process(read_text(case.text, "a.txt"), job)


def about_fields(result: Result) -> list[str]:
    return [
        f"{finding.where}: {finding.message}"
        for finding in result.findings
        if finding.severity == "error" and finding.where.startswith("fields.")
    ]


@cases
async def test_a_document_of_each_kind_becomes_fields_that_pass_every_check(case: Case) -> None:
    result = await processed(case)
    assert type(result.fields) is MODELS[case.preset]
    assert result.fields.kind == case.preset
    assert about_fields(result) == []
    assert [claim.where for claim in result.claims() if not claim.en] == []


@cases
async def test_everything_that_was_answered_is_written(case: Case) -> None:
    result = await processed(case)
    told = {zh for zh in _texts(case.answer) if zh}
    written = {zh for zh in _texts(result.fields.model_dump()) if zh}  # type: ignore[union-attr]
    assert told <= written


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["zh"]] if isinstance(value.get("zh"), str) else []
        return own + [text for item in value.values() for text in _texts(item)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else []


@cases
async def test_the_result_is_written_read_and_valid_against_the_published_schema(case: Case) -> None:
    result = await processed(case)
    data = result.model_dump_json()
    assert Result.model_validate_json(data) == result
    jsonschema.Draft202012Validator(published_schema()).validate(json.loads(data))


@cases
async def test_the_brief_shows_what_the_preset_has_of_its_own(case: Case) -> None:
    names = {"青河建筑公司": "Qinghe Construction Company"}
    text = render(await processed(case), names).decode()
    for row in case.shown:
        assert row in text


@cases
async def test_the_preset_has_a_prompt_and_a_schema_of_its_own(case: Case) -> None:
    model = model_for(case)
    await processed(case, model=model)
    (question,) = [question for question in model.asked if question.task == "digest"]
    sent = question.body["response_format"]["json_schema"]["schema"]["properties"]["fields"]
    preset = PRESETS[case.preset]
    assert list(sent["properties"]) == [*preset.core, *own_names(preset.fields)]
    for name in sent["properties"]:
        assert f"`{name}`" in question.system
    for name in NewsFields.model_fields.keys() - set(preset.core):
        assert f"   - `{name}`:" not in question.system


@cases
async def test_every_name_of_the_fields_is_settled(case: Case) -> None:
    result = await processed(case)
    names = {name.zh: name.kind for name in names_of(result)}
    assert isinstance(result.fields, NewsFields)
    for _, item in items_of(result.fields):
        if item.claim in ("person", "organisation", "place", "programme"):
            assert item.zh in names
    for mention in mentions_of(result.fields):
        assert mention.zh in {*names, ""}


@cases
@pytest.mark.parametrize("spoilt", ["zh", "figure", "name"])
async def test_what_is_wrong_in_a_field_is_found(case: Case, spoilt: str) -> None:
    result = await processed(case)

    def spoil(claim: Any) -> dict[str, str]:
        if spoilt == "zh" and claim.kind in ("clause", "label"):
            return {"zh": f"{claim.zh}假的内容"}
        if spoilt == "figure" and any(char.isdigit() for char in claim.en) and claim.kind != "label":
            return {"en": f"{claim.en} and 777 more"}
        if spoilt == "name" and claim.kind == "person" and claim.where.startswith("fields."):
            return {"en": "Zhou Enming"}
        return {}

    broken = edited(result, spoil)
    found = [finding for finding in verify(broken).findings if finding.severity == "error"]
    changed = {one.where for one, other in zip(broken.claims(), result.claims(), strict=True) if one != other}
    assert {where for where in changed if where.startswith("fields.")} <= {
        finding.where.rpartition(".")[0] for finding in found
    }


async def test_values_and_dates_are_computed_by_code() -> None:
    fields = (await processed(POLICY)).fields
    assert isinstance(fields, PolicyFields)
    assert (fields.targets[0].value, fields.targets[0].unit_zh) == ("300000", "册")
    assert (fields.targets[0].by.iso, fields.targets[0].by.precision) == ("2026", "year")
    assert fields.tasks[0].deadline.iso == "2024-12-31"
    assert (fields.effective_on.iso, fields.effective_on.basis, fields.effective_on.lines) == (
        "2024-07-01",
        "stated",
        [8],
    )
    company = (await processed(COMPANY)).fields
    assert isinstance(company, CompanyFields)
    assert company.transactions[0].value == "120000000"


async def test_a_deadline_without_a_year_lies_after_publication() -> None:
    dates = {date.where: date for date in dates_of((await processed(NOTICE)).fields)}  # type: ignore[arg-type]
    deadline = dates["fields.deadlines.0.date"]
    assert (deadline.value.iso, deadline.value.basis, deadline.ahead) == ("2024-06-10", "inferred", True)
    assert not dates["fields.publication_date"].ahead


async def test_what_the_document_does_not_say_is_empty_and_no_claim() -> None:
    result = await processed(ACADEMIC)
    assert "fields.journal" not in {claim.where for claim in result.claims()}
    assert "Journal" not in render(result, {}).decode()


async def test_a_code_is_not_sent_to_be_translated() -> None:
    model = model_for(COMPANY)
    await processed(COMPANY, model=model)
    sent = {item["zh"] for question in model.asked if question.task == "translate" for item in question.items}
    assert "600999" not in sent
    assert "由董事会表决通过" in sent


async def test_a_single_field_that_is_taken_out_becomes_empty() -> None:
    result = await processed(MINUTES)
    without = edited(result, lambda claim: None if claim.where == "fields.place" else {})
    assert isinstance(without.fields, MinutesFields)
    assert without.fields.place.zh == ""
    assert without.fields.chair.zh == "王建国"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"kind": "policy", "events": []}, NewsFields),
        ({"kind": "policy", "tasks": []}, PolicyFields),
        ({"kind": "policy", "tasks": ["甲"]}, dict),
        ({"kind": "minutes", "present": [], "chair": {"zh": "甲"}}, MinutesFields),
        ({"kind": "minutes", "chair": "甲"}, dict),
        ({"tasks": [{"zh": "甲"}]}, dict),
        ({"kind": 5}, dict),
        ({}, NewsFields),
    ],
)
def test_fields_are_read_as_what_they_are(fields: dict[str, Any], kind: type) -> None:
    assert type(Result.model_validate({"fields": fields}).fields) is kind


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_has_a_prompt_piece_and_no_words_without_it(name: str) -> None:
    assert (Path(__file__).parents[1] / "prompts" / f"_{name}.md").is_file()
    system = {
        preset: dict(bundled().render("digest", lines=[], part=1, total=1, **forms.load(preset).variables))[
            "system"
        ]
        for preset in PRESETS
    }
    assert len(set(system.values())) == len(PRESETS)
    assert "{%" not in system[name]
    assert [problem for task in TASKS for problem in bundled().problems(task)] == []


async def test_general_words_in_the_place_of_names_are_put_into_english_but_bind_nothing() -> None:
    task = {**POLICY.answer["tasks"][0], "responsible": ["施工单位", "云岭县教育局"]}
    text = POLICY.text.replace("云岭县教育局应当", "施工单位、云岭县教育局应当")
    english = {**POLICY.english, "施工单位": "the contractor"}
    result = await processed(Case("policy", text, {**POLICY.answer, "tasks": [task]}, english))
    assert "施工单位" not in {name.zh for name in names_of(result)}
    assert result.fields_en == {"tasks.0.responsible.0": "the contractor"}
    assert (
        "| the contractor; Yunling County Education Bureau |"
        in render(result, {"云岭县教育局": "Yunling County Education Bureau"}).decode()
    )


def test_a_single_owner_of_an_earlier_result_is_read_as_a_list() -> None:
    told = {"kind": "minutes", "decisions": [{"zh": "甲", "owner": "王建国"}, {"zh": "乙", "owner": ""}]}
    fields = Result.model_validate({"fields": told}).fields
    assert isinstance(fields, MinutesFields)
    assert [decision.owner for decision in fields.decisions] == [["王建国"], []]


async def test_joined_names_become_one_item_each() -> None:
    answer = {
        **MINUTES.answer,
        "present": [at("李小红、陈志远", 5)],
        "decisions": [at("费用不超过50万元", 8, outcome="passed", owner=["李小红、陈志远"], due=NO_DATE)],
    }
    text = MINUTES.text.replace("出席：李小红", "出席：李小红、陈志远")
    fields = (await processed(Case("minutes", text, answer))).fields
    assert isinstance(fields, MinutesFields)
    assert [(person.zh, person.lines) for person in fields.present] == [("李小红", [5]), ("陈志远", [5])]
    assert fields.decisions[0].owner == ["李小红", "陈志远"]


def test_every_item_is_of_a_kind_that_is_checked() -> None:
    for model in MODELS.values():
        for name in own_names(model):
            default = model.model_fields[name].get_default(call_default_factory=True)
            assert not isinstance(default, Text) or default.claim
