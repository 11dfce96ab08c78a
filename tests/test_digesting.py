from __future__ import annotations

from typing import Any

import pytest
from support import ScriptedModel, article, asker_of, cut_off, says

from summarizer.cleaning import clean
from summarizer.digesting import digest, mend
from summarizer.errors import AnswerError
from summarizer.forms import Form
from summarizer.reading import read_text
from summarizer.recognising import Own
from summarizer.results import NewsFields, Result
from summarizer.text import Article, Finding

LINES = [
    ("title", "云岭县第一小学新图书馆正式启用"),
    ("meta", "发布时间：2024年5月30日"),
    ("noise", "首页 云岭县"),
    ("body", "5月28日，云岭县教育局局长王建国宣布，新图书馆正式启用。"),
    ("body", "图书馆面积3200平方米，总投资1.2亿元。"),
    ("body", "云岭县第一小学校长李小红介绍，图书馆服务学生约1800人。"),
]


def small() -> Article:
    return article(*LINES)


def long(paragraphs: int = 12) -> Article:
    lines = [
        f"图书馆第{n}层面积{n}00平方米，由青河建筑公司承建，历时两年完成建设任务。"
        for n in range(1, paragraphs + 1)
    ]
    return article(LINES[0], LINES[1], *lines)


async def test_a_digest_cites_the_lines_of_the_document() -> None:
    result = await digest(small(), asker_of(ScriptedModel()))
    assert result.title.zh == LINES[0][1]
    assert result.title.lines == [1]
    assert [(item.id, item.lines) for item in result.summary.sentences] == [
        ("s1", [4]),
        ("s2", [5]),
        ("s3", [6]),
    ]
    assert result.summary.zh == "".join(item.zh for item in result.summary.sentences)
    assert isinstance(result.fields, NewsFields)
    assert [(person.zh, person.posts[0].zh) for person in result.fields.people] == [
        ("王建国", "局长"),
        ("李小红", "校长"),
    ]


async def test_noise_is_never_sent() -> None:
    model = ScriptedModel()
    await digest(small(), asker_of(model))
    assert 3 not in model.asked[0].texts
    assert "首页" not in model.asked[0].user


async def test_a_statement_that_cites_no_line_of_the_article_is_asked_for_again() -> None:
    def astray(_question: Any, answer: Any) -> Any:
        answer["sentences"][0]["lines"] = [99]
        return answer

    model = ScriptedModel()
    model.alter("digest", astray, times=1)
    result = await digest(small(), asker_of(model))
    assert model.count("digest") == 2
    assert "sentences[0] cites [99]" in model.asked[1].user
    assert result.summary.sentences[0].lines == [4]


async def test_a_statement_that_only_the_header_makes_may_cite_the_header() -> None:
    def heading(_question: Any, answer: Any) -> Any:
        answer["sentences"][0] = {"zh": "会议于2024年5月28日召开，王建国主持。", "lines": [2]}
        return answer

    model = ScriptedModel()
    model.alter("digest", heading)
    given = article(LINES[0], ("meta", "时间：2024年5月28日，主持：王建国"), *LINES[3:])
    result = await digest(given, asker_of(model))
    assert model.count("digest") == 1
    assert result.summary.sentences[0].lines == [2]


async def test_a_statement_that_the_cited_header_does_not_make_is_asked_for_again() -> None:
    def heading(_question: Any, answer: Any) -> Any:
        answer["sentences"][0]["lines"] = [2]
        return answer

    model = ScriptedModel()
    model.alter("digest", heading, times=1)
    result = await digest(small(), asker_of(model))
    assert "sentences[0] cites [2], the title or header, which do not say this" in model.asked[1].user
    assert result.summary.sentences[0].lines == [4]


async def test_an_empty_summary_is_asked_for_again() -> None:
    model = ScriptedModel()
    model.alter("digest", lambda _q, answer: answer | {"sentences": []}, times=1)
    assert (await digest(small(), asker_of(model))).summary.sentences
    assert model.count("digest") == 2


def pointless(_question: Any, answer: Any) -> Any:
    return answer | {"key_points": []}


