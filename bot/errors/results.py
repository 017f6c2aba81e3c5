"""What can go wrong with results, the figures behind them, and appeals."""

from __future__ import annotations

from bot.errors.said import BotError


class ScoreNotYours(BotError):
    """Somebody's result is not shown to this reader, whether there is one or not (PM-6.4)."""


class NothingReleased(BotError):
    """There is no released result to explain, and no provisional figures either."""


class LineNotFound(BotError):
    """The goal sheet has no line with this code."""


class ValueNotUnderstood(BotError):
    """A supposed value of a line is not a number, or its line is not measured by one."""


class CompareOwnOnly(BotError):
    """Somebody asked to compare another person's cycles; only one's own are compared."""


class CorrectionRefused(BotError):
    """A corrected value that the line cannot have, or none where the source has delivered nothing new. `field`."""


class OtherLinesOpen(BotError):
    """A result cannot be computed while people have to decide about other figures of it. Variable: `lines`."""


class AlreadyQuestioned(BotError):
    """A figure about which a question of the same person is under way. Variable: `code`."""

    outdated = True


class QuestionOwnOnly(BotError):
    """Somebody questions a figure of another person's result; only one's own are questioned."""


class NobodyToAsk(BotError):
    """A figure nobody owns, in a company without HR."""


class QuestionIsGone(BotError):
    """A question about a figure that is not kept any more, or that this reader may not see."""

    outdated = True


class NoSuchCycle(BotError):
    """A cycle was named that there is not."""


class AppealNotOpen(BotError):
    """An appeal was filed after its last day, of which its person had been told. Variable: `day`."""


class AppealIsOver(BotError):
    """An appeal that has moved on, or never was, or that this reader may not see."""

    outdated = True


class AppealUnderWay(BotError):
    """A second appeal against a result that is under appeal already."""


class PanelNotFree(BotError):
    """Somebody was named for a panel who was involved before, stands in it twice, or is not here. `person`."""


class PanelTooSmall(BotError):
    """Fewer than three people were not involved before."""


class AppealNeverLowers(BotError):
    """A decision about an appeal that would lower a result, or raise it by more than may be. Variable: `limit`."""
