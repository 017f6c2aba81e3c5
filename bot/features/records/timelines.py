"""Reading a person's timeline: talks, shares, answers, promised steps and saved messages of a cycle, in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.access import Actor
from bot.errors import NotYourReport
from bot.features.records import reading
from bot.features.records.evidence_use import (
    Shown,
    Verdict,
    day_in,
    last_day_to_share,
    shown_since,
    verdict,
)
from bot.features.records.moments import ORDER, Entry, Moment, ReadAs, Timeline
from bot.features.records.notes import Answer, Status
from bot.language.sentences import sentences
from storage import cycles, note_reads, pilots, relations, sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.evidence_use import Calendar
    from bot.features.records.notes import NoteView, Party
    from storage.records import Note

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
        known = {cycle.id: cycle.names for cycle in cycles.every(session)}
        current = pilots.current(session, employee_id, today)
        chosen = cycle_id or (current.id if current else next(iter(known), ""))
        reader = relations.reader(session, reader_id, today)
        notes = sight.notes_for(session, reader, employee_id=employee_id, limit=MOST)
        of_cycle = [note for note in notes if note.cycle_id == (chosen or None)]
        views = reading.views_by(session, of_cycle, Actor.of(reader), today)
        found = self._timeline(session, reading.party(session, employee_id), chosen, known, views)
        return found if employee_id == reader_id else replace(found, mine=False)

    def of_copies(
        self, session: Session, person_id: int, notes: Iterable[Note], views: Iterable[NoteView]
    ) -> Iterator[Timeline]:
        """Give the timeline of each cycle, the earliest first, from somebody's own `views` of these notes."""
        known = {cycle.id: cycle.names for cycle in cycles.every(session)}
        by_cycle: dict[str, list[NoteView]] = {}
        of_note = {note.id: note.cycle_id or "" for note in notes}
        for seen in views:
            if seen.employee.person_id == person_id:
                by_cycle.setdefault(of_note[seen.note_id], []).append(seen)
        for cycle_id, of_cycle in sorted(by_cycle.items()):
            yield self._timeline(session, reading.party(session, person_id), cycle_id, known, of_cycle)

    def keep_reads(self, session: Session, reader_id: int, timeline: Timeline) -> None:
        """Keep, for those the notes are about, that somebody beside the two read what a timeline shows of them."""
        for read in timeline.outside:
            note_reads.keep(
                session,
                read.note_id,
                reader_id,
                version=read.version,
                as_relation=read.relation,
                at=self._clock.now(),
            )

    def _timeline(
        self,
        session: Session,
        employee: Party,
        cycle_id: str,
        known: Mapping[str, Mapping[str, str]],
        views: Sequence[NoteView],
    ) -> Timeline:
        phases = cycles.phases(session, cycle_id)
        closes = next((phase.closes for phase in phases if phase.key == MANAGER_REVIEW), None)
        entries = [entry for seen in views for entry in self._entries(seen, closes)]
        entries.sort(key=lambda entry: (entry.on, ORDER[entry.moment]))
        return Timeline(
            employee=employee,
            mine=True,
            cycle_id=cycle_id,
            closes=closes,
            entries=tuple(entries),
            cycles=known,
            last_day=last_day_to_share(closes, self._calendar) if closes is not None else None,
            outside=tuple(
                ReadAs(seen.note_id, seen.version, seen.read_as_relation)
                for seen in views
                if seen.audience is not None
            ),
        )

    def _entries(self, note: NoteView, closes: date | None) -> Iterator[Entry]:
        evidence = note.current.block(EVIDENCE)
        text = evidence.text if evidence else ""
        since = shown_since(note.editions, EVIDENCE) if text else None
        yield Entry(
            note.met_on,
            Moment.SAVED if note.saved else Moment.TALK,
            note.note_id,
            note.kind,
            who=note.editions[0].written_by,
            text=text,
            verdict=self._verdict(note, text, closes) if text else None,
            shown_on=day_in(since, self._zone) if since else None,
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
