"""How an employee's line for their coming 1:1 is asked for and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.nudges.blocks import AGENDA
from bot.features.nudges.kinds import AGENDA_LONGEST
from bot.features.nudges.wording import Words
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.nudges.agenda import AgendaLine
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

FORM = "nudges.agenda_form"


def form(line: AgendaLine, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form for the one line."""
    words = Words(catalog, locale)
    asked = blocks.field(
        "agenda",
        words("nudges-agenda-label"),
        blocks.text_input("agenda", written=line.words, limit=AGENDA_LONGEST),
        hint=words("nudges-agenda-hint", n=words.called(line.name)),
        optional=True,
    )
    return blocks.modal(
        FORM,
        words("nudges-agenda-title"),
        [blocks.section(_when(line, words)), asked],
        submit=words("nudges-settings-save"),
        close=words("button-close"),
        remember=str(line.manager_id),
    )


def home_part(lines: Sequence[AgendaLine], catalog: Catalog, locale: str) -> list[Block]:
    """Draw the reader's coming talks with their managers, and what they want them to be about."""
    words = Words(catalog, locale)
    return [
        blocks.section(
            f"{_when(line, words)}\n{_said(line, words)}",
            accessory=blocks.button(
                words("nudges-agenda-change" if line.words else "nudges-agenda-button"),
                AGENDA,
                str(line.manager_id),
            ),
        )
        for line in lines
    ]


def _when(line: AgendaLine, words: Words) -> str:
    return words(
        "nudges-agenda-when", n=words.called(line.name), at=words("nudges-moment", at=line.starts_at)
    )


def _said(line: AgendaLine, words: Words) -> str:
    if not line.words:
        return words("nudges-agenda-none")
    return words("nudges-agenda-said", words=blocks.escape(line.words))
