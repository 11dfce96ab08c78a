from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ScriptedModel, asker_of, cut_off, refuses, says

from summarizer.errors import AnswerError
from summarizer.leverage import UserMemory
from summarizer.termbase import Termbase
from summarizer.text import Complaint, Segment, Term
from summarizer.translating import CHARS_PER_CALL, SEGMENTS_PER_CALL, _batches, translate

NONE = Termbase()


def segments(count: int) -> list[Segment]:
    return [Segment(f"s{n}", f"图书馆面积{n}00平方米。") for n in range(1, count + 1)]


async def english(wanted: list[Segment], model: ScriptedModel, **changes: Any) -> dict[str, str]:
    terms = changes.pop("terms", NONE)
    rendered = await translate(wanted, terms, asker_of(model), document="a.txt", **changes)
    return dict(rendered.texts)


async def test_the_same_ids_come_back_as_went_out() -> None:
    found = await english(segments(5), ScriptedModel())
    assert list(found) == ["s1", "s2", "s3", "s4", "s5"]
    assert found["s3"] == "The library covers an area of 300 square metres."


async def test_an_id_that_is_missing_is_asked_for_again_alone() -> None:
    model = ScriptedModel()
    model.alter("translate", lambda _q, answer: {"segments": answer["segments"][2:]}, times=1)
    found = await english(segments(5), model)
    assert set(found) == {"s1", "s2", "s3", "s4", "s5"}
    assert [item["id"] for item in model.asked[1].items] == ["s1", "s2"]


async def test_a_translation_that_is_blank_counts_as_missing() -> None:
    def blank(_question: Any, answer: Any) -> Any:
        answer["segments"][0]["en"] = "  "
        return answer

    model = ScriptedModel()
    model.alter("translate", blank, times=1)
    assert (await english(segments(2), model))["s1"].startswith("The library")
    assert model.count() == 2


async def test_what_is_left_out_twice_is_missing_and_nothing_else() -> None:
    model = ScriptedModel()
    model.alter("translate", lambda _q, a: {"segments": [one for one in a["segments"] if one["id"] != "s2"]})
    assert set(await english(segments(3), model)) == {"s1", "s3"}
    assert model.count() == 2


async def test_ids_that_were_not_asked_for_are_dropped() -> None:
    model = ScriptedModel()
    model.alter("translate", lambda _q, a: {"segments": [*a["segments"], {"id": "x9", "en": "More"}]})
    assert set(await english(segments(2), model)) == {"s1", "s2"}


async def test_blank_segments_are_not_sent() -> None:
    model = ScriptedModel()
    assert await english([Segment("s1", " \u3000 ")], model) == {}
    assert model.count() == 0


@pytest.mark.parametrize("bad", [1, 17, 32])
async def test_one_refused_segment_of_32_is_isolated_in_few_requests(bad: int) -> None:
    model = ScriptedModel()
    model.always("translate", refuses(), having=f"积{bad}00平")
    found = await english(segments(32), model)
    assert set(found) == {f"s{n}" for n in range(1, 33)} - {f"s{bad}"}
    assert model.count() - 1 <= 11


async def test_when_everything_is_refused_nothing_is_translated_and_nothing_breaks() -> None:
    model = ScriptedModel()
    model.always("translate", refuses())
    assert await english(segments(4), model) == {}


async def test_an_answer_that_is_cut_off_is_asked_for_in_halves() -> None:
    model = ScriptedModel()
    model.once("translate", cut_off())
    assert len(await english(segments(4), model)) == 4
    assert model.count() == 3


async def test_a_single_segment_that_is_cut_off_is_translated_in_halves_between_its_sentences() -> None:
    zh = "图书馆面积100平方米。图书馆面积200平方米。"
    model = ScriptedModel()
    model.once("translate", cut_off())
    found = await english([Segment("s1", zh)], model)
    one, other = (f"The library covers an area of {n}00 square metres." for n in (1, 2))
    assert found == {"s1": f"{one} {other}"}
    assert [item["zh"] for question in model.asked[1:] for item in question.items] == [
        "图书馆面积100平方米。", "图书馆面积200平方米。",
    ]  # fmt: skip


async def test_a_segment_of_which_a_half_is_refused_is_withheld() -> None:
    model = ScriptedModel()
    model.once("translate", cut_off())
    model.once("translate", refuses())
    asked = [Segment("s1", "图书馆面积100平方米。图书馆面积200平方米。")]
    rendered = await translate(asked, NONE, asker_of(model), document="a.txt")
    assert (dict(rendered.texts), rendered.withheld) == ({}, {"s1"})


async def test_a_single_sentence_that_is_cut_off_is_an_error() -> None:
    model = ScriptedModel()
    model.always("translate", cut_off())
    with pytest.raises(AnswerError, match="cut off"):
        await english(segments(1), model)


async def test_a_model_that_never_answers_in_json_is_an_error() -> None:
    model = ScriptedModel()
    model.always("translate", says("Sure! Here you go."))
    with pytest.raises(AnswerError):
        await english(segments(1), model)


