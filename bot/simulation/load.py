"""What a simulation found, as tables, as a picture, and as a file with every person and week."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from rich.table import Table

from bot.drawing import pictures
from bot.drawing.pictures import Stack
from bot.features.nudges.kinds import MESSAGES_A_WEEK, UNSOLICITED_A_WEEK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.simulation.simulating import Load
    from prompts.catalog import Catalog

BUSIEST = 10
PIECES = MESSAGES_A_WEEK + 1
_HIGH = 0.95


@dataclass(frozen=True)
class Report:
    """The loads of everybody over `weeks`, told in one language."""

    loads: Sequence[Load]
    weeks: int
    catalog: Catalog
    language: str

    @property
    def unsolicited(self) -> int:
        """The most unsolicited messages anybody got in a week."""
        return max((most for load in self.loads for most in load.unsolicited), default=0)

    @property
    def most(self) -> int:
        """The most messages anybody got in a week."""
        return max((most for load in self.loads for most in load.messages), default=0)

    @property
    def keeps_the_budgets(self) -> bool:
        """Whether nobody got more than the rules allow."""
        return self.unsolicited <= UNSOLICITED_A_WEEK and self.most <= MESSAGES_A_WEEK

    def by_week(self) -> Table:
        """Return the load of managers and of everybody else, week by week."""
        names = ("week", "leads", "high", "most", "unsolicited", "others", "most")
        table = Table(
            *(self._say(f"simulation-column-{name}") for name in names), title=self._say("simulation-by-week")
        )
        for week in range(self.weeks):
            leads, others = self._messages(week, leads=True), self._messages(week, leads=False)
            unsolicited = max((load.unsolicited[week] for load in self.loads), default=0)
            table.add_row(
                str(week + 1),
                _mean(leads),
                str(_percentile(leads)),
                str(max(leads, default=0)),
                str(unsolicited),
                _mean(others),
                str(max(others, default=0)),
            )
        return table

    def busiest(self) -> Table:
        """Return who gets most, each with their weeks."""
        weeks = [str(week + 1) for week in range(self.weeks)]
        columns = [self._say("simulation-column-person"), *weeks]
        table = Table(*columns, title=self._say("simulation-busiest"))
        for load in sorted(self.loads, key=lambda load: (-load.total, load.person.number))[:BUSIEST]:
            table.add_row(load.person.name, *map(str, load.messages))
        return table

    def lines(self) -> list[str]:
        """Return what is said beside the tables."""
        dropped = sum((load.dropped for load in self.loads), Counter[str]())
        kinds = sum(
            (Counter({str(kind): n for kind, n in load.kinds.items()}) for load in self.loads), Counter[str]()
        )
        verdict = "simulation-kept" if self.keeps_the_budgets else "simulation-broken"
        return [
            self._say(
                "simulation-total",
                messages=sum(load.total for load in self.loads),
                withheld=sum(load.withheld for load in self.loads),
                dropped=dropped.total(),
                rules=_counted(dropped),
            ),
            self._say("simulation-kinds", kinds=_counted(kinds)),
            self._say(verdict, unsolicited=self.unsolicited, most=self.most),
            self._say("simulation-assumptions"),
        ]

    def picture(self) -> bytes:
        """Draw how many people got how many messages in each week, as PNG. Raises NoFontError."""
        legend = [str(count) for count in range(PIECES - 1)]
        legend.append(self._say("simulation-most", count=PIECES - 1))
        bars = [
            self._bar(week, leads=leads)
            for leads in (True, False)
            for week in range(self.weeks)
            if self._messages(week, leads=leads)
        ]
        note = self._say(
            "simulation-note", people=len(self.loads), managers=sum(load.leads for load in self.loads)
        )
        return pictures.stacks(self._say("simulation-title", weeks=self.weeks), note, legend, bars)

    def rows(self) -> str:
        """Return every person's weeks as CSV."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(("email", "week", "messages", "prompts", "unsolicited"))
        for load in self.loads:
            weeks = zip(load.messages, load.prompts, load.unsolicited, strict=True)
            writer.writerows((load.person.email, week, *counts) for week, counts in enumerate(weeks, start=1))
        return out.getvalue()

    def _bar(self, week: int, *, leads: bool) -> Stack:
        messages = self._messages(week, leads=leads)
        found = Counter(min(count, PIECES - 1) for count in messages)
        return Stack(
            self._say("simulation-leads" if leads else "simulation-others", week=week + 1),
            tuple(found[count] / len(messages) for count in range(PIECES)),
            _mean(messages),
        )

    def _messages(self, week: int, *, leads: bool) -> list[int]:
        return [load.messages[week] for load in self.loads if load.leads is leads]

    def _say(self, key: str, **variables: object) -> str:
        return self.catalog.text(self.language, key, **variables)


def _mean(counts: Sequence[int]) -> str:
    return f"{fmean(counts):.1f}" if counts else "–"


def _percentile(counts: Iterable[int]) -> int:
    ordered = sorted(counts)
    return ordered[math.ceil(_HIGH * len(ordered)) - 1] if ordered else 0


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "–"
