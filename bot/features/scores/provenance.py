"""Where a figure comes from (domain 4.6). A figure without this is shown with "no source on record"."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Method(StrEnum):
    """How a figure was brought in."""

    API = "api"
    FILE = "file"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The record behind one figure. `value` is the figure as its source wrote it, with its own unit.

    `as_of` is the day the figure holds for, `captured_at` the instant it was read. A manual entry needs
    `approved_by`, a second person (PM-6.1). `supersedes` is the checksum of the record this one corrects.
    """

    value: str
    unit: str
    metric_id: str
    metric_version: str
    source_system: str
    source_record: str
    period_start: date
    period_end: date
    as_of: date
    captured_at: datetime
    method: Method
    captured_by: str
    checksum: str
    clause: str
    approved_by: str | None = None
    supersedes: str | None = None

    @property
    def lacks_second_person(self) -> bool:
        """Whether this was entered by hand and nobody else has approved it."""
        return self.method is Method.MANUAL and self.approved_by in {None, "", self.captured_by}
