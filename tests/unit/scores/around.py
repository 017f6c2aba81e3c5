"""What stands around the three worked results: names, days and deciders, as the demo company has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.scores.explained import Around, Decider, Explained
from bot.features.scores.rules import compute
from bot.features.scores.states import State
from bot.features.scores.words import Words
from knowledge import scoring
from tests.unit.scores import samples

if TYPE_CHECKING:
    from bot.features.scores.inputs import Inputs

RELEASED = {
    samples.E1: (date(2026, 7, 30), date(2026, 8, 13)),
    samples.E2: (date(2026, 7, 31), date(2026, 8, 14)),
    samples.E3: (date(2026, 7, 30), date(2026, 8, 13)),
}
AROUND = Around(
    version=1,
    state=State.RELEASED,
    zone=ZoneInfo("Asia/Shanghai"),
    words=Words(scoring.demo_words()),
    released_on=date(2026, 7, 30),
    appeal_until=date(2026, 8, 13),
    frozen_at=datetime.fromisoformat("2026-07-10T18:00:00+08:00"),
    units={
        "SALES-E": {"en": "Sales East", "zh": "东区销售"},
        "FIN": {"en": "Finance", "zh": "财务部"},
        "PLANT-2": {"en": "Plant 2", "zh": "二厂"},
    },
    deciders={
        "helen.moore@demo.example": Decider("Helen Moore", "Finance director 财务负责人", for_hr=False),
        "he.jing@demo.example": Decider("何静 He Jing", "Head of HR and Office 人力行政负责人", for_hr=True),
    },
)


def explained(employee: str) -> Explained:
    """Return one of the three worked results, released."""
    released_on, appeal_until = RELEASED[employee]
    return of(samples.inputs(employee), replace(AROUND, released_on=released_on, appeal_until=appeal_until))


def of(inputs: Inputs, around: Around = AROUND) -> Explained:
    """Return the result of any inputs, with the same around it."""
    return Explained(compute(inputs, samples.RULES), around)
