from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from support import ScriptedModel, asker_of, cut_off, refuses, says

from summarizer.answers import CitedAnswer, EventAnswer, MergeAnswer, PlaceAnswer, TranslateAnswer, eased
from summarizer.asking import TRIES, Asker, CutOff, schema_of
from summarizer.errors import AnswerError, ContentRefused
from summarizer.llm.caching import ReplyCache, cached
from summarizer.prompting import TASKS

SEGMENTS = [{"id": "s1", "zh": "云岭县"}]
BAD = [
    pytest.param("sorry", "JSON", id="no JSON at all"),
    pytest.param('{"segments": [{"id": "s1"}]}', "segments.0.en", id="a key is missing"),
    pytest.param('{"segments": "none"}', "segments", id="wrong type"),
    pytest.param("[]", "object", id="a list"),
]


async def ask(asker: Asker, **changes: Any) -> TranslateAnswer:
    variables: dict[str, Any] = {"segments": SEGMENTS, "terms": {}, "language": "English", "title": ""}
    return await asker.ask("translate", TranslateAnswer, document="a.txt", **(variables | changes))


async def test_a_good_answer_is_asked_for_once() -> None:
    model = ScriptedModel()
    answer = await ask(asker_of(model))
    assert [(item.id, item.en) for item in answer.segments] == [("s1", "Yunling County")]
    assert model.count() == 1


@pytest.mark.parametrize(("content", "complaint"), BAD)
async def test_an_answer_that_does_not_fit_is_asked_for_again_with_the_complaint(
    content: str, complaint: str
) -> None:
    model = ScriptedModel()
    model.once("translate", says(content))
    answer = await ask(asker_of(model))
    assert answer.segments[0].en == "Yunling County"
    first, second = model.asked
    assert not first.again
    assert second.again
    assert complaint in second.user
    assert second.user.startswith(first.user), "the beginning stays, so that a provider's prefix cache hits"
    assert content not in second.user or content == "[]", "the faulty answer itself is not sent back"


async def test_a_text_that_is_null_is_an_empty_one_and_costs_no_other_answer() -> None:
    model = ScriptedModel()
    model.once("translate", says('{"segments": [{"id": 1, "en": null}, {"id": "s1", "en": "Yunling"}]}'))
    answer = await ask(asker_of(model))
    assert [(item.id, item.en) for item in answer.segments] == [("1", ""), ("s1", "Yunling")]
    assert model.count() == 1


@pytest.mark.parametrize(
    ("answer", "value", "read"),
    [
        (CitedAnswer, {"zh": "甲", "lines": 5}, {"zh": "甲", "lines": [5]}),
        (CitedAnswer, {"zh": None, "lines": None}, {"zh": "", "lines": []}),
        (CitedAnswer, {"zh": 1260, "lines": ["5"]}, {"zh": "1260", "lines": [5]}),
        (
            PlaceAnswer,
            {"zh": "甲", "lines": [], "level": "Town "},
            {"zh": "甲", "lines": [], "level": "town"},
        ),
        (
            PlaceAnswer,
            {"zh": "甲", "lines": [], "level": "county"},
            {"zh": "甲", "lines": [], "level": "district"},
        ),
        (
            PlaceAnswer,
            {"zh": "甲", "lines": [], "level": "planet"},
            {"zh": "甲", "lines": [], "level": "other"},
        ),
        (MergeAnswer, {"sentences": {"zh": "甲", "lines": 1}, "key_points": []}, None),
        (CitedAnswer, {"zh": "甲"}, None),
        (CitedAnswer, {"zh": ["甲"], "lines": [1]}, None),
        (CitedAnswer, "甲", None),
    ],
)
def test_what_says_nothing_in_another_way_is_read_and_what_says_something_is_not_guessed(
    answer: type[BaseModel], value: Any, read: dict[str, Any] | None
) -> None:
    with pytest.raises(ValidationError) as wrong:
        answer.model_validate(value)
    better = eased(value, wrong.value)
    try:
        found = answer.model_validate(better).model_dump()
    except ValidationError:
        found = None
    assert found == read


def test_an_event_without_a_date_has_none() -> None:
    event = {"zh": "甲", "lines": [1], "type": None, "date": None, "place": None, "status": "done"}
    with pytest.raises(ValidationError) as wrong:
        EventAnswer.model_validate(event)
    read = EventAnswer.model_validate(eased(event, wrong.value))
    assert (read.date.basis, read.date.zh, read.place) == ("missing", "", "")
    assert event["date"] is None, "the answer itself is left alone"


async def test_every_attempt_is_another_request_even_if_the_complaint_is_the_same() -> None:
    model = ScriptedModel()
    model.once("translate", says("sorry"), times=3)
    await ask(asker_of(model))
    assert model.count() == 4
    assert len(model.bodies()) == 4


async def test_the_cache_cannot_give_the_faulty_answer_back(tmp_path: Path) -> None:
    model = ScriptedModel()
    model.once("translate", says("sorry"), times=2)
    with ReplyCache.open(tmp_path) as cache:
        asker = asker_of(model, complete=cached(model.complete, cache), forget=cache.reject)
        assert (await ask(asker)).segments[0].en == "Yunling County"
        assert (await ask(asker)).segments[0].en == "Yunling County"
    assert model.count() == 3, "the second time walks the same path, for free"


async def test_what_was_wrong_with_the_last_answer_is_told_on_one_line() -> None:
    model = ScriptedModel()
    model.always("translate", says('{"segments": [{"id": "s1"}, {"en": "County"}]}'))
    with pytest.raises(AnswerError) as caught:
        await ask(asker_of(model))
    told = "follow the schema: segments.0.en: Field required; segments.1.id: Field required"
    assert caught.value.message.endswith(told)


