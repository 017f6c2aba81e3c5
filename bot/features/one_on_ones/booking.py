"""What the events of a manager's calendar become: times they are busy, booked talks, questions about titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.one_on_ones import coming, matching
from bot.features.one_on_ones.looking import look_at
from bot.features.one_on_ones.matching import Match, Owner, Question, Report
from bot.features.one_on_ones.series import as_talk, booked_key, in_pause
from bot.language.names import written_names
from storage import calendar_titles, calendars, one_on_ones, people
from storage.calendars import BookedTalk, Interval
from storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlmodel import Session

    from bot.features.one_on_ones.coming import Offer
    from bot.features.one_on_ones.queue import Queue
    from bot.files.calendars import Event

QUESTIONS_OPEN = 5
"""So many titles somebody is asked about at a time."""


class Booking:
    """Takes over events within the caller's transaction. Past talks are kept for `keep`."""

    def __init__(self, queue: Queue, keep: timedelta) -> None:
        self._queue = queue
        self._keep = keep

    def take(self, session: Session, person_id: int, events: Sequence[Event], now: datetime) -> list[int]:
        """Take over all events of a calendar there are now; return the titles its owner is to be asked about."""
        owner = _owner(session, person_id)
        busy = {Interval(each.starts_at, each.ends_at) for each in events if _takes_time(each, owner)}
        calendars.replace_busy(session, person_id, busy)
        found, questions = _sorted(session, person_id, events, owner, now)
        self._offer(session, person_id, self._book(session, person_id, found, now), now)
        return _asked(session, person_id, questions, now)

    def forget(self, session: Session, person_id: int, now: datetime) -> None:
        """Forget a calendar and what was offered for its talks; their pairs' own cadence counts again."""
        booked = calendars.booked_by(session, person_id)
        self._queue.withdraw(session, [key for talk in booked for key in coming.keys_of(booked_key(talk))])
        employees = {talk.employee_id for talk in booked}
        calendars.unlink(session, person_id)
        self._look_again(session, person_id, employees, now)

    def _book(
        self, session: Session, person_id: int, found: Mapping[str, tuple[Event, Match]], now: datetime
    ) -> set[int]:
        """Keep the talks that were found, and return with whom something has changed."""
        known = {row.mark: row for row in calendars.booked_by(session, person_id)}
        changed: set[int] = set()
        for mark, row in known.items():
            if row.ends_at < now - self._keep:
                session.delete(row)
            elif mark not in found and row.ends_at > now and row.takes_place:
                # Taken out of the calendar: it does not take place, and nothing else does in its turn.
                row.takes_place = False
                changed.add(row.employee_id)
        for mark, (event, match) in found.items():
            facts = (match.employee_id, event.starts_at, event.ends_at, match.takes_place)
            if (there := known.get(mark)) is None:
                employee, start, end, takes_place = facts
                session.add(
                    BookedTalk(
                        manager_id=person_id, employee_id=employee, mark=mark,
                        starts_at=start, ends_at=end, takes_place=takes_place,
                    )
                )  # fmt: skip
            elif facts == (there.employee_id, there.starts_at, there.ends_at, there.takes_place):
                continue
            else:
                there.employee_id, there.starts_at, there.ends_at, there.takes_place = facts
            changed.add(match.employee_id)
        session.flush()
        return changed

    def _offer(self, session: Session, person_id: int, changed: set[int], now: datetime) -> None:
        """Offer what is to come around the booked talks, and let the series of their pairs look at it."""
        booked = [talk for talk in calendars.booked_by(session, person_id) if talk.ends_at > now]
        pairs = one_on_ones.of_pairs(session, person_id, {talk.employee_id for talk in booked})
        series = {row.employee_id: row for row in pairs}
        off: list[str] = []
        offers: list[Offer] = []
        for talk in booked:
            pair = series.get(talk.employee_id)
            paused = pair is not None and (pair.paused or in_pause(pair, talk.starts_at))
            if talk.takes_place and not paused:
                offers += coming.around(as_talk(talk), now)
            else:
                off += coming.keys_of(booked_key(talk))
        self._queue.withdraw(session, off)
        self._queue.offer(session, offers)
        self._look_again(session, person_id, changed, now)

    def _look_again(self, session: Session, person_id: int, employees: set[int], now: datetime) -> None:
        again = [row for row in one_on_ones.of_pairs(session, person_id, employees) if not row.paused]
        look_at(session, again, self._queue, now)


def _owner(session: Session, person_id: int) -> Owner:
    person = session.get_one(Person, person_id)
    reports = tuple(
        Report(report.key, report.email.lower(), written_names(report.name))
        for report in people.reports_of(session, person_id)
    )
    return Owner(person.email.lower(), reports, {})


def _sorted(
    session: Session, person_id: int, events: Iterable[Event], owner: Owner, now: datetime
) -> tuple[dict[str, tuple[Event, Match]], dict[str, Question]]:
    """Return the talks among the events by what knows them again, and by the same the titles to ask about."""
    rules = {row.mark: row for row in calendar_titles.of_person(session, person_id)}
    marks: dict[str, str] = {}
    found: dict[str, tuple[Event, Match]] = {}
    questions: dict[str, Question] = {}
    for event in events:
        key = matching.title_key(event.title)
        if key not in marks:
            marks[key] = calendars.mark(session, person_id, f"title\n{key}", now)
        rule = rules.get(marks[key])
        said: dict[str, int] = {}
        if rule is not None and rule.is_talk is not None:
            said[key] = rule.employee_id if rule.is_talk else 0
        match = matching.matched(event, Owner(owner.address, owner.reports, said))
        if isinstance(match, Match):
            found[calendars.mark(session, person_id, f"event\n{event.name}", now)] = (event, match)
        elif isinstance(match, Question) and rule is None and event.starts_at > now:
            questions.setdefault(marks[key], match)
    return found, questions


def _asked(session: Session, person_id: int, questions: Mapping[str, Question], now: datetime) -> list[int]:
    open_ones = sum(row.is_talk is None for row in calendar_titles.of_person(session, person_id))
    room = max(QUESTIONS_OPEN - open_ones, 0)
    return [
        calendar_titles.ask(session, person_id, question.employee_id, mark, question.title, now).key
        for mark, question in list(questions.items())[:room]
    ]


def _takes_time(event: Event, owner: Owner) -> bool:
    # What they declined, and what was called off, keeps nobody busy.
    refused = any(guest.declined for guest in event.guests if guest.address == owner.address)
    return event.takes_time and not event.cancelled and not refused
