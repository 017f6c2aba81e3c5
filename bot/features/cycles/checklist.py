"""The launch checklist: what has to be mended before a cycle begins, and what had better be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import Action, CycleSubject, can
from bot.errors import NotAllowed
from bot.features.cycles import gaps
from bot.features.cycles.service import actor
from bot.features.cycles.standing import standing
from bot.features.cycles.views import Checklist, Finding

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.cycles.service import Cycles


class Checklists:
    """Looks over what a cycle needs; nothing it does is kept."""

    def __init__(self, steering: Cycles) -> None:
        self._steering = steering

    def look(self, session: Session, by: int, cycle_id: str) -> Checklist:
        """Return what is missing for a planned cycle, what blocks before what warns.

        Raises NotAllowed, CycleNotFound and CycleNotPlanned.
        """
        today = self._steering.today()
        if not can(actor(session, by, today), Action.STEER_CYCLE, CycleSubject()):
            raise NotAllowed
        stands = standing(session, cycle_id)
        findings = [
            Finding(gap.kind, gap.count, gap.examples, blocks=gap.kind in gaps.BLOCKS)
            for gap in gaps.found(session, stands, today)
        ]
        return Checklist(stands.cycle.id, tuple(sorted(findings, key=lambda each: not each.blocks)))
