from __future__ import annotations

from collections.abc import Mapping

import pytest

from summarizer import bodies, rendering
from summarizer.rendering import Order, complaints, is_error, judged, orders, terms_in
from summarizer.results import (
    DocumentOut,
    LineOut,
    NewsFields,
    Number,
    Organisation,
    Person,
    Post,
    Result,
    Sentence,
    Text,
    TranslatedLine,
    Translation,
    summary_of,
)
from summarizer.termbase import Termbase
from summarizer.text import Finding, Term

TERMS = Termbase([Term("王建国", "Wang Jianguo", "person")])
LINES = [
    LineOut(n=1, text="新图书馆启用", role="title"),
    LineOut(n=2, text=" 局长王建国宣布启用。 ", role="body"),
    LineOut(n=3, text="", role="body"),
    LineOut(n=4, text="相关新闻", role="noise"),
    LineOut(n=5, text="投资1.2亿元。", role="body"),
]
DRAFT = Result(
    document=DocumentOut(path="a.txt", lines=LINES),
    title=Text(zh="新图书馆启用", lines=[1]),
    summary=summary_of(
        [
            Sentence(id="s1", zh="王建国宣布启用。", lines=[2]),
            Sentence(id="s2", zh="投资1.2亿元。", lines=[5]),
        ]
    ),
    key_points=[Sentence(id="p1", zh="投资1.2亿元。", lines=[5])],
    fields=NewsFields(
        people=[Person(zh="王建国", posts=[Post(zh="局长", organisation="云岭县教育局")], lines=[2])],
        organisations=[Organisation(zh="云岭县教育局", lines=[2])],
        numbers=[Number(zh="投资1.2亿元", surface="1.2亿元", lines=[5])],
    ),
)


def order(result: Result, terms: Termbase, *, body: bool = False) -> Order:
    """What is to be put into English."""
    return orders(result, terms, ("en",) if body else ())[0][1]


def fill(
    result: Result,
    ordered: Order,
    english: Mapping[str, str],
    terms: Termbase,
    to: str = "",
    pieces: bodies.Pieces | None = None,
    withheld: frozenset[str] = frozenset(),
) -> Result:
    """A result with its English, from translations by id."""
    texts = rendering.placed(ordered, english)
    filled = rendering.fill(result, texts, terms)
    languages = (to,) if to else ()
    return rendering.translated(filled, languages, pieces or {}, {"en": bodies.Made(texts, withheld)})


def test_names_come_from_the_termbase_and_all_other_texts_are_segments() -> None:
    found = {segment.id: segment.zh for segment in order(DRAFT, TERMS).segments}
    assert found["t"] == "新图书馆启用"
    assert found["s1"] == "王建国宣布启用。"
    assert found["s2"] == "投资1.2亿元。"
    assert "王建国" not in found.values(), "settled already"
    assert "云岭县教育局" in found.values(), "not settled, so translated"
    assert len(found) == len(order(DRAFT, TERMS).segments), "each id once"


def test_a_post_goes_with_whose_it_is() -> None:
    post = next(segment for segment in order(DRAFT, TERMS).segments if segment.zh == "局长")
    assert post.context == "云岭县教育局局长王建国"


def test_the_body_is_translated_only_where_it_is_wanted() -> None:
    assert not any(segment.id.startswith("L") for segment in order(DRAFT, TERMS).segments)
    body = [segment for segment in order(DRAFT, TERMS, body=True).segments if segment.id.startswith("L")]
    assert [(segment.id, segment.zh) for segment in body] == [("L2", "局长王建国宣布启用。")]


def test_a_text_that_occurs_several_times_is_paid_for_once() -> None:
    ordered = order(DRAFT, TERMS, body=True)
    assert [segment.zh for segment in ordered.segments].count("投资1.2亿元。") == 1
    assert ordered.ids("key_points.p1") == ordered.ids("translation.segments.5") == ["s2"]


def test_every_translation_goes_to_its_place() -> None:
    ordered = order(DRAFT, TERMS, body=True)
    english = {segment.id: f"<{segment.zh}>" for segment in ordered.segments}
    result = fill(DRAFT, ordered, english, TERMS, to="en")
    assert isinstance(result.fields, NewsFields)
    assert result.title.en == "<新图书馆启用>"
    assert result.summary.en == "<王建国宣布启用。> <投资1.2亿元。>"
    assert result.key_points[0].en == "<投资1.2亿元。>"
    assert result.fields.people[0].en == "Wang Jianguo"
    assert result.fields.people[0].posts[0].en == "<局长>"
    assert result.fields.organisations[0].en == "<云岭县教育局>"
    assert result.translation is not None
    assert [(item.n, item.en) for item in result.translation.segments] == [
        (2, "<局长王建国宣布启用。>"),
        (5, "<投资1.2亿元。>"),
    ]
    assert all(claim.en for claim in result.claims())


def test_what_is_missing_stays_empty_and_every_body_line_has_its_entry() -> None:
    result = fill(DRAFT, order(DRAFT, TERMS, body=True), {}, TERMS, to="en")
    assert result.title.en == ""
    assert result.translation is not None
    assert [item.n for item in result.translation.segments] == [2, 5]


