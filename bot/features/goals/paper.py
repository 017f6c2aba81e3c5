"""The words goals are drawn with: the reader's language, what they call people, and each field and value by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.goals.sheets import ORPHAN, UNREADABLE
from bot.features.goals.typed import measure_of
from bot.language.names import spoken_name
from bot.slack.blocks import escape, fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.features.goals.lines import Difference, Line
    from bot.features.goals.sheets import Problem
    from bot.features.goals.shown import GoalsShown, UpperGoal
    from prompts.catalog import Catalog

CHINESE = "zh"
LONGEST = 300
"""So much of what somebody wrote is shown in a list; all of it is in the history."""
_HIDDEN = frozenset({"clause", "item"})
"""Fields nobody chose: they follow from others."""


@dataclass(frozen=True)
class Page:
    """One reader's catalog."""

    catalog: Catalog
    locale: str

    def __call__(self, key: str, **variables: object) -> str:
        """Return a message of the catalog, filled in."""
        return self.catalog.text(self.locale, key, **variables)

    def name(self, shown: GoalsShown, person_id: int | None) -> str:
        """Return what this reader calls somebody, as plain text."""
        return spoken_name(shown.names.get(person_id or 0, "–"), self.locale)

    def called(self, shown: GoalsShown, person_id: int | None) -> str:
        """Return what this reader calls somebody, safe among markdown."""
        return escape(self.name(shown, person_id))

    def in_language(self, names: Mapping[str, str], otherwise: str) -> str:
        """Return what a cycle or a unit is called in the reader's language, as plain text."""
        return names.get(self.catalog.language_of(self.locale)) or otherwise

    def clause(self, clause: str) -> str:
        """Return a clause as this language cites it: Chinese names the number alone."""
        chinese = self.catalog.language_of(self.locale) == CHINESE
        return clause.rpartition("-")[2] if chinese else clause

    def upper(self, goal: UpperGoal) -> str:
        """Return an upper goal with whose it is."""
        if not goal.title:
            return self("goals-upper-unknown", code=escape(goal.code))
        unit = self.in_language(goal.unit, goal.code)
        return self("goals-upper", title=escape(goal.title), unit=escape(unit))

    def measure(self, line: Line) -> str:
        """Return what a line measures, with its unit."""
        unit = line.get("measure_unit")
        measured = escape(measure_of(line))
        return measured if not unit or measured.endswith(unit) else f"{measured} {escape(unit)}"

    def kind(self, kind: str) -> str:
        """Return what a kind of indicator is called, with its direction."""
        return self("goals-kind", kind=kind)

    def field(self, name: str) -> str:
        """Return what a field of a line is called."""
        return self("goals-field", field=name)

    def changes(self, fields: Iterable[Difference]) -> list[str]:
        """Return each changed field as one line, old → new."""
        return [
            self(
                "goals-difference",
                field=self.field(each.field),
                old=self._value(each.field, each.old),
                new=self._value(each.field, each.new),
            )
            for each in fields
            if each.field not in _HIDDEN
        ]

    def problem(self, problem: Problem, lines: Iterable[Line]) -> str:
        """Return what is wrong and how it is mended."""
        title = next((line.title for line in lines if line.code == problem.line), problem.line)
        found = self.field(problem.found) if problem.fault == UNREADABLE else problem.found
        return self(
            "goals-problem",
            fault=problem.fault,
            line=escape(fit(title, LONGEST)),
            found=found or "–",
            low=problem.low or "–",
            high=problem.high or "–",
            clause=self.clause(problem.clause),
        )

    def _value(self, field: str, text: str) -> str:
        if not text:
            return self("goals-nothing")
        if field == "type":
            return self.kind(text)
        return f"{escape(text)}%" if field == "weight" else escape(fit(text, LONGEST))


def is_orphan(problem: Problem) -> bool:
    """Return whether a line serves no upper goal."""
    return problem.fault == ORPHAN
