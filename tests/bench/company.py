"""A company of any size, each manager with one report: as a database and as the people of a workspace."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.files.people import COLUMNS, import_people
from bot.slack.manifest import manifest
from bot.workspace.seed import Seed
from prompts.catalog import Catalog
from storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = ("Ada", "Bela", "Cora", "Dora", "Edda", "Fay", "Gia", "Hana", "Ida", "Jana")
FIRST += ("Kara", "Lena", "Mira", "Nora", "Olga", "Pia", "Rosa", "Sara", "Tara", "Vera")
LAST = ("Abbot", "Baker", "Cole", "Dunn", "Ellis", "Frost", "Gray", "Hale", "Irwin", "Jensen", "Kerr", "Lamb")
LAST += (
    "Moss",
    "North",
    "Owens",
    "Pratt",
    "Quill",
    "Reed",
    "Stone",
    "Tate",
    "Usher",
    "Vance",
    "Wells",
    "York",
)
TODAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Pair:
    """A manager's Slack user and the name of the one person who reports to them."""

    manager: str
    employee: str


@dataclass(frozen=True)
class Crowd:
    """So many managers with one report each, and one person in HR."""

    managers: int

    @property
    def pairs(self) -> list[Pair]:
        """Every manager with their report."""
        names = list(self._names())
        return [
            Pair(_user(number), names[self.managers + number][1])
            for number, _ in enumerate(names[: self.managers])
        ]

    def load(self, url: str) -> None:
        """Put the people into the database, which is brought up to date first."""
        database = Database(url)
        database.migrate()
        with database.transaction() as session:
            report = import_people(session, self._csv().encode(), TODAY)
        database.close()
        if report.problems:
            message = f"the company is wrong: {report.problems[0]}"
            raise ValueError(message)

    def seed(self) -> Seed:
        """Return a workspace with the same people, where our app is installed."""
        users = [
            {"id": _user(number), "name": email.partition("@")[0], "real_name": name, "email": email}
            for number, (email, name) in enumerate(self._names())
        ]
        app = {
            "app_id": "A0TOUCHBASE",
            "bot_user_id": "U0TOUCHBASE",
            "bot_id": "B0TOUCHBASE",
            "name": "Touchbase",
            "bot_token": "xoxb-bench",
            "app_token": "xapp-bench",
            "signing_secret": "bench",
            "manifest": manifest(Catalog.load()),
        }
        plan: dict[str, Any] = {"team": {"id": "T0BENCH", "name": "Bench"}, "users": users, "app": app}
        return Seed.model_validate(plan)

    def _names(self) -> Iterator[tuple[str, str]]:
        # Two letters between keep the names of a large company apart.
        letters = itertools.product(" ABCDEFGHJKLMNPQRSTUVWXYZ", FIRST, LAST)
        for number, (letter, first, last) in enumerate(itertools.islice(letters, 2 * self.managers + 1)):
            name = f"{first} {last}" if letter == " " else f"{first} {letter}{last.lower()}"
            yield f"person{number}@bench.example", name

    def _csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        names = list(self._names())
        for number, (email, name) in enumerate(names):
            is_hr, reports = number == len(names) - 1, number >= self.managers
            manager = names[number - self.managers][0] if reports and not is_hr else ""
            role = "hr" if is_hr else "employee"
            writer.writerow((email, name, "Engineer", "", manager, role, "en", "UTC", "2020-01-01"))
        return out.getvalue()


def _user(number: int) -> str:
    return f"U{number:05d}BENCH"
