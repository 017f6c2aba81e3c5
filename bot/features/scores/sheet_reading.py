"""A goal sheet from a mapping such as a YAML file gives (domain 4.10), every mistake with its place.

The caller parses the file, and must have decimals read as decimals or as texts: a float is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.features.scores import measures
from bot.features.scores.goal_sheets import Confirmed, GoalSheet, Line, Section, Tier
from bot.features.scores.inputs import Item
from bot.features.scores.measures import Measure
from bot.features.scores.rounding import ONE, NotExactError, exact

_SHEET = {"employee", "cycle", "unit", "role_tier", "confirmed", "lines", "items", "unit_scores"}
_LINE = {
    "code",
    "type",
    "weight",
    "source",
    "clause",
    "supports",
    "title",
    "unit",
    "section",
    "volume",
    "cap",
} | {
    "floor",
    "reason",
}
_ITEM = {"amount", "date", "why", "approver", "clause", "evidence", "event", "kind"}


class SheetError(ValueError):
    """What is wrong with a written sheet; `problems` are the sentences, each beginning with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Written:
    """What one file says: the sheet, its items, and the unit scores if it names them, as `dept` and `org`."""

    sheet: GoalSheet
    items: tuple[Item, ...]
    department: Decimal | None
    organisation: Decimal | None


def written(table: Mapping[str, Any]) -> Written:
    """Return the sheet a mapping describes, not yet validated. Raises SheetError."""
    reader = _Reader()
    found = reader.sheet(table)
    if reader.problems or found is None:
        raise SheetError(reader.problems)
    return found


