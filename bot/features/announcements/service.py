"""Composing an announcement, from a template to all that a draft says. Each method is one transaction's part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.access import Action
from bot.errors import AddressesNotKnown, ChannelIsForEverybody, DayIsPast
from bot.features.announcements import rules
from bot.features.announcements.rules import FREE, Words
from bot.features.announcements.spec import Aim, Rules, Spec
from bot.features.announcements.views import Choices
from prompts.announcements import load_templates
from storage import announcement_audience, announcements, people, policy_periods, relations
from storage.announcements import Act, State

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, time

    from sqlmodel import Session

    from bot.features.announcements.cards import Cards
    from bot.features.announcements.views import CardView
    from storage.announcements import Announcement

MOST_CHOICES = 100
"""So many choices Slack takes in one menu."""


class Composer:
    """One method per thing HR can do with a draft."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._reach = cards.reach

    def may_compose(self, session: Session, person_id: int) -> bool:
        """Return whether somebody may announce anything."""
        return self._reach.may_compose(session, person_id)

    def check(self, session: Session, person_id: int) -> None:
        """Do nothing for somebody who may announce; raises AnnouncementsAreHrs."""
        self._reach.check_composer(session, person_id)

    def begin(
        self,
        session: Session,
        person_id: int,
        template: str,
        values: Mapping[str, Mapping[str, str]] | None = None,
        *,
        units: Collection[str] = (),
    ) -> str:
        """Start a draft from a template, or free, put its card, and return its id.

        `values` are the variables' that are known, by name and language; it is for these `units` only, if any.
        """
        self._reach.check_composer(session, person_id)
        given = load_templates().templates.get(template)
        spec = Spec(helper_id=person_id)
        if given is not None:
            spec = replace(
                spec,
                template=given.id,
                words=Words(dict(given.title), dict(given.text), {}, values or {}),
                aim=Aim(given.who, tuple(sorted(units))),
                direct=given.direct,
                acknowledged=given.acknowledged,
            )
        row = announcements.begin(session, person_id, spec.dumped(), self._reach.clock.now())
        self._cards.put(session, row)
        return row.id

    def card(self, session: Session, announcement_id: str, language: str) -> CardView | None:
        """Return what the card shows now."""
        return self._cards.view(session, announcement_id, language)

    def draft(self, session: Session, person_id: int, announcement_id: str) -> Spec:
        """Return a draft that this person may change; raises AnnouncementIsOver and NotAllowed."""
        row = self._cards.shown(session, announcement_id, State.DRAFT)
        self._reach.check_steering(session, person_id, row)
        return Spec.parse(row.spec)

    def set_words(  # noqa: PLR0913 - a form has this many fields
        self,
        session: Session,
        person_id: int,
        announcement_id: str,
        *,
        title: Mapping[str, str],
        text: Mapping[str, str],
        values: str,
        one_language: bool,
    ) -> None:
        """Take over title, text and values as typed."""
        row = self._row(session, person_id, announcement_id, State.DRAFT)
        spec = Spec.parse(row.spec)
        words = replace(spec.words, title=title, text=text)
        words = replace(words, values=rules.read_values(values, self._cards.languages))
        self._keep(session, row, replace(spec, words=words, one_language=one_language), person_id)

    def set_changes(
        self, session: Session, person_id: int, announcement_id: str, changes: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Take over what changes for each role."""
        row = self._row(session, person_id, announcement_id, State.DRAFT)
        spec = Spec.parse(row.spec)
        kept = {role: dict(words) for role, words in changes.items() if any(words.values())}
        self._keep(session, row, spec.with_words(replace(spec.words, changes=kept)), person_id)

    def set_aim(  # noqa: PLR0913 - as above
        self,
        session: Session,
        person_id: int,
        announcement_id: str,
        *,
        who: str,
        units: Collection[str],
        addresses: str,
        without: str,
        not_away: bool,
    ) -> None:
        """Take over whom it is for. Raises AddressesNotKnown."""
        row = self._row(session, person_id, announcement_id, State.DRAFT)
        aim = Aim(
            who=who,
            units=tuple(sorted(units)),
            people=_numbers(session, addresses, "addresses"),
            without=_numbers(session, without, "without"),
            not_away=not_away,
        )
        self._keep(session, row, replace(Spec.parse(row.spec), aim=aim), person_id)

    def set_way(  # noqa: PLR0913 - as above
        self,
        session: Session,
        person_id: int,
        announcement_id: str,
        *,
        direct: bool,
        channel: str,
        day: date | None,
        at: time | None,
        acknowledged: bool,
        helper_id: int | None,
        attached: str,
    ) -> None:
        """Take over how and when it goes out. Raises DayIsPast and ChannelIsForEverybody."""
        row = self._row(session, person_id, announcement_id, State.DRAFT)
        if day is not None and day < self._reach.today():
            raise DayIsPast(field="day")
        if channel and not self._reach.may_use_channels(session, person_id):
            raise ChannelIsForEverybody(field="channel")
        document, _, version = attached.rpartition("@")
        spec = replace(
            Spec.parse(row.spec),
            direct=direct,
            channel=channel,
            day=day,
            at=at if day is not None else None,
            acknowledged=acknowledged,
            helper_id=helper_id or person_id,
            rules=Rules(document, version) if document else Rules(),
        )
        self._keep(session, row, spec, person_id)

    def choices(self, session: Session, person_id: int, announcement_id: str, language: str) -> Choices:
        """Return what the forms of a draft offer."""
        spec = self.draft(session, person_id, announcement_id)
        actor = self._reach.actor(session, person_id)
        served = self._reach.serves(session, actor, Action.ANNOUNCE, person_id)
        names = people.unit_names(session, language)
        helpers = people.with_role(session, relations.HR, relations.HR_ADMIN)
        books = sorted(policy_periods.versions(session), key=lambda each: each.effective_from, reverse=True)
        listed = announcement_audience.names_of(session, (*spec.aim.people, *spec.aim.without))
        return Choices(
            units=[(code, names[code]) for code in sorted(names) if code in served][:MOST_CHOICES],
            helpers=[(str(each.key), each.name) for each in helpers][:MOST_CHOICES],
            rules=[
                (f"{each.document_id}@{each.version}", f"{each.text_for(language).title} {each.version}")
                for each in books
            ][: MOST_CHOICES - 1],
            groups=tuple(self._reach.groups),
            knows_leave=self._reach.away is not None,
            addresses="\n".join(listed[key][1] for key in spec.aim.people if key in listed),
            without="\n".join(listed[key][1] for key in spec.aim.without if key in listed),
        )

    def _row(self, session: Session, person_id: int, announcement_id: str, *states: State) -> Announcement:
        row = self._cards.row(session, announcement_id, *states)
        self._reach.check_steering(session, person_id, row)
        return row

    def _keep(self, session: Session, row: Announcement, spec: Spec, by_id: int) -> None:
        kept: dict[str, Any] = spec.dumped()
        if kept == row.spec:
            return
        row.spec = kept
        announcements.record(session, row.id, Act.CHANGED, by_id, self._reach.clock.now())
        self._cards.redraw(session, row)


def template_names() -> tuple[str, ...]:
    """Return the templates there are, writing freely first."""
    return (FREE, *load_templates().templates)


def _numbers(session: Session, typed: str, field: str) -> tuple[int, ...]:
    """Return the people with these addresses, typed with anything between them; raises AddressesNotKnown."""
    wanted = list(dict.fromkeys(word.lower() for word in typed.replace(",", " ").replace(";", " ").split()))
    found = people.named(session, wanted)
    missing = [word for word in wanted if word not in found]
    if missing:
        raise AddressesNotKnown(field=field, count=len(missing), first=missing[0])
    return tuple(sorted(found[word].key for word in wanted))
