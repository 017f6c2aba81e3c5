"""From stored rows to what one reader may see. Nothing about a note reaches a person by another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import HR, HR_ADMIN, Action, Sight, can, sight
from bot.errors import NoteNotFound
from bot.features.records import asking, rules
from bot.features.records.notes import (
    ACTIONS,
    Answer,
    Audience,
    Block,
    Edition,
    NoteView,
    OtherReader,
    Party,
    Promise,
    Response,
    Status,
    Visibility,
)
from bot.features.records.piles import Pile
from bot.features.records.sentences import stands_in
from storage import editions, people, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.access import Actor, NoteSubject
    from storage import actions, responses
    from storage.records import Note

READABLE = {
    Sight.NOTHING: rules.NOTHING,
    Sight.FACTS: rules.NOTHING,
    Sight.FOR_HR: rules.FOR_HR,
    Sight.HANDED_OVER: rules.FOR_SUCCESSOR,
    Sight.SHARED: rules.FOR_EMPLOYEE,
    Sight.EVERYTHING: rules.EVERYTHING,
}
"""The blocks that go with each level of sight."""
HR_AUDIENCE = {HR: Audience.HR_PARTNER, HR_ADMIN: Audience.HR_ADMIN}


def view(session: Session, note_id: str, reader_id: int, today: date) -> NoteView:
    """Return a note as `reader_id` may see it today.

    Raises NoteNotFound alike for a note that is not there and for one they may not read a word of.
    """
    return view_by(session, note_id, asking.actor(session, reader_id, today), today)


def view_by(session: Session, note_id: str, reader: Actor, today: date) -> NoteView:
    """Return a note as `view` does, to a reader as they are given: somebody who has left may have a copy made."""
    note = records.get(session, note_id)
    found = views_by(session, [note], reader, today) if note is not None else []
    if not found:
        raise NoteNotFound
    return found[0]


def views_by(session: Session, notes: Sequence[Note], reader: Actor, today: date) -> list[NoteView]:
    """Return those of these notes of which a reader may read a word, as `view_by` does, in the same order."""
    pile = Pile(session, notes, today)
    zone = timezone_of(session, reader.person_id)
    seen = (_seen(session, note, pile, reader, zone) for note in notes)
    return [view for view in seen if view is not None]


def _seen(session: Session, note: Note, pile: Pile, reader: Actor, zone: str) -> NoteView | None:
    parties = {each: party(session, each) for each in (note.manager_id, note.employee_id)}
    about = pile.subject(note)
    level = sight(reader, about)
    known = rules.seen(_editions(pile.editions[note.id], parties), READABLE[level])
    if not known:
        return None
    if level is Sight.FOR_HR:
        known = rules.without_reasons(known)
    promised = any(block.name == ACTIONS for block in known[-1].blocks)
    promises = tuple(_promises(pile.promises[note.id], parties)) if promised else ()
    first_hand = level in {Sight.EVERYTHING, Sight.SHARED}
    return NoteView(
        note_id=note.id,
        kind=note.kind,
        met_on=note.met_on,
        partial=note.partial,
        status=Status(note.status),
        review_ends_at=note.review_ends_at,
        manager=parties[note.manager_id],
        employee=parties[note.employee_id],
        reader_id=reader.person_id,
        timezone=zone,
        editions=known,
        responses=tuple(_heard(_responses(pile.answers[note.id], parties), known, promises, level)),
        promises=promises,
        audience=None if first_hand else Audience(asking.relation_of(reader, level)),
        others=tuple(_others(session, note, pile, about)),
        may_correct=can(reader, Action.CORRECT_NOTE, about),
        code=_code(note, pile, known),
    )


def _code(note: Note, pile: Pile, known: Sequence[Edition]) -> str:
    """Return the code of the newest edition that is in the ledger; an edition of private parts alone is not."""
    for edition in reversed(known):
        if all(block.private for block in edition.blocks):
            return ""
        if code := pile.code(note.id, edition.version):
            return code
    return ""


def judge(session: Session, note: Note, person_id: int, today: date) -> tuple[Actor, NoteSubject]:
    """Return somebody and a note as `access.can` wants them."""
    return asking.actor(session, person_id, today), Pile(session, [note], today).subject(note)


def shown(session: Session, note: Note) -> Edition:
    """Return the newest edition the employee of a shared note was shown, even when they have left since."""
    return rules.seen(_editions(editions.of_note(session, note), {}), rules.FOR_EMPLOYEE)[-1]


def timezone_of(session: Session, person_id: int) -> str:
    """Return the zone a person lives by: what they chose in Slack, otherwise what the company has."""
    account = people.account_of(session, person_id)
    if account is not None:
        return account.timezone
    person = session.get(people.Person, person_id)
    return person.timezone if person else "UTC"


def party(session: Session, person_id: int) -> Party:
    """Return somebody by name; a stranger to the company has none."""
    person = session.get(people.Person, person_id)
    return Party(person_id, person.name if person else "")


def _others(session: Session, note: Note, pile: Pile, about: NoteSubject) -> Iterable[OtherReader]:
    """Give everybody beside the two who can read any of a note today."""
    named = {note.manager_id, note.employee_id}
    manager = next(iter(about.place.managers), note.manager_id)
    if about.goes_over and manager not in named:
        successor = session.get_one(people.Person, manager)
        if pile.is_here(successor):
            named.add(manager)
            yield OtherReader(Party(manager, successor.name), Audience.SUCCESSOR)
    if about.for_hr:
        for person in pile.helpers(note.employee_id):
            if person.key not in named:
                yield OtherReader(Party(person.key, person.name), HR_AUDIENCE[person.role])


def _heard(
    answers: Iterable[Response], known: Sequence[Edition], promises: Sequence[Promise], level: Sight
) -> Iterable[Response]:
    """Give what was answered, as far as this reader sees what it is about.

    What the employee added is for those who take the note over as well; HR hears of a dispute when it reads
    the sentence.
    """
    for answer in answers:
        about_unseen = answer.kind is Answer.DISPUTED and not any(
            stands_in(edition, promises, answer.quote) for edition in known
        )
        if level in {Sight.EVERYTHING, Sight.SHARED} or (
            not about_unseen and (level is Sight.HANDED_OVER or answer.kind is not Answer.COMMENTED)
        ):
            yield answer


def _editions(stored: Iterable[editions.Edition], parties: dict[int, Party]) -> tuple[Edition, ...]:
    return tuple(
        Edition(
            version=edition.version,
            written_by=parties.get(edition.written_by, Party(edition.written_by, "")),
            written_at=edition.written_at,
            reason=edition.reason,
            blocks=tuple(
                Block(block.name, Visibility(block.visibility), block.text, erased=block.erased)
                for block in edition.blocks.values()
            ),
        )
        for edition in stored
    )


def _responses(stored: Iterable[responses.Answer], parties: dict[int, Party]) -> list[Response]:
    return [
        Response(
            number=row.number,
            version=row.version,
            person=parties[row.person_id],
            kind=Answer(row.kind),
            text=row.text,
            quote=row.quote,
            said_at=row.said_at,
            erased=row.erased,
        )
        for row in stored
    ]


def _promises(stored: Iterable[actions.Promise], parties: dict[int, Party]) -> list[Promise]:
    return [
        Promise(
            number=row.number,
            what=row.what,
            owner=parties.get(row.manager_id if row.both else row.owner_id or 0),
            also=parties.get(row.employee_id) if row.both else None,
            due=row.due,
            due_text=row.due_text,
            status=row.status,
            closed_on=row.closed_on,
        )
        for row in stored
    ]
