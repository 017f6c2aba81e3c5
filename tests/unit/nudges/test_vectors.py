"""The test vectors of domain 3.6, by their numbers; the lint of words (16) is in tests/house/test_nudge_words.py."""

from __future__ import annotations

from datetime import timedelta

from bot.features.nudges.habits import Habit, answered, interval, said
from bot.features.nudges.kinds import Form, Kind
from bot.features.nudges.planning import decide
from bot.features.nudges.rules import Candidate, Sent
from tests.unit.nudges.company import at, hours, manager, sends_all, talk, thing


def test_1_a_gap_noticed_on_friday_evening_waits_for_the_monday_digest() -> None:
    plan = decide(manager(), [thing(Kind.GAP_21, gap_days=22)], at(-3, "18:31"), sends_all)
    (wait,) = plan.waits
    assert (plan.messages, wait.until, wait.rule) == ((), at(0, "09:30"), "N-05")
    (message,) = decide(manager(), [thing(Kind.GAP_21, gap_days=25)], at(0, "09:30"), sends_all).messages
    assert (message.form, message.items[0].rule) == (Form.DIGEST, "N-04")


def test_2b_of_five_talks_on_a_tuesday_two_get_a_thread_and_three_the_card() -> None:
    sent: list[Sent] = []
    open_ones: list[Candidate] = []
    for about, gap in ((1, 5), (2, 35), (3, 10), (4, 25), (5, 1)):
        start = at(1, f"{9 + about}:00")
        open_ones += [
            talk(Kind.PRE_1ON1, start, about, gap_days=gap),
            talk(Kind.DEBRIEF, start, about, gap_days=gap),
        ]
    now, card = at(1, "07:00"), None
    while now < at(1, "18:00"):
        now += timedelta(minutes=1)
        plan = decide(manager(sent=tuple(sent)), open_ones, now, sends_all)
        gone = {end.candidate.key for end in plan.ends}
        waits = {wait.candidate.key: wait for wait in plan.waits}
        for message in plan.messages:
            sent.append(Sent(now, message.form, message.thread))
            gone |= {item.candidate.key for item in message.items}
            card = message if message.form is Form.WRAP_UP else card
        open_ones = [
            waits[each.key].candidate if each.key in waits else each
            for each in open_ones
            if each.key not in gone
        ]
    threads = {each.thread.partition("@")[0] for each in sent if each.form is Form.EVENT}
    assert threads == {"2", "4"}, "the longest gaps"
    assert card is not None
    assert [each.form for each in sent if each.at == at(1, "17:30")] == [Form.WRAP_UP]
    assert {item.candidate.about_id for item in card.items} == {1, 3, 5}
    assert (card.shown, card.more) == (3, 0)


def test_4_a_talk_at_ten_is_prepared_in_the_digest_of_half_past_nine() -> None:
    digest = [thing(Kind.ACTION_DUE), talk(Kind.PRE_1ON1, at(0, "10:00"))]
    (message,) = decide(manager(), digest, at(0, "09:30"), sends_all).messages
    assert message.form is Form.DIGEST
    assert [item.candidate.kind for item in message.items] == [Kind.PRE_1ON1, Kind.ACTION_DUE]
    assert message.items[0].rule == "N-03"


def test_6_a_note_of_the_last_two_days_silences_gap_and_debrief() -> None:
    settled = [thing(Kind.GAP_21, settled=True), talk(Kind.DEBRIEF, at(0, "09:00"), settled=True)]
    plan = decide(manager(), settled, at(0, "09:45"), sends_all)
    assert plan.messages == ()
    assert {(end.candidate.kind, end.rule) for end in plan.ends} == {
        (Kind.GAP_21, "N-08"),
        (Kind.DEBRIEF, "N-08"),
    }


def test_8_three_ignored_in_a_row_mean_four_weeks_and_the_best_hour() -> None:
    habit = Habit(streak=3, last_at=at(0, "09:30"))
    assert interval(Kind.ACTION_DUE, habit) == timedelta(days=28)
    person = manager(habits={Kind.ACTION_DUE: habit}, best_hours={Kind.ACTION_DUE: 14})
    early = decide(person, [thing()], at(14, "09:30"), sends_all)
    assert [(wait.until, wait.rule) for wait in early.waits] == [(at(28, "14:00"), "N-10")]
    assert len(decide(person, [thing()], at(28, "14:00"), sends_all).messages) == 1


def test_10_an_answer_after_three_ignored_brings_the_interval_back_in_two_steps() -> None:
    habit = answered(Habit(streak=3, last_at=at(0, "09:30")))
    assert (habit.streak, interval(Kind.ACTION_DUE, habit)) == (0, timedelta(days=14))
    assert interval(Kind.ACTION_DUE, said(habit, at(14, "09:30"))) == timedelta(days=7)


def test_12_of_nine_long_gaps_among_twelve_people_the_three_longest_are_shown_and_a_round_is_offered() -> (
    None
):
    gaps = [thing(Kind.GAP_21, key=f"gap:{days}", about_id=days, gap_days=days) for days in range(22, 31)]
    plan = decide(manager(reports=12), gaps, at(0, "09:30"), sends_all)
    (message,) = plan.messages
    assert [item.candidate.gap_days for item in message.items] == [30, 29, 28]
    assert message.plan_round
    assert {wait.rule for wait in plan.waits} == {"N-14"}
    assert len(plan.waits) == 6


def test_14_what_is_mandatory_reaches_who_stopped_everything_once_and_in_open_hours() -> None:
    person = manager(stopped=True, hours=hours())
    window = thing(Kind.APPEAL_DEADLINE, due_at=at(0, "20:00"))
    (wait,) = decide(person, [window], at(0, "20:00"), sends_all).waits
    assert (wait.until, wait.rule) == (at(1, "09:00"), "N-05")
    (message,) = decide(person, [window], at(1, "09:00"), sends_all).messages
    assert (message.form, message.items[0].rule) == (Form.MANDATORY, "N-22")
    twice = thing(Kind.APPEAL_DEADLINE, sends=2)
    assert decide(person, [twice], at(1, "09:00"), sends_all).messages == ()
