"""Somebody's goal sheets and released results, for the copy of their data. What is not released is nobody's yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records.export_parts import DraftCopy, GoalStep, ResultCopy, ResultReading, SheetCopy
from storage import goal_drafts, goal_sheets, people, score_reads, scores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlmodel import Session

    Explain = Callable[[Session, int, str, str], Sequence[str]]
    """Says how somebody's newest result of a cycle came about, in the language of a locale."""


def sheets_of(session: Session, person_id: int) -> Iterator[SheetCopy]:
    """Give every version of their goal sheets, drafts too, cycle by cycle."""
    for cycle in goal_sheets.cycles_of(session, person_id):
        for row in goal_sheets.versions(session, person_id, cycle):
            yield SheetCopy(cycle, row.version, row.state.value, row.effective_from, row.reason, row.content)


def drafts_of(session: Session, person_id: int) -> Iterator[DraftCopy]:
    """Give the drafts of their goals, step by step; not those a manager has not shown them."""
    for draft in goal_drafts.of_person(session, person_id):
        moves = goal_drafts.moves(session, draft)
        if draft.opened_by == person_id or any(move.act == goal_drafts.SHARE for move in moves):
            steps = tuple(
                GoalStep(move.at, session.get_one(people.Person, move.by_id).name, move.act, move.said)
                for move in moves
            )
            yield DraftCopy(draft.cycle, draft.opened_at, draft.effective_from, steps)


def results_of(session: Session, person_id: int, explain: Explain, locale: str) -> Iterator[ResultCopy]:
    """Give every released version of their results, cycle by cycle; the newest of each with how it came about."""
    for cycle in scores.cycles_of(session, person_id):
        newest = scores.released(session, person_id, cycle)
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
                is_newest = newest is not None and newest.id == row.id
                lines = tuple(explain(session, person_id, cycle, locale)) if is_newest else ()
                yield ResultCopy(
                    cycle, row.edition, row.state, row.released_at, final, band, trace, readings, lines
                )
