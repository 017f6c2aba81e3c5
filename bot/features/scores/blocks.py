"""An explanation and the answers to what is asked about it, drawn; the same for whoever may see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.features.scores import follow_words, line_table
from bot.features.scores.intents import Intent
from bot.features.scores.speaking import Speaker, cycle_name
from bot.features.scores.telling import calibration_line, told
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.features.scores.shown import (
        Comparison,
        HomeScores,
        ResultInShort,
        Shown,
        Supposed,
    )
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

SHOW = "scores.show"
"""A button of an explanation; its value is what `button_value` makes. A number after it tells buttons apart."""
OPEN = "scores.open"
WINDOW = "scores.window"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ON_HOME = 5


def button_value(person_id: int, cycle: str, intent: Intent, code: str = "") -> str:
    """Return what a button carries."""
    return f"{person_id}:{cycle}:{intent.value}:{code}"


def explanation(shown: Shown, catalog: Catalog, locale: str) -> Drawn:
    """Draw the explanation, with buttons for what is asked next."""
    lines = told(shown.explained, catalog, locale)
    return Drawn(
        text=_plain(lines[0]),
        blocks=[*_about(shown, catalog, locale), *_paragraphs(lines), _buttons(shown, catalog, locale)],
    )


def window(shown: Shown, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the explanation as a window, for somebody on App Home."""
    lines = told(shown.explained, catalog, locale)
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "scores-home-title"),
        [*_about(shown, catalog, locale), *_paragraphs(lines)],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def about_line(shown: Shown, intent: Intent, at: int, catalog: Catalog, locale: str) -> Drawn:
    """Draw why a line came to what it did, or where its figures come from."""
    speaker = Speaker(shown.explained.around, catalog, locale)
    line = shown.explained.lines()[at]
    say = follow_words.why if intent is Intent.WHY else follow_words.source
    return _answer(shown, say(line, shown.explained, speaker), catalog, locale)


def lines(shown: Shown, catalog: Catalog, locale: str) -> Drawn:
    """Draw every line as a table."""
    speaker = Speaker(shown.explained.around, catalog, locale)
    title = catalog.text(locale, "scores-lines-title", cycle=speaker.cycle(shown.cycle))
    head = [catalog.text(locale, f"scores-table-{column}") for column in line_table.COLUMNS]
    body = [
        [row.cells[column] for column in line_table.COLUMNS]
        for row in line_table.rows(shown.explained, speaker)
    ]
    said = told(shown.explained, catalog, locale)
    return Drawn(
        text=title,
        blocks=[*_about(shown, catalog, locale), *_paragraphs([said[0], title]), blocks.table([head, *body])],
    )


def supposed(found: Supposed, catalog: Catalog, locale: str) -> Drawn:
    """Draw what a result would be if."""
    speaker = Speaker(found.shown.explained.around, catalog, locale)
    return _answer(found.shown, follow_words.what_if(found, speaker), catalog, locale)


def comparison(found: Comparison, catalog: Catalog, locale: str) -> Drawn:
    """Draw one's own newest result beside the one before."""
    speaker = Speaker(found.shown.explained.around, catalog, locale)
    return _answer(found.shown, follow_words.compare(found, speaker), catalog, locale)


def answer(shown: Shown, intent: Intent, catalog: Catalog, locale: str) -> Drawn:
    """Draw the answer to what needs the result alone."""
    speaker = Speaker(shown.explained.around, catalog, locale)
    if intent is Intent.WHO_DECIDED:
        decided = calibration_line(shown.explained, catalog, locale)
        said = follow_words.who_decided(shown.explained, decided, speaker)
    elif intent is Intent.APPEAL:
        said = follow_words.appeal(shown, _first_code(shown), speaker)
    else:
        said = follow_words.visible(shown, speaker)
    return _answer(shown, said, catalog, locale)


