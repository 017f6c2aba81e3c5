"""Questions to HR: the form that sends one, the card HR answers from, and the answer on its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.features.policies.phrases import QUESTION_LIMIT
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slackblocks import Element

    from bot.features.policies.answers import HrAnswerView, HrQuestionView
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

SEND, REPLY, REPLIED = "desk.send", "desk.answer", "desk.answered"
REVIEW, PUBLISHED, DROP, SHOW = "desk.review", "desk.publish", "desk.drop", "desk.unanswered"
ANSWER_LIMIT = 2800
HOME_MOST = 5
HEARD = 240
"""Characters of a question on Home."""


def send_form(question_id: str, words: str, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw what is about to be sent to HR, with room to add to it."""
    return blocks.modal(
        SEND,
        catalog.text(locale, "desk-send-title"),
        [
            blocks.section(catalog.text(locale, "desk-send-about")),
            blocks.section(blocks.quote(blocks.fit(words, QUESTION_LIMIT))),
            blocks.field(
                "addition",
                catalog.text(locale, "desk-send-addition"),
                blocks.text_input("addition", lines=True, limit=QUESTION_LIMIT),
                optional=True,
            ),
        ],
        submit=catalog.text(locale, "desk-send-button"),
        close=catalog.text(locale, "button-cancel"),
        remember=question_id,
    )


