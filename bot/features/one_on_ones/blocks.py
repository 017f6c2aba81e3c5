"""The 1:1s on App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.one_on_ones.rhythm_blocks import RHYTHM, rhythm_line
from bot.language.names import spoken_name
from bot.slack import blocks

if TYPE_CHECKING:
    from datetime import datetime

    from bot.features.one_on_ones.rules import Appointment, Meeting, MyOneOnOnes, Rhythm
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

BEGIN, CHOOSE = "check_ins.begin", "check_ins.choose"
"""Taken by the check-in feature. BEGIN has a mode after it and the value `EMPLOYEE:MODE`."""


def home_part(view: MyOneOnOnes, catalog: Catalog, locale: str) -> list[Block]:
    """Draw the reader's talks, next times in their zone; nothing for somebody who has none."""
    if not view.reports and not view.managers:
        return []
    drawn = [blocks.header(catalog.text(locale, "one-on-ones-title"))]
    for report in view.reports:
        drawn += _report(report, view.zone, catalog, locale)
    if view.more:
        label = catalog.text(locale, "one-on-ones-choose-button")
        drawn.append(
            blocks.section(
                catalog.text(locale, "one-on-ones-more", count=view.more),
                accessory=blocks.button(label, CHOOSE, "more"),
            )
        )
    return drawn + [_manager(manager, view.zone, catalog, locale) for manager in view.managers]


def _report(report: Meeting, zone: str, catalog: Catalog, locale: str) -> list[Block]:
    last = (
        catalog.text(locale, "one-on-ones-last", day=report.last_on)
        if report.last_on
        else catalog.text(locale, "one-on-ones-first")
    )
    buttons = [
        blocks.button(
            catalog.text(locale, f"one-on-ones-{mode}-button"),
            f"{BEGIN}.{mode}",
            f"{report.person_id}:{mode}",
        )
        for mode in ("prep", "debrief")
    ]
    label = catalog.text(locale, "one-on-ones-rhythm-button")
    buttons.append(blocks.button(label, RHYTHM, str(report.person_id)))
    said = f"{_next(report, zone, catalog, locale)} · {last}{_rhythm(report.rhythm, catalog, locale)}"
    return [blocks.section(said), blocks.actions(buttons)]


def _next(meeting: Meeting, zone: str, catalog: Catalog, locale: str) -> str:
    name = blocks.escape(spoken_name(meeting.name, locale))
    if meeting.next_at is None:
        return catalog.text(locale, "one-on-ones-report-unplanned", name=name)
    return catalog.text(locale, "one-on-ones-report", name=name, next=_there(meeting.next_at, zone))


def _manager(manager: Appointment, zone: str, catalog: Catalog, locale: str) -> Block:
    name = blocks.escape(spoken_name(manager.name, locale))
    if manager.next_at is None:
        said = catalog.text(locale, "one-on-ones-manager-unplanned", name=name)
    else:
        there = _there(manager.next_at, zone)
        said = catalog.text(locale, "one-on-ones-manager", name=name, next=there)
    return blocks.section(f"{said}{_rhythm(manager.rhythm, catalog, locale)}")


def _rhythm(rhythm: Rhythm | None, catalog: Catalog, locale: str) -> str:
    return f"\n{rhythm_line(rhythm, catalog, locale)}" if rhythm else ""


def _there(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone))
