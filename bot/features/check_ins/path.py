"""Which step comes next: the order of a kind, what is still worth a prompt, and the ways to end early."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.check_ins.states import ASKING, CheckIn, Mode, Need, Notice, Step

if TYPE_CHECKING:
    from bot.features.check_ins.states import Profile, Setting

ORDER = (
    Step.RECALL, Step.FOCUS, Step.EVIDENCE, Step.VOICE, Step.OPTIONS, Step.COMMIT, Step.EXTRA, Step.REFLECT
)  # fmt: skip


def plan(check_in: CheckIn, profile: Profile) -> tuple[Step, ...]:
    """Return the steps this conversation may go through, in order.

    Preparation is short: the one thing, one more question, done. Which one: the event where the kind rests on
    evidence, otherwise what the manager expects to hear.
    """
    if check_in.mode is Mode.PREP:
        second = Step.EVIDENCE if profile.need(Step.EVIDENCE) is Need.REQUIRED else Step.VOICE
        return (Step.RECALL, Step.FOCUS, second, Step.REFLECT)
    extra = (Step.EXTRA,) if profile.extras else ()
    used = tuple(step for step in ORDER[:-2] if profile.need(step) is not Need.UNUSED)
    return (*used, *extra, Step.REFLECT)


def first_step(check_in: CheckIn, setting: Setting) -> CheckIn:
    """Return the conversation at its first step after the contract."""
    for step in plan(check_in, setting.profile):
        if _worth_asking(check_in, step, setting):
            return enter(check_in, step, setting)
    return replace(check_in, step=Step.REFLECT)


def following(check_in: CheckIn, step: Step, setting: Setting) -> Step:
    """Return the step after `step`: the next one that is not answered and worth a prompt."""
    steps = plan(check_in, setting.profile)
    rest = steps[steps.index(step) + 1 :] if step in steps else (Step.REFLECT,)
    if _enough(check_in, setting.profile):
        rest = tuple(later for later in rest if later not in ASKING)
    return next(later for later in rest if _worth_asking(check_in, later, setting))


def enter(check_in: CheckIn, step: Step, setting: Setting) -> CheckIn:
    """Return the conversation at `step`; a question that is shown for the first time costs a prompt."""
    profile = setting.profile
    if step not in ASKING or step in check_in.asked or check_in.finishing:
        return replace(check_in, step=step)
    if check_in.prompts >= prompts_max(check_in, profile):
        if profile.never_skips_voice and not check_in.has_voice:
            return replace(check_in, step=Step.PARKED, parked_from=Step.VOICE, notice=Notice.PROMPT_CAP)
        return finish(check_in, setting, Notice.PROMPT_CAP)
    return replace(check_in, step=step, prompts=check_in.prompts + 1, asked=(*check_in.asked, step))


def prompts_max(check_in: CheckIn, profile: Profile) -> int:
    """Return how many prompts this conversation may take."""
    return profile.prompts_max[check_in.mode or Mode.DEBRIEF]


def room_for_one_more(check_in: CheckIn, step: Step, profile: Profile) -> bool:
    """Return whether a further prompt at `step` leaves one for each required step still ahead."""
    ahead = _required_ahead(check_in, step, profile)
    return not check_in.finishing and check_in.prompts + 1 + ahead <= prompts_max(check_in, profile)


def finish(check_in: CheckIn, setting: Setting, notice: Notice) -> CheckIn:
    """Return the conversation with only what is required still open, each of it answerable by a tap."""
    done = replace(check_in, finishing=True, notice=notice)
    if check_in.mode is Mode.PREP:
        return replace(done, step=Step.REFLECT) if done.says_something else close_early(done, "nothing_said")
    missing = missing_of(done, setting.profile)
    if Step.VOICE in missing and setting.profile.never_skips_voice:
        if notice is not Notice.NONE:
            return replace(check_in, step=Step.PARKED, parked_from=Step.VOICE, notice=notice)
        return replace(check_in, step=Step.VOICE)
    if missing:
        return replace(done, step=missing[0])
    return replace(done, step=following(done, Step.COMMIT, setting))


def missing_of(check_in: CheckIn, profile: Profile) -> list[Step]:
    """Return what a debrief of this kind must have and this one does not: focus, voice, what happens next."""
    has_next = check_in.has_commitment or _carried_is_enough(check_in, profile)
    there = ((Step.FOCUS, check_in.has_focus), (Step.VOICE, check_in.has_voice), (Step.COMMIT, has_next))
    return [step for step, filled in there if not filled and profile.need(step) is Need.REQUIRED]


def close_early(check_in: CheckIn, reason: str) -> CheckIn:
    """Return the conversation ended before its summary; what it gathered stays with the manager."""
    if check_in.step in {Step.INVITE, Step.SNOOZED, Step.CONTRACT}:
        return replace(check_in, step=Step.CLOSED_SKIPPED, reason=reason)
    return replace(check_in, step=Step.CLOSED_PARTIAL, reason=reason, parked_from=None)


def undo(check_in: CheckIn) -> CheckIn:
    """Return the conversation at the step answered last, that answer taken back."""
    if check_in.step is Step.SHARE:
        return replace(check_in, step=Step.REFLECT)
    if check_in.step is Step.FOCUS and check_in.topic:
        return replace(check_in, topic="", notice=Notice.WENT_BACK)
    if not check_in.trail:
        raise StepIsOver
    step = check_in.trail[-1]
    cleared = {
        Step.RECALL: {"recalled": {}},
        Step.FOCUS: {"focus": "", "topic": ""},
        Step.EVIDENCE: {"evidence": (), "elements": ()},
        Step.VOICE: {"voice": "", "voice_absent": False},
        Step.OPTIONS: {"options": ""},
        Step.COMMIT: {"promises": (), "no_action": "", "open_points": (), "pending_action": ""},
        Step.EXTRA: {"extras": {}},
    }[step]
    return replace(
        check_in,
        step=step,
        trail=check_in.trail[:-1],
        weak=tuple(other for other in check_in.weak if other is not step),
        probed=tuple(other for other in check_in.probed if other is not step),
        finishing=False,
        summary="",
        notice=Notice.WENT_BACK,
        **cleared,  # type: ignore[arg-type]
    )


def _worth_asking(check_in: CheckIn, step: Step, setting: Setting) -> bool:
    if step is Step.REFLECT:
        return True
    if step is Step.RECALL:
        return any(action not in check_in.recalled for action in setting.open_actions)
    if step is Step.EXTRA:
        return any(extra.name not in check_in.extras for extra in setting.profile.extras)
    if _answered(check_in, step, setting.profile):
        return False
    if check_in.mode is Mode.PREP or setting.profile.need(step) is Need.REQUIRED:
        return True
    # An optional question is asked only where a probe of a required one stays affordable after it.
    ahead = _required_ahead(check_in, step, setting.profile)
    spare = prompts_max(check_in, setting.profile) - check_in.prompts - ahead
    return not check_in.finishing and spare >= 1 + (1 if ahead else 0)


def _answered(check_in: CheckIn, step: Step, profile: Profile) -> bool:
    match step:
        case Step.FOCUS:
            return check_in.has_focus
        case Step.EVIDENCE:
            return bool(check_in.evidence)
        case Step.VOICE:
            return check_in.has_voice
        case Step.OPTIONS:
            return bool(check_in.options)
        case _:
            return check_in.has_commitment or _carried_is_enough(check_in, profile)


def _required_ahead(check_in: CheckIn, step: Step, profile: Profile) -> int:
    steps = plan(check_in, profile)
    rest = steps[steps.index(step) + 1 :] if step in steps else ()
    return sum(
        1
        for later in rest
        if later in ASKING
        and (check_in.mode is Mode.PREP or profile.need(later) is Need.REQUIRED)
        and not _answered(check_in, later, profile)
    )


def _enough(check_in: CheckIn, profile: Profile) -> bool:
    """Return whether the talk may end: focus, voice and what happens next are there (domain 1.3, rule 1)."""
    if check_in.mode is Mode.PREP:
        return False
    has_next = check_in.has_commitment or _carried_is_enough(check_in, profile)
    evidence_is_fine = (
        profile.need(Step.EVIDENCE) is not Need.REQUIRED
        or len(check_in.elements) >= profile.evidence_elements
        or Step.EVIDENCE in check_in.weak
    )
    return check_in.has_focus and check_in.has_voice and has_next and evidence_is_fine


def _carried_is_enough(check_in: CheckIn, profile: Profile) -> bool:
    return profile.carried_is_enough and check_in.carried
