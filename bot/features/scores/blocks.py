"""An explanation and the answers to what is asked about it, drawn; the same for whoever may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.scores import follow_words, line_table
from bot.features.scores.intents import Intent
from bot.features.scores.paragraph_blocks import paragraph_of, paragraphs_of, without_marks
from bot.features.scores.question_blocks import ASK, ask_value
from bot.features.scores.speaking import Speaker, cycle_name
from bot.features.scores.telling import calibration_line, told
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slackblocks import Element

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
APPEAL = "appeals.start"
"""Taken by the appeals."""
WINDOW = "scores.window"
_ON_HOME = 5


def button_value(person_id: int, cycle: str, intent: Intent, code: str = "") -> str:
    """Return what a button carries."""
    return f"{person_id}:{cycle}:{intent.value}:{code}"


def explanation(shown: Shown, catalog: Catalog, locale: str) -> Drawn:
    """Draw the explanation, with buttons for what is asked next."""
    lines = told(shown.explained, catalog, locale)
    return Drawn(
        text=without_marks(lines[0]),
        blocks=[*_about(shown, catalog, locale), *paragraphs_of(lines), _buttons(shown, catalog, locale)],
    )


def window(shown: Shown, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the explanation as a window, for somebody on App Home."""
    lines = told(shown.explained, catalog, locale)
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "scores-home-title"),
        [*_about(shown, catalog, locale), *paragraphs_of(lines)],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def about_line(shown: Shown, intent: Intent, at: int, catalog: Catalog, locale: str) -> Drawn:
    """Draw why a line came to what it did, or where its figures come from."""
    speaker = Speaker(shown.explained.around, catalog, locale)
    line = shown.explained.lines()[at]
    say = follow_words.why if intent is Intent.WHY else follow_words.source
    drawn = _answer(shown, say(line, shown.explained, speaker), catalog, locale)
    return _with_button(drawn, _question_button(shown, line.result.code, catalog, locale))


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
    drawn = Drawn(
        text=title,
        blocks=[
            *_about(shown, catalog, locale),
            *paragraphs_of([said[0], title]),
            blocks.table([head, *body]),
        ],
    )
    return _with_button(drawn, _question_button(shown, "", catalog, locale))


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
    drawn = _answer(shown, said, catalog, locale)
    if intent is Intent.APPEAL and shown.own and shown.explained.around.released_on is not None:
        label = catalog.text(locale, "scores-appeal-button")
        return _with_button(drawn, [blocks.button(label, APPEAL, shown.cycle)])
    return drawn


def home_part(view: HomeScores, catalog: Catalog, locale: str) -> list[Block]:
    """Draw one's own newest result and those of one's reports; nothing where there is none."""
    if view.own is None and not view.reports:
        return []
    drawn = [blocks.header(catalog.text(locale, "scores-home-title"))]
    if view.own is not None:
        drawn += [paragraph_of(_in_short(view.own, catalog, locale)), _opener(view.own, catalog, locale, 0)]
    for at, report in enumerate(view.reports[:_ON_HOME], start=1):
        line = _in_short(report, catalog, locale)
        name = spoken_name(report.name, locale)
        drawn.append(paragraph_of(catalog.text(locale, "scores-home-report", name=name, line=line)))
        drawn.append(_opener(report, catalog, locale, at))
    return drawn


def _in_short(result: ResultInShort, catalog: Catalog, locale: str) -> str:
    cycle = cycle_name(result.cycle, catalog, locale)
    if result.final is None:
        return catalog.text(locale, "scores-home-no-result", cycle=cycle)
    if result.band is None:
        said = catalog.text(locale, "scores-home-provisional", cycle=cycle, final=result.final)
    else:
        said = catalog.text(
            locale, "scores-home-own", cycle=cycle, final=result.final, band=result.band, state=result.state
        )
    # In a pilot it stands wherever the result does (PM-7.1).
    return said if result.linked_to_pay else f"{said} · {catalog.text(locale, 'cycles-not-linked-to-pay')}"


def _opener(result: ResultInShort, catalog: Catalog, locale: str, at: int) -> Block:
    label = catalog.text(locale, "scores-home-button")
    value = button_value(result.person_id, result.cycle, Intent.EXPLAIN)
    buttons = [blocks.button(label, f"{OPEN}.{at}", value)]
    if at == 0:
        question = catalog.text(locale, "questioning-button")
        buttons.append(blocks.button(question, ASK, ask_value(result.cycle)))
    return blocks.actions(buttons)


def _answer(shown: Shown, said: Iterable[str], catalog: Catalog, locale: str) -> Drawn:
    paragraphs = tuple(said)
    # Whatever is shown of a result that is not final says its state.
    state = told(shown.explained, catalog, locale)[0]
    return Drawn(
        text=without_marks(paragraphs[0]),
        blocks=[
            *_about(shown, catalog, locale),
            *paragraphs_of(paragraphs),
            blocks.context(without_marks(state)),
        ],
    )


def _about(shown: Shown, catalog: Catalog, locale: str) -> list[Block]:
    said = []
    if not shown.own:
        name = blocks.escape(spoken_name(shown.name, locale))
        said.append(catalog.text(locale, "scores-about", name=name))
    if not shown.linked_to_pay:
        said.append(catalog.text(locale, "cycles-not-linked-to-pay"))
    return [blocks.context(each) for each in said]


def _buttons(shown: Shown, catalog: Catalog, locale: str) -> Block:
    code = _first_code(shown)
    wanted = [
        (Intent.LINES, "", catalog.text(locale, "scores-button-lines")),
        *([(Intent.WHY, code, catalog.text(locale, "scores-button-why", code=code))] if code else []),
        (Intent.PICTURE, "", catalog.text(locale, "scores-button-picture")),
        (Intent.APPEAL, "", catalog.text(locale, "scores-button-appeal")),
        (Intent.VISIBLE, "", catalog.text(locale, "scores-button-visible")),
    ]
    buttons = [
        blocks.button(
            label, f"{SHOW}.{intent.value}", button_value(shown.person_id, shown.cycle, intent, line)
        )
        for intent, line, label in wanted
    ]
    return blocks.actions([*buttons, *_question_button(shown, "", catalog, locale)])


def _question_button(shown: Shown, code: str, catalog: Catalog, locale: str) -> list[Element]:
    """Make the button that questions a figure, for whose result it is."""
    if not shown.own:
        return []
    label = catalog.text(locale, "questioning-button")
    return [blocks.button(label, ASK, ask_value(shown.cycle, code))]


def _with_button(drawn: Drawn, buttons: list[Element]) -> Drawn:
    return Drawn(drawn.text, [*drawn.blocks, blocks.actions(buttons)]) if buttons else drawn


def _first_code(shown: Shown) -> str:
    segments = shown.explained.result.segments
    held = [gap.code for segment in segments for gap in segment.held_back]
    return next(iter(held or [line.result.code for line in shown.explained.lines()]), "")
