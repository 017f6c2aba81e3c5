"""Reminders on App Home: what comes, what is muted, and what one may choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.nudges.blocks import week_lines
from bot.features.nudges.wording import Words
from bot.slack import blocks

if TYPE_CHECKING:
    from typing import Any

    from slackblocks import Element

    from bot.features.nudges.shown import MyReminders
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

STOP, RESUME, MUTE, UNMUTE = "nudges.stop", "nudges.resume", "nudges.mute", "nudges.unmute"
PROMPTS, OPEN, SETTINGS = "nudges.prompts", "nudges.open_settings", "nudges.settings"
CHOICES = ("every", "actions", "wrap_up")
LINES = 6
EVENINGS = ("16:00", "16:30", "17:00", "17:30", "18:00", "18:30", "19:00", "19:30", "20:00", "21:00")
MORNINGS = ("07:00", "07:30", "08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00")


def home_part(view: MyReminders, catalog: Catalog, locale: str) -> list[Block]:
    """Draw what comes this week, and the switches."""
    words = Words(catalog, locale)
    drawn = [blocks.header(words("nudges-home-title"))]
    drawn += [blocks.context(line) for line in week_lines(view.week, words)[:LINES]]
    hours = words("nudges-home-hours", quiet_from=view.quiet_from, quiet_until=view.quiet_until)
    away = [
        words("nudges-home-away", first=words.day(first), last=words.day(last)) for first, last in view.away
    ]
    drawn.append(blocks.context(*[hours, *away][:LINES]))
    if view.pulse:
        drawn.append(blocks.context(words("nudges-home-pulse", average=view.pulse)))
    return [*drawn, blocks.actions(_switches(view, words))]


def settings(view: MyReminders, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form for quiet hours and days away."""
    words = Words(catalog, locale)
    return blocks.modal(
        SETTINGS,
        words("nudges-settings-title"),
        [
            blocks.field(
                "from", words("nudges-settings-from"), _times("from", EVENINGS, view.quiet_from, words)
            ),
            blocks.field(
                "until", words("nudges-settings-until"), _times("until", MORNINGS, view.quiet_until, words)
            ),
            blocks.field(
                "away_from",
                words("nudges-settings-away-from"),
                blocks.date_picker("away_from", words("nudges-settings-day")),
                optional=True,
            ),
            blocks.field(
                "away_until",
                words("nudges-settings-away-until"),
                blocks.date_picker("away_until", words("nudges-settings-day")),
                optional=True,
            ),
        ],
        submit=words("nudges-settings-save"),
        close=words("button-close"),
    )


def _times(action_id: str, times: tuple[str, ...], chosen: str, words: Words) -> Element:
    known = times if chosen in times else (*times, chosen)
    return blocks.select(action_id, words("nudges-settings-time"), [(each, each) for each in known], chosen)


def _switches(view: MyReminders, words: Words) -> list[Element]:
    if view.week.stopped:
        return [blocks.button(words("nudges-home-resume"), RESUME, "resume", style="primary")]
    drawn: list[Element] = []
    if view.leads:
        choices = [(words(f"nudges-prompts-{choice}"), choice) for choice in CHOICES]
        drawn.append(blocks.select(PROMPTS, words("nudges-home-prompts"), choices, view.event_prompts))
    audible = [(words.kind(kind), kind.value) for kind in view.kinds if kind not in view.muted]
    if audible:
        drawn.append(blocks.select(MUTE, words("nudges-home-mute"), audible))
    if view.muted:
        muted = [(words.kind(kind), kind.value) for kind in view.muted]
        drawn.append(blocks.select(UNMUTE, words("nudges-home-unmute"), muted))
    drawn.append(blocks.button(words("nudges-home-settings"), OPEN, "open"))
    drawn.append(blocks.button(words("nudges-home-stop"), STOP, "stop"))
    return drawn
