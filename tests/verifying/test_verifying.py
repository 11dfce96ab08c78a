"""One error at a time in a correct result: it is found, under its name, at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from growth import is_linear
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.results import Result
from summarizer.text import Finding, Term
from summarizer.verifying import CHECKS, status_of, verify
from summarizer.verifying.page import Page
from tests.verifying.examples import RESULTS, at, correct, put, read

LINES = (Path(__file__).parent / "correct_pairs.txt").read_text(encoding="utf-8").splitlines()
PAIRS = [tuple(part.strip() for part in line.split("|", 1)) for line in LINES if line[:1] != "#"]


def change(data: dict[str, Any], path: str, old: str, new: str) -> None:
    node, key = at(data, path)
    assert old in node[key], (path, old, node[key])
    node[key] = node[key].replace(old, new)


def joined(data: dict[str, Any]) -> dict[str, Any]:
    """The summary's texts follow its sentences."""
    sentences = data["summary"]["sentences"]
    data["summary"]["zh"] = "".join(s["zh"] for s in sentences)
    data["summary"]["en"] = " ".join(s["en"] for s in sentences)
    return data


def errors(data: dict[str, Any], terms: tuple[Term, ...] = ()) -> list[Finding]:
    return [found for found in verify(read(data), terms).findings if found.severity == "error"]


def codes(data: dict[str, Any], severity: str = "error", terms: tuple[Term, ...] = ()) -> set[str]:
    return {found.code for found in verify(read(data), terms).findings if found.severity == severity}


@pytest.mark.parametrize("name", RESULTS)
def test_a_correct_result_is_verified(name: str) -> None:
    verification = verify(read(correct(name)))
    assert not [found for found in verification.findings if found.severity == "error"]
    assert verification.status == "verified"
    assert verification.checks == tuple(check for check, _ in CHECKS)


@pytest.mark.parametrize(("zh", "en"), PAIRS)
def test_a_correct_translation_is_verified(zh: str, en: str) -> None:
    data = point(zh, en)
    data["translation"] = {"segments": [{"n": 1, "zh": zh, "en": en}]}
    assert not [found for found in errors(data) if found.where != "summary"]


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("part", ["translation", "fields", "key_points", "title", "provenance"])
def test_a_result_without_a_part_can_be_checked(name: str, part: str) -> None:
    data = correct(name)
    data.pop(part, None)
    assert verify(read(data)).checks == tuple(check for check, _ in CHECKS)


# In `old` -> `new` of the text at `path` of a correct result is the error, found as `code`.
SINGLE = json.loads((Path(__file__).parent / "single_errors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "error", SINGLE, ids=lambda error: f"{error['code']}-{error['document']}-{error['path']}"
)
def test_an_error_in_a_text_is_found(error: dict[str, str]) -> None:
    data = correct(error["document"])
    change(data, error["path"], error["old"], error["new"])
    found = [finding for finding in errors(joined(data)) if finding.code == error["code"]]
    assert found, codes(data)
    assert all(finding.message for finding in found)


def test_a_finding_says_where_it_is() -> None:
    data = correct("bridge")
    change(data, "summary.sentences.0.en", "Shan Zhiyuan", "Dan Zhiyuan")
    (found,) = [finding for finding in errors(joined(data)) if finding.code == "name_missing"]
    assert found.where == "summary.sentences.s1.en"
    assert found.quote == "单志远"
    assert found.lines == (6,)


# ------------------------------------------------------------------------------------------- evidence


@pytest.mark.parametrize("numbers", [[], [99], [5], [1], [3], [6, 11], [0], [-1]])
def test_a_sentence_rests_on_the_body(numbers: list[int]) -> None:
    data = correct("bridge")
    put(data, "summary.sentences.0.lines", numbers)
    assert "evidence" in codes(data)


def test_a_sentence_may_also_rest_on_the_title() -> None:
    data = correct("bridge")
    put(data, "summary.sentences.0.lines", [3, 6])
    assert not errors(data)


def test_a_sentence_whose_words_are_not_in_its_lines_is_unsupported() -> None:
    data = correct("bridge")
    put(data, "summary.sentences.2.lines", [7])
    assert "support" in codes(data) | codes(data, "warning")


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([9], "line 6"), ([2], "line 6"), ([], "no line"), ([7], "line 6"), ([99], "line 6")],
)
def test_a_name_cited_from_a_wrong_line_is_found_and_placed(numbers: list[int], said: str) -> None:
    data = correct("bridge")
    put(data, "fields.people.1.lines", numbers)
    assert any(found.code == "evidence" and said in found.message for found in errors(data))


