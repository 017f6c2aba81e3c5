"""HR's administrator sees what did not arrive, by command and on Home, and has it tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest
from sqlmodel import select

from bot.clock import SystemClock
from bot.features.nudges import effect_blocks, effect_listeners
from bot.features.undelivered import blocks
from bot.features.undelivered.rules import WORDS
from storage import outbox
from storage.database import Database
from storage.outbox import NewMessage, State
from storage.people import Person, SlackAccount
from tests.acceptance.employee import until, words_of
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from tests.acceptance.company import Company

T = TypeVar("T")
KEY = "story:closed"


def _to_a_closed_channel(session: Session) -> None:
    now = SystemClock().now() - timedelta(minutes=5)
    message = NewMessage(KEY, "undelivered.stuck", _NOTHING, channel="CCLOSED00", not_before=now)
    outbox.put(session, message, now=now)


_NOTHING = {"troubles": [], "waiting": 0, "oldest": 0, "gate": 0, "claims": 0, "jobs": []}


@pytest.mark.parametrize(
    ("name", "word", "seen", "why", "again", "told_of_few"),
    [
        (
            "Helen Moore",
            WORDS[0],
            "did not arrive",
            "The conversation is closed",
            "on its way again",
            "too few decisions",
        ),
        ("马国强", WORDS[1], "没有送达", "会话已关闭", "已重新发出", "数量太少"),
    ],
    ids=["en", "zh"],
)
async def test_an_administrator_sees_what_did_not_arrive_and_tries_again(  # noqa: PLR0913, PLR0917 - a story's words
    company: Company, name: str, word: str, seen: str, why: str, again: str, told_of_few: str
) -> None:
    admin = company.person(name)
    await admin.commands(word)
    await admin.sees("yours to do" if word == WORDS[0] else "不由你")
    user_id = admin.user.id
    _with(company, lambda session: _promote(session, user_id))
    _with(company, _to_a_closed_channel)
    await until(
        lambda: _with(company, lambda session: outbox.state_of(session, KEY)) is State.FAILED, "it to fail"
    )
    assert seen in await admin.opens_home()
    await admin.presses_on_home(blocks.SHOW)
    window = words_of((await admin.form(blocks.WINDOW))["blocks"])
    assert why in window
    assert "CCLOSED00" in window
    await company.server.acts.click(
        admin.user.id,
        {"type": "button", "action_id": blocks.RETRY_ALL, "value": "shown"},
        view_id=(await admin.form(blocks.WINDOW))["id"],
    )

    def told() -> bool:
        views = company.server.workspace.modals(admin.user.id)
        return bool(views) and again in words_of(views[-1]["blocks"])

    await until(told, "the window to say that it is on its way")
    await admin.commands(effect_listeners.WORDS[WORDS.index(word)])
    report = words_of((await admin.form(effect_blocks.WINDOW))["blocks"])
    assert told_of_few in report


def _promote(session: Session, user_id: str) -> None:
    account = session.exec(select(SlackAccount).where(SlackAccount.user_id == user_id)).one()
    session.get_one(Person, account.person_id).role = "hr_admin"


def _with(company: Company, work: Callable[[Session], T]) -> T:
    database = Database(str(company.settings["database_url"]), MASTERS)
    try:
        with database.transaction() as session:
            return work(session)
    finally:
        database.close()
