from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery.drafts import Draft
from bot.delivery.outbox import Outbox
from bot.errors import NotAllowed, StepIsOver
from bot.features.nudges import home
from bot.features.nudges.answers import NOTED, STOPPED
from bot.features.nudges.asking import WEEK, WHY, Asking
from bot.features.nudges.kinds import Kind
from bot.features.nudges.knowing import Terms
from bot.features.nudges.messages import Messages
from bot.features.nudges.offers import TOLD_HR, Offers
from bot.features.nudges.seeing import Seeing
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import actions, nudge_support, nudges, people, records
from storage.actions import DraftAction
from storage.nudge_support import TalkPulse
from tests.acceptance.employee import words_of
from tests.integration.nudges.test_tick import HALF_PAST_NINE, messages
from tests.unit.nudges.company import BERLIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.delivery.drafts import Drawn, Renderer
    from storage.outbox import OutboxMessage
    from tests.integration.nudges.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

ALONE = {
    nudges.GAP_21: ("22 days", "22 天"),
    nudges.GAP_28: ("30 days", "30 天"),
    nudges.MID_WINDOW: ("12 Mar", "3月12日"),
    nudges.GOALS_OPEN: ("by 12 Mar", "3月12日"),
    nudges.EMP_PULSE: ("1–5", "1–5"),
    nudges.EMP_AGENDA: ("tomorrow", "明天"),
    nudges.ORIENTATION: ("20 minutes", "20 分钟"),
    nudges.PAUSE: ("A thank-you", "一句感谢"),
    nudges.SUPPORT: ("24 hours", "24 小时"),
    nudges.SURVEY: ("reasonable amount of time", "合理"),
    nudges.RESULT_RELEASE: ("Your result is out", "结果已发布"),
    nudges.APPEAL_DEADLINE: ("until 12 Mar", "3月12日"),
    nudges.POLICY_CHANGE: ("has changed", "有变化"),
}
FACTS: dict[str, dict[str, Any]] = {
    nudges.GAP_21: {"days": 22},
    nudges.GAP_28: {"days": 30},
    nudges.SUPPORT: {"days": 50},
    nudges.MID_WINDOW: {"deadline": "2026-03-12", "fresh": 2, "goals": 5},
    nudges.GOALS_OPEN: {"employee": 3, "cycle": "2026H1", "deadline": "2026-03-12"},
    nudges.APPEAL_DEADLINE: {"deadline": "2026-03-12"},
    nudges.PAUSE: {"kind": "recog"},
    nudges.SURVEY: {"question": "effort"},
    nudges.EMP_PULSE: {"talk": "2026-03-01"},
}


@pytest.fixture
def transactions(desk: Desk) -> Iterator[Transactions]:
    opened = Transactions(desk.database)
    yield opened
    opened.close()


@pytest.fixture
def renderers(desk: Desk, transactions: Transactions) -> dict[str, Renderer]:
    seeing = Seeing(desk.clock, WorkingDays("DE"), Terms())
    asking = Asking(desk.clock, Outbox(desk.clock))
    return dict(Messages(transactions, seeing, asking, Catalog.load()).renderers())


async def drawn(renderers: dict[str, Renderer], message: OutboxMessage, locale: str) -> Drawn | None:
    return await renderers[message.kind](Draft(message.kind, message.payload, message.person_id, locale))


def note_with_a_step(desk: Desk, due: date) -> int:
    """Store a talk of three weeks ago in which the manager promised something, and return the step's number."""
    with desk.database.transaction() as session:
        draft = records.DraftNote(
            None, "one_on_one", "debrief", desk.team.boss, desk.team.lin, date(2026, 2, 9), None, partial=False,
            blocks=(), actions=(DraftAction("call the plant", desk.team.boss, due),),
        )  # fmt: skip
        note = records.create(session, draft, desk.clock.now() - timedelta(days=21))
        return actions.of_note(session, note.id)[0].number


@pytest.mark.parametrize("kind", ALONE)
async def test_every_kind_is_said_in_both_languages(
    desk: Desk, renderers: dict[str, Renderer], slack_shapes: ShapeRecorder, kind: str
) -> None:
    desk.clock.set(HALF_PAST_NINE)
    start = HALF_PAST_NINE + timedelta(days=1) if kind == nudges.EMP_AGENDA else None
    desk.offer(kind, facts=FACTS.get(kind, {}), event_start=start)
    desk.tick()
    (message,) = messages(desk.database)
    for locale, words in zip(("en-US", "zh-CN"), ALONE[kind], strict=True):
        found = await drawn(renderers, message, locale)
        assert found is not None
        assert words in words_of(list(found.blocks)), words_of(list(found.blocks))
        slack_shapes.message({"text": found.text, "blocks": list(found.blocks)})


