"""The translation memory: nothing twice, in source order, whatever goes wrong in between."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.llm.caching import ReplyCache
from summarizer.memory import Claim, Lenient, Passing, Setting, TranslationMemory, key, keys_of
from summarizer.termbase import Termbase
from summarizer.text import Segment, Term

SETTING = Setting("m", "p1")
NO_TERMS = Termbase()


def segments(*texts: str) -> list[Segment]:
    return [Segment(f"L{n}", text) for n, text in enumerate(texts, 1)]


def claim(memory: TranslationMemory, *texts: str) -> Claim:
    return memory.claim(segments(*texts), keys_of(segments(*texts), NO_TERMS, SETTING), SETTING)


async def ended(memory: TranslationMemory, one: Claim, translated: dict[str, str]) -> None:
    await memory.keep(one, translated)
    memory.release(one)


async def test_what_was_translated_is_known_to_the_next_document() -> None:
    memory = TranslationMemory(Passing())
    first = claim(memory, "市政府召开会议。", "会议强调安全。")
    assert await memory.known(first) == {}
    await ended(
        memory, first, {"L1": "The municipal government held a meeting.", "L2": "Safety was stressed."}
    )
    second = claim(memory, "会议强调安全。", "另有一事。")
    assert await memory.known(second) == {"L1": "Safety was stressed."}
    assert memory.reused == 1


async def test_what_stays_faulty_is_known_to_its_own_document_and_to_nobody_else() -> None:
    def of(document: str) -> Claim:
        texts = segments("同一句话。")
        return memory.claim(texts, keys_of(texts, NO_TERMS, SETTING), SETTING, document)

    memory = TranslationMemory(Passing())
    first = of("a")
    await memory.known(first)
    await memory.keep(first, {}, {"L1": "The same 7 sentences."})
    memory.release(first)
    again, other = of("a"), of("b")
    assert await memory.known(again) == {"L1": "The same 7 sentences."}
    assert again.tried == {"L1"}
    memory.release(again)
    assert await memory.known(other) == {}
    await ended(memory, other, {"L1": "The same sentence."})
    last = of("a")
    assert await memory.known(last) == {"L1": "The same sentence."}
    assert not last.tried


async def test_a_document_waits_for_the_one_before_it_that_has_the_same_segment() -> None:
    memory = TranslationMemory(Passing())
    first, second, third = (claim(memory, "同一句话。") for _ in range(3))
    waiting = [asyncio.create_task(memory.known(one)) for one in (second, third)]
    assert await memory.known(first) == {}
    await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    await ended(memory, first, {"L1": "The same sentence."})
    assert await asyncio.gather(*waiting) == [{"L1": "The same sentence."}] * 2


async def test_when_a_document_fails_the_next_in_line_has_its_segment_translated() -> None:
    memory = TranslationMemory(Passing())
    first, second, third = (claim(memory, "同一句话。") for _ in range(3))
    memory.release(first)
    assert await memory.known(second) == {}
    last = asyncio.create_task(memory.known(third))
    await ended(memory, second, {"L1": "The same sentence."})
    assert await last == {"L1": "The same sentence."}


async def test_whoever_gives_up_waiting_does_not_take_the_others_with_it() -> None:
    memory = TranslationMemory(Passing())
    first, second, third = (claim(memory, "同一句话。") for _ in range(3))
    impatient, patient = (asyncio.create_task(memory.known(one)) for one in (second, third))
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    memory.release(second)
    await ended(memory, first, {"L1": "The same sentence."})
    assert await patient == {"L1": "The same sentence."}


async def test_memory_does_not_grow_with_the_documents_that_have_ended() -> None:
    memory = TranslationMemory(Passing())
    for number in range(20):
        one = claim(memory, f"第{number}句。")
        await memory.known(one)
        await ended(memory, one, {"L1": f"Sentence {number}."})
    assert not memory._latest


@pytest.mark.parametrize(
    "other",
    [
        replace(SETTING, model="other"),
        replace(SETTING, prompt="p2"),
        replace(SETTING, language="fr"),
    ],
)
def test_another_model_wording_or_language_is_another_translation(other: Setting) -> None:
    (segment,) = segments("市政府。")
    assert key(segment, NO_TERMS, other) != key(segment, NO_TERMS, SETTING)


def test_a_changed_term_makes_another_translation_only_where_it_occurs() -> None:
    before = Termbase([Term("示范区", "demonstration zone")])
    after = Termbase([Term("示范区", "pilot zone")])
    touched, untouched = segments("示范区挂牌。", "会议强调安全。")
    assert key(touched, before, SETTING) != key(touched, after, SETTING)
    assert key(untouched, before, SETTING) == key(untouched, after, SETTING)


async def test_a_damaged_row_is_translated_again(tmp_path: Path) -> None:
    cache = ReplyCache.open(tmp_path)
    store, memory = cache.store, TranslationMemory(Lenient(cache.store, cache.write, cache.note))
    first = claim(memory, "一句话。", "两句话。")
    await ended(memory, first, {"L1": "One sentence.", "L2": "Two sentences."})
    one, two = first.keys.values()
    store.set(one, (store.get(two) or "").replace("Two", "Ten"))
    again = claim(memory, "一句话。", "两句话。")
    assert await memory.known(again) == {"L2": "Two sentences."}
    cache.close()


async def test_without_a_store_every_document_stands_for_itself() -> None:
    memory = TranslationMemory()
    first, second = claim(memory, "同一句话。"), claim(memory, "同一句话。")
    assert await memory.known(second) == {}
    await ended(memory, first, {"L1": "The same sentence."})
    assert await memory.known(claim(memory, "同一句话。")) == {}


@given(st.text(max_size=40), st.text(min_size=1, max_size=60))
def test_any_text_comes_back_as_it_was_stored(zh: str, english: str) -> None:
    async def there_and_back() -> dict[str, str]:
        memory = TranslationMemory(Passing())
        await ended(memory, claim(memory, zh), {"L1": english})
        return await memory.known(claim(memory, zh))

    assert asyncio.run(there_and_back()) == {"L1": english}
