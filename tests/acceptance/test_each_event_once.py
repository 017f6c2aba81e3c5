"""Slack may deliver anything several times; it takes effect once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.acceptance.debrief import (
    ANSWERING,
    APPROVAL,
    CORRECTED,
    DEBRIEF,
    EMPLOYEE,
    MANAGER,
    OPENING,
    REWRITING,
    SHARING,
    VIEW,
    Act,
    fills,
    in_peace,
    settled,
    told,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.company import Company

COPIES = 4
WHOLE = (OPENING, *DEBRIEF, *REWRITING, *SHARING, *ANSWERING)

BEGINNINGS = (
    Act("the command", MANAGER, "", lambda helen: helen.commands("checkin Chen Wei")),
    Act("Home", MANAGER, "Before the talk or after it?", lambda helen: helen.opens_home()),
    Act("the button on Home", MANAGER, "", lambda helen: helen.presses_on_home("check_ins.choose")),
    Act("the form", MANAGER, "", fills("check_ins.chosen", person="Chen Wei", mode="debrief")),
)


async def test_a_story_delivered_four_times_over_reads_as_if_delivered_once(
    either_way: Company, tmp_path: Path
) -> None:
    either_way.server.workspace.faults.duplicate_deliveries = COPIES
    outcome = await told(either_way, *WHOLE)
    assert (outcome.notes, len(outcome.promised)) == (1, 2)
    outcome.must_equal(await in_peace(tmp_path, *WHOLE))


async def test_a_command_and_a_form_sent_four_times_begin_one_talk_each(
    either_way: Company, tmp_path: Path
) -> None:
    either_way.server.workspace.faults.duplicate_deliveries = COPIES
    outcome = await told(either_way, *BEGINNINGS)
    outcome.must_equal(await in_peace(tmp_path, *BEGINNINGS))


async def test_a_refused_form_keeps_what_was_typed_however_often_it_is_delivered(either_way: Company) -> None:
    await told(either_way, OPENING, *DEBRIEF, APPROVAL, *SHARING)
    helen = either_way.person(MANAGER)
    await helen.presses("records.correct")
    either_way.server.workspace.faults.duplicate_deliveries = COPIES
    for _ in range(2):
        assert await helen.fills("records.correct"), "nothing was changed, and the form says so"
    assert not await helen.fills("records.correct", evidence=CORRECTED)
    await either_way.person(EMPLOYEE).sees("version 2")


async def test_a_form_sent_again_before_it_was_answered_counts_once(either_way: Company) -> None:
    await told(either_way, OPENING, *DEBRIEF, APPROVAL, *SHARING)
    chen = either_way.person(EMPLOYEE)
    await chen.presses("records.add_view")
    await chen.form("records.add_view")
    await asyncio.gather(*(chen.fills("records.add_view", words=VIEW) for _ in range(3)))
    outcome = await settled(either_way)
    with_it = [message for message in outcome.manager_reads if VIEW in message]
    assert len(with_it) == 2, "the note with the view under it, and the news of it"
