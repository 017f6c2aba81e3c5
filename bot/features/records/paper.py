"""What notes are drawn on: the reader's words, quotations of any length, and room that ends."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.features.records.notes import SAVED_MESSAGE
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import SECTION_LIMIT, Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.features.records.notes import Party
    from prompts.catalog import Catalog

Entry: TypeAlias = list[Block]
"""Blocks that stay together: all of them are drawn or none."""

MESSAGE_BLOCKS, MESSAGE_CHARACTERS = 48, 12_000
"""Slack takes 50 blocks and about 13,200 characters a message; the rest is for what must not be cut."""
WINDOW_BLOCKS, WINDOW_CHARACTERS = 98, 100_000
"""Slack takes 100 blocks and 250 kB a window."""
BUTTON_ROOM = 2_000
"""Characters kept for the header, the state and the buttons of a message."""


@dataclass(frozen=True)
class Words:
    """The catalog in one reader's language, and what that reader calls people."""

    catalog: Catalog
    locale: str

    def __call__(self, key: str, **variables: object) -> str:
        """Return a message of the catalog, filled in."""
        return self.catalog.text(self.locale, key, **variables)

    def called(self, person: Party) -> str:
        """Return what this reader calls one of the two."""
        return self.spoken(person.name)

    def spoken(self, name: str) -> str:
        """Return the part of a whole name this reader uses."""
        return spoken_name(name, self.locale)

    def heading(self, kind: str, name: str, day: date, *, own: bool) -> str:
        """Write what a note is of, with or about whom, and of which day; `own`: the reader keeps it about themselves."""
        if kind == SAVED_MESSAGE:
            return self("saved-header", about="self" if own else "other", name=name, day=day)
        return self("records-header", kind=self("records-kind", kind=kind), name=name, day=day)


def quoted(lead: str, words: str) -> Entry:
    """Draw what a person wrote as a quotation under `lead`, in as many sections as its length takes."""
    room = SECTION_LIMIT - len(lead) - 1
    chunks = list(_chunks(words, room))
    drawn = [f"{lead}\n{blocks.quote(chunks[0])}" if lead else blocks.quote(chunks[0])]
    return [blocks.section(markdown) for markdown in [*drawn, *map(blocks.quote, chunks[1:])]]


def fitted(entries: Sequence[Entry], *, room_blocks: int, room_characters: int) -> tuple[list[Block], int]:
    """Return the blocks of the first entries that fit, and how many entries did not."""
    drawn: list[Block] = []
    used = 0
    for number, entry in enumerate(entries):
        used += sum(len(json.dumps(block, ensure_ascii=False)) for block in entry)
        if len(drawn) + len(entry) > room_blocks or used > room_characters:
            return drawn, len(entries) - number
        drawn += entry
    return drawn, 0


def _chunks(words: str, room: int) -> Iterator[str]:
    """Cut `words` where their quotation would outgrow `room`: escapes and line marks count."""
    chunk, used = "", 1
    for character in words:
        cost = len(blocks.escape(character)) + (character in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        if used + cost > room:
            yield chunk
            chunk, used = "", 1
        chunk += character
        used += cost
    yield chunk
