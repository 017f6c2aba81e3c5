"""A manager's calendar on App Home, the form it is linked with, and what is said of it. Never its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.delivery.drafts import Drawn
from bot.language.names import spoken_name
from bot.slack import blocks

if TYPE_CHECKING:
    from bot.features.one_on_ones.calendars import CalendarView, TitleQuestion
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

LINK, REMOVE = "one_on_ones.calendar", "one_on_ones.calendar_remove"
IS_TALK, IS_NONE = "one_on_ones.title_yes", "one_on_ones.title_no"
LONGEST_ADDRESS = 2_000


def home_part(read: tuple[bool, CalendarView | None], catalog: Catalog, locale: str) -> list[Block]:
    """Draw the calendar's line; nothing for somebody nobody reports to."""
    may_link, view = read
    if not may_link:
        return []
    buttons = [blocks.button(_text(catalog, locale, "replace" if view else "link"), LINK, "home")]
    if view is not None:
        buttons.append(
            blocks.button(
                _text(catalog, locale, "remove"),
                REMOVE,
                "home",
                confirm=blocks.confirmation(
                    _text(catalog, locale, "remove-title"),
                    _text(catalog, locale, "remove-words"),
                    _text(catalog, locale, "remove"),
                    catalog.text(locale, "button-cancel"),
                ),
            )
        )
    return [blocks.section(_standing(view, catalog, locale)), blocks.actions(buttons)]


def form(catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form an address is pasted into; it is always empty."""
    address = blocks.text_input("address", limit=LONGEST_ADDRESS)
    return blocks.modal(
        LINK,
        _text(catalog, locale, "title"),
        [
            blocks.section(_text(catalog, locale, "lead")),
            blocks.field(
                "address", _text(catalog, locale, "address"), address, hint=_text(catalog, locale, "where")
            ),
            blocks.context(_text(catalog, locale, "kept"), _text(catalog, locale, "file")),
        ],
        submit=_text(catalog, locale, "link"),
        close=catalog.text(locale, "button-cancel"),
    )


def read_message(talks: int, catalog: Catalog, locale: str) -> Drawn:
    """Draw what was found in a calendar."""
    said = _text(catalog, locale, "read", talks=talks)
    return Drawn(text=said, blocks=[blocks.section(said), blocks.context(_text(catalog, locale, "kept"))])


def trouble_message(fault: str, catalog: Catalog, locale: str) -> Drawn:
    """Draw why a calendar could not be read."""
    said = _text(catalog, locale, "trouble", fault=fault)
    return Drawn(text=said, blocks=[blocks.section(said)])


def title_message(question: TitleQuestion, catalog: Catalog, locale: str) -> Drawn:
    """Draw the question whether a title is a talk with somebody, or what was answered."""
    name = blocks.escape(spoken_name(question.name, locale))
    if question.is_talk is not None:
        key = "title-talk" if question.is_talk else "title-none"
        said = _text(catalog, locale, key, name=name)
        return Drawn(text=said, blocks=[blocks.section(said)])
    said = _text(catalog, locale, "title-ask", name=name, title=blocks.escape(question.title))
    yes = blocks.button(_text(catalog, locale, "title-yes"), IS_TALK, str(question.number), style="primary")
    no = blocks.button(_text(catalog, locale, "title-no"), IS_NONE, str(question.number))
    return Drawn(
        text=said,
        blocks=[
            blocks.section(said),
            blocks.actions([yes, no]),
            blocks.context(_text(catalog, locale, "title-once")),
        ],
    )


def _standing(view: CalendarView | None, catalog: Catalog, locale: str) -> str:
    if view is None:
        return _text(catalog, locale, "none")
    if view.fault:
        return _text(catalog, locale, "trouble", fault=view.fault)
    if view.read_at is None:
        return _text(catalog, locale, "waiting")
    read_at = view.read_at.astimezone(ZoneInfo(view.zone))
    return _text(catalog, locale, "linked", talks=view.talks, read=read_at, source=view.source.value)


def _text(catalog: Catalog, locale: str, key: str, **given: object) -> str:
    return catalog.text(locale, f"one-on-ones-calendar-{key}", **given)
