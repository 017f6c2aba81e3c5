"""What the effect report holds, as values: one kind at a time, and the guardrails that are about all of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.nudges.effect import Verdict
from bot.features.nudges.kinds import Kind

if TYPE_CHECKING:
    from bot.features.nudges.effect import Effect
    from bot.features.nudges.guardrails import Watched

MINUTES = {
    Kind.PRE_1ON1: Decimal("1.5"),
    Kind.DEBRIEF: Decimal(2),
    Kind.GAP_21: Decimal(1),
    Kind.GAP_28: Decimal(1),
    Kind.ACTION_DUE: Decimal("0.5"),
    Kind.MID_WINDOW: Decimal(4),
    Kind.GOALS_OPEN: Decimal(2),
    Kind.RECOG: Decimal(1),
    Kind.EMP_AGENDA: Decimal("0.5"),
    Kind.EMP_PULSE: Decimal("0.2"),
}
"""How long doing what a nudge asks for takes, as its own words say (domain 3.3)."""


@dataclass(frozen=True)
class KindReport:
    """What one kind does. `effect` is None while there is too little to say anything; then no figure is told.

    `messages` and `mutes` are of the last 28 days; `acts_after` are the acts that followed what was sent.
    """

    kind: Kind
    effect: Effect | None
    messages: int
    mutes: int
    acts_after: int
    guardrails: tuple[Watched, ...]
    evidence: Effect | None = None
    """For the wrap-up: of the notes that were written, how many have an example of what was seen."""

    @property
    def acts_per_100(self) -> Decimal | None:
        """How many acts a hundred messages cause."""
        return None if self.effect is None else self.effect.arms.difference * 100

    @property
    def mutes_per_100(self) -> Decimal | None:
        """How many people mute the kind for a hundred messages."""
        return None if self.effect is None or not self.messages else Decimal(self.mutes) * 100 / self.messages

    @property
    def minutes(self) -> Decimal | None:
        """How many minutes people spent on the acts that followed."""
        return None if self.effect is None else self.acts_after * MINUTES.get(self.kind, Decimal(0))

    @property
    def stops(self) -> bool:
        """Whether the kind is to be turned off: a guardrail says so, or it has been shown to do too little."""
        return any(each.stops for each in self.guardrails) or (
            self.effect is not None and self.effect.verdict in {Verdict.RETIRE, Verdict.HARMFUL}
        )


@dataclass(frozen=True)
class EffectReport:
    """Every kind that was decided about, and what is watched for all of them together."""

    kinds: tuple[KindReport, ...]
    together: tuple[Watched, ...]
