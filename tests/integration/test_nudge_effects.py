"""The effect report from stored decisions: the worked example, what is not told of few, and when a kind stops."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from bot.clock import SystemClock
from bot.commands import nudges as nudge_commands
from bot.commands.door import Door
from bot.errors import NotAllowed
from bot.features.nudges import effect_blocks
from bot.features.nudges.effect import Verdict
from bot.features.nudges.effects import Effects
from bot.features.nudges.guardrails import Guardrail, breached
from bot.features.nudges.kinds import Form, Kind
from bot.settings import Settings
from prompts.catalog import Catalog
from storage import nudge_habits
from storage.nudge_decisions import ARM_SENT, ARM_WITHHELD, NudgeDecision
from storage.people import Person
from storage.records import Note, NoteBlock

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from bot.features.nudges.effect_report import EffectReport, KindReport
    from storage.database import Database
    from tests.clock import MovableClock

ADMIN, PARTNER, MANAGERS = 1, 2, tuple(range(3, 43))
LONG_AGO = timedelta(days=40)
CATALOG = Catalog.load()
WORKED = {ARM_SENT: (247, 412), ARM_WITHHELD: (49, 103)}
"""The worked example of the domain's page: so many acts of so many decisions."""


@pytest.fixture
def now(database: Database, clock: MovableClock) -> datetime:
    """Store forty managers, an HR partner and HR's administrator; return the moment it is."""
    with database.transaction() as session:
        for number in (ADMIN, PARTNER, *MANAGERS):
            role = {ADMIN: "hr_admin", PARTNER: "hr"}.get(number, "employee")
            session.add(_person(number, role))
    return clock.now()


@pytest.fixture
def effects(clock: MovableClock) -> Effects:
    """Give what puts the report together."""
    return Effects(clock, ZoneInfo("Asia/Shanghai"))


def _person(number: int, role: str) -> Person:
    return Person(
        id=number, email=f"{number}@x.example", name=f"P{number}", role=role, start_date=date(2020, 1, 1)
    )


def decide(  # noqa: PLR0913 - a decision is made of this
    session: Session,
    at: datetime,
    counts: dict[str, tuple[int, int]],
    *,
    kind: Kind = Kind.GAP_21,
    managers: tuple[int, ...] = MANAGERS,
    not_needed: int = 0,
) -> None:
    """Store so many decisions in each arm, dealt out to the managers in turn, so many of them acted upon."""
    rows = []
    for arm, (acts, decisions) in counts.items():
        for number in range(decisions):
            key = f"{at:%m%d%H}:{kind}:{arm}:{number}"
            rows.append(
                NudgeDecision(
                    key=key,
                    candidate_key=key,
                    recipient_id=managers[number % len(managers)],
                    kind=kind.value,
                    day=at.date(),
                    hour=9,
                    arm=arm,
                    rule="N-04",
                    form=Form.DIGEST.value,
                    message_key=key if arm == ARM_SENT else "",
                    decided_at=at,
                    outcome="not_needed" if arm == ARM_SENT and number < not_needed else None,
                    acted=number < acts,
                )
            )
    session.add_all(rows)


def only(report: EffectReport) -> KindReport:
    """Return the one kind there is."""
    (found,) = report.kinds
    return found


def test_the_worked_example_comes_out_of_the_database(
    database: Database, now: datetime, effects: Effects
) -> None:
    with database.transaction() as session:
        decide(session, now - LONG_AGO, WORKED)
    with database.snapshot() as session:
        found = only(effects.for_reader(session, PARTNER))
    assert found.effect is not None
    assert (found.effect.arms.sent.acts, found.effect.arms.withheld.decisions) == (247, 103)
    assert f"{found.effect.arms.difference * 100:.2f}" == "12.38"
    assert found.effect.managers == 40
    assert found.effect.verdict is Verdict.PROMISING
    assert f"{found.acts_per_100:.2f}" == "12.38"
    assert found.minutes == 247
    drawn = str(effect_blocks.window(_report(database, effects), CATALOG, "en"))
    assert "59.95% of those reminded acted, 47.57% of the others: +12.38 pp" in drawn
    assert "promising, not proven" in drawn
    zh = str(effect_blocks.window(_report(database, effects), CATALOG, "zh-CN"))
    assert "有希望，尚未证实" in zh