def test_a_name_of_the_noise_is_named_as_such() -> None:
    data = correct("bridge")
    put(data, "fields.people.2", {"zh": "张晓明", "en": "Zhang Xiaoming", "lines": [11]})
    found = errors(data)
    assert any(finding.code == "evidence" and "only outside" in finding.message for finding in found)
    assert any(finding.code == "leak" and finding.quote == "张晓明" for finding in found)


def test_a_figure_of_the_header_is_a_warning_and_one_of_the_noise_an_error() -> None:
    data = correct("bridge")
    data["document"]["lines"][3]["text"] += " 参加者共20人"
    number = {
        "zh": "共20人",
        "en": "20 people",
        "lines": [4],
        "surface": "20人",
        "value": "20",
        "unit_zh": "人",
    }
    data["fields"]["numbers"].append(number | {"kind": "count"})
    assert "evidence" in codes(data, "warning") - codes(data)
    data["document"]["lines"].append({"n": 13, "text": "参加者共20人", "role": "noise"})
    data["document"]["lines"][3]["text"] = "来源：青禾日报    2024-06-18 09:30"
    assert "evidence" in codes(data)


def test_a_quote_may_go_over_two_lines() -> None:
    data = correct("bridge")
    data["document"]["lines"][7]["text"] = "据悉，未经批准，超限车"
    data["document"]["lines"][8]["text"] = "辆不得上桥。"
    put(data, "fields.statements.0.lines", [8, 9])
    assert not [finding for finding in errors(data) if finding.where == "fields.statements.0.zh"]


def test_a_party_that_the_article_does_not_name_is_an_error() -> None:
    data = correct("company")
    put(data, "fields.agreements.0.parties", ["临沧大学", "云山大学"])
    found = [finding for finding in verify(read(data)).findings if finding.quote == "云山大学"]
    assert [(finding.severity, finding.where) for finding in found] == [
        ("error", "fields.agreements.0.parties.1")
    ]


def test_a_sentence_that_another_line_supports_far_better_is_an_error() -> None:
    data = correct("bridge")
    put(data, "summary.sentences.2.lines", [7])
    assert any("line 8" in found.message for found in errors(data) if found.code == "support")


def test_a_name_with_a_wrong_character_is_found() -> None:
    data = correct("bridge")
    change(data, "summary.sentences.0.zh", "吕文静", "吕文婧")
    assert any(found.quote == "吕文婧" for found in errors(joined(data)) if found.code == "name")


def test_a_person_must_be_named_in_the_cited_lines() -> None:
    data = correct("bridge")
    change(data, "summary.sentences.2.zh", "吕文静", "单志远")
    assert any(found.quote == "单志远" for found in errors(joined(data)) if found.code == "support")


def test_a_person_of_the_termbase_is_named_in_the_translation_too() -> None:
    data = correct("bridge")
    data["fields"]["people"] = []
    change(data, "translation.segments.0.en", "Lyu Wenjing", "Wen Jing")
    assert "name_missing" in codes(data, terms=(Term("吕文静", "Lyu Wenjing", "person", "model"),))


def test_an_invented_institution_is_found() -> None:
    data = correct("bridge")
    change(data, "summary.sentences.1.zh", "青禾建设集团承建", "青禾建设集团与华辰实业集团承建")
    assert any(
        found.quote.endswith("华辰实业集团") for found in errors(joined(data)) if found.code == "evidence"
    )


# ------------------------------------------------------------------------------------------ posts, names


