"""The card an author steers an announcement from: one message, from the first draft to the last one sent."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import AnnouncementIsOver
from bot.features.announcements import hours, rules
from bot.features.announcements.spec import Spec
from bot.features.announcements.views import CardView, Count, Progress
from prompts.announcements import load_templates
from storage import announcement_audience, announcement_corrections, announcements, people
from storage import announcement_sending as sending
from storage.announcements import Act, State
from storage.outbox import NoSuchMessageError
from storage.outbox import State as Sent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.features.announcements.audience import Sorted
    from bot.features.announcements.reach import Reach
    from bot.features.announcements.rules import Problem
    from bot.outgoing import Outgoing
    from storage.announcements import Announcement

CARD = "announcements.card"
APPROVAL = "announcements.approval"
"""The outgoing messages an announcement is steered from, and agreed to."""
UNDER_WAY = (State.SENDING.value, State.PAUSED.value, State.STOPPED.value, State.SENT.value)


@dataclass(frozen=True)
class Cards:
    """Puts cards, shows them as things stand, and says what stands on them.

    `approval_above`: so many readers one person of HR may write to alone. `languages` there are.
    """

    reach: Reach
    outgoing: Outgoing
    languages: Sequence[str]
    approval_above: int

    def row(self, session: Session, announcement_id: str, *states: State) -> Announcement:
        """Return an announcement to be changed, in one of these states; raises AnnouncementIsOver."""
        row = announcements.get(session, announcement_id, lock=True)
        if row is None or row.state not in states:
            raise AnnouncementIsOver
        return row

    @staticmethod
    def shown(session: Session, announcement_id: str, *states: State) -> Announcement:
        """Return an announcement to be read only, in one of these states; raises AnnouncementIsOver."""
        row = announcements.get(session, announcement_id)
        if row is None or row.state not in states:
            raise AnnouncementIsOver
        return row

    def put(self, session: Session, row: Announcement) -> None:
        """Put an author's card."""
        self.outgoing.post(
            session, key=_key(row.id), kind=CARD, payload={"announcement": row.id}, to=row.author_id
        )

    def redraw(self, session: Session, row: Announcement) -> None:
        """Show the card, and the requests to agree, as things stand now."""
        row.stamp += 1
        session.add(row)
        session.flush()
        payload = {"announcement": row.id}
        self.outgoing.update(
            session, key=f"{_key(row.id)}:{row.stamp}", target_key=_key(row.id), kind=CARD, payload=payload
        )
        for person in people.with_role(session, "hr", "hr_admin"):
            key = approval_key(row.id, person.key)
            with suppress(NoSuchMessageError):
                self.outgoing.update(
                    session, key=f"{key}:{row.stamp}", target_key=key, kind=APPROVAL, payload=payload
                )

    def problems(self, spec: Spec) -> tuple[Problem, ...]:
        """Return what keeps an announcement from going out."""
        return rules.problems(
            spec.words,
            self.languages,
            load_templates().banned,
            one_language_is_meant=spec.one_language,
        )

    def needs_a_second(self, session: Session, spec: Spec, readers: int) -> bool:
        """Return whether so many may read it that a second person has to agree; in a channel, everybody may."""
        heard = announcement_audience.count_here(session, self.reach.today()) if spec.channel else 0
        return max(readers, heard) > self.approval_above

    def count(self, spec: Spec, sorted_out: Sorted) -> Count:
        """Return how many get it, and how long that takes at the pace messages leave at now."""
        now, rate = self.reach.clock.now(), self.reach.per_minute()
        readers = sorted_out.readers if spec.direct else ()
        zones = {str(getattr(each, "zone", "UTC")) for each in readers}
        last = max((hours.due(now, spec.moment, zone, self.reach.calendar) for zone in zones), default=None)
        later = last if last is not None and last > now else None
        return Count(
            readers=len(readers),
            left_out=sorted_out.reasons if spec.direct else {},
            minutes=len(readers) / rate,
            finished_at=hours.finishing(len(readers), rate, now, later),
        )

    def progress(self, session: Session, row: Announcement) -> Progress:
        """Return how far an announcement has come, in messages."""
        now = self.reach.clock.now()
        counts = sending.counts(session, row.id)
        unsent = counts[Sent.QUEUED] + counts[Sent.POSTING]
        waiting = unsent if row.fed else max(row.expected - sum(counts.values()), 0) + unsent
        end = None
        if waiting and row.state == State.SENDING:
            last = sending.last_due(session, row.id, now)
            end = hours.finishing(waiting, self.reach.per_minute(), now, last)
        return Progress(
            sent=counts[Sent.SENT],
            failed=counts[Sent.FAILED],
            unknown=counts[Sent.UNKNOWN],
            waiting=0 if row.state == State.STOPPED else waiting,
            stopped=counts[Sent.CANCELLED],
            finished_at=end,
            correction=_correction(session, row),
        )

    def view(self, session: Session, announcement_id: str, language: str) -> CardView | None:
        """Return what a card shows now."""
        row = announcements.get(session, announcement_id)
        if row is None:
            return None
        spec = Spec.parse(row.spec)
        under_way = row.state in UNDER_WAY
        count = None
        if row.state in {State.DRAFT, State.WAITING}:
            count = self.count(spec, self.reach.sorted_out(session, spec, row.author_id))
        names = people.unit_names(session, language)
        return CardView(
            announcement_id=row.id,
            state=row.state,
            spec=spec,
            problems=() if under_way else self.problems(spec),
            count=count,
            progress=self.progress(session, row) if under_way else None,
            zone=people.zone_of(session, row.author_id).key,
            helper=_name(session, spec.helper_id or row.author_id),
            approver=_approver(session, row.id),
            units=tuple(names.get(code, code) for code in spec.aim.units),
            second=count is not None and self.needs_a_second(session, spec, count.readers),
            version=row.version,
            lacks_channel=_lacks_channel(spec),
        )


def approval_key(announcement_id: str, person_id: int) -> str:
    """Return the key of the message that asks somebody to agree."""
    return f"announcement-approval:{announcement_id}:{person_id}"


def _correction(session: Session, row: Announcement) -> Progress | None:
    if row.version <= 1:
        return None
    counts = sending.counts(session, announcement_corrections.correction_batch(row.id, row.version))
    return Progress(
        sent=counts[Sent.SENT],
        failed=counts[Sent.FAILED],
        unknown=counts[Sent.UNKNOWN],
        waiting=counts[Sent.QUEUED] + counts[Sent.POSTING],
    )


def _lacks_channel(spec: Spec) -> bool:
    template = load_templates().templates.get(spec.template)
    return template is not None and template.channel and not spec.channel


def _key(announcement_id: str) -> str:
    return f"announcement-card:{announcement_id}"


def _approver(session: Session, announcement_id: str) -> str:
    acts = [act for act in announcements.acts(session, announcement_id) if act.act == Act.APPROVED]
    return _name(session, acts[-1].by_id) if acts else ""


def _name(session: Session, person_id: int | None) -> str:
    person = session.get(people.Person, person_id) if person_id is not None else None
    return person.name if person else ""
