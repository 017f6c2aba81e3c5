"""The calendar of a cycle as a list, and what HR does with a planned announcement on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.cycles import slots
from bot.features.cycles.blocks import REASON, REASON_LIMIT, SHOW, unlinked, value_of
from bot.features.cycles.blocks import named as phase_named
from bot.features.cycles.rules import LAUNCH
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.cycles.calendar import CycleCalendar, Entry
    from bot.features.cycles.views import PhaseLine
    from bot.features.cycles.watching import HeldPhase
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WINDOW = "cycles.calendar"
PREPARE, LET_GO, SKIP, PICTURE = "cycles.prepare", "cycles.let_go", "cycles.skip", "cycles.picture"
SKIP_FORM = "cycles.skipping"
ENTRIES_SHOWN = 40
"""With their controls so many fit into a window; of more, which takes two dozen extensions, the newest are shown."""


def window(
    view: CycleCalendar, edit: str, catalog: Catalog, locale: str, *, told: str = ""
) -> dict[str, Any]:
    """Draw the calendar as a window; `edit` is the control that opens the words of a draft."""
    phases = "\n".join(phase_line(line, catalog, locale) for line in view.phases)
    name = blocks.escape(view.names.get(catalog.language_of(locale), view.cycle))
    heading = catalog.text(locale, "cycles-calendar-phases", cycle=name)
    drawn = [
        *([blocks.context(told)] if told else []),
        *unlinked(catalog, locale, linked_to_pay=view.linked_to_pay),
        blocks.section(f"{heading}\n{phases}"),
    ]
    if view.entries:
        drawn += [blocks.divider(), blocks.section(catalog.text(locale, "cycles-calendar-announcements"))]
        drawn += [
            block
            for entry in view.entries[-ENTRIES_SHOWN:]
            for block in _entry(entry, view, edit, catalog, locale)
        ]
        drawn.append(blocks.context(catalog.text(locale, "cycles-calendar-by-itself")))
    picture = blocks.button(catalog.text(locale, "cycles-calendar-picture"), PICTURE, view.cycle)
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "cycles-calendar-window"),
        [*drawn, blocks.actions([picture])],
        submit=None,
        close=catalog.text(locale, "button-close"),
        remember=view.cycle,
    )


def title(view: CycleCalendar, catalog: Catalog, locale: str) -> str:
    """Return what the calendar is of."""
    name = view.names.get(catalog.language_of(locale), view.cycle)
    return catalog.text(locale, "cycles-calendar-title", cycle=name)


def phase_line(line: PhaseLine, catalog: Catalog, locale: str) -> str:
    """Return a phase in one line: its days and who is in charge."""
    phase = line.phase
    return catalog.text(
        locale,
        "cycles-calendar-phase",
        state=line.state,
        phase=phase_named(phase.id, line.names, phase.key, catalog, locale),
        dates=catalog.text(locale, "cycles-dates", opens=phase.opens, closes=phase.closes),
        owner=catalog.text(locale, f"cycles-owner-{phase.owner}"),
    )


def entry_line(entry: Entry, catalog: Catalog, locale: str) -> str:
    """Return an announcement in one line: its day, what it is, and how far it is."""
    return catalog.text(
        locale,
        "cycles-calendar-entry",
        on=entry.stand.slot.on,
        name=blocks.escape(entry_name(entry, catalog, locale)),
        state=state_words(entry, catalog, locale),
    )


def entry_name(entry: Entry, catalog: Catalog, locale: str) -> str:
    """Return an announcement's number and what it is about."""
    return catalog.text(locale, f"announcing-template-{entry.number}")


def state_words(entry: Entry, catalog: Catalog, locale: str) -> str:
    """Return how far an announcement is."""
    return catalog.text(locale, "cycles-planned-state", state=entry.stand.state)


