"""Somebody's goal sheets and released results, for the copy of their data. What is not released is nobody's yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records.export_parts import ResultCopy, ResultReading, SheetCopy
from storage import goal_sheets, people, score_reads, scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session


def sheets_of(session: Session, person_id: int) -> Iterator[SheetCopy]:
    """Give every version of their goal sheets, drafts too, cycle by cycle."""
    for cycle in goal_sheets.cycles_of(session, person_id):
        for row in goal_sheets.versions(session, person_id, cycle):
            yield SheetCopy(cycle, row.version, row.state.value, row.effective_from, row.reason, row.content)


def results_of(session: Session, person_id: int) -> Iterator[ResultCopy]:
    """Give every released version of their results, cycle by cycle."""
    for cycle in scores.cycles_of(session, person_id):
        for row in scores.versions(session, person_id, cycle):
            trace = scores.trace(session, row.id) if row.seen else None
            if trace is not None and row.released_at is not None:
                final, band = row.computed.final or "", row.computed.band or ""
                readings = tuple(
                    ResultReading(
                        session.get_one(people.Person, read.reader_id).name, read.as_relation, read.at
                    )
                    for read, in_cycle, version in score_reads.of_person(session, person_id)
                    if (in_cycle, version) == (cycle, row.version)
                )
                yield ResultCopy(cycle, row.edition, row.state, row.released_at, final, band, trace, readings)
