"""What is known of people's newest results before a release, for many people at once."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.access import Action, Actor, Place, ScoreSubject, can
from bot.errors import YearNotKnown
from bot.features.scores import question_rules, release_rules
from bot.features.scores.publishing import LOWERING, key_of
from bot.features.scores.question_rules import MORNING
from bot.features.scores.release_rules import Facts
from storage import cycles, goal_sheets, outbox, people, process_talks, relations, releases, scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.working_days import Days
    from storage.cycles import Cycle
    from storage.scores import ScoreVersion

PEOPLE_AT_ONCE = 200
_LONGEST = timedelta(days=90)
"""Fifty working days are over by then, whatever the holidays."""


class ReleaseFacts:
    """Gathers what `release_rules.standing` judges by, and whose results somebody may release."""

    def __init__(self, clock: Clock, calendar: Days, zone: ZoneInfo) -> None:
        self._clock = clock
        self._calendar = calendar
        self._zone = zone

    def whose(self, session: Session, by_id: int, cycle: str, unit: str) -> tuple[list[list[int]], int]:
        """Return, in parts, whose results of a unit and those below somebody may release, and how many there are."""
        wanted = goal_sheets.people_with(session, cycle)
        if unit:
            members = people.members_below(session, unit)
            wanted = [each for each in wanted if each in members]
        allowed = sorted(self.served(session, by_id, wanted))
        parts = [allowed[at : at + PEOPLE_AT_ONCE] for at in range(0, len(allowed), PEOPLE_AT_ONCE)]
        return parts, len(wanted)

    def served(self, session: Session, by_id: int, person_ids: Iterable[int]) -> dict[int, str]:
        """Return those of these people whose results somebody may release, each with their unit's code."""
        actor, wanted = self.actor(session, by_id), sorted(person_ids)
        allowed = {}
        above: dict[str, tuple[str, ...]] = {"": ()}
        for at in range(0, len(wanted), PEOPLE_AT_ONCE):
            for person in people.by_ids(session, wanted[at : at + PEOPLE_AT_ONCE]):
                code = person.unit_code or ""
                if code not in above:
                    above[code] = relations.units_above(session, code)
                subject = ScoreSubject(person.key, Place((), above[code]))
                if can(actor, Action.RELEASE_SCORE, subject):
                    allowed[person.key] = code
        return allowed

    def may_release(self, session: Session, by_id: int, person_id: int) -> bool:
        """Return whether somebody may release a person's result."""
        units = relations.standing(session, person_id, self.today).units
        subject = ScoreSubject(person_id, Place((), units))
        return can(self.actor(session, by_id), Action.RELEASE_SCORE, subject)

    def of_people(
        self, session: Session, cycle: Cycle, person_ids: Sequence[int]
    ) -> Mapping[int, tuple[Facts, Mapping[str, Decimal]]]:
        """Return what is known of each person's newest version, and what its low lines scored."""
        versions = scores.of_people(session, person_ids, cycle.id)
        newest = {key: held[-1] for key, held in versions.items()}
        decided = releases.decisions_about(session, (each.id for each in newest.values()))
        talks = process_talks.in_cycle(session, person_ids, cycle.starts, self._ends_of_talks(cycle))
        frozen = scores.frozen(session, cycle.id) is not None
        day_has_come = self.today >= self.visible_on(cycle)
        review_closes = self._review_closes(session, cycle)
        found = {}
        for person_id in person_ids:
            version = newest.get(person_id)
            held = talks.get(person_id, ())
            low = {} if version is None or version.seen else self._low(session, version)
            in_time = review_closes is not None and any(
                talk.confirmed
                and release_rules.told_by(
                    review_closes, self._calendar, talk.shared_at.astimezone(self._zone).date()
                )
                for talk in held
            )
            facts = Facts(
                state=None if version is None else version.state,
                status="" if version is None else version.computed.status,
                frozen=frozen,
                interviewed=any(talk.interview and talk.met_on > cycle.ends for talk in held),
                day_has_come=day_has_come,
                talked_in_time=in_time,
                low=tuple(low),
                decided={
                    code: out
                    for (score_id, code), out in decided.items()
                    if version and score_id == version.id
                },
                **self._lowering(session, versions.get(person_id, ())),
            )
            found[person_id] = (facts, low)
        return found

    def _lowering(self, session: Session, held: Sequence[ScoreVersion]) -> dict[str, bool]:
        """Return whether the newest version lowers what is out, and whether its person has known for a working day."""
        out = [each for each in held if each.seen]
        if (
            not out
            or held[-1].seen
            or not release_rules.is_lower(held[-1].computed.final, out[-1].computed.final)
        ):
            return {}
        notice = outbox.by_key(session, key_of(LOWERING, held[-1].id))
        now = self._clock.now()
        told = notice is not None and now >= self._calendar.deadline(
            notice.created_at, question_rules.NOTICE_DAYS, self._zone.key
        )
        return {"lowers": True, "told": told}

    @staticmethod
    def _low(session: Session, version: ScoreVersion) -> Mapping[str, Decimal]:
        written = scores.trace(session, version.id)
        if written is None:
            return {}
        # Of ten thousand results only this is wanted: reading each whole would take ten times as long.
        lines = {
            line["code"]: Decimal(line["score"]) if "score" in line else None
            for segment in json.loads(written).get("segments", ())
            for line in segment["lines"]
        }
        return {code: score for code in release_rules.low_lines(lines) if (score := lines[code]) is not None}

    def visible_on(self, cycle: Cycle) -> date:
        """Return the day on which the results of a cycle are visible, talk or no talk."""
        return self._calendar.add(cycle.ends, release_rules.VISIBLE_DAYS)

    def is_visibility_morning(self, cycle: Cycle, now: datetime) -> bool:
        """Return whether it is the day on which results are visible, or one soon after, in working hours."""
        there = now.astimezone(self._zone)
        if not timedelta(0) < there.date() - cycle.ends < _LONGEST or there.time() < MORNING:
            # Not worth counting working days.
            return False
        try:
            first, last = self.visible_on(cycle), self._ends_of_talks(cycle)
        except YearNotKnown:
            # Nobody knows yet which day that is; whoever asks to see or release the results is told so.
            return False
        return self._calendar.is_working(there.date()) and first <= there.date() <= last

    def days_visible(self, cycle: Cycle) -> int:
        """Return how many working days ago the results of a cycle were to be visible; negative before that day."""
        first = self.visible_on(cycle)
        if self.today < first:
            return -1
        days = (self.today - first).days
        return sum(self._calendar.is_working(first + timedelta(days=at)) for at in range(1, days + 1))

    def actor(self, session: Session, person_id: int) -> Actor:
        """Return somebody as `access.can` wants them."""
        reader = relations.reader(session, person_id, self.today)
        return Actor.of(reader)

    @property
    def today(self) -> date:
        """The company's day."""
        return self._clock.now().astimezone(self._zone).date()

    def _review_closes(self, session: Session, cycle: Cycle) -> date | None:
        phases = cycles.phases(session, cycle.id)
        return next((each.closes for each in phases if each.key == "manager_review"), None)

    def _ends_of_talks(self, cycle: Cycle) -> date:
        return self._calendar.add(cycle.ends, release_rules.TALKS_END)