def skipping(view: CycleCalendar, entry: Entry, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form that says why an announcement is not to be made."""
    about = catalog.text(
        locale,
        "cycles-skip-about",
        name=blocks.escape(entry_name(entry, catalog, locale)),
        on=entry.stand.slot.on,
    )
    reason = blocks.text_input("reason", lines=True, limit=REASON_LIMIT)
    return blocks.modal(
        SKIP_FORM,
        catalog.text(locale, "cycles-skip-title"),
        [blocks.section(about), blocks.field(REASON, catalog.text(locale, "cycles-reason"), reason)],
        submit=catalog.text(locale, "cycles-form-send"),
        close=catalog.text(locale, "button-close"),
        remember=value_of(view.cycle, entry.stand.slot.name),
    )


def held(view: HeldPhase, catalog: Catalog, locale: str) -> Drawn:
    """Draw what keeps a phase shut on its day, and the way to the board."""
    language = catalog.language_of(locale)

    def named(number: str) -> str:
        return phase_named(number, view.phase_names[number], number, catalog, locale)

    lines = [
        catalog.text(
            locale,
            "cycles-held-told",
            cycle=blocks.escape(view.names.get(language, view.cycle)),
            phase=named(view.phase.id),
        )
    ]
    for each in view.held:
        if each.phase == LAUNCH:
            lines.append(catalog.text(locale, "cycles-held-launch", count=each.progress.total))
            continue
        lines.append(
            catalog.text(
                locale,
                "cycles-held",
                waits=named(each.phase),
                percent=each.progress.percent,
                waivable="yes" if each.waivable else "no",
            )
        )
    lines.append(catalog.text(locale, "cycles-held-then"))
    show = blocks.button(
        catalog.text(locale, "cycles-board-button"), SHOW, value_of(view.cycle, view.phase.id)
    )
    return Drawn("\n".join(lines), [blocks.section("\n".join(lines)), blocks.actions([show])])


def held_for_owner(view: HeldPhase, catalog: Catalog, locale: str) -> Drawn:
    """Draw the same for others in charge of the phase: what it waits for, and the board for who may see one."""
    language = catalog.language_of(locale)
    waits = [
        catalog.text(locale, "cycles-held-owner-launch")
        if each.phase == LAUNCH
        else phase_named(each.phase, view.phase_names[each.phase], each.phase, catalog, locale)
        for each in view.held
    ]
    said = catalog.text(
        locale,
        "cycles-held-owner",
        cycle=blocks.escape(view.names.get(language, view.cycle)),
        phase=phase_named(view.phase.id, view.phase_names[view.phase.id], view.phase.id, catalog, locale),
        waits=" · ".join(waits),
    )
    drawn = [blocks.section(said)]
    if view.may_look:
        show = blocks.button(
            catalog.text(locale, "cycles-board-button"), SHOW, value_of(view.cycle, view.phase.id)
        )
        drawn.append(blocks.actions([show]))
    return Drawn(said, drawn)


def _entry(entry: Entry, view: CycleCalendar, edit: str, catalog: Catalog, locale: str) -> list[Block]:
    lines = [entry_line(entry, catalog, locale)]
    if entry.stand.reason:
        reason = blocks.escape(entry.stand.reason)
        lines.append(catalog.text(locale, "cycles-skipped-because", reason=reason))
    drawn = [blocks.section("\n".join(lines))]
    if view.may_steer and (controls := _controls(entry, view, edit, catalog, locale)):
        drawn.append(blocks.actions(controls))
    return drawn


def _controls(entry: Entry, view: CycleCalendar, edit: str, catalog: Catalog, locale: str) -> list[Element]:
    state = entry.stand.state
    value = value_of(view.cycle, entry.stand.slot.name)
    # What an extension drafted is not a part of the plan: its card in the messages steers it.
    planned = "." not in entry.stand.slot.name
    found: list[Element] = []
    if state in {slots.PLANNED, slots.MISSED, slots.SKIPPED} and planned:
        found.append(blocks.button(catalog.text(locale, "cycles-prepare-button"), PREPARE, value))
    if state == slots.PREPARED:
        edits = catalog.text(locale, "cycles-edit-button")
        found.append(blocks.button(edits, edit, entry.stand.announcement_id))
        if planned:
            label = catalog.text(locale, "cycles-let-go-button")
            sure = blocks.confirmation(
                label,
                catalog.text(locale, "cycles-let-go-sure", on=entry.stand.slot.on),
                catalog.text(locale, "cycles-yes"),
                catalog.text(locale, "cycles-no"),
            )
            found.append(blocks.button(label, LET_GO, value, confirm=sure))
    if entry.open and planned:
        found.append(blocks.button(catalog.text(locale, "cycles-skip-button"), SKIP, value))
    return found
