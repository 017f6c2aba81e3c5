"""Reading App Home, and answering a call for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import Actor
from bot.access.hr import works_in_hr
from bot.features.home.parts import HomeView
from bot.features.home.rules import HomeFrame
from storage import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.features.home.parts import HomePart
    from bot.features.home.rules import Reader
    from bot.outgoing import Outgoing

HELP = "home.help"
"""The outgoing message that says what the bot can do."""


class Home:
    """Puts Home together from `parts`, in their order; the sequence may still grow after this is made."""

    def __init__(self, outgoing: Outgoing, parts: Sequence[HomePart]) -> None:
        self._outgoing = outgoing
        # Kept, not copied: the features that follow add theirs before anybody opens Home.
        self._parts = parts

    def view(self, session: Session, reader: Reader) -> HomeView:
        """Return what the reader's Home shows now."""
        return HomeView(
            frame=self.frame(session, reader.person_id),
            parts=tuple((part, part.read(session, reader)) for part in self._parts),
        )

    def frame(self, session: Session, person_id: int) -> HomeFrame:
        """Return who is greeted, whether anybody reports to them, and whether they are in HR."""
        person = session.get(people.Person, person_id)
        return HomeFrame(
            name=person.name if person else "",
            leads=bool(people.reports_of(session, person_id)),
            in_hr=person is not None and works_in_hr(Actor(person.key, person.role)),
        )

    def help(self, session: Session, person_id: int, asked_by: str, *, understood: bool = True) -> None:
        """Tell a person what the bot can do, once per question; `asked_by` is what identifies the question.

        Not `understood`: they said something nobody took, which the answer admits.
        """
        self._outgoing.post(
            session,
            key=f"{HELP}:{asked_by}",
            kind=HELP,
            payload={"understood": int(understood)},
            to=person_id,
        )
