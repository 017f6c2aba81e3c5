"""The rules for goal sheets, as those use them who talk goals over: judged, written and read by what results need.

Between the two features a line is a set of named texts, as in a written sheet (domain 4.10).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bot.features.goals.lines import Line
from bot.features.goals.refusals import GoalFileNotRead
from bot.features.goals.sheets import UNREADABLE, Problem, ReadSheet, SheetHead
from bot.features.scores import canonical, goal_sheets
from bot.features.scores.goal_sheets import Fault, GoalSheet
from bot.features.scores.provenance import Method, Provenance
from bot.features.scores.sheet_reading import SheetError, written
from bot.features.scores.sheet_rows import gathered
from bot.intake.company_rules import rules_of
from bot.intake.files import ScoreFileError, document, table
from bot.intake.goal_fields import fields_of
from storage import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.features.goals.sheets import AgreedOn
    from bot.features.scores.arriving import Row
    from bot.features.scores.configuration import Configuration
    from bot.features.scores.sheet_rows import SheetRows

CLAUSE = "PM-2.2"
"""The rule an agreed sheet is made under."""
CODE_LIMIT = 64
_SOMEBODY = {"employee": "somebody", "cycle": "some", "unit": "some", "role_tier": "staff"}
"""What a file need not say: it is brought for somebody, for a cycle."""


class GoalDesk:
    """What the score engine knows of goal sheets, put into the words of `bot.features.goals`.

    `folder` is the data folder, where a company's own numbers lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def problems(self, head: SheetHead, lines: tuple[Line, ...]) -> tuple[Problem, ...]:
        """Return what is wrong with a sheet, agreement left aside: the whole first, then line by line."""
        readable, unreadable = self._readable(head, lines)
        rules = self._rules
        found = [
            Problem(
                problem.fault.value,
                problem.clause,
                problem.line or "",
                _text(problem.found),
                _text(problem.low),
                _text(problem.high),
            )
            for problem in goal_sheets.problems(_sheet(head, readable), rules)
            if problem.fault is not Fault.NOT_AGREED
        ]
        return (*found, *unreadable)

    def weight_sum(self, lines: tuple[Line, ...]) -> str:
        """Return the sum of the weights that can be read."""
        return _text(sum((_number(line.get("weight")) for line in lines), Decimal(0)))

    def clause(self, kind: str) -> str:
        """Return the clause that a kind of indicator is measured by."""
        return str(getattr(self._rules, kind).clause)

    def content(self, head: SheetHead, lines: tuple[Line, ...], agreed: AgreedOn) -> str:
        """Return a sheet without a mistake as results are computed from it."""
        found = written(_rows(head, lines).table).sheet
        record = Provenance(
            value="goal sheet",
            unit="",
            metric_id="goal_sheet",
            metric_version="1",
            source_system="goal talk",
            source_record=agreed.draft_id,
            period_start=agreed.starts,
            period_end=agreed.ends,
            as_of=agreed.day,
            captured_at=agreed.at,
            method=Method.MANUAL,
            captured_by=people.reference(agreed.proposed_by),
            checksum=f"sha256:{agreed.mark}",
            clause=CLAUSE,
            approved_by=people.reference(agreed.approved_by),
        )
        return canonical.text(
            GoalSheet(
                people.reference(head.person_id),
                found.cycle,
                found.unit,
                found.role_tier,
                found.lines,
                provenance=record,
            )
        )

    def sheet(self, content: str) -> tuple[SheetHead, tuple[Line, ...]]:
        """Return such a sheet as it is written."""
        found = canonical.read(GoalSheet, content)
        head = SheetHead(0, found.cycle, found.unit, found.role_tier.value)
        return head, tuple(Line.of(line.code, fields_of(line)) for line in found.lines)

    def read(self, name: str, content: bytes) -> tuple[ReadSheet, ...]:
        """Return the sheets in a file. Raises GoalFileNotRead."""
        with TemporaryDirectory(prefix="touchbase-goals-") as folder:
            path = Path(folder) / ("goals" + Path(name).suffix.casefold())
            path.write_bytes(content)
            try:
                sheets = list(_sheets_in(path))
            except ScoreFileError as problem:
                raise GoalFileNotRead(line=0, column="") from problem
        if not sheets:
            raise GoalFileNotRead(line=0, column="")
        return tuple(map(_read, sheets))

    @cached_property
    def _rules(self) -> Configuration:
        # Read when the first sheet is judged: starting up needs nothing of it.
        return rules_of(self._folder)

    def _readable(
        self, head: SheetHead, lines: tuple[Line, ...]
    ) -> tuple[tuple[goal_sheets.Line, ...], list[Problem]]:
        """Return the lines that can be read one by one, and what cannot be read in the others."""
        readable: list[goal_sheets.Line] = []
        unreadable: list[Problem] = []
        for line in lines:
            rows = _rows(head, (line,))
            fields = [column for _, column, _ in rows.problems]
            if not fields:
                try:
                    readable += written(rows.table).sheet.lines
                except SheetError as problem:
                    fields = [_field_of(each) for each in problem.problems]
            clause = self._rules.sheet.clause
            unreadable += [Problem(UNREADABLE, clause, line.code, field) for field in dict.fromkeys(fields)]
        return tuple(readable), unreadable


