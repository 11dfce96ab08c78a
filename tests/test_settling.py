from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import ScriptedModel, article, asker_of, refuses, says

from summarizer.digesting import digest
from summarizer.errors import ProviderError
from summarizer.rendering import fill
from summarizer.results import (
    Agreement,
    DocumentOut,
    Event,
    LineOut,
    NewsFields,
    Organisation,
    Person,
    Place,
    Post,
    Result,
)
from summarizer.settling import NAMES_PER_CALL, names_of, settle
from summarizer.termbase import Termbase
from summarizer.text import Name, Term

PEOPLE = [Name("王建国", "person", "局长王建国宣布"), Name("李小红", "person")]
BUREAU = Name("云岭县教育局", "organisation")


def result_with(**fields: Any) -> Result:
    return Result(fields=NewsFields(**fields))


async def test_names_are_decided_once() -> None:
    model, termbase = ScriptedModel(), Termbase()
    decided = await settle([*PEOPLE, BUREAU], termbase, asker_of(model))
    assert decided == ["王建国", "李小红", "云岭县教育局"]
    assert termbase.names["王建国"] == "Wang Jianguo"
    assert await settle([*PEOPLE, BUREAU], termbase, asker_of(model)) == []
    assert model.count() == 1


async def test_a_name_goes_with_its_kind_its_context_and_for_people_its_pinyin() -> None:
    model = ScriptedModel()
    await settle([PEOPLE[0], BUREAU], Termbase(), asker_of(model))
    person, bureau = model.asked[0].items
    assert person == {
        "id": "n1", "zh": "王建国", "kind": "person", "context": "局长王建国宣布", "pinyin": "Wang Jianguo"
    }  # fmt: skip
    assert "pinyin" not in bureau


async def test_the_glossary_wins_and_its_names_are_not_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_text("zh,en\n云岭县教育局,Yunling Education Office\n", encoding="utf-8")
    termbase, model = Termbase.load(None, [file]), ScriptedModel()
    await settle([BUREAU, PEOPLE[0]], termbase, asker_of(model))
    assert [item["zh"] for item in model.asked[0].items] == ["王建国"]
    assert termbase.names["云岭县教育局"] == "Yunling Education Office"


async def test_the_first_decision_stands() -> None:
    termbase, model = Termbase(), ScriptedModel()
    await settle([BUREAU], termbase, asker_of(model))
    model.names["云岭县教育局"] = ("organisation", "Another Name")
    await settle([BUREAU, PEOPLE[0]], termbase, asker_of(model))
    assert termbase.names["云岭县教育局"] == "Yunling County Education Bureau"


async def test_decided_parts_of_longer_names_travel_with_them() -> None:
    termbase, model = Termbase([Term("云岭县", "Yunling County", "place")]), ScriptedModel()
    await settle([BUREAU], termbase, asker_of(model))
    assert model.asked[0].terms == {"云岭县": "Yunling County"}


async def test_names_that_an_answer_leaves_out_are_asked_for_again_alone() -> None:
    model, termbase = ScriptedModel(), Termbase()
    model.alter("settle", lambda _q, answer: {"names": answer["names"][:1]}, times=1)
    await settle([*PEOPLE, BUREAU], termbase, asker_of(model))
    assert [item["zh"] for item in model.asked[1].items] == ["李小红", "云岭县教育局"]
    assert model.asked[1].items[0]["id"] == "n2", "the ids stay"
    assert len(termbase) == 3


async def test_what_is_left_out_twice_stays_undecided_but_people_get_their_pinyin() -> None:
    model, termbase = ScriptedModel(), Termbase()
    model.alter("settle", lambda _q, _: {"names": []})
    assert await settle([*PEOPLE, BUREAU], termbase, asker_of(model)) == ["王建国", "李小红"]
    assert model.count() == 2
    term = termbase.get("王建国")
    assert term is not None
    assert (term.en, term.origin) == ("Wang Jianguo", "pinyin")
    assert termbase.get("云岭县教育局") is None


@pytest.mark.parametrize("said", [refuses(), says("never JSON")])
async def test_an_unusable_answer_does_not_stop_the_run(said: Any) -> None:
    model, termbase = ScriptedModel(), Termbase()
    model.always("settle", said)
    assert await settle([*PEOPLE, BUREAU], termbase, asker_of(model)) == ["王建国", "李小红"]


