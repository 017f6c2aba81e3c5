"""Why something about a pilot's question is not shown, or not kept."""

from __future__ import annotations

from bot.errors import BotError


class NoSurveyYet(BotError):
    """The digest of a fortnight is wanted in which nobody was asked."""


class BeyondASurvey(BotError):
    """What somebody wrote needs a human now (harm, harassment, an injury, health). Variable: `person`, the contact."""
