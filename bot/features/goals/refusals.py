"""What can stand in the way of a step with goals, said to the person who takes it."""

from __future__ import annotations

from bot.errors import BotError


class GoalsNotYours(BotError):
    """Goals of somebody who neither is the actor nor reports to them, whether there are any or not."""


class GoalsMovedOn(BotError):
    """The line or the proposal a button was about is not as it was when the button was drawn."""

    outdated = True


class GoalsAreFixed(BotError):
    """A step with a draft that both have confirmed, or that was set aside."""


class GoalsNotShared(BotError):
    """A step of two people with a draft only one of them has seen."""


class GoalsAlreadyOpen(BotError):
    """A draft is to be begun while the two are talking over another one, or the actor's own waits."""

    outdated = True


class OwnProposal(BotError):
    """Somebody answers their own proposal."""


class GoalsEmpty(BotError):
    """A draft without a line is to be shared."""


class TooManyGoals(BotError):
    """A draft is to get more lines than a window shows. Variable: `limit`."""


class GoalsNotValid(BotError):
    """A sheet is to be confirmed that breaks a rule. Variable: `count`, how many rules."""


class GoalPointsOpen(BotError):
    """A sheet is to be confirmed while proposals wait for an answer. Variable: `count`."""


class GoalReasonMissing(BotError):
    """A proposal or a change without a reason. Variable: `field`, the form's."""


class GoalUnchanged(BotError):
    """A proposal that changes nothing. Variable: `field`, the form's."""


class TooLateToChange(BotError):
    """Agreed goals are to be changed in the last 30 days without a decision of the company (PM-2.5).

    Variable: `field`, the form's.
    """


class DayOutsideCycle(BotError):
    """A change is to count from a day outside its cycle. Variable: `field`, the form's."""


class NoGoalCycle(BotError):
    """There is no cycle to set goals for."""


class GoalFieldUnreadable(BotError):
    """What was typed as a target does not fit its kind. Variables: `field`, the form's, and `kind`."""


class WeightUnreadable(BotError):
    """What was typed as a weight is no number. Variable: `field`, the form's."""


class GoalFileNotRead(BotError):
    """A file that is no goal sheet we can read. Variables: `line` (0: unknown) and `column`."""


class UnitGoalsNotYours(BotError):
    """A unit's goals are to be changed by somebody who neither heads it nor serves it as HR."""


class UnknownUpperGoal(BotError):
    """A goal is to serve one that does not exist in its cycle, or itself. Variable: `field`, the form's."""
