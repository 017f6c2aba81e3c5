"""The demo company: one tree of people, units with heads, talks and cycles that fit together."""

import csv
import re
from collections import Counter
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from storage.samples import SampleCycle, SamplePerson, SampleUnit, company, members_of, people, people_csv

COLUMNS = "email,name,title,unit,manager_email,role,locale,timezone,start_date"
PEOPLE = {person.email: person for person in people()}
COMPANY = company()
UNITS = [unit for unit in COMPANY.units if unit.parent is not None]
"""Those that people work in; above them is the group."""
LEAVERS = {leaver.email for leaver in COMPANY.leavers}
HERE = {email: person for email, person in PEOPLE.items() if email not in LEAVERS}


def line_above(person: SamplePerson) -> list[str]:
    """Return the managers above a person, nearest first."""
    above: list[str] = []
    while person.manager_email is not None:
        assert person.manager_email not in above, f"{person.email} manages themselves in the end"
        above.append(person.manager_email)
        person = PEOPLE[person.manager_email]
    return above


def named(part: str) -> SamplePerson:
    return next(person for person in PEOPLE.values() if part in person.name)


def test_the_file_has_exactly_the_columns_the_import_takes() -> None:
    assert people_csv().splitlines()[0] == COLUMNS
    assert all(
        None not in row and None not in row.values() for row in csv.DictReader(people_csv().splitlines())
    )


def test_there_are_about_twenty_five_people_and_no_address_twice() -> None:
    assert len(PEOPLE) == len(people())
    assert 24 <= len(HERE) <= 28
    assert all(re.fullmatch(r"[a-z.]+@demo\.example", email) for email in PEOPLE)
    assert len({person.name for person in PEOPLE.values()}) == len(PEOPLE)


def test_everyone_reports_up_to_one_chief_executive() -> None:
    chiefs = [person.email for person in PEOPLE.values() if person.manager_email is None]
    assert len(chiefs) == 1
    assert all(line_above(person)[-1] == chiefs[0] for person in PEOPLE.values() if person.email != chiefs[0])


def test_managers_come_before_their_reports_so_one_pass_can_import_them() -> None:
    order = list(PEOPLE)
    assert all(
        order.index(person.manager_email) < order.index(person.email)
        for person in PEOPLE.values()
        if person.manager_email
    )


def test_nobody_who_is_here_reports_to_somebody_who_left() -> None:
    assert not LEAVERS & {person.manager_email for person in HERE.values()}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.code)
def test_a_unit_is_led_by_its_head(unit: SampleUnit) -> None:
    chief = next(person.email for person in PEOPLE.values() if person.manager_email is None)
    head = PEOPLE[unit.head]
    assert head.unit == unit.code
    assert head.manager_email == chief
    reports = [person for person in HERE.values() if person.manager_email == head.email]
    assert 3 <= len(reports) <= 8
    for person in PEOPLE.values():
        if person.unit == unit.code and person.email not in {head.email, chief}:
            assert head.email in line_above(person)


def test_every_person_is_in_a_unit_that_exists() -> None:
    assert {person.unit for person in PEOPLE.values()} == {unit.code for unit in UNITS}
    assert {unit.code for unit in UNITS} == {"SALES-E", "FIN", "PLANT-2", "HR-OFFICE"}


def test_all_units_belong_to_the_group_and_hr_serves_units_there_are() -> None:
    tops = [unit.code for unit in COMPANY.units if unit.parent is None]
    assert tops == ["GROUP"]
    assert {unit.parent for unit in UNITS} == {"GROUP"}
    assert {served.unit for served in COMPANY.hr_units} <= {unit.code for unit in UNITS}
    assert {PEOPLE[served.email].role for served in COMPANY.hr_units} == {"hr"}


def test_a_team_lead_stands_between_a_head_and_a_team() -> None:
    heads = {unit.head for unit in UNITS}
    managers = {person.manager_email for person in HERE.values()} - {None}
    leads = [email for email in managers if PEOPLE[email].manager_email in heads]
    assert len(leads) == 1


def test_the_people_of_the_worked_example_are_where_it_says() -> None:
    assert [named(name).unit for name in ("林佳 Lin Jia", "陈维 Chen Wei", "赵敏 Zhao Min")] == [
        "SALES-E",
        "FIN",
        "PLANT-2",
    ]


