"""Why something is not done to a cycle."""

from __future__ import annotations

from bot.errors import BotError


class CycleNotFound(BotError):
    """A cycle was named that is not there. Variables: `cycle`, `known`."""


class PhaseNotFound(BotError):
    """A phase was named that the cycle does not have. Variable: `phase`."""


class CycleNotPlanned(BotError):
    """Something is to be done to a cycle whose phases were never planned. Variable: `cycle`."""


class PhaseHeld(BotError):
    """A phase cannot open: what it waits for is not done enough. Variables: `phase`, `waits`, `percent`, `waivable`."""


class PhaseAlreadyOpen(BotError):
    """A phase is to be opened that is open, or is over. Variable: `phase`."""

    outdated = True


class PhaseIsOver(BotError):
    """A phase is to be extended whose last day has passed. Variable: `phase`."""


class NotALaterDay(BotError):
    """A phase is to be extended to a day that is no working day after its last one. Variable: `closes`."""


class NothingToWaive(BotError):
    """A waiver for a phase that waits for nothing a waiver could stand in for. Variable: `phase`."""


class NothingToSign(BotError):
    """A phase is signed whose end is measured, or that is signed already. Variable: `phase`."""


class ReasonMissing(BotError):
    """An extension or a waiver without a reason."""


class CycleUnderWay(BotError):
    """A cycle is to be planned anew although a phase was opened. Variable: `cycle`."""


class UnitNotFound(BotError):
    """A unit was named that is not there. Variable: `unit`."""


class NoCycleDays(BotError):
    """A cycle is planned to end before it begins, or is too short for its middle."""


class PlannedNotFound(BotError):
    """An announcement was named that the cycle does not call for. Variable: `name`."""


class NotToPlan(BotError):
    """A planned announcement is past what is to be done with it: let go, sent, or automatic. Variable: `name`."""


class RecordsMissing(BotError):
    """A cycle is to close although people lack a record of mid-review or interview. Variables: `count`, `units`."""


class NothingLacking(BotError):
    """A waiver of records for a unit in which nobody lacks any, or that has one. Variable: `unit`."""


class LaunchBlocked(BotError):
    """The first phase is to open although the launch checklist blocks it. Variable: `count`."""
