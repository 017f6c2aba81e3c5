"""Figures with their sources from rows such as a CSV file gives (domain 4.6), every mistake with its column.

`value` is what the source wrote; `figure` is what it means for the line, by `kind`:

amount       `1308`
level        `4 on 2026-03-12 2026-05-22`
milestones   `data-model=on_time cut-over=late:6 report=not_done`
ratings      `peers=3.80:5 cross_team=3.40:4`       mean and number of raters
grades       `KR1=0.8 KR2=0.6`
records      `minor=2:EHS-3391,EHS-3420`            count and which
missing      nothing, or `own:2 confirmed told`     reminders delivered, manager confirmed, employee told
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bot.features.scores import figures
from bot.features.scores.figures import Ending, Figure, Missing, Value
from bot.features.scores.provenance import Method, Provenance
from bot.features.scores.rounding import NotExactError, exact

SOURCE_COLUMNS = (
    "value",
    "unit",
    "metric_id",
    "metric_version",
    "source_system",
    "source_record",
    "period_start",
    "period_end",
    "as_of",
    "captured_at",
    "method",
    "captured_by",
    "approved_by",
    "checksum",
    "clause",
    "supersedes",
)
"""The columns of a source, as in the provenance record; `approved_by` and `supersedes` may be empty."""
FIGURE_COLUMNS = ("employee", "code", "kind", "figure", *SOURCE_COLUMNS)
_MAY_BE_EMPTY = {"unit", "approved_by", "supersedes"}


class RowError(ValueError):
    """One row cannot be read; `column` is where, the message why."""

    def __init__(self, column: str, says: str) -> None:
        super().__init__(f"{column}: {says}")
        self.column = column


def figure(row: Mapping[str, str]) -> Figure:
    """Return the figure a row describes. Raises RowError."""
    if not (code := row.get("code", "").strip()):
        column, says = "code", "is empty"
        raise RowError(column, says)
    kind = row.get("kind", "")
    if kind == Missing.TAG:
        return Figure(code, _missing(row))
    if kind not in _READERS:
        column, says = "kind", f"'{kind}' is not one of {', '.join((*_READERS, Missing.TAG))}"
        raise RowError(column, says)
    try:
        value = _READERS[kind](row.get("figure", "").strip())
    except (NotExactError, ValueError) as error:
        column = "figure"
        raise RowError(column, str(error)) from error
    return Figure(code, value, provenance(row))


def provenance(row: Mapping[str, str]) -> Provenance:
    """Return the source a row names. Raises RowError."""
    held = {column: row.get(column, "").strip() for column in SOURCE_COLUMNS}
    for column, value in held.items():
        if not value and column not in _MAY_BE_EMPTY:
            says = "is empty"
            raise RowError(column, says)
    if held["method"] not in set(Method):
        column, says = "method", f"'{held['method']}' is not one of {', '.join(Method)}"
        raise RowError(column, says)
    return Provenance(
        value=held["value"],
        unit=held["unit"],
        metric_id=held["metric_id"],
        metric_version=held["metric_version"],
        source_system=held["source_system"],
        source_record=held["source_record"],
        period_start=_day(held["period_start"], "period_start"),
        period_end=_day(held["period_end"], "period_end"),
        as_of=_day(held["as_of"], "as_of"),
        captured_at=_instant(held["captured_at"]),
        method=Method(held["method"]),
        captured_by=held["captured_by"],
        checksum=held["checksum"],
        clause=held["clause"],
        approved_by=held["approved_by"] or None,
        supersedes=held["supersedes"] or None,
    )


def _missing(row: Mapping[str, str]) -> Missing:
    words = row.get("figure", "").split()
    own = next((word for word in words if word.startswith("own:")), None)
    unknown = [word for word in words if word not in {own, "confirmed", "told"}]
    if unknown or (own is not None and not own.removeprefix("own:").isdecimal()):
        column, says = "figure", "what is missing is empty, or like 'own:2 confirmed told'"
        raise RowError(column, says)
    due = row.get("as_of", "").strip()
    return Missing(
        source=row.get("source_system", "").strip(),
        due=_day(due, "as_of") if due else None,
        record=row.get("source_record", "").strip() or None,
        own_deliverable=own is not None,
        reminders=0 if own is None else int(own.removeprefix("own:")),
        manager_confirmed="confirmed" in words,
        employee_told="told" in words,
    )


def _amount(written: str) -> Value:
    return figures.Amount(exact(written, "amount"))


def _level(written: str) -> Value:
    level, _, events = written.partition(" on ")
    return figures.Level(_count(level), tuple(date.fromisoformat(day) for day in events.split()))


def _milestones(written: str) -> Value:
    ended = []
    for name, how in _pairs(written):
        ending, _, days = how.partition(":")
        ended.append(figures.Reached(name, Ending(ending), _count(days) if days else 0))
    return figures.Milestones(tuple(ended))


def _ratings(written: str) -> Value:
    groups = []
    for name, rated in _pairs(written):
        mean, _, raters = rated.partition(":")
        groups.append(figures.GroupRating(name, exact(mean, name), _count(raters)))
    return figures.Ratings(tuple(groups))


def _grades(written: str) -> Value:
    return figures.Grades(tuple(figures.Grade(name, exact(grade, name)) for name, grade in _pairs(written)))


def _records(written: str) -> Value:
    counts = []
    for name, counted in _pairs(written):
        count, _, records = counted.partition(":")
        counts.append(figures.Counted(name, _count(count), tuple(filter(None, records.split(",")))))
    return figures.Records(tuple(counts))


_READERS: dict[str, Callable[[str], Value]] = {
    "amount": _amount,
    "level": _level,
    "milestones": _milestones,
    "ratings": _ratings,
    "grades": _grades,
    "records": _records,
}


def _pairs(written: str) -> list[tuple[str, str]]:
    pairs = [word.partition("=") for word in written.split()]
    if not all(name and separator and value for name, separator, value in pairs):
        message = f"'{written}' must be pairs such as peers=3.80:5, with spaces between them"
        raise ValueError(message)
    return [(name, value) for name, _, value in pairs]


def _count(written: str) -> int:
    number = exact(written, "count")
    if number != int(number) or number < 0:
        message = f"'{written}' must be a whole number"
        raise ValueError(message)
    return int(number)


def _day(written: str, column: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        says = f"'{written}' is no day such as 2026-06-30"
        raise RowError(column, says) from error


def _instant(written: str) -> datetime:
    column = "captured_at"
    try:
        instant = datetime.fromisoformat(written)
    except ValueError as error:
        says = f"'{written}' is no time such as 2026-07-06T02:10:00+08:00"
        raise RowError(column, says) from error
    if instant.tzinfo is None:
        says = f"'{written}' has no time zone; write it like 2026-07-06T02:10:00+08:00"
        raise RowError(column, says)
    return instant