async def test_a_promised_step_comes_due_is_quoted_to_who_promised_it_and_goes_when_done(
    desk: Desk, renderers: dict[str, Renderer], slack_shapes: ShapeRecorder
) -> None:
    desk.clock.set(HALF_PAST_NINE - timedelta(hours=2))
    number = note_with_a_step(desk, HALF_PAST_NINE.date())
    offers = Offers(desk.clock, BERLIN, Outbox(desk.clock))
    with desk.database.transaction() as session:
        offers.notice(session)
        offers.notice(session)
    desk.clock.set(HALF_PAST_NINE)
    desk.tick()
    (message,) = messages(desk.database)
    found = await drawn(renderers, message, "en-US")
    assert found is not None
    assert "You offered Lin “call the plant” by 2 Mar 2026" in found.text
    slack_shapes.message({"text": found.text, "blocks": list(found.blocks)})
    with desk.database.transaction() as session:
        actions.decide(session, number, "done", desk.clock.now().date())
    assert await drawn(renderers, message, "en-US") is None, "a step that is done is not asked about"


async def test_a_manager_hears_first_and_hr_a_day_later_sees_task_date_and_reason_only(
    desk: Desk, renderers: dict[str, Renderer]
) -> None:
    with desk.database.transaction() as session:
        hr = people.Person(email="hr@demo.example", name="Hanna", role="hr", start_date=date(2020, 1, 1))
        session.add(hr)
        session.flush()
        partner = hr.key
    desk.clock.set(HALF_PAST_NINE + timedelta(days=28))
    note_with_a_step(desk, date(2027, 1, 1))
    offers = Offers(desk.clock, BERLIN, Outbox(desk.clock))
    asking = Asking(desk.clock, Outbox(desk.clock))
    with desk.database.transaction() as session:
        offers.survey(session)
        offers.pass_on(session)
    desk.tick()
    with desk.database.transaction() as session:
        offers.told_first(session)
        assert offers.pass_on(session) == 0
    (first,) = messages(desk.database)
    assert first.person_id == desk.team.boss
    told = next(each for each in desk.decisions() if each.kind == "support")
    with desk.database.transaction() as session:
        asking.explain(session, desk.team.boss, told.number, "no_time")
    desk.clock.advance(hours=24)
    with desk.database.transaction() as session:
        assert offers.pass_on(session) == 1
        assert offers.pass_on(session) == 0
    second = messages(desk.database)[-1]
    assert (second.kind, second.person_id, second.channel) == (TOLD_HR, partner, None)
    found = await drawn(renderers, second, "en-US")
    assert found is not None
    assert "Boss" in found.text
    assert "No time yet" in found.text
    assert "plant" not in found.text
    assert "Lin" not in found.text


def test_a_talk_within_the_day_tells_hr_nothing(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE + timedelta(days=28))
    note_with_a_step(desk, date(2027, 1, 1))
    offers = Offers(desk.clock, BERLIN, Outbox(desk.clock))
    with desk.database.transaction() as session:
        offers.survey(session)
    desk.tick()
    with desk.database.transaction() as session:
        offers.told_first(session)
    desk.clock.advance(hours=24)
    with desk.database.transaction() as session:
        session.add(
            records.Note(
                id="talked", kind="one_on_one", mode="debrief", manager_id=desk.team.boss,
                employee_id=desk.team.lin, met_on=desk.clock.now().date(), created_at=desk.clock.now(),
            )
        )  # fmt: skip
        session.flush()
        offers.pass_on(session)
    assert [each.kind for each in messages(desk.database)] == ["nudges.said"]


async def test_what_comes_this_week_and_why_are_told_with_their_rules(
    desk: Desk, renderers: dict[str, Renderer], slack_shapes: ShapeRecorder
) -> None:
    desk.clock.set(HALF_PAST_NINE)
    desk.offer(nudges.MID_WINDOW, facts=FACTS[nudges.MID_WINDOW])
    desk.tick()
    desk.offer(nudges.GAP_28, key="later", due_at=desk.clock.now() + timedelta(days=2))
    asking = Asking(desk.clock, Outbox(desk.clock))
    with desk.database.transaction() as session:
        asking.week(session, desk.team.boss, "a")
        asking.why(session, desk.team.boss, "b")
    found = {each.kind: each for each in messages(desk.database)}
    for locale, week, why in (
        ("en-US", "Wednesday, 4 March 2026, 09:30*: A talk after four weeks (Lin)", "Mid-review window"),
        ("zh-CN", "四周未谈", "中期回顾"),
    ):
        coming = await drawn(renderers, found[WEEK], locale)
        reason = await drawn(renderers, found[WHY], locale)
        assert coming is not None
        assert reason is not None
        text = words_of(list(coming.blocks))
        assert week in text
        assert "N-13" in text
        assert why in reason.text
        assert "N-13" in reason.text
        for each in (coming, reason):
            slack_shapes.message({"text": each.text, "blocks": list(each.blocks)})


