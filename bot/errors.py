"""What can go wrong on the way to a person, and how it is said to them.

A `BotError` names a sentence in the message catalogs: `error-` and the class name in kebab case. Its fields
are that sentence's variables. The class docstring says, for us, when it is raised.
"""

from __future__ import annotations

import re
from typing import ClassVar


class BotError(Exception):
    """Something the person can be told in one sentence, with what to do next."""

    _word: ClassVar[re.Pattern[str]] = re.compile(r"(?<!^)(?=[A-Z])")

    def __init__(self, **variables: object) -> None:
        super().__init__(type(self).__name__)
        self.variables = variables

    @classmethod
    def message_key(cls) -> str:
        """Return the catalog key of the sentence that says this error."""
        return "error-" + cls._word.sub("-", cls.__name__).lower()


class NotAllowed(BotError):
    """The actor may not do this to this subject (`access.can` said no)."""


class UnknownPerson(BotError):
    """A Slack user we have no person for. Variable: `contact`."""


class NotYourReport(BotError):
    """A check-in was asked for with somebody who does not report to the actor. Variable: `name`."""


class NoReports(BotError):
    """A check-in was asked for by somebody without direct reports."""


class PersonHasLeft(BotError):
    """The other person has left the company or their account is deactivated. Variable: `name`."""


class CheckInWithYourself(BotError):
    """A manager named themselves."""


class NobodyByThatName(BotError):
    """No direct report matches what was typed. Variable: `name`."""


class SeveralByThatName(BotError):
    """More than one direct report matches. Variables: `name`, `matches`."""


class StepIsOver(BotError):
    """A button of an earlier step was pressed; the conversation has moved on."""


class AlreadyClosed(BotError):
    """The conversation this button belongs to has ended."""


class TextTooLong(BotError):
    """An answer is longer than its slot. Variables: `length`, `limit`."""


class NoTextFound(BotError):
    """A message without words (a file, an empty string)."""


class NoteNotFound(BotError):
    """The note does not exist, or the actor may not know that it does."""


class ReceiptNotReady(BotError):
    """A receipt was asked for before the log's sequencer had come round: some seconds."""


class NothingChanged(BotError):
    """A correction that changes nothing."""


class SentenceNotInNote(BotError):
    """A dispute names words that do not stand in the shared note."""


class NoteMovedOn(BotError):
    """The note has a newer version than the one this button or form was about."""


class WordsGone(BotError):
    """Every word of the note was let go or erased: nothing can be answered to it, or changed in it, any more."""


class ClauseNotFound(BotError):
    """A clause id that no version in force has. Variable: `clause`."""


class SomethingBroke(BotError):
    """Anything unforeseen. The person is told what is safe; the log has the traceback without their words."""


class TooSlow(BotError):
    """Slack's three seconds for opening a form ran out."""


class FilesNotTaken(BotError):
    """Slack did not take the files that were asked for."""


class ButtonsPlease(BotError):
    """Words were typed at a step that is answered with a tap."""


class PromiseNotFound(BotError):
    """The promised step does not exist, or the actor may not know that it does."""


class BeyondACheckIn(BotError):
    """Words that need a human now (harm, harassment, an injury, a claim, health), outside a check-in."""


class ConversationClosedToUs(BotError):
    """A message is to be saved from a conversation the app is not in."""


class MessageTooLong(BotError):
    """A message to be saved is longer than a form can carry. Variable: `limit`."""


class OwnMessage(BotError):
    """A message of ours is to be saved; what it says is on record where it came from."""


class DayHasPassed(BotError):
    """A step is to be moved to a day before today."""


class NoNotesWith(BotError):
    """Notes with somebody were asked for, and there is nobody of that name among the reader's notes."""


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


class AlreadyAnswered(BotError):
    """A question to HR that somebody has answered. Variable: `person`."""


class DraftIsGone(BotError):
    """A draft of an FAQ entry that was published or dropped already, or whose author was erased."""


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


class ScoreNotYours(BotError):
    """Somebody's result is not shown to this reader, whether there is one or not (PM-6.4)."""


class NothingReleased(BotError):
    """There is no released result to explain, and no provisional figures either."""


class LineNotFound(BotError):
    """The goal sheet has no line with this code."""


class ValueNotUnderstood(BotError):
    """A supposed value of a line is not a number, or its line is not measured by one."""


class RulesNotKept(BotError):
    """The rules a result was computed by are not stored, so it cannot be computed again."""


class CompareOwnOnly(BotError):
    """Somebody asked to compare another person's cycles; only one's own are compared."""
