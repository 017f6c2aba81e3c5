"""Rule by rule: a situation, and what becomes of the one thing that waits in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.features.nudges.habits import Habit
from bot.features.nudges.kinds import Form, Kind
from bot.features.nudges.planning import decide
from bot.features.nudges.rules import Candidate, Recipient, Sent
from tests.unit.nudges.company import at, hours, manager, sends_all, talk, thing

if TYPE_CHECKING:
    from bot.features.nudges.hours import Span

HOLIDAY = date(2026, 3, 3)
WORKED_SATURDAY = date(2026, 3, 7)
MON, TUE, WED, FRI, SAT = 0, 1, 2, 4, 5


def china(day: date) -> bool:
    """Return whether a day is worked where a Tuesday is off and a Saturday is worked for it (调休)."""
    return day == WORKED_SATURDAY or (day.weekday() < SAT and day != HOLIDAY)


@dataclass(frozen=True)
class Case:
    """At `now`, `person` has `candidate` waiting: it is said in `form`, or waits until `until`, or ends, by `rule`."""

    rule: str
    now: datetime
    candidate: Candidate
    person: Recipient = field(default_factory=manager)
    form: Form | None = None
    until: datetime | None = None


def digests(*moments: datetime) -> tuple[Sent, ...]:
    return tuple(Sent(each, Form.DIGEST) for each in moments)


def span(day: int, begins: str, ends: str) -> tuple[Span, ...]:
    return ((at(day, begins), at(day, ends)),)


WINDOW = thing(Kind.MID_WINDOW)
NEAR = thing(Kind.MID_WINDOW, deadline_days=2)
TEN = at(MON, "10:00")
TALK = talk(Kind.PRE_1ON1, TEN)
AFTER = talk(Kind.DEBRIEF, TEN)
TWO_SENT = digests(at(MON, "09:30"), at(TUE, "09:30"))
THREE_SENT = (*TWO_SENT, *digests(at(WED, "09:30")))
EIGHT = tuple(Sent(at(MON, "09:00"), Form.ASKED) for _ in range(8))

CASES = {
    "a third message in a week waits for the next": Case(
        "N-01", at(FRI, "09:30"), WINDOW, manager(sent=TWO_SENT), until=at(7, "09:30")
    ),
    "but goes out when a deadline is two working days away": Case(
        "N-13", at(FRI, "09:30"), NEAR, manager(sent=TWO_SENT), form=Form.DIGEST
    ),
    "and there is only one such": Case(
        "N-01", at(FRI, "09:30"), NEAR, manager(sent=THREE_SENT), until=at(7, "09:30")
    ),
    "a deadline three working days away allows nothing more": Case(
        "N-01",
        at(FRI, "09:30"),
        thing(Kind.MID_WINDOW, deadline_days=3),
        manager(sent=TWO_SENT),
        until=at(7, "09:30"),
    ),
    "twenty hours lie between two": Case(
        "N-02", at(TUE, "09:30"), WINDOW, manager(sent=digests(at(MON, "14:00"))), until=at(WED, "09:30")
    ),
    "twenty hours are enough": Case(
        "N-13", at(TUE, "10:00"), WINDOW, manager(sent=digests(at(MON, "14:00"))), form=Form.DIGEST
    ),
    "eight messages are a week's most": Case(
        "N-01", at(TUE, "09:30"), WINDOW, manager(sent=EIGHT), until=at(7, "09:30")
    ),
    "the digest comes on the first working day at half past nine": Case(
        "N-04", at(MON, "09:30"), thing(Kind.GAP_21), form=Form.DIGEST
    ),
    "not before": Case("N-04", at(MON, "09:10"), WINDOW, until=at(MON, "09:30")),
    "on a Tuesday when Monday is off": Case(
        "N-04",
        at(TUE, "09:30"),
        thing(Kind.GAP_21),
        manager(hours=hours(is_working=lambda day: day.weekday() in range(1, 5))),
        form=Form.DIGEST,
    ),
    "and not on a later day": Case("N-04", at(TUE, "09:30"), thing(Kind.GAP_21), until=at(7, "09:30")),
    "evenings are quiet from half past six": Case("N-05", at(MON, "18:30"), WINDOW, until=at(TUE, "09:30")),
    "a holiday is quiet": Case(
        "N-05", at(TUE, "09:30"), WINDOW, manager(hours=hours(is_working=china)), until=at(WED, "09:30")
    ),
    "a Saturday worked in exchange is not": Case(
        "N-13", at(SAT, "09:30"), WINDOW, manager(hours=hours(is_working=china)), form=Form.DIGEST
    ),
    "an ordinary Saturday is": Case("N-05", at(SAT, "09:30"), WINDOW, until=at(7, "09:30")),
    "do-not-disturb is quiet": Case(
        "N-05",
        at(MON, "09:30"),
        WINDOW,
        manager(hours=hours(dnd=span(MON, "09:00", "11:00"))),
        until=at(TUE, "09:30"),
    ),
    "leave is quiet": Case(
        "N-05",
        at(MON, "09:30"),
        WINDOW,
        manager(hours=hours(away=((date(2026, 3, 2), date(2026, 3, 2)),))),
        until=at(TUE, "09:30"),
    ),
    "and so are the first two working days after five days of it": Case(
        "N-05",
        at(MON, "09:30"),
        WINDOW,
        manager(hours=hours(away=((date(2026, 2, 23), date(2026, 2, 27)),))),
        until=at(WED, "09:30"),
    ),
    "after four days of it nothing is": Case(
        "N-13",
        at(MON, "09:30"),
        WINDOW,
        manager(hours=hours(away=((date(2026, 2, 24), date(2026, 2, 27)),))),
        form=Form.DIGEST,
    ),
    "a day whose holidays nobody knows is quiet": Case(
        "N-05", at(MON, "09:30"), WINDOW, manager(hours=hours(known_until=date(2026, 3, 1)))
    ),
    "a talk is prepared half an hour before": Case("N-06", at(MON, "09:30"), TALK, form=Form.EVENT),
    "exactly": Case("N-06", at(MON, "09:20"), TALK, until=at(MON, "09:30")),
    "or two hours before when that half hour is busy": Case(
        "N-06",
        at(MON, "12:00"),
        talk(Kind.PRE_1ON1, at(MON, "14:00")),
        manager(hours=hours(busy=span(MON, "13:00", "13:45"))),
        form=Form.EVENT,
    ),
    "also when another meeting begins within ten minutes": Case(
        "N-06",
        at(MON, "12:00"),
        talk(Kind.PRE_1ON1, at(MON, "14:00")),
        manager(hours=hours(busy=span(MON, "13:35", "13:50"))),
        form=Form.EVENT,
    ),
    "or not at all": Case(
        "N-06",
        at(MON, "12:00"),
        talk(Kind.PRE_1ON1, at(MON, "14:00")),
        manager(hours=hours(busy=span(MON, "11:30", "13:50"))),
    ),
    "ten minutes after a talk it is asked how it was": Case("N-07", at(MON, "10:40"), AFTER, form=Form.EVENT),
    "later when something else follows": Case(
        "N-06",
        at(MON, "10:40"),
        AFTER,
        manager(hours=hours(busy=span(MON, "10:30", "12:00"))),
        until=at(MON, "12:00"),
    ),
    "the next working morning when the day is full": Case(
        "N-07",
        at(MON, "10:40"),
        AFTER,
        manager(hours=hours(busy=span(MON, "10:30", "18:30"))),
        until=at(TUE, "09:30"),
    ),
    "and twice at most": Case("N-07", at(WED, "10:40"), talk(Kind.DEBRIEF, TEN, sends=2)),
    "a third talk of the day goes to the card": Case(
        "N-01b",
        at(MON, "10:40"),
        AFTER,
        manager(sent=(Sent(at(MON, "09:00"), Form.EVENT, "a"), Sent(at(MON, "09:05"), Form.EVENT, "b"))),
        until=at(MON, "17:30"),
    ),
    "so does a seventh of the week": Case(
        "N-01b",
        at(WED, "10:40"),
        talk(Kind.DEBRIEF, at(WED, "10:00")),
        manager(sent=tuple(Sent(at(n // 3, "09:00"), Form.EVENT, str(n)) for n in range(6))),
        until=at(WED, "17:30"),
    ),
    "the second prompt of a talk goes into its thread": Case(
        "N-07",
        at(MON, "10:40"),
        AFTER,
        manager(
            sent=(
                Sent(at(MON, "09:30"), Form.EVENT, AFTER.thread),
                Sent(at(MON, "09:30"), Form.EVENT, "b"),
            )
        ),
        form=Form.EVENT,
    ),
    "who wants the card only gets no preparation": Case(
        "N-01b", at(MON, "09:30"), TALK, manager(event_prompts="wrap_up")
    ),
    "and the talk on the card": Case(
        "N-01b", at(MON, "10:40"), AFTER, manager(event_prompts="wrap_up"), until=at(MON, "17:30")
    ),
    "who wants talks with open steps only gets no other": Case(
        "N-01b", at(MON, "09:30"), TALK, manager(event_prompts="actions")
    ),
    "and those": Case(
        "N-06",
        at(MON, "09:30"),
        talk(Kind.PRE_1ON1, TEN, open_actions=1),
        manager(event_prompts="actions"),
        form=Form.EVENT,
    ),
    "what is done already is not said": Case("N-08", at(MON, "09:30"), thing(Kind.GAP_28, settled=True)),
    "what was put off comes back as one message": Case(
        "N-09", at(MON, "15:00"), thing(Kind.MID_WINDOW, asked_for=True), form=Form.ASKED
    ),
    "but not into the night": Case(
        "N-05", at(MON, "19:00"), thing(Kind.MID_WINDOW, asked_for=True), until=at(TUE, "09:00")
    ),
    "a muted kind is not said": Case(
        "N-09",
        at(MON, "09:30"),
        WINDOW,
        manager(habits={Kind.MID_WINDOW: Habit(muted_until=at(9, "09:00"))}),
    ),
    "a kind rests for a week": Case(
        "N-10",
        at(TUE, "09:30"),
        WINDOW,
        manager(habits={Kind.MID_WINDOW: Habit(last_at=at(-3, "09:30"))}),
        until=at(FRI, "09:30"),
    ),
    "for two when two were ignored": Case(
        "N-10",
        at(TUE, "09:30"),
        WINDOW,
        manager(habits={Kind.MID_WINDOW: Habit(streak=2, last_at=at(-3, "09:30"))}),
        until=at(11, "09:30"),
    ),
    "for four weeks when five were": Case(
        "N-10",
        at(TUE, "09:30"),
        WINDOW,
        manager(habits={Kind.MID_WINDOW: Habit(streak=5, paused_until=at(20, "09:30"))}),
        until=at(20, "09:30"),
    ),
    "somebody who leads for less than a month gets no gaps": Case(
        "N-15", at(MON, "09:30"), thing(Kind.GAP_28), manager(is_new=True)
    ),
    "but a tip": Case(
        "N-15", at(MON, "09:30"), thing(Kind.ORIENTATION), manager(is_new=True), form=Form.ORIENTATION
    ),
    "one a week": Case(
        "N-15",
        at(WED, "09:30"),
        thing(Kind.ORIENTATION),
        manager(is_new=True, sent=(Sent(at(MON, "09:30"), Form.ORIENTATION),)),
        until=at(7, "09:30"),
    ),
    "nothing about a new report either": Case(
        "N-15", at(MON, "09:30"), thing(Kind.GAP_28), manager(new_reports=frozenset({7}))
    ),
    "an employee is asked for their agenda": Case(
        "N-18", at(MON, "15:00"), thing(Kind.EMP_AGENDA), form=Form.EMPLOYEE
    ),
    "twice a week at most": Case(
        "N-18",
        at(WED, "15:00"),
        thing(Kind.EMP_AGENDA),
        manager(sent=tuple(Sent(at(day, "15:00"), Form.EMPLOYEE) for day in (MON, TUE))),
    ),
    "and for a pulse every fortnight": Case(
        "N-18",
        at(WED, "15:00"),
        thing(Kind.EMP_PULSE),
        manager(habits={Kind.EMP_PULSE: Habit(last_at=at(-11, "16:00"))}),
    ),
    "who stopped hears nothing": Case("N-21", at(MON, "09:30"), WINDOW, manager(stopped=True)),
    "but what must be said": Case(
        "N-22", at(MON, "15:00"), thing(Kind.RESULT_RELEASE), manager(stopped=True, sent=EIGHT), form=Form.MANDATORY
    ),
    "what has passed is not said": Case("N-17", at(MON, "09:30"), thing(Kind.MID_WINDOW, until=at(-1, "09:00"))),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_every_rule_does_what_it_says(name: str) -> None:
    case = CASES[name]
    plan = decide(case.person, [case.candidate], case.now, sends_all)
    said = [(message.form, item.rule) for message in plan.messages for item in message.items]
    waits = [(wait.until, wait.rule) for wait in plan.waits]
    ends = [end.rule for end in plan.ends]
    assert said == ([(case.form, case.rule)] if case.form else [])
    assert waits == ([(case.until, case.rule)] if case.until else [])
    assert ends == ([] if case.form or case.until else [case.rule])