def test_a_few_managers_are_not_told_about(database: Database, now: datetime, effects: Effects) -> None:
    with database.transaction() as session:
        decide(session, now - LONG_AGO, WORKED, managers=MANAGERS[:4])
    report = _report(database, effects)
    assert only(report).effect is None
    drawn = str(effect_blocks.window(report, CATALOG, "en"))
    assert "too few decisions" in drawn
    assert "247" not in drawn
    assert effect_blocks.ranges(report, CATALOG, "en") == []


def test_only_hr_may_read_it(database: Database, now: datetime, effects: Effects) -> None:
    assert now
    with database.snapshot() as session:
        assert effects.for_reader(session, ADMIN).kinds == ()
        with pytest.raises(NotAllowed):
            effects.for_reader(session, MANAGERS[0])


def test_mutes_and_refusals_for_two_weeks_stop_a_kind(
    database: Database, now: datetime, effects: Effects
) -> None:
    with database.transaction() as session:
        for days in (10, 3):
            decide(session, now - timedelta(days=days), {ARM_SENT: (10, 40)}, not_needed=5)
        for manager in MANAGERS[:3]:
            habit = nudge_habits.habit(session, manager, Kind.GAP_21.value)
            habit.muted_until = now + timedelta(days=28) - timedelta(days=9)
            session.add(habit)
    report = _report(database, effects)
    found = only(report)
    assert breached(found.guardrails) == [Guardrail.MUTES, Guardrail.NEGATIVE]
    assert found.stops
    assert "more than 5 % muted it" in effect_blocks.stops(found, CATALOG, "en")
    assert found.mutes == 3


def test_one_bad_week_stops_nothing(database: Database, now: datetime, effects: Effects) -> None:
    with database.transaction() as session:
        decide(session, now - timedelta(days=10), {ARM_SENT: (10, 40)}, not_needed=2)
        decide(session, now - timedelta(days=3), {ARM_SENT: (10, 40)}, not_needed=20)
    assert not only(_report(database, effects)).stops


def test_too_many_messages_to_one_manager_are_seen(
    database: Database, now: datetime, effects: Effects
) -> None:
    with database.transaction() as session:
        for days in (10, 3):
            decide(session, now - timedelta(days=days), {ARM_SENT: (0, 9)}, managers=MANAGERS[:1])
    report = _report(database, effects)
    assert breached(report.together) == [Guardrail.ALL_MESSAGES], "a mean over one manager is not told"


def test_the_command_tells_and_draws(database: Database, now: datetime, tmp_path: Path) -> None:
    assert now
    with database.transaction() as session:
        decide(session, SystemClock().now() - LONG_AGO, WORKED)
        decide(session, SystemClock().now() - LONG_AGO, WORKED, kind=Kind.DEBRIEF)
    commands = typer.Typer()
    settings = Settings(_env_file=None, data=tmp_path)  # type: ignore[call-arg]
    errors = Console(stderr=True, width=200)

    def failure(sentence: str, code: int = 1) -> typer.Exit:
        errors.print(sentence)
        return typer.Exit(code)

    door = Door(lambda: settings, lambda _: database, failure, Console(width=220))
    nudge_commands.register(commands, door)
    picture = tmp_path / "effect.png"
    runner = CliRunner()
    refused = runner.invoke(commands, ["effect", "--kind", "clicks"])
    assert refused.exit_code == 2
    told = runner.invoke(
        commands, ["effect", "--kind", "gap_21", "--language", "zh", "--picture", str(picture)]
    )
    assert told.exit_code == 0, told.output
    assert "三周没有谈话" in told.stdout
    assert "247/412 = 59.95%" in told.stdout
    assert "一对一之后的小结" not in told.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def _report(database: Database, effects: Effects) -> EffectReport:
    with database.snapshot() as session:
        return effects.for_reader(session, ADMIN)


