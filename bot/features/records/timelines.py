"""Reading a person's timeline: talks, shares, answers, promised steps and saved messages of a cycle, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotYourReport
from bot.features.records import asking, reading
from bot.features.records.evidence_use import Shown, Verdict, shown_since, verdict
from bot.features.records.moments import ORDER, Entry, Moment, Timeline
from bot.features.records.notes import Answer, Status
from bot.language.sentences import sentences
from storage import cycles, relations, sight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.evidence_use import Calendar
    from bot.features.records.notes import NoteView

EVIDENCE = "evidence"
MANAGER_REVIEW = "manager_review"
"""The phase whose end the no-surprise rule counts back from."""
MOST = 200
"""Notes of one person that a timeline takes in."""
ANSWERS = {
    Answer.ACKNOWLEDGED: Moment.ACKNOWLEDGED,
    Answer.COMMENTED: Moment.COMMENTED,
    Answer.DISPUTED: Moment.DISPUTED,
}


class Timelines:
    """Timelines for an employee and their manager. `calendar` and `zone` are the company's."""

    def __init__(self, clock: Clock, calendar: Calendar, zone: str) -> None:
        self._clock = clock
        self._calendar = calendar
        self._zone = zone

    def view(self, session: Session, reader_id: int, employee_id: int, cycle_id: str = "") -> Timeline:
        """Return the timeline of a cycle, the one at work today when none is named.

        Only what the reader may read is in it. Raises NotYourReport for anybody else's.
        """
        today = self._clock.now().date()
        if employee_id != reader_id and relations.manager_of(session, employee_id, today) != reader_id:
            raise NotYourReport(person=employee_id)
        known = cycles.every(session)
        current = cycles.current(session, today)
        chosen = cycle_id or (current.id if current else known[0].id if known else "")
        closes = next(
            (phase.closes for phase in cycles.phases(session, chosen) if phase.key == MANAGER_REVIEW), None
        )
        reader = relations.reader(session, reader_id, today)
        entries: list[Entry] = []
        notes = sight.notes_for(session, reader, employee_id=employee_id, limit=MOST)
        of_cycle = [note for note in notes if note.cycle_id == (chosen or None)]
        for seen in reading.views_by(session, of_cycle, asking.actor_of(reader), today):
            entries += self._entries(seen, closes)
        entries.sort(key=lambda entry: (entry.on, ORDER[entry.moment]))
        return Timeline(
            employee=reading.party(session, employee_id),
            mine=employee_id == reader_id,
            cycle_id=chosen,
            closes=closes,
            entries=tuple(entries),
            cycles={cycle.id: cycle.names for cycle in known},
        )

    def _entries(self, note: NoteView, closes: date | None) -> Iterator[Entry]:
        evidence = note.current.block(EVIDENCE)
        text = evidence.text if evidence else ""
        yield Entry(
            note.met_on,
            Moment.SAVED if note.saved else Moment.TALK,
            note.note_id,
            note.kind,
            who=note.editions[0].written_by,
            text=text,
            verdict=self._verdict(note, text, closes) if text else None,
        )
        for edition in note.editions:
            if any(not block.private for block in edition.blocks):
                on = note.local(edition.written_at).date()
                yield Entry(on, Moment.SHARED, note.note_id, note.kind, who=edition.written_by)
                break
        for said in note.responses:
            on = note.local(said.said_at).date()
            moment = ANSWERS[said.kind]
            yield Entry(on, moment, note.note_id, note.kind, said.person, said.text, said.quote)
        for step in note.promises:
            yield Entry(note.met_on, Moment.PROMISED, note.note_id, note.kind, step.owner, step.what)
            if step.closed_on is not None:
                ended = Moment.DONE if step.status == Moment.DONE else Moment.DROPPED
                yield Entry(step.closed_on, ended, note.note_id, note.kind, step.owner, step.what)

    def _verdict(self, note: NoteView, text: str, closes: date | None) -> Verdict:
        said = set(sentences(text))
        questioned = any(answer.kind is Answer.DISPUTED and answer.quote in said for answer in note.responses)
        waiting = note.status is Status.IN_REVIEW and note.acknowledgement is None
        shown = Shown(shown_since(note.editions, EVIDENCE), waiting, questioned)
        return verdict(shown, closes, self._zone, self._calendar)
