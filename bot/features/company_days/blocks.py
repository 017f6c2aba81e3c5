"""The company's calendar as HR sees it: its line on Home, its window, and the form days are entered with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel import Locale

from bot.delivery.drafts import Drawn
from bot.features.company_days import rules
from bot.slack import blocks

if TYPE_CHECKING:
    from datetime import date

    from bot.features.company_days.rules import Entry, OnHome, Overview
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WINDOW, SHOW = "company_days.window", "company_days.show"
ADD, ADD_FORM, REMOVE = "company_days.add", "company_days.add_form", "company_days.remove"
COMPLETE, REOPEN = "company_days.complete", "company_days.reopen"
FIRST, LAST, KIND = "first", "last", "kind"


def home_part(view: OnHome | None, catalog: Catalog, locale: str) -> list[Block]:
    """Draw until when the calendar is known; nothing for whom it does not concern."""
    if view is None:
        return []
    said = catalog.text(
        locale,
        "company-days-home",
        until=view.known_until,
        count=view.entries,
        near="yes" if view.near else "no",
    )
    button = blocks.button(catalog.text(locale, "company-days-show"), SHOW, "home")
    return [
        blocks.header(catalog.text(locale, "company-days-heading")),
        blocks.section(said, accessory=button),
    ]


def ending(until: date, year: str, catalog: Catalog, locale: str) -> Drawn:
    """Draw that the known days end soon, with the way to mend it."""
    said = catalog.text(locale, "company-days-ends", until=until, year=year)
    button = blocks.button(catalog.text(locale, "company-days-show"), SHOW, "message")
    return Drawn(text=said, blocks=[blocks.section(said, accessory=button)])


def window(view: Overview, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the days that are entered, and what may be done about them."""
    drawn = [
        blocks.section(
            catalog.text(
                locale,
                "company-days-known",
                country=_called(view.country, catalog, locale),
                until=view.known_until,
            )
        ),
        blocks.context(catalog.text(locale, "company-days-why")),
        blocks.actions(_controls(view, catalog, locale)),
    ]
    if not view.entries:
        drawn.append(blocks.section(catalog.text(locale, "company-days-none")))
    drawn += [_line(entry, catalog, locale) for entry in view.entries]
    if view.more:
        drawn.append(blocks.context(catalog.text(locale, "company-days-more", count=view.more)))
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "company-days-title"),
        drawn,
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def form(catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form one day, or several in a row, are entered with."""
    placeholder = catalog.text(locale, "company-days-day")
    kinds = [(catalog.text(locale, "company-days-kind", kind=kind), kind) for kind in rules.KINDS]
    return blocks.modal(
        ADD_FORM,
        catalog.text(locale, "company-days-title"),
        [
            blocks.field(
                FIRST, catalog.text(locale, "company-days-first"), blocks.date_picker(FIRST, placeholder)
            ),
            blocks.field(
                LAST,
                catalog.text(locale, "company-days-last"),
                blocks.date_picker(LAST, placeholder),
                optional=True,
            ),
            blocks.field(
                KIND, catalog.text(locale, "company-days-what"), blocks.radio(KIND, kinds, rules.KINDS[0])
            ),
            blocks.context(catalog.text(locale, "company-days-stays")),
        ],
        submit=catalog.text(locale, "company-days-enter"),
        close=catalog.text(locale, "button-cancel"),
    )


def _controls(view: Overview, catalog: Catalog, locale: str) -> list[Any]:
    cancel = catalog.text(locale, "button-cancel")
    complete = catalog.text(locale, "company-days-complete", year=str(view.next_year))
    controls: list[Any] = [
        blocks.button(catalog.text(locale, "company-days-add"), ADD, "window", style="primary"),
        blocks.button(
            complete,
            COMPLETE,
            str(view.next_year),
            confirm=blocks.confirmation(
                complete,
                catalog.text(locale, "company-days-complete-words", year=str(view.next_year)),
                catalog.text(locale, "company-days-complete-yes"),
                cancel,
            ),
        ),
    ]
    if view.reopenable is not None:
        label = catalog.text(locale, "company-days-reopen", year=str(view.reopenable))
        controls.append(blocks.button(label, REOPEN, str(view.reopenable)))
    return controls


def _called(country: str, catalog: Catalog, locale: str) -> str:
    return str(Locale.parse(catalog.language_of(locale)).territories.get(country, country))


def _line(entry: Entry, catalog: Catalog, locale: str) -> Block:
    said = catalog.text(
        locale,
        "company-days-line",
        day=entry.day,
        kind=catalog.text(locale, "company-days-kind", kind=entry.kind),
    )
    button = blocks.button(catalog.text(locale, "company-days-remove"), REMOVE, entry.day.isoformat())
    return blocks.section(said, accessory=button)