async def test_home_shows_the_choices_and_what_was_chosen(desk: Desk, slack_shapes: ShapeRecorder) -> None:
    team, seeing = desk.team, Seeing(desk.clock, WorkingDays("DE"), Terms())
    with desk.database.transaction() as session:
        desk.answers.mute(session, team.boss, Kind.RECOG)
        desk.answers.choose_prompts(session, team.boss, "actions")
        desk.answers.choose_hours(session, team.boss, "17:00", "10:00")
        desk.answers.be_away(session, team.boss, date(2026, 3, 9), date(2026, 3, 13))
        with pytest.raises(NotAllowed):
            desk.answers.mute(session, team.boss, Kind.POLICY_CHANGE)
    with desk.database.snapshot() as session:
        mine, theirs = seeing.mine(session, team.boss), seeing.mine(session, team.lin)
    assert (mine.muted, mine.event_prompts, mine.leads, theirs.leads) == (
        (Kind.RECOG,),
        "actions",
        True,
        False,
    )
    for locale, words in (("en-US", "Quiet from 17:00 to 10:00"), ("zh-CN", "17:00 至次日 10:00")):
        drawn_part = home.home_part(mine, Catalog.load(), locale)
        assert words in words_of(drawn_part)
        slack_shapes.view({"type": "home", "blocks": drawn_part})
        slack_shapes.view(home.settings(mine, Catalog.load(), locale))
    with desk.database.transaction() as session:
        desk.answers.stop(session, team.boss, "x")
    assert [each.kind for each in messages(desk.database)] == [STOPPED]


def test_a_pulse_is_taken_once_and_shown_from_five_people_on(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE)
    desk.offer(
        nudges.EMP_PULSE, recipient_id=desk.team.lin, about_id=desk.team.boss, facts=FACTS[nudges.EMP_PULSE]
    )
    desk.tick()
    (asked,) = desk.decisions(desk.team.lin)
    with desk.database.transaction() as session:
        desk.answers.rate(session, desk.team.lin, asked.number, 4)
    with pytest.raises(StepIsOver), desk.database.transaction() as session:
        desk.answers.rate(session, desk.team.lin, asked.number, 5)
    with desk.database.transaction() as session:
        assert nudge_support.pulse_of(session, desk.team.boss, date(2026, 1, 1)) is None
        for number in range(4):
            person = people.Person(email=f"e{number}@x", name="E", start_date=date(2020, 1, 1))
            session.add(person)
            session.flush()
            nudge_support.rate(
                session,
                TalkPulse(
                    employee_id=person.key, manager_id=desk.team.boss, talk_on=date(2026, 3, 1), value=5,
                    said_at=desk.clock.now(),
                ),
            )  # fmt: skip
        pulse = nudge_support.pulse_of(session, desk.team.boss, date(2026, 1, 1))
        assert pulse is not None
        assert (str(pulse.average), pulse.answers) == ("4.8", 5)


def test_quiet_hours_are_decided_at_the_moment_of_sending(desk: Desk) -> None:
    night = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    desk.clock.set(night)
    with desk.database.snapshot() as session:
        assert desk.answers.held_until(session, desk.team.boss) == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    desk.clock.set(HALF_PAST_NINE)
    with desk.database.snapshot() as session:
        assert desk.answers.held_until(session, desk.team.boss) is None


def test_wanting_a_coach_tells_hr_and_nobody_else(desk: Desk) -> None:
    asking = Asking(desk.clock, Outbox(desk.clock))
    with desk.database.transaction() as session:
        hr = people.Person(email="hr@demo.example", name="Hanna", role="hr", start_date=date(2020, 1, 1))
        session.add(hr)
        session.flush()
        partner = hr.key
        asking.coach(session, desk.team.boss, "press")
    assert {(each.kind, each.person_id) for each in messages(desk.database)} == {
        ("nudges.coach", partner),
        (NOTED, desk.team.boss),
    }
