"""What every step of an appeal shares: who acts, who is told, and how the result says that it is under appeal."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from bot.access import Action, Actor, AppealSubject, can
from bot.access.hr import works_in_hr
from bot.errors import AppealIsOver, NotAllowed
from bot.features.appeals.rules import DECIDING, OVER, Deadline, Decision, Deed, Outcome, State
from storage import appeals, outbox, people, relations, releases, scores
from storage.outbox import NoSuchMessageError, Priority
from storage.outbox import State as Delivery

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays
    from storage.appeals import Appeal, Step
    from storage.scores import ScoreVersion

CARD, CARD_AGAIN = "appeals.card", "appeals.card_again"
NEWS, LETTER = "appeals.news", "appeals.letter"
"""The outgoing messages: to those who handle and hear it and once more, to the appellant, and the decision."""
RESULT, NOTICE = "scores.result", "scores.appeal_notice"
"""What tells somebody of their result and of the appeal; put by the scores."""


class Results(Protocol):
    """What an appeal may do to a result, and who was involved in it."""

    def room(self, session: Session, person_id: int, cycle: str) -> Decimal:
        """Return by how many points a result may still be raised."""
        ...

    def raise_by(  # noqa: PLR0913 - a decision has this many facts
        self,
        session: Session,
        person_id: int,
        cycle: str,
        points: Decimal,
        *,
        appeal_id: str,
        evidence: str,
        deciders: Sequence[int],
    ) -> None:
        """Add points to a result, and release the new version."""
        ...

    def involved(self, session: Session, version: ScoreVersion) -> frozenset[int]:
        """Return who scored, approved, calibrated or answered anything of a result."""
        ...


class Keeping:
    """Reads and changes appeals for the services."""

    def __init__(
        self, clock: Clock, calendar: WorkingDays, zone: ZoneInfo, results: Results, outgoing: Outgoing
    ) -> None:
        self.clock = clock
        self.calendar = calendar.certain
        self.mornings = calendar
        self.zone = zone
        self.results = results
        self._outgoing = outgoing

    @property
    def today(self) -> date:
        """The company's day."""
        return self.clock.now().astimezone(self.zone).date()

    def taken(self, session: Session, person_id: int, appeal_id: str, wish: Action) -> Appeal:
        """Return an appeal that somebody may do this to, locked. Raises AppealIsOver and NotAllowed."""
        appeal = appeals.get(session, appeal_id, lock=True)
        if appeal is None or State(appeal.state) in OVER:
            raise AppealIsOver
        if not self.may(session, person_id, appeal, wish):
            raise NotAllowed
        return appeal

    def may(self, session: Session, person_id: int, appeal: Appeal, wish: Action) -> bool:
        """Return whether somebody may do this to an appeal."""
        actor = Actor.of(relations.reader(session, person_id, self.today))
        return can(actor, wish, self.subject(session, appeal))

    def is_hr(self, session: Session, person_id: int) -> bool:
        """Return whether somebody is in HR, so that it is worth asking which appeals they handle."""
        return works_in_hr(Actor.of(relations.reader(session, person_id, self.today)))

    def subject(self, session: Session, appeal: Appeal) -> AppealSubject:
        """Return an appeal as `access.can` wants it: heard by those of the stage it is in."""
        stage = DECIDING.get(State(appeal.state), 0)
        hearers = appeals.hearers(session, appeal.id, stage) if stage else []
        units = relations.standing(session, appeal.person_id, self.today).units
        return AppealSubject(appeal.person_id, frozenset(hearers), units)

    def awaited(self, appeal: Appeal, deadline: Deadline) -> None:
        """Set until when what comes next is awaited, and when time acts before."""
        appeal.due_at, appeal.beat, appeal.next_at = deadline.due_at, 0, deadline.beats[0]

    def step(  # noqa: PLR0913 - a step has this many facts
        self,
        session: Session,
        appeal: Appeal,
        deed: Deed,
        said: object = "",
        *,
        by_id: int | None,
        of_step: int | None = None,
    ) -> int:
        """Keep what was done with an appeal, in the state it has now."""
        appeals.keep(session, appeal)
        return appeals.take_step(
            session, appeal, deed.value, json.dumps(said), by_id=by_id, at=self.clock.now(), of_step=of_step
        )

    def hr(self, session: Session, person_id: int) -> list[int]:
        """Return who in HR handles somebody's appeal: the partners assigned to their unit, then all others."""
        partners = [
            each
            for each in self.all_hr(session, person_id)
            if session.get_one(people.Person, each).role == relations.HR
        ]
        return partners or self.all_hr(session, person_id)

    def all_hr(self, session: Session, person_id: int) -> list[int]:
        """Return everybody in HR for somebody, those first who are assigned to their unit, the administrators last."""
        found = [each for each in relations.hr_of(session, person_id, self.today) if each.key != person_id]
        found.sort(
            key=lambda each: (each.role == relations.HR_ADMIN, not relations.served(session, each.key))
        )
        return [each.key for each in found]

    def everybody(self, session: Session, appeal: Appeal) -> list[int]:
        """Return everybody who handles or hears an appeal."""
        heard = [each for stage in (1, 2) for each in appeals.hearers(session, appeal.id, stage)]
        return list(dict.fromkeys([*self.hr(session, appeal.person_id), *heard]))

    def tell(self, session: Session, appeal: Appeal, kind: str, to: Iterable[int], turn: str = "") -> None:
        """Put a message about an appeal, once for each of these people; `turn` tells it from an earlier one."""
        for person_id in to:
            self._outgoing.post(
                session,
                key=f"{kind}:{appeal.id}:{person_id}" + (f":{turn}" if turn else ""),
                kind=kind,
                payload={"appeal": appeal.id, "beat": appeal.beat},
                to=person_id,
                priority=Priority.NUDGE if kind == CARD_AGAIN else Priority.REPLY,
            )

    def redraw(self, session: Session, appeal: Appeal, event: str) -> None:
        """Show everybody who has the card how the appeal stands now; who has none yet gets it."""
        for person_id in self.everybody(session, appeal):
            key = f"{CARD}:{appeal.id}:{person_id}"
            with suppress(NoSuchMessageError):
                self._outgoing.update(
                    session,
                    key=f"{key}:{event}",
                    target_key=key,
                    kind=CARD,
                    payload={"appeal": appeal.id, "beat": 0},
                )

    def mark(self, session: Session, appeal: Appeal) -> None:
        """Let the result of an appeal say that it is under appeal."""
        version = scores.released(session, appeal.person_id, appeal.cycle)
        if version is not None and version.state != scores.UNDER_APPEAL:
            scores.enter(session, version.id, scores.UNDER_APPEAL, at=self.clock.now(), why="appeal")

    def close(self, session: Session, appeal: Appeal, state: State) -> None:
        """End an appeal: the result is final, or, when it was withdrawn within the window, open to another."""
        appeal.state, appeal.next_at = state.value, None
        appeals.keep(session, appeal)
        version = scores.released(session, appeal.person_id, appeal.cycle)
        if version is None or version.state != scores.UNDER_APPEAL:
            return
        window = releases.window_of(session, version.id)
        still_open = window is None or window.expired_at is None
        then = scores.RELEASED if state is State.WITHDRAWN and still_open else scores.FINAL
        scores.enter(session, version.id, then, at=self.clock.now(), why=f"appeal {state.value}")

    def delivered(self, session: Session, key: str) -> bool:
        """Return whether a message reached its reader."""
        row = outbox.by_key(session, key)
        return row is not None and row.state == Delivery.SENT


def letter_key(appeal: Appeal, turn: str) -> str:
    """Return the key of a decision's letter to the appellant."""
    return f"{LETTER}:{appeal.id}:{appeal.person_id}:{turn}"


def decision_in(step: Step) -> Decision | None:
    """Return the decision a step holds; None once its words are gone."""
    if step.words is None:
        return None
    said = json.loads(step.words)
    return Decision(
        Outcome(said["outcome"]), said["reason"], said["clauses"], said["evidence"], Decimal(said["points"])
    )


def written(decision: Decision) -> dict[str, str]:
    """Return a decision as a step holds it."""
    return {
        "outcome": decision.outcome.value,
        "reason": decision.reason,
        "clauses": decision.clauses,
        "evidence": decision.evidence,
        "points": str(decision.points),
    }


def name_of(session: Session, person_id: int | None) -> str:
    """Return somebody's name; empty for nobody."""
    person = session.get(people.Person, person_id) if person_id is not None else None
    return person.name if person else ""
