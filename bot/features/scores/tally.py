"""Reading how questions about figures and appeals went, as far as somebody in HR serves those who asked."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.access.hr import works_in_hr
from bot.errors import NoSuchCycle, NotAllowed
from bot.features.scores import tally_rules
from bot.features.scores.tally_rules import Case, End, What
from storage import appeals, cycles, figure_questions, people, scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.release_facts import ReleaseFacts
    from bot.features.scores.tally_rules import Hidden, Tally
    from bot.working_days import WorkingDays
    from storage.appeals import Appeal

_DECIDED, _WITHDRAWN = "decided", "withdrawn"
_QUESTION_ENDS = {figure_questions.STANDS: End.STANDS, figure_questions.CORRECTED: End.CORRECTED}


class Tallies:
    """Counts cases. `hidden` returns which units are too small to be shown."""

    def __init__(
        self, clock: Clock, calendar: WorkingDays, zone: ZoneInfo, facts: ReleaseFacts, hidden: Hidden
    ) -> None:
        self._clock = clock
        self._calendar = calendar
        self._zone = zone
        self._facts = facts
        self._hidden = hidden

    def of_reader(self, session: Session, reader_id: int, cycle: str = "") -> Tally:
        """Return the sums over those whom somebody in HR serves. Raises NotAllowed and NoSuchCycle."""
        if not works_in_hr(self._facts.actor(session, reader_id)):
            raise NotAllowed
        return self._of(session, self._cycle(session, cycle), reader_id)

    def of_everybody(self, session: Session, cycle: str = "") -> Tally:
        """Return the sums over everybody, for whoever has the database. Raises NoSuchCycle."""
        return self._of(session, self._cycle(session, cycle), None)

    @staticmethod
    def unit_names(session: Session, language: str) -> Mapping[str, str]:
        """Return what units are called, by code."""
        return people.unit_names(session, language)

    def _of(self, session: Session, cycle: str, reader_id: int | None) -> Tally:
        asked = figure_questions.in_cycle(session, cycle)
        filed = appeals.in_cycle(session, cycle)
        units = self._units(
            session, {each.person_id for each in asked} | {each.person_id for each in filed}, reader_id
        )
        cases = [
            Case(
                What.QUESTION,
                units[each.person_id],
                _QUESTION_ENDS.get(each.state, End.UNDER_WAY),
                self._days(each.asked_at, each.answered_at) if each.state in _QUESTION_ENDS else None,
                overdue=each.state == figure_questions.OPEN and each.due_at <= self._clock.now(),
            )
            for each in asked
            if each.person_id in units
        ]
        cases += [
            self._appeal(session, each, units[each.person_id]) for each in filed if each.person_id in units
        ]
        return tally_rules.tally(cycle, cases, self._released(session, cycle, reader_id), self._hidden)

    def _appeal(self, session: Session, appeal: Appeal, unit: str) -> Case:
        end, at = End.UNDER_WAY, None
        if appeal.state in appeals.OVER:
            steps = appeals.steps(session, appeal)
            at = steps[-1].at if steps else None
            decided = [each.words for each in steps if each.deed == _DECIDED and each.words]
            end = End.WITHDRAWN
            if appeal.state != _WITHDRAWN and decided:
                end = End(json.loads(decided[-1])["outcome"])
        return Case(
            What.APPEAL,
            unit,
            end,
            self._days(appeal.filed_at, at),
            overdue=appeal.next_at is not None and appeal.due_at <= self._clock.now(),
            grounds=tuple(appeal.grounds.split()),
        )

    def _units(self, session: Session, person_ids: set[int], reader_id: int | None) -> Mapping[int, str]:
        """Return the unit of each of these people whom the reader serves."""
        if reader_id is None:
            return {each.key: each.unit_code or "" for each in people.by_ids(session, person_ids)}
        return self._facts.served(session, reader_id, person_ids)

    def _released(self, session: Session, cycle: str, reader_id: int | None) -> int:
        return len(self._units(session, scores.released_people(session, cycle), reader_id))

    def _days(self, since: datetime, until: datetime | None) -> int | None:
        """Return how many working days something took; 0 when it ended on its day."""
        if until is None:
            return None
        return sum(map(self._calendar.is_working, _days_after(self._day(since), self._day(until))))

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()

    def _cycle(self, session: Session, cycle: str) -> str:
        """Return a cycle's id; without one the newest in which results were released, otherwise the newest."""
        every = cycles.every(session)
        if cycle:
            found = [each.id for each in every if each.id.casefold() == cycle.casefold()]
        else:
            found = [each.id for each in every if scores.frozen(session, each.id)] or [
                each.id for each in every
            ]
        if not found:
            raise NoSuchCycle
        return found[0]


def _days_after(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=at) for at in range(1, (last - first).days + 1))
