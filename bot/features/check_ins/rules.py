"""The check-in's state machine (domain 1.3): one machine, a profile per kind.

`advance` takes the conversation as it stands and one event and returns the conversation after it. It is pure:
what was stored, who may do this and what is said in which language is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import AlreadyClosed, ButtonsPlease, PartMissing, StepIsOver
from bot.features.check_ins.answers import answer, interruption, onward, tap
from bot.features.check_ins.events import (
    Approve,
    Back,
    Edit,
    Event,
    Finish,
    Later,
    NotNeeded,
    OpenPoint,
    Pause,
    Promised,
    Recall,
    Resume,
    Said,
    Share,
    Start,
    Stop,
    Tap,
    TimePassed,
)
from bot.features.check_ins.path import close_early, finish, first_step, missing_of, undo
from bot.features.check_ins.states import ASKING, TALKING, CheckIn, Mode, Notice, Promise, Step

if TYPE_CHECKING:
    from bot.features.check_ins.states import Setting

SNOOZES_MAX = 2
"""A second snooze of the same invitation is the last (N-09)."""
ACTIVE_SECONDS_MAX = 300
"""Five minutes of the manager's time (domain 1.3, rule 2)."""
PARK_AFTER = timedelta(minutes=15)
PARKED_FOR = timedelta(hours=48)
RECENT_FOR = timedelta(hours=48)
"""A note this young is added to sooner than a second one begun (rule 7), and spares a prompt (N-08)."""
WAKES_BY_WORDS = timedelta(hours=2)
"""So long after it fell quiet a talk still takes what is typed as its answer; later it asks to be resumed."""
SNOOZE_FOR = timedelta(hours=2)
INVITE_WORKING_DAYS = 2


def advance(check_in: CheckIn, event: Event, setting: Setting) -> CheckIn:
    """Return the conversation after `event`.

    Raises AlreadyClosed when it has ended, StepIsOver when the event belongs to another step, TextTooLong and
    NoTextFound for an answer that cannot be taken; the conversation then stands where it stood.
    """
    if check_in.ended:
        raise AlreadyClosed
    after = _after(replace(check_in, notice=Notice.NONE, last_words=""), event, setting)
    return replace(after, turn=check_in.turn + 1)


def _after(check_in: CheckIn, event: Event, setting: Setting) -> CheckIn:
    match event:
        case Start() | Later() | NotNeeded():
            return _invited(check_in, event, setting)
        case Pause() | Resume() | TimePassed():
            return _waiting(check_in, event)
        case Stop():
            return close_early(check_in, "stopped")
        case Recall():
            return _recalled(check_in, event, setting)
        case Said() | Promised() | OpenPoint() | Tap():
            return _answered(_awake(check_in), event, setting)
        case Back():
            return undo(_only_at(check_in, *TALKING))
        case Finish():
            return finish(_only_at(check_in, *ASKING, Step.RECALL, Step.EXTRA), setting, Notice.NONE)
        case Edit() | Approve() | Share():
            return _summed_up(check_in, event, setting)


def _invited(check_in: CheckIn, event: Start | Later | NotNeeded, setting: Setting) -> CheckIn:
    match event:
        case Start():
            _only_at(check_in, Step.INVITE, Step.SNOOZED, Step.CONTRACT)
            mode = event.mode or check_in.mode
            offered = check_in.step is Step.CONTRACT and check_in.mode is mode
            if mode is None or (mode is Mode.DEBRIEF and setting.recent_note and not offered):
                # Before another note of the same days is begun, adding to the one there is is offered (rule 7).
                return replace(check_in, step=Step.CONTRACT, mode=mode)
            return first_step(replace(check_in, mode=mode), setting)
        case Later():
            _only_at(check_in, Step.INVITE)
            snoozes = check_in.snoozes + 1
            if snoozes >= SNOOZES_MAX:
                return replace(check_in, step=Step.CLOSED_SKIPPED, snoozes=snoozes, reason="snoozed")
            return replace(check_in, step=Step.SNOOZED, snoozes=snoozes)
        case NotNeeded():
            _only_at(check_in, Step.INVITE, Step.SNOOZED, Step.CONTRACT, Step.RECALL, Step.FOCUS)
            return replace(check_in, step=Step.CLOSED_SKIPPED, reason=event.reason)


