"""One debrief of Helen Moore with Chen Wei, act by act, and what it must leave behind however it went.

The measure of everything that may go wrong on the way is the same story left in peace: the two must read the
same messages in the end, word by word, and the database must hold the same.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import timedelta
from difflib import unified_diff
from pprint import pformat
from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from bot.clock import SystemClock
from storage import actions, check_ins
from storage.check_ins import CheckInRow
from storage.database import Database
from storage.inbox import RECEIVED, InboxDelivery
from storage.outbox import OutboxMessage, State
from storage.records import Note
from tests.acceptance.company import open_company
from tests.acceptance.employee import until, words_of
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from sqlmodel import Session

    from bot.workspace.models import Message
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee

MANAGER, EMPLOYEE = "Helen Moore", "Chen Wei"
CHINESE_MANAGER, CHINESE_EMPLOYEE = "马国强", "赵敏"
FOCUS = "Month-end close depends on plant data"
EVIDENCE = "On 3 June the scrap file came at 21:40, so two people stayed until midnight"
VOICE = "He said he wants a cut-off at 18:00 agreed with the plant"
COMMITMENT = "I will call the plant lead by Friday. He will draft the rule before our next 1:1"
SUMMARY = "The close waits for plant data; a cut-off at six would help"
VIEW = "The rule is half written already"
CORRECTED = "On 3 June the scrap file came at 21:40, so one person stayed until midnight"
SAID = (FOCUS, EVIDENCE, VOICE, COMMITMENT, SUMMARY, VIEW, CORRECTED)


@dataclass(frozen=True)
class Act:
    """One thing one of the two does. `sees` is what they have read before they do it."""

    name: str
    who: str
    sees: str
    does: Callable[[Employee], Awaitable[object]]

    async def awaited(self, company: Company) -> Employee:
        """Wait until it can be done, and return who does it."""
        person = company.person(self.who)
        if self.sees:
            await person.sees(self.sees)
        return person

    async def played(self, company: Company) -> None:
        """Wait until it can be done, and do it."""
        await self.does(await self.awaited(company))


def says(text: str) -> Callable[[Employee], Awaitable[object]]:
    """Type something."""
    return lambda person: person.says(text)


def presses(action_id: str) -> Callable[[Employee], Awaitable[object]]:
    """Press a button."""
    return lambda person: person.presses(action_id)


def fills(callback_id: str, **answers: str) -> Callable[[Employee], Awaitable[object]]:
    """Fill in the form that is open, and send it."""
    return lambda person: person.fills(callback_id, **answers)


OPENING = Act("the request", MANAGER, "", says("check in with Chen Wei"))
DEBRIEF = (
    Act("the contract", MANAGER, "Before the talk or after it?", presses("check_ins.start")),
    Act("the topic", MANAGER, "1/5", presses("check_ins.tap.blocker")),
    Act("the focus", MANAGER, "Blocker, then.", says(FOCUS)),
    Act("the evidence", MANAGER, "2/5", says(EVIDENCE)),
    Act("the voice", MANAGER, "3/5", says(VOICE)),
    Act("the commitment", MANAGER, "4/5", says(COMMITMENT)),
)
REWRITING = (
    Act("the form", MANAGER, "Does this say it?", presses("check_ins.edit")),
    Act("the summary", MANAGER, "Does this say it?", fills("check_ins.edited", summary=SUMMARY)),
    Act("the approval", MANAGER, "Changed as you wrote it.", presses("check_ins.approve")),
)
APPROVAL = Act("the approval", MANAGER, "Does this say it?", presses("check_ins.approve"))
SHARING = (
    Act("the sharing", MANAGER, "Share this note", presses("check_ins.share")),
    Act("the acknowledgement", EMPLOYEE, VOICE, presses("records.acknowledge")),
)
STORY = (OPENING, *DEBRIEF, APPROVAL, *SHARING)
IN_CHINESE = (
    Act("请求", CHINESE_MANAGER, "", says("和赵敏沟通")),
    Act("约定", CHINESE_MANAGER, "是谈之前,还是谈完了?", presses("check_ins.start")),
    Act("主题", CHINESE_MANAGER, "1/5", says("5S 审核数据要能自己查到")),
    Act("事实", CHINESE_MANAGER, "2/5", says("6月3日评审会上她提出数据晚到,导致周报晚了2天")),
    Act("对方的话", CHINESE_MANAGER, "3/5", says("她说希望自己能查到数据")),
    Act("约定的事", CHINESE_MANAGER, "4/5", says("我周五前找IT开通查询。她下次1:1前列出要看的字段")),
    Act("确认", CHINESE_MANAGER, "这样写对吗", presses("check_ins.approve")),
    Act("分享", CHINESE_MANAGER, "把这份记录分享给赵敏吗?", presses("check_ins.share")),
    Act("已收到", CHINESE_EMPLOYEE, "她说希望自己能查到数据", presses("records.acknowledge")),
)
ANSWERING = (
    Act("the form for a view", EMPLOYEE, VOICE, presses("records.add_view")),
    Act("the view", EMPLOYEE, VOICE, fills("records.add_view", words=VIEW)),
    Act("the form for a correction", MANAGER, VIEW, presses("records.correct")),
    Act("the correction", MANAGER, VIEW, fills("records.correct", evidence=CORRECTED)),
    Act("the second acknowledgement", EMPLOYEE, "version 2", presses("records.acknowledge")),
)


@dataclass(frozen=True)
class Outcome:
    """What a story left behind: all that the bot's messages say to each of its two, and what is stored."""

    manager_reads: tuple[str, ...]
    employee_reads: tuple[str, ...]
    said: tuple[str, ...]
    promised: tuple[str, ...]
    notes: int
    talks: int

    def must_equal(self, other: Outcome) -> None:
        """Fail with the lines that differ."""
        mine, theirs = (pformat(asdict(each), width=160).splitlines() for each in (self, other))
        assert self == other, "\n".join(unified_diff(theirs, mine, "in peace", "this time", n=1))


