"""Noticing what may be worth saying: promised steps, thanks, a pulse, and very long gaps (N-18, 3.4)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.features.nudges.kinds import DIGEST_AT, NEW_DAYS, SUPPORT_GAP_DAYS
from bot.features.nudges.ladder import HR_AFTER, Standing, Step, step_for
from storage import agendas, nudge_decisions, nudge_facts, nudge_support, nudges, people, relations
from storage.nudge_support import SupportSignal

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.nudges.tasks import Tasks
    from bot.outgoing import Outgoing
    from storage.nudge_facts import OpenStep

TOLD_HR = "nudges.told_hr"
"""What an HR partner hears of an offer of help: task, date and chosen reason."""
LONG_TALK = "long_gap"
"""The task of a support signal about a pair that has not talked for long."""
STEP_KEEPS, THANKS_KEEP = timedelta(days=14), timedelta(days=8)
PULSE_KEEPS = timedelta(days=3)
SUPPORT_KEEPS = timedelta(days=30)
AGENDAS_KEEP = timedelta(days=30)
"""So long after its talk what it should have been about is kept."""
FORGOTTEN_DAYS = 400
"""A pair that has not talked for longer than this has ended its talks."""
BATCH = 100


class Offers:
    """Looks for what is due and offers it; offering again changes nothing. Each within the caller's transaction."""

    def __init__(self, clock: Clock, zone: ZoneInfo, outgoing: Outgoing, tasks: Tasks | None = None) -> None:
        self._clock = clock
        self._zone = zone
        self._outgoing = outgoing
        self._tasks = tasks

    def notice(self, session: Session) -> None:
        """Offer what came up since the last look."""
        now = self._clock.now()
        today = now.astimezone(self._zone).date()
        for step in nudge_facts.due_steps(session, today - timedelta(days=1), today):
            self._promised_step(session, step)

    def survey(self, session: Session) -> None:
        """Offer what takes a look at everybody, and so is looked for a few times a day only."""
        now = self._clock.now()
        today = now.astimezone(self._zone).date()
        for step in nudge_facts.done_steps(session, today - timedelta(days=6)):
            self._thanks(session, step, now)
        self._orientation(session, now, today)
        self._pulses(session, now, today)
        self._long_gaps(session, now, today)
        agendas.drop_before(session, now - AGENDAS_KEEP)
        if self._tasks is not None:
            self._tasks.offer(session)

    def pass_on(self, session: Session) -> int:
        """Tell HR of the signals whose manager was told a day ago and where nothing happened; return how many."""
        now = self._clock.now()
        rows = nudge_support.to_pass_on(session, now, BATCH)
        for row in rows:
            row.hr_at = None
            if self._is_over(session, row):
                row.closed_at = now
            else:
                self._tell_hr(session, row, now)
            session.add(row)
        session.flush()
        return len(rows)

    def told_first(self, session: Session) -> int:
        """Start the day of a manager who was just told that help is near; HR hears no sooner. Return how many."""
        since = self._clock.now() - timedelta(days=2)
        found = nudge_decisions.said_of_kind(session, nudges.SUPPORT, since)
        known = nudge_support.signals(session, [row.candidate_key for row in found])
        fresh = [row for row in found if row.candidate_key not in known]
        facts = {
            each.key: each.facts for each in nudges.by_keys(session, [row.candidate_key for row in fresh])
        }
        for row in fresh:
            about = facts.get(row.candidate_key, {})
            session.add(
                SupportSignal(
                    key=row.candidate_key,
                    manager_id=row.recipient_id,
                    employee_id=row.about_id,
                    task=str(about.get("task", LONG_TALK)),
                    due_on=date.fromisoformat(str(about["deadline"])) if "task" in about else row.day,
                    told_at=row.decided_at,
                    hr_at=row.decided_at + HR_AFTER,
                )
            )
        session.flush()
        return len(found)

    def _promised_step(self, session: Session, step: OpenStep) -> None:
        if step.due is None:
            return
        owners = (
            (step.manager_id, step.employee_id)
            if step.both
            else (step.owner_id,)
            if step.owner_id is not None
            else ()
        )
        for owner in owners:
            other = step.employee_id if owner == step.manager_id else step.manager_id
            due_at = self._morning(session, owner, step.due)
            nudges.offer(
                session,
                recipient_id=owner,
                kind=nudges.ACTION_DUE,
                about_id=other,
                key=f"step:{step.number}:{owner}:{step.due.isoformat()}",
                due_at=due_at,
                until=due_at + STEP_KEEPS,
                facts={"action": step.number, "due": step.due.isoformat()},
            )

    def _thanks(self, session: Session, step: OpenStep, now: datetime) -> None:
        key = f"thanks:{step.number}"
        if step.owner_id != step.employee_id or nudges.by_keys(session, [key]):
            return
        nudges.offer(
            session,
            recipient_id=step.manager_id,
            kind=nudges.RECOG,
            about_id=step.employee_id,
            key=key,
            due_at=now,
            until=now + THANKS_KEEP,
            facts={"action": step.number},
        )

    @staticmethod
    def _orientation(session: Session, now: datetime, today: date) -> None:
        """Offer a tip to who begins to lead, and to who leads somebody who begins (N-15)."""
        for pair in nudge_facts.beginners(session, today - timedelta(days=NEW_DAYS)):
            key = f"orientation:{pair.manager_id}:{pair.person_id}"
            if not nudges.by_keys(session, [key]):
                nudges.offer(
                    session,
                    recipient_id=pair.manager_id,
                    kind=nudges.ORIENTATION,
                    about_id=pair.person_id,
                    key=key,
                    due_at=now,
                    until=datetime.combine(pair.start_date, DIGEST_AT, UTC) + timedelta(days=NEW_DAYS),
                    facts={},
                )

    def _pulses(self, session: Session, now: datetime, today: date) -> None:
        for manager, employee, day in nudge_facts.talked(
            session, today - timedelta(days=2), now - timedelta(days=2)
        ):
            due_at = self._morning(session, employee, day + timedelta(days=1))
            nudges.offer(
                session,
                recipient_id=employee,
                kind=nudges.EMP_PULSE,
                about_id=manager,
                key=f"pulse:{manager}:{employee}:{day.isoformat()}",
                due_at=due_at,
                until=due_at + PULSE_KEEPS,
                facts={"talk": day.isoformat()},
            )

    def _long_gaps(self, session: Session, now: datetime, today: date) -> None:
        since = today - timedelta(days=FORGOTTEN_DAYS)
        before = today - timedelta(days=SUPPORT_GAP_DAYS)
        for (manager, employee), met in nudge_facts.long_gaps(session, since, before).items():
            if step_for(Standing(gap_days=(today - met).days)) is not Step.SUPPORT:
                continue
            key = f"support:{manager}:{employee}:{met.isoformat()}"
            if not nudges.by_keys(session, [key]):
                nudges.offer(
                    session,
                    recipient_id=manager,
                    kind=nudges.SUPPORT,
                    about_id=employee,
                    key=key,
                    due_at=now,
                    until=now + SUPPORT_KEEPS,
                    facts={"days": (today - met).days},
                )

    def _tell_hr(self, session: Session, row: SupportSignal, now: datetime) -> None:
        today = now.astimezone(self._zone).date()
        # Whoever helps is somebody else, also for those who work in HR themselves.
        partners = [
            each for each in relations.hr_of(session, row.manager_id, today) if each.key != row.manager_id
        ]
        if not partners:
            return
        row.hr_told_at = now
        self._outgoing.post(
            session,
            key=f"{TOLD_HR}:{row.key}",
            kind=TOLD_HR,
            payload={"signal": row.key},
            to=partners[0].key,
        )

    def _is_over(self, session: Session, row: SupportSignal) -> bool:
        """Return whether what was open is done, or its day was moved: then HR has nothing to hear."""
        if row.task != LONG_TALK and self._tasks is not None:
            found = nudges.by_keys(session, [row.key])
            return not found or not self._tasks.is_open(session, row.manager_id, found[0].facts)
        newest = nudge_facts.newest_talks(session, [row.manager_id]).get(
            (row.manager_id, row.employee_id or 0)
        )
        return newest is not None and newest.written_at > row.told_at

    @staticmethod
    def _morning(session: Session, person_id: int, day: date) -> datetime:
        return datetime.combine(day, DIGEST_AT, people.zone_of(session, person_id))
