"""The forms an announcement is composed in."""

from __future__ import annotations

from datetime import time
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.features.announcements import rules
from bot.features.announcements.rules import FREE, LONGEST_CHANGE, LONGEST_TEXT, LONGEST_TITLE, ROLES
from bot.features.announcements.spec import EVERYONE, GROUP, LIST
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.features.announcements.spec import Spec
    from bot.features.announcements.views import Choices
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

NEW, BEGUN = "announce.new", "announce.begun"
WORDS_SET, CHANGES_SET, AIM_SET, WAY_SET = (
    "announce.words_set",
    "announce.changes_set",
    "announce.aim_set",
    "announce.way_set",
)
CORRECTED = "announce.corrected"
ONLY, NOT_AWAY, DIRECT, ACKNOWLEDGED = "only", "not_away", "direct", "acknowledged"
NOTHING = "none"
HOURS = range(9, 19)
"""The hours a message can be asked for: those in which everybody may be written to."""


def template_form(templates: Sequence[str], catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the choice of a template."""
    say = partial(catalog.text, locale)
    choices = [
        (say("announcing-template-free") if name == FREE else say(f"announcing-template-{name}"), name)
        for name in templates
    ]
    menu = blocks.select("template", say("announcing-template-choose"), choices, FREE)
    return blocks.modal(
        BEGUN,
        say("announcing-new-title"),
        [
            blocks.section(say("announcing-new-about")),
            blocks.field("template", say("announcing-template-field"), menu),
        ],
        submit=say("announcing-new-send"),
        close=say("button-cancel"),
    )


def words_form(
    announcement_id: str, spec: Spec, catalog: Catalog, locale: str, *, correcting: bool = False
) -> dict[str, Any]:
    """Draw title, text and values, in every language side by side; `correcting`: of one that went out."""
    say = partial(catalog.text, locale)
    drawn: list[Block] = [blocks.context(say("announcing-words-about"))]
    for language in catalog.languages:
        drawn += _of_language(spec, language, catalog, locale)
    if correcting:
        drawn += _changes([role for role in ROLES if role in spec.words.changes], spec, catalog, locale)
    values = rules.written_values(spec.words, catalog.languages)
    drawn.append(
        blocks.field(
            "values",
            say("announcing-values-field"),
            blocks.text_input("values", written=values, lines=True),
            hint=say("announcing-values-hint"),
            optional=True,
        )
    )
    if not correcting:
        only = [(say("announcing-only-choice"), ONLY)]
        ticked = [ONLY] if spec.one_language else []
        drawn.append(
            blocks.field(
                "only", say("announcing-only-field"), blocks.checkboxes("only", only, ticked), optional=True
            )
        )
    return blocks.modal(
        CORRECTED if correcting else WORDS_SET,
        say("announcing-correct-title" if correcting else "announcing-words-title"),
        drawn,
        submit=say("announcing-correct-send" if correcting else "button-save"),
        close=say("button-cancel"),
        remember=announcement_id,
    )


def changes_form(announcement_id: str, spec: Spec, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw what changes for each role."""
    say = partial(catalog.text, locale)
    drawn = [blocks.context(say("announcing-changes-about")), *_changes(ROLES, spec, catalog, locale)]
    return _form(CHANGES_SET, "announcing-changes-title", drawn, announcement_id, catalog, locale)


def aim_form(
    announcement_id: str, spec: Spec, choices: Choices, catalog: Catalog, locale: str
) -> dict[str, Any]:
    """Draw whom it is for."""
    say = partial(catalog.text, locale)
    aim = spec.aim
    who = [(say("announcing-who", who=each), each) for each in (EVERYONE, *ROLES, LIST)]
    who += [(say(f"announcing-group-{name}"), f"{GROUP}{name}") for name in choices.groups]
    drawn = [
        blocks.field(
            "who",
            say("announcing-who-field"),
            blocks.select("who", say("announcing-who-field"), who, aim.who),
        )
    ]
    if choices.units:
        names = [(name, code) for code, name in choices.units]
        menu = blocks.multi_select("units", say("announcing-units-choose"), names, aim.units)
        drawn.append(
            blocks.field(
                "units", say("announcing-units-field"), menu, hint=say("announcing-units-hint"), optional=True
            )
        )
    for name, written in (("addresses", choices.addresses), ("without", choices.without)):
        drawn.append(
            blocks.field(
                name,
                say(f"announcing-list-{name}"),
                blocks.text_input(name, written=written, lines=True),
                hint=say("announcing-list-hint"),
                optional=True,
            )
        )
    if choices.knows_leave:
        leave = [(say("announcing-leave-choice"), NOT_AWAY)]
        ticked = [NOT_AWAY] if aim.not_away else []
        boxes = blocks.checkboxes("not_away", leave, ticked)
        drawn.append(blocks.field("not_away", say("announcing-leave-field"), boxes, optional=True))
    return _form(AIM_SET, "announcing-aim-title", drawn, announcement_id, catalog, locale)


def way_form(
    announcement_id: str, spec: Spec, choices: Choices, catalog: Catalog, locale: str
) -> dict[str, Any]:
    """Draw how and when it goes out."""
    say = partial(catalog.text, locale)
    ticked = [name for name, on in ((DIRECT, spec.direct), (ACKNOWLEDGED, spec.acknowledged)) if on]
    how = [(say("announcing-direct-choice"), DIRECT), (say("announcing-acknowledged-choice"), ACKNOWLEDGED)]
    channel = blocks.channel_select("channel", say("announcing-channel-choose"), spec.channel)
    drawn = [
        blocks.field(
            "how", say("announcing-how-field"), blocks.checkboxes("how", how, ticked), optional=True
        ),
        blocks.field("channel", say("announcing-channel-field"), channel, optional=True),
        *_moment(spec.day, spec.at, catalog, locale),
        _menu("helper", choices.helpers, str(spec.helper_id or ""), catalog, locale),
    ]
    if choices.rules:
        attached = f"{spec.rules.document}@{spec.rules.version}" if spec.rules else NOTHING
        books = [(NOTHING, say("announcing-rules-none")), *choices.rules]
        drawn.append(_menu("rules", books, attached, catalog, locale))
    return _form(WAY_SET, "announcing-way-title", drawn, announcement_id, catalog, locale)


def _moment(day: date | None, at: time | None, catalog: Catalog, locale: str) -> list[Block]:
    say = partial(catalog.text, locale)
    hours = [(f"{hour:02}:00", f"{hour:02}:00") for hour in HOURS]
    chosen = (at or time(10)).isoformat(timespec="minutes")
    picker = blocks.date_picker("day", say("announcing-day-choose"), day)
    menu = blocks.select("at", say("announcing-hour-field"), hours, chosen)
    return [
        blocks.field(
            "day", say("announcing-day-field"), picker, hint=say("announcing-day-hint"), optional=True
        ),
        blocks.field(
            "at", say("announcing-hour-field"), menu, hint=say("announcing-hour-hint"), optional=True
        ),
    ]


def _menu(name: str, choices: Sequence[tuple[str, str]], chosen: str, catalog: Catalog, locale: str) -> Block:
    label = catalog.text(locale, f"announcing-menu-{name}")
    options = [(called, value) for value, called in choices]
    return blocks.field(name, label, blocks.select(name, label, options, chosen), optional=True)


def _changes(roles: Sequence[str], spec: Spec, catalog: Catalog, locale: str) -> list[Block]:
    say = partial(catalog.text, locale)
    drawn = []
    for role in roles:
        for language in catalog.languages:
            label = say(
                "announcing-field",
                part=say("announcing-part", part=role),
                language=say("announcing-language", language=language),
            )
            written = spec.words.changes.get(role, {}).get(language, "")
            field = blocks.text_input(f"{role}_{language}", written=written, lines=True, limit=LONGEST_CHANGE)
            drawn.append(blocks.field(f"{role}_{language}", label, field, optional=True))
    return drawn


def _of_language(spec: Spec, language: str, catalog: Catalog, locale: str) -> list[Block]:
    called = catalog.text(locale, "announcing-language", language=language)
    drawn = []
    for part, words, limit in (
        ("title", spec.words.title, LONGEST_TITLE),
        ("text", spec.words.text, LONGEST_TEXT),
    ):
        label = catalog.text(
            locale,
            "announcing-field",
            part=catalog.text(locale, "announcing-part", part=part),
            language=called,
        )
        written = blocks.text_input(
            f"{part}_{language}", written=words.get(language, ""), lines=part == "text", limit=limit
        )
        drawn.append(blocks.field(f"{part}_{language}", label, written, optional=True))
    return drawn


def _form(  # noqa: PLR0913, PLR0917 - what differs between the forms
    callback_id: str, title: str, drawn: list[Block], remember: str, catalog: Catalog, locale: str
) -> dict[str, Any]:
    return blocks.modal(
        callback_id,
        catalog.text(locale, title),
        drawn,
        submit=catalog.text(locale, "button-save"),
        close=catalog.text(locale, "button-cancel"),
        remember=remember,
    )
