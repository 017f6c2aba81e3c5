"""Tables a company wrote, into a configuration; every mistake in one clear sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, get_args, get_origin, get_type_hints

from bot.features.scores.configuration import Configuration
from bot.features.scores.indicator_rules import Anchor
from bot.features.scores.rounding import DECIMAL_DIGITS, ONE, ZERO, NotExactError, exact

_CHANGES_FOR_MANY = "DISTRIBUTION"


class ConfigurationError(ValueError):
    """What is wrong with a company's tables; `problems` are the sentences, the message all of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


def configuration(tables: Mapping[str, Any]) -> Configuration:
    """Return the configuration that tables describe, floats refused. Raises ConfigurationError."""
    problems: list[str] = []
    found = _table(Configuration, tables, "", problems)
    if not problems:
        problems += _contradictions(found)
    if problems:
        raise ConfigurationError(problems)
    return found  # type: ignore[no-any-return]


def _table(kind: Any, table: object, where: str, problems: list[str]) -> Any:  # noqa: ANN401 - any dataclass
    if not isinstance(table, Mapping):
        problems.append(f"{where}: must be a table")
        return None
    hints, given = get_type_hints(kind), {}
    for field in fields(kind):
        path = f"{where}.{field.name}".lstrip(".")
        if field.name in table:
            given[field.name] = _value(hints[field.name], table[field.name], path, problems)
        elif field.default is MISSING:
            problems.append(f"{path}: is missing")
    problems += [
        f"{where}.{name}".lstrip(".") + ": there is no such setting" for name in table if name not in hints
    ]
    return None if problems else kind(**given)


def _value(hint: Any, value: object, path: str, problems: list[str]) -> Any:  # noqa: ANN401 - any annotation
    if is_dataclass(hint):
        return _table(hint, value, path, problems)
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            problems.append(f"{path}: must be a list")
            return None
        each = get_args(hint)[0]
        return tuple(_value(each, one, f"{path}[{at}]", problems) for at, one in enumerate(value, start=1))
    if hint is Decimal:
        try:
            return exact(value, path)
        except NotExactError as error:
            problems.append(str(error))
    elif issubclass(hint, StrEnum):
        if value in set(hint):
            return hint(value)
        problems.append(f"{path}: '{value}' is not one of {', '.join(hint)}")
    elif type(value) is not hint or (isinstance(value, int) and value < 0) or not str(value).strip():
        wanted = "a whole number, not negative" if hint is int else "a text"
        problems.append(f"{path}: '{value}' must be {wanted}")
    return value


def _contradictions(found: Configuration) -> Iterator[str]:
    """Give what is wrong although every value has the right shape."""
    unit, rules = found.unit, found.sheet
    pairs = (
        ("scale: floor", found.scale.floor, "cap", found.scale.cap),
        ("unit: department_low", unit.department_low, "department_high", unit.department_high),
        ("unit: organisation_low", unit.organisation_low, "organisation_high", unit.organisation_high),
        ("unit: low", unit.low, "high", unit.high),
        ("items: bonus_min", found.items.bonus_min, "bonus_max", found.items.bonus_max),
        ("items: deduction_min", found.items.deduction_min, "deduction_max", found.items.deduction_max),
        ("sheet: lines_min", rules.lines_min, "lines_max", rules.lines_max),
        ("sheet: weight_min", rules.weight_min, "weight_max", rules.weight_max),
        ("sheet: behaviour_min", rules.behaviour_min, "behaviour_max", rules.behaviour_max),
        ("milestone: not_done", found.milestone.not_done, "late_floor", found.milestone.late_floor),
        ("milestone: late_floor", found.milestone.late_floor, "on_time", found.milestone.on_time),
        ("red_line: limit", found.red_line.limit, "scale's cap", found.scale.cap),
    )
    for low_name, low, high_name, high in pairs:
        if low > high:
            yield f"{low_name} is {low}, above {high_name} {high}"
    for name in ("higher.threshold", "exposure.front_line", "exposure.staff", "exposure.unit_head"):
        section, _, field = name.partition(".")
        share = getattr(getattr(found, section), field)
        if not ZERO <= share <= ONE:
            yield f"{name} is {share}, and must be between 0 and 1"
    for point in fields(found.rounding):
        places = getattr(found.rounding, point.name)
        if isinstance(places, int) and places > DECIMAL_DIGITS:
            yield f"rounding.{point.name} is {places}, and must be at most {DECIMAL_DIGITS}"
    whole = found.blend.own + found.blend.department + found.blend.organisation
    if whole != ONE:
        yield f"blend: own, department and organisation make {whole}, and must make 1"
    yield from _wrong_lists(found)


def _wrong_lists(found: Configuration) -> Iterator[str]:
    for name, anchors in (("bars", found.bars.anchors), ("okr_asp", found.okr_asp.anchors)):
        if len(anchors) <= 1 or not _rising(anchors):
            yield f"{name}.anchors: must be at least two, each higher than the one before and scoring no less"
        elif not all(found.scale.floor <= anchor.score <= found.scale.cap for anchor in anchors):
            yield f"{name}.anchors: every score must lie within the scale"
    lowest = [band.lowest for band in found.bands.bands]
    if not lowest or lowest != sorted(set(lowest), reverse=True) or lowest[-1] != found.scale.floor:
        yield f"bands.bands: must fall from the best down to the scale's floor, {found.scale.floor}"
    names = [band.name for band in found.bands.bands]
    if len(set(names)) != len(names):
        yield "bands.bands: no name may stand twice"
    shares = [share.lowest for share in found.guidance.shares]
    if not shares or shares != sorted(set(shares), reverse=True) or shares[-1] != ZERO:
        yield "guidance.shares: must fall from the highest unit score down to 0"
    if not 0 < found.guidance.top_bands <= len(names):
        yield f"guidance.top_bands is {found.guidance.top_bands}, and there are {len(names)} bands"
    groups = [group.group for group in found.r360.groups]
    if (
        not groups
        or len(set(groups)) != len(groups)
        or any(each.weight <= ZERO for each in found.r360.groups)
    ):
        yield "r360.groups: must be at least one, each named once and with a weight above 0"
    if _CHANGES_FOR_MANY in found.calibration.reasons:
        yield f"calibration.reasons: {_CHANGES_FOR_MANY} is not a reason (PM-5.6)"


def _rising(anchors: tuple[Anchor, ...]) -> bool:
    steps = pairwise(anchors)
    return all(low.at < high.at and low.score <= high.score for low, high in steps)
