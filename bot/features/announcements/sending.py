"""What happens after an announcement was let go: fed into the queue, held, stopped, put right, tried again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.errors import AnnouncementNotReady, NothingToCorrect
from bot.features.announcements import hours, rules
from bot.features.announcements.rules import Words
from bot.features.announcements.spec import Spec, dumped_words
from storage import announcement_audience, announcement_readers, announcements
from storage import announcement_corrections as corrections
from storage import announcement_sending as queue
from storage.announcement_readers import Answer
from storage.announcements import Act, State
from storage.outbox import State as Sent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.features.announcements.cards import Cards
    from storage.announcements import Announcement

TOGETHER = 100
"""So many readers go into the queue in one transaction: others who write wait for one of these at most."""
STILL_MOVING = timedelta(days=2)
"""So long after it was let go a card still follows messages that were in doubt."""
FIRST_LOOK = timedelta(days=2)
"""No reminder can be due earlier after a message than this."""
CORRECTABLE = (State.SENDING, State.PAUSED, State.SENT, State.STOPPED)
"""Its words are out."""


@dataclass(frozen=True)
class Planned:
    """One reader to be fed: who, of which unit and role, and when it may reach them."""

    person_id: int
    unit: str
    role: str
    due_at: datetime


@dataclass(frozen=True)
class Unreached:
    """Somebody, or a channel by its id, not reached; `error` is Slack's code. It `may_be_there` all the same."""

    name: str
    address: str
    error: str
    may_be_there: bool


