"""A person's timeline: everything of a cycle in order, and each piece of evidence judged."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotYourReport
from bot.features.records.evidence_use import Use
from bot.features.records.moments import Moment
from bot.features.records.timeline_blocks import window
from bot.features.records.timelines import Timelines
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import actions, cycles, records, samples
from storage.records import DraftBlock
from tests.integration.records.conftest import SHARED_BLOCKS

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.records.moments import Timeline
    from bot.features.records.note_ref import NoteRef
    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

CATALOG = Catalog.load()
CYCLE = "2026H1"


@pytest.fixture
def timelines(desk: Desk) -> Timelines:
    with desk.database.transaction() as session:
        for cycle in samples.company().cycles:
            cycles.load(session, cycle)
    return Timelines(desk.clock, WorkingDays("CN"), "Asia/Shanghai")


def in_cycle(desk: Desk, blocks: tuple[DraftBlock, ...] = SHARED_BLOCKS) -> NoteRef:
    ref = desk.note(blocks)

    def put(session: Session) -> None:
        note = records.get(session, ref.note_id)
        assert note is not None
        note.cycle_id = CYCLE
        session.add(note)

    desk.do(put)
    return ref


def of(desk: Desk, timelines: Timelines, who: int) -> Timeline:
    return desk.look(timelines.view, who, desk.employee, CYCLE)


def test_everything_of_a_talk_stands_there_in_order(desk: Desk, timelines: Timelines) -> None:
    ref = in_cycle(desk)
    desk.clock.advance(days=1)
    desk.do(desk.service.question, desk.employee, ref, "evidence:1", "Three stayed")
    desk.clock.advance(days=1)
    desk.do(desk.service.acknowledge, desk.employee, ref)
    step = desk.look(actions.open_actions, desk.manager, desk.employee)[0]
    desk.do(actions.decide, step.number, "done", date(2026, 3, 5))
    found = of(desk, timelines, desk.employee)
    assert [entry.moment for entry in found.entries] == [
        Moment.TALK,
        Moment.SHARED,
        Moment.PROMISED,
        Moment.PROMISED,
        Moment.DISPUTED,
        Moment.ACKNOWLEDGED,
        Moment.DONE,
    ]
    talk = found.entries[0].verdict
    assert talk is not None
    assert (talk.use, talk.questioned) == (Use.USABLE, True)


def test_evidence_is_private_unread_or_too_late(desk: Desk, timelines: Timelines) -> None:
    private = tuple(DraftBlock(each.name, records.PRIVATE, each.text) for each in SHARED_BLOCKS)
    in_cycle(desk, private)
    in_cycle(desk)
    desk.clock.advance(seconds=(datetime(2026, 7, 15, 9, 0, tzinfo=UTC) - desk.clock.now()).total_seconds())
    in_cycle(desk)
    uses = [entry.verdict.use for entry in of(desk, timelines, desk.manager).entries if entry.verdict]
    assert sorted(uses) == [Use.NOT_READ, Use.PRIVATE, Use.TOO_LATE]


def test_the_employee_sees_nothing_of_what_is_private(desk: Desk, timelines: Timelines) -> None:
    private = tuple(DraftBlock(each.name, records.PRIVATE, each.text) for each in SHARED_BLOCKS)
    in_cycle(desk, private)
    assert of(desk, timelines, desk.employee).entries == ()
    assert len(of(desk, timelines, desk.manager).entries) == 3


def test_a_timeline_is_for_the_two_alone(desk: Desk, timelines: Timelines) -> None:
    with pytest.raises(NotYourReport):
        of(desk, timelines, desk.outsider)
    with pytest.raises(NotYourReport):
        desk.look(timelines.view, desk.employee, desk.manager, CYCLE)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_the_window_is_one_slack_takes_however_much_there_is(
    desk: Desk, timelines: Timelines, slack_shapes: ShapeRecorder, locale: str
) -> None:
    for _ in range(25):
        ref = in_cycle(desk)
        desk.do(desk.service.add_view, desk.employee, ref, "My side of it")
        desk.clock.advance(seconds=timedelta(hours=1).total_seconds())
    drawn = window(of(desk, timelines, desk.manager), CATALOG, locale)
    slack_shapes.view(drawn)
    empty = desk.look(timelines.view, desk.outsider, desk.outsider, CYCLE)
    slack_shapes.view(window(empty, CATALOG, locale))
    assert len(drawn["blocks"]) > 50
