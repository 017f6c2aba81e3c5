"""Erasing somebody and keeping them from being erased: what HR does with the data of others.

What is refused here is said at the command line, in the message of `Refused`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Action, PersonSubject, can
from bot.features.records import asking
from bot.language.names import spoken_name
from storage import (
    actions,
    check_ins,
    cycles,
    data_requests,
    editions,
    erasure,
    forgetting,
    legal_holds,
    people,
    policies,
    records,
    responses,
    schema,
)
from storage.data_requests import AT_THE_COMMAND_LINE, Kind
from storage.secrets import KeyDestroyedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlmodel import Session

    from bot.features.records.rule_share import RuleShare
    from storage.forgetting import Gone
    from storage.people import Person


class Refused(Exception):
    """Something was not done; the message says why, in one sentence for whoever sits at the command line."""


@dataclass(frozen=True)
class Erased:
    """Who was erased, what went with them, and the words that must be found nowhere any more.

    `words` is for the search that proves it and is kept nowhere; `not_theirs` are words of others that may look
    alike.
    """

    person_id: int
    gone: Gone
    words: frozenset[str]
    not_theirs: frozenset[str]


def person_called(session: Session, email: str) -> Person:
    """Return somebody by their address; raises Refused."""
    person = people.by_email(session, email)
    if person is None:
        message = f"{email}: nobody has this address."
        raise Refused(message)
    return person


def may(session: Session, by: str | None, action: Action, person: Person, now: datetime) -> int | None:
    """Return who acts, None for an operator who did not say; raises Refused when they may not."""
    if by is None:
        return None
    actor = person_called(session, by)
    if not can(asking.actor(session, actor.key, now.date()), action, PersonSubject(person.key)):
        message = f"{by}: only an HR admin who works here may do this, and not for themselves."
        raise Refused(message)
    return actor.key


def erase(  # noqa: PLR0913 - who, by whom, when, and what stands in their place
    session: Session,
    person: Person,
    *,
    asked_by: int | None,
    neutral_name: str,
    although_here: bool,
    now: datetime,
    rules: Callable[[Session, int], RuleShare],
) -> Erased:
    """Make everything said about a person unreadable and the person nobody; raises Refused.

    `rules` reads what they asked about the rules.

    On SQLite what was overwritten still lies in the files: call `Database.scrub` after the transaction.
    """
    _refuse_held(session, person)
    if not although_here and (person.left_on is None or person.left_on > now.date()):
        message = (
            f"{person.email} still works here: nothing was erased. Add --although-here if that is meant."
        )
        raise Refused(message)
    readable = {*_words_with(session, person), *rules(session, person.key).words}
    names = set() if forgetting.is_erased(person) else set(_names(session, person))
    spoken = set(_conversations(session, person))
    erasure.destroy(session, person.key, now)
    lost = readable - {*_words_with(session, person), *rules(session, person.key).words}
    gone = forgetting.forget(session, person, neutral_name, now.date())
    data_requests.keep(session, person.key, Kind.ERASE, asked_by=asked_by, via=AT_THE_COMMAND_LINE, now=now)
    return Erased(
        person_id=person.key,
        gone=gone,
        words=frozenset(filter(None, names | lost | spoken)),
        not_theirs=frozenset(_public_words(session, person.key)),
    )


def hold(session: Session, person: Person, reason: str, asked_by: int | None, now: datetime) -> None:
    """Keep a person's data from being erased; raises Refused."""
    if not reason.strip():
        message = "A hold needs a reason: add --reason."
        raise Refused(message)
    try:
        placed = legal_holds.place(session, person.key, reason.strip(), asked_by, now)
    except KeyDestroyedError as problem:
        message = f"{person.email} was erased: there is nothing left to hold."
        raise Refused(message) from problem
    if not placed:
        message = f"{person.email} is under a legal hold already; release that one first."
        raise Refused(message)
    data_requests.keep(session, person.key, Kind.HOLD, asked_by=asked_by, via=AT_THE_COMMAND_LINE, now=now)


def release(session: Session, person: Person, asked_by: int | None, now: datetime) -> None:
    """End the hold on a person's data; raises Refused."""
    if not legal_holds.release(session, person.key, asked_by, now):
        message = f"{person.email} is under no legal hold."
        raise Refused(message)
    data_requests.keep(session, person.key, Kind.RELEASE, asked_by=asked_by, via=AT_THE_COMMAND_LINE, now=now)


def _refuse_held(session: Session, person: Person) -> None:
    holds = legal_holds.in_the_way(session, person.key)
    if not holds:
        return
    first = next((each for each in holds if each.person_id == person.key), holds[0])
    held = session.get_one(people.Person, first.person_id)
    whose = "them" if held.key == person.key else f"{held.email}, with whom they share notes"
    message = (
        f"{person.email} was not erased: a legal hold on {whose} is in force since "
        f"{first.placed_at.date().isoformat()}."
    )
    raise Refused(message)


def _names(session: Session, person: Person) -> Iterator[str]:
    yield from (person.name, person.email, person.title)
    # In each script; a given name alone is many people's.
    yield from (spoken_name(person.name, locale) for locale in ("en", "zh"))
    yield from (row.display_name for row in people.accounts_of(session, person.key))


def _words_with(session: Session, person: Person) -> Iterator[str]:
    """Give every word of the record in which a person has a part, as far as it can be read now."""
    for note in records.of_person(session, person.key):
        for edition in editions.of_note(session, note):
            yield edition.reason
            yield from (block.text for block in edition.blocks.values())
        for answer in responses.of_note(session, note):
            yield from (answer.text, answer.quote)
        for promise in actions.of_note(session, note.id):
            yield from (promise.what, promise.due_text)
    for held in legal_holds.all_in_force(session):
        if held.person_id == person.key:
            yield held.reason


def _conversations(session: Session, person: Person) -> Iterator[str]:
    """Give what was said in the conversations a person held or was the subject of."""
    for row in check_ins.with_person(session, person.key):
        for turn in check_ins.turns(session, row):
            yield turn.said
        # Words have spaces or are not ASCII; what else the state holds are names of ours.
        yield from (text for text in _texts(json.loads(row.state)) if " " in text or not text.isascii())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _public_words(session: Session, person_id: int) -> Iterator[str]:
    """Give words that stand in the database for other reasons: others' names, rules, cycles, our own tables."""
    yield from people.names_but_of(session, person_id)
    yield from policies.sources(session)
    yield from (json.dumps(names, ensure_ascii=False) for names in cycles.all_names(session))
    for table in schema.METADATA.sorted_tables:
        yield f"{table.name} {' '.join(table.columns.keys())}"
