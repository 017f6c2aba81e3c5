"""The demo company on its way to a release: what HR sees and does, and the talks that prepare it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from storage import records
from storage.records import DraftBlock, DraftNote
from tests.integration.scores.company import Company
from tests.integration.scores.fair import CYCLE, ZONE, FairOffice

if TYPE_CHECKING:
    from pathlib import Path

    from bot.features.scores.release_rules import Preview
    from storage.database import Database

LIN, CHEN, ZHAO = "lin.jia", "chen.wei", "zhao.min"
PARTNER, ADMIN = "grace.tan", "song.yu"
ADDRESS = "song.yu@demo.example"


def founded(database: Database, folder: Path) -> Company:
    """Found the company while calibration is under way, with everything results are computed from."""
    company = Company(database, folder)
    company.clock.set(datetime(2026, 7, 27, 9, 0, tzinfo=ZONE))
    company.take_samples()
    return company


def preview(office: FairOffice, who: str = ADMIN, unit: str = "") -> Preview:
    with office.database.snapshot() as session:
        return office.fairness.releases.preview(session, office.number(who), CYCLE, unit)


def release(office: FairOffice, who: str = ADMIN, unit: str = "") -> int:
    with office.database.transaction() as session:
        return office.fairness.releases.release(session, office.number(who), CYCLE, unit)


def talk(office: FairOffice, name: str, met_on: date, *, kind: str = "one_on_one") -> None:
    """Leave the final note of a talk that the employee was shown on its day."""
    with office.database.transaction() as session:
        note = records.create(
            session,
            DraftNote(
                check_in_id=None,
                kind=kind,
                mode="debrief",
                manager_id=office.number("zhou.kai"),
                employee_id=office.number(name),
                met_on=met_on,
                cycle_id=CYCLE,
                partial=False,
                blocks=(DraftBlock("focus", records.SHARED, "where it stands"),),
            ),
            datetime(met_on.year, met_on.month, met_on.day, 9, 0, tzinfo=UTC),
        )
        note.status = records.FINAL
        session.add(note)


def ready(company: Company) -> None:
    company.data.freeze(CYCLE, ADDRESS)
    company.data.calibrated(CYCLE, ADDRESS)
    company.clock.set(datetime(2026, 8, 11, 9, 0, tzinfo=ZONE))


def make_low(company: Company) -> None:
    """Let net revenue be a surprise: 800 of 1,200 scores 66.67."""
    report = company.take({"figure": "800", "value": "800", "captured_at": "2026-07-09T02:10:00+08:00"})
    assert report.new == 1
    ready(company)
