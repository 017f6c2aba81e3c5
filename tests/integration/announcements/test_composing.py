"""Who may announce what to whom, what keeps an announcement back, and who has to agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.errors import (
    AddressesNotKnown,
    AnnouncementIsOver,
    AnnouncementNotReady,
    AnnouncementsAreHrs,
    ChannelIsForEverybody,
    DayIsPast,
    NobodyToApprove,
    NobodyToReach,
    NotAllowed,
)
from bot.features.announcements.cards import APPROVAL
from bot.features.announcements.launching import Launches
from storage import announcement_audience, announcements
from storage.announcements import Act
from storage.people import Person
from tests.integration.announcements.conftest import ADMIN, HEAD, OTHER_ADMIN, PARTNER, said

if TYPE_CHECKING:
    from tests.integration.announcements.conftest import Desk

pytestmark = pytest.mark.either_engine


async def aimed(desk: Desk, announcement: str, by: str = ADMIN, **aim: object) -> None:
    given = {"who": "everyone", "units": (), "addresses": "", "without": "", "not_away": False} | aim
    await desk.transactions.write(desk.composer.set_aim, desk.people[by], announcement, **given)


def small(desk: Desk, most: int) -> Launches:
    """Return what lets go, where already more than `most` readers need a second person."""
    return Launches(replace(desk.cards, approval_above=most))


async def acts(desk: Desk, announcement: str) -> list[str]:
    return [each.act for each in await desk.transactions.read(announcements.acts, announcement)]


@pytest.mark.parametrize("who", [HEAD, "e1"])
async def test_nobody_outside_hr_announces_anything(desk: Desk, who: str) -> None:
    with pytest.raises(AnnouncementsAreHrs):
        await desk.transactions.write(desk.composer.begin, desk.people[who], "free")
    announcement = await desk.composed()
    for deed in (desk.launches.launch, desk.launches.discard, desk.sending.pause, desk.sending.stop):
        with pytest.raises((NotAllowed, AnnouncementIsOver)):
            await desk.transactions.write(deed, desk.people[who], announcement)
    with pytest.raises(NotAllowed):
        await desk.transactions.read(desk.board.view, desk.people[who], announcement, "en")


async def test_a_partner_reaches_the_units_they_serve_and_sees_who_is_left_out_and_why(desk: Desk) -> None:
    announcement = await desk.composed(PARTNER)
    await aimed(desk, announcement, PARTNER, without="e3@x.example", not_away=True)
    desk.away = {desk.people["e5"]}
    partner = desk.people[PARTNER]
    view = await desk.transactions.read(desk.launches.preview, partner, announcement, "manager", "zh")
    assert view.count.readers == 5  # six in the plant and its head, less one left out and one away
    assert view.count.left_out == {"away": 1, "excluded": 1, "not_served": 9}
    left_out = await desk.transactions.read(desk.launches.left_out, partner, announcement)
    assert ("e5", "e5@x.example", "away") in left_out
    await desk.transactions.write(desk.launches.take_list, partner, announcement, len(left_out))
    assert (await acts(desk, announcement))[-1] == Act.LISTED
    await desk.transactions.write(desk.launches.launch, partner, announcement)
    await desk.feeder.feed()
    assert {row.person_id for row in desk.rows()} == {
        desk.people[each] for each in (HEAD, "e1", "e7", "e9", "e11")
    }


async def test_a_partner_cannot_announce_in_a_channel_that_everybody_reads(desk: Desk) -> None:
    with pytest.raises(ChannelIsForEverybody):
        await desk.composed(PARTNER, channel="C1")


async def test_what_is_wrong_stands_on_the_card_and_keeps_it_back(desk: Desk) -> None:
    announcement = await desk.composed(template="A-13")
    admin = desk.people[ADMIN]
    await desk.transactions.write(
        desk.composer.set_words,
        admin,
        announcement,
        title={"en": "Late", "zh": ""},
        text={"en": "Your goals are overdue by {n} days.", "zh": ""},
        values="",
        one_language=False,
    )
    [card, *_] = desk.rows("announcements.card")
    shown = said(await desk.drawn(card))
    assert "overdue" in shown
    assert "announce.launch" not in shown
    with pytest.raises(AnnouncementNotReady) as caught:
        await desk.transactions.write(desk.launches.launch, admin, announcement)
    assert caught.value.variables == {"count": 3}
    assert desk.rows() == []


async def test_addresses_that_are_nobodys_a_past_day_and_an_empty_audience_are_refused(desk: Desk) -> None:
    announcement = await desk.composed()
    with pytest.raises(AddressesNotKnown) as caught:
        await aimed(desk, announcement, who="list", addresses="e1@x.example, who@x.example")
    assert caught.value.variables["first"] == "who@x.example"
    with pytest.raises(DayIsPast):
        await desk.composed(day=date(2026, 3, 1))
    await aimed(desk, announcement, who="list", addresses="E1@X.example", without="e1@x.example")
    with pytest.raises(NobodyToReach):
        await desk.transactions.write(desk.launches.launch, desk.people[ADMIN], announcement)


async def test_each_kind_of_audience_reaches_exactly_its_people(desk: Desk) -> None:
    announcement = await desk.composed()
    admin = desk.people[ADMIN]
    for aim, readers in (
        ({"who": "everyone"}, 16),
        ({"who": "unit_head"}, 1),
        ({"who": "hr"}, 3),
        ({"who": "employee", "units": ("SALES",)}, 6),
        ({"who": "everyone", "units": ("CO",)}, 16),
        ({"who": "group:pilot"}, 1),
        ({"who": "list", "addresses": "e1@x.example;e2@x.example"}, 2),
    ):
        await aimed(desk, announcement, **aim)
        view = await desk.transactions.read(desk.launches.preview, admin, announcement, "hr", "en")
        assert view.count.readers == readers, aim


async def test_a_large_one_waits_for_a_second_person_who_is_not_its_author(desk: Desk) -> None:
    launches, announcement = small(desk, 10), await desk.composed()
    admin, other = desk.people[ADMIN], desk.people[OTHER_ADMIN]
    assert not await desk.transactions.write(launches.launch, admin, announcement)
    await desk.feeder.feed()
    assert desk.rows() == []
    assert [row.person_id for row in desk.rows(APPROVAL)] == [other]
    for who in (ADMIN, PARTNER, "e1"):
        with pytest.raises(NotAllowed):
            await desk.transactions.write(launches.approve, desk.people[who], announcement)
    await desk.transactions.write(launches.send_back, other, announcement)
    with pytest.raises(AnnouncementIsOver):
        await desk.transactions.write(launches.approve, other, announcement)
    await desk.transactions.write(launches.launch, admin, announcement)
    await desk.transactions.write(launches.approve, other, announcement)
    await desk.feeder.feed()
    assert len(desk.rows()) == 16
    assert await acts(desk, announcement) == [
        Act.BEGAN, Act.CHANGED, Act.CHANGED, Act.ASKED, Act.RETURNED, Act.ASKED, Act.APPROVED, Act.LAUNCHED,
    ]  # fmt: skip


async def test_what_changed_since_the_audience_was_looked_at_is_read_anew(desk: Desk) -> None:
    launches, announcement = small(desk, 10), await desk.composed()
    admin, other = desk.people[ADMIN], desk.people[OTHER_ADMIN]
    await aimed(desk, announcement, who="list", addresses="e1@x.example")
    looked = await desk.transactions.read(launches.look, announcement)
    assert looked is not None
    assert looked.size == 1
    await aimed(desk, announcement, who="everyone")
    assert not await desk.transactions.write(launches.launch, admin, announcement, looked)
    everybody = await desk.transactions.read(launches.look, announcement)
    with desk.database.transaction() as session:
        for person in (1, 2, 3, 4, 5, 6):
            session.get_one(Person, desk.people[f"e{person}"]).left_on = date(2026, 3, 2)
    await desk.transactions.write(launches.approve, other, announcement, everybody)
    row = await desk.transactions.read(announcements.get, announcement)
    assert row is not None
    assert row.expected == 10


async def test_an_audience_that_was_looked_at_is_not_read_again_to_let_it_go(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    launches, announcement = small(desk, 10), await desk.composed()
    looked = await desk.transactions.read(launches.look, announcement)
    monkeypatch.setattr(announcement_audience, "candidates", pytest.fail)
    assert not await desk.transactions.write(launches.launch, desk.people[ADMIN], announcement, looked)
    await desk.transactions.write(launches.approve, desk.people[OTHER_ADMIN], announcement, looked)


async def test_without_a_second_person_a_large_one_does_not_go(desk: Desk) -> None:
    launches, announcement = small(desk, 3), await desk.composed(PARTNER)
    with desk.database.transaction() as session:
        for name in (ADMIN, OTHER_ADMIN):
            session.get_one(Person, desk.people[name]).left_on = date(2026, 3, 1)
    with pytest.raises(NobodyToApprove):
        await desk.transactions.write(launches.launch, desk.people[PARTNER], announcement)


async def test_a_channel_counts_as_everybody_and_needs_a_second_person_who_may_write_there(
    desk: Desk,
) -> None:
    launches = small(desk, 10)
    announcement = await desk.composed(direct=False, channel="C7")
    assert not await desk.transactions.write(launches.launch, desk.people[ADMIN], announcement)
    assert [row.person_id for row in desk.rows(APPROVAL)] == [desk.people[OTHER_ADMIN]]
    assert desk.rows() == []


@pytest.mark.both_engines
async def test_the_preview_is_what_each_role_gets_in_each_language(desk: Desk) -> None:
    announcement = await desk.composed()
    admin = desk.people[ADMIN]
    changes = {"manager": {"en": "Draft goals.", "zh": "起草目标。"}}
    await desk.transactions.write(desk.composer.set_changes, admin, announcement, changes)
    for role, language, text, change in (
        ("manager", "zh", "1月5日 开始。", "起草目标。"),
        ("employee", "en", "Opens 5 Jan.", ""),
        ("unit_head", "en", "Opens 5 Jan.", "Draft goals."),
    ):
        view = await desk.transactions.read(desk.launches.preview, admin, announcement, role, language)
        assert (view.notice.said.text, view.notice.said.change) == (text, change)


async def test_a_template_fills_the_draft(desk: Desk) -> None:
    admin = desk.people[ADMIN]
    announcement = await desk.transactions.write(desk.composer.begin, admin, "A-02")
    spec = await desk.transactions.read(desk.composer.draft, admin, announcement)
    assert (spec.template, spec.aim.who, spec.words.variables) == (
        "A-02",
        "manager",
        ("cycle", "d", "link", "k"),
    )
