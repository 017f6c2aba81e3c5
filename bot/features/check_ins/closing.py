"""The end of a check-in as it looks: the summary page, who may read it, and how it closed. Only draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.check_ins.states import Mode, Step
from bot.features.check_ins.words import value
from bot.slack.blocks import Drawn, actions, button, context, divider, escape, fit, quote, section

if TYPE_CHECKING:
    from bot.features.check_ins.states import Promise
    from bot.features.check_ins.views import CheckInView
    from bot.features.check_ins.words import Words
    from bot.slack.blocks import Block

STEPS_MAX = 3
"""A talk ends with at most three steps (domain 1.3, COMMIT)."""
SHOWN = 600
"""How much of one part the summary page shows; all of it is in the note."""


def reflect(view: CheckInView, words: Words) -> list[Block]:
    """Draw the summary page: the summary, what it rests on, at most two private hints, and what to do."""
    drawn = [section(f"*{heading}*\n{quote(fit(text, SHOWN))}") for heading, text in _parts(view, words)]
    hints = [
        context(
            words("check_ins-hint", hint=words(f"check_ins-hint-{hint.key}", quote=escape(hint.quote or "")))
        )
        for hint in view.hints
    ]
    row = [
        button(words("check_ins-approve"), "check_ins.approve", value(view), style="primary"),
        button(words("check_ins-edit"), "check_ins.edit", value(view)),
    ]
    if view.state.mode is Mode.DEBRIEF and len(view.state.promises) < STEPS_MAX:
        row.append(button(words("check_ins-promise"), "check_ins.promise", value(view)))
    return [section(quote(view.state.summary)), divider(), *drawn, *hints, actions(row)]


def share(view: CheckInView, words: Words) -> list[Block]:
    """Draw the choice of who may read the note."""
    row = []
    if view.sendable:
        row = [
            button(words("check_ins-share-all"), "check_ins.share", value(view), style="primary"),
            button(words("check_ins-share-choose"), "check_ins.share_some", value(view)),
        ]
    row.append(button(words("check_ins-share-none"), "check_ins.keep_private", value(view)))
    note = words("check_ins-share-note") if view.sendable else words("check_ins-share-gone")
    return [context(note), actions(row)]


def ended(view: CheckInView, words: Words) -> Drawn:
    """Draw a conversation that is over, in a sentence about what was kept and who has it."""
    said = words(_ending(view), contact=words.contact(view.contact))
    return Drawn(text=said, blocks=[section(said)])


def slots(view: CheckInView, words: Words) -> str:
    """Return the list of what a paused conversation has and still lacks, ticked."""
    state = view.state
    there = (
        ("focus", state.has_focus),
        ("evidence", bool(state.evidence)),
        ("voice", state.has_voice),
        ("steps", state.has_commitment),
    )
    shown = there if state.mode is Mode.DEBRIEF else there[:1]
    return "   ".join(
        words(
            "check_ins-slot-there" if done else "check_ins-slot-missing", part=words(f"check_ins-part-{name}")
        )
        for name, done in shown
    )


def step_line(step: Promise, words: Words) -> str:
    """Return a promise of this talk as one line."""
    owners = {"manager": words("check_ins-you"), "employee": words.employee, "both": words("check_ins-both")}
    owner = owners.get(step.owner, words("check_ins-no-owner"))
    if step.due is None and step.due_text and step.due_text in step.what:
        return words("check_ins-promised-undated", owner=owner, what=fit(step.what, SHOWN))
    due = words.day(step.due) if step.due else step.due_text or words("check_ins-no-date")
    return words("check_ins-promised", owner=owner, what=fit(step.what, SHOWN), due=due)


def _parts(view: CheckInView, words: Words) -> list[tuple[str, str]]:
    state = view.state
    topic = words(f"check_ins-topic-{state.topic}") if state.topic else ""
    steps = "\n".join(step_line(step, words) for step in state.promises)
    no_action = words(f"check_ins-no-action-{state.no_action}") if state.no_action else ""
    texts = (
        ("focus", " – ".join(part for part in (topic, state.focus) if part)),
        ("evidence", "\n".join(state.evidence)),
        ("voice", words("check_ins-not-discussed") if state.voice_absent else state.voice),
        ("options", state.options),
        ("steps", steps or no_action),
    )
    return [(words(f"check_ins-part-{name}"), text) for name, text in texts if text]


def _ending(view: CheckInView) -> str:
    state = view.state
    if state.step is Step.CLOSED:
        if state.mode is Mode.PREP:
            return "check_ins-closed-prep"
        return "check_ins-closed-shared" if state.shared_blocks else "check_ins-closed-private"
    if state.step is Step.CLOSED_PARTIAL:
        if state.reason.startswith("handoff"):
            return "check_ins-handoff"
        return "check_ins-closed-partial" if state.says_something else "check_ins-closed-empty"
    return {
        "moved": "check_ins-skipped-moved",
        "snoozed": "check_ins-skipped-snoozed",
        "no_answer": "check_ins-expired",
        "talk_began": "check_ins-expired",
    }.get(state.reason, "check_ins-skipped")