def test_minutes_and_mutes_are_per_hundred_messages(
    database: Database, now: datetime, effects: Effects
) -> None:
    with database.transaction() as session:
        decide(session, now - timedelta(days=20), WORKED)
        habit = nudge_habits.habit(session, MANAGERS[0], Kind.GAP_21.value)
        habit.muted_until = now + timedelta(days=20)
        session.add(habit)
    found = only(_report(database, effects))
    assert found.mutes_per_100 == Decimal(100) / 412


def wrap_up(
    session: Session, at: datetime, counts: dict[str, tuple[int, int]], *, about: int = PARTNER
) -> None:
    """Store a decided wrap-up and the note that followed for each of so many, so many of them with an example."""
    for arm, (examples, notes) in counts.items():
        for number in range(notes):
            manager, key = MANAGERS[number % len(MANAGERS)], f"{at:%m%d}:{arm}:{number}"
            session.add(
                NudgeDecision(
                    key=key, candidate_key=key, recipient_id=manager, about_id=about, kind=Kind.DEBRIEF.value,
                    day=at.date(), hour=15, arm=arm, rule="N-07", form=Form.EVENT.value, decided_at=at,
                    message_key=key if arm == ARM_SENT else "", acted=True,
                )
            )  # fmt: skip
            note = Note(
                id=uuid4().hex, kind="one_on_one", mode="debrief", manager_id=manager, employee_id=about,
                met_on=at.date(), created_at=at + timedelta(minutes=number + 1),
            )  # fmt: skip
            session.add(note)
            session.flush()
            if number < examples:
                session.add(
                    NoteBlock(
                        note_id=note.id, version=1, name="evidence", position=1, visibility="shared", text=b"sealed"
                    )
                )  # fmt: skip


@pytest.mark.both_engines
def test_notes_asked_for_are_compared_with_those_that_came_by_themselves(
    database: Database, now: datetime, effects: Effects
) -> None:
    """3.5: thirty of forty with an example after a reminder, nine of ten without; in two weeks running it stops."""
    # Each manager's first decision and note, a fortnight apart from the next, so that each note has its own.
    for back in (13, 6):
        with database.transaction() as session:
            at = now - timedelta(days=back)
            for arm, counts, about in ((ARM_SENT, (30, 40), PARTNER), (ARM_WITHHELD, (9, 10), ADMIN)):
                wrap_up(session, at, {arm: counts}, about=about)
    report = _report(database, effects)
    found = only(report)
    assert found.evidence is not None
    assert (found.evidence.arms.sent.acts, found.evidence.arms.sent.decisions) == (60, 80)
    assert (found.evidence.arms.withheld.acts, found.evidence.arms.withheld.decisions) == (18, 20)
    watched = next(each for each in found.guardrails if each.guardrail is Guardrail.EVIDENCE)
    assert watched.weeks == (Decimal("0.15"), Decimal("0.15"))
    assert breached(found.guardrails) == [Guardrail.EVIDENCE]
    for locale, said, limit in (
        ("en", "75.00% after a reminder, 90.00% without one; -15.00 pp", "less evidence in debriefs"),
        ("zh-CN", "提醒之后 75.00%，未提醒 90.00%", "复盘里的依据变少"),
    ):
        drawn = str(effect_blocks.window(report, CATALOG, locale))
        assert said in drawn
        assert limit in drawn


def test_the_notes_of_a_few_are_not_told_about(database: Database, now: datetime, effects: Effects) -> None:
    with database.transaction() as session:
        wrap_up(session, now - timedelta(days=6), {ARM_SENT: (3, 6)})
        wrap_up(session, now - timedelta(days=6), {ARM_WITHHELD: (1, 4)}, about=ADMIN)
    found = only(_report(database, effects))
    watched = next(each for each in found.guardrails if each.guardrail is Guardrail.EVIDENCE)
    assert (found.evidence, watched.weeks) == (None, (None, None))
