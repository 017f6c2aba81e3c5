"""The demo company's upper goals, and two drafts of people's own goals in the middle of being talked over."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.features.goals.lines import Line
from bot.features.goals.opening import Opening
from bot.features.goals.pairs import Pairs
from bot.features.goals.service import Goals
from bot.files.unit_goals import import_unit_goals
from bot.intake.files import parsed
from bot.intake.goal_desk import GoalDesk
from storage import people, samples

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock

FOLDER = "storage.samples.goals"


class _Nobody:
    """Tells nobody: the demo begins in the middle of things."""

    def post(self, *_: object, **__: object) -> bool:
        """Say that a message was put."""
        return True

    def update(self, *_: object, **__: object) -> bool:
        """Say that a message was changed."""
        return True

    def adopt(self, *_: object, **__: object) -> bool:
        """Say that a message which stands in Slack was kept."""
        return True


def load(session: Session, clock: Clock) -> None:
    """Enter the upper goals, and the drafts with what was said to them. Done once: a second time changes nothing."""
    import_unit_goals(session, _bytes("unit_goals.csv"), now=clock.now())
    desk = GoalDesk(Path())
    pairs = Pairs(clock, ZoneInfo(samples.company().timezone), desk)
    opening, goals = Opening(pairs, _Nobody()), Goals(pairs, _Nobody())
    for talk in parsed(_bytes("talks.yaml").decode()):
        sheet = desk.read("draft.yaml", _bytes(f"drafts/{talk['draft']}.yaml"))[0]
        employee, by = _person(session, sheet.employee), _person(session, talk["by"])
        if pairs.known(session, by, employee, sheet.cycle) is not None:
            continue
        opening.bring(session, by, [sheet], employee, f"demo:{talk['draft']}")
        found = pairs.known(session, by, employee, sheet.cycle)
        if found is None:
            continue
        draft = found[0].id
        goals.share(session, by, draft)
        for said in talk["then"]:
            _say(session, pairs, goals, draft, said)


def _say(session: Session, pairs: Pairs, goals: Goals, draft: str, said: dict[str, Any]) -> None:
    by = _person(session, said["by"])
    _, talk = pairs.draft(session, by, draft)
    code = said.get("agree") or said.get("propose") or said.get("comment") or ""
    line = talk.line(code)
    if line is None:
        return
    if "agree" in said:
        goals.agree(session, by, draft, code, line.mark)
    elif "comment" in said:
        goals.comment(session, by, draft, code, said["words"])
    else:
        changed = replace(
            line, fields=Line.of(code, {**dict(line.fields), said["field"]: said["value"]}).fields
        )
        goals.put(session, by, draft, changed, line.mark, said["reason"])


def _person(session: Session, email: str) -> int:
    person = people.by_email(session, email)
    return person.key if person is not None else 0


def _bytes(name: str) -> bytes:
    return (files(FOLDER) / name).read_bytes()