def test_a_post_of_another_person_is_found() -> None:
    data = correct("company")
    first, second = data["fields"]["people"]
    first["posts"], second["posts"] = second["posts"], first["posts"]
    found = [finding for finding in errors(data) if finding.code == "post"]
    assert {finding.where for finding in found} == {
        "fields.people.0.posts.0.zh",
        "fields.people.1.posts.0.zh",
    }


def people_of(text: str, *people: tuple[str, str]) -> dict[str, Any]:
    entries = [{"zh": zh, "en": "", "lines": [1], "posts": [{"zh": post, "en": ""}]} for zh, post in people]
    return {"document": {"lines": [{"n": 1, "text": text, "role": "body"}]}, "fields": {"people": entries}}


@pytest.mark.parametrize(
    "text",
    [
        "副市长单志远、翟立新出席。",
        "会议由单志远、翟立新两位副市长主持，副市长单志远和翟立新讲话。",
        "单志远（副市长）、翟立新（副市长）出席。",
        "选举单志远、翟立新为副市长。",
        "单志远、翟立新分别任市长、副市长，一位副市长缺席。",
        "市长、副市长单志远介绍，翟立新副市长表示赞同。",
        "单志远，男，汉族，现任副市长。翟立新任副市长。",
        "单志远书记、副市长昨天同翟立新书记、副市长会谈。",
        "副市长临江大学单志远教授、青禾农科院翟立新研究员出席。",
    ],
)
def test_a_post_stands_before_or_after_its_holders(text: str) -> None:
    assert "post" not in codes(people_of(text, ("单志远", "副市长"), ("翟立新", "副市长")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市委书记单志远，市长翟立新出席。", "单志远"),
        ("市长翟立新、副市长单志远出席。", "单志远"),
        ("翟立新市长会见单志远一行。", "单志远"),
        ("书记单志远主持，翟立新（市长）讲话。", "单志远"),
        ("副市长单志远出席。", "单志远"),
    ],
)
def test_a_post_that_stands_with_another_name_is_not_theirs(text: str, name: str) -> None:
    assert "post" in codes(people_of(text, (name, "市长"), ("翟立新", "")))


@pytest.mark.parametrize(
    ("zh", "en", "severity"),
    [
        ("吕文静", "Lü Wenjing", ""), ("吕文静", "Lv Wenjing", ""), ("吕文静", "Lyu Wen-jing", ""),
        ("蔡英华", "Tsai Ing-hua", "warning"), ("金正明", "Kim Jong-myung", "warning"),
        ("约翰·史密斯", "John Smith", ""), ("吕文静", "Lyu Wenjin", "error"), ("吕文静", "Wang Wei", "error"),
        ("吕文静", "Jane Lee", "error"),
    ],
)  # fmt: skip
def test_names_are_read_rightly(zh: str, en: str, severity: str) -> None:
    data = {
        "document": {"lines": [{"n": 1, "text": f"{zh}出席会议。", "role": "body"}]},
        "fields": {"people": [{"zh": zh, "en": en, "lines": [1]}]},
    }
    found = [finding for finding in verify(read(data)).findings if finding.code == "name"]
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_a_name_of_the_glossary_is_right_whatever_its_reading() -> None:
    term = (Term("单志远", "Dan Zhiyuan", "person", "glossary", "decided"),)
    data = correct("bridge")
    assert "name" in codes(data, terms=term)
    put(data, "fields.people.1.en", "Dan Zhiyuan")
    assert "name" not in codes(data, terms=term)


def test_a_wrong_reading_that_the_model_decided_is_an_error_all_the_same() -> None:
    data = correct("bridge")
    put(data, "fields.people.1.en", "Dan Zhiyuan")
    assert "name" in codes(data, terms=(Term("单志远", "Dan Zhiyuan", "person", "model"),))


