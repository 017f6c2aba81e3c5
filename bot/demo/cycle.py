"""The demo company's cycle as HR has steered it so far: planned, and every phase opened whose day has come."""

from __future__ import annotations

import tomllib
from datetime import datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.features.cycles import rules
from bot.features.cycles.rules import Span
from bot.features.cycles.service import Cycles, Plan
from bot.features.cycles.standing import standing
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import cycle_acts, cycles, people, samples
from storage.cycle_acts import Act

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.cycles.rules import Phase
    from bot.features.cycles.standing import Standing

MORNING = time(9)
"""Wall time at which the demo company's HR opens phases."""


def load(session: Session, clock: Clock) -> None:
    """Plan the cycle, and open what has begun. Done once: a second time changes nothing."""
    facts = tomllib.loads(files("storage.samples").joinpath("cycle.toml").read_text(encoding="utf-8"))
    cycle, by = session.get(cycles.Cycle, facts["cycle"]), people.by_email(session, facts["by"])
    if cycle is None or by is None or cycle_acts.terms(session, cycle.id) is not None:
        return
    company = samples.company()
    steering = Cycles(clock, WorkingDays(company.country), ZoneInfo(company.timezone), Catalog.load())
    span = Span(cycle.starts, cycle.ends)
    stands = steering.plan(session, by.key, Plan(cycle.id, facts["kind"], span))
    for phase in sorted(stands.phases, key=lambda phase: phase.opens):
        if phase.opens <= steering.today():
            _begin(session, steering, standing(session, cycle.id), phase, facts["waived"], by.key)


def _begin(  # noqa: PLR0913, PLR0917 - what begins, in whose name and with which waiver
    session: Session, steering: Cycles, stands: Standing, phase: Phase, why: str, by: int
) -> None:
    """Open a phase on its day, with a waiver where one is needed and may be given; sign it where it is over."""
    held = steering.held(session, stands, phase)
    if not all(each.waivable for each in held):
        return
    now = min(steering.clock.now(), datetime.combine(phase.opens, MORNING, steering.zone))
    if held:
        missing = {each.phase: [each.progress.done, each.progress.total] for each in held}
        _keep(session, phase, Act.WAIVED, by, now, stands, reason=why, waived=missing)
    _keep(session, phase, Act.OPENED, by, now, stands, by_itself=True)
    if phase.done == rules.SIGNED_BY_HAND and phase.closes < steering.today():
        closed = datetime.combine(phase.closes, MORNING, steering.zone)
        _keep(session, phase, Act.SIGNED, by, closed, stands)


def _keep(  # noqa: PLR0913, PLR0917 - an act has this many facts
    session: Session,
    phase: Phase,
    act: Act,
    by: int,
    now: datetime,
    stands: Standing,
    reason: str = "",
    **facts: Any,  # noqa: ANN401 - as the act keeps them
) -> None:
    cycle_acts.keep(session, stands.cycle.id, phase.id, act, by=by, reason=reason, facts=facts, now=now)