async def test_a_provider_that_refuses_every_call_does() -> None:
    async def refusing(_request: Any) -> Any:
        raise ProviderError("The key is wrong.")

    with pytest.raises(ProviderError):
        await settle(PEOPLE, Termbase(), asker_of(ScriptedModel(), complete=refusing))


@pytest.mark.parametrize("english", ["", "  ", "云岭 Bureau", "王建国"])
async def test_a_rendering_that_is_no_english_is_asked_for_again(english: str) -> None:
    model, termbase = ScriptedModel(), Termbase()
    model.alter(
        "settle", lambda q, _: {"names": [{"id": q.items[0]["id"], "en": english, "origin": "zh"}]}, times=1
    )
    await settle([BUREAU], termbase, asker_of(model))
    assert termbase.names["云岭县教育局"] == "Yunling County Education Bureau"


@pytest.mark.parametrize(
    "english",
    [
        "Yunling County Health Bureau",
        "Qinghe County Education Bureau",
        "Yunling County Education Bureau (translated)",
    ],
)
async def test_the_english_of_another_institution_is_asked_for_again(english: str) -> None:
    model, termbase = ScriptedModel(), Termbase()
    wrong = {"names": [{"id": "n1", "en": english, "origin": "zh"}]}
    model.alter("settle", lambda _q, _: wrong, times=1)
    await settle([BUREAU], termbase, asker_of(model))
    assert termbase.names["云岭县教育局"] == "Yunling County Education Bureau"


async def test_an_institution_that_is_called_by_anothers_name_twice_stays_undecided() -> None:
    model, termbase = ScriptedModel(), Termbase()
    model.names["云岭县教育局"] = ("organisation", "Yunling County Hospital")
    assert await settle([BUREAU], termbase, asker_of(model)) == []


async def test_a_province_that_the_text_around_a_name_has_may_be_added() -> None:
    model, termbase = ScriptedModel(), Termbase()
    model.names["清溪县"] = ("place", "Qingxi County, Hunan")
    await settle([Name("清溪县", "place", "湖南清溪县举行会议")], termbase, asker_of(model))
    assert termbase.names["清溪县"] == "Qingxi County, Hunan"


async def test_a_rendering_that_is_no_reading_of_a_persons_name_is_replaced() -> None:
    model, termbase = ScriptedModel(), Termbase()
    model.names["王建国"] = ("person", "Zhang San")
    await settle(PEOPLE[:1], termbase, asker_of(model))
    term = termbase.get("王建国")
    assert term is not None
    assert (term.en, term.origin) == ("Wang Jianguo", "pinyin")
    assert "Zhang San" in term.note


async def test_a_foreign_person_keeps_their_own_spelling() -> None:
    model, termbase = ScriptedModel(), Termbase()
    answer = {"names": [{"id": "n1", "en": "Tanaka Ichirō", "origin": "ja"}]}
    model.alter("settle", lambda _q, _: answer)
    await settle([Name("田中一郎", "person")], termbase, asker_of(model))
    assert termbase.names["田中一郎"] == "Tanaka Ichirō"


