"""What can go wrong with the rhythm of talks and with calendars."""

from __future__ import annotations

from bot.errors.said import BotError


class CadenceNotUnderstood(BotError):
    """A field of the form for a pair's cadence is not what it must be. Variable: `field`."""


class TalkOutOfTurn(BotError):
    """A talk is moved into the past, or behind the one after it. Variable: `field`."""


class CalendarAddressNotUnderstood(BotError):
    """What was pasted is no address of a calendar. Variable: `field`."""


class CalendarsAreManagers(BotError):
    """A calendar was sent by somebody nobody reports to."""
