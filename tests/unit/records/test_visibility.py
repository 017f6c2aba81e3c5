from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NoTextFound, NothingChanged, TextTooLong
from bot.features.records import rules
from bot.features.records.notes import Block, Edition, Status, Visibility
from storage import records, responses
from tests.unit.records.notes_at_hand import block, edition, note

PRIVATE = Visibility.PRIVATE
NAMES = ("focus", "evidence", "voice", "options", "actions", "summary")
texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    chosen = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    return tuple(Block(name, draw(st.sampled_from(Visibility)), draw(texts)) for name in chosen)


@st.composite
def grown(draw: st.DrawFn) -> list[Edition]:
    """Make a note as people do: a first edition, then corrections and shared parts in any order."""
    found = [edition(1, *draw(blocks()))]
    for step in draw(st.lists(st.tuples(st.booleans(), st.sampled_from([*NAMES, None]), texts), max_size=8)):
        correct, name, text = step
        last = found[-1]
        try:
            after = (
                rules.corrected(last, {name: text})
                if correct and name
                else rules.widened(last, "one_on_one", name)
            )
        except NothingChanged:
            continue
        found.append(edition(last.version + 1, *after))
    return found


@given(grown())
def test_a_reader_of_the_shared_part_never_sees_a_private_block(editions: list[Edition]) -> None:
    seen = rules.seen(editions, rules.FOR_EMPLOYEE)
    assert all(not part.private for each in seen for part in each.blocks)


@given(grown())
def test_a_reader_misses_nothing_that_was_shared(editions: list[Edition]) -> None:
    seen = rules.seen(editions, rules.FOR_EMPLOYEE)
    shared = [part for part in editions[-1].blocks if not part.private]
    assert list(seen[-1].blocks if seen else ()) == shared


@given(grown())
def test_who_may_see_nothing_learns_of_no_edition(editions: list[Edition]) -> None:
    assert rules.seen(editions, rules.NOTHING) == ()


@given(grown(), st.sampled_from([rules.FOR_EMPLOYEE, rules.EVERYTHING]))
def test_versions_only_grow(editions: list[Edition], readable: frozenset[Visibility]) -> None:
    numbers = [each.version for each in rules.seen(editions, readable)]
    assert numbers == sorted(set(numbers))


@given(grown())
def test_no_edition_takes_a_shared_block_back(editions: list[Edition]) -> None:
    for before, after in pairwise(editions):
        for part in before.blocks:
            kept = after.block(part.name)
            assert kept is not None
            assert part.private or kept.visibility is part.visibility


@given(grown())
def test_a_reader_is_shown_an_edition_only_when_it_differs_for_them(editions: list[Edition]) -> None:
    seen = rules.seen(editions, rules.FOR_EMPLOYEE)
    for before, after in pairwise(seen):
        assert before.blocks != after.blocks
        assert rules.employee_sees_change(before.blocks, after.blocks)


def test_a_correction_keeps_what_was_not_touched() -> None:
    before = edition(1, block("focus", "The close"), block("hint", "Ask less", PRIVATE))
    after = rules.corrected(before, {"focus": " The month-end close "})
    assert after == (block("focus", "The month-end close"), block("hint", "Ask less", PRIVATE))


def test_a_correction_that_only_moves_spaces_changes_nothing() -> None:
    with pytest.raises(NothingChanged):
        rules.corrected(edition(1, block("focus", "The close ")), {"focus": " The close"})


def test_promises_are_not_changed_by_a_correction() -> None:
    with pytest.raises(NothingChanged):
        rules.corrected(edition(1, block("actions", "Call the plant")), {"actions": "Call nobody"})


def test_a_voice_that_was_not_talked_about_may_stay_empty() -> None:
    before = edition(1, block("focus", "The close"), block("voice", ""))
    assert rules.corrected(before, {"focus": "The plan", "voice": ""})[1].text == ""


def test_a_correction_cannot_empty_a_block() -> None:
    with pytest.raises(NoTextFound) as told:
        rules.corrected(edition(1, block("voice", "He asked for a cut-off")), {"voice": "  "})
    assert told.value.variables["field"] == "voice"


def test_a_correction_beyond_the_limit_says_by_how_much() -> None:
    with pytest.raises(TextTooLong) as told:
        rules.corrected(edition(1, block("voice", "x")), {"voice": "y" * 3001})
    assert (told.value.variables["length"], told.value.variables["limit"]) == (3001, 3000)


def test_recognition_is_shared_with_the_person_it_thanks() -> None:
    (shared,) = rules.widened(edition(1, block("focus", "The audit", PRIVATE)), "recognition", None)
    assert shared.visibility is Visibility.RECIPIENT


def test_sharing_one_part_leaves_the_others_private() -> None:
    before = edition(1, block("focus", "The close", PRIVATE), block("voice", "Later", PRIVATE))
    after = rules.widened(before, "one_on_one", "voice")
    assert [part.visibility for part in after] == [PRIVATE, Visibility.SHARED]


def test_sharing_what_is_shared_changes_nothing() -> None:
    with pytest.raises(NothingChanged):
        rules.widened(edition(1, block("focus", "The close")), "one_on_one", None)


def test_the_edition_an_employee_reads_outlives_private_edits() -> None:
    shared, hint = block("focus", "The close"), block("hint", "Ask less", PRIVATE)
    view = note(
        edition(1, shared, hint), edition(2, shared, block("hint", "Ask more", PRIVATE)), status=Status.FINAL
    )
    assert view.shown_since == 1


def test_storage_and_rules_use_the_same_words() -> None:
    assert set(Visibility) == {records.PRIVATE, records.SHARED, records.SHARED_HR, records.RECIPIENT}
    assert set(Status) == {records.KEPT, records.IN_REVIEW, records.FINAL, records.UNACKNOWLEDGED}
    assert {"acknowledged", "commented", "disputed"} == {
        responses.ACKNOWLEDGED,
        responses.COMMENTED,
        responses.DISPUTED,
    }


def test_what_was_erased_is_not_part_of_the_next_edition() -> None:
    gone = Block("voice", Visibility.SHARED, "", erased=True)
    before = edition(1, block("focus", "Old."), gone)
    assert [each.name for each in rules.corrected(before, {"focus": "New.", "voice": "Back."})] == ["focus"]
    with pytest.raises(NothingChanged):
        rules.corrected(before, {"voice": "Back."})
