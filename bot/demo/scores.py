"""The worked results of the demo company, brought in, computed and released through the doors a real one takes."""

from __future__ import annotations

import csv
from datetime import datetime, time, timedelta
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.features.scores.arriving import Kind, Origin, Row
from bot.features.scores.configuration_reading import configuration
from bot.features.scores.recompute import recompute
from bot.features.scores.states import State
from bot.features.scores.taking_entries import Entries
from bot.features.scores.taking_metrics import Metrics
from bot.features.scores.taking_readings import Readings
from bot.features.scores.taking_sheets import Sheets
from bot.intake.files import SeenLines, parsed
from knowledge import scoring
from storage import people, samples, scores

if TYPE_CHECKING:
    from sqlmodel import Session

FOLDER = "storage.samples.scores"
WORKED = "worked"
ONE_DAY = timedelta(days=1)
RELEASED_AT = time(9, 0)
"""Wall time at which the demo company releases results."""
RELEASED_BY = "song.yu@demo.example"


def load(session: Session) -> None:
    """Bring the worked results in, as of the days the sample files give. Done once: a second time changes nothing."""
    zone = ZoneInfo(samples.company().timezone)
    decided = parsed(_text("decisions.yaml"))
    cycle, frozen_at = decided["cycle"]["id"], datetime.fromisoformat(decided["cycle"]["frozen_at"])
    if scores.frozen(session, cycle) is not None:
        return
    rules = configuration(scoring.demo_tables())
    for entry in sorted(files(FOLDER).joinpath("goal_sheets").iterdir(), key=lambda found: found.name):
        name = f"goal_sheets/{entry.name}"
        agreed_at = datetime.combine(decided["cycle"]["starts"], RELEASED_AT, zone)
        sheets = Sheets(_origin(name, agreed_at), rules, dry_run=False)
        sheets.take(session, 1, parsed(_text(name)))
    Metrics(_origin("metrics.csv", frozen_at), dry_run=False).take(session, _rows("metrics.csv"))
    for kind, name in ((Kind.READINGS, "figures.csv"), (Kind.UNIT_SCORES, "unit_scores.csv")):
        Readings(kind, _origin(name, frozen_at), cycle, SeenLines(), dry_run=False).take(session, _rows(name))
    sources = {row.cells["employee"]: row.cells for row in _rows("decision_sources.csv")}
    calibrations = [
        Row(at, {**sources[each["employee"]], **_cells(each)})
        for at, each in enumerate(decided["calibrations"], start=1)
    ]
    Entries(Kind.CALIBRATIONS, _origin("decisions.yaml", frozen_at), cycle, dry_run=False).take(
        session, calibrations
    )
    scores.freeze(session, cycle, frozen_at, None, frozen_at)
    by = people.by_email(session, RELEASED_BY)
    for release in decided["releases"]:
        person = people.by_email(session, release["employee"])
        if person is None or by is None:
            continue
        released_at = datetime.combine(release["released_on"], RELEASED_AT, zone)
        computed_at = released_at - ONE_DAY
        version = recompute(session, person.key, cycle, WORKED, rules=rules, now=computed_at)
        if version.state == State.FROZEN:
            scores.enter(session, version.id, State.CALIBRATED, at=released_at, by_id=by.key)
        scores.enter(session, version.id, State.RELEASED, at=released_at, by_id=by.key)


def _text(name: str) -> str:
    return (files(FOLDER) / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[Row]:
    read = csv.DictReader(_text(name).splitlines())
    return [Row(read.line_num, {key: value for key, value in row.items() if value}) for row in read]


def _cells(table: dict[str, Any]) -> dict[str, str]:
    return {
        name: " ".join(value) if isinstance(value, list) else " ".join(str(value).split())
        for name, value in table.items()
    }


def _origin(name: str, at: datetime) -> Origin:
    return Origin(name, f"sha256:{sha256(_text(name).encode()).hexdigest()}", "operator", at)
