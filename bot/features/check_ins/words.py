"""The words a check-in is drawn with, in one reader's language, and what its buttons carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.names import spoken_name
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from datetime import date

    from bot.features.check_ins.views import CheckInView
    from prompts.catalog import Catalog


class Words:
    """The catalog in one reader's language, with how that reader calls the two people."""

    def __init__(self, catalog: Catalog, locale: str, employee: str = "", manager: str = "") -> None:
        self._catalog = catalog
        self.locale = locale
        self.employee = escape(spoken_name(employee, locale))
        self.manager = escape(spoken_name(manager, locale))

    def __call__(self, key: str, **variables: object) -> str:
        """Return message `key`, `$n` and `$name` being the employee."""
        return self._catalog.text(
            self.locale, key, **{"n": self.employee, "name": self.employee, **variables}
        )

    def contact(self, name: str) -> str:
        """Return whom to turn to in HR: a person, or HR as a whole where nobody is named."""
        return escape(spoken_name(name, self.locale)) if name else self("hr-team")

    def day(self, day: date) -> str:
        """Return a calendar day as the reader writes it."""
        return self("check_ins-day", day=day)


def value(view: CheckInView, *rest: object) -> str:
    """Return what a button carries: the conversation, its turn, and what the button stands for."""
    return ":".join(str(part) for part in (view.check_in_id, view.turn, *rest))
