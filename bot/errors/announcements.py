"""What can go wrong with an announcement."""

from __future__ import annotations

from bot.errors.said import BotError


class AnnouncementsAreHrs(BotError):
    """Somebody who is not in HR wanted to announce something."""


class AnnouncementIsOver(BotError):
    """The announcement has moved on: it went out, was stopped or discarded, or waits for a second person."""

    outdated = True


class AnnouncementNotReady(BotError):
    """Something has to be put right before it goes out. Variable: `count`."""


class NobodyToReach(BotError):
    """Nobody is left whom an announcement could go to, or it has no place to go to."""


class NobodyToApprove(BotError):
    """It goes to so many that a second person of HR has to agree, and there is none who may."""


class ChannelIsForEverybody(BotError):
    """A channel is read by people the sender does not serve."""


class AddressesNotKnown(BotError):
    """Some of the typed addresses are nobody's. Variables: `count`, `first`."""


class DayIsPast(BotError):
    """The day an announcement should go out is over."""


class NothingToCorrect(BotError):
    """The corrected words are those that went out."""
