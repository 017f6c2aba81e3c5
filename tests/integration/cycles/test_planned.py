"""A cycle's announcements: laid before HR in time, never sent by themselves, skipped with a reason, moved with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.delivery.outbox import Outbox
from bot.errors import AnnouncementNotReady, NotAllowed
from bot.features.announcements.cards import Cards
from bot.features.announcements.launching import Launches
from bot.features.announcements.reach import Reach
from bot.features.announcements.sending import Sending
from bot.features.announcements.service import Composer
from bot.features.announcements.spec import Spec
from bot.features.cycles import picture_blocks, slots
from bot.features.cycles.calendar import Calendars
from bot.features.cycles.refusals import NotToPlan, PlannedNotFound, ReasonMissing
from bot.features.cycles.standing import standing
from bot.features.cycles.watching import Watching
from bot.house.planned_announcements import PlannedDesk
from bot.working_days import WorkingDays
from storage import announcements, cycle_acts
from storage.announcements import Announcement, State
from storage.cycle_acts import Act
from storage.outbox import OutboxMessage
from storage.people import SlackAccount
from tests.integration.cycles.conftest import CATALOG, CYCLE

if TYPE_CHECKING:
    from bot.features.cycles.planned import Stand
    from tests.integration.cycles.conftest import Company

pytestmark = pytest.mark.either_engine


@dataclass
class Office:
    """The company with everything that announces."""

    company: Company
    composer: Composer
    watching: Watching

    def stand(self, name: str) -> Stand:
        """Return how far a planned announcement is."""
        with self.company.database.snapshot() as session:
            found = self.company.planned.stands(session, standing(session, CYCLE))
        return next(each for each in found if each.slot.name == name)

    def spec(self, name: str) -> Spec:
        """Return what the draft of a planned announcement says."""
        with self.company.database.snapshot() as session:
            row = announcements.get(session, self.stand(name).announcement_id)
            assert row is not None
            return Spec.parse(row.spec)

    def prepare(self, name: str, by: int | None = None) -> str:
        """Lay a draft before HR."""
        company = self.company
        made: str = company.do(company.planned.prepare, by or company.hr, CYCLE, name)
        return made

    def fill(self, name: str, **more: str) -> None:
        """Let HR fill in what is still missing."""
        spec = self.spec(name)
        lines = [f"{key}: {value['en']} | {value['zh']}" for key, value in spec.words.values.items()]
        lines += [f"{key}: {value}" for key, value in more.items()]
        self.company.do(
            self.composer.set_words, self.company.hr, self.stand(name).announcement_id,
            title=spec.words.title, text=spec.words.text, values="\n".join(lines), one_language=False,
        )  # fmt: skip

    def let_go(self, name: str) -> None:
        """Let a draft go out on its day."""
        self.company.do(self.company.planned.let_go, self.company.hr, CYCLE, name)

    def messages(self, kind: str) -> list[OutboxMessage]:
        """Return the outgoing messages of a kind."""
        with self.company.database.snapshot() as session:
            rows = session.exec(select(OutboxMessage).where(OutboxMessage.kind == kind))
            return [row for row in rows if row.op == "post"]


@pytest.fixture
def office(company: Company) -> Office:
    """Give the company with a planned cycle, on its first planned day."""
    outgoing = Outbox(company.clock)
    reach = Reach(
        company.clock, WorkingDays("CN"), ZoneInfo("Asia/Shanghai"), lambda: 300.0,
        {"goals_not_agreed": lambda *_: set(company.east)},
    )  # fmt: skip
    cards = Cards(reach, outgoing, CATALOG.languages, approval_above=500)
    composer = Composer(cards)
    company.planned.announcer = PlannedDesk(
        composer, Launches(cards), Sending(cards), CATALOG.languages, reach.today
    )
    with company.database.transaction() as session:
        for person in (company.hr, company.head, *company.west):
            account = SlackAccount(
                team_id="T1", user_id=f"U{person}", person_id=person, locale="en-US",
                timezone="Asia/Shanghai", checked_at=company.clock.now(),
            )  # fmt: skip
            session.add(account)
    company.plan()
    return Office(company, composer, Watching(company.cycles, company.planned, outgoing))


@pytest.mark.both_engines
def test_a_draft_has_its_day_its_readers_and_every_date_of_the_cycle_in_both_languages(
    office: Office,
) -> None:
    office.prepare("a-05")
    spec = office.spec("A-05")
    assert (spec.template, spec.day, spec.moment and spec.moment.hour) == ("A-05", date(2026, 3, 18), 10)
    assert spec.words.values == {
        "d1": {"en": "18 Mar 2026", "zh": "2026年3月18日"},
        "d2": {"en": "16 Apr 2026", "zh": "2026年4月16日"},
    }
    assert office.stand("A-05").state == slots.PREPARED
    with pytest.raises(NotToPlan):
        office.prepare("A-05")
    with pytest.raises(PlannedNotFound):
        office.prepare("A-99")
    for by in (office.company.partner, office.company.east[0]):
        with pytest.raises(NotAllowed):
            office.prepare("A-08", by)


def test_a_pilot_s_announcements_are_for_the_pilot_s_units_only(office: Office) -> None:
    office.company.plan(units=("WEST",), linked_to_pay=False)
    office.prepare("A-08")
    assert office.spec("A-08").aim.units == ("WEST",)
    assert office.spec("A-08").aim.who == "manager"


@pytest.mark.both_engines
def test_near_its_day_a_draft_is_laid_before_hr_once_and_nobody_else_is_written_to(office: Office) -> None:
    company = office.company
    company.on(date(2026, 3, 12))
    assert company.do(company.planned.prepare_due, company.hr, CYCLE) == 0
    company.on(date(2026, 3, 13))
    assert company.do(company.planned.prepare_due, company.hr, CYCLE) == 1
    assert company.do(company.planned.prepare_due, company.hr, CYCLE) == 0
    company.on(date(2026, 3, 20))
    company.do(office.watching.act, CYCLE)
    [card] = office.messages("announcements.card")
    assert card.person_id == company.hr
    assert not office.messages("announcements.notice")
    with company.database.snapshot() as session:
        [made] = session.exec(select(Announcement)).all()
        assert made.state == State.DRAFT


def test_hr_lets_a_draft_go_out_on_its_day_once_everything_is_filled_in(office: Office) -> None:
    office.prepare("A-09")
    with pytest.raises(AnnouncementNotReady):
        office.let_go("A-09")
    office.fill("A-09", k="2", link="https://files.example/pack")
    office.let_go("A-09")
    assert office.stand("A-09").state == slots.SCHEDULED
    with pytest.raises(NotToPlan):
        office.let_go("A-09")
    with pytest.raises(NotToPlan):
        office.company.do(office.company.planned.skip, office.company.hr, CYCLE, "A-09", "too late")


@pytest.mark.both_engines
def test_a_skipped_announcement_keeps_who_skipped_it_and_why_and_can_be_taken_up_again(
    office: Office,
) -> None:
    company = office.company
    made = office.prepare("A-02")
    with pytest.raises(ReasonMissing):
        company.do(company.planned.skip, company.hr, CYCLE, "A-02", " ")
    company.do(company.planned.skip, company.hr, CYCLE, "A-02", "Managers were told in person")
    found = office.stand("A-02")
    assert (found.state, found.reason) == (slots.SKIPPED, "Managers were told in person")
    assert company.do(cycle_acts.acts, CYCLE)[-1].decided_by == company.hr
    with company.database.snapshot() as session:
        row = announcements.get(session, made)
        assert row is not None
        assert row.state == State.DISCARDED
    assert (
        company.do(company.planned.prepare_due, company.hr, CYCLE) == 1
    )  # A-01, whose day it is, but not A-02
    assert office.stand("A-02").state == slots.SKIPPED
    office.prepare("A-02")
    assert office.stand("A-02").state == slots.PREPARED


@pytest.mark.both_engines
def test_extending_a_phase_moves_drafts_and_takes_back_what_was_let_go_for_the_old_day(
    office: Office,
) -> None:
    company = office.company
    company.on(date(2026, 1, 13))
    for name in ("A-04b", "A-05", "A-09"):
        office.prepare(name)
    spec = office.spec("A-05")
    office.company.do(
        office.composer.set_words, company.hr, office.stand("A-05").announcement_id, title=spec.words.title,
        text=spec.words.text, values="d1: the day after the fair | 展会次日\nd2: 16 Apr 2026 | 2026年4月16日",
        one_language=False,
    )  # fmt: skip
    office.fill("A-09", k="2", link="https://files.example/pack")
    office.let_go("A-09")
    company.do(company.cycles.extend, company.hr, CYCLE, "P1", date(2026, 1, 29), "Spring Festival")
    assert (office.spec("A-04b").day, office.stand("A-04b").slot.on) == (date(2026, 1, 28), date(2026, 1, 28))
    assert office.spec("A-04b").words.values["d"]["zh"] == "2026年1月29日"
    moved = office.spec("A-05")
    # What HR wrote stays, what followed from the cycle follows it.
    assert moved.words.values["d1"]["en"] == "the day after the fair"
    assert moved.words.values["d2"]["en"] == "23 Apr 2026"
    assert moved.day == date(2026, 3, 25)
    assert office.stand("A-09").state == slots.PLANNED
    acts = company.do(cycle_acts.acts, CYCLE)
    assert [act.facts["slot"] for act in acts if act.act is Act.TAKEN_BACK] == ["A-09"]
    with company.database.snapshot() as session:
        states = {row.state for row in session.exec(select(Announcement))}
    assert states == {State.DRAFT, State.STOPPED}
    assert not company.do(company.planned.settle, company.hr, CYCLE)


def test_days_moved_by_a_command_reach_the_drafts_with_the_next_tick(office: Office) -> None:
    company = office.company
    office.prepare("A-05")
    announcer, company.planned.announcer = company.planned.announcer, None
    company.do(company.cycles.extend, company.hr, CYCLE, "P1", date(2026, 1, 29), "by command")
    company.planned.announcer = announcer
    assert office.spec("A-05").day == date(2026, 3, 18)
    assert company.do(office.watching.look, CYCLE).due
    company.do(office.watching.act, CYCLE)
    assert office.spec("A-05").day == date(2026, 3, 25)


def test_the_change_that_an_extension_drafts_stands_on_hr_s_calendar_and_on_nobody_else_s(
    office: Office,
) -> None:
    company = office.company
    company.cycles.announce = lambda session, change: office.composer.begin(session, change.by, "A-13")
    company.on(date(2026, 1, 13))
    company.do(company.cycles.extend, company.hr, CYCLE, "P1", date(2026, 1, 29), "Spring Festival")
    calendars = Calendars(company.cycles, company.boards, company.planned)
    view = company.do(calendars.view, company.hr, CYCLE)
    [change] = [entry for entry in view.entries if entry.number == "A-13"]
    assert (change.stand.slot.on, change.stand.state) == (date(2026, 1, 13), slots.PREPARED)
    assert [entry.stand.slot.on for entry in view.entries] == sorted(
        entry.stand.slot.on for entry in view.entries
    )
    for language in ("en", "zh"):
        assert picture_blocks.drawn(view, CATALOG, language).startswith(b"\x89PNG")
    head = company.do(calendars.view, company.head, CYCLE)
    assert (head.entries, head.may_steer, len(head.phases)) == ((), False, 11)
    with pytest.raises(NotAllowed):
        company.do(calendars.view, company.east[0], CYCLE)
