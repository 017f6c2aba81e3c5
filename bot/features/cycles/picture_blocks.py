"""The calendar of a cycle as a picture: a bar a phase, a mark an announcement, and today's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing import days as day_pictures
from bot.drawing.days import Bar, Border, Lane, Mark, Shape
from bot.features.cycles import slots
from bot.features.cycles.calendar_blocks import entry_name, title
from bot.features.cycles.views import OPEN

if TYPE_CHECKING:
    from datetime import date

    from bot.features.cycles.calendar import CycleCalendar, Entry
    from bot.features.cycles.views import PhaseLine
    from prompts.catalog import Catalog

SHAPES = {
    slots.PLANNED: Shape.NOT_YET,
    slots.PREPARED: Shape.NOT_YET,
    slots.WAITING: Shape.NOT_YET,
    slots.SCHEDULED: Shape.SAID,
    slots.SENDING: Shape.SAID,
    slots.SENT: Shape.YES,
    slots.AUTOMATIC: Shape.HAPPENED,
    slots.MISSED: Shape.NO,
    slots.SKIPPED: Shape.NO,
    slots.STOPPED: Shape.NO,
}
LEGEND = (
    (Shape.NOT_YET, "not_yet"),
    (Shape.SAID, "let_go"),
    (Shape.YES, "sent"),
    (Shape.NO, "not_sent"),
    (Shape.HAPPENED, "automatic"),
)


def drawn(view: CycleCalendar, catalog: Catalog, locale: str) -> bytes:
    """Return a calendar as PNG. Raises NoFontError."""
    rows = [_phase(line, catalog, locale) for line in view.phases]
    rows += [_entry(entry, catalog, locale) for entry in view.entries]
    note = "cycles-not-linked-to-pay" if not view.linked_to_pay else "cycles-picture-note"
    legend = LEGEND if view.entries else ()
    return day_pictures.days(
        title(view, catalog, locale),
        catalog.text(locale, note),
        rows,
        [Border(view.today, catalog.text(locale, "cycles-picture-today", day=view.today))],
        [(shape, catalog.text(locale, "cycles-picture-legend", mark=mark)) for shape, mark in legend],
    )


def _phase(line: PhaseLine, catalog: Catalog, locale: str) -> Lane:
    phase = line.phase
    name = line.names.get(catalog.language_of(locale), phase.key)
    owner = catalog.text(locale, f"cycles-owner-{phase.owner}")
    said = f"{_short(phase.opens)}–{_short(phase.closes)} · {owner}"
    return Lane(f"{phase.id} {name}", said, (), Bar(phase.opens, phase.closes, faint=line.state != OPEN))


def _entry(entry: Entry, catalog: Catalog, locale: str) -> Lane:
    stand = entry.stand
    state = catalog.text(locale, "cycles-picture-state", state=stand.state)
    said = f"{_short(stand.slot.on)} · {state}"
    return Lane(entry_name(entry, catalog, locale), said, (Mark(stand.slot.on, SHAPES[stand.state]),))


def _short(day: date) -> str:
    """Return a day as the picture's axis writes months: in numbers, the same in every language."""
    return f"{day:%m-%d}"
