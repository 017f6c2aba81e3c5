"""What HR does to a cycle: planning it, opening its phases, extending, waiving and signing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.access import Action, Actor, CycleSubject, can
from bot.errors import NotAllowed
from bot.features.cycles import closing, gaps, loading, rules
from bot.features.cycles.refusals import (
    CycleUnderWay,
    LaunchBlocked,
    NoCycleDays,
    NotALaterDay,
    NothingToSign,
    NothingToWaive,
    PhaseAlreadyOpen,
    PhaseHeld,
    PhaseIsOver,
    ReasonMissing,
    RecordsMissing,
    UnitNotFound,
)
from bot.features.cycles.rules import Held, Progress
from bot.features.cycles.standing import progress, standing
from prompts.cycles import load_cycles
from storage import cycle_acts, cycles, people, relations
from storage.cycle_acts import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.cycles.rules import Phase, Span, WorkingCalendar
    from bot.features.cycles.standing import Standing
    from prompts.catalog import Catalog


@dataclass(frozen=True)
class Plan:
    """What a cycle is to be: its kind, its days, for whom, and whether pay depends on it."""

    cycle: str
    kind: str
    span: Span
    units: tuple[str, ...] = ()
    linked_to_pay: bool = True


@dataclass(frozen=True)
class Moved:
    """A phase whose dates an extension changed. `late`: it is told less than three working days ahead."""

    before: Phase
    after: Phase


@dataclass(frozen=True)
class Extension:
    """What an extension changed, and whether everybody can be told in time (A-13)."""

    moved: tuple[Moved, ...]
    late: bool


@dataclass(frozen=True)
class Change:
    """A phase that somebody in HR lets close later than was said: what A-13 has to tell."""

    by: int
    cycle_id: str
    phase_key: str
    before: date
    after: date
    reason: str


def _nobody_announces(_session: Session, _change: Change) -> str:
    """Announce nothing: on the command line, HR composes A-13 in Slack."""
    return ""


def _nothing_planned(_session: Session, _by: int, _cycle_id: str) -> None:
    """Change no draft: after a command, the next tick does."""


UNITS_NAMED = 8
"""So many units a refusal to close names, those that lack the most."""


class Cycles:
    """Steers cycles, each act within the caller's transaction and kept with who did it and why."""

    def __init__(self, clock: Clock, calendar: WorkingCalendar, zone: ZoneInfo, catalog: Catalog) -> None:
        self.clock = clock
        self.calendar = calendar
        self.zone = zone
        self.catalog = catalog
        self.announce: Callable[[Session, Change], str] = _nobody_announces
        """What makes a change of dates an announcement, in the same transaction; the house sets it."""
        self.settle: Callable[[Session, int, str], object] = _nothing_planned
        """What brings drafts of planned announcements in line with the days; the house sets it."""

    def actor(self, session: Session, person_id: int) -> Actor:
        """Return somebody as the judge of permissions wants them."""
        return actor(session, person_id, self.today())

    def today(self) -> date:
        """Return the day it is where the company is."""
        return self.clock.now().astimezone(self.zone).date()

    def plan(self, session: Session, by: int, plan: Plan) -> Standing:
        """Store a cycle with its phases' dates; before a phase is opened it may be planned anew.

        Raises NotAllowed, CycleUnderWay, NoCycleDays and UnitNotFound.
        """
        self.require(session, by)
        if plan.span.ends <= plan.span.starts:
            raise NoCycleDays
        for unit in plan.units:
            if session.get(people.Unit, unit) is None:
                raise UnitNotFound(unit=unit)
        if cycle_acts.opened(session, plan.cycle):
            raise CycleUnderWay(cycle=plan.cycle)
        phases = rules.dates_of(load_cycles()[plan.kind], plan.span, self.calendar)
        loading.load(session, self.catalog, plan.cycle, plan.span, phases)
        cycle_acts.set_terms(session, plan.cycle, plan.kind, plan.units, linked_to_pay=plan.linked_to_pay)
        facts = {
            "kind": plan.kind,
            "units": list(plan.units),
            "linked_to_pay": plan.linked_to_pay,
            "dates": {phase.id: _days(phase) for phase in phases},
        }
        self.keep(session, plan.cycle, "", Act.PLANNED, by, facts=facts)
        self.settle(session, by, plan.cycle)
        return standing(session, plan.cycle)

    def open(
        self, session: Session, by: int, cycle_id: str, number: str, *, by_itself: bool = False
    ) -> Phase:
        """Open a phase; `by_itself`: on its day, in the name of who planned it.

        Raises NotAllowed, PhaseAlreadyOpen, PhaseHeld when what it waits for is not done, and LaunchBlocked when it is
        the first and the launch checklist is not clear.
        """
        self.require(session, by)
        stands = standing(session, cycle_id, hold=True)
        phase = stands.phase(number)
        if phase.id in stands.opened or phase.closes < self.today():
            raise PhaseAlreadyOpen(phase=phase.id)
        if held := self.held(session, stands, phase):
            first = min(held, key=lambda each: each.waivable)
            if first.phase == rules.LAUNCH:
                raise LaunchBlocked(count=first.progress.total)
            raise PhaseHeld(
                phase=phase.id,
                waits=first.phase,
                percent=first.progress.percent,
                waivable="yes" if first.waivable else "no",
            )
        shares = {each: progress(session, stands, stands.phase(each), self.today()) for each in phase.after}
        facts: dict[str, Any] = {
            "shares": {each: [share.done, share.total] for each, share in shares.items()},
            **({"by_itself": True} if by_itself else {}),
        }
        self.keep(session, stands.cycle.id, phase.id, Act.OPENED, by, facts=facts)
        return phase

    def held(self, session: Session, stands: Standing, phase: Phase) -> tuple[Held, ...]:
        """Return what keeps a phase from opening now; the first one waits for the launch checklist."""
        today, waived = self.today(), stands.waived_for(phase.id)
        shares = {each: progress(session, stands, stands.phase(each), today) for each in phase.after}
        found = rules.holding(phase, shares, waived)
        if phase.id == stands.phases[0].id and rules.LAUNCH not in waived:
            missing = gaps.blocking(session, stands, today)
            found += (Held(rules.LAUNCH, Progress(0, missing), waivable=True),) if missing else ()
        return found

    def waive(self, session: Session, by: int, cycle_id: str, number: str, reason: str) -> tuple[str, ...]:
        """Let a phase open although what it waits for is not done enough; return what was waived.

        Raises NotAllowed, ReasonMissing and NothingToWaive.
        """
        self.require(session, by)
        stands = standing(session, cycle_id)
        phase = stands.phase(number)
        waived = [each for each in self.held(session, stands, phase) if each.waivable]
        if not waived or phase.id in stands.opened:
            raise NothingToWaive(phase=phase.id)
        facts = {"waived": {each.phase: [each.progress.done, each.progress.total] for each in waived}}
        self.keep(session, stands.cycle.id, phase.id, Act.WAIVED, by, reason=_given(reason), facts=facts)
        return tuple(each.phase for each in waived)

    def extend(  # noqa: PLR0913, PLR0917 - who gives which phase how long, and why
        self, session: Session, by: int, cycle_id: str, number: str, closes: date, reason: str
    ) -> Extension:
        """Give a phase until `closes`; those after it come as many working days later, and A-13 is due.

        Raises NotAllowed, ReasonMissing, PhaseIsOver and NotALaterDay.
        """
        self.require(session, by)
        stands = standing(session, cycle_id)
        phase = stands.phase(number)
        today = self.today()
        if phase.closes < today:
            raise PhaseIsOver(phase=phase.id)
        if phase.fixed or closes <= phase.closes or not self.calendar.is_working(closes):
            raise NotALaterDay(closes=phase.closes)
        after = rules.extended(stands.phases, phase.id, closes, today, self.calendar)
        moved = tuple(Moved(old, new) for old, new in rules.changed(stands.phases, after))
        for each in moved:
            cycles.move(session, stands.cycle.id, each.after.id, each.after.opens, each.after.closes)
        late = rules.is_late(phase.closes, today, self.calendar)
        told = Change(by, stands.cycle.id, phase.key, phase.closes, closes, _given(reason))
        facts = {
            "dates": {each.after.id: [*_days(each.before), *_days(each.after)] for each in moved},
            "late": late,
            "announcement": self.announce(session, told),
        }
        self.keep(session, stands.cycle.id, phase.id, Act.EXTENDED, by, reason=_given(reason), facts=facts)
        self.settle(session, by, stands.cycle.id)
        return Extension(moved, late)

    def sign(self, session: Session, by: int, cycle_id: str, number: str) -> Phase:
        """Say that a phase is done which nothing else can show. Raises NotAllowed and NothingToSign.

        The last one closes the cycle: raises RecordsMissing while anybody lacks a record that nobody waived.
        """
        self.require(session, by)
        stands = standing(session, cycle_id, hold=True)
        phase = stands.phase(number)
        if phase.done != rules.SIGNED_BY_HAND or phase.id in stands.signed:
            raise NothingToSign(phase=phase.id)
        if closing.closes(stands, phase) and (lacks := closing.lacking(session, stands, self.today())):
            units = ", ".join(f"{lack.unit or '–'} {lack.missing}" for lack in lacks[:UNITS_NAMED])
            raise RecordsMissing(count=sum(lack.missing for lack in lacks), units=units)
        self.keep(session, stands.cycle.id, phase.id, Act.SIGNED, by)
        return phase

    def history(self, session: Session, by: int, cycle_id: str) -> Sequence[cycle_acts.CycleAct]:
        """Return everything that was done to a cycle, the first act first. Raises NotAllowed."""
        self.require(session, by)
        return standing(session, cycle_id).acts

    def require(self, session: Session, by: int) -> None:
        """Do nothing for who steers cycles; raises NotAllowed."""
        if not can(actor(session, by, self.today()), Action.STEER_CYCLE, CycleSubject()):
            raise NotAllowed

    def keep(  # noqa: PLR0913 - an act has this many facts
        self,
        session: Session,
        cycle_id: str,
        phase_id: str,
        act: Act,
        by: int,
        *,
        reason: str = "",
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep that something was done to a cycle."""
        now = self.clock.now()
        cycle_acts.keep(session, cycle_id, phase_id, act, by=by, reason=reason, facts=facts, now=now)


def actor(session: Session, person_id: int, today: date) -> Actor:
    """Return somebody as the judge of permissions wants them."""
    return Actor.of(relations.reader(session, person_id, today))


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def _days(phase: Phase) -> list[str]:
    return [phase.opens.isoformat(), phase.closes.isoformat()]
