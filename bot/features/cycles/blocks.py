"""The cycle's board and its forms, and one's own next step on Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.cycles.checklist_blocks import LOOK
from bot.features.cycles.rules import LAUNCH
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slackblocks import Element

    from bot.features.cycles.rules import Held
    from bot.features.cycles.views import Board, HomeCycle, NextStep, PhaseLine, UnitLine
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

BOARD, SHOW, PHASE, OPEN = "cycles.board", "cycles.show", "cycles.phase", "cycles.open"
EXTEND, WAIVE, SIGN = "cycles.extend", "cycles.waive", "cycles.sign"
EXTEND_FORM, WAIVE_FORM = "cycles.extending", "cycles.waiving"
CALENDAR, WITHOUT, WITHOUT_FORM = "cycles.calendar", "cycles.without", "cycles.closing"
UNIT, NO_UNIT = "cycles_unit", "-"
UNITS_OFFERED = 100
UNTIL, REASON = "cycles_until", "cycles_reason"
UNITS_SHOWN = 20
REASON_LIMIT = 600


def window(board: Board, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw a cycle's board as a window."""
    language = catalog.language_of(locale)
    return blocks.modal(
        BOARD,
        catalog.text(locale, "cycles-title", cycle=board.names.get(language, board.cycle)),
        [
            *unlinked(catalog, locale, linked_to_pay=board.linked_to_pay),
            blocks.section("\n".join(phase_line(line, catalog, locale) for line in board.phases)),
            blocks.divider(),
            *_shown(board, catalog, locale),
            *_controls(board, catalog, locale),
        ],
        submit=None,
        close=catalog.text(locale, "button-close"),
        remember=value_of(board.cycle, board.shown.phase.id),
    )


def unlinked(catalog: Catalog, locale: str, *, linked_to_pay: bool) -> list[Block]:
    """Draw the line that pay does not depend on a cycle; nothing where it does."""
    return [] if linked_to_pay else [blocks.context(catalog.text(locale, "cycles-not-linked-to-pay"))]


