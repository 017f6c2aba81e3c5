"""A check-in on the table: the real profiles, lexicon and question bank, and short ways to play events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.features.check_ins.events import Said, Start
from bot.features.check_ins.profiles import profiles_from
from bot.features.check_ins.rules import advance
from bot.features.check_ins.states import CheckIn, Mode, Setting
from bot.features.check_ins.wording import Lexicon
from prompts import wording
from prompts.profiles import load_profiles

if TYPE_CHECKING:
    from bot.features.check_ins.events import Event

LEXICON = Lexicon.from_tables(wording.load())
PROFILES = profiles_from(load_profiles())
TODAY = date(2026, 6, 8)
"""A Monday."""


def setting(
    kind: str = "one_on_one", *, open_actions: tuple[int, ...] = (), next_talk: date | None = None
) -> Setting:
    """Return the world of a talk between 马国强 Ma Guoqiang and 陈维 Chen Wei on TODAY."""
    return Setting(
        profile=PROFILES[kind],
        lexicon=LEXICON,
        today=TODAY,
        manager_names=("马国强", "Ma Guoqiang"),
        employee_names=("陈维", "Chen Wei", "Chen", "Wei"),
        next_talk=next_talk,
        open_actions=open_actions,
    )


def begun(kind: str = "one_on_one", mode: Mode = Mode.DEBRIEF, **world: object) -> CheckIn:
    """Return a conversation at its first question."""
    return advance(CheckIn(kind=kind), Start(mode), setting(kind, **world))  # type: ignore[arg-type]


def play(check_in: CheckIn, *events: Event | str, world: Setting | None = None) -> CheckIn:
    """Return the conversation after these events; a string is something said."""
    where = world or setting(check_in.kind)
    for event in events:
        check_in = advance(check_in, Said(event) if isinstance(event, str) else event, where)
    return check_in


def at(check_in: CheckIn, **changes: object) -> CheckIn:
    """Return the conversation with some of its state set by hand."""
    return replace(check_in, **changes)  # type: ignore[arg-type]