@pytest.mark.parametrize(
    "en",
    [
        "He Led the Way in Hong Kong.",
        "The Changing Machine Made Media Data.",
        "Sun Shines on Long Man Can",
        "The Xinhua report came from Beijing.",
        "Nature, Culture and Finance in China",
        "Boxing, Mixing and Mining on the Shanghai-Beijing Line",
    ],
)
def test_english_words_are_not_taken_for_invented_names(en: str) -> None:
    page = "新华社北京电，会议在香港举行，介绍了自然、文化和金融。京沪线。"
    data = {
        "document": {"lines": [{"n": 1, "text": page, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": page, "en": en, "lines": [1]}],
    }
    assert "name_invented" not in codes(data)


# ---------------------------------------------------------------------------------------------- terms

GLOSSARY = (
    Term(
        "产教融合",
        "industry-education integration",
        "term",
        "glossary",
        variants=("integration of industry and education",),
    ),
    Term("产教融合共同体", "industry-education integration community", "term", "glossary"),
    Term("市委书记", "secretary of the CPC Municipal Committee", "title", "glossary"),
    Term("数字乡村", "digital village", "programme", "glossary"),
    Term("云溪区", "Yunxi District", "place", "model"),
    Term("青禾日报", "Qinghe Daily", "organisation", "model"),
    Term("示范基地", "demonstration base", "term", "model"),
)


def point(zh: str, en: str) -> dict[str, Any]:
    return {
        "document": {"lines": [{"n": 1, "text": zh, "role": "body"}]},
        "key_points": [{"id": "p1", "zh": zh, "en": en, "lines": [1]}],
    }


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("推进产教融合。", "to advance the integration of industry and education."),
        ("推进产教融合。", "Industry–education integration is advanced."),
        ("推进产教融合。", "They will integrate industry with education."),
        ("建设产教融合共同体。", "to build communities for industry-education integration."),
        ("市委书记到会。", "the secretary of the CPC Suzhou Municipal Committee came."),
        ("建设数字乡村。", "to build digital villages."),
        ("在云溪区举行。", "held in Yunxi."),
        ("据青禾日报报道", "Qinghe Daily reported"),
        ("一批示范基地", "several bases for demonstration"),
    ],
)
def test_a_term_may_be_inflected_and_reordered(zh: str, en: str) -> None:
    assert "term" not in codes(point(zh, en), terms=GLOSSARY) | codes(point(zh, en), "warning", GLOSSARY)


@pytest.mark.parametrize(
    ("zh", "en", "severity"),
    [
        ("推进产教融合。", "to advance the fusion of production and teaching.", "error"),
        ("建设数字乡村。", "to build smart countryside.", "error"),
        ("在云溪区举行。", "held in Brook District.", "error"),
        ("据青禾日报报道", "Green Grain News reported", "error"),
        ("一批示范基地", "several model sites", "warning"),
    ],
)
def test_a_term_off_the_termbase_is_found(zh: str, en: str, severity: str) -> None:
    assert "term" in codes(point(zh, en), severity, GLOSSARY)


def test_one_name_with_two_englishes_is_a_warning() -> None:
    data = correct("bridge")
    data["fields"]["places"].append({"zh": "云溪区", "en": "Cloud Brook District", "lines": [6]})
    assert "term_consistency" in codes(data, "warning")


# ------------------------------------------------------------------------------------ coverage, lengths


def test_a_summary_that_is_not_its_sentences_is_found() -> None:
    for side in ("zh", "en"):
        data = correct("notice")
        data["summary"][side] += "More."
        assert any(found.where == f"summary.{side}" for found in errors(data))


def test_ids_are_unique() -> None:
    data = correct("notice")
    put(data, "summary.sentences.1.id", "s1")
    assert any("s1" in found.message for found in errors(data) if found.code == "coverage")


@pytest.mark.parametrize("at", [0, 2, -1])
def test_a_line_without_a_translation_is_named(at: int) -> None:
    data = correct("meeting")
    gone = data["translation"]["segments"].pop(at)
    (found,) = [finding for finding in errors(data) if finding.code == "coverage"]
    assert found.lines == (gone["n"],)


def test_translated_lines_are_in_order_once_and_of_the_body() -> None:
    for edit in (
        list.reverse,
        lambda items: items.append(items[0]),
        lambda items: items.append({"n": 1, "zh": "x"}),
    ):
        data = correct("meeting")
        edit(data["translation"]["segments"])
        assert "coverage" in codes(data)


def test_a_translation_of_another_text_is_found() -> None:
    data = correct("meeting")
    change(data, "translation.segments.0.zh", "桐湾县", "平岗县")
    assert "coverage" in codes(data)


def test_a_paragraph_without_its_last_sentences_is_found() -> None:
    data = correct("bridge")
    en = data["translation"]["segments"][0]["en"]
    put(
        data,
        "translation.segments.0.en",
        en[: en.index("Vice Mayor")].replace("Lyu Wenjing, ", "Lyu, with Shan, "),
    )
    put(
        data,
        "translation.segments.0.en",
        "The ceremony of the Binjiang Bridge in Qinghe was held in Yunxi District, Lyu and Shan.",
    )
    assert {"omission", "length"} & codes(data)


def test_stuck_text_is_found() -> None:
    data = correct("meeting")
    data["translation"]["segments"][3]["en"] += (
        " the participants also visited the smart tea garden there" * 4
    )
    assert "repeat" in codes(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [("title.en", ""), ("translation.segments.1.en", " "), ("fields.people.0.posts.0.en", "")],
)
def test_a_missing_translation_is_found(path: str, value: str) -> None:
    data = correct("bridge")
    put(data, path, value)
    assert "missing_translation" in codes(data)


def test_links_and_codes_of_the_source_may_stay() -> None:
    zh = "标准GB/T28039请见http://a.example.cn/x?y=1，邮箱a.b@c.example，电话0577-8899001。"
    en = "For GB/T 28039 see http://a.example.cn/x?y=1, write to a.b@c.example or call 0577 8899001."
    assert not codes(point(zh, en)) & {"foreign_link", "code_missing"}
    assert "code_missing" in codes(point(zh, en.replace("28039", "28093")))


# ---------------------------------------------------------------------------- negation and attribution


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("不断完善制度。", "to keep improving the system."),
        ("不仅要快，而且要好。", "It must be quick and good."),
        ("不少企业参加。", "Many firms took part."),
        ("无锡无人机产业未来可期。", "The future of Wuxi's drone industry is bright."),
        ("坚定不移推进改革。", "to advance reform firmly."),
        ("不得不承认。", "It had to be admitted."),
        ("企业不得拖欠工资。", "Firms are prohibited from withholding wages."),
        ("未经许可进入。", "entry without permission."),
        ("不超过30人。", "at most 30 people."),
        ("没有发现问题。", "No problem was found."),
        ("不得转让。", "This is non-transferable and can't be sold."),
        ("拒绝出席。", "He refused to attend."),
    ],
)
def test_idioms_are_no_negations_and_traces_are_many(zh: str, en: str) -> None:
    assert "negation" not in codes(point(zh, en))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("企业不得拖欠工资。", "Firms may delay wages under the university's rules."),
        ("没有发现问题。", "A problem was found."),
        ("该公司尚未完成审计。", "The company completed the audit."),
        ("会议严禁吸烟。", "Smoking is part of the meeting."),
    ],
)
def test_a_lost_negation_is_found(zh: str, en: str) -> None:
    assert "negation" in codes(point(zh, en))