async def test_a_notice_of_a_line_may_have_no_points_beside_its_summary() -> None:
    model = ScriptedModel()
    model.alter("digest", pointless)
    result = await digest(article("图书馆面积3200平方米。"), asker_of(model))
    assert (len(result.summary.sentences), result.key_points) == (1, [])
    assert model.count() == 1


async def test_an_article_without_points_is_asked_for_again_once() -> None:
    model = ScriptedModel()
    model.alter("digest", pointless, times=1)
    assert (await digest(long(), asker_of(model))).key_points
    assert model.count() == 2
    assert "key_points is empty" in model.asked[1].user


async def test_a_model_that_gives_no_points_at_all_costs_two_requests_and_the_summary_stands() -> None:
    model = ScriptedModel()
    model.alter("digest", pointless)
    result = await digest(long(), asker_of(model))
    assert result.summary.sentences
    assert result.key_points == []
    assert model.count() == 2


async def test_a_long_article_is_digested_in_parts_and_merged() -> None:
    model = ScriptedModel()
    result = await digest(long(), asker_of(model), max_chars=200)
    parts = model.count("digest")
    assert parts >= 3
    assert model.count("merge") == 1
    assert f"This is part 1 of {parts}" in model.asked[0].user
    told = {n for question in model.asked[:parts] for n in question.texts}
    assert told == set(range(1, 15)), "line numbers stay those of the document"
    texts = {line.n: line.text for line in result.document.lines}
    for item in [*result.summary.sentences, *result.key_points]:
        assert any(item.zh in texts[n] for n in item.lines)


async def test_fields_of_all_parts_are_kept_and_the_same_name_is_there_once() -> None:
    result = await digest(long(), asker_of(ScriptedModel()), max_chars=200)
    assert isinstance(result.fields, NewsFields)
    assert [item.zh for item in result.fields.organisations] == ["青河建筑公司"]
    assert len(result.fields.organisations[0].lines) > 1, "with the lines of all parts"
    assert len(result.fields.numbers) == 12
    assert result.fields.publication_date.iso == "2024-05-30"


async def test_a_part_whose_answer_is_cut_off_is_halved() -> None:
    model = ScriptedModel()
    model.once("digest", cut_off())
    result = await digest(long(), asker_of(model))
    assert model.count("digest") == 3
    assert model.count("merge") == 1
    assert result.summary.sentences


async def test_halving_ends_at_a_single_line() -> None:
    model = ScriptedModel()
    model.always("digest", cut_off())
    with pytest.raises(AnswerError, match="cut off"):
        await digest(article("图书馆面积3200平方米。"), asker_of(model))
    assert model.count() == 1


async def test_an_answer_that_is_always_cut_off_costs_few_requests() -> None:
    model = ScriptedModel()
    model.always("digest", cut_off())
    with pytest.raises(AnswerError, match="cut off"):
        await digest(long(), asker_of(model))
    assert model.count() <= 5, "the first line that is cut off alone ends it"


def finding(where: str, message: str = "It is wrong.") -> Finding:
    return Finding("evidence", "accuracy", "error", where, message)


async def draft() -> tuple[Result, Article]:
    return await digest(small(), asker_of(ScriptedModel())), small()


async def test_without_a_complaint_nothing_is_mended_and_nothing_is_asked() -> None:
    result, given = await draft()
    model = ScriptedModel()
    assert await mend(result, given, [], asker_of(model)) == result
    assert model.count() == 0


async def test_what_is_faulty_goes_back_once_with_the_complaint_and_its_lines() -> None:
    result, given = await draft()
    model = ScriptedModel()
    await mend(result, given, [finding("fields.numbers.0.zh", "It stands nowhere.")], asker_of(model))
    assert model.count("mend") == 1
    (item,) = model.asked[0].items
    assert item["id"] == "fields.numbers.0"
    assert item["complaint"] == "It stands nowhere."
    assert 5 in model.asked[0].texts


