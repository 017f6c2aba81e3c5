"""What is missing, and where its weight goes (domain 4.4, PM-4.12). Missing is never zero, with one exception."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.features.scores.configuration import Configuration
from bot.features.scores.figures import Figure, Missing
from bot.features.scores.goal_sheets import Line, Section
from bot.features.scores.measures import Behaviour
from bot.features.scores.results import Hold, Reason, Treatment
from bot.features.scores.rounding import ZERO, shared_out
from bot.features.scores.states import State
from bot.features.scores.trace import Recorder

_OUT = {Treatment.WAITING, Treatment.EXCLUDED, Treatment.VOID}


def treatment(line: Line, figure: Figure | None, state: State, rules: Configuration) -> Treatment:
    """Return what is to become of a line, before its figure is looked at."""
    missing = figure.value if figure is not None else Missing(source=line.source)
    if not isinstance(missing, Missing):
        return Treatment.COUNTED
    if state is State.PROVISIONAL:
        return Treatment.WAITING
    if isinstance(line.measure, Behaviour):
        return Treatment.UNRATED
    nothing_came = (
        missing.own_deliverable
        and missing.reminders >= rules.missing.reminders
        and missing.manager_confirmed
        and missing.employee_told
    )
    return Treatment.ZERO if nothing_came else Treatment.EXCLUDED


def missing_weight(lines: Sequence[Line], treatments: Mapping[str, Treatment]) -> Decimal:
    """Return the weight that does not count."""
    return sum((line.weight for line in lines if treatments[line.code] in _OUT), ZERO)


def holds(
    lines: Sequence[Line], treatments: Mapping[str, Treatment], state: State, rules: Configuration
) -> tuple[Hold, ...]:
    """Return why these lines give no score: behaviour not rated, too much missing, or nothing to carry it."""
    clause = rules.missing.clause
    found = [
        Hold(Reason.UNRATED, clause, line.code, line.weight)
        for line in lines
        if treatments[line.code] is Treatment.UNRATED
    ]
    if all(treatments[line.code] in _OUT for line in lines):
        found.append(Hold(Reason.NOTHING_COUNTED, clause, weight=missing_weight(lines, treatments)))
    elif state is not State.PROVISIONAL:
        lost = missing_weight(lines, treatments)
        if lost > rules.missing.limit:
            found.append(Hold(Reason.MISSING_WEIGHT, clause, weight=lost))
        found += [
            Hold(Reason.SECTION_EMPTY, clause, weight=sum((line.weight for line in part), ZERO))
            for part in _sections(lines).values()
            if all(treatments[line.code] in _OUT for line in part)
        ]
    return tuple(found)


def effective_weights(
    lines: Sequence[Line], treatments: Mapping[str, Treatment], recorder: Recorder, rules: Configuration
) -> dict[str, tuple[Decimal, str]]:
    """Return what each counted line weighs, and where that stands.

    What is missing is spread inside its section. Before the freeze a section may be waiting as a whole; its
    weight is then spread over all that counts, and no such result is ever more than provisional.
    """
    sections = _sections(lines)
    spread_wider = any(all(treatments[line.code] in _OUT for line in part) for part in sections.values())
    weights: dict[str, tuple[Decimal, str]] = {}
    for part in [list(lines)] if spread_wider else sections.values():
        counted = [line for line in part if treatments[line.code] not in _OUT]
        if len(counted) == len(part):
            weights |= {
                line.code: (line.weight, f"sheet:{recorder.prefix}{line.code}.weight") for line in counted
            }
        else:
            weights |= _spread(part, counted, recorder, rules)
    return weights


def _spread(
    part: list[Line], counted: list[Line], recorder: Recorder, rules: Configuration
) -> dict[str, tuple[Decimal, str]]:
    whole = sum((line.weight for line in part), ZERO)
    live = sum((line.weight for line in counted), ZERO)
    places = rules.rounding.weight
    units = {line.code: int(line.weight.scaleb(places)) for line in counted}
    shares = shared_out(int(whole.scaleb(places)), units)
    weights = {}
    for line in counted:
        step = recorder.take(
            "effective_weight",
            "effective_weight",
            rules.missing.clause,
            whole * line.weight / live,
            (
                ("section", whole, f"sheet:{recorder.prefix}section"),
                ("w", line.weight, f"sheet:{recorder.prefix}{line.code}.weight"),
                ("counted", live, f"sheet:{recorder.prefix}counted"),
            ),
            subject=line.code,
            point="weight",
            instead=("largest_remainder", Decimal(shares[line.code]).scaleb(-places)),
        )
        weights[line.code] = (step.value, step.ref)
    return weights


def _sections(lines: Sequence[Line]) -> dict[Section, list[Line]]:
    found: dict[Section, list[Line]] = {}
    for line in lines:
        found.setdefault(line.part, []).append(line)
    return found
