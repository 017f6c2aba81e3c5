"""The form in which a manager sets how they mean to talk with a report."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.one_on_ones.rhythm_blocks import RHYTHM, weekday
from bot.language.names import spoken_name
from bot.slack import blocks

if TYPE_CHECKING:
    from bot.features.one_on_ones.planning import Standing
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

NO_DAY = "none"
SHORT = 10
LONGEST_ZONE = 64


def form(standing: Standing, catalog: Catalog, locale: str) -> dict[str, object]:
    """Draw the form, filled in as things stand."""
    plan = standing.plan

    def text(key: str, **given: object) -> str:
        return catalog.text(locale, f"one-on-ones-form-{key}", **given)

    def typed(name: str, written: str, limit: int = SHORT) -> Block:
        element = blocks.text_input(name, written=written, limit=limit)
        return blocks.field(name, text(name), element, hint=text(f"{name}-hint"))

    days = [(text("no-day"), NO_DAY), *((weekday(day, catalog, locale), str(day)) for day in range(7))]
    chosen = NO_DAY if plan.weekday is None else str(plan.weekday)
    name = spoken_name(standing.name, locale)
    fields = [
        blocks.section(text("lead", name=blocks.escape(name))),
        typed("every", str(plan.every_days)),
        blocks.field("weekday", text("weekday"), blocks.select("weekday", text("weekday"), days, chosen)),
        typed("at", plan.at.strftime("%H:%M")),
        typed("zone", plan.zone, LONGEST_ZONE),
        typed("minutes", str(plan.minutes)),
        *_next(standing, catalog, locale),
        typed("warn", str(plan.warn_days)),
        typed("hard", str(plan.hard_days)),
        blocks.field(
            "paused",
            text("paused"),
            blocks.date_picker("paused", text("paused"), plan.paused_until),
            hint=text("paused-hint"),
            optional=True,
        ),
    ]
    return blocks.modal(
        RHYTHM,
        text("title"),
        fields,
        submit=catalog.text(locale, "button-save"),
        close=catalog.text(locale, "button-cancel"),
        remember=str(standing.employee_id),
    )


def _next(standing: Standing, catalog: Catalog, locale: str) -> list[Block]:
    def text(key: str, **given: object) -> str:
        return catalog.text(locale, f"one-on-ones-form-{key}", **given)

    choices = [(text("move"), "move")]
    if standing.plan.weekday is not None:
        choices.insert(0, (text("skip"), "skip"))
    as_planned = (text("as-planned"), "as_planned")
    drawn = []
    if standing.next_at is not None:
        local = standing.next_at.astimezone(ZoneInfo(standing.plan.zone))
        drawn.append(blocks.context(text("next-is", next=local)))
    return [
        *drawn,
        blocks.field("next", text("next"), blocks.radio("next", [as_planned, *choices], "as_planned")),
        blocks.field(
            "move_on", text("move-on"), blocks.date_picker("move_on", text("move-on")), optional=True
        ),
        blocks.field(
            "move_at",
            text("move-at"),
            blocks.text_input("move_at", limit=SHORT),
            hint=text("at-hint"),
            optional=True,
        ),
    ]
