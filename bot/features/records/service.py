"""What people do with notes: read, acknowledge, add, question, correct, share; and what time does."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.access import Action, can
from bot.errors import NotAllowed, NoteMovedOn, NoteNotFound, PromiseNotFound, WordsGone
from bot.features.records import asking, lists, reading, rules, sentences
from bot.features.records.handovers import Handovers
from bot.features.records.mail import NoteMail
from bot.features.records.notes import Answer, Status
from bot.features.records.retention import Retention
from storage import actions, note_reads, records, responses
from storage.records import DraftBlock
from storage.responses import DraftAnswer
from storage.secrets import PRIVATE_PART, SHARED_PART

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.lists import HomeRecords
    from bot.features.records.note_ref import NoteRef
    from bot.features.records.notes import Block, NoteView
    from bot.features.records.promises import Choice
    from bot.features.records.rules import Calendar
    from bot.outgoing import Outgoing
    from storage.records import Note


class RecordsService:
    """One method per thing that can be done with a note, each within the caller's transaction.

    Every method raises NoteNotFound for a note its person may not know of. `calendar` is the
    company's.
    """

    def __init__(
        self, clock: Clock, outgoing: Outgoing, calendar: Calendar, retention: Retention | None = None
    ) -> None:
        self._clock = clock
        self.retention = retention or Retention(clock)
        self._mail = NoteMail(outgoing)
        self._handovers = Handovers(clock, outgoing)
        self._calendar = calendar

    def view(self, session: Session, note_id: str, reader_id: int) -> NoteView:
        """Return a note as `reader_id` may see it."""
        return self.retention.stated(session, reading.view(session, note_id, reader_id, self._today()))

    def open(self, session: Session, note_id: str, reader_id: int) -> NoteView:
        """Return a note to somebody who opens it, and keep that they did, for those it is about."""
        seen = self.view(session, note_id, reader_id)
        note_reads.keep(
            session,
            note_id,
            reader_id,
            version=seen.version,
            as_relation=seen.read_as_relation,
            at=self._clock.now(),
        )
        return seen

    def home_view(self, session: Session, person_id: int, now: datetime) -> HomeRecords:
        """Return what a person's App Home shows of their records."""
        return lists.home_view(session, person_id, now)

    def review_ends(self, session: Session, employee_id: int) -> datetime:
        """Return when a review that begins now ends for this employee."""
        zone = reading.timezone_of(session, employee_id)
        return rules.review_ends(self._clock.now(), zone, self._calendar)

    def acknowledge(self, session: Session, person_id: int, ref: NoteRef) -> NoteView:
        """Record that the employee has read an edition, which says nothing of agreeing.

        Doing it again changes nothing. Raises NoteMovedOn when there is a newer edition.
        """
        note, seen = self._to_answer(session, person_id, ref)
        if ref.version != seen.version:
            raise NoteMovedOn
        if seen.acknowledgement is not None:
            return seen
        return self._answer(session, note, seen, self._response(seen, ref, Answer.ACKNOWLEDGED))

    def add_view(self, session: Session, person_id: int, ref: NoteRef, words: str) -> NoteView:
        """Keep the employee's own view beside the note, for both to read."""
        note, seen = self._to_answer(session, person_id, ref)
        said = rules.checked(words, "words")
        return self._answer(session, note, seen, self._response(seen, ref, Answer.COMMENTED, said))

    def question(self, session: Session, person_id: int, ref: NoteRef, where: str, words: str) -> NoteView:
        """Keep what the employee sees differently beside the sentence at `where`, for good.

        It counts for the edition they were reading even when a newer one has come meanwhile. Raises
        SentenceNotInNote when no sentence stands there.
        """
        note, seen = self._to_answer(session, person_id, ref)
        quote = sentences.sentence_at(seen.read_as(ref.version), seen.promises, where)
        said = rules.checked(words, "words")
        return self._answer(session, note, seen, self._response(seen, ref, Answer.DISPUTED, said, quote))

    def correct(
        self, session: Session, person_id: int, ref: NoteRef, texts: Mapping[str, str], reason: str
    ) -> NoteView:
        """Write the next edition with `texts` in place of what those blocks said.

        Raises NothingChanged, NoTextFound, TextTooLong, NoteMovedOn when another edition came first, and
        NotAllowed for a saved message: those are somebody else's words.
        """
        note, seen = self._to_correct(session, person_id, ref)
        if seen.saved:
            raise NotAllowed
        blocks = rules.corrected(seen.current, texts)
        why = rules.checked(reason, "reason") if reason.strip() else ""
        return self._next_edition(session, note, seen, blocks, why)

    def share(self, session: Session, person_id: int, ref: NoteRef) -> NoteView:
        """Let the employee read the private block that `ref` names, or all of the note when it names none.

        Raises NothingChanged when it is shared already.
        """
        note, seen = self._to_correct(session, person_id, ref)
        blocks = rules.widened(seen.current, seen.kind, ref.part or None)
        return self._next_edition(session, note, seen, blocks, reason="")

    def close_action(self, session: Session, person_id: int, number: int, choice: Choice) -> None:
        """Do what was chosen with a promised step; one that has ended stays as it ended."""
        action = actions.get(session, number, lock=True)
        if action is None:
            raise PromiseNotFound
        about = asking.step(session, action, self._today())
        if not can(asking.actor(session, person_id, self._today()), Action.CLOSE_ACTION, about):
            raise PromiseNotFound
        today = self._clock.now().astimezone(ZoneInfo(reading.timezone_of(session, person_id))).date()
        actions.decide(session, number, choice, today)

    def finalise_silent(self, session: Session) -> int:
        """Make the notes final whose review ended in silence, and return how many."""
        silent = records.in_review_past(session, self._clock.now())
        for note in silent:
            note.status = rules.after_silence(Status(note.status))
            session.add(note)
            session.flush()
            shown = reading.shown(session, note).version
            self._mail.refresh(session, note, shown, because=f"silence{shown}")
            self._handovers.confirmed(session, note)
        return len(silent)

    def remind_silent(self, session: Session) -> int:
        """Remind, once per edition, those who have not answered yet; return how many notes were looked at."""
        now = self._clock.now()
        waiting = records.to_remind(session, now)
        for note in waiting:
            shown = reading.shown(session, note)
            if note.remind_at is None:
                note.remind_at = self._reminder_due(session, note, shown.written_at)
            if note.remind_at <= now:
                # After a long standstill of ours the review may be over: then silence is already the answer.
                if note.review_ends_at is None or now < note.review_ends_at:
                    self._mail.remind(session, note, shown.version)
                note.reminded = True
            session.add(note)
        session.flush()
        return len(waiting)

    def _to_answer(self, session: Session, person_id: int, ref: NoteRef) -> tuple[Note, NoteView]:
        note, seen = self._allowed(session, person_id, ref, Action.RESPOND_TO_NOTE)
        seen.read_as(ref.version)
        return note, seen

    def _to_correct(self, session: Session, person_id: int, ref: NoteRef) -> tuple[Note, NoteView]:
        note, seen = self._allowed(session, person_id, ref, Action.CORRECT_NOTE)
        if ref.version != seen.version:
            raise NoteMovedOn
        return note, seen

    def _allowed(
        self, session: Session, person_id: int, ref: NoteRef, action: Action
    ) -> tuple[Note, NoteView]:
        note = records.get(session, ref.note_id, lock=True)
        if note is None:
            raise NoteNotFound
        seen = self.view(session, ref.note_id, person_id)
        actor, about = reading.judge(session, note, person_id, self._today())
        if not can(actor, action, about):
            raise NotAllowed
        if all(block.erased for block in seen.current.blocks):
            raise WordsGone
        return note, seen

    def _answer(self, session: Session, note: Note, seen: NoteView, response: DraftAnswer) -> NoteView:
        number = responses.add(session, note, response)
        to_current = response.version == seen.version
        waited = note.status == Status.IN_REVIEW
        note.status = rules.after_response(Status(note.status), to_current=to_current)
        session.add(note)
        session.flush()
        if waited and note.status == Status.FINAL:
            self._handovers.confirmed(session, note)
        self._mail.answered(session, note, number, Answer(response.kind))
        self._mail.refresh(session, note, seen.version, because=f"response{number}")
        return self.view(session, note.id, seen.reader_id)

    def _next_edition(
        self, session: Session, note: Note, seen: NoteView, blocks: tuple[Block, ...], reason: str
    ) -> NoteView:
        now = self._clock.now()
        before = rules.readable(seen.current)
        employee_sees_it = rules.employee_sees_change(before, blocks)
        records.add_version(
            session,
            note,
            seen.version + 1,
            written_by=seen.reader_id,
            now=now,
            blocks=tuple(DraftBlock(block.name, block.visibility, block.text) for block in blocks),
            reason=reason,
            part=SHARED_PART if employee_sees_it else PRIVATE_PART,
        )
        if rules.opens_promises(before, blocks):
            actions.share(session, note.id, now)
        note.status = rules.after_edition(Status(note.status), employee_sees_it=employee_sees_it)
        if employee_sees_it:
            note.review_ends_at = self.review_ends(session, note.employee_id)
            note.remind_at = self._reminder_due(session, note, now)
            note.reminded = False
            self._mail.show(session, note, replaced=seen.shown_since if seen.shared else None)
        self._mail.refresh(session, note, None, because=f"edition{note.version}")
        session.add(note)
        session.flush()
        return self.view(session, note.id, seen.reader_id)

    def _response(
        self, seen: NoteView, ref: NoteRef, kind: Answer, text: str = "", quote: str = ""
    ) -> DraftAnswer:
        return DraftAnswer(
            version=ref.version,
            person_id=seen.reader_id,
            kind=kind,
            text=text,
            quote=quote,
            said_at=self._clock.now(),
        )

    def _today(self) -> date:
        return self._clock.now().date()

    def _reminder_due(self, session: Session, note: Note, started: datetime) -> datetime:
        zone = reading.timezone_of(session, note.employee_id)
        return rules.reminder_due(started, zone, self._calendar)
