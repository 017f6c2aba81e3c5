"""Reading what nudges do: sent against withheld, by kind, and the guardrails (domain 3.5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.access import Action, Actor, DeliverySubject, can
from bot.errors import NotAllowed
from bot.features.nudges.effect import FEWEST, Arm, Arms, effect, gathered
from bot.features.nudges.effect_report import EffectReport, KindReport
from bot.features.nudges.guardrails import WEEKS, Guardrail, Watched, share
from bot.features.nudges.habits import MUTE_DAYS
from bot.features.nudges.kinds import EMPLOYEE_SIDE, NEVER_WITHHELD, UNSOLICITED, Kind
from storage import nudge_effects, relations
from storage.nudge_decisions import ARM_SENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from storage.nudge_effects import Counted, Delivered, Muted

WEEK, MONTH = timedelta(days=7), timedelta(days=28)
SINCE = timedelta(days=180)
"""How far back a report looks unless somebody says otherwise."""
BEFORE = timedelta(days=56)
"""What the pulse of the last weeks is compared with: the eight weeks before them."""


class Effects:
    """Puts the report together, for those who may read it."""

    def __init__(self, clock: Clock, zone: ZoneInfo) -> None:
        self._clock = clock
        self._zone = zone

    def for_reader(self, session: Session, person_id: int) -> EffectReport:
        """Return the report for somebody in HR; raises NotAllowed."""
        now = self._clock.now()
        reader = relations.reader(session, person_id, now.astimezone(self._zone).date())
        actor = Actor(person_id, reader.role, here=reader.here)
        if not can(actor, Action.READ_NUDGE_EFFECTS, DeliverySubject()):
            raise NotAllowed
        return self.report(session, now - SINCE)

    def report(self, session: Session, since: datetime, kind: Kind | None = None) -> EffectReport:
        """Return the report since then, of one kind or of all."""
        now = self._clock.now()
        by_kind: dict[Kind, list[Counted]] = defaultdict(list)
        for row in nudge_effects.outcomes(session, since):
            by_kind[Kind(row.kind)].append(row)
        weeks = [
            {each.kind: each for each in nudge_effects.delivered(session, now - back, now - back + WEEK)}
            for back in (2 * WEEK, WEEK)
        ]
        month = {each.kind: each for each in nudge_effects.delivered(session, now - MONTH, now)}
        muted = nudge_effects.muted(session)
        wanted = [each for each in Kind if each not in NEVER_WITHHELD and kind in {None, each}]
        kinds = tuple(
            _kind(each, by_kind[each], weeks, month.get(each), muted, now)
            for each in wanted
            if by_kind[each] or each in month
        )
        kinds = tuple(
            self._with_evidence(session, each, since, now) if each.kind is Kind.DEBRIEF else each
            for each in kinds
        )
        return EffectReport(kinds, (self._pulse(session, now), *_loads(session, now)))

    @staticmethod
    def _with_evidence(session: Session, found: KindReport, since: datetime, now: datetime) -> KindReport:
        """Add whether notes that were asked for are thinner than those that came by themselves."""
        falls = []
        for back in (2 * WEEK, WEEK):
            arms = sum(_evidence(session, now - back, now - back + WEEK).values(), Arms())
            falls.append(-arms.difference if arms.fewest >= FEWEST else None)
        watched = Watched(Guardrail.EVIDENCE, tuple(falls))
        return replace(
            found,
            evidence=effect(_evidence(session, since, now)),
            guardrails=(*found.guardrails, watched),
        )

    @staticmethod
    def _pulse(session: Session, now: datetime) -> Watched:
        before = nudge_effects.pulse(session, now - WEEKS * WEEK - BEFORE, now - WEEKS * WEEK)
        falls = []
        for back in (2 * WEEK, WEEK):
            total, count = nudge_effects.pulse(session, now - back, now - back + WEEK)
            told = min(count, before[1]) >= FEWEST
            falls.append(Decimal(before[0]) / before[1] - Decimal(total) / count if told else None)
        return Watched(Guardrail.PULSE, tuple(falls))


def _kind(  # noqa: PLR0913, PLR0917 - what is known of one kind
    kind: Kind,
    counted: list[Counted],
    weeks: list[dict[str, Delivered]],
    month: Delivered | None,
    muted: list[Muted],
    now: datetime,
) -> KindReport:
    arms: dict[int, Arms] = defaultdict(Arms)
    for row in counted:
        manager = row.manager_id if kind in EMPLOYEE_SIDE and row.manager_id else row.recipient_id
        arm = Arm(row.acts, row.decisions)
        arms[manager] += Arms(sent=arm) if row.arm == ARM_SENT else Arms(withheld=arm)
    mutes = [each for each in muted if each.kind == kind]
    people = month.people if month else 0
    return KindReport(
        kind=kind,
        effect=effect(arms),
        messages=month.said if month else 0,
        mutes=_muted_at(mutes, now),
        acts_after=sum(row.acts for row in counted if row.arm == ARM_SENT),
        guardrails=(
            Watched(
                Guardrail.MUTES,
                tuple(share(_muted_at(mutes, at), people, FEWEST) for at in (now - WEEK, now)),
            ),
            Watched(Guardrail.NEGATIVE, tuple(_negative(week.get(kind)) for week in weeks)),
        ),
    )


def _evidence(session: Session, since: datetime, until: datetime) -> dict[int, Arms]:
    """Return each manager's notes in both arms, those with an example of what was seen as the acts."""
    rows = nudge_effects.debriefed(session, since, until)
    return gathered((row.manager_id, row.arm == ARM_SENT, row.evidence) for row in rows)


def _muted_at(mutes: Iterable[Muted], at: datetime) -> int:
    """Return how many had muted a kind at an instant. Of mutes for good nobody knows since when: they count."""
    lasting = timedelta(days=MUTE_DAYS)
    return sum(
        each.until > at and (each.until - lasting <= at or each.until - lasting > at + WEEK) for each in mutes
    )


def _negative(week: Delivered | None) -> Decimal | None:
    return share(week.not_needed, week.said, FEWEST) if week else None


def _loads(session: Session, now: datetime) -> tuple[Watched, Watched]:
    means: list[Decimal | None] = []
    highest: list[Decimal | None] = []
    for back in (2 * WEEK, WEEK):
        rows = nudge_effects.reached(
            session, now - back, now - back + WEEK, [each.value for each in UNSOLICITED]
        )
        means.append(share(sum(row.unsolicited for row in rows), len(rows), FEWEST))
        highest.append(Decimal(max((row.messages for row in rows), default=0)))
    return Watched(Guardrail.UNSOLICITED, tuple(means)), Watched(Guardrail.ALL_MESSAGES, tuple(highest))
