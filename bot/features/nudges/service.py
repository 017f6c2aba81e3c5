"""The tick of the nudges: what is due is decided for everybody it concerns, and what is said is put."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

import structlog

from bot.features.nudges import talks
from bot.features.nudges.habits import Habit, interval, said
from bot.features.nudges.kinds import EVENT_BOUND, Form, Kind
from bot.features.nudges.knowing import NOTHING_OUTSIDE, TALK, Knowledge, Outside, Terms
from bot.features.nudges.planning import decide
from storage import nudge_changes, nudge_decisions, nudge_habits, nudges, outbox_batch
from storage.nudge_changes import Change
from storage.nudge_decisions import ARM_MANDATORY, ARM_SENT, ARM_WITHHELD, NewDecision

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from typing import Protocol

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.nudges.holdout import HoldOut
    from bot.features.nudges.hours import Span
    from bot.features.nudges.knowing import Calendar
    from bot.features.nudges.rules import Candidate, Item, Message, Plan, Recipient
    from storage.nudges import NudgeCandidate

    class Invite(Protocol):
        """Begins the check-in that asks a manager to prepare or wrap up a talk, once per key."""

        def __call__(  # noqa: PLR0913, PLR0917 - an invitation has this many facts
            self,
            session: Session,
            manager_id: int,
            employee_id: int,
            moment: str,
            occurrence_key: str,
            starts_at: datetime,
        ) -> None:
            """Put the invitation."""
            ...


log = structlog.get_logger(__name__)

SAID = "nudges.said"
"""The outgoing message that says one or several things."""
BATCH = 200
ANSWER_DAYS, EFFECT_DAYS = 2, 5
"""Working days until silence counts as ignored (N-12), and until the effect is looked up (3.5)."""
AGAIN = ":again"
"""What is behind the key of a check-in that is offered for the second time (N-07)."""
DEBRIEF_KEEPS = timedelta(days=10)


class Nudges:
    """Decides what is due, each method within the caller's transaction."""

    def __init__(self, clock: Clock, calendar: Calendar, holdout: HoldOut, terms: Terms) -> None:
        self._clock = clock
        self._calendar = calendar
        self._holdout = holdout
        self._terms = terms

    def decide_due(self, session: Session, outside: Outside = NOTHING_OUTSIDE) -> int:
        """Decide about everything that waits for those who have something due; return for how many candidates.

        The number of statements does not depend on how many there are.
        """
        now = self._clock.now()
        due = nudges.claim_due(session, now, BATCH)
        if not due.candidates:
            return 0
        waiting: dict[int, list[NudgeCandidate]] = defaultdict(list)
        for row in due.candidates:
            waiting[row.recipient_id].append(row)
        about = {row.about_id for row in due.candidates if row.about_id is not None}
        outside = Outside(outside.dnd, _with_talks(outside.busy, due.candidates))
        known = Knowledge(session, waiting, about, now, self._calendar, self._terms, outside, due.candidates)
        outcome = Outcome(now, self._calendar)
        for person_id, rows in waiting.items():
            recipient = known.recipient(person_id)
            plan = decide(recipient, [known.candidate(row) for row in rows], now, self._draw(recipient, now))
            outcome.add(recipient, {row.key: row for row in rows}, plan)
        outcome.store(session)
        return len(due.candidates)

    def due_people(self, session: Session) -> list[int]:
        """Return who has something due now, for those who ask Slack whether they may be disturbed."""
        return nudges.due_people(session, self._clock.now(), BATCH)

    def invite_due(self, session: Session, invite: Invite) -> int:
        """Begin the check-ins of the talks' prompts that were decided to be said; return how many."""
        rows = nudge_changes.inviting(session, BATCH)
        for row in rows:
            try:
                with session.begin_nested():
                    self._invite(session, row, invite)
            except Exception:
                # One pair's trouble must not keep every other manager waiting.
                log.exception("a talk's prompt failed", candidate=row.number)
            row.state = nudges.WAITING if row.kind == Kind.DEBRIEF and row.sends == 1 else nudges.SENT
            session.add(row)
        session.flush()
        return len(rows)

    def _invite(self, session: Session, row: NudgeCandidate, invite: Invite) -> None:
        key = row.key + (AGAIN if row.sends > 1 else "")
        moment = "prepare" if row.kind == Kind.PRE_1ON1 else "wrap_up"
        if row.about_id is not None and row.event_start is not None:
            invite(session, row.recipient_id, row.about_id, moment, key, row.event_start)

    def _draw(self, recipient: Recipient, now: datetime) -> Callable[[Kind], bool]:
        today = recipient.hours.day(now)
        return lambda kind: self._holdout.withholds(recipient.person_id, kind, today)


