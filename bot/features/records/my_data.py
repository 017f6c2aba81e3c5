"""Giving people a copy of everything that is kept about them, and keeping who asked for one."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.access import Action, Actor, PersonSubject, can
from bot.errors import NotAllowed
from bot.features.records import (
    asking,
    export,
    export_document,
    export_page,
    export_parts,
    own_calendar,
    own_fairness,
    own_results,
    reading,
)
from bot.features.records.readings import Reading
from bot.features.records.receipts_at_hand import receipts_for
from bot.features.records.reminder_copy import reminders_of
from storage import (
    check_ins,
    data_requests,
    legal_holds,
    note_reads,
    one_on_ones,
    people,
    relations,
    retention,
    sight,
)
from storage import reporting_lines as lines
from storage.data_requests import IN_SLACK, TRIES, Kind
from storage.outbox import NoSuchMessageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.rule_share import RuleShare
    from bot.features.records.service import RecordsService
    from bot.features.records.timelines import Timelines
    from bot.outgoing import Outgoing
    from prompts.catalog import Catalog
    from storage.records import Note

PREPARING, DELIVERED, FAILED = "my_data.preparing", "my_data.delivered", "my_data.failed"
"""The outgoing message that says how far a copy is."""
LEASE = timedelta(minutes=2)
"""So long nobody else makes the same copy."""
ALL = 1_000_000
AT_ONCE = 100
"""Notes that are read together for a copy."""


@dataclass(frozen=True)
class Order:
    """A copy to be made, for whom, and where it goes in Slack; `user_id` is empty for who has no account."""

    number: int
    person_id: int
    user_id: str
    locale: str


@dataclass(frozen=True)
class Files:
    """A copy, ready to be handed over."""

    page: bytes
    document: bytes


class MyData:
    """One method per thing that can be done with one's own data, each within the caller's transaction.

    `vkey` is the public key of the record's log, for the receipts in a copy. `rules` reads what somebody asked about
    the rules and did with them, `timelines` what of their evidence may count, `explain` how a result came about.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a copy is gathered with
        self,
        clock: Clock,
        records: RecordsService,
        outgoing: Outgoing,
        catalog: Catalog,
        vkey: str,
        rules: Callable[[Session, int], RuleShare],
        timelines: Timelines,
        explain: own_results.Explain,
    ) -> None:
        self._clock, self._explain = clock, explain
        self._rules = rules
        self._timelines = timelines
        self._vkey = vkey
        self._records = records
        self._outgoing = outgoing
        self._catalog = catalog

    def ask(self, session: Session, person_id: int) -> Order | None:
        """Keep that somebody wants a copy of their own data; None when one is being made already."""
        now = self._clock.now()
        actor = asking.actor(session, person_id, now.date())
        if not can(actor, Action.EXPORT_DATA, PersonSubject(person_id)):
            raise NotAllowed
        if data_requests.waiting(session, person_id) is not None:
            return None
        row = data_requests.keep(
            session,
            person_id,
            Kind.EXPORT,
            asked_by=person_id,
            via=IN_SLACK,
            now=now,
            open_until=now + LEASE,
        )
        return self._order(session, row.number, person_id)

    def any_left_behind(self, session: Session) -> bool:
        """Return whether `claim` would find anything."""
        return data_requests.left_behind(session, self._clock.now())

    def claim(self, session: Session) -> Order | None:
        """Take over a copy that whoever made it did not finish; one that failed too often is given up."""
        while (row := data_requests.claim(session, self._clock.now(), LEASE)) is not None:
            order = self._order(session, row.number, row.person_id)
            if row.attempts <= TRIES and order.user_id:
                return order
            self.give_up(session, order)
        return None

    def files(self, session: Session, person_id: int, locale: str) -> Files:
        """Return a copy of everything kept about a person that they may see, in this language."""
        data = self.gather(session, person_id, locale)
        document = json.dumps(export_document.document(data), ensure_ascii=False, indent=1) + "\n"
        return Files(export_page.page(data, self._catalog), document.encode())

    def say_preparing(self, session: Session, order: Order) -> None:
        """Say that a copy is taking a moment."""
        self._outgoing.post(session, key=_key(order), kind=PREPARING, payload={}, to=order.person_id)

    def finish(self, session: Session, order: Order) -> None:
        """Close an order whose files have arrived."""
        data_requests.finish(session, order.number, self._clock.now())
        self._say_end(session, order, DELIVERED)

    def give_up(self, session: Session, order: Order) -> None:
        """Close an order that cannot be carried out, and say so."""
        data_requests.finish(session, order.number, self._clock.now(), gave_up=True)
        if order.user_id:
            self.say_preparing(session, order)
            self._say_end(session, order, FAILED)

    def gather(self, session: Session, person_id: int, locale: str) -> export.MyData:
        """Return everything kept about a person that they may see, themselves, here or gone."""
        now = self._clock.now()
        person = session.get_one(people.Person, person_id)
        reader = replace(relations.reader(session, person_id, now.date()), here=True)
        terms = self._records.retention.terms
        notes = sight.notes_for(session, reader, level=sight.Sight.SHARED, limit=ALL)
        copies = tuple(self._copies(session, notes, Actor.of(reader)))
        return export.MyData(
            person_id=person_id,
            made_at=now,
            locale=locale,
            timezone=reading.timezone_of(session, person_id),
            profile=_profile(session, person),
            accounts=tuple(
                export.Account(row.team_id, row.user_id, row.display_name, row.locale, row.timezone)
                for row in people.accounts_of(session, person_id)
            ),
            series=tuple(_series(session, person_id)),
            notes=copies,
            talks=tuple(_talks(session, person_id)),
            requests=tuple(_requests(session, person_id)),
            holds=tuple(
                export_parts.HoldSpan(row.placed_at, row.released_at)
                for row in legal_holds.of_person(session, person_id)
            ),
            rules=self._rules(session, person_id),
            private_days=terms.private_days,
            shared_months=terms.shared_months,
            question_months=terms.question_months,
            goal_sheets=tuple(own_results.sheets_of(session, person_id)),
            goal_drafts=tuple(own_results.drafts_of(session, person_id)),
            results=tuple(own_results.results_of(session, person_id, self._explain, locale)),
            timelines=tuple(
                self._timelines.of_copies(session, person_id, notes, [each.view for each in copies])
            ),
            fairness=own_fairness.fair_share(session, person_id),
            calendar=own_calendar.calendar_of(session, person_id),
            booked=tuple(own_calendar.booked_of(session, person_id)),
            reminders=reminders_of(session, person_id),
        )

    def _copies(self, session: Session, notes: Sequence[Note], actor: Actor) -> Iterator[export.NoteCopy]:
        """Give a copy of every note, so many of which are read at a time."""
        for at in range(0, len(notes), AT_ONCE):
            yield from self._read(session, notes[at : at + AT_ONCE], actor)

    def _read(self, session: Session, notes: Sequence[Note], actor: Actor) -> Iterator[export.NoteCopy]:
        keeping = self._records.retention
        views = reading.views_by(session, notes, actor, self._clock.now().date())
        by_id = {note.id: note for note in notes}
        opened = note_reads.of_notes(session, by_id)
        receipts = receipts_for(session, notes, self._vkey)
        for view in keeping.all_stated(session, views):
            note = by_id[view.note_id]
            yield export.NoteCopy(
                view=view,
                readings=tuple(
                    Reading(reading.party(session, row.reader_id), row.as_relation, row.version, row.at)
                    for row in opened[note.id]
                ),
                receipts=tuple(receipts[note.id]),
                shared_until=keeping.terms.shared_until(retention.over_on(session, note)),
            )

    def _order(self, session: Session, number: int, person_id: int) -> Order:
        account = people.account_of(session, person_id)
        if account is None or account.deleted:
            return Order(number, person_id, "", "en")
        return Order(number, person_id, account.user_id, account.locale)

    def _say_end(self, session: Session, order: Order, kind: str) -> None:
        key = _key(order)
        # Where nothing was said before the files speak for themselves.
        with suppress(NoSuchMessageError):
            self._outgoing.update(session, key=f"{key}:end", target_key=key, kind=kind, payload={})


