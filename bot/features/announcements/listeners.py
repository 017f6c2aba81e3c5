"""Composing: the command, the button on Home, and the forms of a draft."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.announcements import card_blocks, form_blocks, rules, service
from bot.features.announcements.rules import ROLES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.announcements.service import Composer
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class ComposingListeners:
    """One method per press and per form; `refresh` shows the speaker's Home as it stands after one."""

    def __init__(
        self, composer: Composer, catalog: Catalog, refresh: Callable[[Call], Awaitable[None]]
    ) -> None:
        self._composer = composer
        self._catalog = catalog
        self._refresh = refresh

    def register(self, surface: Surface) -> None:
        """Hang up all of them."""
        surface.word(rules.WORDS, self.opened)
        surface.action(form_blocks.NEW, self.opened)
        surface.form(form_blocks.BEGUN, self.begun)
        surface.action(card_blocks.WORDS, self.about_words)
        surface.form(form_blocks.WORDS_SET, self.words_set)
        surface.action(card_blocks.CHANGES, self.about_changes)
        surface.form(form_blocks.CHANGES_SET, self.changes_set)
        surface.action(card_blocks.AIM, self.about_aim)
        surface.form(form_blocks.AIM_SET, self.aim_set)
        surface.action(card_blocks.WAY, self.about_way)
        surface.form(form_blocks.WAY_SET, self.way_set)

    async def opened(self, call: Call) -> None:
        """Offer the templates."""
        await call.look(self._composer.check, call.speaker.person_id)
        names = service.template_names()
        await call.open(form_blocks.template_form(names, self._catalog, call.speaker.locale))

    async def begun(self, call: Call) -> None:
        """Start a draft."""
        template = call.chosen("template")
        await call.do(self._composer.begin, call.speaker.person_id, template)
        await self._refresh(call)

    async def about_words(self, call: Call) -> None:
        """Open title, text and values."""
        spec = await call.look(self._composer.draft, call.speaker.person_id, call.value)
        await call.open(form_blocks.words_form(call.value, spec, self._catalog, call.speaker.locale))

    async def words_set(self, call: Call) -> None:
        """Take them over."""
        await call.do(
            self._composer.set_words,
            call.speaker.person_id,
            call.remembered,
            title=by_language(call, "title", self._catalog),
            text=by_language(call, "text", self._catalog),
            values=call.typed("values"),
            one_language=form_blocks.ONLY in call.checked("only"),
        )
        await self._refresh(call)

    async def about_changes(self, call: Call) -> None:
        """Open what changes for each role."""
        spec = await call.look(self._composer.draft, call.speaker.person_id, call.value)
        await call.open(form_blocks.changes_form(call.value, spec, self._catalog, call.speaker.locale))

    async def changes_set(self, call: Call) -> None:
        """Take it over."""
        changes = {role: by_language(call, role, self._catalog) for role in ROLES}
        await call.do(self._composer.set_changes, call.speaker.person_id, call.remembered, changes)

    async def about_aim(self, call: Call) -> None:
        """Open whom it is for."""
        person, locale = call.speaker.person_id, call.speaker.locale
        language = self._catalog.language_of(locale)
        spec = await call.look(self._composer.draft, person, call.value)
        choices = await call.look(self._composer.choices, person, call.value, language)
        await call.open(form_blocks.aim_form(call.value, spec, choices, self._catalog, locale))

    async def aim_set(self, call: Call) -> None:
        """Take it over."""
        await call.do(
            self._composer.set_aim,
            call.speaker.person_id,
            call.remembered,
            who=call.chosen("who"),
            units=call.checked("units"),
            addresses=call.typed("addresses"),
            without=call.typed("without"),
            not_away=form_blocks.NOT_AWAY in call.checked("not_away"),
        )

    async def about_way(self, call: Call) -> None:
        """Open how and when it goes out."""
        person, locale = call.speaker.person_id, call.speaker.locale
        language = self._catalog.language_of(locale)
        spec = await call.look(self._composer.draft, person, call.value)
        choices = await call.look(self._composer.choices, person, call.value, language)
        await call.open(form_blocks.way_form(call.value, spec, choices, self._catalog, locale))

    async def way_set(self, call: Call) -> None:
        """Take it over."""
        how, day, helper = call.checked("how"), call.chosen("day"), call.chosen("helper")
        attached = call.chosen("rules")
        await call.do(
            self._composer.set_way,
            call.speaker.person_id,
            call.remembered,
            direct=form_blocks.DIRECT in how,
            channel=call.chosen("channel"),
            day=_day(day),
            at=_hour(call.chosen("at")),
            acknowledged=form_blocks.ACKNOWLEDGED in how,
            helper_id=int(helper) if helper.isdecimal() else None,
            attached="" if attached == form_blocks.NOTHING else attached,
        )


def by_language(call: Call, part: str, catalog: Catalog) -> dict[str, str]:
    """Return what was typed for a part in each language."""
    return {language: call.typed(f"{part}_{language}") for language in catalog.languages}


def _day(chosen: str) -> date | None:
    try:
        return date.fromisoformat(chosen) if chosen else None
    except ValueError:
        raise StepIsOver from None


def _hour(chosen: str) -> time | None:
    try:
        return time.fromisoformat(chosen) if chosen else None
    except ValueError:
        raise StepIsOver from None