def test_a_turned_direction_is_found() -> None:
    assert "direction" in codes(point("产值同比增长8%。", "Output fell by 8 percent year on year."))
    assert "direction" in codes(point("失业率下降。", "Unemployment rose."))
    assert "direction" not in codes(point("降低成本，提高效率。", "Costs fell."))
    assert "direction" not in codes(point("利润增长。", "Losses turned into higher profits."))


@pytest.mark.parametrize(
    ("zh", "en"), [("应当公开结果。", "The results are public."), ("拟新建学校。", "A school was built.")]
)
def test_lost_modality_is_a_warning(zh: str, en: str) -> None:
    assert "modality" in codes(point(zh, en), "warning")


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他说：“我们将继续努力，把事情办好。”", "He said, “We will keep working and do things well.”"),
        ("坚持“绿水青山”理念", "the concept of “clear waters and lush hills”"),
        ("印发《关于加强林业工作的若干意见》", "issued “Several Opinions on Strengthening Work in Forestry”"),
    ],
)
def test_quotations_of_the_source_stay(zh: str, en: str) -> None:
    assert "quotation" not in codes(point(zh, en))


def test_a_written_instruction_is_not_attendance() -> None:
    zh = "市长盛岚对大会作出批示。"
    assert "attendance" in codes(point(zh, "Mayor Sheng Lan attended the conference."))
    assert "attendance" not in codes(
        point(zh, "Mayor Sheng Lan sent a written instruction to the conference.")
    )


