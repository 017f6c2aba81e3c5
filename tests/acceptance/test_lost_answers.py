"""Slack does what it is asked and the answer gets lost: nobody notices, and nothing is done twice."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.app import SlackRefused
from bot.delivery.courier import Terms
from tests.acceptance.company import open_company
from tests.acceptance.debrief import (
    DEBRIEF,
    EMPLOYEE,
    MANAGER,
    OPENING,
    REWRITING,
    STORY,
    in_peace,
    settled,
    told,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.company import Company

LOST = 0.2


class Only(random.Random):
    """Chance that strikes at the calls of these numbers, counted from one, and at no other."""

    def __init__(self, *numbers: int) -> None:
        super().__init__()
        self._numbers = numbers
        self._calls = 0

    def random(self) -> float:
        """Return 0 for a call to be struck, otherwise almost 1."""
        self._calls += 1
        return 0.0 if self._calls in self._numbers else 0.999


@pytest.fixture(autouse=True)
def _nothing_to_wait_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # When the local workspace hangs up it has already done all that it will do.
    soon = timedelta(milliseconds=50)
    monkeypatch.setattr("bot.app.Terms", partial(Terms, settle=soon))


@pytest.mark.parametrize("seed", range(3))
async def test_a_story_told_while_one_answer_in_five_is_lost_doubles_no_message(
    tmp_path: Path, seed: int
) -> None:
    async with open_company(tmp_path) as company:
        company.server.workspace.faults.seed(seed)
        company.server.workspace.faults.drop_reply_rate = LOST
        outcome = await told(company, *STORY)
    outcome.must_equal(await in_peace(tmp_path, *STORY))


async def test_what_somebody_says_first_is_kept_though_the_answer_who_they_are_is_lost(
    company: Company,
) -> None:
    # Bolt asks who the bot is at the first event of all; that is over when Helen speaks.
    await company.person(EMPLOYEE).says("help")
    await settled(company)
    lose(company, 1, 2)  # what only reads the HTTP library asks twice
    await OPENING.played(company)
    await company.person(MANAGER).sees("Before the talk or after it?")


async def test_a_form_that_opened_is_not_called_broken_because_the_answer_was_lost(company: Company) -> None:
    await told(company, OPENING, *DEBRIEF)
    helen = company.person(MANAGER)
    await helen.sees("Does this say it?")
    before = len((await settled(company)).manager_reads)
    lose(company, 1)
    await told(company, *REWRITING)
    assert len((await settled(company)).manager_reads) == before


async def test_a_bot_whose_first_look_at_the_directory_is_lost_invites_all_the_same(tmp_path: Path) -> None:
    async with open_company(tmp_path, start=False) as company:
        lose(company, 3, 4)  # after auth.test and apps.connections.open
        await company.start()


async def test_a_bot_that_gets_no_answer_at_the_door_says_so(tmp_path: Path) -> None:
    async with open_company(tmp_path, start=False) as company:
        lose(company, 1)
        with pytest.raises(SlackRefused, match="did not let us in"):
            await company.start()


async def test_a_bot_whose_app_token_is_wrong_says_so_and_does_not_try_for_ever(tmp_path: Path) -> None:
    async with open_company(tmp_path, start=False) as company:
        company.settings |= {"slack_app_token": "xapp-of-somebody-else"}
        with pytest.raises(SlackRefused, match="invalid_auth"):
            await company.start()


def lose(company: Company, *numbers: int) -> None:
    """Lose the answers to these calls of the Web API, counted from now."""
    faults = company.server.workspace.faults
    faults.random, faults.drop_reply_rate = Only(*numbers), 0.5
