"""Which of the readings of one line counts, where sources deliver again, wait for a second person, or disagree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.features.scores.figures import Missing


class Standing(StrEnum):
    """How things stand with a line."""

    NOTHING = "nothing"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    """All there is was entered by hand, and no second person has approved it."""
    DISAGREES = "disagrees"
    """Sources say different things, and the metric's owner has not decided."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading. `value` is what it says, of a type with equality; `waits` for a second person.

    `chosen` is the number of the decision by which it was chosen, None without one; `chosen_upto` the newest
    reading that was there then.
    """

    number: int
    source: str
    captured_at: datetime
    value: object
    supersedes: int | None = None
    waits: bool = False
    chosen: int | None = None
    chosen_upto: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What counts: the `number` of a reading, or none yet.

    `rivals` are the readings to decide between, `waiting` those that wait for a second person, whatever counts now.
    """

    standing: Standing
    number: int | None = None
    rivals: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()


def settle(candidates: Sequence[Candidate]) -> Settled:
    """Return which reading counts.

    Of one source the newest does, and what another names as its correction does not. What waits for a second
    person replaces nothing yet. That something is missing is said only while no source has a figure.
    """
    ready = [each for each in candidates if not each.waits]
    corrected = {each.supersedes for each in ready}
    newest: dict[str, Candidate] = {}
    for each in sorted(ready, key=lambda found: (found.captured_at, found.number)):
        if each.number not in corrected:
            newest[each.source] = each
    with_figure = [each for each in newest.values() if not isinstance(each.value, Missing)]
    live = with_figure or list(newest.values())
    waiting = tuple(each.number for each in candidates if each.waits)
    if not live:
        return Settled(Standing.WAITING if waiting else Standing.NOTHING, waiting=waiting)
    if with_figure and any(each.value != live[0].value for each in live):
        return replace(_decided(live), waiting=waiting)
    if not with_figure and waiting:
        return Settled(Standing.WAITING, live[0].number, waiting=waiting)
    return Settled(Standing.ACCEPTED, live[0].number, waiting=waiting)


def _decided(live: Sequence[Candidate]) -> Settled:
    chosen = max((each for each in live if each.chosen is not None), key=_turn, default=None)
    if chosen is not None and chosen.chosen_upto >= max(each.number for each in live):
        return Settled(Standing.ACCEPTED, chosen.number)
    return Settled(Standing.DISAGREES, rivals=tuple(sorted(each.number for each in live)))


def _turn(candidate: Candidate) -> int:
    return candidate.chosen or 0
