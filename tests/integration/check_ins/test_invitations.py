"""Invitations around a booked talk: once, put off, expired, suppressed, and what they say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.features.check_ins.blocks import draw
from bot.features.check_ins.events import (
    NOT_TAKING_PLACE,
    Approve,
    Later,
    NotNeeded,
    Share,
)
from bot.features.check_ins.states import Step
from prompts.catalog import Catalog
from storage.outbox import OutboxMessage, Priority, State
from tests.integration.check_ins.office import ANSWERS, Office

pytestmark = pytest.mark.either_engine


def test_an_invitation_is_once_per_occurrence_returns_after_two_hours_and_not_a_third_time(
    office: Office,
) -> None:
    for _ in range(2):
        with office.database.transaction() as session:
            office.service.invite(
                session,
                office.manager.person_id,
                office.report,
                "prepare",
                "one_on_one:1:x",
                office.clock.now() + timedelta(hours=8),
            )
    assert office.messages() == [("check_ins.prompt", "post")]
    office.act(Later())
    assert office.wake(hours=1) == 0
    assert office.wake(hours=2) == 1
    assert [op for _, op in office.messages()].count("post") == 2
    office.act(Later())
    assert (office.row().step, office.wake(days=7)) == (Step.CLOSED_SKIPPED, 0)


def test_an_unanswered_invitation_expires_after_two_working_days(office: Office) -> None:
    with office.database.transaction() as session:
        office.service.invite(
            session, office.manager.person_id, office.report, "wrap_up", "one_on_one:1:y", office.clock.now()
        )
    assert office.wake(days=2) == 0
    assert office.wake(days=1) == 1
    assert office.row().step == Step.CLOSED_EXPIRED


def test_a_talk_said_not_to_take_place_is_not_asked_about_afterwards(office: Office) -> None:
    _invited(office, "prepare")
    office.act(NotNeeded(NOT_TAKING_PLACE))
    _invited(office, "wrap_up")
    assert office.messages().count(("check_ins.prompt", "post")) == 1


def test_a_talk_already_written_down_is_not_asked_about_again(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    office.act(Approve("s"))
    office.act(Share(("focus",)))
    before = office.messages().count(("check_ins.prompt", "post"))
    _invited(office, "wrap_up")
    assert office.messages().count(("check_ins.prompt", "post")) == before


def test_an_invitation_names_the_hour_and_what_was_promised(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    office.act(Approve("s"))
    office.act(Share(("focus",)))
    office.clock.advance(days=14)
    _invited(office, "prepare")
    row = office.row()
    with office.database.snapshot() as session:
        view = office.views.current(session, row.id, row.turn, office.manager.person_id)
    assert view is not None
    said = draw(view, "", Catalog.load(), "en-US").text
    assert "call the plant lead" in said
    assert "09:" in said


def _invited(office: Office, moment: str) -> None:
    with office.database.transaction() as session:
        office.service.invite(
            session,
            office.manager.person_id,
            office.report,
            moment,
            f"one_on_one:7:2026-03-02:{moment}",
            office.clock.now(),
        )


def test_the_two_invitations_of_a_talk_share_a_thread_once_the_first_is_in_slack(office: Office) -> None:
    _invited(office, "prepare")
    with office.database.transaction() as session:
        (first,) = session.exec(select(OutboxMessage))
        first.state, first.channel_id, first.ts = State.SENT.value, "D1", "1.2"
        session.add(first)
    _invited(office, "wrap_up")
    with office.database.snapshot() as session:
        before, after = session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id)))
    assert (before.thread_key, after.thread_key) == (None, before.key)
    assert after.priority == Priority.NUDGE
