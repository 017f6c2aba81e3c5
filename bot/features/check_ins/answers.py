"""What an answer does: fills its slot, asks for one more detail when it is thin, or stops the talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import NoTextFound, StepIsOver, TextTooLong
from bot.features.check_ins.path import close_early, enter, following, room_for_one_more
from bot.features.check_ins.states import CheckIn, Need, Notice, Promise, Step
from bot.features.check_ins.wording import (
    agreed_actions,
    evidence_elements,
    is_handoff,
    is_low_information,
    is_stop,
)

if TYPE_CHECKING:
    from bot.features.check_ins.states import Setting

FOCUS_LIMIT = 200
"""The one thing fits in a line (domain 1.3)."""
ANSWER_LIMIT = 2900
"""What a Slack section can show under its heading."""
SHORT_ANSWERS_MAX = 2


def interruption(check_in: CheckIn, text: str, setting: Setting) -> CheckIn | None:
    """Return the conversation ended by what was typed, or None when it was no reason to end it.

    A hand-off phrase ends it without keeping any of that message; a word like "stop" keeps what there is.
    """
    if not text.strip():
        raise NoTextFound
    if category := is_handoff(text, setting.lexicon):
        return replace(close_early(check_in, f"handoff:{category}"), notice=Notice.HANDOFF)
    if is_stop(text.strip(), setting.lexicon):
        return close_early(check_in, "stopped")
    return None


def answer(check_in: CheckIn, text: str, setting: Setting) -> CheckIn:
    """Return the conversation after words typed at an asking step."""
    words = text.strip()
    limit = FOCUS_LIMIT if check_in.step is Step.FOCUS else ANSWER_LIMIT
    if len(words) > limit:
        raise TextTooLong(length=len(words), limit=limit)
    short = check_in.short_answers + 1 if is_low_information(words, setting.lexicon) else 0
    after = _filled(replace(check_in, last_words=words, short_answers=short), words, setting)
    if short == SHORT_ANSWERS_MAX and after.notice is Notice.NONE:
        return replace(after, notice=Notice.TWO_SHORT)
    return after


def tap(check_in: CheckIn, value: str, setting: Setting) -> CheckIn:
    """Return the conversation after a chip."""
    name, _, rest = value.partition(":")
    if name == "keep_private" and check_in.finishing:
        return close_early(check_in, "kept_private")
    match check_in.step, name:
        case Step.FOCUS, "topic":
            chosen = replace(check_in, topic=rest)
            return onward(chosen, setting) if check_in.finishing else chosen
        case Step.FOCUS, "topic_is_enough" if check_in.topic:
            return onward(check_in, setting)
        case ((Step.EVIDENCE | Step.OPTIONS), "skip") if _may_skip(check_in, setting):
            return onward(check_in, setting)
        case Step.VOICE, "not_discussed":
            return onward(replace(check_in, voice="", voice_absent=True), setting)
        case Step.COMMIT, "no_action":
            return onward(replace(check_in, promises=(), no_action=rest, pending_action=""), setting)
        case Step.COMMIT, "keep_as_is" if check_in.pending_action:
            kept = Promise(what=check_in.pending_action, owner="unknown")
            return onward(replace(check_in, promises=(kept,), weak=(*check_in.weak, Step.COMMIT)), setting)
        case Step.EXTRA, "extra":
            return _extra(check_in, rest, setting)
        case _:
            raise StepIsOver


def onward(check_in: CheckIn, setting: Setting) -> CheckIn:
    """Return the conversation at the next step, this one counted as answered."""
    answered = replace(check_in, trail=(*check_in.trail, check_in.step))
    after = enter(answered, following(answered, check_in.step, setting), setting)
    whole = after.step is Step.REFLECT and after.evidence and after.voice and after.promises
    return replace(after, notice=Notice.ENOUGH) if whole and after.notice is Notice.NONE else after


def _filled(check_in: CheckIn, words: str, setting: Setting) -> CheckIn:
    match check_in.step:
        case Step.FOCUS:
            return onward(replace(check_in, focus=words), setting)
        case Step.EVIDENCE:
            return _evidence(check_in, words, setting)
        case Step.VOICE:
            return _voice(check_in, words, setting)
        case Step.OPTIONS:
            return onward(replace(check_in, options=words), setting)
        case Step.COMMIT:
            return _commitment(check_in, words, setting)
        case _:
            raise StepIsOver


def _evidence(check_in: CheckIn, words: str, setting: Setting) -> CheckIn:
    evidence = (*check_in.evidence, words)
    found = evidence_elements(" ".join(evidence), setting.lexicon)
    after = replace(check_in, evidence=evidence, elements=tuple(sorted(found)))
    if len(found) >= setting.profile.evidence_elements:
        return onward(after, setting)
    if _may_probe(after, setting):
        return _probe(after, Notice.PROBE_EVIDENCE)
    return onward(replace(after, weak=(*after.weak, Step.EVIDENCE)), setting)


def _voice(check_in: CheckIn, words: str, setting: Setting) -> CheckIn:
    empty = is_low_information(words, setting.lexicon)
    if empty and _may_probe(check_in, setting):
        return _probe(check_in, Notice.PROBE_VOICE)
    weak = (*check_in.weak, Step.VOICE) if empty else check_in.weak
    return onward(replace(check_in, voice=words, voice_absent=False, weak=weak), setting)


def _commitment(check_in: CheckIn, words: str, setting: Setting) -> CheckIn:
    whole = f"{check_in.pending_action}, {words}" if check_in.pending_action else words
    for said in (words, whole):
        promises = _promises(said, setting)
        if any(full for _, full in promises):
            kept = tuple(promise for promise, _ in promises)
            return onward(replace(check_in, promises=kept, pending_action=""), setting)
    after = replace(check_in, pending_action=whole[:ANSWER_LIMIT])
    if _may_probe(after, setting):
        return _probe(after, Notice.PROBE_ACTION)
    return replace(after, notice=Notice.VAGUE_ACTION)


def _promises(words: str, setting: Setting) -> list[tuple[Promise, bool]]:
    found = agreed_actions(
        words,
        lexicon=setting.lexicon,
        manager_names=setting.manager_names,
        employee_names=setting.employee_names,
        today=setting.today,
        next_talk=setting.next_talk,
    )
    return [
        (Promise(what=action.text, owner=action.owner, due=action.due, due_text=action.due_text), action.full)
        for action in found
    ]


def _extra(check_in: CheckIn, value: str, setting: Setting) -> CheckIn:
    name, _, choice = value.partition(":")
    known = {extra.name: extra.choices for extra in setting.profile.extras}
    if choice not in known.get(name, ()):
        raise StepIsOver
    after = replace(check_in, extras={**check_in.extras, name: choice})
    if any(extra.name not in after.extras for extra in setting.profile.extras):
        return after
    return onward(after, setting)


def _may_skip(check_in: CheckIn, setting: Setting) -> bool:
    return check_in.finishing or setting.profile.need(check_in.step) is Need.OPTIONAL


def _may_probe(check_in: CheckIn, setting: Setting) -> bool:
    return check_in.step not in check_in.probed and room_for_one_more(
        check_in, check_in.step, setting.profile
    )


def _probe(check_in: CheckIn, notice: Notice) -> CheckIn:
    return replace(
        check_in, probed=(*check_in.probed, check_in.step), prompts=check_in.prompts + 1, notice=notice
    )