class _Reader:
    """Reads one sheet, and goes on after a mistake so that all of them are found."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._measures: dict[str, tuple[set[str], Callable[[Mapping[str, Any], str], Measure]]] = {
            "higher": ({"target", "threshold"}, self._higher),
            "lower": ({"target"}, lambda given, at: measures.Lower(self._number(given, "target", at))),
            "band": ({"low", "high", "per_unit", "step"}, self._band),
            "step": ({"tiers", "target"}, self._steps),
            "milestone": ({"parts"}, lambda given, at: measures.Milestones(self._shares(given, "parts", at))),
            "bars": ({"item", "target"}, self._bars),
            "r360": ({"target"}, lambda given, at: measures.Feedback(self._maybe(given, "target", at))),
            "okr_asp": ({"key_results", "target"}, self._aspirational),
            "okr_com": (
                {"key_results"},
                lambda given, at: measures.CommittedOkr(self._shares(given, "key_results", at)),
            ),
            "deduct": ({"points", "target"}, self._deductions),
        }

    def sheet(self, table: Mapping[str, Any]) -> Written | None:
        """Return what a mapping says, or None with problems."""
        self._unknown(table, _SHEET, "sheet")
        tier = self._choice(table, "role_tier", "sheet", Tier)
        confirmed = self._table(table.get("confirmed", {}), "confirmed")
        lines = [self._line(self._table(line, f"lines[{at}]"), at) for at, line in self._list(table, "lines")]
        items = [self._item(self._table(item, f"items[{at}]"), at) for at, item in self._list(table, "items")]
        scores = self._table(table.get("unit_scores", {}), "unit_scores")
        employee, cycle, unit = (self._text(table, name, "sheet") for name in ("employee", "cycle", "unit"))
        agreed = Confirmed(*(self._day(confirmed, side, "confirmed") for side in ("employee", "manager")))
        department, organisation = (self._maybe(scores, name, "unit_scores") for name in ("dept", "org"))
        if self.problems or tier is None:
            return None
        sheet = GoalSheet(
            employee=employee,
            cycle=cycle,
            unit=unit,
            role_tier=tier,
            lines=tuple(line for line in lines if line is not None),
            confirmed=agreed,
        )
        return Written(sheet, tuple(item for item in items if item is not None), department, organisation)

    def _line(self, given: Mapping[str, Any], number: int) -> Line | None:
        at = f"lines[{number}]" + (f" {given['code']}" if isinstance(given.get("code"), str) else "")
        kind = given.get("type")
        if kind not in self._measures:
            self.problems.append(f"{at}.type: '{kind}' is not one of {', '.join(self._measures)}")
            return None
        fields, build = self._measures[kind]
        self._unknown(given, _LINE | fields, at)
        section = self._choice(given, "section", at, Section) if "section" in given else None
        supports, title, unit, reason = (
            self._text(given, name, at, needed=False) or None
            for name in ("supports", "title", "unit", "reason")
        )
        line = Line(
            code=self._text(given, "code", at),
            measure=build(given, at),
            weight=self._number(given, "weight", at),
            section=section,
            volume=given.get("volume") is True,
            cap=self._maybe(given, "cap", at),
            floor=self._maybe(given, "floor", at),
            source=self._text(given, "source", at, needed=False),
            clause=self._text(given, "clause", at, needed=False),
            supports=supports,
            title=title,
            unit=unit,
            reason=reason,
        )
        return None if self.problems else line

    def _item(self, given: Mapping[str, Any], number: int) -> Item | None:
        at = f"items[{number}]"
        self._unknown(given, _ITEM, at)
        on = self._day(given, "date", at)
        if on is None:
            self.problems.append(f"{at}.date: is missing")
        amount = self._number(given, "amount", at)
        why, approver, clause = (self._text(given, name, at) for name in ("why", "approver", "clause"))
        evidence = tuple(str(each) for _, each in self._list(given, "evidence"))
        if on is None or self.problems:
            return None
        event, kind = (self._text(given, name, at, needed=False) or None for name in ("event", "kind"))
        return Item(amount, on, why, approver, clause, evidence, event, kind)

    def _higher(self, given: Mapping[str, Any], at: str) -> Measure:
        return measures.Higher(self._number(given, "target", at), self._maybe(given, "threshold", at))

    def _band(self, given: Mapping[str, Any], at: str) -> Measure:
        return measures.TargetBand(
            low=self._number(given, "low", at),
            high=self._number(given, "high", at),
            per_unit=self._maybe(given, "per_unit", at),
            step=self._maybe(given, "step", at) or ONE,
        )

    def _steps(self, given: Mapping[str, Any], at: str) -> Measure:
        tiers = []
        for number, pair in self._list(given, "tiers"):
            if not isinstance(pair, list | tuple) or len(pair) != len(("bound", "score")):
                self.problems.append(f"{at}.tiers[{number}]: must be a lower bound and a score")
                continue
            bound, score = (self._exact(value, f"{at}.tiers[{number}]") for value in pair)
            tiers.append(measures.Tier(bound, score))
        return measures.Steps(tuple(tiers), self._maybe(given, "target", at))

    def _bars(self, given: Mapping[str, Any], at: str) -> Measure:
        target = given.get("target", 3)
        if type(target) is not int:
            self.problems.append(f"{at}.target: '{target}' must be a whole level")
            target = 3
        return measures.Behaviour(self._text(given, "item", at), target)

    def _aspirational(self, given: Mapping[str, Any], at: str) -> Measure:
        return measures.AspirationalOkr(
            self._shares(given, "key_results", at), self._maybe(given, "target", at)
        )

    def _deductions(self, given: Mapping[str, Any], at: str) -> Measure:
        points = self._table(given.get("points", {}), f"{at}.points")
        return measures.Deductions(
            tuple(
                measures.Points(str(kind), self._exact(each, f"{at}.points.{kind}"))
                for kind, each in points.items()
            )
        )

    def _shares(self, given: Mapping[str, Any], name: str, at: str) -> tuple[measures.Share, ...]:
        parts = self._table(given.get(name, {}), f"{at}.{name}")
        return tuple(
            measures.Share(str(part), self._exact(weight, f"{at}.{name}.{part}"))
            for part, weight in parts.items()
        )

    def _table(self, given: object, at: str) -> Mapping[str, Any]:
        if isinstance(given, Mapping):
            return given
        self.problems.append(f"{at}: must be a table")
        return {}

    def _list(self, table: Mapping[str, Any], name: str) -> list[tuple[int, Any]]:
        given = table.get(name, [])
        if isinstance(given, list | tuple):
            return list(enumerate(given, start=1))
        self.problems.append(f"{name}: must be a list")
        return []

    def _text(self, table: Mapping[str, Any], name: str, at: str, *, needed: bool = True) -> str:
        given = table.get(name, "")
        if not isinstance(given, str) or (needed and not given.strip()):
            self.problems.append(f"{at}.{name}: " + ("must be a text" if name in table else "is missing"))
            return ""
        return given.strip()

    def _number(self, table: Mapping[str, Any], name: str, at: str) -> Decimal:
        if name not in table:
            self.problems.append(f"{at}.{name}: is missing")
            return ONE
        return self._exact(table[name], f"{at}.{name}")

    def _maybe(self, table: Mapping[str, Any], name: str, at: str) -> Decimal | None:
        return self._exact(table[name], f"{at}.{name}") if table.get(name) is not None else None

    def _exact(self, given: object, at: str) -> Decimal:
        try:
            return exact(given, at)
        except NotExactError as error:
            self.problems.append(str(error))
            return ONE

    def _day(self, table: Mapping[str, Any], name: str, at: str) -> date | None:
        given = table.get(name)
        if given is None or type(given) is date:
            return given
        try:
            return date.fromisoformat(str(given))
        except ValueError:
            self.problems.append(f"{at}.{name}: '{given}' is no day such as 2026-01-19")
            return None

    def _choice(self, table: Mapping[str, Any], name: str, at: str, kinds: Any) -> Any:  # noqa: ANN401 - an enum
        given = table.get(name)
        if given in set(kinds):
            return kinds(given)
        self.problems.append(f"{at}.{name}: '{given}' is not one of {', '.join(kinds)}")
        return None

    def _unknown(self, table: Mapping[str, Any], known: set[str], at: str) -> None:
        self.problems += [f"{at}.{name}: there is no such field" for name in table if name not in known]
