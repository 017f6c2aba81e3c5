"""Looking an announcement over, and letting it go out: alone, or with a second person of HR where it goes to many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.access import Action
from bot.errors import (
    AnnouncementNotReady,
    ChannelIsForEverybody,
    NobodyToApprove,
    NobodyToReach,
    NotAllowed,
)
from bot.features.announcements import rules
from bot.features.announcements.cards import APPROVAL, approval_key
from bot.features.announcements.spec import Aim, Spec, dumped_words
from bot.features.announcements.views import Notice, PreviewView
from storage import announcement_audience, announcement_sending, announcements, people, policy_periods
from storage.announcements import Act, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from bot.features.announcements.audience import Candidate
    from bot.features.announcements.cards import Cards
    from storage.announcements import Announcement


@dataclass(frozen=True)
class Looked:
    """Whom an announcement would go to, read before it is let go: while many are read, nobody who writes waits.

    `size` and `units` are of its readers; `of` is what that was read from, as far as a transaction can compare it.
    """

    size: int
    units: frozenset[str]
    of: tuple[Any, ...]


class Launches:
    """One method per thing HR can do between a draft and its first message."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._reach = cards.reach

    def look(self, session: Session, announcement_id: str) -> Looked | None:
        """Return whom it would go to now; None where there is no such announcement. Nobody is shown this."""
        row = announcements.get(session, announcement_id)
        return None if row is None else self._read(session, row, Spec.parse(row.spec))

    def preview(
        self, session: Session, person_id: int, announcement_id: str, role: str, language: str
    ) -> PreviewView:
        """Return what a reader of a role and language will see, and whom it goes to."""
        row = self._seen(session, person_id, announcement_id)
        spec = Spec.parse(row.spec)
        zone = people.zone_of(session, person_id).key
        title, governing = attached(session, spec, language)
        notice = Notice(
            announcement_id=row.id,
            said=rules.said(spec.words, role, language),
            version=row.version,
            asks=spec.acknowledged,
            rules=title,
            governing=governing,
            zone=zone,
            preview=True,
        )
        count = self._cards.count(spec, self._reach.sorted_out(session, spec, row.author_id))
        return PreviewView(notice, role, language, count, zone)

    def left_out(self, session: Session, person_id: int, announcement_id: str) -> list[tuple[str, str, str]]:
        """Return name, address and reason of everybody it was meant for and does not go to."""
        row = self._seen(session, person_id, announcement_id)
        left_out = self._reach.sorted_out(session, Spec.parse(row.spec), row.author_id).left_out
        names = announcement_audience.names_of(session, list(left_out))
        return [(*names[key], reason) for key, reason in left_out.items() if key in names]

    def take_list(self, session: Session, person_id: int, announcement_id: str, count: int) -> None:
        """Keep that somebody takes away the list of so many whom it does not go to. Raises as `left_out` does."""
        row = self._seen(session, person_id, announcement_id)
        announcements.record(session, row.id, Act.LISTED, person_id, self._reach.clock.now(), count)

    def launch(
        self, session: Session, person_id: int, announcement_id: str, looked: Looked | None = None
    ) -> bool:
        """Let it go out, or ask a second person where it goes to very many; return whether it goes.

        `looked`: what `look` found shortly before; what has changed since is read anew. Raises AnnouncementNotReady,
        NobodyToReach, NobodyToApprove, ChannelIsForEverybody.
        """
        row = self._row(session, person_id, announcement_id, State.DRAFT)
        spec = Spec.parse(row.spec)
        found = self._ready(session, row, spec, looked)
        size = found.size
        if spec.channel and not self._reach.may_use_channels(session, person_id):
            raise ChannelIsForEverybody
        if not self._cards.needs_a_second(session, spec, size):
            self._go(session, row, spec, size, person_id)
            return True
        approvers = self._reach.approvers(session, row.author_id, found.units)
        if not approvers:
            raise NobodyToApprove
        row.state = State.WAITING
        announcements.record(session, row.id, Act.ASKED, person_id, self._reach.clock.now(), size)
        self._cards.redraw(session, row)
        for approver in approvers:
            self._cards.outgoing.post(
                session,
                # After it was sent back the same message asks again.
                key=approval_key(row.id, approver),
                kind=APPROVAL,
                payload={"announcement": row.id},
                to=approver,
            )
        return False

    def approve(
        self, session: Session, person_id: int, announcement_id: str, looked: Looked | None = None
    ) -> None:
        """Agree, as the second person, that it goes out. Raises NotAllowed, and as `launch` does."""
        row = self._cards.row(session, announcement_id, State.WAITING)
        spec = Spec.parse(row.spec)
        found = self._now(session, row, spec, looked)
        self._check_approver(session, person_id, row, found)
        self._ready(session, row, spec, found)
        announcements.record(session, row.id, Act.APPROVED, person_id, self._reach.clock.now())
        self._go(session, row, spec, found.size, row.author_id)

    def send_back(
        self, session: Session, person_id: int, announcement_id: str, looked: Looked | None = None
    ) -> None:
        """Make it a draft again: a second person does not agree, or its author wants to change it."""
        row = self._cards.row(session, announcement_id, State.WAITING)
        if person_id != row.author_id:
            found = self._now(session, row, Spec.parse(row.spec), looked)
            self._check_approver(session, person_id, row, found)
        row.state = State.DRAFT
        announcements.record(session, row.id, Act.RETURNED, person_id, self._reach.clock.now())
        self._cards.redraw(session, row)

    def discard(self, session: Session, person_id: int, announcement_id: str) -> None:
        """Let a draft go."""
        row = self._row(session, person_id, announcement_id, State.DRAFT, State.WAITING)
        row.state = State.DISCARDED
        announcements.record(session, row.id, Act.DISCARDED, person_id, self._reach.clock.now())
        self._cards.redraw(session, row)

    def _go(self, session: Session, row: Announcement, spec: Spec, size: int, by_id: int) -> None:
        now = self._reach.clock.now()
        announcements.write_text(session, row, dumped_words(spec.words), by_id, now)
        row.state, row.launched_at = State.SENDING, now
        row.expected = size + bool(spec.channel)
        row.corrected_to = row.version
        announcements.record(session, row.id, Act.LAUNCHED, by_id, now, size)
        if spec.channel:
            due = self._reach.due(spec, self._reach.zone.key)
            announcement_sending.put_in_channel(session, row.id, spec.channel, due, now)
        self._cards.redraw(session, row)

    def _ready(self, session: Session, row: Announcement, spec: Spec, looked: Looked | None) -> Looked:
        if found := self._cards.problems(spec):
            raise AnnouncementNotReady(count=len(found))
        now = self._now(session, row, spec, looked)
        if not now.size and not spec.channel:
            raise NobodyToReach
        return now

    def _now(self, session: Session, row: Announcement, spec: Spec, looked: Looked | None) -> Looked:
        """Return what was found shortly before, or what is found now where that is not the same any more."""
        if looked is not None and looked.of == self._sources(session, row):
            return looked
        return self._read(session, row, spec)

    def _read(self, session: Session, row: Announcement, spec: Spec) -> Looked:
        of = self._sources(session, row)
        aim = spec if spec.direct else replace(spec, aim=Aim("list"))
        readers = self._reach.sorted_out(session, aim, row.author_id).readers
        return Looked(len(readers), frozenset(_units(spec, readers)), of)

    def _sources(self, session: Session, row: Announcement) -> tuple[Any, ...]:
        """Return what tells whether the readers may be others: the draft, the day, whom its author serves, who is here.

        Between a look and the letting go lies a moment. Who moves from one unit to another in it is overlooked here and
        not where it counts: readers are read once more when they are put into the queue.
        """
        today = self._reach.today()
        author = self._reach.actor(session, row.author_id)
        served = self._reach.serves(session, author, Action.ANNOUNCE, row.author_id)
        return (row.id, row.spec, today, served, announcement_audience.counted(session, today))

    def _check_approver(self, session: Session, person_id: int, row: Announcement, found: Looked) -> None:
        if person_id not in self._reach.approvers(session, row.author_id, found.units):
            raise NotAllowed

    def _row(self, session: Session, person_id: int, announcement_id: str, *states: State) -> Announcement:
        row = self._cards.row(session, announcement_id, *states)
        self._reach.check_steering(session, person_id, row)
        return row

    def _seen(self, session: Session, person_id: int, announcement_id: str) -> Announcement:
        row = self._cards.shown(session, announcement_id, *State)
        if not self._reach.may_steer(session, person_id, row):
            self._check_approver(session, person_id, row, self._read(session, row, Spec.parse(row.spec)))
        return row


def _units(spec: Spec, readers: Iterable[Candidate]) -> set[str]:
    """Return the units whose people will read it; a channel is read by people of none, for whom only few may agree."""
    return {each.unit for each in readers} | ({""} if spec.channel else set())


def attached(session: Session, spec: Spec, language: str) -> tuple[str, str]:
    """Return what the attached version is called in a language, and the language that governs it.

    Both are empty when none is attached, or it was withdrawn.
    """
    for each in policy_periods.versions(session, spec.rules.document) if spec.rules else ():
        if each.version == spec.rules.version:
            return f"{each.text_for(language).title} {each.version}", each.governing.governing_language
    return "", ""
