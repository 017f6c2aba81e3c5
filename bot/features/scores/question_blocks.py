"""Questioning a figure, drawn: the form, the card its owner answers from, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.scores import follow_words
from bot.features.scores.paragraph_blocks import paragraphs_of
from bot.features.scores.question_rules import Beat, State
from bot.features.scores.speaking import Speaker, cycle_name
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.features.scores.question_views import OnHome, QuestionView, WaitingEntry
    from bot.features.scores.shown import Shown
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

ASK, ASKED = "scores.question", "scores.questioned"
ANSWER, ANSWERED = "scores.answer_question", "scores.question_answered"
APPROVE = "scores.approve"
STANDS, CORRECTED = "stands", "corrected"
LIMIT = 1500
_ON_HOME = 3


def ask_value(cycle: str, code: str = "") -> str:
    """Return what a button carries that opens the form."""
    return f"{cycle}:{code}"


def ask_form(shown: Shown, code: str, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form in which a figure is questioned."""
    speaker = Speaker(shown.explained.around, catalog, locale)
    questioned = shown.explained.around.questioned
    every = [
        (f"{line.result.code} {speaker.name_of(line)}", line.result.code) for line in shown.explained.lines()
    ]
    # Slack takes no empty menu; who picks a line that is questioned is told so.
    lines = [each for each in every if each[1] not in questioned] or every
    return blocks.modal(
        ASKED,
        catalog.text(locale, "questioning-form-title"),
        [
            blocks.section(catalog.text(locale, "questioning-form-about")),
            blocks.field(
                "line",
                catalog.text(locale, "questioning-form-line"),
                blocks.select("line", catalog.text(locale, "questioning-form-line"), lines, code or None),
            ),
            _typed("wrong", catalog.text(locale, "questioning-form-wrong"), catalog, locale),
            blocks.field(
                "evidence",
                catalog.text(locale, "questioning-form-evidence"),
                blocks.text_input("evidence", lines=True, limit=LIMIT),
                optional=True,
            ),
        ],
        submit=catalog.text(locale, "questioning-form-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=shown.cycle,
    )


def invitation(shown: Shown, at: int, catalog: Catalog, locale: str) -> Drawn:
    """Draw what follows "question K2": the line as it came about, and the way to say what is wrong with it."""
    speaker = Speaker(shown.explained.around, catalog, locale)
    line = shown.explained.lines()[at]
    said = list(follow_words.why(line, shown.explained, speaker))
    lead = catalog.text(locale, "questioning-invitation", code=line.result.code)
    label = catalog.text(locale, "questioning-say-button", code=line.result.code)
    open_form = blocks.button(label, ASK, ask_value(shown.cycle, line.result.code), style="primary")
    return Drawn(
        text=lead,
        blocks=[*paragraphs_of(said), blocks.section(lead), blocks.actions([open_form])],
    )


def answer_form(view: QuestionView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form the owner answers in; a value is asked for where one can be typed."""
    choices = [
        (catalog.text(locale, "questioning-answer-stands"), STANDS),
        (catalog.text(locale, "questioning-answer-corrected"), CORRECTED),
    ]
    value = blocks.field(
        "value",
        catalog.text(locale, "questioning-answer-value"),
        blocks.text_input("value", limit=60),
        hint=catalog.text(locale, "questioning-answer-value-hint"),
        optional=True,
    )
    return blocks.modal(
        ANSWERED,
        catalog.text(locale, "questioning-answer-title"),
        [
            *_heard(view, catalog, locale),
            blocks.field(
                "answer",
                catalog.text(locale, "questioning-answer-field"),
                blocks.radio("answer", choices, STANDS),
            ),
            value,
            _typed("reason", catalog.text(locale, "questioning-answer-reason"), catalog, locale),
        ],
        submit=catalog.text(locale, "questioning-answer-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=view.id,
    )


def card(view: QuestionView, step: int | None, catalog: Catalog, locale: str) -> Drawn:
    """Draw a question for who answers it: what was said, and how the one line came about. `step`: as a reminder."""
    speaker = Speaker(view.explained.around, catalog, locale)
    moments = {Beat.REMIND.value: "soon", Beat.DUE.value: "today"}
    moment = "new" if step is None else moments.get(step, "overdue")
    lead = catalog.text(
        locale,
        "questioning-card",
        moment=moment,
        name=blocks.escape(spoken_name(view.name, locale)),
        code=view.code,
        line=blocks.escape(_line_name(view, speaker)),
        cycle=cycle_name(view.cycle, catalog, locale),
        day=speaker.formats.day(view.due_on),
    )
    drawn = [blocks.section(lead), *_heard(view, catalog, locale), *_trace(view, speaker)]
    if view.state is State.OPEN:
        label = catalog.text(locale, "questioning-answer-button")
        drawn.append(blocks.actions([blocks.button(label, ANSWER, view.id, style="primary")]))
    else:
        drawn += _outcome(view, speaker, catalog, locale)
    return Drawn(text=lead, blocks=drawn)


def second_card(view: QuestionView, catalog: Catalog, locale: str) -> Drawn:
    """Draw a correction for who may stand for it as the second person."""
    speaker = Speaker(view.explained.around, catalog, locale)
    lead = catalog.text(
        locale,
        "questioning-second",
        by=blocks.escape(spoken_name(view.by, locale)),
        name=blocks.escape(spoken_name(view.name, locale)),
        code=view.code,
        line=blocks.escape(_line_name(view, speaker)),
        value=blocks.escape(view.new_value),
    )
    drawn = [
        blocks.section(lead),
        *_heard(view, catalog, locale),
        _quoted(view.reason),
        *_trace(view, speaker),
    ]
    if view.second and view.correction is not None:
        label = catalog.text(locale, "questioning-approve-button")
        drawn.append(blocks.actions([blocks.button(label, APPROVE, str(view.correction), style="primary")]))
    elif view.state is not State.WAITING:
        drawn.append(blocks.context(catalog.text(locale, "questioning-approved")))
    return Drawn(text=lead, blocks=drawn)


def news(view: QuestionView, catalog: Catalog, locale: str) -> Drawn:
    """Draw for who asked how far their question is."""
    speaker = Speaker(view.explained.around, catalog, locale)
    lead = _state_line(view, speaker, catalog, locale)
    drawn: list[Block] = [blocks.section(lead)]
    if view.reason:
        drawn.append(_quoted(view.reason))
    if view.state in {State.STANDS, State.CORRECTED}:
        drawn.append(blocks.context(catalog.text(locale, "questioning-still-wrong")))
    return Drawn(text=lead, blocks=drawn)


def home_part(view: OnHome, catalog: Catalog, locale: str) -> list[Block]:
    """Draw what waits for the reader, and how far their own questions are; nothing where there is none."""
    if not (view.own or view.asked or view.waiting):
        return []
    drawn = [blocks.header(catalog.text(locale, "questioning-home-title"))]
    for each in view.asked[:_ON_HOME]:
        button = blocks.button(catalog.text(locale, "questioning-answer-button"), ANSWER, each.id)
        drawn.append(blocks.section(card(each, None, catalog, locale).text, accessory=button))
    drawn += [_entry(entry, catalog, locale) for entry in view.waiting[:_ON_HOME]]
    if len(view.waiting) > _ON_HOME:
        more = len(view.waiting) - _ON_HOME
        drawn.append(blocks.context(catalog.text(locale, "questioning-home-more", count=more)))
    for each in view.own:
        speaker = Speaker(each.explained.around, catalog, locale)
        drawn.append(blocks.section(_state_line(each, speaker, catalog, locale)))
    return drawn


def _entry(entry: WaitingEntry, catalog: Catalog, locale: str) -> Block:
    said = catalog.text(
        locale,
        "questioning-home-entry",
        code=entry.code,
        name=blocks.escape(spoken_name(entry.whose, locale)),
        value=blocks.escape(entry.value),
        by=blocks.escape(spoken_name(entry.by, locale)),
    )
    confirm = blocks.confirmation(
        catalog.text(locale, "questioning-approve-title"),
        said,
        catalog.text(locale, "questioning-approve-yes"),
        catalog.text(locale, "button-cancel"),
    )
    label = catalog.text(locale, "questioning-approve-button")
    return blocks.section(said, accessory=blocks.button(label, APPROVE, str(entry.number), confirm=confirm))


def _state_line(view: QuestionView, speaker: Speaker, catalog: Catalog, locale: str) -> str:
    takes_effect = view.takes_effect
    return catalog.text(
        locale,
        "questioning-state",
        state=view.state.value,
        code=view.code,
        line=blocks.escape(_line_name(view, speaker)),
        day=speaker.formats.day(view.due_on),
        by=blocks.escape(spoken_name(view.by, locale)),
        value=blocks.escape(view.new_value),
        points="0" if view.points is None else speaker.formats.signed(view.points),
        effect="" if takes_effect is None else speaker.formats.moment(takes_effect),
    )


def _outcome(view: QuestionView, speaker: Speaker, catalog: Catalog, locale: str) -> list[Block]:
    said = _state_line(view, speaker, catalog, locale)
    return [blocks.section(said), *([_quoted(view.reason)] if view.reason else [])]


def _heard(view: QuestionView, catalog: Catalog, locale: str) -> list[Block]:
    drawn = [_quoted(view.asked)]
    if view.evidence:
        lead = catalog.text(locale, "questioning-evidence")
        drawn += [blocks.context(lead), _quoted(view.evidence)]
    return drawn


def _trace(view: QuestionView, speaker: Speaker) -> list[Block]:
    line = view.explained.line(view.code)
    if line is None:
        return []
    said: Iterable[str] = (
        *follow_words.why(line, view.explained, speaker),
        *follow_words.source(line, view.explained, speaker),
    )
    return paragraphs_of(said)


def _line_name(view: QuestionView, speaker: Speaker) -> str:
    line = view.explained.line(view.code)
    return "" if line is None else speaker.words.indicator(line.agreed, line.provenance, speaker.language)


def _quoted(words: str) -> Block:
    return blocks.rich_quote([(words, None)])


def _typed(name: str, label: str, catalog: Catalog, locale: str) -> Block:
    hint = catalog.text(locale, "questioning-read-by")
    return blocks.field(name, label, blocks.text_input(name, lines=True, limit=LIMIT), hint=hint)
