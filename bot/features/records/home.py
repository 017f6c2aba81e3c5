"""The part of App Home that shows a person's open steps and latest notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records.paper import Words
from bot.features.records.promises import DueWhen
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.records.lines import NoteLine
    from bot.features.records.lists import HomeRecords
    from bot.features.records.promises import OpenAction
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

STEPS_SHOWN = 10
CHOICES_MAX = 100
"""What a menu of Slack holds."""


def home_part(view: HomeRecords, catalog: Catalog, locale: str) -> list[Block]:
    """Draw the open steps, the reader's own first, each with its two ends, and the latest notes."""
    words = Words(catalog, locale)
    drawn = [blocks.header(words("records-home-steps"))]
    for action in view.actions[:STEPS_SHOWN]:
        drawn += _step(action, words)
    if (more := len(view.actions) - STEPS_SHOWN) > 0:
        drawn.append(blocks.context(words("records-home-more-steps", count=more)))
    if not view.actions:
        drawn.append(blocks.context(words("records-home-no-steps")))
    drawn.append(blocks.header(words("records-home-notes")))
    drawn.append(blocks.actions(_ways_in(view, words)))
    drawn += [_note(line, words) for line in view.notes]
    if not view.notes:
        drawn.append(blocks.context(words("records-home-no-notes")))
    return drawn


def _ways_in(view: HomeRecords, words: Words) -> list[Element]:
    """Make what leads to all notes, one's own timeline, and those of one's reports."""
    ways: list[Element] = [
        blocks.button(words("finding-home-button"), "records.find", "home"),
        blocks.button(words("timeline-mine-button"), "records.timeline", "home"),
    ]
    if view.reports:
        reports = [(words.called(each), str(each.person_id)) for each in view.reports[:CHOICES_MAX]]
        ways.append(blocks.select("records.timeline.of", words("timeline-with"), reports))
    return ways


def _step(action: OpenAction, words: Words) -> list[Block]:
    value = str(action.number)
    lines = [f"*{escape(blocks.fit(action.what, 500))}*", _who_and_when(action, words)]
    if action.worth_asking:
        lines.append(words("records-home-worth-doing"))
    on = "keep" if action.worth_asking else "carry"
    choices = [
        blocks.button(words("records-done-button"), "records.done", value),
        blocks.button(words(f"steps-button-{on}"), f"records.{on}", value),
        blocks.button(words("records-drop-button"), "records.drop", value),
        blocks.date_picker("records.due", words("steps-choose-day"), action.due),
    ]
    return [blocks.section("\n".join(lines)), blocks.actions(choices, block_id=f"step:{value}")]


def _who_and_when(action: OpenAction, words: Words) -> str:
    owner = "you" if action.mine else "other"
    if not action.owner:
        owner = "both" if action.both else "nobody"
    who = words(
        "records-home-owner",
        owner=owner,
        name=escape(words.spoken(action.owner)),
        other=escape(words.spoken(action.other)),
    )
    if action.due_when is DueWhen.OPEN_ENDED:
        return " · ".join(filter(None, (who, escape(action.due_text))))
    return f"{who} · {words('records-home-due', when=action.due_when.value, day=action.due)}"


def _note(line: NoteLine, words: Words) -> Block:
    other = escape(words.spoken(line.other))
    heading = words.heading(line.kind, other, line.met_on, own=line.own)
    role = "manager" if line.mine else "employee"
    standing = words("records-home-status", status=line.status.value, reader=role, name=other)
    if line.author:
        standing = words("access-home-handed-over", name=escape(words.spoken(line.author)))
    return blocks.section(
        f"*{heading}*\n{standing}",
        accessory=blocks.button(words("records-open-button"), "records.open", f"{line.note_id}:0"),
    )