def _key(order: Order) -> str:
    return f"my_data:{order.number}"


def _profile(session: Session, person: people.Person) -> export.Profile:
    line = lines.of_employee(session, person.key)
    manager = session.get(people.Person, person.manager_id) if person.manager_id else None
    return export.Profile(
        name=person.name,
        email=person.email,
        title=person.title,
        unit=person.unit_code or "",
        manager=manager.name if manager else "",
        manager_changes=line.changes if line else 0,
        role=person.role,
        locale=person.locale,
        timezone=person.timezone,
        start_date=person.start_date,
        left_on=person.left_on,
        serves=tuple(sorted(relations.served(session, person.key))),
        heads=people.headed_by(session, person.key),
    )


def _series(session: Session, person_id: int) -> Iterator[export.Series]:
    for row in one_on_ones.of_person(session, person_id):
        other = row.employee_id if row.manager_id == person_id else row.manager_id
        yield export.Series(
            other=reading.party(session, other).name,
            wall_time=row.wall_time,
            timezone=row.timezone,
            interval_days=row.interval_days,
            minutes=row.minutes,
            paused=row.paused,
            next_on=row.next_on,
            warn_days=row.warn_days,
            hard_days=row.hard_days,
            paused_until=row.paused_until,
        )


def _talks(session: Session, person_id: int) -> Iterator[export.Talk]:
    """Give the conversations somebody held: what they typed is theirs, and the other's to read in no copy."""
    held = (talk for talk in check_ins.with_person(session, person_id) if talk.manager_id == person_id)
    for row in held:
        turns = tuple(
            export.Turn(turn.at, turn.question, turn.said)
            for turn in check_ins.turns(session, row)
            if turn.said.strip()
        )
        other = reading.party(session, row.employee_id).name if row.employee_id else ""
        if turns:
            yield export.Talk(other, row.kind, row.started_at, turns)


def _requests(session: Session, person_id: int) -> Iterator[export_parts.Request]:
    for row in data_requests.of_person(session, person_id):
        by = reading.party(session, row.asked_by).name if row.asked_by else ""
        yield export_parts.Request(
            row.kind, row.via, by, themselves=row.asked_by == person_id, at=row.asked_at
        )