def test_hr_has_a_partner_and_an_admin_and_the_contact_is_one_of_them() -> None:
    roles = Counter(person.role for person in HERE.values())
    assert roles["hr"] >= 1
    assert roles["hr_admin"] >= 1
    assert PEOPLE[COMPANY.hr_contact].role == "hr"


def test_languages_and_time_zones_are_mixed_and_real() -> None:
    assert {person.locale for person in HERE.values()} == {"en", "zh"}
    zones = Counter(person.timezone for person in HERE.values())
    assert {"Europe/Berlin", "America/New_York", "Asia/Singapore"} < set(zones)
    assert zones["Asia/Shanghai"] > len(HERE) / 2
    assert all(ZoneInfo(zone) for zone in zones)


def test_one_person_has_left_and_is_in_no_channel() -> None:
    assert len(COMPANY.leavers) == 1
    assert all(email in PEOPLE for email in LEAVERS)
    for channel in COMPANY.channels:
        assert not LEAVERS & set(members_of(channel))


def test_each_channel_has_the_members_its_rule_names() -> None:
    members = {channel.name: set(members_of(channel)) for channel in COMPANY.channels}
    assert members["general"] == members["announcements"] == set(HERE)
    assert members["managers"] == {person.manager_email for person in HERE.values()} - {None}
    assert members["sales-east"] == {email for email, person in HERE.items() if person.unit == "SALES-E"}
    assert all(members.values())


def test_regular_talks_are_between_a_manager_and_a_direct_report() -> None:
    pairs = [(talk.manager_email, talk.employee_email) for talk in COMPANY.one_on_ones]
    assert len(set(pairs)) == len(pairs)
    assert all(HERE[employee].manager_email == manager for manager, employee in pairs)
    assert {(talk.interval_days, talk.minutes) for talk in COMPANY.one_on_ones} == {(14, 30)}


def test_no_manager_has_two_talks_at_once() -> None:
    slots = Counter((talk.manager_email, talk.weekday, talk.time) for talk in COMPANY.one_on_ones)
    assert max(slots.values()) == 1


def working_day(start: date, count: int) -> date:
    """`count` working days after `start` (before it when negative), Monday to Friday."""
    day, step = start, 1 if count > 0 else -1
    while count:
        day += timedelta(days=step)
        if day.weekday() < 5:
            count -= step
    return day


@pytest.mark.parametrize("cycle", COMPANY.cycles, ids=lambda cycle: cycle.id)
def test_phases_follow_the_timeline_of_the_half_year(cycle: SampleCycle) -> None:
    eve, first, last = cycle.starts - timedelta(days=1), cycle.starts, cycle.ends
    middle = first + (last - first) // 2
    expected = {
        "P1": (working_day(first, -10), working_day(eve, 15)),
        "P1b": (working_day(eve, 16), working_day(eve, 20)),
        "P2": (first, last),
        "P3": (working_day(middle, -10), working_day(middle, 10)),
        "P4": (working_day(last, 1), working_day(last, 7)),
        "P4b": (working_day(last, 5), working_day(last, 8)),
        "P5": (working_day(last, 6), working_day(last, 14)),
        "P6": (working_day(last, 15), working_day(last, 19)),
        "P7": (working_day(last, 20), working_day(last, 29)),
        "P8": (working_day(last, 20), working_day(working_day(last, 30), 10)),
        "P9": (working_day(last, 30), working_day(last, 50)),
    }
    assert {phase.id: (phase.opens, phase.closes) for phase in cycle.phases} == expected
    assert [phase.closes_at for phase in cycle.phases if phase.closes_at] == [time(18)]


def test_the_finished_cycle_has_the_published_dates() -> None:
    phases = {phase.id: phase for phase in COMPANY.cycles[0].phases}
    assert COMPANY.cycles[0].id == "2026H1"
    assert phases["P1"].closes == date(2026, 1, 21)
    assert (phases["P3"].opens, phases["P3"].closes) == (date(2026, 3, 18), date(2026, 4, 15))
    assert (phases["P7"].opens, phases["P7"].closes) == (date(2026, 7, 28), date(2026, 8, 10))
    assert phases["P8"].closes == date(2026, 8, 25)
    assert (phases["P9"].opens, phases["P9"].closes) == (date(2026, 8, 11), date(2026, 9, 8))
    assert COMPANY.cycles[1].id == "2026H2"
