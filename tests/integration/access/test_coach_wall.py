"""The coach wall: what a manager keeps to themselves reaches nobody else, by any message, window, page or log line."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select
from structlog.testing import capture_logs

from bot.access import Actor
from bot.delivery.drafts import Draft
from bot.delivery.outbox import Outbox
from bot.errors import BotError
from bot.features.check_ins.states import Step
from bot.features.home.rules import Reader
from bot.house.features import FEATURES, House
from bot.slack.calls import Call
from bot.slack.identity import Speaker
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import check_ins, records, relations
from storage.actions import DraftAction
from storage.outbox import OutboxMessage
from storage.people import Person
from storage.records import DraftBlock, DraftNote
from tests.integration.access.company import FIRST_DAY, found_units, hire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from bot.features.check_ins.service import CheckInService
    from storage.database import Database
    from tests.clock import MovableClock

pytestmark = pytest.mark.either_engine

CANARY = "canary"
NAMES = ("focus", "evidence", "voice", "options", "summary", "actions")
NOBODY_ELSE = ("ben", "cara", "dora", "grace", "admin")
Handler = "Callable[[Call], Awaitable[None]]"


@dataclass
class Wall:
    """Stands where Slack does: takes every listener, keeps every window and page."""

    handlers: dict[str, Any] = field(default_factory=dict)
    shown: list[Any] = field(default_factory=list)
    team_id: str = "T1"

    def action(self, action_id: str, handler: Any, *_: Any) -> None:  # noqa: ANN401 - any listener
        """Take a button."""
        self.handlers[action_id] = handler

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else is asked of Slack
        if name.startswith(("views_", "files_", "chat_")):
            return self._show
        return lambda *_args, **_facts: None

    async def conversations_open(self, **_facts: Any) -> dict[str, Any]:  # noqa: ANN401 - Slack's own arguments
        """Open a direct message."""
        return {"channel": {"id": "D1"}}

    async def _show(self, **facts: Any) -> None:  # noqa: ANN401 - Slack's own arguments
        self.shown.append(facts)


@dataclass
class Building:
    """The whole house with its people in it."""

    database: Database
    transactions: Transactions
    house: House
    wall: Wall
    people: dict[str, int]
    note_ids: tuple[str, ...]
    check_in_ids: tuple[str, ...]

    def messages(self) -> list[OutboxMessage]:
        with self.database.snapshot() as session:
            return list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))))

    def call(self, name: str, value: str) -> Call:
        speaker = Speaker(self.people[name], name, "employee", "en-US", "UTC", "T1", f"U{name}")
        return Call(
            speaker,
            None,
            {"trigger_id": "1.2"},
            cast("Any", self.wall),
            self.transactions,
            cast("Any", self.wall),
            value=value,
        )

    async def press(self, name: str, value: str) -> list[str]:
        """Press every button of the house with this value; return what they said of it."""
        said = []
        for action_id, handler in self.wall.handlers.items():
            try:
                await handler(self.call(name, value))
            except BotError as refusal:
                said.append(f"{action_id}: {refusal.message_key()} {refusal.variables}")
            except ValueError as problem:
                # A value no button of this kind carries; people are told that something broke, without its words.
                said.append(f"{action_id}: {type(problem).__name__}")
        return said

    async def drawn(self, name: str) -> list[Any]:
        """Draw every message there ever was as if it went to this person."""
        found = []
        for message in self.messages():
            draft = Draft(message.kind, message.payload, self.people[name], "en-US")
            try:
                found.append(await self.house.renderers[message.kind](draft))
            except BotError as refusal:
                found.append(refusal.variables)
        return found

    def home(self, name: str) -> list[Any]:
        """Draw this person's App Home."""
        reader = Reader(self.people[name], name, "employee", "en-US", "UTC")
        with self.database.snapshot() as session:
            return [
                part.draw(part.read(session, reader), self.house.catalog, "en-US")
                for part in self.house.home_parts
            ]


def secret(name: str) -> str:
    return f"{CANARY} {name}"


def prepare(session: Session, house: House, people: dict[str, int]) -> tuple[str, ...]:
    """Store one note kept whole and one that keeps some of each kind of part."""
    found = []
    for audience in (records.PRIVATE, records.SHARED, records.SHARED_HR):
        blocks = tuple(
            DraftBlock(
                name,
                records.PRIVATE if number % 2 or audience == records.PRIVATE else audience,
                secret(name) if number % 2 or audience == records.PRIVATE else f"open {name}",
            )
            for number, name in enumerate(NAMES)
        )
        draft = DraftNote(
            check_in_id=None,
            kind="difficult_support",
            mode="debrief",
            manager_id=people["anna"],
            employee_id=people["ben"],
            met_on=FIRST_DAY,
            cycle_id=None,
            partial=False,
            blocks=blocks,
            actions=(DraftAction(secret("promise"), people["anna"], None),),
            review_ends_at=house.clock.now(),
        )
        note = records.create(session, draft, house.clock.now())
        found.append(note.id)
        payload = {"note_id": note.id, "version": 1}
        for kind in ("kept", "to_review", "corrected", "replaced", "reminder", "reminded"):
            house.outbox.post(
                session, key=f"{note.id}:{kind}", kind=f"records.{kind}", payload=payload, to=people["anna"]
            )
    return tuple(found)


