"""Files that scores are computed from: CSV, spreadsheets and YAML, read row by row so that any length will do."""

from __future__ import annotations

import codecs
import csv
import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import yaml

from bot.features.scores.arriving import Kind, Row
from bot.files.people import PeopleFileError, decoded
from bot.intake.workbooks import WorkbookError, row_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

BLOCK = 1 << 20
SAVE_AS = "save it as 'CSV UTF-8' and try once more"
WORKBOOKS = {".xlsx", ".xlsm"}

NEEDED: Mapping[Kind, frozenset[str]] = {
    Kind.GOAL_SHEETS: frozenset({"employee", "role_tier", "code", "type", "weight"}),
    Kind.CALIBRATIONS: frozenset({"employee", "delta", "reason", "approvers", "decided_on"}),
    Kind.RED_LINES: frozenset({"employee", "event", "confirmed_on"}),
    Kind.ITEMS: frozenset({"employee", "amount", "date", "why", "approver"}),
    Kind.LEAVES: frozenset({"employee", "start", "end"}),
    Kind.METRICS: frozenset({"id", "version", "name_en", "name_zh"}),
    Kind.UNIT_SCORES: frozenset({"unit_code", "source_system"}),
    Kind.READINGS: frozenset({"employee", "code", "source_system"}),
}
"""The columns without which rows are not of a kind; the first kind that has all of them is taken."""


class ScoreFileError(ValueError):
    """The file as a whole cannot be taken; the message is the sentence to say."""


@dataclass(frozen=True)
class Table:
    """The names of the columns, and the rows below them, which are read while one goes through them."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return f"sha256:{digest.hexdigest()}"


def table(path: Path) -> Table:
    """Open a table; raises ScoreFileError when the file as a whole cannot be read."""
    return _workbook(path) if path.suffix.casefold() in WORKBOOKS else _csv(path)


def kind_of(columns: Iterable[str]) -> Kind:
    """Return what rows with these columns are about; raises ScoreFileError, naming the columns that would decide."""
    there = set(columns)
    for kind, needed in NEEDED.items():
        if needed <= there:
            return kind
    nearest = min(NEEDED, key=lambda kind: (len(NEEDED[kind] - there), -len(NEEDED[kind] & there)))
    lacking = ", ".join(sorted(NEEDED[nearest] - there))
    unknown = ", ".join(sorted(there)) or "none"
    message = (
        f"what its rows are about cannot be told from the columns {unknown}; the nearest are {nearest.value}, "
        f"which lack {lacking}. Rename the columns, or say --kind"
    )
    raise ScoreFileError(message)


def check_columns(columns: Iterable[str], kind: Kind) -> None:
    """Raise ScoreFileError when rows of this kind lack a column."""
    if lacking := NEEDED[kind] - set(columns):
        message = f"the columns in the first line lack {', '.join(sorted(lacking))}, which {kind.value} need"
        raise ScoreFileError(message)


def document(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what a YAML file says, decimals exactly as written. Raises ScoreFileError."""
    try:
        return parsed(decoded(path.read_bytes()))
    except PeopleFileError as problem:
        raise ScoreFileError(str(problem)) from problem


def parsed(text: str) -> Any:  # noqa: ANN401 - as above
    """Return what a YAML text says, decimals exactly as written. Raises ScoreFileError."""
    try:
        return yaml.load(text, _ExactLoader)  # noqa: S506 - it is a SafeLoader
    except (yaml.YAMLError, ValueError, ArithmeticError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"line {mark.line + 1} " if mark is not None else "it "
        message = f"{where}is no YAML: {getattr(problem, 'problem', None) or problem}"
        raise ScoreFileError(message) from problem


class SeenLines:
    """Remembers the rows of a file on disk, so that a million of them need no memory."""

    def __init__(self) -> None:
        # An empty name is a file of SQLite's own that is gone when it is closed.
        self._kept = sqlite3.connect("")
        self._kept.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, line INTEGER) WITHOUT ROWID")

    def before(self, key: str, line: int) -> int | None:
        """Return the line in which `key` came first; None when this is it."""
        mark = sha256(key.encode()).digest()[:16]
        try:
            self._kept.execute("INSERT INTO seen VALUES (?, ?)", (mark, line))
        except sqlite3.IntegrityError:
            found = self._kept.execute("SELECT line FROM seen WHERE key = ?", (mark,)).fetchone()
            return int(found[0])
        return None

    def close(self) -> None:
        """Let go of the file."""
        self._kept.close()


class _ExactLoader(yaml.SafeLoader):  # type: ignore[misc]  # the library ships no types
    """Reads numbers with a point as decimals, exactly as written."""


_ExactLoader.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node))
)


def _csv(path: Path) -> Table:
    _check_encoding(path)
    rows = _csv_rows(path)
    columns = named(next(rows, (0, []))[1])
    return Table(columns, (row_of(list(columns), line, cells, ()) for line, cells in rows))


def _workbook(path: Path) -> Table:
    rows = rows_of(path)
    try:
        columns = named(next(rows, (0, [], ()))[1])
    except WorkbookError as problem:
        raise ScoreFileError(str(problem)) from problem
    return Table(columns, (row_of(list(columns), line, cells, wrong) for line, cells, wrong in rows))


def named(header: Iterable[object]) -> tuple[str, ...]:
    """Return the names in the first line; raises ScoreFileError for none and for one that stands twice."""
    names = tuple(str(name or "").strip().casefold() for name in header)
    while names and not names[-1]:
        names = names[:-1]
    if not names:
        message = "the file is empty; its first line must name the columns"
        raise ScoreFileError(message)
    if twice := sorted({name for name in names if names.count(name) > 1}):
        message = f"the first line names {', '.join(map(repr, twice))} twice"
        raise ScoreFileError(message)
    return names


def _check_encoding(path: Path) -> None:
    """Raise ScoreFileError, before any row is taken, unless all of the file is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with path.open("rb") as file:
        while True:
            block = file.read(BLOCK)
            try:
                if b"\x00" in block:
                    decoded(block)
                decoder.decode(block, final=not block)
            except UnicodeDecodeError:
                _explain(path)
            except PeopleFileError as problem:
                raise ScoreFileError(str(problem)) from problem
            if not block:
                return


def _explain(path: Path) -> None:
    """Raise ScoreFileError that says which line is not UTF-8, and what it may be."""
    try:
        decoded(path.read_bytes())
    except PeopleFileError as problem:
        raise ScoreFileError(str(problem)) from problem


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        separator = max(",;\t", key=first.count)
        file.seek(0)
        reader = csv.reader(file, delimiter=separator, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cells):
                    yield line, [" ".join(cell.split()) for cell in cells]
                line = reader.line_num + 1
        except csv.Error as problem:
            message = (
                f"line {line} cannot be read ({problem}); look for a quotation mark that is never closed"
            )
            raise ScoreFileError(message) from problem