async def test_an_item_that_the_lines_do_not_support_is_taken_out() -> None:
    result, given = await draft()
    model = ScriptedModel()
    model.alter("mend", lambda q, _: {"items": [{"id": q.items[0]["id"], "zh": "", "lines": []}]})
    mended = await mend(result, given, [finding("fields.people.0.zh")], asker_of(model))
    assert isinstance(mended.fields, NewsFields)
    assert [person.zh for person in mended.fields.people] == ["李小红"]


async def test_a_sentence_that_cannot_be_mended_stays_for_the_reader_to_judge() -> None:
    result, given = await draft()
    model = ScriptedModel()
    model.alter("mend", lambda q, _: {"items": [{"id": one["id"], "zh": "", "lines": []} for one in q.items]})
    mended = await mend(
        result, given, [finding(f"summary.sentences.s{n}.zh") for n in (1, 2, 3)], asker_of(model)
    )
    assert mended == result


async def test_a_mended_name_is_spelled_as_its_line_spells_it() -> None:
    result, given = await draft()
    model = ScriptedModel()
    copied = "云岭县 教育局"  # the line has no blank
    model.alter("mend", lambda q, _: {"items": [{"id": q.items[0]["id"], "zh": copied, "lines": [4]}]})
    mended = await mend(result, given, [finding("fields.organisations.0.zh")], asker_of(model))
    assert isinstance(mended.fields, NewsFields)
    assert [(one.zh, one.lines) for one in mended.fields.organisations[:1]] == [("云岭县教育局", [4])]


async def test_a_mended_sentence_cites_lines_of_the_body_only() -> None:
    result, given = await draft()
    model = ScriptedModel()
    model.alter(
        "mend",
        lambda q, _: {"items": [{"id": q.items[0]["id"], "zh": "总投资1.2亿元。", "lines": [3, 5, 77, 5]}]},
    )
    mended = await mend(result, given, [finding("summary.sentences.s2.zh")], asker_of(model))
    assert mended.summary.sentences[1].lines == [5]
    assert "总投资1.2亿元。" in mended.summary.zh


async def test_an_answer_to_something_that_was_not_asked_changes_nothing() -> None:
    result, given = await draft()
    model = ScriptedModel()
    model.alter("mend", lambda _q, _: {"items": [{"id": "title", "zh": "别的", "lines": [1]}]})
    assert await mend(result, given, [finding("fields.people.0.zh")], asker_of(model)) == result


async def test_mending_that_fails_does_not_lose_the_document() -> None:
    result, given = await draft()
    model = ScriptedModel()
    model.always("mend", says("no"))
    assert await mend(result, given, [finding("fields.people.0.zh")], asker_of(model)) == result


async def test_a_page_is_digested_from_its_article() -> None:
    model = ScriptedModel()
    text = "首页\n关于我们\n\n" + "\n".join(text for role, text in LINES if role != "noise") + "\n版权所有\n"
    result = await digest(clean(read_text(text)), asker_of(model))
    assert result.document.lines[0].role in ("noise", "title", "meta")
    assert result.title.zh == LINES[0][1]


async def test_a_text_of_a_users_own_form_goes_back_once_and_is_found_in_its_line() -> None:
    result, given = await draft()
    own = result.model_copy(update={"fields": Own({"amount": ["12亿元", "9亿元"], "n": 5, "name": "云岭县"})})
    model = ScriptedModel()
    said = {"fields.amount.0": "1.2亿元", "fields.amount.1": ""}
    model.alter(
        "mend",
        lambda q, _: {"items": [{"id": one["id"], "zh": said[one["id"]], "lines": [5]} for one in q.items]},
    )
    wrong = [finding("fields.amount.0.zh"), finding("fields.amount.1.zh")]
    mended = await mend(own, given, wrong, asker_of(model))
    assert mended.fields == {"amount": ["1.2亿元"], "n": 5, "name": "云岭县"}
    assert mended.fields_lines["amount.0"] == [5]
    assert isinstance(mended.fields, Own)
    strict = Form(
        "mine", {"type": "object"}, invalid=lambda value: "" if len(value["amount"]) == 2 else "two"
    )
    assert (await mend(own, given, wrong, asker_of(model), strict)).fields == own.fields
