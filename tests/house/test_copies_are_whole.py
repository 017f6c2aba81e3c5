"""Every table that leads to a person is in the copy of their data, or it says here why it is not.

Whoever adds such a table meets this test: either `bot.features.records.my_data` gathers it, or the reason to leave
it out is written down for everybody who asks.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

import pytest
from sqlmodel import SQLModel

import storage
from bot.features.records.export import MyData, NoteCopy, Profile, Talk
from bot.features.records.export_parts import ResultCopy
from bot.features.records.fair_share import AppealCopy, FairShare
from bot.features.records.notes import NoteView
from bot.features.records.reminder_copy import ReminderCopy
from bot.features.records.rule_share import RuleShare

if TYPE_CHECKING:
    from sqlalchemy import Table

IN_THE_COPY: dict[str, tuple[type, str]] = {
    "person": (MyData, "profile"),
    "reporting_line": (Profile, "manager_changes"),
    "hr_unit": (Profile, "serves"),
    "unit": (Profile, "heads"),
    "slack_account": (MyData, "accounts"),
    "one_on_one_series": (MyData, "series"),
    "calendar_source": (MyData, "calendar"),
    "calendar_busy": (MyData, "calendar"),
    "calendar_title": (MyData, "calendar"),
    "booked_talk": (MyData, "booked"),
    "note": (MyData, "notes"),
    "note_version": (NoteView, "editions"),
    "note_block": (NoteView, "editions"),
    "note_response": (NoteView, "responses"),
    "promised_action": (NoteView, "promises"),
    "promise_words": (NoteView, "promises"),
    "note_read": (NoteCopy, "readings"),
    "ledger_opening": (NoteCopy, "receipts"),
    "nudge_candidate": (MyData, "reminders"),
    "nudge_decision": (MyData, "reminders"),
    "nudge_habit": (MyData, "reminders"),
    "nudge_wishes": (MyData, "reminders"),
    "absence": (MyData, "reminders"),
    "talk_pulse": (MyData, "reminders"),
    "talk_agenda": (ReminderCopy, "agendas"),
    "support_signal": (MyData, "reminders"),
    "survey_ask": (MyData, "reminders"),
    "check_in": (MyData, "talks"),
    "check_in_turn": (Talk, "turns"),
    "data_request": (MyData, "requests"),
    "legal_hold": (MyData, "holds"),
    "policy_question": (RuleShare, "asked"),
    "hr_question": (RuleShare, "sent"),
    "policy_version": (RuleShare, "steps"),
    "policy_decision": (RuleShare, "steps"),
    "policy_draft": (RuleShare, "steps"),
    "policy_conflict": (RuleShare, "steps"),
    "policy_read": (RuleShare, "steps"),
    "announcement_reader": (RuleShare, "notices"),
    "announcement_receipt": (RuleShare, "notices"),
    "announcement_act": (RuleShare, "announced"),
    "announcement": (RuleShare, "announced"),
    "cycle_act": (RuleShare, "cycle_steps"),
    "goal_sheet": (MyData, "goal_sheets"),
    "goal_sheet_step": (MyData, "goal_sheets"),
    "goal_draft": (MyData, "goal_drafts"),
    "goal_move": (MyData, "goal_drafts"),
    "score_version": (MyData, "results"),
    "score_state": (MyData, "results"),
    "score_read": (ResultCopy, "readings"),
    # What a result was computed from stands in its trace; before it is released it is nobody's to see.
    "reading": (MyData, "results"),
    "score_entry": (MyData, "results"),
    "figure_question": (FairShare, "questions"),
    "appeal": (FairShare, "appeals"),
    "appeal_step": (AppealCopy, "steps"),
    "appeal_hearer": (AppealCopy, "hearers"),
    "result_receipt": (FairShare, "receipts"),
    "release_decision": (FairShare, "decisions"),
}
"""Where in the copy a table's facts about the person stand: a field of one of its parts."""

LEFT_OUT = {
    "policy_told": "that rules were sent to them follows from whom the rules are for; that they read them is in the copy",
    "reading_decision": "who stood for a figure is said in that figure's own source",
    "announcement_text": "its words are the company's; who did what with the announcement is in the copy",
    "announcement_question": "the question itself is in the copy; this says from which announcement it was asked",
    "metric": "what a metric is says nothing about who owns its definition",
    "appeal_window": "its days follow from the day of the release, which is in the copy",
    "unit_goal": "a unit's goal is the unit's; who entered it is no fact about them",
    "company_day": "a day of the company's calendar is the company's; who entered it is no fact about them",
    "company_year": "that a year's days are all entered is the company's; who said so is no fact about them",
    "score_freeze": "a cycle's freeze is the company's; who carried it out is no fact about them",
    "outbox_message": "it holds ids and no words; what it draws from is in the copy",
    "subject_key": "a key is no fact about a person, and in a copy it would open what is sealed",
    "policy_clause": "a rule's words are nobody's; who published its version is in the copy",
    "model_share": "a count that keeps somebody within their share of today, and goes with the day",
    "unit_name": "what a unit is called says nothing about who heads it",
}


@cache
def tables() -> dict[str, Table]:
    for module in pkgutil.iter_modules(storage.__path__):
        if not module.ispkg:
            importlib.import_module(f"storage.{module.name}")
    return dict(SQLModel.metadata.tables)


def leads_to_a_person(table: Table) -> bool:
    """Return whether a table is of people, or points at one that is, however far away."""
    targets = {key.column.table for key in table.foreign_keys} - {table}
    return table.name == "person" or any(leads_to_a_person(target) for target in targets)


def of_people() -> set[str]:
    return {name for name, table in tables().items() if leads_to_a_person(table)}


def test_every_table_that_leads_to_a_person_is_in_the_copy_or_left_out_for_a_reason() -> None:
    assert of_people() == IN_THE_COPY.keys() | LEFT_OUT.keys()
    assert not IN_THE_COPY.keys() & LEFT_OUT.keys()


def test_a_column_that_is_called_after_a_person_points_at_one() -> None:
    """Otherwise the search for tables of people would miss its table."""
    called = {
        f"{name}.{column.name}"
        for name, table in tables().items()
        for column in table.columns
        if column.name
        in {"person_id", "employee_id", "manager_id", "owner_id", "reader_id", "asked_by", "asker_id"}
        | {"published_by", "decided_by", "uploaded_by", "marked_by", "answered_by"}
        and not column.foreign_keys
    }
    assert called == set()


@pytest.mark.parametrize("table", IN_THE_COPY)
def test_the_copy_has_the_place_a_table_is_said_to_stand_in(table: str) -> None:
    part, field = IN_THE_COPY[table]
    assert field in part.__dataclass_fields__  # type: ignore[attr-defined]
