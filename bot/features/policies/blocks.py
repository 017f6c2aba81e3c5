"""A clause to the letter, its neighbours, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.delivery.drafts import Drawn
from bot.features.policies.clause_values import ClauseValue
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slackblocks import Element

    from bot.features.policies.clause_views import ClauseView
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog
    from storage.policies import ClauseInForce
    from storage.policy_conflicts import Contradiction

TURN, WHOLE, CONFLICT = "policies.clause", "policies.whole", "policies.conflict"
"""TURN has what it turns to after it: `previous`, `following` or a language."""
WINDOW = "policies.clause_window"
_PIECE = 2400
"""Characters of a clause in one section: with the quotation marks it stays below Slack's 3,000."""
LONG = 1800
"""A longer clause is shown by its beginning in a message, and whole in a window."""
_MOST_PIECES = 80
"""Slack takes 100 blocks in a window."""


def clause(view: ClauseView, catalog: Catalog, locale: str) -> Drawn:
    """Draw a clause: number, title, its words unchanged, the version they are from, and the ways on from it."""
    shown = view.clause
    title = _title(shown, catalog, locale)
    drawn = [
        blocks.section(f"*{title}*"),
        *_beginning(shown),
        blocks.context(_source(shown, catalog, locale)),
        *_remarks(view, catalog, locale),
    ]
    for each in view.contradicting:
        other = each.clause
        said = catalog.text(locale, "policies-contradicted", clause=_title(other, catalog, locale))
        drawn += [
            blocks.section(said),
            *_beginning(other),
            blocks.context(_source(other, catalog, locale), applies(shown.clause_id, each, catalog, locale)),
        ]
    controls = _controls(view, catalog, locale)
    return Drawn(text=title, blocks=[*drawn, *([blocks.actions(controls)] if controls else [])])


def applies(clause: str, other: Contradiction, catalog: Catalog, locale: str) -> str:
    """Return the sentence on which of two contradicting clauses applies, as far as HR has decided."""
    if other.prevails is None:
        return catalog.text(locale, "policies-undecided")
    number = other.clause.clause_id if other.prevails else clause
    return catalog.text(locale, "policies-decided", clause=blocks.escape(number))


def clause_window(view: ClauseView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw a clause as a window, never shortened."""
    shown = view.clause
    pieces = [blocks.section(piece) for text in view.whole or (shown.text,) for piece in _quoted(text)]
    drawn = [
        blocks.section(f"*{_title(shown, catalog, locale)}*"),
        *pieces[:_MOST_PIECES],
        blocks.context(_source(shown, catalog, locale)),
        *_remarks(view, catalog, locale),
    ]
    controls = _turns(view, catalog, locale)
    return blocks.modal(
        WINDOW,
        shown.clause_id,
        [*drawn, *([blocks.actions(controls)] if controls else [])],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def _title(shown: ClauseInForce, catalog: Catalog, locale: str) -> str:
    number = blocks.escape(shown.clause_id)
    return catalog.text(locale, "policies-clause-title", clause=number, title=blocks.escape(shown.title))


def _source(shown: ClauseInForce, catalog: Catalog, locale: str) -> str:
    said = {
        "document": blocks.escape(shown.document_title),
        "version": blocks.escape(shown.version),
        "day": shown.effective_from,
    }
    if shown.effective_until is None:
        return catalog.text(locale, "policies-clause-source", **said)
    return catalog.text(locale, "policies-clause-source-until", **said, until=shown.effective_until)


def _remarks(view: ClauseView, catalog: Catalog, locale: str) -> list[Block]:
    shown, remarks = view.clause, []
    if not view.is_today:
        remarks.append(catalog.text(locale, "policies-as-of", day=view.day))
    other = shown.language != catalog.language_of(locale)
    if other and catalog.language_of(locale) not in shown.languages:
        remarks.append(catalog.text(locale, "policies-other-language", language=shown.language))
    elif shown.language != shown.governing_language:
        remarks.append(catalog.text(locale, "policies-governing-language", language=shown.governing_language))
    return [blocks.context(*remarks)] if remarks else []


def _controls(view: ClauseView, catalog: Catalog, locale: str) -> list[Element]:
    value = str(_value(view))
    whole = (
        [blocks.button(catalog.text(locale, "policies-whole-button"), WHOLE, value)]
        if len(view.clause.text) > LONG or len(view.whole) > 1
        else []
    )
    mark = (
        [blocks.button(catalog.text(locale, "policies-conflict-button"), CONFLICT, value)]
        if view.keeper
        else []
    )
    return [*_turns(view, catalog, locale), *whole, *mark]


def _turns(view: ClauseView, catalog: Catalog, locale: str) -> list[Element]:
    shown, here = view.clause, _value(view)
    turns: list[Element] = []
    for name, neighbour in (("previous", shown.previous), ("following", shown.following)):
        if neighbour is not None:
            label = catalog.text(locale, f"policies-turn-{name}", clause=neighbour.clause_id)
            turns.append(blocks.button(label, f"{TURN}.{name}", str(here.of(neighbour.ref))))
    for language in shown.languages:
        if language != shown.language:
            label = catalog.text(locale, "policies-turn-language", language=language)
            turns.append(blocks.button(label, f"{TURN}.language", str(here.in_language(language))))
            break
    return turns


def _value(view: ClauseView) -> ClauseValue:
    return ClauseValue(view.clause.ref, view.day, view.clause.language)


def _beginning(shown: ClauseInForce) -> list[Block]:
    if len(shown.text) <= LONG:
        return [blocks.section(piece) for piece in _quoted(shown.text)]
    return [blocks.section(piece) for piece in _quoted(blocks.fit(shown.text, LONG))]


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
