"""Taking in goal sheets: each is checked by the rules, and kept as a further version when it says something new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.features.scores import canonical, goal_sheets
from bot.features.scores.arriving import Change, Kind, RejectedError, Rejection, Report, Row
from bot.features.scores.goal_sheets import Confirmed, Fault, GoalSheet
from bot.features.scores.sheet_reading import SheetError, written
from bot.features.scores.sorting import Roll
from bot.features.scores.taking_entries import keep_item
from storage import goal_sheets as sheets
from storage import people
from storage.goal_sheets import Step

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sqlmodel import Session

    from bot.features.scores.arriving import Origin
    from bot.features.scores.configuration import Configuration
    from bot.features.scores.sheet_reading import Written
    from storage.cycles import Cycle
    from storage.goal_sheets import GoalSheetVersion
    from storage.people import Person

CLAUSE = "PM-2.2"
"""The rule an agreed sheet is made under."""


class Sheets:
    """Takes goal sheets in, one by one, and keeps count in `report`."""

    def __init__(self, origin: Origin, rules: Configuration, *, dry_run: bool) -> None:
        self.report = Report(Kind.GOAL_SHEETS)
        self._origin = origin
        self._rules = rules
        self._dry_run = dry_run

    def take(self, session: Session, line: int, table: Mapping[str, Any]) -> None:
        """Take one sheet, as a mapping such as a YAML file gives, within the caller's transaction."""
        try:
            found = written(table)
            row = Row(line, {"employee": found.sheet.employee, "cycle": found.sheet.cycle})
            roll = Roll(session, [row], ["employee"], None)
            self._keep(session, line, roll.person(row), roll.cycle(row), roll.units, found)
        except SheetError as problem:
            places = (each.partition(": ") for each in problem.problems)
            self.report.reject(*(Rejection(line, place, reason) for place, _, reason in places))
        except RejectedError as problem:
            self.report.reject(*problem.rejections)

    def _keep(  # noqa: PLR0913, PLR0917 - one sheet and all it is about
        self,
        session: Session,
        line: int,
        person: Person,
        cycle: Cycle,
        units: Mapping[str, str | None],
        found: Written,
    ) -> None:
        if found.sheet.unit not in units:
            raise RejectedError(Rejection(line, "unit", f"'{found.sheet.unit}' is no unit we know"))
        self._check(line, person, found.sheet)
        confirmed = found.sheet.confirmed
        sheet = replace(found.sheet, employee=people.reference(person.key), confirmed=Confirmed())
        before = next(reversed(sheets.versions(session, person.key, cycle.id)), None)
        if before is None or not _same(before, sheet, confirmed):
            old = f"version {before.version}" if before else ""
            self.report.change(
                Change(person.email, cycle.id, old, f"version {before.version + 1 if before else 1}")
            )
            if not self._dry_run:
                self._store(session, person.key, cycle, sheet, confirmed)
        else:
            self.report.unchanged += 1
        for item in found.items:
            item_kept = replace(
                item,
                provenance=self._origin.provenance(
                    str(item.amount), "item", (cycle.starts, cycle.ends), item.clause
                ),
            )
            keep_item(session, person.key, cycle.id, item_kept, self._origin.at, dry_run=self._dry_run)

    def _check(self, line: int, person: Person, sheet: GoalSheet) -> None:
        wrong = []
        for problem in goal_sheets.problems(sheet, self._rules):
            place = problem.line or "the sheet"
            sentence = f"{problem.fault} ({problem.clause})" + (
                f": found {problem.found}" if problem.found is not None else ""
            )
            if problem.stops and problem.fault is not Fault.NOT_AGREED:
                wrong.append(Rejection(line, place, sentence))
            else:
                self.report.remarks.append(f"{person.email}: {place}: {sentence}")
        if wrong:
            raise RejectedError(*wrong)

    def _store(
        self, session: Session, person_id: int, cycle: Cycle, sheet: GoalSheet, confirmed: Confirmed
    ) -> None:
        now = self._origin.at
        days = [day for day in (confirmed.employee, confirmed.manager) if day is not None]
        record = self._origin.provenance("goal sheet", "goal_sheet", (cycle.starts, cycle.ends), CLAUSE)
        if days:
            record = replace(record, as_of=max(days))
        kept = sheets.add_version(
            session,
            person_id,
            cycle.id,
            canonical.text(replace(sheet, provenance=record)),
            effective_from=cycle.starts,
            now=now,
        )
        sheets.propose(session, kept.id, None, min(days, default=now.date()), now)
        for side, day in ((Step.EMPLOYEE, confirmed.employee), (Step.MANAGER, confirmed.manager)):
            if day is not None:
                sheets.confirm(session, kept.id, side, None, day, now)


def _same(before: GoalSheetVersion, sheet: GoalSheet, confirmed: Confirmed) -> bool:
    there = replace(canonical.read(GoalSheet, before.content), provenance=None)
    days = Confirmed(before.confirmed_by_employee_on, before.confirmed_by_manager_on)
    return there == replace(sheet, provenance=None) and days == confirmed
