"""What HR learns once a week: grouped, counted, and without any name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.errors import NotAllowed
from bot.features.policies.digest import DIGEST
from storage.people import Person
from tests.integration.policies.desk import Desk, said

WEEK = (date(2026, 3, 2), date(2026, 3, 9))


async def crowd(desk: Desk, count: int, unit: str = "PLANT") -> list[str]:
    """Employ more people, and return what they are called here."""
    names = [f"p{unit}{number}" for number in range(count)]
    with desk.database.transaction() as session:
        for name in names:
            person = Person(
                email=f"{name}@demo.example", name=name, unit_code=unit, start_date=date(2020, 1, 1)
            )
            session.add(person)
            session.flush()
            desk.people[name] = person.key
    return names


async def test_the_same_questions_are_one_group_and_four_askers_show_no_unit(desk: Desk) -> None:
    for who in await crowd(desk, 4):
        await desk.ask("What is the meal allowance?", who=who)
    await desk.ask("Is there parking?")
    digest = await desk.transactions.read(desk.digests.of_days, *WEEK)
    assert [(each.words, each.times, each.unit) for each in digest.uncovered] == [
        ("What is the meal allowance?", 4, ""),
        ("Is there parking?", 1, ""),
    ]


async def test_five_of_one_unit_show_it_and_one_of_another_hides_it_again(desk: Desk) -> None:
    for who in await crowd(desk, 5):
        await desk.ask("What is the meal allowance?", who=who)
    digest = await desk.transactions.read(desk.digests.of_days, *WEEK)
    assert [each.unit for each in digest.uncovered] == ["PLANT"]
    await desk.ask("meal allowance, how much?", who="he")
    digest = await desk.transactions.read(desk.digests.of_days, *WEEK)
    assert [(each.times, each.unit) for each in digest.uncovered] == [(6, "")]


async def test_one_person_asking_five_times_is_one_asker(desk: Desk) -> None:
    for _ in range(5):
        await desk.ask("What is the meal allowance?")
    digest = await desk.transactions.read(desk.digests.of_days, *WEEK)
    assert [(each.times, each.unit) for each in digest.uncovered] == [(5, "")]


async def test_names_are_taken_out_and_what_needs_a_human_is_left_out(desk: Desk) -> None:
    await desk.ask("May Wu Di and 吴迪 park here?")
    await desk.ask("Is parking free after a suicide attempt?", who="wu")
    digest = await desk.transactions.read(desk.digests.of_days, *WEEK)
    assert [each.words for each in digest.uncovered] == ["May … and … park here?"]


async def test_thumbs_down_used_and_unused_clauses_are_counted(desk: Desk) -> None:
    question = await desk.ask("Is recognition a score item?")
    await desk.ask("Is recognition a score item?", who="wu")
    await desk.transactions.write(desk.service.rate, desk.people["lin"], question, "down", "e1")
    await desk.ask("Who is the best performer?")
    digest = await desk.transactions.read(desk.digests.of_days, *WEEK)
    assert (digest.asked, digest.answered, digest.absent, digest.refused) == (3, 2, 0, 1)
    assert [(each.words, each.clauses) for each in digest.disliked] == [
        ("Is recognition a score item?", ("PM-3.5",))
    ]
    assert [(each.clause, each.times) for each in digest.most] == [("PM-3.5", 2)]
    assert digest.unused_count == 49
    assert "PM-3.5" not in {each.clause for each in digest.unused}


async def test_it_is_sent_once_on_monday_morning_of_the_company_to_hr_alone(desk: Desk) -> None:
    await desk.ask("Is there parking?")
    # Nine o'clock in Shanghai is one o'clock UTC.
    for now, expected in (
        (datetime(2026, 3, 9, 0, 59, tzinfo=UTC), 0),
        (datetime(2026, 3, 9, 1, 0, tzinfo=UTC), 3),
        (datetime(2026, 3, 9, 1, 1, tzinfo=UTC), 3),
        (datetime(2026, 3, 15, 15, 0, tzinfo=UTC), 3),
    ):
        desk.clock.set(now)
        await desk.transactions.write(desk.digests.send_due)
        assert len(desk.posted(DIGEST)) == expected
    again = Desk(desk.database, desk.transactions, clock=desk.clock, people=desk.people)
    await again.transactions.write(again.digests.send_due)
    rows = desk.posted(DIGEST)
    assert {row.person_id for row in rows} == {desk.people[who] for who in ("he", "ito", "grace")}
    drawn = said(await desk.drawn(rows[0], "en-US"))
    assert "Is there parking?" in drawn
    assert "Lin" not in drawn


async def test_a_week_without_questions_sends_nothing(desk: Desk) -> None:
    desk.clock.set(datetime(2026, 3, 9, 4, 0, tzinfo=UTC))
    assert await desk.transactions.write(desk.digests.send_due) == 0


async def test_only_hr_sees_the_week_so_far(desk: Desk) -> None:
    await desk.ask("Is there parking?")
    with pytest.raises(NotAllowed):
        await desk.transactions.read(desk.digests.so_far, desk.people["lin"])
    digest = await desk.transactions.read(desk.digests.so_far, desk.people["ito"])
    assert digest.absent == 1
    assert await desk.transactions.read(desk.digests.uncovered, desk.people["lin"]) == 0
