"""An employee's line for their coming 1:1: asked for a day before, kept sealed, seen by the two, gone with either."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.delivery.drafts import Draft
from bot.delivery.outbox import Outbox
from bot.errors import BeyondACheckIn, NotAllowed, StepIsOver, TextTooLong
from bot.features.nudges import agenda_blocks
from bot.features.nudges.agenda import Agendas, line_for
from bot.features.nudges.asking import Asking
from bot.features.nudges.kinds import AGENDA_LONGEST
from bot.features.nudges.knowing import Terms
from bot.features.nudges.messages import Messages
from bot.features.nudges.offers import Offers
from bot.features.nudges.seeing import Seeing
from bot.features.records.reminder_copy import reminder_document, reminders_of
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import agendas, erasure, forgetting, nudges, people
from storage.agendas import TalkAgenda
from storage.outbox import OutboxMessage
from tests.acceptance.employee import words_of
from tests.unit.nudges.company import BERLIN

if TYPE_CHECKING:
    from tests.integration.nudges.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

CATALOG = Catalog.load()
TALK = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
"""Tuesday at ten in Berlin."""
LINE = "whether the launch can move"


@pytest.fixture
def lines(desk: Desk) -> Agendas:
    return Agendas(desk.clock, lambda words: "hit me" in words)


def invited(desk: Desk, start: datetime = TALK) -> None:
    """Offer what is offered around a talk of Boss and Lin, as it is a day before it."""
    desk.clock.set(start - timedelta(hours=24))
    boss, lin = desk.team.boss, desk.team.lin
    around = {
        "event_start": start,
        "event_end": start + timedelta(minutes=30),
        "until": start - timedelta(hours=1),
    }
    desk.offer(nudges.EMP_AGENDA, recipient_id=lin, about_id=boss, key=f"a:{start:%d}", **around)
    desk.offer(
        nudges.PRE_1ON1,
        key=f"p:{start:%d}",
        due_at=start - timedelta(minutes=30),
        **(around | {"until": start}),
    )


async def said_to(desk: Desk, person: int, locale: str = "en-US") -> list[dict[str, object]]:
    """Return the blocks of the newest message to somebody, as it would leave now."""
    transactions = Transactions(desk.database)
    try:
        seeing = Seeing(desk.clock, WorkingDays("DE"), Terms())
        asking = Asking(desk.clock, Outbox(desk.clock))
        draw = Messages(transactions, seeing, asking, CATALOG).renderers()
        with desk.database.snapshot() as session:
            rows = session.exec(select(OutboxMessage).where(OutboxMessage.person_id == person)).all()
            draft = Draft(rows[-1].kind, rows[-1].payload, person, locale)
        found = await draw[draft.kind](draft)
        return list(found.blocks) if found else []
    finally:
        transactions.close()


async def test_the_invitation_leads_to_a_line_that_both_see_and_home_keeps(
    desk: Desk, lines: Agendas, slack_shapes: ShapeRecorder
) -> None:
    team = desk.team
    invited(desk)
    desk.tick()
    for locale, label in (("en-US", "Write one line"), ("zh-CN", "写一句")):
        drawn = await said_to(desk, team.lin, locale)
        assert label in words_of(drawn)
        slack_shapes.message({"text": "an agenda", "blocks": drawn})
    with desk.database.transaction() as session:
        assert lines.write(session, team.lin, team.boss, LINE).words == LINE
        assert lines.write(session, team.lin, team.boss, f"{LINE} & when").words == f"{LINE} & when"
    with desk.database.snapshot() as session:
        (mine,) = lines.mine(session, team.lin)
        assert lines.mine(session, team.boss) == ()
        assert line_for(session, team.boss, team.boss, team.lin, desk.clock.now()) == f"{LINE} & when"
        assert line_for(session, team.anna, team.boss, team.lin, desk.clock.now()) == ""
    for locale, words in (("en-US", "You want to talk about: “whether"), ("zh-CN", "你想谈：“whether")):
        part = agenda_blocks.home_part([mine], CATALOG, locale)
        assert words in words_of(part)
        slack_shapes.view({"type": "home", "blocks": part})
        slack_shapes.view(agenda_blocks.form(mine, CATALOG, locale))
    # A digest goes out a quarter of an hour before the preparation: it takes the preparation along.
    desk.offer(nudges.MID_WINDOW, key="w", due_at=TALK - timedelta(minutes=30))
    desk.clock.set(TALK - timedelta(minutes=30))
    desk.tick()
    for locale, words in (("en-US", "Lin wants to talk about: “whether"), ("zh-CN", "Lin 想谈：“whether")):
        assert words in words_of(await said_to(desk, team.boss, locale))


def test_who_has_written_a_line_already_is_not_asked_for_one(desk: Desk, lines: Agendas) -> None:
    invited(desk)
    with desk.database.transaction() as session:
        lines.write(session, desk.team.lin, desk.team.boss, LINE)
    desk.tick()
    assert desk.decisions(desk.team.lin) == []


def test_a_line_is_the_act_the_invitation_asked_for(desk: Desk, lines: Agendas) -> None:
    invited(desk)
    desk.tick()
    with desk.database.transaction() as session:
        lines.write(session, desk.team.lin, desk.team.boss, LINE)
    desk.run_until(TALK + timedelta(days=12), timedelta(hours=6))
    assert [(each.outcome, each.acted) for each in desk.decisions(desk.team.lin)] == [("done", True)]


def test_what_may_not_be_kept_is_not(desk: Desk, lines: Agendas) -> None:
    invited(desk)
    team = desk.team
    for words, refused in (("he hit me", BeyondACheckIn), ("x" * (AGENDA_LONGEST + 1), TextTooLong)):
        with pytest.raises(refused), desk.database.transaction() as session:
            lines.write(session, team.lin, team.boss, words)
    for person, manager, refusal in ((team.lin, team.anna, NotAllowed), (team.anna, team.boss, StepIsOver)):
        with pytest.raises(refusal), desk.database.transaction() as session:
            lines.write(session, person, manager, LINE)
    desk.clock.set(TALK + timedelta(minutes=1))
    with pytest.raises(StepIsOver), desk.database.transaction() as session:
        lines.write(session, team.lin, team.boss, LINE)
    with desk.database.snapshot() as session:
        assert session.exec(select(TalkAgenda)).all() == []


@pytest.mark.both_engines
def test_a_line_is_sealed_in_the_copies_of_both_and_gone_with_either(desk: Desk, lines: Agendas) -> None:
    team = desk.team
    invited(desk)
    with desk.database.transaction() as session:
        lines.write(session, team.lin, team.boss, LINE)
    with desk.database.snapshot() as session:
        (row,) = session.exec(select(TalkAgenda)).all()
        assert LINE.encode() not in row.words
        for person in (team.lin, team.boss):
            (line,) = reminder_document(reminders_of(session, person))["agendas"]
            assert (line["written_by"], line["words"]) == ("Lin", LINE)
    with desk.database.transaction() as session:
        erasure.destroy(session, team.boss, desk.clock.now())
    with desk.database.transaction() as session:
        assert agendas.of_person(session, team.lin) == []
        boss = session.get_one(people.Person, team.boss)
        forgetting.forget(session, boss, "Somebody", desk.clock.now().date())
        assert session.exec(select(TalkAgenda)).all() == []


def test_a_line_is_for_one_talk_and_kept_a_month(desk: Desk, lines: Agendas) -> None:
    team = desk.team
    invited(desk)
    with desk.database.transaction() as session:
        lines.write(session, team.lin, team.boss, LINE)
    invited(desk, TALK + timedelta(days=14))
    with desk.database.transaction() as session:
        (mine,) = lines.mine(session, team.lin)
        assert mine.words == "", "that was for the talk before"
        assert line_for(session, team.boss, team.boss, team.lin, desk.clock.now()) == ""
        lines.write(session, team.lin, team.boss, "the plan")
        assert lines.write(session, team.lin, team.boss, "").words == "", "taken back"
        lines.write(session, team.lin, team.boss, "the plan")
    desk.clock.set(TALK + timedelta(days=45))
    with desk.database.transaction() as session:
        Offers(desk.clock, BERLIN, Outbox(desk.clock)).survey(session)
        assert session.exec(select(TalkAgenda)).all() == []