async def test_a_model_that_never_complies_is_given_up_after_five_tries() -> None:
    model = ScriptedModel()
    model.always("translate", says('{"segments": 1}'))
    with pytest.raises(AnswerError) as caught:
        await ask(asker_of(model))
    assert model.count() == TRIES == 5
    assert "`translate`" in caught.value.message
    assert "segments" in caught.value.message, "it says what was wrong"
    assert caught.value.hint


async def test_after_giving_up_the_next_run_asks_anew(tmp_path: Path) -> None:
    model = ScriptedModel()
    model.always("translate", says("no"))
    with ReplyCache.open(tmp_path) as cache:
        asker = asker_of(model, complete=cached(model.complete, cache), forget=cache.reject)
        with pytest.raises(AnswerError):
            await ask(asker)
        model.behave()
        assert (await ask(asker)).segments[0].en == "Yunling County"
    assert model.count() == TRIES + 1


async def test_the_check_of_the_caller_can_complain_too() -> None:
    model = ScriptedModel()
    complaints = iter(["The ids are not those that were asked for.", ""])
    await ask(asker_of(model), check=lambda _answer: next(complaints))
    assert "The ids are not those" in model.asked[1].user


@pytest.mark.parametrize("said", [refuses(), says("", finish="content_filter")])
async def test_a_refusal_is_not_asked_again(said: Any) -> None:
    model = ScriptedModel()
    model.always("translate", said)
    with pytest.raises(ContentRefused) as caught:
        await ask(asker_of(model))
    assert model.count() == 1
    assert caught.value.code == "refused"


async def test_a_cut_off_answer_is_not_asked_for_again_as_it_is() -> None:
    model = ScriptedModel()
    model.always("translate", cut_off())
    with pytest.raises(CutOff):
        await ask(asker_of(model))
    assert model.count() == 1


async def test_a_context_window_that_is_too_small_is_noticed_and_named() -> None:
    model = ScriptedModel()
    long = [{"id": f"s{n}", "zh": "云岭县教育局宣布新图书馆正式启用。" * 20} for n in range(40)]
    tiny = {"prompt_tokens": 2048, "completion_tokens": 50, "total_tokens": 2098}
    model.always("translate", says('{"segments": []}', usage=tiny))
    with pytest.raises(AnswerError) as caught:
        await ask(asker_of(model), segments=long)
    assert model.count() == 1, "the same window would cut the next one, too"
    assert "num_ctx" in caught.value.hint


async def test_an_answer_to_half_a_request_is_not_kept(tmp_path: Path) -> None:
    model = ScriptedModel()
    tiny = {"prompt_tokens": 2048, "completion_tokens": 50, "total_tokens": 2098}
    long = [{"id": f"s{n}", "zh": "云岭县教育局宣布新图书馆正式启用。" * 20} for n in range(40)]
    model.once("translate", says('{"segments": []}', usage=tiny))
    with ReplyCache.open(tmp_path) as cache:
        asker = asker_of(model, complete=cached(model.complete, cache), forget=cache.reject)
        with pytest.raises(AnswerError, match="whole request"):
            await ask(asker, segments=long)
        assert (await ask(asker, segments=long)).segments, "with a larger window it is asked anew"


async def test_the_wire_hears_which_answers_were_json() -> None:
    model = ScriptedModel()
    model.once("translate", says("sorry"))
    heard: list[str] = []
    asker = asker_of(
        model,
        unfit=lambda mode, name: heard.append(f"unfit {mode} {name}"),
        fit=lambda mode, name: heard.append(f"fit {mode} {name}"),
    )
    await ask(asker)
    assert heard == ["unfit json_schema m", "fit json_schema m"]


async def test_complaints_carry_nothing_of_the_document() -> None:
    model = ScriptedModel()
    secret = "王建国的身份证"
    model.always("translate", says(f'{{"segments": [{{"id": 1, "en": ["{secret}"]}}]}}'))
    with pytest.raises(AnswerError) as caught:
        await ask(asker_of(model))
    assert secret not in str(caught.value)


async def test_the_key_of_a_request_knows_template_model_endpoint_and_temperature() -> None:
    keys: list[str] = []
    model = ScriptedModel()

    async def noted(request: Any) -> Any:
        keys.append(request.key)
        return await model.complete(request)

    base = asker_of(model, complete=noted)
    for asker in (
        base,
        replace(base, model="other"),
        replace(base, endpoint="https://x.example"),
        replace(base, temperature=0.5),
    ):
        await ask(asker)
    assert len(set(keys)) == 4


@pytest.mark.parametrize("task", [task for task in TASKS if task != "reask"])
def test_every_task_has_a_committed_schema(task: str) -> None:
    schema = schema_of(task)
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False


async def test_surplus_keys_of_an_answer_never_reach_anybody() -> None:
    class Wanted(BaseModel):
        segments: list[dict[str, str]]

    model = ScriptedModel()
    model.always("translate", says('{"segments": [{"id": "s1", "en": "A", "note": "x"}], "mood": "good"}'))
    answer = await ask(asker_of(model))
    assert answer.model_dump() == {"segments": [{"id": "s1", "en": "A"}]}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Line one\n\nand two", "Line one and two"),
        ("a\u202eb\u202c\ufeff\x07", "ab"),
        ("Caf\u00e9\u00a0\U0001f468\u200d\U0001f469", "Caf\u00e9\u00a0\U0001f468\u200d\U0001f469"),
        ("\tYunling\u2028County", " Yunling County"),
    ],
)
def test_what_a_model_says_is_one_line_that_can_be_seen(said: str, read: str) -> None:
    answer = TranslateAnswer.model_validate({"segments": [{"id": "s1", "en": said}]})
    assert answer.segments[0].en == read