def _waiting(check_in: CheckIn, event: Pause | Resume | TimePassed) -> CheckIn:
    match event, check_in.step:
        case Resume(), Step.PARKED:
            return replace(_awake(check_in), notice=Notice.RESUMED)
        case Pause(), step if step in TALKING:
            return _park(check_in, by_person=event.by_person)
        case TimePassed(), Step.INVITE:
            return replace(check_in, step=Step.CLOSED_EXPIRED, reason="no_answer")
        case TimePassed(), Step.CONTRACT:
            return replace(check_in, step=Step.CLOSED_EXPIRED, reason="no_answer")
        case TimePassed(), Step.SNOOZED:
            if check_in.mode is Mode.PREP and _is_over(check_in.talk_at, event.at):
                return replace(check_in, step=Step.CLOSED_EXPIRED, reason="talk_began")
            return replace(check_in, step=Step.INVITE)
        case TimePassed(), Step.PARKED:
            return close_early(check_in, "parked_too_long")
        case TimePassed(), step if step in TALKING:
            return _park(check_in, by_person=False)
        case _:
            raise StepIsOver


def _is_over(talk_at: datetime | None, now: datetime | None) -> bool:
    return talk_at is not None and now is not None and talk_at <= now


def _recalled(check_in: CheckIn, event: Recall, setting: Setting) -> CheckIn:
    _only_at(check_in, Step.RECALL)
    left = [action for action in setting.open_actions if action not in check_in.recalled]
    if event.action_id is not None and event.action_id not in left:
        raise StepIsOver
    decided = (
        {event.action_id: event.decision} if event.action_id is not None else dict.fromkeys(left, "carry")
    )
    after = replace(check_in, recalled={**check_in.recalled, **decided})
    if any(action not in after.recalled for action in left):
        return after
    return onward(after, setting)


def _answered(check_in: CheckIn, event: Said | Promised | OpenPoint | Tap, setting: Setting) -> CheckIn:
    match event:
        case Said():
            stopped = interruption(check_in, event.text, setting)
            if stopped is not None:
                return stopped
            if check_in.step not in ASKING:
                raise ButtonsPlease
            after = answer(check_in, event.text, setting)
            after = replace(after, active_seconds=check_in.active_seconds + event.seconds)
            if after.active_seconds >= ACTIVE_SECONDS_MAX and after.step in ASKING and not after.finishing:
                return finish(after, setting, Notice.TIME_CAP)
            return after
        case Tap():
            return tap(check_in, event.value, setting)
        case Promised():
            return _promise(check_in, event.promise)
        case OpenPoint():
            both = Promise(what=event.text, owner="both")
            return replace(_promise(check_in, both), open_points=(*check_in.open_points, event.text))


def _promise(check_in: CheckIn, promise: Promise) -> CheckIn:
    _only_at(check_in, Step.COMMIT, Step.REFLECT)
    return replace(
        check_in,
        promises=(*check_in.promises, promise),
        no_action="",
        step=Step.REFLECT,
        # A summary made from what there was would leave the new step out; one written by hand stays.
        summary=check_in.summary if check_in.summary_edited else "",
        trail=check_in.trail if check_in.step is Step.REFLECT else (*check_in.trail, Step.COMMIT),
    )


def _summed_up(check_in: CheckIn, event: Edit | Approve | Share, setting: Setting) -> CheckIn:
    match event:
        case Edit():
            _only_at(check_in, Step.REFLECT)
            return replace(
                check_in,
                focus=event.focus,
                evidence=(event.evidence,) if event.evidence else (),
                voice=event.voice,
                voice_absent=check_in.voice_absent and not event.voice,
                summary=event.summary,
                summary_edited=check_in.summary_edited or event.summary != check_in.summary,
                notice=Notice.EDITED,
            )
        case Approve():
            _only_at(check_in, Step.REFLECT)
            after = replace(check_in, summary=check_in.summary or event.summary)
            if check_in.mode is Mode.PREP:
                # Private preparation stays with the manager; there is nothing to choose.
                return replace(after, step=Step.CLOSED)
            if missing := missing_of(check_in, setting.profile):
                raise PartMissing(part=missing[0].value)
            return replace(after, step=Step.SHARE)
        case Share():
            _only_at(check_in, Step.SHARE)
            return replace(check_in, step=Step.CLOSED, shared_blocks=event.blocks)


def _park(check_in: CheckIn, *, by_person: bool) -> CheckIn:
    return replace(check_in, step=Step.PARKED, parked_from=check_in.step, parked_by_person=by_person)


def _awake(check_in: CheckIn) -> CheckIn:
    """Return the conversation back at the step it was parked at; an answer wakes it as a tap on Resume does."""
    if check_in.step is not Step.PARKED or check_in.parked_from is None:
        return check_in
    return replace(check_in, step=check_in.parked_from, parked_from=None, parked_by_person=False)


def _only_at(check_in: CheckIn, *steps: Step) -> CheckIn:
    if check_in.step not in steps:
        raise StepIsOver
    return check_in