async def test_only_terms_that_occur_travel() -> None:
    terms = Termbase(
        [Term("图书馆", "Library Hall"), Term("操场", "sports ground"), Term("云岭县", "Yunling")]
    )
    model = ScriptedModel()
    found = await english([Segment("s1", "云岭县图书馆。")], model, terms=terms)
    assert model.asked[0].terms == {"云岭县": "Yunling", "图书馆": "Library Hall"}
    assert found["s1"] == "Yunling Library Hall."


async def test_complaints_and_earlier_translations_travel_with_their_segments() -> None:
    model = ScriptedModel()
    await english(
        segments(2), model, complaints={"s2": Complaint("The library.", ("300 is missing.", "So is 20."))}
    )
    first, second = model.asked[0].items
    assert set(first) == {"id", "zh"}
    assert (second["previous"], second["complaint"]) == ("The library.", "300 is missing.; So is 20.")


async def test_a_context_travels_with_its_segment() -> None:
    model = ScriptedModel()
    await english([Segment("f1", "校长", "云岭县第一小学校长李小红")], model)
    assert model.asked[0].items[0]["context"] == "云岭县第一小学校长李小红"


@pytest.mark.parametrize(("to", "language"), [("en", "English"), ("en-GB", "English (British"), ("fr", "fr")])
async def test_the_language_is_named_in_the_prompt(to: str, language: str) -> None:
    model = ScriptedModel()
    await english(segments(1), model, to=to)
    assert f"Chinese texts into {language}" in model.asked[0].system


async def test_a_long_text_goes_in_several_requests() -> None:
    model = ScriptedModel()
    found = await english(segments(200), model)
    assert len(found) == 200
    assert model.count() == 3


@given(st.lists(st.integers(1, 1500), max_size=60))
def test_batches_keep_the_order_and_the_bounds(lengths: list[int]) -> None:
    wanted = [Segment(f"s{n}", "字" * length) for n, length in enumerate(lengths)]
    batches = list(_batches(wanted))
    assert [segment for batch in batches for segment in batch] == wanted
    for batch in batches:
        assert len(batch) <= SEGMENTS_PER_CALL
        assert len(batch) == 1 or sum(len(segment.zh) for segment in batch) <= CHARS_PER_CALL


async def test_what_is_known_is_not_sent_and_what_stands_beside_the_rest_goes_along() -> None:
    model = ScriptedModel()
    body = [Segment(f"L{n}", f"图书馆面积{n}00平方米。", running=True) for n in range(1, 6)]
    known = {f"L{n}": f"Known {n}." for n in (1, 2, 4, 5)}
    found = await english(body, model, known=known)
    assert found == {**known, "L3": "The library covers an area of 300 square metres."}
    (question,) = model.asked
    assert question.items == [
        {
            "id": "L3",
            "zh": "图书馆面积300平方米。",
            "before": "图书馆面积200平方米。",
            "after": "图书馆面积400平方米。",
        }
    ]


async def test_knowing_more_does_not_change_the_words_of_the_other_requests() -> None:
    many = [Segment(f"L{n}", f"图书馆面积{n}00平方米。" * 40, running=True) for n in range(1, 13)]
    everything, rest = ScriptedModel(), ScriptedModel()
    found = await english(many, everything)
    first = {item["id"] for item in everything.asked[0].items}
    await english(many, rest, known={ident: found[ident] for ident in first})
    assert [one.user for one in rest.asked] == [one.user for one in everything.asked[1:]]


async def test_one_refused_of_32_costs_at_most_11_requests_more_and_is_named() -> None:
    model = ScriptedModel()
    model.always("translate", refuses(), having="面积2000平方米")
    rendered = await translate(segments(32), NONE, asker_of(model), document="a.txt")
    assert rendered.withheld == {"s20"}
    assert set(rendered.texts) == {f"s{n}" for n in range(1, 33)} - {"s20"}
    assert model.count() <= 12


async def test_inline_tags_that_got_lost_are_asked_for_once_more() -> None:
    def lost(_question: Any, _answer: Any) -> Any:
        return {"segments": [{"id": "L1", "en": "The new library is open."}]}

    model = ScriptedModel()
    model.alter("translate", lost, times=1)
    model.alter("translate", lambda _q, _a: {"segments": [{"id": "L1", "en": "The <1>new</1> library."}]})
    found = await english([Segment("L1", "<1>新</1>图书馆启用。")], model)
    assert found == {"L1": "The <1>new</1> library."}
    assert "<1>" in model.asked[1].user
    assert model.count() == 2


async def test_an_approved_translation_of_a_like_text_goes_along() -> None:
    model = ScriptedModel()
    memory = UserMemory([("图书馆面积900平方米。", "The library has an area of 900 square metres.", "en")])
    await english(segments(1), model, similar=memory.near)
    assert model.asked[0].items[0]["similar"] == {
        "zh": "图书馆面积900平方米。",
        "text": "The library has an area of 900 square metres.",
    }
