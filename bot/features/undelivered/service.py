"""Seeing what did not arrive, trying it again, and looking once an hour whether anything is stuck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.access import Action, Actor, DeliverySubject, can
from bot.errors import NotAllowed
from bot.features.undelivered import rules
from bot.features.undelivered.rules import Letter, Overview, Queue, Standing
from storage import dead_letters, delivery_health, people, relations
from storage.outbox import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.undelivered.rules import Diagnosis
    from bot.outgoing import Outgoing
    from storage.dead_letters import DeadLetter

STUCK = "undelivered.stuck"
"""The outgoing message that says what is stuck."""
KEPT = timedelta(days=30)
"""What did not arrive longer ago has lost its sense."""
SHOWN = 20
INTERVAL = timedelta(hours=1)


@dataclass(frozen=True)
class Undelivered:
    """What an HR administrator may see and do. `channel`: where what is stuck is said; their own messages without.

    `team_id` is the workspace whose gate is looked at; the one that stays closed longest without.
    """

    clock: Clock
    zone: ZoneInfo
    outgoing: Outgoing
    team_id: str | None = None
    channel: str | None = None

    def overview(self, session: Session, person_id: int, limit: int = SHOWN) -> Overview:
        """Return what a person may see; raises NotAllowed."""
        self._must_watch(session, person_id)
        return self.everything(session, limit)

    def everything(self, session: Session, limit: int = SHOWN) -> Overview:
        """Return what there is to see, for whoever has the machine itself."""
        now = self.clock.now()
        standing = self._standing(session, now)
        found = dead_letters.dead_letters(session, now - KEPT, limit)
        return Overview(
            count=dead_letters.count(session, now - KEPT),
            letters=tuple(_letter(each, now) for each in found),
            waiting=standing.waiting,
            oldest_minutes=rules.minutes(now - (standing.oldest or now)),
            gate_minutes=rules.minutes((standing.closed_until or now) - now),
        )

    def on_home(self, session: Session, person_id: int) -> int:
        """Return how many messages did not arrive; 0 for whom it does not concern."""
        if not self._may_watch(session, person_id):
            return 0
        return dead_letters.count(session, self.clock.now() - KEPT)

    def retry(self, session: Session, person_id: int, number: int) -> bool:
        """Try one message again; raises NotAllowed. False when somebody already did."""
        self._must_watch(session, person_id)
        return self.retry_one(session, number)

    def retry_one(self, session: Session, number: int) -> bool:
        """Try one message again, for whoever has the machine itself."""
        return dead_letters.retry(session, number, self.clock.now())

    def retry_all(self, session: Session, person_id: int) -> int:
        """Try every message again that is shown; raises NotAllowed. Returns how many."""
        self._must_watch(session, person_id)
        return self.retry_everything(session)

    def retry_everything(self, session: Session, limit: int = SHOWN) -> int:
        """Try the newest messages again, for whoever has the machine itself; return how many."""
        now = self.clock.now()
        found = dead_letters.dead_letters(session, now - KEPT, limit)
        return sum(dead_letters.retry(session, each.number, now) for each in found)

    def look(self, session: Session, jobs: Sequence[str], up_since: datetime) -> Diagnosis | None:
        """Look whether anything is stuck and put the line that says so, once for each state it gets into.

        Returns what was found; None when another copy has looked within the hour.
        """
        now = self.clock.now()
        before = delivery_health.take_turn(session, now, INTERVAL - timedelta(minutes=1))
        if before is None:
            return None
        diagnosed = rules.diagnosis(self._standing(session, now), jobs, now, up_since)
        delivery_health.found(session, diagnosed.state)
        if diagnosed.is_news_after(before):
            self._say(session, diagnosed, now)
        return diagnosed

    def check(self, session: Session) -> Diagnosis:
        """Return what is stuck now, but for jobs, of which only the bot itself knows; nothing is said or kept."""
        now = self.clock.now()
        return rules.diagnosis(self._standing(session, now), (), now, now)

    def _say(self, session: Session, diagnosed: Diagnosis, now: datetime) -> None:
        today = now.astimezone(self.zone).date()
        admins = people.with_role(session, relations.HR_ADMIN)
        to: list[int | str] = (
            [self.channel]
            if self.channel
            else [each.key for each in admins if relations.is_here(session, each, today)]
        )
        for recipient in to:
            key = f"{STUCK}:{now:%Y%m%dT%H%M%S}:{recipient}"
            self.outgoing.post(session, key=key, kind=STUCK, payload=diagnosed.payload, to=recipient)

    def _standing(self, session: Session, now: datetime) -> Standing:
        found = delivery_health.health(session, self.team_id, now, now - rules.LONGEST_CLAIM)
        return Standing(
            queues={int(each): Queue(*waiting) for each, waiting in found.waiting.items()},
            closed_until=found.closed_until,
            in_doubt=found.in_doubt,
            ran=found.ran,
        )

    def _must_watch(self, session: Session, person_id: int) -> None:
        if not self._may_watch(session, person_id):
            raise NotAllowed

    def _may_watch(self, session: Session, person_id: int) -> bool:
        reader = relations.reader(session, person_id, self.clock.now().astimezone(self.zone).date())
        actor = Actor(person_id, reader.role, here=reader.here)
        return can(actor, Action.WATCH_DELIVERY, DeliverySubject())


def _letter(found: DeadLetter, now: datetime) -> Letter:
    return Letter(
        number=found.number,
        recipient=found.recipient,
        family=rules.family(found.kind),
        reason=rules.reason(found.error, may_be_there=found.state is State.UNKNOWN),
        error=found.error or "",
        age_minutes=rules.minutes(now - found.created_at),
    )
