"""Reading nudges for people: what a message says now, why it came, and what is to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.access import PRIVATE, SHARED, Action, ActionSubject, Actor, Place, can
from bot.errors import StepIsOver
from bot.features.nudges.agenda import line_for
from bot.features.nudges.foreseeing import foresee
from bot.features.nudges.habits import may_snooze
from bot.features.nudges.kinds import CAN_BE_MUTED, EMPLOYEE_SIDE, MANDATORY, SHOWN, Form, Kind
from bot.features.nudges.knowing import Calendar, Knowledge, Outside, Terms
from bot.features.nudges.others import CountsGoals, LooksAhead, no_goals, nothing_ahead
from bot.features.nudges.shown import Coming, Line, MyReminders, NotComing, Said, Slots, Week, Why
from bot.features.nudges.slots import LENGTH, free_slots
from storage import (
    actions,
    nudge_decisions,
    nudge_facts,
    nudge_habits,
    nudge_support,
    nudges,
    people,
    relations,
    sight,
)
from storage.nudge_decisions import NudgeDecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.nudges.hours import Span
    from storage.actions import Promise
    from storage.nudges import NudgeCandidate

AHEAD = timedelta(days=7)
FRESH = timedelta(days=30)
"""Figures of a goal that are no older than this are fresh."""
PULSE_SINCE = timedelta(days=365)


class Seeing:
    """Reads for one person at a time; changes nothing."""

    def __init__(
        self,
        clock: Clock,
        calendar: Calendar,
        terms: Terms,
        ahead: LooksAhead = nothing_ahead,
        fresh: CountsGoals = no_goals,
    ) -> None:
        # What talks will bring and how far goals are is for others to know; the house hands it in.
        self._clock = clock
        self._calendar = calendar
        self._terms = terms
        self._ahead = ahead
        self._fresh = fresh

    def said(self, session: Session, person_id: int, message_key: str, *, plan_round: bool) -> Said | None:
        """Return what a message says as things stand; None when nothing of it is open any more."""
        rows = nudge_decisions.of_message(session, message_key)
        mine = [row for row in rows if row.recipient_id == person_id]
        if not mine:
            return None
        found = {each.key: each for each in nudges.by_keys(session, [row.candidate_key for row in mine])}
        about = [row.about_id for row in mine if row.about_id]
        known = self._known(session, [person_id], about, list(found.values()))
        lines = [
            line
            for row in mine
            if row.candidate_key in found
            and not known.candidate(found[row.candidate_key]).settled
            and (line := self._line(session, row, found[row.candidate_key], known)) is not None
        ]
        if not lines:
            return None
        shown = lines[:SHOWN]
        return Said(Form(mine[0].form), tuple(shown), len(lines) - len(shown), plan_round)

    def why(self, session: Session, person_id: int, what: str) -> Why:
        """Return why something was said: `what` is a decision's number or a candidate's key; raises StepIsOver."""
        rows = nudge_decisions.recent(session, [person_id], self._clock.now() - timedelta(days=60))
        mine = [row for row in rows if what in {str(row.number), row.candidate_key}]
        if not mine:
            raise StepIsOver
        return self._why(session, person_id, mine[-1])

    def why_last(self, session: Session, person_id: int) -> Why | None:
        """Return why the newest nudge was said; None when there was none in two months."""
        rows = nudge_decisions.recent(session, [person_id], self._clock.now() - timedelta(days=60))
        said = [row for row in rows if row.message_key]
        return self._why(session, person_id, said[-1]) if said else None

    def week(self, session: Session, person_id: int) -> Week:
        """Return what somebody will get in seven days, as far as is known now, each with its rule."""
        now = self._clock.now()
        rows = nudges.waiting_of(session, [person_id])
        known_keys = {row.key for row in rows}
        rows += [
            nudges.not_yet(each)
            for each in self._ahead(session, person_id, now, now + AHEAD)
            if each.key not in known_keys
        ]
        known = self._known(session, [person_id], [row.about_id for row in rows if row.about_id], rows)
        recipient = known.recipient(person_id)
        ahead = foresee(recipient, [known.candidate(row) for row in rows], now, now + AHEAD)
        coming = [
            Coming(recipient.hours.local(each.at), item.candidate.kind, item.candidate.name, item.rule)
            for each in ahead.messages
            for item in each.message.items
        ]
        missing = [NotComing(end.candidate.kind, end.candidate.name, end.rule) for end in ahead.ends]
        return Week(tuple(coming), tuple(missing), recipient.stopped, self._terms.withheld)

    def mine(self, session: Session, person_id: int) -> MyReminders:
        """Return what Home shows of somebody's reminders."""
        now = self._clock.now()
        wishes = nudge_habits.wishes_of(session, [person_id])
        chosen = wishes[0] if wishes else nudge_habits.NudgeWishes(person_id=person_id)
        muted = [
            Kind(row.kind)
            for row in nudge_habits.habits(session, [person_id])
            if row.muted_until is not None and row.muted_until > now
        ]
        leads = bool(nudge_facts.reports(session, [person_id]))
        pulse = nudge_support.pulse_of(session, person_id, now.date() - PULSE_SINCE) if leads else None
        return MyReminders(
            week=self.week(session, person_id),
            muted=tuple(muted),
            kinds=CAN_BE_MUTED if leads else tuple(kind for kind in CAN_BE_MUTED if kind in EMPLOYEE_SIDE),
            event_prompts=chosen.event_prompts,
            quiet_from=chosen.quiet_from,
            quiet_until=chosen.quiet_until,
            away=tuple(
                (each.first_on, each.last_on)
                for each in nudge_habits.absences(session, [person_id], now.date())
            ),
            leads=leads,
            pulse=str(pulse.average) if pulse else "",
        )

    def slots(self, session: Session, person_id: int, about: Sequence[int], *, count: int) -> Slots:
        """Return free half hours of a person and each of these reports; nobody's twice."""
        now = self._clock.now()
        known = self._known(session, [person_id, *about], [])
        taken: list[Span] = []
        found = []
        mine = known.hours(person_id)
        for each in about:
            person = known.person(each)
            if person is None or person.manager_id != person_id:
                continue
            free = free_slots(mine, known.hours(each), now, tuple(taken), count)
            taken += [(slot, slot + LENGTH) for slot in free]
            found.append((person.name, tuple(mine.local(slot) for slot in free)))
        return Slots(tuple(found))

    def about_of(self, session: Session, person_id: int, decision_id: int) -> list[int]:
        """Return whom the things of a decision's message are about, each once; raises StepIsOver."""
        row = session.get(NudgeDecision, decision_id)
        if row is None or row.recipient_id != person_id:
            raise StepIsOver
        rows = nudge_decisions.of_message(session, row.message_key)
        return list(dict.fromkeys(each.about_id for each in rows if each.about_id is not None))

    def _why(self, session: Session, person_id: int, row: NudgeDecision) -> Why:
        zone = people.zone_of(session, person_id)
        about = session.get(people.Person, row.about_id) if row.about_id else None
        return Why(Kind(row.kind), row.rule, about.name if about else "", row.decided_at.astimezone(zone))

    def _known(
        self,
        session: Session,
        recipients: Iterable[int],
        about: Iterable[int],
        rows: Sequence[NudgeCandidate] = (),
    ) -> Knowledge:
        busy: dict[int, tuple[Span, ...]] = {}
        for row in rows:
            if row.event_start is not None and row.event_end is not None:
                busy[row.recipient_id] = (*busy.get(row.recipient_id, ()), (row.event_start, row.event_end))
        return Knowledge(
            session,
            recipients,
            about,
            self._clock.now(),
            self._calendar,
            self._terms,
            Outside({}, busy),
            rows,
        )

    def _line(
        self, session: Session, row: NudgeDecision, found: NudgeCandidate, known: Knowledge
    ) -> Line | None:
        kind, facts = Kind(row.kind), found.facts
        now = self._clock.now()
        hours = known.hours(row.recipient_id)
        candidate = known.candidate(found)
        start = found.event_start
        line = Line(
            decision_id=row.number,
            kind=kind,
            about_id=row.about_id or 0,
            name=candidate.name,
            starts_at=hours.local(start) if start else None,
            days=candidate.gap_days or int(facts.get("days", 0)),
            day=_day(facts.get("deadline") or facts.get("due") or facts.get("day")),
            fresh=int(facts.get("fresh", 0)),
            goals=int(facts.get("goals", 0)),
            number=int(facts.get("employee", 0)),
            card=str(facts.get("card", "")),
            facts=facts,
            task=str(facts.get("task", "")),
            missing=int(facts.get("missing", 0)),
            when=_when(hours.day(start), hours.day(now)) if start else "later",
            about_kind=Kind(str(facts["kind"])) if kind is Kind.PAUSE else None,
            streak=known.recipient(row.recipient_id).habit(kind).streak,
            may_snooze=kind not in MANDATORY and may_snooze(found.snoozes),
            question=str(facts.get("question", "")),
        )
        if kind is Kind.PRE_1ON1:
            promises = self._promises(session, row.recipient_id, row.about_id)
            mine = [each for each in promises if each.both or each.owner_id == row.recipient_id]
            wish = line_for(session, row.recipient_id, row.recipient_id, row.about_id or 0, now)
            return replace(line, promised=mine[-1].what if mine else "", agenda=wish)
        if kind is Kind.ACTION_DUE:
            return self._with_the_step(session, line, row, int(facts.get("action", 0)))
        if kind is Kind.MID_WINDOW and "cycle" in facts:
            team = [each.key for each in people.reports_of(session, row.recipient_id)]
            fresh, goals = self._fresh(session, team, str(facts["cycle"]), now - FRESH)
            return replace(line, fresh=fresh, goals=goals)
        if kind is Kind.RECOG:
            return self._with_what_was_done(session, line, row, int(facts.get("action", 0)))
        return line

    def _with_the_step(self, session: Session, line: Line, row: NudgeDecision, number: int) -> Line | None:
        """Return the line with its step's words; None when the reader may not see it or it was erased."""
        employee = row.about_id if self._leads(session, row) else row.recipient_id
        promises = self._promises(session, row.recipient_id, employee)
        step = next((each for each in promises if each.number == number), None)
        if step is None:
            return None
        return replace(line, words=step.what, number=number, day=step.due or line.day)

    def _with_what_was_done(
        self, session: Session, line: Line, row: NudgeDecision, number: int
    ) -> Line | None:
        """Return the line with the words of a step that was done; None when the reader may not see it."""
        step = actions.get(session, number)
        if step is None or step.status != actions.DONE:
            return None
        audience = SHARED if step.shared else PRIVATE
        standing = relations.standing(session, step.employee_id, self._clock.now().date())
        subject = ActionSubject(
            manager_id=step.manager_id,
            employee_id=step.employee_id,
            audiences=frozenset({audience}),
            place=Place(standing.managers, standing.units),
        )
        person = session.get_one(people.Person, row.recipient_id)
        if not can(Actor(person.key, person.role), Action.READ_ACTION, subject):
            return None
        words = actions.opened(session, [step])
        return replace(line, words=words[0].what, day=step.closed_on) if words else None

    def _promises(self, session: Session, reader_id: int, employee_id: int | None) -> list[Promise]:
        if employee_id is None:
            return []
        reader = relations.reader(session, reader_id, self._clock.now().date())
        return sight.promises_for(session, reader, employee_id=employee_id)

    def _leads(self, session: Session, row: NudgeDecision) -> bool:
        about = session.get(people.Person, row.about_id) if row.about_id else None
        return about is not None and about.manager_id == row.recipient_id


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _when(day: date, today: date) -> str:
    ahead = (day - today).days
    return {0: "today", 1: "tomorrow"}.get(ahead, "later")
