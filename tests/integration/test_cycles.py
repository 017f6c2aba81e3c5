from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from storage import cycles, samples

if TYPE_CHECKING:
    from storage.database import Database

pytestmark = pytest.mark.either_engine


def load_samples(database: Database) -> None:
    with database.transaction() as session:
        for cycle in samples.company().cycles:
            cycles.load(session, cycle)


def test_the_sample_cycles_are_stored_whole_and_a_second_time_changes_nothing(database: Database) -> None:
    load_samples(database)
    load_samples(database)
    with database.snapshot() as session:
        for sample in samples.company().cycles:
            phases = cycles.phases(session, sample.id)
            assert [(phase.id, phase.key, phase.opens, phase.closes) for phase in phases] == [
                (phase.id, phase.key, phase.opens, phase.closes) for phase in sample.phases
            ]
        freeze = next(phase for phase in cycles.phases(session, "2026H1") if phase.id == "P4b")
        assert freeze.closes_at == time(18, 0)
        assert freeze.names == {"en": "Data freeze", "zh": "数据冻结"}


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        (date(2026, 1, 1), "2026H1"),
        (date(2026, 6, 30), "2026H1"),
        (date(2026, 7, 1), "2026H2"),
        (date(2027, 1, 1), None),
    ],
)
def test_the_current_cycle_is_the_one_whose_work_falls_on_the_day(
    database: Database, day: date, cycle: str | None
) -> None:
    load_samples(database)
    with database.snapshot() as session:
        assert [each.id for each in cycles.at_work(session, day)] == ([cycle] if cycle else [])


@pytest.mark.both_engines
def test_phases_of_the_last_cycle_are_open_beside_those_of_the_next(database: Database) -> None:
    load_samples(database)
    with database.snapshot() as session:
        found = [(phase.cycle_id, phase.id) for phase in cycles.open_phases(session, date(2026, 7, 9))]
    assert found == [
        ("2026H1", "P4"),
        ("2026H1", "P4b"),
        ("2026H1", "P5"),
        ("2026H2", "P1"),
        ("2026H2", "P2"),
    ]


@pytest.mark.both_engines
def test_a_changed_cycle_replaces_what_was_there(database: Database) -> None:
    load_samples(database)
    first = samples.company().cycles[0]
    shorter = replace(first, phases=first.phases[:2], ends=date(2026, 6, 1))
    with database.transaction() as session:
        cycles.load(session, shorter)
    with database.snapshot() as session:
        assert [phase.id for phase in cycles.phases(session, "2026H1")] == ["P1", "P1b"]
        assert cycles.at_work(session, date(2026, 6, 2)) == []
        assert len(cycles.phases(session, "2026H2")) == len(samples.company().cycles[1].phases)
