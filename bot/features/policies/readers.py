"""Who reads the rule book, as `bot.access` wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import Action, Actor, RulesSubject, can
from storage import relations
from storage.relations import EVERYONE

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from storage.policies import Version


def actor(session: Session, person_id: int, today: date) -> Actor:
    """Return somebody as `access.can` wants them; a stranger to the company is not here."""
    return Actor.of(relations.reader(session, person_id, today), relations.audiences(session, person_id))


def visible(reader: Actor) -> frozenset[str]:
    """Return the audiences whose documents a reader may see, for the queries that fetch them."""
    return frozenset(
        audience for audience in reader.audiences if can(reader, Action.READ_RULES, RulesSubject(audience))
    )


def may_read(reader: Actor, version: Version) -> bool:
    """Return whether a reader may see a version of a document."""
    return can(reader, Action.READ_RULES, RulesSubject(version.audience))


def keeps_the_rules(reader: Actor) -> bool:
    """Return whether somebody may bring documents into the rule book, and take them back."""
    everybodys = RulesSubject(EVERYONE)
    return can(reader, Action.PUBLISH_RULES, everybodys) and can(reader, Action.WITHDRAW_RULES, everybodys)