def test_without_a_translation_there_is_none() -> None:
    assert fill(DRAFT, order(DRAFT, TERMS), {}, TERMS).translation is None


def test_the_strings_of_a_users_own_form_are_translated_by_their_path() -> None:
    result = DRAFT.model_copy(update={"fields": {"buyer": "云岭县", "code": "A-1", "sums": ["1.2亿元"]}})
    ordered = order(result, TERMS)
    own = {segment.id: segment.zh for segment in ordered.segments if segment.id.startswith("c")}
    assert list(own.values()) == ["云岭县", "1.2亿元"], "what has no Chinese needs no English"
    filled = fill(result, ordered, {ident: f"<{zh}>" for ident, zh in own.items()}, TERMS)
    assert filled.fields_en == {"buyer": "<云岭县>", "sums.0": "<1.2亿元>"}
    assert filled.fields == result.fields, "the Chinese stays as it was found"


def finding(where: str, severity: str = "error", message: str = "wrong") -> Finding:
    return Finding("number", "accuracy", severity, where, message)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "severity", "language", "is_one"),
    [
        ("summary.sentences.s1.en", "error", "en", True),
        ("summary.sentences.s1.en", "warning", "en", False),
        ("summary.sentences.s1.zh", "error", "en", False),
        ("summary.sentences.s1.zh", "error", "zh", True),
        ("summary", "error", "zh", False),
    ],
)
def test_only_errors_in_a_text_go_back_to_the_model(
    where: str, severity: str, language: str, is_one: bool
) -> None:
    assert is_error(finding(where, severity), language) is is_one


def test_complaints_are_by_segment_with_the_earlier_english() -> None:
    ordered = order(DRAFT, TERMS, body=True)
    result = fill(DRAFT, ordered, {"s1": "Old.", "s2": "Older."}, TERMS, to="en")
    told = complaints(
        result,
        ordered,
        [
            finding("summary.sentences.s1.en", message="one"),
            finding("summary.sentences.s1.en", message="two"),
            finding("translation.segments.5.en"),
            finding("key_points.p1.en", "warning"),
            finding("title.zh"),
            finding("fields.people.0.en"),
        ],
    )
    assert told == {"s1": ("Old.", ("one", "two")), "s2": ("Older.", ("wrong",))}


def test_some_of_an_order_keep_their_places() -> None:
    some = order(DRAFT, TERMS).only(["s2"])
    assert [segment.id for segment in some.segments] == ["s2"]
    assert some.ids("summary.sentences.s2") == ["s2"]


def test_terms_bind_where_they_occur_also_in_the_translated_body() -> None:
    terms = Termbase([Term("王建国", "Wang Jianguo"), Term("操场", "sports ground"), Term("食堂", "canteen")])
    body = Translation(segments=[TranslatedLine(n=2, zh="操场很大。")])
    found = terms_in(DRAFT.model_copy(update={"translation": body}), terms)
    assert {term.zh for term in found} == {"王建国", "操场"}


def test_a_short_name_of_another_document_is_but_a_word_here() -> None:
    named = DRAFT.fields.model_copy(update={"organisations": [Organisation(zh="青橙", lines=[2])]})
    body = Translation(segments=[TranslatedLine(n=2, zh="青橙和云岭大厦在北京。")])
    fruit = DRAFT.model_copy(update={"translation": body})
    company = fruit.model_copy(update={"fields": named})
    decided = [
        Term("青橙", "Qingcheng Inc.", "organisation"),
        Term("云岭大厦", "Yunling Tower", "organisation"),
        Term("北京", "Beijing", "place"),
    ]
    assert {term.zh for term in terms_in(fruit, Termbase(decided))} == {"云岭大厦", "北京"}
    assert {term.zh for term in terms_in(company, Termbase(decided))} == {"青橙", "云岭大厦", "北京"}
    reviewed = Termbase([Term("青橙", "Qingcheng", "organisation", "reviewed", "reviewed")])
    assert {term.zh for term in terms_in(fruit, reviewed)} == {"青橙"}, "what a person decided binds"


def test_a_judged_result_says_what_was_found_and_what_ran() -> None:
    result = judged(DRAFT, "flagged", ["evidence"], [finding("title.en")])
    assert (result.status, result.checks) == ("flagged", ["evidence"])
    assert result.findings[0].where == "title.en"


def test_an_order_of_nothing_is_empty() -> None:
    assert order(Result(), TERMS) == Order((), {})


PIECES = {2: ("局长<1>王建国</1>宣布启用。",), 5: ("投资", "1.2亿元", "2024", "")}


