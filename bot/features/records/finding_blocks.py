"""Notes found again: the window to look through them, and the list as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.records.found import ANSWER, WORDS_LIMIT, Criteria
from bot.features.records.paper import Words
from bot.slack import blocks
from bot.slack.blocks import Drawn, escape

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.records.found import Excerpt, Hit, Page
    from bot.features.records.notes import Party
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

ANY = "any"
"""The choice that narrows nothing down."""
CHOICES_MAX = 99


def window(page: Page, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the window: what to look for, and a page of what was found."""
    words = Words(catalog, locale)
    criteria = page.criteria
    fields = [
        blocks.field(
            "words",
            words("finding-words"),
            blocks.text_input("words", written=criteria.words, limit=WORDS_LIMIT),
            hint=words("finding-words-hint"),
            optional=True,
        ),
        *_menu(
            "person", [_person(each, words) for each in page.people], str(criteria.person_id or ""), words
        ),
        *_menu(
            "kind", [(words("records-kind", kind=kind), kind) for kind in page.kinds], criteria.kind, words
        ),
        *_menu("cycle", _cycles(page, locale), criteria.cycle_id, words),
    ]
    older = [_older(criteria, words)] if page.more else []
    return blocks.modal(
        "records.find",
        words("finding-title"),
        [
            *fields,
            blocks.divider(),
            *_results(page, words),
            *([blocks.actions(older)] if older else []),
        ],
        submit=words("finding-search"),
        close=words("button-close"),
        remember=str(criteria),
    )


def message(page: Page, about: str, catalog: Catalog, locale: str) -> Drawn:
    """Draw what was found as a message. `about` is the name of the person it was narrowed down to."""
    words = Words(catalog, locale)
    name = escape(words.spoken(about))
    text = words("finding-message", about="one" if about else "all", name=name)
    buttons: list[Element] = [blocks.button(words("finding-open-window"), "records.find", str(page.criteria))]
    if page.more:
        buttons.append(_older(page.criteria, words))
    return Drawn(text=text, blocks=[blocks.section(text), *_results(page, words), blocks.actions(buttons)])


def ask_again(catalog: Catalog, locale: str) -> Drawn:
    """Draw the way to the window, for a search whose words nobody has any more."""
    words = Words(catalog, locale)
    text = words("finding-ask-again")
    button = blocks.button(words("finding-open-window"), "records.find", str(Criteria()))
    return Drawn(text=text, blocks=[blocks.section(text), blocks.actions([button])])


def _results(page: Page, words: Words) -> list[Block]:
    if not page.hits:
        searched = "words" if page.criteria.words else "all"
        return [blocks.section(words("finding-nothing", searched=searched))]
    return [block for hit in page.hits for block in _hit(hit, words)]


def _hit(hit: Hit, words: Words) -> list[Block]:
    line = hit.line
    other = escape(words.spoken(line.other))
    heading = words.heading(line.kind, other, line.met_on, own=line.own)
    role = "manager" if line.mine else "employee"
    standing = words("records-home-status", status=line.status.value, reader=role, name=other)
    if line.author:
        names = {"manager": escape(words.spoken(line.author)), "employee": escape(words.called(hit.employee))}
        standing = words("finding-of-two", **names)
    if hit.facts is not None:
        standing = f"{standing}\n{_facts(hit, words)}"
        return [blocks.section(f"*{heading}*\n{standing}")]
    opening = blocks.button(words("records-open-button"), "records.open", f"{line.note_id}:0")
    found = [_excerpt(hit.excerpt, words)] if hit.excerpt else []
    return [blocks.section(f"*{heading}*\n{standing}", accessory=opening), *found]


def _excerpt(excerpt: Excerpt, words: Words) -> Block:
    lead = words("finding-in-answer") if excerpt.block == ANSWER else ""
    return blocks.rich_text(
        [(lead, None), (excerpt.before, None), (excerpt.match, "bold"), (excerpt.after, None)]
    )


def _facts(hit: Hit, words: Words) -> str:
    facts = hit.facts
    if facts is None:
        return ""
    return words(
        "finding-facts",
        status=hit.line.status.value,
        read="yes" if facts.acknowledged else "no",
        disputes=facts.disputes,
        steps=facts.steps,
        done=facts.steps_done,
    )


def _menu(name: str, choices: list[tuple[str, str]], chosen: str, words: Words) -> list[Block]:
    if not choices:
        return []
    everything = (words(f"finding-any-{name}"), ANY)
    menu = blocks.select(
        name, words(f"finding-any-{name}"), [everything, *choices[:CHOICES_MAX]], chosen or ANY
    )
    return [blocks.field(name, words(f"finding-{name}"), menu, optional=True)]


def _person(person: Party, words: Words) -> tuple[str, str]:
    return words.called(person), str(person.person_id)


def _cycles(page: Page, locale: str) -> list[tuple[str, str]]:
    language = locale.partition("-")[0]
    names = page.cycles or {}
    return [(name.get(language) or name["en"], cycle_id) for cycle_id, name in names.items()]


def _older(criteria: Criteria, words: Words) -> Element:
    return blocks.button(words("finding-older"), "records.find.older", str(criteria.older))
