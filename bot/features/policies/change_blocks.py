"""How a clause changes, drawn: what went struck through, what came bold, the rest as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.language.differences import Kind, Piece
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.features.policies.changes import ClauseChange
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WINDOW = "policies.change_window"
STYLES = {Kind.SAME: None, Kind.REMOVED: "strike", Kind.ADDED: "bold"}
AROUND = 60
"""Characters of unchanged words shown on either side of a change."""
SHOWN = 500
"""Characters of a change shown in a message; the window shows all of it."""
RUN_LIMIT = 2500
_MOST_RUNS = 90


def heading(language: str, change: ClauseChange, catalog: Catalog, locale: str, *, several: bool) -> str:
    """Write what happens to which clause; with the language of its text where there are `several`."""
    title = blocks.escape("".join(piece.text for piece in change.heading if piece.kind is not Kind.REMOVED))
    gone = blocks.escape("".join(piece.text for piece in change.heading))
    said = catalog.text(
        locale,
        "policies-change",
        kind=change.kind.value,
        clause=blocks.escape(change.clause),
        title=title or gone,
        was=blocks.escape(change.was),
        renumbered="yes" if change.was and change.was != change.clause else "no",
    )
    return f"{said} ({catalog.text(locale, 'policies-language', language=language)})" if several else said


def beginning(change: ClauseChange) -> tuple[list[Block], bool]:
    """Draw a change as a message shows it, and say whether anything is left for the window."""
    pieces = list(_around(change.pieces))
    shown = list(_first(pieces, SHOWN))
    cut = shown != list(change.pieces)
    return ([blocks.rich_text(_runs(shown))] if shown else []), cut


def window(language: str, change: ClauseChange, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw all of a change."""
    title = catalog.text(locale, "policies-change-title")
    lead = heading(language, change, catalog, locale, several=True)
    drawn = [blocks.rich_text(_runs(page)) for page in _pages(change.pieces)][:_MOST_RUNS]
    return blocks.modal(
        WINDOW,
        title,
        [blocks.section(f"*{lead}*"), *_headings(change), *drawn],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def _headings(change: ClauseChange) -> list[Block]:
    if all(piece.kind is Kind.SAME for piece in change.heading):
        return []
    return [blocks.rich_text(_runs(change.heading))]


def _runs(pieces: Sequence[Piece]) -> list[tuple[str, str | None]]:
    return [(piece.text, STYLES[piece.kind]) for piece in pieces]


def _around(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the changes with the words next to them; long stretches of unchanged words are left out."""
    for place, piece in enumerate(pieces):
        if piece.kind is not Kind.SAME or len(piece.text) <= 2 * AROUND or len(pieces) == 1:
            yield piece
            continue
        head = piece.text[:AROUND] if place else ""
        tail = piece.text[-AROUND:] if place + 1 < len(pieces) else ""
        yield replace(piece, text=f"{head} … {tail}".strip() if not place else f"{head} … {tail}")


def _first(pieces: Sequence[Piece], room: int) -> Iterator[Piece]:
    for piece in pieces:
        if room <= 0:
            return
        yield piece if len(piece.text) <= room else replace(piece, text=f"{piece.text[:room]}…")
        room -= len(piece.text)


def _pages(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    page: list[Piece] = []
    used = 0
    for piece in pieces:
        rest = piece.text
        while rest:
            taken, rest = rest[: RUN_LIMIT - used], rest[RUN_LIMIT - used :]
            page.append(Piece(piece.kind, taken))
            used += len(taken)
            if used >= RUN_LIMIT:
                yield page
                page, used = [], 0
    if page:
        yield page
