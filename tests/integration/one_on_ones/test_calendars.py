"""A calendar is followed: its talks are offered, moved and taken back, and nothing else of it is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.errors import CalendarAddressNotUnderstood, NotAllowed
from bot.features.one_on_ones.calendars import ASK, READ, TROUBLE
from bot.features.one_on_ones.coming import Kind
from bot.files.calendars import LARGEST_BYTES
from storage import calendar_titles, calendars
from tests.integration.one_on_ones.calendar_desk import SECRET
from tests.integration.one_on_ones.conftest import MONDAY, keep, utc
from tests.integration.scan import found, found_in
from tests.unit.calendars.ics import OFFICE, calendar, event, guest

if TYPE_CHECKING:
    from bot.features.one_on_ones.service import OneOnOnes
    from tests.integration.one_on_ones.calendar_desk import Desk
    from tests.integration.one_on_ones.conftest import Offered

pytestmark = pytest.mark.either_engine

HALF = timedelta(minutes=30)
TITLE = "Kranichzug Besprechung Anna"
BOSS, LIN, ANNA = (guest(f"{name}@demo.example") for name in ("boss", "lin", "anna"))


def with_lin(*lines: str, start: str = ":20260304T100000Z", uid: str = "lin") -> str:
    return event(BOSS, LIN, *lines, start=start, uid=uid)


def test_an_event_with_just_the_two_is_a_talk_and_others_are_not(desk: Desk, offered: Offered) -> None:
    desk.read(
        with_lin(),
        event(BOSS, LIN, ANNA, start=":20260304T120000Z", uid="three"),
        event(BOSS, guest("stranger@example.com"), start=":20260304T130000Z", uid="stranger"),
        event(BOSS, guest("lin@demo.example"), start=":20260304T140000Z", uid="day", minutes=400),
        event(start=":20260304T150000Z", uid="alone", title="Focus"),
    )
    start = utc(10, day=4)
    boss, lin = desk.team.boss, desk.team.lin
    assert offered.around(Kind.PREPARE) == [(boss, lin, start - HALF)]
    assert offered.around(Kind.WRAP_UP) == [(boss, lin, start + timedelta(minutes=40))]
    assert offered.around(Kind.AGENDA) == [(lin, boss, start - timedelta(days=1))]
    assert desk.said() == [(READ, {"talks": 1})]
    with desk.database.snapshot() as session:
        times = calendars.busy(session, boss, utc(12, 10, day=4), utc(13, 10, day=4))
    assert [(each.start, each.end) for each in times] == [
        (utc(12, day=4), utc(12, 30, day=4)),
        (utc(13, day=4), utc(13, 30, day=4)),
    ]
    with desk.database.snapshot() as session:
        everybody = calendars.busy_of(session, [boss, lin], utc(12, 10, day=4), utc(13, 10, day=4))
    assert everybody == {boss: times}


@pytest.mark.parametrize(
    "off",
    [
        [with_lin("STATUS:CANCELLED")],
        [event(BOSS, guest("lin@demo.example", "DECLINED"), start=":20260304T100000Z", uid="lin")],
        [event(guest("boss@demo.example", "DECLINED"), LIN, start=":20260304T100000Z", uid="lin")],
        [event(start=":20260320T100000Z", uid="other")],
    ],
    ids=["cancelled", "declined by the report", "declined by the manager", "taken out"],
)
def test_a_talk_that_is_off_is_taken_back_at_the_next_look(
    desk: Desk, offered: Offered, off: list[str]
) -> None:
    desk.read(with_lin())
    assert len(offered.waiting) == 3
    desk.later(*off)
    assert offered.waiting == {}
    desk.later(with_lin())
    assert len(offered.waiting) == 3


def test_a_talk_that_moves_keeps_its_keys_and_is_said_nothing_new_of(desk: Desk, offered: Offered) -> None:
    desk.read(with_lin())
    before = set(offered.waiting)
    desk.later(with_lin(start=":20260305T080000Z"))
    assert set(offered.waiting) == before
    assert offered.around() == [(desk.team.boss, desk.team.lin, utc(7, 30, day=5))]
    assert len(desk.said()) == 1


def test_of_talks_that_come_round_one_is_moved_one_called_off_and_one_left_out(
    desk: Desk, offered: Offered
) -> None:
    weekly = event(
        BOSS, LIN, "RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE;TZID=Our Office:20260316T100000",
        start=";TZID=Our Office:20260302T150000".replace("150000", "100000"), uid="w",
    )  # fmt: skip
    moved = event(
        BOSS,
        LIN,
        "RECURRENCE-ID;TZID=Our Office:20260309T100000",
        start=";TZID=Our Office:20260310T150000",
        uid="w",
    )
    off = event(
        BOSS, LIN, "RECURRENCE-ID;TZID=Our Office:20260323T100000", "STATUS:CANCELLED",
        start=";TZID=Our Office:20260323T100000", uid="w",
    )  # fmt: skip
    desk.read(OFFICE, weekly, moved, off)
    # The clocks of the office change on 29 March.
    assert [due + HALF for *_, due in offered.around()] == [
        utc(14, day=10),
        utc(8, day=30),
        utc(8, day=30) + timedelta(days=7),
    ]


def test_a_booked_talk_takes_the_turn_of_the_series_and_gives_it_back_when_the_calendar_goes(
    desk: Desk, service: OneOnOnes, offered: Offered
) -> None:
    keep(desk.database, service, desk.team, desk.team.lin, first_on=date(2026, 3, 5))
    own = offered.around()
    desk.read(with_lin())
    assert offered.around() == [(desk.team.boss, desk.team.lin, utc(9, 30, day=4))]
    with desk.database.snapshot() as session:
        shown = service.home_view(session, desk.team.lin, desk.clock.now()).managers[0]
    assert shown.next_at == utc(10, day=4)
    # Called off, it is off, and the turn it took is still to be held.
    desk.later(with_lin("STATUS:CANCELLED"))
    assert offered.around() == own
    # What is called off on the day of the turn is that turn: nobody is reminded of it.
    desk.later(with_lin("STATUS:CANCELLED", start=":20260305T100000Z"))
    assert offered.around() == []
    with desk.database.transaction() as session:
        desk.service.unlink(session, desk.team.boss)
    assert offered.around() == own


def test_a_title_that_names_a_report_is_asked_about_once(desk: Desk, offered: Offered) -> None:
    alone = event(start=":20260304T100000Z", uid="t", title=TITLE)
    desk.read(alone, event(start=":20260305T100000Z", uid="u", title=TITLE.upper()))
    assert offered.waiting == {}
    assert [kind for kind, _ in desk.said()] == [ASK, READ]
    number = int(str(desk.said()[0][1]["title"]))
    with desk.database.transaction() as session:
        question = desk.service.question(session, desk.team.boss, number)
        assert question is not None
        assert (question.title, question.name) == (TITLE, "Anna")
        assert desk.service.question(session, desk.team.lin, number) is None
        desk.service.answer(session, desk.team.boss, number, is_talk=True)
    desk.read()
    assert [(about, due) for _, about, due in offered.around()] == [
        (desk.team.anna, utc(9, 30, day=4)),
        (desk.team.anna, utc(9, 30, day=5)),
    ]
    with desk.database.transaction() as session:
        desk.service.answer(session, desk.team.boss, number, is_talk=False)
    desk.read()
    assert offered.waiting == {}
    assert [kind for kind, _ in desk.said()].count(ASK) == 3, "the question, and its two new faces"


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"body": b"<html>Sign in</html>"}, "no_calendar"),
        ({"body": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"}, "broken"),
        ({"body": b"BEGIN:VCALENDAR\r\n" + b"X" * LARGEST_BYTES}, "too_large"),
        ({"status": 404}, "status"),
        ({"status": 302, "headers": {"Location": "/again"}}, "redirected"),
        ({"status": 302, "headers": {"Location": "file:///etc/passwd"}}, "address"),
    ],
)
def test_a_calendar_that_cannot_be_read_is_said_once_and_what_is_known_stays(
    desk: Desk, offered: Offered, answer: dict[str, object], fault: str
) -> None:
    desk.read(with_lin())
    good = desk.feed.body
    for name, value in answer.items():
        setattr(desk.feed, name, value)
    desk.later()
    desk.later()
    assert desk.said()[1:] == [(TROUBLE, {"fault": fault})]
    assert len(offered.waiting) == 3
    desk.feed.body, desk.feed.status = good, 200
    desk.clock.advance(hours=1)
    desk.read()
    assert desk.said()[-1] == (READ, {"talks": 1})


def test_an_address_inside_a_private_network_is_not_fetched(desk: Desk) -> None:
    desk.private_network = False
    desk.read(with_lin())
    assert desk.feed.asked == []
    assert desk.said() == [(TROUBLE, {"fault": "private"})]


def test_a_text_that_has_not_changed_is_not_read_again_until_it_is_old(desk: Desk, offered: Offered) -> None:
    desk.read(with_lin())
    put = offered.put
    desk.later()
    assert (len(desk.feed.asked), offered.put) == (2, put)
    desk.clock.advance(hours=13)
    desk.read()
    assert offered.put > put


def test_a_calendar_is_fetched_every_quarter_of_an_hour_and_less_often_while_it_fails(desk: Desk) -> None:
    desk.read(with_lin())
    desk.read()
    assert len(desk.feed.asked) == 1
    desk.feed.status = 500
    for _ in range(4 * 12):
        desk.later()
    assert 5 <= len(desk.feed.asked) <= 8


def test_a_file_is_taken_like_a_calendar_and_a_broken_one_leaves_what_there_is(
    desk: Desk, offered: Offered
) -> None:
    desk.send(calendar(with_lin()))
    assert len(offered.waiting) == 3
    desk.send(b"BEGIN:VCALENDAR\r\nno colon\r\n")
    assert len(offered.waiting) == 3
    desk.send(calendar(with_lin(start=":20260305T100000Z")))
    assert offered.around() == [(desk.team.boss, desk.team.lin, utc(9, 30, day=5))]
    assert [said for said in desk.said() if said[0] == TROUBLE] == [(TROUBLE, {"fault": "broken"})]
    desk.later()
    assert desk.feed.asked == [], "the file took the place of the address"


@pytest.mark.parametrize("typed", ["", "calendar", "ftp://x/y.ics", "https://a b", "https://" + "x" * 2000])
def test_what_is_no_address_is_refused(desk: Desk, typed: str) -> None:
    with desk.database.transaction() as session, pytest.raises(CalendarAddressNotUnderstood):
        desk.service.link(session, desk.team.boss, typed)


def test_only_who_has_reports_links_a_calendar_and_only_their_own(desk: Desk) -> None:
    with desk.database.transaction() as session:
        with pytest.raises(NotAllowed):
            desk.service.link(session, desk.team.lin, desk.feed.address)
        with pytest.raises(NotAllowed):
            desk.service.answer(session, desk.team.lin, 1, is_talk=True)


def test_the_address_and_the_titles_of_others_meetings_are_nowhere(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    with capture_logs() as logs:
        desk.read(
            with_lin(),
            event(start=":20260304T120000Z", uid="flamingo-uid", title="Wiedehopf confidential merger"),
            event(start=":20260304T150000Z", uid="t", title=TITLE),
        )
        desk.feed.status = 500
        desk.later()
        desk.private_network = False
        desk.clock.advance(hours=1)
        desk.read()
    assert len(desk.feed.asked) == 2
    secrets = (SECRET, "Wiedehopf confidential merger", "flamingo-uid", TITLE)
    assert found_in([repr(logs).encode(), caplog.text.encode()], *secrets) == []
    assert found(desk.database, *secrets) == []
    with desk.database.transaction() as session:
        row = calendars.of_person(session, desk.team.boss)
        assert row is not None
        assert calendars.address_of(session, row) == desk.feed.address, "it is all still there"
        assert len(calendar_titles.of_person(session, desk.team.boss)) == 1
        desk.service.unlink(session, desk.team.boss)
        assert calendars.of_person(session, desk.team.boss) is None
        assert calendars.all_busy(session, desk.team.boss) == ()
    assert desk.clock.now().date() == MONDAY
