"""The announcements a cycle plans, composed by the part that composes all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from bot.errors import AnnouncementIsOver
from bot.features.announcements import rules
from storage import announcements
from storage.announcements import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.features.announcements.launching import Launches
    from bot.features.announcements.sending import Sending
    from bot.features.announcements.service import Composer
    from bot.features.announcements.spec import Spec
    from bot.features.cycles.planned import Plan

HOUR = time(10)
"""On each reader's own clock (domain 5.2, A-01)."""


class PlannedDesk:
    """Makes drafts of what a cycle calls for; nobody is written to before HR lets one go."""

    def __init__(
        self,
        composer: Composer,
        launches: Launches,
        sending: Sending,
        languages: Sequence[str],
        today: Callable[[], date],
    ) -> None:
        self._today = today
        self._composer = composer
        self._launches = launches
        self._sending = sending
        self._languages = languages

    def prepare(self, session: Session, by: int, plan: Plan) -> str:
        """Make a draft with its day and its audience, lay it before somebody in HR, and return its id."""
        made = self._composer.begin(session, by, plan.template, plan.values)
        spec = self._composer.draft(session, by, made)
        if plan.units:
            self._composer.set_aim(
                session,
                by,
                made,
                who=spec.aim.who,
                units=plan.units,
                addresses="",
                without="",
                not_away=spec.aim.not_away,
            )
        self._on(session, by, made, spec, plan.on)
        return made

    def redate(self, session: Session, by: int, announcement_id: str, before: Plan, after: Plan) -> None:
        """Give a draft other days, but where HR wrote something else than it was made of before."""
        spec = self._composer.draft(session, by, announcement_id)
        values = {
            name: _moved(told, before.values.get(name, {}), after.values.get(name, {}))
            for name, told in spec.words.values.items()
        }
        self._composer.set_words(
            session,
            by,
            announcement_id,
            title=spec.words.title,
            text=spec.words.text,
            values=rules.written_values(replace(spec.words, values=values), self._languages),
            one_language=spec.one_language,
        )
        if spec.day == before.on:
            self._on(session, by, announcement_id, spec, after.on)

    def take_back(self, session: Session, by: int, announcement_id: str) -> None:
        """Let a draft go unsent, and stop for good what was let go; raises AnnouncementIsOver."""
        row = announcements.get(session, announcement_id)
        if row is None:
            raise AnnouncementIsOver
        if row.state in {State.DRAFT, State.WAITING}:
            self._launches.discard(session, by, announcement_id)
        else:
            self._sending.stop(session, by, announcement_id)

    def let_go(self, session: Session, by: int, announcement_id: str) -> None:
        """Let a draft go out on its day, or ask a second person where it goes to very many."""
        self._launches.launch(session, by, announcement_id)

    def _on(self, session: Session, by: int, announcement_id: str, spec: Spec, day: date) -> None:
        ahead = day >= self._today()
        attached = f"{spec.rules.document}@{spec.rules.version}" if spec.rules else ""
        self._composer.set_way(
            session,
            by,
            announcement_id,
            direct=spec.direct,
            channel=spec.channel,
            day=day if ahead else None,
            at=spec.at or HOUR,
            acknowledged=spec.acknowledged,
            helper_id=spec.helper_id,
            attached=attached,
        )


def _moved(told: Mapping[str, str], before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    return {
        language: after.get(language, value) if value == before.get(language) else value
        for language, value in told.items()
    }
