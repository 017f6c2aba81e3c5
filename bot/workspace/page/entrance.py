"""The first page: choose who to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nicegui import ui

from bot.workspace.page.viewer import avatar, tag
from bot.workspace.page.words import LANGUAGES, word

if TYPE_CHECKING:
    from bot.workspace.models import User
    from bot.workspace.state import Workspace

_TEAM = re.compile(r"\s*[,，·|–—]\s*")
_NAMES = {"en": "English", "zh": "中文"}


class Entrance:
    """Cards of everyone in the workspace, by team, with a search."""

    def __init__(self, workspace: Workspace, language: str, *, unknown: bool = False) -> None:
        self._workspace = workspace
        self._language = language if language in LANGUAGES else LANGUAGES[0]
        with ui.element("main").classes("entrance"):
            self._heading()
            if unknown:
                tag("div", self._word("choose.unknown"), "banner").props("role=alert")
            search = ui.input(placeholder=self._word("choose.search"))
            search.props("outlined dense clearable autofocus data-testid=search-people").classes(
                "field search"
            )
            search.props["aria-label"] = self._word("choose.search")
            self._none = tag("p", self._word("choose.none"), "quiet")
            self._cards: list[tuple[str, ui.element, ui.element]] = []
            for team, people in by_team(workspace.people(), self._word("choose.others")).items():
                self._section(team, people)
            self._none.set_visibility(False)
            search.on_value_change(lambda event: self._filter(event.value or ""))

    def _word(self, key: str) -> str:
        return word(key, self._language)

    def _heading(self) -> None:
        with ui.element("div").classes("entrance-top"):
            with ui.element("div"):
                tag("div", self._workspace.team.name, "entrance-team")
                tag("h1", self._word("choose.heading"))
                tag("p", self._word("choose.lead"), "quiet")
                if welcome := self._workspace.team.welcome.get(self._language):
                    tag("p", welcome, "welcome").props("data-testid=welcome")
            with ui.element("div").classes("languages"):
                for each in LANGUAGES:
                    link = ui.link(_NAMES[each], f"/?lang={each}").classes("language")
                    link.props["data-testid"] = f"language-{each}"
                    if each == self._language:
                        link.props("aria-current=true")

    def _section(self, team: str, people: list[User]) -> None:
        with tag("section", classes="team-section") as section:
            tag("h2", team)
            with ui.element("div").classes("cards"):
                for person in people:
                    self._cards.append((_searchable(person, team), self._card(person), section))

    def _card(self, person: User) -> ui.element:
        with tag("a", classes="person").props(f'href="/as/{person.id}"') as card:
            card.props["data-testid"] = f"person-{person.id}"
            avatar(person)
            with tag("span", classes="person-words"):
                # Somebody new has to recognise people whose own short name is in another script.
                tag("span", person.real_name or person.shown_name, "person-name")
                tag("span", role(person.title), "quiet")
                tag("span", f"{_NAMES.get(person.locale[:2], person.locale)} · {person.tz}", "person-where")
                if person.deleted:
                    tag("span", self._word("choose.left"), "person-left")
        return card

    def _filter(self, wanted: str) -> None:
        words = wanted.casefold().split()
        shown: dict[ui.element, bool] = {}
        for searchable, card, section in self._cards:
            fits = all(each in searchable for each in words)
            card.set_visibility(fits)
            shown[section] = shown.get(section, False) or fits
        for section, any_fits in shown.items():
            section.set_visibility(any_fits)
        self._none.set_visibility(not any(shown.values()))


def by_team(people: list[User], others: str) -> dict[str, list[User]]:
    """Group people by the team their title ends with (`Engineer, Platform`); `others` have none.

    Teams and people stay in the order given; who has left comes last in their team.
    """
    humans = [each for each in people if not each.is_bot]
    teams: dict[str, list[User]] = {}
    for person in humans:
        _, *rest = _TEAM.split(person.title)
        teams.setdefault(rest[-1] if rest else others, []).append(person)
    if others in teams:
        teams[others] = teams.pop(others)
    return {team: sorted(held, key=lambda each: each.deleted) for team, held in teams.items()}


def role(title: str) -> str:
    """Return a title without the team it ends with."""
    return _TEAM.split(title)[0]


def _searchable(person: User, team: str) -> str:
    return f"{person.shown_name} {person.real_name} {person.name} {person.title} {team}".casefold()
