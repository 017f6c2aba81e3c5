"""What a new version changes, clause by clause; and from which day it may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.policies.changes import ChangeKind, compare, counted, languages_that_differ
from bot.features.policies.dates import Notice, notice
from bot.language.differences import Kind

TODAY = date(2026, 3, 2)
IN_TIME = date(2026, 3, 16)


@dataclass(frozen=True)
class Rule:
    """A clause of either version."""

    id: str
    text: str = "Trips are made by train."
    title: str = "Trains"
    path: tuple[str, ...] = ("Travel", "1 Trips", "TR-1.1 Trains")


def kinds(old: list[Rule], new: list[Rule]) -> list[tuple[str, str]]:
    return [(change.kind.value, change.clause) for change in compare(old, new)]


def test_what_stays_is_no_change() -> None:
    assert kinds([Rule("1"), Rule("2", "B")], [Rule("1"), Rule("2", "B")]) == []


def test_spaces_and_line_ends_are_no_change() -> None:
    assert kinds([Rule("1", "Trips are\nmade by  train.")], [Rule("1", "Trips are made by train.")]) == []


def test_added_removed_and_changed_clauses_stand_where_they_are() -> None:
    old = [Rule("1", "A"), Rule("2", "B"), Rule("3", "C"), Rule("4", "D")]
    new = [Rule("1", "A"), Rule("3", "C, and more"), Rule("5", "E"), Rule("4", "D")]
    assert kinds(old, new) == [("removed", "2"), ("changed", "3"), ("added", "5")]


def test_a_changed_clause_shows_its_words_as_they_were_and_are() -> None:
    (change,) = compare([Rule("1", "At most 120 euros a night.")], [Rule("1", "At most 140 euros a night.")])
    assert [(piece.kind, piece.text) for piece in change.pieces] == [
        (Kind.SAME, "At most "),
        (Kind.REMOVED, "120"),
        (Kind.ADDED, "140"),
        (Kind.SAME, " euros a night."),
    ]


def test_a_new_title_alone_is_a_change() -> None:
    (change,) = compare([Rule("1")], [Rule("1", title="Rail")])
    assert change.kind is ChangeKind.CHANGED
    assert {piece.kind for piece in change.heading} == {Kind.REMOVED, Kind.ADDED}
    assert {piece.kind for piece in change.pieces} == {Kind.SAME}


def test_the_same_words_under_another_number_have_moved() -> None:
    (change,) = compare([Rule("1")], [Rule("2")])
    assert (change.kind, change.clause, change.was) == (ChangeKind.MOVED, "2", "1")


def test_the_same_clause_under_another_chapter_has_moved() -> None:
    (change,) = compare([Rule("1")], [Rule("1", path=("Travel", "2 Costs", "TR-1.1 Trains"))])
    assert (change.kind, change.clause, change.was) == (ChangeKind.MOVED, "1", "1")


def test_another_title_of_the_document_moves_nothing() -> None:
    assert kinds([Rule("1")], [Rule("1", path=("Travelling", "1 Trips", "TR-1.1 Trains"))]) == []


RULES = st.lists(
    st.builds(Rule, st.sampled_from("123456"), st.sampled_from(["A b.", "A c.", "D e f.", "第一条。"])),
    unique_by=lambda rule: rule.id,
)


@given(RULES, RULES)
def test_every_clause_is_kept_gone_new_changed_or_moved_exactly_once(
    old: list[Rule], new: list[Rule]
) -> None:
    found = compare(old, new)
    before, after = {rule.id for rule in old}, {rule.id for rule in new}
    gone = {change.clause for change in found if change.kind is ChangeKind.REMOVED}
    moved_from = {change.was for change in found if change.kind is ChangeKind.MOVED}
    assert gone | (moved_from - after) >= before - after
    assert gone <= before - after
    came = [change.clause for change in found if change.kind is not ChangeKind.REMOVED]
    assert len(came) == len(set(came))
    assert after - before <= set(came)
    assert sum(counted(found).values()) == len(found)


@given(RULES)
def test_a_version_does_not_differ_from_itself(rules: list[Rule]) -> None:
    assert compare(rules, rules) == ()


def test_a_clause_that_one_language_lacks_is_named_once() -> None:
    assert list(languages_that_differ({"en": ["1", "2"], "zh": ["1", "3"]})) == ["2", "3"]
    assert list(languages_that_differ({"en": ["1", "2"]})) == []


@pytest.mark.parametrize(
    ("day", "known", "said"),
    [
        (IN_TIME, True, Notice.ENOUGH),
        (IN_TIME - timedelta(days=1), True, Notice.SHORT),
        (TODAY, True, Notice.SHORT),
        (TODAY - timedelta(days=1), True, Notice.BACKWARDS),
        (TODAY - timedelta(days=1), False, Notice.FIRST),
        (TODAY, False, Notice.SHORT),
    ],
)
def test_what_is_said_of_the_day_a_version_applies_from(day: date, known: bool, said: Notice) -> None:  # noqa: FBT001 - an example
    assert notice(day, TODAY, IN_TIME, known=known) is said
