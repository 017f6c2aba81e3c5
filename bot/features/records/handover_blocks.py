"""The two messages of a handover: the new manager's, with a button for each note, and the employee's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records.paper import Words
from bot.slack import blocks
from bot.slack.blocks import Drawn, escape

if TYPE_CHECKING:
    from bot.features.records.handovers import Handover
    from bot.features.records.lines import NoteLine
    from bot.features.records.promises import OpenAction
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

NOTES_SHOWN, STEPS_SHOWN = 20, 15
STEP_LIMIT = 300


def handed_over(handover: Handover, catalog: Catalog, locale: str) -> Drawn:
    """Draw what the new manager receives."""
    words = Words(catalog, locale)
    employee = words.called(handover.employee)
    intro = words("access-handed-over-intro", employee=escape(employee))
    return Drawn(
        text=words("access-handed-over-text", employee=employee),
        blocks=[blocks.section(intro), *_to_open(handover, words)],
    )


def followed(handover: Handover, catalog: Catalog, locale: str) -> Drawn:
    """Draw what the new manager receives when a note that was still in review is confirmed."""
    words = Words(catalog, locale)
    employee = words.called(handover.employee)
    intro = words("access-handed-over-followed-intro", employee=escape(employee))
    return Drawn(
        text=words("access-handed-over-followed-text", employee=employee),
        blocks=[blocks.section(intro), *_to_open(handover, words)],
    )


def _to_open(handover: Handover, words: Words) -> list[Block]:
    notes = [
        blocks.section(
            _note(note, words),
            accessory=blocks.button(words("records-open-button"), "records.open", f"{note.note_id}:0"),
        )
        for note in handover.notes[:NOTES_SHOWN]
    ]
    return _listed(handover, notes, words)


def told(handover: Handover, catalog: Catalog, locale: str) -> Drawn:
    """Draw what the employee receives: exactly what went over, and that private notes did not."""
    words = Words(catalog, locale)
    manager = words.called(handover.manager)
    notes = [blocks.section(_note(note, words)) for note in handover.notes[:NOTES_SHOWN]]
    intro = blocks.section(words("access-handed-over-told-intro", manager=escape(manager)))
    waiting = [words("access-handed-over-waiting", count=handover.waiting)] if handover.waiting else []
    return Drawn(
        text=words("access-handed-over-told-text", manager=manager),
        blocks=[intro, *_listed(handover, notes, words), *([blocks.context(*waiting)] if waiting else [])],
    )


def _listed(handover: Handover, notes: list[Block], words: Words) -> list[Block]:
    drawn = [blocks.section(words("access-handed-over-notes")), *notes]
    drawn += _more(len(handover.notes) - NOTES_SHOWN, words)
    if handover.steps:
        drawn.append(blocks.section(words("access-handed-over-steps")))
        drawn += [blocks.section(_step(step, words)) for step in handover.steps[:STEPS_SHOWN]]
        drawn += _more(len(handover.steps) - STEPS_SHOWN, words)
    return drawn


def _more(count: int, words: Words) -> list[Block]:
    return [blocks.context(words("access-handed-over-more", count=count))] if count > 0 else []


def _note(note: NoteLine, words: Words) -> str:
    kind = words("records-kind", kind=note.kind)
    return words("access-note-line", kind=kind, manager=escape(words.spoken(note.author)), day=note.met_on)


def _step(step: OpenAction, words: Words) -> str:
    owner = escape(words.spoken(step.owner)) if step.owner else ""
    due = words("records-day", day=step.due) if step.due else escape(step.due_text)
    return "• " + " · ".join(filter(None, (escape(blocks.fit(step.what, STEP_LIMIT)), owner, due)))