@pytest.fixture
def building(database: Database, clock: MovableClock) -> Iterator[Building]:
    transactions, wall = Transactions(database), Wall()
    house = House(
        catalog=Catalog.load(),
        clock=clock,
        outbox=Outbox(clock),
        transactions=transactions,
        calendar=WorkingDays("CN"),
        zone=ZoneInfo("UTC"),
        client=cast("Any", wall),
        surface=cast("Any", wall),
        postman=cast("Any", wall),
    )
    for feature in FEATURES:
        feature(house)
    with database.transaction() as session:
        found_units(session)
        people = {"dora": hire(session, "dora")}
        people["cara"] = hire(session, "cara", manager=people["dora"])
        people["anna"] = hire(session, "anna", manager=people["dora"])
        people["ben"] = hire(session, "ben", unit="EAST", manager=people["anna"])
        people["grace"] = hire(session, "grace", role="hr")
        people["admin"] = hire(session, "admin", role="hr_admin")
        # First the talk: after a note of today it would ask whether to add to that.
        talk = talks(house).begin(session, Actor(people["anna"], "employee"), people["ben"], "debrief")
        notes = prepare(session, house, people)
    yield Building(database, transactions, house, wall, people, notes, (talk,))
    transactions.close()


def talks(house: House) -> CheckInService:
    """Return the house's own check-in service, from the job that wakes talks."""
    job = dict(house.jobs)["check_ins"]
    return cast("CheckInService", cast("Any", job).args[2])


def talk_on(building: Building, service: CheckInService) -> None:
    """Answer everything with a secret, up to the summary with its private hints."""
    anna = Actor(building.people["anna"], "employee")
    for number in range(6):
        with building.database.transaction() as session:
            row = check_ins.get(session, building.check_in_ids[0])
            assert row is not None
            if row.step == Step.REFLECT:
                return
            cast("Any", building.house.clock).advance(seconds=20)
            service.say(session, anna, f"{secret('answer')} {number}: he is always lazy, it was late again.")


def hand_over(session: Session, building: Building) -> None:
    """Make every note final, and Cara Ben's manager."""
    for note_id in building.note_ids[1:]:
        note = records.get(session, note_id)
        assert note is not None
        note.status = records.FINAL
        session.add(note)
    session.get_one(Person, building.people["ben"]).manager_id = building.people["cara"]
    session.flush()
    assert relations.manager_of(session, building.people["ben"], FIRST_DAY) == building.people["cara"]


@pytest.mark.parametrize("after_handover", [False, True])
async def test_what_a_manager_keeps_reaches_nobody(building: Building, *, after_handover: bool) -> None:
    for _, job in building.house.jobs:
        await job()
    talk_on(building, talks(building.house))
    if after_handover:
        with building.database.transaction() as session:
            hand_over(session, building)
    with capture_logs() as logs:
        for _, job in building.house.jobs:
            await job()
        values = [f"{note_id}:1" for note_id in building.note_ids]
        with building.database.snapshot() as session:
            rows = [check_ins.get(session, talk) for talk in building.check_in_ids]
            values += [f"{row.id}:{row.turn}" for row in rows if row is not None]
        said: dict[str, Any] = {}
        for name in NOBODY_ELSE:
            said[name] = [await building.press(name, value) for value in (*values, "1")]
            said[name] += [await building.drawn(name), building.home(name)]
    shown = json.dumps([said, building.wall.shown, logs], default=repr, ensure_ascii=False)
    assert CANARY not in shown
    assert "my-records.json" in shown, "everybody's own copy is among what they were shown"
    # The walk has to see something, or it proves nothing.
    assert "open focus" in shown
    assert {message.kind for message in building.messages()} >= {"records.kept", "check_ins.prompt"}


async def test_the_manager_alone_sees_it_all(building: Building) -> None:
    talk_on(building, talks(building.house))
    await building.press("anna", f"{building.note_ids[1]}:1")
    own = json.dumps([building.wall.shown, await building.drawn("anna"), building.home("anna")], default=repr)
    assert all(secret(name) in own for name in ("evidence", "promise", "answer"))