async def told(company: Company, *acts: Act) -> Outcome:
    """Tell a story to its end, and return what it left behind."""
    for act in acts:
        await act.played(company)
    return await settled(company, *pair_of(acts))


def pair_of(acts: tuple[Act, ...]) -> tuple[str, str]:
    """Return the manager and the employee of a story."""
    return (CHINESE_MANAGER, CHINESE_EMPLOYEE) if acts[0].who == CHINESE_MANAGER else (MANAGER, EMPLOYEE)


async def in_peace(folder: Path, *acts: Act) -> Outcome:
    """Return what a story leaves behind when nothing goes wrong; told once in a run."""
    story = tuple(act.name for act in acts)
    if story not in _in_peace:
        folder = folder / "in-peace"
        folder.mkdir()
        async with open_company(folder) as company:
            _in_peace[story] = await told(company, *acts)
    return _in_peace[story]


_DAY = r"\d{1,2} [A-Z][a-z]{2,3} \d{4}|\d{4}年\d{1,2}月\d{1,2}日"
_in_peace: dict[tuple[str, ...], Outcome] = {}


async def settled(company: Company, manager: str = MANAGER, employee: str = EMPLOYEE) -> Outcome:
    """Wait until nothing is under way any more, and return what there is then."""
    database = Database(str(company.settings["database_url"]), MASTERS)
    try:
        await until(lambda: _at_rest(company, database), "everything to come to rest")
        with database.snapshot() as session:
            return Outcome(
                tuple(map(_reading, company.person(manager).messages())),
                tuple(map(_reading, company.person(employee).messages())),
                said=tuple(_said(session)),
                promised=tuple(
                    promise.what
                    for note in session.exec(select(Note).order_by(col(Note.created_at)))
                    for promise in actions.of_note(session, note.id)
                ),
                notes=session.exec(select(func.count()).select_from(Note)).one(),
                talks=session.exec(select(func.count()).select_from(CheckInRow)).one(),
            )
    finally:
        database.close()


def effects_are_in(database: Database) -> bool:
    """Return whether every event that was stored has taken effect."""
    intake = database.intake()
    try:
        with intake.snapshot() as session:
            return (
                session.exec(select(InboxDelivery.key).where(InboxDelivery.state == RECEIVED)).first() is None
            )
    finally:
        if intake is not database:
            intake.close()


def stored(company: Company) -> int:
    """Return how many deliveries the bot has stored so far."""
    database = Database(str(company.settings["database_url"]))
    intake = database.intake()
    try:
        with intake.snapshot() as session:
            return session.exec(select(func.count()).select_from(InboxDelivery)).one()
    finally:
        intake.close()
        database.close()


def _at_rest(company: Company, database: Database) -> bool:
    # Deliveries first: what has not arrived yet leaves nothing in the database.
    return not company.server.dispatcher._tasks and effects_are_in(database) and not _leaving(database)


def _leaving(database: Database) -> bool:
    soon = SystemClock().now() + timedelta(minutes=5)
    query = select(OutboxMessage.id).where(
        col(OutboxMessage.state).in_([State.QUEUED.value, State.POSTING.value]),
        OutboxMessage.not_before < soon,
    )
    with database.snapshot() as session:
        return session.exec(query).first() is not None


def _said(session: Session) -> list[str]:
    """Return what was said in all conversations, turn by turn."""
    talks = [check_ins.get(session, found) for found in session.exec(select(CheckInRow.id))]
    turns = [turn for talk in talks if talk is not None for turn in check_ins.turns(session, talk)]
    return [turn.said for turn in sorted(turns, key=lambda turn: turn.turn) if turn.said]


def _reading(message: Message) -> str:
    # Two tellings of a story are not told at the same minute, and their receipts have codes of their own. Around
    # midnight not even on the same day, and the next 1:1 of one may be tomorrow, which then is when a step is due.
    read = f"{message.text}\n{words_of(list(message.blocks or ()))}"
    same = re.sub(rf"\d\d:\d\d|[0-9A-Z]{{4}}-[0-9A-Z]{{4}}-[0-9A-Z]{{2}}|{_DAY}", "…", read)
    return re.sub(r"(1:1[^\n]*) · …$", r"\1", same, flags=re.MULTILINE)
