"""A timeline in a window: what happened, in order, and what of it may count in a rating."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.records.paper import WINDOW_BLOCKS, WINDOW_CHARACTERS, Words, fitted
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.records.evidence_use import Verdict
    from bot.features.records.moments import Entry, Timeline
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

SHOWN = 400
"""How much of what was said an entry shows; all of it is in the note."""
CYCLES_MAX = 50
HEAD = 7


def window(timeline: Timeline, catalog: Catalog, locale: str, *, told: str = "") -> dict[str, Any]:
    """Draw the window, what happened first on top. `told`: what became of the picture that was asked for."""
    words = Words(catalog, locale)
    shown, left = fitted(
        [_entry(entry, words) for entry in timeline.entries],
        room_blocks=WINDOW_BLOCKS - HEAD,
        room_characters=WINDOW_CHARACTERS,
    )
    rule = "known" if timeline.closes else "unknown"
    closes = timeline.closes or "none"
    nothing = [] if timeline.entries else [blocks.section(words("timeline-nothing"))]
    cut = [blocks.context(words("records-cut", count=left))] if left else []
    whose = "mine" if timeline.mine else "other"
    name = words.called(timeline.employee)
    return blocks.modal(
        "records.timeline",
        words("timeline-title"),
        [
            blocks.header(words("timeline-header", whose=whose, name=name)),
            *_menu(timeline, words),
            blocks.context(words("timeline-rule", rule=rule, day=closes, last=timeline.last_day or "none")),
            *([blocks.context(told)] if told else []),
            *nothing,
            *shown,
            *cut,
        ],
        submit=None,
        close=words("button-close"),
    )


def _entry(entry: Entry, words: Words) -> list[Block]:
    head = words(
        "timeline-entry",
        moment=entry.moment.value,
        day=entry.on,
        kind=words("records-kind", kind=entry.note_kind),
        name=escape(words.called(entry.who)) if entry.who else "",
        owned="yes" if entry.who else "no",
    )
    lines = [head]
    if entry.quote:
        lines.append(blocks.quote(blocks.fit(entry.quote, SHOWN)))
    if entry.text:
        lines.append(blocks.quote(blocks.fit(entry.text, SHOWN)))
    if entry.verdict is not None:
        lines.append(_verdict(entry.verdict, words))
    opening = None
    if entry.verdict is not None or entry.moment.value in {"talk", "saved"}:
        opening = blocks.button(words("records-open-button"), "records.open", f"{entry.note_id}:0")
    return [blocks.section("\n".join(lines), accessory=opening)]


def _verdict(verdict: Verdict, words: Words) -> str:
    said = words("timeline-use", use=verdict.use.value, days=verdict.late_by)
    return f"{said} {words('timeline-questioned')}" if verdict.questioned else said


def _menu(timeline: Timeline, words: Words) -> list[Block]:
    person = timeline.employee.person_id
    chosen = f"{person}:{timeline.cycle_id}"
    ways: list[Element] = []
    if timeline.entries:
        ways.append(blocks.button(words("timeline-picture-button"), "records.timeline.picture", chosen))
    language = words.locale.partition("-")[0]
    choices = [
        (names.get(language) or names["en"], f"{person}:{cycle_id}")
        for cycle_id, names in list(timeline.cycles.items())[:CYCLES_MAX]
    ]
    if choices:
        ways.insert(0, blocks.select("records.timeline.cycle", words("timeline-cycle"), choices, chosen))
    return [blocks.actions(ways)] if ways else []