async def test_many_names_go_a_few_dozen_at_a_time() -> None:
    model, termbase = ScriptedModel(), Termbase()
    names = [Name(f"第{n}中心学校", "organisation") for n in range(100)]
    await settle(names, termbase, asker_of(model))
    assert model.count() == -(-100 // NAMES_PER_CALL)
    assert len(termbase) == 100


async def test_answers_for_ids_that_were_not_asked_are_dropped() -> None:
    model, termbase = ScriptedModel(), Termbase()
    extra = {"id": "n9", "en": "Somebody", "origin": "zh"}
    model.alter("settle", lambda _q, answer: {"names": [*answer["names"], extra]})
    await settle([BUREAU], termbase, asker_of(model))
    assert len(termbase) == 1


def test_names_are_those_of_all_fields_each_once_with_its_first_kind() -> None:
    result = result_with(
        people=[Person(zh="王建国", posts=[Post(zh="局长", organisation="云岭县教育局")])],
        organisations=[Organisation(zh="云岭县教育局")],
        places=[Place(zh="云岭县")],
        agreements=[Agreement(zh="协议", parties=["甲公司", "云岭县教育局"])],
        events=[Event(zh="开馆", place="云岭县体育馆")],
    )
    assert [(name.zh, name.kind) for name in names_of(result)] == [
        ("王建国", "person"),
        ("云岭县教育局", "organisation"),
        ("云岭县", "place"),
        ("甲公司", "organisation"),
        ("云岭县体育馆", "place"),
    ]


def test_general_words_and_joined_names_are_not_settled() -> None:
    words = [
        "施工单位",
        "各县（区）",
        "理事长",
        "王建国、李小红",
        "云岭县教育局、云岭县财政局",
        "云岭县卫生局",
    ]
    result = result_with(
        organisations=[Organisation(zh=zh) for zh in words],
        people=[Person(zh="王建国、李小红")],
        places=[Place(zh="云岭县、青禾县")],
    )
    assert [name.zh for name in names_of(result)] == ["云岭县卫生局"]


def test_a_party_that_is_a_person_is_settled_as_one() -> None:
    result = result_with(agreements=[Agreement(zh="协议", parties=["王建国", "安监局"])])
    assert [(name.zh, name.kind) for name in names_of(result)] == [
        ("王建国", "person"),
        ("安监局", "organisation"),
    ]


def test_a_name_as_long_as_a_sentence_is_translated_and_not_settled() -> None:
    assert names_of(result_with(organisations=[Organisation(zh="关于" * 30)])) == []


async def test_the_context_of_a_name_is_the_text_around_it() -> None:
    long = "前" * 100 + "云岭县教育局局长王建国宣布" + "后" * 100
    result = await digest(article(("title", "题"), f"{long}，新图书馆正式启用。"), asker_of(ScriptedModel()))
    person = next(name for name in names_of(result) if name.zh == "王建国")
    assert "局长王建国宣布" in person.context
    assert len(person.context) < 80


def test_a_form_of_the_users_own_has_no_names_to_settle() -> None:
    assert names_of(Result(fields={"buyer": "云岭县"})) == []


async def test_a_name_in_traditional_characters_goes_with_its_pinyin_and_is_checked_like_any_other() -> None:
    model, termbase = ScriptedModel(), Termbase()
    model.alter("settle", lambda _q, _: {"names": [{"id": "n1", "en": "Chen Mingren", "origin": "zh"}]})
    await settle([Name("陳柏屹", "person")], termbase, asker_of(model))
    assert model.asked[0].items[0]["pinyin"] == "Chen Baiyi"
    assert termbase.names["陳柏屹"] == "Chen Baiyi"


async def test_a_name_that_a_layout_has_drawn_apart_is_that_without_the_blanks() -> None:
    text = "王建国主持会议。\n委　员：王　芳　　云岭县教育局副局长\n王芳作了说明。"
    people = [Person(zh="王　芳", lines=[2]), Person(zh="王芳", lines=[3])]
    drawn = result_with(people=people).model_copy(
        update={
            "document": DocumentOut(
                lines=[LineOut(n=n, text=line) for n, line in enumerate(text.split("\n"), 1)]
            )
        }
    )
    (name,) = names_of(drawn)
    assert (name.zh, name.kind) == ("王芳", "person")
    assert "王　芳　　云岭县教育局副局长" in name.context
    model, termbase = ScriptedModel(), Termbase()
    await settle([name], termbase, asker_of(model))
    assert model.asked[0].items[0]["pinyin"] == "Wang Fang"
    filled = fill(drawn, {}, termbase)
    assert [person.en for person in filled.fields.people] == [termbase.names["王芳"]] * 2
    assert [person.zh for person in filled.fields.people] == ["王　芳", "王芳"]


def test_a_country_that_is_party_to_an_agreement_is_no_person() -> None:
    agreement = Agreement(zh="两国签署协定", parties=["韩国", "安哥拉", "韩国栋"], lines=[1])
    kinds = {name.zh: name.kind for name in names_of(result_with(agreements=[agreement]))}
    assert kinds == {"韩国": "organisation", "安哥拉": "organisation", "韩国栋": "person"}


def test_a_name_of_one_character_binds_nothing() -> None:
    assert names_of(result_with(places=[Place(zh="巴", lines=[1]), Place(zh="巴中", lines=[1])])) == [
        Name("巴中", "place")
    ]
