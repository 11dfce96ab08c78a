"""What a reviewer did to a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UsageError
from summarizer.exchange import FORMATS, Remark, Review, Unit, refuse_strangers, review
from summarizer.exchange.unit import fingerprint
from tests.exchange.exchanging import UNITS

NOW = Unit("a.txt", "7", "云岭县<1>拨款</1>。", "Yunling <1>pays</1>.", remarks=(Remark("warning", "short"),),
           state="needs-review")  # fmt: skip
EDIT = "Yunling <1>allots funds</1>."


def back(unit: Unit = NOW, target: str | None = None, **changes: object) -> Unit:
    """A unit as it comes back from a file that it was written to."""
    text = unit.target if target is None else target
    return replace(unit, target=text, written=fingerprint(unit.target), **changes)  # type: ignore[arg-type]


def cause(found: Review) -> str:
    (conflict,) = found.conflicts
    assert found.reviewed == ()
    assert conflict.message.endswith(".")
    return conflict.cause


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_nobody_touched_changes_nothing(form: str) -> None:
    made = FORMATS[form]
    found = review(made.read(made.write(UNITS), "x"), UNITS)
    assert (found.edited, found.confirmed, found.unknown, found.conflicts, found.commented) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert found.absent == (2 if form == "tmx" else 0)
    assert found.reviewed == ()


def test_an_edited_translation_is_reviewed() -> None:
    found = review([back(target=EDIT + " ")], [NOW])
    (edit,) = found.edited
    assert (edit.unit, edit.target) == (NOW, EDIT)
    assert found.reviewed == (replace(NOW, target=EDIT, state="reviewed", remarks=()),)


def test_an_approved_translation_is_confirmed() -> None:
    found = review([back(state="reviewed")], [NOW])
    assert found.confirmed == (NOW,)
    assert found.reviewed == (replace(NOW, state="reviewed", remarks=()),)


def test_what_was_taken_in_is_not_taken_in_again() -> None:
    came = [back(target=EDIT, state="reviewed")]
    (now,) = review(came, [NOW]).reviewed
    assert review(came, [now]) == Review(untouched=(now,))


def test_a_missing_translation_that_a_person_filled_in_is_an_edit() -> None:
    now = Unit("a.txt", "7", "新", "", state="withheld")
    assert review([back(now, "New")], [now]).edited[0].target == "New"
    assert review([back(now, state="reviewed")], [now]).untouched == (now,)


def test_a_translation_made_anew_since_is_no_edit_of_the_reviewers() -> None:
    now = replace(NOW, target="Yunling <1>spends</1>.")
    assert review([back()], [now]).untouched == (now,)


def test_an_edit_wins_over_a_translation_made_anew_since() -> None:
    now = replace(NOW, target="Yunling <1>spends</1>.")
    assert review([back(target=EDIT)], [now]).edited[0].target == EDIT


def test_the_approval_of_an_older_translation_brings_it_back() -> None:
    now = replace(NOW, target="Yunling <1>spends</1>.")
    assert review([back(state="reviewed")], [now]).edited[0].target == NOW.target


def test_a_file_that_lost_its_fingerprints_is_compared_with_now() -> None:
    assert review([replace(NOW, target=EDIT)], [NOW]).edited[0].target == EDIT
    assert review([NOW], [NOW]).untouched == (NOW,)


def test_what_another_person_reviewed_since_stands() -> None:
    now = replace(NOW, target="Yunling <1>grants money</1>.", state="reviewed")
    came = [back(target=EDIT)]
    assert cause(review(came, [now])) == "reviewed"
    assert review(came, [now], overwrite=True).edited[0].target == EDIT
    assert review([back()], [now]).untouched == (now,)
    assert review([back(state="reviewed")], [now]).untouched == (now,)


def test_a_second_edit_of_what_was_reviewed_when_it_was_handed_out_is_taken() -> None:
    now = replace(NOW, state="reviewed")
    assert review([back(now, EDIT)], [now]).edited[0].target == EDIT


def test_a_source_that_changed_since_is_a_conflict_only_for_what_was_worked_on() -> None:
    now = replace(NOW, source="云岭县<1>拨款</1>100万元。")
    assert cause(review([back(target=EDIT)], [now])) == "source"
    assert cause(review([back(state="reviewed")], [now])) == "source"
    assert review([back()], [now]).conflicts == ()


def test_a_tool_may_drop_the_tags_and_blanks_of_the_source() -> None:
    assert review([back(target=EDIT, source="  云岭县拨款。\r\n")], [NOW]).edited


@pytest.mark.parametrize("text", ["Yunling allots.", "Yunling <1>allots.", "<1>a</1><2/>"])
def test_an_edit_that_loses_or_adds_tags_is_a_conflict(text: str) -> None:
    assert cause(review([back(target=text)], [NOW])) == "tags"


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_deleted_translation_is_a_conflict(text: str) -> None:
    assert cause(review([back(target=text)], [NOW])) == "emptied"


def test_another_language_is_a_conflict_that_names_both() -> None:
    found = review([back(target=EDIT, target_language="de")], [NOW])
    assert cause(found) == "language"
    assert "en here, not de" in found.conflicts[0].message


def test_the_language_that_came_back_is_the_one_that_is_edited() -> None:
    german = replace(NOW, target="Yunling <1>zahlt</1>.", target_language="de-AT")
    found = review([back(german, "Yunling <1>gibt</1>.", target_language="de-at")], [NOW, german])
    assert found.edited[0].unit == german
    assert found.conflicts == ()


def test_a_unit_that_came_back_twice_counts_once_unless_it_says_two_things() -> None:
    assert review([back(), back(target=EDIT), back()], [NOW]).edited[0].target == EDIT
    assert review([back(), back(state="reviewed")], [NOW]).confirmed == (NOW,)
    assert cause(review([back(target=EDIT), back(target="<1>b</1>")], [NOW])) == "twice"


def test_units_of_other_documents_are_unknown_and_a_file_of_such_is_refused() -> None:
    strange = replace(back(), document="other.txt")
    found = review([strange, back()], [NOW])
    assert (found.unknown, found.untouched) == ((strange,), (NOW,))
    refuse_strangers(found, "review.xlsx")
    with pytest.raises(
        UsageError, match=r"review\.xlsx has no segment of this folder .*other\.txt#7"
    ) as caught:
        refuse_strangers(review([strange], [NOW]), "review.xlsx")
    assert "-o" in caught.value.hint


def test_comments_of_a_person_are_passed_on_and_findings_are_not() -> None:
    remarks = (Remark("note", "Why? "), Remark("warning", "short"), Remark("note", "Why?"))
    found = review([back(remarks=remarks)], [NOW])
    assert found.commented == ((NOW, ("Why?",)),)
    assert review([back(target=EDIT, remarks=remarks)], [NOW]).edited[0].comments == ("Why?",)


def test_segments_that_did_not_come_back_are_counted_in_the_documents_that_did() -> None:
    more = [NOW, replace(NOW, segment="8"), replace(NOW, document="b.txt")]
    assert review([back()], more).absent == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from("78"),
            st.sampled_from(["", "A", "B"]),
            st.sampled_from(["translated", "reviewed"]),
        )
    )
)
def test_every_unit_ends_in_one_place(rows: list[tuple[str, str, str]]) -> None:
    came = [Unit("a.txt", segment, "新", text, state=state) for segment, text, state in rows]  # type: ignore[arg-type]
    found = review(came, [Unit("a.txt", "7", "新", "A")])
    places = [*found.confirmed, *found.untouched, *found.unknown, *(edit.unit for edit in found.edited)]
    assert len(places) + len(found.conflicts) == len({unit.id for unit in came})
