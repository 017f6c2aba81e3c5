"""Taking in the metric dictionary: a version of a definition is stored once, and never in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores.arriving import Change, Kind, RejectedError, Rejection, Report
from bot.features.scores.sorting import Roll
from storage import metrics
from storage.metrics import Metric, MetricIsDefinedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.features.scores.arriving import Origin, Row

_LONGEST = {
    "id": 128, "version": 32, "name_en": 200, "name_zh": 200, "unit": 32, "formula": 500, "source": 200, "clause": 64,
}  # fmt: skip
_NEEDED = ("id", "version", "name_en", "name_zh")


class Metrics:
    """Takes definitions in, batch by batch, and keeps count in `report`."""

    def __init__(self, origin: Origin, *, dry_run: bool) -> None:
        self.report = Report(Kind.METRICS)
        self._origin = origin
        self._dry_run = dry_run

    def take(self, session: Session, rows: Sequence[Row]) -> None:
        """Take a batch of rows within the caller's transaction."""
        roll = Roll(session, rows, ("owner",), None)
        for row in rows:
            try:
                self._keep(session, roll, row)
            except RejectedError as problem:
                self.report.reject(*problem.rejections)

    def _keep(self, session: Session, roll: Roll, row: Row) -> None:
        wrong = [Rejection(row.line, column, "is empty") for column in _NEEDED if not row.cells.get(column)]
        wrong += [
            Rejection(row.line, column, f"is longer than {longest} characters")
            for column, longest in _LONGEST.items()
            if len(row.cells.get(column, "")) > longest
        ]
        if wrong:
            raise RejectedError(*wrong)
        owner = roll.person(row, "owner").key if row.cells.get("owner") else None
        given = {column: row.cells.get(column, "") for column in _LONGEST}
        metric = Metric(**given, owner_id=owner, stored_at=self._origin.at)
        before = metrics.newest(session, [metric.id]).get(metric.id)
        try:
            new = metrics.define(session, metric)
        except MetricIsDefinedError as problem:
            reason = f"{metric.id} {metric.version} is defined in other words; a change is a new version"
            raise RejectedError(Rejection(row.line, "version", reason)) from problem
        if new:
            self.report.change(
                Change(metric.id, "definition", before.version if before else "", metric.version)
            )
        else:
            self.report.unchanged += 1
