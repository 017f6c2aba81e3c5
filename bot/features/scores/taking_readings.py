"""Taking in readings and unit scores: every row is accepted or rejected on its own, and none twice."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from bot.features.scores import figure_reading
from bot.features.scores.arriving import Change, Kind, RejectedError, Rejection, Report
from bot.features.scores.figure_reading import SOURCE_COLUMNS, RowError
from bot.features.scores.figures import Missing
from bot.features.scores.number_reading import AmbiguousNumberError, plain
from bot.features.scores.provenance import Method
from bot.features.scores.rounding import NotExactError, exact
from bot.features.scores.sorting import Roll
from storage import people, readings
from storage.readings import UNIT_SCORE, Draft, Known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from bot.features.scores.arriving import Origin, Row
    from storage.secrets import Keyring

AMOUNT = "amount"
_NAMED = ("employee", "captured_by", "approved_by")
_KEPT = ("kind", "figure", "score", *SOURCE_COLUMNS)


_KEPT_OF_MISSING = ("kind", "figure", "source_system", "source_record", "as_of")


class Seen(Protocol):
    """Remembers which rows of a file came before."""

    def before(self, key: str, line: int) -> int | None:
        """Return the line in which `key` came first; None when this is it."""
        ...


class Readings:
    """Takes rows in, batch by batch, and keeps count in `report`."""

    def __init__(self, kind: Kind, origin: Origin, cycle: str | None, seen: Seen, *, dry_run: bool) -> None:
        self.report = Report(kind)
        self._origin = origin
        self._cycle = cycle
        self._seen = seen
        self._dry_run = dry_run

    def take(self, session: Session, rows: Sequence[Row]) -> None:
        """Take a batch of rows within the caller's transaction."""
        filled = [self._filled(row) for row in rows]
        roll = Roll(session, filled, _NAMED, self._cycle)
        drafts = [(row, draft) for row in filled if (draft := self._draft(session, roll, row)) is not None]
        keys = readings.keys_for(
            session, {draft.person_id for _, draft in drafts if draft.person_id is not None}, self._origin.at
        )
        there: dict[tuple[str, str, str], list[Known]] = {}
        for cycle in {draft.cycle for _, draft in drafts}:
            subjects = {draft.subject for _, draft in drafts if draft.cycle == cycle}
            codes = {draft.code for _, draft in drafts if draft.cycle == cycle}
            for (subject, code), held in readings.known(session, cycle, subjects, codes).items():
                there[cycle, subject, code] = held
        new = [
            (draft, mark)
            for row, draft in drafts
            if (mark := self._weighed(keys, there, row, draft)) is not None
        ]
        if not self._dry_run:
            readings.add_all(session, keys, new, self._origin.at)

    def _filled(self, row: Row) -> Row:
        """Return a row with what its origin says for all of them."""
        cells = {**self._origin.defaults, **{name: text for name, text in row.cells.items() if text}}
        cells.setdefault("method", self._origin.method.value)
        cells.setdefault("captured_by", self._origin.by)
        cells.setdefault("captured_at", self._origin.at.isoformat())
        if self.report.kind is Kind.READINGS:
            cells.setdefault("kind", AMOUNT)
            if cells["kind"] != Missing.TAG:
                cells.setdefault("figure", cells.get("value", ""))
        else:
            cells.setdefault("score", cells.get("value", ""))
        if "checksum" not in cells:
            text = "\n".join(f"{name}={cells[name]}" for name in sorted(cells))
            cells["checksum"] = f"sha256:{sha256(text.encode()).hexdigest()}"
        return type(row)(row.line, cells)

    def _draft(self, session: Session, roll: Roll, row: Row) -> Draft | None:
        try:
            draft = self._unit_draft(roll, row) if self._of_units else self._person_draft(roll, row)
            return self._superseding(session, row, draft) if row.cells.get("supersedes") else draft
        except RejectedError as problem:
            self.report.reject(*problem.rejections)
        except RowError as problem:
            reason = str(problem).removeprefix(f"{problem.column}: ")
            self.report.reject(Rejection(row.line, problem.column, reason))
        return None

    @property
    def _of_units(self) -> bool:
        return self.report.kind is Kind.UNIT_SCORES

    def _person_draft(self, roll: Roll, row: Row) -> Draft:
        person, cycle = roll.person(row), roll.cycle(row)
        cells = dict(row.cells)
        if cells["kind"] == AMOUNT:
            cells["figure"] = _plain(row, "figure")
        figure = figure_reading.figure(cells)
        if isinstance(figure.value, Missing):
            kept: dict[str, str] = {
                name: cells[name]
                for name in ("kind", "figure", "source_system", "source_record", "as_of")
                if name in cells
            }
            return Draft(cycle.id, figure.code, kept, self._instant(cells), person_id=person.key)
        kept, by, waits = _responsible(roll, row, cells, person.key)
        return Draft(
            cycle.id,
            figure.code,
            kept,
            self._instant(cells),
            person_id=person.key,
            waits=waits,
            captured_by_id=by,
        )

    def _unit_draft(self, roll: Roll, row: Row) -> Draft:
        unit = row.cells.get("unit_code", "")
        if unit not in roll.units:
            raise RejectedError(Rejection(row.line, "unit_code", f"'{unit}' is no unit we know"))
        cells = {**row.cells, "score": _plain(row, "score")}
        try:
            exact(cells["score"], "score")
        except NotExactError as problem:
            raise RejectedError(Rejection(row.line, "score", str(problem))) from problem
        figure_reading.provenance(cells)
        kept, by, waits = _responsible(roll, row, cells, None)
        return Draft(
            roll.cycle(row).id,
            UNIT_SCORE,
            kept,
            self._instant(cells),
            unit=unit,
            waits=waits,
            captured_by_id=by,
        )

    def _instant(self, cells: Mapping[str, str]) -> datetime:
        column, written = "captured_at", cells["captured_at"]
        try:
            instant = datetime.fromisoformat(written)
        except ValueError as problem:
            raise RowError(column, f"'{written}' is no time such as 2026-07-06T02:10:00+08:00") from problem
        if instant.tzinfo is None:
            raise RowError(column, f"'{written}' has no time zone; write it like 2026-07-06T02:10:00+08:00")
        return instant

    def _superseding(self, session: Session, row: Row, draft: Draft) -> Draft:
        wanted = row.cells["supersedes"]
        held = readings.of_subjects(session, draft.cycle, [draft.subject]).get(draft.subject, [])
        earlier = [each for each in held if each.code == draft.code and each.row.get("checksum") == wanted]
        if not earlier:
            reason = f"no earlier reading of {draft.code} has the checksum '{wanted}'"
            raise RejectedError(Rejection(row.line, "supersedes", reason))
        about = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
        return Draft(**{**about, "supersedes": earlier[-1].number})

    def _weighed(
        self,
        keys: Keyring,
        there: Mapping[tuple[str, str, str], Sequence[Known]],
        row: Row,
        draft: Draft,
    ) -> str | None:
        """Return a reading's mark when it is new, and count it; None for what is there already or cannot be."""
        source = draft.row.get("source_system", "")
        mark = readings.mark_of(keys, draft)
        same_moment = (
            f"{draft.subject}\n{draft.cycle}\n{draft.code}\n{source}\n{draft.captured_at.isoformat()}"
        )
        first = self._seen.before(same_moment, row.line)
        if first is not None:
            reason = f"line {first} has this source's reading of {draft.code} for the same moment already"
            self.report.reject(Rejection(row.line, "", reason))
            return None
        held = [
            each
            for each in there.get((draft.cycle, draft.subject, draft.code), ())
            if each.source_system == source
        ]
        newest = max(held, key=lambda each: (each.captured_at, each.number), default=None)
        if any(each.mark == mark and each.captured_at == draft.captured_at for each in held) or (
            newest is not None and newest.mark == mark
        ):
            self.report.unchanged += 1
            return None
        if any(each.captured_at == draft.captured_at for each in held) and draft.supersedes is None:
            reason = (
                "this source has said something else for the same moment; a correction names the earlier "
                "record's checksum"
            )
            self.report.reject(Rejection(row.line, "supersedes", reason))
            return None
        self.report.waiting += draft.waits
        whose = row.cells.get("unit_code") if self._of_units else row.cells.get("employee")
        self.report.change(
            Change(whose or "", draft.code, f"{len(held)} before" if held else "", draft.row.get("value", ""))
        )
        return mark