def test_cells_and_inline_tags_are_translated_piece_by_piece_and_put_together() -> None:
    ((_, ordered),) = orders(DRAFT, TERMS, ("en",), PIECES)
    body = {segment.id: segment.zh for segment in ordered.segments if segment.running}
    assert body == {"L2": "局长<1>王建国</1>宣布启用。", "L5.1": "投资", "L5.2": "1.2亿元"}, (
        "a cell without Chinese needs no English"
    )
    english = {
        "L2": "Director <1>Wang Jianguo</1> opened it.",
        "L5.1": "Invested",
        "L5.2": "120 million yuan",
    }
    made = fill(DRAFT, ordered, english, TERMS, "en", PIECES).translation
    assert made is not None
    assert [(item.en, item.pieces) for item in made.segments] == [
        ("Director Wang Jianguo opened it.", ["Director <1>Wang Jianguo</1> opened it."]),
        ("Invested | 120 million yuan | 2024 | ", ["Invested", "120 million yuan", "2024", ""]),
    ]


def test_an_error_in_a_line_sends_all_of_its_cells_back() -> None:
    ((_, ordered),) = orders(DRAFT, TERMS, ("en",), PIECES)
    assert ordered.ids("translation.segments.5") == ["L5.1", "L5.2"]


def test_the_ledger_accounts_for_every_line_of_the_document() -> None:
    ordered = order(DRAFT, TERMS, body=True)
    withheld = frozenset({"translation.segments.5"})
    made = fill(DRAFT, ordered, {"L2": "Opened."}, TERMS, "en", withheld=withheld).translation
    assert made is not None
    assert made.ledger is not None
    assert [item.state for item in made.segments] == ["translated", "withheld"]
    ledger = made.ledger
    assert (ledger.lines, ledger.translated, ledger.withheld, ledger.failed) == (5, 1, 1, 1)
    assert ledger.skipped == {"blank": 1, "noise": 1}
    assert [(item.n, item.state) for item in made.head] == [(1, "failed")], "the line of the title"
    assert ledger.lines == ledger.translated + ledger.withheld + ledger.failed + sum(ledger.skipped.values())


def test_several_languages_are_several_orders_of_one_digest() -> None:
    (first, english), (second, french) = orders(DRAFT, TERMS, ("fr", "en"))
    assert (first, second) == ("en", "fr")
    assert english.ids("translations.en.segments.2") == ["L2"]
    assert {segment.id for segment in french.segments} == {"L1", "L2", "L5"}
    assert french.ids("translation.segments.5") == ["L5"], "the first language asked for has the first place"


def test_a_headline_on_several_lines_is_translated_once_and_spread_over_them() -> None:
    head = [
        LineOut(n=1, text="云岭县关于同意建立", role="title"),
        LineOut(n=2, text="联席会议的批复", role="title"),
    ]
    document = DocumentOut(path="a.txt", lines=[*head, LineOut(n=3, text="现批复如下。", role="body")])
    result = DRAFT.model_copy(
        update={"document": document, "title": Text(zh="云岭县关于同意建立联席会议的批复", lines=[1, 2])}
    )
    ordered = order(result, TERMS, body=True)
    assert ordered.places["t"] == ("title", "translation.head.1")
    assert not [segment for segment in ordered.segments if segment.id in ("L1", "L2")]
    english = {
        "t": "Reply of Yunling County on Approving the Establishment of a Joint Conference",
        "L3": "As follows.",
    }
    made = fill(result, ordered, english, TERMS, to="en").translation
    assert made
    assert [line.zh for line in made.head] == [line.text for line in head]
    assert " ".join(line.en for line in made.head) == english["t"]
    assert all(line.en for line in made.head)
    assert made.ledger.failed == 0


def test_a_complaint_about_a_headline_on_several_lines_tells_all_of_its_english() -> None:
    lines = [LineOut(n=1, text="关于建立", role="title"), LineOut(n=2, text="制度的批复", role="title")]
    head = [
        TranslatedLine(n=1, zh="关于建立", en="Reply on"),
        TranslatedLine(n=2, zh="制度的批复", en="a System"),
    ]
    result = Result(document=DocumentOut(lines=lines), translation=Translation(to="en", head=head))
    found = complaints(result, order(result, TERMS, body=True), [finding("translation.head.1.en")])
    assert list(found.values()) == [("Reply on a System", ("wrong",))]


def test_a_complaint_about_a_cell_tells_the_english_of_that_cell_with_its_tags() -> None:
    ordered = orders(DRAFT, TERMS, ("en",), PIECES)[0][1]
    english = {"L5.1": "Invested <1>120 million yuan</1>", "L5.2": "in all"} | {"L2": "Opened."}
    result = fill(DRAFT, ordered, english, TERMS, "en", PIECES)
    found = complaints(result, ordered, [finding("translation.segments.5.en")])
    assert found == {"L5.1": (english["L5.1"], ("wrong",)), "L5.2": (english["L5.2"], ("wrong",))}


@pytest.mark.parametrize(
    ("organisation", "post", "together"),
    [
        ("云岭县委", "县委书记", "云岭县委书记"),
        ("云岭县", "县委书记", "云岭县委书记"),
        ("云岭县", "县长", "云岭县长"),
        ("云岭县民政局", "局长", "云岭县民政局局长"),
        ("云岭师范学院", "院长", "云岭师范学院院长"),
        ("", "村支书", "村支书"),
    ],
)
def test_a_post_behind_its_organisation_says_nothing_twice(
    organisation: str, post: str, together: str
) -> None:
    assert rendering._joined(organisation, post) == together
