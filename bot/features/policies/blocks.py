"""A clause to the letter, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import Drawn
from bot.language.names import spoken_name
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.policies.rules import WhomToAsk
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog
    from storage.policies import ClauseInForce

_PIECE = 2400
"""Characters of a clause in one section: with the quotation marks it stays below Slack's 3,000."""


def clause(shown: ClauseInForce, catalog: Catalog, locale: str) -> Drawn:
    """Draw a clause: number, title, its words unchanged, and the version they are from."""
    title = catalog.text(
        locale, "policies-clause-title", clause=shown.clause_id, title=blocks.escape(shown.title)
    )
    source = catalog.text(
        locale,
        "policies-clause-source",
        document=blocks.escape(shown.document_title),
        version=blocks.escape(shown.version),
        day=shown.effective_from,
    )
    words = [blocks.section(piece) for piece in _quoted(shown.text)]
    remarks = _remarks(shown, catalog, locale)
    return Drawn(text=title, blocks=[blocks.section(f"*{title}*"), *words, blocks.context(source), *remarks])


def whom_to_ask(view: WhomToAsk, catalog: Catalog, locale: str) -> Drawn:
    """Draw the honest answer to a question in plain words."""
    who = (
        catalog.text(locale, "policies-ask-person", name=blocks.escape(spoken_name(view.contact, locale)))
        if view.contact
        else catalog.text(locale, "policies-ask-hr")
    )
    not_yet = catalog.text(locale, "policies-not-yet")
    how = catalog.text(locale, "policies-look-up")
    return Drawn(text=f"{not_yet} {who}", blocks=[blocks.section(f"{not_yet} {who}"), blocks.context(how)])


def _remarks(shown: ClauseInForce, catalog: Catalog, locale: str) -> list[Block]:
    if shown.language != catalog.language_of(locale):
        return [blocks.context(catalog.text(locale, "policies-other-language", language=shown.language))]
    if shown.language != shown.governing_language:
        words = catalog.text(locale, "policies-governing-language", language=shown.governing_language)
        return [blocks.context(words)]
    return []


def _quoted(text: str) -> Iterator[str]:
    """Yield a clause as Slack quotations, cut between lines where it is long, and never shortened."""
    piece = ""
    for line in (part for whole in text.splitlines() for part in _short_enough(whole)):
        longer = f"{piece}\n{line}" if piece else line
        if piece and len(blocks.quote(longer)) > _PIECE:
            yield blocks.quote(piece)
            piece = line
        else:
            piece = longer
    yield blocks.quote(piece)


def _short_enough(line: str) -> Iterator[str]:
    """Yield a line in pieces that fit even where every character has to be escaped."""
    step = _PIECE // len("&amp;")
    if len(blocks.escape(line)) < _PIECE:
        yield line
        return
    for start in range(0, len(line), step):
        yield line[start : start + step]