def _sheet(head: SheetHead, lines: tuple[goal_sheets.Line, ...]) -> GoalSheet:
    tier = goal_sheets.Tier(head.tier)
    return GoalSheet(people.reference(head.person_id), head.cycle, head.unit, tier, lines)


def _rows(head: SheetHead, lines: tuple[Line, ...]) -> SheetRows:
    of_all = {
        "employee": people.reference(head.person_id),
        "cycle": head.cycle,
        "unit": head.unit,
        "role_tier": head.tier,
    }
    rows = [
        (at, {**of_all, "code": line.code, **{name: text for name, text in line.fields if name != "why"}})
        for at, line in enumerate(lines, start=1)
    ]
    return gathered(rows)[0]


def _field_of(problem: str) -> str:
    """Return the field named in front of what the reader of sheets says."""
    place = problem.partition(":")[0].split()[-1]
    return place.rpartition(".")[2] if "." in place else place


def _sheets_in(path: Path) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """Give the sheets of a file as mappings, each with the line it begins in. Raises GoalFileNotRead too."""
    if path.suffix in {".yaml", ".yml"}:
        found = document(path)
        for each in found if isinstance(found, list) else [found]:
            if not isinstance(each, dict) or not each.get("lines"):
                raise GoalFileNotRead(line=0, column="lines")
            yield 0, each
        return
    rows = table(path).rows
    for sheet in gathered((row.line, _taken(row)) for row in rows):
        if sheet.problems:
            line, column, _ = sheet.problems[0]
            raise GoalFileNotRead(line=line, column=column)
        yield sheet.line, sheet.table


def _taken(row: Row) -> Mapping[str, str]:
    if row.wrong:
        raise GoalFileNotRead(line=row.line, column=row.wrong[0].column)
    return row.cells


def _read(given: tuple[int, Mapping[str, Any]]) -> ReadSheet:
    line, said = given
    named = {name: str(said.get(name) or "") for name in _SOMEBODY}
    whole = {**said, **{name: named[name] or instead for name, instead in _SOMEBODY.items()}}
    try:
        sheet = written(whole).sheet
    except SheetError as problem:
        raise GoalFileNotRead(line=line, column=problem.problems[0].partition(":")[0]) from problem
    codes = [each.code for each in sheet.lines]
    if len(set(codes)) < len(codes) or any(len(code) > CODE_LIMIT for code in codes):
        raise GoalFileNotRead(line=0, column="code")
    return ReadSheet(
        named["employee"],
        named["cycle"],
        named["unit"],
        named["role_tier"],
        tuple(Line.of(each.code, fields_of(each)) for each in sheet.lines),
    )


def _text(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize() + 0, "f")


def _number(written_as: str) -> Decimal:
    try:
        return Decimal(written_as)
    except InvalidOperation:
        return Decimal(0)
