"""People, their units and their Slack accounts."""

from __future__ import annotations

from datetime import date, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Executable

    from storage.per_engine import Inserting


REFERENCE = "person:"


class Unit(SQLModel, table=True):
    """A part of the company with a head. `parent_code` is the unit it belongs to, None at the top."""

    __tablename__ = "unit"
    code: str = Field(primary_key=True, max_length=64)
    parent_code: str | None = Field(default=None, index=True, max_length=64)
    head_id: int | None = Field(default=None, foreign_key="person.id")


class UnitName(SQLModel, table=True):
    """What a unit is called in one language."""

    __tablename__ = "unit_name"
    unit_code: str = Field(primary_key=True, foreign_key="unit.code", max_length=64)
    language: str = Field(primary_key=True, max_length=8)
    name: str = Field(max_length=200)


class Person(SQLModel, table=True):
    """Somebody who works, or has worked, at the company. `left_on` is the first day they are gone."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, index=True, max_length=320)
    name: str = Field(max_length=200)
    title: str = Field(default="", max_length=200)
    unit_code: str | None = Field(default=None, index=True, max_length=64)
    manager_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    role: str = Field(default="employee", max_length=16)
    locale: str = Field(default="en", max_length=16)
    timezone: str = Field(default="UTC", max_length=64)
    start_date: date
    left_on: date | None = None

    @property
    def key(self) -> int:
        """The id of a person already stored."""
        if self.id is None:
            message = "this person has not been stored yet"
            raise ValueError(message)
        return self.id


class Named(NamedTuple):
    """Somebody of a long list: their number and their address."""

    key: int
    email: str


class SlackAccount(SQLModel, table=True):
    """One Slack user and the person behind it; `locale` and `timezone` are what Slack says they chose."""

    __tablename__ = "slack_account"
    team_id: str = Field(primary_key=True, max_length=32)
    user_id: str = Field(primary_key=True, max_length=32)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    locale: str = Field(default="en", max_length=16)
    timezone: str = Field(default="UTC", max_length=64)
    display_name: str = Field(default="", max_length=200)
    deleted: bool = False
    checked_at: datetime = Field(sa_type=UtcDateTime)


_ACCOUNTS = SQLModel.metadata.tables["slack_account"]


def _keeping(insert: Inserting) -> Executable:
    statement = insert(_ACCOUNTS)
    known = [column.name for column in _ACCOUNTS.primary_key]
    new = {column.name: column for column in statement.excluded if column.name not in known}
    return statement.on_conflict_do_update(index_elements=known, set_=new)


# A person's first message may arrive while the directory is being read: whoever comes second updates.
_KEEP = PerEngine(_keeping)


def keep_accounts(session: Session, accounts: Iterable[SlackAccount]) -> None:
    """Store what Slack says of these users, over what was known of them."""
    # Always in one order, so that two copies of the bot never wait for each other.
    rows = sorted((account.model_dump() for account in accounts), key=itemgetter("team_id", "user_id"))
    if rows:
        session.connection().execute(_KEEP[session.get_bind().dialect.name], rows)


# Built once: these are asked at every step of a conversation, and building them takes longer than running them.
_ACCOUNT_OF = (
    select(SlackAccount)
    .where(col(SlackAccount.person_id) == bindparam("of_person"))
    .order_by(col(SlackAccount.deleted), col(SlackAccount.checked_at).desc())
    .limit(1)
)
_NAMED = select_columns(col(Person.id), col(Person.email)).where(
    col(Person.email).in_(bindparam("emails", expanding=True))
)
_AT_ONCE = 1_000
_BY_IDS = select(Person).where(col(Person.id).in_(bindparam("ids", expanding=True)))


def by_emails(session: Session, emails: Iterable[str]) -> dict[str, Person]:
    """Return the people with these addresses, which are in lower case, by address."""
    query = select(Person).where(col(Person.email).in_(sorted(set(emails))))
    return {person.email: person for person in session.exec(query)}


def reference(person_id: int) -> str:
    """Return what somebody is called in what is kept for long: neither name nor address, which may change."""
    return f"{REFERENCE}{person_id}"


def by_reference(session: Session, words: str) -> Person | None:
    """Return who is called by a reference or an address; None for a name of something else."""
    number = words.removeprefix(REFERENCE)
    if words.startswith(REFERENCE) and number.isdecimal():
        return session.get(Person, int(number))
    # A source's own name, such as a connector's, is nobody's address: not worth asking for.
    return by_email(session, words) if "@" in words else None


def named(session: Session, emails: Iterable[str]) -> dict[str, Named]:
    """Return who has these addresses, which are in lower case, without all that is known of them."""
    wanted = sorted(set(emails))
    found: dict[str, Named] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        given = {"emails": wanted[at : at + _AT_ONCE]}
        rows = session.connection().execute(_NAMED, given)
        found |= {email: Named(int(key or 0), email) for key, email in rows}
    return found


def by_email(session: Session, email: str) -> Person | None:
    """Return the person with this address, whatever its case."""
    return session.exec(select(Person).where(Person.email == email.strip().lower())).first()


def reports_of(session: Session, manager_id: int) -> list[Person]:
    """Return the people who report directly to `manager_id` and have not left, by name."""
    query = select(Person).where(Person.manager_id == manager_id, col(Person.left_on).is_(None))
    return list(session.exec(query.order_by(Person.name)))


def with_role(session: Session, *roles: str) -> list[Person]:
    """Return everyone who has one of these roles and has not left, in the order they were added."""
    query = select(Person).where(col(Person.role).in_(roles), col(Person.left_on).is_(None))
    return list(session.exec(query.order_by(col(Person.id))))


def account_of(session: Session, person_id: int) -> SlackAccount | None:
    """Return the Slack account that belongs to a person; the live one when there are several."""
    return session.exec(_ACCOUNT_OF, params={"of_person": person_id}).first()


def accounts_of(session: Session, person_id: int) -> list[SlackAccount]:
    """Return every Slack account a person has or had."""
    query = select(SlackAccount).where(SlackAccount.person_id == person_id)
    return list(session.exec(query.order_by(col(SlackAccount.team_id), col(SlackAccount.user_id))))


def names(session: Session) -> list[str]:
    """Return what everybody is called, who left as well: old messages and questions name them too."""
    return list(session.exec(select(Person.name)))


def names_but_of(session: Session, person_id: int) -> list[str]:
    """Return the names, addresses and titles of everybody else, the names of units and of other Slack users."""
    others = session.exec(select(Person.name, Person.email, Person.title).where(Person.id != person_id))
    accounts = select(SlackAccount.display_name).where(
        col(SlackAccount.person_id).is_distinct_from(person_id)
    )
    return [
        *(word for row in others for word in row),
        *session.exec(select(UnitName.name)),
        *session.exec(accounts),
    ]


def every_name(session: Session) -> list[str]:
    """Return the names of everybody there is or was."""
    return list(session.exec(select(Person.name)))


def numbers_and_names(session: Session) -> list[tuple[int, str]]:
    """Return the id and the name of everybody there is or was."""
    return [(number, name) for number, name in session.exec(select(Person.id, Person.name)) if number]


def named_like(session: Session, words: str) -> list[Person]:
    """Return the people, leavers too, whose name contains `words`; at most 50."""
    query = select(Person).where(col(Person.name).icontains(words, autoescape=True)).limit(50)
    return list(session.exec(query))


def by_ids(session: Session, person_ids: Iterable[int]) -> list[Person]:
    """Return the people with these ids."""
    return list(session.exec(_BY_IDS, params={"ids": list(person_ids)}))


def pair(session: Session, manager_id: int, employee_id: int | None) -> tuple[Person, Person]:
    """Return the two people of a talk, asked for at once; raises NoResultFound when one is not there."""
    if employee_id is not None:
        # What the session holds afterwards need not be asked for again.
        by_ids(session, (manager_id, employee_id))
    return session.get_one(Person, manager_id), session.get_one(Person, employee_id)


def headed_by(session: Session, person_id: int) -> tuple[str, ...]:
    """Return the codes of the units somebody heads."""
    return tuple(session.exec(select(Unit.code).where(Unit.head_id == person_id).order_by(col(Unit.code))))


def contact_id(session: Session) -> int | None:
    """Return who helps where the bot must not go on: the HR partner, otherwise the HR admin."""
    helpers = with_role(session, "hr") or with_role(session, "hr_admin")
    return helpers[0].key if helpers else None


def display_names(session: Session, team_id: str, user_ids: Iterable[str]) -> dict[str, str]:
    """Return what these Slack users are called: as HR writes their name, otherwise as Slack shows them."""
    query = (
        select(SlackAccount.user_id, SlackAccount.display_name, Person.name)
        .join(Person, col(Person.id) == SlackAccount.person_id, isouter=True)
        .where(SlackAccount.team_id == team_id, col(SlackAccount.user_id).in_(sorted(user_ids)))
    )
    return {user_id: name or shown for user_id, shown, name in session.exec(query)}


def zone_of(session: Session, person_id: int) -> ZoneInfo:
    """Return the zone a person lives in: what they chose in Slack, otherwise what HR has on file."""
    account = account_of(session, person_id)
    return ZoneInfo(account.timezone if account else session.get_one(Person, person_id).timezone)


def is_here(session: Session, person: Person) -> bool:
    """Return whether somebody works here and can be written to."""
    account = account_of(session, person.key)
    return person.left_on is None and not (account is not None and account.deleted)


def unit_names(session: Session, language: str) -> dict[str, str]:
    """Return what every unit is called in a language, by code; its code where it has no name in that."""
    names = select(UnitName.unit_code, UnitName.name).where(UnitName.language == language)
    codes = session.exec(select(Unit.code).order_by(col(Unit.code)))
    return {code: code for code in codes} | dict(session.exec(names).all())


def members_below(session: Session, unit: str) -> set[int]:
    """Return who is in a unit or in one below it, leavers too."""
    above = parents(session)
    inside = {code for code in above if unit in path(code, above)} | {unit}
    found = session.exec(select(Person.id).where(col(Person.unit_code).in_(sorted(inside))))
    return {key for key in found if key is not None}


def parents(session: Session) -> dict[str, str | None]:
    """Return the unit each unit belongs to, by its code; None at the top."""
    return dict(session.exec(select(Unit.code, Unit.parent_code)).all())


def anybody(session: Session) -> bool:
    """Return whether there is anybody at all."""
    return session.exec(select(Person.id).limit(1)).first() is not None


def path(code: str, above: dict[str, str | None]) -> list[str]:
    """Return a unit and those above it, from itself up."""
    found: list[str] = []
    here: str | None = code
    while here is not None and here not in found:
        found.append(here)
        here = above.get(here)
    return found
