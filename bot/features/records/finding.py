"""Finding notes again: the list a reader may see, and the search through its words, in memory only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import HR, HR_ADMIN, Actor
from bot.errors import NoNotesWith
from bot.features.records import asking, lists, reading
from bot.features.records.found import ANSWER, PAGE, Criteria, Facts, Hit, Page, excerpt, pattern_of
from bot.features.records.reading import READABLE
from bot.language.names import written_names
from storage import editions, finding, note_reads, people, process_facts, relations, responses
from storage.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from re import Pattern

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.found import Excerpt
    from bot.outgoing import Outgoing
    from storage.records import Note
    from storage.relations import Reader

FOUND = "records.found"
"""The answer in the direct message: a list of notes."""
BATCH = 250
"""Notes whose words are opened together: two queries for the words, two for the keys."""
MOST = 5000
"""So many of the newest notes are searched."""
_HR = frozenset({HR, HR_ADMIN})


class Finder:
    """Lists and searches what a reader may see. Nothing looked for is stored, and no index of words exists."""

    def __init__(self, clock: Clock, outgoing: Outgoing) -> None:
        self._clock = clock
        self._outgoing = outgoing

    def page(self, session: Session, person_id: int, criteria: Criteria) -> Page:
        """Return a page of the notes a person may see, or of those in which they may read the words looked for.

        HR sees process facts of the talks of the people it serves, and words only where they are shared with HR.
        """
        reader = relations.reader(session, person_id, self._clock.now().date())
        lowest = Sight.FACTS if reader.role in _HR else Sight.HANDED_OVER
        pattern = pattern_of(criteria.words)
        if pattern is None:
            hits = self._listed(session, reader, criteria, lowest)
        else:
            hits = self._searched(session, reader, criteria, pattern)
        there = finding.choices(session, reader, lowest=lowest)
        return Page(
            criteria=criteria,
            hits=tuple(hits[:PAGE]),
            more=len(hits) > PAGE,
            people=tuple(reading.party(session, each) for each in there.people if each != person_id),
            kinds=there.kinds,
            cycles={cycle.id: cycle.names for cycle in there.cycles},
        )

    def keep_reads(self, session: Session, person_id: int, hits: Sequence[Hit]) -> None:
        """Keep, for those the notes are about, that somebody beside the two read a line of each."""
        for hit in hits:
            note_reads.keep(
                session,
                hit.line.note_id,
                person_id,
                version=hit.version,
                as_relation=hit.read_as,
                at=self._clock.now(),
            )

    def answer(
        self, session: Session, person_id: int, key: str, about_id: int, *, search: bool = False
    ) -> bool:
        """Put the list of a person's notes, with somebody when `about_id` is not 0, as the answer to a message.

        `search`: the message named words, which only the process that heard it knows.
        """
        self._outgoing.post(
            session,
            key=f"found:{key}",
            kind=FOUND,
            payload={"about": about_id, "asked": key, "search": int(search)},
            to=person_id,
        )
        return True

    def named(self, session: Session, person_id: int, name: str) -> int:
        """Return whom a reader means by a name, among the people of their notes; raises NoNotesWith."""
        reader = relations.reader(session, person_id, self._clock.now().date())
        there = set(finding.choices(session, reader, lowest=Sight.HANDED_OVER).people) - {person_id}
        there |= {person.key for person in people.reports_of(session, person_id)}
        wanted = " ".join(name.casefold().strip("@ ").split())
        found = [
            person.key
            for person in people.named_like(session, wanted)
            if person.key in there and wanted in {each.casefold() for each in written_names(person.name)}
        ]
        if len(found) != 1:
            raise NoNotesWith
        return found[0]

    def _listed(self, session: Session, reader: Reader, criteria: Criteria, lowest: Sight) -> list[Hit]:
        found = finding.notes(
            session, reader, _wanted(criteria), lowest=lowest, offset=criteria.offset, limit=PAGE + 1
        )
        unread = [note.id for note, level in found if level is Sight.FACTS]
        facts = {each.note_id: each for each in process_facts.facts_of(session, reader, unread)}
        return [
            self._hit(session, note, reader, facts=_facts(facts[note.id]) if note.id in facts else None)
            for note, _ in found
        ]

    def _searched(
        self, session: Session, reader: Reader, criteria: Criteria, pattern: Pattern[str]
    ) -> list[Hit]:
        hits: list[Hit] = []
        skipped = 0
        for note, level, blocks, answers in self._opened(session, reader, criteria):
            readable = (block for block in blocks if block.visibility in READABLE[asking.access_sight(level)])
            lines = (excerpt(block.name, block.text, pattern) for block in readable)
            line = next(filter(None, lines), None) or self._in_answers(
                session, note, reader, answers, pattern
            )
            if line is None:
                continue
            if skipped < criteria.offset:
                skipped += 1
                continue
            outside = level not in {Sight.EVERYTHING, Sight.SHARED}
            read_as = asking.relation_of(Actor.of(reader), asking.access_sight(level)) if outside else ""
            hit = self._hit(session, note, reader)
            hits.append(Hit(hit.line, hit.employee, note.version, excerpt=line, read_as=read_as))
            if len(hits) > PAGE:
                break
        return hits

    def _in_answers(
        self,
        session: Session,
        note: Note,
        reader: Reader,
        answers: Sequence[responses.Answer],
        pattern: Pattern[str],
    ) -> Excerpt | None:
        """Return the line of an answer with the words; of answers a reader hears as when the note is opened."""
        lines = {each.number: line for each in answers if (line := excerpt(ANSWER, each.text, pattern))}
        if not lines:
            return None
        seen = reading.view_by(session, note.id, Actor.of(reader), self._clock.now().date())
        return next((lines[each.number] for each in seen.responses if each.number in lines), None)

    @staticmethod
    def _opened(
        session: Session, reader: Reader, criteria: Criteria
    ) -> Iterator[tuple[Note, Sight, list[editions.Block], list[responses.Answer]]]:
        for offset in range(0, MOST, BATCH):
            batch = finding.notes(
                session, reader, _wanted(criteria), lowest=Sight.FOR_HR, offset=offset, limit=BATCH
            )
            notes = [note for note, _ in batch]
            blocks, answers = editions.newest(session, notes), responses.of_notes(session, notes)
            for note, level in batch:
                yield note, level, blocks[note.id], answers[note.id]
            if len(batch) < BATCH:
                return

    @staticmethod
    def _hit(session: Session, note: Note, reader: Reader, *, facts: Facts | None = None) -> Hit:
        return Hit(
            line=lists.line(session, note, reader.person_id),
            employee=reading.party(session, note.employee_id),
            version=note.version,
            facts=facts,
        )


def _wanted(criteria: Criteria) -> finding.Wanted:
    return finding.Wanted(criteria.person_id or None, criteria.kind or None, criteria.cycle_id or None)


def _facts(found: process_facts.ProcessFacts) -> Facts:
    return Facts(found.acknowledged, found.disputes, found.steps, found.steps_done)
