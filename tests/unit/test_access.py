"""Who may do what, row by row of the matrix beside this file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.access import Action, ActionSubject, Actor, NoteSubject, PairSubject, can

MANAGER, EMPLOYEE, OTHER, HR, ADMIN = 1, 2, 3, 4, 5
ACTORS = {
    "manager": Actor(MANAGER, "employee"),
    "employee": Actor(EMPLOYEE, "employee"),
    "other_manager": Actor(OTHER, "employee"),
    "hr": Actor(HR, "hr"),
    "hr_admin": Actor(ADMIN, "hr_admin"),
}
SUBJECTS = {
    "own_report": PairSubject(MANAGER, EMPLOYEE, reports_now=True),
    "former_report": PairSubject(MANAGER, EMPLOYEE, reports_now=False),
    "oneself": PairSubject(MANAGER, MANAGER, reports_now=True),
    "private_note": NoteSubject(MANAGER, EMPLOYEE, shared=False),
    "shared_note": NoteSubject(MANAGER, EMPLOYEE, shared=True),
    "private_action": ActionSubject(MANAGER, EMPLOYEE, shared=False),
    "shared_action": ActionSubject(MANAGER, EMPLOYEE, shared=True),
}
MATRIX = list(
    csv.DictReader((Path(__file__).parent / "access_matrix.csv").read_text(encoding="utf-8").splitlines())
)


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: f"{row['actor']}-{row['action']}-{row['subject']}")
def test_the_matrix_holds(row: dict[str, str]) -> None:
    assert can(ACTORS[row["actor"]], Action(row["action"]), SUBJECTS[row["subject"]]) is (
        row["allowed"] == "yes"
    )


def test_every_action_stands_in_the_matrix() -> None:
    assert {row["action"] for row in MATRIX} == {action.value for action in Action}