class Sending:
    """One method per thing that can be done with an announcement under way."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards
        self._reach = cards.reach

    def unfed(self, session: Session) -> list[str]:
        """Return the announcements that not everybody is in the queue for, or is being put right, oldest first."""
        return announcements.unfed(session)

    def plan(self, session: Session, announcement_id: str) -> list[Planned]:
        """Return who is still to be put into the queue, by number."""
        row = announcements.get(session, announcement_id)
        if row is None or row.state != State.SENDING or row.fed:
            return []
        spec = Spec.parse(row.spec)
        if not spec.direct:
            return []
        now, calendar = self._reach.clock.now(), self._reach.calendar

        @cache
        def due(zone: str) -> datetime:
            return hours.due(now, spec.moment, zone, calendar)

        return [
            Planned(each.person_id, each.unit, each.role, due(str(getattr(each, "zone", "UTC"))))
            for each in self._reach.sorted_out(session, spec, row.author_id).readers
            if each.person_id > row.fed_to
        ]

    def feed(self, session: Session, announcement_id: str, readers: Sequence[Planned], *, last: bool) -> bool:
        """Put these readers into the queue, in the order of their numbers; False when it is not to go on.

        `last`: these are all that were missing. Running it again changes nothing.
        """
        row = announcements.get(session, announcement_id, lock=True)
        if row is None or row.state != State.SENDING or row.fed:
            return False
        now = self._reach.clock.now()
        acknowledged = Spec.parse(row.spec).acknowledged
        announcement_readers.add(session, [_reader(row, each, acknowledged=acknowledged) for each in readers])
        if readers:
            queue.put(session, row.id, row.fed_to, readers[-1].person_id, now)
            row.fed_to = readers[-1].person_id
        row.fed = last
        session.add(row)
        session.flush()
        return True

    def pause(self, session: Session, person_id: int, announcement_id: str) -> None:
        """Keep back all that nobody has begun to send. Raises AnnouncementIsOver and NotAllowed."""
        row = self._row(session, person_id, announcement_id, State.SENDING)
        row.state = State.PAUSED
        held = queue.hold(session, row.id)
        self._done(session, row, Act.PAUSED, person_id, held)

    def resume(self, session: Session, person_id: int, announcement_id: str) -> None:
        """Let it go on, each message at its hour."""
        row = self._row(session, person_id, announcement_id, State.PAUSED)
        row.state = State.SENDING
        let_go = queue.let_go(session, row.id)
        self._done(session, row, Act.RESUMED, person_id, let_go)

    def stop(self, session: Session, person_id: int, announcement_id: str) -> None:
        """Take back all that nobody has begun to send, for good."""
        row = self._row(session, person_id, announcement_id, State.SENDING, State.PAUSED)
        row.state, row.fed = State.STOPPED, True
        stopped = queue.stop(session, row.id)
        self._done(session, row, Act.STOPPED, person_id, stopped)

    def retry(self, session: Session, person_id: int, announcement_id: str) -> int:
        """Try again whom it did not reach; return how many. What may have arrived is never sent again."""
        row = self._row(session, person_id, announcement_id, State.SENDING, State.SENT)
        row.state = State.SENDING
        again = queue.retry(session, row.id, self._reach.clock.now())
        self._done(session, row, Act.RETRIED, person_id, again)
        return again

    def failures(self, session: Session, person_id: int, announcement_id: str) -> list[Unreached]:
        """Return everybody, and the channel, that it or its correction did not reach, or maybe did not."""
        row = self._cards.row(session, announcement_id, *State)
        self._reach.check_steering(session, person_id, row)
        failed = queue.failures(session, [row.id, corrections.correction_batch(row.id, row.version)])
        numbers = [each.person_id for each in failed if each.person_id is not None]
        names = announcement_audience.names_of(session, numbers)
        announcements.record(session, row.id, Act.LISTED, person_id, self._reach.clock.now(), len(failed))
        return [
            Unreached(
                *(names.get(each.person_id, ("", "")) if each.person_id is not None else (each.channel, "")),
                error=each.error,
                may_be_there=each.state == Sent.UNKNOWN,
            )
            for each in failed
        ]

    def words(self, session: Session, person_id: int, announcement_id: str) -> Spec:
        """Return an announcement under way as it went out, to be put right."""
        row = self._cards.shown(session, announcement_id, *CORRECTABLE)
        self._reach.check_steering(session, person_id, row)
        return Spec.parse(row.spec)

    def correct(  # noqa: PLR0913 - a form has this many fields
        self,
        session: Session,
        person_id: int,
        announcement_id: str,
        *,
        title: Mapping[str, str],
        text: Mapping[str, str],
        changes: Mapping[str, Mapping[str, str]],
        values: str,
    ) -> None:
        """Put its words right: for who got the old ones, in place, and for who has none yet from the start.

        Raises NothingToCorrect and AnnouncementNotReady.
        """
        row = self._row(session, person_id, announcement_id, *CORRECTABLE)
        spec = Spec.parse(row.spec)
        kept = {role: dict(said) for role, said in changes.items() if any(said.values())}
        words = Words(title, text, kept, rules.read_values(values, self._cards.languages))
        if dumped_words(words) == dumped_words(spec.words):
            raise NothingToCorrect(field="text_en")
        spec = replace(spec, words=words)
        if found := self._cards.problems(spec):
            raise AnnouncementNotReady(field="text_en", count=len(found))
        now = self._reach.clock.now()
        row.spec = spec.dumped()
        announcements.write_text(session, row, dumped_words(words), person_id, now)
        corrections.give_new_words(session, row.id, row.version)
        if spec.channel:
            corrections.put_channel_right(session, row.id, row.version, now)
        self._done(session, row, Act.CORRECTED, person_id, row.version)

    def put_right(self, session: Session, announcement_id: str) -> bool:
        """Put a new face on the messages of some of those who have older words; return whether there may be more."""
        row = announcements.get(session, announcement_id, lock=True)
        if row is None or row.corrected_to >= row.version:
            return False
        now = self._reach.clock.now()
        corrections.give_new_words(session, row.id, row.version)
        wrong = corrections.with_older_words(session, row.id, row.version, TOGETHER)
        corrections.put_right(session, row.id, row.version, wrong, now)
        corrections.note_version(
            session,
            row.id,
            row.version,
            [each.person_id for each in wrong],
            now + FIRST_LOOK,
        )
        if not wrong:
            row.corrected_to = row.version
            session.add(row)
        return bool(wrong)

    def look_round(self, session: Session) -> int:
        """Note what has come to its end and show every card that has changed; return how many did."""
        changed, now = 0, self._reach.clock.now()
        for row in announcements.moving(session, now - STILL_MOVING):
            if row.version > 1:
                corrections.put_anew(session, row.id, row.version, now, TOGETHER)
            progress = self._cards.progress(session, row)
            if row.state == State.SENDING and row.fed and not progress.waiting:
                row.state = State.SENT
            counted = [progress, *([progress.correction] if progress.correction else [])]
            shown = ":".join(
                [row.state, *(f"{each.sent}:{each.failed}:{each.unknown}:{each.waiting}" for each in counted)]
            )
            if shown != row.shown:
                row.shown = shown
                self._cards.redraw(session, row)
                changed += 1
        return changed

    def _row(self, session: Session, person_id: int, announcement_id: str, *states: State) -> Announcement:
        row = self._cards.row(session, announcement_id, *states)
        self._reach.check_steering(session, person_id, row)
        return row

    def _done(self, session: Session, row: Announcement, act: Act, by_id: int, number: int) -> None:
        announcements.record(session, row.id, act, by_id, self._reach.clock.now(), number)
        self._cards.redraw(session, row)


def _reader(row: Announcement, planned: Planned, *, acknowledged: bool) -> dict[str, object]:
    return {
        "announcement_id": row.id,
        "person_id": planned.person_id,
        "unit_code": planned.unit or None,
        "role": planned.role,
        "due_at": planned.due_at,
        "version": row.version,
        "answer": Answer.WAITING.value if acknowledged else Answer.NONE.value,
        "reminded": 0,
        "next_at": planned.due_at + FIRST_LOOK if acknowledged else None,
    }
