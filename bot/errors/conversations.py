"""What can go wrong in a check-in, with a note, and with what was promised."""

from __future__ import annotations

from bot.errors.said import BotError


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

    outdated = True


class AlreadyClosed(BotError):
    """The conversation this button belongs to has ended."""

    outdated = True


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

    outdated = True


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