def _plain(row: Row, column: str) -> str:
    try:
        return plain(row.cells.get(column, ""))
    except AmbiguousNumberError as problem:
        raise RejectedError(Rejection(row.line, column, str(problem))) from problem


def _responsible(
    roll: Roll, row: Row, cells: Mapping[str, str], employee_id: int | None
) -> tuple[dict[str, str], int | None, bool]:
    """Return the columns to keep with people as references, who captured it, and whether it waits for another."""
    kept = {name: cells[name] for name in _KEPT if cells.get(name)}
    kept["captured_by"], by = roll.referred(cells.get("captured_by", ""))
    approver = None
    if cells.get("approved_by"):
        kept["approved_by"], approver = roll.referred(cells["approved_by"])
    if cells["method"] != Method.MANUAL.value:
        return kept, by, False
    if by is None and not _is_reference(kept["captured_by"]):
        reason = (
            f"'{cells.get('captured_by', '')}' is nobody we know, and what is entered by hand is somebody's"
        )
        raise RejectedError(Rejection(row.line, "captured_by", reason))
    if cells.get("approved_by") and approver is None:
        raise RejectedError(Rejection(row.line, "approved_by", f"'{cells['approved_by']}' is nobody we know"))
    if approver is not None and approver not in {by, employee_id}:
        return kept, by, False
    kept.pop("approved_by", None)
    return kept, by, True


def _is_reference(words: str) -> bool:
    return words.startswith(people.REFERENCE)
