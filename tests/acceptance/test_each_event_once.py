"""Slack may deliver anything several times; it takes effect once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.acceptance.debrief import (
    ANSWERING,
    APPROVAL,
    DEBRIEF,
    MANAGER,
    OPENING,
    REWRITING,
    SHARING,
    Act,
    fills,
    in_peace,
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


async def test_every_copy_of_a_form_gets_the_same_answer(either_way: Company) -> None:
    await told(either_way, OPENING, *DEBRIEF, APPROVAL, *SHARING)
    either_way.server.workspace.faults.duplicate_deliveries = COPIES
    helen = either_way.person(MANAGER)
    await helen.presses("records.correct")
    errors = await helen.fills("records.correct")
    assert errors, "nothing was changed, and the form says so"
    await helen.form("records.correct")
