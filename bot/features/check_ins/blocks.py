"""How a check-in looks in Slack: one message per question, chips where a tap is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.check_ins import closing
from bot.features.check_ins.states import ENDED, Mode, Notice, Step
from bot.features.check_ins.words import Words, value
from bot.language.names import spoken_name
from bot.language.plain import shortened
from bot.slack.blocks import Drawn, actions, button, context, escape, fit, quote, section, select

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.check_ins.views import CheckInView, OpenStep, PastQuestion
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

TOPICS = ("goals", "blocker", "people", "other")
NO_ACTION_REASONS = ("nothing_needed", "next_talk", "waiting")
NOT_NEEDED_REASONS = ("moved", "leave", "not_needed", "other")
PROMISED_WORDS, PROMISED_CHARACTERS = 10, 20
"""How much of an open promise an invitation recalls; with the rest it stays under 35 words (domain 3.3)."""
PROBES = frozenset({Notice.PROBE_EVIDENCE, Notice.PROBE_VOICE, Notice.PROBE_ACTION})
SAVED_SHOWN = 300
"""How much of a saved message is shown; all of it is used."""
PUT_OFF = ("tomorrow", "monday", "next_talk", "mute")
"""How an invitation may be put off for longer than two hours; taken by the nudges, with its key."""
FILLED, EMPTY = "●", "○"


def draw(view: CheckInView, reflection: str, catalog: Catalog, locale: str) -> Drawn:
    """Draw a conversation as it stands. `reflection` gives the last answer back, empty when there was none."""
    words = Words(catalog, locale, view.employee, view.manager)
    if view.state.step in ENDED:
        return closing.ended(view, words)
    said, rows = _step(view, words)
    notice = _notice(view, words)
    if view.state.notice in PROBES:
        # One question at a time: a probe takes the place of the question it follows.
        said, notice = notice, ""
    body = "\n".join(part for part in (escape(reflection), notice, f"*{said}*") if part)
    return Drawn(
        text=said,
        blocks=[
            context(_heading(view, words)),
            *_agenda(view, words),
            section(body),
            *rows,
            *_navigation(view, words),
        ],
    )


def answered(past: PastQuestion, catalog: Catalog, locale: str) -> Drawn | None:
    """Draw a question that has been answered: what was asked stays readable, its buttons are gone."""
    words = Words(catalog, locale, past.employee)
    if past.question:
        since = words.day(past.since) if past.since else ""
        asked = words(past.question, d=since)
    elif past.step is Step.REFLECT:
        asked = words("check_ins-reflect-title")
    else:
        asked = words("check_ins-heading")
    line = words("check_ins-answered", asked=asked)
    return Drawn(text=line, blocks=[context(line)])


def refused(topic: str, employee_id: int | None, catalog: Catalog, locale: str) -> Drawn:
    """Draw what the bot never does, and the way to the evidence when the talk is about somebody."""
    words = Words(catalog, locale)
    said = words(f"check_ins-refused-{topic}")
    drawn = [section(said)]
    if employee_id is not None and topic == "rating":
        drawn.append(
            actions([button(words("check_ins-show-evidence"), "check_ins.evidence", str(employee_id))])
        )
    return Drawn(text=said, blocks=drawn)


def _step(view: CheckInView, words: Words) -> tuple[str, list[Block]]:
    match view.state.step:
        case Step.INVITE:
            return _invite(view, words)
        case Step.SNOOZED:
            start = button(words(f"check_ins-invite-{_mode(view)}-start"), "check_ins.start", value(view))
            return words("check_ins-snoozed"), [actions([start])]
        case Step.CONTRACT:
            return _contract(view, words)
        case Step.RECALL:
            return words("check_ins-recall-question"), _recall(view, words)
        case Step.EXTRA:
            return words("check_ins-extra-question"), []
        case Step.REFLECT:
            return words("check_ins-reflect-title"), closing.reflect(view, words)
        case Step.SHARE:
            return words("check_ins-share-question"), closing.share(view, words)
        case Step.PARKED:
            resume = button(words("check_ins-resume"), "check_ins.resume", value(view), style="primary")
            stop = button(words("check_ins-stop"), "check_ins.stop", value(view))
            return words("check_ins-parked"), [context(closing.slots(view, words)), actions([resume, stop])]
        case _:
            return _asking(view, words)


def _agenda(view: CheckInView, words: Words) -> list[Block]:
    """Draw what the employee wants the talk to be about: most of the agenda is theirs."""
    if not view.agenda:
        return []
    return [section(f"{words('check_ins-agenda')}\n{quote(view.agenda)}")]


def _asking(view: CheckInView, words: Words) -> tuple[str, list[Block]]:
    if view.state.finishing:
        asked = words(f"check_ins-finishing-{view.state.step}")
    elif view.state.step is Step.FOCUS and view.state.topic:
        asked = words("check_ins-topic-question", topic=words(f"check_ins-topic-{view.state.topic}"))
    else:
        asked = words(view.question, d=words.day(view.since) if view.since else "")
    chips = _chips(view, words)
    return asked, [*_saved(view, words), *([actions(chips)] if chips else [])]


def _saved(view: CheckInView, words: Words) -> list[Block]:
    """Draw the messages saved since the last talk, each to be used as the answer with one tap."""
    return [
        section(
            f"{words('saved-use-question', day=message.said_on)}\n{quote(fit(message.words, SAVED_SHOWN))}",
            accessory=button(words("saved-use-button"), "check_ins.use_saved", value(view, message.note_id)),
        )
        for message in view.saved
    ]


def _chips(view: CheckInView, words: Words) -> list[Element]:
    tap = "check_ins.tap"
    chips: list[Element] = []
    match view.state.step:
        case Step.FOCUS if view.state.topic and not view.state.finishing:
            chips = [button(words("check_ins-topic-enough"), tap, value(view, "topic_is_enough"))]
        case Step.FOCUS if view.state.mode is Mode.DEBRIEF:
            chips = [
                button(words(f"check_ins-topic-{topic}"), f"{tap}.{topic}", value(view, f"topic:{topic}"))
                for topic in TOPICS
            ]
        case Step.EVIDENCE | Step.OPTIONS if view.may_skip:
            chips = [button(words("check_ins-skip"), tap, value(view, "skip"))]
        case Step.VOICE if view.state.mode is Mode.DEBRIEF:
            chips = [button(words("check_ins-not-discussed"), tap, value(view, "not_discussed"))]
        case Step.COMMIT:
            chips = [button(words("check_ins-promise"), "check_ins.promise", value(view), style="primary")]
            if view.state.pending_action:
                chips.append(button(words("check_ins-keep-as-is"), tap, value(view, "keep_as_is")))
            chips += [
                button(
                    words(f"check_ins-no-action-{reason}"),
                    f"{tap}.{reason}",
                    value(view, f"no_action:{reason}"),
                )
                for reason in NO_ACTION_REASONS
            ]
    if view.state.finishing:
        chips.append(
            button(words("check_ins-keep-private-now"), f"{tap}.private", value(view, "keep_private"))
        )
    return chips


def _invite(view: CheckInView, words: Words) -> tuple[str, list[Block]]:
    mode = _mode(view)
    row: list[Element] = [
        button(words(f"check_ins-invite-{mode}-start"), "check_ins.start", value(view), style="primary"),
        button(words("check_ins-invite-later"), "check_ins.later", value(view)),
        _not_needed(view, words),
    ]
    if view.nudge:
        row += _about_the_nudge(view, words)
    at = words("check_ins-time", at=view.talk_at.replace(tzinfo=None)) if view.talk_at else ""
    promised = escape(shortened(view.promised, PROMISED_WORDS, PROMISED_CHARACTERS))
    promise = "open" if promised else "none"
    said = words(f"check_ins-invite-{mode}", at=at, promise=promise, promised=promised)
    return said, [actions(row)]


def _about_the_nudge(view: CheckInView, words: Words) -> list[Element]:
    """Make what puts an invitation off for longer or mutes its kind, and what tells why it came."""
    choices = [(words(f"nudges-snooze-{each}"), f"{view.nudge}:{each}") for each in PUT_OFF]
    return [
        select("nudges.snooze", words("nudges-snooze"), choices),
        button(words("nudges-why-button"), "nudges.why", view.nudge),
    ]


def _not_needed(view: CheckInView, words: Words) -> Element:
    reasons = [
        (words(f"check_ins-not-needed-{reason}"), value(view, reason)) for reason in NOT_NEEDED_REASONS
    ]
    return select("check_ins.not_needed", words("check_ins-invite-not-needed"), reasons)


def _mode(view: CheckInView) -> Mode:
    return view.state.mode or Mode.DEBRIEF


def _contract(view: CheckInView, words: Words) -> tuple[str, list[Block]]:
    if view.recent_note and view.state.mode:
        row = [
            button(words("check_ins-add-to-note"), "records.correct", view.recent_note, style="primary"),
            button(words("check_ins-new-note"), "check_ins.start", value(view, view.state.mode)),
        ]
        return words("check_ins-recent-note"), [actions(row)]
    choices: list[Element] = [
        button(words("check_ins-mode-debrief"), "check_ins.start", value(view, "debrief"), style="primary"),
        button(words("check_ins-mode-prep"), "check_ins.start.prep", value(view, "prep")),
        _not_needed(view, words),
    ]
    return words("check_ins-contract-question"), [actions(choices)]


def _recall(view: CheckInView, words: Words) -> list[Block]:
    rows: list[Block] = []
    for step in view.open_steps:
        rows += [section(promised(step, words)), _recall_row(view, step, words)]
    return [
        *rows,
        actions([button(words("check_ins-recall-skip"), "check_ins.recall.skip", value(view, "", "skip"))]),
    ]


RECALLED = ("done", "carry", "drop")
"""What can be said of a promise of last time."""
ASKED_ONCE_MORE = ("done", "carry", "keep", "drop")
"""The same once it was carried so often that the two are asked whether it is still worth doing (domain 1.7, rule 6)."""


def _recall_row(view: CheckInView, step: OpenStep, words: Words) -> Block:
    return actions(
        [
            button(
                words(f"check_ins-recall-{decision}"),
                f"check_ins.recall.{decision}",
                value(view, step.action_id, decision),
                style="primary" if decision == "done" else None,
            )
            for decision in (ASKED_ONCE_MORE if step.worth_asking else RECALLED)
        ],
        block_id=f"recall:{step.action_id}",
    )


PROMISE_SHOWN = 600
"""How much of a promise is shown; all of it is in the note."""


def promised(step: OpenStep, words: Words) -> str:
    """Return a promise as one line: who, what, by when."""
    due = words.day(step.due) if step.due else escape(step.due_text)
    line = words(
        "check_ins-promised",
        owner=", ".join(escape(spoken_name(each, words.locale)) for each in step.owners)
        or words("check_ins-no-owner"),
        what=escape(fit(step.what, PROMISE_SHOWN)),
        due=due or words("check_ins-no-date"),
    )
    return line + "\n" + words("check_ins-still-worth-it") if step.worth_asking else line


def _heading(view: CheckInView, words: Words) -> str:
    mode = words(f"check_ins-mode-{view.state.mode}-short") if view.state.mode else ""
    parts = [words("check_ins-heading"), mode]
    if view.done:
        parts.append(f"{FILLED * view.done}{EMPTY * (view.of - view.done)} {view.done}/{view.of}")
    return " · ".join(part for part in parts if part)


def _notice(view: CheckInView, words: Words) -> str:
    if view.state.notice is Notice.NONE:
        return ""
    return words(f"check_ins-notice-{view.state.notice}", contact=words.contact(view.contact))


def _navigation(view: CheckInView, words: Words) -> list[Block]:
    if view.state.step in {Step.INVITE, Step.SNOOZED, Step.CONTRACT, Step.PARKED}:
        return []
    row = []
    chose_a_topic = view.state.step is Step.FOCUS and view.state.topic
    if view.state.trail or view.state.step is Step.SHARE or chose_a_topic:
        row.append(button(words("check_ins-back"), "check_ins.back", value(view)))
    row.append(button(words("check_ins-pause"), "check_ins.pause", value(view)))
    if view.state.step not in {Step.REFLECT, Step.SHARE} and not view.state.finishing:
        row.append(button(words("check_ins-finish"), "check_ins.finish", value(view)))
    return [actions(row)]
