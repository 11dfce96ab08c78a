"""What is looked up without a pattern of its own is what a pattern would find."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.results import Result
from summarizer.verifying import verify
from summarizer.verifying.abbreviations import ABBREVIATED, BESIDE, BETWEEN
from summarizer.verifying.attested import is_read, is_short, is_short_form, keys_of
from summarizer.verifying.language import CASED, LONG_NUMBER, with_long_number
from summarizer.verifying.page import HAN
from summarizer.verifying.places import places_apart, spans_of, words_apart
from summarizer.verifying.readings import Keys, readings_of, spans_read
from summarizer.verifying.words import squeezed, words_in

RESULTS = sorted((Path(__file__).parent / "correct_results").glob("*.json"))
PIECES = ("Li", "Li Ming", "Wang", "LiLi", " ", "'s", "_", "9", ", ", "é", "李", "李明")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
NAMES = st.sampled_from(["Li", "Li Ming", "LiLi", "Wang", "李", "李明"])
ARTICLES = st.text("京沪郑万重师大高铁、,两地学。苏南", max_size=14)


@given(NAMES, TEXTS)
def test_a_part_is_found_as_by_a_pattern(part: str, text: str) -> None:
    assert places_apart(part, text) == [found.start() for found in re.finditer(re.escape(part), text)]
    assert words_apart(part, text) == [
        found.start() for found in re.finditer(rf"\b{re.escape(part)}\b", text)
    ]


@given(st.sets(NAMES), TEXTS)
def test_of_several_names_the_longest_is_found_at_each_place(names: set[str], text: str) -> None:
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    expected = [found.span() for found in re.finditer(pattern, text)] if names else []
    assert spans_of(names, text) == expected


def test_nothing_is_not_found() -> None:
    assert places_apart("", "abc") == []
    assert spans_of(["", "b"], "abc") == [(1, 2)]


@given(st.text("aBé_9 -’“…\u2009\x1fā李½²İ\n", max_size=20) | st.text(max_size=20))
def test_words_and_letters_are_those_of_a_pattern(text: str) -> None:
    assert [*words_in(text)] == re.findall(r"[^\W_]+", text)
    assert squeezed(text) == re.sub(r"[\W_]+", "", text.lower())


def with_patterns(wanted: str, shown: str, chars: str) -> bool:
    """Whether a place is abbreviated to its first character, told by patterns of that character."""
    named = rf"(?:[、,][{HAN}]{{2,3}}){{0,3}}(?:{BETWEEN})"
    line = rf"[{chars}][{HAN}]{named}|[{HAN}][{chars}]{named}"
    beside = rf"[{chars}][、,]?[{BESIDE}]|[{BESIDE}][、,]?[{chars}]|[{chars}](?:[农师医工科财]大|理工|财经)"
    short = {"beijing": "京", "shanghai": "沪"}.get(wanted, beside)
    return re.search(f"[{chars}][{ABBREVIATED}]|{line}|{short}", shown) is not None


@pytest.mark.parametrize(
    ("wanted", "chars"), [("beijing", "北"), ("shanghai", "上"), ("zhengzhou", "郑"), ("suzhou", "苏")]
)
@given(shown=ARTICLES)
def test_a_place_may_stand_in_a_single_character(wanted: str, chars: str, shown: str) -> None:
    short = any(is_short(shown, at, known=True) for at, char in enumerate(shown) if char in chars)
    assert is_read(wanted, shown, single=True) is (short or with_patterns(wanted, shown, chars))


def test_a_place_that_stands_for_itself_needs_no_pattern() -> None:
    assert is_short_form("shanghai", "来沪旅游") is True
    assert is_short_form("suzhou", "苏先生") is False
    assert is_short_form("suzhou", "苏锡常三地") is True


@given(st.text("乐山音岳珊", max_size=6))
def test_characters_are_read_wherever_they_can_be(text: str) -> None:
    keys = Keys.of_chars("乐山音岳珊")
    found = list(readings_of("yueshan", text, keys))
    assert found == [match.span() for match in re.finditer("[乐岳][山珊]", text)]
    assert set(keys_of(text).read_like("shan")) == set(text) & set("山珊")


@given(st.text("乐山音岳珊，x", max_size=8), st.sampled_from(["yueshan", "le", "shanyin", "lx", ""]))
def test_a_short_text_is_read_without_an_index_of_it(text: str, word: str) -> None:
    assert list(spans_read(word, text)) == list(readings_of(word, text, Keys.of_chars(set(text))))


@given(st.lists(st.text("0123 -a，４", max_size=12), max_size=4))
def test_long_numbers_are_found_in_whichever_text_they_are(texts: list[str]) -> None:
    assert with_long_number(texts) == {at for at, text in enumerate(texts) if LONG_NUMBER.search(text)}


def test_every_letter_that_becomes_latin_is_known() -> None:
    becoming = [
        chr(code)
        for code in range(0x20000)
        if any("a" <= small <= "z" for small in chr(code).casefold()) and not "a" <= chr(code) <= "z"
    ]
    assert [char for char in becoming if not CASED.match(char)] == []


@pytest.mark.parametrize("file", RESULTS, ids=lambda file: file.stem)
def test_no_pattern_is_made_of_the_characters_of_an_article(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.loads(file.read_bytes())
    verify(Result.model_validate(data))  # what all articles share is known from now on
    made: list[str] = []
    compiled = re.compile

    def noted(pattern: Any, flags: int = 0) -> Any:
        made.append(str(pattern))
        return compiled(pattern, flags)

    monkeypatch.setattr(re, "search", lambda pattern, text, flags=0: noted(pattern, flags).search(text))
    monkeypatch.setattr(re, "finditer", lambda pattern, text, flags=0: noted(pattern, flags).finditer(text))
    monkeypatch.setattr(re, "compile", noted)
    text = json.dumps(data, ensure_ascii=False).replace("在", "于")
    verify(Result.model_validate(json.loads(text)))
    assert [pattern for pattern in made if len(re.findall(f"[{HAN}]", pattern)) > 30] == []