class Outcome:
    """What the plans of one tick leave behind, stored in four statements."""

    def __init__(self, now: datetime, calendar: Calendar) -> None:
        self._now = now
        # One moment, few zones: the same two deadlines for nearly everybody.
        self._deadline = cache(partial(calendar.deadline, now))
        self._changes: list[Change] = []
        self._decisions: list[NewDecision] = []
        self._messages: list[tuple[str, int, Mapping[str, str]]] = []
        self._spoken: dict[tuple[int, Kind], Habit] = {}

    def add(self, recipient: Recipient, rows: Mapping[str, NudgeCandidate], plan: Plan) -> None:
        """Take over what was decided for one person."""
        for message in plan.messages:
            self._say(recipient, rows, message)
        for item in plan.withheld:
            row = rows[item.candidate.key]
            self._decide(recipient, row, item, ARM_WITHHELD, Form.DIGEST, "")
            self._rest(recipient, row, item.candidate)
        for end in plan.ends:
            row = rows[end.candidate.key]
            state = nudges.SENT if row.sends else nudges.DROPPED
            self._changes.append(Change(row.number, state, row.wake_at, end.rule, row.sends, row.snoozes))
        for wait in plan.waits:
            row = rows[wait.candidate.key]
            if (row.wake_at, row.held_by) != (wait.until, wait.rule):
                self._changes.append(
                    Change(row.number, nudges.WAITING, wait.until, wait.rule, row.sends, row.snoozes)
                )

    def store(self, session: Session) -> None:
        """Store all of it."""
        nudge_changes.change(session, self._changes)
        nudge_decisions.add(session, self._decisions)
        outbox_batch.post_all(session, SAID, self._messages, self._now)
        spoken = [(person, kind.value, habit.slow_steps) for (person, kind), habit in self._spoken.items()]
        nudge_habits.said(session, spoken, self._now)

    def _say(self, recipient: Recipient, rows: Mapping[str, NudgeCandidate], message: Message) -> None:
        alone = message.form is Form.EVENT
        first = rows[message.items[0].candidate.key]
        today = recipient.hours.day(self._now).isoformat()
        key = (
            f"{TALK}{message.thread}"
            if alone
            else f"nudge:{recipient.person_id}:{message.form}:{today}:{first.number}.{first.sends}"
        )
        arm = ARM_MANDATORY if message.form is Form.MANDATORY else ARM_SENT
        for item in message.items:
            row = rows[item.candidate.key]
            self._decide(recipient, row, item, arm, message.form, key)
            self._said(recipient, row, item.candidate, alone=alone)
        if not alone:
            payload = {"message": key} | ({"round": "1"} if message.plan_round else {})
            self._messages.append((key, recipient.person_id, payload))

    def _said(self, recipient: Recipient, row: NudgeCandidate, candidate: Candidate, *, alone: bool) -> None:
        kind = candidate.kind
        self._spoken[recipient.person_id, kind] = said(recipient.habit(kind), self._now)
        again = talks.next_debrief(recipient, self._now) if kind is Kind.DEBRIEF and not row.sends else None
        state = nudges.SENT if again is None else nudges.WAITING
        wake_at = again or row.wake_at
        self._changes.append(
            Change(row.number, nudges.INVITING if alone else state, wake_at, None, row.sends + 1, row.snoozes)
        )

    def _rest(self, recipient: Recipient, row: NudgeCandidate, candidate: Candidate) -> None:
        """Let what was withheld wait as long as it would have, had it been said; a talk's prompt is over."""
        kind = candidate.kind
        until = self._now + interval(kind, replace(recipient.habit(kind), last_at=self._now))
        ends = kind in EVENT_BOUND or until > row.until
        state = nudges.DROPPED if ends else nudges.WAITING
        self._changes.append(Change(row.number, state, until, "N-19", row.sends, row.snoozes))

    def _decide(  # noqa: PLR0913, PLR0917 - what a decision is about
        self, recipient: Recipient, row: NudgeCandidate, item: Item, arm: str, form: Form, message_key: str
    ) -> None:
        local = recipient.hours.local(self._now)
        zone = recipient.hours.zone
        answerable = arm == ARM_SENT and not recipient.hours.is_away(local.date())
        self._decisions.append(
            NewDecision(
                key=f"{row.number}:{row.sends}:{row.snoozes}:{local.date().isoformat()}",
                candidate_key=row.key,
                recipient_id=recipient.person_id,
                about_id=row.about_id,
                kind=row.kind,
                day=local.date(),
                hour=local.hour,
                arm=arm,
                rule=item.rule,
                form=form.value,
                message_key=message_key,
                decided_at=self._now,
                judge_at=self._deadline(ANSWER_DAYS, zone) if answerable else None,
                effect_at=self._deadline(EFFECT_DAYS, zone),
            )
        )


def _with_talks(
    busy: Mapping[int, tuple[Span, ...]], rows: tuple[NudgeCandidate, ...]
) -> Mapping[int, tuple[Span, ...]]:
    """Return when people are busy, their booked 1:1s included."""
    found = {person: set(spans) for person, spans in busy.items()}
    for row in rows:
        if row.event_start is not None and row.event_end is not None and row.kind in EVENT_BOUND:
            found.setdefault(row.recipient_id, set()).add((row.event_start, row.event_end))
    return {person: tuple(sorted(spans)) for person, spans in found.items()}
