"""Whatever two people do, nobody's agreement survives a change of what they agreed to."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.errors import BotError
from bot.features.goals import rules, writing
from bot.features.goals.lines import Line
from bot.features.goals.refusals import GoalsNotValid, GoalsNotYours
from bot.features.goals.talks import Act, Move, Said, State, Talk

EMPLOYEE, MANAGER, NEXT_MANAGER, STRANGER = 1, 2, 3, 4
AT = datetime(2026, 1, 12, tzinfo=UTC)
CODES = ("K1", "K2")
sides = st.sampled_from(["employee", "manager"] * 5 + ["next manager", "stranger"])
codes = st.sampled_from(CODES)
weights = st.sampled_from(["10", "20"])
mostly = st.sampled_from([True, True, True, True, False])
rarely = st.sampled_from([True, False, False, False])


def line(code: str, weight: str) -> Line:
    return Line.of(code, {"title": code, "weight": weight})


class TwoPeople(RuleBasedStateMachine):
    """Random steps of the two, of a manager who comes later, and of a stranger.

    Beside the talk stand what nobody may get wrong: the wording each agreed to or confirmed, kept apart.
    """

    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk(EMPLOYEE, MANAGER, EMPLOYEE, date(2026, 1, 1), unit="EAST", tier="staff")
        self.words: dict[tuple[int, str], str] = {}
        self.signed: dict[int, tuple[str, bool]] = {}
        self.faults = 0
        self.fixed: frozenset[int] = frozenset()
        self.take(EMPLOYEE, Act.OPEN, Said(lines=(line("K1", "10"),)), checked=False)

    def take(self, by: int, act: Act, said: Said, *, checked: bool = True) -> None:
        if checked:
            rules.check(self.talk, by, act, said, faults=self.faults)
        said = writing.read(writing.written(said))
        before = self.talk
        self.talk = rules.after(before, Move(before.steps + 1, by, AT, act, said))
        if act is Act.AGREE:
            self.words[by, said.code] = said.mark
        if act is Act.CONFIRM:
            self.signed[by] = (said.mark, self.faults == 0)
        if act is Act.SHARE:
            self.words |= {(by, each.code): each.mark for each in before.lines}
        if act is Act.ACCEPT or not before.shared:
            self.lines = self.talk.lines
        if act is Act.ACCEPT:
            proposal = before.proposal(said.proposal)
            assert proposal is not None
            assert (proposal.by == EMPLOYEE) is not (by == EMPLOYEE)
            new = proposal.new.mark if proposal.new else ""
            self.words |= {(by, proposal.code): new, (proposal.by, proposal.code): new}

    def who(self, side: str) -> int:
        others = {"next manager": NEXT_MANAGER, "stranger": STRANGER}
        return others.get(side) or (EMPLOYEE if side == "employee" else self.talk.manager or MANAGER)

    def mark(self, code: str, *, fresh: bool) -> str:
        found = self.talk.line(code)
        return (found.mark if found else "") if fresh else "an older wording"

    def is_private(self) -> bool:
        return not self.talk.shared

    def is_shared(self) -> bool:
        return self.talk.shared

    def waits(self) -> bool:
        return bool(self.talk.proposals)

    @precondition(is_private)
    @rule(side=sides, code=codes, weight=weights, fresh=mostly)
    def write(self, side: str, code: str, weight: str, *, fresh: bool) -> None:
        with suppress(BotError):
            self.take(self.who(side), Act.PUT, Said(code, line(code, weight), self.mark(code, fresh=fresh)))

    @precondition(is_private)
    @rule()
    def share(self) -> None:
        with suppress(BotError):
            self.take(EMPLOYEE, Act.SHARE, Said())

    @precondition(is_shared)
    @rule(side=sides, code=codes, weight=weights, fresh=mostly, gone=rarely)
    def propose(self, side: str, code: str, weight: str, *, fresh: bool, gone: bool) -> None:
        said = Said(code, None if gone else line(code, weight), self.mark(code, fresh=fresh), words="because")
        with suppress(BotError):
            self.take(self.who(side), Act.PROPOSE, said)

    @precondition(waits)
    @rule(
        side=sides,
        act=st.sampled_from([Act.ACCEPT, Act.ACCEPT, *sorted(rules.ANSWERS)]),
        at=st.integers(0, 3),
    )
    def answer(self, side: str, act: Act, at: int) -> None:
        waiting = self.talk.proposals
        with suppress(BotError):
            self.take(self.who(side), act, Said(proposal=waiting[at % len(waiting)].number))

    @precondition(is_shared)
    @rule(side=sides, code=codes, fresh=mostly)
    def agree(self, side: str, code: str, *, fresh: bool) -> None:
        with suppress(BotError):
            self.take(self.who(side), Act.AGREE, Said(code, mark=self.mark(code, fresh=fresh)))

    @precondition(is_shared)
    @rule(side=sides, fresh=mostly, faults=st.sampled_from([0, 0, 0, 2]))
    def confirm(self, side: str, faults: int, *, fresh: bool) -> None:
        self.faults = faults
        with suppress(BotError):
            self.take(self.who(side), Act.CONFIRM, Said(mark=self.talk.mark if fresh else "an older wording"))
            if self.talk.complete:
                self.fixed = self.talk.both
        with suppress(BotError):
            self.take(self.who(side), Act.FIX, Said())

    @precondition(is_shared)
    @rule(now=rarely)
    def another_manages_the_employee(self, *, now: bool) -> None:
        if now:
            self.talk = replace(self.talk, manager=NEXT_MANAGER)

    @invariant()
    def nobody_agrees_with_other_words_than_they_saw(self) -> None:
        for code, who in self.talk.agreed.items():
            found = self.talk.line(code)
            assert found is not None
            assert {self.words[each, code] for each in who} <= {found.mark}

    @invariant()
    def what_counts_was_confirmed_by_both_in_the_same_words_and_without_a_fault(self) -> None:
        assert all(self.signed[each][0] == self.talk.mark for each in self.talk.confirmed)
        assert (self.talk.state is State.AGREED) is bool(self.fixed)
        if self.fixed:
            assert self.fixed <= self.talk.confirmed
            assert not self.talk.proposals
            assert all(self.signed[each] == (self.talk.mark, True) for each in self.fixed)

    @invariant()
    def one_side_alone_changes_nothing_both_have_seen(self) -> None:
        if self.talk.shared:
            assert self.lines == self.talk.lines

    @invariant()
    def a_stranger_has_no_part_in_it(self) -> None:
        assert STRANGER not in self.talk.confirmed
        assert all(STRANGER not in who for who in self.talk.agreed.values())


def test_no_agreement_survives_a_change_of_what_was_agreed_to() -> None:
    run_state_machine_as_test(
        TwoPeople, settings=settings(max_examples=100, stateful_step_count=30, deadline=None)
    )


def shared() -> Talk:
    talk = Talk(EMPLOYEE, MANAGER, MANAGER, date(2026, 1, 1))
    opened = rules.after(
        talk, Move(1, MANAGER, AT, Act.OPEN, Said(lines=(line("K1", "10"), line("K2", "90"))))
    )
    return rules.after(opened, Move(2, MANAGER, AT, Act.SHARE, Said()))


def test_what_both_confirmed_stays_agreed_whoever_manages_the_employee_later() -> None:
    talk = shared()
    for number, who in ((3, MANAGER), (4, EMPLOYEE)):
        said = Said(mark=talk.mark)
        rules.check(talk, who, Act.CONFIRM, said)
        talk = rules.after(talk, Move(number, who, AT, Act.CONFIRM, said))
    talk = rules.after(talk, Move(5, EMPLOYEE, AT, Act.FIX, Said()))
    assert replace(talk, manager=NEXT_MANAGER).state is State.AGREED


def test_a_sheet_that_breaks_a_rule_cannot_be_confirmed() -> None:
    talk = shared()
    with pytest.raises(GoalsNotValid):
        rules.check(talk, EMPLOYEE, Act.CONFIRM, Said(mark=talk.mark), faults=1)


def test_somebody_whom_nobody_manages_has_nobody_to_agree_with() -> None:
    talk = replace(shared(), manager=None)
    confirmed = rules.after(talk, Move(3, EMPLOYEE, AT, Act.CONFIRM, Said(mark=talk.mark)))
    assert confirmed.state is State.HALF
    with pytest.raises(GoalsNotYours):
        rules.check(confirmed, MANAGER, Act.CONFIRM, Said(mark=talk.mark))
