"""What can go wrong with a question about the rules, and with the rule book."""

from __future__ import annotations

from bot.errors.said import BotError


class PartMissing(BotError):
    """A summary was approved that lacks what a whole note needs. Variable: `part` (focus, voice or commit)."""


class NoQuestionFound(BotError):
    """A question without words to look up: nothing, an emoji, thanks."""


class QuestionTooLong(BotError):
    """A question longer than we look up. Variables: `length`, `limit`."""


class QuestionNotFound(BotError):
    """A question that is not kept any more, or never was."""


class NotYourQuestion(BotError):
    """Somebody pressed a button of an answer to another's question."""


class AlreadySentToHr(BotError):
    """A question that lies with HR already."""

    outdated = True


class AlreadyAnswered(BotError):
    """A question to HR that somebody has answered. Variable: `person`."""

    outdated = True


class DraftIsGone(BotError):
    """A draft of an FAQ entry that was published or dropped already, or whose author was erased."""

    outdated = True


class NamesSomebody(BotError):
    """The wording of an FAQ entry, which everybody may read, names the one who asked. Variable: `field`."""


class AnswerMissing(BotError):
    """An answer, or the wording of an FAQ entry, without words. Variable: `field`."""


class RulesAreHrs(BotError):
    """A file was sent, or a rule was to be changed, by somebody who does not keep the rule book."""


class FileTooLarge(BotError):
    """A file is larger than we read. Variable: `limit` (megabytes)."""


class FileNotFetched(BotError):
    """Slack did not give us a file's bytes."""


class DraftIsOver(BotError):
    """A draft was published or discarded already, or never was."""

    outdated = True


class DayIsBackwards(BotError):
    """A change of a rule would apply to days that had another rule (PM-1.4)."""


class VersionIsTaken(BotError):
    """Other words are published under the draft's version."""


class NothingToWithdraw(BotError):
    """A version is withdrawn already, or never was published."""


class RulesNotFound(BotError):
    """A document that has no version in force, or not for this reader."""


class ClausesNotMarked(BotError):
    """Two clauses that are to be marked as contradicting each other are the same, or marked already."""


class RulesNotKept(BotError):
    """The rules a result was computed by are not stored, so it cannot be computed again."""
