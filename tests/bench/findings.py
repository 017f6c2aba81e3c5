"""What a benchmark found: the limit, ours, how they compare, and whether the budget was kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = ("What", "Limit", "Ours", "Compared", "Budget", "Kept")


@dataclass(frozen=True)
class Finding:
    """One line of the table: `limit` is the smallest program's figure, `compared` how ours relates to it."""

    what: str
    limit: str
    ours: str
    compared: str
    budget: str
    kept: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text, in the order of `COLUMNS`."""
        verdict = "yes" if self.kept else "NO"
        return (self.what, self.limit, self.ours, self.compared, self.budget, verdict)


def percentile(seconds: Sequence[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def p50(seconds: Sequence[float]) -> float:
    """Return the middle value."""
    return median(seconds)


def p99(seconds: Sequence[float]) -> float:
    """Return what 99 % of the values do not exceed."""
    return percentile(seconds, 0.99)


def milliseconds(seconds: float) -> str:
    """Return a duration for a table."""
    return f"{seconds * 1000:.1f} ms"


def table(findings: Iterable[Finding]) -> Table:
    """Return the findings as a table for a terminal; a missed budget stands out."""
    drawn = Table(*COLUMNS, title="Budgets")
    for finding in findings:
        drawn.add_row(*finding.cells, style=None if finding.kept else "bold red")
    return drawn


def markdown(findings: Iterable[Finding]) -> str:
    """Return the findings as a Markdown table; a missed budget stands in bold."""
    lines = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    for finding in findings:
        cells = finding.cells if finding.kept else tuple(f"**{cell}**" for cell in finding.cells)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