def extending(board: Board, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form that gives a phase more time."""
    shown = board.shown
    about = catalog.text(
        locale, "cycles-extend-about", phase=_called(shown, catalog, locale), closes=shown.phase.closes
    )
    label = catalog.text(locale, "cycles-extend-until")
    return _form(
        EXTEND_FORM,
        catalog.text(locale, "cycles-extend-title"),
        [
            blocks.section(about),
            blocks.field(UNTIL, label, blocks.date_picker("until", label, shown.phase.closes)),
        ],
        board,
        (catalog, locale),
    )


def waiving(board: Board, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form that records a waiver."""
    about = catalog.text(locale, "cycles-waive-about", phase=_called(board.shown, catalog, locale))
    return _form(
        WAIVE_FORM,
        catalog.text(locale, "cycles-waive-title"),
        [blocks.section(about)],
        board,
        (catalog, locale),
    )


def closing(board: Board, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form that lets the cycle close without all records of a unit."""
    label = catalog.text(locale, "cycles-without-unit")
    choices = [
        (
            catalog.text(
                locale,
                "cycles-without-line",
                name=each.name or catalog.text(locale, "cycles-unit-none"),
                count=each.missing,
            ),
            each.code or NO_UNIT,
        )
        for each in board.lacking[:UNITS_OFFERED]
    ]
    return _form(
        WITHOUT_FORM,
        catalog.text(locale, "cycles-without-title"),
        [
            blocks.section(catalog.text(locale, "cycles-without-about")),
            blocks.field(UNIT, label, blocks.select("unit", label, choices)),
        ],
        board,
        (catalog, locale),
    )


def home_part(view: HomeCycle, catalog: Catalog, locale: str) -> list[Block]:
    """Draw what the reader has to do next in a cycle, and the way to the board for who may see it."""
    shown = [(step, _step(step, catalog, locale)) for step in view.steps]
    if view.coming is not None:
        shown.append((view.coming, _coming(view.coming, catalog, locale)))
    drawn = [blocks.header(catalog.text(locale, "cycles-mine-title"))] if shown else []
    for step, words in shown:
        drawn.append(blocks.section(words))
        drawn += unlinked(catalog, locale, linked_to_pay=step.linked_to_pay)
    if view.may_look:
        drawn.append(
            blocks.actions([blocks.button(catalog.text(locale, "cycles-board-button"), SHOW, "board")])
        )
    return drawn


def value_of(cycle: str, phase: str) -> str:
    """Return a cycle and a phase as a control remembers them."""
    return f"{cycle}:{phase}"


def _form(
    callback: str, title: str, about: Sequence[Block], board: Board, spoken: tuple[Catalog, str]
) -> dict[str, Any]:
    catalog, locale = spoken
    reason = blocks.text_input("reason", lines=True, limit=REASON_LIMIT)
    return blocks.modal(
        callback,
        title,
        [*about, blocks.field(REASON, catalog.text(locale, "cycles-reason"), reason)],
        submit=catalog.text(locale, "cycles-form-send"),
        close=catalog.text(locale, "button-close"),
        remember=value_of(board.cycle, board.shown.phase.id),
    )


def phase_line(line: PhaseLine, catalog: Catalog, locale: str) -> str:
    """Write a phase with its days, who is in charge, and how it stands."""
    phase = line.phase
    return catalog.text(
        locale,
        "cycles-phase-line",
        state=line.state,
        phase=_called(line, catalog, locale),
        dates=catalog.text(locale, "cycles-dates", opens=phase.opens, closes=phase.closes),
        owner=catalog.text(locale, f"cycles-owner-{phase.owner}"),
    )


def named(number: str, names: Mapping[str, str], otherwise: str, catalog: Catalog, locale: str) -> str:
    """Return a phase's number and what it is called in the reader's language."""
    return blocks.escape(f"{number} {names.get(catalog.language_of(locale), otherwise)}")


def _called(line: PhaseLine, catalog: Catalog, locale: str) -> str:
    return named(line.phase.id, line.names, line.phase.key, catalog, locale)


def _shown(board: Board, catalog: Catalog, locale: str) -> list[Block]:
    lines = [_sum(board, catalog, locale)]
    lines += [_held(each, board, catalog, locale) for each in board.held]
    lines += [_unit(unit, catalog, locale) for unit in board.units[:UNITS_SHOWN]]
    notes = []
    if board.scope:
        notes.append(catalog.text(locale, "cycles-scope", units=", ".join(map(blocks.escape, board.scope))))
    if len(board.units) > UNITS_SHOWN:
        notes.append(catalog.text(locale, "cycles-units-more", count=len(board.units) - UNITS_SHOWN))
    if board.hidden:
        notes.append(catalog.text(locale, "cycles-units-hidden", count=board.hidden))
    if (both := board.both_records) is not None:
        notes.append(catalog.text(locale, "cycles-both-records", done=both.done, total=both.total))
    return [blocks.section("\n".join(lines)), *([blocks.context("\n".join(notes))] if notes else [])]


def _sum(board: Board, catalog: Catalog, locale: str) -> str:
    phase, share = _called(board.shown, catalog, locale), board.sum
    if share is None:
        return catalog.text(locale, "cycles-shown-small", phase=phase)
    if not board.measured:
        return catalog.text(locale, "cycles-shown-whole", phase=phase, done=share.done)
    return catalog.text(
        locale,
        "cycles-shown",
        phase=phase,
        done=share.done,
        total=share.total,
        pending=share.total - share.done,
        percent=share.percent,
    )


def _held(held: Held, board: Board, catalog: Catalog, locale: str) -> str:
    if held.phase == LAUNCH:
        return catalog.text(locale, "cycles-held-launch", count=held.progress.total)
    line = next(line for line in board.phases if line.phase.id == held.phase)
    return catalog.text(
        locale,
        "cycles-held",
        waits=_called(line, catalog, locale),
        percent=held.progress.percent,
        waivable="yes" if held.waivable else "no",
    )


def _unit(unit: UnitLine, catalog: Catalog, locale: str) -> str:
    share = unit.progress
    return catalog.text(
        locale,
        "cycles-unit-line",
        name=blocks.escape(unit.name) or catalog.text(locale, "cycles-unit-none"),
        done=share.done,
        total=share.total,
        pending=share.total - share.done,
        percent=share.percent,
    )


def _controls(board: Board, catalog: Catalog, locale: str) -> list[Block]:
    choices = [
        (_called(line, catalog, locale), value_of(board.cycle, line.phase.id)) for line in board.phases
    ]
    placeholder = catalog.text(locale, "cycles-choose-phase")
    value = value_of(board.cycle, board.shown.phase.id)
    drawn: list[Element] = [
        blocks.select(PHASE, placeholder, choices),
        blocks.button(catalog.text(locale, "cycles-calendar-button"), CALENDAR, value),
    ]
    if board.lacking and not board.signed:
        drawn.append(blocks.button(catalog.text(locale, "cycles-without-button"), WITHOUT, value))
    if board.may_steer:
        drawn += _steering(board, catalog, locale)
    return [blocks.actions(drawn)]


def _steering(board: Board, catalog: Catalog, locale: str) -> list[Element]:
    value = value_of(board.cycle, board.shown.phase.id)
    name = _called(board.shown, catalog, locale)
    said = (catalog, locale)
    checklist = blocks.button(catalog.text(locale, "cycles-checklist-button"), LOOK, value)
    found: list[Element] = [checklist]
    if board.may_open:
        question = catalog.text(locale, "cycles-open-sure", phase=name)
        found.append(_sure(OPEN, value, catalog.text(locale, "cycles-open-button"), question, said))
    if board.may_extend:
        found.append(blocks.button(catalog.text(locale, "cycles-extend-button"), EXTEND, value))
    if any(each.waivable for each in board.held):
        found.append(blocks.button(catalog.text(locale, "cycles-waive-button"), WAIVE, value))
    if board.may_sign:
        question = catalog.text(locale, "cycles-sign-sure", phase=name)
        found.append(_sure(SIGN, value, catalog.text(locale, "cycles-sign-button"), question, said))
    return found


def _sure(action: str, value: str, label: str, question: str, spoken: tuple[Catalog, str]) -> Element:
    catalog, locale = spoken
    yes, no = catalog.text(locale, "cycles-yes"), catalog.text(locale, "cycles-no")
    return blocks.button(label, action, value, confirm=blocks.confirmation(label, question, yes, no))


def _coming(step: NextStep, catalog: Catalog, locale: str) -> str:
    name = step.names.get(catalog.language_of(locale), step.phase)
    return catalog.text(
        locale, "cycles-mine-coming", phase=blocks.escape(name), opens=step.opens, closes=step.closes
    )


def _step(step: NextStep, catalog: Catalog, locale: str) -> str:
    if step.missing is None:
        return catalog.text(locale, f"cycles-mine-{step.phase}", closes=step.closes)
    return catalog.text(locale, f"cycles-reports-{step.phase}", closes=step.closes, count=step.missing)
