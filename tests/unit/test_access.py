"""Who may do what: every cell of the matrix beside this file, and that no cell is missing.

Anna held the talk with Ben and managed him then. "After handover" Cara manages him; Dora stands above both.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from itertools import islice, product
from pathlib import Path

import pytest

from bot import access
from bot.access import (
    Action,
    ActionSubject,
    Actor,
    AnnouncementSubject,
    AppealSubject,
    CalendarSubject,
    CycleSubject,
    DeliverySubject,
    FigureSubject,
    GoalsSubject,
    NoteSubject,
    PairSubject,
    PersonSubject,
    Place,
    QuestionSubject,
    ReadingSubject,
    Relation,
    RulesSubject,
    ScoreSubject,
    Sight,
    Subject,
    UnitSubject,
    can,
    relations,
    sight,
)
from bot.access.hr import works_in_hr
from bot.features.records.notes import Visibility
from storage import sight as stored_sight
from storage.relations import Reader

ANNA, BEN, CARA, DORA, ADMIN, OTHER = range(1, 7)
OF_ALL = frozenset({"everyone"})
OF_EAST = OF_ALL | {"unit:EAST", "unit:SALES"}
OF_HR = OF_ALL | {"hr"}
ACTORS = {
    "manager": Actor(ANNA, "employee", audiences=OF_EAST | {"managers"}),
    "employee": Actor(BEN, "employee", audiences=OF_EAST),
    "new_manager": Actor(CARA, "employee", audiences=OF_EAST | {"managers"}),
    "skip_level": Actor(DORA, "employee", audiences=OF_ALL | {"managers"}),
    "hr_of_unit": Actor(11, "hr", serves=frozenset({"EAST"}), audiences=OF_HR),
    "hr_above": Actor(12, "hr", serves=frozenset({"SALES", "PLANT"}), audiences=OF_HR),
    "hr_elsewhere": Actor(13, "hr", serves=frozenset({"PLANT"}), audiences=OF_HR),
    "hr_company": Actor(14, "hr", serves=frozenset(), audiences=OF_HR),
    "hr_admin": Actor(ADMIN, "hr_admin", audiences=OF_HR),
    "colleague": Actor(OTHER, "employee", serves=frozenset(), audiences=OF_ALL),
    "manager_left": Actor(ANNA, "employee", here=False, audiences=OF_EAST | {"managers"}),
    "employee_left": Actor(BEN, "employee", here=False, audiences=OF_EAST),
    "hr_admin_left": Actor(ADMIN, "hr_admin", here=False, audiences=OF_HR),
}
PRIVATE, SHARED, SHARED_HR, RECIPIENT = Visibility
KINDS = {
    "private": (frozenset({PRIVATE}), False),
    "in_review": (frozenset({PRIVATE, SHARED}), False),
    "final": (frozenset({PRIVATE, SHARED}), True),
    "hr_in_review": (frozenset({SHARED_HR}), False),
    "hr_final": (frozenset({SHARED_HR}), True),
    "thanks_final": (frozenset({RECIPIENT}), True),
}
STEP_KINDS = ("private", "in_review", "final", "thanks_final")
BEFORE = Place(managers=(ANNA, DORA), units=("EAST", "SALES"))
AFTER = Place(managers=(CARA, DORA), units=("EAST", "SALES"))
SUBJECTS: dict[str, Subject] = {
    "own_report": PairSubject(ANNA, BEN, reports_now=True),
    "former_report": PairSubject(ANNA, BEN, reports_now=False),
    "oneself": PairSubject(ANNA, ANNA, reports_now=True),
    "data_of_employee": PersonSubject(BEN),
    "data_of_hr_admin": PersonSubject(ADMIN),
    "question": QuestionSubject(BEN, ("EAST", "SALES")),
    "question_of_hr_admin": QuestionSubject(ADMIN, ("EAST", "SALES")),
    "delivered_reading": ReadingSubject(BEN, None, OTHER, ANNA, ("EAST", "SALES")),
    "managers_reading": ReadingSubject(BEN, ANNA, OTHER, ANNA, ("EAST", "SALES")),
    "ownerless_reading": ReadingSubject(BEN, None, None, ANNA, ("EAST", "SALES")),
    "delivery": DeliverySubject(),
    "calendar": CalendarSubject(),
    "announcement_in_unit": AnnouncementSubject(OTHER, ("EAST", "SALES")),
    "announcement_of_hr_of_unit": AnnouncementSubject(11, ("EAST", "SALES")),
    "announcement_of_hr_admin": AnnouncementSubject(ADMIN, ("EAST", "SALES")),
    "announcement_without_unit": AnnouncementSubject(14),
    "cycle_of_company": CycleSubject(),
    "cycle_of_unit": CycleSubject(("EAST", "SALES"), frozenset({DORA})),
    "rules_for_everyone": RulesSubject("everyone"),
    "rules_for_managers": RulesSubject("managers"),
    "rules_for_hr": RulesSubject("hr"),
    "rules_for_unit": RulesSubject("unit:EAST"),
}
REVIEWER = frozenset({OTHER})
SUBJECTS |= {
    "released_score": ScoreSubject(BEN, BEFORE, released=True),
    "released_score_after_handover": ScoreSubject(BEN, AFTER, released=True),
    "released_score_with_reviewer": ScoreSubject(BEN, BEFORE, released=True, reviewers=REVIEWER),
    "frozen_score": ScoreSubject(BEN, BEFORE, reviewers=REVIEWER),
    "provisional_score": ScoreSubject(BEN, BEFORE, provisional=True, reviewers=REVIEWER),
    "provisional_score_after_handover": ScoreSubject(BEN, AFTER, provisional=True),
}
SUBJECTS |= {
    "questioned_figure": FigureSubject(BEN, OTHER, ("EAST", "SALES")),
    "questioned_figure_of_hr_admin": FigureSubject(ADMIN, OTHER, ("EAST", "SALES")),
    "own_figure_questioned": FigureSubject(BEN, BEN, ("EAST", "SALES")),
    "appeal": AppealSubject(BEN, units=("EAST", "SALES")),
    "appeal_heard_by_manager": AppealSubject(BEN, frozenset({ANNA, BEN}), ("EAST", "SALES")),
    "appeal_before_panel": AppealSubject(BEN, frozenset({OTHER}), ("EAST", "SALES")),
    "appeal_of_hr_admin": AppealSubject(ADMIN, frozenset({ADMIN, OTHER}), ("EAST", "SALES")),
    "score_of_hr_admin": ScoreSubject(ADMIN, BEFORE, released=True),
    "goals": GoalsSubject(BEN, BEFORE),
    "goals_after_handover": GoalsSubject(BEN, AFTER),
    "unit": UnitSubject(("EAST", "SALES"), frozenset({ANNA, DORA})),
    "unit_elsewhere": UnitSubject(("PLANT",), frozenset({OTHER})),
}
for when, place in (("", BEFORE), ("_after_handover", AFTER)):
    for kind, (audiences, confirmed) in KINDS.items():
        SUBJECTS[f"{kind}_note{when}"] = NoteSubject(ANNA, BEN, audiences, confirmed, place)
    for kind in STEP_KINDS:
        of_block = KINDS[kind][0] - {PRIVATE} or {PRIVATE}
        SUBJECTS[f"{kind}_step{when}"] = ActionSubject(ANNA, BEN, frozenset(of_block), KINDS[kind][1], place)

Cells = dict[tuple[str, str, str], str]
ANYTHING_ELSE = "anything_else"
WORTH_READING = 20
ROWS = [
    {name.strip(): cell.strip() for name, cell in row.items()}
    for row in csv.DictReader((Path(__file__).parent / "access_matrix.csv").read_text("utf-8").splitlines())
]


def cells(rows: list[dict[str, str]]) -> Cells:
    """Return the matrix cell by cell; "anything else" stands for every subject its action has no row for."""
    found: Cells = {}
    for row in sorted(rows, key=lambda row: row["subject"] == ANYTHING_ELSE):
        subjects = [row["subject"]] if row["subject"] != ANYTHING_ELSE else list(SUBJECTS)
        for actor, subject in product(ACTORS, subjects):
            if row["subject"] != ANYTHING_ELSE or (row["action"], subject, actor) not in found:
                found[row["action"], subject, actor] = row[actor]
    return found


@cache
def matrix() -> Cells:
    """Return all cells, put together once for the hundreds of wrong judges that are held against them."""
    return cells(ROWS)


def wrong_cells(found: Cells) -> list[str]:
    """Return the first cells in which `can` says something else than the matrix; those with rows of their own lead."""
    wrong = (
        f"{actor} {action} {subject}: the matrix says {allowed}"
        for (action, subject, actor), allowed in found.items()
        if can(ACTORS[actor], Action(action), SUBJECTS[subject]) is not (allowed == "yes")
    )
    return list(islice(wrong, WORTH_READING))


def test_the_matrix_holds() -> None:
    assert wrong_cells(matrix()) == []


def test_no_cell_is_missing_or_stands_twice() -> None:
    assert set(matrix()) == set(product(Action, SUBJECTS, ACTORS))
    assert set(matrix().values()) == {"yes", "-"}
    assert len({(row["action"], row["subject"]) for row in ROWS}) == len(ROWS)


TELLING = [
    number
    for number, row in enumerate(ROWS)
    if row["subject"] == ANYTHING_ELSE or "yes" in {row[actor] for actor in ACTORS}
]
"""The rows that say more than the last of their action does."""


@pytest.mark.parametrize("missing", [TELLING[0], TELLING[len(TELLING) // 2], TELLING[-1]])
def test_a_missing_row_would_be_noticed(missing: int) -> None:
    left = cells([*ROWS[:missing], *ROWS[missing + 1 :]])
    whole = set(left) == set(product(Action, SUBJECTS, ACTORS))
    assert not whole or wrong_cells(left)


def test_what_is_not_in_a_subjects_rows_is_refused_to_everybody() -> None:
    last = [row for row in ROWS if row["subject"] == ANYTHING_ELSE]
    assert {row["action"] for row in last} == set(Action)
    assert {row[actor] for row in last for actor in ACTORS} == {"-"}


@pytest.mark.parametrize(
    ("actor", "held"),
    [
        ("manager", (Relation.AUTHOR, Relation.MANAGER)),
        ("employee", (Relation.SELF,)),
        ("new_manager", ()),
        ("skip_level", (Relation.SKIP_LEVEL,)),
        ("hr_above", (Relation.HR_PARTNER,)),
        ("hr_elsewhere", ()),
        ("hr_company", (Relation.HR_PARTNER,)),
        ("hr_admin", (Relation.HR_ADMIN,)),
        ("colleague", ()),
    ],
)
def test_what_somebody_is_to_a_note(actor: str, held: tuple[Relation, ...]) -> None:
    note = SUBJECTS["final_note"]
    assert isinstance(note, NoteSubject)
    assert relations(ACTORS[actor], note) == held


@pytest.mark.parametrize(
    ("actor", "note", "level"),
    [
        ("manager", "private_note", Sight.EVERYTHING),
        ("employee", "private_note", Sight.NOTHING),
        ("employee", "in_review_note", Sight.SHARED),
        ("new_manager", "final_note_after_handover", Sight.HANDED_OVER),
        ("new_manager", "hr_final_note_after_handover", Sight.HANDED_OVER),
        ("new_manager", "in_review_note_after_handover", Sight.FACTS),
        ("new_manager", "thanks_final_note_after_handover", Sight.FACTS),
        ("new_manager", "final_note", Sight.NOTHING),
        ("hr_of_unit", "hr_in_review_note", Sight.FOR_HR),
        ("hr_of_unit", "final_note", Sight.FACTS),
        ("skip_level", "final_note", Sight.NOTHING),
        ("manager_left", "final_note", Sight.NOTHING),
    ],
)
def test_how_much_of_a_note_somebody_sees(actor: str, note: str, level: Sight) -> None:
    subject = SUBJECTS[note]
    assert isinstance(subject, NoteSubject)
    assert sight(ACTORS[actor], subject) is level


def test_hr_whose_units_nobody_looked_up_serves_no_one() -> None:
    note = SUBJECTS["hr_final_note"]
    assert not can(Actor(14, "hr"), Action.READ_FOR_HR, note)


def test_whoever_is_stored_acts_as_what_they_are() -> None:
    today = date(2026, 3, 2)
    partner = Reader(14, "hr", here=True, units=frozenset({"EAST"}), today=today)
    assert Actor.of(partner, OF_HR) == Actor(14, "hr", serves=frozenset({"EAST"}), audiences=OF_HR)
    gone = Reader(ANNA, "employee", here=False, units=frozenset(), today=today)
    assert Actor.of(gone) == Actor(ANNA, "employee", here=False, serves=frozenset())


def test_a_chain_without_managers_or_units_relates_nobody() -> None:
    alone = NoteSubject(ANNA, BEN, frozenset({SHARED_HR}), confirmed=True)
    assert relations(ACTORS["manager"], alone) == (Relation.AUTHOR,)
    assert relations(ACTORS["hr_of_unit"], alone) == ()
    assert relations(ACTORS["hr_company"], alone) == (Relation.HR_PARTNER,)


def test_access_storage_and_records_use_the_same_words() -> None:
    assert (access.PRIVATE, access.SHARED, access.SHARED_HR) == (PRIVATE, SHARED, SHARED_HR)
    assert {level.name: level.value for level in Sight} == {
        level.name: level.value for level in stored_sight.Sight
    }


@pytest.mark.parametrize(("role", "here", "said"), [
    ("hr", True, True), ("hr_admin", True, True), ("employee", True, False), ("hr", False, False),
])  # fmt: skip
def test_in_hr_is_who_has_the_role_and_is_here(role: str, *, here: bool, said: bool) -> None:
    assert works_in_hr(Actor(1, role, here=here)) is said
