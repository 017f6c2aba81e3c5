"""A timeline as a picture: a row a note, when its evidence was in the employee's hands, and the day that decides.

No word of what was said is in it: it lies in Slack as a file, and nobody could take it back from there.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.drawing import days as day_pictures
from bot.drawing.days import Border, Lane, Mark, Shape
from bot.features.records.evidence_use import Use
from bot.features.records.moments import Moment
from bot.language.names import spoken_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.features.records.moments import Entry, Timeline
    from prompts.catalog import Catalog

LANES_MAX = 20
"""Rows of a picture that can still be read on a screen; the newest are drawn."""
USES = {
    Use.USABLE: Shape.YES,
    Use.PRIVATE: Shape.NO,
    Use.TOO_LATE: Shape.NO,
    Use.NOT_READ: Shape.NOT_YET,
    Use.NO_REVIEW: Shape.NOT_YET,
}
HAPPENED = {
    Moment.ACKNOWLEDGED: Shape.SAID,
    Moment.COMMENTED: Shape.SAID,
    Moment.DISPUTED: Shape.SAID,
    Moment.DONE: Shape.HAPPENED,
    Moment.DROPPED: Shape.HAPPENED,
}
LEGEND = (
    (Shape.YES, "yes"),
    (Shape.NOT_YET, "not_yet"),
    (Shape.NO, "no"),
    (Shape.SAID, "answered"),
    (Shape.HAPPENED, "happened"),
)


def drawn(timeline: Timeline, catalog: Catalog, locale: str) -> bytes | None:
    """Return a timeline as PNG; None where nothing is on record. Raises NoFontError."""
    rows = lanes(timeline, catalog, locale)
    if not rows:
        return None
    left_out = len(rows) - LANES_MAX
    note = catalog.text(locale, "timeline-picture-note", count=max(left_out, 0))
    return day_pictures.days(
        title(timeline, catalog, locale),
        note,
        rows[-LANES_MAX:],
        _borders(timeline, catalog, locale),
        [(shape, catalog.text(locale, "timeline-picture-legend", mark=mark)) for shape, mark in LEGEND],
    )


def title(timeline: Timeline, catalog: Catalog, locale: str) -> str:
    """Return what the picture is of: whose timeline, and of which cycle."""
    names = timeline.cycles.get(timeline.cycle_id, {})
    cycle = names.get(locale.partition("-")[0]) or names.get("en", "")
    return catalog.text(
        locale,
        "timeline-picture-title",
        name=spoken_name(timeline.employee.name, locale),
        cycle=cycle,
        known="yes" if cycle else "no",
    )


def lanes(timeline: Timeline, catalog: Catalog, locale: str) -> list[Lane]:
    """Return a row for each note, the earliest talk first, in the reader's language."""
    notes = sorted(timeline.entries, key=lambda entry: entry.note_id)
    found = [tuple(entries) for _, entries in groupby(notes, key=lambda entry: entry.note_id)]
    begun = sorted(found, key=lambda entries: _talk(entries).on)
    return [_lane(entries, catalog, locale) for entries in begun]


def _lane(entries: Sequence[Entry], catalog: Catalog, locale: str) -> Lane:
    talk = _talk(entries)
    kind = catalog.text(locale, "records-kind", kind=talk.note_kind)
    said = ""
    if talk.verdict is not None:
        verdict = talk.verdict
        said = catalog.text(locale, "timeline-picture-use", use=verdict.use.value, days=verdict.late_by)
        if verdict.questioned:
            said = f"{said} · {catalog.text(locale, 'timeline-picture-questioned')}"
    label = catalog.text(locale, "timeline-picture-lane", day=talk.on, kind=kind)
    return Lane(label, said, tuple(_marks(entries)))


def _marks(entries: Sequence[Entry]) -> Iterator[Mark]:
    """Give the marks of a row, what decides last, so that it lies on top."""
    talk = _talk(entries)
    yield Mark(talk.on, Shape.HAPPENED)
    for entry in entries:
        if entry.moment in HAPPENED:
            yield Mark(entry.on, HAPPENED[entry.moment])
    if talk.verdict is not None:
        yield Mark(talk.shown_on or talk.on, USES[talk.verdict.use])


def _talk(entries: Sequence[Entry]) -> Entry:
    return next(entry for entry in entries if entry.moment in {Moment.TALK, Moment.SAVED})


def _borders(timeline: Timeline, catalog: Catalog, locale: str) -> list[Border]:
    days = {"last_day": timeline.last_day, "closes": timeline.closes}
    return [
        Border(day, catalog.text(locale, "timeline-picture-border", border=border, day=day))
        for border, day in days.items()
        if day is not None
    ]