def test_a_direct_quotation_needs_marks_in_the_source() -> None:
    data = correct("bridge")
    put(data, "fields.statements.0.mode", "direct")
    assert any(found.where == "fields.statements.0.mode" for found in errors(data))


# ------------------------------------------------------------------------------------------- verify


TEXTS = st.text(max_size=12) | st.text(alphabet="吕文静市长不得，。“”《》12.5%亿 LyuWenjing'-", max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(RESULTS)), st.data())
def test_every_check_runs_on_texts_of_any_kind(name: str, data: st.DataObject) -> None:
    result = correct(name)

    def spoilt(node: Any) -> Any:
        if isinstance(node, dict):
            keep = ("role", "mode", "status", "basis", "precision", "id")
            return {key: value if key in keep else spoilt(value) for key, value in node.items()}
        if isinstance(node, list):
            return [spoilt(item) for item in node]
        if isinstance(node, str) and data.draw(st.integers(0, 5)) == 0:
            return data.draw(TEXTS)
        return node

    found = verify(
        read({**result, **{key: spoilt(result[key]) for key in ("document", "summary", "fields")}})
    )
    assert not [finding for finding in found.findings if finding.code == "check_failed"]


def longer(name: str, times: int) -> Result:
    """The same document several times over, with its translation."""
    data = correct(name)
    rows, segments = data["document"]["lines"], data["translation"]["segments"]
    size = len(rows)
    rows += [{**row, "n": row["n"] + size * turn} for turn in range(1, times) for row in rows[:size]]
    segments += [{**item, "n": item["n"] + size * turn} for turn in range(1, times) for item in segments[:]]
    return read(data)


@pytest.mark.parametrize("name", [name for name, _ in CHECKS])
def test_the_cost_of_a_check_grows_with_the_length(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The clean texts of a short document are not looked at again: its time would be none.
    monkeypatch.setattr("summarizer.verifying.page._clean_against", lambda _background: set())
    check = dict(CHECKS)[name]
    results = {times: longer("bridge", times) for times in (4, 64)}
    assert is_linear(lambda times: list(check(Page(results[times]), ())), 4, 64)


def test_a_check_that_cannot_run_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_page: Page, _terms: object) -> Any:
        raise ValueError("odd")
        yield

    monkeypatch.setattr("summarizer.verifying.CHECKS", (("odd", broken), *CHECKS))
    verification = verify(read(correct("notice")))
    assert "odd" not in verification.checks
    assert [found.code for found in verification.findings] == ["check_failed"]
    assert verification.status == "flagged"


def test_warnings_do_not_flag_a_result() -> None:
    warning = Finding("x", "y", "warning", "title", "z")
    assert status_of([warning]) == "verified"
    assert status_of([warning, Finding("x", "y", "error", "title", "z")]) == "flagged"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"document": {"lines": [{"n": 7}]}, "summary": {"sentences": [{}]}, "key_points": [{}]},
        {
            "fields": {
                "people": [{}],
                "numbers": [{}],
                "events": [{"date": {"zh": "x"}}],
                "statements": [{"lines": [3]}],
            }
        },
        {"fields": {"mine": {"a": ["甲乙丙丁"], "b": None}}, "fields_en": {"mine.a.0": "x"}},
        {"translation": {"segments": [{"n": 1}, {"n": 1, "en": "x"}]}},
        {"fields": {"people": [{"zh": "(", "en": "[", "lines": [1], "posts": [{"zh": "*", "en": "+"}]}]}},
    ],
)
def test_any_result_can_be_checked(data: dict[str, Any]) -> None:
    assert len(verify(read(data)).checks) == len(CHECKS)