def answer_form(view: HrQuestionView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form HR answers in."""
    return blocks.modal(
        REPLIED,
        catalog.text(locale, "desk-answer-title"),
        [
            blocks.section(blocks.quote(view.words)),
            blocks.field(
                "answer",
                catalog.text(locale, "desk-answer-field"),
                blocks.text_input("answer", lines=True, limit=ANSWER_LIMIT),
                hint=catalog.text(locale, "desk-answer-hint"),
            ),
            _wording(view.words, catalog, locale),
        ],
        submit=catalog.text(locale, "desk-answer-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=view.id,
    )


def review_form(view: HrQuestionView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the draft of an FAQ entry, to be put right and published."""
    draft = view.draft
    return blocks.modal(
        PUBLISHED,
        catalog.text(locale, "desk-review-title"),
        [
            blocks.section(catalog.text(locale, "desk-review-about")),
            _wording(draft.question if draft else "", catalog, locale),
            blocks.field(
                "answer",
                catalog.text(locale, "desk-answer-field"),
                blocks.text_input(
                    "answer", written=draft.answer if draft else "", lines=True, limit=ANSWER_LIMIT
                ),
            ),
        ],
        submit=catalog.text(locale, "desk-publish-button"),
        close=catalog.text(locale, "button-cancel"),
        remember=view.id,
    )


def card(view: HrQuestionView, zone: str, catalog: Catalog, locale: str, *, again: bool = False) -> Drawn:
    """Draw a question for HR as it stands: to be answered, or answered, with its draft; `again`: as a reminder."""
    name = blocks.escape(spoken_name(view.asker, locale)) or catalog.text(locale, "desk-somebody")
    sent_at = view.sent_at.astimezone(ZoneInfo(zone))
    lead = catalog.text(locale, "desk-card-again" if again else "desk-card", name=name, day=sent_at)
    gone = [blocks.context(catalog.text(locale, "desk-words-gone"))]
    drawn = [blocks.section(lead), *(_quotes(view.words) or gone)]
    if view.answered_at is None:
        button = blocks.button(catalog.text(locale, "desk-answer-button"), REPLY, view.id, style="primary")
        return Drawn(text=lead, blocks=[*drawn, blocks.actions([button])])
    answered = catalog.text(
        locale,
        "desk-card-answered",
        name=blocks.escape(spoken_name(view.author, locale)),
        day=view.answered_at.astimezone(ZoneInfo(zone)),
    )
    drawn += [blocks.section(answered), *_quotes(view.answer), *_draft(view, catalog, locale)]
    return Drawn(text=answered, blocks=drawn)


def came_back(view: HrAnswerView, catalog: Catalog, locale: str) -> Drawn:
    """Draw HR's answer for the asker."""
    there = view.answered_at.astimezone(ZoneInfo(view.timezone))
    name = blocks.escape(spoken_name(view.author, locale)) or catalog.text(locale, "hr-team")
    lead = catalog.text(locale, "desk-came-back", name=name, day=there)
    return Drawn(
        text=lead,
        blocks=[
            blocks.context(catalog.text(locale, "desk-you-asked", question=blocks.escape(view.words))),
            blocks.section(lead),
            *_quotes(view.answer),
            blocks.context(catalog.text(locale, "desk-not-a-rule-yet")),
        ],
    )


def home_part(
    waiting: tuple[Sequence[HrQuestionView], Sequence[HrQuestionView], int], catalog: Catalog, locale: str
) -> list[Block]:
    """Draw what waits for HR: questions, drafts, and how many the rules did not cover; nothing for others."""
    questions, drafts, uncovered = waiting
    if not (questions or drafts or uncovered):
        return []
    drawn = [blocks.header(catalog.text(locale, "desk-home-title"))]
    for view in questions[:HOME_MOST]:
        button = blocks.button(catalog.text(locale, "desk-answer-button"), REPLY, view.id)
        drawn.append(_line(view.words, "desk-home-question", view.asker, button, catalog, locale))
    for view in drafts[:HOME_MOST]:
        button = blocks.button(catalog.text(locale, "desk-review-button"), REVIEW, view.id)
        words = view.draft.question if view.draft else view.words
        drawn.append(_line(words, "desk-home-draft", view.author, button, catalog, locale))
    more = max(len(questions) - HOME_MOST, 0) + max(len(drafts) - HOME_MOST, 0)
    if more:
        drawn.append(blocks.context(catalog.text(locale, "desk-home-more", count=more)))
    if uncovered:
        button = blocks.button(catalog.text(locale, "desk-home-show"), SHOW, "week")
        drawn.append(
            blocks.section(catalog.text(locale, "desk-home-uncovered", count=uncovered), accessory=button)
        )
    return drawn


def _line(  # noqa: PLR0913, PLR0917 - a line has this many parts
    words: str, key: str, name: str, button: Element, catalog: Catalog, locale: str
) -> Block:
    heard = blocks.escape(blocks.fit(" ".join(words.split()), HEARD))
    spoken = blocks.escape(spoken_name(name, locale)) or catalog.text(locale, "desk-somebody")
    return blocks.section(catalog.text(locale, key, question=heard, name=spoken), accessory=button)


def _draft(view: HrQuestionView, catalog: Catalog, locale: str) -> list[Block]:
    if view.draft_state == "published":
        return [blocks.context(catalog.text(locale, "desk-published", clause=view.clause))]
    if view.draft_state == "dropped":
        return [blocks.context(catalog.text(locale, "desk-dropped"))]
    if view.draft is None or not view.may_publish:
        return [blocks.context(catalog.text(locale, "desk-draft-waits"))]
    question = blocks.escape(view.draft.question)
    return [
        blocks.section(catalog.text(locale, "desk-draft", question=question)),
        blocks.actions(
            [
                blocks.button(catalog.text(locale, "desk-review-button"), REVIEW, view.id, style="primary"),
                blocks.button(catalog.text(locale, "desk-drop-button"), DROP, view.id),
            ]
        ),
    ]


def _wording(words: str, catalog: Catalog, locale: str) -> Block:
    return blocks.field(
        "wording",
        catalog.text(locale, "desk-wording-field"),
        blocks.text_input("wording", written=" ".join(words.split())[:QUESTION_LIMIT], limit=QUESTION_LIMIT),
        hint=catalog.text(locale, "desk-wording-hint"),
    )


def _quotes(words: str) -> list[Block]:
    return [blocks.rich_quote([(piece, None)]) for piece in _pieces(words)]


def _pieces(words: str) -> Iterator[str]:
    for start in range(0, len(words), ANSWER_LIMIT):
        yield words[start : start + ANSWER_LIMIT]
