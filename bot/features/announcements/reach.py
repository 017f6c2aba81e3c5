"""Working out from what is stored whom an announcement goes to, and what its sender may do with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.access import Action, Actor, AnnouncementSubject, can
from bot.errors import AnnouncementsAreHrs, NotAllowed
from bot.features.announcements import audience, hours
from bot.features.announcements.spec import GROUP
from storage import announcement_audience, people, relations

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.announcements.audience import Sorted
    from bot.features.announcements.hours import Calendar
    from bot.features.announcements.spec import Spec
    from storage.announcements import Announcement

    Group = Callable[[Session, date], Collection[int]]
    """Who is in a group on a day, by number."""
    Holding = Callable[[Session, int], datetime | None]


def _always_open(_session: Session, _person_id: int) -> datetime | None:
    """Say that nobody has quiet hours of their own."""
    return None


@dataclass(frozen=True)
class Reach:
    """What every part of announcements stands on.

    `groups` are those the house knows by name, such as `pilot` or `goals_not_agreed`; `away` says who is on leave, None
    where nobody knows. `per_minute` is the pace messages leave at now. `held_until` says until when a reader's own
    quiet hours last, None when they are not in them; reminders keep those too.
    """

    clock: Clock
    calendar: Calendar
    zone: ZoneInfo
    per_minute: Callable[[], float]
    groups: Mapping[str, Group] = field(default_factory=dict)
    away: Group | None = None
    held_until: Holding = _always_open

    def today(self) -> date:
        """Return the company's day."""
        return self.clock.now().astimezone(self.zone).date()

    def due(self, spec: Spec, zone: str) -> datetime:
        """Return when an announcement reaches a reader in a zone."""
        return hours.due(self.clock.now(), spec.moment, zone, self.calendar)

    def actor(self, session: Session, person_id: int) -> Actor:
        """Return somebody as `access.can` wants them."""
        reader = relations.reader(session, person_id, self.today())
        return Actor.of(reader)

    def may_compose(self, session: Session, person_id: int) -> bool:
        """Return whether somebody may announce anything to anybody."""
        actor = self.actor(session, person_id)
        return can(actor, Action.ANNOUNCE, AnnouncementSubject(person_id, tuple(actor.serves or ())))

    def check_composer(self, session: Session, person_id: int) -> None:
        """Do nothing for somebody who may announce; raises AnnouncementsAreHrs."""
        if not self.may_compose(session, person_id):
            raise AnnouncementsAreHrs

    def may_use_channels(self, session: Session, person_id: int) -> bool:
        """Return whether somebody may announce where anybody may be reading."""
        return can(self.actor(session, person_id), Action.ANNOUNCE, AnnouncementSubject(person_id))

    def may_steer(self, session: Session, person_id: int, row: Announcement) -> bool:
        """Return whether somebody may pause, stop and put right an announcement."""
        actor = self.actor(session, person_id)
        own = tuple(actor.serves or ()) if person_id == row.author_id else ()
        return can(actor, Action.STEER_ANNOUNCEMENT, AnnouncementSubject(row.author_id, own))

    def check_steering(self, session: Session, person_id: int, row: Announcement) -> None:
        """Do nothing for somebody who may steer this announcement; raises NotAllowed."""
        if not self.may_steer(session, person_id, row):
            raise NotAllowed

    def serves(self, session: Session, actor: Actor, action: Action, author_id: int) -> frozenset[str]:
        """Return the units for whose people somebody may do something, the empty code for people in none."""
        parents = people.parents(session)
        return frozenset(
            code
            for code in ("", *parents)
            if can(actor, action, AnnouncementSubject(author_id, audience.above(code, parents)))
        )

    def sorted_out(self, session: Session, spec: Spec, author_id: int) -> Sorted:
        """Return who gets an announcement as things stand now, and why others do not."""
        aim, today = spec.aim, self.today()
        parents = people.parents(session)
        named = aim.who.removeprefix(GROUP) if aim.who.startswith(GROUP) else ""
        group = self.groups.get(named)
        facts = audience.Facts(
            units=audience.below(aim.units, parents),
            served=self.serves(session, self.actor(session, author_id), Action.ANNOUNCE, author_id),
            group=group(session, today) if group else (),
            away=self.away(session, today) if self.away and aim.not_away else (),
        )
        return audience.sort_out(announcement_audience.candidates(session, today), aim, facts)

    def approvers(self, session: Session, author_id: int, units: Iterable[str]) -> list[int]:
        """Return who in HR may agree to an announcement to people of all these units, by number."""
        parents = people.parents(session)
        subjects = [AnnouncementSubject(author_id, audience.above(code, parents)) for code in set(units)]
        found = []
        for person in people.with_role(session, relations.HR, relations.HR_ADMIN):
            actor = self.actor(session, person.key)
            if all(can(actor, Action.APPROVE_ANNOUNCEMENT, each) for each in subjects):
                found.append(person.key)
        return found
