"""What nudges say, in one reader's language: a fact that tells why now, and how much effort it is (N-17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.nudges.kinds import Kind
from bot.language.names import spoken_name
from bot.language.plain import shortened
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from bot.features.nudges.shown import Line
    from prompts.catalog import Catalog

PROMISED_WORDS, PROMISED_CHARACTERS = 8, 16
"""How much of a step is quoted, so that a line stays under 35 words (domain 3.3)."""


class Words:
    """The catalog in one reader's language."""

    def __init__(self, catalog: Catalog, locale: str) -> None:
        self._catalog = catalog
        self.locale = locale

    def __call__(self, key: str, **variables: object) -> str:
        """Return a message of the catalog, filled in."""
        return self._catalog.text(self.locale, key, **variables)

    def called(self, name: str) -> str:
        """Return what this reader calls somebody, ready to be shown."""
        return escape(spoken_name(name, self.locale))

    def short(self, text: str) -> str:
        """Return the beginning of what somebody wrote, ready to be shown."""
        return escape(shortened(text, PROMISED_WORDS, PROMISED_CHARACTERS))

    def kind(self, kind: Kind) -> str:
        """Return what a kind of reminder is called."""
        return self(f"nudges-kind-{kind}")

    def day(self, day: date | None) -> str:
        """Return a day as it is written."""
        return self("nudges-day", day=day) if day else ""


def sentence(line: Line, words: Words) -> str:
    """Say one thing: a fact that tells why now, and how much effort it is."""
    if line.kind is Kind.SUPPORT and line.task:
        task = words(f"nudges-task-{line.task}")
        return words("nudges-say-support_task", task=task, day=words.day(line.day), missing=line.missing)
    given: dict[str, Any] = {"n": words.called(line.name)}
    return words(f"nudges-say-{line.kind}", **(given | _facts(line, words)))


def _facts(line: Line, words: Words) -> dict[str, Any]:
    match line.kind:
        case Kind.PRE_1ON1:
            return {
                "at": words("nudges-time", at=line.starts_at),
                "promise": "some" if line.promised else "none",
                "promised": words.short(line.promised),
            }
        case Kind.GAP_21 | Kind.GAP_28 | Kind.SUPPORT:
            return {"days": line.days}
        case Kind.GOALS_OPEN | Kind.APPEAL_DEADLINE:
            return {"day": words.day(line.day)}
        case Kind.ACTION_DUE | Kind.RECOG:
            return {"what": words.short(line.words), "day": words.day(line.day)}
        case Kind.MID_WINDOW:
            return {
                "day": words.day(line.day),
                "fresh": line.fresh,
                "goals": line.goals,
                "data": "some" if line.goals else "none",
                "missing": line.missing,
            }
        case Kind.EMP_AGENDA:
            return {"when": line.when, "day": words.day(line.starts_at.date()) if line.starts_at else ""}
        case Kind.PAUSE:
            return {"kind": words.kind(line.about_kind or Kind.GAP_21)}
        case Kind.SURVEY:
            return {"question": words(f"surveys-question-{line.question}")}
        case _:
            return {}
