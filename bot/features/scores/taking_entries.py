"""Taking in items, calibrations, red-line events and leave, each row on its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.features.scores import canonical, figure_reading
from bot.features.scores.arriving import Change, Kind, RejectedError, Rejection, Report
from bot.features.scores.figure_reading import RowError
from bot.features.scores.inputs import Calibration, Item, Leave, RedLine
from bot.features.scores.number_reading import AmbiguousNumberError, plain
from bot.features.scores.rounding import NotExactError, exact
from bot.features.scores.sorting import Roll
from storage import score_entries
from storage.score_entries import Kind as EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from sqlmodel import Session

    from bot.features.scores.arriving import Origin, Row
    from bot.features.scores.provenance import Provenance
    from storage.cycles import Cycle

Entry = Item | Calibration | RedLine | Leave
_NAMED = ("employee", "approver", "approvers", "captured_by", "approved_by")
_KINDS = {
    Kind.ITEMS: EntryKind.ITEM,
    Kind.CALIBRATIONS: EntryKind.CALIBRATION,
    Kind.RED_LINES: EntryKind.RED_LINE,
    Kind.LEAVES: EntryKind.LEAVE,
}


class Entries:
    """Takes rows of one of these kinds in, batch by batch, and keeps count in `report`."""

    def __init__(self, kind: Kind, origin: Origin, cycle: str | None, *, dry_run: bool) -> None:
        self.report = Report(kind)
        self._origin = origin
        self._cycle = cycle
        self._dry_run = dry_run

    def take(self, session: Session, rows: Sequence[Row]) -> None:
        """Take a batch of rows within the caller's transaction."""
        roll = Roll(session, rows, _NAMED, self._cycle)
        for row in rows:
            try:
                person, cycle = roll.person(row), roll.cycle(row)
                entry = self._entry(roll, row, cycle)
                kind = _KINDS[self.report.kind]
                new = keep(session, person.key, cycle.id, kind, entry, self._origin.at, dry_run=self._dry_run)
            except RejectedError as problem:
                self.report.reject(*problem.rejections)
            else:
                if new:
                    self.report.change(Change(person.email, kind, "", _said(entry)))
                else:
                    self.report.unchanged += 1

    def _entry(self, roll: Roll, row: Row, cycle: Cycle) -> Entry:
        match self.report.kind:
            case Kind.ITEMS:
                return self._item(roll, row, cycle)
            case Kind.CALIBRATIONS:
                return self._calibration(roll, row, cycle)
            case Kind.RED_LINES:
                return RedLine(
                    event=_text(row, "event"),
                    confirmed_on=_maybe_day(row, "confirmed_on"),
                    investigation=row.cells.get("investigation") or None,
                    heard_on=_maybe_day(row, "heard_on"),
                    provenance=self._source(roll, row, cycle, _text(row, "event"), "PM-4.14"),
                )
            case _:
                return Leave(_day(row, "start"), _day(row, "end"), row.cells.get("record") or None)

    def _item(self, roll: Roll, row: Row, cycle: Cycle) -> Item:
        amount = _number(row, "amount")
        clause = row.cells.get("clause") or "PM-4.11"
        return Item(
            amount=amount,
            on=_day(row, "date"),
            why=_text(row, "why"),
            approver=roll.referred(_text(row, "approver"))[0],
            clause=clause,
            evidence=tuple(_words(row, "evidence")),
            event=row.cells.get("event") or None,
            kind=row.cells.get("kind") or None,
            provenance=self._source(roll, row, cycle, str(amount), clause),
        )

    def _calibration(self, roll: Roll, row: Row, cycle: Cycle) -> Calibration:
        delta = _number(row, "delta")
        return Calibration(
            delta=delta,
            reason=_text(row, "reason"),
            evidence=tuple(_words(row, "evidence")),
            approvers=tuple(roll.referred(each)[0] for each in _words(row, "approvers")),
            decided_on=_day(row, "decided_on"),
            explanation=row.cells.get("explanation") or None,
            provenance=self._source(roll, row, cycle, row.cells["delta"], "PM-5.6"),
        )

    def _source(self, roll: Roll, row: Row, cycle: Cycle, value: str, clause: str) -> Provenance:
        """Return the record a row names, otherwise the file itself."""
        if not row.cells.get("source_system"):
            return self._origin.provenance(value, self.report.kind, (cycle.starts, cycle.ends), clause)
        cells = {name: text for name, text in row.cells.items() if text}
        cells["captured_by"], _ = roll.referred(cells.get("captured_by", self._origin.by))
        if "approved_by" in cells:
            cells["approved_by"], _ = roll.referred(cells["approved_by"])
        try:
            found = figure_reading.provenance(cells)
        except RowError as problem:
            reason = str(problem).removeprefix(f"{problem.column}: ")
            raise RejectedError(Rejection(row.line, problem.column, reason)) from problem
        if found.lacks_second_person:
            reason = "what is entered by hand needs a second person who stands for it (PM-6.1)"
            raise RejectedError(Rejection(row.line, "approved_by", reason))
        return found


def keep(  # noqa: PLR0913, PLR0917 - one entry and all it is about
    session: Session,
    person_id: int,
    cycle: str,
    kind: EntryKind,
    entry: Entry,
    now: datetime,
    *,
    dry_run: bool = False,
) -> bool:
    """Store an entry; False when one that says the same is there, wherever it came from."""
    there = score_entries.of_people(session, [person_id], cycle).get(person_id, [])
    bare = _bare(entry)
    if any(_bare(canonical.read(type(entry), each.content)) == bare for each in there if each.kind is kind):
        return False
    return dry_run or score_entries.add(session, person_id, cycle, kind, canonical.text(entry), now)


def keep_item(  # noqa: PLR0913 - as above
    session: Session, person_id: int, cycle: str, item: Item, now: datetime, *, dry_run: bool
) -> bool:
    """Store an item of a goal sheet's file; False when it is there already."""
    return keep(session, person_id, cycle, EntryKind.ITEM, item, now, dry_run=dry_run)


def _bare(entry: Entry) -> Entry:
    return entry if isinstance(entry, Leave) else replace(entry, provenance=None)


def _said(entry: Entry) -> str:
    match entry:
        case Item():
            return f"{entry.amount} on {entry.on}"
        case Calibration():
            return f"{entry.delta} {entry.reason}"
        case RedLine():
            return f"confirmed on {entry.confirmed_on}" if entry.confirmed_on else "not confirmed"
        case Leave():
            return f"{entry.start} to {entry.end}"


def _text(row: Row, column: str) -> str:
    if not (text := row.cells.get(column, "")):
        raise RejectedError(Rejection(row.line, column, "is empty"))
    return text


def _words(row: Row, column: str) -> list[str]:
    return [word for word in row.cells.get(column, "").replace(",", " ").replace(";", " ").split() if word]


def _number(row: Row, column: str) -> Decimal:
    try:
        return exact(plain(_text(row, column)), column)
    except (AmbiguousNumberError, NotExactError) as problem:
        raise RejectedError(Rejection(row.line, column, str(problem))) from problem


def _maybe_day(row: Row, column: str) -> date | None:
    return _day(row, column) if row.cells.get(column) else None


def _day(row: Row, column: str) -> date:
    text = _text(row, column)
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        reason = f"'{text}' is no day such as 2026-06-30"
        raise RejectedError(Rejection(row.line, column, reason)) from problem
