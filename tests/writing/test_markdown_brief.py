"""The bilingual brief: English first, every sentence with its lines, nothing empty, nothing alive."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from test_escaping import HOSTILE
from written import FIELDS, FINDING, ISSUE, LINES, result

from summarizer.results import (
    DateValue,
    FindingOut,
    Ledger,
    LineOut,
    Provenance,
    Result,
    Sentence,
    Summary,
    Text,
    TranslatedLine,
    Translation,
)
from summarizer.writing.markdown import render
from summarizer.writing.wording import date_text, moment_text, value_text, where_text


def rendered(names: dict[str, str] | None = None, **changes: object) -> str:
    return render(result(**changes), names or {}).decode()


def test_the_reader_sees_title_status_and_cited_english_first() -> None:
    lines = rendered().splitlines()
    assert lines[0] == "# Linhe founds an alliance"
    assert "临河市成立河谷产教联盟" in lines
    assert "**Verified by code:** 3 checks, no findings." in lines
    assert "- Published: 31 May 2024" in lines
    assert "- Source: `linhe/a b.txt`" in lines
    assert "The alliance was founded. [5] Wang Fang said it must be run well. [5, 6]" in lines
    assert "- 123 enterprises took part [5]" in lines


def test_fields_are_tables_in_english() -> None:
    text = rendered({"青石公司": "Qingshi Co."})
    assert (
        "| Founding of the River Valley Alliance | 30 May 2024 (inferred) | Linhe College | done | 5 |"
        in text
    )
    assert "| Investment |  |  | called for | 6 |" in text
    assert "| Wang Fang (王芳) | vice mayor, Linhe | spoke | 6 |" in text
    assert "| planned investment | 1.2亿元 | 120,000,000 yuan | 6 |" in text
    assert "| Joint base | Linhe College; Qingshi Co. | signed | 6 |" in text
    assert "| Wang Fang | said | The alliance must be run well. | 6 |" in text


def test_the_cited_chinese_lines_stand_at_the_end_without_noise() -> None:
    tail = rendered().split("## Source lines")[1]
    assert "- [5] 5月30日，河谷产教联盟在临河学院成立，123家企业参加。" in tail
    assert "- [3] 临河日报 2024-05-31" in tail
    assert "首页" not in tail


def test_findings_are_said_in_words_and_marked_where_they_belong() -> None:
    other = FindingOut(code="name", severity="warning", where="fields.people.0.posts.0.en", message="Odd.")
    text = rendered(status="flagged", findings=[FINDING, other], source_issues=[ISSUE])
    assert "**Flagged:** 1 error, 1 warning (marked ⚠, see Findings below)." in text
    assert "Wang Fang said it must be run well. [5, 6] ⚠1" in text
    assert "| vice mayor, Linhe | spoke | 6 ⚠2 |" in text
    assert (
        "1. **Error** in summary, sentence 2 (English): 210 million is not in the source. [6]"
        " — source: “1.2亿元”" in text
    )
    assert "2. **Warning** in person 1, post 1 (English): Odd." in text
    assert "it was not followed. “忽略以上内容” [6]" in text


def test_empty_sections_are_left_out() -> None:
    bare = render(Result(title=Text(en="Only a title")), {}).decode()
    headings = [line for line in bare.splitlines() if line.startswith("#")]
    assert headings == ["# Only a title", "## How this was made"]
    assert "**Flagged:** not every check could be made." in bare


def test_a_translation_is_read_as_english_with_the_chinese_below() -> None:
    segments = [TranslatedLine(n=line.n, zh=line.text, en=f"Line {line.n}.") for line in LINES[4:]]
    segments.append(TranslatedLine(n=7, zh="七", en=""))
    text = rendered(translation=Translation(segments=segments))
    assert "## Full translation\n\n[5] Line 5.\n\n[6] Line 6.\n\n[7] *(not translated)*\n" in text
    assert text.index("## Full translation") < text.index("## Source lines")


def test_every_language_is_shown_with_the_lines_of_the_head_and_how_much_is_translated() -> None:
    english = Translation(
        segments=[
            TranslatedLine(n=5, zh=LINES[4].text, en="Line 5.", state="reviewed"),
            TranslatedLine(n=6, zh=LINES[5].text, state="withheld"),
        ],
        head=[TranslatedLine(n=2, zh=LINES[1].text, en="The title")],
        ledger=Ledger(lines=6, translated=2, withheld=1, skipped={"noise": 3}),
    )
    french = Translation(to="fr", segments=[TranslatedLine(n=5, zh=LINES[4].text, en="Ligne 5.")])
    finding = FindingOut(code="number", where="translations.fr.segments.5.en", message="Odd.")
    text = rendered(translation=english, translations=[french], findings=[finding])
    assert (
        "## Full translation\n\n*2 lines translated (1 of them reviewed by a person), 1 withheld by the"
        " provider.*\n\n[2] The title\n\n[5] Line 5.\n\n[6] *(withheld by the provider)*\n\n"
        "## Full translation: French (fr)\n\n[5] Ligne 5. ⚠1\n"
    ) in text
    assert "[2] 临河市成立河谷产教联盟" in text.partition("## Source lines")[2]


def test_cost_is_unknown_rather_than_nothing() -> None:
    assert "cost unknown" in rendered()
    assert "cost USD 0.0021" in rendered(provenance=Provenance(cost_usd=0.00214))
    made = rendered()
    assert "- Model `some-model` at `https://api.example.com/v1`" in made
    assert "- Prompts: digest `1f2e3d4c`" in made
    assert "- Made 21 November 2026, 20:15 UTC by summarizer 0.1.0" in made


def test_fields_of_the_users_own_are_shown_with_their_english_and_lines() -> None:
    own = result().model_copy(
        update={
            "fields": {"parties": ["甲方", "乙方"], "price": {"amount": 3.5, "note": None}},
            "fields_en": {"parties.0": "Party A"},
            "fields_lines": {"parties.0": [5], "price.amount": [6]},
        }
    )
    text = render(own, {"乙方": "Party B"}).decode()
    assert "| parties 1 | Party A | 甲方 | 5 |" in text
    assert "| parties 2 | Party B | 乙方 |  |" in text
    assert "| price amount |  | 3.5 | 6 |" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_page_and_a_hostile_model_cannot_make_anything_live(text: str) -> None:
    said = Sentence(id="s1", zh=text, en=text, lines=[1])
    hostile = result(
        document=result().document.model_copy(update={"path": text, "lines": [LineOut(n=1, text=text)]}),
        title=Text(zh=text, en=text, lines=[1]),
        summary=Summary(zh=text, en=text, sentences=[said, said]),
        key_points=[said],
        fields=FIELDS.model_copy(
            update={
                "people": [FIELDS.people[0].model_copy(update={"en": text, "zh": text, "role": text})],
                "numbers": [
                    FIELDS.numbers[0].model_copy(update={"surface": text, "value": text, "unit_zh": text})
                ],
                "publication_date": DateValue(zh=text),
            }
        ),
        translation=Translation(segments=[TranslatedLine(n=1, zh=text, en=text)]),
        findings=[FindingOut(code=text, where=text, message=text, quote=text)],
        source_issues=[ISSUE.model_copy(update={"type": text, "zh": text})],
        provenance=Provenance(model=text, endpoint=text, prompts={text: text}, created_at=text, version=text),
    )
    markdown = render(hostile, {"临河市": text}).decode()
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    kinds = {inner.type for token in tokens for inner in (token, *(token.children or []))}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "fence",
        "code_block",
        "hr",
        "s_open",
    }
    assert not kinds & {"blockquote_open", "em_open"}
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings.count("h1") == 1
    assert len(headings) == len([line for line in markdown.splitlines() if line.startswith("#")])


def test_rendering_is_deterministic() -> None:
    assert rendered() == rendered()


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("title.en", "title (English)"),
        ("summary.sentences.s2.en", "summary, sentence 2 (English)"),
        ("key_points.p1.zh", "key point 1 (Chinese)"),
        ("fields.events.0", "event 1"),
        ("fields.people.1.posts.0.en", "person 2, post 1 (English)"),
        ("translation.segments.7.en", "translation, line 7"),
        ("translation.head.2", "translation, line 2"),
        ("translations.fr.head.7.en", "translation into French (fr), line 7"),
        ("translations.xx", "translation into xx"),
        ("fields.publication_date", "publication date"),
        ("something.else", "something, else"),
        ("", ""),
    ],
)
def test_addresses_are_said_in_words(where: str, words: str) -> None:
    assert where_text(where) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (DateValue(iso="2024-05-31", basis="stated"), "31 May 2024"),
        (DateValue(iso="2024-05", basis="inferred"), "May 2024 (inferred)"),
        (DateValue(iso="2024", basis="repost"), "2024 (date of the repost)"),
        (DateValue(iso="2024-05-01/2024-05-03", basis="stated"), "1 May 2024 to 3 May 2024"),
        (DateValue(iso="soon", basis="stated"), "soon"),
        (DateValue(zh="近日"), "recently"),
        (DateValue(zh="庙会之后"), "庙会之后"),
        (DateValue(), ""),
    ],
)
def test_dates_are_said_in_words(value: DateValue, words: str) -> None:
    assert date_text(value) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("120000000", "元", "120,000,000 yuan"),
        ("2024", "年", "2024 years"),
        ("1", "小时", "1 hour"),
        ("1", "美元", "1 US dollar"),
        ("7", "元/美元", "7 yuan per US dollar"),
        ("1", "岁", "1 year of age"),
        ("6800", "千瓦时", "6800 kWh"),
        ("5", "元/吨", "5 yuan per tonne"),
        ("4", "台", "4"),
        ("3-5", "家", "3–5"),
        ("-12345.5", "", "-12,345.5"),
        ("12", "%", "12%"),
        ("", "", ""),
        ("x-y", "z", "x–y z"),
    ],
)
def test_values_are_grouped_for_reading(value: str, unit: str, words: str) -> None:
    assert value_text(value, unit) == words


def test_a_time_stamp_that_is_none_is_shown_as_it_is() -> None:
    assert moment_text("2026-11-21T22:15:00+02:00") == "21 November 2026, 20:15 UTC"
    assert moment_text("yesterday") == "yesterday"


def test_a_full_translation_has_the_numbers_of_items_and_the_marks_of_notes() -> None:
    segments = [
        {"n": 2, "zh": "1. 完成清淤", "en": "Complete dredging", "pieces": ["Complete dredging"]},
        {
            "n": 3,
            "zh": "[^1]: 数据来自县水利局。",
            "en": "Data of the bureau.",
            "pieces": ["Data of the bureau."],
        },
        {"n": 4, "zh": "2. 加强巡查", "en": "2. Patrol more", "pieces": []},
    ]
    brief = render(Result.model_validate({"translation": {"to": "en", "segments": segments}}), {}).decode()
    assert "[2] 1. Complete dredging" in plainly(brief)
    assert "[3] [^1]: Data of the bureau." in plainly(brief)
    assert "[4] 2. Patrol more" in plainly(brief)


def plainly(brief: str) -> str:
    """The brief without escapes."""
    return brief.replace("\\", "")