def home_part(view: HomeScores, catalog: Catalog, locale: str) -> list[Block]:
    """Draw one's own newest result and those of one's reports; nothing where there is none."""
    if view.own is None and not view.reports:
        return []
    drawn = [blocks.header(catalog.text(locale, "scores-home-title"))]
    if view.own is not None:
        drawn += [_paragraph(_in_short(view.own, catalog, locale)), _opener(view.own, catalog, locale, 0)]
    for at, report in enumerate(view.reports[:_ON_HOME], start=1):
        line = _in_short(report, catalog, locale)
        name = spoken_name(report.name, locale)
        drawn.append(_paragraph(catalog.text(locale, "scores-home-report", name=name, line=line)))
        drawn.append(_opener(report, catalog, locale, at))
    return drawn


def _in_short(result: ResultInShort, catalog: Catalog, locale: str) -> str:
    cycle = cycle_name(result.cycle, catalog, locale)
    if result.final is None:
        return catalog.text(locale, "scores-home-no-result", cycle=cycle)
    if result.band is None:
        return catalog.text(locale, "scores-home-provisional", cycle=cycle, final=result.final)
    return catalog.text(
        locale, "scores-home-own", cycle=cycle, final=result.final, band=result.band, state=result.state
    )


def _opener(result: ResultInShort, catalog: Catalog, locale: str, at: int) -> Block:
    label = catalog.text(locale, "scores-home-button")
    value = button_value(result.person_id, result.cycle, Intent.EXPLAIN)
    return blocks.actions([blocks.button(label, f"{OPEN}.{at}", value)])


def _answer(shown: Shown, said: Iterable[str], catalog: Catalog, locale: str) -> Drawn:
    paragraphs = tuple(said)
    # Whatever is shown of a result that is not final says its state.
    state = told(shown.explained, catalog, locale)[0]
    return Drawn(
        text=_plain(paragraphs[0]),
        blocks=[*_about(shown, catalog, locale), *_paragraphs(paragraphs), blocks.context(_plain(state))],
    )


def _about(shown: Shown, catalog: Catalog, locale: str) -> list[Block]:
    if shown.own:
        return []
    name = blocks.escape(spoken_name(shown.name, locale))
    return [blocks.context(catalog.text(locale, "scores-about", name=name))]


def _buttons(shown: Shown, catalog: Catalog, locale: str) -> Block:
    code = _first_code(shown)
    wanted = [
        (Intent.LINES, "", catalog.text(locale, "scores-button-lines")),
        *([(Intent.WHY, code, catalog.text(locale, "scores-button-why", code=code))] if code else []),
        (Intent.PICTURE, "", catalog.text(locale, "scores-button-picture")),
        (Intent.APPEAL, "", catalog.text(locale, "scores-button-appeal")),
        (Intent.VISIBLE, "", catalog.text(locale, "scores-button-visible")),
    ]
    return blocks.actions(
        [
            blocks.button(
                label, f"{SHOW}.{intent.value}", button_value(shown.person_id, shown.cycle, intent, line)
            )
            for intent, line, label in wanted
        ]
    )


def _first_code(shown: Shown) -> str:
    segments = shown.explained.result.segments
    held = [gap.code for segment in segments for gap in segment.held_back]
    return next(iter(held or [line.result.code for line in shown.explained.lines()]), "")


def _paragraphs(said: Iterable[str]) -> list[Block]:
    return [_paragraph(line) for line in said]


def _paragraph(line: str) -> Block:
    """Draw a line whose bold parts stand between double asterisks: to the letter, beside any sign of any script."""
    runs: list[tuple[str, str | None]] = []
    at = 0
    for found in _BOLD.finditer(line):
        runs += [(line[at : found.start()], None), (found[1], "bold")]
        at = found.end()
    return blocks.rich_text([*runs, (line[at:], None)])


def _plain(line: str) -> str:
    return blocks.escape(_BOLD.sub(r"\1", line))
