"""One English for each name, and a decision stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UsageError
from summarizer.termbase import Termbase
from summarizer.text import Name, Term


def glossary(folder: Path, text: str, name: str = "g.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def zh(terms: tuple[Term, ...]) -> list[str]:
    return [term.zh for term in terms]


def test_a_decision_stands_and_a_later_one_is_noted_once() -> None:
    base = Termbase()
    (first,) = base.decide([Term("王芳", "Wang Fang", "person")])
    for _ in range(2):
        (standing,) = base.decide([Term("王芳", "Fang Wang", "person")])
    assert (first.en, standing.en, standing.status) == ("Wang Fang", "Wang Fang", "conflict")
    assert standing.note == "also proposed: Fang Wang"
    (conflict,) = base.conflicts()
    assert conflict.en == ("Wang Fang", "Fang Wang")


def test_the_same_english_in_other_letters_or_a_variant_is_no_conflict() -> None:
    base = Termbase([Term("甲", "Alpha", variants=("A",))])
    base.decide([Term("甲", "alpha"), Term("甲", "A")])
    assert base.conflicts() == ()


def test_blank_proposals_are_dropped_and_blanks_collapse() -> None:
    base = Termbase()
    assert base.decide([Term("", "x"), Term("甲", " "), Term("乙 ", " B\n b")]) == (Term("乙", "B b"),)


def test_the_glossary_wins_over_reviewed_entries_and_these_over_decisions(tmp_path: Path) -> None:
    terms = glossary(
        tmp_path,
        "zh,en,kind,origin,status,note\n"
        "甲,Model A,term,model,decided,\n乙,Model B,term,model,decided,\n丙,Person C,term,model,reviewed,\n"
        "丁,Old D,term,glossary,decided,\n",
        "terms.csv",
    )
    base = Termbase.load(terms, [glossary(tmp_path, "甲,Glossary A\n")])
    base.decide([Term("甲", "X"), Term("丙", "X"), Term("乙", "Model B")])
    assert {term.zh: (term.en, term.origin, term.status) for term in base.rows()} == {
        "甲": ("Glossary A", "glossary", "decided"),
        "乙": ("Model B", "model", "decided"),
        "丙": ("Person C", "reviewed", "reviewed"),
    }
    assert base.conflicts() == ()


def test_without_a_glossary_its_earlier_entries_stay(tmp_path: Path) -> None:
    first = Termbase.load(None, [glossary(tmp_path, "zh,en,kind\n甲,A | B,place\n")])
    assert first.save(tmp_path / "terms.csv")
    second = Termbase.load(tmp_path / "terms.csv")
    assert second.rows() == first.rows()
    assert second.get("甲") == Term("甲", "A", "place", "glossary", variants=("B",))
    assert not second.save(tmp_path / "terms.csv")


def test_of_several_glossaries_the_later_wins(tmp_path: Path) -> None:
    base = Termbase.load(None, [glossary(tmp_path, "甲,A\n"), glossary(tmp_path, "甲,B\n", "h.csv")])
    assert base.names["甲"] == "B"
    assert base.conflicts() == ()


def test_one_glossary_that_contradicts_itself_is_reported_with_its_lines(tmp_path: Path) -> None:
    base = Termbase.load(None, [glossary(tmp_path, "zh,en\n甲,A\n乙,B\n甲,C\n甲,a\n")])
    assert base.names["甲"] == "A"
    (conflict,) = base.conflicts()
    assert conflict.message == "g.csv, lines 2 and 4: 甲 is “A” and “C”. The first is used."


def test_two_people_with_one_english_are_a_conflict_but_two_places_are_not() -> None:
    base = Termbase(
        [
            Term("王芳", "Wang Fang", "person"),
            Term("王方", "Wang fang", "person"),
            Term("宿州", "Suzhou", "place"),
            Term("苏州", "Suzhou", "place"),
        ]
    )
    (conflict,) = base.conflicts()
    assert set(conflict.zh) == {"王芳", "王方"}


def test_missing_names_come_in_order_and_once() -> None:
    base = Termbase([Term("乙", "B")])
    names = [Name("丙", "place"), Name("乙", "place"), Name("甲", "person"), Name("丙", "person")]
    assert base.missing(names) == [Name("丙", "place"), Name("甲", "person")]


def test_names_map_chinese_to_english_and_follow_decisions() -> None:
    base = Termbase()
    names = base.names
    base.decide([Term("甲", "A")])
    assert dict(names) == {"甲": "A"}
    assert names.get("乙", "?") == "?"
    assert (len(names), len(base)) == (1, 1)


# ------------------------------------------------------------------------------------------ windows


def test_a_window_does_not_see_what_later_windows_decide() -> None:
    base = Termbase([Term("市", "city")])
    base.decide([Term("临河市", "Linhe")], window=2)
    early, late = base.view(1), base.view(2)
    assert zh(early.matching("临河市")) == ["市"]
    assert zh(late.matching("临河市")) == zh(base.matching("临河市")) == ["临河市"]
    assert early.get("临河市") is None
    assert (dict(early.names), dict(late.names)) == ({"市": "city"}, {"市": "city", "临河市": "Linhe"})
    assert base.view().get("临河市") == Term("临河市", "Linhe")


def test_what_was_found_in_a_line_before_is_looked_for_again_once_more_is_decided() -> None:
    base = Termbase([Term("云岭", "Yunling")])
    text = "王芳在云岭\n王芳在临河"
    assert zh(base.matching(text)) == ["云岭"]
    base.decide([Term("王芳", "Wang Fang", "person"), Term("临河", "Linhe")], window=2)
    assert zh(base.matching(text)) == ["王芳", "云岭", "临河"]
    assert zh(base.view(1).matching(text)) == ["云岭"]
    assert zh(base.view(2).matching(text)) == ["王芳", "云岭", "临河"]
    base.approve("云岭", "Yunling County")
    assert [term.en for term in base.matching("云岭")] == ["Yunling County"]


def test_a_run_that_was_cut_short_goes_on_in_the_same_windows(tmp_path: Path) -> None:
    first = Termbase()
    first.decide([Term("甲", "A"), Term("乙", "B")], window=3)
    first.save(tmp_path / "terms.csv")
    given = glossary(tmp_path, "乙,Glossary B\n")
    second = Termbase.load(tmp_path / "terms.csv", [given], {"甲": 3, "乙": 3, "丙": 1})
    assert second.view(2).get("甲") is None
    assert second.view(2).get("乙") is not None, "the glossary is always seen"
    assert second.view(3).get("甲") is not None


# ----------------------------------------------------------------------------------------- matching


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("职业教育与教育", ["职业教育", "教育"]),
        ("职业教育", ["职业教育"]),
        ("教育教育", ["教育"]),
        ("产教融合创新", ["产教融合", "融合创新"]),
        ("MAIN AI, AI2", ["AI"]),
        ("MAIN", []),
        ("用AI做", ["AI"]),
        ("省", ["省"]),
        ("江苏省", ["省"]),
        ("省教育", ["省教", "教育"]),
        ("", []),
        ("职业教", []),
    ],
)
def test_the_longest_match_wins(text: str, found: list[str]) -> None:
    forms = ["教育", "职业教育", "产教融合", "融合创新", "AI", "省", "省教"]
    terms = Termbase(Term(form, "x") for form in forms).matching(text)
    assert zh(terms) == found


@given(st.sets(st.text("甲乙丙", min_size=1, max_size=4), max_size=8), st.text("甲乙丙丁", max_size=30))
def test_matches_are_those_of_the_definition(forms: set[str], text: str) -> None:
    spans = {
        (start, start + len(form))
        for form in forms
        for start in range(len(text))
        if text.startswith(form, start)
    }
    outer = {
        span
        for span in spans
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    }
    expected = list(dict.fromkeys(text[start:end] for start, end in sorted(outer)))
    assert zh(Termbase(Term(form, "x") for form in forms).matching(text)) == expected


def test_matching_is_quick_with_many_terms_and_long_texts() -> None:
    hostile = [Term("甲甲" + chr(0x20000 + index), "x") for index in range(20_000)]
    base = Termbase(hostile)
    started = time.process_time()
    assert base.matching("甲" * 300_000) == ()
    assert len(base.matching("".join(term.zh for term in hostile) * 5)) == 20_000
    assert time.process_time() - started < 3


# -------------------------------------------------------------------------------------------- files


def test_the_order_of_the_file_does_not_depend_on_the_order_of_decisions(tmp_path: Path) -> None:
    terms = [Term("乙", "B", "place"), Term("甲", "A", "place"), Term("王芳", "Wang Fang", "person")]
    one, other = Termbase(), Termbase()
    one.decide(terms)
    other.decide(reversed(terms))
    one.save(tmp_path / "1.csv")
    other.save(tmp_path / "2.csv")
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    assert zh(one.rows())[0] == "王芳"
    assert one.digest() == other.digest()


def test_the_digest_follows_translations_and_not_notes() -> None:
    base = Termbase([Term("甲", "A")])
    assert base.digest() == Termbase([Term("甲", "A", origin="reviewed", note="x")]).digest()
    assert base.digest() != Termbase([Term("甲", "B")]).digest()
    assert len(base.digest()) == 64


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_was_exported_and_edited_comes_back_as_reviewed(tmp_path: Path, form: str) -> None:
    base = Termbase()
    base.decide([Term("甲", "A"), Term("乙", "B")])
    base.decide([Term("乙", "C")])
    path = tmp_path / f"terms.{form}"
    assert base.export(path, form)
    path.write_text(path.read_text("utf-8").replace("A", "Alpha"), "utf-8")
    assert base.import_(path) == (2, 1)
    assert base.get("甲") == Term("甲", "Alpha", origin="reviewed", status="reviewed")
    assert len(base.conflicts()) == 1  # nobody has decided about the other one
    base.decide([Term("甲", "Else")])
    assert base.names["甲"] == "Alpha"


@pytest.mark.parametrize("form", ["csv", "json", "tbx", "xlsx"])
def test_an_export_that_nobody_edited_changes_nothing(tmp_path: Path, form: str) -> None:
    terms = [
        Term("甲", "A", "person", "pinyin", variants=("Aa", "Ab"), note="a note"),
        Term("乙", "=B", "place", "model", "conflict", "also proposed: C | D"),
        Term("丙", "C; Co", "organisation", "glossary"),
        Term("丁", "D", "term", "reviewed", "reviewed"),
    ]
    base, path = Termbase(terms), tmp_path / f"terms.{form}"
    base.export(path, form)
    assert base.import_(path) == (4, 0)
    assert set(base.rows()) == set(terms)


@pytest.mark.parametrize("form", ["csv", "json", "tbx", "xlsx"])
def test_a_row_that_says_reviewed_makes_its_term_reviewed(tmp_path: Path, form: str) -> None:
    base, path = Termbase([Term("甲", "A"), Term("乙", "B")]), tmp_path / f"terms.{form}"
    Termbase([Term("甲", "A", status="reviewed"), Term("乙", "B")]).export(path, form)
    assert base.import_(path) == (2, 1)
    assert [(term.origin, term.status) for term in base.rows()] == [
        ("model", "decided"),
        ("reviewed", "reviewed"),
    ]


def test_a_conflict_is_settled_by_a_row_that_says_it_is_decided(tmp_path: Path) -> None:
    base = Termbase([Term("甲", "A", "person", status="conflict", note="also proposed: B")])
    path = glossary(tmp_path, "zh,en,kind,origin,status,note\n甲,A,person,model,decided,also proposed: B\n")
    assert base.import_(path) == (1, 1)
    assert base.conflicts() == ()
    assert base.get("甲") == Term("甲", "A", "person", "reviewed", "reviewed")


def test_a_table_of_chinese_and_english_changes_neither_kinds_nor_variants(tmp_path: Path) -> None:
    base = Termbase(
        [Term("甲", "A", "person", variants=("Aa",), note="n"), Term("乙", "B", "place", variants=("Bb",))]
    )
    assert base.import_(glossary(tmp_path, "甲,A\n乙,Beta\n丙,C\n")) == (3, 2)
    assert base.rows() == (
        Term("甲", "A", "person", variants=("Aa",), note="n"),
        Term("乙", "Beta", "place", "reviewed", "reviewed", variants=("Bb",)),
        Term("丙", "C", origin="reviewed", status="reviewed"),
    )


def test_an_unknown_form_of_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="csv, json, tbx, xlsx"):
        Termbase().export(tmp_path / "x", "doc")


def test_a_damaged_terms_file_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"terms\.csv, line 2"):
        Termbase.load(glossary(tmp_path, "zh,en,kind,origin,status,note\n甲,,,,,\n", "terms.csv"))


@pytest.mark.parametrize("text", ["“一带一路”", "「一带一路」", '"一带一路"', "＂一带一路＂"])
def test_quotation_marks_match_whatever_their_shape(text: str) -> None:
    base = Termbase([Term("“一带一路”", "Belt and Road"), Term("一带一路", "Silk Road")])
    assert [term.en for term in base.matching(f"共建{text}倡议")] == ["Belt and Road"]
    assert [term.en for term in base.matching("共建一带一路")] == ["Silk Road"]


def test_what_a_person_approves_stands_and_what_is_contested_is_for_a_person() -> None:
    base = Termbase([Term("校长", "president", "title", note="of a university", variants=("head",))])
    base.contest("校长", "principal")
    base.contest("校长", "Head")
    base.contest("无名", "nobody")
    assert base.get("校长") == Term(
        "校长",
        "president",
        "title",
        "model",
        "conflict",
        "of a university; also proposed: principal",
        ("head",),
    )
    assert base.approve("校长", " principal ")
    assert not base.approve("校长", "principal")
    assert not base.approve("校长", " ")
    assert base.get("校长") == Term(
        "校长", "principal", "title", "reviewed", "reviewed", "of a university", ("head",)
    )
    assert base.approve("教务处", "Academic Affairs Office")


@pytest.mark.parametrize("text", ["委　员：尤　权　　县长", "委员 尤 权  县长", "尤权县长"])
def test_a_name_is_found_where_a_layout_has_drawn_it_apart(text: str) -> None:
    base = Termbase([Term("尤权", "You Quan", "person")])
    assert zh(base.matching(text)) == ["尤权"]
    assert base.get("尤　权") == base.get("尤权")


def test_a_wide_gap_parts_two_words() -> None:
    assert not Termbase([Term("和县", "He County", "place")]).matching("孟春和　　县长")


def test_a_term_with_a_blank_of_its_own_is_found_as_it_stands() -> None:
    assert zh(Termbase([Term("云岭 电视台", "Yunling Television")]).matching("据云岭 电视台报道")) == [
        "云岭 电视台"
    ]


def test_what_a_person_reviewed_outlives_a_glossary_that_decided_otherwise_for_a_while(
    tmp_path: Path,
) -> None:
    file = tmp_path / "terms.csv"
    file.write_text(
        "zh,en,kind,origin,status,note\n青禾集团,Qinghe Ltd,organisation,reviewed,reviewed,as it signs\n",
        "utf-8",
    )
    ours = glossary(tmp_path, "青禾集团,Green Crop Group\n")
    for _ in range(2):  # the second run finds what the first one wrote
        base = Termbase.load(file, [ours])
        assert base.names["青禾集团"] == "Green Crop Group"
        assert base.rows()[0].kind == "organisation"
        base.save(file)
    base = Termbase.load(file, [glossary(tmp_path, "云岭市,Yunling\n", "other.csv")])
    term = base.get("青禾集团")
    assert term is not None
    assert (term.en, term.origin, term.status, term.note) == (
        "Qinghe Ltd",
        "reviewed",
        "reviewed",
        "as it signs",
    )


def test_the_file_marks_names_that_share_an_english_until_they_do_not(tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    base = Termbase()
    base.decide([Term("何东丽", "He Dongli", "person"), Term("何东立", "He Dongli", "person")])
    base.save(file)
    assert [term.status for term in Termbase.load(file).rows()] == ["conflict", "conflict"]
    again = Termbase.load(file)
    assert again.approve("何东立", "He Dong Li")
    again.save(file)
    statuses = {term.zh: term.status for term in Termbase.load(file).rows()}
    assert statuses == {
        "何东丽": "decided",
        "何东立": "reviewed",
    }
