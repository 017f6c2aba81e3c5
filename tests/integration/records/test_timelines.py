"""A person's timeline: everything of a cycle in order, and each piece of evidence judged."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageColor

from bot.drawing import days as day_pictures
from bot.drawing.days import Shape, across
from bot.errors import NotYourReport
from bot.features.records import timeline_picture
from bot.features.records.evidence_use import Use
from bot.features.records.moments import Moment
from bot.features.records.timeline_blocks import window
from prompts.catalog import Catalog
from storage import actions, cycles, note_reads, records, samples
from storage.people import Person
from storage.records import DraftBlock
from tests.integration.records.conftest import SHARED_BLOCKS

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.drawing.days import Lane
    from bot.features.records.moments import Timeline
    from bot.features.records.note_ref import NoteRef
    from bot.features.records.timelines import Timelines
    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine

CATALOG = Catalog.load()
CYCLE = "2026H1"


@pytest.fixture
def timelines(desk: Desk) -> Timelines:
    with desk.database.transaction() as session:
        for cycle in samples.company().cycles:
            cycles.load(session, cycle)
    return desk.timelines


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


@pytest.mark.both_engines
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


def in_july(desk: Desk, day: int) -> None:
    wanted = datetime(2026, 7, day, 9, 0, tzinfo=UTC)
    desk.clock.advance(seconds=(wanted - desk.clock.now()).total_seconds())


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en-US", ["private, cannot count", "may count · questioned", "shared 2 working days too late"]),
        ("zh-CN", ["仅自己可见，不能作为依据", "可以作为依据 · 有不同看法", "分享晚了 2 个工作日"]),
    ],
)
def test_the_picture_has_a_row_a_note_and_the_day_that_decides(
    desk: Desk, timelines: Timelines, locale: str, said: list[str]
) -> None:
    private = tuple(DraftBlock(each.name, records.PRIVATE, each.text) for each in SHARED_BLOCKS)
    in_cycle(desk, private)
    shared = in_cycle(desk)
    desk.clock.advance(days=1)
    desk.do(desk.service.question, desk.employee, shared, "evidence:1", "Three stayed")
    in_july(desk, 15)
    in_cycle(desk)
    found = of(desk, timelines, desk.manager)
    rows = timeline_picture.lanes(found, CATALOG, locale)
    assert sorted(row.said for row in rows) == sorted(said)
    assert (found.last_day, found.closes) == (date(2026, 7, 13), date(2026, 7, 20))
    late = next(row for row in rows if "2" in row.said)
    assert late.marks[-1].on == date(2026, 7, 15)
    drawn = timeline_picture.drawn(found, CATALOG, locale)
    assert drawn is not None
    with Image.open(io.BytesIO(drawn)) as picture:
        red = Shape.NO.value[1]
        assert picture.getpixel(border(found.last_day, rows)) == ImageColor.getrgb(red)
        assert picture.getpixel(border(found.closes, rows)) == ImageColor.getrgb(red)


def border(day: date | None, rows: list[Lane]) -> tuple[int, int]:
    """Return a point on the line of a day, between the rows."""
    assert day is not None
    every = [mark.on for row in rows for mark in row.marks] + [date(2026, 7, 20)]
    x = across(min(every), max(every), day, 1)
    return round(x), day_pictures.TOP + 2


def test_no_word_of_what_was_said_is_in_the_picture(desk: Desk, timelines: Timelines) -> None:
    in_cycle(desk)
    words = str(timeline_picture.lanes(of(desk, timelines, desk.manager), CATALOG, "en-US"))
    assert not any(block.text in words for block in SHARED_BLOCKS)


def test_more_notes_than_a_picture_holds_are_counted_in_it(desk: Desk, timelines: Timelines) -> None:
    for _ in range(timeline_picture.LANES_MAX + 3):
        in_cycle(desk)
    found = of(desk, timelines, desk.employee)
    content = timeline_picture.drawn(found, CATALOG, "zh-CN")
    assert content is not None
    with Image.open(io.BytesIO(content)) as picture:
        rows = (picture.height - day_pictures.TOP - day_pictures.BELOW) / day_pictures.ROW
    assert rows == timeline_picture.LANES_MAX
    assert len(timeline_picture.lanes(found, CATALOG, "zh-CN")) == timeline_picture.LANES_MAX + 3


def test_nothing_on_record_is_no_picture(desk: Desk, timelines: Timelines) -> None:
    assert timeline_picture.drawn(of(desk, timelines, desk.employee), CATALOG, "en-US") is None


@pytest.mark.both_engines
def test_a_new_manager_who_reads_it_is_in_the_read_log(desk: Desk, timelines: Timelines) -> None:
    ref = in_cycle(desk)
    desk.do(desk.service.acknowledge, desk.employee, ref)

    def hand_over(session: Session) -> None:
        session.get_one(Person, desk.employee).manager_id = desk.outsider

    desk.do(hand_over)
    for reader in (desk.employee, desk.outsider):
        seen = of(desk, timelines, reader)
        desk.do(timelines.keep_reads, reader, seen)
    log = desk.look(note_reads.of_note, ref.note_id)
    assert [(row.reader_id, row.as_relation) for row in log] == [(desk.outsider, "manager")]
